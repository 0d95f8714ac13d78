//! What a line belongs to when totals are grouped.

use crate::options::Dimension;
use crate::template::line_columns::LineColumns;
use crate::template::vocabulary::Speaker;
use takst_io::LineColumn;

/// The numbers of a group, one for each dimension asked for, the rest 0: months, quarters and years count from the year 0, words by the vocabulary.
pub(crate) type GroupKey = [i32; Dimension::ALL.len()];

/// The group of a line in these columns. The payer of a template's line is nobody's; it is set by the caller.
pub(crate) fn key_of(lines: &LineColumns, line: usize, words: &Speaker, by: &[Dimension]) -> GroupKey {
    let mut key = GroupKey::default();
    for (place, dimension) in key.iter_mut().zip(by) {
        let month = || words.month_number(lines.short(LineColumn::Month)[line]);
        *place = match dimension {
            Dimension::Month => month(),
            Dimension::Quarter => month().div_euclid(3),
            Dimension::Year => month().div_euclid(12),
            Dimension::Provider => lines.short(LineColumn::Provider)[line],
            Dimension::Service => lines.short(LineColumn::Service)[line],
            Dimension::Payer => lines.short(LineColumn::Payer)[line],
            Dimension::RefundOutcome => lines.short(LineColumn::RefundOutcome)[line],
        };
    }
    key
}

/// The text of a number in a group.
pub(crate) fn text_of(dimension: Dimension, number: i32, words: &Speaker) -> String {
    let word = |column| words.word(column, number).unwrap_or_default().to_owned();
    match dimension {
        Dimension::Month => format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
        Dimension::Quarter => format!("{:04}-Q{}", number.div_euclid(4), number.rem_euclid(4) + 1),
        Dimension::Year => format!("{number:04}"),
        Dimension::Provider => word(LineColumn::Provider),
        Dimension::Service => word(LineColumn::Service),
        Dimension::Payer => word(LineColumn::Payer),
        Dimension::RefundOutcome => word(LineColumn::RefundOutcome),
    }
}
