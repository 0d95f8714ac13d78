//! `takst catalogue list`: services, then appropriations.

use super::cells::{table, validity};
use comfy_table::CellAlignment;
use std::fmt::Write;
use takst_catalogue::{Lang, Loaded, messages};
use takst_explain::format;

/// All services of all providers with every version of their prices, and below them the appropriations.
pub(super) fn render(loaded: &Loaded, lang: Lang) -> String {
    let catalogue = &loaded.catalogue;
    let mut services = table(&["col-service", "col-name", "col-kind", "col-price", "col-valid", "col-vat", "col-refund"], lang);
    for (_, service) in catalogue.services() {
        let word = |id: String| messages::text(lang, &id, &[]);
        let lines = |cell: fn(&takst::catalogue::Tariff, Lang) -> String| {
            service.tariffs.iter().map(|tariff| cell(tariff, lang)).collect::<Vec<_>>().join("\n")
        };
        services.add_row([
            service.id.clone(),
            lang.pick(&service.name).to_owned(),
            word(format!("kind-{}", service.kind)),
            lines(|tariff, lang| format::price_number(lang, tariff.price)),
            lines(validity),
            word(format!("vat-{}", service.vat)),
            word(format!("refund-{}", service.refund)),
        ]);
    }
    if let Some(price) = services.column_mut(3) {
        price.set_cell_alignment(CellAlignment::Right);
    }
    let mut text = format!("{services}\n");
    let count = catalogue.services().count().to_string();
    let providers = catalogue.providers.len().to_string();
    let _ = writeln!(text, "{}\n", messages::text(lang, "list-services", &[("count", &count), ("providers", &providers)]));

    let mut appropriations = table(&["col-appropriation", "col-amount", "col-years", "col-ages", "col-takes-part"], lang);
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
    if let Some(amount) = appropriations.column_mut(1) {
        amount.set_cell_alignment(CellAlignment::Right);
    }
    if count > 0 {
        let _ = writeln!(text, "{appropriations}");
        let _ = writeln!(text, "{}\n", messages::text(lang, "list-appropriations", &[("count", &count.to_string())]));
    }
    let _ = writeln!(text, "{}", messages::text(lang, "list-catalogue", &[("sha", &loaded.sha256)]));
    text
}
