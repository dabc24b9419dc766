//! The new rules with one change undone.

use crate::model::{Head, Model};
use crate::program::Program;

use super::super::item::{Item, Kind, normal};
use super::super::side::Side;
use super::Changed;

/// The new rules in which one thing is as it was. `None` if they do not hold together so.
pub(super) fn undone(old: &Side<'_>, new: &Side<'_>, changed: &Changed<'_>) -> Option<Program> {
    let kind = changed.new.or(changed.old)?.kind;
    new.edited(|model| put_back(model, old.model(), kind, changed)).ok()
}

fn put_back(model: &mut Model, old: &Model, kind: Kind, changed: &Changed<'_>) {
    match kind {
        Kind::Scheme => {
            if let (Some(scheme), Some(before)) = (&mut model.scheme, &old.scheme) {
                (scheme.from, scheme.until) = (before.from, before.until);
                scheme.as_of.clone_from(&before.as_of);
            }
        }
        Kind::Output => {
            let is = |item: Option<&Item>, id: &str| item.is_some_and(|item| item.id == id);
            model.decides.retain(|one| !is(changed.new, &one.id.text));
            let before = old.decides.iter().filter(|one| is(changed.old, &one.id.text));
            model.decides.extend(before.cloned());
        }
        Kind::Clause | Kind::Allocation => {}
        Kind::Fact => swap(&mut model.facts, &old.facts, changed, |one| &mut one.head),
        Kind::Parameter => {
            swap(&mut model.parameters, &old.parameters, changed, |one| &mut one.head);
        }
        Kind::Table => swap(&mut model.tables, &old.tables, changed, |one| &mut one.head),
        Kind::Rule => swap(&mut model.rules, &old.rules, changed, |one| &mut one.head),
        Kind::Reading => swap(&mut model.readings, &old.readings, changed, |one| &mut one.head),
        Kind::Document | Kind::Step | Kind::Contact => {
            swap(&mut model.things, &old.things, changed, |one| &mut one.head);
        }
        Kind::Warning => swap(&mut model.warnings, &old.warnings, changed, |one| &mut one.head),
        Kind::Holidays => swap(&mut model.holidays, &old.holidays, changed, |one| &mut one.head),
        Kind::Calendar => swap(&mut model.calendars, &old.calendars, changed, |one| &mut one.head),
        Kind::Codes => swap(&mut model.codes, &old.codes, changed, |one| &mut one.head),
    }
}

/// Puts the old declaration in the place of the new one, under the new name.
fn swap<T: Clone>(
    list: &mut Vec<T>,
    old: &[T],
    changed: &Changed<'_>,
    head: impl Fn(&mut T) -> &mut Head,
) {
    let named = |item: Option<&Item>, one: &mut T| {
        item.is_some_and(|item| normal(&item.name.ja) == normal(&head(one).name.text))
    };
    let before =
        old.iter().cloned().find_map(|mut one| named(changed.old, &mut one).then_some(one));
    let at = list.iter_mut().position(|one| named(changed.new, one));
    match (at, before) {
        (Some(at), Some(mut before)) => {
            if let Some(slot) = list.get_mut(at) {
                let own = head(slot);
                let (name, clauses) = (own.name.clone(), own.clauses.clone());
                let put = head(&mut before);
                (put.name, put.clauses) = (name, clauses);
                *slot = before;
            }
        }
        (Some(at), None) => drop(list.remove(at)),
        (None, Some(before)) => list.push(before),
        (None, None) => {}
    }
}
