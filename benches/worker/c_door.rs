//! takst through its C interface, called as C calls it.
#![allow(unsafe_code)]

use crate::batches::{NARROW, Order};
use crate::measure::measured;
use arrow_array::ffi::FFI_ArrowArray;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator};
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::Path;
use std::ptr;
use takst::kernel::{Scratch, evaluate, input};
use takst::{ReportingPeriod, Totals};
use takst_c::{
    SizedStruct, TakstBatch, TakstBatchOptions, TakstLine, TakstRow, TakstStatus, takst_batch_free, takst_batch_lines, takst_batch_new,
    takst_book_free, takst_book_new, takst_book_price, takst_book_service, takst_catalogue_free, takst_catalogue_from_path, takst_lines_free,
    takst_lines_stream,
};

/// Periods that are priced in a row.
const REPEATS: u64 = 20_000;
/// More than the lines of a year.
const ROOM: usize = 24;

/// A book with its templates, behind the interface.
pub struct Door(*mut TakstBatch);

impl Door {
    pub fn open(catalogue: &Path) -> Result<Door, String> {
        let path = catalogue.to_string_lossy();
        let (mut read, mut book, mut batch) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        // Each handle is freed below; the batch by `drop`.
        unsafe {
            well(takst_catalogue_from_path(path.as_ptr().cast(), path.len(), &raw mut read, ptr::null_mut()), "a catalogue")?;
            let compiled = takst_book_new(read, ptr::null(), 0, &raw mut book, ptr::null_mut());
            takst_catalogue_free(read);
            well(compiled, "a book")?;
            let made = takst_batch_new(book, &raw mut batch, ptr::null_mut());
            takst_book_free(book);
            well(made, "a batch")?;
        }
        Ok(Door(batch))
    }

    /// Lines of the narrow columns, each batch taken as arrays of this process: to be compared.
    pub fn lines(
        &self,
        rows: &[RecordBatch],
        order: &Order,
        trusted: bool,
        take: &mut dyn FnMut(RecordBatch) -> Result<(), String>,
    ) -> Result<(), String> {
        for batch in RecordBatchStreamReader::try_new(self.stream(rows, order, trusted)?).map_err(|error| error.to_string())? {
            take(batch.map_err(|error| error.to_string())?)?;
        }
        Ok(())
    }

    /// The same, each batch released as C releases it: what the interface itself takes.
    pub fn pull(&self, rows: &[RecordBatch], order: &Order, trusted: bool) -> Result<(), String> {
        let mut stream = self.stream(rows, order, trusted)?;
        let next = stream.get_next().ok_or("the stream is released")?;
        loop {
            // Released when dropped.
            let mut batch = FFI_ArrowArray::empty();
            let code = unsafe { next(&raw mut stream, &raw mut batch) };
            if code != 0 {
                return Err(format!("the stream of lines ended with {code}"));
            }
            if batch.is_released() {
                return Ok(());
            }
            black_box(&batch);
        }
    }

    /// Rows into one Arrow C stream, lines out of another.
    fn stream(&self, rows: &[RecordBatch], order: &Order, trusted: bool) -> Result<FFI_ArrowArrayStream, String> {
        let schema = rows.first().ok_or("no rows are loaded")?.schema();
        // The stream outlives this call as far as its type knows; a batch is a handle.
        let own = rows.to_vec();
        let reader = RecordBatchIterator::new(own.into_iter().map(Ok), schema);
        let columns: Vec<&str> = NARROW.iter().map(|column| column.as_str()).collect();
        let columns = columns.join(",");
        let threads = order.threads.map_or(0, |threads| u32::try_from(threads.get()).unwrap_or(0));
        let mut options = TakstBatchOptions::init();
        options.grouping = takst_c::TakstGrouping::ByCitizen as u32;
        options.threads = threads;
        options.trusted = u32::from(trusted);
        options.columns = columns.as_ptr().cast();
        options.columns_length = columns.len() as u64;
        let mut cases = FFI_ArrowArrayStream::new(Box::new(reader));
        let mut stream = FFI_ArrowArrayStream::empty();
        let mut lines = ptr::null_mut();
        unsafe {
            well(takst_batch_lines(self.0, &raw mut cases, &raw const options, &raw mut lines, ptr::null_mut()), "lines")?;
            let given = takst_lines_stream(lines, &raw mut stream, ptr::null_mut());
            takst_lines_free(lines);
            well(given, "a stream of lines")?;
        }
        Ok(stream)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        unsafe { takst_batch_free(self.0) };
    }
}

/// One period of twelve lines by the core, as documents and as sums, and through the interface into an array: times of all, in turn.
pub fn period() -> Result<Value, String> {
    let (book, citizen) = (takst_benches::book(), takst_benches::year());
    let mut door = ptr::null_mut();
    well(unsafe { takst_book_new(ptr::null(), ptr::null(), 0, &raw mut door, ptr::null_mut()) }, "a book")?;
    let service = "mandecentret/efterforsorg";
    let mut row = TakstRow::init();
    (row.payer, row.first_day, row.last_day) = (101, 20_220_101, 20_221_231);
    let found = unsafe { takst_book_service(door, service.as_ptr().cast(), service.len(), &raw mut row.service, ptr::null_mut()) };
    well(found, "the number of a service")?;
    let mut lines = [TakstLine::init(); ROOM];
    let mut count = 0;
    let mut through = || unsafe { takst_book_price(door, black_box(&raw const row), lines.as_mut_ptr(), ROOM, &raw mut count, ptr::null_mut()) };
    well(through(), "lines of a period")?;
    let ((), core) = measured(|| (0..REPEATS).for_each(|_| drop(black_box(book.price(black_box(&citizen), &ReportingPeriod::ALL)))));
    let (mut scratch, mut totals) = (Scratch::new(), Totals::default());
    let rows: Vec<_> = input(&book, &citizen).collect();
    let ((), kernel) = measured(|| (0..REPEATS).for_each(|_| evaluate(&book, black_box(&rows), &ReportingPeriod::ALL, &mut scratch, &mut totals)));
    black_box(totals);
    let (ended, c) = measured(|| (0..REPEATS).map(|_| through()).find(|status| *status != TakstStatus::Ok));
    unsafe { takst_book_free(door) };
    if let Some(status) = ended {
        well(status, "lines of a period")?;
    }
    if count != 12 {
        return Err(format!("a year has twelve lines, not {count}"));
    }
    Ok(json!({"core_ns": core["cpu_ns"], "kernel_ns": kernel["cpu_ns"], "c_ns": c["cpu_ns"], "repeats": REPEATS}))
}

fn well(status: TakstStatus, what: &str) -> Result<(), String> {
    if status == TakstStatus::Ok { Ok(()) } else { Err(format!("the C interface gave no {what}: {status:?}")) }
}
