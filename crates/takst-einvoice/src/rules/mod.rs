//! Rules of the dialects, over the tree of a document: those that only Danish documents have, those of OIOUBL, and what of EN 16931 a document of
//! ours can fail. The official rule files have more; a document that fails none of these passes those too.

// In order of dependency.
mod view;
mod every;
mod bis;
mod danish;
mod sums;
mod oioubl;
mod oioubl_payment;
mod oioubl_sums;

use crate::need::Lack;
use crate::xml::Element;
use takst::contract::words::Dialect;
use view::View;

/// Returns everything that the tree of a document lacks in a dialect, each thing once.
///
/// # Example
/// ```
/// use takst_einvoice::model::{Dialect, DocumentKind, Invoice};
/// let nothing = takst_einvoice::tree(&Invoice::new(DocumentKind::Invoice), Dialect::Bis3);
/// let lacks = takst_einvoice::check(&nothing, Dialect::Bis3);
/// assert!(lacks.iter().any(|lack| lack.to_string() == "document: A number (BR-02)"));
/// ```
#[must_use]
pub fn check(tree: &Element, dialect: Dialect) -> Vec<Lack> {
    let mut view = View::of(tree, dialect);
    every::check(&mut view);
    match dialect {
        Dialect::Bis3 => {
            bis::check(&mut view);
            danish::check(&mut view);
            sums::check(&mut view);
        }
        Dialect::Oioubl => {
            oioubl::check(&mut view);
            oioubl_payment::check(&mut view);
            oioubl_sums::check(&mut view);
        }
    }
    let mut lacks = view.into_lacks();
    lacks.sort();
    lacks.dedup();
    lacks
}
