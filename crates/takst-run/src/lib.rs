//! Runs on a ledger: what the commands about documents do, without screen and clock. The caller brings the book, the parties, the cases and the date, and
//! shows what comes out.
//!
//! A run is one transaction. It begins before what stands is read, and writes all or nothing.
#![forbid(unsafe_code)]

// In order of dependency.
mod words;
mod asked;
mod file_error;
mod unread;
mod cells;
mod whole;
mod plan;
mod failure;
mod dates;
mod input;
mod standing;
mod unchanged;
mod settle;
mod einvoice;
mod lacking;
mod agree;
mod claim;
mod hashed;
mod citizens;
mod paper_files;
mod papers;
mod control;
mod control_words;
mod control_to_do;
mod control_page;
mod control_letter;
mod import;

pub use agree::agree;
pub use asked::What;
pub use cells::{faulty_cell, right};
pub use citizens::{CitizenList, Citizens};
pub use claim::{ClaimOf, Claimed, claim_quarter, claimed_of_year};
pub use control::{ControlOf, Controlled, control, last_day};
pub use control_page::ControlPage;
pub use dates::{author, issue_date, last_month_before};
pub use einvoice::{EInvoiceOf, Kept, keep};
pub use failure::Failure;
pub use file_error::{file_error, map_problem, reading_error};
pub use import::{import, imported_rows};
pub use input::CaseInput;
pub use lacking::{AtIssue, Lacks, lacking};
pub use paper_files::{PaperFiles, Taken};
pub use papers::{PaperLists, ReadAs};
pub use plan::{Fingerprints, Made, NoPlan, Plan};
pub use settle::{Books, Issued, SettleOf, Settled, Step, note_without_cpr, settle};
pub use unread::not_read;
pub use whole::write_whole;
pub use words::{count, file_name, kind, messages};
