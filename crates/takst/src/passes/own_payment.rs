//! Own payment may not exceed the price (R7.6).

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::fault::{Expected, Fault};
use crate::model::money::{Amount, UnitPrice};
use crate::passes::choice::Charge;
use crate::passes::course::Plan;
use crate::passes::span::{Span, Units};
use rust_decimal::Decimal;

/// One fault for a row whose own payment exceeds the price on any of its days.
pub(crate) fn check(book: &Book, plan: &Plan, spans: &[Span], faults: &mut Vec<Fault>) {
    let Some(own) = plan.row.own_payment_per_day else { return };
    let per_day = spans.iter().filter_map(|span| price_per_day(book, plan, span)).find(|(price, days)| {
        // In 1/10,000 kr; a month's price is compared with the own payment of all its days, so that splitting a row changes nothing.
        i128::from(own.ore()) * 100 * i128::from(*days) > i128::from(price.units())
    });
    if let Some((price, days)) = per_day {
        let most = (price.to_decimal() / Decimal::from(days)).round_dp_with_strategy(Amount::SCALE, rust_decimal::RoundingStrategy::ToZero);
        let expected = Expected::OwnPaymentAtMost(most);
        faults.push(Fault::new(Code::OwnPaymentExceedsPrice, plan.row.number, Column::OwnPaymentPerDay, own.to_string(), expected));
    }
}

/// The price and the days it is for.
fn price_per_day(book: &Book, plan: &Plan, span: &Span) -> Option<(UnitPrice, u32)> {
    let price = match (plan.charge, span.version) {
        (Charge::Agreed(agreed), _) => agreed.price,
        (_, Some(version)) => book.entry(plan.service).timeline.versions[version as usize].price,
        (_, None) => return None,
    };
    match span.units {
        Units::Days => Some((price, 1)),
        Units::MonthDays => Some((price, span.month.days())),
        Units::Weeks(..) | Units::Hours(_) | Units::Course => None,
    }
}
