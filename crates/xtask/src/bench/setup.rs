//! What must be there first: the Python packages, the data, the worker.

use super::work::{MILLION, TEN_MILLION, WORKS};
use super::{Options, alone, languages, rows};
use crate::command::Run;
use crate::project::Project;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where the data are drawn from.
pub const SEED: u32 = 20_261_121;

/// Where things are.
pub struct Place {
    pub python: PathBuf,
    pub worker: PathBuf,
    pub peers: PathBuf,
    pub data: PathBuf,
    /// For results that are compared, and gone afterwards.
    pub scratch: PathBuf,
}

impl Place {
    pub fn rows(&self, kind: &str, rows: usize) -> PathBuf {
        self.data.join(format!("{kind}-{rows}.parquet"))
    }

    pub fn catalogue(&self, name: &str) -> PathBuf {
        self.data.join("catalogue").join(name)
    }
}

pub fn prepare(project: &Project, options: &Options) -> Result<Place, String> {
    let folder = project.target.join("bench");
    let peers = project.root.join("benches/peers");
    let scratch = folder.join("scratch");
    std::fs::create_dir_all(&scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
    let python = python(&folder.join("venv"), &peers.join("requirements.txt"))?;
    let build = Run::new("cargo", ["build", "-q", "--release", "-p", "takst-benches", "--bin", "batch_worker"]);
    well(&build.at(&project.root))?;
    let worker = project.target.join("release/batch_worker");
    if options.wants(languages::NAME)
        || WORKS.iter().any(|work| options.wants(work.name) && work.entries.iter().any(|entry| entry.worker == "python"))
    {
        wheel(project, &python, &folder.join("wheels"))?;
    }
    let place = Place { python, worker, peers, data: folder.join("data"), scratch };
    let write = Run::new(&place.python, [place.peers.join("data.py"), place.data.clone()]).with(SEED.to_string());
    well(&files(options).iter().fold(write, |run, (kind, rows)| run.with(format!("{kind}:{rows}"))))?;
    Ok(place)
}

/// Where the results go: only a whole run replaces those of the project.
pub fn results(project: &Project, place: &Place, options: &Options) -> PathBuf {
    if options.is_part() { place.scratch.with_file_name("RESULTS.md") } else { project.root.join("benches/RESULTS.md") }
}

/// Rows at which results are compared in full.
pub fn compared(options: &Options) -> usize {
    options.rows(MILLION).min(100_000)
}

fn files(options: &Options) -> BTreeSet<(&'static str, usize)> {
    let mut files = BTreeSet::new();
    for work in WORKS.iter().filter(|work| options.wants(work.name)) {
        files.insert((work.data, compared(options)));
        files.extend(work.sizes.iter().map(|size| (work.data, options.rows(*size))));
    }
    if options.wants(alone::NAME) {
        files.extend(alone::CURVE.iter().map(|rows| ("published", *rows)).filter(|(_, rows)| *rows <= options.rows(TEN_MILLION)));
        files.extend(["published", "services"].map(|kind| (kind, options.rows(MILLION))));
        files.insert(("published", options.rows(TEN_MILLION)));
    }
    if options.wants(rows::NAME) {
        files.extend(rows::files().map(|kind| (kind, options.rows(MILLION))));
    }
    files
}

/// The packages in an environment of their own, made anew when the list of them is another.
fn python(folder: &Path, list: &Path) -> Result<PathBuf, String> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let (python, stamp, wanted) = (folder.join("bin/python"), folder.join("installed.txt"), read(list)?);
    if read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    well(&Run::new("python3", ["-m", "venv", "--clear"]).with(folder))?;
    well(&Run::new(&python, ["-m", "pip", "install", "-q", "--disable-pip-version-check", "-r"]).with(list))?;
    std::fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}

/// takst as a Python user has it: the wheel that pip builds.
fn wheel(project: &Project, python: &Path, wheels: &Path) -> Result<(), String> {
    // Only the newest is to be found there.
    std::fs::remove_dir_all(wheels).ok();
    let build = Run::new(python, ["-m", "maturin", "build", "-q", "--release", "--out"]).with(wheels);
    well(&build.at(&project.root.join("bindings/python")).set("CARGO_TARGET_DIR", &project.target))?;
    let install = Run::new(
        python,
        ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--force-reinstall", "--no-deps", "--no-index", "--find-links"],
    );
    well(&install.with(wheels).with("takst"))
}

fn well(run: &Run) -> Result<(), String> {
    match run.stream()?.code {
        Some(0) => Ok(()),
        code => Err(format!("`{}` ended with {code:?}", run.text())),
    }
}
