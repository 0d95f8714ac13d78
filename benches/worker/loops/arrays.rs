//! Rows as plain arrays.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type};
use arrow_array::{Array, RecordBatch, StringArray};

#[derive(Default)]
pub struct Arrays {
    /// Numbers of the citizen and of the case: rows of one lie together.
    pub citizen: Vec<u32>,
    pub case: Vec<u32>,
    /// Place in the list of services.
    pub service: Vec<u8>,
    pub first: Vec<i32>,
    pub last: Vec<i32>,
    /// Own payment a day, or the agreed price; 0 where there is none.
    pub ore: Vec<i64>,
}

impl Arrays {
    /// `None` where a column is not as the rows of the benchmark have it.
    pub fn of(rows: &[RecordBatch], services: &[String]) -> Option<Arrays> {
        let mut arrays = Arrays::default();
        let (mut case, mut citizen) = (Counted::default(), Counted::default());
        for batch in rows {
            let text = |name: &str| batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
            let cases = text("case_id")?;
            case.count(cases, &mut arrays.case);
            citizen.count(text("citizen_id").unwrap_or(cases), &mut arrays.citizen);
            let service = batch.column_by_name("service")?.as_dictionary_opt::<Int32Type>()?;
            let known: Vec<Option<u8>> = service.values().as_string_opt::<i32>()?.iter().map(|id| place(services, id?)).collect();
            for key in service.keys().values() {
                arrays.service.push((*known.get(usize::try_from(*key).ok()?)?)?);
            }
            let day = |name: &str| batch.column_by_name(name).and_then(|column| column.as_primitive_opt::<Date32Type>());
            arrays.first.extend(day("first_day")?.values());
            arrays.last.extend(day("last_day")?.values());
            let price = batch.column_by_name("own_payment_per_day").or(batch.column_by_name("unit_price"))?.as_primitive_opt::<Decimal128Type>()?;
            arrays.ore.extend(price.iter().map(|ore| ore.and_then(|ore| i64::try_from(ore).ok()).unwrap_or(0)));
        }
        Some(arrays)
    }
}

fn place(services: &[String], id: &str) -> Option<u8> {
    services.iter().position(|service| service == id).and_then(|at| u8::try_from(at).ok())
}

/// Texts as numbers that grow where the text is another than in the row before.
#[derive(Default)]
struct Counted {
    last: String,
    count: u32,
}

impl Counted {
    fn count(&mut self, texts: &StringArray, numbers: &mut Vec<u32>) {
        for at in 0..texts.len() {
            if texts.value(at) != self.last {
                texts.value(at).clone_into(&mut self.last);
                self.count += 1;
            }
            numbers.push(self.count);
        }
    }
}
