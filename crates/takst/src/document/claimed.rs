//! What a payer can claim of priced cases (D11.2, D11.3, D11.6).

use crate::contract::code::Code;
use crate::contract::refund::RefundRule;
use crate::contract::unit::Covers;
use crate::document::claim::{ClaimBase, ClaimCase, ClaimFile, ClaimParts, ClaimPlace, ClaimSums, WindowUse};
use crate::document::pricer::{Beside, DocumentPricer, Evaluated, codes_of, is_unreadable};
use crate::model::case::{CaseRow, Citizen};
use crate::model::cpr;
use crate::model::day::Day;
use crate::model::input::InputRow;
use crate::model::money::Amount;
use crate::model::municipality::Municipality;
use crate::result::facts::LineFacts;
use crate::result::line::Outcome;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a payer can claim for a citizen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimCitizen {
    /// Cases.
    pub cases: Vec<ClaimCase>,
    /// Whether a record belongs to no case (D4.4).
    pub is_unreadable: bool,
    /// Refund windows in order.
    pub windows: Vec<WindowUse>,
}

impl ClaimFile {
    /// Returns the file of all its citizens, with its cases by first appearance.
    #[must_use]
    pub fn of(citizens: impl IntoIterator<Item = ClaimCitizen>) -> ClaimFile {
        let mut file = ClaimFile::default();
        for citizen in citizens {
            file.cases.extend(citizen.cases);
            file.is_unreadable |= citizen.is_unreadable;
            file.windows.extend(citizen.windows);
        }
        file.cases.sort_by_key(|case| case.first_row);
        file.cases.dedup_by(|a, b| a.case_id == b.case_id);
        file
    }
}

/// Days of a line that no other case of the citizen should bill.
struct Shared {
    case: u32,
    family: u32,
    first: Day,
    last: Day,
}

impl DocumentPricer<'_> {
    /// Prices the cases of a citizen for a claim of one payer. Open rows run to `until`, the last day of the quarter.
    #[must_use]
    pub fn claim(&mut self, citizen: &Citizen, until: NaiveDate, payer: Municipality) -> ClaimCitizen {
        let citizen_id: Arc<str> = (&*cpr::masked(&citizen.id)).into();
        self.evaluated(citizen, until, |_, mut evaluated| {
            let shared = shared(&evaluated, until);
            let mut claims = ClaimCitizen { windows: windows(&evaluated, &citizen_id, until), ..ClaimCitizen::default() };
            for (number, case) in (0..).zip(&citizen.cases) {
                if is_unreadable(case) {
                    claims.is_unreadable = true;
                    continue;
                }
                let result = match evaluated.scratch.is_refused(number) {
                    true => Err(codes_of(&evaluated.scratch.take_faults(number), |_| true)),
                    false => Ok(parts(&mut evaluated, number, payer, &shared)),
                };
                let first_row = case.rows.iter().map(CaseRow::number).min().unwrap_or_default();
                claims.cases.push(ClaimCase { case_id: (&*case.id).into(), citizen_id: citizen_id.clone(), first_row, result });
            }
            claims
        })
    }
}

/// The days that each line bills; a course price bills those of its row (D11.6).
fn shared(evaluated: &Evaluated<'_>, until: NaiveDate) -> Vec<Shared> {
    let days = |line: &LineFacts| {
        let row = &evaluated.rows[line.row as usize];
        let (first, last) = billed(line, row)?;
        Some(Shared { case: row.case, family: evaluated.book.entry(line.service).family, first, last: last.min(Day::of(until)) })
    };
    evaluated.lines.iter().filter_map(days).collect()
}

/// The first and the last day that a line bills; `None` where it does not say which.
fn billed(line: &LineFacts, row: &InputRow<'_>) -> Option<(Day, Day)> {
    match line.unit.covers() {
        Covers::Days | Covers::Weeks => Some((line.first, line.last)),
        Covers::Course => Some((row.facts.first, row.facts.last)),
        Covers::Row => None,
    }
}

fn windows(evaluated: &Evaluated<'_>, citizen_id: &Arc<str>, until: NaiveDate) -> Vec<WindowUse> {
    let after = Day::of(until).plus(1);
    let windows = &evaluated.scratch.windows;
    let begun = windows.all().iter().filter(|window| window.start < after);
    let used = begun.map(|window| WindowUse {
        citizen_id: citizen_id.clone(),
        start: window.start.date(),
        used: windows.used_before(window, window.end.min(after)),
        outside: window.given,
    });
    used.collect()
}

/// The payer's part of a case.
fn parts(evaluated: &mut Evaluated<'_>, case: u32, payer: Municipality, shared: &[Shared]) -> ClaimParts {
    let beside = Beside::of(evaluated, case);
    let mut parts = ClaimParts::default();
    let mut bases: BTreeMap<ClaimPlace, ClaimBase> = BTreeMap::new();
    for document in evaluated.documents(case).filter(|document| document[0].payer == payer) {
        let first = &document[0];
        let (provider, month) = (evaluated.book.entry(first.service).facts.provider.clone(), first.month.month());
        let net = document.iter().map(|line| Amount::from_ore(line.net)).sum();
        parts.documents.insert((provider.clone(), month), net);
        if beside.hold(first).is_some() {
            continue;
        }
        for line in document.iter().filter(|line| line.rule != RefundRule::None) {
            let account = evaluated.book.entry(line.service).facts.account.as_deref().map(Into::into);
            let place = ClaimPlace { provider: provider.clone(), month, rule: line.rule, account };
            let blank = || ClaimBase {
                place: place.clone(),
                sums: ClaimSums::default(),
                at_stake: BTreeMap::new(),
                assumed: BTreeMap::new(),
                left: Vec::new(),
            };
            let base = bases.entry(place.clone()).or_insert_with(blank);
            add(base, line);
            if line.reason == Code::RefundCitizenIncomplete {
                base.left.push(Code::RefundCitizenIncomplete);
            }
            if !beside.is_released(line) && is_shared(evaluated, line, shared) {
                base.left.push(Code::CaseBilledElsewhere);
            }
        }
    }
    parts.bases.extend(bases.into_values().map(|mut base| {
        base.left.sort_unstable_by_key(|code| code.as_str());
        base.left.dedup();
        base
    }));
    parts
}

fn add(base: &mut ClaimBase, line: &LineFacts) {
    let amount = Amount::from_ore;
    let LineFacts { net, own_payment, refund, at_stake, .. } = *line;
    base.sums += ClaimSums { net: amount(net), own_payment: amount(own_payment), refund: amount(refund) };
    if line.outcome == Outcome::Undetermined {
        *base.at_stake.entry(line.reason).or_default() += amount(at_stake);
    }
    for code in line.assumptions.iter() {
        *base.assumed.entry(code).or_default() += amount(refund);
    }
}

/// Whether another priced case of the citizen bills a day of the line.
fn is_shared(evaluated: &Evaluated<'_>, line: &LineFacts, shared: &[Shared]) -> bool {
    let row = &evaluated.rows[line.row as usize];
    let Some((first, last)) = billed(line, row) else { return false };
    let family = evaluated.book.entry(line.service).family;
    shared.iter().any(|other| other.case != row.case && other.family == family && other.first <= last && first <= other.last)
}
