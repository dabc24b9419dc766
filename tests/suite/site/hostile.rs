//! Words that try to be markup stay words.

use std::collections::BTreeSet;

use hantei::site::Request;
use hantei::{InMemory, Lang};

use super::markup::Document;
use super::{site, small};

const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "</script></style><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)",
    "&lt;b&gt; &amp; {{ 7 * 1234567 }} {% raw %}",
    "]]> <!-- -->",
];

/// The small scheme with `words` in every text that takes any.
fn with_words(words: &str) -> InMemory {
    let quoted = serde_json::to_string(words).unwrap();
    let inside = words.replace(['\\', '"'], "");
    let mut text = include_str!("small.yaml").to_owned();
    for plain in [
        "試しの町",
        "試しの要綱",
        "令和5年の改正まで",
        "いつ申請しますか",
        "常時使用する者",
        "飲食を含む",
        "限度額が合計に掛かるか",
        "文言に近い",
        "期間内の申請です。",
        "業種ごとにみる",
        "半額です。",
        "第1号様式",
        "町長が出す",
        "3月の申請に気を付けてください。",
        "第1条",
        "期間内に申請する",
        "交付のあとのことである",
    ] {
        assert!(text.contains(plain), "{plain}");
        text = text.replacen(plain, &quoted, 1);
    }
    text = text.replacen("A trial grant", &quoted, 1).replacen("試しの補助金", &quoted, 1);
    let expression = format!("\"{inside}\" != \"ほか\" and some 費 in");
    text = text.replacen("some 費 in", &expression, 1);
    // A mapping in one line cannot hold these signs unquoted; the block of the rule can.
    let line = text.lines().find(|line| line.contains("!= \"ほか\"")).unwrap().to_owned();
    let value = line.split_once("if: ").unwrap().1.replace('\'', "''");
    let text = text.replacen(&line, &format!("      - if: '{value}'"), 1);
    let cases = include_str!("small.cases.yaml").replacen("家賃3万円", &quoted, 1);
    let cases = cases.replacen("30,000円の半額", &quoted, 1);
    InMemory::new().with("small/scheme.yaml", text).with("small/cases.yaml", cases)
}

#[test]
fn no_text_of_a_scheme_becomes_markup() {
    for lang in [Lang::Ja, Lang::En] {
        let request = Request { as_of: None, lang };
        let usual: BTreeSet<_> =
            site(&small(), request).iter().flat_map(|page| Document::of(page).names()).collect();
        for words in HOSTILE {
            let pages = site(&with_words(words), request);
            for page in &pages {
                let document = Document::of(page);
                let strange: Vec<_> = document.names().difference(&usual).cloned().collect();
                assert!(strange.is_empty(), "{words}: {strange:?}");
                assert!(document.ids_used_twice().is_empty());
                let scripts = page.text.matches("<script").count();
                assert_eq!(scripts, 2, "{words}: the index and the search");
                assert_eq!(page.text.matches("</style").count(), 1, "{words}");
                assert!(!page.text.contains("8641969"), "a text is no template");
            }
            let shown = Document::of(&pages[1]).text_under("main");
            assert!(shown.contains(words), "{words}");
        }
    }
}

#[test]
fn ids_that_look_alike_get_places_of_their_own() {
    let text = include_str!("small.yaml")
        .replace("  B9: ", "  \"B-4\": ")
        .replace("clauses: [B4]", "clauses: [B4, \"B.4\"]");
    let text =
        text.replace("  B4: {", "  \"B.4\": { cite: 第4条, says: 別の定め, kind: rule }\n  B4: {");
    let files = InMemory::new().with("small/scheme.yaml", text);
    let pages = site(&files, Request::default());
    let document = Document::of(&pages[1]);
    assert!(document.ids_used_twice().is_empty());
    assert!(document.has_id("clause-B-4") && document.has_id("clause-B-4-2"));
}
