//! Random case files that change from step to step.

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use std::collections::BTreeMap;
use takst_oracle::Row;

/// Cells of a row by column.
pub type Cells = BTreeMap<String, String>;

/// Payers that occur.
pub const PAYERS: [&str; 3] = ["101", "147", "851"];

/// Each with the others of its family: levels, and other units.
const SERVICES: [&[&str]; 14] = [
    &["engly/ophold", "engly/ophold-niveau-2", "engly/ophold-maaned"],
    &["engly/ophold-maaned", "engly/ophold", "engly/ophold-niveau-2"],
    &["engly/ophold-niveau-2", "engly/ophold", "engly/ophold-maaned"],
    &["engly/vaerksted"],
    &["engly/samtale"],
    &["engly/krise-tilsagn"],
    &["engly/krise-tilsagn"],
    &["engly/uge"],
    &["engly/aftalt"],
    &["boegely/ophold", "boegely/ophold-uge", "boegely/akut"],
    &["boegely/bolig", "boegely/bolig-udvidet", "boegely/bolig-aftalt"],
    &["boegely/bostoette", "boegely/stoette-uge", "boegely/stoette-forloeb", "boegely/stoette-time"],
    &["boegely/krise", "boegely/krise-uge"],
    &["boegely/efterforsorg", "boegely/efterforsorg-uge"],
];

/// One time in `n`.
pub fn chance(rng: &mut Rng, n: u32) -> bool {
    rng.u32(0..n) == 0
}

/// One of several.
pub fn one_of<T: Copy>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(0..of.len())]
}

/// A case file between two steps: its rows, and the cases that have vanished from it.
#[derive(Debug, Clone)]
pub struct CaseRows {
    /// Rows in order of the file.
    pub rows: Vec<Cells>,
    vanished: Vec<Vec<Cells>>,
    /// What a spoilt row was before, by what it is now.
    spoilt: Vec<(Cells, Cells)>,
}

impl CaseRows {
    /// A file to begin with.
    pub fn draw(rng: &mut Rng) -> CaseRows {
        let mut file = CaseRows { rows: Vec::new(), vanished: Vec::new(), spoilt: Vec::new() };
        for _ in 0..2 + rng.usize(0..5) {
            file.add(rng);
        }
        file
    }

    /// The rows as a reader passes them.
    pub fn records(&self) -> Vec<Row> {
        self.rows.iter().map(|cells| Row { cells: cells.clone() }).collect()
    }

    /// Something happens.
    pub fn change(&mut self, rng: &mut Rng) {
        if self.rows.is_empty() {
            self.add(rng);
            return;
        }
        let at = rng.usize(0..self.rows.len());
        match rng.u32(0..36) {
            0..5 => self.add(rng),
            5..9 => end(rng, &mut self.rows[at]),
            9..12 => set(&mut self.rows[at], "payer", one_of(rng, &PAYERS)),
            12..14 => level(rng, &mut self.rows[at]),
            14..16 => figures(rng, &mut self.rows[at]),
            16..19 => self.split(rng, at),
            19..21 => self.vanish(at),
            21..23 => self.appear(rng),
            23 => self.spoil(rng, at),
            24 => self.mend(),
            25 => commitment(rng, &mut self.rows[at]),
            26..28 => toggle(rng, &mut self.rows[at], "hold_released", &["NN 2025-03-01"]),
            28..30 => references(rng, &mut self.rows[at]),
            30 => self.citizen(rng, at),
            31..35 => self.relocate(at),
            _ => rng.shuffle(&mut self.rows),
        }
    }

    fn add(&mut self, rng: &mut Rng) {
        // Most rows follow on an earlier one, or bill the same days in another case.
        let row = if self.rows.is_empty() || chance(rng, 3) { fresh(rng) } else { following(rng, &self.rows) };
        self.rows.push(row);
    }

    /// Splits a row at a day: nothing changes by it, or the later half goes to another payer or level.
    fn split(&mut self, rng: &mut Rng, at: usize) {
        let row = self.rows[at].clone();
        let (Some(first), last) = (day(&row, "first_day"), day(&row, "last_day")) else { return };
        let length = last.map_or(60, |last| (last - first).num_days());
        if length < 1 || row.contains_key("hours") {
            return;
        }
        let cut = first + Days::new(rng.u64(1..=length.unsigned_abs()));
        let mut later = row;
        set(&mut self.rows[at], "last_day", cut - Days::new(1));
        set(&mut later, "first_day", cut);
        match rng.u32(0..4) {
            0 => set(&mut later, "payer", one_of(rng, &PAYERS)),
            1 => level(rng, &mut later),
            _ => {}
        }
        self.rows.push(later);
    }

    fn vanish(&mut self, at: usize) {
        let case = self.rows[at].get("case_id").cloned();
        let (gone, rest) = std::mem::take(&mut self.rows).into_iter().partition(|row| row.get("case_id") == case.as_ref());
        self.rows = rest;
        self.vanished.push(gone);
    }

    fn appear(&mut self, rng: &mut Rng) {
        if !self.vanished.is_empty() {
            let case = self.vanished.swap_remove(rng.usize(0..self.vanished.len()));
            self.rows.extend(case);
        }
    }

    /// Makes a row faulty.
    fn spoil(&mut self, rng: &mut Rng, at: usize) {
        let sound = self.rows[at].clone();
        let wrong = [
            ("last_day", "2020-01-01"),
            ("service", "engly/findes-ikke"),
            ("service", "tredje/ydelse"),
            ("payer", "Århus"),
            ("case_id", ""),
            ("case_id", "010190-1234"),
            ("citizen_id", "C-9"),
            ("order_reference", "010190-1234"),
            ("buyer_gln", "5798009800276"),
            ("unit_price", "-1"),
        ];
        let (column, value) = one_of(rng, &wrong);
        set(&mut self.rows[at], column, value);
        self.spoilt.push((self.rows[at].clone(), sound));
    }

    fn mend(&mut self) {
        let Some((now, before)) = self.spoilt.pop() else { return };
        if let Some(row) = self.rows.iter_mut().find(|row| **row == now) {
            *row = before;
        }
    }

    /// Days turn out to be the other case's of the citizen.
    fn relocate(&mut self, at: usize) {
        let other = match self.rows[at].get("case_id").map(String::as_str) {
            Some("S-1") => "S-2",
            Some("S-2") => "S-1",
            Some("S-3") => "S-4",
            Some("S-4") => "S-3",
            _ => return,
        };
        set(&mut self.rows[at], "case_id", other);
    }

    /// A case turns out to be another citizen's.
    fn citizen(&mut self, rng: &mut Rng, at: usize) {
        let case = self.rows[at].get("case_id").cloned();
        let citizen = one_of(rng, &["C-1", "C-2", "C-3"]);
        for row in self.rows.iter_mut().filter(|row| row.get("case_id") == case.as_ref()) {
            set(row, "citizen_id", citizen);
        }
    }
}

fn set(row: &mut Cells, column: &str, value: impl ToString) {
    row.insert(column.to_owned(), value.to_string());
}

fn day(row: &Cells, column: &str) -> Option<NaiveDate> {
    row.get(column)?.parse().ok()
}

/// A day of the winter in which histories play: 2024-10-15 to 2025-05-03.
fn some_day(rng: &mut Rng) -> NaiveDate {
    let begin: NaiveDate = "2024-10-15".parse().expect("a date");
    let day = begin + Days::new(rng.u64(0..=200));
    let first = day.format("%Y-%m-01").to_string().parse().expect("a date");
    if chance(rng, 3) { first } else { day }
}

fn place(rng: &mut Rng, row: &mut Cells) {
    let case = rng.u32(1..6);
    set(row, "case_id", format!("S-{case}"));
    match case {
        1 | 2 => set(row, "citizen_id", "C-1"),
        3 | 4 => set(row, "citizen_id", "C-2"),
        _ => drop(row.remove("citizen_id")),
    }
}

fn fresh(rng: &mut Rng) -> Cells {
    let mut row = Cells::new();
    place(rng, &mut row);
    set(&mut row, "payer", one_of(rng, &["101", "101", "101", "147", "851"]));
    set(&mut row, "service", one_of(rng, &SERVICES)[0]);
    set(&mut row, "first_day", some_day(rng));
    end(rng, &mut row);
    figures(rng, &mut row);
    if !chance(rng, 3) {
        commitment(rng, &mut row);
    }
    if chance(rng, 3) {
        references(rng, &mut row);
    }
    if chance(rng, 8) {
        set(&mut row, "hold_released", "NN 2025-03-01");
    }
    if chance(rng, 3) {
        // Whether a support is refunded rests on it.
        set(&mut row, "first_discharge", some_day(rng) - Days::new(30));
        set(&mut row, "decided_before_discharge", !chance(rng, 4));
    }
    if chance(rng, 12) {
        set(&mut row, "window_start", some_day(rng) - Days::new(200));
        set(&mut row, "window_days_used", rng.u32(20..95));
    }
    row
}

/// A row of the same case on the day after an earlier one, or of another case on the same days.
fn following(rng: &mut Rng, rows: &[Cells]) -> Cells {
    let mut row = rows[rng.usize(0..rows.len())].clone();
    let Some(last) = day(&row, "last_day").or(day(&row, "first_day")) else { return fresh(rng) };
    for once in ["window_start", "window_days_used"] {
        row.remove(once);
    }
    if chance(rng, 4) {
        place(rng, &mut row);
        if rng.bool() {
            return row;
        }
    }
    set(&mut row, "first_day", last + Days::new(if chance(rng, 4) { rng.u64(2..40) } else { 1 }));
    end(rng, &mut row);
    if chance(rng, 4) {
        set(&mut row, "payer", one_of(rng, &PAYERS));
    }
    if chance(rng, 3) {
        level(rng, &mut row);
    }
    if chance(rng, 3) {
        references(rng, &mut row);
    }
    if chance(rng, 3) {
        row.remove("hold_released");
    }
    row
}

fn is_by_hour(row: &Cells) -> bool {
    matches!(row["service"].as_str(), "engly/samtale" | "boegely/stoette-time") || row.get("unit").is_some_and(|unit| unit == "hour")
}

/// Another last day, or none.
fn end(rng: &mut Rng, row: &mut Cells) {
    let Some(first) = day(row, "first_day") else { return };
    let days = match rng.u32(0..6) {
        0 => rng.u64(0..4),
        1..4 => rng.u64(0..45),
        _ => rng.u64(0..120),
    };
    let by_hour = row.contains_key("service") && is_by_hour(row);
    let last = first + Days::new(if by_hour { days % 4 } else { days });
    // Often the month's end: then whole months are charged.
    let next: NaiveDate = (last + Days::new(31)).format("%Y-%m-01").to_string().parse().expect("a date");
    let last = if chance(rng, 4) && !by_hour { (next - Days::new(1)).max(first) } else { last };
    set(row, "last_day", last);
    if chance(rng, 8) && !by_hour {
        row.remove("last_day");
    }
}

/// Another service of the family.
fn level(rng: &mut Rng, row: &mut Cells) {
    let Some(family) = SERVICES.iter().find(|family| family.contains(&row["service"].as_str())) else { return };
    set(row, "service", one_of(rng, family));
    figures(rng, row);
}

/// Prices, hours and own payments that the service needs.
fn figures(rng: &mut Rng, row: &mut Cells) {
    for column in ["unit", "unit_price", "hours", "own_payment_per_day"] {
        row.remove(column);
    }
    let service = row["service"].clone();
    if ["engly/aftalt", "boegely/akut", "boegely/bolig-aftalt"].contains(&service.as_str()) {
        set(row, "unit", one_of(rng, &["day", "day", "month", "week", "course"]));
        set(row, "unit_price", one_of(rng, &["999.95", "1000.01", "31000.00", "2000.05"]));
    }
    if is_by_hour(row) {
        set(row, "hours", one_of(rng, &["1.00", "2.50", "3.25", "7.75"]));
    }
    let daily = ["engly/ophold", "engly/ophold-niveau-2", "engly/ophold-maaned", "boegely/ophold", "boegely/bolig", "boegely/krise"];
    if daily.contains(&service.as_str()) && rng.bool() {
        set(row, "own_payment_per_day", one_of(rng, &["0.00", "96.71", "89.00"]));
    }
}

fn commitment(rng: &mut Rng, row: &mut Cells) {
    row.remove("commitment");
    row.remove("commitment_date");
    if chance(rng, 5) {
        return;
    }
    set(row, "commitment", one_of(rng, &["tilsagn", "tilsagn", "tilsagn", "bevilling"]));
    let Some(first) = day(row, "first_day") else { return };
    set(row, "commitment_date", if chance(rng, 6) { first + Days::new(9) } else { first - Days::new(9) });
}

fn references(rng: &mut Rng, row: &mut Cells) {
    match rng.u32(0..4) {
        0 => toggle(rng, row, "buyer_reference", &["P-1", "P-1", "P-2"]),
        1 => toggle(rng, row, "order_reference", &["O-1", "O-1", "O-1", "O-2"]),
        2 => toggle(rng, row, "accounting_cost", &["K-1", "K-1", "K-2"]),
        _ => toggle(rng, row, "buyer_gln", &["5798009811578", "5798009811578", "5798009800275"]),
    }
}

fn toggle(rng: &mut Rng, row: &mut Cells, column: &str, values: &[&str]) {
    if row.remove(column).is_none() || chance(rng, 3) {
        set(row, column, one_of(rng, values));
    }
}
