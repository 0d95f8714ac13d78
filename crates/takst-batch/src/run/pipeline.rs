//! Pieces handed to workers and their results taken in order, whichever worker is done first.

use crate::error::BatchError;
use crate::options::{Caller, RunOptions};
use crate::rows::piece::Piece;
use crate::run::aside::{PATIENCE, said};
use crate::run::pieces::{FIRST_ROWS, Pieces};
use crate::run::progress::{Flow, Meanwhile};
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What a worker does with a piece. `S` is the worker's own room.
pub(crate) type Work<S, T> = Arc<dyn Fn(&mut S, Piece, Meanwhile<'_>) -> Result<T, BatchError> + Send + Sync>;
/// Makes the room of a worker.
pub(crate) type Make<S> = Box<dyn Fn() -> S + Send>;

/// Pieces handed over at once: waking a thread costs more than handing over one.
type Task = (u64, Vec<Piece>);
/// The results of a task, and how long it took.
type Done<T> = (u64, Vec<Result<T, BatchError>>, Duration);

/// Pieces on their way through the workers.
pub(crate) struct Pipeline<S, T> {
    pub pieces: Pieces,
    work: Work<S, T>,
    make: Make<S>,
    threads: usize,
    caller: Caller,
    /// The caller's own room, once it works.
    own: Option<S>,
    /// Other threads, once there is work for them.
    pool: Option<WorkerPool<S, T>>,
    /// A piece that was read to see whether there is work for several threads.
    ahead: Option<Piece>,
    /// Tasks handed out, and tasks whose results were handed on.
    begun: u64,
    ended: u64,
    waiting: BTreeMap<u64, Vec<Result<T, BatchError>>>,
    /// Results of the task whose turn it is.
    ready: VecDeque<Result<T, BatchError>>,
    exhausted: bool,
    /// Pieces of a task, now and at the most.
    together: usize,
    most_together: usize,
}

/// Threads that work beside the caller's.
struct WorkerPool<S, T> {
    tasks: SyncSender<Task>,
    queue: Arc<Mutex<Receiver<Task>>>,
    done: Receiver<Done<T>>,
    threads: Vec<JoinHandle<S>>,
    /// Threads stop when it is gone.
    alive: Arc<()>,
}

impl<S: Send + 'static, T: Send + 'static> WorkerPool<S, T> {
    /// Starts so many threads.
    fn spawn(threads: usize, make: &Make<S>, work: &Work<S, T>) -> WorkerPool<S, T> {
        let (tasks, queue) = sync_channel::<Task>((1 + threads) * AHEAD as usize);
        let (results, done): (Sender<Done<T>>, Receiver<Done<T>>) = channel();
        let queue = Arc::new(Mutex::new(queue));
        let alive = Arc::new(());
        // Where the system gives no more threads, those that are there do the work.
        let threads = (0..threads)
            .map_while(|_| {
                let (queue, results, work, mut state) = (queue.clone(), results.clone(), work.clone(), make());
                let alive = Arc::downgrade(&alive);
                let works = move || {
                    let mut meanwhile = || if alive.strong_count() > 0 { Flow::Continue } else { Flow::Stop };
                    loop {
                        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok(task) = task else { return state };
                        // The receiver is gone: the run was ended early.
                        if results.send(worked(task, &work, &mut state, &mut meanwhile)).is_err() {
                            return state;
                        }
                    }
                };
                std::thread::Builder::new().spawn(works).ok()
            })
            .collect();
        WorkerPool { tasks, queue, done, threads, alive }
    }
}

/// Works on the pieces of a task.
fn worked<S, T>((number, pieces): Task, work: &Work<S, T>, state: &mut S, meanwhile: Meanwhile<'_>) -> Done<T> {
    let began = Instant::now();
    let results = pieces.into_iter().map(|piece| guarded(work, state, piece, meanwhile)).collect();
    (number, results, began.elapsed())
}

impl<S: Send + 'static, T: Send + 'static> Pipeline<S, T> {
    /// A pipeline of as many threads as are asked for. `most_together`: pieces handed to a thread at once, at the most.
    pub fn new(pieces: Pieces, run: &RunOptions, most_together: usize, make: Make<S>, work: Work<S, T>) -> Pipeline<S, T> {
        Pipeline {
            pieces,
            work,
            make,
            threads: run.threads(),
            caller: run.caller,
            own: None,
            pool: None,
            ahead: None,
            begun: 0,
            ended: 0,
            waiting: BTreeMap::new(),
            ready: VecDeque::new(),
            exhausted: false,
            together: 1,
            most_together,
        }
    }

    /// The result of the next piece, in the order of the pieces. `meanwhile` is asked now and then whether the run goes on.
    pub fn next(&mut self, mut meanwhile: impl FnMut() -> Flow) -> Option<Result<T, BatchError>> {
        if let Some(result) = self.ready.pop_front() {
            return Some(result);
        }
        if self.pool.is_none()
            && let Some(alone) = self.alone(&mut meanwhile)
        {
            return match alone {
                Ok(piece) => {
                    let (piece, own) = (piece?, self.own.get_or_insert_with(&self.make));
                    Some(guarded(&self.work, own, piece, &mut meanwhile))
                }
                Err(error) => Some(Err(error)),
            };
        }
        self.fill(&mut meanwhile).or_else(|| self.take(&mut meanwhile))
    }

    /// The next piece where the caller's thread works by itself (`Ok(None)`: there is none), or `None` where others work: they are started.
    fn alone(&mut self, meanwhile: Meanwhile<'_>) -> Option<Result<Option<Piece>, BatchError>> {
        if self.exhausted {
            return Some(Ok(None));
        }
        let watches = self.caller == Caller::Watches;
        let first = match self.pieces.next(meanwhile) {
            Ok(Some(piece)) if self.threads == 1 && !watches => return Some(Ok(Some(piece))),
            Ok(Some(piece)) => piece,
            other => return Some(other),
        };
        // Few rows are done before another thread would have begun.
        if !watches || first.rows.num_rows() <= FIRST_ROWS {
            match self.pieces.next(meanwhile) {
                Ok(None) => {
                    self.exhausted = true;
                    return Some(Ok(Some(first)));
                }
                Ok(second) => self.ahead = second,
                Err(error) => {
                    self.exhausted = true;
                    // Comes after what was read before it.
                    self.waiting.insert(1, vec![Err(error)]);
                }
            }
        }
        let pool = WorkerPool::spawn(self.threads - usize::from(!watches), &self.make, &self.work);
        let sent = pool.tasks.send((0, vec![first]));
        self.pool = Some(pool);
        self.begun = 1 + self.waiting.len() as u64;
        sent.is_err().then(|| Err(ended_early()))
    }

    /// Hands out as many tasks as may be on their way.
    fn fill(&mut self, meanwhile: Meanwhile<'_>) -> Option<Result<T, BatchError>> {
        let pool = self.pool.as_ref()?;
        let most = (1 + pool.threads.len() as u64) * AHEAD;
        while !self.exhausted && self.begun < self.ended + most {
            let mut task: Vec<Piece> = self.ahead.take().into_iter().collect();
            while task.len() < self.together && !self.exhausted {
                match self.pieces.next(meanwhile) {
                    Ok(Some(piece)) => task.push(piece),
                    // At once, not when it is its turn.
                    Err(BatchError::Stopped) => return Some(Err(BatchError::Stopped)),
                    Ok(None) => self.exhausted = true,
                    Err(error) => {
                        self.exhausted = true;
                        // Comes after what was read before it.
                        self.waiting.insert(self.begun + 1, vec![Err(error)]);
                    }
                }
            }
            // The channel has room for all that are on their way.
            if pool.tasks.send((self.begun, task)).is_err() {
                return Some(Err(ended_early()));
            }
            self.begun += 1 + u64::from(self.waiting.contains_key(&(self.begun + 1)));
        }
        None
    }

    /// The next result of those that are on their way.
    fn take(&mut self, meanwhile: Meanwhile<'_>) -> Option<Result<T, BatchError>> {
        while self.ended < self.begun {
            if let Some(results) = self.waiting.remove(&self.ended) {
                self.ended += 1;
                self.ready.extend(results);
                if let Some(result) = self.ready.pop_front() {
                    return Some(result);
                }
                continue;
            }
            let pool = self.pool.as_ref()?;
            let own = match self.caller {
                Caller::Prices => Some(self.own.get_or_insert_with(&self.make)),
                Caller::Watches => None,
            };
            match pool.next_done(own, &self.work, meanwhile) {
                Ok((number, results, took)) => {
                    self.together = paced(self.together, took).min(self.most_together);
                    self.waiting.insert(number, results);
                }
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }

    /// Ends the workers and gives what each has in its room.
    pub fn finish(self) -> Result<Vec<S>, BatchError> {
        let own = self.own.map(Ok).into_iter();
        let Some(WorkerPool { tasks, queue, done, threads, alive: _alive }) = self.pool else { return own.collect() };
        drop((tasks, queue, done));
        // All pieces are done: the threads only wait.
        own.chain(threads.into_iter().map(|thread| thread.join().map_err(|panic| BatchError::Worker(said(&*panic))))).collect()
    }
}

impl<S, T> Pipeline<S, T> {
    /// Ends the workers where they are. Unless the caller only watches, none of them works when it returns, and nothing of the input is held.
    pub fn stop(self) {
        let Some(WorkerPool { tasks, queue, done, threads, alive }) = self.pool else { return };
        drop((tasks, done, alive));
        // A thread that waits for a task holds the lock: then there is none left to be done.
        if let Ok(queue) = queue.try_lock() {
            queue.try_iter().for_each(drop);
        }
        if self.caller == Caller::Prices {
            threads.into_iter().for_each(|thread| drop(thread.join()));
        }
    }
}

impl<S, T> WorkerPool<S, T> {
    /// A task that is done: by a thread, or else by the caller itself, who would only wait, where it has room to work in. So no more threads run than there are
    /// processors, and what the caller made is at hand when it is asked for.
    fn next_done(&self, mut own: Option<&mut S>, work: &Work<S, T>, meanwhile: Meanwhile<'_>) -> Result<Done<T>, BatchError> {
        // A thread that is about to take a task holds the lock: there may be another one for the caller right after.
        let mut patience = if own.is_some() { PATIENCE / 256 } else { PATIENCE };
        loop {
            if let Ok(done) = self.done.try_recv() {
                return Ok(done);
            }
            let task = || self.queue.try_lock().ok().and_then(|queue| queue.try_recv().ok());
            if let Some(own) = own.as_deref_mut()
                && let Some(task) = task()
            {
                let done = worked(task, work, own, meanwhile);
                // At once, not when it is its turn.
                let is_stopped = done.1.iter().any(|result| matches!(result, Err(BatchError::Stopped)));
                return if is_stopped { Err(BatchError::Stopped) } else { Ok(done) };
            }
            match self.done.recv_timeout(patience) {
                Ok(done) => return Ok(done),
                Err(RecvTimeoutError::Disconnected) => return Err(ended_early()),
                Err(RecvTimeoutError::Timeout) if meanwhile() == Flow::Stop => return Err(BatchError::Stopped),
                Err(RecvTimeoutError::Timeout) => patience = PATIENCE.min(patience * 2),
            }
        }
    }
}

/// How many pieces go to a thread at once after a task took so long: about a millisecond's.
fn paced(together: usize, took: Duration) -> usize {
    match took {
        took if took < Duration::from_micros(500) => together * 2,
        took if took > Duration::from_millis(2) => (together / 2).max(1),
        _ => together,
    }
}

fn ended_early() -> BatchError {
    BatchError::Worker("all workers have ended".to_owned())
}

/// Tasks on their way for each thread: one in work, one waiting or done.
const AHEAD: u64 = 2;

/// A panic ends the run with an error, not the program. The worker's room is not used again.
fn guarded<S, T>(work: &Work<S, T>, state: &mut S, piece: Piece, meanwhile: Meanwhile<'_>) -> Result<T, BatchError> {
    catch_unwind(AssertUnwindSafe(|| work(state, piece, meanwhile))).unwrap_or_else(|panic| Err(BatchError::Worker(said(&*panic))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use std::collections::HashSet;
    use std::num::NonZeroUsize;
    use std::sync::Condvar;
    use std::thread::ThreadId;
    use takst::Column;
    use takst_io::Grouping;

    fn pieces(rows: usize, run: &RunOptions) -> Pieces {
        let texts = |column: &Column| -> (&str, ArrayRef) {
            let text = |row: usize| if *column == Column::CaseId { format!("S-{row}") } else { "x".to_owned() };
            (column.as_str(), Arc::new(StringArray::from_iter_values((0..rows).map(text))))
        };
        let batch = RecordBatch::try_from_iter(Column::REQUIRED.iter().map(texts)).expect("columns of one length");
        Pieces::new(Box::new(std::iter::once(Ok(batch))), run, 8192)
    }

    fn run(threads: usize, caller: Caller) -> RunOptions {
        RunOptions { grouping: Grouping::None, threads: NonZeroUsize::new(threads), caller }
    }

    /// Each piece waits until pieces are in work on two threads: a run that gives all of them to one thread comes to no end.
    #[test]
    fn two_threads_work_as_soon_as_there_are_two_pieces() {
        for caller in [Caller::Prices, Caller::Watches] {
            let run = run(2, caller);
            let met: Arc<(Mutex<HashSet<ThreadId>>, Condvar)> = Arc::default();
            let work: Work<(), usize> = {
                let met = met.clone();
                Arc::new(move |(), piece, _| {
                    let mut threads = met.0.lock().expect("no panic");
                    threads.insert(std::thread::current().id());
                    met.1.notify_all();
                    let waited = met.1.wait_timeout_while(threads, Duration::from_secs(120), |threads| threads.len() < 2).expect("no panic");
                    assert!(!waited.1.timed_out(), "one thread works alone");
                    Ok(piece.rows.num_rows())
                })
            };
            let mut pipeline = Pipeline::new(pieces(FIRST_ROWS + 1, &run), &run, 16, Box::new(|| ()), work);
            let rows: Vec<usize> = std::iter::from_fn(|| pipeline.next(|| Flow::Continue)).map(|rows| rows.expect("no fault")).collect();
            assert_eq!(rows, [FIRST_ROWS, 1]);
            let is_own = met.0.lock().expect("no panic").contains(&std::thread::current().id());
            assert_eq!(is_own, caller == Caller::Prices);
        }
    }

    /// A worker that never looks up: the caller who watches is asked all the same, and can leave.
    #[test]
    fn a_caller_who_watches_leaves_a_piece_that_does_not_end() {
        let run = run(1, Caller::Watches);
        let (end, ended) = channel::<()>();
        let ended = Mutex::new(ended);
        let work: Work<(), ()> = Arc::new(move |(), _, _| {
            // Ends when the test has.
            let _ = ended.lock().expect("one worker").recv();
            Ok(())
        });
        let mut pipeline = Pipeline::new(pieces(FIRST_ROWS + 1, &run), &run, 16, Box::new(|| ()), work);
        let mut asked = 0;
        let meanwhile = || {
            asked += 1;
            if asked < 3 { Flow::Continue } else { Flow::Stop }
        };
        assert!(matches!(pipeline.next(meanwhile), Some(Err(BatchError::Stopped))));
        pipeline.stop();
        assert_eq!(asked, 3);
        drop(end);
    }

    #[test]
    fn few_rows_are_priced_by_the_caller_alone() {
        for caller in [Caller::Prices, Caller::Watches] {
            let run = run(4, caller);
            let work: Work<(), ThreadId> = Arc::new(|(), _, _| Ok(std::thread::current().id()));
            let mut pipeline = Pipeline::new(pieces(FIRST_ROWS, &run), &run, 16, Box::new(|| ()), work);
            let first = pipeline.next(|| Flow::Continue).expect("a piece").expect("no fault");
            assert_eq!(first, std::thread::current().id());
            assert!(pipeline.next(|| Flow::Continue).is_none() && pipeline.pool.is_none());
        }
    }

    #[test]
    fn tasks_take_about_a_millisecond() {
        assert_eq!([100, 499, 500, 2000, 2001].map(|micros| paced(4, Duration::from_micros(micros))), [8, 8, 4, 4, 2]);
        assert_eq!(paced(1, Duration::from_secs(1)), 1);
    }
}
