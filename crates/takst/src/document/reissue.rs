//! Invoices that came back: credited and issued anew with the same content (D9.1, D9.2).

use crate::contract::code::Code;
use crate::contract::words::{DocumentAction, DocumentKind};
use crate::document::action::{Left, NewDocument, Settlement};
use crate::document::changes::{CaseOrder, Order};
use crate::document::content::{CaseFile, Should, Standing};
use crate::document::line::Sums;
use crate::document::party::References;
use crate::document::place::{Books, credit_note, is_of_another_seller, lacks_reference, of_today};
use crate::document::settle::OpenMonths;
use crate::model::municipality::Municipality;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Invoices with these numbers are credited and issued anew, with today's references and parties (D9.1).
///
/// # Errors
/// The numbers that are not those of invoices that stand, or lie in an expired month (`reissue.not-standing`): then nothing is done.
pub fn reissue<S>(
    numbers: &[&str],
    standing: &[Standing],
    file: &CaseFile,
    months: OpenMonths,
    books: &Books<'_, S>,
) -> Result<Settlement, Vec<Box<str>>> {
    let by_number: HashMap<&str, &Standing> = standing.iter().map(|standing| (&*standing.number, standing)).collect();
    let find = |number: &&str| by_number.get(number).copied().filter(|standing| !months.is_expired(standing.content.month));
    let unknown: Vec<Box<str>> = numbers.iter().filter(|number| find(number).is_none()).map(|number| (*number).into()).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let cases: HashMap<&str, u32> = file.cases.iter().zip(0..).map(|(case, number)| (&*case.case_id, number)).collect();
    let mut places: BTreeMap<Order, BTreeMap<(Municipality, &str), &Standing>> = BTreeMap::new();
    for standing in numbers.iter().filter_map(find) {
        let content = &standing.content;
        let in_file = cases.get(&*content.case_id).map(|number| CaseOrder::InFile(*number));
        let order = (content.provider.clone(), in_file.unwrap_or(CaseOrder::Absent(standing.case_since)), content.month);
        places.entry(order).or_default().insert((content.payer, &standing.number), standing);
    }
    let mut settlement = Settlement::default();
    for ((_, case, _), invoices) in places {
        let priced = match case {
            CaseOrder::InFile(number) => file.cases[number as usize].result.as_deref().unwrap_or_default(),
            CaseOrder::Absent(_) => &[],
        };
        let invoices: Vec<(&Standing, Option<&Should>)> = invoices.into_values().map(|invoice| (invoice, today(invoice, priced))).collect();
        place(&invoices, books, &mut settlement);
    }
    Ok(settlement)
}

/// Today's document of the place and payer.
fn today<'a>(invoice: &Standing, priced: &'a [Should]) -> Option<&'a Should> {
    let of = |should: &&Should| {
        let (a, b) = (&should.content, &invoice.content);
        (&a.provider, a.month, a.payer) == (&b.provider, b.month, b.payer)
    };
    priced.iter().find(of)
}

/// One place: all its invoices are issued anew, or none.
fn place<S>(invoices: &[(&Standing, Option<&Should>)], books: &Books<'_, S>, settlement: &mut Settlement) {
    let references = |(invoice, today): &(&Standing, Option<&Should>)| -> Arc<References> {
        today.map_or_else(|| invoice.references.clone(), |should| should.references.clone())
    };
    let reasons = || vec![Code::CorrectionReferences];
    let why: BTreeSet<&str> =
        invoices.iter().flat_map(|invoice| holds(invoice.0, invoice.1, &references(invoice), books)).map(Code::as_str).collect();
    if let (false, Some((first, _))) = (why.is_empty(), invoices.first()) {
        settlement.left.push(Left {
            action: DocumentAction::Held,
            case_id: Some(first.content.case_id.clone()),
            provider: Some(first.content.provider.clone()),
            month: Some(first.content.month),
            payers: invoices.iter().map(|(invoice, _)| invoice.content.payer).collect(),
            sums: Some(Sums::ZERO),
            reasons: reasons(),
            why: why.iter().filter_map(|code| code.parse().ok()).collect(),
        });
        return;
    }
    for (invoice, today) in invoices {
        let references = today.map(|should| of_today(&should.references, &invoice.content, books.parties));
        settlement.documents.push(credit_note(invoice, references, reasons()));
    }
    for invoice in invoices {
        settlement.documents.push(NewDocument {
            kind: DocumentKind::Invoice,
            content: invoice.0.content.clone(),
            references: of_today(&references(invoice), &invoice.0.content, books.parties),
            reasons: reasons(),
            refers_to: Some(invoice.0.number.clone()),
        });
    }
}

/// What holds an invoice from being issued anew (D9.2).
fn holds<S>(invoice: &Standing, today: Option<&Should>, references: &Arc<References>, books: &Books<'_, S>) -> Vec<Code> {
    let (parties, content) = (books.parties, &invoice.content);
    let has_parties = parties.sellers.contains_key(&*content.provider) && parties.buyers.contains_key(&content.payer);
    [
        (!has_parties || lacks_reference(references, content, parties), Code::PartyMissing),
        (today.is_some_and(|should| !should.conflicts.is_empty()), Code::ReferenceConflict),
        (is_of_another_seller(invoice, parties), Code::SellerChanged),
        (books.taken.contains(&*content.provider), Code::SeriesTaken),
    ]
    .into_iter()
    .filter_map(|(holds, code)| holds.then_some(code))
    .collect()
}
