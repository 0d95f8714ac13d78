//! Documents: joined lines, what is settled, what is claimed. Figures are worked out by hand beside each test.

#[path = "../common/mod.rs"]
#[allow(dead_code)]
mod common;
mod claim;
mod control;
mod faults;
mod given;
mod holds;
mod invoiced;
mod join;
mod priced;
mod reasons;
mod reissue;
mod settle;
