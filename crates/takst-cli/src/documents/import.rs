//! `takst ledger import`: documents of an earlier system, in the form of an export.

use crate::clock;
use crate::documents::read_parties;
use crate::ledger::head_line;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::words::{count, texts};
use crate::work::directory;
use clap::Args;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use takst::Catalogue;
use takst_catalogue::nearest;
use takst_explain::{Lang, Texts};
use takst_io::{RowFormat, printable};
use takst_ledger::Ledger;
use takst_run::imported_rows;

/// Unknown services of which each is named.
const MOST_SERVICES: usize = 20;

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
    let services: BTreeSet<Arc<str>> = rows.iter().map(|row| row.line.service.clone()).collect();
    let bar = Bar::of_many(&texts, "cli-progress-adding", rows.len() as u64);
    let imported = takst_run::import(ledger.begin(clock::author())?, rows, &parties.parties, (&name, &texts), || bar.step())?;
    drop(bar);
    let counts = [("added", count(imported.added)), ("known", count(imported.passed_over))];
    aside(&format!("{}\n", texts.get("cli-import-done", &counts)));
    for line in unknown(&texts, &services, catalogue) {
        aside(&format!("{line}\n"));
    }
    aside(&format!("{}\n", head_line(&texts, &imported.head)));
    Ok(Ended::AllPriced)
}

/// Services that no provider of the catalogue has, a line each. They are taken over: an earlier system may have had others. A month is compared by its
/// sums, so that they correct nothing; days in two cases are not noticed across their names.
fn unknown(texts: &Texts, services: &BTreeSet<Arc<str>>, catalogue: &Catalogue) -> Vec<String> {
    let known: BTreeSet<&str> = catalogue.services().map(|(_, service)| &*service.id).collect();
    let unknown: Vec<&str> = services.iter().map(|service| &**service).filter(|service| !known.contains(service)).collect();
    let line = |service: &&str| {
        let near = nearest(service, known.iter().copied()).first().map(|near| printable(near));
        let id = if near.is_some() { "cli-import-unknown-service-near" } else { "cli-import-unknown-service" };
        texts.get(id, &[("service", printable(service).into()), ("near", near.unwrap_or_default().into())])
    };
    let more = unknown.len().saturating_sub(MOST_SERVICES) as u64;
    let more = (more > 0).then(|| texts.get("cli-import-more-services", &[("services", count(more))]));
    unknown.iter().take(MOST_SERVICES).map(line).chain(more).collect()
}
