//! The model as JSON, for programs in other languages: numbers and dates are texts, what is not stated is null.

use crate::model::{Invoice, ReceivedInvoice};
use crate::received_words::of_problem;
use serde::Serialize;
use takst_explain::Texts;

/// A document that was read.
#[derive(Serialize)]
struct Received<'a> {
    dialect: Option<&'static str>,
    adds_up: bool,
    /// What is wrong with it, in words.
    problems: Vec<String>,
    citizens: Vec<Citizen<'a>>,
    invoice: &'a Invoice,
}

/// A citizen whom a text names: of a line, from 0, or of the document.
#[derive(Serialize)]
struct Citizen<'a> {
    line: Option<usize>,
    citizen_id: &'a str,
}

/// Returns a document that was read as one JSON object: `dialect` (null: unknown), `adds_up`, `problems` in the language of the texts, `citizens`, and the
/// `invoice` itself.
///
/// # Example
/// ```
/// use takst_explain::{Lang, Texts};
/// let xml = r#"<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
///   xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><b:ID>F-17</b:ID></Invoice>"#;
/// let received = takst_einvoice::read::read(xml.as_bytes())?;
/// let json = takst_einvoice::json::of_received(&received, &Texts::new(Lang::En));
/// assert!(json.starts_with("{\"dialect\":null,\"adds_up\":true,\"problems\":[\"/Invoice/IssueDate is missing.\","));
/// # Ok::<(), takst_einvoice::read::ReadError>(())
/// ```
#[must_use]
pub fn of_received(received: &ReceivedInvoice, texts: &Texts) -> String {
    let object = Received {
        dialect: received.dialect.map(|dialect| dialect.as_str()),
        adds_up: received.adds_up(),
        problems: received.problems.iter().map(|problem| of_problem(texts, problem)).collect(),
        citizens: received.citizens.iter().map(|of| Citizen { line: of.line, citizen_id: &of.citizen_id }).collect(),
        invoice: &received.invoice,
    };
    // Texts, lists and maps with text keys only: nothing that JSON lacks.
    serde_json::to_string(&object).unwrap_or_default()
}

/// Returns the document of a JSON object, in the form of `invoice` of [`of_received`]. `kind` must be given; what is left out is not stated.
///
/// # Errors
/// What is wrong and where, in English: it is no such object, a key is unknown, or a value is not what it should be.
pub fn to_invoice(json: &str) -> Result<Invoice, serde_json::Error> {
    serde_json::from_str(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Id, Line, Measured, Party, Payment, Price, Vat, VatCategory};
    use rust_decimal::Decimal;
    use takst::contract::words::DocumentKind;

    fn number(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect("a number")
    }

    #[test]
    fn what_is_written_is_read() {
        let mut invoice = Invoice::new(DocumentKind::CreditNote);
        invoice.number = Some("K-1".into());
        invoice.issued = Some("2024-02-29".parse().expect("a date"));
        invoice.seller = Party { legal_id: Some(Id::cvr("12345674")), ..Party::default() };
        invoice.payments = vec![Payment::to(Account::Fik { kind: "71".into(), id: None, creditor: "12345678".into() })];
        invoice.lines = vec![Line {
            quantity: Some(Measured { quantity: number("31.00"), unit: Some("DAY".into()) }),
            price: Some(Price { amount: number("435"), base: None }),
            vat: Some(Vat { category: VatCategory::Exempt, rate: Some(number("0")) }),
            net: Some(number("13485.00")),
            ..Line::default()
        }];
        let json = serde_json::to_string(&invoice).expect("JSON");
        for part in [
            r#""kind":"credit-note""#,
            r#""issued":"2024-02-29""#,
            r#""due":null"#,
            r#""legal_id":{"scheme":"DK:CVR","value":"12345674"}"#,
            r#""account":{"way":"fik","kind":"71","id":null,"creditor":"12345678"}"#,
            r#""quantity":{"quantity":"31.00","unit":"DAY"}"#,
            r#""vat":{"category":"E","rate":"0"}"#,
            r#""net":"13485.00""#,
        ] {
            assert!(json.contains(part), "{part}: {json}");
        }
        assert_eq!(to_invoice(&json).expect("an invoice"), invoice);
        assert_eq!(to_invoice(r#"{"kind":"invoice"}"#).expect("an invoice"), Invoice::new(DocumentKind::Invoice));
    }

    #[test]
    fn what_is_wrong_is_refused() {
        let error = |json: &str| to_invoice(json).expect_err("no invoice").to_string();
        assert!(error("{}").contains("missing field `kind`"));
        assert!(error(r#"{"kind":"bill"}"#).contains("unknown variant `bill`, expected `invoice` or `credit-note`"));
        assert!(error(r#"{"kind":"invoice","netto":"1"}"#).contains("unknown field `netto`"));
        assert!(error(r#"{"kind":"invoice","issued":"31.1.2024"}"#).contains("31.1.2024"));
        // A number of JSON may lose digits on its way.
        assert!(error(r#"{"kind":"invoice","totals":{"net":1.5}}"#).contains("expected a string"));
        assert!(error(r#"{"kind":"invoice","totals":{"net":"1,5"}}"#).contains("1,5"));
    }
}
