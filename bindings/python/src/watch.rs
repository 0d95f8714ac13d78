//! A run watched from Python: Ctrl-C ends it, and a callable receives its progress.

use crate::progress::Progress;
use pyo3::exceptions::{PyKeyboardInterrupt, PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyBool;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::ThreadId;
use std::time::{Duration, Instant};
use takst_batch::exchange::{ArrowError, RecordBatch};
use takst_batch::{BatchError, Flow, OnProgress, Summary};

/// Milliseconds between two looks at signals, and between two calls of the callable.
const APART: u64 = 50;
/// Rows read between two looks, at the most.
const ROWS: usize = 1 << 16;

/// The main thread of the interpreter. Only it handles signals, and only in it may a run wait for the interpreter: in another thread the main thread may be waiting for
/// the run.
static MAIN: OnceLock<ThreadId> = OnceLock::new();

/// Watches one run.
pub struct Watch {
    began: Instant,
    looked: AtomicU64,
    /// What Python raised while the run went on. It ends the run, and is raised when that has ended.
    raised: Mutex<Option<PyErr>>,
    told: Mutex<Option<Told>>,
    /// How far the run was when it was last asked.
    last: Mutex<takst_batch::Progress>,
}

struct Told {
    call: Py<PyAny>,
    /// A bar is closed at the end.
    is_bar: bool,
    total: Option<u64>,
    /// When it was called last.
    last: u64,
}

/// Locks, also where a thread has panicked with the lock: what these locks guard is never half written.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    /// Watches a run of so many rows, where their number is known.
    pub fn new(py: Python<'_>, progress: Option<&Bound<'_, PyAny>>, total: Option<u64>) -> PyResult<Arc<Watch>> {
        if MAIN.get().is_none() {
            let threading = py.import("threading")?;
            if threading.call_method0("current_thread")?.is(threading.call_method0("main_thread")?) {
                MAIN.get_or_init(|| std::thread::current().id());
            }
        }
        let told = match progress {
            None => None,
            Some(wish) if wish.is_none() => None,
            Some(wish) => match wish.cast::<PyBool>() {
                Ok(wish) if wish.is_true() => Some((py.import("takst._progress")?.call_method1("bar", (total,))?, true)),
                Ok(_) => None,
                Err(_) if wish.is_callable() => Some((wish.clone(), false)),
                Err(_) => return Err(PyTypeError::new_err("progress: pass True, or a callable that takes a takst.Progress")),
            },
        };
        let told = told.map(|(call, is_bar)| Told { call: call.unbind(), is_bar, total, last: 0 });
        Ok(Arc::new(Watch {
            began: Instant::now(),
            looked: AtomicU64::new(0),
            raised: Mutex::new(None),
            told: Mutex::new(told),
            last: Mutex::default(),
        }))
    }

    /// The callback of a run.
    pub fn on_progress(self: &Arc<Watch>) -> OnProgress {
        let watch = self.clone();
        Box::new(move |progress| {
            *locked(&watch.last) = progress;
            if watch.goes_on_at(progress) { Flow::Continue } else { Flow::Stop }
        })
    }

    /// Handles signals and calls the callable now and then; whether the run goes on.
    fn goes_on_at(&self, progress: takst_batch::Progress) -> bool {
        let takst_batch::Progress { rows, cases, refused, lines } = progress;
        self.look() && self.tell(|total| Progress { rows, cases, refused, lines, total, done: false })
    }

    /// Handles signals now and then; whether the run goes on.
    fn look(&self) -> bool {
        let now = self.now();
        if now < self.looked.load(Ordering::Relaxed) + APART || MAIN.get() != Some(&std::thread::current().id()) {
            return true;
        }
        self.looked.store(now, Ordering::Relaxed);
        Python::try_attach(|py| py.check_signals()).is_none_or(|signals| self.goes_on(signals))
    }

    /// Calls the callable now and then; whether the run goes on.
    fn tell(&self, progress: impl FnOnce(Option<u64>) -> Progress) -> bool {
        let now = self.now();
        let call = {
            let mut told = locked(&self.told);
            let Some(told) = told.as_mut().filter(|told| now >= told.last + APART) else { return true };
            told.last = now;
            Python::try_attach(|py| (told.call.clone_ref(py), told.total))
        };
        let Some((call, total)) = call else { return true };
        Python::try_attach(|py| call.call1(py, (progress(total),)).map(drop)).is_none_or(|called| self.goes_on(called))
    }

    fn goes_on(&self, result: PyResult<()>) -> bool {
        result.map_err(|error| *locked(&self.raised) = Some(error)).is_ok()
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Takes what Python raised.
    pub fn take_raised(&self) -> Option<PyErr> {
        locked(&self.raised).take()
    }

    /// Ends the run: the callable is called a last time. `summary`: where the run has come to its end.
    pub fn close(&self, py: Python<'_>, summary: Option<&Summary>) -> PyResult<()> {
        let Some(told) = locked(&self.told).take() else { return Ok(()) };
        if let Some(Summary { rows, cases, refused, lines, .. }) = summary {
            let progress = Progress { rows: *rows, cases: *cases, refused: *refused, lines: *lines, total: told.total, done: true };
            told.call.call1(py, (progress,))?;
        }
        if told.is_bar {
            told.call.call_method0(py, "close")?;
        }
        Ok(())
    }
}

/// Input batches of a watched run, cut where they are long: between them signals are handled, and the callable is called.
pub struct Watched<I> {
    batches: I,
    watch: Arc<Watch>,
    rest: Option<RecordBatch>,
}

impl<I> Watched<I> {
    pub fn new(batches: I, watch: &Arc<Watch>) -> Watched<I> {
        Watched { batches, watch: watch.clone(), rest: None }
    }
}

impl<I: Iterator<Item = Result<RecordBatch, ArrowError>>> Iterator for Watched<I> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let last = *locked(&self.watch.last);
        if !self.watch.goes_on_at(last) {
            return Some(Err(stopped()));
        }
        let batch = match self.rest.take() {
            Some(rest) => rest,
            None => match self.batches.next()? {
                Ok(batch) => batch,
                Err(error) if is_interrupt(&error) => {
                    *locked(&self.watch.raised) = Some(PyKeyboardInterrupt::new_err(()));
                    return Some(Err(stopped()));
                }
                Err(error) => return Some(Err(error)),
            },
        };
        if batch.num_rows() > ROWS {
            self.rest = Some(batch.slice(ROWS, batch.num_rows() - ROWS));
            return Some(Ok(batch.slice(0, ROWS)));
        }
        Some(Ok(batch))
    }
}

fn stopped() -> ArrowError {
    ArrowError::ExternalError(Box::new(BatchError::Stopped))
}

/// Whether Ctrl-C came while Python code made the batch. A stream gives its errors as text only, here the text of a traceback.
fn is_interrupt(error: &ArrowError) -> bool {
    let text = error.to_string();
    let last = text.lines().map(str::trim).rfind(|line| !line.is_empty());
    last.is_some_and(|last| last == "KeyboardInterrupt" || last.starts_with("KeyboardInterrupt:"))
}

/// Calls `run`. A panic becomes an error: no fault of takst ends the interpreter.
pub fn guarded<T>(run: impl FnOnce() -> Result<T, BatchError>) -> Result<T, BatchError> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        Err(BatchError::Worker(text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it did not say why".to_owned())))
    })
}

/// Rows that are worked on in a moment; more are worked on while the caller waits and handles signals.
pub const FEW_ROWS: usize = 512;

/// How long the caller waits between two looks at signals.
const PATIENCE: Duration = Duration::from_millis(20);

/// Does `work` on a thread of its own, without the interpreter. The caller waits, handles signals and calls the callable of `watch` with what `progress`
/// says. When a signal or the callable raises, the thread is left behind: it ends by itself, and nobody takes its result.
pub fn attended<T: Send + 'static>(
    py: Python<'_>,
    watch: &Arc<Watch>,
    progress: impl Fn() -> takst_batch::Progress + Send,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let (done, waited_for) = channel();
    let thread = std::thread::Builder::new().spawn(move || drop(done.send(work())));
    let thread = thread.map_err(|error| PyRuntimeError::new_err(format!("the system gives no thread: {error}")))?;
    let mut goes_on = watch.on_progress();
    let ended = py.detach(move || {
        loop {
            match waited_for.recv_timeout(PATIENCE) {
                Ok(result) => return Some(result),
                Err(RecvTimeoutError::Timeout) if goes_on(progress()) == Flow::Stop => return None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    if let Err(panic) = thread.join() {
                        std::panic::resume_unwind(panic);
                    }
                    return None;
                }
            }
        }
    });
    ended.ok_or_else(|| watch.take_raised().unwrap_or_else(|| PyRuntimeError::new_err("a thread has ended without a result")))
}

/// How far a run on a thread of its own is, and whether its caller has left it: then what it does is of no use.
#[derive(Debug, Default)]
pub struct Follow {
    rows: AtomicU64,
    cases: AtomicU64,
    refused: AtomicU64,
    lines: AtomicU64,
    is_left: AtomicBool,
}

impl Follow {
    /// Counts so far.
    pub fn now(&self) -> takst_batch::Progress {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        takst_batch::Progress { rows: of(&self.rows), cases: of(&self.cases), refused: of(&self.refused), lines: of(&self.lines) }
    }

    pub fn rows(&self, more: u64) {
        self.rows.fetch_add(more, Ordering::Relaxed);
    }

    pub fn statement(&self, statement: &takst::Statement) {
        self.cases.fetch_add(1, Ordering::Relaxed);
        self.refused.fetch_add(u64::from(statement.is_refused()), Ordering::Relaxed);
        self.lines.fetch_add(statement.lines().count() as u64, Ordering::Relaxed);
    }

    pub fn leave(&self) {
        self.is_left.store(true, Ordering::Relaxed);
    }

    pub fn is_left(&self) -> bool {
        self.is_left.load(Ordering::Relaxed)
    }
}

/// As [`attended`], of work that counts, and that ends soon after its caller has left.
pub fn followed<T: Send + 'static>(py: Python<'_>, watch: &Arc<Watch>, work: impl FnOnce(&Follow) -> T + Send + 'static) -> PyResult<T> {
    let follow = Arc::new(Follow::default());
    let (working, counts) = (follow.clone(), follow.clone());
    let ended = attended(py, watch, move || counts.now(), move || work(&working));
    follow.leave();
    ended
}

/// Does `work` at once where it is small, and otherwise [`attended`], without a callable.
pub fn attended_if<T: Send + 'static>(py: Python<'_>, is_long: bool, work: impl FnOnce() -> T + Send + 'static) -> PyResult<T> {
    if is_long { attended(py, &Watch::new(py, None, None)?, takst_batch::Progress::default, work) } else { Ok(work()) }
}

/// Handles signals once in so many rounds of a loop that calls no Python code.
pub fn look_sometimes(py: Python<'_>, round: usize) -> PyResult<()> {
    if round % FEW_ROWS == FEW_ROWS - 1 { py.check_signals() } else { Ok(()) }
}
