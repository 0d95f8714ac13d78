//! The cells of a row (R2): each read once, with its faults.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::dates::{date, in_range, read_date};
use crate::number::{Allowed, read_number};
use crate::unit::Unit;
use crate::{Problem, Row, payer};

/// A row as far as it can be read. A field is `None` when its cell is absent or faulty; `cell` says which.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The number of the input record, 1 = first.
    pub number: usize,
    cells: BTreeMap<String, String>,
    faults: Vec<(&'static str, &'static str)>,
    pub case_id: Option<String>,
    /// The citizen the row names: `citizen_id`, by default the `case_id`.
    pub citizen: Option<String>,
    pub service: Option<String>,
    /// The code of the paying municipality, three digits.
    pub payer: Option<String>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    pub hours: Option<i128>,
    pub hours_per_week: Option<i128>,
    pub unit_price: Option<i128>,
    pub unit: Option<Unit>,
    /// In øre.
    pub own_payment: Option<i128>,
    pub prior_stay_to: Option<NaiveDate>,
    pub first_discharge: Option<NaiveDate>,
    pub decided: Option<bool>,
    pub discharged_to_107: Option<bool>,
    pub window_start: Option<NaiveDate>,
    pub window_days_used: Option<i64>,
    pub commitment_date: Option<NaiveDate>,
    pub notified_start: Option<NaiveDate>,
    pub notified_end: Option<NaiveDate>,
    /// In øre.
    pub invoiced: Option<i128>,
}

/// R2.2: whether a text is a UUID or a long hexadecimal number with a letter in it: a pseudonym that a program made.
fn is_pseudonym(text: &[char]) -> bool {
    let is_hex = |text: &[char]| text.iter().all(char::is_ascii_hexdigit);
    let is_uuid = text.len() == 36
        && text.iter().enumerate().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => *c == '-',
            _ => c.is_ascii_hexdigit(),
        });
    is_uuid || (text.len() >= 24 && is_hex(text) && text.iter().any(char::is_ascii_alphabetic))
}

/// R2.2: for each character whether it is part of a pseudonym, which is passed over. No letter or digit may stand beside one.
fn passed_over(text: &[char]) -> Vec<bool> {
    let mut passed = vec![false; text.len()];
    for start in 0..text.len() {
        if start > 0 && text[start - 1].is_alphanumeric() {
            continue;
        }
        for end in start + 24..=text.len() {
            let is_alone = text.get(end).is_none_or(|next| !next.is_alphanumeric());
            if is_alone && is_pseudonym(&text[start..end]) {
                passed[start..end].fill(true);
            }
        }
    }
    passed
}

/// R2.2: the characters of which one may stand between the two parts of a CPR number, each range with its last.
const BETWEEN: [(u32, u32); 17] = [
    (0x09, 0x0d),
    (0x20, 0x20),
    (0x2d, 0x2d),
    (0x85, 0x85),
    (0xa0, 0xa0),
    (0xad, 0xad),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x200b, 0x200b),
    (0x2010, 0x2015),
    (0x2028, 0x2029),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x2060, 0x2060),
    (0x2212, 0x2212),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
];

/// R2.2: where a text looks like a CPR number, as (first character, character after the last).
fn cpr_number(text: &[char]) -> Option<(usize, usize)> {
    let passed = passed_over(text);
    let digit = |at: usize| text.get(at).filter(|_| !passed[at]).and_then(|c| c.to_digit(10));
    for start in 0..text.len() {
        if (start > 0 && digit(start - 1).is_some()) || (start..start + 6).any(|at| digit(at).is_none()) {
            continue;
        }
        let pair = |at: usize| digit(at).zip(digit(at + 1)).map(|(tens, ones)| tens * 10 + ones);
        let is_birthday = matches!(pair(start), Some(1..=31 | 61..=91)) && matches!(pair(start + 2), Some(1..=12));
        let rest = match text.get(start + 6) {
            Some(c) if BETWEEN.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(*c))) && !passed[start + 6] => start + 7,
            _ => start + 6,
        };
        if is_birthday && (rest..rest + 4).all(|at| digit(at).is_some()) && digit(rest + 4).is_none() {
            return Some((start, rest + 4));
        }
    }
    None
}

fn holds_cpr_number(text: &str) -> bool {
    cpr_number(&text.chars().collect::<Vec<_>>()).is_some()
}

/// R2.6: 13 digits; the sum of those in odd places and three times those in even places ends in 0.
fn is_gln(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    digits.is_some_and(|digits| {
        let sum: u32 = digits.iter().enumerate().map(|(place, digit)| if place % 2 == 0 { *digit } else { 3 * digit }).sum();
        digits.len() == 13 && sum > 0 && sum.is_multiple_of(10)
    })
}

/// R2.2: a text as it may be repeated.
pub fn masked(text: &str) -> String {
    let mut text: Vec<char> = text.chars().collect();
    while let Some((start, end)) = cpr_number(&text) {
        text.splice(start..end, "xxxxxx-xxxx".chars());
    }
    text.into_iter().collect()
}

/// R3.2: a cell's text as a problem repeats it: masked with and without its control characters, without them, cut to 200 characters.
fn shown(text: &str) -> String {
    let mut visible = masked(text);
    visible.retain(|c| !c.is_control());
    masked(&visible).chars().take(200).collect()
}

impl Reading {
    pub fn new(number: usize, row: &Row) -> Reading {
        let trimmed = |(column, text): (&String, &String)| (column.clone(), text.trim().to_string());
        let cells = row.cells.iter().map(trimmed).filter(|(_, text)| !text.is_empty()).collect();
        let mut reading = Reading {
            number,
            cells,
            faults: Vec::new(),
            case_id: None,
            citizen: None,
            service: None,
            payer: None,
            first_day: None,
            last_day: None,
            hours: None,
            hours_per_week: None,
            unit_price: None,
            unit: None,
            own_payment: None,
            prior_stay_to: None,
            first_discharge: None,
            decided: None,
            discharged_to_107: None,
            window_start: None,
            window_days_used: None,
            commitment_date: None,
            notified_start: None,
            notified_end: None,
            invoiced: None,
        };
        reading.read_names();
        reading.read_dates();
        reading.read_numbers();
        reading.read_together();
        reading
    }

    /// The trimmed text of a cell, empty where it is absent.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    pub fn has(&self, column: &str) -> bool {
        self.cells.contains_key(column)
    }

    /// Whether a cell is absent or can be read.
    pub fn is_sound(&self, column: &str) -> bool {
        self.faults.iter().all(|(_, faulty)| *faulty != column)
    }

    fn fault(&mut self, code: &'static str, column: &'static str) {
        self.faults.push((code, column));
    }

    /// The case and the citizen the row names, where both can be read.
    pub fn belongs_to(&self) -> Option<(&str, &str)> {
        self.case_id.as_deref().zip(self.citizen.as_deref())
    }

    /// R3.1: the faults of the cells.
    pub fn cell_faults(&self) -> impl Iterator<Item = Problem> + '_ {
        self.faults.iter().map(|(code, column)| self.problem("error", code, column))
    }

    /// A problem of this row whose value is what the column's cell holds.
    pub fn problem(&self, severity: &'static str, code: &'static str, column: &str) -> Problem {
        self.problem_of(severity, code, column, shown(self.cell(column)))
    }

    pub fn problem_of(&self, severity: &'static str, code: &'static str, column: &str, value: String) -> Problem {
        Problem {
            severity,
            code,
            case_id: masked(self.case_id.as_deref().unwrap_or_default()),
            row: Some(self.number),
            column: column.to_string(),
            value,
        }
    }

    /// R2.1 and R2.2.
    fn read_text(&mut self, column: &'static str) -> Option<String> {
        let text = self.cells.get(column)?.clone();
        if column != "service" && holds_cpr_number(&text) {
            // R2.2: rows that share such a reference still belong together, so it is refused and kept.
            self.fault("case.cpr-number", column);
        } else if text.chars().any(char::is_control) {
            self.fault("value.invalid", column);
            return None;
        } else if text.chars().count() > 200 {
            self.fault("value.range", column);
            return None;
        }
        Some(text)
    }

    /// R2.1, R2.2, R2.3.
    fn read_names(&mut self) {
        for column in ["case_id", "service", "first_day", "payer"] {
            if !self.has(column) {
                self.fault("value.missing", column);
            }
        }
        self.case_id = self.read_text("case_id");
        let citizen_id = self.read_text("citizen_id");
        self.citizen = if self.has("citizen_id") { citizen_id } else { self.case_id.clone() };
        self.read_text("row_id");
        self.service = self.read_text("service");
        for column in ["commitment", "buyer_reference", "order_reference", "accounting_cost", "hold_released"] {
            self.read_text(column);
        }
        let gln = self.cell("buyer_gln").to_owned();
        if holds_cpr_number(&gln) {
            self.fault("case.cpr-number", "buyer_gln");
        } else if !gln.is_empty() && !is_gln(&gln) {
            self.fault("value.invalid", "buyer_gln");
        }

        if self.has("payer") {
            match payer::read(self.cell("payer")) {
                Ok(code) => self.payer = Some(code),
                Err(fault) => self.fault(fault, "payer"),
            }
        }
    }

    fn read_day(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.cells.get(column)?;
        match read_date(text) {
            None => self.fault("value.invalid", column),
            // R2.6: there were no windows before the reform.
            Some(day) if column == "window_start" && day < date(2023, 10, 1) => self.fault("value.range", column),
            Some(day) if !in_range(day) => self.fault("value.range", column),
            Some(day) => return Some(day),
        }
        None
    }

    /// R1.2, R2.6.
    fn read_dates(&mut self) {
        self.first_day = self.read_day("first_day");
        self.last_day = self.read_day("last_day");
        self.prior_stay_to = self.read_day("prior_stay_to");
        self.first_discharge = self.read_day("first_discharge");
        self.window_start = self.read_day("window_start");
        self.commitment_date = self.read_day("commitment_date");
        self.notified_start = self.read_day("notified_start");
        self.notified_end = self.read_day("notified_end");

        self.decided = self.read_truth("decided_before_discharge");
        self.discharged_to_107 = self.read_truth("discharged_to_107");
    }

    /// R2.6.
    fn read_truth(&mut self, column: &'static str) -> Option<bool> {
        match self.cell(column) {
            "true" => Some(true),
            "false" => Some(false),
            "" => None,
            _ => {
                self.fault("value.invalid", column);
                None
            }
        }
    }

    fn read_quantity(&mut self, column: &'static str, zero: bool, most: i128, decimals: usize) -> Option<i128> {
        let text = self.cells.get(column)?;
        match read_number(text, &Allowed { zero, most, decimals }) {
            Ok(number) => Some(number),
            Err(code) => {
                self.fault(code, column);
                None
            }
        }
    }

    /// R2.4, R2.5.
    fn read_numbers(&mut self) {
        self.unit = Unit::read(self.cell("unit"));
        if self.has("unit") && self.unit.is_none() {
            self.fault("value.invalid", "unit");
        }
        self.hours = self.read_quantity("hours", false, 10_000, 2);
        self.hours_per_week = self.read_quantity("hours_per_week", false, 168, 2);
        let decimals = if matches!(self.unit, None | Some(Unit::Hour)) { 4 } else { 2 };
        self.unit_price = self.read_quantity("unit_price", false, 10_000_000, decimals);
        let own_payment = self.read_quantity("own_payment_per_day", true, 10_000_000, 2);
        self.own_payment = own_payment.map(|kroner| kroner / 100);
        if holds_cpr_number(self.cell("invoiced")) {
            self.fault("case.cpr-number", "invoiced");
        } else {
            let invoiced = self.read_quantity("invoiced", true, 100_000_000, 2);
            self.invoiced = invoiced.map(|kroner| kroner / 100);
        }
        let used = self.read_quantity("window_days_used", true, 366, 0);
        self.window_days_used = used.map(|days| i64::try_from(days / 10_000).expect("at most 366"));
    }

    /// R2.5: cells that need each other.
    fn read_together(&mut self) {
        for (given, needed) in
            [("unit_price", "unit"), ("unit", "unit_price"), ("window_start", "window_days_used"), ("window_days_used", "window_start")]
        {
            if self.has(given) && !self.has(needed) {
                self.fault("value.missing", needed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpr_numbers_are_seen_and_masked() {
        for text in ["010190-1234", "0101901234", "case 311299 4321.", "610190-0000", "x910190-0000x"] {
            assert!(holds_cpr_number(text), "{text}");
        }
        for code in [0x09, 0x0a, 0x20, 0x2d, 0xa0, 0xad, 0x2000, 0x200b, 0x2010, 0x2011, 0x2013, 0x2015, 0x2028, 0x202f, 0x2060, 0x2212, 0xfeff] {
            let text = format!("sag 010190{}1234", char::from_u32(code).expect("a character"));
            assert_eq!(masked(&text), "sag xxxxxx-xxxx", "{code:x}");
        }
        for text in
            ["010190––1234", "010190–12345", "321290–1234", "010190\u{1fff}1234", "010190\u{200c}1234", "010190\u{2016}1234", "010190\u{8}1234"]
        {
            assert!(!holds_cpr_number(text), "{text}");
        }
        assert_eq!(shown("0101\u{7}90-1234"), "xxxxxx-xxxx");
        assert_eq!(shown("010190-1234\u{7}5"), "xxxxxx-xxxx5");
        for text in ["000190-1234", "321290-1234", "601290-1234", "921290-1234", "011390-1234", "0101901-1234"] {
            assert!(!holds_cpr_number(text), "{text}");
        }
        for text in ["010190-12345", "9010190-1234", "010190--1234", "010190-123", "2023-04-01"] {
            assert!(!holds_cpr_number(text), "{text}");
        }
        assert_eq!(masked("a 0101901234 b 020290-4321"), "a xxxxxx-xxxx b xxxxxx-xxxx");
    }

    #[test]
    fn names_made_by_programs_are_passed_over() {
        // Each holds ten digits that begin with a birthday, with no digit beside them.
        let uuid = "3f2504e0-4f89-11d3-9a0c-0101901234ab";
        let hash = "d0101901234abcdef0123456";
        assert_eq!(hash.len(), 24);
        for text in [uuid, &uuid.to_uppercase(), &format!("sag {uuid}."), &format!("{uuid}_{hash}"), hash, &hash.to_uppercase()] {
            assert!(!holds_cpr_number(text), "{text}");
        }
        for text in [
            // 23 digits; no letter; a letter that is no hexadecimal digit; a letter or digit beside it; groups of other lengths.
            &hash[..23],
            "0101901234-0101901234010190",
            "g0101901234abcdef0123456",
            &format!("{uuid}x"),
            &format!("1{uuid}"),
            &format!("ø{uuid}"),
            "3f2504e0-4f89-11d3-9a0c-0101901234a",
            // The rest of the value is searched.
            &format!("{uuid} 010190-1234"),
            &format!("010190-1234/{hash}"),
        ] {
            assert!(holds_cpr_number(text), "{text}");
        }
        assert_eq!(masked(&format!("{uuid} 010190-1234")), format!("{uuid} xxxxxx-xxxx"));
    }
}
