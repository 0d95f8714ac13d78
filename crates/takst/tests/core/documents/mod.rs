//! Documents: joined lines, what is settled, what is claimed. Figures are worked out by hand beside each test.

mod claim;
mod control;
mod control_found;
mod control_places;
mod control_reasons;
mod control_sums;
mod control_verdicts;
mod given;
mod holds;
mod invoiced;
mod join;
mod party;
mod priced;
mod reasons;
mod reissue;
mod settle;
