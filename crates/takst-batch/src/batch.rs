//! The door: a book with its templates.

use crate::error::BatchError;
use crate::lines::Lines;
use crate::options::LineOptions;
use crate::templates::Templates;
use crate::worker::Shared;
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use std::sync::Arc;
use takst::{Book, Request};

/// A book ready to price columns. Making one works every service's lines out once; share it.
#[derive(Debug, Clone)]
pub struct Batch {
    book: Arc<Book>,
    templates: Arc<Templates>,
}

impl Batch {
    /// Works out the templates of a book.
    ///
    /// # Errors
    /// [`BatchError::Overflow`]: a published price has more digits than its column.
    pub fn new(book: Arc<Book>) -> Result<Batch, BatchError> {
        let templates = Arc::new(Templates::of(&book)?);
        Ok(Batch { book, templates })
    }

    /// The book.
    #[must_use]
    pub fn book(&self) -> &Arc<Book> {
        &self.book
    }

    /// Prices batches of cases into batches of lines.
    pub fn lines<I>(&self, input: I, request: &Request, options: &LineOptions) -> Lines
    where
        I: IntoIterator<Item = Result<RecordBatch, ArrowError>>,
        I::IntoIter: Send + 'static,
    {
        Lines::new(self.shared(request, options.findings), Box::new(input.into_iter()), options)
    }

    fn shared(&self, request: &Request, findings: bool) -> Arc<Shared> {
        Arc::new(Shared { book: self.book.clone(), templates: self.templates.clone(), request: *request, findings })
    }
}
