//! A statement as a piece of HTML for notebooks: its lines by document, with their sums, and in words why refund is claimed or not.
//!
//! Styles stand on the elements themselves: notebooks leave out style sheets of outputs they do not trust.

use crate::shared::escaped;
use crate::words::Words;
use std::fmt::Write;
use takst::{Amount, Code, Document, Line, Quantity, Statement, Totals};
use takst_explain::{Arg, Lang, Texts, format};

const TABLE: &str = "border-collapse:collapse;margin:.5em 0;font-size:.9em";
/// Style around the table: a table wider than the page scrolls, and nothing is cut off.
const AROUND: &str = "overflow-x:auto";
const WORDS: &str = "text-align:left;vertical-align:top;padding:.3em .4em";
/// Style of the column of services, which has the longest texts.
const ROOM: &str = ";min-width:13em";
const NUMBER: &str = "text-align:right;vertical-align:top;padding:.3em .4em;white-space:nowrap;font-variant-numeric:tabular-nums";
/// Added to headings of numbers: they break into lines, so that columns are no wider than their numbers.
const SEVERAL: &str = ";white-space:normal";
const CAPTION: &str = "text-align:left;caption-side:top;font-weight:600;padding:.3em .4em";
const HEAD: &str = "border-bottom:2px solid currentColor";
const LINE: &str = "border-bottom:1px solid #8884";
const TOTAL: &str = "border-top:2px solid currentColor;border-bottom:3px double currentColor";
const MORE: &str = "opacity:.7;font-size:.9em";
const BOLD: &str = ";font-weight:600";

/// Columns before those of amounts: service, quantity, price.
const FIRST: [&str; 3] = ["column-service", "column-quantity", "column-price"];

/// Writes the page of one statement in one language.
pub struct Page<'p> {
    pub statement: &'p Statement,
    pub words: &'p Words,
    pub texts: &'p Texts,
}

impl Page<'_> {
    fn lang(&self) -> Lang {
        self.texts.lang()
    }

    fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }

    /// The amounts that have columns. Own payment and the sum at stake have none where they are zero on every line.
    fn amounts(&self, of: &Totals) -> Vec<(&'static str, Amount)> {
        let all = self.statement.totals();
        let is_there = |id: &str| match id {
            "column-own-payment" => all.own_payment != Amount::ZERO,
            "column-at-stake" => all.at_stake != Amount::ZERO,
            _ => true,
        };
        let amounts = [
            ("column-net", of.net),
            ("column-vat", of.vat),
            ("column-own-payment", of.own_payment),
            ("column-refund", of.refund),
            ("column-at-stake", of.at_stake),
            ("column-cost", of.cost),
        ];
        amounts.into_iter().filter(|(id, _)| is_there(id)).collect()
    }

    fn amount_cells(&self, of: &Totals, style: &str) -> String {
        self.amounts(of).into_iter().map(|(_, amount)| cell("td", &(NUMBER.to_owned() + style), &format::number(self.lang(), amount))).collect()
    }

    /// The lines by document, with the sums of each document and of the case.
    pub fn table(&self) -> String {
        let case = format!("{} {}", self.say("page-case"), self.statement.case_id);
        let mut html = format!(
            "<div style=\"{AROUND}\"><table lang=\"{}\" style=\"{TABLE}\"><caption style=\"{CAPTION}\">{}</caption>",
            self.lang(),
            escaped(&case)
        );
        let amounts = self.amounts(&Totals::default());
        let labels = FIRST.into_iter().chain(amounts.iter().map(|(id, _)| *id)).enumerate();
        // Writing into a string cannot fail, here and below.
        let labels: String = labels
            .map(|(at, id)| cell("th scope=\"col\"", &if at == 0 { [WORDS, ROOM].concat() } else { [NUMBER, SEVERAL].concat() }, &self.say(id)))
            .collect();
        let _ = write!(html, "<thead><tr style=\"{HEAD}\">{labels}</tr></thead>");
        let documents = self.statement.result.as_deref().unwrap_or_default();
        for document in documents {
            self.document(document, documents.len(), amounts.len(), &mut html);
        }
        let total = cell("th scope=\"row\" colspan=\"3\"", WORDS, &self.say("page-total-case")) + &self.amount_cells(&self.statement.totals(), BOLD);
        let _ = write!(html, "<tfoot><tr style=\"{TOTAL}\">{total}</tr></tfoot></table></div>");
        html
    }

    fn document(&self, document: &Document, documents: usize, amounts: usize, html: &mut String) {
        let named = |id: &str, args: &[(&str, Arg)]| self.texts.get(id, args);
        let month = format::month(self.lang(), document.month);
        let title = named("page-document", &[("provider", self.words.name(&document.provider, self.lang()).into()), ("month", month.into())]);
        let payer = self.texts.municipality(document.payer);
        let hold = document.hold.map(|code| named("page-document-hold", &[("reason", self.texts.code(code).into())]));
        let mut heading = format!("{} <span style=\"{MORE}\">· {}</span>", escaped(&title), escaped(&payer));
        if let Some(hold) = hold {
            let _ = write!(heading, "<br><em>{}</em>", escaped(&hold));
        }
        let columns = FIRST.len() + amounts;
        let _ = write!(html, "<tbody><tr><th scope=\"rowgroup\" colspan=\"{columns}\" style=\"{WORDS};padding-top:1em{BOLD}\">{heading}</th></tr>");
        document.lines.iter().for_each(|line| self.line(line, html));
        if documents > 1 && document.lines.len() > 1 {
            let total = cell("th scope=\"row\" colspan=\"3\"", WORDS, &self.say("page-total")) + &self.amount_cells(&document.totals(), BOLD);
            let _ = write!(html, "<tr style=\"{LINE}\">{total}</tr>");
        }
        html.push_str("</tbody>");
    }

    fn line(&self, line: &Line, html: &mut String) {
        let count = if line.quantity == Quantity::whole(1) { 1 } else { 2 };
        let unit = self.texts.get(&format!("units-{}", line.unit), &[("n", Arg::Count(count))]);
        let price = format::price_number(self.lang(), line.unit_price);
        let price = match line.price_base_quantity == Quantity::whole(1) {
            true => price,
            false => format!("{price} / {}", format::quantity(self.lang(), line.price_base_quantity)),
        };
        let refund = format!(
            "{}: {} ({})",
            self.say("column-refund"),
            self.say(&format!("outcome-word-{}", line.refund.outcome)),
            self.texts.code(line.refund.reason)
        );
        let about = format!("{} · {}", format::period(self.lang(), line.period), line.service.id);
        let service = format!(
            "{}<br><span style=\"{MORE}\">{}<br>{}</span>",
            escaped(self.words.name(&line.service.id, self.lang())),
            escaped(&about),
            escaped(&refund)
        );
        let quantity = format!("{} {unit}", format::quantity(self.lang(), line.quantity));
        let cells = cell("td", NUMBER, &quantity) + &cell("td", NUMBER, &price) + &self.amount_cells(&Totals::of(line), "");
        let _ = write!(html, "<tr style=\"{LINE}\"><td style=\"{WORDS}\">{service}</td>{cells}</tr>");
    }

    /// What stands instead of the table of a refused case.
    pub fn refusal(&self, faults: usize) -> String {
        let count = Arg::Count(u32::try_from(faults).unwrap_or(u32::MAX));
        let case = format!("{} {}", self.say("page-case"), self.statement.case_id);
        format!("<p><strong>{}</strong><br>{}</p>", escaped(&case), escaped(&self.texts.get("page-lead-refused", &[("faults", count)])))
    }

    /// The assumptions that lines rest on, with the values that were used.
    pub fn assumptions(&self) -> String {
        self.list("page-assumptions", self.words.assumptions(self.lang()))
    }

    /// Codes with their label and a sentence each, under a heading; nothing where there are none.
    pub fn list<'t>(&self, heading: &str, said: impl Iterator<Item = (Code, &'t str)>) -> String {
        let item = |(code, sentence): (Code, &str)| {
            format!("<li><strong>{}</strong> <code>{code}</code><br>{}</li>", escaped(&self.texts.code(code)), escaped(sentence))
        };
        let items: String = said.map(item).collect();
        if items.is_empty() { items } else { format!("<p style=\"margin:.8em 0 0{BOLD}\">{}</p><ul>{items}</ul>", escaped(&self.say(heading))) }
    }
}

fn cell(tag: &str, style: &str, text: &str) -> String {
    let name = tag.split(' ').next().unwrap_or(tag);
    format!("<{tag} style=\"{style}\">{}</{name}>", escaped(text))
}
