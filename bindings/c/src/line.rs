//! A priced line in plain values.

use crate::codes::{FIRST_ASSUMPTION, number};
use crate::day;
use crate::service::Services;
use takst::{Assumptions, Code, Line, Severity};

/// One priced line. Amounts are in øre, prices in 1/10,000 kr., quantities and rates in hundredths.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstLine {
    /// `sizeof (takst_line)`.
    pub struct_size: usize,
    /// Number of the document the line stands in, 1 = first: one for each provider, payer and month.
    pub document: u32,
    /// Number of the line in its document, 1 = first.
    pub line: u32,
    /// Number of the service, 1 = first.
    pub service: u32,
    /// Code of the paying municipality.
    pub payer: u32,
    /// Month of the document, yyyymm.
    pub month: i32,
    /// First day, yyyymmdd.
    pub first_day: i32,
    /// Last day, inclusive.
    pub last_day: i32,
    /// Calendar days from the first day to the last.
    pub days: u32,
    /// How many units, in hundredths.
    pub quantity: i64,
    /// Price of `price_base_quantity` units ex VAT, in 1/10,000 kr.
    pub unit_price: i64,
    /// 1, or the days of the month where a part of a month is charged; in hundredths.
    pub price_base_quantity: i64,
    /// Ex VAT, in øre.
    pub net: i64,
    /// VAT, in øre.
    pub vat: i64,
    /// The citizen's own payment, in øre.
    pub own_payment: i64,
    /// State refund claimed, in øre.
    pub refund: i64,
    /// State refund undetermined, in øre.
    pub at_stake: i64,
    /// Cost to the municipality, in øre: net − own payment − refund.
    pub cost: i64,
    /// Unit of the quantity, one of `takst_unit`.
    pub unit: u32,
    /// One of `takst_vat_category`.
    pub vat_category: u32,
    /// VAT rate in percent, in hundredths.
    pub vat_rate: i64,
    /// One of `takst_outcome`.
    pub refund_outcome: u32,
    /// The condition that decided, one of `takst_code`.
    pub refund_reason: u32,
    /// Why the document is on hold, one of `takst_code`; 0: it is not.
    pub invoice_hold: u32,
    /// Number of the tariff version, for `takst_book_tariff_version`; 0: an agreed price.
    pub tariff_version: u32,
    /// What the figures rest on, a bit for each code: see `TAKST_RESTS_ON`.
    pub assumptions: u64,
}

/// Assumptions with their bits: the lines of a period mostly rest on the same.
pub(crate) type Assumed = (Assumptions, u64);

/// Bits of assumptions by code; those of the core are not to be seen.
pub(crate) struct Bits(Vec<(Assumptions, u64)>);

impl Bits {
    pub fn new() -> Bits {
        let assumed = Code::ALL.iter().filter(|code| code.severity() == Severity::Assumption);
        Bits(assumed.map(|code| (Assumptions::NONE.with(*code), 1 << (number(*code) - FIRST_ASSUMPTION))).collect())
    }

    fn of(&self, assumptions: Assumptions, last: &mut Assumed) -> u64 {
        if assumptions != last.0 {
            *last = (assumptions, self.worked_out(assumptions));
        }
        last.1
    }

    fn worked_out(&self, assumptions: Assumptions) -> u64 {
        self.0.iter().filter(|(one, _)| assumptions.union(*one) == assumptions).fold(0, |bits, (_, bit)| bits | bit)
    }
}

impl TakstLine {
    pub(crate) fn of(line: &Line, document: u32, service: u32, services: &Services, bits: &Bits, last: &mut Assumed) -> TakstLine {
        TakstLine {
            struct_size: size_of::<TakstLine>(),
            document,
            line: line.number,
            service,
            payer: u32::from(line.payer.code()),
            month: day::month_number(line.month),
            first_day: day::number(line.period.first()),
            last_day: day::number(line.period.last()),
            days: line.days(),
            quantity: line.quantity.units(),
            unit_price: line.unit_price.units(),
            price_base_quantity: line.price_base_quantity.units(),
            net: line.net.ore(),
            vat: line.vat.amount.ore(),
            own_payment: line.own_payment.ore(),
            refund: line.refund.amount.ore(),
            at_stake: line.refund.at_stake.ore(),
            cost: line.cost().ore(),
            unit: line.unit.number(),
            vat_category: line.vat.category.number(),
            vat_rate: line.vat.rate.units(),
            refund_outcome: line.refund.outcome.number(),
            refund_reason: number(line.refund.reason),
            invoice_hold: line.invoice_hold.map_or(0, number),
            tariff_version: line.tariff_version.as_deref().and_then(|label| services.version(service, label)).unwrap_or(0),
            assumptions: bits.of(line.assumptions, last),
        }
    }
}
