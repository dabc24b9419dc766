//! `hantei doc` writes pages, and over nothing else.

use std::fs;

use crate::command::{folder, hantei};

const SCHEME: &str = "joetsu-job-portal";

fn doc(folder: &std::path::Path, more: &[&str]) -> crate::command::Run {
    hantei(&[&["doc", SCHEME, "--out", folder.to_str().unwrap()], more].concat())
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn pages_are_written_into_a_folder_that_is_made_and_again_over_themselves() {
    let path = folder("doc-again").join("made");
    for _ in 0..2 {
        let run = doc(&path, &["--as-of", "令和8年4月1日"]);
        assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
        assert!(run.out.contains("2ページ") && run.out.contains("index.html"), "{}", run.out);
        assert_eq!(names(&path), ["index.html", "joetsu-job-portal.html"]);
    }
    let page = fs::read_to_string(path.join("joetsu-job-portal.html")).unwrap();
    assert!(page.contains("令和8年4月1日") && page.ends_with("</html>\n"));
}

#[test]
fn a_folder_that_holds_other_things_is_left_alone_unless_told() {
    let path = folder("doc-other");
    for name in ["notes.txt", "index.html"] {
        fs::write(path.join(name), "mine").unwrap();
    }
    let run = doc(&path, &["--lang", "en"]);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("--overwrite"), "{}", run.err);
    assert_eq!(fs::read_to_string(path.join("index.html")).unwrap(), "mine");
    assert_eq!(names(&path), ["index.html", "notes.txt"]);

    let run = doc(&path, &["--overwrite"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert_eq!(names(&path), ["index.html", "joetsu-job-portal.html", "notes.txt"]);
    assert_eq!(fs::read_to_string(path.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn wrong_usage_writes_nothing() {
    let path = folder("doc-wrong").join("made");
    let out = path.to_str().unwrap();
    for arguments in [
        &["doc", "joetsu-job-portl", "--out", out][..],
        &["doc", "--out", out, "--as-of", "someday"],
        &["doc", "--out", "README.md"],
    ] {
        let run = hantei(arguments);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!run.err.is_empty() && !path.exists());
    }
}
