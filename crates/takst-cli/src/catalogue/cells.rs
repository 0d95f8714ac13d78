//! Numbers, dates of versions and table frames as readers of either language expect them.

use comfy_table::{ContentArrangement, Table, presets};
use takst::Policy;
use takst::catalogue::{Tariff, TariffEnd, TariffStart};
use takst::policy::DateSetting;
use takst_catalogue::{Lang, messages};

/// A plain decimal with separators: `1185.00` is `1.185,00` in Danish, `1,185.00` in English.
pub(super) fn number(plain: &str, lang: Lang) -> String {
    let (thousands, point) = match lang {
        Lang::Da => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut text = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            text.push(thousands);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// The days on which a version holds; a setting is named with the day its default gives.
pub(super) fn validity(tariff: &Tariff, lang: Lang) -> String {
    let start = start(tariff, lang);
    match end(tariff, lang) {
        Some(end) => messages::text(lang, "valid-span", &[("start", &start), ("end", &end)]),
        None => messages::text(lang, "valid-from", &[("start", &start)]),
    }
}

fn start(tariff: &Tariff, lang: Lang) -> String {
    match tariff.from {
        TariffStart::On(day) => day.to_string(),
        TariffStart::Setting(setting) => bound(setting, "bound-setting", lang),
    }
}

fn end(tariff: &Tariff, lang: Lang) -> Option<String> {
    match tariff.to {
        TariffEnd::Open => None,
        TariffEnd::On(day) => Some(day.to_string()),
        TariffEnd::Setting(setting) => Some(bound(setting, "bound-setting", lang)),
        TariffEnd::DayBefore(setting) => Some(bound(setting, "bound-day-before", lang)),
    }
}

fn bound(setting: DateSetting, message: &str, lang: Lang) -> String {
    let name = setting.as_str();
    match Policy::default().date(setting) {
        Some(day) => messages::text(lang, message, &[("setting", name), ("day", &day.to_string())]),
        None => messages::text(lang, "bound-setting-open", &[("setting", name)]),
    }
}

/// An empty table with a header.
pub(super) fn table(header: &[&str], lang: Lang) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header.iter().map(|id| messages::text(lang, id, &[])));
    table
}

#[cfg(test)]
mod tests {
    use super::number;
    use takst_catalogue::Lang;

    #[test]
    fn numbers_are_written_as_readers_expect() {
        for (plain, da, en) in [
            ("1185.00", "1.185,00", "1,185.00"),
            ("435.00", "435,00", "435.00"),
            ("43500000.00", "43.500.000,00", "43,500,000.00"),
            ("0.5", "0,5", "0.5"),
            ("-1000", "-1.000", "-1,000"),
        ] {
            assert_eq!(number(plain, Lang::Da), da);
            assert_eq!(number(plain, Lang::En), en);
        }
    }
}
