//! The published vectors: one case file and what must come out of it.
//!
//! Two files a vector, so that any program can compare bytes: `<group>/<name>.case.json` and `<group>/<name>.expected.jsonl`.
//! The format is described in `docs/VECTORS.md`.

pub mod embed;
pub mod expected;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use takst_oracle::{Answer, Row};

/// A vector as its case file states it.
#[derive(Debug, Clone)]
pub struct Vector {
    /// `<group>/<name>`.
    pub id: String,
    /// One English line.
    pub title: String,
    /// The calculation by hand.
    pub why: String,
    /// Articles of `docs/RULES.md`.
    pub rules: Vec<String>,
    /// Document and place, or law.
    pub source: String,
    /// Day of knowledge.
    pub as_of: Option<String>,
    /// First day of the first month shown.
    pub from: Option<String>,
    /// Last day charged.
    pub until: Option<String>,
    /// Answers to open questions, by setting.
    pub policy: BTreeMap<String, Answered>,
    /// Directory under `tests/vectors/catalogues`.
    pub catalogue: Option<String>,
    /// What was worked out by hand.
    pub hand: Hand,
    /// The rows of the case file.
    pub rows: Vec<Row>,
}

/// One setting of a vector's policy.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The answer.
    pub value: String,
    /// The letter, agreement or ruling.
    pub source: Option<String>,
}

/// Totals in øre and codes of problems in order, worked out by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Number of lines.
    pub lines: usize,
    /// The amounts, by column: those of [`TOTALS`].
    pub totals: BTreeMap<&'static str, i128>,
    /// Codes of faults and findings in the order of the expected file.
    pub problems: Vec<String>,
}

/// The columns whose sums are worked out by hand.
pub const TOTALS: [&str; 6] = ["net", "vat", "own_payment", "refund", "at_stake", "cost"];

/// The directory of the vectors.
#[must_use]
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// Every vector, by id.
///
/// # Panics
/// A case file that is not what `docs/VECTORS.md` says; the text names the file.
#[must_use]
pub fn all() -> Vec<Vector> {
    let mut vectors = Vec::new();
    for group in folders(&directory()) {
        if group != "catalogues" {
            for name in files(&directory().join(&group), ".case.json") {
                vectors.push(read::case_file(&format!("{group}/{name}")));
            }
        }
    }
    vectors
}

/// Expected files that belong to no case file.
#[must_use]
pub fn orphans() -> Vec<String> {
    let known: BTreeSet<String> = all().into_iter().map(|vector| vector.id).collect();
    let mut orphans = Vec::new();
    for group in folders(&directory()) {
        let ids = files(&directory().join(&group), ".expected.jsonl").into_iter().map(|name| format!("{group}/{name}"));
        orphans.extend(ids.filter(|id| !known.contains(id)));
    }
    orphans
}

fn entries(directory: &Path) -> Vec<(String, PathBuf)> {
    let read = std::fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut entries: Vec<(String, PathBuf)> =
        read.map(|entry| entry.expect("an entry")).map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect();
    entries.sort();
    entries
}

fn folders(directory: &Path) -> Vec<String> {
    entries(directory).into_iter().filter(|(_, path)| path.is_dir()).map(|(name, _)| name).collect()
}

fn files(directory: &Path, ending: &str) -> Vec<String> {
    entries(directory).into_iter().filter_map(|(name, _)| name.strip_suffix(ending).map(str::to_owned)).collect()
}

impl Vector {
    /// Where the expected output stands.
    #[must_use]
    pub fn expected_path(&self) -> PathBuf {
        directory().join(format!("{}.expected.jsonl", self.id))
    }

    /// The policy as a policy file.
    #[must_use]
    pub fn policy_toml(&self) -> String {
        let quoted = |text: &str| serde_json::to_string(text).expect("text");
        let mut toml = String::new();
        for (setting, answered) in &self.policy {
            toml += &format!("[{setting}]\nvalue = {}\n", quoted(&answered.value));
            if let Some(source) = &answered.source {
                toml += &format!("source = {}\n", quoted(source));
            }
        }
        toml
    }

    /// The files of the vector's own catalogue: name and text. None when the built-in one is used as it is.
    #[must_use]
    pub fn catalogue_files(&self) -> Vec<(String, String)> {
        let Some(name) = &self.catalogue else { return Vec::new() };
        let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let directory = directory().join("catalogues").join(name);
        entries(&directory).into_iter().filter(|(name, _)| name.ends_with(".toml")).map(|(name, path)| (name, read(&path))).collect()
    }

    /// The case file, the policy and the window as both readings of the rules take them.
    #[must_use]
    pub fn job(&self) -> takst_compare::random::Job {
        let options = takst_oracle::Options { from: self.from.clone(), until: self.until.clone(), as_of: self.as_of.clone() };
        takst_compare::random::Job { rows: self.rows.clone(), options, policy: self.policy_toml() }
    }

    /// What the oracle answers.
    #[must_use]
    pub fn oracle(&self) -> Answer {
        let own = self.catalogue_files();
        let mut files: Vec<&str> = takst_catalogue::BUILTIN_FILES.iter().map(|(_, text)| *text).collect();
        files.extend(own.iter().map(|(_, text)| text.as_str()));
        let job = self.job();
        takst_oracle::price(&takst_oracle::Catalogue::from_toml(&files), &takst_oracle::Policy::from_toml(&job.policy), &job.rows, &job.options)
    }

    /// The built-in catalogue with the vector's own laid over it.
    ///
    /// # Panics
    /// The vector's catalogue is not in order.
    #[must_use]
    pub fn catalogue(&self) -> takst::Catalogue {
        let own = self.catalogue_files();
        let own: Vec<(&str, &str)> = own.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let loaded = takst_catalogue::load_over(takst_catalogue::builtin_loaded(), &own);
        loaded.unwrap_or_else(|problems| panic!("{}: {}", self.id, problems.iter().map(|p| format!("\n{p}")).collect::<String>())).catalogue
    }

    /// What the core answers.
    #[must_use]
    pub fn core(&self) -> Answer {
        takst_compare::core_side::answer(&self.catalogue(), &self.job())
    }
}

impl Hand {
    /// The same figures of an answer.
    ///
    /// # Panics
    /// A line without one of the amounts.
    #[must_use]
    pub fn of(answer: &Answer) -> Hand {
        let sum = |column: &'static str| (column, answer.lines.iter().map(|line| expected::oere(&line[column])).sum());
        Hand {
            lines: answer.lines.len(),
            totals: TOTALS.into_iter().map(sum).collect(),
            problems: expected::ordered(&answer.problems).into_iter().map(|problem| problem.code.to_owned()).collect(),
        }
    }

    /// Where the two differ, `self` being the hand; empty when they agree.
    #[must_use]
    pub fn differences(&self, other: &Hand) -> Vec<String> {
        let mut differences = Vec::new();
        if self.lines != other.lines {
            differences.push(format!("lines: by hand {}, got {}", self.lines, other.lines));
        }
        for column in TOTALS {
            let (hand, got) = (self.totals[column], other.totals[column]);
            if hand != got {
                differences.push(format!("{column}: by hand {}, got {}", expected::kroner(hand), expected::kroner(got)));
            }
        }
        if self.problems != other.problems {
            differences.push(format!("problems: by hand {:?}, got {:?}", self.problems, other.problems));
        }
        differences
    }
}
