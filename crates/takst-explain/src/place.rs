//! Findings with their place in the file that was read; columns and characters in words.

use crate::lang::Lang;
use crate::texts::Texts;
use takst::{Column, FilePlace, Finding};

impl Texts {
    /// As [`finding`](Texts::finding), with the line or row of the file beside the number of the record, and the heading beside the name of the column.
    #[must_use]
    pub fn finding_in(&self, finding: &Finding, place: &FilePlace) -> String {
        let Some(row) = finding.at.row.filter(|_| *place != FilePlace::default()) else { return self.finding(finding) };
        let text = self.said(finding);
        let row = ("row", row.to_string().into());
        let record = match (place.line, &place.file) {
            (Some(line), None) => {
                let id = if place.is_sheet { "place-record-sheet" } else { "place-record-line" };
                self.get(id, &[row, ("line", line.to_string().into())])
            }
            (Some(line), Some(file)) => {
                let id = if place.is_sheet { "place-record-sheet-file" } else { "place-record-line-file" };
                self.get(id, &[row, ("line", line.to_string().into()), ("file", file.as_str().into())])
            }
            (None, _) => self.get("place-record", &[row]),
        };
        let Some(column) = finding.at.column else {
            return self.get("place-in-record", &[("record", record.into()), ("text", text.into())]);
        };
        let column = ("column", column.as_str().into());
        let column = match (&place.heading, &place.cell) {
            (Some(heading), Some(cell)) => {
                self.get("place-column-heading-cell", &[column, ("heading", heading.as_str().into()), ("cell", cell.as_str().into())])
            }
            (Some(heading), None) => self.get("place-column-heading", &[column, ("heading", heading.as_str().into())]),
            (None, Some(cell)) => self.get("place-column-cell", &[column, ("cell", cell.as_str().into())]),
            (None, None) => self.get("place-column", &[column]),
        };
        self.get("place-in-record-column", &[("record", record.into()), ("column", column.into()), ("text", text.into())])
    }

    /// The name of a column of the case file: in Danish that of Danish spreadsheets, in English its own.
    ///
    /// ```
    /// use takst::Column;
    /// use takst_explain::{Lang, Texts};
    /// assert_eq!(Texts::new(Lang::Da).column_title(Column::LastDay), "Slutdato");
    /// assert_eq!(Texts::new(Lang::En).column_title(Column::LastDay), "last_day");
    /// ```
    #[must_use]
    pub fn column_title(&self, column: Column) -> String {
        match self.lang() {
            Lang::Da => column.danish().first().copied().unwrap_or(column.as_str()).to_owned(),
            Lang::En => column.as_str().to_owned(),
        }
    }

    /// What a column of the case file says.
    #[must_use]
    pub fn column(&self, column: Column) -> String {
        self.get(&format!("meaning-{}", column.as_str().replace('_', "-")), &[])
    }

    /// The name of a character that cannot be seen.
    pub(crate) fn hidden(&self, letter: char) -> String {
        let code = ("code", format!("{:04X}", u32::from(letter)).into());
        match letter {
            '\u{AD}' => self.get("hidden-soft-hyphen", &[]),
            '\u{FEFF}' => self.get("hidden-byte-order", &[]),
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => self.get("hidden-direction", &[code]),
            _ => self.get("hidden-no-width", &[code]),
        }
    }
}
