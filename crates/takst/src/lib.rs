//! Tariffs, pricing and state refund of Danish social services: exact, explained, pure.
//!
//! A [`Catalogue`] of dated tariffs and figures of the law, a [`Policy`] with answers to what the sources leave open, and a state of knowledge
//! ([`KnownAsOf`]) are compiled into a [`Book`]. A book prices a [`Citizen`], because refund windows follow the person, and returns a [`Statement`]
//! for each [`Case`]: documents of [`Line`]s or every [`Fault`] that refuses the case, and [`Finding`]s, which change no price.
//!
//! The crate reads no file and no clock, uses no floats and no `unsafe`, and needs none of the other crates of the project. Amounts are whole øre
//! ([`Amount`]); they are read and written as [`Decimal`](rust_decimal::Decimal) or text. The rules are in `docs/RULES.md`; comments cite its
//! articles (R9.3).
//!
//! # Example
//! A stay of two days at 1,185 kr. a day with an own payment of 96.71 kr. a day. The catalogue has one service, `boegely/ophold`, and a tariff for
//! 2019; `takst-catalogue` brings the published ones.
//!
//! ```
//! # use takst::catalogue::*;
//! # use takst::source::Source;
//! # use takst::{Catalogue, UnitPrice, figure};
//! use takst::{Amount, Book, Case, KnownAsOf, Municipality, Policy, ReportingPeriod, Row};
//!
//! # fn catalogue() -> Result<Catalogue, Box<dyn std::error::Error>> {
//! #     let source = || Source::stated("takstblad 2019");
//! #     let law = |id: &str, from: &str, value: u32| -> Result<Figure, chrono::ParseError> {
//! #         let (name, unit) = (Label::default(), String::new());
//! #         Ok(Figure { id: id.into(), name, from: Some(from.parse()?), to: None, value: value.into(), unit, source: source() })
//! #     };
//! #     let stay = Service {
//! #         id: "boegely/ophold".into(), name: Label::default(), family: "boegely/ophold".into(), legal_basis: "SEL § 110".into(), kind: Kind::Day,
//! #         vat: Vat::Exempt, vat_when_agreed: VatWhenAgreed::AsService, vat_exemption: None, refund: RefundRule::Sel110Ophold, terms: Terms::default(), account: None,
//! #         sources: Default::default(),
//! #         tariffs: vec![Tariff {
//! #             from: TariffStart::On("2019-01-01".parse()?), to: TariffEnd::On("2019-12-31".parse()?), price: UnitPrice::from_units(11_850_000),
//! #             day_price: None, known_from: None, source: source(), assumed: vec![], act: None, what_if: None,
//! #         }],
//! #     };
//! #     let mut catalogue = Catalogue::default();
//! #     catalogue.put(Provider { id: "boegely".into(), name: "Center Bøgely".into(), services: vec![stay], ..Provider::default() });
//! #     catalogue.law.figures = vec![
//! #         law(figure::VAT_STANDARD, "1992-01-01", 25)?, law(figure::REFUND_SHARE, "2018-01-01", 50)?, law(figure::CAP_DAYS, "2023-10-01", 120)?,
//! #         law(figure::WINDOW_MONTHS, "2023-10-01", 12)?, law(figure::SUPPORT_MONTHS, "2023-10-01", 24)?,
//! #     ];
//! #     Ok(catalogue)
//! # }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let book = Book::compile(&catalogue()?, &Policy::default(), KnownAsOf::Latest)?;
//! let payer = Municipality::new(101).ok_or("no municipality has this code")?;
//! let row = Row::new("boegely/ophold", payer, "2019-05-06".parse()?).last_day("2019-05-07".parse()?).own_payment_per_day(Amount::from_ore(9671));
//! let statement = book.price_case(&Case::new("S-1", [row.build()?])?, &ReportingPeriod::ALL);
//! assert_eq!(statement.totals().net.to_string(), "2370.00");
//! assert_eq!(statement.totals().refund.to_string(), "1088.29"); // half of 2 × (1,185.00 − 96.71)
//!
//! // The tariff ends with 2019. A case with a later day is refused, and its fault has the days without a price.
//! let row = Row::new("boegely/ophold", payer, "2019-12-31".parse()?).last_day("2020-01-01".parse()?).build()?;
//! let statement = book.price_case(&Case::new("S-2", [row])?, &ReportingPeriod::ALL);
//! let faults = statement.result.unwrap_err();
//! assert_eq!((faults[0].code.as_str(), faults[0].value.as_str()), ("tariff.ended", "2020-01-01/2020-01-01"));
//! # Ok(())
//! # }
//! ```
//!
//! # Rows
//! [`Row::new`] returns a [`RowBuilder`] with typed setters. It validates each value when it is set, and [`build`](RowBuilder::build) returns the row
//! or every fault at once. [`RowDraft`] reads a row from text with the same builder. [`Citizen::group`] groups records into cases and citizens.
//!
//! # The kernel
//! [`kernel::evaluate`] is the one function that calculates prices; [`Book::price`], [`Book::totals`] and [`Book::explain`] call it. It takes rows as
//! integers, keeps its buffers in a [`kernel::Scratch`], and passes each line as integers ([`kernel::LineFacts`]) to a [`kernel::Sink`]: a struct of
//! yours that adds lines up or writes them where you want them. A call allocates nothing once the buffers are warm, unless a row has a fault. Steps
//! for explanations are built only for a sink that asks for them.
#![forbid(unsafe_code)]

// In order of dependency, which is the way the data flows: a module uses only those above it.
pub mod contract;
pub mod model;
mod compile;
pub mod result;
mod passes;
pub mod document;

pub use compile::ask::TariffVersion;
pub use compile::book::{Book, BookError, BookErrors, KnownAsOf};
pub use compile::law::{LawError, figure};
pub use contract::code;
pub use contract::code::{Asks, Assumptions, Code, Severity};
pub use contract::column::{CellType, Column, Content, Presence};
pub use contract::dimension::{Dimension, NoDimension};
pub use contract::line_column::{LineColumn, LineType, Origin};
pub use contract::tariff_column::{Listed, TariffCell, TariffColumn, TariffPart};
pub use contract::unit::{Covers, Unit};
pub use document::claim::claim;
pub use document::settle::settle;
pub use model::builder::RowBuilder;
pub use model::calendar::{Month, NotAMonth, Period};
pub use model::case::{Case, CaseRow, Citizen, Record, RowDraft};
pub use model::catalogue::Catalogue;
pub use model::fault::{Expected, Fault, Faults, FilePlace, Finding, Place};
pub use model::money::{Amount, NumberError, Percent, Quantity, UnitPrice};
pub use model::municipality::Municipality;
pub use model::period::ReportingPeriod;
pub use model::policy::{Contradiction, Policy, PolicyEntry, PolicyError};
pub use model::row::{AgreedPrice, BrokenRow, Row, RowBilling, WindowHistory};
pub use model::settled::SettledBy;
pub use model::validity::{Bound, Bounds, UnknownQuestion, Validity};
pub use model::{calendar, case, catalogue, cpr, fault, money, municipality, policy, source};
pub use passes::capacity::Capacity;
pub use passes::likeness::Likeness;
pub use result::line::{Line, LineRefund, LineVat, Outcome, ServiceFacts, VatCategory, VatExemption};
pub use result::statement::{Document, Lines, Statement, Totals};
pub use result::trace::{Charged, Explanation, RefundFacts, Running, Step, Term};
pub use result::{line, statement, trace, written};

/// The kernel, for programs that price many rows with buffers of their own and receive lines as integers.
pub mod kernel {
    pub use crate::model::block::RowBlock;
    pub use crate::model::day::{Day, MonthNumber};
    pub use crate::model::input::{InputRow, NO_SERVICE};
    pub use crate::model::limits;
    pub use crate::model::row::RowFacts;
    pub use crate::passes::evaluate::{evaluate, evaluate_in_order, evaluate_unrefused, input, input_row};
    pub use crate::passes::scratch::Scratch;
    pub use crate::result::facts::{AlikeFacts, AlikeLines, LineFacts, MonthFigures, Sink};
}
