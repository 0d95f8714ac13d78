//! One random file, priced by the core and by takst-batch in several ways that must not matter.

use crate::arrays::Form;
use crate::file::{File, draw};
use crate::{compare, expected, totals};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use fastrand::Rng;
use std::fmt::Write;
use std::num::NonZeroUsize;
use std::sync::Arc;
use takst::catalogue::Service;
use takst::{Book, Capacity, Catalogue, Citizen, KnownAsOf, ReportingPeriod, RowDraft, Statement, Totals};
use takst_batch::{
    Batch, Caller, Dimension, Grouping, LineColumn, LineFilter, LineOptions, LineTotals, Money, RunOptions, StatementLines, Summary, Text,
    TotalOptions,
};
use takst_compare::cells::Cells;
use takst_compare::core_side::policy;
use takst_compare::wide;

/// What was compared.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    /// Rows drawn.
    pub rows: u64,
    /// Cases refused.
    pub refused: u64,
    /// Findings.
    pub findings: u64,
    /// Lines of the core.
    pub lines: u64,
    /// Lines of takst-batch that were compared; each run of a file counts.
    pub compared: u64,
    /// Totals compared.
    pub totals: u64,
    /// Rows compared as their citizen's only one that cost something.
    pub alone: u64,
}

impl Tally {
    /// With another.
    pub fn add(&mut self, other: &Tally) {
        self.rows += other.rows;
        self.refused += other.refused;
        self.findings += other.findings;
        self.lines += other.lines;
        self.compared += other.compared;
        self.totals += other.totals;
        self.alone += other.alone;
    }
}

/// Catalogues, each with the services that random rows are of.
pub struct Catalogues(Vec<(Catalogue, Vec<String>)>);

impl Default for Catalogues {
    fn default() -> Catalogues {
        Catalogues::new()
    }
}

impl Catalogues {
    /// One of every kind of service, and one of few services.
    #[must_use]
    pub fn new() -> Catalogues {
        let with_services = |catalogue| {
            let services = services(&catalogue);
            (catalogue, services)
        };
        Catalogues([wide::catalogue(), wide::few()].map(with_services).into())
    }
}

/// The services of a catalogue: more often those priced for years by the day or week, so that most rows have lines.
fn services(catalogue: &Catalogue) -> Vec<String> {
    let often = |(_, service): (_, &Service)| {
        let times = if service.id.starts_with("skovly/") { 8 } else { 1 };
        vec![service.id.clone(); times]
    };
    catalogue.services().flat_map(often).collect()
}

/// Rows of the file of a number: a few, as many as a piece has, several pieces.
#[must_use]
pub const fn size(number: u64) -> usize {
    match number % 16 {
        0..4 => 12,
        4..8 => 120,
        8..12 => 400,
        12..15 => 1200,
        _ => 6000,
    }
}

/// A file of about so many rows, made from `seed` alone.
///
/// # Errors
/// The first difference, with what is needed to see it again.
pub fn file(catalogues: &Catalogues, seed: u64, rows: usize) -> Result<Tally, String> {
    let mut rng = Rng::with_seed(seed ^ 0x5EED);
    let (catalogue, services) = &catalogues.0[usize::from(rng.u32(0..3) == 0)];
    let grouped = rng.bool();
    let file = draw(seed, rows, grouped, services);
    let knowledge = file.as_of.map_or(KnownAsOf::Latest, KnownAsOf::Day);
    let book = Arc::new(Book::compile(catalogue, &policy(&file.policy), knowledge).map_err(|error| format!("{error:?}"))?);
    let batch = Batch::new(book.clone()).map_err(|error| error.to_string())?;
    let mut rows: Vec<Cells> = file.citizens.iter().flatten().cloned().collect();
    if !grouped && rng.u32(0..4) > 0 {
        rng.shuffle(&mut rows);
    }
    let mut statements = expected::statements(&book, &file.request, &rows);
    if !grouped {
        statements = expected::by_citizen(&rows, statements);
    }
    let case = Case { batch: &batch, file: &file, rows: &rows, statements: &statements };
    let mut tally = Tally { rows: rows.len() as u64, ..Tally::default() };
    tally.lines = statements.iter().map(|statement| statement.lines().count() as u64).sum();
    tally.refused = statements.iter().filter(|statement| statement.is_refused()).count() as u64;
    tally.findings = compare::findings(&statements).len() as u64;
    let seen = |how: String, text: String| {
        let mut all = format!("seed {seed}, {} rows, grouped {grouped}, {:?}\n{how}\npolicy {:?}\n{text}", rows.len(), file.request, file.policy);
        if rows.len() < 20 {
            rows.iter().for_each(|row| _ = write!(all, "\n{:?}", row.given().collect::<Vec<_>>()));
        }
        all
    };
    for round in 0..3 {
        let options = line_options(&mut rng, grouped, round == 0);
        let (pieces, how) = input(&mut rng, &case);
        let how = format!("{how}, {options:?}");
        tally.compared += case.lines(&options, pieces, rng.bool()).map_err(|text| seen(how, text))?;
        if round == 2 {
            case.statement_lines(&options).map_err(|text| seen(format!("{options:?}"), text))?;
        }
    }
    for _ in 0..2 {
        let options = total_options(&mut rng, grouped);
        let (pieces, how) = input(&mut rng, &case);
        tally.totals += case.totals(&options, pieces).map_err(|text| seen(format!("{how}, {options:?}"), text))?;
    }
    let (pieces, how) = input(&mut rng, &case);
    case.capacity(pieces).map_err(|text| seen(how, text))?;
    tally.alone += case.alone().map_err(|text| seen("rows by themselves".to_owned(), text))?;
    Ok(tally)
}

/// A file and what the core makes of it.
struct Case<'a> {
    batch: &'a Batch,
    file: &'a File,
    rows: &'a [Cells],
    statements: &'a [Statement],
}

impl Case<'_> {
    fn request(&self) -> &ReportingPeriod {
        &self.file.request
    }

    fn lines(&self, options: &LineOptions, input: Vec<RecordBatch>, keep: bool) -> Result<u64, String> {
        let mut stream = self.batch.lines(input.into_iter().map(Ok::<_, ArrowError>), self.request(), options);
        let (mut refused, mut findings, mut ended) = (Vec::new(), Vec::new(), None);
        // Each batch is let go before the next, whose memory may be the same; or all are kept.
        let count = if keep {
            let all: Vec<RecordBatch> = stream.by_ref().collect::<Result<_, _>>().map_err(|error| error.to_string())?;
            compare::lines(all, options, self.statements)?
        } else {
            let next = || match stream.next()? {
                Ok(batch) => {
                    refused.push(stream.take_refused().expect("little text"));
                    findings.push(stream.take_findings().expect("little text"));
                    Some(batch)
                }
                Err(error) => {
                    ended = Some(error.to_string());
                    None
                }
            };
            compare::lines(std::iter::from_fn(next), options, self.statements).map_err(|text| ended.unwrap_or(text))?
        };
        refused.push(stream.take_refused().map_err(|error| error.to_string())?);
        findings.push(stream.take_findings().map_err(|error| error.to_string())?);
        compare::problems(&refused, &compare::faults(self.statements)).map_err(|text| format!("refused: {text}"))?;
        let reported = if options.findings { compare::findings(self.statements) } else { Vec::new() };
        compare::problems(&findings, &reported).map_err(|text| format!("findings: {text}"))?;
        self.summary(stream.summary(), count)?;
        Ok(count as u64)
    }

    /// Lines of statements that somebody else priced are written in the same columns.
    fn statement_lines(&self, options: &LineOptions) -> Result<(), String> {
        let mut lines = StatementLines::new(self.batch.book(), options);
        let mut batches = Vec::new();
        for statement in self.statements {
            lines.push(statement).map_err(|error| error.to_string())?;
            if lines.rows() > 500 {
                batches.push(lines.take().map_err(|error| error.to_string())?);
            }
        }
        batches.push(lines.take().map_err(|error| error.to_string())?);
        compare::lines(batches, options, self.statements).map(|_| ())
    }

    /// Totals of each row as its citizen's only one; how many of them have lines.
    fn alone(&self) -> Result<u64, String> {
        let mut priced = 0;
        for cells in self.rows {
            let mut draft = RowDraft::new(1);
            cells.given().for_each(|(column, text)| draft.set(column, text));
            let citizen = Citizen { id: "C".into(), cases: vec![takst::Case { id: "C".into(), rows: vec![draft.finish().row] }] };
            let [statement] = &self.batch.book().price(&citizen, self.request())[..] else { return Err("a statement for each case".to_owned()) };
            let wanted = (!statement.is_refused()).then(|| statement.totals());
            let found = self.batch.totals_of(&citizen, self.request());
            if found != wanted {
                return Err(format!("{:?}: {found:?} instead of {wanted:?}", cells.given().collect::<Vec<_>>()));
            }
            priced += u64::from(wanted.is_some_and(|totals| totals != Totals::default()));
        }
        Ok(priced)
    }

    fn totals(&self, options: &TotalOptions, input: Vec<RecordBatch>) -> Result<u64, String> {
        let found = self.batch.totals(input.into_iter().map(Ok::<_, ArrowError>), self.request(), options).map_err(|error| error.to_string())?;
        totals::totals(&found.totals, options, self.statements)?;
        let mut of_statements = LineTotals::new(options, LineFilter::default());
        self.statements.iter().for_each(|statement| of_statements.statement(statement));
        totals::totals(&of_statements.finish().map_err(|error| error.to_string())?, options, self.statements)?;
        compare::problems(&[found.refused], &compare::faults(self.statements)).map_err(|text| format!("refused: {text}"))?;
        self.summary(&found.summary, self.statements.iter().map(|statement| statement.lines().count()).sum())?;
        Ok(found.totals.num_rows() as u64)
    }

    fn capacity(&self, input: Vec<RecordBatch>) -> Result<(), String> {
        let mut capacity = Capacity::new(self.batch.book(), self.request());
        (1..).zip(self.rows).for_each(|(number, row)| capacity.add(&row.record(number).row));
        let found = self.batch.capacity(input.into_iter().map(Ok::<_, ArrowError>), self.request()).map_err(|error| error.to_string())?;
        let wanted = capacity.findings();
        if found == wanted { Ok(()) } else { Err(format!("capacity: {found:?}, by the core {wanted:?}")) }
    }

    fn summary(&self, found: &Summary, lines: usize) -> Result<(), String> {
        let refused = self.statements.iter().filter(|statement| statement.is_refused()).count();
        let wanted = [self.rows.len(), self.statements.len(), refused, lines].map(|count| count as u64);
        let found = [found.rows, found.cases, found.refused, found.lines];
        if found == wanted { Ok(()) } else { Err(format!("rows, cases, refused, lines: {found:?}, by the core {wanted:?}")) }
    }
}

/// The rows in batches of one size or of many, of types that can hold them.
fn input(rng: &mut Rng, case: &Case) -> (Vec<RecordBatch>, String) {
    let form = Form::draw(rng, case.rows);
    let size = [1, 7, 64, 1000, usize::MAX, 0][rng.usize(0..6)];
    // Batches that are parts of one have its dictionaries, others have their own.
    let whole = rng.bool().then(|| form.batch(case.rows));
    let mut batches = Vec::new();
    let mut from = 0;
    while from < case.rows.len() {
        let rows = if size == 0 { rng.usize(0..200) } else { size }.min(case.rows.len() - from);
        batches.push(match &whole {
            Some(whole) => whole.slice(from, rows),
            None => form.batch(&case.rows[from..from + rows]),
        });
        from += rows;
    }
    (batches, format!("batches of {size} rows, parts of one {}, {form:?}", whole.is_some()))
}

fn run_options(rng: &mut Rng, grouped: bool) -> RunOptions {
    // What is grouped can also be priced ungrouped.
    let grouping = if grouped && rng.u32(0..4) > 0 { Grouping::ByCitizen } else { Grouping::None };
    RunOptions { grouping, threads: NonZeroUsize::new(rng.usize(1..4)), caller: [Caller::Prices, Caller::Watches][rng.usize(..2)] }
}

fn types(rng: &mut Rng) -> (Money, Text) {
    (if rng.bool() { Money::Decimal64 } else { Money::Decimal128 }, if rng.bool() { Text::Dictionary } else { Text::Plain })
}

fn some_of<T: Copy>(rng: &mut Rng, all: &[T]) -> Vec<T> {
    let mut some = all.to_vec();
    rng.shuffle(&mut some);
    some.truncate(rng.usize(0..=all.len()));
    some
}

fn line_options(rng: &mut Rng, grouped: bool, all: bool) -> LineOptions {
    let columns = if all { LineColumn::ALL.to_vec() } else { some_of(rng, LineColumn::ALL) };
    let (money, text) = types(rng);
    LineOptions { columns, money, text, findings: rng.u32(0..3) == 0, run: run_options(rng, grouped) }
}

fn total_options(rng: &mut Rng, grouped: bool) -> TotalOptions {
    let (money, text) = types(rng);
    // Half of the runs have no lines in between.
    let is_counted =
        |dimension: &&Dimension| !matches!(dimension, Dimension::Account | Dimension::RefundReason | Dimension::CaseId | Dimension::CitizenId);
    let counted: Vec<Dimension> = Dimension::ALL.iter().filter(is_counted).copied().collect();
    let by = if rng.bool() { some_of(rng, Dimension::ALL) } else { some_of(rng, &counted) };
    TotalOptions { by, cases: rng.bool(), money, text, run: run_options(rng, grouped) }
}
