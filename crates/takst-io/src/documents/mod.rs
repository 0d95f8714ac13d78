//! Documents and claims as text: what stands and what was claimed in, actions and claims out. Whoever keeps the books needs no other form.

// In order of dependency.
mod line_text;
mod action_rows;
mod row_cells;
mod document_rows;
mod standing;
mod cases;
mod should;
mod claim_cases;
mod control_cases;
mod priced;
mod settled;
mod line_rows;
mod claimed;
mod claim_object;
mod control_object;
mod issued_object;

pub use action_rows::{action_texts, codes, write_actions};
pub use cases::{Cases, CasesError, price_cases};
pub use claim_cases::ClaimCases;
pub use claim_object::{ClaimObject, PricedClaim, claim_texts};
pub use claimed::read_claimed;
pub use control_cases::ControlCases;
pub use control_object::ControlObject;
pub use document_rows::STANDING_COLUMNS;
pub use issued_object::issued_object;
pub use line_rows::{LINE_COLUMNS, line_texts};
pub use line_text::{CellFault, Expected, LineText, ReferencesText, day, kept, month, municipality, no_cpr, number, present, word};
pub use priced::{Priced, price_claims, price_control, price_documents};
pub use row_cells::{RowFault, RowsFault};
pub use settled::{Credits, write_settlement};
pub use should::ShouldBe;
pub use standing::{Billed, StandingDocuments, read_billed, read_standing};
