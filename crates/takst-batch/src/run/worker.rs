//! One piece priced: plain rows planned, all others handed to the core.

use crate::error::BatchError;
use crate::input::CaseColumns;
use crate::lines::fill::{References, Source};
use crate::lines::pool::Pool;
use crate::options::{LineOptions, Money, Text};
use crate::rows::key::{Key, NO_KEY};
use crate::rows::piece::{self, Piece};
use crate::rows::plain_rows::PlainRows;
use crate::rows::steps::Steps;
use crate::rows::together::{Begun, KeySet};
use crate::run::kernel_rows::{self, KernelRows};
use crate::run::progress::Meanwhile;
use crate::run::taker::{SureRow, Taker};
use crate::template::layout::Layout;
use crate::template::lent::{Lent, Shelf};
use crate::template::line_columns::LineColumns;
use crate::template::plan::{BLOCK, Planner, Scope};
use crate::template::vocabulary::{Vocabulary, WordIds};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::SchemaRef;
use std::sync::Arc;
use takst::{Book, Column, ReportingPeriod, Statement};
use takst_io::{CaseFile, LineColumn, RawRecord};

/// What workers share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub book: Arc<Book>,
    pub shelf: Arc<Shelf>,
    pub vocabulary: Arc<Vocabulary>,
    pub request: ReportingPeriod,
    /// Whether findings are wanted: rows that can have one are then left to the core.
    pub findings: bool,
}

/// Consecutive rows of a piece that templates do not fit.
pub(crate) struct Left<'a> {
    pub piece: &'a Piece,
    pub others: &'a CaseColumns,
    pub rows: (usize, usize),
}

/// A worker's room, used piece after piece.
pub(crate) struct Worker {
    pub shared: Arc<Shared>,
    pub templates: Lent,
    pub hot: PlainRows,
    pub layout: Layout,
    pub priced: LineColumns,
    pub references: References,
    pub words: WordIds,
    pub kernel: KernelRows,
    pub file: CaseFile,
    pub raw: RawRecord,
    pub text: String,
}

/// What a piece came to, beside its lines.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub rows: u64,
    pub cases: u64,
    pub refused_cases: u64,
    /// Cases that were refused or, where findings are wanted, have some; without their lines.
    pub cases_with_problems: Vec<Statement>,
    /// References of the groups of rows in the piece.
    pub groups: Groups,
}

/// Citizens and cases in the order in which their rows begin, for the check that none comes back.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    pub citizens: Begun,
    /// Cases where rows name citizens; else cases are citizens.
    pub cases: Begun,
}

impl Worker {
    pub fn new(shared: Arc<Shared>) -> Worker {
        Worker {
            words: WordIds::new(shared.vocabulary.clone()),
            templates: shared.shelf.lend(),
            hot: PlainRows::default(),
            layout: Layout::default(),
            priced: LineColumns::new(),
            references: References::default(),
            kernel: KernelRows::default(),
            file: CaseFile::collected(),
            raw: RawRecord::default(),
            text: String::new(),
            shared,
        }
    }

    /// Prices a piece into the worker's columns. `check`: whether citizens and cases are written down for the check that none comes back.
    /// `meanwhile` is asked now and then where the core prices, which can take a second for a piece.
    pub fn price(&mut self, piece: &Piece, check: bool, taker: &mut impl Taker, meanwhile: Meanwhile<'_>) -> Result<Outcome, BatchError> {
        self.begin(piece)?;
        let mut outcome = Outcome { rows: piece.rows.num_rows() as u64, ..Outcome::default() };
        // Many pieces hold one row of each citizen, in order.
        let one_each = if check { Steps::of(self.hot.named()) } else { None };
        match &piece.groups {
            piece::Groups::Apart => self.hot.apart(),
            piece::Groups::Named if one_each.is_some() => self.hot.apart(),
            piece::Groups::Named => self.hot.alone(None),
            piece::Groups::Numbered(groups, from) => self.hot.alone(Some(&groups[*from..*from + piece.rows.num_rows()])),
        }
        if check {
            outcome.groups.citizens = one_each.map_or_else(|| self.begun(), |steps| Begun::Ascending(steps, Vec::new()));
            outcome.groups.cases = self.begun_cases(piece);
        }
        self.rows(piece, &mut outcome, taker, meanwhile)?;
        self.layout.close();
        Ok(outcome)
    }

    fn begin(&mut self, piece: &Piece) -> Result<(), BatchError> {
        self.layout.clear();
        self.priced.clear();
        self.references.clear();
        self.words.clear();
        self.kernel.priced.clear();
        self.hot.read(piece, &self.shared.book)?;
        self.templates.meet(&self.shared.book, &self.hot.service);
        Ok(())
    }

    /// Plans the rows that are alone with their citizen, as far as templates go, and has the core price the others.
    fn rows(&mut self, piece: &Piece, outcome: &mut Outcome, taker: &mut impl Taker, meanwhile: Meanwhile<'_>) -> Result<(), BatchError> {
        let rows = piece.rows.num_rows();
        let scope = Scope::of(&self.shared.request, self.shared.findings);
        let takes_rows = scope.is_all() && taker.takes_rows();
        let mut row = 0;
        let mut others: Option<CaseColumns> = None;
        while row < rows {
            let (from, hot) = (row, self.hot.rows(rows));
            let planner = Planner { templates: &self.templates, scope };
            while takes_rows && row < rows && planner.is_sure(&hot, row) {
                let (service, first, last, payer) = (hot.service[row], hot.first[row], hot.last[row], hot.payer[row]);
                taker.row(SureRow { service, first, last, payer }, &self.templates);
                row += 1;
            }
            let to = if takes_rows { rows.min(row + 1) } else { rows.min(row + BLOCK) };
            row = planner.plan(&hot, row, to, &mut self.layout);
            taker.stays(&mut self.layout.stays, &self.templates);
            outcome.cases += (row - from) as u64;
            if row == to {
                continue;
            }
            let left = row;
            while row < rows && (!hot.sound[row] || planner.is_left(&hot, row)) {
                row += 1;
            }
            let others = match &mut others {
                Some(others) => others,
                none => none.insert(kernel_rows::others(piece)?),
            };
            self.left(&Left { piece, others, rows: (left, row) }, outcome, taker, meanwhile)?;
        }
        Ok(())
    }

    /// The citizens of the piece with the first row of each; rows that name no citizen begin none.
    fn begun(&self) -> Begun {
        let (named, begins) = (self.hot.named(), &self.hot.begins);
        if !self.hot.names_each() {
            return begun(named);
        }
        let rows: Vec<u32> = (0..).zip(begins).filter(|(_, begins)| **begins).map(|(row, _)| row).collect();
        let ascending = || {
            let (first, others) = rows.split_first()?;
            let mut steps = Steps::new(named[*first as usize], rows.len())?;
            others.iter().all(|row| steps.push(named[*row as usize])).then(|| steps.without_room())
        };
        match ascending() {
            Some(steps) => Begun::Ascending(steps, rows),
            None => Begun::Listed(rows.iter().map(|row| (named[*row as usize], *row)).collect()),
        }
    }

    /// The cases of the piece in the order in which their rows begin, where rows name citizens.
    fn begun_cases(&self, piece: &Piece) -> Begun {
        // Asked of the run, not of the piece: another piece may name citizens.
        if piece.schema.place(Column::CitizenId).is_none() {
            return Begun::default();
        }
        self.ascending_cases().unwrap_or_else(|| Begun::Listed(self.cases_of_citizens()))
    }

    /// The cases, where they ascend and every row names its citizen: then none is found twice.
    fn ascending_cases(&self) -> Option<Begun> {
        let (cases, named) = (&self.hot.cases.keys, self.hot.named());
        // Mostly each row is a case.
        if self.hot.names_all()
            && let Some(steps) = Steps::of(cases)
        {
            return Some(Begun::Ascending(steps, Vec::new()));
        }
        let mut steps = Steps::new(*cases.first()?, cases.len())?;
        let mut rows: Vec<u32> = Vec::with_capacity(cases.len());
        let mut before = (NO_KEY, NO_KEY);
        for (row, now) in (0..).zip(named.iter().copied().zip(cases.iter().copied())) {
            if now == before {
                continue;
            }
            if now.0 == NO_KEY || (row > 0 && !steps.push(now.1)) {
                return None;
            }
            rows.push(row);
            before = now;
        }
        if rows.len() == cases.len() {
            rows = Vec::new();
        }
        Some(Begun::Ascending(steps.without_room(), rows))
    }

    /// Cases with their first rows, once for each citizen they are found with. Rows that name no citizen belong to the citizen before them, or after.
    fn cases_of_citizens(&self) -> Vec<(Key, u32)> {
        let (mut of_citizen, mut of_nobody): (KeySet, KeySet) = Default::default();
        let (mut citizen, mut listed) = (NO_KEY, Vec::new());
        for (row, (key, named)) in (0..).zip(self.hot.cases.keys.iter().zip(self.hot.named())) {
            if *named != NO_KEY {
                if *named != citizen {
                    of_citizen.clear();
                    citizen = *named;
                }
                of_citizen.extend(of_nobody.drain());
            }
            if *key == NO_KEY || of_citizen.contains(key) || of_nobody.contains(key) {
                continue;
            }
            let cases = if *named == NO_KEY { &mut of_nobody } else { &mut of_citizen };
            cases.insert(*key);
            listed.push((*key, row));
        }
        listed
    }

    /// The lines of the piece as a batch.
    pub fn batch(&mut self, piece: &Piece, schema: &SchemaRef, options: &LineOptions, pool: &Pool) -> Result<RecordBatch, BatchError> {
        self.kernel.name(&mut self.words, &options.columns);
        let source = Source {
            templates: &self.templates,
            layout: &self.layout,
            priced: &self.priced,
            facts: &self.kernel.priced.lines,
            references: &self.references,
            piece: Some(piece),
            words: &self.words,
        };
        record_batch(&source, schema, &options.columns, options.money, options.text, pool)
    }
}

/// Citizens with the first row of each; rows that name no citizen begin none.
fn begun(named: &[Key]) -> Begun {
    let (mut keys, mut rows): (Vec<Key>, Vec<u32>) = Default::default();
    for (row, key) in (0..).zip(named) {
        if *key != NO_KEY && keys.last() != Some(key) {
            keys.push(*key);
            rows.push(row);
        }
    }
    Begun::of(&keys, rows)
}

/// Appends the lines of a statement.
pub(crate) fn push_statement(
    statement: &Statement,
    lines: &mut LineColumns,
    references: &mut References,
    words: &mut WordIds,
) -> Result<(), BatchError> {
    for line in statement.lines() {
        lines.push(line, words)?;
        references.cases.push(statement.case_id.clone());
        references.citizens.push(statement.citizen_id.clone());
        references.rows.push(line.row_id.clone());
    }
    Ok(())
}

pub(crate) fn record_batch(
    source: &Source<'_>,
    schema: &SchemaRef,
    columns: &[LineColumn],
    money: Money,
    text: Text,
    pool: &Pool,
) -> Result<RecordBatch, BatchError> {
    let same = source.citizens_are_cases();
    let mut cases: Option<ArrayRef> = None;
    let mut arrays = Vec::with_capacity(columns.len());
    for column in columns {
        let is_case = *column == LineColumn::CaseId || (same && *column == LineColumn::CitizenId);
        arrays.push(match &cases {
            Some(cases) if is_case => cases.clone(),
            _ => source.column(*column, money, text, pool)?,
        });
        if is_case {
            cases = arrays.last().cloned();
        }
    }
    let rows = arrow_array::RecordBatchOptions::new().with_row_count(Some(source.layout.lines));
    Ok(RecordBatch::try_new_with_options(schema.clone(), arrays, &rows)?)
}
