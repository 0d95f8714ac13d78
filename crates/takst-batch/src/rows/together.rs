//! The check that rows of a citizen lie together: none comes back after another.
//!
//! As long as references ascend (shorter before longer, then by their bytes), as they do in a sorted file, nothing can come back and nothing is looked
//! up; they are only written down, in a byte or two each where they are numbered. Once one does not ascend, all are kept in a set, 20 to 40 bytes each.

use crate::rows::key::Key;
use crate::rows::steps::Steps;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// A set of references.
pub(crate) type KeySet = HashSet<Key, BuildHasherDefault<OfKey>>;

/// References of a piece in the order in which their rows begin.
#[derive(Debug)]
pub(crate) enum Begun {
    /// Ascending, with the first row of each in the piece; without rows where there is one row of each.
    Ascending(Steps, Vec<u32>),
    /// Any others, with the first row of each in the piece.
    Listed(Vec<(Key, u32)>),
}

impl Begun {
    /// References with the first row of each.
    pub fn of(keys: &[Key], rows: Vec<u32>) -> Begun {
        match Steps::of(keys) {
            Some(steps) => Begun::Ascending(steps, rows),
            None => Begun::Listed(keys.iter().copied().zip(rows).collect()),
        }
    }
}

impl Default for Begun {
    fn default() -> Begun {
        Begun::Listed(Vec::new())
    }
}

/// References that have passed.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    ascending: Vec<Steps>,
    seen: Option<KeySet>,
}

impl Passed {
    /// Adds the references of a piece; gives the row of the first that was there before.
    pub fn add(&mut self, begun: Begun) -> Option<usize> {
        let begun = match begun {
            Begun::Listed(listed) if listed.is_empty() => return None,
            Begun::Ascending(steps, _) if self.seen.is_none() && self.ascending.last().is_none_or(|before| before.last < steps.first) => {
                self.ascending.push(steps);
                return None;
            }
            other => other,
        };
        let ascending = std::mem::take(&mut self.ascending);
        let seen = self.seen.get_or_insert_with(|| ascending.iter().flat_map(Steps::keys).collect());
        match begun {
            Begun::Ascending(steps, rows) => {
                let place = steps.keys().position(|key| !seen.insert(key))?;
                Some(rows.get(place).map_or(place, |row| *row as usize))
            }
            Begun::Listed(listed) => listed.into_iter().find(|(key, _)| !seen.insert(*key)).map(|(_, row)| row as usize),
        }
    }
}

/// Mixes a key, which is a short text or a hash already.
#[derive(Debug, Default)]
pub(crate) struct OfKey(u64);

impl Hasher for OfKey {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3));
    }

    fn write_u128(&mut self, key: u128) {
        let product = u128::from(key as u64 ^ 0x9E37_79B9_7F4A_7C15) * u128::from((key >> 64) as u64 ^ 0xD6E8_FEB8_6659_FD93);
        self.0 = (product as u64 ^ (product >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ascending(keys: &[Key]) -> Begun {
        Begun::Ascending(Steps::of(keys).expect("they ascend"), Vec::new())
    }

    fn listed(keys: &[Key]) -> Begun {
        Begun::Listed(keys.iter().copied().zip(0..).collect())
    }

    #[test]
    fn what_comes_back_is_found_in_and_out_of_order() {
        let mut passed = Passed::default();
        assert_eq!(passed.add(ascending(&[1, 2, 5])), None);
        assert_eq!(passed.add(ascending(&[7, 9])), None);
        assert_eq!(passed.add(listed(&[8, 3, 4])), None);
        assert_eq!(passed.add(listed(&[])), None);
        assert_eq!(passed.add(listed(&[10, 6, 2, 11])), Some(2));
        let mut passed = Passed::default();
        assert_eq!(passed.add(listed(&[4, 4])), Some(1));
        let mut passed = Passed::default();
        assert_eq!(passed.add(ascending(&[4, 6])), None);
        assert_eq!(passed.add(ascending(&[5, 6, 7])), Some(1));
    }

    #[test]
    fn the_row_that_is_told_is_the_first_of_its_reference() {
        let mut passed = Passed::default();
        assert_eq!(passed.add(Begun::of(&[4, 6], vec![0, 3])), None);
        // Ascending in itself, but not after the others; 6 stands at row 5.
        assert_eq!(passed.add(Begun::of(&[5, 6, 7], vec![0, 5, 6])), Some(5));
        let mut passed = Passed::default();
        assert_eq!(passed.add(Begun::of(&[9, 4, 9], vec![0, 2, 7])), Some(7));
    }
}
