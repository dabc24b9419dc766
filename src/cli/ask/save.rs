//! Facts to a file that `decide --facts` reads.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

use crate::cli::failure::Failure;
use crate::explain::show_contract;
use crate::facts::Facts;
use crate::program::Program;
use crate::text::{Lang, Text};
use crate::value::{Type, Value};

/// Where facts are kept.
pub(super) struct Place {
    path: PathBuf,
}

impl Place {
    /// Refuses a file that is there, unless it is the one that the interview goes on from.
    pub(super) fn open(path: Option<&Path>, from: Option<&Path>) -> Result<Option<Self>, Failure> {
        let Some(path) = path else { return Ok(None) };
        let name = path.display();
        if path.exists() && from != Some(path) {
            return Err(Failure::wrong_usage(Text::new(
                format!(
                    "`{name}` はすでにあります。続きから答えるなら `--facts {name}` も付けます"
                ),
                format!("`{name}` is there already; to go on from it, add `--facts {name}`"),
            )));
        }
        if path.is_dir()
            || path
                .parent()
                .is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        {
            return Err(Failure::wrong_usage(Text::new(
                format!("`{name}` に書き込むフォルダがありません"),
                format!("there is no folder for `{name}`"),
            )));
        }
        Ok(Some(Self { path: path.to_owned() }))
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Writes a temporary file beside it and gives it the name.
    pub(super) fn write(
        &self,
        program: &Program,
        facts: &Facts,
        lang: Lang,
    ) -> Result<(), Failure> {
        let is_json = self.path.extension().is_some_and(|ending| ending == "json");
        let text = if is_json { json(program, facts) } else { yaml(program, facts, lang) };
        let mut temporary = self.path.clone().into_os_string();
        temporary.push(format!(".{}.tmp", std::process::id()));
        let temporary = PathBuf::from(temporary);
        let written = fs::File::create_new(&temporary)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&temporary, &self.path));
        written.map_err(|error| {
            // What could not be finished is not left behind.
            let _ = fs::remove_file(&temporary);
            Failure::unwritten(&self.name(), &error)
        })
    }
}

/// Keyed by id, values in the form of the contract.
fn json(program: &Program, facts: &Facts) -> String {
    let given = program.facts.iter().zip(facts.slots());
    let known = given.filter_map(|(fact, value)| {
        Some((fact.id.clone(), show_contract(program, value.as_ref()?, &fact.ty)))
    });
    // Every key is a string, so serialising cannot fail.
    serde_json::to_string_pretty(&Json::Object(known.collect())).unwrap_or_default() + "\n"
}

/// In Japanese keyed by name, choices by name: as a person reads and edits it. In English by id.
fn yaml(program: &Program, facts: &Facts, lang: Lang) -> String {
    let named = Named { program, lang };
    let given = program.facts.iter().zip(facts.slots());
    let known = given.filter_map(|(fact, value)| {
        Some((named.key(fact), named.value(value.as_ref()?, &fact.ty)))
    });
    let object: Map<String, Json> = known.collect();
    let head = match lang {
        Lang::Ja => format!("# {}\n", program.title.get(lang)),
        Lang::En => format!("# {}\n", program.title.get(lang)),
    };
    if object.is_empty() {
        return head + "{}\n";
    }
    head + &serde_yaml::to_string(&object).unwrap_or_default()
}

struct Named<'p> {
    program: &'p Program,
    lang: Lang,
}

impl Named<'_> {
    fn key(&self, fact: &crate::program::Fact) -> String {
        match self.lang {
            Lang::Ja => fact.name.ja.clone(),
            Lang::En => fact.id.clone(),
        }
    }

    fn value(&self, value: &Value, ty: &Type) -> Json {
        match (value, ty) {
            (Value::Choice(at), Type::Choice(list)) if self.lang == Lang::Ja => {
                let list = self.program.choices.get(list.index());
                let one = list.and_then(|list| list.choices.get(usize::from(*at)));
                Json::String(one.map(|one| one.name.ja.clone()).unwrap_or_default())
            }
            (Value::Set(values), Type::Set(of)) => {
                values.iter().map(|value| self.value(value, of)).collect()
            }
            (Value::List(rows), Type::List(record)) => {
                let fields = self.program.records.get(record.index());
                let fields = fields.map(|record| record.fields.as_slice()).unwrap_or_default();
                let row = |row: &crate::value::Record| {
                    let cells = fields.iter().zip(row.iter());
                    let known = cells.filter_map(|(field, value)| {
                        Some((self.key(field), self.value(value.as_ref()?, &field.ty)))
                    });
                    Json::Object(known.collect())
                };
                rows.iter().map(row).collect()
            }
            _ => show_contract(self.program, value, ty),
        }
    }
}
