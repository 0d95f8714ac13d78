//! References of cases and citizens as 128-bit keys that are equal when the references are.
//!
//! A reference of up to 15 bytes is its own key: its length, then its bytes. Of a longer one the key is a hash of 120 bits: among ten million
//! references two look alike by chance once in some 10^22 files.

use arrow_array::{Array, StringArray};
use std::borrow::Cow;
use takst::{Column, cpr};
use takst_io::is_readable;

/// A reference. 0: none, or none that can be read.
pub(crate) type Key = u128;

pub(crate) const NO_KEY: Key = 0;

/// Length, in the first byte, of a reference whose key is a hash.
const HASHED: u128 = 0xFF << 120;

/// Keys of a column of references, and whether each of them can only be sound.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    pub keys: Vec<Key>,
    /// Printable ASCII without spaces around it, short enough, nothing like a CPR number.
    pub sound: Vec<bool>,
    /// Whether a cell holds anything, readable or not.
    pub given: Vec<bool>,
}

impl Keys {
    /// Reads the references of a column.
    pub fn read(&mut self, column: Column, references: &StringArray) {
        let rows = references.len();
        self.keys.clear();
        self.sound.clear();
        self.given.clear();
        let (offsets, bytes) = (references.value_offsets(), references.value_data());
        let nulls = references.nulls().filter(|nulls| nulls.null_count() > 0);
        for row in 0..rows {
            let (start, end) = (offsets[row] as usize, offsets[row + 1] as usize);
            let (key, sound) = match nulls {
                Some(nulls) if nulls.is_null(row) => (NO_KEY, false),
                _ => short(bytes, start, end).unwrap_or_else(|| long(column, references.value(row))),
            };
            self.keys.push(key);
            self.sound.push(sound);
            self.given
                .push(key != NO_KEY || (end > start && nulls.is_none_or(|nulls| nulls.is_valid(row)) && !references.value(row).trim().is_empty()));
        }
    }
}

const fn every(byte: u8) -> u128 {
    u128::from_ne_bytes([byte; 16])
}

/// The key of a reference of 1 to 15 bytes of printable ASCII without spaces at its ends.
#[inline]
fn short(bytes: &[u8], start: usize, end: usize) -> Option<(Key, bool)> {
    let len = end - start;
    if len == 0 || len > 15 {
        return None;
    }
    let shift = 8 * (16 - len);
    let text = match bytes.get(start..start + 16) {
        Some(ahead) => u128::from_be_bytes(ahead.try_into().ok()?) >> shift,
        None => bytes[start..end].iter().fold(0, |text, byte| text << 8 | u128::from(*byte)),
    };
    // Zeros before the text become digits, which are printable.
    let padded = text | (every(b'0') << (8 * len as u32 % 128));
    let high = padded & every(0x80);
    let below_space = padded.wrapping_sub(every(0x20)) & !padded & every(0x80);
    let deleted = padded ^ every(0x7F);
    let is_deleted = deleted.wrapping_sub(every(1)) & !deleted & every(0x80);
    let last = text & 0xFF;
    let first = text >> (8 * (len - 1));
    if (high | below_space | is_deleted) != 0 || last == 0x20 || first == 0x20 {
        return None;
    }
    // A CPR number has ten digits.
    let sound = len < 10 || digits(text) < 10 || !has_cpr(&bytes[start..end]);
    Some((text | (len as u128) << 120, sound))
}

/// Digits among bytes of ASCII.
fn digits(text: u128) -> u32 {
    let from_zero = text ^ every(b'0');
    let above_nine = (from_zero.wrapping_add(every(0x76)) | from_zero) & every(0x80);
    16 - above_nine.count_ones()
}

#[cold]
fn has_cpr(bytes: &[u8]) -> bool {
    matches!(cpr::masked(&String::from_utf8_lossy(bytes)), Cow::Owned(_))
}

/// The key of any other reference, as [`takst_io`] groups by it: without spaces around it, and none where it cannot be read.
#[cold]
fn long(column: Column, text: &str) -> (Key, bool) {
    let trimmed = text.trim();
    if trimmed.is_empty() || !is_readable(column, trimmed) {
        return (NO_KEY, false);
    }
    let plain = trimmed.len() == text.len() && trimmed.len() <= 200 && trimmed.bytes().all(|b| (b' '..=b'~').contains(&b));
    (key_of(trimmed), plain && !has_cpr(trimmed.as_bytes()))
}

/// The key of a readable reference.
pub(crate) fn key_of(text: &str) -> Key {
    match text.len() {
        0 => NO_KEY,
        len @ 1..=15 => text.bytes().fold(0, |key, byte| key << 8 | u128::from(byte)) | (len as u128) << 120,
        _ => twox_hash::XxHash3_128::oneshot(text.as_bytes()) >> 8 | HASHED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[Option<&str>]) -> Keys {
        let mut keys = Keys::default();
        keys.read(Column::CaseId, &StringArray::from(texts.to_vec()));
        keys
    }

    #[test]
    fn equal_references_have_equal_keys_and_others_have_others() {
        let texts = ["a", "b", "aa", "S-1", "S-10", "æ", "S 1", "0123456789abcde", "0123456789abcdef", "0123456789abcdeg"];
        let keys = read(&texts.map(Some));
        for (i, text) in texts.iter().enumerate() {
            assert_eq!(keys.keys[i], key_of(text), "{text}");
            assert_eq!(keys.keys.iter().position(|key| *key == keys.keys[i]), Some(i), "{text}");
        }
    }

    #[test]
    fn spaces_around_are_no_part_of_a_reference() {
        let keys = read(&[Some(" S-1 "), Some("S-1"), Some(" "), Some(""), None]);
        assert_eq!(keys.keys, [key_of("S-1"), key_of("S-1"), NO_KEY, NO_KEY, NO_KEY]);
        assert_eq!(keys.sound, [false, true, false, false, false]);
        assert_eq!(keys.given, [true, true, false, false, false]);
    }

    #[test]
    fn what_the_core_would_refuse_is_not_sound() {
        let odd = ["010190-1234", "0101901234", "a\tb", "a\u{7f}b", "sag 010190-1234", "a\u{9f}b", &"x".repeat(201)];
        let keys = read(&odd.map(Some));
        assert_eq!(keys.sound, [false; 7]);
        // A CPR number still groups its rows, a control character leaves nothing to group by.
        assert!(keys.keys[0] != NO_KEY && keys.keys[1] != NO_KEY && keys.keys[4] != NO_KEY);
        assert!(keys.keys[2] == NO_KEY && keys.keys[3] == NO_KEY);
        let fine = ["2023000123", "2023-000123", "S-000001", "01019012345", "a b", "~", "sag 2023-000123-4567"];
        assert_eq!(read(&fine.map(Some)).sound, [true; 7]);
    }
}
