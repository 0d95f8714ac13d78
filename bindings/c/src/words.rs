//! Sets of values that only the C interface has, as numbers.

use crate::failure::{Failure, refuse};
use crate::status::TakstStatus;
use takst_explain::Lang;

/// Yes, no, or not given.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstAnswer {
    /// Not given.
    None = 0,
    /// Yes.
    Yes = 1,
    /// No.
    No = 2,
}

/// The language of messages and explanations.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstLanguage {
    /// Danish.
    Danish = 0,
    /// English.
    English = 1,
}

/// The language of this number.
pub(crate) fn language(number: u32) -> Result<Lang, Failure> {
    match number {
        n if n == TakstLanguage::Danish as u32 => Ok(Lang::Da),
        n if n == TakstLanguage::English as u32 => Ok(Lang::En),
        n => Err(refuse(TakstStatus::BadValue, "language", n)),
    }
}
