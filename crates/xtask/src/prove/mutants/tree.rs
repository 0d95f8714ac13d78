//! A copy of the project, for sources with mutants in them. Its builds stay warm.

use super::list::PACKAGES;
use crate::command::Run;
use crate::project::Project;
use serde_json::Value;
use std::path::{Path, PathBuf};

pub struct Tree {
    root: PathBuf,
    target: PathBuf,
}

/// What the compiler refuses: the byte of a source.
pub struct Refused {
    pub file: String,
    pub byte: usize,
    pub message: String,
}

/// A program of tests.
pub struct Program {
    pub path: PathBuf,
    /// The folder of its package, where it is run.
    pub folder: PathBuf,
    pub name: String,
}

impl Tree {
    /// Copies what git knows, except sources that are woven. Files that are the same stay as they are; what is no longer there is removed.
    pub fn copy(project: &Project, woven: impl Fn(&str) -> bool) -> Result<Tree, String> {
        let folder = project.target.join("mutants");
        let tree = Tree { root: folder.join("tree"), target: folder.join("build") };
        let (files, list) = (project.files()?, folder.join("files"));
        let before = std::fs::read_to_string(&list).unwrap_or_default();
        for gone in before.lines().filter(|name| files.binary_search_by(|file| file.as_str().cmp(name)).is_err()) {
            std::fs::remove_file(tree.root.join(gone)).map_err(|error| format!("{gone}: {error}"))?;
        }
        for file in files.iter().filter(|file| !woven(file)) {
            tree.write(file, &std::fs::read(project.root.join(file)).map_err(|error| format!("{file}: {error}"))?)?;
        }
        std::fs::write(&list, files.join("\n")).map_err(|error| format!("{}: {error}", list.display()))?;
        Ok(tree)
    }

    pub fn write(&self, file: &str, text: &[u8]) -> Result<(), String> {
        let path = self.root.join(file);
        if std::fs::read(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, text)).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// What does not compile in the packages with mutants.
    pub fn check(&self) -> Result<Vec<Refused>, String> {
        let run = PACKAGES.iter().fold(Run::new("cargo", ["check", "--quiet"]), |run, package| run.with("--package").with(package));
        let mut refused = Vec::new();
        for message in self.messages(&run)?.1.iter().map(|message| &message["message"]).filter(|message| message["level"] == "error") {
            for span in message["spans"].as_array().into_iter().flatten().filter(|span| span["is_primary"] == true) {
                let (Some(file), Some(byte)) = (span["file_name"].as_str(), span["byte_start"].as_u64()) else { continue };
                let message = message["rendered"].as_str().unwrap_or_default().to_owned();
                refused.push(Refused { file: file.to_owned(), byte: usize::try_from(byte).map_err(|error| error.to_string())?, message });
            }
        }
        Ok(refused)
    }

    /// Builds the test programs of packages; `None` when a source does not compile.
    pub fn build(&self, packages: &[&str]) -> Result<Option<Vec<Program>>, String> {
        let run =
            packages.iter().fold(Run::new("cargo", ["test", "--no-run", "--tests", "--quiet"]), |run, package| run.with("--package").with(package));
        let (built, messages) = self.messages(&run)?;
        let program = |message: &Value| {
            let path = PathBuf::from(message["executable"].as_str()?);
            let folder = Path::new(message["manifest_path"].as_str()?).parent()?.to_owned();
            let tests = message["profile"]["test"] == true;
            tests.then(|| Program { path, folder, name: message["target"]["name"].as_str().unwrap_or_default().to_owned() })
        };
        Ok(built.then(|| messages.iter().filter_map(program).collect()))
    }

    /// Runs cargo: whether it ended well, and its messages.
    fn messages(&self, run: &Run) -> Result<(bool, Vec<Value>), String> {
        let run = run.clone().with("--message-format=json").at(&self.root).set("CARGO_TARGET_DIR", &self.target);
        let ended = run.quiet()?;
        let messages: Vec<Value> = ended.output.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        if ended.code != Some(0) && !messages.iter().any(|message| message["message"]["level"] == "error") {
            return Err(format!("`{}` ended with {:?}", run.text(), ended.code));
        }
        Ok((ended.code == Some(0), messages))
    }
}
