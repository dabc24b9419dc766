//! A difference as text, as Markdown, and as the two columns of a 新旧対照表.

mod columns;
mod lines;

pub use columns::html;
pub use lines::{markdown, text};

use crate::text::Lang;

/// The words of one language.
fn pick<'t>(lang: Lang, ja: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
