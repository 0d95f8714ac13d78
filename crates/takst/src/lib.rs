//! Tariffs, pricing and state refund of Danish social services: exact, explained, pure.
//!
//! A [`Catalogue`] of dated tariffs and figures of the law, a [`Policy`] that answers what the sources leave open, and a state of [`KnownAsOf`]
//! are compiled into a [`Book`]. The book prices a [`Citizen`], the unit that refund windows follow, and gives a [`Statement`] for each case:
//! documents of [`Line`]s, or every [`Fault`] that refuses the case, and [`Finding`]s that change no price.
//!
//! The crate reads no file and no clock, uses no floats and no `unsafe`, and needs none of the other crates of the project. Amounts are whole øre
//! inside ([`Amount`]), [`Decimal`](rust_decimal::Decimal) or text at the doors. The rules are in `docs/RULES.md`; comments cite its articles (R9.3).
//!
//! # Example
//! A catalogue made by hand, one stay of two days at 1,185 kr. with an own payment of 96.71 kr. a day, in 2019:
//!
//! ```
//! use chrono::NaiveDate;
//! use rust_decimal::Decimal;
//! use takst::catalogue::*;
//! use takst::source::Source;
//! use takst::{figure, Book, Case, Citizen, Column, KnownAsOf, Policy, ReportingPeriod, RowDraft, UnitPrice};
//!
//! let day = |text: &str| text.parse::<NaiveDate>().unwrap();
//! let source = || Source::stated("takstblad 2019");
//! let law = |id: &str, from: &str, value: u32| Figure {
//!     id: id.into(), name: Label::default(), from: Some(day(from)), to: None,
//!     value: Decimal::from(value), unit: String::new(), source: source(),
//! };
//! let stay = Service {
//!     id: "boegely/ophold".into(), name: Label { da: "Ophold".into(), en: "Stay".into() }, family: "boegely/ophold".into(),
//!     legal_basis: "SEL § 110".into(), kind: Kind::Day, vat: Vat::Exempt, vat_when_agreed: VatWhenAgreed::AsService,
//!     refund: RefundRule::Sel110Ophold, terms: Terms::default(), account: None, sources: Default::default(),
//!     tariffs: vec![Tariff {
//!         from: TariffStart::On(day("2019-01-01")), to: TariffEnd::On(day("2019-12-31")),
//!         price: UnitPrice::try_from(Decimal::from(1185)).unwrap(), known_from: None, source: source(), assumed: vec![], act: None,
//!     }],
//! };
//! let mut catalogue = Catalogue::default();
//! catalogue.put(Provider { id: "boegely".into(), name: "Center Bøgely".into(), services: vec![stay], ..Provider::default() });
//! catalogue.law.figures = vec![
//!     law(figure::VAT_STANDARD, "1992-01-01", 25), law(figure::REFUND_SHARE, "2018-01-01", 50), law(figure::CAP_DAYS, "2023-10-01", 120),
//!     law(figure::WINDOW_MONTHS, "2023-10-01", 12), law(figure::SUPPORT_MONTHS, "2023-10-01", 24),
//! ];
//! let book = Book::compile(&catalogue, &Policy::default(), KnownAsOf::Latest).unwrap();
//!
//! let mut row = RowDraft::new(1);
//! for (column, text) in [
//!     (Column::CaseId, "S-1"), (Column::Service, "boegely/ophold"), (Column::FirstDay, "2019-05-06"), (Column::LastDay, "2019-05-07"),
//!     (Column::Payer, "101"), (Column::OwnPaymentPerDay, "96.71"),
//! ] {
//!     row.set(column, text);
//! }
//! let citizen = Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows: vec![row.finish().row] }] };
//!
//! let statements = book.price(&citizen, &ReportingPeriod::ALL);
//! let totals = statements[0].totals();
//! assert_eq!(totals.net.to_string(), "2370.00");
//! assert_eq!(totals.refund.to_string(), "1088.29"); // half of 2 × (1,185.00 − 96.71)
//!
//! // A day later the tariff has ended: the case is refused, and the fault says which days are covered.
//! let mut row = RowDraft::new(1);
//! for (column, text) in [
//!     (Column::CaseId, "S-1"), (Column::Service, "boegely/ophold"), (Column::FirstDay, "2019-12-31"), (Column::LastDay, "2020-01-01"), (Column::Payer, "101"),
//! ] {
//!     row.set(column, text);
//! }
//! let citizen = Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows: vec![row.finish().row] }] };
//! let faults = book.price(&citizen, &ReportingPeriod::ALL).remove(0).result.unwrap_err();
//! assert_eq!(faults[0].code.as_str(), "tariff.ended");
//! assert_eq!(faults[0].value, "2020-01-01/2020-01-01");
//! ```
#![forbid(unsafe_code)]

// In order of dependency, which is the way the data flows: a module uses only those above it.
pub mod contract;
pub mod model;
mod compile;
pub mod result;
mod passes;

pub use compile::ask::TariffVersion;
pub use compile::book::{Book, BookError, KnownAsOf};
pub use compile::law::{LawError, figure};
pub use contract::code;
pub use contract::code::{Asks, Assumptions, Code, Severity};
pub use contract::column::{CellType, Column, Content, Presence};
pub use contract::line_column::{LineColumn, LineType, Origin};
pub use contract::words::Unit;
pub use model::builder::RowBuilder;
pub use model::calendar::{Month, NotAMonth, Period};
pub use model::case::{Case, CaseRow, Citizen, Record, RowDraft};
pub use model::catalogue::Catalogue;
pub use model::fault::{Expected, Fault, Faults, Finding, Place};
pub use model::money::{Amount, NumberError, Percent, Quantity, UnitPrice};
pub use model::period::ReportingPeriod;
pub use model::policy::{Policy, PolicyEntry, PolicyError};
pub use model::row::{AgreedPrice, BrokenRow, Municipality, Row, WindowHistory};
pub use model::settled::SettledBy;
pub use model::validity::{Bound, Bounds, UnknownQuestion, Validity};
pub use model::{calendar, case, catalogue, cpr, fault, money, policy, source};
pub use passes::capacity::Capacity;
pub use passes::likeness::Likeness;
pub use result::line::{Line, LineRefund, LineVat, Outcome, ServiceFacts, VatCategory};
pub use result::statement::{Document, Lines, Statement, Totals};
pub use result::trace::{Charged, Explanation, RefundFacts, Running, Step};
pub use result::{line, statement, trace};

/// The kernel, for callers that price millions of rows with buffers of their own and take lines as numbers.
pub mod kernel {
    pub use crate::model::day::{Day, MonthNumber};
    pub use crate::model::input::{InputRow, NO_SERVICE};
    pub use crate::model::limits;
    pub use crate::model::row::RowFacts;
    pub use crate::passes::evaluate::{evaluate, input, input_row};
    pub use crate::passes::scratch::Scratch;
    pub use crate::result::facts::{LineFacts, Sink};
}
