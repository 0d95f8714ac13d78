//! The steps of a sequence: the files of each, its call, and its rows against those expected.

use super::compare::field;
use super::embedded::PARTIES;
use super::program::{Failure, Program};
use super::sequence::{Command, Record, Sequence, Step};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use takst_explain::Texts;

/// Runs the steps of a sequence in a directory of its own, and returns what differs.
///
/// # Errors
/// The program or the files of a step cannot be used.
pub(super) fn run(sequence: &Sequence, program: &Program<'_>, directory: &Path, texts: &Texts) -> Result<Vec<String>, Failure> {
    let broke = |error: io::Error| Failure::Broke(texts.system(&error));
    if directory.exists() {
        fs::remove_dir_all(directory).map_err(broke)?;
    }
    fs::create_dir_all(directory).map_err(broke)?;
    let directory = std::path::absolute(directory).map_err(broke)?;
    let mut run = Run { program, texts, directory, parties: &sequence.parties, differences: Vec::new() };
    let init = ["ledger", "init", &run.file("ledger"), "--from", &sequence.start].map(str::to_owned).to_vec();
    run.call("ledger init", &init, 0, None)?;
    for (number, step) in (1_u64..).zip(&sequence.steps) {
        run.step(&texts.get("cli-conformance-step", &[("step", number.to_string().into())]), step)?;
        if !run.differences.is_empty() {
            // Later steps rest on this one: what they would show follows from it.
            return Ok(run.differences);
        }
    }
    let check = ["ledger", "check", &run.file("ledger")].map(str::to_owned).to_vec();
    run.call("ledger check", &check, 0, None)?;
    Ok(run.differences)
}

struct Run<'a> {
    program: &'a Program<'a>,
    texts: &'a Texts,
    directory: PathBuf,
    parties: &'a str,
    differences: Vec<String>,
}

impl<'a> Run<'a> {
    fn file(&self, name: &str) -> String {
        self.directory.join(name).to_string_lossy().into_owned()
    }

    fn write(&self, name: &str, text: &str) -> Result<String, Failure> {
        let path = self.directory.join(name);
        fs::write(&path, text).map_err(|error| self.broke(&error))?;
        Ok(path.to_string_lossy().into_owned())
    }

    fn broke(&self, error: &io::Error) -> Failure {
        Failure::Broke(self.texts.system(error))
    }

    fn step(&mut self, name: &str, step: &'a Step) -> Result<(), Failure> {
        if let Some(rows) = &step.rows {
            self.write("cases.jsonl", &lines(rows))?;
        }
        if let Some(parties) = &step.parties {
            self.parties = parties;
        }
        let (exit, rows) = (step.expect.exit, Some(&*step.expect.rows));
        let ledger = self.file("ledger");
        match step.command {
            Command::Invoice => self.call(name, &self.settled("invoice", step)?, exit, rows),
            Command::Plan => self.call(name, &self.planned(step)?, exit, rows),
            Command::Correct => {
                if step.plan.is_none() {
                    let planned: Vec<Record> = step.expect.rows.iter().map(unnumbered).collect();
                    self.call(&self.texts.get("cli-conformance-step-plan", &[("step", name.into())]), &self.planned(step)?, exit, Some(&planned))?;
                    // A plan that was refused cannot be carried out.
                    if exit == 2 || !self.differences.is_empty() {
                        return Ok(());
                    }
                }
                let mut arguments = self.settled("correct", step)?;
                arguments.extend(["--plan".to_owned(), self.file(&plan_name(step))]);
                self.call(name, &arguments, exit, rows)
            }
            Command::Claim => {
                let mut arguments = self.priced(&["claim", &self.file("cases.jsonl"), "--ledger", &ledger, "--format", "csv"], step)?;
                option(&mut arguments, "--payer", step.payer.as_deref());
                option(&mut arguments, "--quarter", step.quarter.as_deref());
                option(&mut arguments, "--final", step.year.as_deref());
                option(&mut arguments, "--date", step.date.as_deref());
                flag(&mut arguments, "--complete", step.complete);
                self.call(name, &arguments, exit, rows)
            }
            Command::Verify => {
                let mut files = Vec::new();
                if !step.papers.is_empty() {
                    files.push(self.write("papers.csv", &csv(&step.papers)?)?);
                }
                for (name, text) in &step.einvoices {
                    files.push(self.write(name, text)?);
                }
                let cases = self.file("cases.jsonl");
                let words: Vec<&str> = std::iter::once("verify").chain(files.iter().map(String::as_str)).collect();
                let mut arguments = self.priced(&[&words[..], &["--cases", &cases, "--ledger", &ledger, "--format", "csv"]].concat(), step)?;
                if let Some(citizens) = &step.citizens {
                    option(&mut arguments, "--citizens", Some(&self.write("citizens.csv", citizens)?));
                }
                option(&mut arguments, "--parties", Some(&self.parties()?));
                if let Some(services) = &step.services {
                    option(&mut arguments, "--services", Some(&self.write("services.toml", services)?));
                }
                self.call(name, &arguments, exit, rows)
            }
            Command::Import => {
                let papers = self.write("papers.csv", &csv(&step.papers)?)?;
                self.call(name, &["ledger", "import", &ledger, &papers, "--parties", &self.parties()?].map(str::to_owned), exit, None)
            }
            Command::Expire => {
                let year = step.year.clone().unwrap_or_default();
                self.call(name, &["ledger", "expire", &ledger, "--before", &year].map(str::to_owned), exit, None)
            }
            Command::Export => self.call(name, &["ledger", "export", &ledger, "--format", "csv"].map(str::to_owned), exit, rows),
            Command::Journal => self.call(name, &["ledger", "journal", &ledger, "--format", "csv"].map(str::to_owned), exit, rows),
        }
    }

    fn parties(&self) -> Result<String, Failure> {
        let parties = PARTIES.iter().find(|file| file.name == self.parties);
        let parties = parties.ok_or_else(|| Failure::Broke(format!("there is no parties file {:?}", self.parties)))?;
        self.write("parties.toml", parties.text)
    }

    /// `invoice` or `correct`, without what makes it a plan.
    fn settled(&self, command: &str, step: &Step) -> Result<Vec<String>, Failure> {
        let (cases, ledger) = (self.file("cases.jsonl"), self.file("ledger"));
        let mut arguments = self.priced(&[command, &cases, "--ledger", &ledger, "--parties", &self.parties()?, "--format", "csv"], step)?;
        option(&mut arguments, "--date", step.date.as_deref());
        // These three come from the plan where one is carried out.
        if command == "invoice" {
            option(&mut arguments, "--until", step.until.as_deref());
            option(&mut arguments, "--as-of", step.as_of.as_deref());
            flag(&mut arguments, "--dry-run", step.dry_run);
        }
        Ok(arguments)
    }

    fn planned(&self, step: &Step) -> Result<Vec<String>, Failure> {
        let mut arguments = self.settled("correct", step)?;
        option(&mut arguments, "--until", step.until.as_deref());
        option(&mut arguments, "--as-of", step.as_of.as_deref());
        flag(&mut arguments, "--complete", step.complete);
        if !step.reissue.is_empty() {
            arguments.push("--reissue".to_owned());
            arguments.extend(step.reissue.iter().cloned());
        }
        arguments.extend(["--save-plan".to_owned(), self.file(&plan_name(step))]);
        Ok(arguments)
    }

    /// A command that prices, with its policy and catalogue.
    fn priced(&self, words: &[&str], step: &Step) -> Result<Vec<String>, Failure> {
        let mut arguments: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let (policy, catalogue) = (step.policy(), step.catalogue());
        if !policy.is_empty() {
            option(&mut arguments, "--policy", Some(&self.write("policy.toml", &policy)?));
        }
        if !catalogue.is_empty() {
            let directory = self.directory.join("catalogue");
            fs::create_dir_all(&directory).map_err(|error| self.broke(&error))?;
            for file in catalogue {
                self.write(&format!("catalogue/{}", file.name), file.text)?;
            }
            option(&mut arguments, "--catalogue", Some(&directory.to_string_lossy()));
        }
        if matches!(step.command, Command::Claim | Command::Verify) {
            option(&mut arguments, "--as-of", step.as_of.as_deref());
        }
        Ok(arguments)
    }

    fn call(&mut self, name: &str, arguments: &[String], exit: i32, rows: Option<&[Record]>) -> Result<(), Failure> {
        let output = self.directory.join("output.csv");
        let end = self.program.run(arguments, &output, &self.directory.join("stderr.txt"), self.texts)?;
        let before = self.differences.len();
        if end.code != exit {
            let args = [("step", name.into()), ("expected", exit.to_string().into()), ("got", end.code.to_string().into())];
            self.differences.push(self.texts.get("cli-conformance-exit", &args));
        }
        if let Some(expected) = rows {
            let written = fs::read_to_string(&output).map_err(|error| Failure::Broke(format!("stdout: {}", self.texts.system(&error))))?;
            match read(&written) {
                Ok(got) => self.differences.extend(compare(expected, &got, self.texts).into_iter().map(|difference| format!("{name}: {difference}"))),
                Err(why) => self.differences.push(format!("{name}: stdout: {why}")),
            }
        }
        if self.differences.len() > before {
            self.differences.push(format!("{name}: `{}`: {}", arguments.join(" "), end.text));
        }
        Ok(())
    }
}

fn plan_name(step: &Step) -> String {
    format!("{}.plan.json", step.plan.as_deref().unwrap_or("plan"))
}

fn option(arguments: &mut Vec<String>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        arguments.extend([name.to_owned(), value.to_owned()]);
    }
}

fn flag(arguments: &mut Vec<String>, name: &str, is_given: bool) {
    if is_given {
        arguments.push(name.to_owned());
    }
}

/// A row of a plan: nothing is numbered or due yet.
fn unnumbered(row: &Record) -> Record {
    row.iter().filter(|(column, _)| !matches!(column.as_str(), "number" | "due")).map(|(column, value)| (column.clone(), value.clone())).collect()
}

fn lines(rows: &[Record]) -> String {
    rows.iter().map(|row| format!("{}\n", serde_json::Value::Object(row.clone()))).collect()
}

fn text<'a>(row: &'a Record, column: &str) -> &'a str {
    row.get(column).and_then(serde_json::Value::as_str).unwrap_or_default()
}

/// Rows as CSV, with the columns that any of them has.
fn csv(rows: &[Record]) -> Result<String, Failure> {
    let columns: BTreeSet<&String> = rows.iter().flat_map(Record::keys).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broke = |error: csv::Error| Failure::Broke(error.to_string());
    writer.write_record(columns.iter().map(|column| column.as_str())).map_err(broke)?;
    for row in rows {
        writer.write_record(columns.iter().map(|column| text(row, column))).map_err(broke)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::Broke(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Failure::Broke(error.to_string()))
}

fn read(written: &str) -> Result<Vec<Record>, String> {
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let row = |record: csv::StringRecord| header.iter().zip(&record).map(|(column, value)| (column.to_owned(), value.into())).collect();
    reader.records().map(|record| record.map(row).map_err(|error| error.to_string())).collect()
}

/// Row by row; a column that one of the two lacks is empty there.
fn compare(expected: &[Record], got: &[Record], texts: &Texts) -> Vec<String> {
    let row = |number: usize, what: &str| texts.get("cli-conformance-row", &[("row", (number + 1).to_string().into()), ("difference", what.into())]);
    let mut differences = Vec::new();
    for number in 0..expected.len().max(got.len()) {
        match (expected.get(number), got.get(number)) {
            (Some(expected), Some(got)) => {
                let columns: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
                let differs = |column: &&&String| text(expected, column) != text(got, column);
                let said = |column: &String| row(number, &field(column, text(expected, column), text(got, column), texts));
                differences.extend(columns.iter().filter(differs).map(|column| said(column)));
            }
            (Some(expected), None) => differences.push(row(number, &texts.get("cli-conformance-row-missing", &[("row", brief(expected).into())]))),
            (None, Some(got)) => differences.push(row(number, &texts.get("cli-conformance-row-added", &[("row", brief(got).into())]))),
            (None, None) => {}
        }
    }
    differences
}

/// The values of a row that are not empty.
fn brief(row: &Record) -> String {
    let given = row.iter().filter(|(column, _)| !text(row, column).is_empty());
    given.map(|(column, _)| format!("{column} {}", text(row, column))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(value: &serde_json::Value) -> Record {
        value.as_object().expect("an object").clone()
    }

    #[test]
    fn rows_are_compared_in_order_and_an_absent_column_is_empty() {
        let expected = [row(&json!({"action": "issue", "number": "M-1", "net": "10.00"}))];
        let same = read("action,number,net,why\nissue,M-1,10.00,\n").expect("rows");
        let texts = crate::words::texts(takst_explain::Lang::En);
        assert_eq!(compare(&expected, &same, &texts), Vec::<String>::new());
        let other = read("action,number,net,why\nissue,M-1,10.01,x\nheld,,,\n").expect("rows");
        let differences = compare(&expected, &other, &texts);
        assert_eq!(differences.len(), 3, "{differences:?}");
        assert_eq!(differences[0], "row 1: net: expected \"10.00\", got \"10.01\"");
        assert_eq!(differences[2], "row 2: expected no row, got action held");
        assert!(compare(&expected, &[], &texts)[0].ends_with("got no row"));
    }

    #[test]
    fn lists_have_every_column_that_a_row_has() {
        let rows = [row(&json!({"invoice": "F1", "net": "1.00"})), row(&json!({"invoice": "F2", "seller": "a, b"}))];
        assert_eq!(csv(&rows).ok().as_deref(), Some("invoice,net,seller\nF1,1.00,\nF2,,\"a, b\"\n"));
    }

    #[test]
    fn a_plan_has_no_numbers() {
        let row = row(&json!({"action": "credit", "number": "M-2", "refers_to": "M-1", "due": ""}));
        assert_eq!(brief(&unnumbered(&row)), "action credit, refers_to M-1");
    }
}
