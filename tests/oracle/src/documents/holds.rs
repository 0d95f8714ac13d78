//! Holds (D6): what keeps a place as it is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::documents::settle::Change;
use crate::documents::{Books, Buyer, Line, Parties, References, Standing};

/// D8.5: references with what defaults to the buyer's.
pub fn with_defaults(mut references: References, buyer: &Buyer) -> References {
    if let Some(reference) = &buyer.reference {
        references.entry("buyer_reference").or_insert_with(|| reference.clone());
    }
    references.entry("buyer_gln").or_insert_with(|| buyer.gln.clone());
    references
}

/// D8.2 and D6.5: whether a text reads as a number of a series, from its first number on.
fn reads_as(number: &str, series: &str, first_number: u64) -> bool {
    let Some(digits) = number.strip_prefix(series) else {
        return false;
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    // A number of more than 19 digits is above every first number.
    digits.parse::<u64>().map_or(true, |n| n >= first_number)
}

/// D6.1 to D6.6 and D6.8: what holds a change, without what other cases bill.
pub fn own_holds(change: &Change, is_unreadable: bool, books: &Books) -> BTreeSet<&'static str> {
    let Parties { sellers, buyers } = books.parties;
    let mut why = BTreeSet::new();
    // D6.1
    why.extend(change.issue.iter().filter_map(|should| should.hold));
    // D6.2
    let payers = change.credit.iter().map(|standing| &standing.key.payer).chain(change.issue.iter().map(|should| &should.key.payer));
    if payers.into_iter().any(|payer| !buyers.contains_key(payer)) || !sellers.contains_key(&change.provider) {
        why.insert("party.missing");
    }
    for should in &change.issue {
        let Some(buyer) = buyers.get(&should.key.payer) else {
            continue;
        };
        let references = with_defaults(should.references.clone(), buyer);
        if buyer.demands.iter().any(|demand| !references.contains_key(demand)) {
            why.insert("party.missing");
        }
    }
    // D6.3
    if change.issue.iter().any(|should| !should.conflicts.is_empty()) {
        why.insert("reference.conflict");
    }
    if let Some(seller) = sellers.get(&change.provider) {
        // D6.4
        if change.standing.iter().any(|standing| standing.seller.as_ref().is_some_and(|cvr| *cvr != seller.cvr)) {
            why.insert("seller.changed");
        }
        // D6.5
        if books.imported.iter().any(|number| reads_as(number, &seller.series, seller.first_number)) {
            why.insert("series.taken");
        }
        // D6.6
        let has_vat = change.issue.iter().any(|should| should.lines.iter().any(|line| line.vat_category == "S"));
        if has_vat && !seller.is_vat_registered {
            why.insert("seller.not-registered");
        }
    }
    // D6.8
    if change.is_absent && is_unreadable {
        why.insert("file.unreadable");
    }
    why
}

/// Days that a document bills: citizen, case, family, first and last day.
struct Billed<'a> {
    citizen: &'a str,
    case: &'a str,
    family: &'a str,
    first: NaiveDate,
    last: NaiveDate,
}

impl Billed<'_> {
    /// D6.7: whether two documents of two cases bill the same citizen and family a day.
    fn meets(&self, other: &Billed) -> bool {
        self.citizen == other.citizen
            && self.case != other.case
            && self.family == other.family
            && self.first <= other.last
            && other.first <= self.last
    }
}

/// D4.3: the citizen of a document that stands. An import knows none: its case's other documents may.
fn citizen_of<'a>(of: &'a Standing, standing: &'a [Standing], citizens: &'a BTreeMap<String, String>) -> &'a str {
    if let Some(citizen) = citizens.get(&of.key.case) {
        return citizen;
    }
    let stored = standing.iter().find(|standing| standing.key.case == of.key.case && !standing.citizen.is_empty());
    let own = Some(of).filter(|of| !of.citizen.is_empty());
    own.or(stored).map_or(&of.key.case, |standing| &standing.citizen)
}

fn days_of_standing<'a>(of: &'a Standing, citizen: &'a str, books: &Books<'a>) -> Vec<Billed<'a>> {
    let lines = of.lines.iter().filter(|line| line.is_by_days());
    let billed =
        |line: &'a Line| Billed { citizen, case: &of.key.case, family: books.catalogue.family(&line.service), first: line.first, last: line.last };
    lines.map(billed).collect()
}

/// The days that a change would bill; those of released courses only `with_released`.
fn days_of_change(change: &Change, with_released: bool) -> Vec<Billed<'_>> {
    let mut days = Vec::new();
    for should in &change.issue {
        let released = should.released.iter().filter(|_| with_released);
        days.extend(should.days.iter().chain(released).map(|(family, first, last)| Billed {
            citizen: &should.citizen,
            case: &should.key.case,
            family,
            first: *first,
            last: *last,
        }));
    }
    days
}

const ELSEWHERE: &str = "invoice.billed-elsewhere";

/// D6.7: adds what other cases bill to what holds the changes.
pub fn hold_billed_elsewhere(changes: &mut [Change], standing: &[Standing], citizens: &BTreeMap<String, String>, books: &Books) {
    loop {
        hold_by_standing(changes, standing, citizens, books);
        let (certain, open) = certain_and_open(changes);
        // What is certain stands when the command has ended.
        let met: Vec<usize> = open.iter().copied().filter(|at| meets_any(changes, *at, &certain)).collect();
        if met.is_empty() {
            // Those that are left hold each other.
            for at in open {
                changes[at].why.insert(ELSEWHERE);
            }
            break;
        }
        for at in met {
            changes[at].why.insert(ELSEWHERE);
        }
    }
    hold_by_standing(changes, standing, citizens, books);
    // What is issued stands when the command has ended: it holds what is held for something else too.
    let issued: Vec<Billed> = changes.iter().filter(|change| change.why.is_empty()).flat_map(|change| days_of_change(change, true)).collect();
    let is_met = |change: &Change| days_of_change(change, false).iter().any(|days| issued.iter().any(|other| days.meets(other)));
    let met: Vec<usize> = (0..changes.len()).filter(|at| !changes[*at].why.is_empty() && is_met(&changes[*at])).collect();
    for at in met {
        changes[at].why.insert(ELSEWHERE);
    }
}

/// The changes that nothing holds: those whose days no other of them bills, and those that share days with another.
fn certain_and_open(changes: &[Change]) -> (Vec<usize>, Vec<usize>) {
    let free: Vec<usize> = (0..changes.len()).filter(|at| changes[*at].why.is_empty()).collect();
    free.iter().partition(|at| !meets_any(changes, **at, &free))
}

/// Whether a change bills days that another of these bills too, without a release.
fn meets_any(changes: &[Change], at: usize, others: &[usize]) -> bool {
    let mine = days_of_change(&changes[at], false);
    let others = others.iter().filter(|other| **other != at).flat_map(|other| days_of_change(&changes[*other], true));
    others.into_iter().any(|other| mine.iter().any(|days| days.meets(&other)))
}

/// What stands and is not credited holds; what is held stays, and may hold more.
fn hold_by_standing(changes: &mut [Change], standing: &[Standing], citizens: &BTreeMap<String, String>, books: &Books) {
    loop {
        let credited: BTreeSet<&str> = changes
            .iter()
            .filter(|change| change.why.is_empty())
            .flat_map(|change| &change.credit)
            .map(|standing| standing.number.as_str())
            .collect();
        let stays = standing.iter().filter(|standing| !credited.contains(standing.number.as_str()));
        let billed: Vec<Billed> = stays.flat_map(|of| days_of_standing(of, citizen_of(of, standing, citizens), books)).collect();
        let is_met = |change: &Change| days_of_change(change, false).iter().any(|days| billed.iter().any(|other| days.meets(other)));
        let met: Vec<usize> = (0..changes.len()).filter(|at| !changes[*at].why.contains(ELSEWHERE)).filter(|at| is_met(&changes[*at])).collect();
        if met.is_empty() {
            return;
        }
        for at in met {
            changes[at].why.insert(ELSEWHERE);
        }
    }
}
