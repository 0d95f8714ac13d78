//! Ledgers of every version are kept for ever, and every later version reads them and goes on with them.
//!
//! `tests/crashes/kept/N` holds a ledger whose tables have version N, as takst wrote it then, what it says, and what is needed to go on. Where the
//! version of the tables goes up, a folder is added: `TAKST_KEEP=N cargo test -p takst-crashes -- --ignored keep_a_ledger`. None is changed.

use crate::takst;
use std::path::{Path, PathBuf};
use takst_crashes::books::{LEDGER, init, write_inputs, year};
use takst_crashes::command::Ended;
use tempfile::TempDir;

/// What a ledger says: a file, and the command that writes it.
const SAYS: [(&str, &[&str]); 5] = [
    ("export.csv", &["ledger", "export", LEDGER]),
    ("journal.csv", &["ledger", "journal", LEDGER]),
    ("documents.json", &["documents", "--from-number", "B-1", "--ledger", LEDGER, "--format", "json", "--to", "-", "--catalogue", "catalogue"]),
    ("claims-2020.csv", &["claim", "--final", "2020", "--ledger", LEDGER, "--payer", "101", "--format", "csv", "--catalogue", "catalogue"]),
    ("head.txt", &["ledger", "check", LEDGER]),
];

/// A paper that another wrote: February 2020 of a case, 29 days at 1,185.00.
const PAPERS: &str =
    "invoice,kind,seller,case_id,service,payer,first_day,last_day,quantity,unit,unit_price,price_base_quantity,net,vat_rate,refers_to
P-1,,boegely,S-0001,boegely/ophold,101,2020-02-01,2020-02-29,29,day,1185.00,1,34365.00,0,
";

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("kept")
}

fn run(dir: &Path, words: &[&str]) -> Ended {
    let ended = takst().run(dir, words);
    assert!(matches!(ended.code, Some(0 | 1)), "{words:?}: {}", ended.stderr);
    ended
}

/// Data, or, of a command that writes none, what it says.
fn says(dir: &Path, words: &[&str]) -> String {
    let ended = run(dir, words);
    if ended.stdout.is_empty() { ended.stderr } else { ended.stdout }
}

fn copy_of(version: &Path) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(dir.path().join("catalogue")).expect("a folder");
    for name in [LEDGER, "parties.toml", "cases.csv", "catalogue/boegely.toml"] {
        std::fs::copy(version.join(name), dir.path().join(name)).expect(name);
    }
    dir
}

#[test]
fn ledgers_of_every_version_are_read_and_go_on() {
    let mut versions: Vec<PathBuf> = std::fs::read_dir(kept()).expect("kept").map(|entry| entry.expect("a folder").path()).collect();
    versions.sort();
    assert!(!versions.is_empty());
    for version in versions {
        let dir = copy_of(&version);
        let dir = dir.path();
        let expected = |name: &str| std::fs::read_to_string(version.join(name)).expect(name);
        for (name, words) in SAYS {
            assert_eq!(says(dir, words), expected(name), "{}: {name}", version.display());
        }
        // Every kind of document, and what takes a month out of reach.
        let export = expected("export.csv");
        for part in ["F0,invoice,", ",credit-note,", ",correction.references,", ",correction.payer", "B-1,invoice,,,2020-02-01,2020-02-22,,boegely,"]
        {
            assert!(export.contains(part), "{part}");
        }
        let claimed = expected("claims-2020.csv");
        assert!(claimed.contains("101-2019-Q4-1") || claimed.contains("101-2020-Q1-1"), "{claimed}");
        let records = |sql: &str| {
            rusqlite::Connection::open(dir.join(LEDGER)).expect("a ledger").query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count")
        };
        for kind in ["document", "claim", "received", "expiry"] {
            assert!(records(&format!("SELECT count(*) FROM record WHERE kind = '{kind}'")) > 0, "{kind}");
        }
        go_on(dir, &export, &expected("head.txt"));
    }
}

/// Corrects what stands by another case file; what stood before is as it was.
fn go_on(dir: &Path, export: &str, head: &str) {
    let correct = "correct cases.csv --ledger books --parties parties.toml --catalogue catalogue --date 2020-07-01 --format csv";
    let planned = run(dir, &format!("{correct} --save-plan plan.json").split(' ').collect::<Vec<_>>());
    let corrected = run(dir, &format!("{correct} --plan plan.json").split(' ').collect::<Vec<_>>());
    let issued = |ended: &Ended| ended.stdout.lines().filter(|row| row.starts_with("issue,") || row.starts_with("credit,")).count();
    assert!(issued(&corrected) > 0 && issued(&planned) == issued(&corrected), "{}", corrected.stdout);
    let before = export.lines().filter_map(|row| row.split(',').next()?.strip_prefix("B-")?.parse::<u64>().ok()).max().expect("a number");
    let first = corrected.stdout.lines().nth(1).and_then(|row| row.split(',').nth(1)).expect("a number");
    assert_eq!(first, format!("B-{}", before + 1), "numbers go on");
    let later = says(dir, &["ledger", "export", LEDGER]);
    assert!(later.starts_with(export) && later.len() > export.len(), "what stood before stands as it did");
    let hash = head.trim_end().rsplit(' ').next().expect("a hash");
    let check = run(dir, &["ledger", "check", LEDGER, "--head", hash]);
    assert_eq!(check.code, Some(0), "{}", check.stderr);
}

/// Writes the folder of a new version. Run by hand, once for each version of the tables.
#[test]
#[ignore = "writes files that are kept for ever"]
fn keep_a_ledger() {
    let version = kept().join(std::env::var("TAKST_KEEP").expect("TAKST_KEEP is the version of the tables"));
    assert!(!version.exists(), "{} is kept already", version.display());
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    write_inputs(dir, 12);
    for step in [init()].into_iter().chain(year()) {
        run(dir, &step.words());
    }
    std::fs::write(dir.join("papers.csv"), PAPERS).expect("written");
    run(dir, &["verify", "papers.csv", "--cases", "cases-3.csv", "--parties", "parties.toml", "--catalogue", "catalogue", "--ledger", LEDGER]);
    let noted = ["--date", "2020-06-03", "--until", "2020-06", "--note", "Tak for samarbejdet", "--catalogue", "catalogue"];
    run(dir, &[&["invoice", "cases-3.csv", "--ledger", LEDGER, "--parties", "parties.toml"] as &[&str], &noted].concat());
    std::fs::create_dir_all(version.join("catalogue")).expect("a folder");
    for (from, to) in
        [(LEDGER, LEDGER), ("parties.toml", "parties.toml"), ("cases-2.csv", "cases.csv"), ("catalogue/boegely.toml", "catalogue/boegely.toml")]
    {
        std::fs::copy(dir.join(from), version.join(to)).expect(from);
    }
    let copy = copy_of(&version);
    for (name, words) in SAYS {
        std::fs::write(version.join(name), says(copy.path(), words)).expect(name);
    }
}
