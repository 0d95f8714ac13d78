//! The sheet of the cases: a column for each column of the case file, with what its cells may hold.

use super::{Template, printed};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note,
};
use rust_xlsxwriter::{Worksheet, XlsxError};
use takst::kernel::limits;
use takst::{Column, Content, Unit};
use takst_explain::Lang;

/// Rows that say what their cells may hold.
const ROWS: u32 = 2_000;
/// Characters that a heading of a window with an error has at most.
const MOST_TITLE: usize = 32;

/// The lists to choose from, on a sheet of their own.
pub(super) struct Lists<'a> {
    pub(super) sheet: String,
    pub(super) services: &'a [String],
    pub(super) municipalities: &'a [String],
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Required,
    Service,
    Refund,
    Invoice,
}

impl Group {
    pub(super) const ALL: [Group; 4] = [Group::Required, Group::Service, Group::Refund, Group::Invoice];

    pub(super) const fn of(column: Column) -> Group {
        if column.is_required() {
            return Group::Required;
        }
        match column {
            Column::OwnPaymentPerDay
            | Column::PriorStayTo
            | Column::FirstDischarge
            | Column::DecidedBeforeDischarge
            | Column::DischargedTo107
            | Column::WindowStart
            | Column::WindowDaysUsed => Group::Refund,
            Column::Commitment
            | Column::CommitmentDate
            | Column::NotifiedStart
            | Column::NotifiedEnd
            | Column::BuyerReference
            | Column::OrderReference
            | Column::AccountingCost
            | Column::BuyerGln
            | Column::HoldReleased
            | Column::Invoiced => Group::Invoice,
            _ => Group::Service,
        }
    }

    pub(super) const fn colour(self) -> &'static str {
        match self {
            Group::Required => "#FFE699",
            Group::Service => "#EDEDED",
            Group::Refund => "#E2EFDA",
            Group::Invoice => "#DDEBF7",
        }
    }

    /// The message that says what the colour means.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Group::Required => "cli-template-group-required",
            Group::Service => "cli-template-group-service",
            Group::Refund => "cli-template-group-refund",
            Group::Invoice => "cli-template-group-invoice",
        }
    }
}

impl Template<'_> {
    /// The heading of a column.
    pub(super) fn heading(&self, column: Column) -> String {
        self.texts.column_title(column)
    }

    pub(super) fn cases(&self, sheet: &mut Worksheet, lists: &Lists<'_>) -> Result<(), XlsxError> {
        sheet.set_name(self.say("cli-template-sheet"))?;
        for (at, column) in (0..).zip(Column::ALL) {
            self.head(sheet, at, *column, lists)?;
            if let Some(validation) = self.validation(*column, lists)? {
                sheet.add_data_validation(1, at, ROWS, at, &validation)?;
            }
        }
        // Room for a heading of three lines.
        sheet.set_row_height(0, 48)?;
        sheet.set_freeze_panes(1, 1)?;
        printed(sheet, true)
    }

    /// The heading of a column, its comment and the format of the cells below.
    fn head(&self, sheet: &mut Worksheet, at: u16, column: Column, lists: &Lists<'_>) -> Result<(), XlsxError> {
        let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Medium);
        let heading = heading.set_background_color(Group::of(column).colour());
        let cells = match column.content() {
            Content::Day => Format::new().set_num_format(self.day_format()),
            Content::Number => Format::new().set_num_format("General"),
            // So that leading zeros and long numbers stay.
            _ => Format::new().set_num_format("@"),
        };
        let name = self.heading(column);
        let longest = |words: &[String]| words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        let width = match column {
            Column::Service => longest(lists.services).min(60) + 2,
            Column::Payer => longest(lists.municipalities) + 2,
            _ => (name.split(' ').map(|word| word.chars().count()).max().unwrap_or(0) + 3).clamp(11, 18),
        };
        sheet.set_column_format(at, &cells)?.set_column_width(at, u32::try_from(width).unwrap_or(20))?;
        sheet.write_string_with_format(0, at, &name, &heading)?;
        let note = Note::new(self.texts.column(column)).set_author("takst").set_width(280).set_height(110);
        sheet.insert_note(0, at, &note)?;
        Ok(())
    }

    /// What the cells of a column may hold. Days and numbers that are none are refused; of lists other values are read too, so that they only warn.
    fn validation(&self, column: Column, lists: &Lists<'_>) -> Result<Option<DataValidation>, XlsxError> {
        let of_list = |letter: &str, rows: usize| {
            DataValidation::new().allow_list_formula(Formula::new(format!("='{}'!${letter}$1:${letter}${}", lists.sheet, rows.max(1))))
        };
        let (validation, message) = match column {
            Column::Service => (of_list("A", lists.services.len()), self.say("cli-template-choose-service")),
            Column::Payer => (of_list("B", lists.municipalities.len()), self.say("cli-template-choose-payer")),
            Column::Unit => {
                let words: Vec<&str> = Unit::ALL.iter().map(|unit| if self.lang == Lang::Da { unit.danish()[0] } else { unit.as_str() }).collect();
                let message = self.texts.get("cli-template-choose-word", &[("words", words.join(", ").into())]);
                (DataValidation::new().allow_list_strings(&words)?, message)
            }
            _ => match column.content() {
                Content::Truth => {
                    let words = if self.lang == Lang::Da { ["ja", "nej"] } else { ["true", "false"] };
                    let message = self.texts.get("cli-template-choose-word", &[("words", words.join(", ").into())]);
                    (DataValidation::new().allow_list_strings(&words)?, message)
                }
                Content::Day => return self.day(column).map(Some),
                Content::Number => return self.number(column).map(Some),
                Content::Reference | Content::Text | Content::Municipality => return Ok(None),
            },
        };
        let validation = validation.set_error_style(DataValidationErrorStyle::Warning);
        self.titled(validation, column, message).map(Some)
    }

    fn titled(&self, validation: DataValidation, column: Column, message: String) -> Result<DataValidation, XlsxError> {
        let title: String = self.heading(column).chars().take(MOST_TITLE).collect();
        validation.set_error_title(title)?.set_error_message(message)
    }

    fn day(&self, column: Column) -> Result<DataValidation, XlsxError> {
        let (first, last) = limits::days(column);
        let (first, last) = (first.date().to_string(), last.date().to_string());
        let between = DataValidationRule::Between(ExcelDateTime::parse_from_str(&first)?, ExcelDateTime::parse_from_str(&last)?);
        let id = if column == Column::LastDay { "cli-template-last-day" } else { "cli-template-day" };
        self.titled(DataValidation::new().allow_date(between), column, self.say(id))
    }

    fn number(&self, column: Column) -> Result<DataValidation, XlsxError> {
        let most = limits::number(column).most;
        let between = DataValidationRule::Between(Formula::new("0"), Formula::new(most.to_string()));
        let most = ("most", most.to_string().into());
        if column.is_whole() {
            let message = self.texts.get("cli-template-whole", &[most]);
            return self.titled(DataValidation::new().allow_whole_number_formula(between), column, message);
        }
        let message = self.texts.get("cli-template-number", &[most]);
        self.titled(DataValidation::new().allow_decimal_number_formula(between), column, message)
    }
}
