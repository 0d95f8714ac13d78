//! Services and tariff versions by number, so that no text is looked up for each row.

use crate::failure::{Failure, refuse};
use crate::status::TakstStatus;
use std::collections::HashMap;
use std::ops::Range;
use takst::Book;
use takst::catalogue::Kind;

/// The word that the core's lines of agreed prices have in place of a tariff version; a test compares them.
pub(crate) const AGREED: &str = Kind::Agreed.as_str();

/// The services of a book, numbered from 1 in the order of its catalogue. 0 is a service that was not given.
#[derive(Debug, Default)]
pub(crate) struct Services {
    ids: Vec<Box<str>>,
    pub by_id: HashMap<Box<str>, u32>,
    /// Tariff versions of each service, as places in `versions`.
    own: Vec<Range<usize>>,
    pub versions: Vec<Box<str>>,
}

impl Services {
    pub fn of(book: &Book) -> Services {
        let mut services = Services::default();
        for ((_, service), number) in book.catalogue().services().zip(1..) {
            let id: Box<str> = service.id.as_str().into();
            let first = services.versions.len();
            services.versions.extend(book.versions(&id).filter_map(|version| version.label).map(Into::into));
            services.own.push(first..services.versions.len());
            services.by_id.insert(id.clone(), number);
            services.ids.push(id);
        }
        services
    }

    pub fn count(&self) -> u32 {
        self.ids.len() as u32
    }

    pub fn version_count(&self) -> u32 {
        self.versions.len() as u32
    }

    /// Returns the service with this number, or an error that names `service`.
    pub fn id(&self, number: u32) -> Result<&str, Failure> {
        let Some(place) = place(number) else {
            return Err(Failure::said(TakstStatus::BadValue, "c-no-service", "0", vec![]));
        };
        self.ids.get(place).map(|id| &**id).ok_or_else(|| refuse(TakstStatus::NotFound, "service", number))
    }

    /// Number of a version of a service, both counted from 0 as the core does.
    #[inline]
    pub fn version(&self, service: u32, version: u32) -> u32 {
        self.own.get(service as usize).map_or(0, |own| own.start as u32 + version + 1)
    }
}

/// The place of a number: numbers begin at 1, places at 0.
pub(crate) fn place(number: u32) -> Option<usize> {
    (number as usize).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use takst::{KnownAsOf, Policy};

    fn services() -> Services {
        Services::of(&Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("sound"))
    }

    #[test]
    fn numbers_begin_at_one() {
        let services = services();
        assert_eq!(services.id(0).expect_err("not given").status, TakstStatus::BadValue);
        assert_eq!(services.id(services.count() + 1).expect_err("one too many").status, TakstStatus::NotFound);
        for number in 1..=services.count() {
            assert_eq!(services.by_id[services.id(number).expect("a service")], number);
        }
        let number = services.by_id["mandecentret/efterforsorg-basis"];
        let version = services.version(number - 1, 1);
        assert_eq!(&*services.versions[version as usize - 1], "mandecentret/efterforsorg-basis@2023-04-01");
    }

    #[test]
    fn agreed_prices_say_so_in_the_words_of_the_core() {
        let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("sound");
        let day = |day| chrono::NaiveDate::from_ymd_opt(2023, 3, day).expect("a day");
        let row = takst::Row::new("livarehab/virksomhedspraktik-arbejdsmarked", takst::Municipality::new(101).expect("a code"), day(1))
            .last_day(day(31))
            .hours(takst::Quantity::from_units(1000))
            .hours_per_week(takst::Quantity::from_units(500))
            .agreed(takst::UnitPrice::from_units(5_000_000), takst::catalogue::Unit::Hour)
            .build()
            .expect("a row");
        let case = takst::Case::new("S-1", [row]).expect("a case");
        let statement = book.price_case(&case, &takst::ReportingPeriod::ALL);
        let lines: Vec<&str> = statement.lines().map(takst::Line::tariff_version).collect();
        assert!(!statement.is_refused(), "{statement:?}");
        assert!(!lines.is_empty() && lines.iter().all(|label| *label == AGREED), "{lines:?}");
    }
}
