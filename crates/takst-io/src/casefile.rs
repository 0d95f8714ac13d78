//! All rows of a file, packed, and which belong together: rows to cases, cases to citizens.
//!
//! Beyond the packed rows (about the size of the file) a row takes some 8 bytes, a case some 25 and a citizen some 20.

use crate::error::FileError;
use crate::numbers::Numbers;
use crate::record::{Packed, RawRecord};
use crate::source::RecordSource;
use crate::spool::Spool;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;
use takst::{BrokenRow, Case, CaseRow, Citizen, Column, Finding};

const NONE: u32 = u32::MAX;

/// Rows of a case, first and last of a chain.
#[derive(Clone, Copy)]
struct CaseEntry {
    first_row: u32,
    last_row: u32,
    /// The citizen first named by a row; `NONE` where none is.
    citizen: u32,
    /// The next case of the same citizen.
    next: u32,
}

/// Cases of a citizen, first and last of a chain.
#[derive(Clone, Copy)]
struct CitizenEntry {
    /// A row that names the citizen.
    row: u32,
    first_case: u32,
    last_case: u32,
}

/// The rows of a case file, or of a part of it, in memory.
///
/// The packed rows take about as much memory as the file has bytes; they are parsed when their citizen's turn comes.
pub struct CaseFile {
    numbers: Numbers,
    spool: Spool,
    next_row: Vec<u32>,
    cases: Vec<CaseEntry>,
    citizens: Vec<CitizenEntry>,
    case_table: HashTable<u32>,
    citizen_table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Cases whose rows name several citizens, with each citizen but the first.
    shared: HashSet<u32>,
    memberships: HashSet<(u32, u32)>,
    cases_of_citizen: HashMap<u32, Vec<u32>>,
}

/// A row of a case file as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRecord {
    /// Its number, 1 = first.
    pub number: u64,
    /// Its cells: ISO 8601 dates, a dot before decimals; as written where the reader does not take them.
    pub cells: Vec<(Column, String)>,
    /// What the reader does not take: a cell that could mean two things or is none, or the row as a whole.
    pub unclear: Vec<Finding>,
}

impl CaseFile {
    pub(crate) fn new() -> CaseFile {
        CaseFile {
            numbers: Numbers::default(),
            spool: Spool::default(),
            next_row: Vec::new(),
            cases: Vec::new(),
            citizens: Vec::new(),
            case_table: HashTable::new(),
            citizen_table: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            shared: HashSet::new(),
            memberships: HashSet::new(),
            cases_of_citizen: HashMap::new(),
        }
    }

    /// An empty file, for records that come from elsewhere and whose cells are in canonical form: ISO 8601 dates, a dot before decimals.
    #[must_use]
    pub fn collected() -> CaseFile {
        CaseFile::new()
    }

    /// Reads a whole file.
    ///
    /// # Errors
    /// The file cannot be read, or holds no rows.
    pub fn read(reader: &mut impl RecordSource) -> Result<CaseFile, FileError> {
        let mut file = CaseFile::new();
        let mut raw = RawRecord::default();
        while reader.read(&mut raw)? {
            file.push(&raw, reader.rows())?;
        }
        Ok(file)
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.spool.len()
    }

    /// The cells of every row for a table of texts, in the order of the file, and what the reader does not take of them: see [`TextRecord`].
    pub fn texts(&self) -> impl Iterator<Item = TextRecord> + '_ {
        let mut raw = RawRecord::default();
        (0..self.spool.len() as u32).map(move |row| {
            raw.unpack(self.packed(row));
            let number = self.numbers.get(row);
            let (cells, unclear) = raw.canonical(number);
            TextRecord { number, cells, unclear }
        })
    }

    /// Adds a record. Numbers ascend and may leave others out.
    ///
    /// # Errors
    /// There are more rows than can be counted.
    pub fn push(&mut self, raw: &RawRecord, number: u64) -> Result<(), FileError> {
        let row = u32::try_from(self.spool.len()).ok().filter(|row| *row < NONE).ok_or(FileError::TooManyRows(u64::from(NONE)))?;
        self.numbers.push(row, number);
        self.spool.push(raw);
        self.next_row.push(NONE);
        let case = self.case_of(raw.case.as_bytes(), row);
        if let Some(citizen) = raw.named_citizen() {
            let citizen = self.citizen_of(citizen.as_bytes(), row);
            self.join(case, citizen);
        }
        Ok(())
    }

    /// Forgets all rows and keeps the room they took.
    pub fn clear(&mut self) {
        self.numbers.clear();
        self.spool.clear();
        self.next_row.clear();
        self.cases.clear();
        self.citizens.clear();
        empty(&mut self.case_table);
        empty(&mut self.citizen_table);
        // Few files have any of these.
        self.shared = HashSet::new();
        self.memberships = HashSet::new();
        self.cases_of_citizen = HashMap::new();
    }

    /// Puts a row into its case. A row without a readable reference is a case of its own.
    fn case_of(&mut self, id: &[u8], row: u32) -> u32 {
        let new = self.cases.len() as u32; // at most one case a row
        let case = if id.is_empty() {
            new
        } else {
            let (spool, cases, hasher) = (&self.spool, &self.cases, &self.hasher);
            let id_of = |case: u32| spool.get(cases[case as usize].first_row as usize).case;
            let found = self.case_table.find(hasher.hash_one(id), |case| id_of(*case) == id).copied();
            found.unwrap_or_else(|| {
                self.case_table.insert_unique(hasher.hash_one(id), new, |case| hasher.hash_one(id_of(*case)));
                new
            })
        };
        if case == new {
            self.cases.push(CaseEntry { first_row: row, last_row: row, citizen: NONE, next: NONE });
        } else {
            let entry = &mut self.cases[case as usize];
            self.next_row[entry.last_row as usize] = row;
            entry.last_row = row;
        }
        case
    }

    fn citizen_of(&mut self, id: &[u8], row: u32) -> u32 {
        let (spool, citizens, hasher) = (&self.spool, &self.citizens, &self.hasher);
        let id_of = |citizen: u32| spool.get(citizens[citizen as usize].row as usize).named_citizen().unwrap_or_default();
        if let Some(found) = self.citizen_table.find(hasher.hash_one(id), |citizen| id_of(*citizen) == id) {
            return *found;
        }
        let new = citizens.len() as u32;
        self.citizen_table.insert_unique(hasher.hash_one(id), new, |citizen| match *citizen {
            c if c == new => hasher.hash_one(id),
            c => hasher.hash_one(id_of(c)),
        });
        self.citizens.push(CitizenEntry { row, first_case: NONE, last_case: NONE });
        new
    }

    fn join(&mut self, case: u32, citizen: u32) {
        let entry = &mut self.cases[case as usize];
        if entry.citizen == citizen {
            return;
        }
        if entry.citizen == NONE {
            entry.citizen = citizen;
            let chain = &mut self.citizens[citizen as usize];
            if chain.last_case == NONE {
                chain.first_case = case;
            } else {
                self.cases[chain.last_case as usize].next = case;
            }
            chain.last_case = case;
            return;
        }
        if self.memberships.insert((case, citizen)) {
            self.shared.insert(case);
            self.cases_of_citizen.entry(citizen).or_default().push(case);
        }
    }

    pub(crate) fn case_count(&self) -> usize {
        self.cases.len()
    }

    /// References of all cases and citizens, each with the number of its first row.
    pub(crate) fn references(&self) -> impl Iterator<Item = (Reference<'_>, u64)> {
        let number = |row: u32| self.numbers.get(row);
        let cases = self.cases.iter().map(move |case| (Reference::Case(self.spool.get(case.first_row as usize).case), number(case.first_row)));
        let citizens = self
            .citizens
            .iter()
            .map(move |citizen| (Reference::Citizen(self.spool.get(citizen.row as usize).named_citizen().unwrap_or_default()), number(citizen.row)));
        cases.chain(citizens)
    }

    /// The case with this reference, if the file has it.
    pub(crate) fn find_case(&self, id: &str) -> Option<u32> {
        self.case_table.find(self.hasher.hash_one(id.as_bytes()), |case| self.case_id(*case) == id.as_bytes()).copied()
    }

    fn case_id(&self, case: u32) -> &[u8] {
        self.spool.get(self.cases[case as usize].first_row as usize).case
    }

    fn rows_of(&self, case: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.cases.get(case as usize).map(|case| case.first_row);
        std::iter::successors(first, |row| self.next_row.get(*row as usize).copied().filter(|next| *next != NONE))
    }

    fn packed(&self, row: u32) -> Packed<'_> {
        self.spool.get(row as usize)
    }

    /// The citizen with the case of this reference, with all cases of the file that count for that citizen.
    #[must_use]
    pub fn citizen_of_case(&self, case_id: &str) -> Option<Citizen> {
        let case = self.find_case(case_id.trim())?;
        Some(self.person(case, &self.digests(), |_| {}).citizen)
    }

    /// The citizen of a case and all cases that count for that citizen. `count` sees every row of the cases that are theirs to report.
    pub(crate) fn person(&self, case: u32, digests: &HashMap<u32, Case>, mut count: impl FnMut(&CaseRow)) -> Person {
        let citizen = self.cases[case as usize].citizen;
        if citizen == NONE {
            // No citizen is named, so no other case can be the same person's.
            let built = self.build(case);
            built.rows.iter().for_each(&mut count);
            return Person { citizen: Citizen { id: "".into(), cases: vec![built] }, cases: vec![Some(case)] };
        }
        let entry = self.citizens[citizen as usize];
        let id = String::from_utf8_lossy(self.packed(entry.row).named_citizen().unwrap_or_default()).into();
        let own = std::iter::successors(Some(entry.first_case).filter(|c| *c != NONE), |c| Some(self.cases[*c as usize].next).filter(|c| *c != NONE));
        let mut members: Vec<(u32, bool)> = own.map(|case| (case, true)).collect();
        members.extend(self.cases_of_citizen.get(&citizen).into_iter().flatten().map(|case| (*case, false)));
        members.sort_unstable();
        let mut person = Person { citizen: Citizen { id, cases: Vec::with_capacity(members.len()) }, cases: Vec::with_capacity(members.len()) };
        for (case, own) in members {
            if own {
                let built = self.build(case);
                built.rows.iter().for_each(&mut count);
                person.citizen.cases.push(built);
            } else {
                person.citizen.cases.extend(digests.get(&case).cloned());
            }
            person.cases.push(own.then_some(case));
        }
        person
    }

    /// What each case that names several citizens means for all but the first of them.
    pub(crate) fn digests(&self) -> HashMap<u32, Case> {
        self.shared.iter().map(|case| (*case, digest(self.build(*case)))).collect()
    }

    fn build(&self, case: u32) -> Case {
        let id = String::from_utf8_lossy(self.case_id(case)).into();
        let record = |row: u32| self.packed(row).record(self.numbers.get(row));
        let rows = if self.shared.contains(&case) {
            Case::refuse_conflicts(self.rows_of(case).map(record).collect())
        } else {
            self.rows_of(case).map(|row| record(row).row).collect()
        };
        Case { id, rows }
    }
}

/// Empties a table. To clear one takes as long as it is large, so one that was large for another citizen goes.
fn empty(table: &mut HashTable<u32>) {
    if table.capacity() > 64 && table.len() < table.capacity() / 8 {
        *table = HashTable::new();
    } else {
        table.clear();
    }
}

/// A reference of a file.
pub(crate) enum Reference<'a> {
    Case(&'a [u8]),
    Citizen(&'a [u8]),
}

/// A citizen to price, and which of the cases are reported with them.
pub(crate) struct Person {
    pub(crate) citizen: Citizen,
    /// Where each case of the citizen stands in the file; `None` when it is reported with another citizen.
    pub(crate) cases: Vec<Option<u32>>,
}

/// What a refused case takes from the other citizens it names: of each service the earliest days (R9.7).
/// The whole case again for each of a hundred thousand citizens would be quadratic.
fn digest(case: Case) -> Case {
    let mut kept: BTreeMap<Option<Box<str>>, BrokenRow> = BTreeMap::new();
    for row in case.rows {
        // Every row of such a case has a fault.
        let CaseRow::Broken(row) = row else { continue };
        match kept.entry(row.service.clone()) {
            Entry::Vacant(place) => {
                place.insert(row);
            }
            // An unreadable first day is before all others: it leaves everything open.
            Entry::Occupied(mut place) if row.first_day < place.get().first_day => {
                place.insert(row);
            }
            Entry::Occupied(_) => {}
        }
    }
    let mut rows: Vec<CaseRow> = kept.into_values().map(CaseRow::Broken).collect();
    rows.sort_by_key(CaseRow::number);
    Case { id: case.id, rows }
}
