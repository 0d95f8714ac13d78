//! Totals without lines.

use super::callback::Token;
use super::failed::ended;
use super::handle::TakstBatch;
use super::input::Cases;
use super::lines::{TakstRunSummary, summary_of};
use super::options::{Asked, TakstBatchOptions};
use super::output::one;
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::some_priced;
use crate::file::message;
use crate::pointer::{optional_out, out, shared};
use crate::sized::{optional_sized, sized_out};
use crate::status::TakstStatus;
use std::sync::Arc;
use takst_batch::exchange::FFI_ArrowArrayStream;
use takst_io::Places;

/// Prices columns of cases into totals: one row for each group of `options.columns`. takst releases `cases`, whether the call succeeds or fails. `options`
/// and `refused` may be NULL. `totals` and `refused` receive streams of one batch each, `summary` the numbers of rows and of priced and refused cases.
///
/// The status is `TAKST_STATUS_NONE_PRICED` where no case was priced: all results are written then too.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_batch_totals(
    batch: *const TakstBatch,
    cases: *mut FFI_ArrowArrayStream,
    options: *const TakstBatchOptions,
    totals: *mut FFI_ArrowArrayStream,
    refused: *mut FFI_ArrowArrayStream,
    summary: *mut TakstRunSummary,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        // No function takes a run of totals, so nothing can call it from its own callback.
        let token = Token::new();
        let cases = unsafe { Cases::take(cases, &token) };
        let batch = unsafe { shared(batch, "batch") }?;
        let mut asked = unsafe { Asked::of(optional_sized(options, "options")?, &token) }?;
        let totals_out = unsafe { out(totals, "totals") }?;
        let refused_out = unsafe { optional_out(refused, "refused") }?;
        let summary_out = unsafe { sized_out(summary, "summary") }?;
        let (cases, options, progress) = (cases?.trusted(asked.trusted), asked.total_options()?, asked.progress.take());
        let summed = batch.0.totals_watched(cases, &asked.request, &options, Some(Arc::new(message(asked.lang, Places::default()))), progress);
        let summed = summed.map_err(|error| ended(&error))?;
        one(summed.totals, totals_out);
        if let Some(out) = refused_out {
            one(summed.refused, out);
        }
        summary_out.set(summary_of(&summed.summary));
        some_priced(summed.summary.cases, summed.summary.refused)
    })
}
