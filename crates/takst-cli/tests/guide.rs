//! The commands of docs/ANSWERS.md write what stands below them there. `TAKST_BLESS=1` writes it anew.
#![allow(missing_docs, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a command line writes, stdout before stderr.
fn output(line: &str) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_takst")).parent().expect("a folder").to_owned();
    let path = std::env::join_paths([programs, "/usr/bin".into(), "/bin".into()]).expect("a path");
    let mut bash = Command::new("bash");
    bash.args(["-c", line]).current_dir(root()).env_clear().env("PATH", path).env("COLUMNS", "100");
    let output = bash.output().expect("bash is there");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

#[test]
fn the_guide_shows_what_its_commands_write() {
    let file = root().join("docs/ANSWERS.md");
    let guide = std::fs::read_to_string(&file).expect("the guide");
    let (mut made, mut commands, mut is_output) = (String::new(), 0, false);
    for line in guide.lines() {
        is_output &= line != "```";
        if is_output {
            continue;
        }
        made.push_str(line);
        made.push('\n');
        if let Some(command) = line.strip_prefix("$ ") {
            commands += 1;
            is_output = true;
            made.push_str(&output(command));
        }
    }
    assert!(commands >= 6, "{commands}");
    if std::env::var_os("TAKST_BLESS").is_some() {
        std::fs::write(&file, made).expect("it is written");
    } else {
        assert_eq!(guide, made);
    }
}
