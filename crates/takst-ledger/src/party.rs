//! Sellers and buyers as they were when documents were issued.

use crate::digest::{Cell, Hash, Hasher};
use crate::error::LedgerError;
use crate::table::PARTY;
use rusqlite::Connection;
use takst::document::party::{Buyer, Payment, Seller};

/// Stores a seller, unless it is stored already, and returns its key.
pub(crate) fn store_seller(connection: &Connection, seller: &Seller) -> Result<Hash, LedgerError> {
    let (cvr, gln) = (seller.cvr.to_string(), seller.gln.map(|gln| gln.to_string()));
    let (means, account, branch) = match &seller.payment {
        Payment::Bank { registration, account } => ("bank".to_owned(), account.as_str(), Some(registration.as_str())),
        Payment::Fik { kind, creditor } => (format!("fik-{kind}"), creditor.as_str(), None),
        Payment::Iban { account, bic } => ("iban".to_owned(), account.as_str(), bic.as_deref()),
    };
    let address = &seller.address;
    store(
        connection,
        &[
            Cell::Text("seller"),
            Cell::Text(&seller.name),
            Cell::Text(&cvr),
            Cell::optional(&address.street),
            Cell::optional(&address.building_number),
            Cell::optional(&address.postal_code),
            Cell::optional(&address.city),
            Cell::Text(seller.endpoint.as_str()),
            Cell::optional(gln.as_deref().unwrap_or_default()),
            Cell::optional(&seller.contact.name),
            Cell::optional(seller.contact.email.as_deref().unwrap_or_default()),
            Cell::optional(seller.contact.phone.as_deref().unwrap_or_default()),
            Cell::Number(i64::from(seller.is_vat_registered)),
            Cell::Text(&means),
            Cell::Text(account),
            Cell::optional(branch.unwrap_or_default()),
            Cell::Null,
            Cell::Null,
        ],
    )
}

/// Stores a buyer, unless it is stored already, and returns its key.
pub(crate) fn store_buyer(connection: &Connection, buyer: &Buyer) -> Result<Hash, LedgerError> {
    let (cvr, gln) = (buyer.cvr.to_string(), buyer.gln.to_string());
    let address = &buyer.address;
    store(
        connection,
        &[
            Cell::Text("buyer"),
            Cell::Text(&buyer.name),
            Cell::Text(&cvr),
            Cell::optional(&address.street),
            Cell::optional(&address.building_number),
            Cell::optional(&address.postal_code),
            Cell::optional(&address.city),
            Cell::Null,
            Cell::Text(&gln),
            Cell::Null,
            Cell::Null,
            Cell::Null,
            Cell::Null,
            Cell::Null,
            Cell::Null,
            Cell::Null,
            Cell::optional(buyer.reference.as_deref().unwrap_or_default()),
            Cell::Text(buyer.format.as_str()),
        ],
    )
}

/// The key of a party: the hash of its values.
pub(crate) fn key(cells: &[Cell<'_>]) -> Hash {
    let mut hasher = Hasher::new("party");
    hasher.cells(cells);
    hasher.finish()
}

fn store(connection: &Connection, cells: &[Cell<'_>; PARTY.len()]) -> Result<Hash, LedgerError> {
    let key = key(cells);
    if connection.prepare_cached("SELECT 1 FROM party WHERE sha256 = ?1")?.exists([key.as_slice()])? {
        return Ok(key);
    }
    let places: String = (0..PARTY.len()).map(|place| format!(", ?{}", place + 2)).collect();
    let sql = format!("INSERT INTO party (sha256, {}) VALUES (?1{places})", PARTY.join(", "));
    let values = std::iter::once(Cell::Bytes(&key)).chain(cells.iter().copied());
    connection.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
    Ok(key)
}
