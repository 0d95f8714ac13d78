//! Provider files: from tables to [`Provider`], and what is wrong beyond the shape of single values.

use crate::cursor::Cursor;
use crate::format::{MAX_PRICE, TERMS};
use crate::nearest::nearest;
use crate::problem::Flaw;
use crate::questions;
use crate::section;
use crate::structure::Findings;
use crate::versions;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use takst::catalogue::{
    AfterStay, Appropriation, CommitmentRule, DayCount, Kind, Label, Precision, Provider, RefundRule, Service, StartedWeek, Tariff, TariffEnd,
    TariffStart, Terms, Unit, Vat, VatExemption, VatWhenAgreed,
};
use takst::code::{Code, Severity};
use takst::source::Source;
use takst::{Amount, Covers, Quantity, UnitPrice};

/// What a provider file gives, with the paths needed to check it against other files.
pub(crate) struct ReadProvider {
    /// The provider, without the services that could not be read.
    pub(crate) provider: Provider,
    /// Descriptions by service id.
    pub(crate) descriptions: BTreeMap<String, Label>,
    /// Acts that tariffs cite: path and id.
    pub(crate) acts: Vec<(String, String)>,
    /// Settings of its questions: path and name.
    pub(crate) settings: Vec<(String, String)>,
    /// Whether the provider has an id and a name.
    pub(crate) readable: bool,
}

/// Reads a provider file; flaws go to `findings`.
pub(crate) fn read(findings: &mut Findings<'_, '_>) -> ReadProvider {
    let root = Cursor::root(findings.file.root.get_ref());
    let documents = unique_documents(&root, findings);
    let table = root.table("provider");
    let shared = table.as_ref().and_then(|table| table.table("sources"));
    let id = table.as_ref().and_then(|table| table.owned("id"));
    let name = table.as_ref().and_then(|table| table.owned("name"));
    let readable = id.is_some() && name.is_some();
    let mut sources = BTreeMap::new();
    if let Some(table) = table.as_ref().filter(|table| table.has("payment_days")) {
        match shared.as_ref().and_then(|s| s.source("payment_days")) {
            Some(source) => {
                sources.insert("payment_days".to_owned(), source);
            }
            None => findings.flaw(&table.path_of("payment_days"), Flaw::Unsourced { keys: "payment_days".to_owned() }),
        }
    }
    // Without an id or a name there is no provider; its services are looked at all the same.
    let mut read = ReadProvider {
        provider: Provider {
            id: id.unwrap_or_default(),
            name: name.unwrap_or_default(),
            payment_days: table.as_ref().and_then(|table| table.whole("payment_days")),
            documents: documents.into_values().collect(),
            sources,
            questions: Vec::new(),
            services: Vec::new(),
            appropriations: Vec::new(),
        },
        descriptions: BTreeMap::new(),
        acts: Vec::new(),
        settings: Vec::new(),
        readable,
    };
    cited(&root, &root.document_ids(), findings);
    read.provider.questions = questions::read(&root, &mut read.settings, findings);
    services(&root, shared.as_ref(), &mut read, findings);
    families(&root, findings);
    appropriations(&root, &mut read.provider, findings);
    read
}

fn unique_documents(root: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> BTreeMap<String, takst::source::SourceDocument> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut documents = BTreeMap::new();
    for (path, document) in root.documents() {
        unique(&document.id, &path, &mut first, findings);
        documents.entry(document.id.clone()).or_insert(document);
    }
    documents
}

/// Reports `id` when `first` has it already.
pub(crate) fn unique(id: &str, path: &str, first: &mut BTreeMap<String, String>, findings: &mut Findings<'_, '_>) {
    if let Some(other) = first.get(id) {
        findings.flaw(path, Flaw::DuplicateId { other: other.clone() });
    } else {
        first.insert(id.to_owned(), findings.place(path));
    }
}

/// Every `document = "…"` of a source must be listed; sources are found wherever they stand.
pub(crate) fn cited(table: &Cursor<'_>, known: &[&str], findings: &mut Findings<'_, '_>) {
    for key in table.keys() {
        if key == "document"
            && let Some(id) = table.text(key)
            && !known.contains(&id)
        {
            findings.flaw(&table.path_of(key), Flaw::UnknownDocument { near: nearest(id, known.iter().copied()).join(", ") });
        }
        table.table(key).iter().for_each(|inner| cited(inner, known, findings));
        table.tables(key).iter().for_each(|inner| cited(inner, known, findings));
    }
}

fn services(root: &Cursor<'_>, shared: Option<&Cursor<'_>>, read: &mut ReadProvider, findings: &mut Findings<'_, '_>) {
    let mut first = BTreeMap::new();
    for table in root.tables("service") {
        if let Some(id) = table.text("id").filter(|id| crate::shape::is_service_id(id)) {
            unique(id, &table.path_of("id"), &mut first, findings);
            if !read.provider.id.is_empty() && id.split('/').next() != Some(read.provider.id.as_str()) {
                findings.flaw(&table.path_of("id"), Flaw::ForeignService { provider: read.provider.id.clone() });
            }
            if let Some(description) = table.label("description") {
                read.descriptions.insert(id.to_owned(), description);
            }
        }
        for tariff in table.tables("tariff") {
            if let Some(act) = tariff.owned("act") {
                read.acts.push((tariff.path_of("act"), act));
            }
        }
        let tariffs = tariffs(&table, &read.provider, findings);
        let sources = service_sources(&table, shared, findings);
        kind_checks(&table, findings);
        section::check(&table, findings);
        exemption_checks(&table, findings);
        if let Some(service) = service(&table, sources, tariffs) {
            read.provider.services.push(service);
        }
    }
}

fn service(table: &Cursor<'_>, sources: BTreeMap<String, Source>, tariffs: Vec<Tariff>) -> Option<Service> {
    let id = table.owned("id")?;
    Some(Service {
        name: table.label("name")?,
        family: table.owned("family").unwrap_or_else(|| id.clone()),
        legal_basis: table.owned("legal_basis")?,
        kind: table.word("kind", Kind::from_word)?,
        vat: table.word("vat", Vat::from_word)?,
        vat_when_agreed: table.word("vat_when_agreed", VatWhenAgreed::from_word).unwrap_or(VatWhenAgreed::AsService),
        vat_exemption: table.word("vat_exemption", VatExemption::from_word),
        refund: table.word("refund", RefundRule::from_word)?,
        terms: terms(table),
        account: table.owned("account"),
        sources,
        tariffs,
        id,
    })
}

fn terms(table: &Cursor<'_>) -> Terms {
    let hours = |key| table.number(key, 2, 168).and_then(|n| Quantity::try_from(n).ok());
    let precision = if table.flag("included_hours_approximate") == Some(true) { Precision::Approximate } else { Precision::Exact };
    Terms {
        included_hours: hours("included_hours").map(|hours| (hours, precision)),
        weekly_hours: hours("weekly_hours"),
        min_weekly_hours: hours("min_weekly_hours"),
        max_months: table.whole("max_months"),
        min_weeks: table.whole("min_weeks"),
        weeks: table.whole("weeks"),
        places: table.whole("places"),
        after_stay: table.word("after_stay", AfterStay::from_word),
        commitment: table.word("commitment", CommitmentRule::from_word),
        notice_working_days: table.whole("notice_working_days"),
        max_visits_per_week: table.whole("max_visits_per_week"),
        day_count: table.word("day_count", DayCount::from_word),
        started_week: table.word("started_week", StartedWeek::from_word),
    }
}

/// Own sources before those the provider gives for all its services; what is left without one is reported.
fn service_sources(table: &Cursor<'_>, shared: Option<&Cursor<'_>>, findings: &mut Findings<'_, '_>) -> BTreeMap<String, Source> {
    let own = table.table("sources");
    let mut sources = BTreeMap::new();
    let mut missing = Vec::new();
    let given = ["vat_when_agreed"].into_iter().chain(TERMS.iter().copied()).filter(|key| table.has(key));
    // A published price is its own source of the kind; agreed, included and free need one.
    let priced = table.word("kind", Kind::from_word).is_none_or(|kind| kind.unit().is_some());
    let kind = ["kind"].into_iter().filter(|_| !priced);
    for key in ["legal_basis", "vat", "refund"].into_iter().chain(kind).chain(given) {
        let source = own.as_ref().and_then(|s| s.source(key)).or_else(|| shared.and_then(|s| s.source(key)));
        match source {
            Some(source) => {
                sources.insert(key.to_owned(), source);
            }
            None => missing.push(key),
        }
    }
    // These say enough by themselves; a source is kept where there is one.
    for key in ["kind", "family", "vat_exemption"] {
        let shared = || shared.filter(|_| key == "vat_exemption" && table.has(key)).and_then(|s| s.source(key));
        if let Some(source) = own.as_ref().and_then(|s| s.source(key)).or_else(shared) {
            sources.entry(key.to_owned()).or_insert(source);
        }
    }
    if !missing.is_empty() {
        findings.flaw(&table.path_of("id"), Flaw::Unsourced { keys: missing.join(", ") });
    }
    // A required key that is absent has been reported as such.
    let required = ["legal_basis", "kind", "vat", "refund"];
    for key in own.iter().flat_map(|own| own.keys()).filter(|key| !table.has(key) && !required.contains(key)) {
        findings.flaw(&table.path_of(&format!("sources.{key}")), Flaw::SourceOfNothing {});
    }
    sources
}

/// Prices that can be exempt from VAT name the reason; others have none to name.
fn exemption_checks(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) {
    let (vat, agreed) = (table.word("vat", Vat::from_word), table.word("vat_when_agreed", VatWhenAgreed::from_word));
    let Some(vat) = vat.filter(|_| agreed.is_some() || !table.has("vat_when_agreed")) else { return };
    let can_be_exempt = vat == Vat::Exempt || agreed == Some(VatWhenAgreed::Policy);
    let path = table.path_of("vat_exemption");
    match (table.has("vat_exemption"), table.text("legal_basis")) {
        (true, _) if !can_be_exempt => findings.flaw(&path, Flaw::ExemptionUnwanted {}),
        (false, Some(basis)) if can_be_exempt && !takst::catalogue::is_social_care(basis) => {
            findings.flaw(&path, Flaw::ExemptionMissing { known: VatExemption::WORDS.join(", ") });
        }
        _ => {}
    }
}

/// What does not go together with the kind of price.
fn kind_checks(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) {
    if table.has("included_hours_approximate") && !table.has("included_hours") {
        findings.flaw(&table.path_of("included_hours_approximate"), Flaw::ApproximateAlone {});
    }
    let Some(kind) = table.word("kind", Kind::from_word) else { return };
    let word = || kind.to_string();
    if table.has("included_hours") && kind != Kind::Week {
        findings.flaw(&table.path_of("included_hours"), Flaw::IncludedHoursKind { kind: word() });
    }
    if table.has("day_count") && !kind.can_be(Unit::asks_day_count) {
        findings.flaw(&table.path_of("day_count"), Flaw::DayCountKind { kind: word() });
    }
    if table.has("started_week") && !kind.can_cover(Covers::Weeks) {
        findings.flaw(&table.path_of("started_week"), Flaw::StartedWeekKind { kind: word() });
    }
    for tariff in table
        .tables("tariff")
        .iter()
        .filter(|tariff| tariff.has("day_price") && !matches!(kind, Kind::Month | Kind::Agreed | Kind::Included | Kind::Free))
    {
        findings.flaw(&tariff.path_of("day_price"), Flaw::DayPriceKind { kind: word() });
    }
    match kind.unit() {
        Some(unit) => {
            if table.tables("tariff").is_empty() {
                findings.flaw(&table.path_of("kind"), Flaw::TariffMissing { kind: word() });
            }
            if !unit.is_daily() && table.word("refund", RefundRule::from_word).is_some_and(RefundRule::counts_days) {
                findings.flaw(&table.path_of("refund"), Flaw::RuleNeedsDays { kind: word() });
            }
        }
        None => {
            for tariff in table.tables("tariff") {
                findings.flaw(&tariff.path, Flaw::TariffUnwanted { kind: word() });
            }
        }
    }
}

fn tariffs(service: &Cursor<'_>, provider: &Provider, findings: &mut Findings<'_, '_>) -> Vec<Tariff> {
    let unit = service.word("kind", Kind::from_word).and_then(Kind::unit);
    let mut dated = Vec::new();
    for table in service.tables("tariff") {
        let start = tariff_start(&table, findings);
        let end = tariff_end(&table, findings);
        let price = price(&table, unit, findings);
        let assumed = assumed(&table, findings);
        if let (Some(from), Some(to), Some(price), Some(source)) = (start, end, price, table.source("source")) {
            let day_price = table.number("day_price", 2, MAX_PRICE).and_then(|price| UnitPrice::try_from(price).ok());
            let (known_from, act) = (table.date("known_from"), table.owned("act"));
            let tariff = Tariff { from, to, price, day_price, known_from, source, assumed, act, what_if: None };
            dated.push((table.path.clone(), tariff));
        }
    }
    // The days of a version that cannot be read are not known; no gap is made of them.
    let complete = dated.len() == service.tables("tariff").len();
    versions::check_tariffs(&dated, provider, complete, findings);
    dated.into_iter().map(|(_, tariff)| tariff).collect()
}

fn tariff_start(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<TariffStart> {
    match (table.has("from"), table.has("from_setting")) {
        (false, false) => {
            findings.flaw(&table.path_of("from"), Flaw::StartMissing {});
            None
        }
        (true, true) => {
            findings.flaw(&table.path_of("from_setting"), Flaw::StartTwice {});
            None
        }
        (true, false) => table.date("from").map(TariffStart::On),
        (false, true) => questions::bound(table, "from_setting", findings).map(TariffStart::Setting),
    }
}

fn tariff_end(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<TariffEnd> {
    let ends: Vec<&str> = ["to", "to_setting", "until_setting"].into_iter().filter(|key| table.has(key)).collect();
    match ends[..] {
        [] => Some(TariffEnd::Open),
        ["to"] => table.date("to").map(TariffEnd::On),
        ["to_setting"] => questions::bound(table, "to_setting", findings).map(TariffEnd::Setting),
        ["until_setting"] => questions::bound(table, "until_setting", findings).map(TariffEnd::DayBefore),
        [_, second, ..] => {
            findings.flaw(&table.path_of(second), Flaw::EndTwice {});
            None
        }
        [_] => None,
    }
}

fn price(table: &Cursor<'_>, unit: Option<Unit>, findings: &mut Findings<'_, '_>) -> Option<UnitPrice> {
    let number: Decimal = table.number("price", 4, MAX_PRICE)?;
    let decimals = unit.map_or(4, Unit::price_decimals);
    if number.normalize().scale() > decimals {
        findings.flaw(&table.path_of("price"), Flaw::NumberTooPrecise { decimals: decimals.to_string() });
        return None;
    }
    UnitPrice::try_from(number).ok()
}

/// `assumed = ["tariff-validity"]` names codes of the registry without their prefix.
fn assumed(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Vec<Code> {
    let named = (0..).zip(table.texts("assumed"));
    named.filter_map(|(i, name): (usize, String)| assumption(&name, &table.path_of(&format!("assumed[{i}]")), findings)).collect()
}

/// The assumption of this name, with or without its prefix.
pub(crate) fn assumption(name: &str, path: &str, findings: &mut Findings<'_, '_>) -> Option<Code> {
    let assumptions = || Code::ALL.iter().copied().filter(|code| code.severity() == Severity::Assumption);
    let short = |code: Code| code.as_str().trim_start_matches("assumed.");
    let found = assumptions().find(|code| short(*code) == name.trim_start_matches("assumed."));
    if found.is_none() {
        let near = nearest(name, assumptions().map(short)).join(", ");
        findings.flaw(path, Flaw::UnknownAssumption { near });
    }
    found
}

/// A family is the id of one of the services, or a name at least two of them share.
fn families(root: &Cursor<'_>, findings: &mut Findings<'_, '_>) {
    let services = root.tables("service");
    let ids: Vec<&str> = services.iter().filter_map(|s| s.text("id")).collect();
    for service in &services {
        let Some(family) = service.text("family") else { continue };
        let members = services.iter().filter(|s| s.text("family") == Some(family)).count();
        if members < 2 && !ids.contains(&family) {
            findings.flaw(&service.path_of("family"), Flaw::UnknownFamily { near: nearest(family, ids.iter().copied()).join(", ") });
        }
    }
}

fn appropriations(root: &Cursor<'_>, provider: &mut Provider, findings: &mut Findings<'_, '_>) {
    let mut first = BTreeMap::new();
    for table in root.tables("appropriation") {
        if let Some(id) = table.text("id") {
            unique(id, &table.path_of("id"), &mut first, findings);
        }
        for key in ["years", "ages"] {
            if table.pair(key).is_some_and(|(from, to)| to < from) {
                findings.flaw(&table.path_of(key), Flaw::PairReversed {});
            }
        }
        let read = || {
            Some(Appropriation {
                id: table.owned("id")?,
                name: table.label("name")?,
                amount: Amount::try_from(table.number("amount", 2, 4_000_000_000)?).ok()?,
                years: table.pair("years")?,
                ages: table.pair("ages")?,
                takes_part: ["municipalities", "sites", "organisations"].iter().flat_map(|key| table.texts(key)).collect(),
                source: table.source("source")?,
            })
        };
        provider.appropriations.extend(read());
    }
}
