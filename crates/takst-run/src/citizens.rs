//! Citizens by CPR number: a list that is read and never kept.

use crate::unread::not_read;
use crate::words::masked_name;
use std::collections::HashMap;
use std::io::Read;
use takst::cpr;
use takst_explain::Texts;
use takst_io::{Pseudonyms, RowColumns, RowFormat, RowsError, RowsIn, printable};

/// The columns of a list of citizens.
const COLUMNS: RowColumns = RowColumns { all: &["cpr", "citizen_id"], optional: &[] };

const DIGITS: usize = 10;

/// What makes a citizen of a CPR number: ten digits in, the `citizen_id` of the case file out.
pub trait Citizens: Sync {
    /// Returns the citizen; `None`: unknown.
    fn citizen(&self, cpr: &str) -> Option<String>;
}

/// A list of citizens with their CPR numbers.
#[derive(Default)]
pub struct CitizenList(HashMap<[u8; DIGITS], String>);

/// It shows how many there are, and no number.
impl std::fmt::Debug for CitizenList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CitizenList of {}", self.0.len())
    }
}

impl Citizens for CitizenList {
    fn citizen(&self, cpr: &str) -> Option<String> {
        self.0.get(cpr.as_bytes()).cloned()
    }
}

/// The pseudonyms that a key makes: those of a case file that was read with it.
impl Citizens for Pseudonyms {
    fn citizen(&self, cpr: &str) -> Option<String> {
        self.of(cpr)
    }
}

impl CitizenList {
    /// Reads a list: CSV with the columns `cpr` and `citizen_id`.
    ///
    /// # Errors
    /// In words: the file is no such list, or every row that is wrong. No number is shown.
    pub fn read(name: &str, input: impl Read, texts: &Texts) -> Result<CitizenList, Vec<String>> {
        let of_file = |error: &RowsError| vec![not_read(texts, name, error, COLUMNS.all)];
        let mut rows = RowsIn::open(input, RowFormat::Csv, COLUMNS).map_err(|error| of_file(&error))?;
        let (mut list, mut faults, mut row) = (CitizenList::default(), Vec::new(), 0_u64);
        loop {
            let cells = match rows.read() {
                Ok(Some(cells)) => cells,
                Ok(None) => break,
                Err(error) => return Err(of_file(&error)),
            };
            let (cpr, citizen_id) = (cells[0].trim(), cells[1].trim());
            if cpr.is_empty() && citizen_id.is_empty() {
                continue;
            }
            row += 1;
            let mut fault = |id: &str| faults.push(texts.get(id, &[("file", masked_name(name).into()), ("row", row.to_string().into())]));
            match digits(cpr) {
                None => fault("run-citizens-cpr"),
                Some(_) if citizen_id.is_empty() => fault("run-citizens-empty"),
                Some(_) if cpr::masked(citizen_id) != citizen_id => fault("run-citizens-id"),
                Some(digits) => {
                    let before = list.0.insert(digits, citizen_id.to_owned());
                    if before.is_some_and(|before| before != citizen_id) {
                        fault("run-citizens-twice");
                    }
                }
            }
        }
        if faults.is_empty() && list.0.is_empty() {
            faults.push(texts.get("run-no-rows", &[("file", printable(&masked_name(name)).into())]));
        }
        if faults.is_empty() { Ok(list) } else { Err(faults) }
    }
}

/// The digits of a CPR number with or without a separator.
fn digits(number: &str) -> Option<[u8; DIGITS]> {
    let four = number.get(6..).and_then(|rest| rest.strip_prefix(cpr::is_separator));
    let plain = four.map_or_else(|| number.to_owned(), |four| [&number[..6], four].concat());
    let digits: [u8; DIGITS] = plain.as_bytes().try_into().ok()?;
    digits.iter().all(u8::is_ascii_digit).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages;
    use takst_explain::Lang;

    fn read(list: &str) -> Result<CitizenList, Vec<String>> {
        CitizenList::read("c.csv", list.as_bytes(), &Texts::with_extra(Lang::En, &[messages(Lang::En)]))
    }

    #[test]
    fn a_list_of_a_spreadsheet() {
        let list = read("citizen_id;cpr\r\nB-1;010190-1234\r\nB-2;0202901234\r\n;\r\nB-1;010190 1234\r\nB-1;010190–1234\r\nB-2;020290\u{a0}1234\r\n")
            .expect("a list");
        assert_eq!(
            (list.citizen("0101901234").as_deref(), list.citizen("0202901234").as_deref(), list.citizen("0303901234")),
            (Some("B-1"), Some("B-2"), None)
        );
        assert_eq!(format!("{list:?}"), "CitizenList of 2");
    }

    #[test]
    fn faults_name_their_rows_and_no_number() {
        let faults = read(
            "cpr,citizen_id\n101901234,B-1\n0101901234,\n0101901234,B-1\n010190-1234,B-2\n0202901234,030390-1234\nø101901234,x\n010190–12345,x\n",
        )
        .expect_err("faults");
        let rows: Vec<&str> =
            faults.iter().map(|fault| fault.strip_prefix("c.csv, ").and_then(|fault| fault.split(": ").next()).expect("a row")).collect();
        assert_eq!(rows, ["row 1", "row 2", "row 4", "row 5", "row 6", "row 7"]);
        assert!(!faults.iter().any(|fault| fault.contains("1901234")), "{faults:?}");
        assert_eq!(read("cpr,citizen_id\n").expect_err("no rows"), ["c.csv: the file has no rows."]);
        assert!(read("cpr,citizen\n").is_err());
    }
}
