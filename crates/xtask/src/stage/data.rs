//! Stages that run the built programs on the data of the project.

use crate::command::Run;
use crate::project::Project;
use crate::report::{Count, Outcome};

pub fn catalogue(project: &Project) -> Result<Outcome, String> {
    check(project, "takst", &["catalogue", "check"])
}

pub fn vectors(project: &Project) -> Result<Outcome, String> {
    check(project, "write_vectors", &["--check"])
}

pub fn conformance(project: &Project) -> Result<Outcome, String> {
    let takst = project.binary("takst");
    check(project, "takst", &["conformance", "--", &takst.to_string_lossy(), "price"])
}

/// Runs the program itself, not `cargo run -p`: that would choose the features of its dependencies anew, and build them again.
fn check(project: &Project, program: &str, arguments: &[&str]) -> Result<Outcome, String> {
    let path = project.binary(program);
    if !path.is_file() {
        return Ok(Outcome::failed(format!("{} is not built; run the stage `build` first", path.display())));
    }
    let run = Run::new(path, arguments).at(&project.root);
    Ok(match run.stream()?.code {
        Some(0) => Outcome::Passed(Count::ONE_PASSED),
        code => Outcome::failed(format!("`{}` ended with {code:?}", run.text())),
    })
}
