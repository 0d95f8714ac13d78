//! Policies: answers to the open questions.

use crate::catalogue::TakstCatalogue;
use crate::entry::{entry, quietly};
use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::pointer::{Handle, optional, out, text, text_given};
use crate::problem::Problem;
use crate::status::TakstStatus;
use crate::text::TakstText;
use std::ffi::c_char;
use std::sync::LazyLock;
use takst::Catalogue;
use takst_catalogue::{LoadedPolicy, builtin, policy_from_toml};

/// A policy. It never changes and can be read from several threads.
pub struct TakstPolicy(pub(crate) LoadedPolicy);

impl Handle for TakstPolicy {}

static DEFAULTS: LazyLock<LoadedPolicy> = LazyLock::new(LoadedPolicy::default);

/// The catalogue whose questions a policy answers.
///
/// # Safety
/// As [`optional`].
unsafe fn asked_by<'a>(catalogue: *const TakstCatalogue) -> Result<&'a Catalogue, Failure> {
    Ok(unsafe { optional(catalogue, "catalogue") }?.map_or_else(builtin, |catalogue| &catalogue.loaded.catalogue))
}

fn read_file(path: &str, catalogue: &Catalogue) -> Result<TakstPolicy, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| refuse(TakstStatus::Io, "path", format!("{path}: {error}")))?;
    made(path, &text, catalogue)
}

fn made(name: &str, text: &str, catalogue: &Catalogue) -> Result<TakstPolicy, Failure> {
    let read = policy_from_toml(name, text, catalogue);
    read.map(TakstPolicy)
        .map_err(|problems| Failure { status: TakstStatus::Policy, problems: problems.into_iter().map(Problem::catalogue).collect() })
}

/// Reads a policy file for the built-in catalogue: its settings are the general ones and the questions of that catalogue.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_policy_from_path(
    path: *const c_char,
    path_length: usize,
    policy: *mut *mut TakstPolicy,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let path = unsafe { text_given(path, path_length, "path") }?;
        let policy = unsafe { out(policy, "policy") }?;
        policy.set(read_file(path, builtin())?.give());
        Ok(())
    })
}

/// Reads a policy that is in memory, for the built-in catalogue; `name` is the name of the file in messages.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_policy_from_buffer(
    name: *const c_char,
    name_length: usize,
    data: *const c_char,
    length: usize,
    policy: *mut *mut TakstPolicy,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let name = unsafe { text(name, name_length, "name") }?;
        let data = unsafe { text(data, length, "data") }?;
        let policy = unsafe { out(policy, "policy") }?;
        policy.set(made(name, data, builtin())?.give());
        Ok(())
    })
}

/// Reads a policy file for a catalogue: it may answer the questions of this catalogue too. `catalogue` may be NULL: the built-in one. The policy keeps
/// nothing of the catalogue.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_policy_with_catalogue_from_path(
    catalogue: *const TakstCatalogue,
    path: *const c_char,
    path_length: usize,
    policy: *mut *mut TakstPolicy,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let catalogue = unsafe { asked_by(catalogue) }?;
        let path = unsafe { text_given(path, path_length, "path") }?;
        let policy = unsafe { out(policy, "policy") }?;
        policy.set(read_file(path, catalogue)?.give());
        Ok(())
    })
}

/// Reads a policy that is in memory, for a catalogue: as `takst_policy_with_catalogue_from_path`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_policy_with_catalogue_from_buffer(
    catalogue: *const TakstCatalogue,
    name: *const c_char,
    name_length: usize,
    data: *const c_char,
    length: usize,
    policy: *mut *mut TakstPolicy,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let catalogue = unsafe { asked_by(catalogue) }?;
        let name = unsafe { text(name, name_length, "name") }?;
        let data = unsafe { text(data, length, "data") }?;
        let policy = unsafe { out(policy, "policy") }?;
        policy.set(made(name, data, catalogue)?.give());
        Ok(())
    })
}

/// SHA-256 of the answers in hexadecimal; NULL is the defaults, whose text lives as long as the library.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_policy_sha256(policy: *const TakstPolicy, sha256: *mut TakstText, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let policy = unsafe { optional(policy, "policy") }?;
        let sha256 = unsafe { out(sha256, "sha256") }?;
        sha256.set(TakstText::of(policy.map_or(&DEFAULTS.sha256, |policy| &policy.0.sha256)));
        Ok(())
    })
}

/// Frees a policy; NULL does nothing. Books made from it live on.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_policy_free(policy: *mut TakstPolicy) {
    quietly((), || unsafe { TakstPolicy::take_back(policy) });
}
