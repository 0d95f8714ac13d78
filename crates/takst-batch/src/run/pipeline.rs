//! Pieces handed to workers and their results taken in order, whichever worker is done first.

use crate::error::BatchError;
use crate::rows::cut::Cutter;
use crate::rows::gather::Gathered;
use crate::rows::piece::Piece;
use crate::run::progress::{Flow, Meanwhile};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use takst_io::Grouping;

/// Input batches of a run.
pub(crate) type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// Where pieces come from.
pub(crate) enum Pieces {
    /// Cut as batches come in.
    Cut(Cutter<Batches>),
    /// Gathered from all of the input, which is read when the first piece is asked for.
    ToGather(Option<Batches>, usize),
    Gathered(Gathered),
}

impl Pieces {
    pub fn new(batches: Batches, grouping: Grouping, rows: usize) -> Pieces {
        match grouping {
            Grouping::ByCitizen => Pieces::Cut(Cutter::new(batches, rows)),
            Grouping::None => Pieces::ToGather(Some(batches), rows),
        }
    }

    fn next(&mut self) -> Result<Option<Piece>, BatchError> {
        match self {
            Pieces::Cut(cutter) => cutter.next(),
            Pieces::ToGather(batches, rows) => {
                let Some(batches) = batches.take() else { return Ok(None) };
                let mut gathered = Gathered::new(batches, *rows)?;
                let piece = gathered.next();
                *self = Pieces::Gathered(gathered);
                piece
            }
            Pieces::Gathered(gathered) => gathered.next(),
        }
    }

    /// Columns no case file has, as far as they are known yet.
    pub fn unknown(&self) -> Vec<String> {
        match self {
            Pieces::Cut(cutter) => cutter.input.unknown(),
            Pieces::ToGather(..) => Vec::new(),
            Pieces::Gathered(gathered) => gathered.unknown.clone(),
        }
    }
}

/// What a worker does with a piece. `S` is the worker's own room.
pub(crate) type Work<S, T> = Arc<dyn Fn(&mut S, Piece, Meanwhile<'_>) -> Result<T, BatchError> + Send + Sync>;

/// Pieces handed over at once: waking a thread costs more than handing over one.
type Task = (u64, Vec<Piece>);
type Done<T> = (u64, Vec<Result<T, BatchError>>);

/// Pieces on their way through the workers.
pub(crate) struct Pipeline<S, T> {
    pub pieces: Pieces,
    work: Work<S, T>,
    hands: Hands<S, T>,
    /// Tasks handed out, and tasks whose results were handed on.
    begun: u64,
    ended: u64,
    waiting: BTreeMap<u64, Vec<Result<T, BatchError>>>,
    /// Results of the task whose turn it is.
    ready: VecDeque<Result<T, BatchError>>,
    exhausted: bool,
    /// Pieces of a task.
    together: usize,
}

enum Hands<S, T> {
    /// The caller's own.
    Own(S),
    /// The caller's own, and those of threads.
    Many { own: S, pool: WorkerPool<S, T> },
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
    /// Starts the threads beside the caller's.
    fn spawn(threads: usize, make: impl Fn() -> S, work: &Work<S, T>) -> WorkerPool<S, T> {
        let (tasks, queue) = sync_channel::<Task>(threads * AHEAD as usize);
        let (results, done): (Sender<Done<T>>, Receiver<Done<T>>) = channel();
        let queue = Arc::new(Mutex::new(queue));
        let alive = Arc::new(());
        // Where the system gives no more threads, those that are there do the work.
        let threads = (1..threads)
            .map_while(|_| {
                let (queue, results, work, mut state) = (queue.clone(), results.clone(), work.clone(), make());
                let alive = Arc::downgrade(&alive);
                let works = move || {
                    let mut meanwhile = || if alive.strong_count() > 0 { Flow::Continue } else { Flow::Stop };
                    loop {
                        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((number, pieces)) = task else { return state };
                        let done = pieces.into_iter().map(|piece| guarded(&work, &mut state, piece, &mut meanwhile)).collect();
                        // The receiver is gone: the run was ended early.
                        if results.send((number, done)).is_err() {
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

impl<S: Send + 'static, T: Send + 'static> Pipeline<S, T> {
    /// A pipeline of so many threads; with one the caller's own thread works. `together`: pieces handed to a thread at once.
    pub fn new(pieces: Pieces, threads: usize, together: usize, make: impl Fn() -> S, work: Work<S, T>) -> Pipeline<S, T> {
        let hands = match threads {
            0 | 1 => Hands::Own(make()),
            _ => Hands::Many { own: make(), pool: WorkerPool::spawn(threads, make, &work) },
        };
        Pipeline { pieces, work, hands, begun: 0, ended: 0, waiting: BTreeMap::new(), ready: VecDeque::new(), exhausted: false, together }
    }

    /// The result of the next piece, in the order of the pieces. `meanwhile` is asked now and then whether the run goes on.
    pub fn next(&mut self, mut meanwhile: impl FnMut() -> Flow) -> Option<Result<T, BatchError>> {
        let Pipeline { pieces, work, hands, begun, ended, waiting, ready, exhausted, together } = self;
        match hands {
            Hands::Own(state) => match pieces.next() {
                Ok(Some(piece)) => Some(guarded(work, state, piece, &mut meanwhile)),
                Ok(None) => None,
                Err(error) => Some(Err(error)),
            },
            Hands::Many { own, pool } => {
                if let Some(result) = ready.pop_front() {
                    return Some(result);
                }
                let most = (1 + pool.threads.len() as u64) * AHEAD;
                while !*exhausted && *begun < *ended + most {
                    let mut task = Vec::with_capacity(*together);
                    while task.len() < *together && !*exhausted {
                        match pieces.next() {
                            Ok(Some(piece)) => task.push(piece),
                            Ok(None) => *exhausted = true,
                            Err(error) => {
                                *exhausted = true;
                                // Comes after what was read before it.
                                waiting.insert(*begun + 1, vec![Err(error)]);
                            }
                        }
                    }
                    // The channel has room for all that are on their way.
                    if pool.tasks.send((*begun, task)).is_err() {
                        return Some(Err(ended_early()));
                    }
                    *begun += 1 + u64::from(waiting.contains_key(&(*begun + 1)));
                }
                while *ended < *begun {
                    if let Some(results) = waiting.remove(ended) {
                        *ended += 1;
                        ready.extend(results);
                        if let Some(result) = ready.pop_front() {
                            return Some(result);
                        }
                        continue;
                    }
                    match pool.next_done(own, work, &mut meanwhile) {
                        Ok((number, results)) => waiting.insert(number, results),
                        Err(error) => return Some(Err(error)),
                    };
                }
                None
            }
        }
    }

    /// Ends the workers and gives what each has in its room.
    pub fn finish(self) -> Result<Vec<S>, BatchError> {
        match self.hands {
            Hands::Own(state) => Ok(vec![state]),
            Hands::Many { own, pool: WorkerPool { tasks, queue, done, threads, alive: _alive } } => {
                drop((tasks, queue, done));
                // All pieces are done: the threads only wait.
                let theirs = threads.into_iter().map(|thread| thread.join().map_err(|panic| BatchError::Worker(said(&*panic))));
                std::iter::once(Ok(own)).chain(theirs).collect()
            }
        }
    }
}

impl<S, T> Pipeline<S, T> {
    /// Ends the workers where they are. When it returns, none of them works, and nothing of the input is held.
    pub fn stop(self) {
        let Hands::Many { pool: WorkerPool { tasks, queue, done, threads, alive }, .. } = self.hands else { return };
        drop((tasks, done, alive));
        // A thread that waits for a task holds the lock: then there is none left to be done.
        if let Ok(queue) = queue.try_lock() {
            queue.try_iter().for_each(drop);
        }
        threads.into_iter().for_each(|thread| drop(thread.join()));
    }
}

impl<S, T> WorkerPool<S, T> {
    /// A task that is done: by a thread, or else by the caller itself, who would only wait. So no more threads run than there are processors, and what the
    /// caller made is at hand when it is asked for.
    fn next_done(&self, own: &mut S, work: &Work<S, T>, meanwhile: Meanwhile<'_>) -> Result<Done<T>, BatchError> {
        if let Ok(done) = self.done.try_recv() {
            return Ok(done);
        }
        // A thread that waits for a task holds the lock: then there is none.
        let task = self.queue.try_lock().ok().and_then(|queue| queue.try_recv().ok());
        if let Some((number, pieces)) = task {
            let results = pieces.into_iter().map(|piece| match guarded(work, own, piece, meanwhile) {
                // At once, not when it is its turn.
                Err(BatchError::Stopped) => Err(BatchError::Stopped),
                result => Ok(result),
            });
            return Ok((number, results.collect::<Result<_, _>>()?));
        }
        loop {
            match self.done.recv_timeout(PATIENCE) {
                Ok(done) => return Ok(done),
                Err(RecvTimeoutError::Disconnected) => return Err(ended_early()),
                Err(RecvTimeoutError::Timeout) if meanwhile() == Flow::Stop => return Err(BatchError::Stopped),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// How long the caller waits for threads before it asks whether the run goes on.
const PATIENCE: Duration = Duration::from_millis(50);

fn ended_early() -> BatchError {
    BatchError::Worker("all workers have ended".to_owned())
}

/// Tasks on their way for each thread: one in work, one waiting or done.
const AHEAD: u64 = 2;

/// A panic ends the run with an error, not the program. The worker's room is not used again.
fn guarded<S, T>(work: &Work<S, T>, state: &mut S, piece: Piece, meanwhile: Meanwhile<'_>) -> Result<T, BatchError> {
    catch_unwind(AssertUnwindSafe(|| work(state, piece, meanwhile))).unwrap_or_else(|panic| Err(BatchError::Worker(said(&*panic))))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it did not say why".to_owned())
}
