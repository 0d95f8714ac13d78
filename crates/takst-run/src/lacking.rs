//! What the dialects of the buyers need and documents lack, before they have numbers.

use crate::words::count;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use takst::contract::words::{Dialect, DocumentKind};
use takst::document::action::NewDocument;
use takst::document::issued::{Issued, IssuedBuyer, IssuedSeller, PricedWith, Referred};
use takst::document::number::due;
use takst::document::party::{Buyer, Parties, Seller};
use takst::{Catalogue, Month, Municipality};
use takst_einvoice::xml::is_xml;
use takst_einvoice::{FromIssued, Lack, Who, check, dialect_name, tree};
use takst_explain::Texts;
use takst_io::printable;

/// One thing that documents about to be issued lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtIssue {
    /// Name of the party that lacks it, or of both where the document does.
    pub party: String,
    /// The dialect that needs it.
    pub dialect: Dialect,
    /// What is lacking.
    pub lack: Lack,
    /// How many documents lack it.
    pub documents: u64,
    /// Case and month of the first.
    pub first: (String, Month),
}

impl AtIssue {
    /// Returns it as a sentence.
    #[must_use]
    pub fn sentence(&self, texts: &Texts) -> String {
        let (case, month) = &self.first;
        let args = [
            ("lack", printable(&self.lack.sentence(texts, Some(&self.party))).into()),
            ("dialect", dialect_name(texts, self.dialect).into()),
            ("documents", count(self.documents)),
            ("case", printable(case).into()),
            ("month", month.to_string().into()),
        ];
        texts.get("run-einvoice-at-issue", &args)
    }
}

/// Documents about to be issued, and what they are made of.
#[derive(Debug, Clone, Copy)]
pub struct Lacks<'a> {
    /// The documents.
    pub documents: &'a [NewDocument],
    /// Sellers and buyers.
    pub parties: &'a Parties,
    /// Where services have their names.
    pub catalogue: &'a Catalogue,
    /// Date of issue.
    pub date: NaiveDate,
    /// Text that is printed on the documents.
    pub note: Option<&'a str>,
}

/// Documents of which one stands for all: what a dialect needs of them is the same.
#[derive(PartialEq, Eq, Hash)]
struct Alike<'a> {
    provider: &'a str,
    payer: Municipality,
    kind: DocumentKind,
    has_person: bool,
    has_order: bool,
    /// A bit for each VAT category.
    categories: u32,
    /// The case, where its documents are checked one by one: a text has characters that XML lacks, or the case a #, which in a note can begin a code.
    odd: Option<&'a str>,
}

/// What documents that are alike lack, how many they are, and which is the first.
struct Class {
    lacks: Vec<Lack>,
    documents: u64,
    first: usize,
}

/// Returns everything that the dialect of each buyer needs and its documents lack, for all documents at once: what parties lack, then what documents do.
#[must_use]
pub fn lacking(of: &Lacks<'_>) -> Vec<AtIssue> {
    let from_issued = FromIssued::new(of.catalogue);
    let mut classes: HashMap<Alike<'_>, Class> = HashMap::new();
    for (place, document) in of.documents.iter().enumerate() {
        let Some((seller, buyer)) = of.parties_of(document) else { continue };
        let class = classes.entry(alike(document)).or_insert_with(|| {
            let invoice = from_issued.invoice(&as_issued(document, seller, buyer, of));
            Class { lacks: check(&tree(&invoice, buyer.format), buyer.format), documents: 0, first: place }
        });
        class.documents += 1;
    }
    let mut classes: Vec<Class> = classes.into_values().filter(|class| !class.lacks.is_empty()).collect();
    classes.sort_by_key(|class| class.first);
    let mut found: BTreeMap<(bool, Who, String, Lack), AtIssue> = BTreeMap::new();
    for class in classes {
        let document = &of.documents[class.first];
        let Some((seller, buyer)) = of.parties_of(document) else { continue };
        for lack in class.lacks {
            let is_of_party = matches!(lack.who, Who::Seller | Who::Buyer);
            let party = match lack.who {
                Who::Seller => seller.name.clone(),
                Who::Buyer => buyer.name.clone(),
                Who::Document | Who::Line(_) => format!("{} → {}", seller.name, buyer.name),
            };
            let of_all = found.entry((!is_of_party, lack.who.clone(), party.clone(), lack.clone())).or_insert_with(|| AtIssue {
                party,
                dialect: buyer.format,
                lack,
                documents: 0,
                first: (document.content.case_id.to_string(), document.content.month),
            });
            of_all.documents += class.documents;
        }
    }
    found.into_values().collect()
}

impl<'a> Lacks<'a> {
    /// Returns what is said of all that is lacking, a line each; nothing where nothing is.
    #[must_use]
    pub fn lines(&self, texts: &Texts) -> Vec<String> {
        let found = lacking(self);
        let head = (!found.is_empty()).then(|| texts.get("run-einvoice-lacking", &[]));
        head.into_iter().chain(found.iter().map(|of| format!("  {}", of.sentence(texts)))).collect()
    }

    fn parties_of(&self, document: &NewDocument) -> Option<(&'a Seller, &'a Buyer)> {
        Some((self.parties.sellers.get(&*document.content.provider)?, self.parties.buyers.get(&document.content.payer)?))
    }
}

fn alike(document: &NewDocument) -> Alike<'_> {
    let (content, references) = (&document.content, &document.references);
    let texts = [&references.buyer_reference, &references.order_reference, &references.accounting_cost, &references.commitment];
    let is_odd = texts.into_iter().flatten().any(|text| !is_xml(text)) || !is_xml(&content.case_id) || content.case_id.contains('#');
    Alike {
        provider: &content.provider,
        payer: content.payer,
        kind: document.kind,
        has_person: references.buyer_reference.is_some(),
        has_order: references.order_reference.is_some(),
        categories: content.lines.iter().fold(0, |bits, line| bits | 1 << line.vat.category.number()),
        odd: is_odd.then_some(&*content.case_id),
    }
}

/// A document as it will be issued, with the first number of the series in the place of its own, and its own date in that of the one it refers to.
fn as_issued(document: &NewDocument, seller: &Seller, buyer: &Buyer, of: &Lacks<'_>) -> Issued {
    Issued {
        number: seller.series.number(seller.first_number).into(),
        kind: document.kind,
        refers_to: document.refers_to.as_ref().map(|number| Referred { number: number.clone(), issued: of.date }),
        reasons: document.reasons.clone(),
        issued: of.date,
        due: (document.kind == DocumentKind::Invoice).then(|| due(of.date, seller.payment_days)),
        content: document.content.clone(),
        references: document.references.clone(),
        seller: IssuedSeller::from(seller),
        buyer: IssuedBuyer::from(buyer),
        note: of.note.map(Into::into),
        priced_with: PricedWith::default(),
    }
}
