//! libtakst: takst for C and everything that can call C. The header `include/takst.h` is made from this crate.
//!
//! The conventions are in `README.md` and at the head of the header. Four modules implement them: `entry` turns errors and panics into a
//! status, `pointer` checks pointers and owns handles, `sized` reads and writes structs of other versions, `error` keeps the reason of a failure.
#![deny(unsafe_op_in_unsafe_fn)]

// In order of dependency: a module uses only those above it.
mod status;
mod messages;
mod problem;
mod failure;
mod pointer;
mod sized;
mod generated;
mod words;
mod error;
mod entry;
mod text;
mod codes;
mod problems;
mod version;
mod day;
mod window;
mod catalogue;
mod policy;
mod services;
mod row;
mod line;
mod scratch;
mod book;
mod service;
mod price;
mod file;
mod reading;
mod cases;
mod case_files;
mod papers;
mod settle;
mod claim;
mod invoice;
mod verify;
mod batch;

pub use batch::*;
pub use book::*;
pub use case_files::*;
pub use cases::*;
pub use catalogue::*;
pub use claim::*;
pub use codes::*;
pub use error::TakstError;
pub use generated::code::*;
pub use generated::sets::*;
pub use invoice::*;
pub use line::TakstLine;
pub use policy::*;
pub use price::*;
pub use problems::*;
pub use reading::*;
pub use row::TakstRow;
pub use service::*;
pub use settle::*;
pub use sized::SizedStruct;
pub use status::TakstStatus;
pub use text::*;
pub use verify::*;
pub use version::*;
pub use words::*;
