//! Results of the core in the plain words of the oracle, and the oracle's parties as the core has them.

use std::collections::BTreeMap;
use takst::document::action::{Left, NewDocument};
use takst::document::claim::{Claim, ClaimPlace, ClaimRow, ClaimSums, Quarter};
use takst::document::content::Content;
use takst::document::line::{DocumentLine, Sums};
use takst::document::number::Series;
use takst::document::party::{self, Address, Contact, Cvr, Gln, Payment, References};
use takst::document::{Dialect, DocumentKind, Endpoint, Reference};
use takst::{Code, Month, Municipality};
use takst_oracle::documents as plain;

/// A month of the core.
#[must_use]
pub fn month((year, month): plain::Month) -> Month {
    format!("{year:04}-{month:02}").parse().expect("a month")
}

/// A month of the oracle.
#[must_use]
pub fn plain_month(month: Month) -> plain::Month {
    let text = month.to_string();
    let (year, month) = text.split_once('-').expect("YYYY-MM");
    (year.parse().expect("a year"), month.parse().expect("a month"))
}

/// A quarter of the core.
#[must_use]
pub fn quarter((year, number): (i32, u32)) -> Quarter {
    format!("{year:04}-Q{number}").parse().expect("a quarter")
}

/// The code of a municipality.
#[must_use]
pub fn code(payer: Municipality) -> String {
    payer.code().to_string()
}

/// A municipality.
#[must_use]
pub fn payer(code: &str) -> Municipality {
    Municipality::new(code.parse().expect("three digits")).expect("a municipality")
}

fn line(line: &DocumentLine) -> plain::Line {
    // Quantities have two decimals, prices four.
    let two = |units: i64| i128::from(units) * 100;
    plain::Line {
        service: line.service.to_string(),
        first: line.first_day,
        last: line.last_day,
        quantity: two(line.quantity.units()),
        unit: line.unit.as_str().to_owned(),
        unit_price: i128::from(line.unit_price.units()),
        base: two(line.price_base_quantity.units()),
        net: i128::from(line.net.ore()),
        vat_category: line.vat.category.as_str().to_owned(),
        vat_rate: line.vat.rate.to_string(),
        vat: i128::from(line.vat.amount.ore()),
        vat_exemption: line.vat.exemption.map_or(String::new(), |reason| reason.as_str().to_owned()),
    }
}

fn sums(sums: Sums) -> plain::Sums {
    plain::Sums { net: i128::from(sums.net.ore()), vat: i128::from(sums.vat.ore()) }
}

/// What a document is about.
#[must_use]
pub fn key(content: &Content) -> plain::Key {
    plain::Key {
        case: content.case_id.to_string(),
        provider: content.provider.to_string(),
        payer: code(content.payer),
        month: plain_month(content.month),
    }
}

fn references(references: &References) -> plain::References {
    let given = [
        ("buyer_reference", references.buyer_reference.as_deref().map(str::to_owned)),
        ("order_reference", references.order_reference.as_deref().map(str::to_owned)),
        ("accounting_cost", references.accounting_cost.as_deref().map(str::to_owned)),
        ("buyer_gln", references.buyer_gln.map(|gln| gln.to_string())),
        ("commitment", references.commitment.as_deref().map(str::to_owned)),
    ];
    given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn codes(codes: &[Code]) -> Vec<&'static str> {
    codes.iter().map(|code| code.as_str()).collect()
}

/// A document to issue.
#[must_use]
pub fn document(document: &NewDocument) -> plain::NewDocument {
    plain::NewDocument {
        is_credit: document.kind == DocumentKind::CreditNote,
        key: key(&document.content),
        citizen: document.content.citizen_id.to_string(),
        lines: document.content.lines.iter().map(line).collect(),
        references: references(&document.references),
        reasons: codes(&document.reasons),
        refers_to: document.refers_to.as_deref().map(str::to_owned),
    }
}

/// A row of what is left. `None`: its codes are not in order, or one is there twice.
#[must_use]
pub fn left(left: &Left) -> Option<plain::Left> {
    let why = codes(&left.why);
    let in_order = why.is_sorted_by(|a, b| a < b);
    in_order.then(|| plain::Left {
        action: left.action.as_str(),
        case: left.case_id.as_deref().map(str::to_owned),
        place: left.provider.as_deref().map(str::to_owned).zip(left.month.map(plain_month)),
        sums: left.sums.map(sums),
        reasons: codes(&left.reasons),
        why: why.into_iter().collect(),
    })
}

fn claim_key(place: &ClaimPlace) -> plain::ClaimKey {
    plain::ClaimKey {
        provider: place.provider.to_string(),
        month: plain_month(place.month),
        rule: place.rule.as_str().to_owned(),
        account: place.account.as_deref().unwrap_or_default().to_owned(),
    }
}

fn claim_sums(sums: ClaimSums) -> plain::ClaimSums {
    let ore = |amount: takst::Amount| i128::from(amount.ore());
    plain::ClaimSums { net: ore(sums.net), own_payment: ore(sums.own_payment), refund: ore(sums.refund) }
}

fn claim_row(row: &ClaimRow) -> plain::ClaimRow {
    plain::ClaimRow {
        case: row.case_id.to_string(),
        citizen: row.citizen_id.to_string(),
        key: claim_key(&row.place),
        kind: row.kind.as_str(),
        sums: claim_sums(row.sums),
        at_stake: i128::from(row.at_stake.ore()),
        invoiced: row.invoiced.as_str(),
    }
}

/// A claim.
#[must_use]
pub fn claim(claim: &Claim) -> plain::Claim {
    let by_code = |sums: &BTreeMap<Code, takst::Amount>| sums.iter().map(|(code, sum)| (code.as_str().to_owned(), i128::from(sum.ore()))).collect();
    let left = claim.left.iter().map(|left| plain::ClaimLeft {
        case: left.case_id.to_string(),
        key: left.place.as_ref().map(claim_key),
        claimed: claim_sums(left.claimed),
        why: codes(&left.why).into_iter().collect(),
    });
    plain::Claim {
        rows: claim.rows.iter().map(claim_row).collect(),
        left: left.collect(),
        at_stake: by_code(&claim.at_stake),
        assumed: by_code(&claim.assumed),
    }
}

/// The oracle's parties.
#[must_use]
pub fn parties(parties: &plain::Parties) -> party::Parties {
    let seller = |(provider, seller): (&String, &plain::Seller)| {
        let of = party::Seller {
            provider: provider.as_str().into(),
            name: provider.clone(),
            cvr: Cvr::parse(&seller.cvr).expect("a CVR number"),
            is_vat_registered: seller.is_vat_registered,
            series: Series::new(&seller.series).expect("a series"),
            first_number: seller.first_number,
            payment_days: u32::try_from(seller.payment_days).expect("a few days"),
            address: Address::default(),
            endpoint: Endpoint::Cvr,
            gln: None,
            contact: Contact::default(),
            payment: Payment::Bank { registration: "1234".into(), account: "1234567890".into() },
        };
        (provider.as_str().into(), of)
    };
    let buyer = |(of, buyer): (&String, &plain::Buyer)| {
        let demanded = |reference: &&Reference| buyer.demands.contains(reference.as_str());
        let of = party::Buyer {
            payer: payer(of),
            name: of.clone(),
            cvr: Cvr::parse("64942212").expect("a CVR number"),
            gln: Gln::parse(&buyer.gln).expect("a GLN"),
            reference: buyer.reference.as_deref().map(Into::into),
            format: Dialect::Oioubl,
            demands: Reference::ALL.iter().filter(demanded).copied().collect(),
            address: Address::default(),
        };
        (of.payer, of)
    };
    party::Parties { sellers: parties.sellers.iter().map(seller).collect(), buyers: parties.buyers.iter().map(buyer).collect() }
}
