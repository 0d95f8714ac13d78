//! A statement as a piece of HTML for notebooks: its lines as a table, with their sums.

use crate::escaped;
use std::fmt::Write;
use takst::{Line, Statement};
use takst_explain::{Lang, Texts, format};

/// Headings, in the order of the cells: Danish, English.
const HEADINGS: [(&str, &str); 9] = [
    ("Periode", "Period"),
    ("Ydelse", "Service"),
    ("Betaler", "Payer"),
    ("Antal", "Quantity"),
    ("Pris", "Price"),
    ("Beløb", "Net"),
    ("Moms", "VAT"),
    ("Refusion", "Refund"),
    ("Udgift", "Cost"),
];

fn row(to: &mut String, tag: &str, cells: &[String]) {
    let cells: String = cells.iter().map(|cell| format!("<{tag} style=\"text-align:left\">{}</{tag}>", escaped(cell))).collect();
    // Writing into a string cannot fail.
    let _ = write!(to, "<tr>{cells}</tr>");
}

fn cells(line: &Line, lang: Lang) -> Vec<String> {
    let number = |amount| format::number(lang, amount);
    vec![
        line.period.to_string(),
        line.service.id.to_string(),
        line.payer.to_string(),
        format!("{} {}", format::quantity(lang, line.quantity), line.unit),
        format::price_number(lang, line.unit_price),
        number(line.net),
        number(line.vat.amount),
        number(line.refund.amount),
        number(line.cost()),
    ]
}

/// The table of a priced case.
pub fn table(statement: &Statement, lang: Lang) -> String {
    let pick = |(danish, english): (&str, &str)| match lang {
        Lang::Da => danish.to_owned(),
        Lang::En => english.to_owned(),
    };
    let mut html = format!("<table lang=\"{lang}\"><caption>{}</caption><thead>", escaped(&statement.case_id));
    row(&mut html, "th", &HEADINGS.map(pick));
    html.push_str("</thead><tbody>");
    statement.lines().for_each(|line| row(&mut html, "td", &cells(line, lang)));
    html.push_str("</tbody><tfoot>");
    let sums = statement.totals();
    let amounts = [sums.net, sums.vat, sums.refund, sums.cost].map(|amount| format::number(lang, amount));
    let empty = vec![String::new(); 4];
    row(&mut html, "th", &[vec![pick(("I alt", "Total"))], empty, amounts.to_vec()].concat());
    html.push_str("</tfoot></table>");
    html
}

/// Sentences as a list.
pub fn list<'t>(heading: &str, sentences: impl Iterator<Item = &'t str>) -> String {
    let items: String = sentences.map(|text| format!("<li>{}</li>", escaped(text))).collect();
    if items.is_empty() { String::new() } else { format!("<p>{}</p><ul>{items}</ul>", escaped(heading)) }
}

/// Labels of the codes of assumptions that lines rest on.
pub fn assumptions(statement: &Statement, texts: &Texts) -> Vec<String> {
    let all = statement.lines().fold(takst::Assumptions::NONE, |all, line| all.union(line.assumptions));
    all.iter().map(|code| format!("{code}: {}", texts.get(&format!("code-{}", code.as_str().replace('.', "-")), &[]))).collect()
}
