//! The files of providers, written of their rows.

use super::LIST_DOCUMENT;
use super::providers::{ListProvider, ListService};
use super::rows::{Fault, ListFlaw, Row};
use super::write::{Draft, toml_text};
use crate::format::TERMS;
use std::collections::BTreeSet;
use takst::catalogue::Kind;
use takst::{TariffCell, TariffColumn, TariffPart};

/// What prices of a list cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListName {
    /// Name of the file, with the sheet of a workbook.
    pub title: String,
    /// Who published the list.
    pub publisher: String,
    /// What identifies it.
    pub note: String,
    /// Whether its rows are those of a sheet, not lines of a text.
    pub is_sheet: bool,
}

/// The rows that files are written of, and what they cite.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListRows<'a> {
    pub(super) rows: &'a [Row],
    pub(super) list: &'a ListName,
}

/// The files of all rows that are not refused, and what is wrong with services as a whole.
pub(super) fn drafts(of: ListRows<'_>, providers: &[ListProvider], refused: &BTreeSet<usize>) -> (Vec<(String, Draft)>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut drafts = Vec::new();
    for provider in providers {
        let left: Vec<&ListService> = provider.services.iter().filter(|service| service.rows.iter().any(|row| !refused.contains(row))).collect();
        if left.is_empty() {
            continue;
        }
        let mut writer = Writer { of, refused, draft: Draft::default(), faults: &mut faults };
        writer.provider(provider, &left);
        drafts.push((format!("{}.toml", provider.id), writer.draft));
    }
    (drafts, faults)
}

struct Writer<'a> {
    of: ListRows<'a>,
    refused: &'a BTreeSet<usize>,
    draft: Draft,
    faults: &'a mut Vec<Fault>,
}

impl Writer<'_> {
    fn provider(&mut self, provider: &ListProvider, services: &[&ListService]) {
        let list = self.of.list;
        self.draft.plain(&format!("# Skrevet af takst catalogue import ud fra {}. Ret i prislisten, og indlæs den igen.", one_line(&list.title)));
        self.draft.plain("");
        self.draft.plain("[[document]]");
        self.draft.plain(&format!("id = {}", toml_text(LIST_DOCUMENT)));
        self.draft.plain(&format!("title = {}", toml_text(&list.title)));
        self.draft.plain(&format!("publisher = {}", toml_text(&list.publisher)));
        self.draft.plain(&format!("date_note = {}", toml_text(&list.note)));
        self.draft.plain("");
        let first = provider.rows[0];
        self.draft.line(first, Some(TariffColumn::Provider), "[provider]");
        self.draft.line(first, Some(TariffColumn::Provider), &format!("id = {}", toml_text(&provider.id)));
        if let Some((row, name)) = self.required(&provider.rows, TariffColumn::ProviderName) {
            self.draft.line(row, Some(TariffColumn::ProviderName), &format!("name = {}", toml_text(&name)));
        }
        let mut sources = Vec::new();
        if let Some((row, days)) = self.given(&provider.rows, TariffColumn::PaymentDays) {
            self.draft.line(row, Some(TariffColumn::PaymentDays), &format!("payment_days = {}", whole(&days)));
            sources.push((TariffColumn::PaymentDays, row));
        }
        self.sources("provider", &sources);
        for service in services {
            self.service(service);
        }
    }

    fn service(&mut self, service: &ListService) {
        let first = service.rows[0];
        self.draft.plain("");
        self.draft.line(first, None, "[[service]]");
        self.draft.line(first, Some(TariffColumn::Service), &format!("id = {}", toml_text(&service.id)));
        let mut sources = Vec::new();
        let columns = TariffColumn::ALL.iter().copied().filter(|column| column.part() == TariffPart::Service);
        for column in columns.filter(|column| !matches!(column, TariffColumn::Service | TariffColumn::NameEn)) {
            let is_required = column.is_required() || column == TariffColumn::Name;
            let found = if is_required { self.required(&service.rows, column) } else { self.given(&service.rows, column) };
            let Some((row, value)) = found else { continue };
            let line = match column {
                TariffColumn::Name => {
                    let english = self.given(&service.rows, TariffColumn::NameEn).map_or_else(|| value.clone(), |(_, english)| english);
                    format!("name = {{ da = {}, en = {} }}", toml_text(&value), toml_text(&english))
                }
                // The service of the family may stand without its provider.
                TariffColumn::Family if !value.contains('/') => {
                    let within = service.id.split('/').next().unwrap_or_default();
                    format!("family = {}", toml_text(&format!("{within}/{value}")))
                }
                _ => format!("{} = {}", key(column), self.value(column, &value)),
            };
            self.draft.line(row, Some(column), &line);
            sources.push((column, row));
        }
        let kind = self.given(&service.rows, TariffColumn::Unit).and_then(|(_, kind)| Kind::from_word(&kind));
        // A published price is its own source of the unit.
        sources.retain(|(column, _)| match column {
            TariffColumn::LegalBasis | TariffColumn::Vat | TariffColumn::Refund | TariffColumn::VatWhenAgreed => true,
            TariffColumn::Unit => kind.is_none_or(|kind| kind.unit().is_none()),
            column => TERMS.contains(&column.as_str()),
        });
        self.sources("service", &sources);
        let mut rows: Vec<usize> = service.rows.iter().copied().filter(|row| !self.refused.contains(row)).collect();
        let day = |row: &usize, column| self.of.rows[*row].get(column).unwrap_or_default().to_owned();
        rows.sort_by_cached_key(|row| (day(row, TariffColumn::From), day(row, TariffColumn::KnownFrom), *row));
        for row in rows {
            let of = &self.of.rows[row];
            let is_version = |column: &TariffColumn| column.part() == TariffPart::Version && *column != TariffColumn::Source;
            // Without a price there is a version only where the row says something of one.
            if kind.is_none_or(|kind| kind.unit().is_some()) || TariffColumn::ALL.iter().any(|column| is_version(column) && of.has(*column)) {
                self.version(row, kind);
            }
        }
    }

    fn version(&mut self, row: usize, kind: Option<Kind>) {
        let of = &self.of.rows[row];
        self.draft.plain("");
        let head = TariffColumn::ALL.iter().copied().find(|column| column.part() == TariffPart::Version && of.has(*column));
        self.draft.line(row, head, "[[service.tariff]]");
        for column in [TariffColumn::From, TariffColumn::To, TariffColumn::Price, TariffColumn::DayPrice, TariffColumn::KnownFrom] {
            match of.get(column) {
                Some(value) => {
                    let value = self.value(column, value);
                    self.draft.line(row, Some(column), &format!("{} = {value}", key(column)));
                }
                None if matches!(column, TariffColumn::From | TariffColumn::Price)
                    && !of.has(column)
                    && kind.is_none_or(|kind| kind.unit().is_some()) =>
                {
                    self.faults.push(Fault { row, column: Some(column), value: String::new(), flaw: ListFlaw::Missing });
                }
                None => {}
            }
        }
        for column in [TariffColumn::Assumed, TariffColumn::Act] {
            if let Some(value) = of.get(column) {
                self.draft.line(row, Some(column), &format!("{} = {}", key(column), self.value(column, value)));
            }
        }
        let source = self.cited(row, of.get(TariffColumn::Source));
        self.draft.line(row, Some(TariffColumn::Source), &format!("source = {source}"));
    }

    /// The table of sources of values, where there are any.
    fn sources(&mut self, of: &str, values: &[(TariffColumn, usize)]) {
        if values.is_empty() {
            return;
        }
        self.draft.plain("");
        self.draft.plain(&format!("[{of}.sources]"));
        for (column, row) in values {
            // Where a row has no price its source says where the rest was published.
            let quote = self.of.rows[*row].get(TariffColumn::Source).filter(|_| !self.of.rows[*row].has(TariffColumn::Price));
            let source = self.cited(*row, quote);
            self.draft.line(*row, Some(*column), &format!("{} = {source}", key(*column)));
        }
    }

    /// The list and the row, with what stands there of a source.
    fn cited(&self, row: usize, quote: Option<&str>) -> String {
        let word = if self.of.list.is_sheet { "række" } else { "linje" };
        let place = toml_text(&format!("{word} {}", self.of.rows[row].line));
        let quote = quote.map_or_else(String::new, |quote| format!(", quote = {}", toml_text(quote)));
        format!("{{ document = {}, place = {place}{quote} }}", toml_text(LIST_DOCUMENT))
    }

    /// The first value of the rows; that of a row that is refused counts too, for the others.
    fn given(&self, rows: &[usize], column: TariffColumn) -> Option<(usize, String)> {
        rows.iter().find_map(|row| Some((*row, self.of.rows[*row].get(column)?.to_owned())))
    }

    /// A value that one of the rows must have. Without it none of them can be written.
    fn required(&mut self, rows: &[usize], column: TariffColumn) -> Option<(usize, String)> {
        let found = self.given(rows, column);
        if found.is_none() {
            // Where one is refused because of it, the others wait for that one.
            let unread = rows.iter().find(|row| self.of.rows[**row].has(column)).map(|row| self.of.rows[*row].line);
            for row in rows.iter().filter(|row| !self.refused.contains(row)) {
                let (column, flaw) = match unread {
                    Some(line) => (None, ListFlaw::Service { line }),
                    None => (Some(column), ListFlaw::Missing),
                };
                self.faults.push(Fault { row: *row, column, value: String::new(), flaw });
            }
        }
        found
    }

    /// A value as TOML writes it.
    fn value(&self, column: TariffColumn, value: &str) -> String {
        match column.cell() {
            TariffCell::Whole => whole(value),
            TariffCell::Truth => value.to_owned(),
            TariffCell::Number(_) => toml_text(&amount(value)),
            TariffCell::Codes => {
                let codes: Vec<String> = value.split(';').map(str::trim).filter(|code| !code.is_empty()).map(toml_text).collect();
                format!("[{}]", codes.join(", "))
            }
            TariffCell::Id | TariffCell::Text | TariffCell::OneOf(_) | TariffCell::Day => toml_text(value),
        }
    }
}

/// The key of a column in the file of a provider.
fn key(column: TariffColumn) -> &'static str {
    match column {
        TariffColumn::Unit => "kind",
        column => column.as_str(),
    }
}

fn whole(value: &str) -> String {
    let digits = value.split_once('.').map_or(value, |(whole, fraction)| if fraction.bytes().all(|byte| byte == b'0') { whole } else { value });
    if !digits.is_empty() && digits.len() < 10 && digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.to_owned() } else { toml_text(value) }
}

/// A number with at least two decimals, so that amounts look like amounts.
fn amount(value: &str) -> String {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match value.split_once('.') {
        None if is_digits(value) => format!("{value}.00"),
        Some((whole, fraction)) if is_digits(whole) && is_digits(fraction) => {
            let fraction = fraction.trim_end_matches('0');
            format!("{whole}.{fraction:0<2}")
        }
        _ => value.to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
