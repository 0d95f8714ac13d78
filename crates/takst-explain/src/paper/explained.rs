//! A document explained as text: what it says, which invoice it replaces or takes back, and what changed.

use super::Paper;
use super::document::kind_id;
use crate::format;
use crate::model::{Align, Column, Fact, Room, Table};
use crate::text::Page;
use crate::texts::Texts;
use takst::Catalogue;
use takst::contract::words::DocumentKind;
use takst::document::differ::{LineDifference, differ};
use takst::document::issued::{Chain, Issued};
use takst::document::line::{DocumentLine, by_vat};
use takst::document::services::Services;

/// A document as plain text, at most 100 columns wide. `services` knows which services are of one family; the catalogue has their names.
#[must_use]
pub fn explained(document: &Issued, chain: &Chain, services: &impl Services, catalogue: &Catalogue, texts: &Texts) -> String {
    let paper = Paper { texts, catalogue };
    let mut page = Page::default();
    page.line(0, &format!("{} {}", paper.say(kind_id(document.kind)), document.number));
    page.rule('=');
    page.facts(&paper.facts_of(document));
    page.blank();
    for sentence in paper.place_in_chain(document, chain) {
        page.paragraph(0, &sentence);
    }
    page.blank();
    page.table(&paper.lines_of(document));
    let changes = paper.changes(document, chain, services);
    for (heading, table) in changes {
        page.blank();
        page.line(0, &heading);
        page.table(&table);
    }
    page.0
}

fn column(label: String, align: Align) -> Column {
    Column { label, align, room: Room::Always }
}

impl Paper<'_> {
    fn facts_of(&self, document: &Issued) -> Vec<Fact> {
        let lang = self.texts.lang();
        let priced = &document.priced_with;
        let known = priced.as_of.map(|day| format::date(lang, day)).unwrap_or_else(|| self.say("paper-priced-latest"));
        let args = [
            ("version", (&*priced.takst).into()),
            ("known", known.into()),
            ("catalogue", short(&priced.catalogue_sha256).into()),
            ("policy", short(&priced.policy_sha256).into()),
        ];
        let mut facts = vec![
            (self.say("paper-issued"), format::date(lang, document.issued)),
            (self.say("paper-due"), document.due.map(|due| format::date(lang, due)).unwrap_or_default()),
            (self.say("paper-seller"), format!("{}, {} {}", document.seller.name, self.say("paper-cvr"), document.seller.cvr)),
            (self.say("paper-buyer"), format!("{}, {} {}", document.buyer.name, self.say("paper-buyer-gln"), document.buyer_gln())),
        ];
        facts.extend(self.references(document));
        facts.push((self.say("paper-note"), document.note.as_deref().unwrap_or_default().to_owned()));
        facts.push((self.say("paper-priced"), self.say_with("paper-priced-with", &args)));
        facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| Fact { label, value }).collect()
    }

    /// What it replaces or takes back and why; what became of it.
    fn place_in_chain(&self, document: &Issued, chain: &Chain) -> Vec<String> {
        let dated = |id: &str, number: &str, issued| {
            self.say_with(id, &[("number", number.into()), ("date", format::date(self.texts.lang(), issued).into())])
        };
        let mut said: Vec<String> = self.refers_to(document).into_iter().collect();
        if let Some(credit) = &chain.taken_back_by {
            said.push(dated("paper-taken-back-by", &credit.number, credit.issued));
        } else if document.kind == DocumentKind::Invoice {
            said.push(self.say("paper-stands"));
        }
        for invoice in &chain.in_its_place {
            said.push(dated("paper-replaced-by", &invoice.number, invoice.issued));
        }
        let is_taken_back = document.kind == DocumentKind::CreditNote || chain.taken_back_by.is_some();
        if is_taken_back && chain.in_its_place.is_empty() {
            said.push(self.say("paper-not-replaced"));
        }
        said
    }

    fn lines_of(&self, document: &Issued) -> Table {
        let lang = self.texts.lang();
        let heads =
            [("paper-service", Align::Words), ("paper-quantity", Align::Numbers), ("paper-price", Align::Numbers), ("paper-net", Align::Numbers)];
        let sums = document.content.sums();
        let total = match document.kind {
            DocumentKind::Invoice => "paper-to-pay",
            DocumentKind::CreditNote => "paper-credited",
        };
        let sum = |label: String, amount| vec![label, String::new(), String::new(), format::number(lang, amount)];
        let mut rows: Vec<Vec<String>> = document.content.lines.iter().map(|line| self.line(line).to_vec()).collect();
        rows.push(sum(self.say("paper-subtotal"), sums.net));
        rows.extend(by_vat(&document.content.lines).iter().map(|vat| sum(self.vat(document, vat), vat.sums.vat)));
        Table {
            caption: String::new(),
            columns: heads.into_iter().map(|(id, align)| column(self.say(id), align)).collect(),
            rows,
            total: Some(sum(self.say(total), sums.total())),
        }
    }

    /// What changed against the invoice that it replaces, and in the invoices that took its place.
    fn changes(&self, document: &Issued, chain: &Chain, services: &impl Services) -> Vec<(String, Table)> {
        let mut changes = Vec::new();
        if let (DocumentKind::Invoice, Some(before)) = (document.kind, &chain.refers_to) {
            changes.push(self.change((&before.number, before.lines.as_deref()), (&document.number, &document.content.lines), services));
        }
        let taken_back = match document.kind {
            DocumentKind::Invoice => Some(&*document.number),
            DocumentKind::CreditNote => chain.refers_to.as_ref().map(|invoice| &*invoice.number),
        };
        if let (Some(number), false) = (taken_back, chain.in_its_place.is_empty()) {
            let numbers = chain.in_its_place.iter().map(|invoice| &*invoice.number).collect::<Vec<_>>().join(", ");
            let after: Vec<DocumentLine> = chain.in_its_place.iter().filter_map(|invoice| invoice.lines.clone()).flatten().collect();
            changes.push(self.change((number, Some(&document.content.lines)), (&numbers, &after), services));
        }
        changes.into_iter().flatten().collect()
    }

    /// The lines that differ; `None` where none do, or the first lines have expired.
    fn change(
        &self,
        (before, old): (&str, Option<&[DocumentLine]>),
        (after, new): (&str, &[DocumentLine]),
        services: &impl Services,
    ) -> Option<(String, Table)> {
        let old = old?;
        let lang = self.texts.lang();
        let heading = self.say_with("paper-changed", &[("before", before.into()), ("after", after.into())]);
        let differences = differ(old, new, services);
        if differences.is_empty() {
            return None;
        }
        let row = |difference: &LineDifference| {
            let (old, new) = (difference.before.and_then(|at| old.get(at)), difference.after.and_then(|at| new.get(at)));
            let amount = |line: Option<&DocumentLine>| line.map_or_else(|| "–".to_owned(), |line| self.multiplied(line));
            vec![self.changed_line(old, new), amount(old), amount(new), format::number(lang, difference.sums.net)]
        };
        let columns = [
            (self.say("paper-service"), Align::Words),
            (before.to_owned(), Align::Numbers),
            (after.to_owned(), Align::Numbers),
            (self.say("paper-difference"), Align::Numbers),
        ];
        Some((
            heading,
            Table {
                caption: String::new(),
                columns: columns.into_iter().map(|(label, align)| column(label, align)).collect(),
                rows: differences.lines.iter().map(row).collect(),
                total: Some(vec![self.say("paper-subtotal"), String::new(), String::new(), format::number(lang, differences.sums.net)]),
            },
        ))
    }
}

/// The first eight digits of a checksum.
fn short(sha256: &str) -> &str {
    sha256.get(..8).unwrap_or(sha256)
}
