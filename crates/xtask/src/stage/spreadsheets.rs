//! Spreadsheets as people export them, made by openpyxl in an environment of its own and by LibreOffice.

use super::python::{environment, pytest};
use crate::command::Run;
use crate::project::Project;
use crate::report::Outcome;

/// Where the tests lie.
const TESTS: &str = "tests/spreadsheets/";

pub fn check(project: &Project) -> Result<Outcome, String> {
    let takst = project.binary("takst");
    if !takst.is_file() {
        return Ok(Outcome::failed(format!("{} is not built; run the stage `build` first", takst.display())));
    }
    let venv = environment(project, &project.target.join("spreadsheets"), TESTS)?;
    let run = Run::new(venv.join("bin/python"), ["-m", "pytest", "-q", "-p", "no:cacheprovider"]).with(project.root.join(TESTS));
    let (count, failures) = pytest(&run.set("TAKST", &takst))?;
    Ok(if failures.is_empty() { Outcome::Passed(count) } else { Outcome::Failed(count, failures.join("\n")) })
}
