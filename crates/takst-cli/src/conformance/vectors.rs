//! The vectors that come with the program.

use super::embedded::{CATALOGUES, VECTORS, VERSION};
use serde_json::Value;

/// Where a vector's two files come from.
pub(super) struct Embedded {
    pub(super) id: &'static str,
    pub(super) case: &'static str,
    pub(super) expected: &'static str,
}

/// A file of a vector's catalogue.
pub(super) struct CatalogueFile {
    pub(super) catalogue: &'static str,
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

/// What a program is given, and what must come out.
pub(super) struct Vector {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) rules: String,
    pub(super) source: String,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    pub(super) as_of: Option<String>,
    /// A policy file; empty where the vector has no policy.
    pub(super) policy: String,
    pub(super) catalogue: Vec<&'static CatalogueFile>,
    /// JSON Lines.
    pub(super) case_file: String,
    /// JSON Lines: lines, then problems.
    pub(super) expected: &'static str,
}

/// The version of the vectors: it grows when an expected figure of one changes.
pub(super) fn version() -> &'static str {
    VERSION.trim()
}

pub(super) fn all() -> impl Iterator<Item = Vector> {
    VECTORS.iter().map(Vector::read)
}

impl Vector {
    // The files are part of the program and checked by its tests: what is not there is taken as empty here.
    fn read(embedded: &Embedded) -> Vector {
        let case: Value = serde_json::from_str(embedded.case).unwrap_or_default();
        let text = |key: &str| case[key].as_str().map(str::to_owned);
        let catalogue = case["catalogue"].as_str();
        let rules: Vec<&str> = case["rules"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        Vector {
            id: embedded.id,
            title: text("title").unwrap_or_default(),
            why: text("why").unwrap_or_default(),
            rules: rules.join(" "),
            source: text("source").unwrap_or_default(),
            from: text("from"),
            until: text("until"),
            as_of: text("as_of"),
            policy: policy(&case["policy"]),
            catalogue: catalogue_files(catalogue),
            case_file: case["rows"].as_array().into_iter().flatten().map(|row| format!("{row}\n")).collect(),
            expected: embedded.expected,
        }
    }
}

/// The files of a catalogue by its name.
pub(super) fn catalogue_files(name: Option<&str>) -> Vec<&'static CatalogueFile> {
    CATALOGUES.iter().filter(|file| Some(file.catalogue) == name).collect()
}

/// The policy as a policy file. JSON quotes these texts as TOML does.
pub(super) fn policy(settings: &Value) -> String {
    let mut toml = String::new();
    for (setting, answer) in settings.as_object().into_iter().flatten() {
        toml += &format!("[{setting}]\n");
        for (key, value) in answer.as_object().into_iter().flatten() {
            toml += &format!("{key} = {value}\n");
        }
    }
    toml
}
