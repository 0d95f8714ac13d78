//! Cases priced for documents and claims: lines joined, references of their rows, what holds them (D4, D6, D8.5).

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::contract::words::Reference;
use crate::document::content::{Content, FamilyDays, PricedCase, PricedCitizen, Should};
use crate::document::join::join;
use crate::document::line::DocumentLine;
use crate::document::party::References;
use crate::model::calendar::Period;
use crate::model::case::{Case, CaseRow, Citizen};
use crate::model::cpr;
use crate::model::day::{Day, MonthNumber};
use crate::model::fault::Fault;
use crate::model::input::InputRow;
use crate::model::money::{Amount, Quantity, UnitPrice};
use crate::model::period::ReportingPeriod;
use crate::model::row::{Row, RowBilling};
use crate::passes::evaluate::{evaluate, input};
use crate::passes::finding::holds;
use crate::passes::plan::{CaseSpan, Hold};
use crate::passes::scratch::Scratch;
use crate::result::facts::{LineFacts, Sink};
use chrono::NaiveDate;
use std::sync::Arc;

/// Prices citizens for documents. It keeps its buffers from one citizen to the next.
///
/// # Example
/// ```
/// # use takst::{Book, Citizen};
/// use takst::document::content::CaseFile;
/// use takst::document::pricer::DocumentPricer;
///
/// fn case_file(book: &Book, citizens: &[Citizen], until: chrono::NaiveDate) -> CaseFile {
///     let mut pricer = DocumentPricer::new(book);
///     CaseFile::of(citizens.iter().map(|citizen| pricer.price(citizen, until)))
/// }
/// ```
#[derive(Debug)]
pub struct DocumentPricer<'b> {
    book: &'b Book,
    /// Ids of the services, by their numbers.
    services: Vec<Arc<str>>,
    /// Families of the services, by their numbers.
    families: Vec<Arc<str>>,
    no_references: Arc<References>,
    scratch: Scratch,
    lines: Lines,
}

/// The lines of a citizen, as they come.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<LineFacts>);

impl Sink for Lines {
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        self.0.push(*line);
    }
}

/// A citizen after the kernel has run.
pub(crate) struct Evaluated<'a> {
    pub book: &'a Book,
    pub rows: &'a [InputRow<'a>],
    pub scratch: &'a mut Scratch,
    /// Lines in the order of cases and documents.
    pub lines: &'a [LineFacts],
}

impl<'b> DocumentPricer<'b> {
    /// Returns a pricer of a book.
    #[must_use]
    pub fn new(book: &'b Book) -> DocumentPricer<'b> {
        let services = book.entries.iter().map(|entry| (&*entry.facts.id).into()).collect();
        let family =
            |entry: &crate::compile::service::Entry| book.service(&entry.facts.id).map_or(&*entry.facts.id, |(_, service)| &service.family).into();
        let families = book.entries.iter().map(family).collect();
        DocumentPricer { book, services, families, no_references: Arc::default(), scratch: Scratch::new(), lines: Lines::default() }
    }

    /// Prices the cases of a citizen up to a day, on which open rows end. Every month is priced, however early.
    #[must_use]
    pub fn price(&mut self, citizen: &Citizen, until: NaiveDate) -> PricedCitizen {
        let citizen_id: Arc<str> = (&*cpr::masked(&citizen.id)).into();
        self.evaluated(citizen, until, |names, mut evaluated| {
            let mut priced = PricedCitizen::default();
            for (number, case) in (0..).zip(&citizen.cases) {
                priced.providers.extend(case.rows.iter().filter_map(|row| provider(evaluated.book, row)));
                if is_unreadable(case) {
                    let faults = evaluated.scratch.take_faults(number);
                    let of = |row: &CaseRow| (row.number(), codes_of(&faults, |fault| fault.at.row == Some(row.number())));
                    priced.unreadable.extend(case.rows.iter().map(of));
                    continue;
                }
                let case_id: Arc<str> = (&*case.id).into();
                let result = match evaluated.scratch.is_refused(number) {
                    true => Err(codes_of(&evaluated.scratch.take_faults(number), |_| true)),
                    false => Ok(of_case(&mut evaluated, number, names, &case_id, &citizen_id)),
                };
                let first_row = case.rows.iter().map(CaseRow::number).min().unwrap_or_default();
                priced.cases.push(PricedCase { case_id, citizen_id: citizen_id.clone(), first_row, result });
            }
            priced
        })
    }

    /// Runs the kernel on a citizen, and `work` on what it left.
    pub(crate) fn evaluated<T>(&mut self, citizen: &Citizen, until: NaiveDate, work: impl FnOnce(Names<'_>, Evaluated<'_>) -> T) -> T {
        let rows: Vec<InputRow<'_>> = input(self.book, citizen).collect();
        self.lines.0.clear();
        evaluate(self.book, &rows, &ReportingPeriod { from: None, until: Some(until) }, &mut self.scratch, &mut self.lines);
        let names = Names { services: &self.services, families: &self.families, no_references: &self.no_references };
        work(names, Evaluated { book: self.book, rows: &rows, scratch: &mut self.scratch, lines: &self.lines.0 })
    }
}

/// Whether the records of a case belong to no case (D4.4).
pub(crate) fn is_unreadable(case: &Case) -> bool {
    case.id.is_empty() || cpr::looks_like_one(&case.id)
}

/// The codes of faults, alphabetical.
pub(crate) fn codes_of(faults: &[Fault], of: impl Fn(&Fault) -> bool) -> Vec<Code> {
    let mut codes: Vec<Code> = faults.iter().filter(|fault| of(fault)).map(|fault| fault.code).collect();
    codes.sort_unstable_by_key(|code| code.as_str());
    codes.dedup();
    codes
}

/// The provider of a row whose service could be read, also where the catalogue lacks it.
fn provider(book: &Book, row: &CaseRow) -> Option<Arc<str>> {
    let service = match row {
        CaseRow::Sound(row) => Some(&row.service),
        CaseRow::Broken(row) => row.service.as_ref(),
    }?;
    match book.find(service) {
        Some(number) => Some(book.entry(number).facts.provider.clone()),
        None => service.split_once('/').map(|(provider, _)| provider.into()),
    }
}

/// Texts that documents share.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    services: &'a [Arc<str>],
    families: &'a [Arc<str>],
    no_references: &'a Arc<References>,
}

/// What a case says beside its lines.
pub(crate) struct Beside {
    /// Of each row of the citizen the first row of its course and payer.
    heads: Vec<u32>,
    /// Of each row of the citizen whether a row of its course and payer has `hold_released`.
    released: Vec<bool>,
    /// Documents on hold for commitments and not released.
    holds: Vec<Hold>,
}

impl Beside {
    pub fn of(evaluated: &mut Evaluated<'_>, case: u32) -> Beside {
        let Evaluated { book, rows, scratch, .. } = evaluated;
        let mut beside = Beside { heads: Vec::new(), released: vec![false; rows.len()], holds: Vec::new() };
        let span = scratch.cases.iter().find(|span| span.case == case);
        let Some(CaseSpan { courses: (from, to), .. }) = span else { return beside };
        beside.heads.extend(0..rows.len() as u32);
        for course in &scratch.courses[*from as usize..*to as usize] {
            let plans = &scratch.plans[course.plans.0 as usize..course.plans.1 as usize];
            let payer = |row: u32| rows[row as usize].facts.payer;
            for (place, plan) in plans.iter().enumerate() {
                let head = plans[..place].iter().find(|before| payer(before.row) == payer(plan.row));
                beside.heads[plan.row as usize] = head.map_or(plan.row, |head| head.row);
                if billing(&rows[plan.row as usize]).is_some_and(|billing| billing.hold_released.is_some()) {
                    let of_payer = plans.iter().filter(|other| payer(other.row) == payer(plan.row));
                    of_payer.for_each(|other| beside.released[other.row as usize] = true);
                }
            }
            let Beside { released, holds: held, .. } = &mut beside;
            holds(book, rows, course, &scratch.plans, &mut scratch.payers, |hold, row| {
                if !released[row as usize] {
                    held.push(hold);
                }
            });
        }
        beside
    }

    /// Why a document is on hold; a missing commitment says more than a late one.
    pub fn hold(&self, line: &LineFacts) -> Option<Code> {
        let of = |hold: &&Hold| hold.provider == line.provider && hold.payer == line.payer && hold.first <= line.month && line.month <= hold.last;
        self.holds.iter().filter(of).map(|hold| hold.code).min_by_key(|code| *code != Code::CommitmentMissing)
    }

    pub fn is_released(&self, line: &LineFacts) -> bool {
        self.released[line.row as usize]
    }
}

fn row<'a>(input: &InputRow<'a>) -> Option<&'a Row> {
    match input.record {
        Some(CaseRow::Sound(row)) => Some(row),
        Some(CaseRow::Broken(_)) | None => None,
    }
}

fn billing<'a>(input: &InputRow<'a>) -> Option<&'a RowBilling> {
    row(input).and_then(Row::billing)
}

impl Evaluated<'_> {
    /// The lines of each document of a case.
    pub fn documents(&self, case: u32) -> impl Iterator<Item = &[LineFacts]> {
        let of_case = |line: &LineFacts| self.rows[line.row as usize].case;
        let from = self.lines.partition_point(|line| of_case(line) < case);
        let to = self.lines.partition_point(|line| of_case(line) <= case);
        self.lines[from..to].chunk_by(|a, b| a.document == b.document)
    }
}

/// All documents of a case.
fn of_case(evaluated: &mut Evaluated<'_>, case: u32, names: Names<'_>, case_id: &Arc<str>, citizen_id: &Arc<str>) -> Vec<Should> {
    let beside = Beside::of(evaluated, case);
    let mut before = names.no_references.clone();
    let document = |lines: &[LineFacts]| {
        let (first, month) = (&lines[0], lines[0].month);
        let (references, conflicts) = references(evaluated.rows, lines, &beside, names);
        // Nearly all documents of a case have the same, which are kept once.
        if before != references {
            before = references;
        }
        let days = lines.iter().filter(|line| line.unit.is_by_days()).map(|line| FamilyDays {
            family: names.families[line.service as usize].clone(),
            period: period(line.first, line.last, month),
            is_released: beside.is_released(line),
        });
        let content = Content {
            case_id: case_id.clone(),
            citizen_id: citizen_id.clone(),
            provider: evaluated.book.entry(first.service).facts.provider.clone(),
            payer: first.payer,
            month: month.month(),
            lines: join(lines.iter().map(|line| document_line(evaluated.book, line, names.services[line.service as usize].clone())).collect()),
        };
        Should { content, references: before.clone(), conflicts, hold: beside.hold(first), days: days.collect() }
    };
    evaluated.documents(case).map(document).collect()
}

/// References of the rows with a line in a document, and those of which two rows give different values (D8.5).
fn references(rows: &[InputRow<'_>], lines: &[LineFacts], beside: &Beside, names: Names<'_>) -> (Arc<References>, Vec<Reference>) {
    let of_line = |line: &LineFacts| &rows[line.row as usize];
    let commitment_of = |line: &LineFacts| row(&rows[beside.heads[line.row as usize] as usize]).and_then(Row::commitment);
    let commitment = lines.iter().find_map(commitment_of);
    let billings = || lines.iter().filter_map(|line| billing(of_line(line)));
    if commitment.is_none() && billings().next().is_none() {
        return (names.no_references.clone(), Vec::new());
    }
    let mut conflicts = Vec::new();
    let mut text = |reference: Reference, of: fn(&RowBilling) -> &Option<Box<str>>| {
        let first = billings().find_map(|billing| of(billing).as_ref());
        if billings().filter_map(|billing| of(billing).as_ref()).any(|other| Some(other) != first) {
            conflicts.push(reference);
        }
        first.cloned()
    };
    let buyer_reference = text(Reference::BuyerReference, |billing| &billing.buyer_reference);
    let order_reference = text(Reference::OrderReference, |billing| &billing.order_reference);
    let accounting_cost = text(Reference::AccountingCost, |billing| &billing.accounting_cost);
    let buyer_gln = billings().find_map(|billing| billing.buyer_gln);
    if billings().filter_map(|billing| billing.buyer_gln).any(|other| Some(other) != buyer_gln) {
        conflicts.push(Reference::BuyerGln);
    }
    let references = References { buyer_reference, order_reference, accounting_cost, buyer_gln, commitment: commitment.map(Into::into) };
    (Arc::new(references), conflicts)
}

fn document_line(book: &Book, line: &LineFacts, service: Arc<str>) -> DocumentLine {
    let days = period(line.first, line.last, line.month);
    DocumentLine {
        service,
        first_day: days.first(),
        last_day: days.last(),
        quantity: Quantity::from_units(i64::from(line.quantity)),
        unit: line.unit,
        unit_price: UnitPrice::from_units(line.unit_price),
        price_base_quantity: Quantity::whole(u32::from(line.base)),
        net: Amount::from_ore(line.net),
        vat: line.vat_of(book),
    }
}

/// The days of a line; those of its month are read from a table.
pub(crate) fn period(first: Day, last: Day, month: MonthNumber) -> Period {
    let (first, last) = (month.date(first), month.date(last));
    Period::new(first, last).unwrap_or_else(|| Period::of(first))
}
