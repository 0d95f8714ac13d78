//! A full disk is an error of every command, whatever it writes.
#![cfg(target_os = "linux")]

mod common;

use common::books::{Books, cases, stay};
use std::fs::OpenOptions;
use std::process::{Command, Stdio};

/// Runs `takst` with stdout on a disk that is full; the code and what is said on stderr.
fn on_full_disk(args: &[&str]) -> (Option<i32>, String) {
    let full = OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = Command::new(env!("CARGO_BIN_EXE_takst"))
        .args(args)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .expect("it ends");
    (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
}

#[test]
fn every_command_notices_that_stdout_is_full() {
    let books = Books::from("2024-01");
    // The first case is billed already, the second is not.
    let file =
        common::file_in(books.dir.path(), "all.csv", cases(&[&stay("S-1", "2024-01-01", "2024-02-10"), &stay("S-2", "2024-01-01", "2024-01-31")]));
    let (ledger, parties) = (books.path("books"), books.path("parties.toml"));
    let issued = books.invoice(&cases(&[&stay("S-1", "2024-01-01", "2024-02-10")]), "2024-03-01");
    assert_eq!(issued.code, 0, "{}", issued.stderr);
    let papers = common::file_in(books.dir.path(), "papers.csv", "invoice,seller,case_id,net\nF1,12345674,S-1,13485.00\n");
    let flawed = books.dir.path().join("flawed");
    std::fs::create_dir(&flawed).expect("a folder");
    common::file_in(&flawed, "x.toml", "not TOML");
    let flawed = flawed.display().to_string();
    let mut commands: Vec<Vec<&str>> = Vec::new();
    let mut each = |formats: &[&'static str], words: &[&'static str], files: &[&'static str]| {
        for format in formats {
            commands.push([words, files, &["--format", format]].concat());
        }
    };
    // The test's own files are put in for these words.
    each(&["table", "csv", "json", "parquet", "xlsx"], &["price", "FILE"], &[]);
    each(&["table", "csv", "json", "parquet"], &["price", "FILE", "--grouped"], &[]);
    each(&["text", "json", "html"], &["explain", "FILE", "--case", "S-1"], &[]);
    each(&["table", "csv", "json"], &["invoice", "FILE", "--dry-run", "--date", "2024-03-01"], &["--ledger", "LEDGER", "--parties", "PARTIES"]);
    each(&["table", "csv", "json"], &["correct", "FILE", "--date", "2024-03-01"], &["--ledger", "LEDGER", "--parties", "PARTIES"]);
    each(&["table", "csv", "json", "html"], &["claim", "FILE", "--dry-run", "--payer", "101", "--quarter", "2024-Q1"], &["--ledger", "LEDGER"]);
    each(&["table", "csv", "json", "html"], &["claim", "--final", "2024", "--payer", "101"], &["--ledger", "LEDGER"]);
    each(&["text", "json", "html"], &["documents", "M-1"], &["--ledger", "LEDGER"]);
    each(&["table", "csv", "json", "html"], &["verify", "PAPERS", "--cases", "FILE"], &["--parties", "PARTIES"]);
    each(&["csv", "json"], &["ledger", "export", "LEDGER"], &[]);
    each(&["csv", "json"], &["ledger", "journal", "LEDGER"], &[]);
    each(&["table", "csv", "json"], &["catalogue", "law"], &[]);
    for words in [
        &["catalogue", "list"][..],
        &["report", "FILE"],
        &["catalogue", "show", "pensionatet/cti"],
        &["catalogue", "schema"],
        &["catalogue", "check", "FLAWED"],
        &["conformance", "--list"],
        &["conformance", "--list", "--documents"],
        &["conformance", "--only", "window/day-121", "--", "/bin/false"],
        &["--help"],
        &["--version"],
        &["price", "--help"],
        &["help", "price"],
    ] {
        commands.push(words.to_vec());
    }
    for command in commands {
        let word = |word: &&str| match *word {
            "FILE" => file.clone(),
            "LEDGER" => ledger.clone(),
            "PARTIES" => parties.clone(),
            "PAPERS" => papers.clone(),
            "FLAWED" => flawed.clone(),
            word => word.to_owned(),
        };
        let words: Vec<String> = command.iter().map(word).collect();
        for (lang, sentence) in [("da", "der er ikke mere plads på disken"), ("en", "there is no space left on the disk")] {
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            // What follows -- is another program's.
            let at = words.iter().position(|word| *word == "--").unwrap_or(words.len());
            if words[0] != "help" {
                words.splice(at..at, ["--lang", lang]);
            }
            let (code, stderr) = on_full_disk(&words);
            assert_eq!(code, Some(2), "{words:?}: {stderr}");
            let sentence = if words[0] == "help" { "there is no space left on the disk" } else { sentence };
            assert!(stderr.contains(sentence), "{words:?}: {stderr}");
        }
    }
}

/// The report, the page and the plan are files of their own.
#[test]
fn files_on_a_full_disk_are_named() {
    let books = Books::from("2024-01");
    let file = common::file_in(books.dir.path(), "cases.csv", cases(&[&stay("S-1", "2024-01-01", "2024-02-10")]));
    let output = common::takst(&["price", &file, "--report", "/dev/full"], "", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(common::text(&output.stderr), "/dev/full cannot be written: there is no space left on the disk\n");
}
