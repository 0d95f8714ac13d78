//! The sheet of the guide: how the sheet of cases is filled in and priced, and what each of its columns says.
//!
//! The columns stand one below the other, so that no row of it looks like the heading of a case file.

use super::cases::Group;
use super::{Template, printed};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use takst::{Column, Content, Unit};
use takst_explain::Lang;

/// Steps of the guide.
const STEPS: [&str; 6] =
    ["cli-template-guide-1", "cli-template-guide-2", "cli-template-guide-3", "cli-template-guide-4", "cli-template-guide-5", "cli-template-guide-6"];
/// The place of the first column of the table.
const HEADINGS: [(&str, u32); 4] =
    [("cli-template-guide-column", 30), ("cli-template-guide-required", 14), ("cli-template-guide-says", 80), ("cli-template-guide-example", 34)];
/// Characters of an explanation in one line, and the height of a line.
const LINE: usize = 84;
const HEIGHT: u32 = 16;

impl Template<'_> {
    pub(super) fn guide(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.say("cli-template-guide"))?;
        for (at, (_, width)) in (0..).zip(HEADINGS) {
            sheet.set_column_width(at, width)?;
        }
        let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
        sheet.write_string_with_format(0, 0, self.say("cli-template-guide-title"), &bold.clone().set_font_size(14))?;
        let args = [
            ("sheet", self.say("cli-template-sheet").into()),
            ("prices", self.say("cli-template-prices").into()),
            ("citizen", self.heading(Column::CitizenId).into()),
            ("last-day", self.heading(Column::LastDay).into()),
        ];
        let mut row = 1;
        for (step, id) in STEPS.iter().enumerate() {
            row += 1;
            let text = format!("{}. {}", step + 1, self.texts.get(id, &args));
            sheet.write_string(row, 0, text)?;
        }
        row += 2;
        sheet.write_string_with_format(row, 0, self.say("cli-template-guide-colours"), &bold)?;
        for group in Group::ALL {
            row += 1;
            sheet.write_string_with_format(row, 0, self.say(group.message()), &Format::new().set_background_color(group.colour()))?;
        }
        row += 2;
        let heading = bold.set_background_color("#E8EDF3").set_border_bottom(FormatBorder::Medium);
        for (at, (id, _)) in (0..).zip(HEADINGS) {
            sheet.write_string_with_format(row, at, self.say(id), &heading)?;
        }
        for column in Column::ALL {
            row += 1;
            let says = self.texts.column(*column);
            let lines = u32::try_from(says.chars().count().div_ceil(LINE)).unwrap_or(1).max(1);
            let required = if column.is_required() { self.say("cli-template-guide-yes") } else { String::new() };
            let name = Format::new().set_background_color(Group::of(*column).colour()).set_align(FormatAlign::Top);
            sheet.write_string_with_format(row, 0, self.heading(*column), &name)?;
            for (at, text) in (1..).zip([&required, &says, &self.example(*column)]) {
                sheet.write_string_with_format(row, at, text, &wrapped)?;
            }
            sheet.set_row_height(row, HEIGHT * lines)?;
        }
        printed(sheet, false)
    }

    /// A value of a column as it is typed.
    fn example(&self, column: Column) -> String {
        let example = column.example();
        if self.lang == Lang::En {
            return example.to_owned();
        }
        match column.content() {
            Content::Day => example.parse::<NaiveDate>().map_or_else(|_| example.to_owned(), |day| day.format("%d-%m-%Y").to_string()),
            Content::Truth => (if example == "true" { "ja" } else { "nej" }).to_owned(),
            Content::Number => example.replace('.', ","),
            _ if column == Column::Unit => Unit::ALL.iter().find(|unit| unit.as_str() == example).map_or(example, |unit| unit.danish()[0]).to_owned(),
            _ => example.to_owned(),
        }
    }
}
