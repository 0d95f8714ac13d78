//! Places in files.

use std::fmt;
use takst::cpr;

/// Where in a document something stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The line of the file, from 1.
    pub line: u64,
    /// The element, with those around it: `/Invoice/InvoiceLine[2]/Price/PriceAmount`. Empty before the first one.
    pub path: String,
}

/// The longest path that is shown.
const LONGEST_PATH: usize = 200;

impl Place {
    /// A place whose path was put together from names in the file.
    pub(crate) fn new(line: u64, path: &str) -> Place {
        Place { line, path: cpr::shown(path, LONGEST_PATH) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.path {
            "" => write!(f, "line {}", self.line),
            path => write!(f, "line {}, {path}", self.line),
        }
    }
}
