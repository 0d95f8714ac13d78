//! The rules, one pass a file: price of a row, courses, charged days, refund windows, lines, documents.

// In the order of the data.
pub(crate) mod plan;
pub(crate) mod dayset;
pub(crate) mod choose;
pub(crate) mod month;
pub(crate) mod course;
pub(crate) mod support;
pub(crate) mod charge;
pub(crate) mod window;
pub(crate) mod refund;
pub(crate) mod cut;
pub(crate) mod document;
pub(crate) mod month_run;
pub(crate) mod step;
pub(crate) mod scratch;
pub(crate) mod in_order;
pub(crate) mod elsewhere;
pub(crate) mod finding;
pub(crate) mod term;
pub(crate) mod evaluate;
pub(crate) mod price;
pub(crate) mod capacity;
pub(crate) mod likeness;
