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
    let takst = takst.to_string_lossy();
    let prices = check(project, "takst", &["conformance", "--", &takst, "price"])?;
    let documents = check(project, "takst", &["conformance", "--documents", "--", &takst])?;
    Ok(prices.and(documents))
}

/// Runs the program itself, not `cargo run -p`: that would choose the features of its dependencies anew, and build them again.
fn check(project: &Project, program: &str, arguments: &[&str]) -> Result<Outcome, String> {
    let path = project.binary(program);
    if !path.is_file() {
        return Ok(Outcome::failed(format!("{} is not built; run the stage `build` first", path.display())));
    }
    let run = Run::new(path, arguments).at(&project.root);
    let ended = run.stream()?;
    // A program that runs tests of its own says how many.
    let own = if ended.code == Some(0) { Count::ONE_PASSED } else { Count::default() };
    let mut count = Count::of_closing_line(&ended.output).unwrap_or(own);
    Ok(match ended.code {
        Some(0) if count.failed == 0 && count.passed > 0 => Outcome::Passed(count),
        code => {
            count.failed = count.failed.max(1);
            Outcome::Failed(count, format!("`{}` ended with {code:?}", run.text()))
        }
    })
}
