//! How a part of a form is worked out.
//!
//! The forms of the language (`and`, `first`, `sum` …) are functions of the [`Machine`] over their
//! parts, and know a part by this trait alone. In a recorded run a part is a node, of which the
//! recorder hears; in a silent run it is code that was made of the node beforehand
//! ([`compile`](super::compile)). Both run the same forms.

use crate::ids::NodeId;

use super::machine::Machine;
use super::record::Recorder;
use super::truth::{Sort, Stop};

/// A part that comes to a `S`.
pub(super) trait Part<R: Recorder, S: Sort> {
    /// Works it out.
    fn work_out(&self, machine: &mut Machine<'_, R>) -> Result<S, Stop>;

    /// Tells that it was not looked at, because what came before had decided.
    fn skip(&self, machine: &mut Machine<'_, R>);
}

impl<R: Recorder, S: Sort> Part<R, S> for NodeId {
    #[inline]
    fn work_out(&self, machine: &mut Machine<'_, R>) -> Result<S, Stop> {
        S::of_node(machine, *self)
    }

    #[inline]
    fn skip(&self, machine: &mut Machine<'_, R>) {
        machine.recorder.skip(*self);
    }
}
