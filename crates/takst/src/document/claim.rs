//! What a municipality claims of the state: refund as priced now, less what was claimed before (D11).

use crate::contract::code::Code;
use crate::contract::refund::RefundRule;
use crate::contract::words::{ClaimKind, Invoiced};
use crate::model::calendar::Month;
use crate::model::money::Amount;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

/// A quarter of a year, written `YYYY-Qn`.
///
/// ```
/// use takst::document::claim::Quarter;
/// let quarter: Quarter = "2024-Q1".parse()?;
/// assert_eq!((quarter.first_month().to_string(), quarter.last_month().to_string()), ("2024-01".to_owned(), "2024-03".to_owned()));
/// assert!("2024-Q5".parse::<Quarter>().is_err());
/// # Ok::<(), takst::document::claim::NotAQuarter>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    first: Month,
}

impl Quarter {
    /// Returns the quarter in which a month lies.
    #[must_use]
    pub fn of(month: Month) -> Quarter {
        let within = (month.month_of_year() - 1) % 3;
        Quarter { first: month.plus(-within.cast_signed()) }
    }

    /// First month.
    #[must_use]
    pub fn first_month(self) -> Month {
        self.first
    }

    /// Last month.
    #[must_use]
    pub fn last_month(self) -> Month {
        self.first.plus(2)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// Returns when a month of a claim for this quarter arose (D11.4).
    #[must_use]
    pub fn kind(self, month: Month) -> ClaimKind {
        if month.year() < self.year() {
            ClaimKind::EarlierYear
        } else if month < self.first {
            ClaimKind::Running
        } else {
            ClaimKind::Current
        }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year(), self.first.month_of_year().div_ceil(3))
    }
}

/// The text is not a quarter `YYYY-Qn`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a quarter, YYYY-Q1 to YYYY-Q4")]
pub struct NotAQuarter(pub String);

impl std::str::FromStr for Quarter {
    type Err = NotAQuarter;
    fn from_str(text: &str) -> Result<Quarter, NotAQuarter> {
        let of = |text: &str| -> Option<Quarter> {
            let (year, quarter) = text.split_once("-Q")?;
            let first = match quarter {
                "1" => "01",
                "2" => "04",
                "3" => "07",
                "4" => "10",
                _ => return None,
            };
            Some(Quarter { first: format!("{year}-{first}").parse().ok()? })
        };
        of(text).ok_or_else(|| NotAQuarter(text.to_owned()))
    }
}

/// What a claim adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClaimSums {
    /// DKK ex VAT.
    pub net: Amount,
    /// The citizens' own payment.
    pub own_payment: Amount,
    /// State refund.
    pub refund: Amount,
}

impl ClaimSums {
    /// Returns whether all three are 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == ClaimSums::default()
    }
}

impl std::ops::AddAssign for ClaimSums {
    fn add_assign(&mut self, other: ClaimSums) {
        self.net += other.net;
        self.own_payment += other.own_payment;
        self.refund += other.refund;
    }
}

impl std::ops::Sub for ClaimSums {
    type Output = ClaimSums;
    fn sub(self, other: ClaimSums) -> ClaimSums {
        ClaimSums { net: self.net - other.net, own_payment: self.own_payment - other.own_payment, refund: self.refund - other.refund }
    }
}

/// What a row of a claim is about, within its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimPlace {
    /// Id of the provider.
    pub provider: Arc<str>,
    /// The month.
    pub month: Month,
    /// The rule of the refund; never `none`.
    pub rule: RefundRule,
    /// Account in the municipal chart of accounts.
    pub account: Option<Arc<str>>,
}

impl ClaimPlace {
    fn key(&self) -> (&str, Month, &'static str, Option<&str>) {
        (&self.provider, self.month, self.rule.as_str(), self.account.as_deref())
    }
}

/// In the order of a claim: provider, month, rule, account (D11.2).
impl Ord for ClaimPlace {
    fn cmp(&self, other: &ClaimPlace) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for ClaimPlace {
    fn partial_cmp(&self, other: &ClaimPlace) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A row of a claim: refund as priced now, less what earlier claims hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// The case.
    pub case_id: Arc<str>,
    /// The citizen's pseudonym.
    pub citizen_id: Arc<str>,
    /// Provider, month, rule and account.
    pub place: ClaimPlace,
    /// When it arose.
    pub kind: ClaimKind,
    /// Now less before.
    pub sums: ClaimSums,
    /// Undetermined refund now, which is not claimed.
    pub at_stake: Amount,
    /// How much of the document was invoiced.
    pub invoiced: Invoiced,
}

/// What a row of a claim rests on, as priced now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimBase {
    /// Provider, month, rule and account.
    pub place: ClaimPlace,
    /// Sums over its lines.
    pub sums: ClaimSums,
    /// Undetermined refund by the condition that decided.
    pub at_stake: BTreeMap<Code, Amount>,
    /// Refund of the lines that carry an assumption.
    pub assumed: BTreeMap<Code, Amount>,
    /// Why it is left alone: `refund.citizen-incomplete`, `case.billed-elsewhere`, alphabetical (D11.6).
    pub left: Vec<Code>,
}

/// A payer's part of a case that was priced.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimParts {
    /// Without documents on hold, and without the rule `none`.
    pub bases: Vec<ClaimBase>,
    /// Net of each document of the payer, by provider and month.
    pub documents: BTreeMap<(Arc<str>, Month), Amount>,
}

/// A case of the file, as priced today for one payer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimCase {
    /// The case.
    pub case_id: Arc<str>,
    /// The citizen's pseudonym.
    pub citizen_id: Arc<str>,
    /// Number of its first record, by which cases are ordered.
    pub first_row: u64,
    /// What the payer can claim; or the codes of the faults that refuse the case, alphabetical.
    pub result: Result<ClaimParts, Vec<Code>>,
}

/// Days of a refund window that a citizen has used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowUse {
    /// The citizen's pseudonym.
    pub citizen_id: Arc<str>,
    /// First day of the window.
    pub start: chrono::NaiveDate,
    /// Days used in it up to the end of the quarter, those outside the file included.
    pub used: u32,
    /// Days used outside the file; `None`: not stated.
    pub outside: Option<u32>,
}

/// A case file, as priced today for one payer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimFile {
    /// Its cases, by first appearance.
    pub cases: Vec<ClaimCase>,
    /// Whether a record belongs to no case (D4.4).
    pub is_unreadable: bool,
    /// Refund windows of the citizens, in order.
    pub windows: Vec<WindowUse>,
}

/// What becomes of cases that the file lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// They are left alone.
    #[default]
    LeftAlone,
    /// What was claimed for them is taken back.
    TakenBack,
}

/// What is claimed.
pub struct ClaimTerms<'a> {
    /// The quarter.
    pub quarter: Quarter,
    /// First month of the books.
    pub from: Month,
    /// First month whose contents are kept; earlier ones are outside claims.
    pub kept_from: Option<Month>,
    /// Cases that the file lacks.
    pub absent: Absent,
    /// Net of what stands for a case, provider and month of the payer: of received invoices, else of issued ones.
    pub billed: &'a dyn Fn(&str, &str, Month) -> Amount,
}

impl ClaimTerms<'_> {
    fn takes(&self, month: Month) -> bool {
        month >= self.from && month <= self.quarter.last_month() && self.kept_from.is_none_or(|kept_from| month >= kept_from)
    }
}

/// What is left alone, with what was claimed for it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftAlone {
    /// The case.
    pub case_id: Arc<str>,
    /// The row; `None`: the whole case.
    pub place: Option<ClaimPlace>,
    /// Claimed so far.
    pub claimed: ClaimSums,
    /// Codes of the faults of a case, or of what lies in the way; none where the file lacks the case.
    pub why: Vec<Code>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// Rows in order (D11.2).
    pub rows: Vec<ClaimRow>,
    /// What is left alone: cases and rows in the same order.
    pub left: Vec<LeftAlone>,
    /// Undetermined refund by the condition that decided, over all that is priced now and not left alone.
    pub at_stake: BTreeMap<Code, Amount>,
    /// Refund now of the lines that carry an assumption.
    pub assumed: BTreeMap<Code, Amount>,
}

/// What earlier claims hold of a case.
#[derive(Default)]
struct Before<'a> {
    citizen_id: Option<&'a Arc<str>>,
    places: BTreeMap<&'a ClaimPlace, ClaimSums>,
}

impl Before<'_> {
    fn sums(&self) -> ClaimSums {
        self.places.values().fold(ClaimSums::default(), |mut all, sums| {
            all += *sums;
            all
        })
    }
}

/// Claims what is priced now, less what earlier claims of the payer hold (D11).
///
/// `before` are the rows of all earlier claims of the payer. Run again with the rows of this claim among them, it has no row.
#[must_use]
pub fn claim(before: &[ClaimRow], file: &ClaimFile, terms: &ClaimTerms<'_>) -> Claim {
    let mut of_case: HashMap<&str, Before<'_>> = HashMap::new();
    for row in before.iter().filter(|row| terms.takes(row.place.month)) {
        let before = of_case.entry(&row.case_id).or_default();
        before.citizen_id = Some(&row.citizen_id);
        *before.places.entry(&row.place).or_default() += row.sums;
    }
    let mut claim = Claim::default();
    for case in &file.cases {
        let before = of_case.remove(&*case.case_id).unwrap_or_default();
        match &case.result {
            Ok(parts) => of_priced(case, parts, &before, terms, &mut claim),
            Err(why) => claim.left.push(LeftAlone { case_id: case.case_id.clone(), place: None, claimed: before.sums(), why: why.clone() }),
        }
    }
    let absent: BTreeMap<&str, Before<'_>> = of_case.into_iter().collect();
    for (case_id, before) in absent {
        let case_id: Arc<str> = case_id.into();
        if before.places.values().all(ClaimSums::is_zero) {
            continue;
        }
        if terms.absent == Absent::LeftAlone || file.is_unreadable {
            let why = if terms.absent == Absent::TakenBack { vec![Code::FileUnreadable] } else { Vec::new() };
            claim.left.push(LeftAlone { case_id, place: None, claimed: before.sums(), why });
            continue;
        }
        let citizen_id = before.citizen_id.cloned().unwrap_or_default();
        let case = ClaimCase { case_id, citizen_id, first_row: 0, result: Ok(ClaimParts::default()) };
        of_priced(&case, &ClaimParts::default(), &before, terms, &mut claim);
    }
    claim
}

/// The rows of one case.
fn of_priced(case: &ClaimCase, parts: &ClaimParts, before: &Before<'_>, terms: &ClaimTerms<'_>, claim: &mut Claim) {
    let now: BTreeMap<&ClaimPlace, &ClaimBase> =
        parts.bases.iter().filter(|base| terms.takes(base.place.month)).map(|base| (&base.place, base)).collect();
    let places: BTreeSet<&ClaimPlace> = now.keys().copied().chain(before.places.keys().copied()).collect();
    for place in places {
        let (now, claimed) = (now.get(place), before.places.get(place).copied().unwrap_or_default());
        if let Some(base) = now.filter(|base| !base.left.is_empty()) {
            claim.left.push(LeftAlone { case_id: case.case_id.clone(), place: Some(place.clone()), claimed, why: base.left.clone() });
            continue;
        }
        let (sums, at_stake) = now.map_or((ClaimSums::default(), Amount::ZERO), |base| (base.sums, base.at_stake.values().copied().sum()));
        if let Some(base) = now {
            base.at_stake.iter().for_each(|(code, amount)| *claim.at_stake.entry(*code).or_default() += *amount);
            base.assumed.iter().for_each(|(code, amount)| *claim.assumed.entry(*code).or_default() += *amount);
        }
        let sums = sums - claimed;
        if sums.is_zero() {
            continue;
        }
        let due = parts.documents.get(&(place.provider.clone(), place.month)).copied().unwrap_or_default();
        claim.rows.push(ClaimRow {
            case_id: case.case_id.clone(),
            citizen_id: case.citizen_id.clone(),
            place: place.clone(),
            kind: terms.quarter.kind(place.month),
            sums,
            at_stake,
            invoiced: invoiced(due, (terms.billed)(&case.case_id, &place.provider, place.month)),
        });
    }
}

/// How much of what is due was invoiced (D11.5).
fn invoiced(due: Amount, billed: Amount) -> Invoiced {
    if billed >= due {
        Invoiced::Yes
    } else if billed > Amount::ZERO {
        Invoiced::Partly
    } else {
        Invoiced::No
    }
}

/// Sums of a claim by year, account, rule and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimTotal {
    /// Year of the months.
    pub year: i32,
    /// Account in the municipal chart of accounts.
    pub account: Option<Arc<str>>,
    /// The rule of the refund.
    pub rule: RefundRule,
    /// When it arose.
    pub kind: ClaimKind,
    /// The sums.
    pub sums: ClaimSums,
}

/// Returns the sums of rows by year, account, rule and kind, in this order.
#[must_use]
pub fn totals(rows: &[ClaimRow]) -> Vec<ClaimTotal> {
    let mut totals: Vec<ClaimTotal> = Vec::new();
    for row in rows {
        let ClaimRow { place, kind, sums, .. } = row;
        let year = place.month.year();
        let same = |total: &&mut ClaimTotal| total.year == year && total.account == place.account && total.rule == place.rule && total.kind == *kind;
        match totals.iter_mut().find(same) {
            Some(total) => total.sums += *sums,
            None => totals.push(ClaimTotal { year, account: place.account.clone(), rule: place.rule, kind: *kind, sums: *sums }),
        }
    }
    totals.sort_by(|a, b| {
        let key = |total: &ClaimTotal| (total.year, total.account.clone(), total.rule.as_str(), total.kind.number());
        key(a).cmp(&key(b))
    });
    totals
}
