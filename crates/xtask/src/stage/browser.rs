//! The page of `takst report` in a real browser: Chromium, driven by Playwright from an environment of its own under the target folder.

use super::python::{environment, pytest};
use crate::command::Run;
use crate::project::Project;
use crate::report::Outcome;

/// Where the tests lie.
const TESTS: &str = "tests/browser/";

pub fn check(project: &Project) -> Result<Outcome, String> {
    let takst = project.binary("takst");
    if !takst.is_file() {
        return Ok(Outcome::failed(format!("{} is not built; run the stage `build` first", takst.display())));
    }
    let place = project.target.join("browser");
    let venv = environment(project, &place, TESTS)?;
    let run = Run::new(venv.join("bin/python"), ["-m", "pytest", "-q", "-p", "no:cacheprovider"]).with(project.root.join(TESTS));
    let (count, failures) = pytest(&run.set("TAKST", &takst).set("PICTURES", place.join("pictures")))?;
    Ok(if failures.is_empty() { Outcome::Passed(count) } else { Outcome::Failed(count, failures.join("\n")) })
}
