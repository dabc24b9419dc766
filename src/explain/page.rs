//! A template filled to one HTML page.

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use serde::Serialize;

/// Fills `template` with `data`; every text is escaped by the template engine, which escapes by
/// itself in templates whose `name` ends in `.html`. Ends with one line feed.
pub(crate) fn page(name: &str, template: &str, data: &impl Serialize) -> String {
    filled(name, template, data).unwrap_or_else(|fault| {
        // Template and data are of this crate, so this is a fault of this crate.
        let text = fault.to_string().replace('&', "&amp;").replace('<', "&lt;");
        format!("<!DOCTYPE html>\n<title>internal-template</title>\n<pre>{text}</pre>\n")
    })
}

fn filled(name: &str, template: &str, data: &impl Serialize) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template(name, template)?;
    let mut page = environment.get_template(name)?.render(Serde(data))?;
    page.truncate(page.trim_end().len());
    page.push('\n');
    Ok(page)
}
