//! What nodes are compiled to.
//!
//! A leaf is told apart in place; everything else is a closure that holds its parts, so that no
//! table of nodes is looked at while it runs.
#![expect(clippy::inline_always, reason = "the call of a part costs more than most parts")]

use std::sync::Arc;

use crate::eval::machine::Machine;
use crate::eval::part::Part;
use crate::eval::record::Silent;
use crate::eval::slim::{Eval, Slim};
use crate::eval::truth::{Held, Sort, Stop, Truth};
use crate::ids::{FactId, NodeId};

use super::Compiler;

/// A closure that works a node out.
type Run<S> = Box<dyn for<'p> Fn(&mut Machine<'p, Silent>) -> Result<S, Stop> + Send + Sync>;

/// A rule that is remembered, and where.
pub(in crate::eval) struct Shared<C> {
    pub(super) slot: usize,
    pub(super) body: Arc<C>,
}

impl<C> Clone for Shared<C> {
    fn clone(&self) -> Self {
        Self { slot: self.slot, body: Arc::clone(&self.body) }
    }
}

/// The code of a condition.
pub(in crate::eval) enum Condition {
    /// Whether a fact is true.
    Fact(FactId),
    /// Whether it is not.
    NotFact(FactId),
    /// A rule that is remembered.
    Rule(Shared<Self>),
    /// Any other form.
    Form(Run<Truth>),
}

/// The code of a value.
pub(in crate::eval) enum Operand {
    Fixed(Slim),
    Fact(FactId),
    Field { variable: u8, field: u16 },
    Rule(Shared<Self>),
    Form(Run<Slim>),
}

impl Part<Silent, Truth> for Condition {
    #[inline(always)]
    fn work_out(&self, machine: &mut Machine<'_, Silent>) -> Held {
        match self {
            Self::Form(run) => run(machine),
            Self::Fact(fact) => Ok(machine.true_fact(*fact)),
            Self::NotFact(fact) => Ok(!machine.true_fact(*fact)),
            Self::Rule(rule) => machine.rule(rule.slot, &*rule.body),
        }
    }

    #[inline]
    fn skip(&self, _: &mut Machine<'_, Silent>) {}
}

impl Part<Silent, Slim> for Operand {
    #[inline(always)]
    fn work_out(&self, machine: &mut Machine<'_, Silent>) -> Eval {
        match self {
            Self::Fixed(slim) => Ok(*slim),
            Self::Fact(fact) => Ok(machine.fact(*fact)),
            Self::Field { variable, field } => Ok(machine.field(*variable, *field)),
            Self::Rule(rule) => machine.rule(rule.slot, &*rule.body),
            Self::Form(run) => run(machine),
        }
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

    /// The code of a condition that is remembered, as one of this sort.
    fn truth_rule(rule: Shared<Condition>) -> Self::Code;

    /// The code of a value that is remembered, as one of this sort.
    fn value_rule(rule: Shared<Operand>) -> Self::Code;

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

    fn truth_rule(rule: Shared<Condition>) -> Condition {
        Condition::Rule(rule)
    }

    fn value_rule(rule: Shared<Operand>) -> Condition {
        Self::form(move |machine| {
            let slim = machine.rule(rule.slot, &*rule.body)?;
            Ok(machine.truth_of(slim))
        })
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

    fn truth_rule(rule: Shared<Condition>) -> Operand {
        Self::form(move |machine| Ok(machine.rule::<Truth>(rule.slot, &*rule.body)?.into()))
    }

    fn value_rule(rule: Shared<Operand>) -> Operand {
        Operand::Rule(rule)
    }

    fn form(
        run: impl for<'p> Fn(&mut Machine<'p, Silent>) -> Eval + Send + Sync + 'static,
    ) -> Operand {
        Operand::Form(Box::new(run))
    }
}
