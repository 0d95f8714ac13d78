//! The C library: its header, its symbols, and programs that call it.

use crate::command::Run;
use crate::project::Project;
use crate::report::{Count, Outcome};

pub fn check(project: &Project) -> Result<Outcome, String> {
    let ended = Run::new("cargo", ["build", "-p", "takst-c"]).at(&project.root).stream()?;
    Ok(match ended.code {
        Some(0) => Outcome::Passed(Count::ONE_PASSED),
        code => Outcome::failed(format!("cargo build ended with {code:?}")),
    })
}
