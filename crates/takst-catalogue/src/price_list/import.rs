//! From rows to files of providers.

use super::files::{ListName, ListRows, drafts};
use super::providers::{ListProvider, ListProviders, providers_of, siblings};
use super::rows::{Fault, ListFlaw, Row};
use super::write::Draft;
use crate::load::{Files, check};
use crate::problem::{Flaw, Level, Problem};
use std::collections::BTreeSet;
use takst::{Catalogue, TariffColumn};

/// Rows that a file of a provider is made of, and what they are laid over.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The rows of the list.
    pub rows: &'a [Row],
    /// What they cite.
    pub list: &'a ListName,
    /// The catalogue they are laid over.
    pub base: &'a Catalogue,
    /// Other files of the same directory.
    pub others: &'a [(String, String)],
}

/// What becomes of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// A file for each provider, without the rows that are refused.
    pub files: Files,
    /// Faults of rows, in order. A row with one is refused.
    pub refused: Vec<Fault>,
    /// What should be looked at.
    pub remarks: Vec<Fault>,
    /// Problems of other files of the directory, and of these beside them.
    pub others: Vec<Problem>,
    /// Prices that are written.
    pub prices: usize,
    /// Services that are written.
    pub services: usize,
    /// Ids that were made of names: the id, and the name.
    pub made: Vec<(String, String)>,
}

impl Import {
    /// How many rows are refused.
    #[must_use]
    pub fn refused_rows(&self) -> usize {
        self.refused.iter().map(|fault| fault.row).collect::<BTreeSet<_>>().len()
    }
}

/// Makes files of the rows of a list.
///
/// A row that cannot be right is refused with each of its faults; the files are made of the others.
#[must_use]
pub fn import(of: Rows<'_>) -> Import {
    let ListProviders { providers, refused, made } = providers_of(of.rows);
    let mut import = Import { refused, made, ..Import::default() };
    // First every row is looked at, so that all faults are named at once.
    let known: BTreeSet<(usize, Option<TariffColumn>)> = import.refused.iter().map(|fault| (fault.row, fault.column)).collect();
    let broken: BTreeSet<usize> = import.refused.iter().map(|fault| fault.row).collect();
    let follows = |fault: &Fault| broken.contains(&fault.row) && matches!(fault.flaw, ListFlaw::Service { .. });
    let is_new = |fault: &Fault| !known.contains(&(fault.row, fault.column)) && !follows(fault);
    let found = Checked::of(of, &providers, &BTreeSet::new()).errors.into_iter().filter(is_new);
    import.refused.extend(found);
    let mut refused: BTreeSet<usize> = import.refused.iter().map(|fault| fault.row).collect();
    // Each round refuses at least one more row, or is the last.
    loop {
        let checked = Checked::of(of, &providers, &refused);
        let mut found = Vec::new();
        for fault in checked.errors {
            if !refused.contains(&fault.row) {
                found.push(fault);
                continue;
            }
            // The row is refused for something else, and the rest of its service has the value from it.
            let flaw = ListFlaw::Service { line: of.rows[fault.row].line };
            let others = siblings(&providers, &fault).filter(|row| !refused.contains(row));
            found.extend(others.map(|row| Fault { row, column: None, value: String::new(), flaw: flaw.clone() }));
        }
        if found.is_empty() {
            import.services = count(&checked.drafts, "\n[[service]]\n");
            import.prices = count(&checked.drafts, "\n[[service.tariff]]\n");
            import.files = checked.drafts.into_iter().map(|(name, draft)| (name, draft.text)).collect();
            import.remarks = checked.remarks;
            import.others = checked.others;
            break;
        }
        refused.extend(found.iter().map(|fault| fault.row));
        import.refused.extend(found);
    }
    import.refused.sort_by_key(|fault| (fault.row, fault.column));
    import.refused.dedup();
    import
}

fn count(drafts: &[(String, Draft)], what: &str) -> usize {
    drafts.iter().map(|(_, draft)| draft.text.matches(what).count()).sum()
}

/// Files of rows, and what the check says of them.
struct Checked {
    drafts: Vec<(String, Draft)>,
    errors: Vec<Fault>,
    remarks: Vec<Fault>,
    others: Vec<Problem>,
}

impl Checked {
    fn of(of: Rows<'_>, providers: &[ListProvider], refused: &BTreeSet<usize>) -> Checked {
        let (drafts, errors) = drafts(ListRows { rows: of.rows, list: of.list }, providers, refused);
        let own = drafts.iter().map(|(name, draft)| (name.as_str(), draft.text.as_str()));
        let all: Vec<(&str, &str)> = of.others.iter().map(|(name, text)| (name.as_str(), text.as_str())).chain(own).collect();
        let problems = check(of.base, &all);
        let mut checked = Checked { drafts, errors, remarks: Vec::new(), others: Vec::new() };
        for problem in problems {
            let draft = checked.drafts.iter().find(|(name, _)| *name == problem.file);
            match draft.and_then(|(_, draft)| fault_of(of.rows, draft, &checked.drafts, &problem)) {
                None => checked.others.push(problem),
                // What is not written has its own fault.
                Some(_) if matches!(problem.flaw, Flaw::MissingKey { .. } | Flaw::StartMissing {}) => {}
                Some(fault) if problem.flaw.level() == Level::Error => checked.errors.push(fault),
                Some(fault) => checked.remarks.push(fault),
            }
        }
        checked
    }
}

/// The problem of a file as that of the row it comes from.
fn fault_of(rows: &[Row], draft: &Draft, drafts: &[(String, Draft)], problem: &Problem) -> Option<Fault> {
    let (row, column) = draft.origin(problem.line)?;
    // What is missing has no line of its own.
    let column = match problem.flaw {
        Flaw::ExemptionMissing { .. } => Some(TariffColumn::VatExemption),
        Flaw::TariffMissing { .. } => Some(TariffColumn::Price),
        _ => column,
    };
    let flaw = match &problem.flaw {
        // Names the row of the other version: the TOML file whose line the catalogue names was not written.
        Flaw::TariffTie { first, last, other } => {
            let (file, line) = other.rsplit_once(':')?;
            let (of, _) = drafts.iter().find(|(name, _)| name == file)?.1.origin(line.parse().ok()?)?;
            ListFlaw::Tie { line: rows[of].line, first: first.clone(), last: last.clone() }
        }
        other => ListFlaw::Catalogue(other.clone()),
    };
    let value = column.map_or("", |column| rows[row].written(column)).to_owned();
    Some(Fault { row, column, value, flaw })
}
