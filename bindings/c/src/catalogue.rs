//! Catalogues: files of the caller over the built-in catalogue.

use crate::entry::{entry, quietly};
use crate::error::TakstError;
use crate::failure::Failure;
use crate::pointer::{Handle, elements, length, optional, out, shared, text, text_given};
use crate::problem::Problem;
use crate::problems::{TakstProblem, tell};
use crate::status::TakstStatus;
use crate::text::TakstText;
use std::ffi::c_char;
use std::path::Path;
use takst_catalogue::{Flaw, Loaded, builtin_loaded, load_over, with_directory};

/// A catalogue: the built-in one, in which the caller's files replace providers and figures of the law. It never changes and can be read from several threads.
pub struct TakstCatalogue {
    pub(crate) loaded: Loaded,
    remarks: Vec<Problem>,
}

impl Handle for TakstCatalogue {}

/// A file of a catalogue that is in memory: its name within the directory (`boegely.toml`, `law/refund.toml`) and its text.
#[repr(C)]
pub struct TakstFile {
    /// Name, UTF-8.
    pub name: *const c_char,
    /// Bytes of the name.
    pub name_length: u64,
    /// TOML, UTF-8.
    pub data: *const c_char,
    /// Bytes of the text.
    pub length: u64,
}

fn made(loaded: Result<Loaded, Vec<takst_catalogue::Problem>>) -> Result<TakstCatalogue, Failure> {
    let mut loaded = loaded.map_err(|problems| {
        let is_unread = problems.iter().any(|problem| matches!(problem.flaw, Flaw::Unreadable { .. }));
        let status = if is_unread { TakstStatus::Io } else { TakstStatus::Catalogue };
        Failure { status, problems: problems.into_iter().map(Problem::catalogue).collect() }
    })?;
    // Remarks about the built-in catalogue are left out.
    let own = std::mem::take(&mut loaded.remarks);
    Ok(TakstCatalogue { loaded, remarks: own.into_iter().map(Problem::catalogue).collect() })
}

/// Reads a directory of TOML files over the built-in catalogue: a provider replaces the one with its id, a figure of the law the one with its id.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_catalogue_from_path(
    path: *const c_char,
    path_length: usize,
    catalogue: *mut *mut TakstCatalogue,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let path = unsafe { text_given(path, path_length, "path") }?;
        let catalogue = unsafe { out(catalogue, "catalogue") }?;
        catalogue.set(made(with_directory(builtin_loaded(), Path::new(path)))?.give());
        Ok(())
    })
}

/// Reads files that are in memory over the built-in catalogue, as `takst_catalogue_from_path` does. Messages name them; those whose names begin with
/// `law/` hold the law.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_catalogue_from_files(
    files: *const TakstFile,
    count: usize,
    catalogue: *mut *mut TakstCatalogue,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let files = unsafe { elements(files, count, "files") }?;
        let catalogue = unsafe { out(catalogue, "catalogue") }?;
        let read = |file: &TakstFile| {
            let name = unsafe { text(file.name, length(file.name_length, "name")?, "name") }?;
            Ok((name, unsafe { text(file.data, length(file.length, "data")?, "data") }?))
        };
        let files = files.iter().map(read).collect::<Result<Vec<(&str, &str)>, Failure>>()?;
        catalogue.set(made(load_over(builtin_loaded(), &files))?.give());
        Ok(())
    })
}

/// The number of remarks: warnings about the caller's files, which can be used all the same. 0 at NULL.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_catalogue_remark_count(catalogue: *const TakstCatalogue) -> usize {
    quietly(0, || unsafe { optional(catalogue, "catalogue") }.ok().flatten().map_or(0, |catalogue| catalogue.remarks.len()))
}

/// The remark at `index`, in a language, one of `takst_language`. Its texts live as long as the catalogue.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_catalogue_remark(
    catalogue: *const TakstCatalogue,
    index: usize,
    lang: u32,
    problem: *mut TakstProblem,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let catalogue = unsafe { shared(catalogue, "catalogue") }?;
        unsafe { tell(&catalogue.remarks, index, lang, problem) }
    })
}

/// SHA-256 of a catalogue in hexadecimal; NULL is the built-in one, whose text lives as long as the library.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_catalogue_sha256(
    catalogue: *const TakstCatalogue,
    sha256: *mut TakstText,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let catalogue = unsafe { optional(catalogue, "catalogue") }?;
        let sha256 = unsafe { out(sha256, "sha256") }?;
        sha256.set(TakstText::of(catalogue.map_or(&builtin_loaded().sha256, |catalogue| &catalogue.loaded.sha256)));
        Ok(())
    })
}

/// Frees a catalogue; NULL does nothing. Books made from it live on.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_catalogue_free(catalogue: *mut TakstCatalogue) {
    quietly((), || unsafe { TakstCatalogue::take_back(catalogue) });
}
