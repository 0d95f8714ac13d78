//! Headings of the columns of lines, for files that people read.

use crate::texts::Texts;
use takst::LineColumn;

impl Texts {
    /// The heading of a column of lines: `Beløb ekskl. moms`, `Amount ex VAT`. What the column holds is [`LineColumn::meaning`].
    ///
    /// ```
    /// use takst::LineColumn;
    /// use takst_explain::{Lang, Texts};
    /// assert_eq!(Texts::new(Lang::Da).heading(LineColumn::AtStake), "Uafklaret refusion");
    /// ```
    #[must_use]
    pub fn heading(&self, column: LineColumn) -> String {
        self.get(&format!("line-{}", column.as_str().replace('_', "-")), &[])
    }
}
