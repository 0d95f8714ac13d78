//! Help and wrong words on the command line, in both languages.
//!
//! `TAKST_BLESS=1 cargo test -p takst-cli --test usage` writes the pages of help again; look at what changed.

mod common;

use common::{takst, text};
use std::path::Path;

/// The help of a command and of all commands below it.
fn help(lang: &str, command: &[&str], into: &mut String) {
    let output = takst(&[command, &["--help", "--lang", lang]].concat(), "", &[]);
    assert_eq!(output.status.code(), Some(0), "{command:?}");
    let page = text(&output.stdout);
    into.push_str(&format!("### takst {}\n\n{page}\n", command.join(" ")));
    let mut lines = page.lines().skip_while(|line| !matches!(*line, "Commands:" | "Kommandoer:")).skip(1);
    let names: Vec<&str> = lines
        .by_ref()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    for name in names {
        help(lang, &[command, &[name]].concat(), into);
    }
}

#[test]
fn help_is_as_it_was_looked_at() {
    for lang in ["da", "en"] {
        let mut pages = String::new();
        help(lang, &[], &mut pages);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/help.{lang}.txt"));
        if std::env::var_os("TAKST_BLESS").is_some() {
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(&file, &pages).expect("written");
        }
        let golden = std::fs::read_to_string(&file).expect("a page of help");
        let first = golden.lines().zip(pages.lines()).find(|(golden, now)| golden != now);
        assert_eq!(first, None, "{lang}: the first line that differs; TAKST_BLESS=1 writes the pages again");
        assert_eq!(golden.lines().count(), pages.lines().count(), "{lang}");
    }
}

/// What a command says of its words in both languages, the hint aside.
fn said(args: &[&str], danish: &str, english: &str) {
    for (lang, expected) in [("da", danish), ("en", english)] {
        let output = takst(&[args, &["--lang", lang]].concat(), "", &[]);
        let (first, _) = text(&output.stderr).split_once('\n').expect("a line");
        assert_eq!((output.status.code(), first, text(&output.stdout)), (Some(2), expected, ""), "{args:?}");
    }
}

#[test]
fn a_wrong_word_gets_the_right_one() {
    said(
        &["price", "x.csv", "--until", "31-12-2025"],
        "--until: »31-12-2025« kan ikke bruges. Skriv datoen som 2025-12-31.",
        "--until: “31-12-2025” cannot be used. Write the date as 2025-12-31.",
    );
    said(
        &["price", "x.csv", "--as-of", "in May"],
        "--as-of: »in May« kan ikke bruges. Skriv datoen som ÅÅÅÅ-MM-DD, fra 1900-01-01 til 2199-12-31.",
        "--as-of: “in May” cannot be used. Write the date as YYYY-MM-DD, from 1900-01-01 to 2199-12-31.",
    );
    said(
        &["price", "x.csv", "--from", "2025-03-02"],
        "--from: »2025-03-02« kan ikke bruges. Linjer vises for hele måneder. Skriv 2025-03-01.",
        "--from: “2025-03-02” cannot be used. Lines are shown by whole months. Write 2025-03-01.",
    );
    said(
        &["price", "x.csv", "--month", "03/2025"],
        "--month: »03/2025« kan ikke bruges. Skriv måneden som 2025-03.",
        "--month: “03/2025” cannot be used. Write the month as 2025-03.",
    );
    said(
        &["price", "x.csv", "--format", "excel"],
        "--format: »excel« kan ikke bruges. Skriv et af: table, csv, json, parquet, xlsx.",
        "--format: “excel” cannot be used. Write one of: table, csv, json, parquet, xlsx.",
    );
    said(
        &["claim", "x.csv", "--ledger", "l", "--quarter", "2024-1", "--payer", "101"],
        "--quarter: »2024-1« kan ikke bruges. Skriv kvartalet som ÅÅÅÅ-Q1, -Q2, -Q3 eller -Q4.",
        "--quarter: “2024-1” cannot be used. Write the quarter as YYYY-Q1, -Q2, -Q3 or -Q4.",
    );
    said(
        &["claim", "x.csv", "--ledger", "l", "--quarter", "2024-Q1", "--payer", "Århus"],
        "--payer: »Århus« kan ikke bruges. Skriv kommunens kode, 101 til 860, eller dens navn. Mente du Aarhus Kommune (751)?",
        "--payer: “Århus” cannot be used. Write the code of the municipality, 101 to 860, or its name. Did you mean Aarhus Kommune (751)?",
    );
    said(
        &["ledger", "expire", "l", "--before", "19"],
        "--before: »19« kan ikke bruges. Skriv et årstal fra 1900 til 2199.",
        "--before: “19” cannot be used. Write a year from 1900 to 2199.",
    );
}

#[test]
fn words_too_many_and_too_few_are_named() {
    said(
        &["price", "x.csv", "--untill", "2025-12-31"],
        "Kommandoen har ikke valget »--untill«. Mente du --until?",
        "The command has no option “--untill”. Did you mean --until?",
    );
    said(&["prise", "x.csv"], "Der er ingen kommando »prise«. Mente du price?", "There is no command “prise”. Did you mean price?");
    said(&["catalogue", "show", "x.csv", "y.csv"], "»y.csv« er et argument for meget.", "“y.csv” is one argument too many.");
    said(&["price"], "Der mangler: <FIL>.", "Missing: <FILE>.");
    said(&["price", "x.csv", "--until"], "--until mangler en værdi.", "--until needs a value.");
    said(
        &["price", "x.csv", "--month", "2025-03", "--until", "2025-12-31"],
        "--month kan ikke bruges sammen med --until.",
        "--month cannot be used together with --until.",
    );
    said(&["price", "x.csv", "--until", "2025-12-31", "--until", "2025-12-30"], "--until må kun angives én gang.", "--until can be given only once.");
    said(&["invoice", "x.csv"], "Der mangler: --ledger <REGISTER>, --parties <FIL>.", "Missing: --ledger <LEDGER>, --parties <FILE>.");
}

#[test]
fn the_hint_names_the_command() {
    for (lang, expected) in [
        ("da", "Brug: takst ledger init [VALG] --from <ÅÅÅÅ-MM> <REGISTER>\nHjælp: takst ledger init --help\n"),
        ("en", "Usage: takst ledger init [OPTIONS] --from <YYYY-MM> <LEDGER>\nHelp: takst ledger init --help\n"),
    ] {
        let output = takst(&["ledger", "init", "books", "--lang", lang, "--fron", "2024-01"], "", &[]);
        assert!(text(&output.stderr).ends_with(expected), "{}", text(&output.stderr));
    }
}

#[test]
fn the_environment_chooses_the_language_of_wrong_words() {
    let output = takst(&["price", "x.csv", "--month", "2025"], "", &[("LANG", "da_DK.UTF-8")]);
    assert!(text(&output.stderr).starts_with("--month: »2025« kan ikke bruges. Skriv måneden som ÅÅÅÅ-MM."), "{}", text(&output.stderr));
}

#[cfg(unix)]
#[test]
fn what_the_system_refuses_is_said_in_the_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let (here, absent) = (folder.path().display().to_string(), folder.path().join("absent.csv").display().to_string());
    let inside = format!("{absent}/cases.csv");
    std::fs::write(&absent, "x").expect("a file");
    let (file, absent) = (absent, folder.path().join("none.csv").display().to_string());
    for (path, danish, english) in [
        (&absent, "filen eller mappen findes ikke", "the file or folder does not exist"),
        (&here, "det er en mappe, og der skal bruges en fil", "this is a folder, and a file is needed"),
        (&inside, "en del af stien er en fil og ikke en mappe", "a part of the path is a file, not a folder"),
    ] {
        for (lang, sentence) in [("da", format!("{path} kan ikke læses: {danish}\n")), ("en", format!("{path} cannot be read: {english}\n"))] {
            let output = takst(&["price", path, "--lang", lang], "", &[]);
            assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), &*sentence));
        }
    }
    let report = format!("{file}/report.csv");
    let output = takst(&["price", "-", "--lang", "da", "--report", &report], common::GOOD, &[]);
    assert_eq!(text(&output.stderr), format!("{report} kan ikke skrives: en del af stien er en fil og ikke en mappe\n"));
    let output = takst(&["catalogue", "check", &format!("{here}/nowhere"), "--lang", "da"], "", &[]);
    assert!(text(&output.stdout).ends_with("fejl: kan ikke læses: filen eller mappen findes ikke\n"), "{}", text(&output.stdout));
    let output = takst(&["price", "-", "--policy", &absent, "--lang", "da"], common::GOOD, &[]);
    assert!(text(&output.stderr).ends_with("kan ikke læses: filen eller mappen findes ikke\n"), "{}", text(&output.stderr));
}

/// The words of a run of vectors are the language's; what the vectors say themselves is English.
#[test]
fn conformance_speaks_both_languages() {
    let run = |lang: &str, args: &[&str]| {
        let output = takst(&[&["conformance", "--lang", lang], args].concat(), "", &[("PATH", "/bin:/usr/bin")]);
        (output.status.code(), format!("{}{}", text(&output.stdout), text(&output.stderr)))
    };
    let one = ["--only", "window/day-121"];
    assert_eq!(
        run("da", &["--only", "no-such-id", "--list"]).1,
        "takst conformance: Intet testeksempel har et id, der indeholder »no-such-id«. --list viser dem alle.\n"
    );
    assert_eq!(
        run("da", &[&one[..], &["--", "/no/such/program"]].concat()),
        (Some(2), "takst conformance: /no/such/program: filen eller mappen findes ikke\n".to_owned())
    );
    let (code, failed) = run("da", &[&one[..], &["--", "false"]].concat());
    assert_eq!(code, Some(1));
    for part in [
        "IKKE BESTÅET window/day-121: ",
        "  begrundelse: ",
        "  regler: ",
        "  kilde: ",
        "    fik       ingen linje",
        "programmet sluttede med 1",
        "0 bestået, 1 ikke bestået",
    ] {
        assert!(failed.contains(part), "{part} in {failed}");
    }
    let takst = env!("CARGO_BIN_EXE_takst");
    assert!(run("en", &[&one[..], &["--", takst, "price"]].concat()).1.ends_with("1 passed, 0 failed\n"));
}
