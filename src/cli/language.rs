//! Which language the command speaks.

use crate::text::Lang;

use super::arguments::Language;

/// Variables that name a language, the first that is set and not empty counts.
const VARIABLES: [&str; 3] = ["HANTEI_LANG", "LC_ALL", "LANG"];

/// The language that was asked for, else that of the environment, else Japanese.
pub(super) fn choose(asked: Option<Language>) -> Lang {
    match asked {
        Some(Language::Ja) => Lang::Ja,
        Some(Language::En) => Lang::En,
        None => of_locale(VARIABLES.iter().find_map(|name| set(name)).as_deref()),
    }
}

/// The language of what an editor shows: the one that was asked for, else Japanese. The locale of an
/// editor is that of the machine more often than that of its user.
pub(super) fn of_editor(asked: Option<Language>) -> Lang {
    match (asked, set("HANTEI_LANG")) {
        (None, None) => Lang::Ja,
        _ => choose(asked),
    }
}

fn set(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}

/// `ja`, `ja_JP.UTF-8` and nothing are Japanese, every other locale is English.
fn of_locale(locale: Option<&str>) -> Lang {
    match locale {
        Some(name) if !name.to_ascii_lowercase().starts_with("ja") => Lang::En,
        Some(_) | None => Lang::Ja,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_locales_and_none_are_japanese() {
        assert_eq!(of_locale(None), Lang::Ja);
        assert_eq!(of_locale(Some("ja_JP.UTF-8")), Lang::Ja);
        assert_eq!(of_locale(Some("JA")), Lang::Ja);
    }

    #[test]
    fn other_locales_are_english() {
        assert_eq!(of_locale(Some("en_GB.UTF-8")), Lang::En);
        assert_eq!(of_locale(Some("C")), Lang::En);
    }
}
