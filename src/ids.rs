//! Numbers that stand for declared things after the check.
//!
//! Each id counts from 0 within one [`Program`](crate::program::Program) and means nothing in
//! another one.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($int:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) $int);

        impl $name {
            /// The position in its table, from 0.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            pub(crate) fn new(index: usize) -> Self {
                Self(<$int>::try_from(index).unwrap_or(<$int>::MAX))
            }
        }
    )*};
}

ids! {
    /// A declared fact: the slot of its value.
    FactId(u16);
    /// A parameter.
    ParameterId(u16);
    /// A look-up table.
    TableId(u16);
    /// A rule.
    RuleId(u16);
    /// A reading of a contested wording.
    ReadingId(u16);
    /// A closed list of choices: of a fact, of documents, of steps, of clauses …
    ChoicesId(u16);
    /// The record type of a list fact.
    RecordId(u16);
    /// A clause of the register.
    ClauseId(u16);
    /// A calendar of open days.
    CalendarId(u16);
    /// A node of the checked expressions.
    NodeId(u32);
}
