//! Two sets of rules side by side: what changed in meaning, and for whom.

use hantei::cases::{self, Suite};
use hantei::change::diff::{
    Article, Diff, EffectKind, Piece, Side, State, Witness, diff, html, markdown, text,
};
use hantei::text::Text;
use hantei::{Files, InMemory, Lang, Scheme, rulebook};

/// A scheme with its worked cases.
struct Rules {
    scheme: Scheme,
    cases: Suite,
}

/// The built-in scheme with one text put in place of another, once each.
fn rules(id: &str, changes: &[(&str, &str)]) -> Rules {
    let built_in = hantei::BuiltIn;
    let mut files = InMemory::new();
    let mut made = 0;
    for path in built_in.paths() {
        if !path.starts_with("common/") && !path.starts_with(&format!("{id}/")) {
            continue;
        }
        let mut text = String::from_utf8(built_in.read(&path).unwrap()).unwrap();
        if !path.ends_with("cases.yaml") {
            for (old, new) in changes {
                made += text.matches(old).count();
                text = text.replace(old, new);
            }
        }
        files = files.with(path, text);
    }
    assert_eq!(made, changes.len(), "every change is made once");
    let scheme = rulebook::load_scheme(&files, id).unwrap_or_else(|found| panic!("{found}"));
    let cases = cases::read(&files, &scheme).unwrap_or_else(|found| panic!("{found}"));
    Rules { scheme, cases }
}

fn compared(old: &Rules, new: &Rules, lang: Lang) -> Diff {
    let old = Side::whole(Text::new("令和7年度", "fiscal 2025"), &old.scheme, &old.cases);
    let new = Side::whole(Text::new("令和8年度", "fiscal 2026"), &new.scheme, &new.cases);
    diff(&old, &new, lang).unwrap_or_else(|why| panic!("{why:?}"))
}

/// What changed when one text was put in place of another.
fn changed(id: &str, changes: &[(&str, &str)]) -> Diff {
    compared(&rules(id, &[]), &rules(id, changes), Lang::Ja)
}

fn article<'d>(found: &'d Diff, id: &str) -> &'d Article {
    found.articles.iter().find(|article| article.id == id).unwrap()
}

fn witness(article: &Article) -> &Witness {
    assert_eq!(article.effect.kind, EffectKind::Witness, "{}", article.effect.says);
    article.effect.witness.as_ref().unwrap()
}

/// An output of both outcomes of a witness.
fn outcome<'w>(witness: &'w Witness, name: &str) -> (&'w str, &'w str) {
    let of = |outputs: &'w [(String, String)]| {
        outputs.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()).unwrap()
    };
    (of(&witness.old.outputs), of(&witness.new.outputs))
}

fn shown(pieces: Option<&Vec<Piece>>) -> String {
    let one = |piece: &Piece| {
        if piece.changed { format!("[{}]", piece.text) } else { piece.text.clone() }
    };
    pieces.map_or_else(|| "-".to_owned(), |pieces| pieces.iter().map(one).collect())
}

const EXAM: &str = "joetsu-exam-travel";

/// Three values of a new year, one of them the same again, and a clause reworded.
const YEAR: [(&str, &str); 5] = [
    (
        "- { from: 2017-04-01, value: 1万円 }",
        "- { from: 2017-04-01, value: 1万円, until: 2026-03-31 }\n      - { from: 2026-04-01, value: 2万円 }",
    ),
    (
        "- { from: 2017-04-01, value: 3日 }",
        "- { from: 2017-04-01, value: 3日 }\n      - { from: 2026-04-01, value: 5日 }",
    ),
    (
        "value: [鉄道, 航空, 高速バス, 船舶] }",
        "value: [鉄道, 航空, 高速バス, 船舶] }\n      - { from: 2026-04-01, value: [高速バス, 鉄道, 航空] }",
    ),
    (
        "- { from: 2017-04-01, value: 300人 }",
        "- { from: 2017-04-01, value: 300人 }\n      - { from: 2026-04-01, value: 300人 }",
    ),
    ("ja: 補助の限度は1万円", "ja: 補助の限度は2万円"),
];

#[test]
fn the_same_rules_written_otherwise_are_no_change() {
    let changes = [
        (
            "- { from: 2017-04-01, value: 1万円 }",
            "- { from: 2017-04-01, value: \"10,000円\" } # 上限",
        ),
        ("value: [鉄道, 航空, 高速バス, 船舶] }", "value: [船舶, 鉄道, 航空, 高速バス] }"),
        (
            "      - 第1号ウに当たる\n      - 第1号エに当たる\n",
            "      - 第1号エに当たる\n\n      - 第1号ウに当たる\n",
        ),
        (
            "- { from: 2017-04-01, value: 300人 }",
            "- { from: 2017-04-01, value: 300人 }\n      - { from: 2026-04-01, value: 300人, confirmed_on: 2026-03-01 }",
        ),
    ];
    let found = changed(EXAM, &changes);
    assert!(found.same, "{}", text(&found, false));
}

#[test]
fn values_of_a_new_year_are_told_with_their_days_and_what_is_confirmed_again_is_not() {
    let found = changed(EXAM, &YEAR);
    let ids: Vec<_> = found.articles.iter().map(|article| article.id.as_str()).collect();
    // In the order of the register: 第4条 before 第5条.
    assert_eq!(ids, ["travel_days_before", "eligible_modes", "J2-5-1b", "grant_cap"]);
    let cap = article(&found, "grant_cap");
    assert_eq!(cap.state, State::Changed);
    assert_eq!(cap.clauses[0].cite, "第5条第1項 後段");
    let change = &cap.changes[0];
    assert_eq!(change.days, "令和8年4月1日から");
    let words = (shown(change.old.as_ref()), shown(change.new.as_ref()));
    assert_eq!(words, ("[1万円]".into(), "[2万円]".into()));
    let modes = &article(&found, "eligible_modes").changes[0];
    assert_eq!(shown(modes.old.as_ref()), "鉄道、航空、高速バス、[船舶]");
    assert_eq!(shown(modes.new.as_ref()), "高速バス、鉄道、航空");
    assert_eq!(article(&found, "J2-5-1b").effect.kind, EffectKind::WordsAlone);
}

/// One way of 10,001円, nothing paid by the employer: 10,001円 was capped at 10,000円 and is no more.
#[test]
fn the_witness_of_a_cap_stands_one_yen_above_it() {
    let found = changed(EXAM, &YEAR);
    let witness = witness(article(&found, "grant_cap"));
    assert_eq!((witness.difference, witness.others_too), (Some(1), false));
    assert_eq!(outcome(witness, "補助金の額"), ("10,000円", "10,001円"));
    // The case is of 2017, and the cap changes in 2026.
    assert_eq!((witness.years, witness.moved.len()), (9, 0));
    assert_eq!(witness.as_of.unwrap().to_string(), "2026-06-20");
}

/// 303,000円 × 1/3 = 101,000円, capped at 100,000円 before and not at 150,000円.
#[test]
fn nagareyama_a_higher_cap() {
    let found = changed(
        "nagareyama-recruiting",
        &[("- { from: 2026-04-01, value: 10万円 }", "- { from: 2026-04-01, value: 15万円 }")],
    );
    let witness = witness(&found.articles[0]);
    assert_eq!(outcome(witness, "補助金の額"), ("100,000円", "101,000円"));
    assert_eq!(witness.difference, Some(1_000));
}

/// 3,000円 × 1/3 = 1,000円; 3,000円 × 1/4 = 750円, rounded down to 0円 by thousands.
#[test]
fn miyazaki_a_lower_rate() {
    let found = changed("miyazaki-midcareer", &[("value: 1/3 }", "value: 1/4 }")]);
    let witness = witness(&found.articles[0]);
    assert_eq!(outcome(witness, "補助金の額"), ("1,000円", "0円"));
    assert_eq!(witness.difference, Some(-1_000));
}

#[test]
fn job_portal_a_shorter_list() {
    let found = changed("joetsu-job-portal", &[("[郵送, FAX, 持参]", "[郵送, 持参]")]);
    let witness = witness(&found.articles[0]);
    assert_eq!(outcome(witness, "提出方法の適否"), ("はい", "いいえ"));
    assert_eq!(witness.difference, None);
    assert!(witness.facts.iter().any(|fact| fact.text == "FAX"));
}

/// From revision 3 on the cut-off is weekly also where the cadence is monthly, so that the change
/// touches nobody between 14 May 2019 and 9 July 2020.
#[test]
fn event_calendar_a_change_without_effect_is_proved_to_have_none() {
    let found = changed("jetro-event-calendar", &[("value: 毎週 }", "value: 毎月 }")]);
    let effect = &found.articles[0].effect;
    assert_eq!(effect.kind, EffectKind::ProvedNone, "{}", effect.says);
    assert_eq!(found.articles[0].changes[0].days, "令和元年5月14日から令和2年7月9日まで");
}

#[test]
fn event_calendar_fewer_roles() {
    let found = changed("jetro-event-calendar", &[("[主催, 共催, 後援]", "[主催, 後援]")]);
    let witness = witness(&found.articles[0]);
    assert_eq!((witness.old.verdict.as_str(), witness.new.verdict.as_str()), ("該当", "非該当"));
}

#[test]
fn a_condition_that_is_gone_is_a_removal_with_its_witness() {
    let found = changed(EXAM, &[("      - 第1号サに当たる\n", "")]);
    let [article] = found.articles.as_slice() else { panic!("{}", text(&found, false)) };
    let [change] = article.changes.as_slice() else { panic!("{:?}", article.changes) };
    let words = (shown(change.old.as_ref()), shown(change.new.as_ref()));
    assert_eq!(words, ("[第1号サに当たる]".into(), "-".into()));
    let witness = witness(article);
    assert_eq!((witness.old.verdict.as_str(), witness.new.verdict.as_str()), ("該当", "非該当"));
}

/// 小売業: 50人 may apply, 51人 may not; with 100人 both may.
#[test]
fn a_table_is_compared_row_by_row() {
    let found = changed(EXAM, &[("小売業:       [5千万円, 50人]", "小売業: [5千万円, 100人]")]);
    let [article] = found.articles.as_slice() else { panic!("{}", text(&found, false)) };
    let [change] = article.changes.as_slice() else { panic!("{:?}", article.changes) };
    let old = shown(change.old.as_ref());
    assert!(
        old.starts_with("小売業：") && old.contains("[50人]") && !old.contains("[5千万円]"),
        "{old}"
    );
    let witness = witness(article);
    assert_eq!(witness.new.verdict, "該当");
    let people = witness.facts.iter().find(|fact| fact.id == "employees").unwrap();
    assert_eq!(people.value, 51);
}

#[test]
fn what_nothing_reads_is_proved_to_touch_nobody() {
    let unread = "parameters:\n  使わない値:\n    id: unread_value\n    values:\n      - { from: 2017-04-01, value: 1円 }\n";
    let found = changed(
        EXAM,
        &[("# 毎年4月に確かめる値。成年年齢は common/civil.yaml にある。\nparameters:\n", unread)],
    );
    let [article] = found.articles.as_slice() else { panic!("{}", text(&found, false)) };
    assert_eq!((article.state, article.effect.kind), (State::Added, EffectKind::ProvedNone));
}

#[test]
fn a_scheme_is_compared_with_itself_on_two_days() {
    let rules = rules("jetro-event-calendar", &[]);
    let on = |day: &str| Side::on(&rules.scheme, &rules.cases, day.parse().unwrap()).unwrap();
    let found = diff(&on("2019-05-13"), &on("2019-05-14"), Lang::Ja).unwrap();
    let cadence = found.articles.iter().find(|article| article.name == "更新の間隔").unwrap();
    let change = &cadence.changes[0];
    let words = (shown(change.old.as_ref()), shown(change.new.as_ref()));
    assert_eq!(words, ("[毎月]".into(), "[毎週]".into()));
    assert_eq!(change.days, "");
    let none = diff(&on("2019-05-14"), &on("2020-07-09"), Lang::Ja).unwrap();
    assert!(none.same, "{}", text(&none, false));
}

#[test]
fn different_schemes_are_not_compared() {
    let (one, other) = (rules(EXAM, &[]), rules("joetsu-job-portal", &[]));
    let old = Side::whole(Text::same("old"), &one.scheme, &one.cases);
    let new = Side::whole(Text::same("new"), &other.scheme, &other.cases);
    let why = diff(&old, &new, Lang::Ja).unwrap_err();
    assert!(why.ja.contains("別の制度") && why.ja.contains("joetsu-job-portal"), "{}", why.ja);
}

#[test]
fn the_report_reads_well() {
    let (old, new) = (rules(EXAM, &[]), rules(EXAM, &YEAR));
    let found = compared(&old, &new, Lang::Ja);
    let english = compared(&old, &new, Lang::En);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("diff-text", text(&found, false));
        insta::assert_snapshot!("diff-text-en", text(&english, false));
        insta::assert_snapshot!("diff-markdown", markdown(&found));
        insta::assert_snapshot!("diff-html", html(&found));
    });
}

/// What rules say is text, also where it looks like a sign of the form.
#[test]
fn texts_of_rules_are_escaped() {
    let found = changed(EXAM, &[("ja: 補助の限度は1万円", "ja: \"<b>限度</b> & *額*\"")]);
    let page = html(&found);
    assert!(page.contains("&lt;b&gt;") && !page.contains("<b>"), "{page}");
    let lines = markdown(&found);
    assert!(lines.contains(r"\<b\>") && lines.contains(r"\*額\*"), "{lines}");
}
