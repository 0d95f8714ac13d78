//! Documents of both dialects, as others write them: any prefix, parts missing, attachments, and the encodings of Danish systems.
//!
//! A file is read in one pass and never held: attachments are passed over piece by piece. What is kept is bounded. DTDs and entities are refused.
//! CPR numbers are masked as soon as a text is complete.

// In order of dependency.
mod error;
mod limits;
mod source;
mod pull;
mod reading;
mod tax;
mod party;
mod payment;
mod line;
mod sums;
mod document;

pub use error::{Form, ReadError, ReadFault};

use crate::model::ReceivedInvoice;
use std::io::Read;

/// Reads an invoice or a credit note. An envelope around it (SBDH) is opened.
///
/// # Errors
/// The input cannot be read or is no invoice, and where.
///
/// # Example
/// ```
/// let xml = r#"<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
///   xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
///   <b:ID>F-17</b:ID><b:Note>Borger 010190-1234</b:Note></Invoice>"#;
/// let received = takst_einvoice::read::read(xml.as_bytes())?;
/// assert_eq!(received.invoice.number.as_deref(), Some("F-17"));
/// assert_eq!(received.invoice.notes, ["Borger xxxxxx-xxxx"]);
/// # Ok::<(), takst_einvoice::read::ReadError>(())
/// ```
pub fn read(input: impl Read) -> Result<ReceivedInvoice, ReadError> {
    document::received(input, None)
}

/// Reads a document as [`read`], and hands each CPR number of its texts to `citizen`: ten digits, without a hyphen. What that returns is kept in
/// [`ReceivedInvoice::citizens`], the number is not.
///
/// # Errors
/// As [`read`].
pub fn read_with_citizens(input: impl Read, citizen: &mut dyn FnMut(&str) -> Option<String>) -> Result<ReceivedInvoice, ReadError> {
    document::received(input, Some(citizen))
}
