//! Findings with their place in the file that was read; columns and characters in words.

use crate::format;
use crate::lang::Lang;
use crate::texts::{Arg, Texts};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::contract::heading::folded;
use takst::{Column, FilePlace, Finding, Unit};

/// Columns that sentences name, with their variables.
const NAMED: [(&str, Column); 8] = [
    ("column-last-day", Column::LastDay),
    ("column-hours", Column::Hours),
    ("column-hours-per-week", Column::HoursPerWeek),
    ("column-unit-price", Column::UnitPrice),
    ("column-unit", Column::Unit),
    ("column-own-payment", Column::OwnPaymentPerDay),
    ("column-prior-stay-to", Column::PriorStayTo),
    ("column-hold-released", Column::HoldReleased),
];

impl Texts {
    /// As [`finding`](Texts::finding), with the place in the file: the cell of a workbook before the number of the record, the line of a text file beside
    /// it, and the heading as the file has it.
    #[must_use]
    pub fn finding_in(&self, finding: &Finding, place: &FilePlace) -> String {
        let Some(row) = finding.at.row.filter(|_| *place != FilePlace::default()) else { return self.finding(finding) };
        let text = ("text", Arg::Text(self.said_in(finding, place)));
        let record = ("row", Arg::Text(row.to_string()));
        let file = place.file.as_deref().map(|file| ("file", Arg::from(file)));
        let column = finding.at.column.map(|column| ("column", Arg::Text(self.column_in(column, place))));
        if let (Some(cell), Some(column)) = (&place.cell, &column) {
            let cell = ("cell", cell.as_str().into());
            return match file {
                None => self.get("place-in-cell", &[cell, column.clone(), record, text]),
                Some(file) => self.get("place-in-cell-file", &[file, cell, column.clone(), record, text]),
            };
        }
        let record = match (place.line, file) {
            (Some(line), None) => {
                let id = if place.is_sheet { "place-record-sheet" } else { "place-record-line" };
                self.get(id, &[record, ("line", line.to_string().into())])
            }
            (Some(line), Some(file)) => {
                let id = if place.is_sheet { "place-record-sheet-file" } else { "place-record-line-file" };
                self.get(id, &[record, ("line", line.to_string().into()), file])
            }
            (None, _) => self.get("place-record", &[record]),
        };
        let record = ("record", record.into());
        match column {
            None => self.get("place-in-record", &[record, text]),
            Some(column) => self.get("place-in-record-column", &[record, column, text]),
        }
    }

    /// Names in the quotation marks of the language. What cannot be printed is shown as its code.
    #[must_use]
    pub fn quoted(&self, names: &[String]) -> String {
        let quoted = |name: &String| self.get("finding-quoted", &[("text", takst::written::printable(name).into())]);
        names.iter().map(quoted).collect::<Vec<_>>().join(", ")
    }

    /// A column as a message names it where the file is not known: in Danish with its name in the contract in parentheses.
    pub(crate) fn column_name(&self, column: Column) -> String {
        match self.lang() {
            Lang::Da => self.get("column-named", &[("title", self.column_title(column).into()), ("name", column.as_str().into())]),
            Lang::En => column.as_str().to_owned(),
        }
    }

    /// The column of a finding as a message names it: as the file has it.
    fn column_in(&self, column: Column, place: &FilePlace) -> String {
        let quoted = |heading: &str| self.get("finding-quoted", &[("text", heading.into())]);
        match (&place.heading, self.lang()) {
            (Some(heading), Lang::Da) => quoted(heading),
            (Some(heading), Lang::En) => format!("{column} ({})", quoted(heading)),
            (None, _) => self.column_name(column),
        }
    }

    /// The columns that sentences on findings name, as variables; `own` is the column of the finding, which may have a heading.
    pub(crate) fn names_in(&self, own: Option<Column>, place: &FilePlace) -> Vec<(&'static str, Arg)> {
        let name = |column: Column| match (&place.heading, self.lang()) {
            (Some(heading), Lang::Da) if own == Some(column) => self.get("finding-quoted", &[("text", heading.as_str().into())]),
            _ => self.column_name(column),
        };
        NAMED.iter().map(|(variable, column)| (*variable, name(*column).into())).collect()
    }

    /// Another record that a finding names, by its line or row where that is known.
    pub(crate) fn other_record(&self, row: u64, place: &FilePlace) -> String {
        let record = ("row", Arg::Text(row.to_string()));
        match place.other {
            None => self.get("other-record", &[record]),
            Some(line) => {
                let id = if place.is_sheet { "other-record-sheet" } else { "other-record-line" };
                self.get(id, &[record, ("line", line.to_string().into())])
            }
        }
    }

    /// Words of a closed set, joined by *or*. In Danish those that tables may have: alone in a workbook, else beside those of the contract.
    pub(crate) fn words_in(&self, words: &[&'static str], place: &FilePlace) -> String {
        let danish = |word: &str| match word {
            "true" => Some("ja"),
            "false" => Some("nej"),
            word => Unit::ALL.iter().find(|unit| unit.as_str() == word).map(|unit| unit.danish()[0]),
        };
        let said = |word: &&str| match danish(word).filter(|_| self.lang() == Lang::Da) {
            Some(danish) if place.is_sheet => danish.to_owned(),
            Some(danish) => format!("{danish} ({word})"),
            None => (*word).to_owned(),
        };
        self.list("list-or", &words.iter().map(said).collect::<Vec<_>>())
    }

    /// A value as its cell shows it: a date of a workbook in the order of the language.
    #[must_use]
    pub fn shown_value(&self, value: &str, place: &FilePlace) -> String {
        let day = NaiveDate::parse_from_str(value, "%Y-%m-%d").ok().filter(|_| place.is_sheet && self.lang() == Lang::Da);
        day.map_or_else(|| value.to_owned(), |day| day.format("%d-%m-%Y").to_string())
    }

    /// How headings were read: `Fra = first_day`. In Danish the columns have the names of Danish spreadsheets, and a heading that is one stands alone.
    pub(crate) fn read_as(&self, list: &str) -> String {
        let said = |pair: &str| {
            let column = pair.rsplit_once(" = ").and_then(|(heading, name)| Some((heading, Column::from_name(name)?)));
            match column {
                Some((heading, column)) if self.lang() == Lang::Da => {
                    let title = self.column_title(column);
                    if folded(heading) == folded(&title) { heading.to_owned() } else { format!("{heading} = {title}") }
                }
                _ => pair.to_owned(),
            }
        };
        list.split("; ").map(said).collect::<Vec<_>>().join("; ")
    }

    /// The cells of a row, its decimal numbers in the form of the language.
    pub(crate) fn numbers_of(&self, list: &str) -> String {
        let said = |cell: &str| match Decimal::from_str_exact(cell) {
            Ok(number) if cell.contains('.') => format::decimal(self.lang(), number),
            _ => cell.to_owned(),
        };
        list.split("; ").map(said).collect::<Vec<_>>().join("; ")
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
