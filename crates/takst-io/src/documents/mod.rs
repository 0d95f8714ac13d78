//! Documents and claims as text: what stands and what was claimed in, actions and claims out. Whoever keeps the books needs no other form.

// In order of dependency.
mod line_text;
mod action_rows;
mod row_cells;
mod document_rows;
mod standing;
mod priced;
mod settled;
mod claimed;
mod claim_object;

pub use action_rows::{codes, write_actions};
pub use claim_object::{ClaimObject, PricedClaim, claim_texts};
pub use claimed::read_claimed;
pub use document_rows::STANDING_COLUMNS;
pub use line_text::{CellFault, Expected, LineText, ReferencesText, day, kept, month, municipality, no_cpr, number, present, word};
pub use priced::{Priced, price_claims, price_documents};
pub use row_cells::{RowFault, RowsFault};
pub use settled::write_settlement;
pub use standing::{Billed, StandingDocuments, read_billed, read_standing};
