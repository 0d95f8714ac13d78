//! Why a call failed: an object of the caller's, with every problem in numbers and in words.

use crate::codes::number;
use crate::door::{Failure, door, quietly, refuse};
use crate::generated::sets::{TakstColumn, TakstSeverity};
use crate::messages::texts;
use crate::pointer::{Handle, optional, out, shared, sized_out};
use crate::status::TakstStatus;
use crate::text::TakstText;
use crate::words::language;
use std::ptr;
use std::sync::OnceLock;
use takst::Finding;
use takst_catalogue::Level;
use takst_explain::{Arg, Lang};

/// What something is said with.
#[derive(Debug)]
enum Words {
    Finding(Finding),
    Catalogue(takst_catalogue::Problem),
    /// A message of the library's own.
    Own(&'static str, Vec<(&'static str, Arg)>),
}

/// One problem, and its message once somebody has asked for it.
#[derive(Debug)]
pub(crate) struct Problem {
    case: Box<str>,
    value: Box<str>,
    words: Words,
    danish: OnceLock<String>,
    english: OnceLock<String>,
}

impl Problem {
    fn new(case: &str, value: impl Into<String>, words: Words) -> Problem {
        Problem { case: case.into(), value: value.into().into(), words, danish: OnceLock::new(), english: OnceLock::new() }
    }

    /// A fault or finding of a case; `case` is empty for the file as a whole.
    pub fn finding(case: &str, finding: Finding) -> Problem {
        Problem::new(case, finding.value.clone(), Words::Finding(finding))
    }

    /// A fault or remark of a catalogue or policy file.
    pub fn catalogue(problem: takst_catalogue::Problem) -> Problem {
        Problem::new("", problem.value.clone(), Words::Catalogue(problem))
    }

    /// One that the library says itself.
    pub fn said(id: &'static str, value: impl Into<String>, args: Vec<(&'static str, Arg)>) -> Problem {
        Problem::new("", value, Words::Own(id, args))
    }

    pub fn message(&self, lang: Lang) -> &str {
        let said = match lang {
            Lang::Da => &self.danish,
            Lang::En => &self.english,
        };
        said.get_or_init(|| match &self.words {
            Words::Finding(finding) => texts(lang).finding(finding),
            Words::Catalogue(problem) => problem.line(lang),
            Words::Own(id, args) => texts(lang).get(id, args),
        })
    }

    fn severity(&self) -> u32 {
        match &self.words {
            Words::Finding(finding) => finding.code.severity().number(),
            Words::Catalogue(problem) => match problem.flaw.level() {
                Level::Error => TakstSeverity::Error as u32,
                Level::Warning => TakstSeverity::Warning as u32,
            },
            Words::Own(..) => TakstSeverity::None as u32,
        }
    }

    /// The problem in the caller's struct; its texts live as long as it.
    pub fn facts(&self, lang: Lang) -> TakstProblem {
        let mut facts = TakstProblem {
            struct_size: size_of::<TakstProblem>(),
            code: 0,
            severity: self.severity(),
            row: 0,
            column: TakstColumn::None as u32,
            case_id: TakstText::of(&self.case),
            value: TakstText::of(&self.value),
            message: TakstText::of(self.message(lang)),
        };
        match &self.words {
            Words::Finding(finding) => {
                facts.code = number(finding.code);
                facts.row = finding.at.row.unwrap_or(0);
                facts.column = finding.at.column.map_or(TakstColumn::None as u32, takst::Column::number);
            }
            Words::Catalogue(problem) => {
                facts.row = problem.line as u64;
            }
            Words::Own(..) => {}
        }
        facts
    }
}

/// Why a call failed. Read it from any thread, give it back with `takst_error_free`.
pub struct TakstError {
    status: TakstStatus,
    pub(crate) problems: Vec<Problem>,
}

impl Handle for TakstError {}

impl TakstError {
    pub(crate) fn of(failure: Failure) -> TakstError {
        TakstError::new(failure.status, failure.problems)
    }

    /// What refuses comes before what only warns or notes: most callers show the first.
    fn new(status: TakstStatus, mut problems: Vec<Problem>) -> TakstError {
        problems.sort_by_key(|problem| problem.severity());
        TakstError { status, problems }
    }

    /// What is worth telling though nothing failed, to be handed over; NULL where there is nothing.
    pub(crate) fn of_findings(problems: Vec<Problem>) -> *mut TakstError {
        if problems.is_empty() { ptr::null_mut() } else { TakstError::new(TakstStatus::Ok, problems).give() }
    }
}

/// One thing that is wrong: where, with which value, and what would be right.
#[repr(C)]
pub struct TakstProblem {
    /// `sizeof (takst_problem)`, set by the caller.
    pub struct_size: usize,
    /// One of `takst_code`; 0 where the argument, the file or the run is at fault.
    pub code: u32,
    /// One of `takst_severity`.
    pub severity: u32,
    /// Number of the row, 1 = first; of a catalogue or policy file the line; 0 for all of it.
    pub row: u64,
    /// One of `takst_column`.
    pub column: u32,
    /// The case; a CPR number is masked.
    pub case_id: TakstText,
    /// The value found.
    pub value: TakstText,
    /// A full sentence in the language that was asked for.
    pub message: TakstText,
}

/// The status that came with the error; `TAKST_STATUS_OK` at NULL.
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

/// The problem at `index`, 0 to `takst_error_count(of) - 1`, said in a language, one of `takst_language`. Errors come before warnings and notes. Its texts
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
    door(error, || {
        let of = unsafe { shared(of, "of") }?;
        let problem = unsafe { sized_out(problem, "problem") }?;
        let lang = language(lang)?;
        let found = of.problems.get(index).ok_or_else(|| refuse(TakstStatus::NotFound, "index", index))?;
        problem.set(found.facts(lang));
        Ok(())
    })
}

/// The first problem of an error in words: what most callers show. No text where there is no problem. It lives as long as `of`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_error_message(of: *const TakstError, lang: u32, message: *mut TakstText, error: *mut *mut TakstError) -> TakstStatus {
    door(error, || {
        let of = unsafe { shared(of, "of") }?;
        let message = unsafe { out(message, "message") }?;
        let lang = language(lang)?;
        message.set(of.problems.first().map_or(TakstText::NONE, |problem| TakstText::of(problem.message(lang))));
        Ok(())
    })
}

/// Frees an error; NULL is nothing.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_error_free(error: *mut TakstError) {
    quietly((), || unsafe { TakstError::take_back(error) });
}
