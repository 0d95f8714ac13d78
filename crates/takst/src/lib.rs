//! takst: tariffs, pricing and state refund of Danish social services.
#![forbid(unsafe_code)]

pub mod calendar;
pub mod catalogue;
pub mod citation;
pub mod code;
pub mod fault;
pub mod money;
pub mod policy;

pub use calendar::{Month, NotAMonth, Period};
pub use catalogue::Catalogue;
pub use code::{Assumptions, Code, Severity};
pub use fault::{Column, Expected, Fault, Finding, Place};
pub use money::{Amount, NumberError, Percent, Quantity, UnitPrice};
pub use policy::{Policy, PolicyEntry, PolicyError};
