//! The plan of a correction: what one person looks at before another issues it.

use super::{Paper, facts, head, row};
use crate::format;
use crate::texts::Texts;
use chrono::NaiveDate;
use maud::{Markup, html};
use std::collections::BTreeSet;
use takst::contract::words::{DocumentAction, DocumentKind};
use takst::document::action::{Left, NewDocument, Settlement};
use takst::document::differ::{LineDifference, differ};
use takst::document::line::{DocumentLine, Sums};
use takst::document::services::Services;
use takst::{Catalogue, Code, Month, Municipality};

/// What stands on the page of a plan.
#[derive(Debug, Clone, Copy)]
pub struct PlanPage<'a> {
    /// Its actions.
    pub settlement: &'a Settlement,
    /// The date it was made for.
    pub date: NaiveDate,
    /// The last month.
    pub until: Month,
}

/// The page of a plan. `services` knows which services are of one family.
#[must_use]
pub fn plan(page: &PlanPage<'_>, services: &impl Services, catalogue: &Catalogue, texts: &Texts) -> String {
    let paper = Paper { texts, catalogue };
    let title = paper.say("paper-plan");
    paper.page(&title, &html! { article.sheet.plan { (paper.plan(page, services)) } })
}

impl Paper<'_> {
    fn plan(&self, page: &PlanPage<'_>, services: &impl Services) -> Markup {
        let lang = self.texts.lang();
        let documents = &page.settlement.documents;
        let count = |kind: DocumentKind| documents.iter().filter(|document| document.kind == kind).count().to_string();
        let sum = documents.iter().fold(Sums::ZERO, |sum, document| match document.kind {
            DocumentKind::Invoice => sum + document.content.sums(),
            DocumentKind::CreditNote => sum - document.content.sums(),
        });
        let same = |a: &NewDocument, b: &NewDocument| {
            let key = |document: &NewDocument| (document.content.case_id.clone(), document.content.provider.clone(), document.content.month);
            key(a) == key(b)
        };
        html! {
            h1 { (self.say("paper-plan")) }
            (facts("facts", &[
                (self.say("paper-issued"), format::date(lang, page.date)),
                (self.say("paper-plan-until"), format::month(lang, page.until)),
                (self.say("paper-plan-credits"), count(DocumentKind::CreditNote)),
                (self.say("paper-plan-invoices"), count(DocumentKind::Invoice)),
                (self.say("paper-plan-net"), format::amount(lang, sum.net)),
                (self.say("paper-plan-vat"), format::amount(lang, sum.vat)),
            ]))
            @for place in documents.chunk_by(same) { (self.place(place, services)) }
            (self.not_done(&page.settlement.left))
            section.signatures {
                @for id in ["paper-sign-made", "paper-sign-approved"] {
                    div { span.line {} span { (self.say(id)) } span.more { (self.say("paper-sign-here")) } }
                }
            }
        }
    }

    /// What is credited and issued in one place, and for each payer the difference line by line.
    fn place(&self, documents: &[NewDocument], services: &impl Services) -> Markup {
        let lang = self.texts.lang();
        let content = documents.first().map(|document| &document.content);
        let payers: BTreeSet<_> = documents.iter().map(|document| document.content.payer).collect();
        let rows: Vec<[String; 4]> = payers.iter().flat_map(|payer| self.differences(documents, *payer, payers.len() > 1, services)).collect();
        let net = documents.iter().fold(Sums::ZERO, |sum, document| match document.kind {
            DocumentKind::Invoice => sum + document.content.sums(),
            DocumentKind::CreditNote => sum - document.content.sums(),
        });
        let heads = ["paper-service", "paper-stood", "paper-should", "paper-difference"].map(|id| self.say(id));
        html! {
            section.place {
                @if let Some(content) = content {
                    h2 { (content.case_id) " · " (self.provider(&content.provider)) " · " (format::month(lang, content.month)) }
                }
                @for document in documents { p.about { (self.action(document)) } }
                @if let Some(said) = self.new_references(documents) { p.about { (said) } }
                @if !rows.is_empty() {
                    table.lines {
                        (head(&heads, 3))
                        tbody { @for cells in &rows { (row(cells, 3)) } }
                        tfoot { tr { th scope="row" colspan="3" { (self.say("paper-subtotal")) } td.number { (format::number(lang, net.net)) } } }
                    }
                }
            }
        }
    }

    /// The lines that differ for a payer; where a place has several, each row names its own.
    fn differences(&self, documents: &[NewDocument], payer: Municipality, names_payer: bool, services: &impl Services) -> Vec<[String; 4]> {
        let lang = self.texts.lang();
        let lines = |kind: DocumentKind| -> Vec<DocumentLine> {
            let of = documents.iter().filter(|document| document.kind == kind && document.content.payer == payer);
            of.flat_map(|document| document.content.lines.clone()).collect()
        };
        let (before, after) = (lines(DocumentKind::CreditNote), lines(DocumentKind::Invoice));
        let cell = |line: Option<&DocumentLine>| line.map_or_else(|| "–".to_owned(), |line| self.multiplied(line));
        let row = |difference: &LineDifference| {
            let (old, new) = (difference.before.and_then(|at| before.get(at)), difference.after.and_then(|at| after.get(at)));
            let mut named = self.changed_line(old, new);
            if names_payer {
                named = format!("{named}\n{}", self.texts.municipality(payer));
            }
            [named, cell(old), cell(new), format::number(lang, difference.sums.net)]
        };
        differ(&before, &after, services).lines.iter().map(row).collect()
    }

    /// The references of an invoice that is issued again.
    fn new_references(&self, documents: &[NewDocument]) -> Option<String> {
        let is_again = |document: &&NewDocument| document.reasons.contains(&Code::CorrectionReferences);
        let invoice = documents.iter().filter(is_again).find(|document| document.kind == DocumentKind::Invoice)?;
        let references = &invoice.references;
        let gln = references.buyer_gln.map(|gln| gln.to_string());
        let given = [
            ("paper-order", references.order_reference.as_deref()),
            ("paper-person", references.buyer_reference.as_deref()),
            ("paper-account", references.accounting_cost.as_deref()),
            ("paper-buyer-gln", gln.as_deref()),
        ];
        let listed = given.into_iter().filter_map(|(id, value)| Some(format!("{} {}", self.say(id), value?))).collect::<Vec<_>>();
        Some(self.say_with("paper-plan-references", &[("references", listed.join(", ").into())]))
    }

    /// `Kreditnota til M-1, Københavns Kommune (101): 13.485,00 kr. Anden pris`
    fn action(&self, document: &NewDocument) -> String {
        let id = match (document.kind, &document.refers_to) {
            (DocumentKind::CreditNote, _) => "paper-plan-credit",
            (DocumentKind::Invoice, Some(_)) => "paper-plan-replace",
            (DocumentKind::Invoice, None) => "paper-plan-issue",
        };
        let payer = self.texts.municipality(document.content.payer);
        let total = format::amount(self.texts.lang(), document.content.sums().total());
        let args = [("number", document.refers_to.as_deref().unwrap_or_default().into()), ("payer", payer.into()), ("total", total.into())];
        format!("{} {}", self.say_with(id, &args), self.names(&document.reasons)).trim_end().to_owned()
    }

    fn names(&self, codes: &[Code]) -> String {
        codes.iter().map(|code| self.texts.code(*code)).collect::<Vec<_>>().join(", ")
    }

    /// What is not issued, and why.
    fn not_done(&self, left: &[Left]) -> Markup {
        let lang = self.texts.lang();
        let heads = ["paper-case", "paper-provider", "paper-why", "paper-difference"].map(|id| self.say(id));
        let cells = |left: &Left| {
            let place = [left.provider.as_deref().map(|id| self.provider(id)), left.month.map(|month| format::month(lang, month))];
            let why = match left.action {
                DocumentAction::Absent => self.say("paper-claim-absent"),
                DocumentAction::Closed => self.say("paper-plan-closed"),
                _ => self.names(&left.why),
            };
            [
                left.case_id.as_deref().unwrap_or_default().to_owned(),
                place.into_iter().flatten().collect::<Vec<_>>().join("\n"),
                format!("{why}\n{}", self.names(&left.reasons)).trim_end().to_owned(),
                left.sums.map(|sums| format::number(lang, sums.net)).unwrap_or_default(),
            ]
        };
        html! {
            @if !left.is_empty() {
                section {
                    h2 { (self.say("paper-plan-left")) }
                    table.lines { (head(&heads, 1)) tbody { @for left in left { (row(&cells(left), 1)) } } }
                }
            }
        }
    }
}
