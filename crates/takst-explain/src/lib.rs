//! takst-explain: every amount followed to its steps, in Danish and English.
#![forbid(unsafe_code)]

mod assumption;
mod explain;
mod finding;
pub mod format;
mod html;
mod lang;
pub mod model;
mod reason;
mod receipt;
mod sources;
mod step;
mod text;
mod texts;

pub use assumption::Assumption;
pub use explain::explain;
pub use lang::{Lang, UnknownLang};
pub use model::Report;
pub use receipt::Receipt;
pub use texts::{Arg, Texts, Unsaid};
