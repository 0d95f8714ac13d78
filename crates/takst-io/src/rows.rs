//! Rows of named texts, as CSV or JSON Lines: documents, journals, claims.

use crate::csv_style::CsvStyle;
use crate::write::io_error;
use std::io::{self, Write};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// CSV: comma, LF, a header.
    Csv,
    /// JSON Lines: every key on every line, values as strings.
    Json,
}

/// Writes rows whose columns have these names.
pub struct Rows<W: Write> {
    to: Form<W>,
    columns: Vec<String>,
}

enum Form<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Json(io::BufWriter<W>),
}

impl<W: Write> Rows<W> {
    /// Returns a writer; of CSV it has written the header.
    ///
    /// # Errors
    /// The output failed.
    pub fn new(to: W, format: RowFormat, columns: &[&str]) -> io::Result<Rows<W>> {
        match format {
            RowFormat::Csv => Rows::csv(to, CsvStyle::Plain, columns),
            RowFormat::Json => Ok(Rows::of(Form::Json(io::BufWriter::with_capacity(1 << 16, to)), columns)),
        }
    }

    /// Returns a writer of CSV in a style that has written the header. The caller gives each text as [`CsvStyle`] writes it.
    ///
    /// # Errors
    /// The output failed.
    pub fn csv(to: W, style: CsvStyle, columns: &[&str]) -> io::Result<Rows<W>> {
        let mut to = style.writer(to)?;
        to.write_record(columns).map_err(io_error)?;
        Ok(Rows::of(Form::Csv(Box::new(to)), columns))
    }

    fn of(to: Form<W>, columns: &[&str]) -> Rows<W> {
        Rows { to, columns: columns.iter().map(ToString::to_string).collect() }
    }

    /// Writes a row: one text for each column.
    ///
    /// # Errors
    /// The output failed, or there is another number of texts.
    pub fn row<T: AsRef<str>>(&mut self, texts: &[T]) -> io::Result<()> {
        match &mut self.to {
            Form::Csv(to) => to.write_record(texts.iter().map(AsRef::as_ref)).map_err(io_error),
            Form::Json(to) => {
                if texts.len() != self.columns.len() {
                    return Err(io::Error::other(format!("{} texts for {} columns", texts.len(), self.columns.len())));
                }
                for (place, (column, text)) in self.columns.iter().zip(texts).enumerate() {
                    let separator = if place == 0 { '{' } else { ',' };
                    write!(to, "{separator}\"{column}\":{}", serde_json::Value::from(text.as_ref()))?;
                }
                to.write_all(b"}\n")
            }
        }
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// The output failed.
    pub fn finish(self) -> io::Result<()> {
        match self.to {
            Form::Csv(mut to) => to.flush(),
            Form::Json(mut to) => to.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: RowFormat, rows: &[[&str; 2]]) -> String {
        let mut to = Vec::new();
        let mut writer = Rows::new(&mut to, format, &["number", "note"]).expect("a header");
        rows.iter().for_each(|row| writer.row(row).expect("a row"));
        writer.finish().expect("written");
        String::from_utf8(to).expect("a text")
    }

    #[test]
    fn rows_are_written_in_both_forms() {
        let rows = [["M-1", "a, \"b\""], ["M-2", ""]];
        assert_eq!(written(RowFormat::Csv, &rows), "number,note\nM-1,\"a, \"\"b\"\"\"\nM-2,\n");
        assert_eq!(written(RowFormat::Json, &rows), "{\"number\":\"M-1\",\"note\":\"a, \\\"b\\\"\"}\n{\"number\":\"M-2\",\"note\":\"\"}\n");
        assert_eq!((written(RowFormat::Csv, &[]).as_str(), written(RowFormat::Json, &[]).as_str()), ("number,note\n", ""));
    }
}
