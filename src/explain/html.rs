//! An account as one HTML page that needs nothing else.
//!
//! The template `decision.html` lays it out.

use super::account::Account;
use super::page::page;

const NAME: &str = "decision.html";
const TEMPLATE: &str = include_str!("decision.html");

/// Lays out `account`.
pub(super) fn html(account: &Account) -> String {
    page(NAME, TEMPLATE, account)
}
