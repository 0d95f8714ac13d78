//! The head of the page: what it is about, what is missing in it, the key figures, and what a reader chooses by.

use super::about::About;
use super::collected::Collected;
use super::place::Page;
use crate::words::count;
use maud::{Markup, html};
use std::collections::BTreeSet;
use takst::written::printable;
use takst::{Amount, LineColumn, Municipality};
use takst_explain::format;
use takst_explain::html::{bound, facts};
use takst_explain::model::Fact;

/// What an option of a filter says when it is chosen.
struct Choice {
    /// What the address of the page names it by; it stays the same from file to file.
    value: String,
    /// What the parts of rows name it by.
    part: String,
    text: String,
    /// The sentence in place of the one about all refused cases.
    alert: Option<String>,
    /// The sentence where nothing of it is in the figures.
    none: Option<String>,
}

impl Page<'_> {
    pub(super) fn head(&self, collected: &Collected, about: &About<'_>) -> Markup {
        let links = ["months", "services", "payers", "at-stake", "capped", "own-payment", "refused", "remarks", "assumptions", "cases"];
        let names = [
            "report-by-month",
            "report-by-service",
            "report-by-payer",
            "report-at-stake",
            "report-capped",
            "report-own-payment",
            "report-refused",
            "report-remarks",
            "report-sheet-assumptions",
            "report-explained",
        ];
        html! {
            header {
                h1 { (self.say("report-title")) }
                (facts(&self.about(collected, about)))
                (self.alert(about.counts.cases, about.counts.refused))
                p.alert #nothing hidden {}
                (self.key(collected))
                p.note { (self.say("report-key-note")) }
                (self.filter(collected, !about.shown.is_empty()))
            }
            nav {
                ul {
                    @for (link, name) in links.into_iter().zip(names) {
                        @if link != "payers" || self.payers.len() > 1 { li { a href={ "#" (link) } { (self.say(name)) } } }
                    }
                }
            }
        }
    }

    fn about(&self, collected: &Collected, about: &About<'_>) -> Vec<Fact> {
        let texts = self.basis.texts;
        let lang = texts.lang();
        let fact = |id: &str, value: String| Fact { label: self.say(id), value };
        let months = || {
            let first = collected.sums.groups.first_key_value()?.0.month;
            let last = collected.sums.groups.last_key_value()?.0.month;
            Some(if first == last { format::month(lang, first) } else { format!("{} – {}", format::month(lang, first), format::month(lang, last)) })
        };
        let payers = match self.payers.first() {
            Some(payer) if self.payers.len() == 1 => texts.municipality(*payer),
            _ => texts.get("report-all-payers", &[("payers", count(self.payers.len() as u64))]),
        };
        let cases = [("cases", count(about.counts.cases)), ("refused", count(about.counts.refused))];
        let mut all = vec![
            fact("receipt-input", printable(about.file)),
            fact("page-period", months().unwrap_or_else(|| self.say("report-no-lines"))),
            fact("page-payer", payers),
            fact("report-cases", texts.get("report-cases-of", &cases)),
        ];
        // Without a day of knowledge the latest tariffs hold, which needs no mention.
        all.extend(about.receipt.as_of.map(|day| fact("receipt-as-of", format::date(lang, day))));
        for shown in about.shown {
            all.push(Fact { label: texts.get("report-only", &[("what", shown.label.as_str().into())]), value: printable(&shown.value) });
        }
        all
    }

    /// What the figures lack: refused cases.
    fn alert(&self, cases: u64, refused: u64) -> Markup {
        if refused == 0 {
            return html! {};
        }
        let all = self.basis.texts.get("report-alert", &[("refused", count(refused)), ("cases", count(cases))]);
        html! {
            p.alert #alert { span.alert-text { (bound(&all)) } " " a href="#refused" { (self.say("report-alert-see")) } }
        }
    }

    fn key(&self, collected: &Collected) -> Markup {
        let totals = &collected.sums.all.totals;
        let figures = [
            (LineColumn::Net, 0, totals.net, None),
            (LineColumn::OwnPayment, 1, totals.own_payment, Some("is-own")),
            (LineColumn::Refund, 2, totals.refund, Some("is-refund")),
            (LineColumn::AtStake, 3, totals.at_stake, Some("is-stake")),
            (LineColumn::Cost, 4, totals.cost, Some("is-cost")),
            (LineColumn::Vat, 5, totals.vat, None),
        ];
        let shown = |amount: Amount| {
            // Without a line nothing is known, also no 0.
            if collected.sums.all.lines == 0 { "–".to_owned() } else { bound(&format::amount(self.basis.texts.lang(), amount)) }
        };
        html! {
            dl.key {
                @for (column, at, amount, class) in figures {
                    div class=[class] { dt { (self.basis.texts.heading(column)) } dd data-at=(at) data-kr { (shown(amount)) } }
                }
            }
        }
    }

    fn payer_choice(&self, payer: Municipality, collected: &Collected) -> Choice {
        let texts = self.basis.texts;
        let cases = collected.payers.cases.get(&payer).copied().unwrap_or_default();
        let name = payer.title().map_or_else(|| texts.municipality(payer), str::to_owned);
        let args = [("payer", name.into()), ("refused", count(cases.refused)), ("cases", count(cases.all))];
        let has_lines = self.payers.contains(&payer);
        let alert = (has_lines && cases.refused > 0).then(|| bound(&texts.get("report-alert-payer", &args)));
        let none = (!has_lines).then(|| texts.get(if cases.refused > 0 { "report-payer-refused" } else { "report-payer-none" }, &args));
        Choice { value: payer.to_string(), part: payer.to_string(), text: texts.municipality(payer), alert, none: none.map(|text| bound(&text)) }
    }

    /// What a reader chooses by. The script shows it; without the script there is nothing to choose.
    fn filter(&self, collected: &Collected, is_part: bool) -> Markup {
        let texts = self.basis.texts;
        // Of a part of the file, a payer without lines may have some outside it: only what is refused is known to lack.
        let others = collected.payers.cases.iter().filter(|(_, cases)| cases.refused > 0 || !is_part).map(|(payer, _)| payer);
        let payers: BTreeSet<Municipality> = self.payers.iter().chain(others).copied().collect();
        let payers: Vec<Choice> = payers.into_iter().map(|payer| self.payer_choice(payer, collected)).collect();
        let choice = |value: String, part: String, text: String| Choice { value, part, text, alert: None, none: None };
        let services = self.service_numbers().map(|(id, number)| choice(id.to_owned(), number.to_string(), self.basis.service(id))).collect();
        let years = self.years.iter().map(|year| choice(year.to_string(), year.to_string(), year.to_string())).collect();
        let selects: [(&str, String, Vec<Choice>); 3] = [
            ("payer", texts.heading(LineColumn::Payer), payers),
            ("service", texts.heading(LineColumn::Service), services),
            ("year", self.say("report-year"), years),
        ];
        let unread = collected.payers.unread;
        let unread = (unread > 0).then(|| texts.get("report-alert-unread", &[("cases", count(unread))]));
        html! {
            form #filter hidden data-nothing=(self.say("report-nothing-chosen")) data-unknown=(texts.get("report-unknown-choice", &[("value", "{}".into())])) data-unread=[unread] {
                @for (name, label, options) in &selects {
                    label hidden[options.len() < 2] {
                        (label)
                        select name=(name) autocomplete="off" {
                            option value="" { (self.say("report-all")) }
                            @for of in options { option value=(of.value) data-part=(of.part) data-alert=[&of.alert] data-none=[&of.none] { (of.text) } }
                        }
                    }
                }
                button type="reset" { (self.say("report-reset")) }
                p.filtered-note hidden { (self.say("report-filtered")) }
            }
        }
    }
}
