//! `takst catalogue list`: services, then appropriations.

use super::cells::{prices, validity_and_knowledge};
use crate::table::{ended, ruled};
use comfy_table::{CellAlignment, ContentArrangement, Table};
use std::fmt::Write;
use takst::catalogue::Service;
use takst::{Book, TariffVersion};
use takst_catalogue::{Lang, Loaded, messages};
use takst_explain::format;

/// Columns of the terminal from which the refund stands on one line.
const WIDE: usize = 130;
/// Columns of a heading or a rule of refund that is broken into lines.
const NARROW: usize = 12;
/// Columns the days of a version have at least: the name of a setting, or a day in parentheses and a word.
const LEAST_VALIDITY: usize = 21;

/// All services of all providers with every version of their prices, and below them the appropriations.
pub(super) fn render(loaded: &Loaded, book: &Book, lang: Lang, width: usize) -> String {
    let catalogue = &loaded.catalogue;
    let listed: Vec<Listed<'_>> = catalogue.services().map(|(_, service)| (service, book.versions(&service.id).collect())).collect();
    let mut text = services(&listed, lang, width);
    let count = catalogue.services().count().to_string();
    let providers = catalogue.providers.len().to_string();
    let _ = writeln!(text, "{}\n", messages::text(lang, "list-services", &[("count", &count), ("providers", &providers)]));

    let mut appropriations = ruled(width);
    appropriations.set_header(["col-appropriation", "col-amount", "col-years", "col-ages", "col-takes-part"].map(|id| word(id, lang)));
    let mut count = 0;
    for appropriation in catalogue.providers.iter().flat_map(|provider| &provider.appropriations) {
        count += 1;
        appropriations.add_row([
            lang.pick(&appropriation.name).to_owned(),
            format::number(lang, appropriation.amount),
            format!("{}–{}", appropriation.years.0, appropriation.years.1),
            format!("{}–{}", appropriation.ages.0, appropriation.ages.1),
            appropriation.takes_part.join(", "),
        ]);
    }
    spaced(&mut appropriations, width);
    if count > 0 {
        text.push_str(&ended(&appropriations, None));
        let _ = writeln!(text, "{}\n", messages::text(lang, "list-appropriations", &[("count", &count.to_string())]));
    }
    let _ = writeln!(text, "{}", messages::text(lang, "list-catalogue", &[("sha", &loaded.sha256)]));
    text
}

fn word(id: &str, lang: Lang) -> String {
    messages::text(lang, id, &[])
}

/// A service with the versions of its price.
type Listed<'a> = (&'a Service, Vec<TariffVersion<'a>>);

/// A service takes two lines, or more: its name under its id, the unit under the price, the refund under the VAT. Every version of its price begins on
/// a line of its own.
fn services(listed: &[Listed<'_>], lang: Lang, width: usize) -> String {
    let below = |upper: &str, lower: &str| format!("{upper}\n{lower}");
    let price_heading = textwrap::fill(&word("col-price", lang), NARROW);
    let kind = |service: &Service| messages::kind(lang, service.kind);
    let price = |service: &Service, version: &TariffVersion<'_>| {
        let prices = prices(version, lang);
        let (whole, rest) = prices.split_once('\n').map_or((&*prices, None), |(whole, rest)| (whole, Some(rest)));
        rest.map_or_else(|| below(whole, &kind(service)), |rest| format!("{}\n{rest}", below(whole, &kind(service))))
    };
    let taxes = |service: &Service| {
        let refund = messages::texts(lang).rule(service.refund);
        below(&word(&format!("vat-{}", service.vat), lang), &if width < WIDE { textwrap::fill(&refund, NARROW) } else { refund })
    };
    let services = || listed.iter().map(|(service, _)| *service);
    let versions = || listed.iter().flat_map(|(service, versions)| versions.iter().map(move |version| (*service, version)));
    let (ids, names) = (columns(services().map(|s| s.id.as_str())), columns(services().map(|s| lang.pick(&s.name))));
    let prices = columns(versions().map(|(service, version)| price(service, version)).chain(services().map(kind)).chain([price_heading.clone()]));
    let days = columns(versions().map(|(_, version)| validity_and_knowledge(version, lang)));
    let taken = prices + columns(services().map(taxes)) + 3 * usize::from(gap(width));
    let room = width.saturating_sub(taken);
    // Where it is narrow, days break into lines before ids do, and both before prices.
    let first = ids.min(room.saturating_sub(LEAST_VALIDITY)).max(room.saturating_sub(days).min(names)).max(room / 2);
    let second = room.saturating_sub(first);

    let mut table = ruled(width);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header([
        below(&word("col-service", lang), &word("col-name", lang)),
        price_heading,
        word("col-valid", lang),
        below(&word("col-vat", lang), &word("col-refund", lang)),
    ]);
    // An id has no spaces: it is broken behind the provider first.
    let by_part = textwrap::WordSeparator::Custom(|id| Box::new(id.split_inclusive('/').map(textwrap::core::Word::from)));
    for (service, versions) in listed {
        let id = textwrap::fill(&service.id, textwrap::Options::new(first).word_separator(by_part));
        let mut names = below(&id, &textwrap::fill(lang.pick(&service.name), first));
        let mut taxes = taxes(service);
        if versions.is_empty() {
            table.add_row([names, kind(service), String::new(), taxes]);
            continue;
        }
        for version in versions {
            // Names of settings hold hyphens; they stay whole.
            let options = textwrap::Options::new(second).word_splitter(textwrap::WordSplitter::NoHyphenation);
            let valid = textwrap::fill(&validity_and_knowledge(version, lang), options);
            table.add_row([std::mem::take(&mut names), price(service, version), valid, std::mem::take(&mut taxes)]);
        }
    }
    spaced(&mut table, width);
    ended(&table, None)
}

/// Columns of the terminal that the longest line of `texts` takes.
fn columns(texts: impl Iterator<Item: AsRef<str>>) -> usize {
    texts.flat_map(|text| text.as_ref().lines().map(textwrap::core::display_width).max()).max().unwrap_or(0)
}

/// Columns between two columns of a table.
const fn gap(width: usize) -> u16 {
    if width < 90 { 1 } else { 2 }
}

/// Sets the gap between columns, and the numbers of the second to the right.
fn spaced(table: &mut Table, width: usize) {
    let last = table.column_count().saturating_sub(1);
    for (i, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if i == last { 0 } else { gap(width) }));
        if i == 1 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}
