//! Cells that are not what their columns say, in words.

use crate::words::masked_name;
use takst_explain::{Arg, Texts};
use takst_io::documents::{CellFault, RowFault};
use takst_io::printable;

/// Returns the sentence that says what would be right in a cell.
#[must_use]
pub fn right(texts: &Texts, fault: &CellFault) -> String {
    let (id, variable) = fault.expected.sentence();
    texts.get(id, &variable.map(|(name, value)| (name, Arg::from(value))).into_iter().collect::<Vec<_>>())
}

/// Returns the sentence about a cell of `name` that is not what its column says.
#[must_use]
pub fn faulty_cell(texts: &Texts, name: &str, fault: &RowFault) -> String {
    let RowFault { row, document, cell } = fault;
    let row = if document.is_empty() { row.to_string() } else { format!("{row} ({})", printable(document)) };
    let args = [
        ("file", masked_name(name).into()),
        ("row", row.into()),
        ("column", cell.column.into()),
        ("value", printable(&cell.value).into()),
        ("right", right(texts, cell).into()),
    ];
    texts.get("run-cell", &args)
}
