//! Lines of documents to issue, with all that is said of the document: a row each, in the form in which documents are read again.

use crate::documents::action_rows::codes;
use crate::documents::line_text::LineText;
use chrono::NaiveDate;
use takst::contract::document_column::DOCUMENT_COLUMNS;
use takst::document::action::{Given, Settlement};
use takst::document::party::Parties;

/// What stands beside the columns of documents: the place of the document among the actions, from 1, and what an export lacks.
const BESIDE: [&str; 6] = ["document", "citizen_id", "buyer_gln", "commitment", "seller_cvr", "vat_exemption"];

/// The columns of lines to issue.
pub const LINE_COLUMNS: [&str; DOCUMENT_COLUMNS.len() + BESIDE.len()] = {
    let mut all = [""; DOCUMENT_COLUMNS.len() + BESIDE.len()];
    all[0] = BESIDE[0];
    let mut place = 1;
    while place < all.len() {
        all[place] = if place <= DOCUMENT_COLUMNS.len() { DOCUMENT_COLUMNS[place - 1] } else { BESIDE[place - DOCUMENT_COLUMNS.len()] };
        place += 1;
    }
    all
};

/// Returns the texts of each line of the documents of a settlement. `given` are their numbers and `issued` their date, where they were issued.
pub fn line_texts<'a>(
    settlement: &'a Settlement,
    parties: &'a Parties,
    given: &'a [Option<Given>],
    issued: Option<NaiveDate>,
) -> impl Iterator<Item = Vec<String>> + 'a {
    let numbers = given.iter().map(Option::as_ref).chain(std::iter::repeat(None));
    settlement.documents.iter().zip(numbers).zip(1u64..).flat_map(move |((document, given), place)| {
        let (content, references) = (&document.content, &document.references);
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        let seller = parties.sellers.get(&*content.provider);
        let head = [
            place.to_string(),
            given.map(|given| given.number.to_string()).unwrap_or_default(),
            document.kind.to_string(),
            document.refers_to.as_deref().unwrap_or_default().to_owned(),
            codes(&document.reasons),
            issued.map(|day| day.to_string()).unwrap_or_default(),
            given.and_then(|given| given.due).map(|due| due.to_string()).unwrap_or_default(),
            content.case_id.to_string(),
            content.provider.to_string(),
            content.payer.to_string(),
            content.month.to_string(),
            text(&references.buyer_reference),
            text(&references.order_reference),
            text(&references.accounting_cost),
        ];
        let tail = [
            content.citizen_id.to_string(),
            references.buyer_gln.map(|gln| gln.to_string()).unwrap_or_default(),
            text(&references.commitment),
            seller.map(|seller| seller.cvr.to_string()).unwrap_or_default(),
        ];
        content.lines.iter().zip(1u64..).map(move |(line, number)| {
            let LineText {
                service,
                first_day,
                last_day,
                quantity,
                unit,
                unit_price,
                price_base_quantity,
                net,
                vat_category,
                vat_rate,
                vat,
                vat_exemption,
            } = LineText::from(line);
            let of_line =
                [number.to_string(), service, first_day, last_day, quantity, unit, unit_price, price_base_quantity, net, vat_category, vat_rate, vat];
            head.iter().cloned().chain(of_line).chain(tail.iter().cloned()).chain([vat_exemption]).collect()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_of_documents_and_what_is_read_beside_them() {
        assert_eq!(LINE_COLUMNS[1..=DOCUMENT_COLUMNS.len()], *DOCUMENT_COLUMNS);
        assert_eq!((LINE_COLUMNS[0], LINE_COLUMNS[26]), ("document", "citizen_id"));
        let read = crate::documents::STANDING_COLUMNS.all;
        assert!(LINE_COLUMNS[1..].iter().all(|column| read.contains(column)));
    }
}
