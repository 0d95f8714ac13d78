//! Days that two cases of a citizen bill (D6.7).

use crate::document::content::{FamilyDays, Standing};
use crate::document::line::DocumentLine;
use crate::document::services::Services;
use crate::model::calendar::Period;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What becomes of the document in which days are billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stands and is left alone.
    Stays,
    /// It stands and is credited, unless this change is held.
    Credited(u32),
    /// This change issues it, unless it is held. Released days are billed though others bill them too.
    Issued { change: u32, is_released: bool },
}

/// Days billed in a document.
#[derive(Debug, Clone, Copy)]
struct Billed {
    citizen: u32,
    family: u32,
    period: Period,
    case: u32,
    fate: Fate,
}

/// All days of all documents, those that stand and those to be issued.
#[derive(Debug, Default)]
pub(crate) struct Elsewhere {
    citizens: HashMap<Arc<str>, u32>,
    families: HashMap<Box<str>, u32>,
    billed: Vec<Billed>,
}

impl Elsewhere {
    /// The number of a citizen.
    pub fn citizen(&mut self, id: &Arc<str>) -> u32 {
        if let Some(number) = self.citizens.get(id) {
            return *number;
        }
        let number = self.citizens.len() as u32;
        self.citizens.insert(id.clone(), number);
        number
    }

    fn family(&mut self, id: &str) -> u32 {
        if let Some(number) = self.families.get(id) {
            return *number;
        }
        let number = self.families.len() as u32;
        self.families.insert(id.into(), number);
        number
    }

    /// The days of an invoice that stands.
    pub fn standing(&mut self, (citizen, case): (u32, u32), standing: &Standing, fate: Fate, services: &impl Services) {
        for line in standing.content.lines.iter().filter(|line| line.is_by_days()) {
            let family = self.family(services.family(&line.service));
            self.billed.push(Billed { citizen, family, period: DocumentLine::period(line), case, fate });
        }
    }

    /// The days of an invoice to be issued.
    pub fn issued(&mut self, (citizen, case): (u32, u32), days: &[FamilyDays], change: u32) {
        for FamilyDays { family, period, is_released } in days {
            let fate = Fate::Issued { change, is_released: *is_released };
            let family = self.family(family);
            self.billed.push(Billed { citizen, family, period: *period, case, fate });
        }
    }

    /// Adds to the changes that are held those that bill what another case bills; returns all that do.
    pub fn hold(mut self, held: &mut [bool]) -> BTreeSet<usize> {
        let clashes = self.clashes();
        let mut elsewhere = BTreeSet::new();
        loop {
            hold_by_standing(&clashes, held, &mut elsewhere);
            let met = beside_certain(&clashes, held);
            if met.is_empty() {
                break;
            }
            for change in met {
                held[change] = true;
                elsewhere.insert(change);
            }
        }
        let is_mutual = |(change, clash): &(&usize, &Clash)| !held[**change] && clash.issued.iter().any(|other| !held[*other]);
        let mutual: Vec<usize> = clashes.iter().filter(is_mutual).map(|(change, _)| *change).collect();
        for change in mutual {
            held[change] = true;
            elsewhere.insert(change);
        }
        hold_by_standing(&clashes, held, &mut elsewhere);
        // Of those held for something else: what is issued after all says so too.
        let beside_issued = |(change, clash): &(&usize, &Clash)| held[**change] && clash.issued.iter().any(|other| !held[*other]);
        elsewhere.extend(clashes.iter().filter(beside_issued).map(|(change, _)| *change));
        elsewhere
    }

    /// What each change would bill beside other cases, where it would.
    fn clashes(&mut self) -> BTreeMap<usize, Clash> {
        let mut clashes = BTreeMap::new();
        self.billed.sort_unstable_by_key(|billed| (billed.citizen, billed.family, billed.period));
        for same in self.billed.chunk_by(|a, b| (a.citizen, a.family) == (b.citizen, b.family)) {
            if same.iter().all(|billed| billed.case == same[0].case) {
                continue;
            }
            for (place, one) in same.iter().enumerate() {
                let later = same[place + 1..].iter().take_while(|other| other.period.first() <= one.period.last());
                for other in later.filter(|other| other.case != one.case) {
                    clash(&mut clashes, one.fate, other.fate);
                    clash(&mut clashes, other.fate, one.fate);
                }
            }
        }
        clashes
    }
}

/// Holds what bills days that stand and are not credited, until nothing more comes of it: what is held credits nothing.
fn hold_by_standing(clashes: &BTreeMap<usize, Clash>, held: &mut [bool], elsewhere: &mut BTreeSet<usize>) {
    loop {
        let before = elsewhere.len();
        for (change, clash) in clashes {
            if !elsewhere.contains(change) && (clash.stays || clash.credited.iter().any(|other| held[*other])) {
                held[*change] = true;
                elsewhere.insert(*change);
            }
        }
        if elsewhere.len() == before {
            return;
        }
    }
}

/// What bills days of an invoice that nothing holds any more: that one is issued, and stands when all is done.
fn beside_certain(clashes: &BTreeMap<usize, Clash>, held: &[bool]) -> Vec<usize> {
    let is_certain = |change: &usize| !held[*change] && clashes.get(change).is_none_or(|clash| clash.issued.iter().all(|other| held[*other]));
    let is_met = |(change, clash): &(&usize, &Clash)| !held[**change] && clash.issued.iter().any(is_certain);
    clashes.iter().filter(is_met).map(|(change, _)| *change).collect()
}

/// What a change would bill beside other cases.
#[derive(Debug, Clone, Default)]
struct Clash {
    /// In a document that stays.
    stays: bool,
    /// In documents that other changes credit.
    credited: Vec<usize>,
    /// In documents that other changes issue.
    issued: Vec<usize>,
}

fn clash(clashes: &mut BTreeMap<usize, Clash>, one: Fate, other: Fate) {
    let Fate::Issued { change, is_released: false } = one else { return };
    let clash = clashes.entry(change as usize).or_default();
    match other {
        Fate::Stays => clash.stays = true,
        Fate::Credited(other) => clash.credited.push(other as usize),
        Fate::Issued { change: other, .. } => clash.issued.push(other as usize),
    }
}
