//! The command `takst`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(takst_cli::run_program(std::env::args_os()))
}
