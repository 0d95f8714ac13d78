//! The rows of a price list, and what is wrong with one.

use crate::messages;
use crate::problem::Flaw;
use std::collections::BTreeMap;
use takst::{Code, Expected, TariffCell, TariffColumn};
use takst_explain::{Lang, Unsaid};

/// A row of a price list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The line of a text, or the row of a sheet, 1 = first.
    pub line: u64,
    /// Its values.
    pub values: BTreeMap<TariffColumn, Value>,
    /// Why it cannot be read as a row: what stands there, and what would be right.
    pub defect: Option<(String, Expected)>,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As the list has it.
    pub written: String,
    /// In canonical form; or what would be right.
    pub value: Result<String, Expected>,
}

impl Row {
    /// The value of a column, where it could be read.
    pub(super) fn get(&self, column: TariffColumn) -> Option<&str> {
        self.values.get(&column)?.value.as_deref().ok()
    }

    /// Whether the row has something in a column.
    pub(super) fn has(&self, column: TariffColumn) -> bool {
        self.values.contains_key(&column)
    }

    /// What the list has in a column.
    pub(super) fn written(&self, column: TariffColumn) -> &str {
        self.values.get(&column).map_or("", |value| &value.written)
    }
}

/// Something about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The row, 0 = first.
    pub row: usize,
    /// The column, where one is meant.
    pub column: Option<TariffColumn>,
    /// What stands there; empty where nothing does.
    pub value: String,
    /// What is wrong.
    pub flaw: ListFlaw,
}

/// What can be wrong with a row of a price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListFlaw {
    /// The row is none.
    NoRow(Expected),
    /// The value is no value of its column.
    Value(Expected),
    /// A value is missing that this row, or another of its service, must have.
    Missing,
    /// A name of which no id can be made.
    NoId,
    /// Two names give one id.
    SameId {
        /// Line or row of the other.
        line: u64,
        /// The other name.
        name: String,
        /// The id.
        id: String,
    },
    /// Another row of the same service or provider has another value.
    Differs {
        /// Line or row of the other.
        line: u64,
        /// Its value.
        value: String,
    },
    /// Nothing of the service can be written without this row.
    Service {
        /// Line or row that is refused.
        line: u64,
    },
    /// Another price holds on these days, and neither is known later.
    Tie {
        /// Line or row of the other.
        line: u64,
        /// First of the days, `YYYY-MM-DD`.
        first: String,
        /// Last of them.
        last: String,
    },
    /// What the check of catalogue files says of it.
    Catalogue(Flaw),
}

impl Fault {
    /// What is wrong and what would be right, without the place. `is_sheet`: rows are those of a sheet, not lines of a text.
    #[must_use]
    pub fn message(&self, lang: Lang, is_sheet: bool) -> String {
        let text = |id: &str, args: &[(&str, &str)]| messages::text(lang, id, args);
        let right = |expected: &Expected| messages::texts(lang).remedy(Code::ValueInvalid, expected).unwrap_or_default();
        let at = |line: &u64| text(if is_sheet { "list-sheet-row" } else { "list-line" }, &[("line", &line.to_string())]);
        let value = self.value.as_str();
        match &self.flaw {
            ListFlaw::NoRow(expected) => text("list-no-row", &[("value", value), ("right", &right(expected))]),
            ListFlaw::Value(expected) if value.is_empty() => right(expected),
            ListFlaw::Value(Expected::OneOf(_)) => text("list-value", &[("value", value), ("right", &self.words(lang))]),
            ListFlaw::Value(Expected::NoCpr) => text("list-value", &[("value", value), ("right", &text("list-no-cpr", &[]))]),
            ListFlaw::Value(expected) => text("list-value", &[("value", value), ("right", &right(expected))]),
            ListFlaw::Missing => text("list-missing", &[]),
            ListFlaw::NoId => text("list-no-id", &[("value", value)]),
            ListFlaw::SameId { line, name, id } => text("list-same-id", &[("value", value), ("at", &at(line)), ("name", name), ("id", id)]),
            ListFlaw::Differs { line, value: other } => text("list-differs", &[("value", value), ("at", &at(line)), ("other", other)]),
            ListFlaw::Service { line } => text("list-service", &[("at", &at(line))]),
            ListFlaw::Tie { line, first, last } => text("list-tie", &[("at", &at(line)), ("first", first), ("last", last)]),
            ListFlaw::Catalogue(flaw) => {
                // Some are said otherwise to people who do not see the file.
                let own = format!("list-flaw-{}", flaw.id());
                let is_own = !matches!(messages::texts(lang).try_get(&own, &[]), Err(Unsaid::NoMessage(_)));
                let said = if is_own { text(&own, &flaw.args()) } else { flaw.message(lang) };
                let said = if said.ends_with(['.', '?']) { said } else { said + "." };
                if value.is_empty() { said } else { text("list-flaw", &[("value", value), ("flaw", &said)]) }
            }
        }
    }

    /// The words of the column, in the language of the reader.
    fn words(&self, lang: Lang) -> String {
        let Some(column) = self.column else { return String::new() };
        let words: Vec<String> = match (lang, column.cell()) {
            (Lang::Da, TariffCell::OneOf(_)) => column.danish_words().into_iter().map(|(danish, _)| danish.to_owned()).collect(),
            (_, TariffCell::OneOf(words)) => words.iter().map(|word| (*word).to_owned()).collect(),
            _ => Vec::new(),
        };
        messages::text(lang, "list-words", &[("words", &words.join(", "))])
    }
}
