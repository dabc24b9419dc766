//! Files of the disk as the protocol names them, and the folder of rules that they belong to.

use std::fmt::Write;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;

/// The file that a URI names; none for another scheme than `file`.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // `file://localhost/…` is the same as `file:///…`.
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = decoded(rest)?;
    // `/C:/rules` is a path of Windows with a slash before it.
    let drive = decoded.get(1..3).is_some_and(|two| two.ends_with(':') && two.is_ascii());
    let plain = if drive { decoded.get(1..)? } else { decoded.as_str() };
    Some(PathBuf::from(plain))
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The URI of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut encoded = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Uri::from_str(&encoded).ok()
}

/// A file of a folder of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Within {
    /// The folder of rules.
    pub(super) root: PathBuf,
    /// The file, from there, with `/`.
    pub(super) path: String,
}

/// The place of a file in `root` or, without one, in the folder of rules that it seems to lie in:
/// the one that holds the folder of its scheme.
pub(super) fn within(file: &Path, root: Option<&Path>) -> Option<Within> {
    if let Some(root) = root {
        let known = file.strip_prefix(root).ok().map(Path::to_owned).or_else(|| {
            let (file, root) = (file.canonicalize().ok()?, root.canonicalize().ok()?);
            file.strip_prefix(root).ok().map(Path::to_owned)
        });
        if let Some(below) = known {
            return Some(Within { root: root.to_owned(), path: slashed(&below)? });
        }
    }
    let scheme = scheme_folder(file)?;
    let root = scheme.parent()?.to_owned();
    let path = slashed(file.strip_prefix(&root).ok()?)?;
    Some(Within { root, path })
}

/// The nearest folder around a file that says which scheme it is, else the one it lies in.
fn scheme_folder(file: &Path) -> Option<&Path> {
    let own = file.parent()?;
    let above = own.parent();
    let around = [Some(own), above];
    around.into_iter().flatten().find(|folder| declares_scheme(folder)).or(Some(own))
}

fn declares_scheme(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().take(200).any(|entry| {
        let path = entry.path();
        path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
            && fs::read(&path).is_ok_and(|bytes| {
                String::from_utf8_lossy(&bytes).lines().any(|line| line.starts_with("scheme:"))
            })
    })
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<_>> = path
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    parts.map(|parts| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_names_go_there_and_back() {
        let file = Path::new("/srv/規則 集/中途採用/scheme.yaml");
        let named = uri(file).unwrap();
        assert!(named.as_str().starts_with("file:///srv/%E8%A6%8F%E5%89%87%20"));
        assert_eq!(path(&named).unwrap(), file);
    }

    #[test]
    fn only_files_have_a_path() {
        let named = |text: &str| Uri::from_str(text).unwrap();
        assert_eq!(path(&named("untitled:Untitled-1")), None);
        assert_eq!(
            path(&named("file:///C%3A/rules/a.yaml")).unwrap(),
            Path::new("C:/rules/a.yaml")
        );
        assert_eq!(path(&named("file://localhost/srv/a.yaml")).unwrap(), Path::new("/srv/a.yaml"));
    }
}
