//! What nodes are compiled to.
//!
//! A leaf is told apart in place; everything else is a closure that holds its parts, so that no
//! table of nodes is looked at while it runs.

use crate::eval::machine::Machine;
use crate::eval::part::Part;
use crate::eval::record::Silent;
use crate::eval::slim::{Eval, Slim};
use crate::eval::truth::{Held, Sort, Stop, Truth};
use crate::ids::{FactId, NodeId};

use super::Compiler;

/// A closure that works a node out.
type Run<S> = Box<dyn for<'p> Fn(&mut Machine<'p, Silent>) -> Result<S, Stop> + Send + Sync>;

/// The code of a condition.
pub(in crate::eval) enum Condition {
    /// Whether a fact is true.
    Fact(FactId),
    /// Whether it is not.
    NotFact(FactId),
    /// Any other form.
    Form(Run<Truth>),
}

/// The code of a value.
pub(in crate::eval) enum Operand {
    Fixed(Slim),
    Fact(FactId),
    Field { variable: u8, field: u16 },
    Form(Run<Slim>),
}

impl Part<Silent, Truth> for Condition {
    #[inline]
    fn work_out(&self, machine: &mut Machine<'_, Silent>) -> Held {
        match self {
            Self::Form(run) => run(machine),
            Self::Fact(fact) => {
                let slim = machine.fact(*fact);
                Ok(machine.truth_of(slim))
            }
            Self::NotFact(fact) => {
                let slim = machine.fact(*fact);
                Ok(!machine.truth_of(slim))
            }
        }
    }

    #[inline]
    fn skip(&self, _: &mut Machine<'_, Silent>) {}
}

impl Part<Silent, Slim> for Operand {
    #[inline]
    fn work_out(&self, machine: &mut Machine<'_, Silent>) -> Eval {
        match self {
            Self::Fixed(slim) => Ok(*slim),
            Self::Fact(fact) => Ok(machine.fact(*fact)),
            Self::Field { variable, field } => Ok(machine.field(*variable, *field)),
            Self::Form(run) => run(machine),
        }
    }

    #[inline]
    fn skip(&self, _: &mut Machine<'_, Silent>) {}
}

/// A leaf that is known where its form is compiled.
pub(super) struct Fact(pub(super) FactId);

/// A constant likewise.
pub(super) struct Fixed(pub(super) Slim);

impl Part<Silent, Slim> for Fact {
    #[inline]
    fn work_out(&self, machine: &mut Machine<'_, Silent>) -> Eval {
        Ok(machine.fact(self.0))
    }

    #[inline]
    fn skip(&self, _: &mut Machine<'_, Silent>) {}
}

impl Part<Silent, Slim> for Fixed {
    #[inline]
    fn work_out(&self, _: &mut Machine<'_, Silent>) -> Eval {
        Ok(self.0)
    }

    #[inline]
    fn skip(&self, _: &mut Machine<'_, Silent>) {}
}

/// A sort of answer that nodes are compiled to.
pub(super) trait Compiles: Sort + Send + Sync + 'static {
    /// The code that comes to it.
    type Code: Part<Silent, Self> + Send + Sync + 'static;

    /// The code of a node.
    fn compile(compiler: &mut Compiler<'_>, id: NodeId) -> Self::Code;

    /// The code that a closure is.
    fn form(
        run: impl for<'p> Fn(&mut Machine<'p, Silent>) -> Result<Self, Stop> + Send + Sync + 'static,
    ) -> Self::Code;
}

impl Compiles for Truth {
    type Code = Condition;

    fn compile(compiler: &mut Compiler<'_>, id: NodeId) -> Condition {
        compiler.condition(id)
    }

    fn form(
        run: impl for<'p> Fn(&mut Machine<'p, Silent>) -> Held + Send + Sync + 'static,
    ) -> Condition {
        Condition::Form(Box::new(run))
    }
}

impl Compiles for Slim {
    type Code = Operand;

    fn compile(compiler: &mut Compiler<'_>, id: NodeId) -> Operand {
        compiler.operand(id)
    }

    fn form(
        run: impl for<'p> Fn(&mut Machine<'p, Silent>) -> Eval + Send + Sync + 'static,
    ) -> Operand {
        Operand::Form(Box::new(run))
    }
}
