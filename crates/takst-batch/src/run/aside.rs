//! Work that the caller waits for without being lost in it.

use crate::error::BatchError;
use crate::options::Caller;
use crate::run::progress::{Flow, Meanwhile};
use std::any::Any;
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long a caller waits before it asks whether the run goes on.
pub(crate) const PATIENCE: Duration = Duration::from_millis(20);

/// Does the work: on a thread of its own where the caller only watches and it may take long, so that the run can be ended meanwhile. The thread is left
/// behind then.
pub(crate) fn aside<T: Send + 'static>(
    caller: Caller,
    is_long: bool,
    meanwhile: Meanwhile<'_>,
    work: impl FnOnce() -> Result<T, BatchError> + Send + 'static,
) -> Result<T, BatchError> {
    if caller == Caller::Prices || !is_long {
        return work();
    }
    let (done, waited_for) = channel();
    let thread = std::thread::Builder::new().spawn(move || drop(done.send(work())));
    let thread = thread.map_err(|error| BatchError::Worker(error.to_string()))?;
    loop {
        match waited_for.recv_timeout(PATIENCE) {
            Ok(result) => return result,
            Err(RecvTimeoutError::Timeout) if meanwhile() == Flow::Stop => return Err(BatchError::Stopped),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(panic) => resume_unwind(panic),
                Ok(()) => return Err(BatchError::Worker("it has ended without a result".to_owned())),
            },
        }
    }
}

/// What a panic said.
pub(crate) fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it did not say why".to_owned())
}
