//! One case of twelve lines, priced by the core as it is: no columns, no batches.

use crate::measure::measured;
use serde_json::{Value, json};
use std::hint::black_box;
use takst::ReportingPeriod;

const REPEATS: u64 = 20_000;

pub fn run() -> Value {
    let book = takst_benches::book();
    let citizen = takst_benches::year();
    let ((), mut figures) = measured(|| {
        for _ in 0..REPEATS {
            black_box(book.price(black_box(&citizen), &ReportingPeriod::ALL));
        }
    });
    figures.insert("repeats".to_owned(), json!(REPEATS));
    Value::Object(figures)
}
