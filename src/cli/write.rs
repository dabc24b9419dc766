//! Files that are changed: whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::Failure;

/// Puts new texts in the place of files.
///
/// Every text is first written to a file of its own beside its target; only when all of them
/// could be, each takes the place of its target in one step. A target that may not be written, or
/// a full disk, therefore leaves every file as it was. Permissions stay; a link stays one, and
/// the file that it leads to is changed.
pub(super) fn replace(files: &[(PathBuf, String)]) -> Result<(), Failure> {
    let mut ready = Vec::new();
    for (path, text) in files {
        let prepared = prepare(path, text).map_err(|error| unwritten(path, &error))?;
        ready.push((path, prepared));
    }
    for (path, (target, file)) in ready {
        file.persist(target).map_err(|error| unwritten(path, &error.error))?;
    }
    Ok(())
}

/// The file that a path leads to, and the text in a file beside it.
fn prepare(path: &Path, text: &str) -> io::Result<(PathBuf, NamedTempFile)> {
    let target = fs::canonicalize(path)?;
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let beside = target.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(beside)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    Ok((target, file))
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::unwritten(&path.display().to_string(), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_that_cannot_be_written_leaves_all_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["a.yaml", "b.yaml"].map(|name| folder.path().join(name));
        fs::write(&first, "old").unwrap();
        let files = [(first.clone(), "new".to_owned()), (second.clone(), "new".to_owned())];
        assert!(replace(&files).is_err(), "the second does not exist");
        assert_eq!(fs::read_to_string(&first).unwrap(), "old");
        fs::write(&second, "old").unwrap();
        replace(&files).unwrap();
        assert_eq!(fs::read_to_string(&second).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left over");
    }

    #[test]
    fn a_protected_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(replace(&[(path.clone(), "new".to_owned())]).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }
}
