//! A book ready to price columns.

use super::failed::ended;
use crate::book::TakstBook;
use crate::entry::{entry, quietly};
use crate::error::TakstError;
use crate::pointer::{Handle, out, shared};
use crate::status::TakstStatus;
use takst_batch::Batch;

/// A book ready to price columns. It never changes: share one among all threads.
pub struct TakstBatch(pub(crate) Batch);

impl Handle for TakstBatch {}

/// Prepares a book for columns. The first run prices the lines of every service once, which takes some milliseconds: keep the batch. The book can be
/// freed before it.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_batch_new(book: *const TakstBook, batch: *mut *mut TakstBatch, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let batch = unsafe { out(batch, "batch") }?;
        batch.set(TakstBatch(Batch::new(book.book.clone()).map_err(|error| ended(&error))?).give());
        Ok(())
    })
}

/// Frees a batch; NULL does nothing. Streams made from it live on.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_batch_free(batch: *mut TakstBatch) {
    quietly((), || unsafe { TakstBatch::take_back(batch) });
}
