//! The one module that tells the compiler what it cannot see: numbers that were looked at already, and what this processor can do.
#![allow(unsafe_code)]

use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, DictionaryArray, Int32Array};

/// A dictionary array of keys that were looked at: Arrow would look at every one again.
///
/// # Panics
/// A key is no place in the dictionary.
pub(crate) fn dictionary_of(keys: Int32Array, dictionary: ArrayRef) -> DictionaryArray<Int32Type> {
    // Without a branch for each key, as a key under a null is a place too, or 0.
    let (least, most) = keys.values().iter().fold((0, 0), |(least, most), key| (*key.min(&least), *key.max(&most)));
    assert!(
        least == 0 && ((most as usize) < dictionary.len() || (most == 0 && keys.null_count() == keys.len())),
        "keys are places in the dictionary"
    );
    // SAFETY: every key is at least 0 and below the length of the dictionary, or stands under a null.
    unsafe { DictionaryArray::new_unchecked(keys, dictionary) }
}

/// Does the work with the widest registers this processor has for it. The work is the same; it is compiled twice.
#[inline]
pub(crate) fn widest<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[target_feature(enable = "avx2")]
        fn wide<R>(work: impl FnOnce() -> R) -> R {
            work()
        }
        // SAFETY: the processor was just asked.
        return unsafe { wide(work) };
    }
    work()
}
