//! Faults of bills, each with what control must find of it.

use super::bill::{Bill, set_net, set_rate};
use super::setting::{STRANGER, payer};
use chrono::Datelike;
use takst::{Amount, Code, Percent, Quantity, Unit, UnitPrice};

/// What is wrong with a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    Nothing,
    /// A line at twice the price.
    Price,
    /// A line whose net is 5 kr. more than quantity × price.
    Sum,
    /// VAT where there is none, none where there is.
    Vat,
    /// The whole bill to a municipality that never pays.
    Payer,
    /// The whole bill again under another number.
    Twice,
    /// A case that is not in the file.
    Case,
    /// One unit more than the days have.
    Quantity,
    /// The day after the last of the case too.
    Longer,
    /// A line a day later.
    Later,
    /// Another service of the seller, at twice the amount.
    Service,
}

impl Fault {
    pub(super) const ALL: [Fault; 11] = [
        Fault::Nothing,
        Fault::Price,
        Fault::Sum,
        Fault::Vat,
        Fault::Payer,
        Fault::Twice,
        Fault::Case,
        Fault::Quantity,
        Fault::Longer,
        Fault::Later,
        Fault::Service,
    ];

    /// Whether a line can have the fault.
    pub(super) fn fits(self, bill: &Bill, of: usize, is_last_of_case: bool) -> bool {
        let line = &bill.content.lines[of];
        // A part of a month has the month's price for all its days.
        let has_own_price = line.price_base_quantity == Quantity::whole(1) && line.unit != Unit::Month;
        let can_end_later = line.unit == Unit::Day && has_own_price && is_last_of_case && line.last_day.day() < 29;
        match self {
            Fault::Quantity => has_own_price,
            Fault::Longer => can_end_later,
            Fault::Later => can_end_later && line.first_day < line.last_day,
            Fault::Service => matches!(line.unit, Unit::Day | Unit::Month),
            _ => true,
        }
    }
}

/// What control must find: the verdict on the place; billed less expected (`None`: the bill is at no place); and what is not billed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finding {
    pub code: Code,
    pub difference: Option<Amount>,
    pub missing: Amount,
}

/// Puts a fault into a line of a bill, or into all of it.
pub(super) fn spoil(bills: &mut Vec<Bill>, at: usize, of: usize, fault: Fault) -> Finding {
    let content = &mut bills[at].content;
    let whole = content.sums().net;
    let line = &mut content.lines[of];
    let net = line.net;
    // Prices have four decimals, amounts two.
    let price = Amount::from_ore(line.unit_price.units() / 100);
    let found = |code, difference| Finding { code, difference: Some(difference), missing: Amount::ZERO };
    let next = |day: chrono::NaiveDate| day.succ_opt().expect("a day");
    match fault {
        Fault::Nothing => found(Code::VerifyAgrees, Amount::ZERO),
        Fault::Price => {
            line.unit_price = UnitPrice::from_units(line.unit_price.units() * 2);
            set_net(line, net + net);
            found(Code::VerifyPrice, net)
        }
        Fault::Sum => {
            let more = Amount::from_ore(500);
            set_net(line, net + more);
            found(Code::VerifySum, more)
        }
        Fault::Vat => {
            set_rate(line, line.vat.rate == Percent::default());
            found(Code::VerifyVat, Amount::ZERO)
        }
        Fault::Payer => {
            content.payer = payer(STRANGER);
            found(Code::VerifyPayer, whole)
        }
        Fault::Twice => {
            let again = Bill { number: "Z".to_owned(), ..bills[at].clone() };
            bills.push(again);
            found(Code::VerifyBilledTwice, whole)
        }
        // What the case should be billed is not billed.
        Fault::Case => {
            content.case_id = "S-99".into();
            Finding { code: Code::VerifyCaseUnknown, difference: None, missing: whole }
        }
        Fault::Quantity | Fault::Longer => {
            line.quantity = Quantity::from_units(line.quantity.units() + 100);
            set_net(line, net + price);
            if fault == Fault::Quantity {
                return found(Code::VerifyQuantity, price);
            }
            line.last_day = next(line.last_day);
            found(Code::VerifyPeriod, price)
        }
        // The last day is outside the case, and no bill has the first, so that its line is not billed.
        Fault::Later => {
            (line.first_day, line.last_day) = (next(line.first_day), next(line.last_day));
            Finding { code: Code::VerifyPeriod, difference: Some(price), missing: net }
        }
        Fault::Service => {
            line.service = "m/nat".into();
            line.unit_price = UnitPrice::from_units(line.unit_price.units() * 2);
            set_net(line, net + net);
            found(Code::VerifyService, net)
        }
    }
}
