//! One place: what stands in it against what should be (D5, D6).

use crate::contract::code::Code;
use crate::contract::words::{DocumentAction, DocumentKind, VatCategory};
use crate::document::action::{Left, NewDocument};
use crate::document::content::{Content, Should, Standing};
use crate::document::line::{DocumentLine, Sums};
use crate::document::party::{Parties, References};
use crate::document::reason::{OfPayer, reasons};
use crate::document::services::Services;
use crate::model::municipality::Municipality;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What holds documents, beside what other cases bill.
#[derive(Debug, Clone, Copy)]
pub struct Books<'a, S> {
    /// The parties of today.
    pub parties: &'a Parties,
    /// Providers under whose series an imported number stands from the first number on (D6.5).
    pub taken: &'a BTreeSet<Box<str>>,
    /// The catalogue.
    pub services: &'a S,
}

/// All that stands in a place and all that should be, both by payer.
pub(crate) struct Place {
    pub standing: Vec<Standing>,
    pub should: Vec<Should>,
}

/// What would be done in a place.
pub(crate) struct Change {
    /// What is credited, as places in `standing`.
    pub credited: Vec<usize>,
    /// What is issued, as places in `should`.
    pub issued: Vec<usize>,
}

impl Place {
    /// What stands and what should be, where the two differ.
    pub fn change(&self) -> Option<Change> {
        let mut keeps = vec![false; self.standing.len()];
        let mut issued = Vec::new();
        for (place, should) in self.should.iter().enumerate() {
            let same = |standing: &Standing| standing.content.payer == should.content.payer && standing.has_content_of(&should.content);
            match (0..self.standing.len()).find(|place| !keeps[*place] && same(&self.standing[*place])) {
                Some(place) => keeps[place] = true,
                None => issued.push(place),
            }
        }
        let credited: Vec<usize> = (0..self.standing.len()).filter(|place| !keeps[*place]).collect();
        (!credited.is_empty() || !issued.is_empty()).then_some(Change { credited, issued })
    }

    /// What should be less what stands.
    pub fn sums(&self) -> Sums {
        let should: Sums = self.should.iter().map(|should| should.content.sums()).sum();
        should - self.standing.iter().map(|standing| standing.content.sums()).sum()
    }

    /// What is reported of the place where nothing is done in it (D10).
    pub fn left(&self, action: DocumentAction, services: &impl Services) -> Left {
        let contents = || self.standing.iter().map(|standing| &standing.content).chain(self.should.iter().map(|should| &should.content));
        let content = contents().next();
        let payers: BTreeSet<Municipality> = contents().map(|content| content.payer).collect();
        Left {
            action,
            case_id: content.map(|content| content.case_id.clone()),
            provider: content.map(|content| content.provider.clone()),
            month: content.map(|content| content.month),
            payers: payers.into_iter().collect(),
            sums: Some(self.sums()),
            reasons: self.reasons(services),
            why: Vec::new(),
        }
    }

    /// Why the place is corrected (D7).
    pub fn reasons(&self, services: &impl Services) -> Vec<Code> {
        let stood: Vec<OfPayer<'_>> = self.standing.iter().map(|standing| (standing.content.payer, self.lines(standing))).collect();
        let should: Vec<OfPayer<'_>> = self.should.iter().map(|should| (should.content.payer, &*should.content.lines)).collect();
        reasons(&stood, &should, services)
    }

    /// The lines that stand; those that should be where the two count as the same (D3.2).
    fn lines<'a>(&'a self, standing: &'a Standing) -> &'a [DocumentLine] {
        let same = |should: &&Should| should.content.payer == standing.content.payer && standing.has_content_of(&should.content);
        self.should.iter().find(same).map_or(&standing.content.lines, |should| &should.content.lines)
    }

    /// What holds the change, without what other cases bill; alphabetical (D6).
    pub fn holds<S: Services>(&self, change: &Change, books: &Books<'_, S>) -> BTreeSet<&'static str> {
        let credited = change.credited.iter().map(|place| &self.standing[*place].content);
        let issued = || change.issued.iter().map(|place| &self.should[*place]);
        let mut codes = BTreeSet::new();
        let mut hold = |code: Code| {
            codes.insert(code.as_str());
        };
        for content in credited.chain(issued().map(|should| &should.content)) {
            let has_buyer = books.parties.buyers.contains_key(&content.payer);
            if !has_buyer || !books.parties.sellers.contains_key(&*content.provider) {
                hold(Code::PartyMissing);
            }
            if books.taken.contains(&*content.provider) {
                hold(Code::SeriesTaken);
            }
        }
        for should in issued() {
            should.hold.into_iter().for_each(&mut hold);
            if !should.conflicts.is_empty() {
                hold(Code::ReferenceConflict);
            }
            if lacks_reference(&should.references, &should.content, books.parties) {
                hold(Code::PartyMissing);
            }
            if lacks_registration(&should.content, books.parties) {
                hold(Code::SellerNotRegistered);
            }
        }
        if self.standing.iter().any(|standing| is_of_another_seller(standing, books.parties)) {
            hold(Code::SellerChanged);
        }
        codes
    }

    /// The documents of a change, in order (D8.1).
    pub fn documents(mut self, change: Change, parties: &Parties, services: &impl Services, to: &mut Vec<NewDocument>) {
        let reasons = self.reasons(services);
        let first_credited = change.credited.first().map(|place| self.standing[*place].number.clone());
        let mut replaced = Vec::new();
        let (standing, should) = (&self.standing, &mut self.should);
        for credited in change.credited.iter().map(|place| &standing[*place]) {
            replaced.push((credited.content.payer, credited.number.clone()));
            let today = should.iter().find(|should| should.content.payer == credited.content.payer);
            let today = today.map(|should| of_today(&should.references, &should.content, parties));
            let credit = credit_note(credited, today, reasons.clone());
            to.push(NewDocument { references: shared(credit.references, to), ..credit });
        }
        for place in change.issued {
            let should = &mut should[place];
            let content = Content { lines: std::mem::take(&mut should.content.lines), ..should.content.clone() };
            let own = replaced.iter().find(|(payer, _)| *payer == content.payer).map(|(_, number)| number.clone());
            to.push(NewDocument {
                kind: DocumentKind::Invoice,
                references: shared(of_today(&should.references, &content, parties), to),
                content,
                reasons: reasons.clone(),
                refers_to: own.or_else(|| first_credited.clone()),
            });
        }
    }
}

/// References, kept once where the document before has the same.
fn shared(references: Arc<References>, documents: &[NewDocument]) -> Arc<References> {
    match documents.last() {
        Some(before) if before.references == references => before.references.clone(),
        _ => references,
    }
}

/// The credit note of an invoice. It keeps the order reference; its other references are today's where there are any (D8.6).
pub(crate) fn credit_note(invoice: &Standing, today: Option<Arc<References>>, reasons: Vec<Code>) -> NewDocument {
    let references = match today {
        Some(today) if today.order_reference == invoice.references.order_reference => today,
        Some(today) => Arc::new(References { order_reference: invoice.references.order_reference.clone(), ..(*today).clone() }),
        None => invoice.references.clone(),
    };
    NewDocument { kind: DocumentKind::CreditNote, content: invoice.content.clone(), references, reasons, refers_to: Some(invoice.number.clone()) }
}

/// References with what defaults to the buyer's of today (D8.5).
pub(crate) fn of_today(references: &Arc<References>, content: &Content, parties: &Parties) -> Arc<References> {
    match parties.buyers.get(&content.payer) {
        Some(buyer) => Arc::new((**references).clone().of_buyer(buyer)),
        None => references.clone(),
    }
}

/// Whether the buyer demands a reference that is not given (D6.2).
pub(crate) fn lacks_reference(references: &Arc<References>, content: &Content, parties: &Parties) -> bool {
    let Some(buyer) = parties.buyers.get(&content.payer) else { return false };
    if buyer.demands.is_empty() {
        return false;
    }
    let references = of_today(references, content, parties);
    buyer.demands.iter().any(|demanded| !references.has(*demanded))
}

/// Whether a seller without registration would charge VAT (D6.6).
fn lacks_registration(content: &Content, parties: &Parties) -> bool {
    let charges_vat = || content.lines.iter().any(|line| line.vat.category == VatCategory::Standard);
    parties.sellers.get(&*content.provider).is_some_and(|seller| !seller.is_vat_registered) && charges_vat()
}

/// Whether an invoice stands under another CVR number than its seller has now (D6.4).
pub(crate) fn is_of_another_seller(standing: &Standing, parties: &Parties) -> bool {
    let today = parties.sellers.get(&*standing.content.provider);
    standing.seller.zip(today).is_some_and(|(cvr, seller)| cvr != seller.cvr)
}
