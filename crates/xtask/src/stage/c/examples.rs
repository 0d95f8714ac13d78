//! The examples: compiled by every compiler, run, and compared with what the README says they print.

use super::Tally;
use super::programs::{C, CPP, Workshop};
use crate::command::{Run, say};
use crate::install::LICENCES;

const README: &str = "bindings/c/README.md";
/// What the first program of the README prints: twelve days at 545 kr. and ten at 435 kr., half of it refunded.
pub const PRINTED: &str = "202303 654000 327000\n202304 435000 217500\n";

/// What the program of the README prints that invoices a stay month by month. 120 of 213 days are refunded at
/// 500 kr.: 60,000 kr.
const MONTHS: &str = "\
202401: 31 days, net 3100000, refund 1550000, refunded, if no other days were used
202402: 29 days, net 2900000, refund 1450000, refunded, if no other days were used
202403: 31 days, net 3100000, refund 1550000, refunded, if no other days were used
202404: 29 days, net 2900000, refund 1450000, refunded, if no other days were used
202404: 1 days, net 100000, refund 0, not refunded, if no other days were used
202405: 31 days, net 3100000, refund 0, not refunded, if no other days were used
202406: 30 days, net 3000000, refund 0, not refunded, if no other days were used
202407: 31 days, net 3100000, refund 0, not refunded, if no other days were used
";

/// What the program of the README prints that keeps documents: 12 days at 545 kr., 5 days after the correction, and half of that claimed.
const DOCUMENTS: &str = "\
F-1 invoice 6540.00
F-2 credit-note 6540.00 F-1 correction.period
F-3 invoice 2725.00 F-1 correction.period
claim 2023-03 2725.00 1362.50 yes
";

pub fn check(workshop: &Workshop<'_>) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let readme = workshop.project.read(README)?;
    // The programs of the README in order, and which example each of them is, or is a part of.
    let mut programs = readme.split("```c\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(code, _)| code);
    for name in ["examples/price.c", "examples/month.c", "examples/documents.c"] {
        let code = programs.next().unwrap_or_default();
        let example = workshop.project.read(format!("bindings/c/{name}"))?;
        tally.check(!code.is_empty() && example.contains(code), || format!("{README} and {name} are not the same program"));
    }
    let is_shown = PRINTED.lines().all(|line| readme.contains(&format!("`{line}`"))) && readme.contains(MONTHS) && readme.contains(DOCUMENTS);
    tally.check(is_shown, || format!("{README} does not show what its programs print"));
    for (language, source, printed) in [
        (C, "examples/price.c", PRINTED),
        (C, "examples/month.c", MONTHS),
        (C, "examples/documents.c", DOCUMENTS),
        (C, "examples/batch.c", "1000000 rows, 0 refused, "),
        (CPP, "examples/price.cpp", PRINTED),
        (CPP, "examples/documents.cpp", DOCUMENTS),
    ] {
        for compiler in language.compilers {
            let Some(program) = workshop.compile(compiler, language.standard, source, &[])? else {
                tally.faults.push(format!("{compiler}: {source} does not compile"));
                continue;
            };
            let ended = Run::new(program, [""; 0]).stream()?;
            tally.check(ended.code == Some(0) && ended.output.starts_with(printed), || format!("{compiler}: {source} does not print what it should"));
        }
    }
    with_a_workbook(workshop, &mut tally)?;
    with_sqlite(workshop, &mut tally)?;
    let python = Run::new("python3", [workshop.source("examples/price.py")]).with(workshop.prefix.join("lib/libtakst.so.0")).stream()?;
    tally.check(python.code == Some(0) && python.output.contains(PRINTED), || "examples/price.py does not print what it should".to_owned());
    statically(workshop, &readme, &mut tally)?;
    with_cmake(workshop, &mut tally)?;
    Ok(tally)
}

/// A workbook with 31 days at 545 kr. in its first row.
const WORKBOOK: &str = "crates/takst-io/tests/files/openpyxl.xlsx";

fn with_a_workbook(workshop: &Workshop<'_>, tally: &mut Tally) -> Result<(), String> {
    let ended = Run::new(workshop.one("examples/workbook.c")?, [WORKBOOK]).at(&workshop.project.root).stream()?;
    let first = ended.output.lines().nth(1).unwrap_or_default();
    let is_right = ended.code == Some(0) && first.starts_with("S-1,S-1,1,") && first.contains(",16895.00,");
    tally.check(is_right, || "examples/workbook.c does not print what it should".to_owned());
    Ok(())
}

/// What the finance system has in its books after a late tariff: 31 days at 1,000 kr. and 29 at 1,050 kr. stand.
const FINANCE: &str = "\
F-1 invoice 2024-01 31000.00 2024-02-01 2024-02-22  
F-2 invoice 2024-02 29000.00 2024-03-01 2024-03-22  
F-3 credit-note 2024-02 29000.00 2024-03-15  F-2 correction.price
F-4 invoice 2024-02 30450.00 2024-03-15 2024-04-05 F-2 correction.price
";

/// The finance system with its own books, where SQLite is installed for C.
fn with_sqlite(workshop: &Workshop<'_>, tally: &mut Tally) -> Result<(), String> {
    if Run::new("pkg-config", ["--exists", "sqlite3"]).stream()?.code != Some(0) {
        say("examples/finance.c is left out: pkg-config knows no sqlite3");
        return Ok(());
    }
    let flags = Run::new("pkg-config", ["--cflags", "--libs", "sqlite3"]).capture()?;
    let flags: Vec<&str> = flags.split_whitespace().collect();
    match workshop.compile(C.compilers[0], C.standard, "examples/finance.c", &flags)? {
        Some(program) => {
            let ended = Run::new(program, [""; 0]).stream()?;
            let holds = ended.code == Some(0) && ended.output.ends_with(FINANCE);
            tally.check(holds, || "examples/finance.c does not print what it should".to_owned());
        }
        None => tally.faults.push("examples/finance.c does not compile".to_owned()),
    }
    Ok(())
}

/// With the archive in place of the shared library, by the line of the README, in a program that has names of its own which are in the archive too.
fn statically(workshop: &Workshop<'_>, readme: &str, tally: &mut Tally) -> Result<(), String> {
    let program = workshop.folder.join("price-static");
    let Some(line) = readme.lines().find(|line| line.starts_with("cc ") && line.contains("libtakst.a")) else {
        tally.faults.push(format!("{README} has no line that links the archive"));
        return Ok(());
    };
    let sources = format!("{} {}", workshop.source("examples/price.c").display(), workshop.source("tests/own_zstd.c").display());
    let line = line.replace(" price.c ", &format!(" {sources} ")).replace("-o price", &format!("-o {}", program.display()));
    let linking = Run::new("sh", ["-c", &line]).set("PKG_CONFIG_PATH", workshop.prefix.join("lib/pkgconfig"));
    let linked = linking.stream()?.code == Some(0);
    let printed = if linked { Run::new(&program, [""; 0]).stream()?.output } else { String::new() };
    tally.check(printed == PRINTED, || "price.c with libtakst.a does not print what it should".to_owned());
    let needed = Run::new("objdump", ["-p"]).with(&program).capture()?;
    tally.check(needed.contains("NEEDED") && !needed.contains("libtakst"), || "price.c with libtakst.a needs libtakst.so all the same".to_owned());
    let listed = Run::new("nm", ["-g", "--defined-only"]).with(workshop.prefix.join("lib/libtakst.a")).capture()?;
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().nth(2)).collect();
    let foreign = names.iter().filter(|name| !name.starts_with("takst_")).count();
    tally.check(!names.is_empty() && foreign == 0, || format!("libtakst.a has {foreign} global names that are not takst's"));
    for licence in LICENCES {
        let installed = workshop.prefix.join("share/doc/takst").join(licence);
        tally.check(installed.is_file(), || format!("{} is not there", installed.display()));
    }
    Ok(())
}

/// Another project, which finds takst by CMake.
fn with_cmake(workshop: &Workshop<'_>, tally: &mut Tally) -> Result<(), String> {
    let (source, build) = (workshop.folder.join("cmake"), workshop.folder.join("cmake/build"));
    let text = format!(
        "cmake_minimum_required(VERSION 3.13)\nproject(found C)\nfind_package(takst 0.1 REQUIRED)\nadd_executable(price {})\n\
         target_link_libraries(price PRIVATE takst::takst)\n",
        workshop.source("examples/price.c").display()
    );
    let written = std::fs::create_dir_all(&source).and_then(|()| std::fs::write(source.join("CMakeLists.txt"), text));
    written.map_err(|error| format!("{}: {error}", source.display()))?;
    let prefix = format!("-DCMAKE_PREFIX_PATH={}", workshop.prefix.display());
    let made = Run::new("cmake", ["-S"]).with(&source).with("-B").with(&build).with(prefix).stream()?.code == Some(0)
        && Run::new("cmake", ["--build"]).with(&build).stream()?.code == Some(0);
    let printed = if made { Run::new(build.join("price"), [""; 0]).stream()?.output } else { String::new() };
    tally.check(printed == PRINTED, || "a project that finds takst by CMake does not print what it should".to_owned());
    Ok(())
}
