//! Documents: joined lines, what is settled, what is claimed. Figures are worked out by hand beside each test.

mod given;
mod holds;
mod join;
mod reasons;
mod reissue;
mod settle;
