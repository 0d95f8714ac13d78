//! Typed rows to lines in an array of the caller: today by `Book::reckon`, which hands out a case line by line.
//!
//! What is counted is [`price`]; another function of the core is counted by calling it there.

use crate::Call;
use crate::cases::Given;
use crate::rust::{book, citizen};
use chrono::NaiveDate;
use std::hint::black_box;
use takst::{Assumptions, Book, Citizen, Line, Outcome, ReportingPeriod};

/// More than any of the cases has lines.
const ROOM: usize = 32;

/// A line in the caller's array: what a program needs of it, as plain values.
#[expect(dead_code, reason = "the caller would read it")]
#[derive(Clone, Copy)]
struct Written {
    row: u64,
    document: u32,
    number: u32,
    first_day: NaiveDate,
    last_day: NaiveDate,
    quantity: i64,
    unit_price: i64,
    base: i64,
    net: i64,
    vat: i64,
    own_payment: i64,
    refund: i64,
    at_stake: i64,
    outcome: Outcome,
    assumptions: Assumptions,
}

pub fn call(given: Vec<Given>) -> Result<Call, String> {
    let (book, citizen) = (book()?, citizen(&given)?);
    let mut lines: [Option<Written>; ROOM] = [None; ROOM];
    Ok(Box::new(move || {
        let count = price(&book, black_box(&citizen), &mut lines);
        black_box(&lines);
        count
    }))
}

/// The call, and how many lines came of it.
fn price(book: &Book, citizen: &Citizen, lines: &mut [Option<Written>; ROOM]) -> usize {
    let mut count = 0;
    for reckoning in book.reckon(citizen, &ReportingPeriod::ALL).iter().flatten() {
        reckoning.each_line(|document, line| {
            lines[count] = Some(written(document, line));
            count += 1;
        });
    }
    count
}

fn written(document: u32, line: &Line) -> Written {
    Written {
        row: line.row,
        document,
        number: line.number,
        first_day: line.period.first(),
        last_day: line.period.last(),
        quantity: line.quantity.units(),
        unit_price: line.unit_price.units(),
        base: line.price_base_quantity.units(),
        net: line.net.ore(),
        vat: line.vat.amount.ore(),
        own_payment: line.own_payment.ore(),
        refund: line.refund.amount.ore(),
        at_stake: line.refund.at_stake.ore(),
        outcome: line.refund.outcome,
        assumptions: line.assumptions,
    }
}
