//! A priced line in plain values.

use crate::codes::number;
use crate::services::Services;
use crate::sized::SizedStruct;
use takst::kernel::{LineFacts, MonthNumber};

/// One priced line. Amounts are in øre, prices in 1/10,000 kr., quantities and rates in hundredths.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstLine {
    /// `sizeof (takst_line)`.
    pub struct_size: u32,
    /// Number of the document of the line, 1 = first: there is one for each provider, payer and month.
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
    /// Unit of the quantity, one of `takst_unit`.
    pub unit: u32,
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
    /// VAT rate in percent, in hundredths.
    pub vat_rate: i64,
    /// One of `takst_vat_category`.
    pub vat_category: u32,
    /// One of `takst_outcome`.
    pub refund_outcome: u32,
    /// The condition that decided, one of `takst_code`.
    pub refund_reason: u32,
    /// Why the document is on hold, one of `takst_code`; 0: it is not.
    pub invoice_hold: u32,
    /// Number of the tariff version, for `takst_book_tariff_version`; 0: an agreed price.
    pub tariff_version: u32,
    /// 0: reserved.
    pub reserved: u32,
    /// The assumptions that the figures rest on, a bit for each code: see `TAKST_RESTS_ON`.
    pub assumptions: u64,
}

unsafe impl SizedStruct for TakstLine {}

impl TakstLine {
    /// Writes every field in place, without a copy, except the size and reserved fields, which [`init`](SizedStruct::init) sets.
    #[inline]
    pub(crate) fn write(&mut self, line: &LineFacts, services: &Services) {
        let month_number = line.month.yyyymm();
        let begins = line.month.first_day();
        let first_day = month_number * 100 + line.first.since(begins) + 1;
        // The last week of a month, and hours, may end in a later one.
        let last_day = if line.last <= line.month.last_day() {
            month_number * 100 + line.last.since(begins) + 1
        } else {
            let month = MonthNumber::of(line.last);
            month.yyyymm() * 100 + line.last.since(month.first_day()) + 1
        };
        // All fields by name: a new one does not compile until it is written here.
        let TakstLine {
            struct_size: _,
            document,
            line: number_in_document,
            service,
            payer,
            month,
            first_day: first,
            last_day: last,
            days,
            unit,
            quantity,
            unit_price,
            price_base_quantity,
            net,
            vat,
            own_payment,
            refund,
            at_stake,
            cost,
            vat_rate,
            vat_category,
            refund_outcome,
            refund_reason,
            invoice_hold,
            tariff_version,
            reserved: _,
            assumptions,
        } = self;
        *document = line.document;
        *number_in_document = line.number;
        *service = line.service + 1;
        *payer = u32::from(line.payer.code());
        *month = month_number;
        *first = first_day;
        *last = last_day;
        *days = line.days().unsigned_abs();
        *unit = line.unit.number();
        *quantity = i64::from(line.quantity);
        *unit_price = line.unit_price;
        *price_base_quantity = i64::from(line.base) * 100;
        *net = line.net;
        *vat = line.vat;
        *own_payment = line.own_payment;
        *refund = line.refund;
        *at_stake = line.at_stake;
        *cost = line.cost();
        *vat_rate = i64::from(line.vat_rate);
        *vat_category = line.vat_category.number();
        *refund_outcome = line.outcome.number();
        *refund_reason = number(line.reason);
        *invoice_hold = line.hold.map_or(0, number);
        *tariff_version = line.version().map_or(0, |version| services.version(line.service, version));
        *assumptions = line.assumptions.bits();
    }
}
