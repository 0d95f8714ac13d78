//! Columns of the lines of the kernel.

use crate::template::vocabulary::{ABSENT, WordIds};
use takst::kernel::LineFacts;
use takst::{Assumptions, LineColumn};

/// A column of days, counts or words.
pub(crate) fn short_of_facts(column: LineColumn, lines: &[LineFacts], words: &WordIds, to: &mut [i32]) {
    match column {
        LineColumn::Line => each(to, lines, |line| line.number as i32),
        LineColumn::Provider => each(to, lines, |line| words.of_service(line.service).provider),
        LineColumn::Service => each(to, lines, |line| words.of_service(line.service).service),
        LineColumn::Payer => each(to, lines, |line| i32::from(line.payer.code())),
        LineColumn::Month => each(to, lines, |line| words.known_month(line.month)),
        LineColumn::FirstDay => each(to, lines, |line| line.first.number()),
        LineColumn::LastDay => each(to, lines, |line| line.last.number()),
        LineColumn::Days => each(to, lines, LineFacts::days),
        LineColumn::Unit => each(to, lines, |line| line.unit as i32),
        LineColumn::VatCategory => each(to, lines, |line| line.vat_category as i32),
        LineColumn::VatExemption => {
            let exemption = |line: &LineFacts| words.of_service(line.service).vat_exemption;
            each(to, lines, |line| if line.vat_category == takst::VatCategory::Exempt { exemption(line) } else { ABSENT });
        }
        LineColumn::RefundRule => each(to, lines, |line| words.of_service(line.service).refund_rule),
        LineColumn::RefundOutcome => each(to, lines, |line| line.outcome as i32),
        LineColumn::RefundReason => each(to, lines, |line| line.reason as i32),
        LineColumn::LegalBasis => each(to, lines, |line| words.of_service(line.service).legal_basis),
        LineColumn::Account => each(to, lines, |line| words.of_service(line.service).account),
        LineColumn::TariffVersion => each(to, lines, |line| words.version(line.service, line.version())),
        LineColumn::InvoiceHold => each(to, lines, |line| line.hold.map_or(ABSENT, |code| code as i32)),
        LineColumn::Assumptions => {
            let (mut last, mut number) = (Assumptions::NONE, ABSENT);
            for (to, line) in to.iter_mut().zip(lines) {
                if line.assumptions != last {
                    (last, number) = (line.assumptions, words.known_assumptions(line.assumptions));
                }
                *to = number;
            }
        }
        // References are read from the rows; all other columns are long.
        _ => {}
    }
}

#[inline(always)]
fn each<T>(to: &mut [T], lines: &[LineFacts], of: impl Fn(&LineFacts) -> T) {
    to.iter_mut().zip(lines).for_each(|(to, line)| *to = of(line));
}

/// A column of decimals.
pub(crate) fn long_of_facts<T: Number>(column: LineColumn, lines: &[LineFacts], to: &mut [T]) {
    match column {
        LineColumn::Quantity => each(to, lines, |line| T::from(i64::from(line.quantity))),
        LineColumn::UnitPrice => each(to, lines, |line| T::from(line.unit_price)),
        LineColumn::PriceBaseQuantity => each(to, lines, |line| T::from(i64::from(line.base) * 100)),
        LineColumn::Net => each(to, lines, |line| T::from(line.net)),
        LineColumn::VatRate => each(to, lines, |line| T::from(i64::from(line.vat_rate))),
        LineColumn::Vat => each(to, lines, |line| T::from(line.vat)),
        LineColumn::OwnPayment => each(to, lines, |line| T::from(line.own_payment)),
        LineColumn::Refund => each(to, lines, |line| T::from(line.refund)),
        LineColumn::AtStake => each(to, lines, |line| T::from(line.at_stake)),
        LineColumn::Cost => each(to, lines, |line| T::from(line.cost())),
        LineColumn::Gross => each(to, lines, |line| T::from(line.gross())),
        // All other columns are short.
        _ => {}
    }
}

/// A number of the output, made of those of templates.
pub(crate) trait Number: Copy + Default + From<i64> {
    /// Copies numbers of a template.
    fn copy(from: &[i64], to: &mut [Self]);
}

impl Number for i64 {
    #[inline(always)]
    fn copy(from: &[i64], to: &mut [i64]) {
        to.copy_from_slice(from);
    }
}

impl Number for i128 {
    #[inline(always)]
    fn copy(from: &[i64], to: &mut [i128]) {
        to.iter_mut().zip(from).for_each(|(to, from)| *to = i128::from(*from));
    }
}
