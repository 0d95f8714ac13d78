//! What a command works with: the book, compiled as the arguments say, and files that are not to be mixed up.

use crate::args::TariffArgs;
use crate::say::{Failure, aside, not_readable};
use std::path::Path;
use takst::Book;
use takst_catalogue::{Change, Loaded, LoadedPolicy, builtin_loaded, changed, policy_from_toml, with_directory};
use takst_explain::Lang;

/// A book and the checksums of what went into it.
pub(crate) struct Bound {
    pub(crate) book: Book,
    pub(crate) catalogue_sha256: String,
    pub(crate) policy_sha256: String,
}

/// Compiles catalogue and policy.
///
/// # Errors
/// Every line to print about what cannot be used.
pub(crate) fn bind(args: &TariffArgs, lang: Lang) -> Result<Bound, Vec<String>> {
    bind_changed(args, &[], lang)
}

/// Compiles catalogue and policy, with changes of published prices.
///
/// # Errors
/// Every line to print about what cannot be used.
pub(crate) fn bind_changed(args: &TariffArgs, changes: &[Change], lang: Lang) -> Result<Bound, Vec<String>> {
    let lines = |problems: Vec<takst_catalogue::Problem>| problems.iter().map(|problem| problem.line(lang)).collect::<Vec<_>>();
    let own = directory(args.catalogue.as_deref(), lang)?;
    let loaded = own.as_ref().unwrap_or_else(|| builtin_loaded());
    let policy = match &args.policy {
        None => LoadedPolicy::of(&loaded.catalogue),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| vec![not_readable(path, &error, lang)])?;
            policy_from_toml(&path.display().to_string(), &text, &loaded.catalogue).map_err(lines)?
        }
    };
    let with_changes =
        if changes.is_empty() { None } else { Some(changed(loaded, changes, &policy.policy).map_err(|error| vec![error.to_string()])?) };
    let loaded = with_changes.as_ref().unwrap_or(loaded);
    let book = Book::compile(&loaded.catalogue, &policy.policy, args.knowledge())
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    Ok(Bound { book, catalogue_sha256: loaded.sha256.clone(), policy_sha256: policy.sha256 })
}

/// The catalogue with a directory laid over it, if one is given.
pub(crate) fn directory(dir: Option<&Path>, lang: Lang) -> Result<Option<Loaded>, Vec<String>> {
    let lines = |problems: Vec<takst_catalogue::Problem>| problems.iter().map(|problem| problem.line(lang)).collect::<Vec<_>>();
    let own = dir.map(|dir| with_directory(builtin_loaded(), dir)).transpose().map_err(lines)?;
    for remark in own.iter().flat_map(|own| &own.remarks) {
        aside(&format!("{}\n", remark.line(lang)));
    }
    Ok(own)
}

/// The catalogue of a command that needs only the names in it.
///
/// # Errors
/// Every line to print about what cannot be used.
pub(crate) fn own_catalogue(dir: Option<&Path>, lang: Lang) -> Result<Option<Loaded>, Failure> {
    directory(dir, lang).map_err(Failure::Lines)
}

/// Whether both are the same file, by whatever names. Only a file that keeps what is written to it can be.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    let (Ok(one), Ok(other)) = (one.canonicalize(), other.canonicalize()) else { return false };
    one.is_file() && (one == other || is_linked(&one, &other))
}

/// Whether both are names of one file of the disk.
#[cfg(unix)]
fn is_linked(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |path: &Path| path.metadata().map(|facts| (facts.dev(), facts.ino())).ok();
    place(one).is_some_and(|at| place(other) == Some(at))
}

#[cfg(not(unix))]
fn is_linked(_: &Path, _: &Path) -> bool {
    false
}

/// The name of a file without its folder, as it is shown.
pub(crate) fn file_name(file: &Path) -> String {
    let name = file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    takst::cpr::masked(&name).into_owned()
}

/// A checksum in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
