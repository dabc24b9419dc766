//! `--case`: the cases that are asked for.

use crate::cases::Case;
use crate::diagnostic::nearest;
use crate::text::Text;

use super::super::failure::Failure;
use super::suites::Loaded;

/// Leaves out every case that is not asked for. A name that no case has is wrong usage: nothing
/// would be tested, and it would look like a success.
pub(super) fn keep(asked: &[String], loaded: &mut Vec<Loaded>) -> Result<(), Failure> {
    if asked.is_empty() {
        return Ok(());
    }
    let ids = loaded.iter().flat_map(|one| one.suite.cases()).map(Case::id);
    let ids: Vec<&str> = ids.collect();
    if let Some(wrong) = asked.iter().find(|name| !ids.iter().any(|id| is_meant(name, id))) {
        return Err(unknown(wrong, &ids));
    }
    for one in loaded.iter_mut() {
        one.suite.retain(|id| asked.iter().any(|name| is_meant(name, id)));
    }
    loaded.retain(|one| !one.suite.cases().is_empty());
    Ok(())
}

/// Whether a name on the command line means the case: all of its id, or the beginning before `*`.
fn is_meant(name: &str, id: &str) -> bool {
    match name.strip_suffix('*') {
        Some(beginning) => id.starts_with(beginning),
        None => id == name,
    }
}

fn unknown(name: &str, ids: &[&str]) -> Failure {
    let near = nearest(name, ids.iter().copied());
    let (ja, en) = near.map_or_else(Default::default, |near| {
        (format!("。「{near}」ですか"), format!("; did you mean `{near}`?"))
    });
    Failure::wrong_usage(Text::new(
        format!("事例「{name}」はありません{ja}"),
        format!("there is no case `{name}`{en}"),
    ))
}
