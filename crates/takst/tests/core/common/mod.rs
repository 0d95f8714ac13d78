//! A catalogue made by hand, for the tests of this crate.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::catalogue::{Figure, Kind, Label, Law, Provider, RefundRule, Service, Tariff, TariffEnd, TariffStart, Terms, Vat, VatWhenAgreed};
use takst::source::Source;
use takst::{Catalogue, UnitPrice, figure};

/// A date.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A number.
pub fn number(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("a number")
}

/// A figure of the law.
pub fn law(id: &str, from: &str, to: Option<&str>, value: &str) -> Figure {
    let source = Source::stated("a law");
    Figure { id: id.into(), name: Label::default(), from: Some(day(from)), to: to.map(day), value: number(value), unit: String::new(), source }
}

/// The figures that every book needs.
pub fn figures() -> Vec<Figure> {
    vec![
        law(figure::VAT_STANDARD, "1992-01-01", None, "25"),
        law(figure::REFUND_SHARE, "2018-01-01", None, "50"),
        law(figure::CAP_DAYS, "2023-10-01", Some("2026-03-31"), "120"),
        law(figure::CAP_DAYS, "2026-04-01", None, "90"),
        law(figure::WINDOW_MONTHS, "2023-10-01", None, "12"),
        law(figure::SUPPORT_MONTHS, "2023-10-01", None, "24"),
    ]
}

/// A tariff version.
pub fn tariff(from: &str, to: Option<&str>, price: &str) -> Tariff {
    Tariff {
        from: TariffStart::On(day(from)),
        to: to.map_or(TariffEnd::Open, |to| TariffEnd::On(day(to))),
        price: UnitPrice::try_from(number(price)).expect("a price"),
        day_price: None,
        known_from: None,
        source: Source::stated("a price list"),
        assumed: Vec::new(),
        act: None,
        what_if: None,
    }
}

/// A service of *Hus* with standard VAT and without refund.
pub fn service(name: &str, kind: Kind, tariffs: Vec<Tariff>) -> Service {
    Service {
        id: format!("hus/{name}"),
        name: Label::default(),
        family: format!("hus/{name}"),
        legal_basis: "LAB § 32".into(),
        kind,
        vat: Vat::Standard,
        vat_when_agreed: VatWhenAgreed::AsService,
        vat_exemption: None,
        refund: RefundRule::None,
        terms: Terms::default(),
        account: None,
        sources: Default::default(),
        tariffs,
    }
}

/// A catalogue of *Hus* alone.
pub fn catalogue(services: Vec<Service>) -> Catalogue {
    let provider = Provider { id: "hus".into(), name: "Hus".into(), services, ..Provider::default() };
    Catalogue { providers: vec![provider], law: Law { figures: figures(), ..Law::default() } }
}
