//! What a line of a paper is about: seller, case, service (D12.1 to D12.4).

use crate::compile::book::Book;
use crate::document::control::ours::{OurCase, OurCases};
use crate::document::party::{Cvr, Gln, Parties};
use crate::model::calendar::Period;
use crate::model::municipality::folded;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What sellers call their services: provider → text → id of the service. Texts are compared in any case, runs of spaces as one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServiceTexts(BTreeMap<Box<str>, BTreeMap<String, Box<str>>>);

impl ServiceTexts {
    /// Adds a text of a seller.
    pub fn add(&mut self, provider: &str, text: &str, service: &str) {
        self.0.entry(provider.into()).or_default().insert(folded(text), service.into());
    }
}

/// Whether a reference names a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseFound {
    /// It names one, by its place.
    One(usize),
    /// It names none.
    None,
    /// It names several.
    Several,
}

/// References of cases: case ids, row ids, order references.
#[derive(Debug, Clone, Default)]
pub struct CaseReferences {
    /// In the order in which they are asked; of each reference the cases.
    kinds: [HashMap<Box<str>, BTreeSet<usize>>; 3],
    /// References that a token cannot be, because they have a separator in them.
    long: Vec<(usize, Box<str>)>,
}

impl CaseReferences {
    /// Returns the references of our cases.
    #[must_use]
    pub fn of(cases: &OurCases) -> CaseReferences {
        let mut references = CaseReferences::default();
        for (place, OurCase { case_id, rows, .. }) in cases.cases.iter().enumerate() {
            references.add(0, case_id, place);
            rows.row_ids.iter().for_each(|id| references.add(1, id, place));
            rows.order_references.iter().for_each(|id| references.add(2, id, place));
        }
        references
    }

    fn add(&mut self, kind: usize, reference: &str, case: usize) {
        if reference.contains(is_separator) {
            self.long.push((kind, reference.into()));
        }
        self.kinds[kind].entry(reference.into()).or_default().insert(case);
    }

    /// Returns the case that texts name. The first text with a reference decides; in it a case id goes before a row id, that before an order
    /// reference. Of several cases only those that `fits` count, where there are any.
    #[must_use]
    pub fn find<'t>(&self, texts: impl IntoIterator<Item = &'t str>, fits: impl Fn(usize) -> bool) -> CaseFound {
        for text in texts {
            let tokens = || std::iter::once(text.trim()).chain(text.split(is_separator)).filter(|token| !token.is_empty());
            for (kind, cases) in self.kinds.iter().enumerate() {
                let mut found: BTreeSet<usize> = tokens().filter_map(|token| cases.get(token)).flatten().copied().collect();
                let long = self.long.iter().filter(|(of, reference)| *of == kind && has_token(text, reference));
                found.extend(long.filter_map(|(_, reference)| cases.get(reference)).flatten());
                if found.len() > 1 && found.iter().any(|case| fits(*case)) {
                    found.retain(|case| fits(*case));
                }
                match (found.first(), found.len()) {
                    (Some(case), 1) => return CaseFound::One(*case),
                    (None, _) => {}
                    (Some(_), _) => return CaseFound::Several,
                }
            }
        }
        CaseFound::None
    }
}

/// What stands between tokens. Other signs belong to references: `M-2023/014`.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '"' | '\'')
}

/// Whether a text has a reference in it with separators, or nothing, on both sides.
fn has_token(text: &str, reference: &str) -> bool {
    text.match_indices(reference).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + reference.len()..].chars().next();
        before.is_none_or(is_separator) && after.is_none_or(is_separator)
    })
}

/// Returns the providers that a seller is: by id, CVR number or GLN; several can share a CVR number.
#[must_use]
pub fn sellers(parties: &Parties, text: &str) -> Vec<Arc<str>> {
    let text = text.trim();
    if let Some(seller) = parties.sellers.get(text) {
        return vec![(&*seller.provider).into()];
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = plain.strip_prefix("DK").unwrap_or(&plain);
    let (cvr, gln) = (Cvr::parse(digits), Gln::parse(digits));
    let is_of = |seller: &&crate::document::party::Seller| (cvr.is_some() && cvr == Some(seller.cvr)) || (gln.is_some() && gln == seller.gln);
    parties.sellers.values().filter(is_of).map(|seller| (&*seller.provider).into()).collect()
}

/// A service that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServiceFound {
    pub provider: Arc<str>,
    pub service: Arc<str>,
    /// Whether it is only the one service that the case has.
    pub is_inferred: bool,
}

/// Finds services by what papers call them.
pub(crate) struct ServiceNames<'a> {
    book: &'a Book,
    texts: &'a ServiceTexts,
    /// Services by provider and name, Danish or English; `None`: several have the name.
    names: HashMap<(&'a str, String), Option<&'a str>>,
}

impl<'a> ServiceNames<'a> {
    pub fn new(book: &'a Book, texts: &'a ServiceTexts) -> ServiceNames<'a> {
        let mut names: HashMap<(&str, String), Option<&str>> = HashMap::new();
        for (provider, service) in book.catalogue().services() {
            let of_service: BTreeSet<String> = [&service.name.da, &service.name.en].into_iter().map(|name| folded(name)).collect();
            for name in of_service.into_iter().filter(|name| !name.is_empty()) {
                names.entry((&provider.id, name)).and_modify(|other| *other = None).or_insert(Some(&service.id));
            }
        }
        ServiceNames { book, texts, names }
    }

    /// The service of a text: its id, its name, what the seller calls it; else the only one that the sellers have in the case on those days (D12.3).
    pub fn find(&self, text: Option<&str>, sellers: &[Arc<str>], case: &OurCase, period: Option<Period>) -> Option<ServiceFound> {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        self.named(text, sellers).or_else(|| only(sellers, case, period))
    }

    fn named(&self, text: Option<&str>, sellers: &[Arc<str>]) -> Option<ServiceFound> {
        let text = text?;
        let found = |provider: &Arc<str>, service: &str| ServiceFound { provider: provider.clone(), service: service.into(), is_inferred: false };
        if let Some((provider, service)) = self.book.service(text) {
            let seller = sellers.iter().find(|seller| ***seller == *provider.id);
            if let Some(seller) = seller {
                return Some(found(seller, &service.id));
            }
        }
        let name = folded(text);
        let named = |seller: &&Arc<str>| self.names.get(&(&***seller, name.clone())).copied().flatten();
        let called = |seller: &&Arc<str>| self.texts.0.get(&***seller).and_then(|texts| texts.get(&name)).map(|service| &**service);
        one(sellers.iter().filter_map(|seller| named(&seller).map(|service| found(seller, service))))
            .or_else(|| one(sellers.iter().filter_map(|seller| called(&seller).map(|service| found(seller, service)))))
    }
}

/// The only service of the sellers in the case on those days.
fn only(sellers: &[Arc<str>], case: &OurCase, period: Option<Period>) -> Option<ServiceFound> {
    let period = period?;
    let rows = case.rows.services.iter().filter(|row| sellers.contains(&row.provider) && row.period.intersect(period).is_some());
    let services: BTreeSet<(&Arc<str>, &Arc<str>)> = rows.map(|row| (&row.provider, &row.service)).collect();
    one(services.into_iter()).map(|(provider, service)| ServiceFound { provider: provider.clone(), service: service.clone(), is_inferred: true })
}

fn one<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    of.next().filter(|_| of.next().is_none())
}
