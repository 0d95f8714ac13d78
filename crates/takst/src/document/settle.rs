//! What stands and what should be give documents to issue (D4, D5).

use crate::contract::code::Code;
use crate::contract::words::DocumentAction;
use crate::document::action::{Left, Settlement};
use crate::document::changes::{CaseOrder, Changes, Order};
use crate::document::content::{CaseFile, PricedCase, Should, Standing};
use crate::document::elsewhere::{Elsewhere, Fate};
use crate::document::line::Sums;
use crate::document::place::{Books, Change, Place};
use crate::document::services::Services;
use crate::model::calendar::Month;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What is done where something stands already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only what is missing is issued.
    Invoice,
    /// What differs is credited and issued anew.
    Correct,
    /// As `Correct`; cases that the file lacks are credited too.
    Complete,
}

/// Which months are settled (D4.1, D4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenMonths {
    /// First month of the books; earlier ones are closed.
    pub from: Month,
    /// Last month that is looked at.
    pub until: Month,
    /// First month whose contents are kept; earlier ones are expired.
    pub kept_from: Option<Month>,
}

/// Whether a month is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MonthState {
    Open,
    Closed,
    /// Expired, or after the last month: nothing is done or reported.
    Ignored,
}

impl OpenMonths {
    pub(crate) fn is_expired(&self, month: Month) -> bool {
        self.kept_from.is_some_and(|kept_from| month < kept_from)
    }

    pub(crate) fn state(&self, month: Month) -> MonthState {
        if month > self.until || self.is_expired(month) {
            MonthState::Ignored
        } else if month < self.from {
            MonthState::Closed
        } else {
            MonthState::Open
        }
    }
}

/// What stands and what should be give documents to issue, without numbers (D5).
///
/// `standing` are all invoices that no credit note took back, of whatever case; `file` is the case file as priced today. Who has too many documents for
/// the memory passes them case by case to a [`Settler`].
#[must_use]
pub fn settle<S: Services>(standing: Vec<Standing>, file: CaseFile, mode: Mode, months: OpenMonths, books: &Books<'_, S>) -> Settlement {
    let mut of_case: HashMap<Arc<str>, Vec<Standing>> = HashMap::new();
    for standing in standing {
        of_case.entry(standing.content.case_id.clone()).or_default().push(standing);
    }
    let mut settler = Settler::new(mode, months, books);
    for case in file.cases {
        let standing = of_case.remove(&case.case_id).unwrap_or_default();
        settler.case(case, standing);
    }
    of_case.into_values().for_each(|standing| settler.absent(standing));
    settler.finish(&file.providers, &file.unreadable)
}

/// Settles case by case. It keeps what is to be done or reported, and the days that each document bills: what stands and is left alone is forgotten.
pub struct Settler<'a, S> {
    mode: Mode,
    months: OpenMonths,
    books: &'a Books<'a, S>,
    /// Cases of the file so far.
    cases: u32,
    changes: Changes,
    differs: Vec<(Order, Left)>,
    closed: Vec<(Order, Left)>,
    refused: Vec<Left>,
    absent: Vec<Vec<Standing>>,
    elsewhere: Elsewhere,
}

impl<'a, S: Services> Settler<'a, S> {
    /// Returns a settler that knows no case yet.
    #[must_use]
    pub fn new(mode: Mode, months: OpenMonths, books: &'a Books<'a, S>) -> Settler<'a, S> {
        Settler {
            mode,
            months,
            books,
            cases: 0,
            changes: Changes::default(),
            differs: Vec::new(),
            closed: Vec::new(),
            refused: Vec::new(),
            absent: Vec::new(),
            elsewhere: Elsewhere::default(),
        }
    }

    /// Settles the next case of the file. `standing` is all that stands of it.
    pub fn case(&mut self, case: PricedCase, standing: Vec<Standing>) {
        let number = self.cases;
        self.cases += 1;
        let citizen = if case.citizen_id.is_empty() { &case.case_id } else { &case.citizen_id };
        let of = (self.elsewhere.citizen(citizen), number);
        match case.result {
            Ok(should) => {
                for ((provider, month), place) in places(should, standing) {
                    self.place(of, (provider, CaseOrder::InFile(number), month), place);
                }
            }
            Err(mut why) => {
                standing.iter().for_each(|standing| self.stays(of, standing));
                why.sort_unstable_by_key(|code| code.as_str());
                why.dedup();
                self.refused.push(refused(Some(case.case_id), why));
            }
        }
    }

    /// Takes a case that the file lacks. `standing` is all that stands of it.
    pub fn absent(&mut self, standing: Vec<Standing>) {
        self.absent.push(standing);
    }

    fn stays(&mut self, of: (u32, u32), standing: &Standing) {
        self.elsewhere.standing(of, standing, Fate::Stays, self.books.services);
    }

    /// The citizen stored with a document of a case that the file lacks; one that stores none has that of its case (D4.3).
    fn stored(&mut self, (citizen, case): (u32, u32), standing: &Standing) -> (u32, u32) {
        let id = &standing.content.citizen_id;
        (if id.is_empty() { citizen } else { self.elsewhere.citizen(id) }, case)
    }

    /// One place of a case that was priced.
    fn place(&mut self, of: (u32, u32), order: Order, place: Place) {
        let state = self.months.state(order.2);
        let change = if state == MonthState::Ignored { None } else { place.change() };
        let Some(change) = change else {
            return place.standing.iter().for_each(|standing| self.stays(of, standing));
        };
        let is_differing = self.mode == Mode::Invoice && !place.standing.is_empty();
        if state == MonthState::Closed || is_differing {
            place.standing.iter().for_each(|standing| self.stays(of, standing));
            let (list, action) = match state {
                MonthState::Open | MonthState::Ignored => (&mut self.differs, DocumentAction::Differs),
                MonthState::Closed => (&mut self.closed, DocumentAction::Closed),
            };
            return list.push((order, place.left(action, self.books.services)));
        }
        self.change(of, order.1, place, change);
    }

    /// A place in which something is done, unless it is held.
    fn change(&mut self, of: (u32, u32), case: CaseOrder, mut place: Place, change: Change) {
        let number = self.changes.len() as u32;
        for (at, standing) in place.standing.iter().enumerate() {
            let of = if matches!(case, CaseOrder::Absent(_)) { self.stored(of, standing) } else { of };
            let fate = if change.credited.contains(&at) { Fate::Credited(number) } else { Fate::Stays };
            self.elsewhere.standing(of, standing, fate, self.books.services);
        }
        for at in &change.issued {
            // Nothing else asks for them.
            self.elsewhere.issued(of, &std::mem::take(&mut place.should[*at].days), number);
        }
        let codes = place.holds(&change, self.books);
        self.changes.add(case, codes, |documents| place.documents(change, self.books.parties, self.books.services, documents));
    }

    /// Returns what comes of all cases. `providers` are those that occur in the file, `unreadable` the codes of each record that belongs to no case.
    #[must_use]
    pub fn finish(mut self, providers: &BTreeSet<Arc<str>>, unreadable: &[Vec<Code>]) -> Settlement {
        let mut absent = self.settle_absent(providers);
        if !unreadable.is_empty() {
            self.changes.hold_absent(Code::FileUnreadable);
        }
        let mut held = self.changes.held();
        for change in self.elsewhere.hold(&mut held) {
            self.changes.hold(change, Code::InvoiceBilledElsewhere);
        }
        let mut settlement = self.changes.settled();
        let in_order = |mut list: Vec<(Order, Left)>| {
            list.sort_by(|(a, _), (b, _)| a.cmp(b));
            list.into_iter().map(|(_, left)| left)
        };
        settlement.left.extend(in_order(self.differs));
        settlement.left.extend(self.refused);
        settlement.left.extend(unreadable.iter().map(|codes| refused(None, codes.clone())));
        absent.sort_by_key(|(since, _)| *since);
        settlement.left.extend(absent.into_iter().map(|(_, left)| left));
        settlement.left.extend(in_order(self.closed));
        settlement
    }

    /// Cases that the file lacks: credited where the options say so, else reported.
    fn settle_absent(&mut self, providers: &BTreeSet<Arc<str>>) -> Vec<(u64, Left)> {
        let mut told = Vec::new();
        for (standing, number) in std::mem::take(&mut self.absent).into_iter().zip(self.cases..) {
            let Some(first) = standing.iter().min_by_key(|standing| standing.case_since) else { continue };
            let (case_id, since) = (first.content.case_id.clone(), first.case_since);
            let named = standing.iter().map(|standing| &standing.content.citizen_id).find(|citizen| !citizen.is_empty());
            let of = (self.elsewhere.citizen(&named.unwrap_or(&case_id).clone()), number);
            let mut left: Option<Sums> = None;
            for ((provider, month), place) in places(Vec::new(), standing) {
                let is_open = self.months.state(month) == MonthState::Open;
                if is_open && self.mode == Mode::Complete && providers.contains(&provider) {
                    let change = Change { credited: (0..place.standing.len()).collect(), issued: Vec::new() };
                    self.change(of, CaseOrder::Absent(since), place, change);
                    continue;
                }
                for standing in &place.standing {
                    let of = self.stored(of, standing);
                    self.stays(of, standing);
                }
                if is_open {
                    left = Some(left.unwrap_or_default() - place.sums());
                }
            }
            let absent = |sums| Left { sums: Some(sums), action: DocumentAction::Absent, ..refused(Some(case_id), Vec::new()) };
            told.extend(left.map(|sums| (since, absent(sums))));
        }
        told
    }
}

/// All that stands and all that should be of one case, by place; in a place by payer.
fn places(should: Vec<Should>, standing: Vec<Standing>) -> BTreeMap<(Arc<str>, Month), Place> {
    let mut places: BTreeMap<(Arc<str>, Month), Place> = BTreeMap::new();
    let blank = || Place { standing: Vec::new(), should: Vec::new() };
    for should in should {
        let key = (should.content.provider.clone(), should.content.month);
        // Nearly every place has one document; a million of them should not have room for four.
        let place = places.entry(key).or_insert_with(blank);
        place.should.reserve_exact(1);
        place.should.push(should);
    }
    for standing in standing {
        let key = (standing.content.provider.clone(), standing.content.month);
        let place = places.entry(key).or_insert_with(blank);
        place.standing.reserve_exact(1);
        place.standing.push(standing);
    }
    for place in places.values_mut() {
        place.should.sort_by_key(|should| should.content.payer);
        place.standing.sort_by_key(|standing| standing.content.payer);
    }
    places
}

fn refused(case_id: Option<Arc<str>>, why: Vec<Code>) -> Left {
    Left { action: DocumentAction::Refused, case_id, provider: None, month: None, payers: Vec::new(), sums: None, reasons: Vec::new(), why }
}
