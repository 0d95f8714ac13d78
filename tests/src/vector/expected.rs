//! The expected file: every line, then every problem, one JSON object each, without white space.

use serde_json::Value;
use takst_oracle::{Answer, Problem};

/// The columns of a line in the order of the contract.
pub const LINE_COLUMNS: [&str; 33] = [
    "case_id",
    "citizen_id",
    "row",
    "row_id",
    "line",
    "provider",
    "service",
    "payer",
    "month",
    "first_day",
    "last_day",
    "days",
    "quantity",
    "unit",
    "unit_price",
    "price_base_quantity",
    "net",
    "vat_category",
    "vat_rate",
    "vat",
    "vat_exemption",
    "own_payment",
    "refund_rule",
    "refund_outcome",
    "refund_reason",
    "refund",
    "at_stake",
    "cost",
    "legal_basis",
    "account",
    "tariff_version",
    "invoice_hold",
    "assumptions",
];

/// Columns that JSON writes as numbers.
const WHOLE: [&str; 3] = ["row", "line", "days"];

/// Problems as the expected file orders them: row (none last), code, column, value; each once.
#[must_use]
pub fn ordered(problems: &[Problem]) -> Vec<&Problem> {
    let mut ordered: Vec<&Problem> = problems.iter().collect();
    ordered.sort_by_key(|p| (p.row.is_none(), p.row, p.code, &p.column, &p.value));
    ordered.dedup();
    ordered
}

/// The bytes of the expected file.
///
/// # Panics
/// A line without one of the columns.
#[must_use]
pub fn write(answer: &Answer) -> String {
    let mut text = String::new();
    for line in &answer.lines {
        let cell = |column: &&str| {
            let value = line.get(column).unwrap_or_else(|| panic!("a line without {column}"));
            let value = if WHOLE.contains(column) { value.clone() } else { quoted(value) };
            format!("\"{column}\":{value}")
        };
        text += &format!("{{{}}}\n", LINE_COLUMNS.iter().map(cell).collect::<Vec<_>>().join(","));
    }
    for problem in ordered(&answer.problems) {
        let row = problem.row.map_or("null".to_owned(), |row| row.to_string());
        text += &format!(
            "{{\"severity\":{},\"code\":{},\"case_id\":{},\"row\":{row},\"column\":{},\"value\":{}}}\n",
            quoted(problem.severity),
            quoted(problem.code),
            quoted(&problem.case_id),
            quoted(&problem.column),
            quoted(&problem.value)
        );
    }
    text
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// The objects of an expected file: lines and problems.
///
/// # Panics
/// A line of the file is no JSON object.
#[must_use]
pub fn read(text: &str) -> (Vec<Value>, Vec<Value>) {
    let objects = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("a JSON object"));
    objects.partition(|object| object.get("severity").is_none())
}

/// An amount of two decimals in øre.
///
/// # Panics
/// The text is no amount as R14 writes it.
#[must_use]
pub fn oere(text: &str) -> i128 {
    let (kroner, oere) = text.split_once('.').filter(|(_, oere)| oere.len() == 2).unwrap_or_else(|| panic!("{text:?} is no amount"));
    format!("{kroner}{oere}").parse().unwrap_or_else(|_| panic!("{text:?} is no amount"))
}

/// An amount in øre as R14 writes it.
#[must_use]
pub fn kroner(oere: i128) -> String {
    let sign = if oere < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", oere.abs() / 100, oere.abs() % 100)
}
