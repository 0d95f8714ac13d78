//! Record batches across a language border, for the bindings: the Arrow C data and C stream interfaces, the IPC stream format, and what a binding
//! needs to know of batches without an Arrow crate of its own.
//!
//! The structures are those of `arrow-array`; nothing is copied on the way in or out.

use crate::error::BatchError;
use crate::input::CaseSchema;
use crate::run::problems::{self, Problem};
use arrow_array::ArrayRef;
use arrow_cast::CastOptions;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::FieldRef;
use takst::Finding;

pub use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
pub use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
pub use arrow_array::{Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
pub use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

/// What kind of error ended a run, for languages whose errors have kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The columns of the input: missing, twice, or of a type that does not do.
    Columns,
    /// The rows of the input: their order, or too many of them.
    Rows,
    /// The input could not be read.
    Input,
    /// A number does not fit into its column.
    Overflow,
    /// The caller asked to stop.
    Stopped,
    /// A fault of takst.
    Internal,
}

impl BatchError {
    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            BatchError::MissingColumn(_)
            | BatchError::OwnOutput(_)
            | BatchError::ColumnTwice(_)
            | BatchError::FloatColumn { .. }
            | BatchError::WrongType { .. }
            | BatchError::OtherSchema { .. } => ErrorKind::Columns,
            BatchError::CameBack { .. } | BatchError::TooMany(_) => ErrorKind::Rows,
            BatchError::Input(_) => ErrorKind::Input,
            BatchError::Overflow { .. } => ErrorKind::Overflow,
            BatchError::Stopped => ErrorKind::Stopped,
            BatchError::Worker(_) => ErrorKind::Internal,
        }
    }
}

/// Checks that a schema has the columns of a case file, each once and of a type that can hold what it says. A run checks it too, with its first batch.
///
/// # Errors
/// As the run: a column is missing, is there twice, or has another type.
pub fn check_columns(schema: &Schema) -> Result<(), BatchError> {
    CaseSchema::of(schema).map(drop)
}

/// Findings of a whole input, such as those of [`Batch::capacity`](crate::Batch::capacity), as a batch of
/// [`problems_schema`](crate::problems_schema).
///
/// # Errors
/// More text than an Arrow column holds.
pub fn findings_batch(findings: &[Finding], message: &dyn Fn(&Finding) -> String) -> Result<RecordBatch, BatchError> {
    let problems: Vec<Problem<'_>> = findings.iter().map(|finding| Problem { case_id: "", finding }).collect();
    problems::batch(&problems, message)
}

/// Faults or findings with the cases they belong to, as a batch of [`problems_schema`](crate::problems_schema).
///
/// # Errors
/// More text than an Arrow column holds.
pub fn problems_batch(found: &[(Box<str>, Finding)], message: &dyn Fn(&Finding) -> String) -> Result<RecordBatch, BatchError> {
    let problems: Vec<Problem<'_>> = found.iter().map(|(case_id, finding)| Problem { case_id, finding }).collect();
    problems::batch(&problems, message)
}

/// A batch with the types that its reader asks for, column by column; names and number of the columns must agree.
///
/// # Errors
/// A column is missing or its values do not fit into the type.
pub fn with_types(batch: &RecordBatch, wanted: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let now = batch.schema();
    let names = |schema: &Schema| schema.fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>();
    if names(&now) != names(wanted) {
        return Err(ArrowError::SchemaError(format!("the columns are {}, not {}", names(&now).join(", "), names(wanted).join(", "))));
    }
    // A value that does not fit is an error, not a null.
    let options = CastOptions { safe: false, ..CastOptions::default() };
    let cast = |(column, field): (&ArrayRef, &FieldRef)| arrow_cast::cast_with_options(column, field.data_type(), &options);
    RecordBatch::try_new(wanted.clone(), batch.columns().iter().zip(wanted.fields()).map(cast).collect::<Result<_, _>>()?)
}

/// The same columns with decimals of 64 bits as decimals of 128, which every reader knows.
#[must_use]
pub fn widened(schema: &SchemaRef) -> SchemaRef {
    let wide = |field: &FieldRef| match field.data_type() {
        DataType::Decimal64(digits, decimals) => field.as_ref().clone().with_data_type(DataType::Decimal128(*digits, *decimals)).into(),
        _ => field.clone(),
    };
    SchemaRef::new(Schema::new(schema.fields().iter().map(wide).collect::<Vec<FieldRef>>()))
}

/// Whether batches hold the same rows in the same order, however they are cut.
#[must_use]
pub fn same_rows(a: &[RecordBatch], b: &[RecordBatch]) -> bool {
    fn filled(batches: &[RecordBatch]) -> impl Iterator<Item = RecordBatch> {
        batches.iter().filter(|batch| batch.num_rows() > 0).cloned()
    }
    let (mut left, mut right) = (filled(a), filled(b));
    let (mut x, mut y) = (left.next(), right.next());
    loop {
        let (Some(one), Some(other)) = (&x, &y) else { return x.is_none() && y.is_none() };
        let rows = one.num_rows().min(other.num_rows());
        if one.slice(0, rows).columns() != other.slice(0, rows).columns() {
            return false;
        }
        let rest = |batch: &RecordBatch| Some(batch.slice(rows, batch.num_rows() - rows)).filter(|rest| rest.num_rows() > 0);
        (x, y) = (rest(one).or_else(|| left.next()), rest(other).or_else(|| right.next()));
    }
}

/// The cells of the first rows as text, row by row; null is `None`.
///
/// # Errors
/// A column cannot be shown.
pub fn shown(batch: &RecordBatch, rows: usize) -> Result<Vec<Vec<Option<String>>>, ArrowError> {
    let options = FormatOptions::new();
    let formatters = batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options)).collect::<Result<Vec<_>, _>>()?;
    let cell = |row: usize, place: usize| {
        let given = !batch.column(place).is_null(row);
        given.then(|| formatters[place].value(row).try_to_string()).transpose()
    };
    (0..rows.min(batch.num_rows())).map(|row| (0..formatters.len()).map(|place| cell(row, place)).collect()).collect()
}

/// Whether values of the type are set to the right in a table.
#[must_use]
pub fn is_number(found: &DataType) -> bool {
    found.is_numeric()
}

/// Batches in the Arrow IPC stream format.
///
/// # Errors
/// The batches differ in their columns.
pub fn to_ipc(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Vec<u8>, ArrowError> {
    let mut writer = StreamWriter::try_new(Vec::new(), schema)?;
    batches.iter().try_for_each(|batch| writer.write(batch))?;
    writer.into_inner()
}

/// What [`to_ipc`] wrote.
///
/// # Errors
/// It is no such stream.
pub fn from_ipc(bytes: &[u8]) -> Result<(SchemaRef, Vec<RecordBatch>), ArrowError> {
    let reader = StreamReader::try_new(bytes, None)?;
    Ok((reader.schema(), reader.collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::types::Int32Type;
    use arrow_array::{Decimal64Array, DictionaryArray, Int64Array};
    use std::sync::Arc;

    fn words(words: &[&str]) -> RecordBatch {
        let words: DictionaryArray<Int32Type> = words.iter().copied().collect();
        RecordBatch::try_from_iter([("word", Arc::new(words) as ArrayRef)]).expect("a batch")
    }

    #[test]
    fn the_same_rows_are_the_same_however_they_are_cut_and_numbered() {
        let whole = [words(&["a", "b", "a", "c"])];
        // The parts number their words differently: "a" is 0 above and 1 in the second part.
        let parts = [words(&["a"]), words(&[]), words(&["b", "a"]), words(&["c"])];
        assert!(same_rows(&whole, &parts) && same_rows(&parts, &whole) && same_rows(&[], &[words(&[])]));
        assert!(!same_rows(&whole, &parts[..3]) && !same_rows(&parts[..3], &whole));
        assert!(!same_rows(&whole, &[words(&["a", "b", "b", "c"])]));
    }

    #[test]
    fn a_stream_of_bytes_is_read_as_it_was_written_also_where_dictionaries_change() {
        let batches = [words(&["a", "b"]), words(&["c", "a"])];
        let bytes = to_ipc(&batches[0].schema(), &batches).expect("bytes");
        let (schema, read) = from_ipc(&bytes).expect("batches");
        assert_eq!((schema, read.len()), (batches[0].schema(), 2));
        assert!(same_rows(&read, &batches));
        assert!(from_ipc(&bytes[..9]).is_err() && from_ipc(b"no stream").is_err());
    }

    #[test]
    fn other_types_on_request_and_none_that_would_lose_a_value() {
        let amounts = Decimal64Array::from(vec![12_345, -1]).with_precision_and_scale(18, 2).expect("18 digits");
        let batch = RecordBatch::try_from_iter([("net", Arc::new(amounts) as ArrayRef)]).expect("a batch");
        let wanted = |name: &str, found| Arc::new(Schema::new(vec![arrow_schema::Field::new(name, found, true)]));
        let wide = with_types(&batch, &wanted("net", DataType::Decimal128(20, 2))).expect("wider");
        assert_eq!(shown(&wide, 9).expect("text"), [[Some("123.45".to_owned())], [Some("-0.01".to_owned())]]);
        assert!(with_types(&batch, &wanted("vat", DataType::Decimal128(20, 2))).is_err());
        assert!(with_types(&batch, &wanted("net", DataType::Decimal64(4, 2))).is_err(), "123.45 has five digits");
        assert_eq!(with_types(&words(&["a"]), &wanted("word", DataType::Utf8)).expect("plain text").schema(), wanted("word", DataType::Utf8));
    }

    #[test]
    fn nothing_is_shown_as_nothing() {
        let numbers = Int64Array::from(vec![Some(7), None, Some(8)]);
        let batch = RecordBatch::try_from_iter([("n", Arc::new(numbers) as ArrayRef)]).expect("a batch");
        assert_eq!(shown(&batch, 2).expect("text"), [[Some("7".to_owned())], [None]]);
        assert!(is_number(&DataType::Decimal64(18, 2)) && !is_number(&DataType::Utf8));
    }
}
