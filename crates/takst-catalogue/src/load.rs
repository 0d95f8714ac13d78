//! Catalogues from files: one text a provider, one or more of the law, everything checked before anything is used.

use crate::builtin;
use crate::cursor::Cursor;
use crate::fingerprint;
use crate::format::{LAW_FILE, PROVIDER_FILE};
use crate::law::{self, Seen};
use crate::nearest::nearest;
use crate::problem::{self, Flaw, Problem};
use crate::provider::{self, ReadProvider};
use crate::structure::Findings;
use crate::text::TextFile;
use std::collections::BTreeMap;
use std::path::Path;
use takst::Catalogue;
use takst::catalogue::{Label, Law};

/// A catalogue with its receipt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// SHA-256 over names and bytes of its files; with a directory laid over a base, over the base's hash and the directory's files.
    pub sha256: String,
    /// Description of each service that has one, by service id.
    pub descriptions: BTreeMap<String, Label>,
    /// What should be looked at, though the catalogue can be used.
    pub remarks: Vec<Problem>,
}

/// Files of a catalogue: name within its directory, with `/` between folders, and text.
pub type Files = Vec<(String, String)>;

/// Loads a catalogue that stands alone. Names that begin with `law/` hold the law, all others a provider each.
///
/// # Errors
/// All problems of all files, by file and line.
pub fn load(files: &[(&str, &str)]) -> Result<Loaded, Vec<Problem>> {
    let read = Reading::of(files, &Catalogue::default());
    read.finish(fingerprint::of_files(files.iter().copied()), &Loaded::default())
}

/// Loads files over `base`: a provider replaces the one of the same id whole, an act, a figure or a document of the law the one of the same id.
///
/// # Errors
/// All problems of all files, by file and line.
pub fn load_over(base: &Loaded, files: &[(&str, &str)]) -> Result<Loaded, Vec<Problem>> {
    let read = Reading::of(files, &base.catalogue);
    let sha256 = fingerprint::of_files(files.iter().copied().chain([("", base.sha256.as_str())]));
    read.finish(sha256, base)
}

/// Every problem of the files, errors and warnings, by file and line. References to acts are looked up in `base` too.
#[must_use]
pub fn check(base: &Catalogue, files: &[(&str, &str)]) -> Vec<Problem> {
    Reading::of(files, base).problems
}

/// Loads a directory that stands alone, as [`load`].
///
/// # Errors
/// All problems of all files, by file and line.
pub fn load_dir(dir: &Path) -> Result<Loaded, Vec<Problem>> {
    from_dir(dir, load)
}

/// Loads a directory over `base`, as [`load_over`].
///
/// # Errors
/// All problems of all files, by file and line.
pub fn with_directory(base: &Loaded, dir: &Path) -> Result<Loaded, Vec<Problem>> {
    from_dir(dir, |files| load_over(base, files))
}

fn from_dir(dir: &Path, load: impl FnOnce(&[(&str, &str)]) -> Result<Loaded, Vec<Problem>>) -> Result<Loaded, Vec<Problem>> {
    let (files, mut aside) = read_dir(dir)?;
    let mut loaded = load(&borrowed(&files)).map_err(|problems| within(dir, problems))?;
    aside.append(&mut within(dir, std::mem::take(&mut loaded.remarks)));
    loaded.remarks = aside;
    Ok(loaded)
}

/// Every problem of a directory laid over the built-in catalogue, as [`check`].
#[must_use]
pub fn check_dir(dir: &Path) -> Vec<Problem> {
    match read_dir(dir) {
        Ok((files, mut problems)) => {
            problems.append(&mut within(dir, check(builtin::builtin(), &borrowed(&files))));
            problem::sort(&mut problems);
            problems
        }
        Err(problems) => problems,
    }
}

/// Names the files as they are found from where the program runs.
fn within(dir: &Path, mut problems: Vec<Problem>) -> Vec<Problem> {
    for problem in &mut problems {
        problem.file = dir.join(&problem.file).display().to_string();
    }
    problems
}

fn borrowed(files: &Files) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// Reads `*.toml` and `law/*.toml`; the problems are about files left aside.
///
/// # Errors
/// The directory or a file in it cannot be read, or it holds no such file.
pub fn read_dir(dir: &Path) -> Result<(Files, Vec<Problem>), Vec<Problem>> {
    let mut files = Files::new();
    let mut aside = Vec::new();
    let mut unread = Vec::new();
    read_folder(dir, "", &mut files, &mut aside, &mut unread);
    if files.is_empty() && unread.is_empty() {
        unread.push(about_file(dir, Flaw::NoFiles {}));
    }
    if unread.is_empty() {
        files.sort();
        Ok((files, aside))
    } else {
        unread.append(&mut aside);
        problem::sort(&mut unread);
        Err(unread)
    }
}

fn read_folder(dir: &Path, prefix: &str, files: &mut Files, aside: &mut Vec<Problem>, unread: &mut Vec<Problem>) {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(_) if dir.is_file() => {
            let around = dir.parent().filter(|around| !around.as_os_str().is_empty()).unwrap_or(Path::new("."));
            unread.push(about_file(dir, Flaw::NotADirectory { dir: around.display().to_string() }));
            return;
        }
        Err(error) => {
            unread.push(about_file(dir, Flaw::Unreadable { reason: reason(&error) }));
            return;
        }
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden {
            continue;
        }
        if path.is_dir() {
            if prefix.is_empty() && name == "law" {
                read_folder(&path, "law/", files, aside, unread);
            } else {
                aside.push(about_file(&path, Flaw::FileIgnored {}));
            }
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
            match read_regular(&path) {
                Ok(text) => files.push((name, text)),
                Err(error) => unread.push(about_file(&path, Flaw::Unreadable { reason: reason(&error) })),
            }
        }
    }
}

/// The text of a file. A pipe, a socket or a device is refused: reading it might never end.
fn read_regular(path: &Path) -> std::io::Result<String> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::ErrorKind::Unsupported.into());
    }
    std::fs::read_to_string(path)
}

/// The message that says what the system refuses, or its own words.
fn reason(error: &std::io::Error) -> String {
    takst_explain::system_id(error).map_or_else(|| error.to_string(), str::to_owned)
}

fn about_file(file: &Path, flaw: Flaw) -> Problem {
    Problem { file: file.display().to_string(), line: 0, column: 0, key: String::new(), value: String::new(), flaw }
}

/// What a set of files gives, and all that is wrong with it.
struct Reading {
    providers: Vec<ReadProvider>,
    law: Law,
    problems: Vec<Problem>,
}

impl Reading {
    fn of(files: &[(&str, &str)], base: &Catalogue) -> Reading {
        let texts: Vec<TextFile<'_>> = files.iter().map(|(name, text)| TextFile::parse(name, text)).collect();
        let (mut law, mut seen) = (Law::default(), Seen::default());
        let mut law_findings: Vec<Findings<'_, '_>> = Vec::new();
        for text in texts.iter().filter(|text| is_law(text.name)) {
            let mut findings = Findings::of(text, LAW_FILE);
            law::read(&mut law, &mut seen, &mut findings);
            law_findings.push(findings);
        }
        // Documents of the law files serve all of them, so they are looked up when all are read.
        let roots: Vec<Cursor<'_>> = law_findings.iter().map(|findings| Cursor::root(findings.file.root.get_ref())).collect();
        let mut documents: Vec<&str> = base.law.documents.iter().map(|document| document.id.as_str()).collect();
        documents.extend(roots.iter().flat_map(Cursor::document_ids));
        for (root, findings) in roots.iter().zip(&mut law_findings) {
            provider::cited(root, &documents, findings);
        }
        let acts: Vec<&str> = law.acts.iter().chain(&base.law.acts).map(|act| act.id.as_str()).collect();
        let mut problems: Vec<Problem> = law_findings.into_iter().flat_map(|findings| findings.problems).collect();
        let mut providers: Vec<ReadProvider> = Vec::new();
        let (mut first, mut asked) = (BTreeMap::new(), BTreeMap::new());
        let replaced: Vec<&str> = texts.iter().filter(|text| !is_law(text.name)).filter_map(provider_id).collect();
        for text in texts.iter().filter(|text| !is_law(text.name)) {
            let mut findings = Findings::of(text, PROVIDER_FILE);
            let read = provider::read(&mut findings);
            for (path, act) in read.acts.iter().filter(|(_, act)| !acts.contains(&act.as_str())) {
                findings.flaw(path, Flaw::UnknownAct { near: nearest(act, acts.iter().copied()).join(", ") });
            }
            for (path, setting) in &read.settings {
                let other = base.providers.iter().find(|other| !replaced.contains(&other.id.as_str()) && other.question(setting).is_some());
                match other {
                    Some(other) => findings.flaw(path, Flaw::QuestionTaken { provider: other.id.clone() }),
                    None => provider::unique(setting, path, &mut asked, &mut findings),
                }
            }
            if read.readable {
                provider::unique(&read.provider.id, "provider.id", &mut first, &mut findings);
                providers.push(read);
            }
            problems.append(&mut findings.problems);
        }
        problem::sort(&mut problems);
        problems.dedup();
        Reading { providers, law, problems }
    }

    fn finish(self, sha256: String, base: &Loaded) -> Result<Loaded, Vec<Problem>> {
        if self.problems.iter().any(|problem| problem.flaw.blocks()) {
            return Err(self.problems);
        }
        let mut loaded = Loaded { sha256, remarks: self.problems, ..base.clone() };
        for read in self.providers {
            let own = format!("{}/", read.provider.id);
            loaded.descriptions.retain(|service, _| !service.starts_with(&own));
            loaded.descriptions.extend(read.descriptions);
            loaded.catalogue.put(read.provider);
        }
        replace(&mut loaded.catalogue.law, self.law);
        Ok(loaded)
    }
}

/// The id of the provider of a file, as it stands there.
fn provider_id<'t>(text: &'t TextFile<'_>) -> Option<&'t str> {
    Cursor::root(text.root.get_ref()).table("provider")?.text("id")
}

fn is_law(name: &str) -> bool {
    name.starts_with("law/")
}

fn replace(law: &mut Law, new: Law) {
    law.documents.retain(|old| !new.documents.iter().any(|d| d.id == old.id));
    law.acts.retain(|old| !new.acts.iter().any(|act| act.id == old.id));
    law.figures.retain(|old| !new.figures.iter().any(|figure| figure.id == old.id));
    law.documents.extend(new.documents);
    law.acts.extend(new.acts);
    law.figures.extend(new.figures);
}
