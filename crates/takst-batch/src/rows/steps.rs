//! References in ascending order, kept as the steps from one to the next: a byte or two each where they are numbered, sixteen otherwise.

use crate::rows::key::{Key, NO_KEY};

/// References that ascend: shorter before longer, then by their bytes.
#[derive(Debug, Clone)]
pub(crate) struct Steps {
    pub first: Key,
    pub last: Key,
    /// Differences, seven bits a byte, the lowest first; the top bit says that more follow.
    steps: Vec<u8>,
}

impl Steps {
    /// The references, if each is greater than the one before.
    pub fn of(keys: &[Key]) -> Option<Steps> {
        let mut steps = Steps::new(*keys.first()?, keys.len())?;
        keys[1..].iter().all(|key| steps.push(*key)).then(|| steps.without_room())
    }

    /// Begins with a reference, with room for so many.
    pub fn new(first: Key, references: usize) -> Option<Steps> {
        (first != NO_KEY).then(|| Steps { first, last: first, steps: Vec::with_capacity(references) })
    }

    /// Appends a reference, if it is greater than the last.
    #[inline]
    pub fn push(&mut self, key: Key) -> bool {
        if key <= self.last {
            return false;
        }
        let mut step = key - self.last;
        self.last = key;
        // Most references are consecutive numbers.
        if step < 0x80 {
            self.steps.push(step as u8);
            return true;
        }
        while step >= 0x80 {
            self.steps.push(step as u8 | 0x80);
            step >>= 7;
        }
        self.steps.push(step as u8);
        true
    }

    /// The same without room for more: a run keeps those of all pieces.
    pub fn without_room(mut self) -> Steps {
        self.steps.shrink_to_fit();
        self
    }

    /// The references, one after another.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        let (mut key, mut step, mut shift) = (self.first, 0, 0);
        let followed = self.steps.iter().filter_map(move |byte| {
            step |= Key::from(byte & 0x7F) << shift;
            shift += 7;
            if byte & 0x80 != 0 {
                return None;
            }
            key += step;
            (step, shift) = (0, 0);
            Some(key)
        });
        std::iter::once(self.first).chain(followed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ascending_references_come_back_as_they_were(keys in proptest::collection::btree_set(1u128.., 1..50)) {
            let keys: Vec<Key> = keys.into_iter().collect();
            let steps = Steps::of(&keys).expect("they ascend");
            prop_assert_eq!((steps.first, steps.last), (keys[0], keys[keys.len() - 1]));
            prop_assert_eq!(steps.keys().collect::<Vec<_>>(), keys);
        }
    }

    #[test]
    fn others_are_not_taken() {
        assert!(Steps::of(&[]).is_none());
        assert!(Steps::of(&[NO_KEY, 4]).is_none());
        assert!(Steps::of(&[4, 4]).is_none());
        assert!(Steps::of(&[4, 9, 7]).is_none());
        assert_eq!(Steps::of(&[1, 2, 0x102]).expect("they ascend").steps, [1, 0x80, 0x02]);
    }
}
