//! Lines as a stream, and the refused cases of its run.

use super::callback::Token;
use super::failed::ended;
use super::handle::TakstBatch;
use super::input::Cases;
use super::options::{Asked, TakstBatchOptions};
use super::output::{Guarded, one};
use crate::entry::{entry, quietly};
use crate::error::TakstError;
use crate::failure::{Failure, refuse, some_priced};
use crate::file::message;
use crate::pointer::{Handle, out, shared};
use crate::sized::{SizedStruct, optional_sized, sized_out};
use crate::status::TakstStatus;
use std::mem::offset_of;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use takst_batch::exchange::{ArrowError, FFI_ArrowArrayStream, RecordBatch, SchemaRef};
use takst_batch::{BatchError, Lines};
use takst_io::Places;

/// A run over columns. The stream of lines is pulled by one thread at a time; refused cases, findings and counts can be asked for by another. A callback of
/// the run cannot call its functions: they return `TAKST_STATUS_IN_CALLBACK`.
pub struct TakstLines {
    run: Arc<Mutex<Run>>,
    schema: SchemaRef,
    token: Token,
}

impl Handle for TakstLines {}

struct Run {
    lines: Lines,
    /// Why it ended early.
    ended: Option<Arc<BatchError>>,
    panic: Option<String>,
    is_handed_out: bool,
    state: State,
}

/// How far the stream of a run was pulled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Running,
    /// To its end, or to the error that ended it.
    Ended,
    /// The stream was released before.
    Unfinished,
}

/// The run, also after a panic in it: only its counts are used then.
fn locked(run: &Mutex<Run>) -> MutexGuard<'_, Run> {
    run.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Run {
    /// Its threads end, and release the caller's arrays, before the call that dropped it returns.
    fn drop(&mut self) {
        self.lines.stop();
    }
}

/// Pulls batches of lines, and keeps the error that ends them.
struct Pulled(Arc<Mutex<Run>>);

impl Drop for Pulled {
    /// As [`Run`]; refused cases and counts can still be asked for.
    fn drop(&mut self) {
        let mut run = locked(&self.0);
        if run.state == State::Running {
            run.state = State::Unfinished;
        }
        run.lines.stop();
    }
}

impl Iterator for Pulled {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut run = locked(&self.0);
        let next = run.lines.next();
        if !matches!(next, Some(Ok(_))) {
            run.state = State::Ended;
        }
        next.map(|next| {
            next.map_err(|error| {
                let error = Arc::new(error);
                run.ended = Some(error.clone());
                ArrowError::CDataInterface(error.to_string())
            })
        })
    }
}

/// Counts of a run so far.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TakstRunSummary {
    /// `sizeof (takst_run_summary)`, set by the caller.
    pub struct_size: u32,
    /// 0: reserved.
    pub reserved: u32,
    /// Rows read.
    pub rows: u64,
    /// Cases: those priced and those refused.
    pub cases: u64,
    /// Cases refused.
    pub refused: u64,
    /// Lines.
    pub lines: u64,
    /// Columns of the input that no case file has; they were not read.
    pub unknown_columns: u64,
    /// Cases priced.
    pub priced: u64,
}

unsafe impl SizedStruct for TakstRunSummary {
    const EARLIER: &'static [usize] = &[offset_of!(TakstRunSummary, priced)];
}

pub(crate) fn summary_of(summary: &takst_batch::Summary) -> TakstRunSummary {
    TakstRunSummary {
        struct_size: TakstRunSummary::SIZE,
        reserved: 0,
        rows: summary.rows,
        cases: summary.cases,
        refused: summary.refused,
        lines: summary.lines,
        unknown_columns: summary.unknown_columns.len() as u64,
        priced: summary.cases.saturating_sub(summary.refused),
    }
}

/// Begins to price columns of cases into columns of lines. takst releases `cases`, whether the call succeeds or fails. `options` may be NULL. Nothing is
/// priced before lines are pulled.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_batch_lines(
    batch: *const TakstBatch,
    cases: *mut FFI_ArrowArrayStream,
    options: *const TakstBatchOptions,
    lines: *mut *mut TakstLines,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let token = Token::new();
        let cases = unsafe { Cases::take(cases, &token) };
        let batch = unsafe { shared(batch, "batch") }?;
        let mut asked = unsafe { Asked::of(optional_sized(options, "options")?, &token) }?;
        let to = unsafe { out(lines, "lines") }?;
        let cases = cases?.trusted(asked.trusted);
        let mut lines = batch.0.lines(cases, &asked.request, &asked.line_options()?).say_with(message(asked.lang, Places::default()));
        if let Some(progress) = asked.progress.take() {
            lines = lines.on_progress(progress);
        }
        let schema = lines.schema();
        let run = Run { lines, ended: None, panic: None, is_handed_out: false, state: State::Running };
        to.set(TakstLines { run: Arc::new(Mutex::new(run)), schema, token }.give());
        Ok(())
    })
}

/// The stream of lines, once: a second call is `TAKST_STATUS_TAKEN`. It is released by the caller and may live longer than `lines`. An error ends it;
/// `takst_lines_status` says why in the language of the options, the stream's own `get_last_error` always in English.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_lines_stream(lines: *const TakstLines, stream: *mut FFI_ArrowArrayStream, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let lines = unsafe { shared(lines, "lines") }?;
        let stream = unsafe { out(stream, "stream") }?;
        let mut run = lines.locked()?;
        if run.is_handed_out {
            return Err(refuse(TakstStatus::Taken, "stream", ""));
        }
        run.is_handed_out = true;
        drop(run);
        let told = lines.run.clone();
        let on_panic = Box::new(move |why: &str| {
            let mut run = locked(&told);
            (run.panic, run.state) = (Some(why.to_owned()), State::Ended);
        });
        let guarded = Guarded { source: Some(Pulled(lines.run.clone())), on_panic };
        stream.set(guarded.stream(lines.schema.clone(), lines.token.clone()));
        Ok(())
    })
}

/// The state of the run. `TAKST_STATUS_OK`: its stream can still be pulled, or was pulled to its end. `TAKST_STATUS_NONE_PRICED`: it was pulled to its end, and
/// no case was priced. `TAKST_STATUS_UNFINISHED`: the stream was released before its end, so that lines and counts are those of a part of the cases.
/// `TAKST_STATUS_BATCH` and `TAKST_STATUS_PANIC`: the run ended early.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_lines_status(lines: *const TakstLines, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let lines = unsafe { shared(lines, "lines") }?;
        let run = lines.locked()?;
        let summary = run.lines.summary();
        match (&run.panic, &run.ended, run.state) {
            (Some(why), ..) => Err(refuse(TakstStatus::Panic, "takst", why)),
            (None, Some(error), _) => Err(ended(error)),
            (None, None, State::Running) => Ok(()),
            (None, None, State::Ended) => some_priced(summary.cases, summary.refused),
            (None, None, State::Unfinished) => Err(unfinished(summary.rows)),
        }
    })
}

/// Every fault of the cases refused since the last call, as a stream of one batch: `severity`, `code`, `case_id`, `row`, `column`, `value`, `message`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_lines_refused(
    lines: *const TakstLines,
    stream: *mut FFI_ArrowArrayStream,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let lines = unsafe { shared(lines, "lines") }?;
        let stream = unsafe { out(stream, "stream") }?;
        one(taken(lines, Lines::take_refused)?, stream);
        Ok(())
    })
}

/// Findings since the last call, as a stream of one batch with the columns of `takst_lines_refused`; empty unless `options.findings` is 1.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_lines_findings(
    lines: *const TakstLines,
    stream: *mut FFI_ArrowArrayStream,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let lines = unsafe { shared(lines, "lines") }?;
        let stream = unsafe { out(stream, "stream") }?;
        one(taken(lines, Lines::take_findings)?, stream);
        Ok(())
    })
}

fn taken(lines: &TakstLines, take: impl FnOnce(&mut Lines) -> Result<RecordBatch, BatchError>) -> Result<RecordBatch, Failure> {
    take(&mut lines.locked()?.lines).map_err(|error| ended(&error))
}

fn unfinished(rows: u64) -> Failure {
    Failure::said(TakstStatus::Unfinished, "c-unfinished", rows.to_string(), vec![("rows", rows.to_string().into())])
}

impl TakstLines {
    /// The run, which no other thread uses then. Refused in a callback of the run, which would wait for itself.
    fn locked(&self) -> Result<MutexGuard<'_, Run>, Failure> {
        self.token.check()?;
        Ok(locked(&self.run))
    }
}

/// Counts so far.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_lines_summary(lines: *const TakstLines, summary: *mut TakstRunSummary, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let lines = unsafe { shared(lines, "lines") }?;
        let summary = unsafe { sized_out(summary, "summary") }?;
        summary.set(summary_of(lines.locked()?.lines.summary()));
        Ok(())
    })
}

/// Frees a run; NULL does nothing. A stream of the run lives on, and the run with it. Without a stream the run ends here: after the call no array of the
/// caller is read or released.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_lines_free(lines: *mut TakstLines) {
    quietly((), || unsafe { TakstLines::take_back(lines) });
}
