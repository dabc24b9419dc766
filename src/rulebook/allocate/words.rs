//! What is said about applications, in both languages.

use crate::text::{Lang, Text};

use super::share::Why;

pub(super) fn budget() -> Text {
    Text::new("予算の残り", "what is left of the budget")
}

pub(super) fn applications() -> Text {
    Text::new("申請の一覧", "the list of applications")
}

pub(super) fn application(id: &str) -> Text {
    Text::new(format!("申請「{id}」"), format!("application `{id}`"))
}

pub(super) fn nth(number: usize) -> Text {
    Text::new(format!("{number}件目の申請"), format!("application number {number}"))
}

/// Why an application was placed as it was. `left` is what was left, in words.
pub(super) fn reason(why: Why, left: &str, lang: Lang) -> String {
    let text = match why {
        Why::NotReached => Text::new(
            format!(
                "その日の申請の計が予算の残り（{left}）に達しないので、順位によらず受け付けます"
            ),
            format!(
                "the applications of the day do not reach what is left of the budget ({left}), so all are accepted without ranking"
            ),
        ),
        Why::Fits => Text::new(
            format!("残り{left}に収まるので受け付けます"),
            format!("it fits into the {left} that are left"),
        ),
        Why::Exhausted => Text::new(
            "上位の申請で予算が尽きているので受け付けません",
            "the applications ranked above use up the budget",
        ),
        Why::LargerThanLeft => Text::new(
            format!(
                "申請額が残り{left}を超えます。一部を受け付けるのか、次の順位に移るのかの定めがないので決まりません"
            ),
            format!(
                "it asks for more than the {left} that are left, and the document does not say whether a part is granted or the next in line follows"
            ),
        ),
        Why::Tied(count) => Text::new(
            format!(
                "順位の鍵がすべて同じ申請が{count}件あり、残り{left}では全部を受け付けられません。どれを先にするかの定めがないので決まりません"
            ),
            format!(
                "{count} applications agree in every ranking key and do not all fit into the {left} that are left, and the document does not say which goes first"
            ),
        ),
        Why::AfterOpen => Text::new(
            "上位の申請が決まらないので、残りがいくらになるか決まりません",
            "an application ranked above is undetermined, so that it cannot be told how much is left",
        ),
    };
    text.get(lang).to_owned()
}

/// Why an application takes no part; `conditions` as the rule file has them.
pub(super) fn not_ranked(conditions: &[String], lang: Lang) -> String {
    match (lang, conditions) {
        (Lang::Ja, []) => "順位の対象になりません".to_owned(),
        (Lang::Ja, _) => {
            format!("次に当たらないので順位の対象になりません: {}", conditions.join("、"))
        }
        (Lang::En, []) => "it takes no part in the ranking".to_owned(),
        (Lang::En, _) => format!(
            "it takes no part in the ranking, since this does not hold: {}",
            conditions.join(", ")
        ),
    }
}
