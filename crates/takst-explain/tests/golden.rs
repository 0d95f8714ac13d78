//! Whole explanations as they were read and found right. `TAKST_BLESS=1 cargo test` writes them anew: read them again then.

mod common;

use common::{MENTOR, REFUSED, STAY, boegely_report, matches, report};
use takst_explain::Lang;

#[test]
fn stays_windows_own_payment_and_vat() {
    for lang in Lang::ALL {
        let report = boegely_report(lang, STAY);
        matches(&format!("stay.{lang}.txt"), &report.text());
        matches(&format!("stay.{lang}.json"), &report.json().expect("it serialises"));
        matches(&format!("stay.{lang}.html"), &report.html());
    }
}

#[test]
fn refused() {
    for lang in Lang::ALL {
        matches(&format!("refused.{lang}.txt"), &report(lang, REFUSED).text());
    }
}

#[test]
fn amounts_do_not_depend_on_the_language() {
    let amounts = |lang| -> Vec<_> { report(lang, MENTOR).documents.into_iter().flat_map(|d| d.lines).map(|line| line.line).collect() };
    assert_eq!(amounts(Lang::Da), amounts(Lang::En));
}
