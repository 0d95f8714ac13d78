//! `cargo xtask bench`: takst beside the programs that could do its work, on the same rows and with the same result.
//!
//! Nothing is timed before every exact program has given the very same lines and totals.

// Times and ratios are no money.
#![allow(clippy::float_arithmetic)]

mod alone;
mod checks;
mod documents;
mod einvoices;
mod instructions;
mod languages;
mod limits;
mod machine;
mod rounds;
mod rows;
mod section;
mod setup;
mod tables;
mod work;
mod worker;

use crate::project::Project;
use tables::Judged;
use work::WORKS;
use worker::Workers;

#[derive(clap::Args)]
pub struct Options {
    /// A hundredth of the rows and few rounds: to see that everything runs, not to be quoted
    #[arg(long)]
    quick: bool,
    /// Only this work, by its name
    #[arg(long)]
    only: Option<String>,
    /// No more rows than this in any work
    #[arg(long)]
    rows: Option<usize>,
    /// Only instructions a call; replaces their section of benches/RESULTS.md, and needs no Python
    #[arg(long, conflicts_with_all = ["quick", "only", "rows"])]
    instructions: bool,
    /// Only the commands about documents; replaces their section of benches/RESULTS.md, and needs no Python
    #[arg(long, conflicts_with_all = ["quick", "only", "rows", "instructions"])]
    documents: bool,
    /// Only the control of electronic invoices; replaces its section of benches/RESULTS.md, and needs no Python
    #[arg(long, conflicts_with_all = ["quick", "only", "rows", "instructions", "documents"])]
    einvoices: bool,
}

impl Options {
    /// Rows of a run; each size of the table stands for as many.
    fn rows(&self, size: usize) -> usize {
        let size = if self.quick { (size / 100).max(1000) } else { size };
        self.rows.map_or(size, |most| size.min(most.max(1)))
    }

    /// Fewer rounds where a run takes long.
    fn rounds(&self, size: usize) -> usize {
        match (self.quick, size) {
            (true, _) => 3,
            (false, ..=work::MILLION) => 7,
            (false, _) => 3,
        }
    }

    fn wants(&self, name: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == name)
    }

    fn command(&self) -> String {
        let quick = if self.quick { " --quick" } else { "" };
        let only = self.only.as_ref().map(|only| format!(" --only {only}")).unwrap_or_default();
        let rows = self.rows.map(|rows| format!(" --rows {rows}")).unwrap_or_default();
        format!("cargo xtask bench{quick}{only}{rows}")
    }

    /// Whether the run is less than the whole.
    fn is_part(&self) -> bool {
        self.quick || self.only.is_some() || self.rows.is_some()
    }
}

/// Runs it all and writes the results; `Ok(true)` when every target is met. A quick run judges nothing.
pub fn run(project: &Project, options: &Options) -> Result<bool, String> {
    if options.instructions {
        return section_alone(project, instructions::HEADING, |judged| instructions::run(project, judged));
    }
    if options.documents {
        return section_alone(project, documents::HEADING, |judged| documents::run(project, documents::CASES, judged));
    }
    if options.einvoices {
        return section_alone(project, einvoices::HEADING, |judged| einvoices::run(project, einvoices::INVOICES, judged));
    }
    let others = [rows::NAME, alone::NAME, languages::NAME, documents::NAME, einvoices::NAME, instructions::NAME];
    let known = || WORKS.iter().map(|work| work.name).chain(others);
    if let Some(only) = options.only.as_ref().filter(|only| !known().any(|name| name == only.as_str())) {
        return Err(format!("there is no work {only:?}; there are {}", known().collect::<Vec<_>>().join(", ")));
    }
    let place = setup::prepare(project, options)?;
    let mut workers = Workers::new(&place);
    let mut sections = vec![machine::head(project, &place, options)?];
    sections.push(checks::run(&mut workers, &place, options)?);
    let mut judged = Vec::new();
    for work in WORKS.iter().filter(|work| options.wants(work.name)) {
        let measured = rounds::run(&mut workers, work, options)?;
        sections.push(tables::work(work, &measured, &mut judged));
    }
    if options.wants(rows::NAME) {
        sections.push(rows::run(&mut workers, options, &mut judged)?);
    }
    if options.wants(alone::NAME) {
        sections.push(alone::run(&mut workers, options, &mut judged)?);
    }
    if options.wants(languages::NAME) {
        sections.push(languages::run(&mut workers, options, &mut judged)?);
    }
    if options.wants(documents::NAME) {
        workers.end_all();
        sections.push(documents::run(project, options.rows(documents::CASES), &mut judged)?);
    }
    if options.wants(einvoices::NAME) {
        workers.end_all();
        sections.push(einvoices::run(project, options.rows(einvoices::INVOICES), &mut judged)?);
    }
    if options.wants(instructions::NAME) {
        workers.end_all();
        sections.push(instructions::run(project, &mut judged)?);
    }
    sections.insert(1, tables::targets(&judged));
    sections.insert(2, limits::LIMITS.to_owned());
    sections.push(tables::not_timed());
    let path = setup::results(project, &place, options);
    std::fs::write(&path, sections.join("\n")).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("\n{}\n{}", tables::targets(&judged), path.display());
    Ok(options.quick || judged.iter().all(Judged::is_met))
}

/// Runs one section and puts it into the results of the project.
fn section_alone(project: &Project, heading: &str, run: impl FnOnce(&mut Vec<Judged>) -> Result<String, String>) -> Result<bool, String> {
    let mut judged = Vec::new();
    let section = run(&mut judged)?;
    let path = project.root.join("benches/RESULTS.md");
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| failed(&error))?;
    std::fs::write(&path, section::replaced(&text, heading, &section)).map_err(|error| failed(&error))?;
    println!("\n{section}\n{}", path.display());
    Ok(judged.iter().all(Judged::is_met))
}
