//! Whether the sums of a document add up by its own figures.
//!
//! Sums of stated amounts are exact. What is rounded has the tolerance of the rules of its dialect.

use super::line::sum;
use crate::model::{Charge, Dialect, Invoice, Line, Problem, Sum};
use rust_decimal::Decimal;

/// The net of a line may differ from its price by so much: 0.02 in Peppol BIS (R120), 1.00 in OIOUBL (F-INV340).
const LINE: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
/// VAT may differ from its rate by so much.
const KRONE: Decimal = Decimal::ONE;

/// Sums that do not add up.
pub(super) fn problems(invoice: &Invoice, dialect: Option<Dialect>) -> Vec<Problem> {
    let tolerance = if dialect == Some(Dialect::Bis3) { LINE } else { KRONE };
    let mut found = Vec::new();
    for (nth, line) in invoice.lines.iter().enumerate() {
        check(&mut found, Sum::LineNet, Some(nth), line.net, net_of(line), tolerance);
    }
    let totals = &invoice.totals;
    let exact = Decimal::ZERO;
    let all_lines = invoice.lines.iter().all(|line| line.net.is_some());
    let lines = sum(invoice.lines.iter().map(|line| line.net)).filter(|_| all_lines);
    check(&mut found, Sum::Lines, None, totals.lines, lines, exact);
    let (allowances, charges) = (charged(&invoice.charges, false), charged(&invoice.charges, true));
    check(&mut found, Sum::Allowances, None, totals.allowances, allowances, exact);
    check(&mut found, Sum::Charges, None, totals.charges, charges, exact);
    let net = totals.lines.or(lines).and_then(|lines| {
        let less = totals.allowances.or(allowances)?;
        lines.checked_sub(less)?.checked_add(totals.charges.or(charges)?)
    });
    check(&mut found, Sum::Net, None, totals.net, net, exact);
    let net = totals.net.or(net);
    if !invoice.vat.is_empty() {
        let taxable = sum(invoice.vat.iter().map(|rate| rate.taxable)).filter(|_| invoice.vat.iter().all(|rate| rate.taxable.is_some()));
        check(&mut found, Sum::Taxable, None, net, taxable, exact);
    }
    for (nth, rate) in invoice.vat.iter().enumerate() {
        let computed = rate.taxable.zip(rate.vat.rate).and_then(|(base, rate)| base.checked_mul(rate)?.checked_div(Decimal::ONE_HUNDRED));
        check(&mut found, Sum::VatOfRate, Some(nth), rate.amount, computed, KRONE);
    }
    if !invoice.vat.is_empty() {
        let vat = sum(invoice.vat.iter().map(|rate| rate.amount)).filter(|_| invoice.vat.iter().all(|rate| rate.amount.is_some()));
        check(&mut found, Sum::Vat, None, totals.vat, vat, exact);
    }
    let gross = net.and_then(|net| net.checked_add(totals.vat.unwrap_or_default()));
    check(&mut found, Sum::Gross, None, totals.gross, gross, exact);
    let gross = totals.gross.or(gross);
    let payable = gross.and_then(|gross| gross.checked_sub(totals.prepaid.unwrap_or_default())?.checked_add(totals.rounding.unwrap_or_default()));
    check(&mut found, Sum::Payable, None, totals.payable, payable, exact);
    found
}

/// What is known of both is compared.
fn check(found: &mut Vec<Problem>, of: Sum, nth: Option<usize>, stated: Option<Decimal>, computed: Option<Decimal>, tolerance: Decimal) {
    let Some((stated, computed)) = stated.zip(computed) else { return };
    let is_near = stated.checked_sub(computed).is_some_and(|difference| difference.abs() <= tolerance);
    if !is_near {
        found.push(Problem::Sum { of, nth, stated, computed: computed.normalize() });
    }
}

/// Price times quantity, less allowances, with charges. Of a price without quantity nothing is known.
fn net_of(line: &Line) -> Option<Decimal> {
    let (price, quantity) = (line.price.as_ref()?, line.quantity.as_ref()?);
    let base = price.base.as_ref().map_or(Decimal::ONE, |base| base.quantity);
    // A base in another unit than the quantity compares nothing.
    let units = [price.base.as_ref().and_then(|base| base.unit.as_deref()), quantity.unit.as_deref()];
    if base.is_zero() || matches!(units, [Some(base), Some(of)] if base != of) {
        return None;
    }
    let all = price.amount.checked_mul(quantity.quantity)?.checked_div(base)?;
    all.checked_sub(charged(&line.charges, false)?)?.checked_add(charged(&line.charges, true)?)
}

/// The sum of what is added, or taken off; `None`: an amount is missing.
fn charged(charges: &[Charge], is_charge: bool) -> Option<Decimal> {
    let of = || charges.iter().filter(|charge| charge.is_charge == is_charge);
    if of().any(|charge| charge.amount.is_none()) {
        return None;
    }
    if of().next().is_none() { Some(Decimal::ZERO) } else { sum(of().map(|charge| charge.amount)) }
}
