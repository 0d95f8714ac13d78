//! The core's tests by hand: one program, so that a change of the core links them once.

mod book;
mod calendar;
mod cells;
mod charge;
mod common;
mod conflicts;
mod days;
mod documents;
mod entitlement;
mod findings;
mod municipality;
mod registry;
mod sources;
mod typed;
mod windows;
