//! Services and tariff versions by number, so that no text is looked up for each period.

use crate::book::TakstBook;
use crate::door::{door, refuse};
use crate::error::TakstError;
use crate::pointer::{out, shared, sized_out, text};
use crate::status::TakstStatus;
use crate::text::TakstText;
use crate::words::{kind, refund_rule};
use std::collections::HashMap;
use std::ffi::c_char;
use std::ops::Range;
use takst::Book;

/// The services of a book, numbered as they stand in its catalogue.
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
        let mut labels = book.tariff_versions().peekable();
        for ((_, service), number) in book.catalogue().services().zip(0..) {
            let id: Box<str> = service.id.as_str().into();
            let first = services.versions.len();
            while let Some(label) = labels.next_if(|label| label.strip_prefix(&*id).is_some_and(|rest| rest.starts_with('@'))) {
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

    pub fn id(&self, number: u32) -> Option<&str> {
        self.ids.get(number as usize).map(|id| &**id)
    }

    /// Number of the version that a line of `service` names.
    pub fn version(&self, service: u32, label: &str) -> Option<u32> {
        let own = self.own.get(service as usize)?.clone();
        let place = label.as_ptr() as usize;
        let same = own.clone().find(|at| self.places[*at] == place);
        same.or_else(|| own.clone().find(|at| *self.versions[*at] == *label)).map(|at| at as u32 + 1)
    }
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

/// The number of a service, for `takst_stay.service` and the functions below. It belongs to this book: look it up again in another.
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
        let found = book.services.id(service).and_then(|id| book.book.service(id));
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

/// The text of a tariff version, `service@YYYY-MM-DD`, as `takst_line.tariff_version` names it. It lives as long as the book.
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
        let found = (version as usize).checked_sub(1).and_then(|at| book.services.versions.get(at));
        label.set(TakstText::of(found.ok_or_else(|| refuse(TakstStatus::NotFound, "version", version))?));
        Ok(())
    })
}
