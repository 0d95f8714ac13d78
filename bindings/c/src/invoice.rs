//! Electronic invoices as JSON: read and written.

use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::messages::texts;
use crate::pointer::{Handle, elements, out, text};
use crate::problem::Problem;
use crate::status::TakstStatus;
use crate::text::TakstBuffer;
use crate::words::language;
use std::ffi::c_char;
use takst::contract::words::Dialect;
use takst_einvoice::json::{of_received, to_invoice};
use takst_einvoice::received_words::not_readable;

/// Dialects of electronic invoices.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstDialect {
    /// Peppol BIS Billing 3.0.
    Bis3 = 0,
    /// OIOUBL 2.1.
    Oioubl = 1,
}

/// How problems name an invoice that has no name.
const NAME: &str = "invoice";

/// Reads an electronic invoice or credit note of others: Peppol BIS Billing 3.0 or OIOUBL 2.1, in any encoding and with any prefixes. `json` receives one object: `dialect`
/// (null: unknown), `adds_up`, `problems` (what is wrong with it, in words; `language` is one of `takst_language`), `citizens` (empty here) and `invoice`. Numbers and dates
/// are texts, what is not stated is null. CPR numbers in its texts are masked. A file that is no invoice is `TAKST_STATUS_DOCUMENTS`; the problem says what it is, and where.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_invoice_read(
    invoice: *const u8,
    length: usize,
    language_of_problems: u32,
    json: *mut *mut TakstBuffer,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let invoice = unsafe { elements(invoice, length, "invoice") }?;
        let lang = language(language_of_problems)?;
        let json = unsafe { out(json, "json") }?;
        let received = takst_einvoice::read(invoice).map_err(|error| {
            let problem = Problem::ready(|texts| not_readable(texts, NAME, &error));
            Failure { status: TakstStatus::Documents, problems: vec![problem] }
        })?;
        json.set(TakstBuffer(of_received(&received, texts(lang)).into_bytes()).give());
        Ok(())
    })
}

/// Writes an electronic invoice or credit note. `invoice` is a JSON object in the form of `invoice` of `takst_invoice_read`; `kind` must be given (`invoice`, `credit-note`),
/// what is left out is not stated. `dialect` is one of `takst_dialect`. What the dialect needs and the document lacks is `TAKST_STATUS_DOCUMENTS`, with a problem for each
/// thing.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_invoice_write(
    invoice: *const c_char,
    length: usize,
    dialect: u32,
    xml: *mut *mut TakstBuffer,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let invoice = unsafe { text(invoice, length, "invoice") }?;
        let xml = unsafe { out(xml, "xml") }?;
        let dialect = match dialect {
            n if n == TakstDialect::Bis3 as u32 => Dialect::Bis3,
            n if n == TakstDialect::Oioubl as u32 => Dialect::Oioubl,
            n => return Err(refuse(TakstStatus::BadValue, "dialect", n)),
        };
        let invoice = to_invoice(invoice).map_err(|error| {
            let said = takst::cpr::masked(&error.to_string()).into_owned();
            Failure::said(TakstStatus::Documents, "c-rows-other", "", vec![("name", NAME.into()), ("error", said.into())])
        })?;
        let bytes = takst_einvoice::write(&invoice, dialect).map_err(|lacking| {
            let problems = lacking.lacks.iter().map(|lack| Problem::ready(|texts| lack.sentence(texts, None))).collect();
            Failure { status: TakstStatus::Documents, problems }
        })?;
        xml.set(TakstBuffer(bytes).give());
        Ok(())
    })
}
