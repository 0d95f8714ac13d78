//! Records, cases and citizens: what is priced together (R2, R3.1).

use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::builder::RowBuilder;
use crate::model::cpr;
use crate::model::fault::{Expected, Fault, Faults};
use crate::model::row::{BrokenRow, Row};
use std::collections::HashMap;

/// One record of a case, readable or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseRow {
    /// A row to price.
    Sound(Row),
    /// A record with faults: its case is refused.
    Broken(BrokenRow),
}

impl CaseRow {
    /// Number of the input record.
    #[must_use]
    pub fn number(&self) -> u64 {
        match self {
            CaseRow::Sound(row) => row.number,
            CaseRow::Broken(row) => row.number,
        }
    }

    /// Returns the record with one more fault.
    #[must_use]
    pub fn refuse(self, fault: Fault) -> CaseRow {
        CaseRow::Broken(match self {
            CaseRow::Sound(row) => BrokenRow {
                number: row.number,
                first_day: Some(row.first_day()),
                last_day: row.last_day(),
                payer: Some(row.payer()),
                service: Some(row.service),
                faults: vec![fault],
            },
            CaseRow::Broken(mut row) => {
                row.faults.push(fault);
                row
            }
        })
    }
}

/// One case (*sag*): the services of one citizen under one reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The case reference, unmasked; empty when it could not be read. Show it with [`shown_id`](Case::shown_id).
    pub id: Box<str>,
    /// Its records.
    pub rows: Vec<CaseRow>,
}

impl Case {
    /// Returns a case with these rows, numbered from 1.
    ///
    /// # Errors
    /// The reference is empty, too long, or looks like a CPR number.
    ///
    /// # Example
    /// ```
    /// use takst::{Case, Municipality, Row};
    /// let payer = Municipality::new(101).expect("a municipality");
    /// let row = Row::new("pensionatet/cti", payer, chrono::NaiveDate::from_ymd_opt(2020, 3, 1).expect("a date")).build()?;
    /// assert_eq!(Case::new("S-1", [row.clone()])?.rows.len(), 1);
    /// assert!(Case::new("010190-1234", [row]).is_err());
    /// # Ok::<(), takst::Faults>(())
    /// ```
    pub fn new(id: &str, rows: impl IntoIterator<Item = Row>) -> Result<Case, Faults> {
        let mut draft = RowDraft::new(1);
        draft.set(Column::CaseId, id);
        if !draft.builder.is_given(Column::CaseId, draft.case_id.is_some()) {
            draft.builder.missing(Column::CaseId);
        }
        if !draft.builder.faults.is_empty() {
            return Err(draft.builder.faults.into());
        }
        let numbered = (1..).zip(rows).map(|(number, row)| CaseRow::Sound(Row { number, ..row }));
        Ok(Case { id: draft.case_id.unwrap_or_default(), rows: numbered.collect() })
    }

    /// Returns the rows of the records of one case. Where they name different citizens, every row is refused (R3.1); a row whose citizen cannot be read
    /// is refused for that already.
    #[must_use]
    pub fn refuse_conflicts(records: Vec<Record>) -> Vec<CaseRow> {
        let names = |record: &Record| !record.citizen_id.is_empty();
        let first = records.iter().find(|record| names(record));
        let other = first.and_then(|first| records.iter().find(|record| names(record) && record.citizen_id != first.citizen_id));
        let Some((first, other)) = first.cloned().zip(other.cloned()) else { return records.into_iter().map(|record| record.row).collect() };
        let refuse = |record: Record| {
            if !names(&record) {
                return record.row;
            }
            let fault = record.other_citizen(if record.citizen_id == first.citizen_id { &other } else { &first });
            match record.row.refuse(fault) {
                CaseRow::Broken(mut row) => {
                    row.faults.sort_by_key(|fault| fault.at);
                    CaseRow::Broken(row)
                }
                sound @ CaseRow::Sound(_) => sound,
            }
        };
        records.into_iter().map(refuse).collect()
    }

    /// Returns the reference as it may be shown: a CPR number is masked.
    #[must_use]
    pub fn shown_id(&self) -> std::borrow::Cow<'_, str> {
        cpr::masked(&self.id)
    }
}

/// A person with all cases known: refund windows follow the person, so the person is the unit of pricing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citizen {
    /// Pseudonym.
    pub id: Box<str>,
    /// Cases in order of first appearance.
    pub cases: Vec<Case>,
}

impl Citizen {
    /// Returns a citizen with this case alone. The reference of the case is the citizen's pseudonym.
    #[must_use]
    pub fn of(case: Case) -> Citizen {
        Citizen { id: case.id.clone(), cases: vec![case] }
    }

    /// Groups records: those of one case into cases, and the cases of one citizen into citizens, each in the order of first appearance.
    ///
    /// A case whose records name different citizens is refused (R3.1) and counts for each of them. A record whose case cannot be read is a case of
    /// its own; a case of which no record names a readable citizen belongs to a citizen of its own, whose id is empty. `takst-io` groups in the same
    /// way files that do not fit into memory as records.
    ///
    /// # Example
    /// ```
    /// use takst::{Citizen, Column, RowDraft};
    /// let record = |number, case, citizen| {
    ///     let mut draft = RowDraft::new(number);
    ///     for (column, text) in [
    ///         (Column::CaseId, case), (Column::CitizenId, citizen), (Column::Service, "pensionatet/cti"), (Column::FirstDay, "2020-03-01"), (Column::Payer, "101"),
    ///     ] {
    ///         draft.set(column, text);
    ///     }
    ///     draft.finish()
    /// };
    /// let citizens = Citizen::group([record(1, "S-1", "B-1"), record(2, "S-2", "B-2"), record(3, "S-3", "B-1")]);
    /// assert_eq!(citizens.iter().map(|citizen| citizen.cases.len()).collect::<Vec<_>>(), [2, 1]);
    /// ```
    #[must_use]
    pub fn group(records: impl IntoIterator<Item = Record>) -> Vec<Citizen> {
        let mut cases: Vec<Vec<Record>> = Vec::new();
        let mut place_of_case: HashMap<Box<str>, usize> = HashMap::new();
        for record in records {
            let new = cases.len();
            let place = if record.case_id.is_empty() { new } else { *place_of_case.entry(record.case_id.clone()).or_insert(new) };
            match cases.get_mut(place) {
                Some(case) => case.push(record),
                None => cases.push(vec![record]),
            }
        }
        let mut citizens: Vec<Citizen> = Vec::new();
        let mut place_of_citizen: HashMap<Box<str>, usize> = HashMap::new();
        for records in cases {
            let id = records[0].case_id.clone();
            let mut named: Vec<Box<str>> = Vec::new();
            for record in &records {
                if !record.citizen_id.is_empty() && !named.contains(&record.citizen_id) {
                    named.push(record.citizen_id.clone());
                }
            }
            if named.is_empty() {
                named.push("".into());
            }
            let case = Case { id, rows: Case::refuse_conflicts(records) };
            for citizen in named {
                let new = citizens.len();
                let place = if citizen.is_empty() { new } else { *place_of_citizen.entry(citizen.clone()).or_insert(new) };
                match citizens.get_mut(place) {
                    Some(citizen) => citizen.cases.push(case.clone()),
                    None => citizens.push(Citizen { id: citizen, cases: vec![case.clone()] }),
                }
            }
        }
        citizens
    }
}

/// A record with the references that say where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The case; empty when it could not be read.
    pub case_id: Box<str>,
    /// The citizen: the case when none is given, empty when it could not be read or the record is malformed.
    pub citizen_id: Box<str>,
    /// The row.
    pub row: CaseRow,
}

impl Record {
    /// Returns the fault of a record whose case also names another citizen (R3.1).
    #[must_use]
    pub fn other_citizen(&self, other: &Record) -> Fault {
        Fault::new(
            Code::CaseConflict,
            self.row.number(),
            Column::CitizenId,
            cpr::masked(&self.citizen_id),
            Expected::SameAs { row: other.row.number(), value: cpr::masked(&other.citizen_id).into_owned() },
        )
    }
}

/// Reads a record cell by cell from text, with the builder of rows (R2).
///
/// Numbers and dates are in canonical form: a dot before decimals, ISO 8601. Readers of other forms translate them first.
///
/// # Example
/// ```
/// use takst::{Column, RowDraft, Code};
/// let mut draft = RowDraft::new(1);
/// draft.set(Column::CaseId, "S-1");
/// draft.set(Column::Service, "pensionatet/cti");
/// draft.set(Column::FirstDay, "2020-02-30");
/// draft.set(Column::Payer, "101");
/// let record = draft.finish();
/// let takst::CaseRow::Broken(broken) = record.row else { panic!("30 February was taken for a day") };
/// assert_eq!(broken.faults[0].code, Code::ValueInvalid);
/// assert_eq!(broken.faults[0].value, "2020-02-30");
/// ```
#[derive(Debug, Clone)]
pub struct RowDraft {
    case_id: Option<Box<str>>,
    citizen_id: Option<Box<str>>,
    builder: RowBuilder,
}

impl RowDraft {
    /// Returns a draft of record `number` without values.
    #[must_use]
    pub const fn new(number: u64) -> RowDraft {
        RowDraft { case_id: None, citizen_id: None, builder: RowBuilder::blank(number) }
    }

    /// Reads one cell. Surrounding white space is dropped; an empty cell is absent.
    pub fn set(&mut self, column: Column, text: &str) {
        let trimmed = text.trim();
        match column {
            Column::CaseId | Column::CitizenId if trimmed.is_empty() => {}
            Column::CaseId => self.case_id = self.builder.reference(column, trimmed),
            Column::CitizenId => self.citizen_id = self.builder.reference(column, trimmed),
            _ => self.builder.set_text(column, trimmed),
        }
    }

    /// The builder of the row, for values that are not text.
    pub fn row(&mut self) -> &mut RowBuilder {
        &mut self.builder
    }

    /// Adds a fault of one cell, for a reader that cannot translate it into canonical form.
    pub fn refuse(&mut self, code: Code, column: Option<Column>, value: &str, expected: Expected) {
        self.builder.refuse(code, column, value, expected);
    }

    /// Returns the record: a row, or everything that is wrong with it.
    #[must_use]
    pub fn finish(mut self) -> Record {
        self.builder.check_pairs();
        if !self.builder.is_given(Column::CaseId, self.case_id.is_some()) {
            self.builder.missing(Column::CaseId);
        }
        self.builder.check_required();
        self.builder.faults.sort_by_key(|fault| fault.at);
        let case_id = self.case_id.unwrap_or_default();
        // The case stands in for a citizen that is not given, not for one that cannot be read.
        let hides_citizen = |fault: &Fault| fault.at.column == Some(Column::CitizenId) || fault.code == Code::RecordMalformed;
        let is_hidden = self.builder.faults.iter().any(hides_citizen);
        let citizen_id = self.citizen_id.unwrap_or_else(|| if is_hidden { "".into() } else { case_id.clone() });
        let row = match self.builder.into_row() {
            Ok(row) => CaseRow::Sound(row),
            Err(broken) => CaseRow::Broken(broken),
        };
        Record { case_id, citizen_id, row }
    }
}
