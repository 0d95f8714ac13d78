//! The core agrees with the oracle in every document and claim of random histories, and keeps what the rules of documents promise.

use takst_compare::histories::{Counts, Sides, history};

/// Histories played; `TAKST_HISTORIES` changes it.
fn histories() -> u64 {
    std::env::var("TAKST_HISTORIES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

#[test]
fn core_and_oracle_agree_in_every_history() {
    let sides = Sides::new();
    let mut counts = Counts::new();
    for seed in 0..histories() {
        let played = history(&sides, seed);
        assert!(played.text.is_empty(), "{}", played.text);
        for (word, count) in played.counts {
            *counts.entry(word).or_default() += count;
        }
    }
    // The comparison says something only while everything happens that the rules know.
    let least = histories() / 500;
    for word in WORDS {
        let count = counts.get(word).copied().unwrap_or_default();
        assert!(count >= least, "{word}: {count} times in {} histories", histories());
    }
}

/// Actions, reasons, holds, kinds of claim rows and what is left alone. Two holds are too seldom to be counted on: `file.unreadable` and `series.taken`.
const WORDS: [&str; 30] = [
    "issue",
    "credit",
    "held",
    "differs",
    "refused",
    "absent",
    "closed",
    "imported",
    "correction.withdrawn",
    "correction.payer",
    "correction.service",
    "correction.period",
    "correction.price",
    "correction.vat",
    "correction.amount",
    "commitment.missing",
    "commitment.late",
    "party.missing",
    "reference.conflict",
    "seller.changed",
    "seller.not-registered",
    "invoice.billed-elsewhere",
    "current",
    "running",
    "earlier-year",
    "invoiced yes",
    "invoiced partly",
    "invoiced no",
    "row left alone",
    "case left alone",
];
