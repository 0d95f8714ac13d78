//! Memory that the process has taken and not given back.
#![allow(unsafe_code)]

use crate::input::catalogue;
use crate::measure::measured;
use serde_json::{Value, json};
use std::ffi::c_int;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use takst::{Book, KnownAsOf, Policy};
use takst_batch::Batch;

/// `struct mallinfo2` of the GNU C library, 2.33 and newer.
#[cfg(target_env = "gnu")]
#[repr(C)]
struct HeapFigures {
    from_system: usize,
    free_chunks: usize,
    free_fast: usize,
    mapped_blocks: usize,
    mapped: usize,
    unused: usize,
    free_fast_bytes: usize,
    in_use: usize,
    free: usize,
    releasable: usize,
}

/// Bytes in use on the heap, of all threads; 0 where the C library does not say.
fn in_use() -> usize {
    #[cfg(target_env = "gnu")]
    {
        unsafe extern "C" {
            fn mallinfo2() -> HeapFigures;
        }
        // It takes nothing and gives a value.
        let figures = unsafe { mallinfo2() };
        figures.in_use + figures.mapped
    }
    #[cfg(not(target_env = "gnu"))]
    0
}

/// What the C library has freed goes back to the system, so that memory taken next is seen as such.
fn give_back() {
    #[cfg(target_env = "gnu")]
    {
        unsafe extern "C" {
            fn malloc_trim(pad: usize) -> c_int;
        }
        // It moves nothing that is in use.
        unsafe { malloc_trim(0) };
    }
}

/// Makes a batch for the book of a catalogue: `builtin`, or a folder over it.
pub fn batch(folder: &str) -> Result<Value, String> {
    let read = if folder == "builtin" { takst_catalogue::builtin().clone() } else { catalogue(Path::new(folder))? };
    let book = Book::compile(&read, &Policy::default(), KnownAsOf::Latest).map_err(|errors| format!("the book does not compile: {errors:?}"))?;
    let book = Arc::new(book);
    give_back();
    let before = in_use();
    let (batch, mut figures) = measured(|| Batch::new(book));
    let batch = batch.map_err(|error| error.to_string())?;
    figures.insert("held_bytes".to_owned(), json!(in_use().saturating_sub(before)));
    drop(black_box(batch));
    Ok(Value::Object(figures))
}
