//! What is charged, by hand: prices per month, terms of the provider, days without a price.

mod cases;
mod explained;
mod holes;
mod months;
mod pieces;
mod terms;
mod together;
