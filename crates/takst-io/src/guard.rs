//! A library that may panic on a damaged file: its panic becomes an answer, and writes nothing to stderr. Panics of our own code stay panics.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether the thread runs the library.
    static IN_LIBRARY: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs a library; `None` where it panics.
pub(crate) fn guarded<T>(library: impl FnOnce() -> T) -> Option<T> {
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !IN_LIBRARY.get() {
                before(panic);
            }
        }));
    });
    let before = IN_LIBRARY.replace(true);
    let ended = catch_unwind(AssertUnwindSafe(library));
    // A panic of our own code leaves what `unguarded` had set.
    let was_in_library = IN_LIBRARY.replace(before);
    match ended {
        Ok(result) => Some(result),
        Err(_) if was_in_library => None,
        Err(panic) => resume_unwind(panic),
    }
}

/// Runs our own code where a guarded library calls it.
pub(crate) fn unguarded<T>(own: impl FnOnce() -> T) -> T {
    let before = IN_LIBRARY.replace(false);
    let result = own();
    IN_LIBRARY.set(before);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_library_is_an_answer_and_one_of_our_own_is_not() {
        assert_eq!(guarded(|| 1), Some(1));
        assert_eq!(guarded(|| -> u8 { panic!("of the library") }), None);
        assert_eq!(guarded(|| unguarded(|| 2)), Some(2));
        assert_eq!(guarded(|| -> u8 { unguarded(|| 3) + guarded(|| -> u8 { panic!("within") }).unwrap_or_default() }), Some(3));
        let own = catch_unwind(|| guarded(|| -> u8 { unguarded(|| panic!("of our own")) }));
        assert_eq!(own.expect_err("it goes on").downcast_ref::<&str>(), Some(&"of our own"));
        assert!(!IN_LIBRARY.get(), "and the library is left");
    }
}
