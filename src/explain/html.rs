//! An account as one HTML page that needs nothing else.
//!
//! The template `decision.html` lays it out; every text of the account is escaped by the template
//! engine, which escapes by itself in templates of that name.

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;

use super::account::Account;

const NAME: &str = "decision.html";
const TEMPLATE: &str = include_str!("decision.html");

/// Lays out `account`.
pub(super) fn html(account: &Account) -> String {
    page(account).unwrap_or_else(|fault| {
        // The template and the type of the account are fixed, so this is a fault of this crate.
        let text = fault.to_string().replace('&', "&amp;").replace('<', "&lt;");
        format!("<!DOCTYPE html>\n<title>internal-template</title>\n<pre>{text}</pre>\n")
    })
}

fn page(account: &Account) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template(NAME, TEMPLATE)?;
    let mut page = environment.get_template(NAME)?.render(Serde(account))?;
    page.truncate(page.trim_end().len());
    page.push('\n');
    Ok(page)
}
