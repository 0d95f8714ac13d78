//! `takst catalogue show SERVICE`: everything known of one service, each value with its source.

use super::cells::{cite, document, fitted, prices, table, validity_and_knowledge};
use comfy_table::CellAlignment;
use std::fmt::Write;
use takst::catalogue::{AfterStay, CommitmentRule, Kind, Precision, Provider, Service, VatWhenAgreed};
use takst::source::{Source, SourceDocument};
use takst::{Book, Code};
use takst_catalogue::{Lang, Loaded, messages, nearest};
use takst_explain::format;

/// Columns a paragraph has at most, so that it can be read.
const LONGEST: usize = 120;

/// The service `id`, or a message that names the nearest ones.
pub(super) fn render(loaded: &Loaded, book: &Book, id: &str, lang: Lang, width: usize) -> Result<String, String> {
    let Some((provider, service)) = book.service(id) else {
        return Err(unknown(loaded, id, lang));
    };
    let mut text = format!("{}\n{}\n", service.id, lang.pick(&service.name));
    if let Some(description) = loaded.descriptions.get(&service.id) {
        let _ = writeln!(text, "{}", lang.pick(description));
    }
    let mut terms = table(&["show-term", "show-value", "col-source"], lang);
    for (key, value, source) in rows(book, (provider, service), lang) {
        terms.add_row([messages::text(lang, key, &[]), value, source.map_or_else(String::new, |source| cite(source, &provider.documents, lang))]);
    }
    let _ = writeln!(text, "\n{}", fitted(terms, width));
    let _ = writeln!(text, "\n{}", messages::text(lang, "show-tariffs", &[]));
    text.push_str(&versions(book, (provider, service), lang, width));
    let mut assumptions: Vec<Code> = book.assumptions_of(&service.id).iter().collect();
    assumptions.sort_unstable();
    if !assumptions.is_empty() {
        let _ = writeln!(text, "\n{}", messages::text(lang, "show-assumptions", &[]));
        for said in assumptions.into_iter().filter_map(|code| messages::texts(lang).assumption(code, book.policy())) {
            text.push_str(&paragraph(&format!("{}: {} {}", said.code, said.text, said.settle), width));
        }
    }
    let documents = documents(provider, service, lang);
    if !documents.is_empty() {
        let _ = writeln!(text, "\n{}", messages::text(lang, "show-documents", &[]));
        documents.iter().for_each(|document| {
            let _ = writeln!(text, "  {document}");
        });
    }
    Ok(text)
}

fn unknown(loaded: &Loaded, id: &str, lang: Lang) -> String {
    let ids: Vec<&str> = loaded.catalogue.services().map(|(_, service)| service.id.as_str()).collect();
    let mut near = nearest(id, ids.iter().copied());
    if near.is_empty() {
        // The name alone, or the beginning of it.
        let name = id.rsplit('/').next().unwrap_or(id);
        near = ids
            .into_iter()
            .filter(|known| name.chars().count() > 2 && known.rsplit('/').next().is_some_and(|n| n.starts_with(name)))
            .take(3)
            .collect();
    }
    messages::text(lang, "service-unknown", &[("service", id), ("near", &near.join(", "))])
}

/// An item of a list, its later lines set in.
fn paragraph(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width.min(LONGEST)).initial_indent("  ").subsequent_indent("    ");
    // Names of settings hold hyphens; they stay whole.
    textwrap::fill(text, options.word_splitter(textwrap::WordSplitter::NoHyphenation)) + "\n"
}

type Row<'a> = (&'static str, String, Option<&'a Source>);

fn rows<'a>(book: &Book, (provider, service): (&'a Provider, &'a Service), lang: Lang) -> Vec<Row<'a>> {
    let word = |id: &str| messages::text(lang, id, &[]);
    let of = |key: &str| service.sources.get(key);
    let counted = |id: &str, n: u32| messages::text(lang, id, &[("count", &n.to_string())]);
    let hours = |n: takst::Quantity| format::quantity(lang, n);
    let terms = &service.terms;
    let mut rows: Vec<Row<'a>> = vec![
        ("show-provider", format!("{} ({})", provider.name, provider.id), None),
        ("show-legal-basis", service.legal_basis.clone(), of("legal_basis")),
        ("show-kind", messages::kind(lang, service.kind), of("kind")),
        ("show-vat", word(&format!("vat-{}", service.vat)), of("vat")),
    ];
    if service.vat_when_agreed == VatWhenAgreed::Policy {
        let value = book.policy().vat_agreed.value;
        let value = messages::text(lang, "show-vat-policy", &[("value", &word(&format!("vat-{value}")))]);
        rows.push(("show-vat-when-agreed", value, of("vat_when_agreed")));
    }
    if let Some(exemption) = service.exemption() {
        let letter = exemption.as_str().trim_start_matches("VATEX-EU-132-").to_lowercase();
        let value = format!("{exemption} ({})", word(&format!("exempt-as-{letter}")));
        rows.push(("show-vat-exemption", value, of("vat_exemption").or(of("vat"))));
    }
    rows.push(("show-refund", messages::texts(lang).rule(service.refund), of("refund")));
    let mut add = |key, value: Option<String>, source| rows.extend(value.map(|value| (key, value, source)));
    add("show-family", (service.family != service.id || of("family").is_some()).then(|| service.family.clone()), of("family"));
    let days = |n: u32| messages::text(lang, "show-payment-days-value", &[("days", &n.to_string())]);
    add("show-payment-days", provider.payment_days.map(days), provider.sources.get("payment_days"));
    let included = |(n, precision): (takst::Quantity, Precision)| match precision {
        Precision::Exact => hours(n),
        Precision::Approximate => messages::text(lang, "show-approximate", &[("hours", &hours(n))]),
    };
    add("show-included-hours", terms.included_hours.map(included), of("included_hours"));
    add("show-weekly-hours", terms.weekly_hours.map(hours), of("weekly_hours"));
    add("show-min-weekly-hours", terms.min_weekly_hours.map(hours), of("min_weekly_hours"));
    add("show-max-months", terms.max_months.map(|n| counted("show-months", n)), of("max_months"));
    add("show-min-weeks", terms.min_weeks.map(|n| counted("show-weeks-value", n)), of("min_weeks"));
    add("show-weeks", terms.weeks.map(|n| counted("show-weeks-value", n)), of("weeks"));
    add("show-places", terms.places.map(|n| n.to_string()), of("places"));
    let after = terms.after_stay.map(|AfterStay::Required| word("show-after-stay-required"));
    add("show-after-stay", after, of("after_stay"));
    let commitment = terms.commitment.map(|rule| match rule {
        CommitmentRule::WithoutStay => word("show-commitment-without-stay"),
        CommitmentRule::Always => word("show-commitment-always"),
    });
    add("show-commitment", commitment, of("commitment"));
    let notice = |n: u32| messages::text(lang, "show-notice-value", &[("days", &n.to_string())]);
    add("show-notice", terms.notice_working_days.map(notice), of("notice_working_days"));
    add("show-visits", terms.max_visits_per_week.map(|n| counted("show-at-most", n)), of("max_visits_per_week"));
    let day_count = terms.day_count.map(|count| word(&format!("show-day-count-{count}")));
    add("show-day-count", day_count, of("day_count"));
    let started_week = terms.started_week.map(|week| word(&format!("show-started-week-{week}")));
    add("show-started-week", started_week, of("started_week"));
    add("show-account", service.account.clone(), None);
    rows
}

fn versions(book: &Book, (provider, service): (&Provider, &Service), lang: Lang, width: usize) -> String {
    let none = match service.kind {
        Kind::Agreed => Some("show-no-tariff-agreed"),
        Kind::Included => Some("show-no-tariff-included"),
        Kind::Free => Some("show-no-tariff-free"),
        _ => None,
    };
    if let Some(id) = none {
        return format!("{}\n", messages::text(lang, id, &[]));
    }
    let mut versions = table(&["col-valid", "col-price", "col-source"], lang);
    for version in book.versions(&service.id) {
        let tariff = version.tariff;
        let mut source = cite(&tariff.source, &provider.documents, lang);
        if let Some(act) = &tariff.act {
            let _ = write!(source, "\n{}", messages::text(lang, "show-act", &[("act", act)]));
        }
        versions.add_row([validity_and_knowledge(&version, lang), prices(&version, lang), source]);
    }
    if let Some(price) = versions.column_mut(1) {
        price.set_cell_alignment(CellAlignment::Right);
    }
    format!("{}\n", fitted(versions, width))
}

/// The documents the service's values cite, each once: publisher, title, date.
fn documents(provider: &Provider, service: &Service, lang: Lang) -> Vec<String> {
    let tariffs = service.tariffs.iter().map(|tariff| &tariff.source);
    let cited: Vec<&SourceDocument> =
        provider.sources.values().chain(service.sources.values()).chain(tariffs).filter_map(|source| document(source, &provider.documents)).collect();
    let listed = provider.documents.iter().filter(|document| cited.contains(document));
    let line = |document: &SourceDocument| {
        let date = document.date.map(|day| format::short_date(lang, day)).or_else(|| document.date_note.clone());
        format!("{}: {}{}", document.publisher, document.title, date.map_or_else(String::new, |date| format!(" ({date})")))
    };
    listed.map(line).collect()
}
