//! Actions as rows: documents that are issued, and what is held, differs, is refused, absent or closed.

use crate::rows::{RowFormat, Rows};
use std::io::{self, Write};
use takst::Code;
use takst::contract::document_column::ACTION_COLUMNS;
use takst::document::action::{Given, Left, NewDocument, Settlement};

/// Writes a settlement; `given` are the numbers of its documents, where they were issued.
///
/// # Errors
/// The output failed.
pub fn write_actions(to: impl Write, format: RowFormat, settlement: &Settlement, given: &[Option<Given>]) -> io::Result<()> {
    let mut rows = Rows::new(to, format, ACTION_COLUMNS)?;
    action_texts(settlement, given).try_for_each(|texts| rows.row(&texts))?;
    rows.finish()
}

/// Returns the text of each column of a settlement, row by row; `given` are the numbers of its documents, where they were issued.
pub fn action_texts<'a>(settlement: &'a Settlement, given: &'a [Option<Given>]) -> impl Iterator<Item = [String; ACTION_COLUMNS.len()]> + 'a {
    let numbers = given.iter().map(Option::as_ref).chain(std::iter::repeat(None));
    let documents = settlement.documents.iter().zip(numbers).map(|(document, given)| of_document(document, given));
    documents.chain(settlement.left.iter().map(of_left))
}

/// The text of each column.
pub(crate) fn of_document(document: &NewDocument, given: Option<&Given>) -> [String; ACTION_COLUMNS.len()] {
    let (content, sums) = (&document.content, document.content.sums());
    [
        document.action().to_string(),
        given.map(|given| given.number.to_string()).unwrap_or_default(),
        document.kind.to_string(),
        document.refers_to.as_deref().unwrap_or_default().to_owned(),
        codes(&document.reasons),
        content.case_id.to_string(),
        content.provider.to_string(),
        content.payer.to_string(),
        content.month.to_string(),
        sums.net.to_string(),
        sums.vat.to_string(),
        given.and_then(|given| given.due).map(|due| due.to_string()).unwrap_or_default(),
        String::new(),
    ]
}

/// The text of each column.
pub(crate) fn of_left(left: &Left) -> [String; ACTION_COLUMNS.len()] {
    let none = String::new;
    [
        left.action.to_string(),
        none(),
        none(),
        none(),
        codes(&left.reasons),
        left.case_id.as_deref().unwrap_or_default().to_owned(),
        left.provider.as_deref().unwrap_or_default().to_owned(),
        none(),
        left.month.map(|month| month.to_string()).unwrap_or_default(),
        left.sums.map(|sums| sums.net.to_string()).unwrap_or_default(),
        left.sums.map(|sums| sums.vat.to_string()).unwrap_or_default(),
        none(),
        codes(&left.why),
    ]
}

/// Returns codes, joined by `;`.
#[must_use]
pub fn codes(codes: &[Code]) -> String {
    codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(";")
}
