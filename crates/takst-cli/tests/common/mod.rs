//! Runs the command, and makes the files it reads.
#![allow(dead_code, missing_docs, reason = "each test file uses its part")]

pub mod books;
pub mod issued;
pub mod office;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use takst_batch::parquet::ParquetLines;

pub const GOOD: &str = "case_id;service;first_day;last_day;payer;unit_price;unit;hours\n\
    S-1;mandecentret/efterforsorg;2022-03-01;2022-03-31;101;;;\n\
    S-2;livarehab/individuelt-forloeb;2019-03-01;2019-04-10;147;31200,50;month;\n";
pub const BAD: &str = "S-3;mandecentret/efterforsorg;31-03-2022;;101;;;\n";

/// Runs `takst` with `input` on stdin, in an environment that says nothing but what is given.
pub fn takst(args: &[&str], input: impl AsRef<[u8]>, environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_takst"));
    command.args(args).env_clear().envs(environment.iter().copied());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    // A program that refuses its arguments does not read.
    let _ = child.stdin.take().expect("piped").write_all(input.as_ref());
    child.wait_with_output().expect("it ends")
}

/// Runs `takst`, which ends with this exit code; gives stdout and stderr.
pub fn ended(args: &[&str], input: &str, environment: &[(&str, &str)], code: i32) -> (String, String) {
    let output = takst(args, input, environment);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", text(&output.stderr));
    (text(&output.stdout).to_owned(), text(&output.stderr).to_owned())
}

pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The rows of a case file with semicolons, each with the names of its cells.
fn rows(csv: &str) -> (Vec<&str>, Vec<Vec<&str>>) {
    let mut lines = csv.lines().map(|line| line.split(';').collect());
    (lines.next().expect("a header"), lines.collect())
}

/// The same cases as JSON Lines; the comma before decimals becomes a dot.
pub fn json_of(csv: &str) -> String {
    let (names, rows) = rows(csv);
    let object = |row: &Vec<&str>| {
        let cells = names.iter().zip(row).map(|(name, cell)| (*name, cell.replace(',', "."))).collect::<std::collections::BTreeMap<_, _>>();
        serde_json::to_string(&cells).expect("text") + "\n"
    };
    rows.iter().map(object).collect()
}

/// The same cases as Parquet with columns of text; empty cells are null.
pub fn parquet_of(csv: &str) -> Vec<u8> {
    let (names, rows) = rows(csv);
    let column = |place: usize| -> ArrayRef {
        let cell = |row: &Vec<&str>| Some(row[place].replace(',', ".")).filter(|cell| !cell.is_empty());
        Arc::new(rows.iter().map(cell).collect::<StringArray>())
    };
    parquet(names.iter().enumerate().map(|(place, name)| (*name, column(place))))
}

/// A Parquet file of these columns.
pub fn parquet<'n>(columns: impl IntoIterator<Item = (&'n str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let mut file = Vec::new();
    let mut writer = ParquetLines::new(&mut file, batch.schema()).expect("a vector takes all");
    writer.write(&batch).expect("a vector takes all");
    writer.finish().expect("a vector takes all");
    file
}

/// Writes a file into a directory and gives its name.
pub fn file_in(dir: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = dir.join(name);
    std::fs::write(&path, bytes).expect("it is written");
    path.to_str().expect("UTF-8").to_owned()
}

/// A text without the lines of the file that messages name, which formats without lines have not, and on one line.
pub fn without_places(text: &str) -> String {
    let mut plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (before, after) in [(" (line ", " of the file)"), (" (linje ", " i filen)")] {
        while let Some(start) = plain.find(before) {
            let end = plain[start..].find(after).map_or(plain.len(), |end| start + end + after.len());
            plain.replace_range(start..end, "");
        }
    }
    // Only text has the option that its remedy names.
    for option in [
        " If the day stands first in all dates of the file, say so: --dates dmy, or dates = \"dmy\" in a map.",
        " Står dagen først i alle filens datoer, så angiv det: --dates dmy, eller dates = \"dmy\" i en kolonneoversigt.",
    ] {
        plain = plain.replace(option, "").replace(&option.replace('"', "\"\""), "");
    }
    plain
}
