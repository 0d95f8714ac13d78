//! The file of a provider as text, and which row each of its lines comes from.

use std::fmt::Write;
use takst::TariffColumn;

/// A file in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    /// The row and column of each line, from the first.
    origins: Vec<Option<(usize, Option<TariffColumn>)>>,
}

impl Draft {
    /// A line that comes from no row.
    pub(super) fn plain(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
        self.origins.push(None);
    }

    /// A line that comes from a row.
    pub(super) fn line(&mut self, row: usize, column: Option<TariffColumn>, line: &str) {
        let _ = writeln!(self.text, "{line}");
        self.origins.push(Some((row, column)));
    }

    /// The row and column that a line comes from, 1 = first line; of a line that comes from none the next that does.
    pub(super) fn origin(&self, line: usize) -> Option<(usize, Option<TariffColumn>)> {
        self.origins.get(line.saturating_sub(1)..)?.iter().flatten().next().copied()
    }
}

/// A text as TOML writes it, in quotation marks.
///
/// ```
/// use takst_catalogue::price_list::toml_text;
/// assert_eq!(toml_text("Ophold \"A\"\t"), r#""Ophold \"A\"\u0009""#);
/// ```
#[must_use]
pub fn toml_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
