//! The expected file: every line, then every problem, one JSON object each, without white space.

use serde_json::Value;
use takst::LineColumn;
use takst_io::JsonType;
use takst_oracle::{Answer, Problem};

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
/// A line without one of the columns, or with another one.
#[must_use]
pub fn write(answer: &Answer) -> String {
    let mut text = String::new();
    for line in &answer.lines {
        let cell = |column: &LineColumn| {
            let value = line.get(column.as_str()).unwrap_or_else(|| panic!("a line without {column}"));
            let value = match JsonType::of(*column) {
                JsonType::Integer => value.clone(),
                JsonType::String => quoted(value),
            };
            format!("\"{column}\":{value}")
        };
        assert_eq!(line.len(), LineColumn::ALL.len(), "the oracle has other columns than the contract");
        text += &format!("{{{}}}\n", LineColumn::ALL.iter().map(cell).collect::<Vec<_>>().join(","));
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
