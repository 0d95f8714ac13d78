//! Writes the expected files of the vectors from the oracle, never from the programs under test.
//!
//! A vector whose totals or codes, as worked out by hand, differ from the oracle's is not written: one of the two is wrong, and `docs/RULES.md`
//! says which. The list of vectors that `takst conformance` carries is written too. `--check` writes nothing and tells which files differ.

use std::path::Path;
use std::process::ExitCode;
use takst_tests::vector::{self, Hand, embed, expected};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = match arguments.as_slice() {
        [] => false,
        [only] if only == "--check" => true,
        _ => {
            eprintln!("usage: write_vectors [--check]");
            return ExitCode::from(2);
        }
    };
    let (mut disagree, mut stale, mut written) = (0, 0, 0);
    let vectors = vector::all();
    for vector in &vectors {
        let answer = vector.oracle();
        let differences = vector.hand.differences(&Hand::of(&answer));
        if !differences.is_empty() {
            disagree += 1;
            eprintln!("{}: {}", vector.id, vector.title);
            for difference in differences {
                eprintln!("    {difference}");
            }
            for line in expected::write(&answer).lines() {
                eprintln!("    | {}", short(line));
            }
            continue;
        }
        match bring_up(&vector.expected_path(), &expected::write(&answer), check) {
            Found::AsItMust => {}
            Found::Stale => stale += 1,
            Found::Written => written += 1,
        }
    }
    match bring_up(&embed::path(), &embed::text(), check) {
        Found::AsItMust => {}
        Found::Stale => stale += 1,
        Found::Written => written += 1,
    }
    let orphans = vector::orphans();
    for orphan in &orphans {
        eprintln!("{orphan}.expected.jsonl: no such case file");
    }
    println!("{} vectors, {written} files written, {disagree} where hand and oracle disagree, {stale} files that differ", vectors.len());
    if disagree + stale + orphans.len() == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

enum Found {
    AsItMust,
    Stale,
    Written,
}

fn bring_up(path: &Path, text: &str, check: bool) -> Found {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Found::AsItMust;
    }
    if check {
        eprintln!("{}: is not what write_vectors writes", path.display());
        return Found::Stale;
    }
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Found::Written
}

/// The columns that tell where hand and oracle part.
fn short(line: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).expect("a line just written");
    if value.get("severity").is_some() {
        return line.to_owned();
    }
    let columns =
        ["row", "first_day", "last_day", "quantity", "unit", "net", "vat", "own_payment", "refund_reason", "refund", "at_stake", "assumptions"];
    columns.map(|column| value[column].to_string().trim_matches('"').to_owned()).join(" ")
}
