//! takst-explain: every amount followed to its steps, in Danish and English.
#![forbid(unsafe_code)]

mod assumption;
mod finding;
pub mod format;
mod lang;
mod texts;

pub use assumption::Assumption;
pub use lang::{Lang, UnknownLang};
pub use texts::{Arg, Texts, Unsaid};
