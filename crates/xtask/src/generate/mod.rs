//! `cargo xtask generate`: writes the copies of the core's registries that no program can make while it runs.

mod c;
mod catalogue;
mod csharp;
mod docs;
mod municipality;
mod python;
pub mod region;

use crate::header;
use crate::project::Project;
use crate::report::Outcome;

/// A file that is written, or has parts that are.
pub struct Target {
    pub path: &'static str,
    pub part: Part,
}

pub enum Part {
    /// The whole file.
    Whole(fn(&Project) -> Result<String, String>),
    /// The lines between the markers of these regions; people write the rest.
    Regions(&'static [Region]),
}

/// A region by its name, with what stands in it.
pub type Region = (&'static str, fn() -> String);

/// In this order: the header is made from the sources that are written before it.
pub const TARGETS: &[Target] = &[
    Target { path: "crates/takst-catalogue/src/builtin_files.rs", part: Part::Whole(catalogue::files) },
    Target { path: "crates/takst/src/contract/municipality.rs", part: Part::Whole(|_| Ok(municipality::table())) },
    Target { path: "bindings/c/src/generated/sets.rs", part: Part::Whole(|_| Ok(c::sets())) },
    Target { path: "bindings/c/src/generated/code.rs", part: Part::Whole(|_| Ok(c::code())) },
    Target { path: "bindings/c/examples/Takst.cs", part: Part::Regions(&[("sets", csharp::sets)]) },
    Target { path: "bindings/c/README.md", part: Part::Regions(&[("line-columns", docs::line_names), ("total-columns", docs::total_names)]) },
    Target { path: header::HEADER, part: Part::Whole(header::made) },
    Target {
        path: "bindings/python/python/takst/_native.pyi",
        part: Part::Regions(&[("groups", python::groups), ("row", python::row), ("line", python::line)]),
    },
    Target { path: "docs/ANSWERS.md", part: Part::Regions(&[("groups", docs::groups)]) },
    Target { path: "docs/RULES.md", part: Part::Regions(&[("settings", docs::settings)]) },
    Target {
        path: "docs/CATALOGUE.md",
        part: Part::Regions(&[("list-columns", docs::list_columns), ("kinds", docs::kinds), ("refund-rules", docs::refund_rules)]),
    },
    Target { path: "docs/CODES.md", part: Part::Regions(&[("codes", docs::codes)]) },
    Target {
        path: "docs/CASE-FILE.md",
        part: Part::Regions(&[
            ("case-columns", docs::case_columns),
            ("case-headings", docs::case_headings),
            ("case-column-types", docs::case_column_types),
            ("line-columns", docs::line_columns),
            ("line-column-types", docs::line_column_types),
        ]),
    },
];

impl Target {
    /// What the file should be.
    fn made(&self, project: &Project) -> Result<String, String> {
        match self.part {
            Part::Whole(made) => made(project),
            Part::Regions(regions) => regions
                .iter()
                .try_fold(project.read(self.path)?, |text, (name, made)| region::filled(&text, name, &made()))
                .map_err(|error| format!("{}: {error}", self.path)),
        }
    }
}

/// Writes every file that is not what it should be.
pub fn write(project: &Project) -> Result<bool, String> {
    for target in TARGETS {
        let made = target.made(project)?;
        if project.read(target.path).is_ok_and(|found| found == made) {
            continue;
        }
        std::fs::write(project.root.join(target.path), made).map_err(|error| format!("{}: {error}", target.path))?;
        println!("{}", target.path);
    }
    Ok(true)
}

/// The stage: every file is what would be written.
pub fn check(project: &Project) -> Result<Outcome, String> {
    let mut faults = Vec::new();
    for target in TARGETS {
        if project.read(target.path).ok() != Some(target.made(project)?) {
            faults.push(format!("{} is not what the registries of the core say; run `cargo xtask generate`", target.path));
        }
    }
    Ok(Outcome::of_faults(&faults))
}
