//! The check that rows of a citizen lie together: none comes back after another.
//!
//! As long as references ascend (shorter before longer, then by their bytes), as they do in a sorted file, nothing can come back and nothing is looked
//! up; they are only written down. Once one does not ascend, all are kept in a set. Either way 16 to 40 bytes for each citizen.

use crate::rows::key::Key;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// References that have passed.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    ascending: Vec<Key>,
    seen: Option<HashSet<Key, BuildHasherDefault<OfKey>>>,
}

impl Passed {
    /// Adds references in order; gives the place of the first that was there before.
    pub fn add(&mut self, keys: &[Key]) -> Option<usize> {
        if self.seen.is_none() {
            let follows = self.ascending.last().zip(keys.first()).is_none_or(|(before, next)| before < next);
            if follows && keys.windows(2).all(|pair| pair[0] < pair[1]) {
                self.ascending.extend_from_slice(keys);
                return None;
            }
            self.seen = Some(std::mem::take(&mut self.ascending).into_iter().collect());
        }
        let seen = self.seen.as_mut()?;
        keys.iter().position(|key| !seen.insert(*key))
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

    #[test]
    fn what_comes_back_is_found_in_and_out_of_order() {
        let mut passed = Passed::default();
        assert_eq!(passed.add(&[1, 2, 5]), None);
        assert_eq!(passed.add(&[7, 9]), None);
        assert_eq!(passed.add(&[8, 3, 4]), None);
        assert_eq!(passed.add(&[10, 6, 2, 11]), Some(2));
        let mut passed = Passed::default();
        assert_eq!(passed.add(&[4, 4]), Some(1));
        let mut passed = Passed::default();
        assert_eq!(passed.add(&[4]), None);
        assert_eq!(passed.add(&[4]), Some(0));
    }
}
