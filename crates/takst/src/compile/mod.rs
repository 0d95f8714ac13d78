//! Catalogue, policy and day of knowledge compiled into a book.

// In order of dependency.
pub(crate) mod law;
pub(crate) mod timeline;
pub(crate) mod service;
pub(crate) mod rules;
pub(crate) mod entitlement;
pub(crate) mod table;
pub(crate) mod book;
pub(crate) mod ask;
