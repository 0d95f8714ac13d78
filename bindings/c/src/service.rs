//! Services and tariff versions by number, so that no text is looked up for each period.

use crate::book::TakstBook;
use crate::door::{Failure, door, refuse};
use crate::error::TakstError;
use crate::pointer::{out, shared, sized_out, text};
use crate::status::TakstStatus;
use crate::text::TakstText;
use crate::words::{kind, refund_rule};
use std::collections::HashMap;
use std::ffi::c_char;
use std::ops::Range;
use takst::Book;
use takst::catalogue::Kind;

/// What the core's lines of agreed prices say in place of a tariff version; a test compares them.
const AGREED: &str = Kind::Agreed.as_str();

/// The services of a book, numbered as they stand in its catalogue, from 1: 0 is what a caller leaves who forgot to say which.
#[derive(Debug, Default)]
pub(crate) struct Services {
    ids: Vec<Box<str>>,
    by_id: HashMap<Box<str>, u32>,
    /// Tariff versions of each service, as places in `versions`.
    own: Vec<Range<usize>>,
    versions: Vec<Box<str>>,
    /// Where the core keeps the same texts: its lines point there, and two pointers are compared faster than two texts.
    places: Vec<usize>,
}

impl Services {
    pub fn of(book: &Book) -> Services {
        let mut services = Services::default();
        for ((_, service), number) in book.catalogue().services().zip(1..) {
            let id: Box<str> = service.id.as_str().into();
            let first = services.versions.len();
            for label in book.versions(&id).filter_map(|version| version.label) {
                services.versions.push(label.into());
                services.places.push(label.as_ptr() as usize);
            }
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

    /// The service of this number, or why there is none: said of `service`.
    pub fn id(&self, number: u32) -> Result<&str, Failure> {
        let Some(place) = place(number) else {
            return Err(Failure::said(TakstStatus::BadValue, "c-no-service", "0", vec![]));
        };
        self.ids.get(place).map(|id| &**id).ok_or_else(|| refuse(TakstStatus::NotFound, "service", number))
    }

    /// Number of the version that a line of `service` names.
    pub fn version(&self, service: u32, label: &str) -> Option<u32> {
        let own = self.own.get(place(service)?)?.clone();
        let place = label.as_ptr() as usize;
        let same = own.clone().find(|at| self.places[*at] == place);
        same.or_else(|| own.clone().find(|at| *self.versions[*at] == *label)).map(|at| at as u32 + 1)
    }
}

/// Where what has this number stands: numbers begin at 1.
fn place(number: u32) -> Option<usize> {
    (number as usize).checked_sub(1)
}

/// A service of the catalogue.
#[repr(C)]
pub struct TakstServiceFacts {
    /// `sizeof (takst_service_facts)`, set by the caller.
    pub struct_size: usize,
    /// One of `takst_kind`.
    pub kind: u32,
    /// One of `takst_refund_rule`.
    pub refund_rule: u32,
    /// `<provider>/<name>`.
    pub id: TakstText,
    /// Id of the provider.
    pub provider: TakstText,
    /// Name in Danish.
    pub name_da: TakstText,
    /// Name in English.
    pub name_en: TakstText,
    /// Act and section.
    pub legal_basis: TakstText,
    /// Account in the municipal chart of accounts.
    pub account: TakstText,
}

/// The number of a service, for `takst_stay.service` and the functions below; 1 = first. It belongs to this book: look it up again in another.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_service(
    book: *const TakstBook,
    id: *const c_char,
    id_length: usize,
    service: *mut u32,
    error: *mut *mut TakstError,
) -> TakstStatus {
    door(error, || {
        let book = unsafe { shared(book, "book") }?;
        let id = unsafe { text(id, id_length, "id") }?;
        let service = unsafe { out(service, "service") }?;
        service.set(*book.services.by_id.get(id).ok_or_else(|| refuse(TakstStatus::NotFound, "id", id))?);
        Ok(())
    })
}

/// What the catalogue says of a service. The texts live as long as the book.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_service_about(
    book: *const TakstBook,
    service: u32,
    facts: *mut TakstServiceFacts,
    error: *mut *mut TakstError,
) -> TakstStatus {
    door(error, || {
        let book = unsafe { shared(book, "book") }?;
        let facts = unsafe { sized_out(facts, "facts") }?;
        let found = book.book.service(book.services.id(service)?);
        let (provider, of) = found.ok_or_else(|| refuse(TakstStatus::NotFound, "service", service))?;
        facts.set(TakstServiceFacts {
            struct_size: size_of::<TakstServiceFacts>(),
            kind: kind(of.kind) as u32,
            refund_rule: refund_rule(of.refund) as u32,
            id: TakstText::of(&of.id),
            provider: TakstText::of(&provider.id),
            name_da: TakstText::of(&of.name.da),
            name_en: TakstText::of(&of.name.en),
            legal_basis: TakstText::of(&of.legal_basis),
            account: TakstText::of(of.account.as_deref().unwrap_or_default()),
        });
        Ok(())
    })
}

/// The text of a tariff version, `service@YYYY-MM-DD`, as `takst_line.tariff_version` names it; of 0 the word that lines of agreed prices have in its
/// place. It lives as long as the book.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_tariff_version(
    book: *const TakstBook,
    version: u32,
    label: *mut TakstText,
    error: *mut *mut TakstError,
) -> TakstStatus {
    door(error, || {
        let book = unsafe { shared(book, "book") }?;
        let label = unsafe { out(label, "label") }?;
        let found = match place(version) {
            None => Some(AGREED),
            Some(place) => book.services.versions.get(place).map(|label| &**label),
        };
        label.set(TakstText::of(found.ok_or_else(|| refuse(TakstStatus::NotFound, "version", version))?));
        Ok(())
    })
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
        // A version belongs to its service, and to no other.
        let number = services.by_id["mandecentret/efterforsorg-basis"];
        let version = services.version(number, "mandecentret/efterforsorg-basis@2023-04-01").expect("a version");
        assert_eq!(&*services.versions[version as usize - 1], "mandecentret/efterforsorg-basis@2023-04-01");
        assert_eq!(services.version(number + 1, "mandecentret/efterforsorg-basis@2023-04-01"), None);
    }

    #[test]
    fn agreed_prices_say_so_in_the_words_of_the_core() {
        let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("sound");
        let mut row = crate::stay::blank();
        row.service = "livarehab/virksomhedspraktik-arbejdsmarked".into();
        row.first_day = chrono::NaiveDate::from_ymd_opt(2023, 3, 1).expect("a day");
        row.last_day = chrono::NaiveDate::from_ymd_opt(2023, 3, 31);
        row.hours = Some(takst::Quantity::from_units(1000));
        row.hours_per_week = Some(takst::Quantity::from_units(500));
        row.agreed = Some(takst::AgreedPrice { price: takst::UnitPrice::from_units(5_000_000), unit: takst::catalogue::Unit::Hour });
        let case = takst::Case { id: "S-1".into(), rows: vec![takst::CaseRow::Sound(row)] };
        let statement = book.price(&takst::Citizen { id: "S-1".into(), cases: vec![case] }, &takst::ReportingPeriod::ALL).pop().expect("a statement");
        let lines: Vec<&str> = statement.lines().map(takst::Line::tariff_version).collect();
        assert!(!statement.is_refused(), "{statement:?}");
        assert!(!lines.is_empty() && lines.iter().all(|label| *label == AGREED), "{lines:?}");
    }
}
