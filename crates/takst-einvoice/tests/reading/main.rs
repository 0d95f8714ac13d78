//! Documents as others write them, read into the model; and files that are refused.

mod base;
mod changes;
mod citizens;
mod encodings;
mod lines;
mod missing;
mod parties;
mod payments;
mod references;
mod refused;
mod size;
mod sums;
mod xml;
