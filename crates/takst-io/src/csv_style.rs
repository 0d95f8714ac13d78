//! How CSV is written: in the form of the contract, or in that of Danish spreadsheets.

use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};

/// A style of CSV.
///
/// ```
/// use takst_io::CsvStyle;
/// assert_eq!(CsvStyle::Danish.number("13050.00"), "13050,00");
/// assert_eq!(CsvStyle::Danish.text("=1+1"), "'=1+1");
/// assert_eq!(CsvStyle::Plain.text("=1+1"), "=1+1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CsvStyle {
    /// Commas, LF, a dot before decimals, every text as it is: what programs read.
    #[default]
    Plain,
    /// Semicolons, CRLF, a comma before decimals, a byte order mark in front, and an apostrophe before text that a spreadsheet would run as a formula.
    Danish,
}

impl CsvStyle {
    /// A writer in this style. The byte order mark is written at once.
    ///
    /// # Errors
    /// The output failed.
    pub fn writer<W: Write>(self, mut to: W) -> io::Result<csv::Writer<W>> {
        let mut builder = WriterBuilder::new();
        match self {
            CsvStyle::Plain => builder.terminator(Terminator::Any(b'\n')),
            CsvStyle::Danish => {
                to.write_all("\u{FEFF}".as_bytes())?;
                builder.delimiter(b';').terminator(Terminator::CRLF)
            }
        };
        Ok(builder.from_writer(to))
    }

    /// A decimal number.
    #[must_use]
    pub fn number(self, plain: &str) -> Cow<'_, str> {
        match self {
            CsvStyle::Danish if plain.contains('.') => plain.replace('.', ",").into(),
            CsvStyle::Danish | CsvStyle::Plain => plain.into(),
        }
    }

    /// A text that came from outside.
    #[must_use]
    pub fn text(self, text: &str) -> Cow<'_, str> {
        match self {
            CsvStyle::Danish if is_formula(text) => format!("'{text}").into(),
            CsvStyle::Danish | CsvStyle::Plain => text.into(),
        }
    }
}

/// Whether a spreadsheet takes a cell of this text for a formula: it begins with one of the signs that begin one, also those of full width and after
/// white space.
fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_begins_a_formula_gets_an_apostrophe() {
        for text in ["=1", "+45", "-7", "@SUM(A1)", " =1", "\t1", "＝1"] {
            assert_eq!(CsvStyle::Danish.text(text), format!("'{text}"));
            assert_eq!(CsvStyle::Plain.text(text), text);
        }
        for text in ["", "S-1", "1-2", "a=b", "'=1"] {
            assert_eq!(CsvStyle::Danish.text(text), text);
        }
    }

    #[test]
    fn a_danish_file_has_mark_semicolons_and_line_ends() {
        let mut file = Vec::new();
        let mut writer = CsvStyle::Danish.writer(&mut file).expect("a vector takes all");
        writer.write_record(["a;b", "1,5"]).expect("a vector takes all");
        writer.flush().expect("a vector takes all");
        drop(writer);
        assert_eq!(file, "\u{FEFF}\"a;b\";1,5\r\n".as_bytes());
    }
}
