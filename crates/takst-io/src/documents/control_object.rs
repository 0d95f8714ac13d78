//! A control as one JSON object: its rows, and what is said of bills.

use serde_json::{Map, Value, json};
use std::io::{self, Write};
use takst::document::control::judged::Row;
use takst::document::control::verify::Verified;

/// A control of bills that are known by their places.
pub struct ControlObject<'a> {
    /// What came of it.
    pub verified: &'a Verified,
    /// Places of bills that could not be read, from 0, and why.
    pub unread: &'a [(usize, String)],
    /// Places of bills that were compared, and what is wrong with them.
    pub notes: &'a [(usize, String)],
}

impl ControlObject<'_> {
    /// Writes the object, as one line.
    ///
    /// # Errors
    /// The output failed.
    pub fn write(&self, mut to: impl Write) -> io::Result<()> {
        let row = |row: &Row| -> Map<String, Value> {
            let more = Row::MORE_COLUMNS.iter().zip(row.more_texts());
            Row::COLUMNS.iter().zip(row.texts()).chain(more).map(|(column, text)| ((*column).to_owned(), Value::String(text))).collect()
        };
        let said =
            |said: &[(usize, String)]| -> Vec<Value> { said.iter().map(|(bill, message)| json!({ "bill": bill, "message": message })).collect() };
        let object = json!({
            "all_agree": self.verified.all_agree() && self.unread.is_empty(),
            "rows": self.verified.rows.iter().map(row).collect::<Vec<_>>(),
            "unread": said(self.unread),
            "notes": said(self.notes),
        });
        serde_json::to_writer(&mut to, &object)?;
        to.write_all(b"\n")?;
        to.flush()
    }
}
