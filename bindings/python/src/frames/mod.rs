//! Data frames in and out, by the Arrow PyCapsule interface: frames of any library are read and returned without a copy.

// In the order the data flows.
mod input;
mod names;
pub mod fault;
mod options;
mod no_such_case;
mod show;
mod frame;
mod summary;
mod notes;
mod priced;
mod totals;
mod stream;

use crate::book_core::Book;
use crate::case::{self, Case};
pub use crate::frames::frame::{Frame, unfit as frame_error};
pub use crate::frames::input::{Input, Origin};
pub use crate::frames::no_such_case::NoSuchCase;
pub use crate::frames::notes::{below, below_html, refused as said_of_refused};
pub use crate::frames::priced::Priced;
use crate::frames::stream::LineStream;
pub use crate::frames::summary::Summary;
pub use crate::frames::totals::{Comparison, TotalsFrame};
use crate::watch::{Watch, Watched, attended, guarded};
pub use options::FrameOptions;
use pyo3::prelude::*;
use takst::Column;
use takst_batch::exchange::{RecordBatch, findings_batch};
use takst_batch::{BatchError, Lines, Message, Totals, check_columns, rows_with_case};

/// Prices a frame and keeps its lines.
pub fn price<'py>(py: Python<'py>, book: &Bound<'py, Book>, frame: &Bound<'py, PyAny>, options: FrameOptions<'py>) -> PyResult<Bound<'py, PyAny>> {
    let (settings, message) = (options.lines()?, options.message(book.get())?);
    let batch = book.get().batch()?.clone();
    let input = input_of(py, frame)?;
    let (origin, watch) = (input.origin, Watch::new(py, options.progress.as_ref(), input.total)?);
    let unread = unread(&input, &options, &message).map_err(|error| fault::of(&error, origin))?;
    let priced = py.detach(|| {
        guarded(|| {
            let lines = batch.lines(input.cases(&watch), &options.window, &settings);
            let mut lines = lines.say_with(move |finding| message(finding)).on_progress(watch.on_progress());
            let batches = lines.by_ref().collect::<Result<Vec<_>, _>>()?;
            Ok((lines, batches))
        })
    });
    let priced = priced.map_err(|error| fault::exception(&error, &watch, origin)).and_then(|(mut lines, batches)| {
        let (schema, summary) = (lines.schema(), lines.summary().clone());
        let (problems, now) = (summary.refused > 0 || options.findings, progress_of(&summary));
        // Millions of problems take seconds to put into words.
        let say = move || Ok((lines.take_refused()?, lines.take_findings()?));
        let said = if problems { attended(py, &watch, || now, || guarded(say))? } else { guarded(say) };
        let (refused, findings) = said.map_err(|error: BatchError| fault::of(&error, origin))?;
        let findings = Frame { schema: findings.schema(), batches: unread.into_iter().chain([findings]).collect() };
        Ok((Frame { schema, batches }, Frame::one(refused), findings, summary))
    });
    let (lines, refused, findings, summary) = ended(py, &watch, priced, |end| &end.3)?;
    let findings = options.findings.then(|| Py::new(py, findings)).transpose()?;
    let (lines, refused, summary) = (Py::new(py, lines)?, Py::new(py, refused)?, Py::new(py, Summary::from(&summary))?);
    Ok(Bound::new(py, Priced { lines, refused, findings, summary })?.into_any())
}

/// Prices a frame batch by batch, when its lines are asked for.
pub fn stream<'py>(py: Python<'py>, book: &Bound<'py, Book>, frame: &Bound<'py, PyAny>, options: FrameOptions<'py>) -> PyResult<Bound<'py, PyAny>> {
    let (settings, message) = (options.lines()?, options.message(book.get())?);
    let batch = book.get().batch()?;
    let input = input_of(py, frame)?;
    let origin = input.origin;
    let unread = unread(&input, &options, &message).map_err(|error| fault::of(&error, origin))?;
    let watch = Watch::new(py, options.progress.as_ref(), input.total)?;
    let lines: Lines = batch.lines(input.cases(&watch), &options.window, &settings);
    let lines = lines.say_with(move |finding| message(finding)).on_progress(watch.on_progress());
    Ok(Bound::new(py, LineStream::new(lines, watch, origin, options.findings, unread))?.into_any())
}

/// Findings on columns that are not read, where findings are asked for.
fn unread(input: &Input, options: &FrameOptions<'_>, message: &Message) -> Result<Option<RecordBatch>, BatchError> {
    let found = if options.findings { names::findings(&input.schema) } else { Vec::new() };
    if found.is_empty() { Ok(None) } else { findings_batch(&found, &**message).map(Some) }
}

/// A frame to be read once. Wrong columns are an error at once, also of a stream, whose rows are read later.
pub fn input_of(py: Python<'_>, frame: &Bound<'_, PyAny>) -> PyResult<Input> {
    let input = Input::of(frame)?;
    names::warn(py, &input.schema)?;
    check_columns(&input.schema).map_err(|error| fault::of(&error, input.origin))?;
    Ok(input)
}

/// The rows of a case of a frame, with those of all cases that count with it, as cases with the row numbers of the frame: the case first.
pub fn case_of(py: Python<'_>, frame: &Bound<'_, PyAny>, case_id: &str) -> PyResult<Vec<Py<Case>>> {
    let input = input_of(py, frame)?;
    let (origin, watch) = (input.origin, Watch::new(py, None, None)?);
    let batches = py.detach(|| guarded(|| Ok(input.cases(&watch).collect::<Result<Vec<_>, _>>()?)));
    let batches = batches.map_err(|error| fault::exception(&error, &watch, origin))?;
    let wanted = case_id.trim().to_owned();
    let of_case = {
        let (wanted, batches) = (wanted.clone(), batches.clone());
        move || guarded(|| rows_with_case(batches.into_iter().map(Ok), &wanted))
    };
    let rows = attended(py, &watch, takst_batch::Progress::default, of_case)?.map_err(|error| fault::of(&error, origin))?;
    let mut cases = case::of_rows(py, rows.into_iter().map(|row| (row.number, row.cells)))?;
    let Some(place) = cases.iter().position(|case| case.id == wanted) else {
        let look = move || {
            let mut no = NoSuchCase::new(&wanted);
            for row in takst_batch::text_rows(batches.into_iter().map(Ok)).map_while(Result::ok) {
                let cell = |wanted: Column| row.cells.iter().find(|(column, _)| *column == wanted).map(|(_, text)| text.trim());
                cell(Column::CaseId).into_iter().for_each(|case| no.look(case, cell(Column::CitizenId)));
            }
            no
        };
        return Err(attended(py, &watch, takst_batch::Progress::default, look)?.raised("frame"));
    };
    cases[..=place].rotate_right(1);
    cases.into_iter().map(|case| Py::new(py, case)).collect()
}

/// Prices a frame into totals.
pub fn totals<'py>(
    py: Python<'py>,
    book: &Bound<'py, Book>,
    frame: &Bound<'py, PyAny>,
    by: Vec<String>,
    cases: bool,
    options: FrameOptions<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let (settings, message) = (options.totals(&by, cases)?, options.message(book.get())?);
    let batch = book.get().batch()?.clone();
    let input = input_of(py, frame)?;
    let (origin, watch) = (input.origin, Watch::new(py, options.progress.as_ref(), input.total)?);
    let totals =
        py.detach(|| guarded(|| batch.totals_watched(input.cases(&watch), &options.window, &settings, Some(message), Some(watch.on_progress()))));
    let totals = ended(py, &watch, totals.map_err(|error| fault::exception(&error, &watch, origin)), |totals| &totals.summary)?;
    Ok(TotalsFrame::of(py, &totals)?.into_bound(py).into_any())
}

/// More rows than places.
pub fn capacity<'py>(
    py: Python<'py>,
    book: &Bound<'py, Book>,
    frame: &Bound<'py, PyAny>,
    window: takst::ReportingPeriod,
    lang: Option<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let message = options::message(lang.as_deref(), book.get())?;
    let batch = book.get().batch()?.clone();
    let input = input_of(py, frame)?;
    let (origin, watch) = (input.origin, Watch::new(py, None, None)?);
    let findings = py.detach(|| guarded(|| findings_batch(&batch.capacity(input.cases(&watch), &window)?, &*message)));
    let findings = findings.map_err(|error| fault::exception(&error, &watch, origin))?;
    Ok(Bound::new(py, Frame::one(findings))?.into_any())
}

/// Totals of a frame under two books, and how they differ.
pub fn compare<'py>(
    py: Python<'py>,
    before: &Bound<'py, Book>,
    after: &Bound<'py, Book>,
    frame: &Bound<'py, PyAny>,
    by: Vec<String>,
    cases: bool,
    options: FrameOptions<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let (settings, message) = (options.totals(&by, cases)?, options.message(before.get())?);
    let books = [before.get().batch()?.clone(), after.get().batch()?.clone()];
    let input = input_of(py, frame)?;
    // Every row is priced twice.
    let (origin, watch) = (input.origin, Watch::new(py, options.progress.as_ref(), input.total.map(|rows| 2 * rows))?);
    let compared = py.detach(|| {
        guarded(|| {
            // Read once, because it may be a stream; the batches are shared, not copied.
            let batches = input.cases(&watch).collect::<Result<Vec<_>, _>>()?;
            let mut passed = takst_batch::Progress::default();
            let mut sides = Vec::new();
            for book in &books {
                let (mut tell, before) = (watch.on_progress(), passed);
                let tell = Box::new(move |now: takst_batch::Progress| tell(sum(before, now)));
                let input = Watched::new(batches.clone().into_iter().map(Ok), &watch);
                let totals = book.totals_watched(input, &options.window, &settings, Some(message.clone()), Some(tell))?;
                passed = sum(passed, progress_of(&totals.summary));
                sides.push(totals);
            }
            let sides: [Totals; 2] = sides.try_into().map_err(|_| BatchError::Worker("two books have two totals".to_owned()))?;
            let difference = Frame::one(Totals::difference(&sides[0], &sides[1])?);
            let takst_batch::Progress { rows, cases, refused, lines } = passed;
            let both = takst_batch::Summary { rows, cases, refused, lines, ..takst_batch::Summary::default() };
            Ok((difference, sides, both))
        })
    });
    let (difference, sides, _) = ended(py, &watch, compared.map_err(|error| fault::exception(&error, &watch, origin)), |end| &end.2)?;
    Ok(Comparison::of(py, difference, &sides)?.into_bound(py).into_any())
}

fn sum(a: takst_batch::Progress, b: takst_batch::Progress) -> takst_batch::Progress {
    takst_batch::Progress { rows: a.rows + b.rows, cases: a.cases + b.cases, refused: a.refused + b.refused, lines: a.lines + b.lines }
}

fn progress_of(summary: &takst_batch::Summary) -> takst_batch::Progress {
    let takst_batch::Summary { rows, cases, refused, lines, .. } = *summary;
    takst_batch::Progress { rows, cases, refused, lines }
}

/// The end of a run: the callable is called a last time. Where the run and the callable raise, the exception of the run is raised.
fn ended<T>(py: Python<'_>, watch: &Watch, result: PyResult<T>, summary: impl Fn(&T) -> &takst_batch::Summary) -> PyResult<T> {
    match result {
        Ok(end) => {
            watch.close(py, Some(summary(&end)))?;
            Ok(end)
        }
        Err(error) => {
            watch.close(py, None)?;
            Err(error)
        }
    }
}

/// Adds the classes of frames to the module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Frame>()?;
    module.add_class::<Summary>()?;
    module.add_class::<Priced>()?;
    module.add_class::<TotalsFrame>()?;
    module.add_class::<Comparison>()?;
    module.add_class::<LineStream>()?;
    module.add_class::<crate::progress::Progress>()
}
