//! Random histories of three to eight steps: case files, catalogues, policies and parties change, each step invoices or corrects and now and then
//! claims, and the core is compared with the oracle in every field of every action. What the rules of documents promise of any history is asked too.

mod book;
mod draw;
mod plain;
mod run;
mod sides;
mod steps;

pub use run::{Counts, Played, history};
pub use sides::Sides;
