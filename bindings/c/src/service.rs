//! Services and tariff versions of a book.

use crate::book::TakstBook;
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::refuse;
use crate::pointer::{out, shared, text};
use crate::services::{AGREED, place};
use crate::sized::{SizedStruct, sized_out};
use crate::status::TakstStatus;
use crate::text::TakstText;
use std::ffi::c_char;

/// A service of the catalogue.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TakstServiceFacts {
    /// `sizeof (takst_service_facts)`, set by the caller.
    pub struct_size: u32,
    /// One of `takst_kind`.
    pub kind: u32,
    /// One of `takst_refund_rule`.
    pub refund_rule: u32,
    /// 0: reserved.
    pub reserved: u32,
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

unsafe impl SizedStruct for TakstServiceFacts {}

/// The number of a service, for `takst_row.service` and the functions below; 1 = first. It belongs to this book: look it up again in another.
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
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let id = unsafe { text(id, id_length, "id") }?;
        let service = unsafe { out(service, "service") }?;
        service.set(*book.services.by_id.get(id).ok_or_else(|| refuse(TakstStatus::NotFound, "id", id))?);
        Ok(())
    })
}

/// Describes a service of the catalogue. The texts live as long as the book.
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
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let facts = unsafe { sized_out(facts, "facts") }?;
        let found = book.book.service(book.services.id(service)?);
        let (provider, of) = found.ok_or_else(|| refuse(TakstStatus::NotFound, "service", service))?;
        facts.set(TakstServiceFacts {
            struct_size: TakstServiceFacts::SIZE,
            kind: of.kind.number(),
            refund_rule: of.refund.number(),
            reserved: 0,
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

/// The name of a tariff version, as `takst_line.tariff_version` numbers it: `service@YYYY-MM-DD`, with `~known_from` and `!what-if` behind it where it
/// has them; of 0 the word `agreed`. It lives as long as the book.
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
    entry(error, || {
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
