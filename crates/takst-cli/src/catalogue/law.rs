//! `takst catalogue law`: the dated figures of the law, each with its source.

use super::cells::{cite, document, fitted, table};
use comfy_table::CellAlignment;
use serde_json::Value;
use takst::catalogue::{Figure, Law};
use takst_catalogue::{Lang, Loaded, messages};
use takst_explain::format::{self, short_date};

/// Columns of a version of a figure, for programs.
const COLUMNS: [&str; 10] = ["figure", "name", "value", "unit", "from", "to", "document", "publisher", "place", "quote"];

/// The figures as a table.
pub(super) fn render(loaded: &Loaded, lang: Lang, width: usize) -> String {
    let law = &loaded.catalogue.law;
    let mut figures = table(&["col-figure", "col-value", "col-valid", "col-source"], lang);
    let mut above = "";
    for figure in in_order(law) {
        let name = if above == figure.id { String::new() } else { format!("{}\n{}", figure.id, lang.pick(&figure.name)) };
        above = &figure.id;
        let value = format!("{} {}", format::decimal(lang, figure.value), unit(figure, lang));
        figures.add_row([name, value, valid(figure, lang), cite(&figure.source, &law.documents, lang)]);
    }
    if let Some(value) = figures.column_mut(1) {
        value.set_cell_alignment(CellAlignment::Right);
    }
    let ids = in_order(law).map(|figure| figure.id.as_str()).collect::<std::collections::BTreeSet<_>>();
    let counts = [("figures", ids.len().to_string()), ("versions", law.figures.len().to_string())];
    let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
    let said = messages::text(lang, "law-figures", &counts);
    format!("{}\n{said}\n\n{}\n", fitted(figures, width), messages::text(lang, "list-catalogue", &[("sha", &loaded.sha256)]))
}

/// The figures as CSV with a header.
pub(super) fn csv(loaded: &Loaded, lang: Lang) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for figure in in_order(&loaded.catalogue.law) {
        writer.write_record(cells(&loaded.catalogue.law, figure, lang))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The figures as JSON Lines: every key on every line, every value a string.
pub(super) fn json(loaded: &Loaded, lang: Lang) -> String {
    // Keys in the order of the columns, as lines have theirs.
    let line = |figure: &Figure| {
        let cells = COLUMNS.into_iter().zip(cells(&loaded.catalogue.law, figure, lang));
        let pairs: Vec<String> = cells.map(|(name, cell)| format!("\"{name}\":{}", Value::from(cell))).collect();
        format!("{{{}}}\n", pairs.join(","))
    };
    in_order(&loaded.catalogue.law).map(line).collect()
}

/// Figures by id, and the versions of each by their first day.
fn in_order(law: &Law) -> impl Iterator<Item = &Figure> {
    let mut figures: Vec<&Figure> = law.figures.iter().collect();
    figures.sort_by_key(|figure| (&figure.id, figure.from));
    figures.into_iter()
}

fn cells(law: &Law, figure: &Figure, lang: Lang) -> [String; 10] {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let cited = document(&figure.source, &law.documents);
    let of = |text: fn(&takst::source::SourceDocument) -> &String| cited.map_or_else(String::new, |cited| text(cited).clone());
    [
        figure.id.clone(),
        lang.pick(&figure.name).to_owned(),
        figure.value.to_string(),
        figure.unit.clone(),
        day(figure.from),
        day(figure.to),
        of(|cited| &cited.title),
        of(|cited| &cited.publisher),
        figure.source.place.clone(),
        figure.source.quote.clone().unwrap_or_default(),
    ]
}

/// The unit in words; one that is not known stands as the file has it.
fn unit(figure: &Figure, lang: Lang) -> String {
    match figure.unit.as_str() {
        "percent" => messages::text(lang, "law-unit-percent", &[]),
        "days" => messages::text(lang, "law-unit-days", &[]),
        "months" => messages::text(lang, "law-unit-months", &[]),
        "DKK" => messages::text(lang, "law-unit-dkk", &[]),
        other => other.to_owned(),
    }
}

fn valid(figure: &Figure, lang: Lang) -> String {
    let text = |id: &str, args: &[(&str, String)]| {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, day)| (*name, day.as_str())).collect();
        messages::text(lang, id, &args)
    };
    match (figure.from, figure.to) {
        (Some(first), Some(last)) => text("valid-span", &[("start", short_date(lang, first)), ("end", short_date(lang, last))]),
        (Some(first), None) => text("valid-from", &[("start", short_date(lang, first))]),
        (None, Some(last)) => text("valid-until", &[("end", short_date(lang, last))]),
        (None, None) => text("valid-always", &[]),
    }
}
