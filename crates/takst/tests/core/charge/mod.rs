//! What is charged, by hand: prices per month and terms of the provider.

mod cases;
mod months;
mod terms;
