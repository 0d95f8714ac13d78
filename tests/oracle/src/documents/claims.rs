//! Claims (D11): refund as priced now, less what was claimed before.

use std::collections::{BTreeMap, BTreeSet};

use crate::dates::{Month, each_day};
use crate::documents::{Case, File, PricedLine};

/// What a row is about, within its case (D11.2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimKey {
    /// Id of the provider.
    pub provider: String,
    /// The month.
    pub month: Month,
    /// The rule of the refund.
    pub rule: String,
    /// Account; empty: none.
    pub account: String,
}

/// What a claim adds up, in øre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClaimSums {
    /// Without VAT.
    pub net: i128,
    /// Own payment.
    pub own_payment: i128,
    /// Refund.
    pub refund: i128,
}

impl ClaimSums {
    fn add(&mut self, other: ClaimSums) {
        self.net += other.net;
        self.own_payment += other.own_payment;
        self.refund += other.refund;
    }

    fn less(self, other: ClaimSums) -> ClaimSums {
        ClaimSums { net: self.net - other.net, own_payment: self.own_payment - other.own_payment, refund: self.refund - other.refund }
    }
}

/// A row of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// The case.
    pub case: String,
    /// Its citizen.
    pub citizen: String,
    /// What it is about.
    pub key: ClaimKey,
    /// `current`, `running` or `earlier-year` (D11.4).
    pub kind: &'static str,
    /// Now less before.
    pub sums: ClaimSums,
    /// Undetermined refund now.
    pub at_stake: i128,
    /// `yes`, `partly` or `no` (D11.5).
    pub invoiced: &'static str,
}

/// What is left alone (D11.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLeft {
    /// The case.
    pub case: String,
    /// The row; `None`: the whole case.
    pub key: Option<ClaimKey>,
    /// Claimed so far.
    pub claimed: ClaimSums,
    /// Codes.
    pub why: BTreeSet<&'static str>,
}

/// A claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// In the order of D11.2.
    pub rows: Vec<ClaimRow>,
    /// In the same order.
    pub left: Vec<ClaimLeft>,
    /// Undetermined refund by reason, of all that is priced now and not left alone.
    pub at_stake: BTreeMap<String, i128>,
    /// Refund now by assumption.
    pub assumed: BTreeMap<String, i128>,
}

/// What is claimed.
pub struct ClaimTerms<'a> {
    /// Code of the municipality.
    pub payer: &'a str,
    /// Year and number of the quarter, 1 to 4.
    pub quarter: (i32, u32),
    /// First month of the books.
    pub from: Month,
    /// Earlier months are expired.
    pub kept_from: Option<Month>,
    /// Whether what was claimed for cases that the file lacks is taken back.
    pub is_complete: bool,
    /// Net of what stands for a case, provider and month of the payer, in øre.
    pub billed: &'a dyn Fn(&str, &str, Month) -> i128,
}

impl ClaimTerms<'_> {
    fn last_month(&self) -> Month {
        (self.quarter.0, 3 * self.quarter.1)
    }

    /// D11.1.
    fn covers(&self, month: Month) -> bool {
        self.from <= month && month <= self.last_month() && self.kept_from.is_none_or(|kept_from| kept_from <= month)
    }

    /// D11.4.
    fn kind(&self, month: Month) -> &'static str {
        let (year, quarter) = self.quarter;
        match month {
            (of, month) if of == year && month.div_ceil(3) == quarter => "current",
            (of, _) if of == year => "running",
            _ => "earlier-year",
        }
    }
}

fn key_of(line: &PricedLine) -> ClaimKey {
    ClaimKey { provider: line.key.provider.clone(), month: line.key.month, rule: line.rule.clone(), account: line.account.clone() }
}

/// D11.6: whether a line shares a day with another priced case of the citizen and family.
fn is_shared(line: &PricedLine, case: &Case, file: &File) -> bool {
    let Some((first, last)) = line.days.filter(|_| !line.is_released) else {
        return false;
    };
    let others = file.cases.iter().filter(|other| other.id != case.id && other.citizen == case.citizen);
    others.flat_map(|other| &other.lines).filter(|other| other.family == line.family).any(|other| {
        let has = |day| other.days.is_some_and(|(first, last)| first <= day && day <= last);
        each_day(first, last).any(has)
    })
}

/// The lines of the payer that are claimed: those of documents that are on hold for no commitment, with another rule than `none`.
fn claimable<'a>(case: &'a Case, terms: &'a ClaimTerms) -> impl Iterator<Item = &'a PricedLine> {
    let is_on_hold = |line: &PricedLine| case.should.iter().any(|should| should.key == line.key && should.hold.is_some());
    let lines = case.lines.iter().filter(|line| line.key.payer == terms.payer && terms.covers(line.key.month) && line.rule != "none");
    lines.filter(move |line| !is_on_hold(line))
}

/// Claims what is priced now, less what earlier claims of the payer hold: `before` are their rows.
pub fn claim(before: &[ClaimRow], file: &File, terms: &ClaimTerms) -> Claim {
    let before: Vec<&ClaimRow> = before.iter().filter(|row| terms.covers(row.key.month)).collect();
    let claimed = |case: &str, key: Option<&ClaimKey>| {
        let mut sums = ClaimSums::default();
        for row in before.iter().filter(|row| row.case == case && key.is_none_or(|key| row.key == *key)) {
            sums.add(row.sums);
        }
        sums
    };
    let mut claim = Claim::default();
    for case in &file.cases {
        if !case.faults.is_empty() {
            claim.left.push(ClaimLeft { case: case.id.clone(), key: None, claimed: claimed(&case.id, None), why: case.faults.clone() });
            continue;
        }
        let mut keys: BTreeSet<ClaimKey> = claimable(case, terms).map(key_of).collect();
        keys.extend(before.iter().filter(|row| row.case == case.id).map(|row| row.key.clone()));
        for key in keys {
            let lines: Vec<&PricedLine> = claimable(case, terms).filter(|line| key_of(line) == key).collect();
            let mut why = BTreeSet::new();
            if lines.iter().any(|line| line.reason == "refund.citizen-incomplete") {
                why.insert("refund.citizen-incomplete");
            }
            if lines.iter().any(|line| is_shared(line, case, file)) {
                why.insert("case.billed-elsewhere");
            }
            if !why.is_empty() {
                let claimed = claimed(&case.id, Some(&key));
                claim.left.push(ClaimLeft { case: case.id.clone(), key: Some(key), claimed, why });
                continue;
            }
            let (mut now, mut at_stake) = (ClaimSums::default(), 0);
            for line in &lines {
                now.add(ClaimSums { net: line.line.net, own_payment: line.own_payment, refund: line.refund });
                at_stake += line.at_stake;
                if line.at_stake != 0 {
                    *claim.at_stake.entry(line.reason.clone()).or_default() += line.at_stake;
                }
                for code in &line.assumptions {
                    *claim.assumed.entry(code.clone()).or_default() += line.refund;
                }
            }
            push(&mut claim.rows, case.id.clone(), case.citizen.clone(), key.clone(), now.less(claimed(&case.id, Some(&key))), terms);
            if let Some(row) = claim.rows.last_mut().filter(|row| row.case == case.id && row.key == key) {
                row.at_stake = at_stake;
                row.invoiced = invoiced(case, &key, terms);
            }
        }
    }
    let absent: BTreeSet<&str> = before.iter().map(|row| row.case.as_str()).collect();
    for case in absent.into_iter().filter(|case| file.cases.iter().all(|of| of.id != **case)) {
        // What was taken back is left alone no more.
        let keys: BTreeSet<&ClaimKey> = before.iter().filter(|row| row.case == case).map(|row| &row.key).collect();
        if keys.iter().all(|key| claimed(case, Some(key)) == ClaimSums::default()) {
            continue;
        }
        if !terms.is_complete || !file.unreadable.is_empty() {
            let why = if terms.is_complete { BTreeSet::from(["file.unreadable"]) } else { BTreeSet::new() };
            claim.left.push(ClaimLeft { case: case.to_string(), key: None, claimed: claimed(case, None), why });
            continue;
        }
        for key in keys {
            let citizen = before.iter().rfind(|row| row.case == case).expect("it has a row").citizen.clone();
            push(&mut claim.rows, case.to_string(), citizen, key.clone(), ClaimSums::default().less(claimed(case, Some(key))), terms);
        }
    }
    claim
}

fn push(rows: &mut Vec<ClaimRow>, case: String, citizen: String, key: ClaimKey, sums: ClaimSums, terms: &ClaimTerms) {
    if sums != ClaimSums::default() {
        let kind = terms.kind(key.month);
        // Nothing is due: D11.5.
        rows.push(ClaimRow { case, citizen, key, kind, sums, at_stake: 0, invoiced: "yes" });
    }
}

/// D11.5: against the net of the document of the payer, provider and month.
fn invoiced(case: &Case, key: &ClaimKey, terms: &ClaimTerms) -> &'static str {
    let of_document = |line: &&PricedLine| line.key.payer == terms.payer && line.key.provider == key.provider && line.key.month == key.month;
    let due: i128 = case.lines.iter().filter(of_document).map(|line| line.line.net).sum();
    let billed = (terms.billed)(&case.id, &key.provider, key.month);
    match () {
        () if due <= 0 || billed >= due => "yes",
        () if billed > 0 => "partly",
        () => "no",
    }
}
