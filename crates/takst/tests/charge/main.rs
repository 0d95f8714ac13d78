//! What is charged, by hand: prices per month and terms of the provider.

#[path = "../common/mod.rs"]
mod common;

mod cases;
mod months;
mod terms;
