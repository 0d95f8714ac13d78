//! Lines as columns of numbers: how templates hold them and how lines of the core are turned into columns.

use crate::error::BatchError;
use crate::schema::{DIGITS, Holds, holds};
use crate::template::days::day_number;
use crate::template::facts::{long_of_facts, short_of_facts};
use crate::template::vocabulary::{ABSENT, WordIds};
use takst::Line;
use takst::kernel::LineFacts;
use takst_io::LineColumn;

/// Columns of lines. A column is a list of numbers: days, counts and words in 32 bits, the rest in 64. References to the case are not kept here.
#[derive(Debug, Clone)]
pub(crate) struct LineColumns {
    short: Vec<Vec<i32>>,
    long: Vec<Vec<i64>>,
    len: usize,
}

const COLUMNS: usize = LineColumn::ALL.len();

impl Default for LineColumns {
    fn default() -> LineColumns {
        LineColumns::new()
    }
}

impl LineColumns {
    pub fn new() -> LineColumns {
        LineColumns { short: vec![Vec::new(); COLUMNS], long: vec![Vec::new(); COLUMNS], len: 0 }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn clear(&mut self) {
        self.short.iter_mut().for_each(Vec::clear);
        self.long.iter_mut().for_each(Vec::clear);
        self.len = 0;
    }

    /// A column of days, counts or words.
    pub fn short(&self, column: LineColumn) -> &[i32] {
        &self.short[column as usize]
    }

    /// A column of row numbers or decimals.
    pub fn long(&self, column: LineColumn) -> &[i64] {
        &self.long[column as usize]
    }

    /// Appends a line of the core. The words of closed sets are numbered in the order of the sets.
    pub fn push(&mut self, line: &Line, words: &mut WordIds) -> Result<(), BatchError> {
        let service = words.service(line);
        for column in LineColumn::ALL {
            let number = match column {
                LineColumn::CaseId | LineColumn::CitizenId | LineColumn::RowId => continue,
                LineColumn::Row => i64::try_from(line.row).map_err(|_| BatchError::TooMany("rows"))?,
                LineColumn::Line => i64::from(line.number),
                LineColumn::Provider => i64::from(service.provider),
                LineColumn::Service => i64::from(service.service),
                LineColumn::Payer => i64::from(line.payer.code()),
                LineColumn::Month => i64::from(words.month(line.month)),
                LineColumn::FirstDay => i64::from(day_number(line.period.first())),
                LineColumn::LastDay => i64::from(day_number(line.period.last())),
                LineColumn::Days => i64::from(line.days()),
                LineColumn::Quantity => line.quantity.units(),
                LineColumn::Unit => line.unit as i64,
                LineColumn::UnitPrice => line.unit_price.units(),
                LineColumn::PriceBaseQuantity => line.price_base_quantity.units(),
                LineColumn::Net => line.net.ore(),
                LineColumn::VatCategory => line.vat.category as i64,
                LineColumn::VatRate => line.vat.rate.units(),
                LineColumn::Vat => line.vat.amount.ore(),
                LineColumn::VatExemption => line.vat.exemption.map_or(i64::from(ABSENT), |code| code as i64),
                LineColumn::OwnPayment => line.own_payment.ore(),
                LineColumn::RefundRule => i64::from(service.refund_rule),
                LineColumn::RefundOutcome => line.refund.outcome as i64,
                LineColumn::RefundReason => line.refund.reason as i64,
                LineColumn::Refund => line.refund.amount.ore(),
                LineColumn::AtStake => line.refund.at_stake.ore(),
                LineColumn::Cost => line.cost().ore(),
                LineColumn::LegalBasis => i64::from(service.legal_basis),
                LineColumn::Account => i64::from(service.account),
                LineColumn::TariffVersion => i64::from(words.number(*column, line.tariff_version())),
                LineColumn::InvoiceHold => line.invoice_hold.map_or(i64::from(ABSENT), |code| code as i64),
                LineColumn::Assumptions => i64::from(words.assumptions(line.assumptions)),
                LineColumn::Gross => line.gross().ore(),
            };
            self.put(*column, number)?;
        }
        self.len += 1;
        Ok(())
    }

    /// Appends lines of the kernel.
    pub fn push_facts(&mut self, lines: &[LineFacts], words: &WordIds) -> Result<(), BatchError> {
        let (from, to) = (self.len, self.len + lines.len());
        for column in LineColumn::ALL {
            match holds(*column) {
                Holds::Reference => {}
                Holds::Word | Holds::Count | Holds::Day => {
                    let short = &mut self.short[*column as usize];
                    short.resize(to, 0);
                    short_of_facts(*column, lines, words, &mut short[from..]);
                }
                Holds::Number | Holds::Decimal(_) => {
                    let long = &mut self.long[*column as usize];
                    long.resize(to, 0);
                    long_of_facts(*column, lines, &mut long[from..]);
                    if let Some(number) = long[from..].iter().find(|number| number.unsigned_abs() >= 10u64.pow(u32::from(DIGITS))) {
                        return Err(BatchError::Overflow { column: column.as_str(), value: number.to_string(), digits: DIGITS });
                    }
                }
            }
        }
        self.len = to;
        Ok(())
    }

    fn put(&mut self, column: LineColumn, number: i64) -> Result<(), BatchError> {
        let overflow = |digits| BatchError::Overflow { column: column.as_str(), value: number.to_string(), digits };
        match holds(column) {
            Holds::Reference => {}
            Holds::Number => self.long[column as usize].push(number),
            Holds::Decimal(_) if number.unsigned_abs() >= 10u64.pow(u32::from(DIGITS)) => return Err(overflow(DIGITS)),
            Holds::Decimal(_) => self.long[column as usize].push(number),
            Holds::Word | Holds::Count | Holds::Day => self.short[column as usize].push(i32::try_from(number).map_err(|_| overflow(9))?),
        }
        Ok(())
    }

    /// Makes columns so many lines longer than they are, so that chunks that begin at any line can be copied whole. Lines that are appended later
    /// stand in their place.
    pub fn pad(&mut self, lines: usize) {
        let len = self.len + lines;
        self.short.iter_mut().filter(|column| !column.is_empty()).for_each(|column| column.resize(len, 0));
        self.long.iter_mut().filter(|column| !column.is_empty()).for_each(|column| column.resize(len, 0));
    }
}
