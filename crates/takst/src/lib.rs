//! takst: tariffs, pricing and state refund of Danish social services.
#![forbid(unsafe_code)]

pub mod calendar;
pub mod case;
pub mod catalogue;
pub mod citation;
pub mod code;
pub mod cpr;
pub mod fault;
pub mod line;
pub mod money;
pub mod policy;
pub mod request;
pub mod statement;
pub mod trace;

pub use calendar::{Month, NotAMonth, Period};
pub use case::{AgreedPrice, BrokenRow, Case, CaseRow, Citizen, Municipality, Record, Row, RowDraft, WindowHistory};
pub use catalogue::Catalogue;
pub use code::{Assumptions, Code, Severity};
pub use fault::{Column, Expected, Fault, Finding, Place};
pub use money::{Amount, NumberError, Percent, Quantity, UnitPrice};
pub use policy::{Policy, PolicyEntry, PolicyError};
pub use line::{Line, LineRefund, LineVat, Outcome, ServiceFacts, VatCategory};
pub use request::Request;
pub use statement::{Document, Statement, Totals};
pub use trace::{Charged, Explanation, Observer, RefundFacts, Running, Step};
