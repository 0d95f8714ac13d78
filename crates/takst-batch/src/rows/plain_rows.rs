//! The columns every row has, as numbers: what is read of a row that is copied from templates.
//!
//! Whatever is not plainly right here is left to the core, which says what is wrong with it.

use crate::error::BatchError;
use crate::input::ColumnSet;
use crate::rows::key::{Key, Keys};
use crate::rows::named::differs;
use crate::rows::piece::Piece;
use crate::text::texts;
use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowDictionaryKeyType, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType};
use arrow_array::{Array, ArrayRef, DictionaryArray, downcast_dictionary_array};
use arrow_schema::{DataType, TimeUnit};
use takst::kernel::{Day, NO_SERVICE};
use takst::{Book, Column, Municipality};

/// A day that is absent or not plainly a day.
pub(crate) const NO_DAY: i32 = i32::MIN;
/// The end of a row that is still running.
pub(crate) const OPEN: i32 = i32::MAX;
/// No municipality.
pub(crate) const NO_PAYER: i32 = 0;

/// The first and last day a case may have, in days since 1970.
const FIRST_DAY: i32 = -25_567;
const LAST_DAY: i32 = 84_005;

/// Rows of a piece in columns.
#[derive(Debug, Default)]
pub(crate) struct PlainRows {
    pub service: Vec<u32>,
    pub first: Vec<i32>,
    pub last: Vec<i32>,
    pub payer: Vec<i32>,
    /// Columns given beside these; empty when no row gives any.
    pub given: Vec<ColumnSet>,
    /// The citizen each row names, the case where it names none; empty where all rows name citizens, or none does.
    others: Vec<Key>,
    pub cases: Keys,
    /// Whether a row's case, citizen and row references are sound, and its days and payer; and once [`alone`](PlainRows::alone) was asked, whether it is alone
    /// with its citizen.
    pub sound: Vec<bool>,
    /// The same before [`alone`](PlainRows::alone) was asked: rows that can be read as typed values.
    pub readable: Vec<bool>,
    /// Whether another citizen begins with a row; known once [`apart`](PlainRows::apart) or [`alone`](PlainRows::alone) was asked.
    pub begins: Vec<bool>,
    /// Whether that is where another citizen is named, and each row names one: else rows may belong together that name several.
    pub begins_by_name: bool,
    pub has_citizens: bool,
    citizens: Keys,
    row_ids: Keys,
    services: Words<u32>,
    payers: Words<i32>,
}

/// What of the rows is looked at to plan them, each column as long as the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlainSlices<'h> {
    pub service: &'h [u32],
    pub first: &'h [i32],
    pub last: &'h [i32],
    pub payer: &'h [i32],
    pub sound: &'h [bool],
    /// Empty when no row gives any.
    pub given: &'h [ColumnSet],
}

/// Columns that are read here.
const READ: ColumnSet = ColumnSet::NONE
    .with(Column::CaseId)
    .with(Column::CitizenId)
    .with(Column::RowId)
    .with(Column::Service)
    .with(Column::FirstDay)
    .with(Column::LastDay)
    .with(Column::Payer);

impl PlainRows {
    /// Reads a piece.
    pub fn read(&mut self, piece: &Piece, book: &Book) -> Result<(), BatchError> {
        let rows = piece.rows.num_rows();
        let column = |column: Column| piece.schema.place(column).map(|place| piece.rows.column(place));
        self.references(piece)?;
        self.service.clear();
        if let Some(array) = column(Column::Service) {
            self.services.read(array, |id| book.number_of(id).unwrap_or(NO_SERVICE), NO_SERVICE, &mut self.service)?;
        }
        self.service.resize(rows, NO_SERVICE);
        self.payer.clear();
        if let Some(array) = column(Column::Payer) {
            self.payers.read(array, payer, NO_PAYER, &mut self.payer)?;
        }
        self.payer.resize(rows, NO_PAYER);
        days(column(Column::FirstDay), NO_DAY, rows, &mut self.first);
        days(column(Column::LastDay), OPEN, rows, &mut self.last);
        self.in_order();
        self.given(piece, rows);
        Ok(())
    }

    fn references(&mut self, piece: &Piece) -> Result<(), BatchError> {
        let (schema, rows) = (&piece.schema, &piece.rows);
        self.cases.read_column(Column::CaseId, schema, rows)?;
        self.sound.clear();
        self.sound.extend_from_slice(&self.cases.sound);
        self.others.clear();
        self.has_citizens = self.citizens.read_column(Column::CitizenId, schema, rows)?;
        if self.has_citizens && !self.citizens.are_all_sound {
            self.others.extend_from_slice(&self.cases.keys);
            self.citizens.instead_of(&mut self.others);
        }
        let has_row_ids = self.row_ids.read_column(Column::RowId, schema, rows)?;
        for (has, keys) in [(self.has_citizens, &self.citizens), (has_row_ids, &self.row_ids)] {
            if has && !keys.are_all_sound {
                self.sound.iter_mut().enumerate().for_each(|(row, sound)| *sound &= keys.sound[row] || !keys.is_given(row));
            }
        }
        Ok(())
    }

    /// The rows, where each that can be read counts as sound, alone with its citizen or not.
    pub fn readable(&self) -> PlainSlices<'_> {
        PlainSlices { sound: &self.readable, ..self.rows(self.readable.len()) }
    }

    /// So many rows, which are all.
    pub fn rows(&self, rows: usize) -> PlainSlices<'_> {
        PlainSlices {
            service: &self.service[..rows],
            first: &self.first[..rows],
            last: &self.last[..rows],
            payer: &self.payer[..rows],
            sound: &self.sound[..rows],
            given: &self.given,
        }
    }

    /// The citizen each row names: the case where it names none.
    pub fn named(&self) -> &[Key] {
        match (self.has_citizens, self.citizens.are_all_sound) {
            (false, _) => &self.cases.keys,
            (true, true) => &self.citizens.keys,
            (true, false) => &self.others,
        }
    }

    /// Whether each row surely names a citizen, or a case in its place.
    pub fn names_all(&self) -> bool {
        self.cases.are_all_sound || (self.has_citizens && self.citizens.are_all_sound)
    }

    /// Whether [`named`](PlainRows::named) has a reference for each row.
    pub fn names_each(&self) -> bool {
        if self.has_citizens { self.citizens.are_all_sound } else { self.cases.are_all_sound }
    }

    /// Leaves only those rows sound that have days in order and a payer: no day is absent, which would be less than any or more.
    fn in_order(&mut self) {
        let days = self.first.iter().zip(&self.last);
        for ((sound, (first, last)), payer) in self.sound.iter_mut().zip(days).zip(&self.payer) {
            *sound &= (*first != NO_DAY) & (last >= first) & (*payer != NO_PAYER);
        }
        self.readable.clear();
        self.readable.extend_from_slice(&self.sound);
    }

    /// Each row is a citizen by itself.
    pub fn apart(&mut self) {
        self.begins_by_name = self.names_each();
        self.begins.clear();
        self.begins.resize(self.sound.len(), true);
    }

    /// Leaves only those rows sound that are alone with their citizen.
    pub fn alone(&mut self, groups: Option<&[u32]>) {
        self.begins_by_name = groups.is_none() && self.names_each();
        let mut begins = std::mem::take(&mut self.begins);
        match groups {
            Some(groups) => borders(groups, &mut begins, |before, after| before != after),
            None if self.begins_by_name => borders(self.named(), &mut begins, |before, after| before != after),
            None => borders(self.named(), &mut begins, differs),
        }
        self.begins = begins;
        let last = self.begins.len().saturating_sub(1);
        for (sound, borders) in self.sound.iter_mut().zip(self.begins.windows(2)) {
            *sound &= borders[0] & borders[1];
        }
        // The last row ends its citizen.
        if let (Some(sound), Some(begins)) = (self.sound.get_mut(last), self.begins.get(last)) {
            *sound &= begins;
        }
    }

    /// The row after the last of the citizen to whom `row` belongs, at most `to`.
    #[inline]
    pub fn end_of_citizen(&self, row: usize, to: usize) -> usize {
        self.begins[row + 1..to].iter().position(|begins| *begins).map_or(to, |more| row + 1 + more)
    }

    fn given(&mut self, piece: &Piece, rows: usize) {
        self.given.clear();
        for column in Column::ALL.iter().filter(|column| !READ.meets(ColumnSet::NONE.with(**column))) {
            let Some(array) = piece.schema.place(*column).map(|place| piece.rows.column(place)) else { continue };
            if array.logical_null_count() == rows {
                continue;
            }
            self.given.resize(rows, ColumnSet::NONE);
            let nulls = array.logical_nulls();
            let is_given = |row: usize| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
            let (seen, unseen) = (ColumnSet::NONE.with(*column), ColumnSet::NONE.with(*column).unseen());
            // Only a day can be seen to be right here.
            let dates = array.as_primitive_opt::<arrow_array::types::Date32Type>().filter(|_| *column != Column::WindowStart);
            match dates {
                Some(dates) => {
                    for ((row, day), given) in dates.values().iter().enumerate().zip(&mut self.given) {
                        let set = if (FIRST_DAY..=LAST_DAY).contains(day) { seen } else { unseen };
                        given.add(if is_given(row) { set } else { ColumnSet::NONE });
                    }
                }
                None => match &nulls {
                    None => self.given.iter_mut().for_each(|given| given.add(unseen)),
                    Some(nulls) => self.given.iter_mut().zip(nulls.iter()).for_each(|(given, is_given)| {
                        given.add(if is_given { unseen } else { ColumnSet::NONE });
                    }),
                },
            }
        }
    }
}

/// Whether each row differs from the one before.
fn borders<T: Copy>(groups: &[T], begins: &mut Vec<bool>, differ: impl Fn(T, T) -> bool) {
    begins.clear();
    begins.extend(groups.first().map(|_| true));
    begins.extend(groups.windows(2).map(|pair| differ(pair[0], pair[1])));
}

fn payer(code: &str) -> i32 {
    // White space around a value is no part of it; the core drops it as well.
    Municipality::read(code.trim()).map_or(NO_PAYER, |payer| i32::from(payer.code()))
}

/// Reads columns of few different words.
#[derive(Debug)]
struct Words<T> {
    /// The dictionary of the last batch, and what its words mean.
    known: Option<(ArrayRef, Vec<T>)>,
}

impl<T> Default for Words<T> {
    fn default() -> Words<T> {
        Words { known: None }
    }
}

impl<T: Copy> Words<T> {
    fn read(&mut self, array: &ArrayRef, find: impl Fn(&str) -> T, none: T, to: &mut Vec<T>) -> Result<(), BatchError> {
        let array: &dyn Array = array;
        downcast_dictionary_array!(
            array => self.dictionary(array, find, none, to),
            _ => {
                let texts = texts(&arrow_array::make_array(array.to_data()))?;
                let mut last = ("", none);
                for row in 0..texts.len() {
                    let word = if texts.is_null(row) { "" } else { texts.value(row) };
                    if word != last.0 {
                        last = (word, find(word));
                    }
                    to.push(if word.is_empty() { none } else { last.1 });
                }
                Ok(())
            }
        )
    }

    fn dictionary<K: ArrowDictionaryKeyType>(
        &mut self,
        array: &DictionaryArray<K>,
        find: impl Fn(&str) -> T,
        none: T,
        to: &mut Vec<T>,
    ) -> Result<(), BatchError> {
        use arrow_buffer::ArrowNativeType;
        let values = array.values();
        if self.known.as_ref().is_none_or(|(words, _)| !std::sync::Arc::ptr_eq(words, values)) {
            let words = texts(values)?;
            let meanings = (0..words.len()).map(|i| if words.is_null(i) { none } else { find(words.value(i)) }).collect();
            self.known = Some((values.clone(), meanings));
        }
        let Some((_, meanings)) = &self.known else { return Ok(()) };
        let keys = array.keys();
        match keys.nulls().filter(|nulls| nulls.null_count() > 0) {
            None => to.extend(keys.values().iter().map(|key| meanings.get(key.as_usize()).copied().unwrap_or(none))),
            Some(nulls) => to.extend(
                keys.values()
                    .iter()
                    .enumerate()
                    .map(|(row, key)| if nulls.is_null(row) { none } else { meanings.get(key.as_usize()).copied().unwrap_or(none) }),
            ),
        }
        Ok(())
    }
}

/// The day, if a case may have it: one far away could be taken for an absent one.
fn plainly(day: i32) -> i32 {
    if (FIRST_DAY..=LAST_DAY).contains(&day) { day } else { NO_DAY }
}

/// Days written `YYYY-MM-DD`.
fn text_days<'a>(texts: impl Iterator<Item = Option<&'a str>>, absent: i32, to: &mut Vec<i32>) {
    to.extend(texts.map(|text| match text {
        None | Some("") => absent,
        Some(text) => Day::parse(text).map_or(NO_DAY, Day::number),
    }));
}

/// Days of a column; `absent` where a cell is null, [`NO_DAY`] where it is not plainly a day.
fn days(array: Option<&ArrayRef>, absent: i32, rows: usize, to: &mut Vec<i32>) {
    to.clear();
    let Some(array) = array else { return to.resize(rows, absent) };
    let moments = |values: &[i64], a_day: i64, to: &mut Vec<i32>| {
        to.extend(values.iter().map(|moment| {
            let midnight = moment.rem_euclid(a_day) == 0;
            if midnight { i32::try_from(moment.div_euclid(a_day)).map_or(NO_DAY, plainly) } else { NO_DAY }
        }));
    };
    match array.data_type() {
        DataType::Date32 => to.extend(array.as_primitive::<arrow_array::types::Date32Type>().values().iter().map(|day| plainly(*day))),
        DataType::Date64 => moments(array.as_primitive::<arrow_array::types::Date64Type>().values(), 86_400_000, to),
        DataType::Timestamp(TimeUnit::Second, None) => moments(array.as_primitive::<TimestampSecondType>().values(), 86_400, to),
        DataType::Timestamp(TimeUnit::Millisecond, None) => moments(array.as_primitive::<TimestampMillisecondType>().values(), 86_400_000, to),
        DataType::Timestamp(TimeUnit::Microsecond, None) => moments(array.as_primitive::<TimestampMicrosecondType>().values(), 86_400_000_000, to),
        DataType::Timestamp(TimeUnit::Nanosecond, None) => moments(array.as_primitive::<TimestampNanosecondType>().values(), 86_400_000_000_000, to),
        DataType::Utf8 => text_days(array.as_string::<i32>().iter(), absent, to),
        DataType::LargeUtf8 => text_days(array.as_string::<i64>().iter(), absent, to),
        DataType::Utf8View => text_days(array.as_string_view().iter(), absent, to),
        // Dictionaries of days are read by the kernel's route.
        _ => to.resize(rows, NO_DAY),
    }
    if let Some(nulls) = array.logical_nulls().filter(|nulls| nulls.null_count() > 0) {
        for row in (0..rows).filter(|row| nulls.is_null(*row)) {
            to[row] = absent;
        }
    }
}
