//! `cargo xtask install`: the C library as plain files under a prefix, for gcc, clang and CMake.

use crate::command::Run;
use crate::project::Project;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// Where to: lib, include and share are made there
    #[arg(long)]
    pub prefix: PathBuf,
    /// Takes the development build: quicker to build, slower to run
    #[arg(long)]
    pub debug: bool,
}

/// Files that are written anew from these texts: name below the prefix, and text with the marks that are filled in.
const WRITTEN: &[(&str, &str)] = &[
    ("lib/pkgconfig/takst.pc", include_str!("install/takst.pc")),
    ("lib/cmake/takst/takstConfig.cmake", include_str!("install/takstConfig.cmake")),
    ("lib/cmake/takst/takstConfigVersion.cmake", include_str!("install/takstConfigVersion.cmake")),
];

/// What may be done with the library; they go with it.
pub const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

pub fn run(project: &Project, options: &Options) -> Result<bool, String> {
    let mut build = Run::new("cargo", ["build", "-p", "takst-c"]).at(&project.root);
    if !options.debug {
        build = build.with("--release");
    }
    if build.stream()?.code != Some(0) {
        return Err("the library does not build".to_owned());
    }
    let built = project.target.join(if options.debug { "debug" } else { "release" });
    let prefix = std::path::absolute(&options.prefix).map_err(|error| error.to_string())?;
    place(project, &built, &prefix)?;
    println!("installed to {}", prefix.display());
    Ok(true)
}

/// Puts the built library and what belongs to it under `prefix`.
pub fn place(project: &Project, built: &Path, prefix: &Path) -> Result<(), String> {
    let lib = prefix.join("lib");
    let version = version(project)?;
    let shared = built.join("libtakst_c.so");
    let soname = soname(&shared)?;
    let whole = format!("libtakst.so.{version}");
    copy(&shared, &lib.join(&whole))?;
    link(&whole, &lib.join(&soname))?;
    link(&soname, &lib.join("libtakst.so"))?;
    enclose(&built.join("libtakst_c.a"), &lib.join("libtakst.a"))?;
    for header in ["takst.h", "takst.hpp"] {
        copy(&project.root.join("bindings/c/include").join(header), &prefix.join("include").join(header))?;
    }
    for licence in LICENCES {
        copy(&project.root.join(licence), &prefix.join("share/doc/takst").join(licence))?;
    }
    let filled = [("@PREFIX@", prefix.display().to_string()), ("@VERSION@", version), ("@SONAME@", soname)];
    for (name, text) in WRITTEN {
        let text = filled.iter().fold((*text).to_owned(), |text, (mark, value)| text.replace(mark, value));
        let to = prefix.join(name);
        folder_of(&to)?;
        std::fs::write(&to, text).map_err(|error| format!("{}: {error}", to.display()))?;
    }
    Ok(())
}

/// Makes one object of an archive, in which only the library's own functions are global: zstd and the like are in it too, and a program may have its own.
fn enclose(archive: &Path, to: &Path) -> Result<(), String> {
    folder_of(to)?;
    remove(to)?;
    let object = to.with_file_name("takst.o");
    // Groups of sections are settled here: a program's own group of the same name would put ours aside.
    Run::new("ld", ["-r", "--force-group-allocation", "--whole-archive"]).with(archive).with("-o").with(&object).capture()?;
    // Bitcode of Rust's own library, of no use to other compilers.
    let sections = ["--remove-section=.llvmbc", "--remove-section=.llvmcmd"];
    let enclosed = Run::new("objcopy", ["--wildcard", "--keep-global-symbol=takst_*"]);
    sections.iter().fold(enclosed, |run, section| run.with(section)).with(&object).capture()?;
    Run::new("ar", ["crs"]).with(to).with(&object).capture()?;
    remove(&object)
}

/// The version of the library, which stands in Cargo.toml and nowhere else.
pub fn version(project: &Project) -> Result<String, String> {
    let text = Run::new("cargo", ["metadata", "--format-version=1", "--no-deps"]).at(&project.root).capture()?;
    let metadata: serde_json::Value = serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    let own = packages.iter().find(|package| package["name"] == "takst-c").ok_or("cargo metadata does not name takst-c")?;
    own["version"].as_str().map(str::to_owned).ok_or_else(|| "takst-c has no version".to_owned())
}

/// The name the library was linked under.
fn soname(library: &Path) -> Result<String, String> {
    let output = Run::new("objdump", ["-p"]).with(library).capture()?;
    let name = output.lines().find_map(|line| line.trim().strip_prefix("SONAME"));
    name.map(|name| name.trim().to_owned()).ok_or_else(|| format!("{} has no SONAME", library.display()))
}

fn folder_of(file: &Path) -> Result<(), String> {
    let folder = file.parent().unwrap_or(file);
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

/// Copies; a library that programs have open is replaced, not written into.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    folder_of(to)?;
    remove(to)?;
    std::fs::copy(from, to).map(|_| ()).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

fn link(to: &str, at: &Path) -> Result<(), String> {
    remove(at)?;
    std::os::unix::fs::symlink(to, at).map_err(|error| format!("{}: {error}", at.display()))
}

fn remove(file: &Path) -> Result<(), String> {
    match std::fs::remove_file(file) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("{}: {error}", file.display())),
    }
}
