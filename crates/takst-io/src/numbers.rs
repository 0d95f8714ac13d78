//! The numbers of records: counted where they follow each other, kept where some are left out.

/// Number of each row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Row 0 has this number, and each row the next.
    From(u64),
    /// Each row has its own.
    Each(Vec<u64>),
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers::From(1)
    }
}

impl Numbers {
    /// The number of the next row, of which there are `row` before.
    pub(crate) fn push(&mut self, row: u32, number: u64) {
        match self {
            Numbers::Each(numbers) => numbers.push(number),
            Numbers::From(first) if row == 0 => *first = number,
            Numbers::From(first) if *first + u64::from(row) == number => {}
            Numbers::From(first) => *self = Numbers::Each((*first..*first + u64::from(row)).chain([number]).collect()),
        }
    }

    pub(crate) fn get(&self, row: u32) -> u64 {
        match self {
            Numbers::From(first) => first + u64::from(row),
            Numbers::Each(numbers) => numbers.get(row as usize).copied().unwrap_or_default(), // every row was pushed
        }
    }

    pub(crate) fn clear(&mut self) {
        match self {
            Numbers::From(_) => {}
            Numbers::Each(numbers) => numbers.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_until_one_is_left_out() {
        let mut numbers = Numbers::default();
        let mut expected = Vec::new();
        for (row, number) in [7, 8, 9, 12, 13, 40].into_iter().enumerate() {
            numbers.push(row as u32, number);
            expected.push(number);
            assert_eq!((0..expected.len() as u32).map(|row| numbers.get(row)).collect::<Vec<_>>(), expected);
            assert_eq!(matches!(numbers, Numbers::From(7)), row < 3);
        }
        numbers.clear();
        numbers.push(0, 41);
        assert_eq!(numbers.get(0), 41);
    }
}
