//! Policy files: one table per setting.

use crate::builtin::builtin;
use crate::cursor::Cursor;
use crate::fingerprint::policy_sha256;
use crate::format::SETTING;
use crate::nearest::nearest;
use crate::problem::{self, Flaw, Problem};
use crate::questions::contradiction;
use crate::structure::Findings;
use crate::text::TextFile;
use takst::{Catalogue, Contradiction, Policy, PolicyError};
use toml::de::DeValue;

/// A policy with its receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedPolicy {
    /// The answers.
    pub policy: Policy,
    /// SHA-256 of the answers, [`policy_sha256`]: comments and the order of the file do not count.
    pub sha256: String,
}

impl LoadedPolicy {
    /// The defaults of every setting with this catalogue, as [`default_policy`].
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> LoadedPolicy {
        let policy = default_policy(catalogue);
        LoadedPolicy { sha256: policy_sha256(&policy), policy }
    }
}

impl Default for LoadedPolicy {
    /// The defaults of every setting with the built-in catalogue.
    fn default() -> LoadedPolicy {
        LoadedPolicy::of(builtin())
    }
}

/// The defaults of every setting: the general ones, the questions of `catalogue`, and those of the built-in catalogue. So a policy file that answers a
/// question of a built-in provider can be read with a catalogue that replaces the provider; the answer has no effect there.
#[must_use]
pub fn default_policy(catalogue: &Catalogue) -> Policy {
    Policy::for_catalogue(builtin()).asked_by(catalogue)
}

/// Reads a policy file for use with `catalogue`. Settings the file does not name keep their defaults.
///
/// # Errors
/// All problems of the file, by line.
///
/// ```
/// use takst_catalogue::{builtin, policy_from_toml};
///
/// let text = "[roll-out-date]\nvalue = \"2023-03-01\"\nsource = \"letter from Mandecentret, 2023-02-14\"\n";
/// let loaded = policy_from_toml("policy.toml", text, builtin()).expect("a good file");
/// assert_eq!(loaded.policy.entries()[0].value, "2023-03-01");
///
/// let problems = policy_from_toml("policy.toml", "[day-cuont]\nvalue = \"both\"\n", builtin()).unwrap_err();
/// assert!(problems[0].to_string().starts_with("policy.toml:1:2: error: day-cuont: "));
/// ```
pub fn policy_from_toml(name: &str, text: &str, catalogue: &Catalogue) -> Result<LoadedPolicy, Vec<Problem>> {
    let file = TextFile::parse(name, text);
    let mut findings = Findings::empty(&file);
    let root = file.root.get_ref();
    let mut policy = default_policy(catalogue);
    for (key, value) in file.root.get_ref() {
        let setting: &str = key.get_ref();
        findings.place_of(setting, key.span());
        let names = policy.names();
        if !names.contains(&setting) {
            findings.flaw(setting, Flaw::UnknownSetting { near: nearest(setting, names).join(", ") });
            continue;
        }
        let DeValue::Table(table) = value.get_ref() else {
            findings.flaw(setting, Flaw::WrongForm { expected: "setting".to_owned() });
            continue;
        };
        let before = findings.problems.len();
        findings.table(table, setting, SETTING);
        if findings.problems.len() > before {
            continue;
        }
        let Some(answer) = Cursor::root(file.root.get_ref()).table(setting) else { continue };
        let (Some(value), source) = (answer.text("value"), answer.text("source")) else { continue };
        match policy.set(setting, value, source) {
            Ok(()) => {}
            Err(PolicyError::UnknownSetting { .. }) => findings.flaw(setting, Flaw::UnknownSetting { near: String::new() }),
            Err(PolicyError::BadValue { allowed, .. }) => findings.flaw(&format!("{setting}.value"), Flaw::BadSetting { allowed }),
            Err(PolicyError::EmptySource { .. }) => findings.flaw(&format!("{setting}.source"), Flaw::BadText {}),
        }
    }
    if findings.problems.is_empty() {
        for Contradiction { setting, day, other, other_day, may_be_same } in policy.contradictions(catalogue) {
            // At the later day, where only that is given.
            let given = [&setting, &other].into_iter().find(|setting| root.contains_key(setting.as_str())).unwrap_or(&setting);
            let path = format!("{given}.value");
            findings.flaw(&path, contradiction(setting, day, other, other_day, may_be_same));
        }
    }
    let mut problems = findings.problems;
    if problems.is_empty() {
        Ok(LoadedPolicy { sha256: policy_sha256(&policy), policy })
    } else {
        problem::sort(&mut problems);
        Err(problems)
    }
}
