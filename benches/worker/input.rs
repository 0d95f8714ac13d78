//! Rows in memory, the book, and how long that took to make.

use crate::c_door::Door;
use crate::loops::Loops;
use crate::measure::{measured, memory};
use crate::row_loop::Prices;
use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use takst::{Book, Catalogue, KnownAsOf, Policy};
use takst_batch::Batch;

/// Rows of a batch.
const ROWS: usize = 65_536;

/// All that jobs work on.
pub struct Loaded {
    pub rows: Vec<RecordBatch>,
    pub batch: Batch,
    /// What the loop without takst looks prices up in.
    pub prices: Prices,
    catalogue: PathBuf,
    door: OnceCell<Door>,
    loops: OnceCell<Loops>,
}

impl Loaded {
    pub fn read(file: &Path, folder: &Path) -> Result<(Loaded, Value), String> {
        let rows = read(file)?;
        let bytes: usize = rows.iter().map(RecordBatch::get_array_memory_size).sum();
        let (catalogue, read) = measured(|| catalogue(folder));
        let catalogue = catalogue?;
        let prices = Prices::of(&catalogue);
        let (book, compiled) = measured(|| Book::compile(&catalogue, &Policy::default(), KnownAsOf::Latest));
        let book = Arc::new(book.map_err(|errors| format!("the book does not compile: {errors:?}"))?);
        let (batch, made) = measured(|| Batch::new(book));
        let batch = batch.map_err(|error| error.to_string())?;
        let count: usize = rows.iter().map(RecordBatch::num_rows).sum();
        let figures = json!({
            "rows": count, "bytes": bytes, "resident_kib": memory("VmRSS:"), "catalogue_ns": read["cpu_ns"], "book_ns": compiled["cpu_ns"], "batch_ns": made["cpu_ns"],
        });
        Ok((Loaded { rows, batch, prices, catalogue: folder.to_owned(), door: OnceCell::new(), loops: OnceCell::new() }, figures))
    }

    /// The same catalogue behind the C interface, made when it is first asked for.
    pub fn door(&self) -> Result<&Door, String> {
        if self.door.get().is_none() {
            self.door.set(Door::open(&self.catalogue)?).map_err(|_| "the door was opened twice")?;
        }
        self.door.get().ok_or_else(|| "the door is not open".to_owned())
    }

    /// What the loops over integers look up, made when first asked for.
    pub fn loops(&self) -> Result<&Loops, String> {
        if self.loops.get().is_none() {
            self.loops.set(Loops::new(&catalogue(&self.catalogue)?)).map_err(|_| "the loops were made twice")?;
        }
        self.loops.get().ok_or_else(|| "the loops are not made".to_owned())
    }
}

/// The built-in catalogue with that of a folder over it.
pub fn catalogue(folder: &Path) -> Result<Catalogue, String> {
    let read = takst_catalogue::with_directory(takst_catalogue::builtin_loaded(), folder);
    read.map(|loaded| loaded.catalogue).map_err(|problems| format!("{} problems in the catalogue", problems.len()))
}

fn read(file: &Path) -> Result<Vec<RecordBatch>, String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let open = File::open(file).map_err(|error| failed(&error))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(open).map_err(|error| failed(&error))?;
    let reader = reader.with_batch_size(ROWS).build().map_err(|error| failed(&error))?;
    reader.collect::<Result<_, _>>().map_err(|error| failed(&error))
}
