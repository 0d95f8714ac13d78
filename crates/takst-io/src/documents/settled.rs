//! What comes of settling, with everything that a document says: JSON Lines, an object for each action.

use crate::documents::action_rows::{of_document, of_left};
use crate::documents::line_text::LineText;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io::{self, Write};
use takst::contract::document_column::ACTION_COLUMNS;
use takst::contract::words::DocumentKind;
use takst::document::action::{NewDocument, Settlement};
use takst::document::differ::differ;
use takst::document::line::DocumentLine;
use takst::document::party::Parties;
use takst::document::services::Services;

/// Writes a settlement. Each object has the columns of actions, of which number and due are empty; that of a document has its references, the seller's CVR
/// number, its lines too, and the days of payment of an invoice with the lines that differ from the invoice of its payer that is credited.
///
/// # Errors
/// The output failed.
pub fn write_settlement(mut to: impl Write, settlement: &Settlement, parties: &Parties, services: &impl Services) -> io::Result<()> {
    let credits = Credits::of(settlement);
    for document in &settlement.documents {
        let mut object = columns(of_document(document, None));
        let replaced = credits.replaced_by(document);
        say(&mut object, document, parties);
        let differences = replaced.map(|credit| differences(&credit.content.lines, &document.content.lines, services)).unwrap_or_default();
        object.insert("differences".to_owned(), Value::Array(differences));
        line(&mut to, object)?;
    }
    settlement.left.iter().try_for_each(|left| line(&mut to, columns(of_left(left))))?;
    to.flush()
}

/// The credit notes of a settlement by the invoices that they take back.
#[derive(Debug, Clone)]
pub struct Credits<'a>(HashMap<&'a str, &'a NewDocument>);

impl<'a> Credits<'a> {
    /// Returns the credit notes of a settlement.
    #[must_use]
    pub fn of(settlement: &'a Settlement) -> Credits<'a> {
        let credits = settlement.documents.iter().filter(|document| document.kind == DocumentKind::CreditNote);
        Credits(credits.filter_map(|credit| Some((credit.refers_to.as_deref()?, credit))).collect())
    }

    /// Returns the credit note of the invoice that an invoice to the same payer replaces.
    #[must_use]
    pub fn replaced_by(&self, document: &NewDocument) -> Option<&'a NewDocument> {
        let number = document.refers_to.as_deref().filter(|_| document.kind == DocumentKind::Invoice)?;
        self.0.get(number).copied().filter(|credit| credit.content.payer == document.content.payer)
    }
}

fn line(to: &mut impl Write, object: Map<String, Value>) -> io::Result<()> {
    serde_json::to_writer(&mut *to, &Value::Object(object))?;
    to.write_all(b"\n")
}

fn columns(texts: [String; ACTION_COLUMNS.len()]) -> Map<String, Value> {
    ACTION_COLUMNS.iter().map(|column| (*column).to_owned()).zip(texts.into_iter().map(Value::String)).collect()
}

/// What is said of a document beside the columns of actions.
fn say(object: &mut Map<String, Value>, document: &NewDocument, parties: &Parties) {
    let NewDocument { content, references, .. } = document;
    let seller = parties.sellers.get(&*content.provider);
    let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
    let payment_days = seller.filter(|_| document.kind == DocumentKind::Invoice).map(|seller| seller.payment_days.to_string());
    let texts = [
        ("citizen_id", content.citizen_id.to_string()),
        ("buyer_reference", text(&references.buyer_reference)),
        ("order_reference", text(&references.order_reference)),
        ("accounting_cost", text(&references.accounting_cost)),
        ("buyer_gln", references.buyer_gln.map(|gln| gln.to_string()).unwrap_or_default()),
        ("commitment", text(&references.commitment)),
        ("seller_cvr", seller.map(|seller| seller.cvr.to_string()).unwrap_or_default()),
        ("payment_days", payment_days.unwrap_or_default()),
        ("total", content.sums().total().to_string()),
    ];
    object.extend(texts.map(|(name, text)| (name.to_owned(), Value::String(text))));
    let lines = content.lines.iter().zip(1u32..).map(|(line, number)| {
        let mut object = Map::new();
        object.insert("line".to_owned(), Value::String(number.to_string()));
        if let Ok(Value::Object(texts)) = serde_json::to_value(LineText::from(line)) {
            object.extend(texts);
        }
        Value::Object(object)
    });
    object.insert("lines".to_owned(), lines.collect());
}

/// Lines that differ: numbers of the lines before and after, what differs, and by how much.
fn differences(before: &[DocumentLine], after: &[DocumentLine], services: &impl Services) -> Vec<Value> {
    let number = |place: Option<usize>| place.map(|place| (place + 1).to_string()).unwrap_or_default();
    let difference = differ(before, after, services).lines.into_iter().map(|line| {
        json!({
            "before": number(line.before),
            "after": number(line.after),
            "fields": line.fields.iter().map(|field| field.as_str()).collect::<Vec<_>>(),
            "net": line.sums.net.to_string(),
            "vat": line.sums.vat.to_string(),
        })
    });
    difference.collect()
}
