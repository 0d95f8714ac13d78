//! The one module with assertions that the compiler cannot check: keys that were checked before, and texts that are valid.
#![allow(unsafe_code)]

use crate::lines::pool::Pool;
use crate::template::segments::CHUNK;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, StringArray};
use arrow_buffer::{BooleanBuffer, NullBuffer, OffsetBuffer};

/// A dictionary array of the numbers of words, −1 for none, so that Arrow need not look at each again; `None`: a number is no place in the
/// dictionary.
pub(crate) fn dictionary_of(mut numbers: Vec<i32>, dictionary: ArrayRef, pool: &Pool) -> Option<DictionaryArray<Int32Type>> {
    let words = i32::try_from(dictionary.len()).ok()?;
    // From the signs alone, in one pass: whether all numbers are below the length, and at least −1; whether any, and whether all are −1.
    let (mut below, mut beneath, mut any, mut all) = (-1, 0, 0, -1);
    for number in &numbers {
        below &= number.wrapping_sub(words);
        beneath |= number.wrapping_add(1) & number;
        any |= number;
        all &= number;
    }
    if below >= 0 || beneath < 0 {
        return None;
    }
    let nulls = match (any < 0, all < 0) {
        (false, _) => None,
        (true, true) => Some(NullBuffer::new_null(numbers.len())),
        (true, false) => Some(NullBuffer::new(BooleanBuffer::collect_bool(numbers.len(), |line| numbers[line] >= 0))),
    };
    if any < 0 {
        // What stands under a null is a number too.
        numbers.iter_mut().for_each(|number| *number = (*number).max(0));
    }
    let keys = Int32Array::new(pool.lend_short(numbers), nulls);
    // SAFETY: every key is at least 0 and below the length of the dictionary, or was −1 and is 0 under a null.
    Some(unsafe { DictionaryArray::new_unchecked(keys, dictionary) })
}

/// Texts one after another, with room to copy a short one in whole chunks.
pub(crate) struct TextColumn {
    offsets: Vec<i32>,
    /// Texts that are there.
    texts: usize,
    bytes: Vec<u8>,
    /// Bytes that are text; behind them is room.
    len: usize,
}

/// Bytes of a short text.
const SHORT: usize = 16;

impl TextColumn {
    pub fn with_capacity(lines: usize, pool: &Pool) -> TextColumn {
        let (mut offsets, mut bytes) = (pool.short(), pool.bytes());
        offsets.resize(offsets.len().max(lines + 1 + CHUNK), 0);
        offsets[0] = 0;
        let room = bytes.capacity().max(lines * SHORT / 2 + SHORT * CHUNK);
        bytes.resize(room, 0);
        TextColumn { offsets, texts: 0, bytes, len: 0 }
    }

    /// Appends the text of a place among texts for so many lines; none is empty. Offsets that overflow are found at the end: the bytes are then
    /// too many.
    #[inline]
    pub fn push(&mut self, from: Option<(&StringArray, usize)>, lines: usize) {
        let Some((from, place)) = from else { return self.push_text("", lines) };
        let (start, end) = (from.value_offsets()[place] as usize, from.value_offsets()[place + 1] as usize);
        let ahead = from.value_data().get(start..start + SHORT).and_then(|ahead| ahead.first_chunk::<SHORT>());
        let len = end - start;
        let (Some(ahead), true) = (ahead, len <= SHORT && lines <= CHUNK && self.offsets.len() > self.texts + CHUNK) else {
            return self.push_text(from.value(place), lines);
        };
        if self.bytes.len() < self.len + CHUNK * SHORT {
            self.grow();
        }
        let room = &mut self.bytes[self.len..self.len + CHUNK * SHORT];
        for line in 0..CHUNK {
            room[line * len..line * len + SHORT].copy_from_slice(ahead);
        }
        let mut offset = self.len as i32;
        for next in &mut self.offsets[self.texts + 1..self.texts + 1 + CHUNK] {
            offset = offset.wrapping_add(len as i32);
            *next = offset;
        }
        self.texts += lines;
        self.len += lines * len;
    }

    /// Appends any text.
    #[inline(never)]
    pub fn push_text(&mut self, text: &str, lines: usize) {
        // Only what is appended is written: to write all of the room for each text would take as long as there are lines.
        let (bytes, places) = (self.len + lines * text.len() + CHUNK * SHORT, self.texts + lines + 1 + CHUNK);
        if bytes > self.bytes.len() {
            self.bytes.resize(bytes.max(self.bytes.len() * 2), 0);
        }
        if places > self.offsets.len() {
            self.offsets.resize(places.max(self.offsets.len() * 2), 0);
        }
        for _ in 0..lines {
            self.bytes[self.len..self.len + text.len()].copy_from_slice(text.as_bytes());
            self.len += text.len();
            self.texts += 1;
            self.offsets[self.texts] = self.len as i32;
        }
    }

    #[cold]
    fn grow(&mut self) {
        self.bytes.resize(self.bytes.len() * 2, 0);
    }

    /// The column; `None`: it is longer than Arrow's offsets can express.
    pub fn finish(mut self, nulls: Option<NullBuffer>, pool: &Pool) -> Option<StringArray> {
        i32::try_from(self.len).ok()?;
        self.bytes.truncate(self.len);
        self.offsets.truncate(self.texts + 1);
        let (offsets, bytes) = (pool.lend_short(self.offsets), pool.lend_bytes(self.bytes));
        debug_assert!(StringArray::try_new(OffsetBuffer::new(offsets.clone()), bytes.clone(), nulls.clone()).is_ok());
        // SAFETY: offsets begin with 0, and each is the one before and the length of the text appended, up to the length of all bytes, which is no more
        // than an i32: none has wrapped. The bytes between two are one whole text. What was copied beyond a text is written over by the next, or cut off.
        Some(unsafe { StringArray::new_unchecked(OffsetBuffer::new_unchecked(offsets), bytes, nulls) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// To write all of the room again for each text would make the work grow with the square of the lines.
    #[test]
    fn a_text_is_appended_without_writing_the_room_behind_it() {
        let pool = Pool::default();
        let mut column = TextColumn::with_capacity(1000, &pool);
        column.bytes.fill(0xAA);
        column.offsets[1..].fill(-1);
        column.push_text("S-1", 2);
        column.push_text("et langt sagsnummer", 1);
        assert_eq!((column.len, &column.offsets[..4]), (25, &[0, 3, 6, 25][..]));
        assert!(column.bytes[25..].iter().all(|byte| *byte == 0xAA) && column.offsets[4..].iter().all(|offset| *offset == -1));
        // More than there is room for.
        let long = "x".repeat(100_000);
        column.push_text(&long, 3);
        let texts = column.finish(None, &pool).expect("little text");
        assert_eq!(texts.iter().flatten().collect::<Vec<_>>(), ["S-1", "S-1", "et langt sagsnummer", &long, &long, &long]);
    }
}
