//! A map of columns: the column of each heading, the meaning of words, values for every row, the order of dates.

use crate::form::DateOrder;
use crate::table_column::TableColumn;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use takst::contract::heading::folded;
use takst::{Column, Expected, TariffColumn};
use toml::de::{DeTable, DeValue};

/// A map of a case file.
pub type CaseMap = TableMap<Column>;
/// A map of a price list.
pub type TariffMap = TableMap<TariffColumn>;

/// A map that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableMap<C: TableColumn> {
    /// The name of its file.
    name: String,
    /// The order of dates.
    pub dates: Option<DateOrder>,
    /// Headings of the file, each with its line in the map.
    columns: Vec<Entry<C>>,
    /// Values for every row.
    constants: Vec<Entry<C>>,
    values: HashMap<C, HashMap<String, String>>,
}

/// A text for a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry<C> {
    pub(crate) column: C,
    pub(crate) text: String,
    line: usize,
}

/// Something wrong with a map, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapProblem {
    /// The map.
    pub file: String,
    /// Its line, 1 = first.
    pub line: usize,
    /// What is wrong.
    pub fault: MapFault,
}

/// What can be wrong with a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapFault {
    /// It is no text in UTF-8.
    NotUtf8,
    /// A line is no TOML.
    NotToml {
        /// The line.
        text: String,
    },
    /// A key, or a table, is there twice.
    KeyTwice {
        /// The key.
        key: String,
    },
    /// A key that no map has, and the one that was perhaps meant.
    UnknownKey {
        /// The key.
        key: String,
        /// The nearest.
        near: Option<&'static str>,
    },
    /// No column of such a table has this name.
    UnknownColumn {
        /// The name.
        name: String,
        /// The nearest.
        near: Option<&'static str>,
    },
    /// A value that is no text in quotation marks, or a table that is none.
    NotText {
        /// Its key.
        key: String,
    },
    /// `dates` is none of its words.
    Dates {
        /// What it is.
        value: String,
    },
    /// A value that the column does not take.
    Value {
        /// The column.
        column: &'static str,
        /// The value.
        value: String,
        /// What would be right.
        expected: Expected,
    },
    /// A column has a heading and a constant.
    Twice {
        /// The column.
        column: &'static str,
    },
    /// One word of a column has two values.
    WordTwice {
        /// The column.
        column: &'static str,
        /// The word.
        word: String,
    },
    /// The file has no such heading.
    NoHeading {
        /// The column.
        column: &'static str,
        /// The heading.
        heading: String,
        /// The headings that the file has.
        has: Vec<String>,
    },
    /// The file has the heading twice.
    HeadingTwice {
        /// The heading.
        heading: String,
    },
    /// The heading stands for another column already.
    HeadingUsed {
        /// The heading.
        heading: String,
        /// The other column.
        column: &'static str,
    },
    /// The file has a column that the map has a constant for.
    ConstantInFile {
        /// The column.
        column: &'static str,
        /// Its heading in the file.
        heading: String,
    },
}

impl fmt::Display for MapProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MapProblem { file, line, fault } = self;
        write!(f, "{file}:{line}: ")?;
        match fault {
            MapFault::NotUtf8 => write!(f, "the map is not in UTF-8"),
            MapFault::NotToml { text } => write!(f, "the line {text:?} is not TOML; write key = \"text\""),
            MapFault::KeyTwice { key } => write!(f, "{key} is there twice; keep one"),
            MapFault::UnknownKey { key, near: None } => write!(f, "a map has no key {key:?}"),
            MapFault::UnknownKey { key, near: Some(near) } => write!(f, "a map has no key {key:?}; did you mean {near:?}?"),
            MapFault::UnknownColumn { name, near: None } => write!(f, "there is no column {name:?}"),
            MapFault::UnknownColumn { name, near: Some(near) } => write!(f, "there is no column {name:?}; did you mean {near}?"),
            MapFault::NotText { key } => write!(f, "{key}: write text in quotation marks"),
            MapFault::Dates { value } => write!(f, "dates = {value:?}: write dmy, mdy or ymd"),
            MapFault::Value { column, value, .. } => write!(f, "{column} does not take the value {value:?}"),
            MapFault::Twice { column } => write!(f, "{column} has a heading and a constant; keep one"),
            MapFault::WordTwice { column, word } => write!(f, "{column}: the word {word:?} is there twice"),
            MapFault::NoHeading { column, heading, has } => {
                write!(f, "{column}: the file has no heading {heading:?}; it has {}", crate::error::quoted(has))
            }
            MapFault::HeadingTwice { heading } => write!(f, "the file has the heading {heading:?} twice"),
            MapFault::HeadingUsed { heading, column } => write!(f, "the heading {heading:?} stands for {column} already"),
            MapFault::ConstantInFile { column, heading } => {
                write!(f, "{column} has a constant, but the file has the column as {heading:?}; leave the constant out, or name another heading")
            }
        }
    }
}

/// A value in the sentence about a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapWord<'a> {
    /// A name, a value or a line, as the map or the file has it.
    Text(&'a str),
    /// Several of them.
    Texts(&'a [String]),
    /// What would be right.
    Right(&'a Expected),
}

impl MapFault {
    /// The id of the message about the fault, and its values.
    #[must_use]
    pub fn sentence(&self) -> (&'static str, Vec<(&'static str, MapWord<'_>)>) {
        use MapWord::{Right, Text, Texts};
        match self {
            MapFault::NotUtf8 => ("map-not-utf8", vec![]),
            MapFault::NotToml { text } => ("map-not-toml", vec![("text", Text(text))]),
            MapFault::KeyTwice { key } => ("map-key-twice", vec![("key", Text(key))]),
            MapFault::UnknownKey { key, near: None } => ("map-key", vec![("key", Text(key))]),
            MapFault::UnknownKey { key, near: Some(near) } => ("map-key-near", vec![("key", Text(key)), ("near", Text(near))]),
            MapFault::UnknownColumn { name, near: None } => ("map-column", vec![("name", Text(name))]),
            MapFault::UnknownColumn { name, near: Some(near) } => ("map-column-near", vec![("name", Text(name)), ("near", Text(near))]),
            MapFault::NotText { key } => ("map-not-text", vec![("key", Text(key))]),
            MapFault::Dates { value } => ("map-dates", vec![("value", Text(value))]),
            MapFault::Value { column, value, expected } => {
                ("map-value", vec![("column", Text(column)), ("value", Text(value)), ("remedy", Right(expected))])
            }
            MapFault::Twice { column } => ("map-twice", vec![("column", Text(column))]),
            MapFault::WordTwice { column, word } => ("map-word-twice", vec![("column", Text(column)), ("word", Text(word))]),
            MapFault::NoHeading { column, heading, has } => {
                ("map-no-heading", vec![("column", Text(column)), ("heading", Text(heading)), ("has", Texts(has))])
            }
            MapFault::HeadingTwice { heading } => ("map-heading-twice", vec![("heading", Text(heading))]),
            MapFault::HeadingUsed { heading, column } => ("map-heading-used", vec![("heading", Text(heading)), ("column", Text(column))]),
            MapFault::ConstantInFile { column, heading } => ("map-constant-in-file", vec![("column", Text(column)), ("heading", Text(heading))]),
        }
    }
}

/// The keys of a map.
const KEYS: [&str; 4] = ["dates", "columns", "constants", "values"];

impl<C: TableColumn> TableMap<C> {
    /// Reads a map.
    ///
    /// # Errors
    /// Every problem, by line.
    ///
    /// ```
    /// use takst_io::CaseMap;
    /// let text = "dates = \"dmy\"\n[columns]\ncase_id = \"Sagsnr.\"\n[constants]\npayer = \"751\"\n";
    /// assert!(CaseMap::parse("kolonner.toml", text).is_ok());
    /// let problems = CaseMap::parse("kolonner.toml", "[columns]\ncaseid = \"Sagsnr.\"\n").unwrap_err();
    /// assert_eq!(problems[0].to_string(), "kolonner.toml:2: there is no column \"caseid\"; did you mean case_id?");
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<TableMap<C>, Vec<MapProblem>> {
        let mut reader = Reader { name, text, problems: Vec::new() };
        let mut map = TableMap { name: name.to_owned(), dates: None, columns: Vec::new(), constants: Vec::new(), values: HashMap::new() };
        match DeTable::parse(text) {
            Ok(root) => reader.root(root.get_ref(), &mut map),
            Err(error) => reader.broken(error.span().unwrap_or(0..0), error.message()),
        }
        if reader.problems.is_empty() { Ok(map) } else { Err(reader.problems) }
    }

    /// As [`parse`](TableMap::parse), of the bytes of a file.
    ///
    /// # Errors
    /// Every problem, by line.
    pub fn of_bytes(name: &str, bytes: &[u8]) -> Result<TableMap<C>, Vec<MapProblem>> {
        match std::str::from_utf8(bytes) {
            Ok(text) => TableMap::parse(name, text),
            Err(error) => {
                let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                Err(vec![MapProblem { file: name.to_owned(), line, fault: MapFault::NotUtf8 }])
            }
        }
    }

    /// The headings of the map.
    pub(crate) fn columns(&self) -> &[Entry<C>] {
        &self.columns
    }

    /// The values for every row.
    pub(crate) fn constants(&self) -> &[Entry<C>] {
        &self.constants
    }

    /// What the words of a column mean, by [`word`].
    pub(crate) fn words(&self, column: C) -> Option<&HashMap<String, String>> {
        self.values.get(&column)
    }

    pub(crate) fn problem(&self, entry: &Entry<C>, fault: MapFault) -> MapProblem {
        MapProblem { file: self.name.clone(), line: entry.line, fault }
    }
}

/// A word of a file as a map knows it: without case and superfluous white space.
pub(crate) fn word(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    problems: Vec<MapProblem>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    fn problem(&mut self, at: usize, fault: MapFault) {
        let line = self.line(at);
        self.problems.push(MapProblem { file: self.name.to_owned(), line, fault });
    }

    /// Says what is wrong in our own words: those of the parser are in English only.
    fn broken(&mut self, span: Range<usize>, said: &str) {
        const LONGEST: usize = 80;
        if let Some(key) = self.text.get(span.clone()).filter(|_| said == "duplicate key") {
            return self.problem(span.start, MapFault::KeyTwice { key: key.trim_matches(['"', '\'']).to_owned() });
        }
        // What is not closed is noticed at the end of the file, behind its last line.
        let last = self.text.trim_end().len();
        let at = span.start.min(last);
        let begin = self.text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let line = self.text[begin..].lines().next().unwrap_or_default().trim();
        let text = takst::cpr::masked(line).chars().take(LONGEST).collect();
        self.problem(at, MapFault::NotToml { text });
    }

    fn root<C: TableColumn>(&mut self, root: &DeTable<'_>, map: &mut TableMap<C>) {
        for (key, value) in root {
            let (at, key): (usize, &str) = (key.span().start, key.get_ref());
            match (key, value.get_ref()) {
                ("dates", DeValue::String(word)) => match DateOrder::from_word(word) {
                    Some(order) => map.dates = Some(order),
                    None => self.problem(at, MapFault::Dates { value: word.to_string() }),
                },
                ("columns", DeValue::Table(table)) => self.entries(table, &mut map.columns, false),
                ("constants", DeValue::Table(table)) => self.entries(table, &mut map.constants, true),
                ("values", DeValue::Table(table)) => self.values(table, map),
                (key, _) if KEYS.contains(&key) => self.problem(at, MapFault::NotText { key: key.to_owned() }),
                (key, _) => {
                    let near = KEYS.into_iter().find(|known| known.starts_with(&folded(key)) || folded(key).starts_with(known));
                    self.problem(at, MapFault::UnknownKey { key: key.to_owned(), near });
                }
            }
        }
        for entry in &map.constants {
            if map.columns.iter().any(|other| other.column == entry.column) {
                self.problems.push(map.problem(entry, MapFault::Twice { column: entry.column.name() }));
            }
        }
        self.problems.sort_by_key(|problem| problem.line);
    }

    fn column<C: TableColumn>(&mut self, at: usize, name: &str) -> Option<C> {
        let column = C::of_name(name);
        if column.is_none() {
            self.problem(at, MapFault::UnknownColumn { name: name.to_owned(), near: crate::names::nearest::<C>(name).map(C::name) });
        }
        column
    }

    fn entries<C: TableColumn>(&mut self, table: &DeTable<'_>, entries: &mut Vec<Entry<C>>, are_values: bool) {
        for (key, value) in table {
            let at = key.span().start;
            let Some(column): Option<C> = self.column(at, key.get_ref()) else { continue };
            let DeValue::String(text) = value.get_ref() else {
                self.problem(at, MapFault::NotText { key: column.to_string() });
                continue;
            };
            if text.trim().is_empty() {
                self.problem(at, MapFault::NotText { key: column.to_string() });
            } else if !are_values || self.takes(at, column, text) {
                entries.push(Entry { column, text: text.trim().to_owned(), line: self.line(at) });
            }
        }
    }

    fn values<C: TableColumn>(&mut self, table: &DeTable<'_>, map: &mut TableMap<C>) {
        for (key, value) in table {
            let at = key.span().start;
            let Some(column): Option<C> = self.column(at, key.get_ref()) else { continue };
            let DeValue::Table(words) = value.get_ref() else {
                self.problem(at, MapFault::NotText { key: format!("values.{column}") });
                continue;
            };
            for (key, value) in words {
                let at = key.span().start;
                let DeValue::String(value) = value.get_ref() else {
                    self.problem(at, MapFault::NotText { key: key.get_ref().to_string() });
                    continue;
                };
                if !self.takes(at, column, value) {
                    continue;
                }
                let known = map.values.entry(column).or_default().insert(word(key.get_ref()), value.trim().to_owned());
                if known.is_some() {
                    self.problem(at, MapFault::WordTwice { column: column.name(), word: key.get_ref().to_string() });
                }
            }
        }
    }

    /// Whether the column takes a value, by the rules of the core. An empty one is always taken.
    fn takes<C: TableColumn>(&mut self, at: usize, column: C, value: &str) -> bool {
        match column.fault(value).filter(|_| !value.trim().is_empty()) {
            None => true,
            Some((value, expected)) => {
                self.problem(at, MapFault::Value { column: column.name(), value, expected });
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "dates = \"dmy\"\n\n[columns]\ncase_id = \"Sagsnr.\"\nfirst_day = \"Startdato\"\n[constants]\npayer = \"Aarhus\"\n\
        [values.service]\n\"Efterforsorg,  basis\" = \"mandecentret/efterforsorg-basis\"\n[values.last_day]\n\"31-12-9999\" = \"\"\n\
        [values.decided_before_discharge]\nja = \"true\"\n";

    #[test]
    fn a_map_is_read() {
        let map = CaseMap::parse("m", WHOLE).expect("a map");
        assert_eq!(map.dates, Some(DateOrder::Dmy));
        let of = |entries: &[Entry<Column>]| entries.iter().map(|entry| (entry.column, entry.text.clone(), entry.line)).collect::<Vec<_>>();
        assert_eq!(of(map.columns()), [(Column::CaseId, "Sagsnr.".to_owned(), 4), (Column::FirstDay, "Startdato".to_owned(), 5)]);
        assert_eq!(of(map.constants()), [(Column::Payer, "Aarhus".to_owned(), 7)]);
        let means = |column, text| map.words(column).and_then(|words| words.get(&word(text))).map(String::as_str);
        assert_eq!(means(Column::Service, " efterforsorg, BASIS"), Some("mandecentret/efterforsorg-basis"));
        assert_eq!(means(Column::LastDay, "31-12-9999"), Some(""));
        assert_eq!(means(Column::DecidedBeforeDischarge, "Nej"), None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let of = |text: &str| CaseMap::parse("m", text).expect_err("problems").iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(of("dato = \"dmy\"\n"), ["m:1: a map has no key \"dato\""]);
        assert_eq!(of("column = \"x\"\n"), ["m:1: a map has no key \"column\"; did you mean \"columns\"?"]);
        assert_eq!(of("\ndates = \"dym\"\n"), ["m:2: dates = \"dym\": write dmy, mdy or ymd"]);
        assert_eq!(of("[columns]\nsagsnumer = \"x\"\n"), ["m:2: there is no column \"sagsnumer\"; did you mean case_id?"]);
        assert_eq!(of("[columns]\nhours = 5\n"), ["m:2: hours: write text in quotation marks"]);
        assert_eq!(of("[columns]\nhours = \"\"\n"), ["m:2: hours: write text in quotation marks"]);
        assert_eq!(of("[constants]\npayer = \"999\"\n"), ["m:2: payer does not take the value \"999\""]);
        assert_eq!(of("[constants]\nfirst_day = \"31-12-2023\"\n"), ["m:2: first_day does not take the value \"31-12-2023\""]);
        assert_eq!(of("[columns]\npayer = \"K\"\n[constants]\npayer = \"751\"\n"), ["m:4: payer has a heading and a constant; keep one"]);
        assert_eq!(of("[values.unit]\n\"A\" = \"day\"\n\"a \" = \"week\"\n"), ["m:3: unit: the word \"a \" is there twice"]);
        assert_eq!(of("[values.unit]\nA = \"fortnight\"\n"), ["m:2: unit does not take the value \"fortnight\""]);
        assert_eq!(of("[values]\nunit = \"x\"\n"), ["m:2: values.unit: write text in quotation marks"]);
        // A heading twice for one column is a key twice, and so is a table.
        assert_eq!(of("[columns]\npayer = \"A\"\n\"payer\" = \"B\"\n"), ["m:3: payer is there twice; keep one"]);
        assert_eq!(of("[columns]\npayer = \"A\"\n[columns]\nunit = \"B\"\n"), ["m:3: columns is there twice; keep one"]);
    }

    #[test]
    fn a_line_that_is_no_toml_is_shown() {
        for (text, line, shown) in [
            ("dates = dmy\n", 1, "dates = dmy"),
            ("[columns]\ncase_id = \"Sag\nunit = \"Enhed\"\n", 2, "case_id = \"Sag"),
            ("[columns]\n\n  Beløb pr. døgn = \"x\"  # y\n", 3, "Beløb pr. døgn = \"x\"  # y"),
            ("[columns\ncase_id = \"x\"\n", 1, "[columns"),
            ("[columns]\ncase_id\n", 2, "case_id"),
            ("[columns]\ncase_id =\n\n\n", 2, "case_id ="),
            ("case_id = \"\"\"Sag\n\n", 1, "case_id = \"\"\"Sag"),
            ("case_id;Sagsnr.\r\n", 1, "case_id;Sagsnr."),
            ("dates = \"d", 1, "dates = \"d"),
            ("a = 1\na.b = 2\n", 2, "a.b = 2"),
        ] {
            let problems = CaseMap::parse("m", text).expect_err(text);
            assert_eq!(problems.len(), 1, "{text}");
            assert_eq!((problems[0].line, &problems[0].fault), (line, &MapFault::NotToml { text: shown.to_owned() }), "{text}");
        }
        let problems = CaseMap::of_bytes("m", b"[columns]\nunit = \"M\xe5l\"\n").expect_err("Latin-1");
        assert_eq!((problems[0].line, &problems[0].fault), (2, &MapFault::NotUtf8));
        let long = format!("dates = {}", "ø".repeat(100));
        let problems = CaseMap::parse("m", &long).expect_err("no TOML");
        assert_eq!(problems[0].fault, MapFault::NotToml { text: format!("dates = {}", "ø".repeat(72)) });
    }
}
