//! Random histories of control: a provider's bills are our own documents. Some were billed wrongly first, taken back and billed anew; one fault is put
//! into one of them. What control must find is known beforehand, in whatever form the bills are read.

mod setting;
mod bill;
mod fault;
mod history;

pub use bill::Bill;
pub use history::History;
pub use setting::Setting;
