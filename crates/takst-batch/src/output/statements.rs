//! Statements of the core as batches of lines, for callers that priced case by case.

use crate::error::BatchError;
use crate::lines::fill::{References, Source};
use crate::lines::pool::Pool;
use crate::options::LineOptions;
use crate::run::worker::{push_statement, record_batch};
use crate::schema::lines_schema;
use crate::template::layout::Layout;
use crate::template::line_columns::LineColumns;
use crate::template::templates::Templates;
use crate::template::vocabulary::{Vocabulary, WordIds};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use std::sync::Arc;
use takst::{Book, Statement};

/// Gathers statements into batches of lines with the same columns that [`Batch::lines`](crate::Batch::lines) gives.
pub struct StatementLines {
    schema: SchemaRef,
    options: LineOptions,
    templates: Templates,
    lines: LineColumns,
    references: References,
    words: WordIds,
    pool: Pool,
}

impl StatementLines {
    /// No lines yet. `book` is the one the statements are priced by.
    #[must_use]
    pub fn new(book: &Book, options: &LineOptions) -> StatementLines {
        let vocabulary = Arc::new(Vocabulary::of(book));
        StatementLines {
            schema: Arc::new(lines_schema(options)),
            options: options.clone(),
            words: WordIds::new(vocabulary),
            templates: Templates::default(),
            lines: LineColumns::new(),
            references: References::default(),
            pool: Pool::default(),
        }
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// Adds the lines of a statement.
    ///
    /// # Errors
    /// [`BatchError::Overflow`]: an amount has more digits than its column.
    pub fn push(&mut self, statement: &Statement) -> Result<(), BatchError> {
        push_statement(statement, &mut self.lines, &mut self.references, &mut self.words)
    }

    /// Lines gathered since the last [`take`](StatementLines::take).
    #[must_use]
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// The lines gathered, as a batch.
    ///
    /// # Errors
    /// [`BatchError::TooMany`]: more text than an Arrow column holds.
    pub fn take(&mut self) -> Result<RecordBatch, BatchError> {
        let mut layout = Layout::default();
        layout.priced(0, self.lines.len());
        let source = Source {
            templates: &self.templates,
            layout: &layout,
            facts: &[],
            priced: &self.lines,
            references: &self.references,
            piece: None,
            words: &self.words,
        };
        self.pool.take_back();
        let batch = record_batch(&source, &self.schema, &self.options.columns, self.options.money, self.options.text, &self.pool)?;
        self.lines.clear();
        self.references.clear();
        self.words.clear();
        Ok(batch)
    }
}
