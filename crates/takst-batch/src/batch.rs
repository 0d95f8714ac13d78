//! A book ready to price columns.

use crate::capacity::findings;
use crate::error::BatchError;
use crate::options::{LineOptions, TotalOptions};
use crate::output::stream::Lines;
use crate::run::run_counts::{Message, OnProgress};
use crate::run::worker::Shared;
use crate::template::lent::{Lent, Shelf};
use crate::template::templates::Templates;
use crate::totals::table::{Totals, totals};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use std::sync::Arc;
use takst::{Book, Finding, ReportingPeriod};

/// A book ready to price columns. Share it: the lines of plain rows are worked out when a service is first met, and kept.
#[derive(Debug, Clone)]
pub struct Batch {
    book: Arc<Book>,
    shelf: Arc<Shelf>,
}

impl Batch {
    /// Takes a book. Nothing is worked out yet.
    ///
    /// # Errors
    /// [`BatchError::Overflow`]: a published price has more digits than its column.
    pub fn new(book: Arc<Book>) -> Result<Batch, BatchError> {
        Templates::check(&book)?;
        Ok(Batch { book, shelf: Arc::default() })
    }

    /// The book.
    #[must_use]
    pub fn book(&self) -> &Arc<Book> {
        &self.book
    }

    /// Templates for one thread.
    pub(crate) fn lend(&self) -> Lent {
        self.shelf.lend()
    }

    /// Prices batches of cases into batches of lines.
    pub fn lines<I>(&self, input: I, request: &ReportingPeriod, options: &LineOptions) -> Lines
    where
        I: IntoIterator<Item = Result<RecordBatch, ArrowError>>,
        I::IntoIter: Send + 'static,
    {
        Lines::new(self.shared(request, options.findings), Box::new(input.into_iter()), options)
    }

    /// Prices batches of cases into totals, without lines.
    ///
    /// # Errors
    /// The input cannot be read as a whole, or a sum has more digits than its column. A case that cannot be priced is no error: it is among
    /// the refused.
    pub fn totals<I>(&self, input: I, request: &ReportingPeriod, options: &TotalOptions) -> Result<Totals, BatchError>
    where
        I: IntoIterator<Item = Result<RecordBatch, ArrowError>>,
        I::IntoIter: Send + 'static,
    {
        self.totals_watched(input, request, options, None, None)
    }

    /// As [`totals`](Batch::totals), with problems said in the words of `message` and `progress` called after each piece and meanwhile.
    ///
    /// # Errors
    /// As [`totals`](Batch::totals), and [`BatchError::Stopped`] where `progress` asks for it.
    pub fn totals_watched<I>(
        &self,
        input: I,
        request: &ReportingPeriod,
        options: &TotalOptions,
        message: Option<Message>,
        progress: Option<OnProgress>,
    ) -> Result<Totals, BatchError>
    where
        I: IntoIterator<Item = Result<RecordBatch, ArrowError>>,
        I::IntoIter: Send + 'static,
    {
        totals(self.shared(request, false), Box::new(input.into_iter()), options, message, progress)
    }

    /// More rows than places: one finding for each service and longest run of days, over the whole input, whether cases are priced or refused.
    ///
    /// # Errors
    /// The input cannot be read as a whole.
    pub fn capacity<I>(&self, input: I, request: &ReportingPeriod) -> Result<Vec<Finding>, BatchError>
    where
        I: IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    {
        findings(&self.book, input.into_iter(), request)
    }

    fn shared(&self, request: &ReportingPeriod, findings: bool) -> Arc<Shared> {
        let vocabulary = self.shelf.vocabulary(&self.book).clone();
        Arc::new(Shared { book: self.book.clone(), shelf: self.shelf.clone(), vocabulary, request: *request, findings })
    }
}
