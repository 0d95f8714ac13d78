//! The command `takst` under bad conditions: killed at random moments, on a full disk, two at once, with damaged ledgers.
//!
//! Every command is a process of its own, as a user starts it.
#![forbid(unsafe_code)]

pub mod command;
pub mod books;
pub mod state;
pub mod kill;
pub mod lives;
pub mod pages;
pub mod damage;
pub mod small_disk;
