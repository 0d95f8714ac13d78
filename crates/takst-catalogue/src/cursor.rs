//! Second reading: values that fit their shape become values of the domain. What does not fit reads as absent here;
//! the first reading has reported it.

use crate::shape;
use crate::structure::join;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::catalogue::Label;
use takst::source::{Source, SourceDocument};
use toml::de::{DeArray, DeTable, DeValue};

/// A table and where it stands in the file.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    table: &'a DeTable<'a>,
    pub(crate) path: String,
}

impl<'a> Cursor<'a> {
    pub(crate) fn root(table: &'a DeTable<'a>) -> Cursor<'a> {
        Cursor { table, path: String::new() }
    }

    pub(crate) fn path_of(&self, key: &str) -> String {
        join(&self.path, key)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &'a str> {
        let table: &'a DeTable<'a> = self.table;
        table.keys().map(|key| key.get_ref().as_ref())
    }

    fn value(&self, key: &str) -> Option<&'a DeValue<'a>> {
        self.table.get(key).map(|value| value.get_ref())
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// A text as it is written, also an empty one.
    pub(crate) fn line(&self, key: &str) -> Option<&'a str> {
        self.value(key)?.as_str()
    }

    pub(crate) fn owned(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// A word that `read` understands.
    pub(crate) fn word<T>(&self, key: &str, read: fn(&str) -> Option<T>) -> Option<T> {
        read(self.text(key)?)
    }

    pub(crate) fn date(&self, key: &str) -> Option<NaiveDate> {
        shape::read_date(self.text(key)?).ok()
    }

    pub(crate) fn number(&self, key: &str, decimals: u32, max: u32) -> Option<Decimal> {
        shape::read_number(self.text(key)?, decimals, max).ok()
    }

    pub(crate) fn whole(&self, key: &str) -> Option<u32> {
        whole(self.value(key)?)
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.value(key)?.as_bool()
    }

    pub(crate) fn pair(&self, key: &str) -> Option<(u32, u32)> {
        match self.array(key)?.iter().map(|item| item.get_ref()).collect::<Vec<_>>()[..] {
            [first, last] => Some((whole(first)?, whole(last)?)),
            _ => None,
        }
    }

    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        self.array(key).into_iter().flat_map(|items| items.iter()).filter_map(|item| item.get_ref().as_str()).map(str::to_owned).collect()
    }

    fn array(&self, key: &str) -> Option<&'a DeArray<'a>> {
        self.value(key)?.as_array()
    }

    /// The table under `key`.
    pub(crate) fn table(&self, key: &str) -> Option<Cursor<'a>> {
        Some(Cursor { table: self.value(key)?.as_table()?, path: self.path_of(key) })
    }

    /// The tables of the array under `key`, in order.
    pub(crate) fn tables(&self, key: &str) -> Vec<Cursor<'a>> {
        let path = self.path_of(key);
        let items = self.array(key).into_iter().flat_map(|items| items.iter()).enumerate();
        items.filter_map(|(i, item)| Some(Cursor { table: item.get_ref().as_table()?, path: format!("{path}[{i}]") })).collect()
    }

    pub(crate) fn label(&self, key: &str) -> Option<Label> {
        let label = self.table(key)?;
        Some(Label { da: label.owned("da")?, en: label.owned("en")? })
    }

    pub(crate) fn source(&self, key: &str) -> Option<Source> {
        if let Some(text) = self.text(key) {
            return Some(Source::stated(text));
        }
        let source = self.table(key)?;
        Some(Source { document: source.owned("document"), place: source.owned("place")?, quote: source.owned("quote") })
    }

    /// The ids listed under `[[document]]`, also of documents that cannot be read: they can be cited without a second complaint.
    pub(crate) fn document_ids(&self) -> Vec<&'a str> {
        self.tables("document").iter().filter_map(|document| document.text("id")).collect()
    }

    /// The documents listed under `[[document]]`.
    pub(crate) fn documents(&self) -> Vec<(String, SourceDocument)> {
        let read = |cursor: Cursor<'a>| {
            let document = SourceDocument {
                id: cursor.owned("id")?,
                title: cursor.owned("title")?,
                publisher: cursor.owned("publisher")?,
                date: cursor.date("date"),
                date_note: cursor.owned("date_note"),
            };
            Some((cursor.path_of("id"), document))
        };
        self.tables("document").into_iter().filter_map(read).collect()
    }
}

fn whole(value: &DeValue<'_>) -> Option<u32> {
    value.as_integer()?.as_str().parse().ok()
}
