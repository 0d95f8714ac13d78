//! Our own cases, as control looks at them: what should be, and what their rows say.

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::contract::unit::Covers;
use crate::document::content::{CaseFile, Should};
use crate::document::control::days::Days;
use crate::document::line::DocumentLine;
use crate::model::calendar::{Period, plus_days};
use crate::model::case::{CaseRow, Citizen};
use crate::model::municipality::Municipality;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

const DAYS_A_WEEK: i64 = 7;
const ONE: i64 = 100;

/// What the rows of a case say beside their prices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseRows {
    /// The citizen of the case.
    pub citizen_id: Box<str>,
    /// References by which a row is known elsewhere.
    pub row_ids: Vec<Box<str>>,
    /// Order references.
    pub order_references: Vec<Box<str>>,
    /// Services with their days, of rows without a fault of their own.
    pub services: Vec<ServiceDays>,
}

/// The days of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceDays {
    /// Id of the provider.
    pub provider: Arc<str>,
    /// Id of the service.
    pub service: Arc<str>,
    /// The paying municipality.
    pub payer: Municipality,
    /// First and last day; an open row ends with the last day that is priced.
    pub period: Period,
}

/// What the rows of a file say, by case.
#[derive(Debug, Clone, Default)]
pub struct FileRows {
    of_case: HashMap<Box<str>, CaseRows>,
}

impl FileRows {
    /// Takes the rows of a citizen. Open rows end on the day `until`.
    pub fn take(&mut self, book: &Book, citizen: &Citizen, until: NaiveDate) {
        for case in &citizen.cases {
            let rows = self.of_case.entry(case.id.clone()).or_default();
            rows.citizen_id = citizen.id.clone();
            for row in &case.rows {
                let CaseRow::Sound(row) = row else { continue };
                let order = row.billing().and_then(|billing| billing.order_reference.clone());
                rows.row_ids.extend(row.row_id().map(Into::into));
                rows.order_references.extend(order);
                let period = Period::new(row.first_day(), row.last_day().unwrap_or(until));
                let Some((period, (provider, _))) = period.zip(book.service(row.service())) else { continue };
                rows.services.push(ServiceDays { provider: provider.id.as_str().into(), service: row.service().into(), payer: row.payer(), period });
            }
        }
    }
}

/// A case of ours.
#[derive(Debug, Clone)]
pub(crate) struct OurCase {
    pub case_id: Arc<str>,
    /// What should be; or the codes of the faults that refuse the case.
    pub result: Result<Vec<Should>, Vec<Code>>,
    pub rows: CaseRows,
}

/// Our cases, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct OurCases {
    pub(crate) cases: Vec<OurCase>,
}

impl OurCases {
    /// Returns the cases of a file, as priced today, with what their rows say.
    #[must_use]
    pub fn new(file: CaseFile, mut rows: FileRows) -> OurCases {
        let case = |case: crate::document::content::PricedCase| OurCase {
            rows: rows.of_case.remove(&*case.case_id).unwrap_or_default(),
            case_id: case.case_id,
            result: case.result,
        };
        OurCases { cases: file.cases.into_iter().map(case).collect() }
    }
}

impl OurCase {
    /// What should be; nothing of a refused case.
    pub fn should(&self) -> &[Should] {
        self.result.as_deref().unwrap_or_default()
    }

    /// The days on which the case has rows of a provider, those of its lines included: a week that was begun goes on after its row.
    pub fn days(&self, provider: &str, of: impl Fn(&str, Municipality) -> bool) -> Days {
        let rows = self.rows.services.iter().filter(|row| &*row.provider == provider && of(&row.service, row.payer)).map(|row| row.period);
        let documents = self.should().iter().map(|should| &should.content).filter(|content| &*content.provider == provider);
        let lines = documents.flat_map(|content| content.lines.iter().filter(|line| of(&line.service, content.payer)).map(extent));
        rows.chain(lines).collect()
    }
}

/// The days of a line; those of weeks in full.
pub(crate) fn extent(line: &DocumentLine) -> Period {
    let weeks = || plus_days(line.first_day, line.quantity.units() / ONE * DAYS_A_WEEK - 1);
    let last = if line.unit.covers() == Covers::Weeks { line.last_day.max(weeks()) } else { line.last_day };
    Period::new(line.first_day, last).unwrap_or_else(|| line.period())
}
