//! The municipalities: codes and names, from the data that the core's table is written from.

use crate::cursor::Cursor;
use crate::text::TextFile;
use chrono::NaiveDate;

const NAME: &str = "municipalities.toml";
const TEXT: &str = include_str!("../lists/municipalities.toml");

/// The published list of municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MunicipalityList {
    /// First day of the codes.
    pub from: NaiveDate,
    /// Where they were published.
    pub source: String,
    /// By code.
    pub all: Vec<NamedMunicipality>,
}

/// A municipality with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedMunicipality {
    /// The code.
    pub code: u16,
    /// Its name, such as `Aarhus`.
    pub name: String,
    /// Its full name, such as `Aarhus Kommune`.
    pub title: String,
}

/// Returns the list that comes with takst.
///
/// The core has the same names in a table of its own ([`takst::Municipality`]), which is written from this list: rows are also read without a catalogue.
///
/// # Panics
/// The file is compiled in and read by the tests: it cannot be wrong in a build that passed them.
///
/// # Example
/// ```
/// let list = takst_catalogue::municipalities();
/// assert_eq!(list.all.len(), 99, "98 municipalities and Christiansø");
/// assert_eq!(list.from.to_string(), "2007-01-01");
/// ```
#[must_use]
pub fn municipalities() -> MunicipalityList {
    let file = TextFile::parse(NAME, TEXT);
    let root = Cursor::root(file.root.get_ref());
    let list = root.table("list").expect("the file has [list]");
    MunicipalityList {
        from: list.date("from").expect("the list has a first day"),
        source: list.owned("source").expect("the list has a source"),
        all: root.tables("municipality").iter().map(|table| named(table).expect("a municipality has a code and a name")).collect(),
    }
}

fn named(table: &Cursor<'_>) -> Option<NamedMunicipality> {
    let name = table.owned("name")?;
    let title = table.owned("title").unwrap_or_else(|| format!("{name} Kommune"));
    Some(NamedMunicipality { code: table.text("code")?.parse().ok()?, name, title })
}
