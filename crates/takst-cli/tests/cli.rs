//! The command as its users meet it: what goes where, in which language, with which exit code.
#![allow(missing_docs, reason = "a test")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

const GOOD: &str = "case_id;service;first_day;last_day;payer;unit_price;unit;hours\n\
    S-1;mandecentret/efterforsorg;2022-03-01;2022-03-31;101;;;\n\
    S-2;livarehab/individuelt-forloeb;2019-03-01;2019-04-10;147;31200,50;month;\n";
const BAD: &str = "S-3;mandecentret/efterforsorg;31-03-2022;;101;;;\n";

/// Runs `takst` with `input` on stdin, in an environment that says nothing but what is given.
fn takst(args: &[&str], input: &str, environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_takst"));
    command.args(args).env_clear().envs(environment.iter().copied());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    // A program that refuses its arguments does not read.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn exit_codes() {
    let code = |args: &[&str], input: &str| takst(args, input, &[]).status.code();
    assert_eq!(code(&["price", "-"], GOOD), Some(0));
    assert_eq!(code(&["price", "-"], &(GOOD.to_owned() + BAD)), Some(1));
    assert_eq!(code(&["price", "-"], ""), Some(2));
    assert_eq!(code(&["price", "-"], "case_id;service\nS;x\n"), Some(2));
    assert_eq!(code(&["price", "no-such-file.csv"], ""), Some(2));
    assert_eq!(code(&["price", "."], ""), Some(2));
    assert_eq!(code(&["price", "-", "--month", "2022-13"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--from", "2022-03-02"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--month", "2022-03", "--until", "2022-03-31"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--as-of", "31-03-2022"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--policy", "no-such-file.toml"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--catalogue", "no-such-directory"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--report", "/no-such-directory/report.csv"], GOOD), Some(2));
    assert_eq!(code(&["price"], GOOD), Some(2));
    assert_eq!(code(&["explain", "-", "--case", "S-1"], GOOD), Some(0));
    assert_eq!(code(&["explain", "-", "--case", "S-3"], &(GOOD.to_owned() + BAD)), Some(1));
    assert_eq!(code(&["explain", "-", "--case", "S-4"], GOOD), Some(2));
    assert_eq!(code(&["--version"], ""), Some(0));
}

#[test]
fn data_on_stdout_all_else_on_stderr() {
    for format in ["csv", "json"] {
        let output = takst(&["price", "-", "--format", format], &(GOOD.to_owned() + BAD), &[]);
        let (data, aside) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(data.lines().count(), 3 + usize::from(format == "csv"), "{data}");
        assert!(!data.contains("S-3") && aside.contains("S-3") && aside.contains("31-03-2022"), "{data}{aside}");
    }
    let output = takst(&["price", "-", "--format", "parquet"], GOOD, &[]);
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("[possible values: table, csv, json]"), "{}", text(&output.stderr));
}

#[test]
fn the_environment_chooses_the_language_and_the_argument_overrules_it() {
    let header = |args: &[&str], environment: &[(&str, &str)]| {
        let output = takst(&[args, &["price", "-"]].concat(), GOOD, environment);
        text(&output.stdout).lines().nth(1).expect("a header").split_whitespace().next().expect("a name").to_owned()
    };
    assert_eq!(header(&[], &[]), "Case");
    assert_eq!(header(&[], &[("LANG", "da_DK.UTF-8")]), "Sag");
    assert_eq!(header(&[], &[("LANG", "da_DK.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")]), "Case");
    assert_eq!(header(&[], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "da_DK.UTF-8")]), "Sag");
    assert_eq!(header(&["--lang", "en"], &[("LANG", "da_DK.UTF-8")]), "Case");
    assert_eq!(header(&["--lang", "da"], &[]), "Sag");
}

#[test]
fn amounts_stand_as_the_language_writes_them_and_fit_the_width() {
    for (lang, net, total) in [("da", "31.200,50", "58.495,67"), ("en", "31,200.50", "58,495.67")] {
        for width in [80, 100, 120, 160, 200] {
            let columns = width.to_string();
            let output = takst(&["--lang", lang, "price", "-"], GOOD, &[("COLUMNS", &columns)]);
            let table = text(&output.stdout);
            assert!(table.contains(net) && table.contains(total), "{table}");
            let widest = table.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{widest:?} columns where there are {width}:\n{table}");
        }
    }
}

#[test]
fn a_report_holds_every_error_and_finding() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("report.csv");
    let path = path.to_str().expect("UTF-8");
    let file = GOOD.replace("hours", "Hours") + BAD;
    takst(&["--lang", "da", "price", "-", "--format", "csv", "--report", path], &file, &[]);
    let report = std::fs::read_to_string(path).expect("it was written");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "severity,code,case_id,row,column,value,message");
    assert!(lines[1].starts_with("warning,column.unknown,,,,Hours,"), "{report}");
    assert!(lines[2].starts_with("warning,course.not-after-stay,S-1,1,prior_stay_to,,"), "{report}");
    assert!(lines[3].starts_with("error,value.invalid,S-3,3,first_day,31-03-2022,\"Række 3, kolonnen first_day: "), "{report}");
    assert_eq!(lines.len(), 4, "{report}");
}

#[test]
fn grouped_and_ungrouped_print_the_same() {
    let run = |more: &[&str]| takst(&[&["price", "-", "--format", "csv"], more].concat(), &(GOOD.to_owned() + BAD), &[]).stdout;
    assert_eq!(run(&[]), run(&["--grouped"]));
    let back =
        takst(&["--lang", "en", "price", "-", "--grouped"], &(GOOD.to_owned() + "S-1;mandecentret/efterforsorg;2022-05-01;2022-05-31;101;;;\n"), &[]);
    assert_eq!(back.status.code(), Some(2));
    assert!(text(&back.stderr).contains("row 3: the case “S-1”"), "{}", text(&back.stderr));
}

#[test]
fn the_format_of_the_file_is_its_ending_or_what_is_said() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("cases.jsonl");
    let line = r#"{"case_id":"S","service":"mandecentret/efterforsorg","first_day":"2022-03-01","last_day":"2022-03-31","payer":"101"}"#;
    std::fs::write(&path, line).expect("it is written");
    assert_eq!(takst(&["price", path.to_str().expect("UTF-8")], "", &[]).status.code(), Some(0));
    assert_eq!(takst(&["price", "-", "--input", "jsonl"], line, &[]).status.code(), Some(0));
    assert_eq!(takst(&["price", "-"], line, &[]).status.code(), Some(2));
}

#[test]
fn a_window_of_time_shows_its_lines_and_ends_open_rows() {
    let open = GOOD.to_owned() + "S-4;mandecentret/efterforsorg;2022-03-10;;101;;;\n";
    let lines = |args: &[&str]| {
        let output = takst(&[&["price", "-", "--format", "csv"], args].concat(), &open, &[]);
        (output.status.code(), text(&output.stdout).lines().skip(1).map(|line| line.split(',').take(1).collect()).collect::<Vec<String>>())
    };
    assert_eq!(lines(&[]), (Some(1), vec!["S-1".into(), "S-2".into(), "S-2".into()]));
    assert_eq!(lines(&["--month", "2022-03"]), (Some(0), vec!["S-1".into(), "S-4".into()]));
    assert_eq!(lines(&["--from", "2022-04-01", "--until", "2022-05-15"]), (Some(0), vec!["S-4".into(), "S-4".into()]));
}

#[test]
fn an_explanation_comes_as_text_json_and_a_page() {
    let of = |format: &str| takst(&["--lang", "da", "explain", "-", "--case", "S-1", "--format", format], GOOD, &[]).stdout;
    assert!(text(&of("text")).contains("16.895,00"), "{}", text(&of("text")));
    assert!(text(&of("json")).starts_with('{'));
    assert!(text(&of("html")).to_ascii_lowercase().contains("<html"));
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    let rows: String = (0..20_000).map(|i| format!("S-{i};mandecentret/efterforsorg;2022-03-01;2022-03-31;101;;;\n")).collect();
    for format in ["csv", "json", "table"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_takst"))
            .args(["price", "-", "--format", format])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let mut input = child.stdin.take().expect("piped");
        input.write_all(GOOD.as_bytes()).and_then(|()| input.write_all(rows.as_bytes())).expect("it reads");
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{format}");
    }
}
