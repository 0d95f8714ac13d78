//! Cells of the tables: the days of a version, and the frame around them.

use comfy_table::{ContentArrangement, Table, presets};
use takst::Policy;
use takst::catalogue::{DateSetting, Tariff, TariffEnd, TariffStart};
use takst_catalogue::{Lang, messages};

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
