//! Cells of the tables: the days of a version, and the frame around them.

use comfy_table::{ContentArrangement, Table, presets};
use takst::source::{Source, SourceDocument};
use takst::{Bound, Bounds, TariffVersion};
use takst_catalogue::{Lang, messages};
use takst_explain::format::short_date;

/// The days on which a version holds; a setting is named with the day its default gives.
pub(super) fn validity(version: &TariffVersion<'_>, lang: Lang) -> String {
    let start = bound(&version.validity.first, lang).unwrap_or_default();
    match bound(&version.validity.last, lang) {
        Some(end) => messages::text(lang, "valid-span", &[("start", &start), ("end", &end)]),
        None => messages::text(lang, "valid-from", &[("start", &start)]),
    }
}

/// The same with the day from which the version was known below it, where it has one.
pub(super) fn validity_and_knowledge(version: &TariffVersion<'_>, lang: Lang) -> String {
    let known = |day: chrono::NaiveDate| format!("\n{}", messages::text(lang, "show-known-from", &[("day", &short_date(lang, day))]));
    validity(version, lang) + &version.tariff.known_from.map_or_else(String::new, known)
}

/// The price of a version, and below it that of a day in a part of a month, where there is one.
pub(super) fn prices(version: &TariffVersion<'_>, lang: Lang) -> String {
    let number = |price| takst_explain::format::price_number(lang, price);
    let of_a_day = |price| format!("\n{}", messages::text(lang, "show-day-price", &[("price", &number(price))]));
    number(version.tariff.price) + &version.tariff.day_price.map_or_else(String::new, of_a_day)
}

fn bound(bound: &Bound<'_>, lang: Lang) -> Option<String> {
    let Some((question, bounds)) = bound.question else { return bound.day.map(|day| short_date(lang, day)) };
    let message = match bounds {
        Bounds::OnTheDay => "bound-setting",
        Bounds::DayBefore => "bound-day-before",
    };
    let setting = ("setting", question.setting.as_str());
    Some(match bound.answer {
        Some(day) => messages::text(lang, message, &[setting, ("day", &short_date(lang, day))]),
        None => messages::text(lang, "bound-setting-open", &[setting]),
    })
}

/// An empty table with a header.
pub(super) fn table(header: &[&str], lang: Lang) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header.iter().map(|id| messages::text(lang, id, &[])));
    table
}

/// A table of so many columns of the terminal.
pub(super) fn fitted(mut table: Table, width: usize) -> Table {
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table
}

/// Title of the document, the place, the words.
pub(super) fn cite(source: &Source, documents: &[SourceDocument], lang: Lang) -> String {
    let place = match document(source, documents) {
        Some(document) => format!("{}, {}", document.title, source.place),
        None => source.place.clone(),
    };
    match &source.quote {
        Some(quote) => messages::text(lang, "show-quote", &[("source", &place), ("quote", quote)]),
        None => place,
    }
}

/// The document that a source cites.
pub(super) fn document<'a>(source: &Source, documents: &'a [SourceDocument]) -> Option<&'a SourceDocument> {
    let id = source.document.as_ref()?;
    documents.iter().find(|document| document.id == *id)
}
