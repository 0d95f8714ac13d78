//! Typed values: money, days, catalogue, policy, and the rows of a case.

// In order of dependency.
pub mod money;
pub mod calendar;
pub mod day;
pub mod source;
pub mod catalogue;
pub(crate) mod setting;
pub(crate) mod answers;
pub mod policy;
pub mod validity;
pub mod settled;
pub mod cpr;
pub mod identifier;
pub mod municipality;
pub mod fault;
pub mod limits;
pub mod row;
pub mod builder;
pub mod case;
pub mod input;
pub mod block;
pub mod period;
