//! The headings and words of a table, from which a map is drafted.

use crate::csv_in::survey_rows;
use crate::error::FileError;
use crate::form::{DateOrder, Form, Forms, Style, form};
use crate::header::Headings;
use crate::input::{self, Format};
use crate::names::nearest;
use crate::table_column::TableColumn;
use crate::workbook_in::sheet_rows;
use std::io::Read;
use takst::{Column, Content, cpr};

/// The headings of a table and what stands below them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The sheet, of a workbook.
    pub sheet: Option<String>,
    /// The columns of the file that have a heading.
    pub columns: Vec<SurveyedColumn>,
    /// The order of dates that are text, where they show it, and one of them.
    pub dates: Option<(DateOrder, String)>,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedColumn {
    /// As the file has it; CPR numbers are masked.
    pub heading: String,
    /// The column that is read without a map.
    pub known: Option<Column>,
    /// The column that is perhaps meant.
    pub near: Option<Column>,
    /// The different words below it that need a value in a map, at most 50; also for a column that is perhaps meant.
    pub words: Vec<String>,
}

/// Words of a column that a survey keeps.
const MOST_WORDS: usize = 50;

impl Survey {
    /// Looks at the beginning of a file, up to some 2,000 rows.
    ///
    /// # Errors
    /// The file cannot be read, or is no table.
    pub fn of(input: impl Read, format: Format, sheet: Option<&str>) -> Result<Survey, FileError> {
        let headings: Headings<'_, Column> = Headings { map: None };
        let (sheet, rows) = match format {
            Format::Workbook => {
                let (bytes, _) = input::read_all(input)?;
                sheet_rows(bytes, sheet, headings).map(|(sheet, rows)| (Some(sheet), rows))?
            }
            Format::Csv => (None, survey_rows(input::open(input)?, headings)?),
            Format::JsonLines => return Err(FileError::OnlyTables { option: "takst map" }),
        };
        let Some((names, rows)) = rows.split_first() else { return Err(FileError::NoRows) };
        let is_day = |column: Option<Column>| column.is_some_and(|column| column.content() == Content::Day);
        let mut columns = Vec::new();
        let mut days: Vec<&str> = Vec::new();
        let mut taken: Vec<Column> = Vec::new();
        for (place, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let known = headings.column(name).filter(|column| !taken.contains(column));
            taken.extend(known);
            let near = if known.is_none() { perhaps(name).filter(|column| !taken.contains(column)) } else { None };
            let cells = || rows.iter().filter_map(|row| row.get(place)).map(String::as_str).filter(|cell| !cell.is_empty());
            if is_day(known.or(near)) {
                days.extend(cells());
            }
            let words = known.or(near).map(|column| words(column, cells())).unwrap_or_default();
            columns.push(SurveyedColumn { heading: cpr::masked(name).into_owned(), known, near, words });
        }
        Ok(Survey { sheet, columns, dates: order(&days) })
    }

    /// The columns that are required and of which nothing in the file is known.
    pub fn missing(&self) -> impl Iterator<Item = Column> {
        Column::REQUIRED.into_iter().filter(|column| !self.columns.iter().any(|of| of.known == Some(*column)))
    }
}

/// The column that a heading may mean: its name is nearly the heading, or the heading has a word of it.
fn perhaps(name: &str) -> Option<Column> {
    /// Parts of headings, and the column that each suggests.
    const WIDE: [(&str, Column); 16] = [
        ("egenbetaling", Column::OwnPaymentPerDay),
        ("betaling pr", Column::OwnPaymentPerDay),
        ("cpr", Column::CitizenId),
        ("borger", Column::CitizenId),
        ("sag", Column::CaseId),
        ("ydelse", Column::Service),
        ("indsats", Column::Service),
        ("tilbud", Column::Service),
        ("start", Column::FirstDay),
        ("indskrivning", Column::FirstDay),
        ("slut", Column::LastDay),
        ("udskrivning", Column::LastDay),
        ("kommune", Column::Payer),
        ("time", Column::Hours),
        ("pris", Column::UnitPrice),
        ("takst", Column::UnitPrice),
    ];
    let lower = name.to_lowercase();
    nearest(name).or_else(|| WIDE.iter().find(|(word, _)| lower.contains(word)).map(|(_, column)| *column))
}

/// The words that a column with a closed set of values does not take.
fn words<'a>(column: Column, cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    let is_closed = column == Column::Service || column == Column::Unit || matches!(column.content(), Content::Truth | Content::Municipality);
    let mut words: Vec<String> = Vec::new();
    for cell in cells.filter(|_| is_closed) {
        let shown = cpr::masked(cell).into_owned();
        if words.len() < MOST_WORDS && !words.contains(&shown) && !is_taken(column, cell) {
            words.push(shown);
        }
    }
    words
}

fn is_taken(column: Column, text: &str) -> bool {
    if column == Column::Service {
        return text.contains('/') && text.is_ascii() && !text.contains(' ');
    }
    let canonical = match form(column, text, Forms { style: Style::Spreadsheet, dates: None }) {
        Form::AsWritten => text.to_owned(),
        Form::Canonical(text) => text,
        Form::Refused(_) => return false,
    };
    column.fault(&canonical).is_none()
}

/// The order of dates: what is more than 12 in one of them is not the month.
fn order(days: &[&str]) -> Option<(DateOrder, String)> {
    let parts = |text: &str| {
        let date = text.split([' ', 'T']).next().unwrap_or(text);
        let parts: Vec<u32> = date.split(['-', '/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        <[u32; 3]>::try_from(parts).ok().filter(|[_, _, year]| *year > 1000)
    };
    let texts: Vec<(&str, [u32; 3])> = days.iter().filter_map(|text| Some((*text, parts(text)?))).collect();
    let (example, _) = texts.first()?;
    let is_month = |place: usize| texts.iter().all(|(_, parts)| parts[place] <= 12);
    match (is_month(0), is_month(1)) {
        // Where every date could be either, the Danish order is the guess.
        (_, true) => Some((DateOrder::Dmy, (*example).to_owned())),
        (true, false) => Some((DateOrder::Mdy, (*example).to_owned())),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_looked_at() {
        let file = "Titel\n\nSagsnr.;Handlekommune;Type af indsats;Startdato;Note;Besluttet før udskrivning\n\
            S-1;Aarhus;Efterforsorg;31-03-2022;a;J\nS-2;Randers;Efterforsorg;01-04-2022;b;ja\nS-3;Århuss;mandecentret/efterforsorg;02-04-2022;c;N\n";
        let survey = Survey::of(file.as_bytes(), Format::Csv, None).expect("a table");
        assert_eq!(survey.dates, Some((DateOrder::Dmy, "31-03-2022".to_owned())));
        let shown: Vec<_> = survey.columns.iter().map(|of| (&*of.heading, of.known, of.near, of.words.join("|"))).collect();
        assert_eq!(
            shown,
            [
                ("Sagsnr.", Some(Column::CaseId), None, String::new()),
                ("Handlekommune", None, Some(Column::Payer), "Århuss".to_owned()),
                ("Type af indsats", None, Some(Column::Service), "Efterforsorg".to_owned()),
                ("Startdato", Some(Column::FirstDay), None, String::new()),
                ("Note", None, None, String::new()),
                ("Besluttet før udskrivning", Some(Column::DecidedBeforeDischarge), None, "J|N".to_owned()),
            ]
        );
        assert_eq!(survey.missing().collect::<Vec<_>>(), [Column::Service, Column::Payer]);
    }

    #[test]
    fn the_order_of_dates_is_what_they_say() {
        assert_eq!(order(&["03/04/2023", "03/31/2023"]).map(|(order, _)| order), Some(DateOrder::Mdy));
        assert_eq!(order(&["03-04-2023"]).map(|(order, _)| order), Some(DateOrder::Dmy));
        assert_eq!(order(&["31-04-2023", "04-31-2023"]), None);
        assert_eq!(order(&["2023-03-31", "x"]), None);
    }
}
