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
    /// Rows that give something which cannot be read, ascending.
    unreadable: Vec<usize>,
    /// Whether all are sound.
    pub are_all_sound: bool,
}

impl Keys {
    /// Reads the references of a column.
    pub fn read(&mut self, column: Column, references: &StringArray) {
        self.clear();
        let (offsets, bytes) = (references.value_offsets(), references.value_data());
        // First as if all were short and plain, which most are; then the others.
        let texts = &bytes[offsets[0] as usize..offsets[references.len()] as usize];
        let is_plain = texts.iter().fold(true, |all, byte| all & is_printable(*byte) & (*byte != b' '));
        let ends = offsets.windows(2).map(|ends| (ends[0] as usize, ends[1] as usize));
        match is_plain {
            true => self.keys.extend(ends.map(|ends| short::<true>(bytes, ends))),
            false => self.keys.extend(ends.map(|ends| short::<false>(bytes, ends))),
        }
        // Nothing of less than ten bytes is a CPR number.
        let are_plain = self.keys.iter().fold(true, |all, key| all & ((key >> 120) as u8).wrapping_sub(1).lt(&9));
        if are_plain && references.null_count() == 0 {
            self.sound.resize(references.len(), true);
            self.are_all_sound = true;
            return;
        }
        self.sound.extend(self.keys.iter().map(|key| *key != NO_KEY && (*key < TEN_BYTES || digits(*key & TEXT) < 10)));
        self.are_all_sound = references.null_count() == 0 && self.sound.iter().fold(true, |all, sound| all & sound);
        if self.are_all_sound {
            return;
        }
        for row in 0..references.len() {
            if self.sound[row] && references.is_valid(row) {
                continue;
            }
            let (key, sound) = if references.is_null(row) { (NO_KEY, false) } else { other(column, references.value(row)) };
            self.keys[row] = key;
            self.sound[row] = sound;
            if key == NO_KEY && references.is_valid(row) && !references.value(row).trim().is_empty() {
                self.unreadable.push(row);
            }
        }
    }

    /// No row gives anything.
    pub fn none(&mut self, rows: usize) {
        self.clear();
        self.keys.resize(rows, NO_KEY);
        self.sound.resize(rows, false);
    }

    /// Whether a row gives a reference, readable or not.
    pub fn is_given(&self, row: usize) -> bool {
        self.keys[row] != NO_KEY || self.unreadable.binary_search(&row).is_ok()
    }

    fn clear(&mut self) {
        self.keys.clear();
        self.sound.clear();
        self.unreadable.clear();
        self.are_all_sound = false;
    }
}

/// The least key of a reference of ten bytes: a CPR number has ten digits.
const TEN_BYTES: Key = 10 << 120;
/// Where the text of a short key stands.
const TEXT: u128 = (1 << 120) - 1;

const fn every(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

const fn is_printable(byte: u8) -> bool {
    byte.wrapping_sub(b' ') <= b'~' - b' '
}

/// The key of a reference of 1 to 15 bytes of printable ASCII without spaces at its ends; of any other none. `PLAIN`: no byte of any reference is a space
/// or not printable.
#[inline(always)]
fn short<const PLAIN: bool>(bytes: &[u8], (start, end): (usize, usize)) -> Key {
    let len = end - start;
    if len.wrapping_sub(1) >= 15 {
        return NO_KEY;
    }
    let word = |from: usize| bytes.get(from..from + 8).and_then(|word| word.first_chunk()).map(|word| u64::from_be_bytes(*word));
    let text = match (word(start), len) {
        (Some(word), ..=8) => u128::from(word >> (64 - 8 * len)),
        (Some(head), _) if start + 16 <= bytes.len() => {
            let tail = word(start + 8).unwrap_or_default();
            (u128::from(head) << 64 | u128::from(tail)) >> (128 - 8 * len)
        }
        _ => bytes[start..end].iter().fold(0, |text, byte| text << 8 | u128::from(*byte)),
    };
    let is_fine = PLAIN || (bytes[start] != b' ' && bytes[end - 1] != b' ' && bytes[start..end].iter().all(|byte| is_printable(*byte)));
    if is_fine { text | (len as u128) << 120 } else { NO_KEY }
}

/// Digits among bytes of ASCII.
fn digits(text: u128) -> u32 {
    let of = |bytes: u64| {
        let from_zero = bytes ^ every(b'0');
        let others = (from_zero.wrapping_add(every(0x76)) | from_zero) & every(0x80);
        // A bit of each byte, added up in the highest.
        8 - ((others >> 7).wrapping_mul(every(1)) >> 56) as u32
    };
    of((text >> 64) as u64) + of(text as u64)
}

fn has_cpr(bytes: &[u8]) -> bool {
    matches!(cpr::masked(&String::from_utf8_lossy(bytes)), Cow::Owned(_))
}

/// The key of any other reference, as [`takst_io`] groups by it: without spaces around it, and none where it cannot be read.
fn other(column: Column, text: &str) -> (Key, bool) {
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
        assert_eq!([0, 1, 2, 3, 4].map(|row| keys.is_given(row)), [true, true, false, false, false]);
        assert!(read(&[Some("a\tb")]).is_given(0));
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
