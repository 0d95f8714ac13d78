//! A full disk, and one that may only be read.

use crate::takst;
use std::os::unix::fs::PermissionsExt;
use takst_crashes::books::{LEDGER, write_inputs, year};
use takst_crashes::command::Ended;
use takst_crashes::lives::Undisturbed;
use takst_crashes::small_disk::{SmallDisk, say_not_run};
use takst_crashes::state::state;

const CASES: usize = 40;

/// Bytes that are free when a command is tried: from none to nearly enough.
const FREE: [u64; 5] = [0, 4 << 10, 24 << 10, 80 << 10, 240 << 10];

fn disk(test: &str) -> Option<SmallDisk> {
    SmallDisk::mount(4096).inspect_err(|why| say_not_run(test, why)).ok()
}

#[test]
fn a_full_disk_is_said_nothing_is_half_written_and_with_space_it_goes_on() {
    let Some(disk) = disk("a_full_disk_is_said_nothing_is_half_written_and_with_space_it_goes_on") else { return };
    let (takst, dir) = (takst(), disk.path());
    let whole = Undisturbed::play(&takst, CASES);
    write_inputs(dir, CASES);
    let ledger = dir.join(LEDGER);
    let mut failed = 0;
    for (place, step) in whole.steps.iter().enumerate() {
        let (before, after) = (&whole.states[place], &whole.states[place + 1]);
        for free in FREE {
            disk.leave(free).expect("filled");
            let is_danish = failed % 2 == 1;
            let ended = if is_danish { takst.run_in_danish(dir, &step.words()) } else { step.run(&takst, dir) };
            disk.make_space().expect("space");
            let said = format!("{}, {free} bytes free: {}", step.name, ended.stderr);
            // A ledger is made once.
            let was_made = place == 0 && before != after && state(&ledger) == *after;
            match ended.code {
                Some(2) if !was_made => {
                    failed += 1;
                    assert_eq!(ended.stdout, "", "{said}");
                    assert!(is_said(&ended, step.leaves, is_danish), "{said}");
                    assert!(state(&ledger) == *before, "{said}");
                    assert!(step.leaves.is_none_or(|plan| !dir.join(plan).exists()), "half a plan: {said}");
                }
                // It was enough; an expiry may have had too little for its second copy.
                Some(0..=2) => assert!(state(&ledger) == *after, "{said}"),
                code => panic!("ended with {code:?}: {said}"),
            }
            let left: Vec<String> = names(dir).into_iter().filter(|name| name.starts_with('.') || name.ends_with("-journal")).collect();
            assert_eq!(left, [""; 0], "{said}");
            if !before.is_empty() {
                let check = takst.run(dir, &["ledger", "check", LEDGER]);
                assert_eq!(check.code, Some(0), "{said}{}", check.stderr);
            }
        }
        if place > 0 {
            let ended = step.run(&takst, dir);
            assert!(matches!(ended.code, Some(0 | 1)), "{}", ended.stderr);
        }
        assert!(state(&ledger) == *after, "{}: with space", step.name);
    }
    // Each command was refused at least once, most of them at several places of their writing.
    assert!(failed >= whole.steps.len() * 2, "{failed} commands failed");
}

/// The ledger's disk is full, or that of the plan.
fn is_said(ended: &Ended, plan: Option<&str>, is_danish: bool) -> bool {
    match (plan, is_danish) {
        (Some(plan), false) => ended.stderr.contains(plan) && ended.stderr.contains("there is no space left on the disk"),
        (Some(plan), true) => ended.stderr.contains(plan) && ended.stderr.contains("der er ikke mere plads på disken"),
        (None, false) => ended.stderr.contains("The disk with the ledger is full. Nothing was written. Make space and run the same command again."),
        (None, true) => ended.stderr.contains("Der er ikke mere plads på disken med registret. Intet er skrevet."),
    }
}

fn names(dir: &std::path::Path) -> Vec<String> {
    std::fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_ledger_that_may_only_be_read_is_read_and_nothing_is_written() {
    let Some(disk) = disk("a_ledger_that_may_only_be_read_is_read_and_nothing_is_written") else { return };
    let (takst, dir) = (takst(), disk.path());
    let whole = Undisturbed::play(&takst, CASES);
    write_inputs(dir, CASES);
    for step in &whole.steps[..5] {
        assert!(matches!(step.run(&takst, dir).code, Some(0 | 1)));
    }
    let bytes = || std::fs::read(dir.join(LEDGER)).expect("read");
    let before = bytes();
    disk.let_write(false).expect("mounted again");
    for words in [&["ledger", "check", LEDGER] as &[&str], &["ledger", "export", LEDGER], &["ledger", "journal", LEDGER]] {
        let ended = takst.run(dir, words);
        assert_eq!(ended.code, Some(0), "{words:?}: {}", ended.stderr);
    }
    // Each of them has something to write; what has not ends well.
    for (place, name) in [(5, "correct"), (8, "claim"), (9, "invoice"), (10, "expire")] {
        let step = &whole.steps[place];
        assert_eq!(step.name, name);
        let (english, danish) = (step.run(&takst, dir), takst.run_in_danish(dir, &step.words()));
        assert_eq!((english.code, danish.code), (Some(2), Some(2)), "{}: {}", step.name, english.stderr);
        assert_eq!((english.stdout.as_str(), danish.stdout.as_str()), ("", ""), "{}", step.name);
        assert!(english.stderr.contains("The ledger cannot be written: the file, its folder or the disk is write-protected."), "{}", english.stderr);
        assert!(danish.stderr.contains("Der kan ikke skrives i registret: Filen, mappen eller disken er skrivebeskyttet."), "{}", danish.stderr);
    }
    let made = takst.run(dir, &["ledger", "init", "another", "--from", "2024-01"]);
    assert_eq!((made.code, made.stderr.as_str()), (Some(2), "another cannot be used as a ledger: the disk is write-protected\n"));
    let plan = takst.run(dir, &whole.steps[4].words());
    assert_eq!(plan.code, Some(2));
    assert!(plan.stderr.contains("plan.json cannot be written: the disk is write-protected"), "{}", plan.stderr);
    disk.let_write(true).expect("mounted again");
    assert!(bytes() == before);
    for (step, after) in whole.steps.iter().zip(&whole.states[1..]).skip(5) {
        assert!(matches!(step.run(&takst, dir).code, Some(0 | 1)), "{}", step.name);
        assert!(state(&dir.join(LEDGER)) == *after, "{}", step.name);
    }
}

fn permit(path: &std::path::Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("permitted");
}

#[test]
fn a_folder_that_takes_no_new_file_or_a_file_of_another_is_read_and_nothing_is_written() {
    let takst = takst().as_nobody();
    if !takst.can_be_started() {
        return say_not_run(
            "a_folder_that_takes_no_new_file_or_a_file_of_another_is_read_and_nothing_is_written",
            "a user without rights cannot reach the program",
        );
    }
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    permit(dir, 0o777);
    write_inputs(dir, CASES);
    let (init, invoice) = (["ledger", "init", LEDGER, "--from", "2019-10"], &year()[1]);
    assert_eq!(takst.run(dir, &init).code, Some(0));
    let ledger = dir.join(LEDGER);
    let before = std::fs::read(&ledger).expect("read");
    // The folder takes no journal; then the file may not be written.
    for (of_folder, of_file) in [(0o555, 0o666), (0o777, 0o444)] {
        permit(dir, of_folder);
        permit(&ledger, of_file);
        let check = takst.run(dir, &["ledger", "check", LEDGER]);
        assert_eq!(check.code, Some(0), "{}", check.stderr);
        let ended = invoice.run(&takst, dir);
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{}", ended.stderr);
        assert!(
            ended.stderr.contains("The command must be allowed to write the ledger and to make a file beside it. Nothing was written."),
            "{}",
            ended.stderr
        );
        assert!(std::fs::read(&ledger).expect("read") == before);
    }
    permit(dir, 0o555);
    let made = takst.run(dir, &["ledger", "init", "another", "--from", "2024-01"]);
    assert_eq!((made.code, made.stderr.as_str()), (Some(2), "another cannot be used as a ledger: the user has no access to it\n"));
    permit(dir, 0o777);
    permit(&ledger, 0o666);
    assert_eq!(invoice.run(&takst, dir).code, Some(0));
}
