//! The largest of many, in bounded memory.

use takst::Amount;

/// Keeps the items of the largest amounts; of equal ones the earlier.
pub(super) struct Largest<T> {
    most: usize,
    items: Vec<(Amount, T)>,
    /// How many there were.
    pub(super) seen: usize,
}

impl<T> Largest<T> {
    pub(super) fn new(most: usize) -> Largest<T> {
        Largest { most, items: Vec::new(), seen: 0 }
    }

    pub(super) fn push(&mut self, amount: Amount, item: T) {
        self.seen += 1;
        self.items.push((amount, item));
        if self.items.len() >= 4 * self.most {
            self.cut();
        }
    }

    fn cut(&mut self) {
        // The order of equal ones stays.
        self.items.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
        self.items.truncate(self.most);
    }

    /// The items, the largest first.
    pub(super) fn sorted(&mut self) -> impl Iterator<Item = &T> {
        self.cut();
        self.items.iter().map(|(_, item)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_stay_and_of_equal_ones_the_earlier() {
        let mut largest = Largest::new(3);
        for (place, ore) in [5, 1, 9, 5, 5, 2, 9, 0, 3, 5, 7, 1, 1, 9].into_iter().enumerate() {
            largest.push(Amount::from_ore(ore), place);
        }
        assert_eq!(largest.sorted().copied().collect::<Vec<_>>(), [2, 6, 13]);
        assert_eq!(largest.seen, 14);
    }
}
