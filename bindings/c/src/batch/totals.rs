//! Totals without lines.

use super::failed::ended;
use super::handle::TakstBatch;
use super::input::Cases;
use super::lines::{TakstRunSummary, summary_of};
use super::options::{Asked, TakstBatchOptions};
use super::output::one;
use crate::door::door;
use crate::error::TakstError;
use crate::file::message;
use crate::pointer::{optional_out, out, shared};
use crate::sized::{optional_sized, optional_sized_out};
use crate::status::TakstStatus;
use std::sync::Arc;
use takst_batch::exchange::FFI_ArrowArrayStream;

/// Prices columns of cases into totals: one row for each group of `options.columns`. `cases` is taken over, whatever comes of the call. `options`,
/// `refused` and `summary` may be NULL. `totals` and `refused` receive streams of one batch each.
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
    door(error, || {
        let cases = unsafe { Cases::take(cases) };
        let batch = unsafe { shared(batch, "batch") }?;
        let mut asked = unsafe { Asked::of(optional_sized(options, "options")?) }?;
        let totals_out = unsafe { out(totals, "totals") }?;
        let refused_out = unsafe { optional_out(refused, "refused") }?;
        let summary_out = unsafe { optional_sized_out(summary, "summary") }?;
        let (cases, options, progress) = (cases?.trusted(asked.trusted), asked.total_options()?, asked.progress.take());
        let summed = batch.0.totals_watched(cases, &asked.request, &options, Some(Arc::new(message(asked.lang))), progress);
        let summed = summed.map_err(|error| ended(&error))?;
        one(summed.totals, totals_out);
        if let Some(out) = refused_out {
            one(summed.refused, out);
        }
        if let Some(out) = summary_out {
            out.set(summary_of(&summed.summary));
        }
        Ok(())
    })
}
