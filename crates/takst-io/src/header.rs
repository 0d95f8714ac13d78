//! The heading of a file: which of its columns a case file has.

use crate::error::{FileError, MissingColumn};
use crate::layout::{Layout, listed, note};
use crate::map::{MapFault, MapProblem, TableMap};
use crate::names::{UnknownNames, nearest};
use crate::table_column::TableColumn;
use takst::contract::heading::folded;
use takst::{Code, Column, Expected, Finding};

/// The columns of a file whose names are those of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What each column is; `None`: an unknown column.
    pub columns: Vec<Option<Column>>,
    /// A warning for each unknown name.
    pub findings: Vec<Finding>,
}

impl Header {
    /// Finds the columns by their names.
    ///
    /// # Errors
    /// A required column is missing, a column is there twice, or the columns are those of lines.
    pub fn of(names: &[&str]) -> Result<Header, FileError> {
        Column::refuse_other(names)?;
        let mut unknown = UnknownNames::default();
        let columns: Vec<Option<Column>> = names.iter().map(|name| Column::from_name(name)).collect();
        refuse_twice(&columns)?;
        refuse_missing(names, &columns, &[])?;
        see_unknown(names, &columns, &mut unknown);
        Ok(Header { columns, findings: unknown.take() })
    }
}

fn refuse_twice<C: TableColumn>(columns: &[Option<C>]) -> Result<(), FileError> {
    for (i, column) in columns.iter().enumerate() {
        let Some(column) = column else { continue };
        if let Some(first) = columns[..i].iter().position(|c| *c == Some(*column)) {
            return Err(FileError::DuplicateColumn { column: column.name(), first: first + 1, second: i + 1 });
        }
    }
    Ok(())
}

fn refuse_missing<C: TableColumn>(names: &[&str], columns: &[Option<C>], given: &[C]) -> Result<(), FileError> {
    let missing: Vec<MissingColumn> = C::REQUIRED
        .iter()
        .copied()
        .filter(|required| !columns.contains(&Some(*required)) && !given.contains(required))
        .map(|column| {
            let near = names.iter().zip(columns).find(|(name, known)| known.is_none() && nearest(name) == Some(column));
            MissingColumn { column: column.name(), near: near.map(|(name, _)| takst::cpr::masked(name).into_owned()) }
        })
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(FileError::MissingColumns(missing)) }
}

fn see_unknown<C: TableColumn>(names: &[&str], columns: &[Option<C>], unknown: &mut UnknownNames) {
    for (name, column) in names.iter().zip(columns) {
        if column.is_none() {
            unknown.see::<C>(name);
        }
    }
}

/// How well a row fits as a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    /// Whether all columns are there that are required.
    pub(crate) is_whole: bool,
    /// Columns that are there.
    pub(crate) known: usize,
}

/// The headings that a file may have: names in the contract and in Danish, whatever the case, accents and spaces, and those of a map.
#[derive(Debug)]
pub(crate) struct Headings<'a, C: TableColumn> {
    pub(crate) map: Option<&'a TableMap<C>>,
}

impl<C: TableColumn> Clone for Headings<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: TableColumn> Copy for Headings<'_, C> {}

impl<C: TableColumn> Headings<'_, C> {
    /// The column of a name.
    pub(crate) fn column(self, name: &str) -> Option<C> {
        let is_name = |heading: &str| heading.trim() == name.trim() || folded(heading) == folded(name);
        let mapped = self.map.and_then(|map| map.columns().iter().find(|entry| is_name(&entry.text)));
        mapped.map(|entry| entry.column).or_else(|| C::of_name(name)).or_else(|| C::of_heading(name))
    }

    /// How well a row fits as a heading.
    pub(crate) fn fit(self, names: &[impl AsRef<str>]) -> Fit {
        let mut columns: Vec<C> = names.iter().filter_map(|name| self.column(name.as_ref().trim())).collect();
        columns.sort_unstable();
        columns.dedup();
        let given = |column: &C| self.map.is_some_and(|map| map.constants().iter().any(|entry| entry.column == *column));
        let is_whole = C::REQUIRED.iter().all(|column| columns.contains(column) || given(column));
        Fit { is_whole, known: columns.len() }
    }

    /// The row that is the heading: the first that has all columns that are required, else the first with the most known names; with its fit.
    pub(crate) fn choose(self, rows: &[Vec<String>]) -> Option<(usize, Fit)> {
        let fits = rows.iter().map(|row| self.fit(row)).enumerate();
        // A later row is one only if it is better.
        fits.reduce(|best, other| if other.1 > best.1 && !best.1.is_whole { other } else { best })
    }

    /// What the cells below a heading are.
    ///
    /// # Errors
    /// A required column is missing, two headings mean one column, the columns are those of lines, or the map does not fit.
    pub(crate) fn layout(self, names: &[&str], unknown: &mut UnknownNames) -> Result<Layout<C>, FileError> {
        C::refuse_other(names)?;
        let mut columns: Vec<Option<C>> = vec![None; names.len()];
        if let Some(map) = self.map {
            self.mapped(map, names, &mut columns)?;
        }
        let of_map: Vec<C> = columns.iter().flatten().copied().collect();
        for (name, column) in names.iter().zip(&mut columns) {
            *column = column.or_else(|| C::of_name(name).filter(|column| !of_map.contains(column)));
        }
        refuse_twice(&columns)?;
        let exact: Vec<C> = columns.iter().flatten().copied().collect();
        let mut read_as: Vec<(usize, C)> = Vec::new();
        for (place, name) in names.iter().enumerate().filter(|(place, _)| columns[*place].is_none()) {
            let Some(column) = C::of_heading(name).filter(|column| !exact.contains(column)) else { continue };
            if let Some((first, _)) = read_as.iter().find(|(_, other)| *other == column) {
                let shown = |name: &str| takst::cpr::masked(name).into_owned();
                return Err(FileError::TwoHeadings { column: column.name(), first: shown(names[*first]), second: shown(name) });
            }
            read_as.push((place, column));
        }
        for (place, column) in &read_as {
            columns[*place] = Some(*column);
        }
        let constants = self.constants(names, &columns)?;
        let given: Vec<C> = constants.iter().map(|(column, _)| *column).collect();
        refuse_missing(names, &columns, &given)?;
        // A heading that differs only in case and spaces is not noted.
        read_as.retain(|(place, column)| folded(names[*place]) != folded(column.name()));
        if !read_as.is_empty() {
            let read: Vec<String> = read_as.iter().map(|(place, column)| format!("{} = {column}", names[*place])).collect();
            unknown.add(note(Code::HeadingReadAs, &listed(&read), Expected::Headings));
        }
        see_unknown(names, &columns, unknown);
        let words = columns.iter().flatten().filter_map(|column| Some((*column, self.map?.words(*column)?.clone())));
        Ok(Layout { words: words.collect(), columns, constants })
    }

    /// The columns that the map names.
    fn mapped(self, map: &TableMap<C>, names: &[&str], columns: &mut [Option<C>]) -> Result<(), FileError> {
        let mut problems: Vec<MapProblem> = Vec::new();
        for entry in map.columns() {
            let places =
                |is: &dyn Fn(&str) -> bool| names.iter().enumerate().filter(|(_, name)| is(name)).map(|(place, _)| place).collect::<Vec<_>>();
            let mut found = places(&|name| name == entry.text);
            if found.is_empty() {
                found = places(&|name| folded(name) == folded(&entry.text));
            }
            match found[..] {
                [place] if columns[place].is_none() => columns[place] = Some(entry.column),
                [place] => {
                    let column = columns[place].unwrap_or(entry.column);
                    problems.push(map.problem(entry, MapFault::HeadingUsed { heading: entry.text.clone(), column: column.name() }));
                }
                [_, _, ..] => problems.push(map.problem(entry, MapFault::HeadingTwice { heading: entry.text.clone() })),
                [] => {
                    let has = names.iter().filter(|name| !name.is_empty()).map(|name| takst::cpr::masked(name).into_owned()).collect();
                    problems.push(map.problem(entry, MapFault::NoHeading { column: entry.column.name(), heading: entry.text.clone(), has }));
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(FileError::Map(problems)) }
    }

    fn constants(self, names: &[&str], columns: &[Option<C>]) -> Result<Vec<(C, String)>, FileError> {
        let Some(map) = self.map else { return Ok(Vec::new()) };
        let in_file = map.constants().iter().filter_map(|entry| {
            let place = columns.iter().position(|column| *column == Some(entry.column))?;
            Some(map.problem(entry, MapFault::ConstantInFile { column: entry.column.name(), heading: names[place].to_owned() }))
        });
        let problems: Vec<MapProblem> = in_file.collect();
        if !problems.is_empty() {
            return Err(FileError::Map(problems));
        }
        Ok(map.constants().iter().map(|entry| (entry.column, entry.text.clone())).collect())
    }
}
