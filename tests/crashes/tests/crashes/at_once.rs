//! Two commands at once, and readers beside those that write.

use crate::takst;
use rusqlite::Connection;
use std::path::Path;
use std::time::{Duration, Instant};
use takst_crashes::books::{LEDGER, write_inputs};
use takst_crashes::lives::Undisturbed;
use takst_crashes::state::{faulty_numbers, state};

const CASES: usize = 40;

/// As long as a command waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

fn lock(ledger: &Path) -> Connection {
    let connection = Connection::open(ledger).expect("a ledger");
    connection.execute_batch("BEGIN IMMEDIATE").expect("nobody else writes");
    connection
}

#[test]
fn commands_that_wait_too_long_say_so_and_readers_do_not_wait() {
    let (takst, dir) = (takst(), tempfile::tempdir().expect("a folder"));
    let (whole, dir) = (Undisturbed::play(&takst, CASES), dir.path());
    write_inputs(dir, CASES);
    for step in &whole.steps[..5] {
        assert!(matches!(step.run(&takst, dir).code, Some(0 | 1)), "{}", step.name);
    }
    let before = state(&dir.join(LEDGER));
    let writer = lock(&dir.join(LEDGER));
    let start = Instant::now();
    std::thread::scope(|scope| {
        for (place, name) in [(1, "import"), (2, "invoice"), (3, "claim"), (5, "correct"), (10, "expire")] {
            let (step, takst) = (&whole.steps[place], &takst);
            assert_eq!(step.name, name);
            scope.spawn(move || {
                let is_danish = place % 2 == 1;
                let ended = if is_danish { takst.run_in_danish(dir, &step.words()) } else { step.run(takst, dir) };
                assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{name}: {}", ended.stderr);
                let said = if is_danish {
                    "ledger.busy: En anden kommando har brugt registret i 30 sekunder. Prøv igen, når den er færdig. Intet er skrevet."
                } else {
                    "ledger.busy: another command has been using the ledger for 30 seconds. Try again when it has ended. Nothing was written."
                };
                assert!(ended.stderr.contains(said), "{name}: {}", ended.stderr);
                assert!(start.elapsed() >= PATIENCE, "{name} waited {:?}", start.elapsed());
            });
        }
        // Who reads sees what was committed.
        for words in [&["ledger", "export", LEDGER] as &[&str], &["ledger", "check", LEDGER], &whole.steps[4].words()] {
            let ended = takst.run(dir, words);
            assert!(matches!(ended.code, Some(0 | 1)), "{words:?}: {}", ended.stderr);
        }
        assert!(start.elapsed() < PATIENCE, "a reader waited");
    });
    drop(writer);
    assert!(state(&dir.join(LEDGER)) == before);
    assert!(matches!(whole.steps[5].run(&takst, dir).code, Some(0 | 1)));
    assert!(state(&dir.join(LEDGER)) == whole.states[6]);
}

#[test]
fn a_command_waits_for_another_and_then_does_its_work() {
    let (takst, dir) = (takst(), tempfile::tempdir().expect("a folder"));
    let (whole, dir) = (Undisturbed::play(&takst, CASES), dir.path());
    write_inputs(dir, CASES);
    for step in &whole.steps[..2] {
        assert!(matches!(step.run(&takst, dir).code, Some(0 | 1)), "{}", step.name);
    }
    let writer = lock(&dir.join(LEDGER));
    let mut waiting = takst.start(dir, &whole.steps[2].words());
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(waiting.try_wait().expect("a child"), None, "it waits");
    drop(writer);
    assert!(waiting.wait().expect("a child").success());
    assert!(state(&dir.join(LEDGER)) == whole.states[3]);
}

#[test]
fn commands_at_once_give_every_number_once_and_readers_see_whole_commands() {
    let (takst, dir) = (takst(), tempfile::tempdir().expect("a folder"));
    let dir = dir.path();
    write_inputs(dir, CASES);
    assert_eq!(takst.run(dir, &["ledger", "init", LEDGER, "--from", "2019-10"]).code, Some(0));
    let cases = std::fs::read_to_string(dir.join("cases-1.csv")).expect("read");
    let (header, rows) = cases.split_once('\n').expect("a header");
    let rows: Vec<&str> = rows.lines().collect();
    // October to December 2019, three invoices for each of ten cases.
    let (files, in_file) = (4, 30);
    for file in 0..files {
        let part = rows[file * 10..(file + 1) * 10].join("\n");
        std::fs::write(dir.join(format!("part-{file}.csv")), format!("{header}\n{part}\n")).expect("written");
    }
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..files)
            .map(|file| {
                let takst = &takst;
                scope.spawn(move || {
                    let words = format!(
                        "invoice part-{file}.csv --ledger {LEDGER} --parties parties.toml --catalogue catalogue --date 2020-01-02 --format csv"
                    );
                    let ended = takst.run(dir, &words.split(' ').collect::<Vec<_>>());
                    // Cases of the other files are absent.
                    assert!(matches!(ended.code, Some(0 | 1)), "{}", ended.stderr);
                    assert_eq!(ended.stdout.lines().filter(|row| row.starts_with("issue,")).count(), in_file);
                })
            })
            .collect();
        let is_writing = || writers.iter().any(|writer| !writer.is_finished());
        while is_writing() {
            let export = takst.run(dir, &["ledger", "export", LEDGER]);
            assert_eq!(export.code, Some(0), "{}", export.stderr);
            let numbers: Vec<&str> = export.stdout.lines().skip(1).map(|line| line.split(',').next().expect("a number")).collect();
            assert_eq!(numbers.len() % in_file, 0, "a command is seen half done");
            let expected: Vec<String> = (1..=numbers.len()).map(|n| format!("B-{n}")).collect();
            assert_eq!(numbers, expected);
            let check = takst.run(dir, &["ledger", "check", LEDGER]);
            assert_eq!(check.code, Some(0), "{}", check.stderr);
        }
    });
    assert_eq!(faulty_numbers(&dir.join(LEDGER)), [""; 0]);
    assert_eq!(takst.run(dir, &["ledger", "export", LEDGER]).stdout.lines().count(), 1 + files * in_file);
}
