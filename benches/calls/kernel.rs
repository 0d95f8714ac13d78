//! Typed rows to lines in an array of the caller, by the kernel with warm buffers.

use crate::Call;
use crate::cases::Given;
use crate::rust::{book, citizen};
use std::hint::black_box;
use takst::kernel::{InputRow, LineFacts, Scratch, Sink, evaluate, input};
use takst::{Book, ReportingPeriod};

/// More than any of the cases has lines.
const ROOM: usize = 32;

/// A line in the caller's array: what a program needs of it, as plain values.
#[expect(dead_code, reason = "the caller would read it")]
#[derive(Clone, Copy)]
struct Written {
    row: u32,
    document: u32,
    number: u32,
    service: u32,
    version: u32,
    month: u32,
    first_day: i32,
    last_day: i32,
    days: i32,
    payer: u16,
    unit: u8,
    vat_category: u8,
    outcome: u8,
    reason: u8,
    quantity: i64,
    unit_price: i64,
    base: i64,
    vat_rate: i64,
    net: i64,
    vat: i64,
    own_payment: i64,
    refund: i64,
    at_stake: i64,
    cost: i64,
    assumptions: u64,
}

/// The caller's array, and how much of it is written.
struct Array {
    lines: [Option<Written>; ROOM],
    count: usize,
}

impl Sink for Array {
    #[inline]
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        self.lines[self.count] = Some(written(line));
        self.count += 1;
    }
}

pub fn call(given: Vec<Given>) -> Result<Call, String> {
    let (book, citizen) = (book()?, citizen(&given)?);
    // Numbers only: nothing of them is looked up by name in a call.
    let typed =
        |row: InputRow<'_>| InputRow { number: row.number, case: row.case, service: row.service, facts: row.facts, commitment: "", record: None };
    let rows: Vec<InputRow<'static>> = input(&book, &citizen).map(typed).collect();
    let (mut scratch, mut array) = (Scratch::new(), Array { lines: [None; ROOM], count: 0 });
    Ok(Box::new(move || price(&book, &rows, &mut scratch, &mut array)))
}

/// The call, and how many lines came of it.
fn price(book: &Book, rows: &[InputRow<'_>], scratch: &mut Scratch, array: &mut Array) -> usize {
    array.count = 0;
    evaluate(book, black_box(rows), &ReportingPeriod::ALL, scratch, array);
    black_box(&array.lines);
    array.count
}

fn written(line: &LineFacts) -> Written {
    let (year, month) = line.month.year_month();
    Written {
        row: line.row,
        document: line.document,
        number: line.number,
        service: line.service,
        version: line.version().map_or(0, |version| version + 1),
        month: year.unsigned_abs() * 100 + month,
        first_day: line.first.number(),
        last_day: line.last.number(),
        days: line.days(),
        payer: line.payer.code(),
        unit: line.unit as u8,
        vat_category: line.vat_category as u8,
        outcome: line.outcome as u8,
        reason: line.reason as u8,
        quantity: i64::from(line.quantity),
        unit_price: line.unit_price,
        base: i64::from(line.base),
        vat_rate: i64::from(line.vat_rate),
        net: line.net,
        vat: line.vat,
        own_payment: line.own_payment,
        refund: line.refund,
        at_stake: line.at_stake,
        cost: line.cost(),
        assumptions: line.assumptions.bits(),
    }
}
