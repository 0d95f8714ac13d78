//! `takst ledger`, as it is run.

mod common;

use common::books::Run;

fn takst(args: &[&str]) -> Run {
    Run::of(args)
}

/// A ledger in a folder of its own, and its path.
fn made() -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("books.ledger").display().to_string();
    let run = takst(&["ledger", "init", &path, "--from", "2024-01"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.ends_with("books.ledger is a new ledger. Its books begin with January 2024.\n"), "{}", run.stderr);
    (dir, path)
}

#[test]
fn a_new_ledger_holds_and_lists_nothing() {
    let (_dir, path) = made();
    let run = takst(&["ledger", "check", &path]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.starts_with("The ledger is intact: 0 records, 0 of them expired.\nRecord 0, hash "), "{}", run.stderr);
    let hash = run.stderr.trim_end().rsplit(' ').next().expect("a hash").to_owned();
    assert_eq!(takst(&["ledger", "check", &path, "--head", &hash]).code, 0);
    let other = takst(&["ledger", "check", &path, "--head", &"0".repeat(64)]);
    assert_eq!(other.code, 1);
    assert!(other.stderr.contains("No record has the hash that was given."), "{}", other.stderr);
    let export = takst(&["ledger", "export", &path]);
    assert_eq!((export.code, export.stdout.lines().count()), (0, 1));
    assert!(export.stdout.starts_with("number,kind,refers_to,reasons,issued,due,case_id,"), "{}", export.stdout);
    let journal = takst(&["ledger", "journal", &path]);
    assert_eq!(journal.stdout, "number,kind,issued,due,provider,payer,month,net,vat,total\n");
    assert_eq!(takst(&["ledger", "journal", &path, "--format", "json"]).stdout, "");
    assert_eq!(takst(&["ledger", "claims", &path]).stdout, "claim,payer,quarter,date,net,own_payment,refund\n");
}

#[test]
fn a_ledger_is_made_once() {
    let (_dir, path) = made();
    let run = takst(&["ledger", "init", &path, "--from", "2024-01"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.ends_with("a file of that name exists already. Nothing was written.\n"), "{}", run.stderr);
    let run = takst(&["--lang", "da", "ledger", "init", &path, "--from", "2024-01"]);
    assert!(run.stderr.ends_with("Der findes allerede en fil med det navn. Intet er skrevet.\n"), "{}", run.stderr);
}

#[test]
fn what_the_system_refuses_is_said_in_the_language() {
    let (_dir, path) = made();
    // A folder whose name is that of the file.
    let below = format!("{path}/books.ledger");
    for (lang, said) in [("en", "a part of the path is a file, not a folder"), ("da", "en del af stien er en fil og ikke en mappe")] {
        let run = takst(&["--lang", lang, "ledger", "init", &below, "--from", "2024-01"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(said) && !run.stderr.contains("os error"), "{}", run.stderr);
    }
}

#[test]
fn contents_of_the_last_five_years_are_kept() {
    let (_dir, path) = made();
    let run = takst(&["ledger", "expire", &path, "--before", "2199"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("2199: contents of the last five full years are kept."), "{}", run.stderr);
    let run = takst(&["ledger", "expire", &path, "--before", "2015"]);
    assert_eq!(run.code, 0);
    let nothing = "There are no contents before 2015 to remove. Months before 2015 are closed to corrections.\nRecord 1, hash ";
    assert!(run.stderr.starts_with(nothing), "{}", run.stderr);
    // Said once more, nothing is recorded again.
    let run = takst(&["--lang", "da", "ledger", "expire", &path, "--before", "2015"]);
    let nothing = "Der er intet indhold at slette før 2015. Måneder før 2015 er lukket for rettelser.\nPost 1, hash ";
    assert!(run.code == 0 && run.stderr.starts_with(nothing), "{}", run.stderr);
}

#[test]
fn what_is_no_ledger_is_said() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("cases.csv");
    std::fs::write(&path, "case_id;service\n").expect("written");
    let path = path.display().to_string();
    for command in ["check", "export", "journal", "claims"] {
        let run = takst(&["ledger", command, &path]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(
            run.stderr.ends_with("cases.csv is not a ledger of takst. Give the file that takst ledger init made. Nothing was written.\n"),
            "{}",
            run.stderr
        );
    }
}
