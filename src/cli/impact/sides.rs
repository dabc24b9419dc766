//! The two sets of rules that the command line names.

use std::path::Path;

use chrono::NaiveDate;

use crate::calendar::parse_date;
use crate::change::impact::{Side, Where};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::Scheme;
use crate::text::Text;

use super::Impact;
use crate::cli::failure::Failure;
use crate::cli::rules::Rules;

/// Both sets of rules.
pub(super) struct Sides<'a> {
    pub(super) before: Scheme,
    pub(super) after: Scheme,
    dates: [Option<NaiveDate>; 2],
    names: [&'a str; 2],
}

impl<'a> Sides<'a> {
    /// Loads both. Rules that could not differ are wrong usage.
    pub(super) fn open(arguments: &'a Impact, rules: &Rules) -> Result<Self, Failure> {
        let (before, old) = side(&arguments.before, &arguments.scheme, rules)?;
        let (after, new) = side(&arguments.after, &arguments.scheme, rules)?;
        if old == new && before.program().digest == after.program().digest {
            return Err(Failure::wrong_usage(Text::new(
                "`--before` と `--after` が同じルールの同じ日付です。違うフォルダか違う日付を指定してください",
                "`--before` and `--after` are the same rules on the same date; name another folder or date",
            )));
        }
        let names = [arguments.before.as_str(), arguments.after.as_str()];
        Ok(Self { before, after, dates: [old, new], names })
    }

    pub(super) fn named(&self) -> [Side<'_>; 2] {
        let [old, new] = self.dates;
        let [before, after] = self.names;
        [
            Side { scheme: &self.before, as_of: old, name: before },
            Side { scheme: &self.after, as_of: new, name: after },
        ]
    }

    /// A finding about rules as one about an application: the place goes into the words.
    pub(super) fn in_rules(&self, finding: &Diagnostic, which: Where) -> Diagnostic {
        let (scheme, ja, en) = match which {
            Where::Before => (&self.before, "前", "before"),
            Where::After => (&self.after, "後", "after"),
        };
        let sources = &scheme.program().sources;
        let place = finding.at.map(|at| {
            let position = sources.position(at);
            format!("{}:{}:{}", sources.name(at.file), position.line, position.column)
        });
        let place = place.unwrap_or_default();
        let words = |lang| finding.message(lang);
        let detail = Text::new(
            format!("{ja}のルールで判定できません：{}（{place}）", words(crate::text::Lang::Ja)),
            format!("the rules {en} give no decision: {} ({place})", words(crate::text::Lang::En)),
        );
        Diagnostic::unplaced(Code::BadRow).with_text("detail", detail)
    }
}

/// `DIR`, `DATE` or `DIR@DATE`.
fn side(text: &str, scheme: &str, rules: &Rules) -> Result<(Scheme, Option<NaiveDate>), Failure> {
    let date = |text: &str| parse_date(text.trim()).ok().map(|found| found.date);
    if let Some(date) = date(text) {
        return Ok((rules.scheme(scheme)?, Some(date)));
    }
    let (folder, as_of) = match text.rsplit_once('@') {
        Some((folder, tail)) if date(tail).is_some() => (folder, date(tail)),
        _ => (text, None),
    };
    if !Path::new(folder).is_dir() {
        return Err(Failure::wrong_usage(Text::new(
            format!(
                "`{text}` はルールのフォルダでも日付でもありません（`rules`、`2026-04-01`、`rules@令和8年4月1日` のように書きます）"
            ),
            format!(
                "`{text}` is neither a folder of rules nor a date (write `rules`, `2026-04-01` or `rules@2026-04-01`)"
            ),
        )));
    }
    Ok((Rules::open(Some(Path::new(folder)))?.scheme(scheme)?, as_of))
}
