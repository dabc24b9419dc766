//! What may be written on the command line.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    allocate, ask, check, completions, decide, diff, doc, explain, expr, fmt, impact, list, lsp,
    new, rollover, sweep, test, verify,
};

/// Decides public schemes from rules kept as data, and explains every step.
/// 要綱のルールファイルから、根拠つきで判定します。
#[derive(Debug, Parser)]
#[command(name = "hantei", version, max_term_width = 100, after_help = STATUS)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) shared: Shared,

    #[command(subcommand)]
    pub(super) command: Command,
}

const STATUS: &str =
    "Exit status: 0 done (whatever the verdict), 1 findings in rules or facts, 2 wrong usage.
終了コード: 0 完了（判定の結果によらない）、1 ルール・事実に指摘あり、2 使い方の誤り。";

/// Options of every subcommand.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of every command 共通のオプション")]
pub(super) struct Shared {
    /// Language of messages and explanations 言語 [default: `HANTEI_LANG`, `LC_ALL`, `LANG`, else ja]
    #[arg(long, global = true, value_enum, hide_possible_values = true, value_name = "ja|en")]
    pub(super) lang: Option<Language>,

    /// Colour on a terminal 色
    #[arg(long, global = true, value_enum, default_value = "auto", hide_possible_values = true)]
    #[arg(value_name = "auto|always|never")]
    pub(super) color: Colour,

    /// Folder of rules in place of the built-in ones ルールのフォルダ
    // Not a path: clap refuses an empty one, which in the environment means none.
    #[arg(long, global = true, value_name = "DIR", env = "HANTEI_RULES", hide_env_values = true)]
    pub(super) rules: Option<OsString>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Decide one case, or many with `--jsonl` 判定する
    Decide(decide::Decide),
    /// Ask for what still matters, then decide 質問に答えて判定する
    Ask(ask::Ask),
    /// Check rule files and report every finding ルールを検査する
    Check(check::Check),
    /// Explain a stored decision, or compare two 保存した判定の説明・比較
    Explain(explain::Explain),
    /// Decide a stored decision again and replay its trace 保存した判定の検証
    Verify(verify::Verify),
    /// Evaluate one expression 式を1つ計算する
    Expr(expr::Expr),
    /// Run the worked cases of schemes 事例で試験する
    Test(test::Test),
    /// Put rule files into plain form ルールファイルを整える
    Fmt(fmt::Fmt),
    /// Begin a scheme from a skeleton or a copy 新しい制度のひな形を作る
    New(new::New),
    /// Take a scheme into a fiscal year 年度の値を繰り越す
    Rollover(rollover::Rollover),
    /// Vary one fact or two, or look for near misses 事実を動かした結果・あと少しの条件
    Sweep(sweep::Sweep),
    /// Rank applications on the day the budget is reached 予算到達日の配分
    Allocate(allocate::Allocate),
    /// Decide saved applications under two sets of rules: who is touched, how much 改正の影響
    Impact(impact::Impact),
    /// Show what changed between two sets of rules, and whom it touches 新旧対照
    Diff(diff::Diff),
    /// Write the rule book as a static site 規則集をHTMLにする
    Doc(doc::Doc),
    /// List the schemes 制度の一覧
    List(list::List),
    /// Print the JSON Schema of rule files, for editors ルールファイルの JSON Schema
    Schema,
    /// Serve an editor by the Language Server Protocol エディタの言語サーバー
    Lsp(lsp::Lsp),
    /// Print completions for a shell 補完スクリプト
    Completions(completions::Completions),
}

/// Values of `--lang`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// Values of `--color`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Not at all.
    Never,
}

/// Values of `--format` of the commands that have no document form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Plain {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}
