//! Catalogues for columns of cases: the built-in one with both made-up providers, and one of few services.

use crate::sides::BOEGELY;
use takst::Catalogue;
use takst::catalogue::Kind;

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

/// A few services of one made-up provider by the day and the week: so few that totals count days, not stays.
#[must_use]
pub fn few() -> Catalogue {
    let mut catalogue = catalogue();
    catalogue.providers.retain(|provider| provider.id == "skovly");
    for provider in &mut catalogue.providers {
        provider.services.retain(|service| service.kind == Kind::Day || ["skovly/uge", "skovly/uge-stoette"].contains(&service.id.as_str()));
    }
    catalogue
}
