//! Lines of services worked out once by the core, and which rows are copied from them.

// In the order the data flows.
pub(crate) mod days;
pub(crate) mod vocabulary;
pub(crate) mod facts;
pub(crate) mod line_columns;
pub(crate) mod segments;
pub(crate) mod draft;
pub(crate) mod templates;
pub(crate) mod lent;
pub(crate) mod layout;
pub(crate) mod plan;
