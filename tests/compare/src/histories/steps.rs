//! Random histories: what is known, asked and done from step to step.

use super::draw::{CaseRows, PAYERS, chance, one_of};
use fastrand::Rng;
use std::collections::{BTreeMap, BTreeSet};
use takst_oracle::Row;
use takst_oracle::documents::{Buyer, Mode, Month, Months, Parties, Seller};

/// A claim of a step.
#[derive(Debug, Clone)]
pub struct ClaimStep {
    /// Code of the municipality.
    pub payer: &'static str,
    /// Year and number.
    pub quarter: (i32, u32),
    /// Whether absent cases are taken back.
    pub is_complete: bool,
}

/// One step: what is known today, and what is done.
#[derive(Debug, Clone)]
pub struct Step {
    /// The case file.
    pub rows: Vec<Row>,
    /// Which catalogue.
    pub catalogue: usize,
    /// Which policy.
    pub policy: usize,
    /// Which day of knowledge.
    pub as_of: usize,
    /// What is done.
    pub mode: Mode,
    /// Which months.
    pub months: Months,
    /// The parties of today.
    pub parties: Parties,
    /// How many documents of an earlier system are imported before.
    pub imports: usize,
    /// Claims after it.
    pub claims: Vec<ClaimStep>,
}

/// A month a number of months after October 2024.
fn month(after: u32) -> Month {
    let months = 9 + after;
    (2024 + i32::try_from(months / 12).expect("a few years"), months % 12 + 1)
}

/// The steps of the history of a seed, and the draw as it goes on.
pub fn steps(rng: &mut Rng, catalogues: usize, policies: usize, knowledge: usize) -> Vec<Step> {
    let mut file = CaseRows::draw(rng);
    let usual = parties(rng);
    let from = month(rng.u32(0..3));
    let mut kept_from = None;
    let (mut catalogue, mut policy, mut as_of) = (0, 0, 1);
    let mut quarters: BTreeMap<&str, u32> = BTreeMap::new();
    let mut steps = Vec::new();
    let count = 3 + rng.u32(0..6);
    for number in 0..count {
        if number > 0 {
            for _ in 0..rng.usize(0..4) {
                file.change(rng);
            }
        }
        if chance(rng, 4) {
            catalogue = rng.usize(0..catalogues);
        }
        if chance(rng, 5) {
            policy = rng.usize(0..policies);
        }
        if chance(rng, 3) {
            as_of = rng.usize(0..knowledge);
        }
        if chance(rng, 25) {
            kept_from = Some(month(rng.u32(1..5))).max(kept_from);
        }
        let until = month(rng.u32(2..5) + number / 2);
        let claims = (0..rng.usize(0..3)).map(|_| claim(rng, &mut quarters)).collect();
        steps.push(Step {
            rows: file.records(),
            catalogue,
            policy,
            as_of,
            mode: one_of(
                rng,
                &[Mode::Invoice, Mode::Invoice, Mode::Invoice, Mode::Correct, Mode::Correct, Mode::Correct, Mode::Correct, Mode::Complete],
            ),
            months: Months { from, until, kept_from },
            parties: today(rng, &usual),
            imports: if chance(rng, 6) { 1 + rng.usize(0..2) } else { 0 },
            claims,
        });
    }
    steps
}

/// A claim of some payer, for no quarter before the latest one it claimed.
fn claim(rng: &mut Rng, quarters: &mut BTreeMap<&'static str, u32>) -> ClaimStep {
    let payer = one_of(rng, &PAYERS);
    let latest = quarters.entry(payer).or_default();
    *latest = (*latest + rng.u32(0..2)).min(4);
    let quarter = 3 + *latest;
    ClaimStep { payer, quarter: (2024 + i32::try_from(quarter / 4).expect("small"), quarter % 4 + 1), is_complete: chance(rng, 3) }
}

/// CVR numbers and GLNs in order.
pub const CVRS: [&str; 2] = ["12345674", "64942212"];
const GLNS: [&str; 2] = ["5798009800275", "5798009811578"];

fn parties(rng: &mut Rng) -> Parties {
    let seller = |rng: &mut Rng, series: &str| Seller {
        cvr: CVRS[0].to_owned(),
        is_vat_registered: true,
        series: series.to_owned(),
        first_number: one_of(rng, &[1, 1, 100]),
        payment_days: rng.u64(0..31),
    };
    let series = one_of(rng, &["B-", "", "2025/"]);
    let sellers = [("boegely", seller(rng, series)), ("engly", seller(rng, "E-"))];
    let buyer = |rng: &mut Rng, code: &str| Buyer {
        reference: rng.bool().then(|| format!("SOC-{code}")),
        gln: one_of(rng, &GLNS).to_owned(),
        demands: BTreeSet::from_iter(chance(rng, 12).then(|| one_of(rng, &["order_reference", "buyer_reference", "accounting_cost", "buyer_gln"]))),
    };
    Parties {
        sellers: sellers.map(|(provider, seller)| (provider.to_owned(), seller)).into(),
        buyers: PAYERS.map(|code| (code.to_owned(), buyer(rng, code))).into(),
    }
}

/// The parties file of a day: now and then somebody is missing or has changed.
fn today(rng: &mut Rng, usual: &Parties) -> Parties {
    let mut parties = usual.clone();
    let provider = one_of(rng, &["boegely", "engly"]);
    match rng.u32(0..24) {
        0 => drop(parties.sellers.remove(provider)),
        1 | 2 => drop(parties.buyers.remove(one_of(rng, &PAYERS))),
        3 => CVRS[1].clone_into(&mut parties.sellers.get_mut(provider).expect("a seller").cvr),
        4 => parties.sellers.get_mut(provider).expect("a seller").is_vat_registered = false,
        5 => "SOC-NY".clone_into(parties.buyers.get_mut("101").expect("a buyer").reference.get_or_insert_default()),
        _ => {}
    }
    parties
}
