//! Where things are.

use crate::command::Run;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The checkout and the folder cargo builds in.
pub struct Project {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Project {
    /// Asks cargo, so that `CARGO_TARGET_DIR` and `build.target-dir` are followed.
    pub fn find() -> Result<Project, String> {
        let text = Run::new("cargo", ["metadata", "--format-version=1", "--no-deps"]).capture()?;
        let metadata: Value = serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
        let path = |key: &str| metadata[key].as_str().map(PathBuf::from).ok_or_else(|| format!("cargo metadata names no {key}"));
        Ok(Project { root: path("workspace_root")?, target: path("target_directory")? })
    }

    /// A binary of the workspace as the build stage leaves it.
    pub fn binary(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// Names of all files that git keeps or would keep, relative to the root.
    pub fn files(&self) -> Result<Vec<String>, String> {
        let listing = Run::new("git", ["ls-files", "--cached", "--others", "--exclude-standard"]).at(&self.root).capture()?;
        let mut files: Vec<String> = listing.lines().map(str::to_owned).filter(|name| self.root.join(name).is_file()).collect();
        files.sort();
        files.dedup();
        Ok(files)
    }

    pub fn read(&self, name: impl AsRef<Path>) -> Result<String, String> {
        let path = self.root.join(name);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}
