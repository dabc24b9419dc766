//! Words of the pages themselves, in Japanese and in English side by side.
//!
//! Everything else that a page shows comes from the rule files.

use serde::Serialize;

use crate::program::{ClauseKind, Mode, Stage};
use crate::text::Lang;

macro_rules! words {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        /// The words of one language.
        #[derive(Debug, Serialize)]
        pub(super) struct Words { $(pub(super) $name: &'static str,)* }

        const JA: Words = Words { $($name: $ja,)* };
        const EN: Words = Words { $($name: $en,)* };
    };
}

words! {
    rule_book: "規則集", "Rule book";
    all_schemes: "制度の一覧", "All schemes";
    skip: "本文へ", "Skip to the text";
    contents: "目次", "Contents";
    search: "この規則集を検索", "Search this rule book";
    search_none: "見つかりません", "Nothing found";
    search_hint: "名称・識別名・条項・説明の語で探せます", "Names, ids, clauses and their words";
    top: "先頭へ", "Back to the top";

    authority: "実施機関", "Run by";
    source: "根拠文書", "Source";
    in_force: "施行", "In force";
    as_of: "基準日", "As of";
    as_of_default: "指定がないため、最後に改められた日", "the day of the latest change, since none was given";
    id: "識別名", "Id";
    extent: "規模", "Extent";
    digest: "ルールファイルの要約値（SHA-256）", "Digest of the rule files (SHA-256)";
    engine: "hantei の版", "Version of hantei";
    files: "ルールファイル", "Rule files";

    decides: "決めること", "What is decided";
    values: "年度ごとに確かめる値", "Values by date";
    tables: "表", "Tables";
    rules: "規則", "Rules";
    facts: "事実", "Facts";
    readings: "解釈が分かれる定め", "Readings of contested wording";
    documents: "書類", "Documents";
    steps: "手続", "Steps";
    contacts: "問い合わせ先", "Contacts";
    warnings: "注意", "Warnings";
    allocation: "予算到達日の配分", "Allocation on the day the budget is reached";
    clauses: "条項の台帳", "Register of clauses";
    not_modelled: "扱わない条項とその理由", "What is not modelled, and why";
    cases: "事例", "Worked cases";
    calendars: "暦と符号表", "Calendars and code lists";
    record: "この規則集の記録", "About this rule book";

    name: "名称", "Name";
    what: "内容", "What it is";
    result: "結果の形", "Result";
    rule: "規則", "Rule";
    basis: "根拠", "Basis";
    verdict: "結論", "Verdict";
    headline: "主な額", "Headline";
    output: "決めること", "Output";
    period: "適用の期間", "In force";
    value: "値", "Value";
    confirmed: "確認した日", "Confirmed on";
    confirm_by: "確認の期限", "To be confirmed by";
    current: "適用中", "in force";
    future: "適用前", "to come";
    past: "適用終了", "past";
    unchanged: "改正なし", "not dated";
    no_value: "この期間は定めがない", "none on these days";
    key: "区分", "Key";
    otherwise: "上のどれにも当たらない", "Otherwise";
    undetermined: "決められない", "undetermined";
    not_applicable: "適用なし", "not applicable";

    reading_order: "結論から順に、そこで使う規則を続けて並べています。", "From the outputs down: each is followed by the rules that it needs.";
    group_other: "注意・配分などで使う規則", "Rules for warnings, ranking and the like";
    shown_there: "規則の本文はこちら", "The rule stands here";
    graph: "規則のつながり", "How the rules hang together";
    graph_note: "図では、左にあるものが、右につながるものを使います。角の丸い枠は事実、色の付いた枠は値・表・解釈、点線の枠は別の項にある規則です。› の付いた枠は次の図に続きます。", " In the drawings, what stands at the left needs what it leads to. Rounded boxes are facts, shaded ones values, tables and readings, dotted ones rules of another chapter. Boxes with › go on in the next drawing.";
    scope: "適用する場合", "Applies when";
    scope_else: "（当たらないときは適用なし）", " (not applicable otherwise)";
    scope_item: "次の場合に限る", "Only where";
    exception: "ただし、", "Except that where ";
    exception_then: "のときは、", ", ";
    each: "一件ごとにみる", "For each of";
    reads: "使うもの", "Needs";
    read_by: "使われるところ", "Used by";
    holds: "当たるとき", "If so";
    fails: "当たらないとき", "If not";
    says: "説明", "Words";
    when: "場合", "Where";
    then: "結果", "Result";
    stage: "計算の段", "Stage";
    expression: "式", "Expression";
    item: "入れるもの", "Item";
    always: "いつも", "always";
    if_unknown: "場合が分からないとき", "While open";
    show: "入れる", "put in";
    hide: "入れない", "left out";
    other_cases: "それ以外", "Otherwise";

    ty: "型", "Type";
    question: "質問と説明", "Question and meaning";
    used_in: "使うところ", "Used in";
    default: "記載がないとき", "If not given";
    judgement: "担当者が認定", "found by an official";
    range: "範囲", "Range";
    choices_count: "の選択肢", " choices";
    fields_of: "の欄", ": fields";
    unused: "規則からは使わない", "not used by a rule";

    contested: "分かれる点", "What is contested";
    adopted: "採用", "adopted";
    alternative: "別の読み方", "alternative";
    reason: "理由", "Reason";
    form: "様式", "Form";
    any_of: "次のいずれかで足りる", "any one of these will do";

    ranked_when: "順位を付ける申請", "Applications that are ranked";
    requested: "配分する額", "Amount taken";
    ranking: "順位の決め方（上から順に比べ、大きいものを先にする）", "Ranking keys, the first one first; the larger goes first";
    application_fields: "申請ごとの項目", "Fields of an application";

    place: "箇所", "Place";
    kind: "扱い", "Kind";
    places: "か所", " places";
    no_use: "—", "—";

    case_about: "事例", "Case";
    case_date: "判定の基準日", "As of";
    case_outcome: "結果", "Outcome";
    case_facts: "事実", "Facts";
    case_stated: "事例に書かれた結果", "What the case states";
    case_why: "理由", "Why";
    case_ok: "一致", "as stated";
    case_bad: "事例と違う", "not as stated";
    case_expected: "事例では", "stated";
    case_contested: "解釈が分かれる", "contested";
    case_default: "記載がないため既定の値", "default";
    failed: "満たさない条項", "Clauses not met";
    undecided: "未確定の条項", "Clauses still open";
    missing: "要る事実", "Facts still needed";
    given_warnings: "注意", "Warnings";

    closed: "閉まる日", "Closed";
    holidays: "休日", "Holidays";
    functions: "関数", "Functions";
    function_used: "式の中の関数", "Functions";
    legend: "式の読み方", "How to read an expression";
    colon: "：", ": ";
    comma: "、", ", ";
    opens: "（", " (";
    closes: "）", ")";
}

/// The words of `lang`.
pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    }
}

/// The first or the second of `pair`.
pub(super) fn pick(lang: Lang, pair: (&'static str, &'static str)) -> &'static str {
    match lang {
        Lang::Ja => pair.0,
        Lang::En => pair.1,
    }
}

/// How conditions are joined, as a lead to the list of them.
pub(super) fn mode(mode: Mode, lang: Lang) -> &'static str {
    pick(
        lang,
        match mode {
            Mode::All => ("次のすべてを満たす", "All of these hold"),
            Mode::Any => ("次のいずれかに当たる", "Any of these holds"),
            Mode::None => ("次のいずれにも当たらない", "None of these holds"),
        },
    )
}

/// What a stage of an amount does with the value of its expression.
pub(super) fn stage(stage: Stage, rounding: Option<&str>, lang: Lang) -> &'static str {
    let pair = match (stage, rounding) {
        (Stage::Of, _) => ("もとの額", "Start from"),
        (Stage::Plus, _) => ("加える", "Add"),
        (Stage::Less, _) => ("差し引く", "Deduct"),
        (Stage::Times, _) => ("掛ける", "Multiply by"),
        (Stage::AtLeast, _) => ("下限", "At least"),
        (Stage::AtMost, _) => ("上限", "At most"),
        (Stage::Round, Some("round_up")) => ("端数を切り上げる単位", "Round up to"),
        (Stage::Round, Some("round_half_up")) => ("四捨五入する単位", "Round half up to"),
        (Stage::Round, Some("round_half_even")) => ("偶数への丸めの単位", "Round half to even to"),
        (Stage::Round, _) => ("端数を切り捨てる単位", "Round down to"),
    };
    pick(lang, pair)
}

/// What a clause is to the calculation.
pub(super) fn clause_kind(kind: ClauseKind, lang: Lang) -> &'static str {
    pick(
        lang,
        match kind {
            ClauseKind::Rule => ("規則", "rule"),
            ClauseKind::Information => ("参考", "information"),
            ClauseKind::Judgement => ("認定", "judgement"),
            ClauseKind::NotModelled => ("扱わない", "not modelled"),
        },
    )
}
