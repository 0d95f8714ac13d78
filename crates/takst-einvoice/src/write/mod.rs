//! Documents written in a dialect.
//!
//! A tree is made of what the model says, in the order of the schemas of UBL 2.1. What a dialect has no place for is left out; what it needs and the
//! model lacks is left out too, and found by the rules.

// In order of dependency.
mod number;
mod parts;
mod tax;
mod party;
mod payment;
mod line;
mod head;

pub use head::tree;
