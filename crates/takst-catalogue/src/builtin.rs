//! The catalogue that comes with takst.

pub use crate::builtin_files::BUILTIN_FILES;
use crate::load::{Loaded, load};
use std::sync::LazyLock;
use takst::Catalogue;

static BUILTIN: LazyLock<Loaded> = LazyLock::new(|| match load(BUILTIN_FILES) {
    Ok(loaded) => loaded,
    // The files are compiled in and the tests load them: this is a defect of the build, not of any input.
    Err(problems) => panic!("the built-in catalogue has problems: {problems:#?}"),
});

/// The built-in catalogue: the services of its providers, and the law they rest on.
#[must_use]
pub fn builtin() -> &'static Catalogue {
    &BUILTIN.catalogue
}

/// The built-in catalogue with its receipt.
#[must_use]
pub fn builtin_loaded() -> &'static Loaded {
    &BUILTIN
}
