//! Which runs are in a callback on a thread: a function of such a run is refused, because it would wait for itself.

use crate::failure::Failure;
use crate::status::TakstStatus;
use std::cell::RefCell;
use std::sync::Arc;

/// The identity of a run.
#[derive(Clone)]
pub(crate) struct Token(Arc<u8>);

thread_local! {
    /// Runs that wait for a callback on this thread.
    static CALLING: RefCell<Vec<*const u8>> = const { RefCell::new(Vec::new()) };
}

impl Token {
    pub fn new() -> Token {
        Token(Arc::new(0))
    }

    /// Whether the run is calling back on this thread.
    pub fn is_calling(&self) -> bool {
        CALLING.with_borrow(|calling| calling.contains(&Arc::as_ptr(&self.0)))
    }

    /// Refuses where the run is calling back on this thread.
    pub fn check(&self) -> Result<(), Failure> {
        if self.is_calling() { Err(Failure::said(TakstStatus::InCallback, "c-in-callback", "", vec![])) } else { Ok(()) }
    }

    /// Calls a function of the caller's.
    pub fn call<T>(&self, function: impl FnOnce() -> T) -> T {
        CALLING.with_borrow_mut(|calling| calling.push(Arc::as_ptr(&self.0)));
        // Removed on unwinding too.
        let done = Done;
        let answer = function();
        drop(done);
        answer
    }
}

struct Done;

impl Drop for Done {
    fn drop(&mut self) {
        CALLING.with_borrow_mut(|calling| calling.pop());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_calling_only_within_its_call_and_on_its_thread() {
        let (run, other) = (Token::new(), Token::new());
        assert!(run.check().is_ok());
        run.call(|| {
            assert!(run.is_calling() && run.clone().is_calling() && !other.is_calling());
            other.call(|| assert!(run.is_calling() && other.is_calling()));
            let here = run.clone();
            assert!(!std::thread::spawn(move || here.is_calling()).join().expect("a thread"));
            assert_eq!(run.check().expect_err("within its call").status, TakstStatus::InCallback);
        });
        assert!(!run.is_calling());
    }
}
