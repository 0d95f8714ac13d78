//! The Python package: built as a wheel, installed into an environment of its own under the target folder, and tested there.

use crate::command::Run;
use crate::project::Project;
use crate::report::{Count, Outcome};
use std::path::{Path, PathBuf};

/// Where the package lies.
const PACKAGE: &str = "bindings/python";

pub fn check(project: &Project) -> Result<Outcome, String> {
    let place = project.target.join("python");
    let venv = environment(project, &place, &format!("{PACKAGE}/tests/"))?;
    install(project, &venv, &place.join("dist"))?;
    let package = project.root.join(PACKAGE);
    let python = |words: &[&str]| Run::new(venv.join("bin/python"), words).at(&package);
    let (mut count, mut failures) = pytest(&python(&["-m", "pytest", "-p", "no:cacheprovider"]))?;
    // Pyright looks for packages in the place it is given, not where it runs.
    let pyright = python(&["-m", "pyright", SAMPLE, "--pythonpath"]).with(venv.join("bin/python"));
    for run in TYPES.iter().map(|words| python(words)).chain([pyright]) {
        match run.stream()?.code {
            Some(0) => count += Count::ONE_PASSED,
            code => {
                count.failed += 1;
                failures.push(format!("`{}` ended with {code:?}", run.text()));
            }
        }
    }
    Ok(if failures.is_empty() { Outcome::Passed(count) } else { Outcome::Failed(count, failures.join("\n")) })
}

/// A use of every object, read by type checkers.
const SAMPLE: &str = "tests/typed_sample.py";

/// Checks of types: the stub against the module, and a sample that uses the package.
const TYPES: &[&[&str]] = &[
    &["-m", "mypy.stubtest", "takst._native", "--ignore-missing-stub", "--concise", "--allowlist", "tests/stubtest-allowed.txt"],
    &["-m", "mypy", "--strict", SAMPLE],
];

/// The environment with what the tests of a folder need; made anew only when that has changed.
pub(super) fn environment(project: &Project, place: &Path, tests: &str) -> Result<PathBuf, String> {
    let (venv, kept) = (place.join("venv"), place.join("requirements.txt"));
    let files = project.files()?.into_iter().filter(|name| name.starts_with(tests) && name.ends_with("requirements.txt"));
    let wanted = files.map(|name| project.read(name)).collect::<Result<Vec<_>, _>>()?.concat();
    if std::fs::read_to_string(&kept).is_ok_and(|before| before == wanted) {
        return Ok(venv);
    }
    std::fs::create_dir_all(place).map_err(|error| format!("{}: {error}", place.display()))?;
    let list = place.join("wanted.txt");
    std::fs::write(&list, &wanted).map_err(|error| format!("{}: {error}", list.display()))?;
    done(&Run::new("python3", ["-m", "venv", "--clear"]).with(&venv))?;
    done(&Run::new(venv.join("bin/python"), ["-m", "pip", "install", "-q", "--disable-pip-version-check", "-r"]).with(&list))?;
    // Kept last: an environment that was not finished is made again.
    std::fs::rename(&list, &kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    Ok(venv)
}

/// Builds the wheel in the profile and the folder of the other stages, and installs it.
fn install(project: &Project, venv: &Path, dist: &Path) -> Result<(), String> {
    if dist.exists() {
        std::fs::remove_dir_all(dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    }
    let build = Run::new(venv.join("bin/maturin"), ["build", "-q", "--profile", "dev", "-o"]).with(dist);
    done(&build.set("CARGO_TARGET_DIR", &project.target).at(&project.root.join(PACKAGE)))?;
    let wheels = std::fs::read_dir(dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    let wheel = wheels.flatten().map(|entry| entry.path()).find(|path| path.extension().is_some_and(|ending| ending == "whl"));
    let wheel = wheel.ok_or("maturin wrote no wheel")?;
    let name = wheel.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !name.contains("-cp311-abi3-") {
        return Err(format!("{name} is no wheel for every Python from 3.11 on"));
    }
    let words = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--force-reinstall", "--no-deps"];
    done(&Run::new(venv.join("bin/python"), words).with(&wheel))
}

fn done(run: &Run) -> Result<(), String> {
    match run.stream()?.code {
        Some(0) => Ok(()),
        code => Err(format!("`{}` ended with {code:?}", run.text())),
    }
}

/// Runs pytest; what it counted, and why it failed.
pub(super) fn pytest(run: &Run) -> Result<(Count, Vec<String>), String> {
    let ended = run.stream()?;
    let mut count = of_pytest(&ended.output);
    if ended.code == Some(0) && count.failed == 0 && count.passed > 0 {
        return Ok((count, Vec::new()));
    }
    count.failed = count.failed.max(1);
    Ok((count, vec![format!("`{}` ended with {:?}", run.text(), ended.code)]))
}

/// The closing line of pytest: `3 failed, 412 passed, 1 error in 9.87s`.
fn of_pytest(output: &str) -> Count {
    let closing =
        output.lines().rev().find(|line| line.contains(" in ") && line.contains('s') && (line.contains(" passed") || line.contains(" failed")));
    let number = |word: &str| -> u64 {
        let words: Vec<&str> = closing.unwrap_or_default().split([' ', ',']).filter(|text| !text.is_empty()).collect();
        words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
    };
    Count { passed: number("passed"), failed: number("failed") + number("error") + number("errors") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_of_pytest_is_read() {
        assert_eq!(of_pytest("....\n412 passed in 9.87s\n"), Count { passed: 412, failed: 0 });
        assert_eq!(of_pytest("3 failed, 412 passed, 2 skipped, 1 error in 61.00s (0:01:01)\n"), Count { passed: 412, failed: 4 });
        assert_eq!(of_pytest("no tests ran in 0.01s\n"), Count::default());
    }
}
