//! A folder with the cases and the parties of a control.

use super::books::Run;
use super::file_in;
use std::path::Path;
use tempfile::TempDir;

/// The men's centre and København.
pub const PARTIES: &str = r#"
[[seller]]
provider = "mandecentret"
name = "Mandecentret"
cvr = "12345674"
vat_registered = false
series = "M-"
street = "Prøvevej"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
gln = "5798009811578"
contact = { name = "Bogholderiet" }
bank = { registration = "1234", account = "1234567890" }

[[buyer]]
payer = "101"
name = "Københavns Kommune"
cvr = "64942212"
gln = "5798009800275"
format = "oioubl"
street = "Rådhuspladsen"
city = "København V"
postal_code = "1550"
"#;

/// A folder for files of others.
pub struct Office {
    dir: TempDir,
    cases: &'static str,
}

impl Office {
    /// Makes a folder with the municipality's own cases.
    pub fn with(cases: &'static str) -> Office {
        Office { dir: tempfile::tempdir().expect("a folder"), cases }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs `takst verify FILES --cases … --parties … MORE`.
    pub fn run(&self, files: &[&str], more: &[&str]) -> Run {
        let cases = file_in(self.path(), "cases.csv", self.cases);
        let parties = file_in(self.path(), "parties.toml", PARTIES);
        Run::of(&[&["verify"], files, &["--cases", &cases, "--parties", &parties], more].concat())
    }
}
