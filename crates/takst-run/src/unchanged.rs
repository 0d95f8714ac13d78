//! Invoices that would be issued anew exactly as they are.

use takst::contract::words::DocumentKind;
use takst::document::action::NewDocument;
use takst::document::issued::{Issued, IssuedBuyer, IssuedSeller};
use takst::document::party::Parties;
use takst_ledger::{Found, LedgerError, Reader};

/// Returns the numbers of the invoices that a reissue replaces by one with the same references and parties: what came back would come back again.
///
/// # Errors
/// The ledger cannot be read.
pub fn unchanged(documents: &[NewDocument], parties: &Parties, reader: &mut Reader<'_>) -> Result<Vec<Box<str>>, LedgerError> {
    let mut unchanged = Vec::new();
    for document in documents.iter().filter(|document| document.kind == DocumentKind::Invoice) {
        let Some(number) = &document.refers_to else { continue };
        // Of an import the parties are not known.
        if let Some(Found::Issued(issued)) = reader.document(number)?
            && is_same(&issued, document, parties)
        {
            unchanged.push(number.clone());
        }
    }
    Ok(unchanged)
}

fn is_same(issued: &Issued, document: &NewDocument, parties: &Parties) -> bool {
    let seller = parties.sellers.get(&*document.content.provider).map(IssuedSeller::from);
    let buyer = parties.buyers.get(&document.content.payer).map(IssuedBuyer::from);
    issued.references == document.references && seller.as_ref() == Some(&issued.seller) && buyer.as_ref() == Some(&issued.buyer)
}
