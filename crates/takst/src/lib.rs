//! takst: tariffs, pricing and state refund of Danish social services.
#![forbid(unsafe_code)]

// In order of dependency, which is the way the data goes: a module uses only those above it.
pub mod money;
pub mod calendar;
pub mod citation;
pub mod code;
pub mod policy;
pub mod catalogue;
pub mod cpr;
pub mod fault;
pub mod case;
pub mod request;
mod law;
mod timeline;
pub mod line;
mod book;
mod choice;
mod course;
mod span;
mod own_payment;
mod dayset;
mod window;
pub mod trace;
mod refund;
mod assumption;
pub mod statement;
mod document;
mod finding;
mod capacity;
mod price;

pub use book::{Book, BookError, Knowledge};
pub use calendar::{Month, NotAMonth, Period};
pub use capacity::Capacity;
pub use case::{AgreedPrice, BrokenRow, Case, CaseRow, Citizen, Municipality, Record, Row, RowDraft, WindowHistory};
pub use catalogue::Catalogue;
pub use code::{Assumptions, Code, Severity};
pub use fault::{Column, Expected, Fault, Finding, Place};
pub use law::{LawError, figure};
pub use line::{Line, LineRefund, LineVat, Outcome, ServiceFacts, VatCategory};
pub use money::{Amount, NumberError, Percent, Quantity, UnitPrice};
pub use policy::{Policy, PolicyEntry, PolicyError};
pub use request::Request;
pub use statement::{Document, Statement, Totals};
pub use trace::{Charged, Explanation, Observer, RefundFacts, Running, Step};
