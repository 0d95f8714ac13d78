//! Lines as CSV and JSON Lines, findings as a CSV report.

use crate::column::{JsonType, printable, write_column};
use crate::csv_style::CsvStyle;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};
use takst::{Finding, Line, LineColumn, LineType, Statement};

pub(crate) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => e,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// All columns of one line in one buffer.
#[derive(Default)]
struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    fn fill(&mut self, statement: &Statement, line: &Line) {
        self.text.clear();
        self.ends.clear();
        for column in LineColumn::ALL {
            // Writing into a string cannot fail.
            let _ = write_column(*column, statement, line, &mut self.text);
            self.ends.push(self.text.len());
        }
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.ends.iter().scan(0, |start, end| Some(&self.text[std::mem::replace(start, *end)..*end]))
    }
}

/// Writes lines as CSV: comma, LF, RFC 4180 quoting, plain decimals, the columns in the order of [`LineColumn::ALL`]; or in another [`CsvStyle`].
pub struct CsvLines<W: Write> {
    to: csv::Writer<W>,
    texts: Texts,
    style: CsvStyle,
}

impl<W: Write> CsvLines<W> {
    /// A writer that has written the header.
    ///
    /// # Errors
    /// The output failed.
    pub fn new(to: W) -> io::Result<CsvLines<W>> {
        CsvLines::styled(to, CsvStyle::Plain)
    }

    /// A writer in a style that has written the header.
    ///
    /// # Errors
    /// The output failed.
    pub fn styled(to: W, style: CsvStyle) -> io::Result<CsvLines<W>> {
        let mut to = style.writer(to)?;
        to.write_record(LineColumn::ALL.iter().map(|c| c.as_str())).map_err(io_error)?;
        Ok(CsvLines { to, texts: Texts::default(), style })
    }

    /// Writes the lines of a case.
    ///
    /// # Errors
    /// The output failed.
    pub fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        for line in statement.lines() {
            self.texts.fill(statement, line);
            match self.style {
                CsvStyle::Plain => self.to.write_record(self.texts.iter()),
                style => self
                    .to
                    .write_record(LineColumn::ALL.iter().zip(self.texts.iter()).map(|(column, text)| styled(style, *column, text).into_owned())),
            }
            .map_err(io_error)?;
        }
        Ok(())
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// The output failed.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The text of a column in a style. Words of closed sets, codes of municipalities, months and days begin no formula.
fn styled(style: CsvStyle, column: LineColumn, text: &str) -> Cow<'_, str> {
    match column.line_type() {
        LineType::Figure(_) | LineType::Measure(_) => style.number(text),
        LineType::Reference | LineType::Word => style.text(text),
        LineType::OneOf(_) | LineType::Municipality | LineType::Month | LineType::RowNumber | LineType::Count | LineType::Day => text.into(),
    }
}

/// Writes lines as JSON Lines in one form only: keys in the order of [`LineColumn::ALL`], every key on every line, no white space, LF.
///
/// Values are the strings that CSV has, empty when absent; `row`, `line` and `days` are whole numbers.
pub struct JsonLines<W: Write> {
    to: io::BufWriter<W>,
    line: String,
    texts: Texts,
}

impl<W: Write> JsonLines<W> {
    /// A writer.
    pub fn new(to: W) -> JsonLines<W> {
        JsonLines { to: io::BufWriter::with_capacity(1 << 16, to), line: String::new(), texts: Texts::default() }
    }

    /// Writes the lines of a case.
    ///
    /// # Errors
    /// The output failed.
    pub fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        for line in statement.lines() {
            self.texts.fill(statement, line);
            self.line.clear();
            for (i, (column, text)) in LineColumn::ALL.iter().zip(self.texts.iter()).enumerate() {
                let separator = if i == 0 { '{' } else { ',' };
                // Writing into a string cannot fail.
                let _ = match JsonType::of(*column) {
                    JsonType::Integer => write!(self.line, "{separator}\"{column}\":{text}"),
                    JsonType::String => write!(self.line, "{separator}\"{column}\":{}", serde_json::Value::from(text)),
                };
            }
            self.line.push_str("}\n");
            self.to.write_all(self.line.as_bytes())?;
        }
        Ok(())
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// The output failed.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Columns of the report.
pub const REPORT_COLUMNS: [&str; 7] = ["severity", "code", "case_id", "row", "column", "value", "message"];

/// Writes every error, warning and note as CSV.
pub struct Report<W: Write> {
    to: csv::Writer<W>,
}

impl<W: Write> Report<W> {
    /// A report with its header, which is written out at once: what cannot be written is known before anything is priced.
    ///
    /// # Errors
    /// The output failed.
    pub fn new(to: W) -> io::Result<Report<W>> {
        let mut to = CsvStyle::Plain.writer(to)?;
        to.write_record(REPORT_COLUMNS).map_err(io_error)?;
        to.flush()?;
        Ok(Report { to })
    }

    /// Writes one finding with its message; `case_id` is empty for the file as a whole.
    ///
    /// # Errors
    /// The output failed.
    pub fn finding(&mut self, case_id: &str, finding: &Finding, message: &str) -> io::Result<()> {
        let row = finding.at.row.map(|row| row.to_string()).unwrap_or_default();
        let column = finding.at.column.map_or("", takst::Column::as_str);
        let (case_id, value, message) = (printable(case_id), printable(&finding.value), printable(message));
        let severity = finding.code.severity().as_str();
        self.to.write_record([severity, finding.code.as_str(), &case_id, &row, column, &value, &message]).map_err(io_error)
    }

    /// Writes every fault and finding of a case.
    ///
    /// # Errors
    /// The output failed.
    pub fn statement(&mut self, statement: &Statement, message: impl Fn(&Finding) -> String) -> io::Result<()> {
        for finding in statement.result.as_ref().err().into_iter().flatten().chain(&statement.findings) {
            self.finding(&statement.case_id, finding, &message(finding))?;
        }
        Ok(())
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// The output failed.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}
