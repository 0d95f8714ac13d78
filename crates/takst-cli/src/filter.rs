//! Filters: which lines and cases are shown. They never change what counts: every row of a citizen is priced.

use crate::say::Failure;
use crate::words::count;
use clap::Args;
use std::collections::{BTreeSet, HashSet};
use takst::{Case, CaseRow, Citizen, Column, LineColumn, Municipality, Statement};
use takst_batch::{LineFilter, TextRow};
use takst_catalogue::nearest;
use takst_explain::Texts;
use takst_io::Summary;

/// What is shown. An option that is given more than once shows all of its values.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "What is shown")]
pub(crate) struct FilterArgs {
    /// Show only lines of this municipality: a code or a name
    #[arg(long, value_name = "CODE|NAME")]
    pub(crate) payer: Vec<String>,

    /// Show only lines of this provider
    #[arg(long, value_name = "ID")]
    pub(crate) provider: Vec<String>,

    /// Show only lines of this service
    #[arg(long, value_name = "ID")]
    pub(crate) service: Vec<String>,

    /// Show only cases of this citizen
    #[arg(long, value_name = "ID")]
    pub(crate) citizen: Vec<String>,

    /// Show only this case
    #[arg(long, value_name = "ID")]
    pub(crate) case: Vec<String>,
}

/// A filter, and which of its values the case file has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) lines: LineFilter,
    wanted: Vec<Wanted>,
    /// Cases with a row that is shown.
    cases: HashSet<Box<str>>,
}

/// A value that must be somewhere in the file.
#[derive(Debug, Clone)]
struct Wanted {
    column: LineColumn,
    value: String,
    is_met: bool,
    /// Whether the value is a citizen where a case is wanted, or the other way round.
    is_other: bool,
    /// Values of the file that are near to it, and the first of all.
    near: BTreeSet<String>,
    first: BTreeSet<String>,
}

/// Values that are kept for a message.
const MOST_NAMED: usize = 6;

/// The values of a row that filters compare. `None`: the value cannot be read, so it passes every filter.
struct Said<'a> {
    case: &'a str,
    citizen: &'a str,
    service: Option<&'a str>,
    payer: Option<Municipality>,
}

impl Said<'_> {
    fn text(&self, column: LineColumn) -> Option<String> {
        match column {
            LineColumn::CaseId => Some(self.case.to_owned()),
            LineColumn::CitizenId => Some(self.citizen.to_owned()),
            LineColumn::Provider => self.service.map(|service| service.split('/').next().unwrap_or_default().to_owned()),
            LineColumn::Service => self.service.map(str::to_owned),
            _ => self.payer.map(|payer| payer.to_string()),
        }
    }
}

/// Why a filter shows nothing.
#[derive(Debug)]
pub(crate) struct Unmet {
    pub(crate) option: &'static str,
    pub(crate) value: String,
    /// The option whose value it is, where it is that of another.
    pub(crate) other: Option<&'static str>,
    pub(crate) near: Vec<String>,
    pub(crate) first: Vec<String>,
}

const fn option(column: LineColumn) -> &'static str {
    match column {
        LineColumn::CaseId => "--case",
        LineColumn::CitizenId => "--citizen",
        LineColumn::Provider => "--provider",
        LineColumn::Service => "--service",
        _ => "--payer",
    }
}

impl Filter {
    /// The filter of the command line.
    ///
    /// # Errors
    /// A payer is no municipality.
    pub(crate) fn new(args: &FilterArgs) -> Result<Filter, Failure> {
        let mut filter = Filter::default();
        for (column, values) in [
            (LineColumn::Provider, &args.provider),
            (LineColumn::Service, &args.service),
            (LineColumn::CitizenId, &args.citizen),
            (LineColumn::CaseId, &args.case),
        ] {
            values.iter().for_each(|value| filter.add(column, value.trim()));
        }
        for payer in &args.payer {
            let Ok(payer) = Municipality::read(payer.trim()) else {
                let near = Municipality::nearest(payer).map(|near| format!("{} ({near})", near.name().unwrap_or_default()));
                let near = near.into_iter().collect();
                let value = payer.clone();
                let unmet = Box::new(Unmet { option: "--payer", value, other: None, near, first: Vec::new() });
                return Err(Failure::Unmet { file: None, unmet });
            };
            filter.add(LineColumn::Payer, &payer.to_string());
        }
        Ok(filter)
    }

    fn add(&mut self, column: LineColumn, value: &str) {
        self.lines.add(column, value);
        let value = value.to_owned();
        self.wanted.push(Wanted { column, value, is_met: false, is_other: false, near: BTreeSet::new(), first: BTreeSet::new() });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The columns of a case file that filters compare.
    pub(crate) const COLUMNS: [Column; 4] = [Column::CaseId, Column::CitizenId, Column::Service, Column::Payer];

    /// Looks at the rows of a citizen's cases.
    pub(crate) fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) {
        if self.is_empty() {
            return;
        }
        for (case, _) in citizen.cases.iter().zip(is_own).filter(|(_, is_own)| **is_own) {
            self.case(citizen, case);
        }
    }

    fn case(&mut self, citizen: &Citizen, case: &Case) {
        let id = case.shown_id();
        let citizen = if citizen.id.is_empty() { &*id } else { &*citizen.id };
        for row in &case.rows {
            let (service, payer) = match row {
                CaseRow::Sound(row) => (Some(row.service()), Some(row.payer())),
                CaseRow::Broken(row) => (row.service.as_deref(), row.payer),
            };
            self.row(&Said { case: &id, citizen, service, payer });
        }
    }

    /// Looks at a row of columns.
    pub(crate) fn text_row(&mut self, row: &TextRow) {
        let cell = |wanted: Column| row.cells.iter().find(|(column, _)| *column == wanted).map(|(_, text)| text.trim());
        let case = takst::cpr::masked(cell(Column::CaseId).unwrap_or_default());
        let citizen = cell(Column::CitizenId).unwrap_or(&case);
        let payer = cell(Column::Payer).and_then(|payer| Municipality::read(payer).ok());
        self.row(&Said { case: &case, citizen, service: cell(Column::Service), payer });
    }

    fn row(&mut self, said: &Said<'_>) {
        for wanted in self.wanted.iter_mut().filter(|wanted| !wanted.is_met) {
            let Some(text) = said.text(wanted.column) else { continue };
            wanted.is_met = text == wanted.value;
            wanted.look(said, text);
        }
        let passes = |column: LineColumn| {
            let text = said.text(column);
            text.is_none_or(|text| self.lines.values(column).is_none_or(|values| values.contains(&text)))
        };
        if self.lines.columns().all(passes) && !self.cases.contains(said.case) {
            self.cases.insert(said.case.into());
        }
    }

    /// Whether a case is shown: one of its rows passes the filter.
    pub(crate) fn shows(&self, case_id: &str) -> bool {
        self.is_empty() || self.cases.contains(case_id)
    }

    /// How many cases are shown.
    pub(crate) fn cases(&self) -> u64 {
        self.cases.len() as u64
    }

    /// The statement with the lines that are shown; `None` where all are.
    pub(crate) fn cut(&self, statement: &Statement) -> Option<Statement> {
        if self.is_empty() || statement.lines().all(|line| self.lines.shows(statement, line)) {
            return None;
        }
        let mut cut = statement.clone();
        if let Ok(documents) = &mut cut.result {
            for document in documents.iter_mut() {
                document.lines = document.lines.iter().filter(|line| self.lines.shows(statement, line)).cloned().collect();
            }
            documents.retain(|document| !document.lines.is_empty());
        }
        Some(cut)
    }

    /// The first value that no row of the file has.
    pub(crate) fn unmet(&mut self) -> Option<Box<Unmet>> {
        let at = self.wanted.iter().position(|wanted| !wanted.is_met)?;
        let Wanted { column, value, is_other, near, first, .. } = self.wanted.swap_remove(at);
        let other = is_other.then(|| option(if column == LineColumn::CaseId { LineColumn::CitizenId } else { LineColumn::CaseId }));
        let nearest: Vec<String> = nearest(&value, near.iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
        let near = if nearest.is_empty() { near.into_iter().collect() } else { nearest };
        Some(Box::new(Unmet { option: option(column), value, other, near, first: first.into_iter().collect() }))
    }

    /// Rows and cases of a file, and how many of them are shown; `refused` is the number of refused cases that are.
    pub(crate) fn counts(&self, texts: &Texts, summary: &Summary, refused: u64) -> String {
        let counts = [
            ("rows", count(summary.rows)),
            ("cases", count(summary.cases)),
            ("priced", count(summary.cases - summary.refused)),
            ("refused", count(summary.refused)),
        ];
        let mut text = format!("{}\n", texts.get("cli-sums-counts", &counts));
        if !self.is_empty() {
            text.push_str(&texts.get("cli-sums-shown", &[("cases", count(self.cases.len() as u64)), ("refused", count(refused))]));
            if summary.refused > refused {
                text.push_str(&format!(" {}", texts.get("cli-sums-outside", &[("cases", count(summary.refused - refused))])));
            }
            text.push('\n');
        }
        text
    }

    /// The values that are shown, by option.
    pub(crate) fn said(&self) -> impl Iterator<Item = (LineColumn, &str)> {
        self.wanted.iter().map(|wanted| (wanted.column, wanted.value.as_str()))
    }
}

impl Wanted {
    /// Keeps a value of the file that is near, or is one of the first.
    fn look(&mut self, said: &Said<'_>, text: String) {
        let other = match self.column {
            LineColumn::CaseId => said.citizen,
            LineColumn::CitizenId => said.case,
            _ => "",
        };
        self.is_other |= other == self.value;
        // A service may be meant that is named without its provider.
        let named = [text.as_str(), text.split_once('/').map_or("", |(_, name)| name)];
        if self.near.len() < MOST_NAMED && !nearest(&self.value, named).is_empty() {
            self.near.insert(text.clone());
        }
        if self.first.len() < MOST_NAMED {
            self.first.insert(text);
        }
    }
}
