//! The problems of an error object, in numbers and in words.

use crate::codes::number;
use crate::entry::{entry, quietly};
use crate::error::{TakstError, severity_of};
use crate::failure::{Failure, refuse};
use crate::generated::sets::TakstColumn;
use crate::pointer::{Handle, optional, out, shared};
use crate::problem::{Problem, Words};
use crate::sized::{SizedStruct, sized_out};
use crate::status::TakstStatus;
use crate::text::TakstText;
use crate::words::language;
use takst_explain::Lang;

/// One problem: its place, the value found, and in its message what would be right.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TakstProblem {
    /// `sizeof (takst_problem)`, set by the caller.
    pub struct_size: u32,
    /// One of `takst_code`; 0 for a problem of an argument, a file or a run.
    pub code: u32,
    /// One of `takst_severity`.
    pub severity: u32,
    /// One of `takst_column`.
    pub column: u32,
    /// Number of the row, 1 = first; in a catalogue or policy file the number of the line; 0: no single row or line.
    pub row: u64,
    /// The case; a CPR number is masked.
    pub case_id: TakstText,
    /// The value found.
    pub value: TakstText,
    /// A full sentence in the language of the call.
    pub message: TakstText,
}

unsafe impl SizedStruct for TakstProblem {}

impl TakstProblem {
    /// Describes the problem; the texts live as long as the problem.
    pub(crate) fn of(problem: &Problem, lang: Lang) -> TakstProblem {
        let (code, row, place) = match &problem.words {
            Words::Finding(finding) => {
                (number(finding.code), finding.at.row.unwrap_or(0), finding.at.column.map_or(TakstColumn::None as u32, takst::Column::number))
            }
            Words::Catalogue(problem) => (0, problem.line as u64, TakstColumn::None as u32),
            Words::Own(..) | Words::Cell(..) | Words::Ready(..) => (0, 0, TakstColumn::None as u32),
        };
        TakstProblem {
            struct_size: TakstProblem::SIZE,
            code,
            severity: severity_of(problem),
            column: place,
            row,
            case_id: TakstText::of(&problem.case),
            value: TakstText::of(&problem.value),
            message: TakstText::of(problem.message(lang)),
        }
    }
}

/// Writes the problem at `index` of a list.
///
/// # Safety
/// As [`sized_out`], for `problem`.
pub(crate) unsafe fn tell(problems: &[Problem], index: usize, lang: u32, problem: *mut TakstProblem) -> Result<(), Failure> {
    let problem = unsafe { sized_out(problem, "problem") }?;
    let lang = language(lang)?;
    let found = problems.get(index).ok_or_else(|| refuse(TakstStatus::NotFound, "index", index))?;
    problem.set(TakstProblem::of(found, lang));
    Ok(())
}

/// The status of the call that wrote the error; `TAKST_STATUS_OK` at NULL.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_error_status(error: *const TakstError) -> TakstStatus {
    quietly(TakstStatus::BadPointer, || match unsafe { optional(error, "error") } {
        Ok(error) => error.map_or(TakstStatus::Ok, |error| error.status),
        Err(failure) => failure.status,
    })
}

/// How many problems the error has; 0 at NULL.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_error_count(error: *const TakstError) -> usize {
    quietly(0, || unsafe { optional(error, "error") }.ok().flatten().map_or(0, |error| error.problems.len()))
}

/// The problem at `index`, 0 to `takst_error_count(of) - 1`, in a language, one of `takst_language`. Errors come before warnings and notes. The texts
/// live as long as `of`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_error_problem(
    of: *const TakstError,
    index: usize,
    lang: u32,
    problem: *mut TakstProblem,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let of = unsafe { shared(of, "of") }?;
        unsafe { tell(&of.problems, index, lang, problem) }
    })
}

/// The message of the first problem of an error, in a language, one of `takst_language`. No text where there is no problem. It lives as long as `of`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_error_message(of: *const TakstError, lang: u32, message: *mut TakstText, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let of = unsafe { shared(of, "of") }?;
        let message = unsafe { out(message, "message") }?;
        let lang = language(lang)?;
        message.set(of.problems.first().map_or(TakstText::NONE, |problem| TakstText::of(problem.message(lang))));
        Ok(())
    })
}

/// Frees an error; NULL does nothing.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_error_free(error: *mut TakstError) {
    quietly((), || unsafe { TakstError::take_back(error) });
}
