//! Findings: the right code at the right place.

use super::File;
use crate::document::{NodeKind, look_alike, read_bytes};
use crate::source::Sources;
use crate::text::Lang;

/// A file and its findings: `line:column code 'quoted text'`.
type Case = (&'static str, &'static [&'static str]);

fn each_is_found(cases: &[Case]) {
    for (text, expected) in cases {
        assert_eq!(File::read(text).found(), *expected, "{text}");
    }
}

#[test]
fn parts_of_yaml_that_hide_content_are_refused_all_at_once() {
    each_is_found(&[
        (
            "a: &x 1\nb: *x\nc: *y\nd: !!str 1\ne: !<x> {}\n<<: *x\n",
            &[
                "1:4 yaml-feature '&x'",
                "2:4 yaml-feature '*x'",
                "3:4 yaml-feature '*y'",
                "4:4 yaml-feature '!!str'",
                "5:4 yaml-feature '!<x>'",
                "6:1 yaml-feature '<<'",
                "6:5 yaml-feature '*x'",
            ],
        ),
        ("*x : 1\n", &["1:1 yaml-feature '*x'"]),
        ("a: !x!y 1\n", &["1:4 yaml-feature '!'"]),
        ("%YAML 1.2\n---\na: 1\n", &["1:1 yaml-feature '%'"]),
        ("a: 1\n---\nb: 2\n", &["2:1 yaml-feature '---'"]),
    ]);
}

#[test]
fn a_key_is_a_text_and_stands_once() {
    each_is_found(&[
        ("金: 1\n銀: 2\n金: 3\n'銀': 4\n", &["3:1 duplicate-key '金'", "4:1 duplicate-key ''銀''"]),
        (
            "? [a]\n: 1\n: 2\n{}: 3\n",
            &["1:3 wrong-shape '[a]'", "3:1 wrong-shape ''", "4:1 wrong-shape '{}'"],
        ),
    ]);
    let file = File::read("金: 1\n銀: 2\n金: 3\n");
    assert_eq!(file.sources.position(file.findings[0].related[0].0).line, 1);
    let NodeKind::Mapping(entries) = file.node.unwrap().kind else { panic!() };
    assert_eq!(entries.len(), 2);
}

#[test]
fn tabs_are_found_where_they_stand() {
    each_is_found(&[
        ("a:\n\tb: 1\n", &["2:1 tab-indent '\t'"]),
        ("a: 1\n \tb: 1\n", &["2:2 tab-indent '\t'"]),
    ]);
    File::sound("a: 1\t# comment\nb:\t2\nc: |\n  x\ty\n");
}

#[test]
fn full_width_signs_are_found_before_they_do_harm() {
    each_is_found(&[
        ("制度名：住宅\n上限: 1\n", &["1:4 full-width-yaml '：'"]),
        ("制度名： 住宅\n", &["1:4 full-width-yaml '：'"]),
        ("x: 1\n制度名：住宅\n上限: 1\n", &["2:4 full-width-yaml '：'"]),
        (
            "rules:\n  対象：\n  例外：\n    all:\n      - a\n",
            &["2:5 full-width-yaml '：'", "3:5 full-width-yaml '：'"],
        ),
        ("資本金：{ id: c, type: m }\n", &["1:4 full-width-yaml '：'"]),
        ("資本金:　{ id: c }\n", &["1:5 full-width-yaml '　'"]),
        ("a: { id：b, c: 2 }\n", &["1:8 full-width-yaml '：'"]),
        ("scheme:\n  id：x\n", &["2:5 full-width-yaml '：'"]),
        ("scheme:\n  title：x\n  id: y\n", &["2:8 full-width-yaml '：'"]),
        ("　　上限: 1\n", &["1:1 full-width-yaml '　　'"]),
        ("a:\n　b: 1\n", &["2:1 full-width-yaml '　'"]),
        ("a:\n  b: 1\n　c: 1\n", &["3:1 full-width-yaml '　'"]),
        ("all:\n  - a\n  － b\n", &["3:3 full-width-yaml '－'"]),
        ("all:\n  － a\n  － b\n", &["2:3 full-width-yaml '－'"]),
        ("all:\n  -　a\n  -　b\n", &["2:4 full-width-yaml '　'"]),
        ("a: 1\n＃ memo\nb: 2\n", &["2:1 full-width-yaml '＃'"]),
        ("a: 1\n  ＃ memo\nb: 2\n", &["2:3 full-width-yaml '＃'"]),
        ("＃ memo\n", &["1:1 full-width-yaml '＃'"]),
        ("a:\n  ｛b：1｝\n", &["2:3 full-width-yaml '｛'"]),
    ]);
}

#[test]
fn full_width_signs_in_texts_are_left_alone() {
    for text in [
        "about: 注意：これは補足\n",
        "about:\n  注意：これは補足\n",
        "about: |\n  id：x\n  ＃1\n  － a\n",
        "'注意：': \"　x\"\n",
        "- －1円\n- － 1円\n- 注意：1\n",
        "値: [鉄道,　航空]\n",
    ] {
        File::sound(text);
    }
    // The failure is elsewhere; the prose before it is not blamed.
    each_is_found(&[("about: |\n  注意：x\nbad\nx: 1\n", &["3:1 yaml-syntax 'b'"])]);
}

#[test]
fn a_text_in_place_of_a_mapping_tells_its_sign_when_asked() {
    let file = File::sound("rules:\n  対象：\n    資本金 <= 3億円\n");
    let text = file.scalars()[1];
    let at = look_alike(text).unwrap().at.unwrap();
    assert_eq!(file.sources.slice(at), "：");
    assert!(look_alike(file.scalars()[0]).is_none());
}

#[test]
fn other_mistakes_are_placed_and_worded() {
    each_is_found(&[
        ("制度名:住宅\n上限: 1\n", &["1:4 yaml-syntax ':'"]),
        ("a: {b: 1, b\n", &["1:4 yaml-syntax '{'"]),
        ("金: \"x\n", &["1:4 yaml-syntax '\"'"]),
        ("金: `x`\n", &["1:4 yaml-syntax '`'"]),
        ("a: b: c\n", &["1:5 yaml-syntax ':'"]),
        ("a: 10:30\n b: 1\n", &["2:3 yaml-syntax ':'"]),
        ("a: 1\n金: - x\n", &["2:4 yaml-syntax '-'"]),
    ]);
    let file = File::read("a: [1, 2\nb: 3\n");
    let (bracket, _) = file.findings[0].related[0];
    assert_eq!(file.sources.slice(bracket), "[");
    let file = File::read("a: }\n");
    assert!(
        file.findings[0].message(Lang::En).ends_with("a closing bracket without an opening one")
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_at_the_first_of_them() {
    let mut sources = Sources::default();
    let finding = read_bytes("sjis.yaml", b"a: 1\nb: \x8e\x91\n", &mut sources).unwrap_err();
    assert_eq!(finding.code.as_str(), "not-utf8");
    let at = finding.at.unwrap();
    assert_eq!(sources.name(at.file), "sjis.yaml");
    assert_eq!((sources.position(at).line, sources.position(at).column), (2, 4));
}
