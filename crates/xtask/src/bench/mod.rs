//! `cargo xtask bench`: takst beside the programs that could do its work, on the same rows and with the same result.
//!
//! Nothing is timed before every exact program has given the very same lines and totals.

// Times and ratios are no money.
#![allow(clippy::float_arithmetic)]

mod alone;
mod checks;
mod doors;
mod limits;
mod machine;
mod rounds;
mod setup;
mod tables;
mod work;
mod worker;

use crate::project::Project;
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
}

impl Options {
    /// Rows of a run; each size of the table stands for as many.
    fn rows(&self, size: usize) -> usize {
        if self.quick { (size / 100).max(1000) } else { size }
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
        format!("cargo xtask bench{quick}{only}")
    }
}

/// Runs it all and writes the results; `Ok(true)` when every target is met. A quick run judges nothing.
pub fn run(project: &Project, options: &Options) -> Result<bool, String> {
    let known = || WORKS.iter().map(|work| work.name).chain([alone::NAME, doors::NAME]);
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
    if options.wants(alone::NAME) {
        sections.push(alone::run(&mut workers, options, &mut judged)?);
    }
    if options.wants(doors::NAME) {
        sections.push(doors::run(&mut workers, options, &mut judged)?);
    }
    sections.insert(1, tables::targets(&judged));
    sections.insert(2, limits::LIMITS.to_owned());
    sections.push(tables::not_timed());
    let path = setup::results(project, &place, options);
    std::fs::write(&path, sections.join("\n")).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("\n{}\n{}", tables::targets(&judged), path.display());
    Ok(options.quick || judged.iter().all(tables::Judged::is_met))
}
