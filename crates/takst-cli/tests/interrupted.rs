//! Ctrl-C ends a command with a message and exit code 130, and what it has written says that it is cut off.
#![cfg(unix)]

mod common;

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn started(args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_takst"));
    command.args(args).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("it starts")
}

fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
}

/// Cases of one day each; every hundredth has a fault, so that the report has rows.
fn many(cases: std::ops::Range<u32>) -> String {
    cases.fold(String::new(), |mut rows, case| {
        let payer = if case % 100 == 0 { "999" } else { "101" };
        writeln!(rows, "S-{case};mandecentret/efterforsorg;2022-03-01;2022-03-02;{payer}").expect("text");
        rows
    })
}

const HEADER: &str = "case_id;service;first_day;last_day;payer\n";

/// The command writes as it reads. It is interrupted while it writes: it ends between two rows.
#[test]
fn a_command_at_work_ends_between_two_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.csv");
    let cases = common::file_in(folder.path(), "cases.csv", format!("{HEADER}{}", many(1..200_000)));
    let mut child = started(&["price", &cases, "--format", "csv", "--grouped", "--lang", "da", "--report", &report.display().to_string()]);
    let mut stdout = child.stdout.take().expect("piped");
    // The pipe is full: the command waits for a reader, with most of the file before it.
    let mut begin = vec![0; 60_000];
    stdout.read_exact(&mut begin).expect("rows");
    interrupt(&child);
    let mut rest = String::new();
    let mut all = String::from_utf8(begin).expect("UTF-8");
    stdout.read_to_string(&mut rest).expect("UTF-8");
    all.push_str(&rest);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(stderr.contains("Kommandoen blev afbrudt. Det, den har skrevet, er ikke hele resultatet."), "{stderr}");
    assert!(all.ends_with("\nKommandoen blev afbrudt. Rækkerne ovenfor er ikke hele resultatet.\n"), "{}", &all[all.len() - 200..]);
    assert!(all.lines().count() < 150_000, "the rest was not priced");
    let report = std::fs::read_to_string(&report).expect("a report");
    assert!(report.ends_with("\nerror,,,,,,\"Kommandoen blev afbrudt. Rapporten er ikke hel.\"\n"), "{report}");
}

/// A command that waits for its input does not come to a place where it looks: it is ended all the same.
#[test]
fn a_command_that_waits_for_input_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.csv");
    let mut child = started(&["price", "-", "--format", "csv", "--lang", "en", "--report", &report.display().to_string()]);
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(format!("{HEADER}{}", many(1..50_000)).as_bytes()).expect("it reads");
    let begun = Instant::now();
    while !report.exists() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    interrupt(&child);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    assert!(begun.elapsed() < Duration::from_secs(30));
    drop(stdin);
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(stderr.contains("The command was interrupted. What it has written is not the whole result."), "{stderr}");
    assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), "", "nothing was written, so nothing is cut off");
    let report = std::fs::read_to_string(&report).expect("a report");
    assert!(report.ends_with("\nerror,,,,,,\"The command was interrupted. The report is not complete.\"\n"), "{report}");
}
