//! Files of the law: acts and dated figures.

use crate::cursor::Cursor;
use crate::format::MAX_FIGURE;
use crate::problem::Flaw;
use crate::provider::unique;
use crate::structure::Findings;
use crate::versions::gaps;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use takst::Period;
use takst::calendar::{FIRST_DATE, LAST_DATE};
use takst::catalogue::{Act, Figure, Law};

/// Where ids of the law were seen first, over all law files.
#[derive(Default)]
pub(crate) struct Seen {
    documents: BTreeMap<String, String>,
    acts: BTreeMap<String, String>,
    figures: BTreeMap<String, String>,
}

/// Reads a law file into `law`; flaws go to `findings`.
pub(crate) fn read(law: &mut Law, seen: &mut Seen, findings: &mut Findings<'_, '_>) {
    let root = Cursor::root(findings.file.root.get_ref());
    for (path, document) in root.documents() {
        unique(&document.id, &path, &mut seen.documents, findings);
        law.documents.push(document);
    }
    for table in root.tables("act") {
        if let Some(id) = table.text("id") {
            unique(id, &table.path_of("id"), &mut seen.acts, findings);
        }
        ends_after_start(&table, findings);
        let read = || {
            Some(Act {
                id: table.owned("id")?,
                name: table.owned("name")?,
                from: table.date("from")?,
                to: table.date("to"),
                source: table.source("source")?,
            })
        };
        law.acts.extend(read());
    }
    for table in root.tables("figure") {
        if let Some(id) = table.text("id") {
            unique(id, &table.path_of("id"), &mut seen.figures, findings);
        }
        figure(&table, law, findings);
    }
}

fn ends_after_start(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) {
    if let (Some(start), Some(end)) = (table.date("from"), table.date("to"))
        && end < start
    {
        findings.flaw(&table.path_of("to"), Flaw::EndBeforeStart { start: start.to_string(), end: end.to_string() });
    }
}

fn figure(table: &Cursor<'_>, law: &mut Law, findings: &mut Findings<'_, '_>) {
    let versions = table.tables("version");
    let mut periods: Vec<(String, Period)> = Vec::new();
    for version in &versions {
        ends_after_start(version, findings);
        let first = version.date("from").unwrap_or(FIRST_DATE);
        let last = version.date("to").unwrap_or(LAST_DATE);
        let Some(period) = Period::new(first, last) else { continue };
        if let Some(shared) = periods.iter().find_map(|(_, other)| period.intersect(*other)) {
            findings.flaw(&version.path, Flaw::FigureOverlap { first: shared.first().to_string(), last: shared.last().to_string() });
        }
        periods.push((version.path.clone(), period));
    }
    if !table.has("hole") {
        for (path, gap) in gaps(periods.iter().map(|(path, period)| (path.as_str(), *period))) {
            findings.flaw(path, Flaw::FigureHole { first: gap.first().to_string(), last: gap.last().to_string() });
        }
    }
    for version in versions {
        let (decimals, max) = match table.text("unit") {
            Some("days" | "months" | "number") => (0, 10_000),
            Some("percent") => (2, 100),
            _ => (4, MAX_FIGURE),
        };
        let value = version.number("value", 4, MAX_FIGURE);
        if value.is_some_and(|value| value.normalize().scale() > decimals) {
            findings.flaw(&version.path_of("value"), Flaw::NumberTooPrecise { decimals: decimals.to_string() });
        }
        if value.is_some_and(|value| value > Decimal::from(max)) {
            findings.flaw(&version.path_of("value"), Flaw::NumberTooLarge { max: max.to_string() });
        }
        let read = || {
            Some(Figure {
                id: table.owned("id")?,
                name: table.label("name")?,
                from: version.date("from"),
                to: version.date("to"),
                value: value?,
                unit: table.owned("unit")?,
                source: version.source("source")?,
            })
        };
        law.figures.extend(read());
    }
}
