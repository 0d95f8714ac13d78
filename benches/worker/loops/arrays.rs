//! Rows read out of Arrow columns into plain arrays, a block at a time: only what the job looks at, and nothing checked.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type};
use arrow_array::{Array, ArrayRef, Date32Array, Decimal128Array, Int32Array, RecordBatch, StringArray};
use std::ops::Range;

/// Rows of a block, in buffers that are used again.
#[derive(Default)]
pub struct Arrays {
    /// Number of the citizen or of the case, whichever the job follows: rows of one lie together.
    pub group: Vec<u32>,
    /// Place in the list of services.
    pub service: Vec<u8>,
    pub first: Vec<i32>,
    pub last: Vec<i32>,
    /// Own payment a day, or the agreed price; 0 where there is none.
    pub ore: Vec<i64>,
}

/// The columns of a batch by their types.
pub struct Columns<'a> {
    group: &'a StringArray,
    service: &'a Int32Array,
    /// Of each key, the place of the service.
    places: Vec<u8>,
    first: &'a Date32Array,
    last: &'a Date32Array,
    ore: &'a Decimal128Array,
}

impl<'a> Columns<'a> {
    /// `None` where a column is not as the rows of the benchmark have it.
    pub fn of(batch: &'a RecordBatch, group: &str, ore: &str, services: &[String]) -> Option<Columns<'a>> {
        let column = |name: &str| batch.column_by_name(name);
        let day = |array: Option<&'a ArrayRef>| array?.as_primitive_opt::<Date32Type>();
        let service = column("service")?.as_dictionary_opt::<Int32Type>()?;
        let place = |id: Option<&str>| services.iter().position(|service| Some(service.as_str()) == id).and_then(|at| u8::try_from(at).ok());
        Some(Columns {
            group: column(group)?.as_string_opt::<i32>()?,
            service: service.keys(),
            places: service.values().as_string_opt::<i32>()?.iter().map(place).collect::<Option<_>>()?,
            first: day(column("first_day"))?,
            last: day(column("last_day"))?,
            ore: column(ore)?.as_primitive_opt::<Decimal128Type>()?,
        })
    }
}

impl Arrays {
    /// Reads rows of a batch in the place of those before.
    pub fn read(&mut self, columns: &Columns<'_>, rows: Range<usize>, counted: &mut Counted) {
        let Columns { group, service, places, first, last, ore } = columns;
        counted.count(group, rows.clone(), &mut self.group);
        self.service.clear();
        self.service.extend(service.values()[rows.clone()].iter().map(|key| places[*key as usize]));
        self.first.clear();
        self.first.extend_from_slice(&first.values()[rows.clone()]);
        self.last.clear();
        self.last.extend_from_slice(&last.values()[rows.clone()]);
        self.ore.clear();
        match ore.nulls() {
            None => self.ore.extend(ore.values()[rows].iter().map(|ore| *ore as i64)),
            Some(nulls) => self.ore.extend(rows.map(|row| if nulls.is_null(row) { 0 } else { ore.value(row) as i64 })),
        }
    }
}

/// Texts as numbers that grow where the text is another than in the row before.
#[derive(Default)]
pub struct Counted {
    last: String,
    count: u32,
}

impl Counted {
    fn count(&mut self, texts: &StringArray, rows: Range<usize>, numbers: &mut Vec<u32>) {
        numbers.clear();
        let mut last = self.last.as_str();
        for row in rows {
            let text = texts.value(row);
            self.count += u32::from(text != last);
            last = text;
            numbers.push(self.count);
        }
        self.last = last.to_owned();
    }
}
