//! The sheet of the prices: every service with each version of its price.

use super::{Template, printed};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatBorder, Worksheet, XlsxError};
use takst::TariffVersion;

/// The headings, and how wide their columns are at least.
const COLUMNS: [(&str, u32); 8] = [
    ("cli-template-price-id", 12),
    ("cli-template-price-name", 12),
    ("cli-template-price-provider", 12),
    ("cli-template-price-unit", 12),
    ("cli-template-price-price", 14),
    ("cli-template-price-from", 12),
    ("cli-template-price-to", 12),
    ("cli-template-price-remark", 40),
];
/// The widest column of names.
const WIDEST: u32 = 60;

impl Template<'_> {
    pub(super) fn prices(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.say("cli-template-prices"))?;
        let heading = Format::new().set_bold().set_text_wrap().set_background_color("#E8EDF3").set_border_bottom(FormatBorder::Medium);
        let mut widths = COLUMNS.map(|(_, width)| width);
        for (at, (id, _)) in (0..).zip(COLUMNS) {
            sheet.write_string_with_format(0, at, self.say(id), &heading)?;
        }
        let mut row = 0;
        for (provider, service) in self.catalogue.services() {
            let versions: Vec<TariffVersion<'_>> = self.book.versions(&service.id).collect();
            for version in versions.iter().map(Some).chain(versions.is_empty().then_some(None)) {
                row += 1;
                let words = [service.id.clone(), self.lang.pick(&service.name).to_owned(), provider.name.clone(), self.kind(service.kind)];
                for ((at, text), width) in (0..).zip(&words).zip(&mut widths) {
                    *width = (*width).max(u32::try_from(text.chars().count()).unwrap_or(WIDEST) + 2).min(WIDEST);
                    sheet.write_string(row, at, text)?;
                }
                if let Some(version) = version {
                    self.version(sheet, row, version)?;
                }
            }
        }
        for (at, width) in (0..).zip(widths) {
            sheet.set_column_width(at, width)?;
        }
        if row > 0 {
            sheet.autofilter(0, 0, row, u16::try_from(COLUMNS.len() - 1).unwrap_or_default())?;
        }
        sheet.set_freeze_panes(1, 0)?;
        printed(sheet, true)
    }

    fn version(&self, sheet: &mut Worksheet, row: u32, version: &TariffVersion<'_>) -> Result<(), XlsxError> {
        let money = Format::new().set_num_format("#,##0.00##");
        let day_format = Format::new().set_num_format(self.day_format());
        // A price has at most twelve digits, which a spreadsheet keeps.
        if let Ok(price) = version.tariff.price.to_string().parse::<f64>() {
            sheet.write_number_with_format(row, 4, price, &money)?;
        }
        let bounds = [version.validity.first, version.validity.last];
        for (at, bound) in (5..).zip(&bounds) {
            if let Some(day) = bound.day {
                sheet.write_datetime_with_format(row, at, excel_day(day)?, &day_format)?;
            }
        }
        let mut remarks = Vec::new();
        if let Some(day_price) = version.tariff.day_price {
            let price = takst_explain::format::price_number(self.lang, day_price);
            remarks.push(self.texts.get("cli-template-price-day", &[("price", price.into())]));
        }
        if bounds.iter().any(|bound| bound.question.is_some()) {
            remarks.push(self.say("cli-template-price-assumed"));
        }
        sheet.write_string_with_format(row, 7, remarks.join(" "), &Format::new().set_indent(1))?;
        Ok(())
    }
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    let [month, day] = [day.month(), day.day()].map(|number| u8::try_from(number).unwrap_or_default());
    ExcelDateTime::from_ymd(year, month, day)
}
