//! `takst ledger import`: documents of an earlier system, in the form of an export.

use crate::clock;
use crate::documents::read_parties;
use crate::ledger::head_line;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::words::{count, texts};
use crate::work::directory;
use clap::Args;
use std::fs::File;
use std::path::PathBuf;
use takst_explain::Lang;
use takst_io::RowFormat;
use takst_ledger::Ledger;
use takst_run::imported_rows;

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The ledger
    ledger: PathBuf,

    /// Documents of an earlier system with their own numbers, CSV or JSON Lines in the form of an export
    file: PathBuf,

    /// Sellers and buyers, a TOML file: their numbers are not to be taken
    #[arg(long, value_name = "FILE")]
    parties: PathBuf,

    /// Directory laid over the built-in catalogue; a provider in it replaces the built-in one of the same id
    #[arg(long, value_name = "DIR")]
    catalogue: Option<PathBuf>,
}

pub(crate) fn run(args: &ImportArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let name = args.file.display().to_string();
    let own = directory(args.catalogue.as_deref(), lang).map_err(Failure::Lines)?;
    let catalogue = own.as_ref().map_or_else(|| takst_catalogue::builtin(), |own| &own.catalogue);
    let parties = read_parties(&args.parties, catalogue, lang)?;
    let mut ledger = Ledger::open(&args.ledger)?;
    let file = File::open(&args.file).map_err(|error| Failure::cases(&args.file, error.into()))?;
    let bar = Bar::new(&texts, file.metadata().ok().map(|facts| facts.len()));
    let rows = imported_rows(bar.reading(file), RowFormat::of_name(&name), &name, &texts)?;
    drop(bar);
    let bar = Bar::of_many(&texts, "cli-progress-adding", rows.len() as u64);
    let imported = takst_run::import(ledger.begin(clock::author())?, rows, &parties.parties, (&name, &texts), || bar.step())?;
    drop(bar);
    let counts = [("added", count(imported.added)), ("known", count(imported.passed_over))];
    aside(&format!("{}\n{}\n", texts.get("cli-import-done", &counts), head_line(&texts, &imported.head)));
    Ok(Ended::AllPriced)
}
