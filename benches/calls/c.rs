//! The plain function of the C library: one row into an array of lines.
#![allow(unsafe_code)]

use crate::Call;
use crate::cases::{Given, PAYER};
use chrono::{Datelike, NaiveDate};
use std::hint::black_box;
use std::ptr;
use takst_c::{SizedStruct, TakstLine, TakstRow, TakstStatus, takst_book_new, takst_book_price, takst_book_service};

/// More than the lines of a year.
const ROOM: usize = 24;

pub fn call(given: Vec<Given>) -> Result<Call, String> {
    let [given] = given[..] else { return Err("the plain function prices one row".to_owned()) };
    let mut book = ptr::null_mut();
    // Never freed: the calls go on to the end of the process.
    well(unsafe { takst_book_new(ptr::null(), ptr::null(), 0, &raw mut book, ptr::null_mut()) })?;
    let mut row = TakstRow::init();
    (row.payer, row.first_day, row.last_day) = (PAYER.into(), number(given.first_day)?, number(given.last_day)?);
    let name = given.service;
    well(unsafe { takst_book_service(book, name.as_ptr().cast(), name.len(), &raw mut row.service, ptr::null_mut()) })?;
    let mut lines = Box::new([TakstLine::init(); ROOM]);
    Ok(Box::new(move || {
        let mut count = 0;
        let status = unsafe { takst_book_price(book, black_box(&raw const row), lines.as_mut_ptr(), ROOM, &raw mut count, ptr::null_mut()) };
        if status == TakstStatus::Ok { count } else { 0 }
    }))
}

/// A day as C writes it: 20240131.
fn number<T: TryFrom<i64>>(day: NaiveDate) -> Result<T, String> {
    let number = i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day());
    T::try_from(number).map_err(|_| format!("{day} is out of bounds"))
}

fn well(status: TakstStatus) -> Result<(), String> {
    if status == TakstStatus::Ok { Ok(()) } else { Err(format!("the C interface said {status:?}")) }
}
