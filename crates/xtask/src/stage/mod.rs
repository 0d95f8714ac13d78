//! The table of stages.

mod browser;
pub mod c;
mod cargo;
mod data;
mod python;
mod readme;
mod spreadsheets;

use crate::command::Run;
use crate::generate;
use crate::layout;
use crate::project::Project;
use crate::report::Outcome;

/// One part of `cargo xtask test`.
pub struct Stage {
    pub name: &'static str,
    pub what: &'static str,
    pub needs: &'static [Tool],
    pub run: fn(&Project) -> Result<Outcome, String>,
}

/// A program a stage cannot do without.
pub struct Tool {
    /// Program and arguments that end with 0 where it is installed.
    probe: &'static [&'static str],
    /// What installs it in a moment; empty where nothing does.
    install: &'static [&'static str],
    /// What is missing and how to get it.
    pub advice: &'static str,
}

impl Tool {
    /// Whether it can be used, if need be after it is installed.
    pub fn is_there(&self) -> bool {
        let answers = || Run::new(self.probe[0], &self.probe[1..]).succeeds();
        answers() || (!self.install.is_empty() && Run::new(self.install[0], &self.install[1..]).succeeds() && answers())
    }
}

const RUSTFMT: Tool = Tool {
    probe: &["cargo", "fmt", "--version"],
    install: &["rustup", "component", "add", "rustfmt"],
    advice: "rustfmt is missing: rustup component add rustfmt",
};
const CLIPPY: Tool = Tool {
    probe: &["cargo", "clippy", "--version"],
    install: &["rustup", "component", "add", "clippy"],
    advice: "clippy is missing: rustup component add clippy",
};
const BASH: Tool = Tool { probe: &["bash", "-c", "true"], install: &[], advice: "bash is missing" };
const CC: Tool = Tool { probe: &["gcc", "--version"], install: &[], advice: "gcc is missing" };
/// What apt-get installs in a moment, where it may.
macro_rules! debian {
    ($probe:literal, $package:literal) => {
        Tool {
            probe: &[$probe, "--version"],
            install: &["sh", "-c", concat!("apt-get update -qq && apt-get install -y -qq --no-install-recommends ", $package)],
            advice: concat!($probe, " is missing: apt-get install ", $package),
        }
    };
}
const CXX: Tool = debian!("g++", "g++");
const CLANG: Tool = debian!("clang", "clang");
const VALGRIND: Tool = debian!("valgrind", "valgrind");
const CMAKE: Tool = debian!("cmake", "cmake");
const PKG_CONFIG: Tool = debian!("pkg-config", "pkg-config");
/// Runs what its compiler makes of C#.
const MONO: Tool = debian!("mono", "mono-runtime");
const MCS: Tool = debian!("mcs", "mono-mcs");
const PYTHON: Tool = Tool {
    probe: &["python3", "-c", "import venv, sys; assert sys.version_info >= (3, 11)"],
    install: &[],
    advice: "Python 3.11 or newer is missing",
};
/// Spark runs on it.
const JAVA: Tool = debian!("java", "openjdk-17-jre-headless");
/// Opens the page of `takst report`.
const CHROMIUM: Tool = debian!("chromium", "chromium");
/// Saves workbooks in the forms of other programs.
const OFFICE: Tool = debian!("soffice", "libreoffice-calc");
const GIT: Tool = Tool { probe: &["git", "--version"], install: &[], advice: "git is missing" };

/// One after another: what is quick and often wrong, then what the others use.
pub const FIRST: &[Stage] = &[
    Stage { name: "format", what: "cargo fmt --check", needs: &[RUSTFMT], run: cargo::format },
    Stage { name: "layout", what: "sizes, order of modules, no floats, nothing unfinished", needs: &[GIT], run: layout::check },
    Stage { name: "generated", what: "what `cargo xtask generate` writes is what the registries say", needs: &[], run: generate::check },
    Stage { name: "build", what: "every library, program, test and benchmark", needs: &[], run: cargo::build },
];

/// Two at a time, in this order: many of their programs use one core for minutes.
pub const THEN: &[Stage] = &[
    Stage { name: "tests", what: "tests and examples of all crates, and the saved inputs of the fuzzers", needs: &[], run: cargo::tests },
    Stage { name: "core-alone", what: "the core by itself, without features", needs: &[], run: cargo::core_alone },
    Stage { name: "lints", what: "clippy on everything, warnings are errors", needs: &[CLIPPY], run: cargo::lints },
    Stage { name: "core-serde", what: "the core by itself, with serde", needs: &[], run: cargo::core_serde },
    Stage { name: "documentation", what: "cargo doc, warnings are errors", needs: &[], run: cargo::documentation },
    Stage { name: "catalogue", what: "takst catalogue check on the built-in data", needs: &[], run: data::catalogue },
    Stage { name: "vectors", what: "the checked-in vectors are what their writer writes", needs: &[], run: data::vectors },
    Stage { name: "conformance", what: "takst conformance, run against takst", needs: &[], run: data::conformance },
    Stage {
        name: "c",
        what: "header, exported symbols, programs in C, C++, C# and ctypes",
        needs: &[CC, CXX, CLANG, VALGRIND, CMAKE, PKG_CONFIG, MONO, MCS, PYTHON],
        run: c::check,
    },
    Stage { name: "python", what: "the wheel in an environment of its own, its tests and notebooks", needs: &[PYTHON, JAVA], run: python::check },
    Stage { name: "browser", what: "the page of takst report in Chromium: filters, cases, print", needs: &[PYTHON, CHROMIUM], run: browser::check },
    Stage {
        name: "spreadsheets",
        what: "files of openpyxl and LibreOffice, priced by the command",
        needs: &[PYTHON, OFFICE],
        run: spreadsheets::check,
    },
    Stage { name: "readme", what: "the commands of README.md and the guides that are marked <!-- run -->", needs: &[BASH], run: readme::check },
];
