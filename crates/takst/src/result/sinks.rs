//! The sinks of the core: statements, totals, explanations.

use crate::compile::book::Book;
use crate::model::calendar::Period;
use crate::model::case::CaseRow;
use crate::model::day::{Day, MonthNumber};
use crate::model::input::InputRow;
use crate::model::money::{Amount, Quantity, UnitPrice};
use crate::result::facts::{LineFacts, Sink};
use crate::result::line::{Line, LineRefund};
use crate::result::statement::{Document, Statement, Totals};
use crate::result::trace::Step;

/// Adds up every line.
impl Sink for Totals {
    #[inline]
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        let add = |sum: &mut Amount, ore: i64| *sum += Amount::from_ore(ore);
        add(&mut self.net, line.net);
        add(&mut self.vat, line.vat);
        add(&mut self.own_payment, line.own_payment);
        add(&mut self.refund, line.refund);
        add(&mut self.at_stake, line.at_stake);
        add(&mut self.cost, line.cost());
    }
}

/// Writes lines into the documents of each case; with `STEPS` it keeps the steps behind them too.
pub(crate) struct Documents<'a, const STEPS: bool> {
    pub rows: &'a [InputRow<'a>],
    /// Of each case.
    pub statements: Vec<Statement>,
    /// Of each line of each case, in order.
    pub steps: Vec<Vec<Vec<Step>>>,
    case: usize,
}

impl<'a, const STEPS: bool> Documents<'a, STEPS> {
    /// The statements have no document yet.
    pub fn new(rows: &'a [InputRow<'a>], statements: Vec<Statement>) -> Documents<'a, STEPS> {
        let steps = if STEPS { vec![Vec::new(); statements.len()] } else { Vec::new() };
        Documents { rows, statements, steps, case: 0 }
    }
}

impl<const STEPS: bool> Sink for Documents<'_, STEPS> {
    const STEPS: bool = STEPS;

    fn line(&mut self, book: &Book, line: &LineFacts) {
        let row = &self.rows[line.row as usize];
        self.case = row.case as usize;
        let Ok(documents) = &mut self.statements[self.case].result else { return };
        if documents.is_empty() {
            *documents = Vec::with_capacity(months(line, row));
        }
        match documents.last_mut() {
            Some(document) if line.number > 1 => add_line(document, book, line, row),
            // Made where it stays, field by field.
            _ => documents.push(Document {
                provider: book.entry(line.service).facts.provider.clone(),
                payer: line.payer,
                month: line.month.month(),
                hold: line.hold,
                lines: line_of(book, line, row).into(),
            }),
        }
    }

    fn steps(&mut self, steps: Vec<Step>) {
        self.steps[self.case].push(steps);
    }
}

/// About how many documents come of the case, by the months of the row that gives the first: room for them is made once.
fn months(line: &LineFacts, row: &InputRow<'_>) -> usize {
    const FEW: u16 = 4;
    const MOST: u16 = 60;
    let last = row.facts.last;
    let months = if last == Day::OPEN { FEW } else { (MonthNumber::of(last).number() + 1).saturating_sub(line.month.number()) };
    usize::from(months.clamp(1, MOST))
}

/// Most documents have one line; this is for the others.
#[inline(never)]
fn add_line(document: &mut Document, book: &Book, line: &LineFacts, row: &InputRow<'_>) {
    document.lines.push(line_of(book, line, row));
}

/// A line with every column of the contract.
#[inline(always)]
fn line_of(book: &Book, line: &LineFacts, row: &InputRow<'_>) -> Line {
    let entry = book.entry(line.service);
    let row_id = match row.record {
        Some(CaseRow::Sound(row)) => row.row_id.clone(),
        Some(CaseRow::Broken(_)) | None => None,
    };
    let (first, last) = (line.month.date(line.first), line.month.date(line.last));
    Line {
        row: row.number,
        row_id,
        number: line.number,
        service: entry.facts.clone(),
        payer: line.payer,
        month: line.month.month(),
        period: Period::new(first, last).unwrap_or_else(|| Period::of(first)),
        quantity: Quantity::from_units(i64::from(line.quantity)),
        unit: line.unit,
        unit_price: UnitPrice::from_units(line.unit_price),
        price_base_quantity: Quantity::whole(u32::from(line.base)),
        net: Amount::from_ore(line.net),
        vat: line.vat_of(book),
        own_payment: Amount::from_ore(line.own_payment),
        refund: LineRefund {
            outcome: line.outcome,
            reason: line.reason,
            amount: Amount::from_ore(line.refund),
            at_stake: Amount::from_ore(line.at_stake),
        },
        tariff_version: line.version().map(|version| entry.timeline.versions[version as usize].label.clone()),
        invoice_hold: line.hold,
        assumptions: line.assumptions,
    }
}
