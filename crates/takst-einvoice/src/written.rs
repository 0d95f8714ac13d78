//! Documents as bytes.

use crate::need::Lack;
use crate::rules::check;
use crate::write::tree;
use std::fmt;
use takst::contract::words::Dialect;

/// Why a document cannot be written in a dialect: everything that it lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Lacking {
    /// The dialect.
    pub dialect: Dialect,
    /// What it needs; at least one thing.
    pub lacks: Vec<Lack>,
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} needs ", self.dialect)?;
        for (place, lack) in self.lacks.iter().enumerate() {
            write!(f, "{}{lack}", if place == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

/// Returns the bytes of a document in a dialect.
///
/// # Errors
/// The dialect needs something that the document lacks: all such things at once.
pub fn write(invoice: &crate::model::Invoice, dialect: Dialect) -> Result<Vec<u8>, Lacking> {
    let tree = tree(invoice, dialect);
    let lacks = check(&tree, dialect);
    if lacks.is_empty() { Ok(tree.to_bytes().unwrap_or_default()) } else { Err(Lacking { dialect, lacks }) }
}
