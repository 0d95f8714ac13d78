//! The one module that tells the compiler what it cannot see: keys that were looked at already.
#![allow(unsafe_code)]

use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, DictionaryArray, Int32Array};

/// A dictionary array of keys that are looked at here, without a branch for each, so that Arrow need not; `None`: a key is no place in the dictionary.
/// A key under a null is such a place too, or 0.
pub(crate) fn dictionary_of(keys: Int32Array, dictionary: ArrayRef) -> Option<DictionaryArray<Int32Type>> {
    let (least, most) = keys.values().iter().fold((0, 0), |(least, most), key| (*key.min(&least), *key.max(&most)));
    let all_null = most == 0 && keys.null_count() == keys.len();
    let are_places = least == 0 && ((most as usize) < dictionary.len() || all_null);
    // SAFETY: every key is at least 0 and below the length of the dictionary, or stands under a null.
    are_places.then(|| unsafe { DictionaryArray::new_unchecked(keys, dictionary) })
}
