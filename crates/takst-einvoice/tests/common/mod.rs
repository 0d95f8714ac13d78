//! Documents of which electronic invoices are made. Names and numbers are made up; check digits are right.

#![allow(dead_code, reason = "each test uses a part")]

use std::sync::Arc;
use takst::contract::words::{Dialect, DocumentKind, Endpoint};
use takst::document::content::Content;
use takst::document::issued::{Issued, IssuedBuyer, IssuedSeller, PricedWith, Referred};
use takst::document::line::DocumentLine;
use takst::document::party::{Address, Contact, Cvr, Gln, Payment, References};
use takst::line::LineVat;
use takst::{Amount, Code, Municipality, Percent, Quantity, Unit, UnitPrice, VatCategory, VatExemption};
use takst_einvoice::FromIssued;
use takst_einvoice::model::Invoice;

pub fn address(street: &str, postal_code: &str, city: &str) -> Address {
    Address { street: street.into(), building_number: "1".into(), city: city.into(), postal_code: postal_code.into() }
}

pub fn payment(word: &str) -> Payment {
    match word {
        "bank" => Payment::Bank { registration: "1234".into(), account: "1234567890".into() },
        "iban" => Payment::Iban { account: "DK5000400440116243".into(), bic: Some("DABADKKK".into()) },
        slip => Payment::Fik { kind: slip.trim_start_matches("fik-").into(), creditor: "81234567".into() },
    }
}

/// Lines of a unit in March 2023, of which net is what quantity and price say: worked out by hand beside each.
pub fn lines_of(unit: &str) -> Vec<DocumentLine> {
    match unit {
        // 10.25 × 512.5025 = 5,253.150625; 3 × 520 = 1,560.
        "hour" => vec![
            line("2023-03-01", "2023-03-31", 1_025, Unit::Hour, 5_125_025, 1, 525_315),
            line("2023-03-06", "2023-03-10", 300, Unit::Hour, 5_200_000, 1, 156_000),
        ],
        // 12 × 435 = 5,220; 1 × 467 = 467.
        "day" => vec![
            line("2023-03-20", "2023-03-31", 1_200, Unit::Day, 4_350_000, 1, 522_000),
            line("2023-03-31", "2023-03-31", 100, Unit::Day, 4_670_000, 1, 46_700),
        ],
        // 2 × 1,850 = 3,700; the second week ends after the month.
        "week" => vec![
            line("2023-03-06", "2023-03-19", 200, Unit::Week, 18_500_000, 1, 370_000),
            line("2023-03-27", "2023-04-02", 100, Unit::Week, 18_500_000, 1, 185_000),
        ],
        // A whole month; 12 of 31 days at 14,000 a month: 168,000 / 31 = 5,419.3548…
        "month" => vec![
            line("2023-03-01", "2023-03-31", 100, Unit::Month, 140_000_000, 1, 1_400_000),
            line("2023-03-20", "2023-03-31", 1_200, Unit::Day, 140_000_000, 31, 541_935),
        ],
        "course" => vec![
            line("2023-03-01", "2023-05-31", 100, Unit::Course, 250_000_000, 1, 2_500_000),
            line("2023-03-08", "2023-03-08", 100, Unit::Course, 12_345_000, 1, 123_450),
        ],
        _ => unreachable!("no such unit"),
    }
}

/// A line with quantity and net in hundredths, and price in 1/10,000; exempt as social care.
pub fn line(first: &str, last: &str, quantity: i64, unit: Unit, price: i64, base: u32, net: i64) -> DocumentLine {
    DocumentLine {
        service: "mandecentret/efterforsorg-basis".into(),
        first_day: first.parse().expect("a day"),
        last_day: last.parse().expect("a day"),
        quantity: Quantity::from_units(quantity),
        unit,
        unit_price: UnitPrice::from_units(price),
        price_base_quantity: Quantity::whole(base),
        net: Amount::from_ore(net),
        vat: exempt(Some(VatExemption::SocialCare)),
    }
}

pub fn exempt(exemption: Option<VatExemption>) -> LineVat {
    LineVat { category: VatCategory::Exempt, rate: Percent::default(), amount: Amount::ZERO, exemption }
}

/// 25 % of a net in øre, halves up.
pub fn standard(net: i64) -> LineVat {
    LineVat { category: VatCategory::Standard, rate: Percent::from_units(2_500), amount: Amount::from_ore((net + 2) / 4), exemption: None }
}

/// What a golden document is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub dialect: &'static str,
    pub kind: &'static str,
    pub unit: &'static str,
    pub vat: &'static str,
    pub payment: &'static str,
    pub references: &'static str,
}

impl Row {
    pub fn dialect(&self) -> Dialect {
        Dialect::from_word(self.dialect).expect("a dialect")
    }

    pub fn name(&self) -> String {
        [self.dialect, self.kind, self.unit, self.vat, self.payment, self.references].join("_") + ".xml"
    }

    /// The values of its factors.
    pub fn values(&self) -> [&'static str; 6] {
        [self.dialect, self.kind, self.unit, self.vat, self.payment, self.references]
    }

    pub fn issued(&self) -> Issued {
        let mut lines = lines_of(self.unit);
        let last = lines.len() - 1;
        match self.vat {
            "standard" => lines.iter_mut().for_each(|line| line.vat = standard(line.net.ore())),
            "mixed" => lines[last].vat = standard(lines[last].net.ore()),
            "two-reasons" => lines[last].vat = exempt(Some(VatExemption::MedicalCare)),
            _ => {}
        }
        if matches!(self.vat, "standard" | "mixed") {
            lines[last].service = "livarehab/mentor-samtaler".into();
        }
        let references = match self.references {
            "person" => References { buyer_reference: Some("SOC".into()), ..References::default() },
            "order" => References { order_reference: Some("4500012345".into()), ..References::default() },
            _ => References {
                buyer_reference: Some("SOC-7 & 8".into()),
                order_reference: Some("4500012345".into()),
                accounting_cost: Some("5412345678".into()),
                buyer_gln: Gln::parse("5798009811578"),
                commitment: Some("BT-2023-44".into()),
            },
        };
        let is_standard = matches!(self.vat, "standard" | "mixed");
        document(self.kind, lines, references, seller(self.payment, is_standard))
    }

    pub fn invoice(&self) -> Invoice {
        FromIssued::new(&takst_catalogue::builtin_loaded().catalogue).invoice(&self.issued())
    }
}

pub fn seller(paid: &str, is_vat_registered: bool) -> IssuedSeller {
    IssuedSeller {
        name: "Fonden <Prøve> & Søn".into(),
        cvr: Cvr::parse("12345674").expect("a CVR number"),
        is_vat_registered,
        address: address("Prøvevej", "1000", "København K"),
        endpoint: if is_vat_registered { Endpoint::Gln } else { Endpoint::Cvr },
        gln: is_vat_registered.then(|| Gln::parse("5798009800275").expect("a GLN")),
        contact: Contact { name: "Bogholderiet".into(), email: Some("bogholderi@example.dk".into()), phone: Some("33000000".into()) },
        payment: payment(paid),
    }
}

pub fn document(kind: &str, lines: Vec<DocumentLine>, references: References, seller: IssuedSeller) -> Issued {
    let day = |text: &str| text.parse().expect("a day");
    let before = || Some(Referred { number: "M-16".into(), issued: day("2023-04-01") });
    let (kind, refers_to, reasons, note) = match kind {
        "invoice" => (DocumentKind::Invoice, None, vec![], None),
        "replacing" => (DocumentKind::Invoice, before(), vec![Code::CorrectionPrice], Some("Prisen er rettet efter aftale.".into())),
        _ => (DocumentKind::CreditNote, before(), vec![Code::CorrectionPeriod, Code::CorrectionPrice], None),
    };
    Issued {
        number: "M-17".into(),
        kind,
        refers_to,
        reasons,
        issued: day("2023-04-03"),
        due: (kind == DocumentKind::Invoice).then(|| day("2023-04-24")),
        content: Content {
            case_id: "M-2023-014".into(),
            citizen_id: "B-1".into(),
            provider: "mandecentret".into(),
            payer: Municipality::new(101).expect("a municipality"),
            month: "2023-03".parse().expect("a month"),
            lines,
        },
        references: Arc::new(references),
        seller,
        buyer: IssuedBuyer {
            name: "Københavns Kommune".into(),
            cvr: Cvr::parse("64942212").expect("a CVR number"),
            gln: Gln::parse("5798009800275").expect("a GLN"),
            format: Dialect::Oioubl,
            address: address("Rådhuspladsen", "1550", "København V"),
        },
        note,
        priced_with: PricedWith::default(),
    }
}

macro_rules! rows {
    ($($dialect:literal $kind:literal $unit:literal $vat:literal $payment:literal $references:literal;)*) => {
        /// The golden documents: every value of a factor beside every value of each other, but for an order without a person in OIOUBL, which needs one.
        pub const ROWS: &[Row] = &[$(Row { dialect: $dialect, kind: $kind, unit: $unit, vat: $vat, payment: $payment, references: $references }),*];
    };
}

rows! {
    "bis3" "credit-note" "day" "exempt" "fik-71" "all";
    "bis3" "credit-note" "day" "standard" "iban" "order";
    "bis3" "credit-note" "hour" "mixed" "fik-71" "all";
    "bis3" "credit-note" "month" "exempt" "fik-73" "order";
    "bis3" "credit-note" "week" "mixed" "fik-75" "all";
    "bis3" "invoice" "course" "two-reasons" "fik-75" "order";
    "bis3" "invoice" "day" "two-reasons" "fik-73" "person";
    "bis3" "invoice" "hour" "mixed" "fik-75" "order";
    "bis3" "invoice" "week" "standard" "bank" "person";
    "bis3" "replacing" "course" "exempt" "bank" "order";
    "bis3" "replacing" "course" "mixed" "fik-73" "all";
    "bis3" "replacing" "course" "mixed" "iban" "all";
    "bis3" "replacing" "hour" "standard" "fik-73" "all";
    "bis3" "replacing" "month" "two-reasons" "bank" "person";
    "bis3" "replacing" "month" "two-reasons" "iban" "person";
    "bis3" "replacing" "week" "two-reasons" "fik-71" "order";
    "oioubl" "credit-note" "course" "standard" "fik-71" "person";
    "oioubl" "credit-note" "hour" "two-reasons" "bank" "all";
    "oioubl" "invoice" "hour" "exempt" "iban" "person";
    "oioubl" "invoice" "month" "mixed" "fik-71" "all";
    "oioubl" "replacing" "day" "exempt" "fik-75" "person";
    "oioubl" "replacing" "day" "mixed" "bank" "person";
    "oioubl" "replacing" "month" "standard" "fik-75" "person";
    "oioubl" "replacing" "week" "exempt" "iban" "person";
    "oioubl" "replacing" "week" "standard" "fik-73" "all";
}
