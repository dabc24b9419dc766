//! The rows of a list, one after another.

use crate::cli::failure::Failure;
use crate::ids::FactId;
use crate::plan::{FormField, NextQuestion, answer};
use crate::program::Field;
use crate::rulebook::Scheme;
use crate::text::Lang;
use crate::value::{Record, Type, Value};

use super::face::{Face, Prompt, Reply};
use super::words;

/// Asks for rows until one is left empty.
///
/// 戻る goes back by a field, by a row at its first field, and out of the list at the first of all.
pub(super) fn ask(
    scheme: &Scheme,
    question: &NextQuestion,
    id: FactId,
    face: &mut dyn Face,
    lang: Lang,
) -> Result<Reply, Failure> {
    let program = scheme.program();
    let Some(Type::List(record)) = program.fact(id).map(|fact| fact.ty.clone()) else {
        return Ok(Reply::Over);
    };
    let fields = program.records.get(record.index()).map(|record| record.fields.as_slice());
    let fields: Vec<(&Field, &FormField)> =
        fields.unwrap_or_default().iter().zip(&question.form.fields).collect();
    face.tell(&words::asked(question, lang))?;
    let mut rows: Vec<Vec<Option<Value>>> = vec![Vec::new()];
    loop {
        let number = rows.len();
        let Some(row) = rows.last_mut() else { return Ok(Reply::Back) };
        let Some((field, form)) = fields.get(row.len()) else {
            rows.push(Vec::new());
            continue;
        };
        let read = |text: &str| {
            answer::read(program, field, text).map_err(|found| words::complaint(&found, lang))
        };
        let reply = face.ask(&Prompt {
            text: &words::field(number, form, lang),
            form: &form.form,
            ends_rows: row.is_empty(),
            read: &read,
        })?;
        match reply {
            Reply::Value(value) => row.push(Some(value)),
            Reply::RowsEnd if row.is_empty() => {
                rows.pop();
                let done = rows.into_iter().map(Record::from);
                return Ok(Reply::Value(Value::List(done.collect())));
            }
            Reply::RowsEnd => row.push(field.default.clone()),
            // The first field of the first row stands for the whole list.
            Reply::Unknown if number == 1 && row.is_empty() => return Ok(Reply::Unknown),
            Reply::Unknown => row.push(field.default.clone()),
            Reply::Back => {
                if row.pop().is_none() {
                    rows.pop();
                    if let Some(before) = rows.last_mut() {
                        before.pop();
                    }
                }
            }
            Reply::Refused(why) => face.tell(&why)?,
            Reply::Why => face.tell(&words::why(question, lang))?,
            Reply::Over => return Ok(Reply::Over),
        }
    }
}
