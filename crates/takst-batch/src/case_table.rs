//! Case files as tables of texts, for programs that work with columns.

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use std::sync::Arc;
use takst::{Column, Finding};
use takst_io::{CaseFile, TextRecord};

/// Rows of a batch: their texts fit into a column, however long they are.
const ROWS: usize = 1 << 14;

/// A case file as columns of text.
#[derive(Debug, Clone)]
pub struct CaseTable {
    /// Its columns: those that have a value, and those that are required.
    pub schema: SchemaRef,
    /// Its rows, in the order of the file. An absent value is null; days are ISO 8601, and a dot stands before decimals.
    pub batches: Vec<RecordBatch>,
    /// Rows and cells that the reader does not take. Such a cell stands in its column as written, where it could be taken for another value.
    pub unclear: Vec<Finding>,
}

/// A case file as columns of text.
///
/// # Errors
/// More text than a column holds.
pub fn case_table(file: &CaseFile) -> Result<CaseTable, crate::BatchError> {
    let mut has_value = [false; Column::ALL.len()];
    for row in file.texts() {
        row.cells.iter().for_each(|(column, _)| has_value[*column as usize] = true);
    }
    let columns: Vec<Column> = Column::ALL.iter().copied().filter(|column| column.is_required() || has_value[*column as usize]).collect();
    let fields: Vec<Field> = columns.iter().map(|column| Field::new(column.as_str(), DataType::Utf8, true)).collect();
    let schema: SchemaRef = Arc::new(Schema::new(fields));
    let (mut batches, mut unclear, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for mut row in file.texts() {
        unclear.append(&mut row.unclear);
        rows.push(row);
        if rows.len() == ROWS {
            batches.push(batch(&schema, &columns, &std::mem::take(&mut rows))?);
        }
    }
    if batches.is_empty() || !rows.is_empty() {
        batches.push(batch(&schema, &columns, &rows)?);
    }
    Ok(CaseTable { schema, batches, unclear })
}

fn batch(schema: &SchemaRef, columns: &[Column], rows: &[TextRecord]) -> Result<RecordBatch, crate::BatchError> {
    let array = |column: &Column| -> ArrayRef {
        let text = |row: &TextRecord| row.cells.iter().find(|(of, _)| of == column).map(|(_, text)| text.clone());
        Arc::new(rows.iter().map(text).collect::<StringArray>())
    };
    Ok(RecordBatch::try_new(schema.clone(), columns.iter().map(array).collect())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shown;
    use takst::Code;
    use takst_io::{CaseReader, DateOrder, Format, Reading};

    const FILE: &str =
        "Sagsnr.;Ydelse;Startdato;Betalingskommune;Aftalt pris;Enhed\nS-1;a/b;01-03-2022;Aarhus;;\nS-2;a/b;02-03-2022;751;14.250,00;m\u{e5}ned\n";

    fn table(file: &str, dates: Option<DateOrder>) -> CaseTable {
        let reading = Reading { dates, ..Reading::default() };
        let mut reader = CaseReader::open_with(file.as_bytes(), Format::Csv, &reading).expect("a file");
        case_table(&CaseFile::read(&mut reader).expect("rows")).expect("a table")
    }

    #[test]
    fn texts_are_canonical() {
        let table = table(FILE, Some(DateOrder::Dmy));
        let names: Vec<&str> = table.schema.fields().iter().map(|field| field.name().as_str()).collect();
        assert_eq!(names, ["case_id", "service", "first_day", "payer", "unit_price", "unit"]);
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            shown(&table.batches[0], 9).expect("text"),
            [
                [text("S-1"), text("a/b"), text("2022-03-01"), text("Aarhus"), None, None],
                [text("S-2"), text("a/b"), text("2022-03-02"), text("751"), text("14250.00"), text("month")]
            ]
        );
        assert_eq!((table.batches.len(), table.unclear.len()), (1, 0));
    }

    #[test]
    fn what_could_mean_two_things_is_named() {
        // 14.250 is fourteen thousand to a Danish spreadsheet and fourteen and a quarter to a program.
        let unclear = table(&FILE.replace("14.250,00", "14.250"), Some(DateOrder::Dmy)).unclear;
        let found: Vec<(Code, Option<u64>, Option<Column>)> = unclear.iter().map(|of| (of.code, of.at.row, of.at.column)).collect();
        assert_eq!(found, [(Code::ValueInvalid, Some(2), Some(Column::UnitPrice))]);
        // Without an order of dates both first days are unclear.
        assert_eq!(table(FILE, None).unclear.len(), 2);
        let malformed = table(&format!("{FILE}S-3;a/b\n"), Some(DateOrder::Dmy)).unclear;
        assert_eq!(malformed.iter().map(|of| (of.code, of.at.row)).collect::<Vec<_>>(), [(Code::RecordMalformed, Some(3))]);
    }
}
