//! From rows to files of providers.

use super::LIST_DOCUMENT;
use super::names::id_of;
use super::rows::{Fault, ListFlaw, Row};
use super::write::{Draft, toml_text};
use crate::format::TERMS;
use crate::load::{Files, check};
use crate::problem::{Flaw, Level, Problem};
use crate::shape::is_id;
use std::collections::{BTreeMap, BTreeSet};
use takst::catalogue::Kind;
use takst::{Catalogue, TariffCell, TariffColumn, TariffPart};

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

/// Rows that a file of a provider is made of, and what they are laid over.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The rows of the list.
    pub rows: &'a [Row],
    /// What they cite.
    pub list: &'a ListName,
    /// The catalogue they are laid over.
    pub base: &'a Catalogue,
    /// Other files of the same directory.
    pub others: &'a [(String, String)],
}

/// What becomes of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// A file for each provider, without the rows that are refused.
    pub files: Files,
    /// Faults of rows, in order. A row with one is refused.
    pub refused: Vec<Fault>,
    /// What should be looked at.
    pub remarks: Vec<Fault>,
    /// Problems of other files of the directory, and of these beside them.
    pub others: Vec<Problem>,
    /// Prices that are written.
    pub prices: usize,
    /// Services that are written.
    pub services: usize,
    /// Ids that were made of names: the id, and the name.
    pub made: Vec<(String, String)>,
}

impl Import {
    /// How many rows are refused.
    #[must_use]
    pub fn refused_rows(&self) -> usize {
        self.refused.iter().map(|fault| fault.row).collect::<BTreeSet<_>>().len()
    }
}

/// Makes files of the rows of a list.
///
/// A row that cannot be right is refused with each of its faults; the files are made of the others.
#[must_use]
pub fn import(of: Rows<'_>) -> Import {
    let mut import = Import::default();
    let providers = services(of.rows, &mut import);
    // First every row is looked at, so that all faults are named at once.
    let known: BTreeSet<(usize, Option<TariffColumn>)> = import.refused.iter().map(|fault| (fault.row, fault.column)).collect();
    let broken: BTreeSet<usize> = import.refused.iter().map(|fault| fault.row).collect();
    let follows = |fault: &Fault| broken.contains(&fault.row) && matches!(fault.flaw, ListFlaw::Service { .. });
    let is_new = |fault: &Fault| !known.contains(&(fault.row, fault.column)) && !follows(fault);
    let found = Checked::of(of, &providers, &BTreeSet::new()).errors.into_iter().filter(is_new);
    import.refused.extend(found);
    let mut refused: BTreeSet<usize> = import.refused.iter().map(|fault| fault.row).collect();
    // Each round refuses at least one more row, or is the last.
    loop {
        let checked = Checked::of(of, &providers, &refused);
        let mut found = Vec::new();
        for fault in checked.errors {
            if !refused.contains(&fault.row) {
                found.push(fault);
                continue;
            }
            // The row is refused for something else, and the rest of its service has the value from it.
            let flaw = ListFlaw::Service { line: of.rows[fault.row].line };
            let others = siblings(&providers, &fault).filter(|row| !refused.contains(row));
            found.extend(others.map(|row| Fault { row, column: None, value: String::new(), flaw: flaw.clone() }));
        }
        if found.is_empty() {
            import.services = count(&checked.drafts, "\n[[service]]\n");
            import.prices = count(&checked.drafts, "\n[[service.tariff]]\n");
            import.files = checked.drafts.into_iter().map(|(name, draft)| (name, draft.text)).collect();
            import.remarks = checked.remarks;
            import.others = checked.others;
            break;
        }
        refused.extend(found.iter().map(|fault| fault.row));
        import.refused.extend(found);
    }
    import.refused.sort_by_key(|fault| (fault.row, fault.column));
    import.refused.dedup();
    import
}

fn count(drafts: &[(String, Draft)], what: &str) -> usize {
    drafts.iter().map(|(_, draft)| draft.text.matches(what).count()).sum()
}

/// Rows that have values from that of a fault.
fn siblings<'a>(providers: &'a [ListProvider], fault: &Fault) -> Box<dyn Iterator<Item = usize> + 'a> {
    let row = fault.row;
    if fault.column.is_some_and(|column| column.part() == TariffPart::Provider) {
        return Box::new(providers.iter().filter(move |provider| provider.rows.contains(&row)).flat_map(|provider| provider.rows.iter().copied()));
    }
    let services = providers.iter().flat_map(|provider| &provider.services);
    Box::new(services.filter(move |service| service.rows.contains(&row)).flat_map(|service| service.rows.iter().copied()))
}

/// Files of rows, and what the check says of them.
struct Checked {
    drafts: Vec<(String, Draft)>,
    errors: Vec<Fault>,
    remarks: Vec<Fault>,
    others: Vec<Problem>,
}

impl Checked {
    fn of(of: Rows<'_>, providers: &[ListProvider], refused: &BTreeSet<usize>) -> Checked {
        let (drafts, errors) = drafts(of, providers, refused);
        let own = drafts.iter().map(|(name, draft)| (name.as_str(), draft.text.as_str()));
        let all: Vec<(&str, &str)> = of.others.iter().map(|(name, text)| (name.as_str(), text.as_str())).chain(own).collect();
        let problems = check(of.base, &all);
        let mut checked = Checked { drafts, errors, remarks: Vec::new(), others: Vec::new() };
        for problem in problems {
            let draft = checked.drafts.iter().find(|(name, _)| *name == problem.file);
            match draft.and_then(|(_, draft)| fault_of(of.rows, draft, &checked.drafts, &problem)) {
                None => checked.others.push(problem),
                // What is not written has its own fault.
                Some(_) if matches!(problem.flaw, Flaw::MissingKey { .. } | Flaw::StartMissing {}) => {}
                Some(fault) if problem.flaw.level() == Level::Error => checked.errors.push(fault),
                Some(fault) => checked.remarks.push(fault),
            }
        }
        checked
    }
}

/// A provider of the list.
#[derive(Debug, Default)]
struct ListProvider {
    id: String,
    rows: Vec<usize>,
    services: Vec<ListService>,
}

#[derive(Debug, Default)]
struct ListService {
    /// With the provider before it.
    id: String,
    rows: Vec<usize>,
}

/// Brings the rows of each provider and service together, in the order in which they first occur. Faults of single rows are added to `import`.
fn services(rows: &[Row], import: &mut Import) -> Vec<ListProvider> {
    let mut providers: Vec<ListProvider> = Vec::new();
    let mut made: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let named = named(rows);
    for (place, row) in rows.iter().enumerate() {
        let fault = |column, value: &str, flaw| Fault { row: place, column, value: value.to_owned(), flaw };
        if let Some((value, expected)) = &row.defect {
            import.refused.push(fault(None, value, ListFlaw::NoRow(expected.clone())));
            continue;
        }
        for (column, value) in &row.values {
            if let Err(expected) = &value.value {
                import.refused.push(fault(Some(*column), &value.written, ListFlaw::Value(expected.clone())));
            }
        }
        let mut id = |given: TariffColumn, name: TariffColumn, within: &str, refused: &mut Vec<Fault>| -> Option<String> {
            if let Some(id) = row.get(given) {
                return Some(id.to_owned());
            }
            let Some(text) = row.get(name).filter(|_| !row.has(given)) else {
                if !row.has(given) && !row.has(name) {
                    refused.push(fault(Some(name), "", ListFlaw::Missing));
                }
                return None;
            };
            // Another row may give the name an id.
            if let Some(id) = named.get(&(name, within.to_owned(), text.to_owned())) {
                return Some(id.clone());
            }
            let Some(id) = id_of(text) else {
                refused.push(fault(Some(name), text, ListFlaw::NoId));
                return None;
            };
            let (first, other) = made.entry(format!("{within}{id}")).or_insert_with(|| (place, text.to_owned()));
            if other != text {
                let line = rows[*first].line;
                refused.push(fault(Some(name), text, ListFlaw::SameId { line, name: other.clone(), id: id.clone() }));
                return None;
            }
            if *first == place {
                import.made.push((format!("{within}{id}"), text.to_owned()));
            }
            Some(id)
        };
        let Some(provider) = id(TariffColumn::Provider, TariffColumn::ProviderName, "", &mut import.refused) else { continue };
        let within = format!("{provider}/");
        let Some(service) = id(TariffColumn::Service, TariffColumn::Name, &within, &mut import.refused) else { continue };
        let service = if service.contains('/') { service } else { format!("{within}{service}") };
        // Ids that are none are not the name of a file.
        if !is_id(&provider) {
            import.refused.push(fault(Some(TariffColumn::Provider), &provider, ListFlaw::Catalogue(Flaw::BadId {})));
            continue;
        }
        let known = providers.iter().position(|known| known.id == provider);
        let known = known.unwrap_or_else(|| {
            providers.push(ListProvider { id: provider, ..ListProvider::default() });
            providers.len() - 1
        });
        let provider = &mut providers[known];
        provider.rows.push(place);
        match provider.services.iter_mut().find(|known| known.id == service) {
            Some(known) => known.rows.push(place),
            None => provider.services.push(ListService { id: service, rows: vec![place] }),
        }
    }
    for provider in &providers {
        agree(rows, &provider.rows, TariffPart::Provider, import);
        provider.services.iter().for_each(|service| agree(rows, &service.rows, TariffPart::Service, import));
    }
    providers
}

/// The ids that rows give to names: those of providers, and within each provider those of services.
fn named(rows: &[Row]) -> BTreeMap<(TariffColumn, String, String), String> {
    let mut named = BTreeMap::new();
    for row in rows {
        if let (Some(id), Some(name)) = (row.get(TariffColumn::Provider), row.get(TariffColumn::ProviderName)) {
            named.entry((TariffColumn::ProviderName, String::new(), name.to_owned())).or_insert_with(|| id.to_owned());
        }
    }
    for row in rows {
        let by_name = || {
            let name = row.get(TariffColumn::ProviderName)?;
            named.get(&(TariffColumn::ProviderName, String::new(), name.to_owned())).cloned().or_else(|| id_of(name))
        };
        let provider = row.get(TariffColumn::Provider).map(str::to_owned).or_else(by_name);
        if let (Some(provider), Some(id), Some(name)) = (provider, row.get(TariffColumn::Service), row.get(TariffColumn::Name)) {
            named.entry((TariffColumn::Name, format!("{provider}/"), name.to_owned())).or_insert_with(|| id.to_owned());
        }
    }
    named
}

/// Rows of one provider, or of one service, say the same of it or nothing.
fn agree(rows: &[Row], of: &[usize], part: TariffPart, import: &mut Import) {
    // The id of a service may stand with or without its provider.
    let columns = TariffColumn::ALL.iter().copied().filter(|column| column.part() == part && *column != TariffColumn::Service);
    for column in columns {
        let mut given = of.iter().filter_map(|row| Some((*row, rows[*row].get(column)?)));
        let Some((first, value)) = given.next() else { continue };
        for (row, other) in given.filter(|(_, other)| *other != value) {
            let differs = ListFlaw::Differs { line: rows[first].line, value: value.to_owned() };
            import.refused.push(Fault { row, column: Some(column), value: other.to_owned(), flaw: differs });
        }
    }
}

/// The files of all rows that are not refused, and what is wrong with services as a whole.
fn drafts(of: Rows<'_>, providers: &[ListProvider], refused: &BTreeSet<usize>) -> (Vec<(String, Draft)>, Vec<Fault>) {
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
    of: Rows<'a>,
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

/// The problem of a file as that of the row it comes from.
fn fault_of(rows: &[Row], draft: &Draft, drafts: &[(String, Draft)], problem: &Problem) -> Option<Fault> {
    let (row, column) = draft.origin(problem.line)?;
    // What is missing has no line of its own.
    let column = match problem.flaw {
        Flaw::ExemptionMissing { .. } => Some(TariffColumn::VatExemption),
        Flaw::TariffMissing { .. } => Some(TariffColumn::Price),
        _ => column,
    };
    let flaw = match &problem.flaw {
        // The other version is named by its row, not by its line in a file that nobody has.
        Flaw::TariffTie { first, last, other } => {
            let (file, line) = other.rsplit_once(':')?;
            let (of, _) = drafts.iter().find(|(name, _)| name == file)?.1.origin(line.parse().ok()?)?;
            ListFlaw::Tie { line: rows[of].line, first: first.clone(), last: last.clone() }
        }
        other => ListFlaw::Catalogue(other.clone()),
    };
    let value = column.map_or("", |column| rows[row].written(column)).to_owned();
    Some(Fault { row, column, value, flaw })
}
