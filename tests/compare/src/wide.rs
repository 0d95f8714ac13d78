//! The catalogue for columns of cases: the built-in one and both made-up providers.

use crate::sides::BOEGELY;
use takst::Catalogue;

const SKOVLY: &str = include_str!("../catalogue/skovly.toml");

/// The built-in catalogue, the made-up provider of the random case files, and one whose prices leave parts of an øre in the middle of months.
///
/// # Panics
/// The files are part of the project and in order.
#[must_use]
pub fn catalogue() -> Catalogue {
    let files = [("boegely.toml", BOEGELY), ("skovly.toml", SKOVLY)];
    takst_catalogue::load_over(takst_catalogue::builtin_loaded(), &files).expect("a catalogue in order").catalogue
}
