//! Control: what others bill against what should be (D12).
//!
//! Papers come from any reader as [`received::Paper`]s. Their lines are found (D12.1 to D12.4), credit notes are set against what they take back
//! (D12.5), and each place and payer is judged (D12.6 to D12.11).

// In order of dependency.
pub mod received;
pub mod stated;
pub mod days;
pub mod ours;
pub mod found;
pub(crate) mod part;
pub(crate) mod standing;
pub(crate) mod group;
pub(crate) mod compared;
pub mod judged_line;
pub mod judged;
pub(crate) mod judge;
pub mod uncontrolled;
pub mod verify;
