//! More rows than places, counted over a whole input.

use crate::error::BatchError;
use crate::rows::cut::Input;
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use std::collections::HashMap;
use takst::{Book, Capacity, Column, Finding, ReportingPeriod, RowDraft};

/// The columns that say where and when a place was taken.
const COUNTED: [Column; 3] = [Column::Service, Column::FirstDay, Column::LastDay];

/// Findings `capacity.exceeded`, by service and day.
pub(crate) fn findings<I>(book: &Book, input: I, request: &ReportingPeriod) -> Result<Vec<Finding>, BatchError>
where
    I: Iterator<Item = Result<RecordBatch, ArrowError>>,
{
    let limited: HashMap<&str, ()> =
        book.catalogue().services().filter(|(_, service)| service.terms.places.is_some()).map(|(_, service)| (service.id.as_str(), ())).collect();
    let mut capacity = Capacity::new(book, request);
    let mut input = Input::new(input);
    let mut texts: [String; 3] = Default::default();
    while let Some((batch, schema)) = input.next()? {
        let columns = schema.columns(&batch)?;
        let cells = COUNTED.map(|wanted| columns.cells.iter().find(|(column, _)| *column == wanted).map(|(_, cells)| cells));
        for row in 0..columns.rows {
            for (text, cells) in texts.iter_mut().zip(cells) {
                text.clear();
                cells.into_iter().for_each(|cells| cells.write(row, text));
            }
            if !limited.contains_key(texts[0].trim()) {
                continue;
            }
            // Whatever else is wrong with the row, it takes a place: so the other columns are not read.
            let mut draft = RowDraft::new(1);
            COUNTED.iter().zip(&texts).for_each(|(column, text)| draft.set(*column, text));
            capacity.add(&draft.finish().row);
        }
    }
    Ok(capacity.findings())
}
