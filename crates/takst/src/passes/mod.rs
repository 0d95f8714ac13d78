//! The rules, pass by pass.

// In order of dependency.
pub(crate) mod choice;
pub(crate) mod course;
pub(crate) mod span;
pub(crate) mod own_payment;
pub(crate) mod dayset;
pub(crate) mod window;
pub(crate) mod refund;
pub(crate) mod assumption;
pub(crate) mod draft;
pub(crate) mod reckoning;
pub(crate) mod finding;
pub(crate) mod capacity;
pub(crate) mod likeness;
pub(crate) mod price;
