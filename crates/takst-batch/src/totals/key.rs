//! What a line belongs to when totals are grouped: one number that sorts as the groups do.

use crate::template::line_columns::LineColumns;
use crate::template::vocabulary::WordIds;
use takst::Dimension;
use takst_io::LineColumn;

/// The group of a line: the numbers of its dimensions side by side, the first in the highest bits.
pub(crate) type GroupKey = u128;

/// Dimensions with their places in a key.
#[derive(Debug, Clone)]
pub(crate) struct Dimensions {
    by: Vec<(Dimension, u32)>,
    /// Place of the payer, if totals are by payer.
    payer: Option<u32>,
}

/// What decides the group of a line: numbers of words, and months since the year 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts {
    pub month: i32,
    pub provider: i32,
    pub service: i32,
    pub payer: i32,
    pub outcome: i32,
}

/// Bits of a dimension's numbers: months, quarters and years count from the year 0, words by the vocabulary.
const fn bits(dimension: Dimension) -> u32 {
    match dimension {
        Dimension::Month => 15,
        Dimension::Quarter => 14,
        Dimension::Year => 12,
        Dimension::Provider => 20,
        Dimension::Service => 24,
        Dimension::Payer => 10,
        Dimension::RefundOutcome => 2,
        // Totals by these are sums over lines.
        Dimension::Account | Dimension::RefundReason | Dimension::CaseId | Dimension::CitizenId => 0,
    }
}

/// Whether a key has no place for one of these dimensions: then totals are sums over lines.
pub(crate) fn needs_lines(by: &[Dimension]) -> bool {
    by.iter().any(|dimension| bits(*dimension) == 0)
}

const fn mask(dimension: Dimension) -> u128 {
    (1 << bits(dimension)) - 1
}

impl Dimensions {
    /// Places for dimensions; one that is named again counts once.
    pub fn new(wanted: &[Dimension]) -> Dimensions {
        let mut once: Vec<Dimension> = Vec::new();
        for dimension in wanted {
            if !once.contains(dimension) {
                once.push(*dimension);
            }
        }
        let mut place = 0;
        let mut by: Vec<(Dimension, u32)> = Vec::new();
        for dimension in once.into_iter().rev() {
            by.push((dimension, place));
            place += bits(dimension);
        }
        by.reverse();
        let payer = by.iter().find(|(dimension, _)| *dimension == Dimension::Payer).map(|(_, place)| *place);
        Dimensions { by, payer }
    }

    pub fn iter(&self) -> impl Iterator<Item = Dimension> + '_ {
        self.by.iter().map(|(dimension, _)| *dimension)
    }

    /// Whether keys have no more than 64 bits.
    pub fn is_short(&self) -> bool {
        self.by.iter().map(|(dimension, _)| bits(*dimension)).sum::<u32>() <= u64::BITS
    }

    pub fn is_by_payer(&self) -> bool {
        self.payer.is_some()
    }

    /// The group of a line, but for its payer.
    pub fn of_line(&self, lines: &LineColumns, line: usize, words: &WordIds) -> GroupKey {
        let word = |column| lines.short(column)[line];
        self.of_parts(&Parts {
            month: words.month_number(word(LineColumn::Month)),
            provider: word(LineColumn::Provider),
            service: word(LineColumn::Service),
            payer: 0,
            outcome: word(LineColumn::RefundOutcome),
        })
    }

    /// The group of lines.
    #[inline]
    pub fn of_parts(&self, parts: &Parts) -> GroupKey {
        let number = |dimension| match dimension {
            Dimension::Month => parts.month,
            Dimension::Quarter => parts.month.div_euclid(3),
            Dimension::Year => parts.month.div_euclid(12),
            Dimension::Provider => parts.provider,
            Dimension::Service => parts.service,
            Dimension::Payer => parts.payer,
            Dimension::RefundOutcome => parts.outcome,
            Dimension::Account | Dimension::RefundReason | Dimension::CaseId | Dimension::CitizenId => 0,
        };
        self.by.iter().fold(0, |key, (dimension, place)| key | (u128::from(number(*dimension).unsigned_abs()) & mask(*dimension)) << place)
    }

    /// The same group of one payer.
    pub fn with_payer(&self, key: GroupKey, payer: i32) -> GroupKey {
        self.payer.map_or(key, |place| key | u128::from(payer.unsigned_abs()) << place)
    }

    /// The number of one of the dimensions, by its place among them.
    pub fn number(&self, key: GroupKey, dimension: usize) -> i32 {
        let (dimension, place) = self.by[dimension];
        (key >> place & mask(dimension)) as i32
    }
}

/// The text of a dimension's number.
pub(crate) fn text_of(dimension: Dimension, number: i32, words: &WordIds) -> String {
    let word = |column| words.word(column, number).unwrap_or_default().to_owned();
    match dimension {
        Dimension::Month => format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
        Dimension::Quarter => format!("{:04}-Q{}", number.div_euclid(4), number.rem_euclid(4) + 1),
        Dimension::Year => format!("{number:04}"),
        Dimension::Provider
        | Dimension::Service
        | Dimension::Payer
        | Dimension::Account
        | Dimension::RefundOutcome
        | Dimension::RefundReason
        | Dimension::CaseId
        | Dimension::CitizenId => word(dimension.column()),
    }
}
