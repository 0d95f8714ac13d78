//! The tariff catalogue: published prices and figures of the law as TOML, each with its source.
//!
//! * [`builtin`]: the catalogue that comes with takst.
//! * [`with_directory`]: the same with an own directory laid over it.
//! * [`check_dir`]: all that is wrong with a directory, with file, line, value, and what would be right.
//! * [`policy_from_toml`]: a policy file.
//! * [`parties_from_toml`], [`parties_for_control`]: a file of sellers and buyers.
//! * [`services_from_toml`]: a file of what sellers call their services.
//! * [`changed`]: what-if prices over a catalogue.
//! * [`price_list`]: price lists of spreadsheets, in and out.
//! * [`schema`]: JSON Schemas for editors.
//!
//! The format is described in `docs/CATALOGUE.md`.
//!
//! ```
//! let catalogue = takst_catalogue::builtin();
//! assert!(catalogue.services().any(|(_, service)| service.id == "pensionatet/cti"));
//! ```
#![forbid(unsafe_code)]

mod builtin;
mod builtin_files;
mod change;
mod cursor;
mod fingerprint;
mod format;
mod law;
mod load;
pub mod messages;
mod municipalities;
mod nearest;
mod parties;
mod policy;
pub mod price_list;
mod problem;
mod provider;
mod questions;
mod schema;
mod section;
mod services;
mod shape;
mod structure;
mod text;
mod versions;

pub use builtin::{BUILTIN_FILES, builtin, builtin_loaded};
pub use change::{Change, ChangeError, changed};
pub use fingerprint::{policy_sha256, policy_text};
pub use load::{Files, Loaded, check, check_dir, load, load_dir, load_over, read_dir, with_directory};
pub use municipalities::{MunicipalityList, NamedMunicipality, municipalities};
pub use nearest::nearest;
pub use parties::{LoadedParties, parties_for_control, parties_from_toml};
pub use policy::{LoadedPolicy, default_policy, policy_from_toml};
pub use problem::{Flaw, Level, Problem};
pub use schema::schema;
pub use services::services_from_toml;
pub use takst_explain::Lang;
