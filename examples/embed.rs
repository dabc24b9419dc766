//! hantei inside another program: `cargo run --example embed`.
//!
//! The rules are loaded once, checked, and can be shared between threads. Facts come from any type
//! that serialises; the decision is data, and every rendering is made from it.

use std::error::Error;

use hantei::explain::{Options, render};
use hantei::{Ask, Lang, RuleBook, TraceLevel, Verdict};

#[derive(serde::Serialize)]
struct Business {
    application_date: &'static str,
    establishment_in_city: bool,
    operates_in_hello_work_area: bool,
    council_membership: &'static str,
    employees: u32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let book = RuleBook::built_in()?;
    let scheme = book.scheme("joetsu-job-portal")?;
    let facts = scheme.facts(&Business {
        application_date: "2026-05-18",
        establishment_in_city: true,
        operates_in_hello_work_area: true,
        council_membership: "member",
        employees: 42,
    })?;
    let ask = Ask { lang: Lang::En, trace: TraceLevel::Reasons, ..Ask::default() };
    let decision = scheme.decide(&facts, &ask)?;

    if decision.verdict == Verdict::Undetermined {
        for question in &decision.questions {
            println!("still needed: {}", question.ask);
        }
    }
    print!("{}", render(&decision, &Options::default()));
    Ok(())
}
