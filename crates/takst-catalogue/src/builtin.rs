//! The catalogue that comes with takst.

use crate::load::{Loaded, load};
use std::sync::LazyLock;
use takst::Catalogue;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Name and text of every file of the built-in catalogue.
        pub const BUILTIN_FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../data/", $name)))),*];
    };
}

files![
    "law/acts.toml",
    "law/central-refund.toml",
    "law/interest.toml",
    "law/own-payment.toml",
    "law/refund.toml",
    "law/vat.toml",
    "livarehab.toml",
    "mandecentret.toml",
    "pensionatet.toml",
    "socialstyrelsen.toml",
];

static BUILTIN: LazyLock<Loaded> = LazyLock::new(|| match load(BUILTIN_FILES) {
    Ok(loaded) => loaded,
    // The files are compiled in and the tests load them: this is a defect of the build, not of any input.
    Err(problems) => panic!("the built-in catalogue has problems: {problems:#?}"),
});

/// The built-in catalogue: 22 services of 4 providers, and the law they rest on.
#[must_use]
pub fn builtin() -> &'static Catalogue {
    &BUILTIN.catalogue
}

/// The built-in catalogue with its receipt.
#[must_use]
pub fn builtin_loaded() -> &'static Loaded {
    &BUILTIN
}
