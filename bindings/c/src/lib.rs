//! libtakst: takst for C and everything that can call C. The header `include/takst.h` is made from this crate.
//!
//! The conventions stand in `README.md` and at the head of the header. Inside, they are kept by three modules: `door` turns whatever happens into a
//! status, `pointer` looks at what comes in and says who owns what goes out, `error` keeps why something failed.
#![deny(unsafe_op_in_unsafe_fn)]

// In the order the data flows.
mod status;
mod text;
mod pointer;
mod messages;
mod door;
mod words;
mod generated {
    pub mod code;
    pub mod sets;
}
mod codes;
mod error;
mod version;
mod day;
mod window;
mod catalogue;
mod policy;
mod service;
mod scratch;
mod book;
mod stay;
mod line;
mod price;
mod file;
mod cases;
mod batch;

pub use batch::*;
pub use book::*;
pub use cases::*;
pub use catalogue::*;
pub use codes::*;
pub use error::*;
pub use generated::code::*;
pub use generated::sets::*;
pub use line::TakstLine;
pub use policy::*;
pub use price::*;
pub use service::*;
pub use status::TakstStatus;
pub use stay::TakstStay;
pub use text::*;
pub use version::*;
pub use words::*;
