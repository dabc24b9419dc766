//! Rules as data for public schemes: checked, decided, explained.
//!
//! Subsidies, fees and admission rules are decided from thresholds, rates, caps, deadlines and
//! exclusions that change every fiscal year. hantei keeps them as YAML files whose formulas are
//! written in a small expression language, checks them, evaluates them against an applicant's
//! facts, and returns a decision whose every step is explained and cited.
//!
//! # Decide
//!
//! ```
//! use hantei::{Ask, RuleBook, Verdict};
//!
//! let book = RuleBook::built_in()?;
//! let scheme = book.scheme("joetsu-job-portal")?;
//! let facts = scheme.facts_from_text(
//!     "facts.yaml",
//!     "申請日: 令和6年10月15日\n市内に事業所がある: true\n協議会の会員資格: 非会員\n",
//! )?;
//! let decision = scheme.decide(&facts, &Ask::default())?;
//!
//! assert_eq!(decision.verdict, Verdict::Ineligible);
//! assert_eq!(decision.failed, ["J0-2-柱"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A fact that is absent is *unknown*, never 0 and never false: the decision is then
//! [`Verdict::Undetermined`] unless what is known settles it, and lists exactly the facts that are
//! still needed.
//!
//! # Explain
//!
//! A [`Decision`] holds everything that is shown; [`explain::render`] turns it into terminal text,
//! Markdown, one self-contained HTML file or JSON, for the applicant, the officer or the auditor.
//!
//! # What to expect
//!
//! - Numbers are exact; nothing is rounded but where a rule says so.
//! - No clock, file, environment variable or network is touched: [`Files`] supplies rule files, and
//!   the date of the decision is a fact or an argument. The same rules, facts and date give the same
//!   bytes.
//! - Nothing panics; every error has a code, a place, a message and a remedy in Japanese and English
//!   ([`diagnostic`]).
//! - [`Scheme`] is `Send + Sync` and cheap to share.
//!
//! # Features
//!
//! `cli` (default) builds the `hantei` command. With `default-features = false` the crate is the
//! interpreter alone.

pub mod analyze;
pub mod calendar;
pub mod cases;
pub mod change;
mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod coverage;
pub mod decision;
pub mod diagnostic;
pub mod document;
pub mod edit;
pub mod eval;
pub mod explain;
pub mod facts;
pub mod functions;
pub mod ids;
pub mod intake;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod lsp;
mod model;
pub mod mutation;
pub mod plan;
pub mod program;
pub mod record;
pub mod region;
pub mod rulebook;
pub mod schema;
mod shape;
pub mod site;
pub mod source;
pub mod sweep;
pub mod syntax;
pub mod text;
pub mod value;

pub use decision::{Decision, Verdict};
pub use facts::Facts;
pub use rulebook::{Ask, BuiltIn, Files, Findings, InMemory, RuleBook, Scheme, TraceLevel};
pub use text::Lang;
