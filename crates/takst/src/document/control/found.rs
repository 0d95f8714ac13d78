//! What a line of a paper is about: seller, case, service (D12.1 to D12.4).

use crate::compile::book::Book;
use crate::document::control::ours::{OurCase, OurCases};
use crate::document::control::received::PaperLine;
use crate::document::party::{Buyer, Cvr, Gln, Parties, Seller};
use crate::model::calendar::Period;
use crate::model::municipality::{Municipality, folded};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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
    /// The shapes of the references of each kind.
    shapes: [HashSet<String>; 3],
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
        self.shapes[kind].extend(shape(reference));
        self.kinds[kind].entry(reference.into()).or_default().insert(case);
    }

    /// Returns the case that texts name. The first text with a reference decides; in it a case id goes before a row id, that before an order
    /// reference. Of several cases only those that `fits` count, where there are any.
    #[must_use]
    pub fn find<'t>(&self, texts: impl IntoIterator<Item = &'t str>, fits: impl Fn(usize) -> bool) -> CaseFound {
        self.decide(texts, fits).map_or(CaseFound::None, |(_, found)| found)
    }

    /// Returns the text that decides, and what it names; `None`: no text has a reference.
    pub(crate) fn decide<'t>(&self, texts: impl IntoIterator<Item = &'t str>, fits: impl Fn(usize) -> bool) -> Option<(&'t str, CaseFound)> {
        for text in texts {
            for (kind, cases) in self.kinds.iter().enumerate() {
                let mut found: BTreeSet<usize> = tokens(text).filter_map(|token| cases.get(token)).flatten().copied().collect();
                let long = self.long.iter().filter(|(of, reference)| *of == kind && has_token(text, reference));
                found.extend(long.filter_map(|(_, reference)| cases.get(reference)).flatten());
                if found.iter().any(|case| fits(*case)) {
                    found.retain(|case| fits(*case));
                }
                match (found.first(), found.len()) {
                    (Some(case), 1) => return Some((text, CaseFound::One(*case))),
                    (None, _) => {}
                    (Some(_), _) => return Some((text, CaseFound::Several)),
                }
            }
        }
        None
    }

    /// Returns the text of a line that looks most like a case, where none of them names one: the first with a token in the shape of a case id, else of a row
    /// id, else of an order reference; else the first. What names a person of the buyer comes behind all else.
    pub(crate) fn most_like<'l>(&self, line: &'l PaperLine) -> Option<&'l str> {
        let is_person = |text: &&str| line.person_references.iter().any(|person| **person == **text);
        let all = || line.references.iter().map(|text| &**text);
        let ordered = || all().filter(|text| !is_person(text)).chain(all().filter(is_person));
        let alike = |shapes: &HashSet<String>| ordered().find(|text| tokens(text).filter_map(shape).any(|shape| shapes.contains(&shape)));
        self.shapes.iter().find_map(alike).or_else(|| ordered().next())
    }
}

/// What of a text can be a reference: all of it, and what stands between separators.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    std::iter::once(text.trim()).chain(text.split(is_separator)).filter(|token| !token.is_empty())
}

/// The shape of a reference: each run of digits as one, the rest in small letters; `S-17` is like `s-4`. Digits alone are like as many others. A text
/// without digits has none: it may be any word.
fn shape(reference: &str) -> Option<String> {
    let plain = reference.trim_matches(|c: char| !c.is_alphanumeric());
    if plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return (!plain.is_empty()).then(|| "9".repeat(plain.len()));
    }
    let mut shape = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '0'..='9' if shape.ends_with('9') => {}
            '0'..='9' => shape.push('9'),
            c => shape.extend(c.to_lowercase()),
        }
    }
    shape.contains('9').then_some(shape)
}

/// Places of cases by citizen.
pub(crate) struct CitizenCases(HashMap<Box<str>, Vec<usize>>);

impl CitizenCases {
    pub fn of(cases: &OurCases) -> CitizenCases {
        let mut of_citizen: HashMap<Box<str>, Vec<usize>> = HashMap::new();
        for (place, case) in cases.cases.iter().enumerate() {
            of_citizen.entry(case.rows.citizen_id.clone()).or_default().push(place);
        }
        CitizenCases(of_citizen)
    }

    /// Returns the case of a citizen whom the line names. Only cases count in which the sellers have a row on the line's days.
    pub fn find(&self, line: &PaperLine, cases: &OurCases, sellers: &[Arc<str>]) -> CaseFound {
        let on_days = |place: &usize| {
            let mut rows = cases.cases[*place].rows.services.iter().filter(|row| sellers.contains(&row.provider));
            rows.any(|row| line.period.is_none_or(|period| row.period.intersect(period).is_some()))
        };
        let found: BTreeSet<usize> = line.citizens.iter().filter_map(|citizen| self.0.get(citizen)).flatten().copied().filter(on_days).collect();
        match (found.first(), found.len()) {
            (None, _) => CaseFound::None,
            (Some(case), 1) => CaseFound::One(*case),
            (Some(_), _) => CaseFound::Several,
        }
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

/// Returns the first of several texts that names a seller of the parties file; where none does, the first text.
#[must_use]
pub fn seller_text<'t>(parties: &Parties, texts: &[&'t str]) -> Option<&'t str> {
    texts.iter().find(|text| !sellers(parties, text).is_empty()).or(texts.first()).copied()
}

/// Returns who pays, by the GLN or CVR number of the buyer, where the parties file has one such buyer.
#[must_use]
pub fn payer(parties: &Parties, texts: &[&str]) -> Option<Municipality> {
    texts.iter().find_map(|text| {
        let digits = digits(text);
        let (cvr, gln) = (Cvr::parse(&digits), Gln::parse(&digits));
        let is_of = |buyer: &&Buyer| (cvr.is_some() && cvr == Some(buyer.cvr)) || (gln.is_some() && gln == Some(buyer.gln));
        one(parties.buyers.values().filter(is_of)).map(|buyer| buyer.payer)
    })
}

/// A number without spaces, and without the country before a CVR number.
fn digits(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    plain.strip_prefix("DK").unwrap_or(&plain).to_owned()
}

/// Returns the providers that a seller is: by id, CVR number or GLN; several can share a CVR number.
#[must_use]
pub fn sellers(parties: &Parties, text: &str) -> Vec<Arc<str>> {
    let text = text.trim();
    if let Some(seller) = parties.sellers.get(text) {
        return vec![(&*seller.provider).into()];
    }
    let digits = digits(text);
    let (cvr, gln) = (Cvr::parse(&digits), Gln::parse(&digits));
    let is_of = |seller: &&Seller| (cvr.is_some() && cvr == Some(seller.cvr)) || (gln.is_some() && gln == seller.gln);
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

    /// The service of a line: by an id or a name on it, the surest text first; else by what the seller calls it; else the only one that the sellers have
    /// in the case on those days (D12.3).
    pub fn find(&self, line: &PaperLine, sellers: &[Arc<str>], case: &OurCase) -> Option<ServiceFound> {
        let texts: Vec<&str> = line.service.iter().chain(&line.service_names).map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let named = texts.iter().find_map(|text| self.named(text, sellers));
        named.or_else(|| texts.iter().find_map(|text| self.called(text, sellers))).or_else(|| only(sellers, case, line.period))
    }

    fn named(&self, text: &str, sellers: &[Arc<str>]) -> Option<ServiceFound> {
        if let Some((provider, service)) = self.book.service(text) {
            let seller = sellers.iter().find(|seller| ***seller == *provider.id);
            if let Some(seller) = seller {
                return Some(ServiceFound::of(seller, &service.id));
            }
        }
        let name = folded(text);
        let named = |seller: &&Arc<str>| self.names.get(&(&***seller, name.clone())).copied().flatten();
        one(sellers.iter().filter_map(|seller| named(&seller).map(|service| ServiceFound::of(seller, service))))
    }

    fn called(&self, text: &str, sellers: &[Arc<str>]) -> Option<ServiceFound> {
        let name = folded(text);
        let called = |seller: &&Arc<str>| self.texts.0.get(&***seller).and_then(|texts| texts.get(&name)).map(|service| &**service);
        one(sellers.iter().filter_map(|seller| called(&seller).map(|service| ServiceFound::of(seller, service))))
    }
}

impl ServiceFound {
    fn of(provider: &Arc<str>, service: &str) -> ServiceFound {
        ServiceFound { provider: provider.clone(), service: service.into(), is_inferred: false }
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
