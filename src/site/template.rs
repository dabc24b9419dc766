//! Pages through the template engine, which escapes every text in them.

use std::fmt::Write;

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use serde::Serialize;

use super::Page;
use super::page::{Index, Scheme};

/// The templates by name. Those that end in `.html` escape by themselves; style and script hold
/// nothing but themselves.
const TEMPLATES: [(&str, &str); 10] = [
    ("scheme.html", include_str!("templates/scheme.html")),
    ("index.html", include_str!("templates/index.html")),
    ("frame.html", include_str!("templates/frame.html")),
    ("macros.html", include_str!("templates/macros.html")),
    ("rules.html", include_str!("templates/rules.html")),
    ("values.html", include_str!("templates/values.html")),
    ("facts.html", include_str!("templates/facts.html")),
    ("rest.html", include_str!("templates/rest.html")),
    ("style.css", include_str!("templates/style.css")),
    ("search.js", include_str!("templates/search.js")),
];

/// The page of one scheme.
pub(super) fn scheme(page: &Scheme) -> Page {
    Page { path: page.path.clone(), text: text("scheme.html", page) }
}

/// The page that lists all schemes.
pub(super) fn index(page: &Index) -> Page {
    Page { path: "index.html".to_owned(), text: text("index.html", page) }
}

fn text(name: &str, page: &impl Serialize) -> String {
    render(name, page).unwrap_or_else(|fault| {
        // Templates and types of pages are fixed, so this is a fault of this crate.
        let text = format!("{fault:#}").replace('&', "&amp;").replace('<', "&lt;");
        format!("<!DOCTYPE html>\n<title>internal-template</title>\n<pre>{text}</pre>\n")
    })
}

fn render(name: &str, page: &impl Serialize) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_filter("css", css);
    for (name, text) in TEMPLATES {
        environment.add_template(name, text)?;
    }
    let mut text = environment.get_template(name)?.render(Serde(page))?;
    text.truncate(text.trim_end().len());
    text.push('\n');
    Ok(text)
}

/// A text for a string in a style sheet: everything but letters and digits by its number.
fn css(text: &str) -> String {
    let mut out = String::new();
    for one in text.chars() {
        if one.is_alphanumeric() {
            out.push(one);
        } else {
            let _ = write!(out, "\\{:x} ", u32::from(one));
        }
    }
    out
}
