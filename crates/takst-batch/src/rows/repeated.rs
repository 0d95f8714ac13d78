//! Which rows have a reference in common, found without a table of all references.
//!
//! References are first written into parts by their hashes, with the numbers of their rows. Those that are equal are in one part, and a part is small
//! enough that looking for them stays near the processor. Some 20 bytes a row are held meanwhile.

use crate::rows::key::{Key, NO_KEY};

/// A reference and its row. Packed, because all of them are written and read once.
#[derive(Debug, Clone, Copy)]
#[repr(C, packed(4))]
struct Entry {
    key: Key,
    row: u32,
}

const NOTHING: Entry = Entry { key: NO_KEY, row: 0 };

/// Parts into which references are written, by so many bits of their hashes.
const BITS: u32 = 8;
const PARTS: usize = 1 << BITS;
/// References that are written into parts at once.
const TOGETHER: usize = 1 << 16;
/// Most references of a part that is not divided again: they and their table stay near the processor.
const MOST: usize = 1 << 14;

/// References written into parts.
#[derive(Debug)]
struct Divided {
    entries: Vec<Entry>,
    /// Where each part begins, and where the last ends.
    starts: [u32; PARTS + 1],
}

/// References of rows.
#[derive(Debug, Default)]
pub(crate) struct References {
    waiting: Vec<Entry>,
    divided: Vec<Divided>,
}

impl References {
    /// Adds the references of rows that are numbered from `first` on. Rows without one have nothing in common.
    pub fn add(&mut self, keys: &[Key], first: u32) {
        self.waiting.extend((first..).zip(keys).filter(|(_, key)| **key != NO_KEY).map(|(row, key)| Entry { key: *key, row }));
        if self.waiting.len() >= TOGETHER {
            self.divide();
        }
    }

    fn divide(&mut self) {
        self.divided.push(divided(&self.waiting, 0));
        self.waiting.clear();
    }

    /// Calls back with the first row of a reference and each later one.
    pub fn repeated(mut self, mut each: impl FnMut(u32, u32)) {
        self.divide();
        let mut part: Vec<Entry> = Vec::new();
        let mut table: Vec<u32> = Vec::new();
        for number in 0..PARTS {
            part.clear();
            for divided in &self.divided {
                part.extend_from_slice(&divided.entries[divided.starts[number] as usize..divided.starts[number + 1] as usize]);
            }
            search(&part, BITS, &mut table, &mut each);
        }
    }
}

/// Writes references into parts by the bits of their hashes after the first `used`, each part in the order of the rows.
fn divided(entries: &[Entry], used: u32) -> Divided {
    let part_of = |entry: &Entry| (hash(entry.key) << used >> (u64::BITS - BITS)) as usize;
    let mut starts = [0; PARTS + 1];
    entries.iter().for_each(|entry| starts[part_of(entry) + 1] += 1);
    for part in 0..PARTS {
        starts[part + 1] += starts[part];
    }
    let (mut places, mut ordered) = (starts, vec![NOTHING; entries.len()]);
    for entry in entries {
        let place = &mut places[part_of(entry)];
        ordered[*place as usize] = *entry;
        *place += 1;
    }
    Divided { entries: ordered, starts }
}

/// Looks for equal references among those whose hashes begin with the same `used` bits.
fn search(entries: &[Entry], used: u32, table: &mut Vec<u32>, each: &mut impl FnMut(u32, u32)) {
    if entries.len() > MOST && used + BITS <= u64::BITS {
        let divided = divided(entries, used);
        for part in divided.starts.windows(2) {
            search(&divided.entries[part[0] as usize..part[1] as usize], used + BITS, table, each);
        }
        return;
    }
    const FREE: u32 = u32::MAX;
    let slots = (entries.len() * 2).next_power_of_two();
    table.clear();
    table.resize(slots, FREE);
    for (place, entry) in (0..).zip(entries) {
        let (key, row) = (entry.key, entry.row);
        let mut slot = hash(key) as usize & (slots - 1);
        loop {
            let found = table[slot];
            if found == FREE {
                table[slot] = place;
                break;
            }
            let first = entries[found as usize];
            if first.key == key {
                each(first.row, row);
                break;
            }
            slot = (slot + 1) & (slots - 1);
        }
    }
}

/// Mixes a key, whose upper bits say how long it is.
#[inline]
fn hash(key: Key) -> u64 {
    let product = u128::from(key as u64 ^ 0x9E37_79B9_7F4A_7C15) * u128::from((key >> 64) as u64 ^ 0xD6E8_FEB8_6659_FD93);
    (product as u64 ^ (product >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(pieces: &[Vec<Key>]) -> Vec<(u32, u32)> {
        let mut references = References::default();
        let mut first = 0;
        for piece in pieces {
            references.add(piece, first);
            first += piece.len() as u32;
        }
        let mut found = Vec::new();
        references.repeated(|first, row| found.push((first, row)));
        found.sort_unstable();
        found
    }

    #[test]
    fn each_later_row_is_told_with_the_first() {
        assert_eq!(repeated(&[]), []);
        assert_eq!(repeated(&[vec![5, 7, NO_KEY, 5], vec![NO_KEY, 5, 8, 7]]), [(0, 3), (0, 5), (1, 7)]);
    }

    #[test]
    fn many_references_are_divided_again() {
        // A part has twice as many as are searched at once.
        let keys = |count: u128| (1..=count).map(|n| (n << 64) | (n * n)).collect::<Vec<Key>>();
        let count = (PARTS * MOST * 2) as u128;
        let found = repeated(&[keys(count), keys(1000)]);
        let expected: Vec<(u32, u32)> = (0..1000).map(|n| (n, count as u32 + n)).collect();
        assert_eq!(found, expected);
        // The same one again and again cannot be divided.
        let same = vec![9; 3 * MOST];
        assert_eq!(repeated(&[same]).len(), 3 * MOST - 1);
    }
}
