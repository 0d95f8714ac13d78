//! A provider's bills are our own documents, with one fault put into one of them: it is found with its amount, and nothing else is reported.

use std::collections::BTreeSet;
use takst_compare::control::{Bill, History, Setting};

/// Histories that are played; `TAKST_HISTORIES` changes it.
fn histories() -> u64 {
    std::env::var("TAKST_HISTORIES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    let setting = Setting::new();
    let (mut seen, mut credits) = (BTreeSet::new(), 0);
    for seed in 0..histories() {
        let history = History::draw(&setting, seed);
        seen.insert(history.verdict().as_str());
        credits += history.bills.iter().filter(|bill| bill.refers_to.is_some()).count();
        let papers: Vec<_> = history.bills.iter().map(Bill::paper).collect();
        let wrong = history.check(&setting.verify(&papers, &history.cases));
        assert!(wrong.is_empty(), "seed {seed}: {wrong}");
    }
    // Fewer need not draw every fault.
    if histories() >= 300 {
        assert_eq!(seen.len(), 10, "every fault was drawn: {seen:?}");
        assert!(credits > 100, "bills are taken back");
    }
}
