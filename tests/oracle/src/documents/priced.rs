//! What should be (D4.1): the documents of a case file as priced today, and what a claim needs of its lines.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::course::Course;
use crate::dates::{Month, read_date};
use crate::documents::{Key, Line, References, Should, join};
use crate::findings;
use crate::policy::Policy;
use crate::rows::Placed;
use crate::{Catalogue, Options, Row, Work, read};

/// The references of a document (D8.5); the commitment is that of the course.
const REFERENCES: [&str; 4] = ["buyer_reference", "order_reference", "accounting_cost", "buyer_gln"];

/// A priced line before lines are joined.
#[derive(Clone, Debug)]
pub struct PricedLine {
    /// Its document.
    pub key: Key,
    /// The line.
    pub line: Line,
    /// The family of the service.
    pub family: String,
    /// D11.6: the days it bills: of a course price those of its row; `None`: hours.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Whether a row of its course and payer has `hold_released`.
    pub is_released: bool,
    /// In øre.
    pub own_payment: i128,
    /// The rule of the refund.
    pub rule: String,
    /// The condition that decided.
    pub reason: String,
    /// In øre.
    pub refund: i128,
    /// In øre.
    pub at_stake: i128,
    /// Account of the service; empty: none.
    pub account: String,
    /// What it rests on.
    pub assumptions: Vec<String>,
}

/// A case of the file.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its citizen.
    pub citizen: String,
    /// The codes of its faults; empty: it is priced.
    pub faults: BTreeSet<&'static str>,
    /// What should be.
    pub should: Vec<Should>,
    /// The lines.
    pub lines: Vec<PricedLine>,
}

/// A case file as priced today.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// By first appearance.
    pub cases: Vec<Case>,
    /// Providers that occur in it.
    pub providers: BTreeSet<String>,
    /// D4.4: the codes of each record that belongs to no case.
    pub unreadable: Vec<BTreeSet<&'static str>>,
}

/// Prices a case file for documents; `options` has the last day.
///
/// # Panics
///
/// As [`crate::price`].
pub fn price(catalogue: &Catalogue, policy: &Policy, rows: &[Row], options: &Options) -> File {
    let readings = read(rows);
    let work = Work::new(&readings, catalogue, policy, options);
    let mut file = File::default();
    for reading in &readings {
        if let Some(id) = &reading.service {
            let provider = catalogue.service(id).map(|service| service.provider.clone());
            file.providers.extend(provider.or_else(|| Some(id.split_once('/')?.0.to_string())));
        }
    }
    let mut unreadable = BTreeMap::new();
    let named: Vec<&String> = work.cases.iter().flat_map(|case| &case.readings).filter_map(|at| readings[*at].citizen.as_ref()).collect();
    for (at, case) in work.cases.iter().enumerate() {
        let numbers: Vec<usize> = case.readings.iter().map(|at| readings[*at].number).collect();
        let faults_of = |of: &dyn Fn(usize) -> bool| -> BTreeSet<&'static str> {
            let problems = work.faults.problems.iter().filter(|problem| problem.row.is_some_and(of));
            problems.map(|problem| problem.code).collect()
        };
        let first = &readings[case.readings[0]];
        let has_id = first.case_id.is_some() && first.is_sound("case_id");
        if !has_id {
            unreadable.extend(numbers.iter().map(|number| (*number, faults_of(&|row| row == *number))));
            continue;
        }
        // D4.3: of several that a refused case names, the one that comes first in the file, case by case.
        let citizen = named.iter().find(|citizen| case.citizens.contains(**citizen)).map(|citizen| citizen.to_string());
        let mut this = Case {
            id: first.case_id.clone().expect("a readable case"),
            citizen: citizen.unwrap_or_default(),
            faults: faults_of(&|row| numbers.contains(&row)),
            should: Vec::new(),
            lines: Vec::new(),
        };
        if !work.refused[at] {
            this.lines = lines(&work, at, policy);
            this.should = should(&work, at, policy, &this);
        }
        file.cases.push(this);
    }
    // D10: in the order of the file.
    file.unreadable = unreadable.into_values().collect();
    file
}

/// A number of a line as text, in units of its last decimal of `decimals`.
fn units(text: &str, decimals: usize) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let digits = format!("{}{fraction:0<decimals$}", whole.trim_start_matches('-'));
    sign * digits.parse::<i128>().expect("a number of a line")
}

/// D13.2: whether a row of the course and payer has `hold_released`.
fn is_released(course: &Course, placed: &[Placed], payer: &str) -> bool {
    course.rows.iter().any(|row| placed[*row].payer() == payer && placed[*row].reading.has("hold_released"))
}

fn course_of(courses: &[Course], row: usize) -> &Course {
    courses.iter().find(|course| course.rows.contains(&row)).expect("every row is in a course")
}

fn lines(work: &Work, at: usize, policy: &Policy) -> Vec<PricedLine> {
    let mut lines = Vec::new();
    for written in work.write(at, policy) {
        let row = &work.placed[written.row];
        let course = course_of(&work.courses[at], written.row);
        let text = |column: &str| written.cells[column].clone();
        let day = |column: &str| read_date(&written.cells[column]).expect("a day of a line");
        let line = Line {
            service: text("service"),
            first: day("first_day"),
            last: day("last_day"),
            quantity: units(&text("quantity"), 4),
            unit: text("unit"),
            unit_price: units(&text("unit_price"), 4),
            base: units(&text("price_base_quantity"), 4),
            net: units(&text("net"), 2),
            vat_category: text("vat_category"),
            vat_rate: text("vat_rate"),
            vat: units(&text("vat"), 2),
            vat_exemption: text("vat_exemption"),
        };
        let end_of_row = row.last_or(work.frame.until);
        let days = match line.unit.as_str() {
            "hour" => None,
            "course" => Some((row.first, work.frame.until.map_or(end_of_row, |until| end_of_row.min(until)))),
            _ => Some((line.first, line.last)),
        };
        lines.push(PricedLine {
            key: Key { case: text("case_id"), provider: text("provider"), payer: text("payer"), month: written.month },
            family: row.service.family().to_string(),
            days,
            is_released: is_released(course, &work.placed, row.payer()),
            own_payment: units(&text("own_payment"), 2),
            rule: text("refund_rule"),
            reason: text("refund_reason"),
            refund: units(&text("refund"), 2),
            at_stake: units(&text("at_stake"), 2),
            account: text("account"),
            assumptions: text("assumptions").split(';').filter(|code| !code.is_empty()).map(str::to_string).collect(),
            line,
        });
    }
    lines
}

/// The holds of a case that nobody released (D6.1), by document.
fn holds(work: &Work, at: usize, policy: &Policy) -> BTreeMap<(String, String, Month), &'static str> {
    let mut holds: BTreeMap<(String, String, Month), &'static str> = BTreeMap::new();
    for course in &work.courses[at] {
        let of_course = findings::holds(std::slice::from_ref(course), &work.placed, policy, work.frame);
        for ((_, provider, payer, month), code) in of_course {
            if is_released(course, &work.placed, &payer) {
                continue;
            }
            let hold = holds.entry((provider, payer, month)).or_insert(code);
            // R12.5: missing goes before late.
            if code == "commitment.missing" {
                *hold = code;
            }
        }
    }
    holds
}

fn should(work: &Work, at: usize, policy: &Policy, case: &Case) -> Vec<Should> {
    let holds = holds(work, at, policy);
    let written = work.write(at, policy);
    let keys: BTreeSet<&Key> = case.lines.iter().map(|line| &line.key).collect();
    let mut documents = Vec::new();
    for key in keys {
        let of_key = |(line, _): &(&PricedLine, usize)| line.key == *key;
        let lines: Vec<(&PricedLine, usize)> = case.lines.iter().zip(written.iter().map(|line| line.row)).filter(of_key).collect();
        let mut references = References::new();
        let mut conflicts = BTreeSet::new();
        for column in REFERENCES {
            let rows = lines.iter().map(|(_, row)| work.placed[*row].reading.cell(column)).filter(|text| !text.is_empty());
            let values: BTreeSet<&str> = rows.clone().collect();
            if values.len() > 1 {
                conflicts.insert(column);
            }
            if let Some(value) = rows.into_iter().next() {
                references.insert(column, value.to_string());
            }
        }
        // R4.3: read from the payer's first row in the course.
        let commitment = lines.iter().find_map(|(_, row)| {
            let course = course_of(&work.courses[at], *row);
            let of_payer = course.rows.iter().find(|row| work.placed[**row].payer() == key.payer)?;
            Some(work.placed[*of_payer].reading.cell("commitment")).filter(|text| !text.is_empty())
        });
        references.extend(commitment.map(|text| ("commitment", text.to_string())));
        let by_days = |is_released: bool| {
            let of = lines.iter().filter(move |(line, _)| line.is_released == is_released && line.line.is_by_days());
            of.map(|(line, _)| (line.family.clone(), line.line.first, line.line.last)).collect()
        };
        documents.push(Should {
            key: key.clone(),
            citizen: case.citizen.clone(),
            lines: join(lines.iter().map(|(line, _)| line.line.clone()).collect()),
            references,
            conflicts,
            hold: holds.get(&(key.provider.clone(), key.payer.clone(), key.month)).copied(),
            days: by_days(false),
            released: by_days(true),
        });
    }
    documents
}
