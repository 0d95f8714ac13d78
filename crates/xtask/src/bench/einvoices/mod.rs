//! `takst verify` of electronic invoices: 10,000 of fifty lines against 100,000 cases; one of 100 MB; and files that must be refused.

mod data;

use super::documents::{measured, prepare};
use super::machine;
use super::tables::{Judged, grouped};
use crate::project::Project;
use data::{Invoices, LINES};
use std::path::Path;

/// The name by which only this is asked for.
pub const NAME: &str = "einvoices";
/// The heading of the section, by which a later run finds it.
pub const HEADING: &str = "## Electronic invoices";

/// Invoices of the whole run.
pub const INVOICES: usize = 10_000;
/// Cases for each invoice: each case is billed in five months.
const CASES_EACH: usize = 10;
/// Bytes of attachments.
const ATTACHED: usize = 100_000_000;

/// What a command may need: seconds by the clock, megabytes.
struct Most {
    seconds: Option<f64>,
    memory: Option<f64>,
}

const VERIFIED: Most = Most { seconds: Some(60.0), memory: None };
const LARGE: Most = Most { seconds: None, memory: Some(200.0) };
const REFUSED: Most = Most { seconds: Some(1.0), memory: Some(100.0) };

/// Builds the command, makes the files, runs everything once and judges it.
pub fn run(project: &Project, invoices: usize, judged: &mut Vec<Judged>) -> Result<String, String> {
    let cases = invoices * CASES_EACH;
    println!("\nelectronic invoices: {} of {LINES} lines, {} cases", grouped(invoices as u64), grouped(cases as u64));
    let program = prepare(project)?;
    let load = machine::load();
    let folder = project.target.join("bench/einvoices");
    std::fs::remove_dir_all(&folder).ok();
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder.join("inbox")).map_err(failed)?;
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).map_err(failed);
    let all = Invoices::of(project, cases)?;
    let mut bytes = 0;
    for n in 0..invoices {
        let invoice = all.invoice(n);
        bytes += invoice.len();
        write(&format!("inbox/F-{n:05}.xml"), invoice.as_bytes())?;
    }
    write("cases.csv", all.case_file().as_bytes())?;
    write("parties.toml", data::parties().as_bytes())?;
    let mut table = String::new();
    let mut step = |what: &str, arguments: &[&str], code: i32, most: &Most| {
        let row = judge(&program, &folder, (what, arguments, code), most, judged)?;
        table += &row;
        Ok::<(), String>(())
    };
    let verify = |invoices| ["verify", invoices, "--cases", "cases.csv", "--parties", "parties.toml", "--format", "csv"];
    let what = format!("`verify`: {} invoices of {LINES} lines, every second in OIOUBL", grouped(invoices as u64));
    step(&what, &verify("inbox"), 0, &VERIFIED)?;
    // The same cases as before would take most of the time: of these files one case is enough.
    write("cases.csv", Invoices::of(project, LINES)?.case_file().as_bytes())?;
    write("large.xml", all.with_attachments(ATTACHED).as_bytes())?;
    step(&format!("`verify`: an invoice with {} MB of attachments", ATTACHED / 1_000_000), &verify("large.xml"), 0, &LARGE)?;
    for (what, bytes) in data::hostile(&all.invoice(0)) {
        write("refused.xml", &bytes)?;
        step(&format!("refused: {what}"), &verify("refused.xml"), 2, &REFUSED)?;
    }
    std::fs::remove_dir_all(&folder).map_err(failed)?;
    Ok(format!(
        "{HEADING}\n\n`cargo xtask bench --einvoices`: {} invoices ({:.0} MB) of one seller to four municipalities against {} cases, each billed in five months; all agree. Then files on their own, against {LINES} \
         cases. Each command runs once, as a process of its own, its output into nothing. Seconds by the clock and of the processor, megabytes at most.\nOf commit {}, {}; load before: {}.\n\n\
         | command | clock | processor | memory |\n|---|---:|---:|---:|\n{table}",
        grouped(invoices as u64),
        bytes as f64 / 1e6,
        grouped(cases as u64),
        machine::commit(project)?,
        machine::today()?,
        load,
    ))
}

/// Runs a command, judges it, and returns its row.
fn judge(
    program: &Path,
    folder: &Path,
    (what, arguments, code): (&str, &[&str], i32),
    most: &Most,
    judged: &mut Vec<Judged>,
) -> Result<String, String> {
    let took = measured(program, folder, arguments, code)?;
    println!("  {what:60} {:7.2} s, processor {:7.2} s, {:6.0} MB", took.clock, took.processor, took.memory);
    for (unit, most, found) in [(" s", most.seconds, took.clock), (" MB", most.memory, took.memory)] {
        judged.extend(most.map(|target| Judged { what: what.to_owned(), unit, target, found, at_least: false }));
    }
    let below = |most: Option<f64>| most.map(|most| format!(" (below {most:.0})")).unwrap_or_default();
    Ok(format!("| {what} | {:.2}{} | {:.2} | {:.0}{} |\n", took.clock, below(most.seconds), took.processor, took.memory, below(most.memory)))
}
