//! An invoice in the terms of EN 16931, whatever dialect it is written in. Comments cite the terms of the standard (BT-1, BG-23).
//!
//! What a document may lack is an `Option`: unknown is not empty and not 0. Writers say what their dialect needs and the model lacks.

// In order of dependency.
mod text;
pub mod party;
pub mod reference;
pub mod payment;
pub mod vat;
pub mod days;
pub mod line;
pub mod invoice;
pub mod received;

pub use days::Days;
pub use invoice::{Invoice, Totals};
pub use line::{Charge, Item, Line, Measured, Price};
pub use party::{Address, Contact, Id, Party, Scheme};
pub use payment::{Account, Payment};
pub use received::{Expected, Mentioned, Problem, ReceivedInvoice, Sum};
pub use reference::{Attached, Preceding, References};
pub use vat::{Vat, VatBreakdown, VatCategory};

pub use takst::contract::words::{Dialect, DocumentKind};
