//! What a person has to confirm for the year.

use chrono::{Days, Months, NaiveDate};

use crate::calendar::format_japanese_date;
use crate::program::Program;
use crate::rulebook::Scheme;
use crate::text::Text;

use super::Sheet;
use super::dated::{self, Edition, Section, Thing, things};
use super::due::is_due;
use super::known::Known;
use crate::edit::entries::{entries, get};

/// One thing to be confirmed.
#[derive(Clone, Debug)]
pub struct Item {
    /// How far it has come.
    pub state: State,
    /// What it is called.
    pub name: Text,
    /// What kind of value: an amount, a rate, a list …
    pub kind: Text,
    /// As written; a table in words.
    pub value: Text,
    /// The clauses that lay it down, in the written order.
    pub clauses: Vec<Citation>,
    /// The last day on which a person confirmed one of its values, if one ever did.
    pub last_confirmed: Option<NaiveDate>,
    /// Path of its file within the folder of rules.
    pub path: String,
    /// Its line in the changed file, from 1.
    pub line: u32,
    /// What else to think of.
    pub note: Option<Text>,
}

/// How far a value has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Carried over from the year before and not confirmed.
    Unconfirmed,
    /// Confirmed for the year.
    Confirmed,
    /// It was laid down without an end and goes on; an amendment may have changed it.
    Standing,
    /// The rollover cannot write it.
    ByHand,
}

/// A clause as it is cited.
#[derive(Clone, Debug)]
pub struct Citation {
    /// Id in the register.
    pub id: String,
    /// Where it stands in the document.
    pub cite: Text,
    /// What it says, in short words.
    pub says: Text,
}

/// What is to be confirmed in a scheme for the year that begins on `from`, in the order of its
/// files, of which some are shared with other schemes.
pub(super) fn items(scheme: &Scheme, sheets: &[Sheet], from: NaiveDate) -> Vec<Item> {
    let own = sheets.iter().filter(|sheet| sheet.is_of(scheme.id()));
    let things = own.flat_map(|sheet| {
        let items = things(&sheet.node).into_iter();
        items.filter_map(|thing| item(scheme.program(), sheet, &thing, from)).collect::<Vec<_>>()
    });
    let shared = sheets.iter().filter(|sheet| !sheet.is_of(scheme.id()));
    let shared = shared.flat_map(|sheet| shared_items(scheme.program(), sheet, from));
    things.chain(shared).chain(sheets.iter().flat_map(|sheet| holidays(sheet, from))).collect()
}

/// What is due in a file that other schemes use too. A rollover of one scheme leaves it alone.
fn shared_items(program: &Program, sheet: &Sheet, from: NaiveDate) -> Vec<Item> {
    let due = things(&sheet.node).into_iter().filter(|thing| is_due(program, thing, from));
    let items = due.filter_map(|thing| item(program, sheet, &thing, from)).map(|item| {
        if item.state != State::ByHand {
            return item;
        }
        let note = Text::new(
            "ほかの制度と共通のファイルなので、自動では足しません。手で足してください",
            "in a file that other schemes share; add the edition by hand",
        );
        Item { note: Some(note), ..item }
    });
    items.collect()
}

/// What is to be done about one thing; nothing about a rule that is not the year's.
fn item(program: &Program, sheet: &Sheet, thing: &Thing<'_>, from: NaiveDate) -> Option<Item> {
    let known = Known::of(program, thing)?;
    let edition = thing.on(from);
    let place = edition.map_or(thing.key.span, |edition| edition.node.span);
    let dates = known.dates(from);
    let mut item = Item {
        state: State::Standing,
        name: known.name(),
        kind: known.kind(),
        value: known.value(from),
        clauses: known.citations(program),
        last_confirmed: thing.last_confirmed(),
        path: sheet.path.clone(),
        line: sheet.line(place),
        note: None,
    };
    if !is_due(program, thing, from) {
        return (thing.section != Section::Rule).then_some(item);
    }
    item.state = match thing.begins_on(from) {
        Some(Edition { confirmed_on: Some(_), .. }) => State::Confirmed,
        Some(_) => State::Unconfirmed,
        None => State::ByHand,
    };
    item.note = match item.state {
        State::ByHand => Some(by_hand(thing)),
        _ if dates.iter().any(|date| *date < from) => {
            Some(Text::new("日付が前の年度のままです", "its dates are those of a year before"))
        }
        _ => None,
    };
    Some(item)
}

fn by_hand(thing: &Thing<'_>) -> Text {
    match thing.list {
        None => Text::new(
            "版のない表です。`versions` の形に直して、新しい版を足してください",
            "a table without editions: turn its rows into `versions` and add one",
        ),
        Some(_) => Text::new(
            "書き方が特別なため自動では足せません。手で足してください",
            "written in an unusual way; add the edition by hand",
        ),
    }
}

/// Holidays that end within the year.
fn holidays(sheet: &Sheet, from: NaiveDate) -> Vec<Item> {
    let section = get(&sheet.node, "holidays");
    let ending = section.map_or(&[][..], entries).iter().filter_map(|entry| {
        let until = dated::date(&entry.value, "until").filter(|until| *until < year_end(from))?;
        let day = format_japanese_date(until);
        Some(Item {
            state: State::ByHand,
            name: Text::same(&entry.key.text),
            kind: Text::new("休日", "holidays"),
            value: Text::new(format!("{day}まで"), format!("until {until}")),
            clauses: Vec::new(),
            last_confirmed: None,
            path: sheet.path.clone(),
            line: sheet.line(entry.key.span),
            note: Some(Text::new(
                "年度の終わりまでの休日を足し、`until` を延ばしてください",
                "add the days up to the end of the year and extend `until`",
            )),
        })
    });
    ending.collect()
}

/// The last day of the year that begins on `from`.
fn year_end(from: NaiveDate) -> NaiveDate {
    let next = from.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
    next.checked_sub_days(Days::new(1)).unwrap_or(next)
}
