//! An invoice or a credit note.

use super::{Paper, facts, head, row};
use crate::format;
use crate::html::bound;
use crate::texts::Texts;
use maud::{Markup, html};
use takst::contract::words::{DocumentKind, VatCategory, VatExemption};
use takst::document::issued::Issued;
use takst::document::line::{DocumentLine, VatSum, by_vat};
use takst::document::party::{Address, Payment};
use takst::{Catalogue, Quantity};

/// Documents on one page, each on a sheet of its own. The catalogue gives the names of services.
#[must_use]
pub fn documents(documents: &[Issued], catalogue: &Catalogue, texts: &Texts) -> String {
    let paper = Paper { texts, catalogue };
    let title = match documents {
        [one] => format!("{} {}", paper.say(kind_id(one.kind)), one.number),
        [first, .., last] => paper.say_with("paper-documents", &[("first", (&*first.number).into()), ("last", (&*last.number).into())]),
        [] => String::new(),
    };
    paper.page(&title, &html! { @for document in documents { (paper.document(document)) } })
}

pub(super) const fn kind_id(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "paper-invoice",
        DocumentKind::CreditNote => "paper-credit-note",
    }
}

fn lines_of(address: &Address) -> Markup {
    let street = format!("{} {}", address.street, address.building_number);
    let city = format!("{} {}", address.postal_code, address.city);
    html! {
        @for line in [street.trim(), city.trim()].iter().filter(|line| !line.is_empty()) { (line) br; }
    }
}

impl Texts {
    /// Which invoice a document takes back or replaces, and why.
    #[must_use]
    pub fn refers_to(&self, document: &Issued) -> Option<String> {
        let referred = document.refers_to.as_ref()?;
        let id = match document.kind {
            DocumentKind::Invoice => "paper-replaces",
            DocumentKind::CreditNote => "paper-takes-back",
        };
        let date = format::date(self.lang(), referred.issued);
        let mut said = self.get(id, &[("number", (&*referred.number).into()), ("date", date.into())]);
        if !document.reasons.is_empty() {
            let reasons = document.reasons.iter().map(|code| within(&self.code(*code))).collect::<Vec<_>>().join("; ");
            said = format!("{said} {}", self.get("paper-because", &[("reasons", reasons.into())]));
        }
        Some(said)
    }

    /// The exemptions of lines of a category, a phrase each.
    #[must_use]
    pub fn exemptions(&self, lines: &[DocumentLine], category: VatCategory) -> Vec<String> {
        let of_category = lines.iter().filter(|line| line.vat.category == category);
        let mut exemptions: Vec<VatExemption> = of_category.filter_map(|line| line.vat.exemption).collect();
        exemptions.sort_unstable_by_key(|exemption| exemption.as_str());
        exemptions.dedup();
        let letter = |exemption: &VatExemption| exemption.as_str().trim_start_matches("VATEX-EU-132-").to_lowercase();
        exemptions.iter().map(|exemption| self.get(&format!("exempt-as-{}", letter(exemption)), &[])).collect()
    }
}

impl Paper<'_> {
    fn document(&self, document: &Issued) -> Markup {
        html! {
            article.sheet {
                header.letterhead {
                    p.sender { (document.seller.name) }
                    p.from { (lines_of(&document.seller.address)) (self.say("paper-cvr")) " " (document.seller.cvr) }
                }
                div.top {
                    address { strong { (document.buyer.name) } br; (lines_of(&document.buyer.address)) }
                    (facts("facts numbers", &self.numbers(document)))
                }
                h1 { (self.say(kind_id(document.kind))) }
                (facts("facts references", &self.references(document)))
                @if let Some(said) = self.refers_to(document) { p.refers { (said) } }
                @if let Some(note) = &document.note { p.note { (note) } }
                (self.lines(document))
                (self.sums(document))
                (self.payment(document))
                footer { (self.contact(document)) }
            }
        }
    }

    /// Number, dates and parties' numbers, beside the address.
    fn numbers(&self, document: &Issued) -> Vec<(String, String)> {
        let lang = self.texts.lang();
        let is_invoice = document.kind == DocumentKind::Invoice;
        vec![
            (self.say(if is_invoice { "paper-number" } else { "paper-credit-number" }), document.number.to_string()),
            (self.say("paper-issued"), format::short_date(lang, document.issued)),
            (self.say("paper-due"), document.due.map(|due| format::short_date(lang, due)).unwrap_or_default()),
            (self.say("paper-buyer-gln"), document.buyer_gln().to_string()),
            (self.say("paper-buyer-cvr"), document.buyer.cvr.to_string()),
        ]
    }

    /// What the buyer finds the case by.
    pub(super) fn references(&self, document: &Issued) -> Vec<(String, String)> {
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        let references = &document.references;
        vec![
            (self.say("paper-case"), document.content.case_id.to_string()),
            (self.say("paper-month"), format::month(self.texts.lang(), document.content.month)),
            (self.say("paper-order"), text(&references.order_reference)),
            (self.say("paper-person"), text(&references.buyer_reference)),
            (self.say("paper-account"), text(&references.accounting_cost)),
            (self.say("paper-commitment"), text(&references.commitment)),
        ]
    }

    /// Which document it takes back or replaces, and why.
    pub(super) fn refers_to(&self, document: &Issued) -> Option<String> {
        self.texts.refers_to(document).map(|said| bound(&said))
    }

    fn lines(&self, document: &Issued) -> Markup {
        let heads = ["paper-service", "paper-quantity", "paper-price", "paper-net"].map(|id| self.say(id));
        html! {
            table.lines {
                (head(&heads, 3))
                tbody { @for line in &document.content.lines { (row(&self.line(line), 3)) } }
            }
        }
    }

    pub(super) fn line(&self, line: &DocumentLine) -> [String; 4] {
        let lang = self.texts.lang();
        let price = format::price_number(lang, line.unit_price);
        // A part of a month: the price is that of all its days.
        let price = if line.price_base_quantity == Quantity::whole(1) {
            price
        } else {
            format!("{price}\n/ {}", self.texts.units(line.price_base_quantity, line.unit))
        };
        [
            format!("{}\n{}", self.service(&line.service), format::period(lang, line.period())),
            self.texts.units(line.quantity, line.unit),
            price,
            format::number(lang, line.net),
        ]
    }

    /// The service and the days of a line that changed; both periods where they differ.
    pub(super) fn changed_line(&self, old: Option<&DocumentLine>, new: Option<&DocumentLine>) -> String {
        let lang = self.texts.lang();
        let days = |line: &DocumentLine| format::period(lang, line.period());
        let named = |line: &DocumentLine| self.service(&line.service);
        let arrow = |old: String, new: String| if old == new { new } else { format!("{old} → {new}") };
        match (old, new) {
            (Some(old), Some(new)) => format!("{}\n{}", arrow(named(old), named(new)), arrow(days(old), days(new))),
            (Some(line), None) | (None, Some(line)) => format!("{}\n{}", named(line), days(line)),
            (None, None) => String::new(),
        }
    }

    /// The net of a line, and how it is multiplied.
    pub(super) fn multiplied(&self, line: &DocumentLine) -> String {
        let [_, quantity, price, net] = self.line(line);
        format!("{net}\n{quantity} × {}", price.replace('\n', " "))
    }

    fn sums(&self, document: &Issued) -> Markup {
        let lang = self.texts.lang();
        let sums = document.content.sums();
        let total = match document.kind {
            DocumentKind::Invoice => "paper-to-pay",
            DocumentKind::CreditNote => "paper-credited",
        };
        html! {
            table.sums {
                tbody {
                    tr { th scope="row" { (self.say("paper-subtotal")) } td.number { (format::number(lang, sums.net)) } }
                    @for vat in by_vat(&document.content.lines) {
                        tr { th scope="row" { (self.vat(document, &vat)) } td.number { (format::number(lang, vat.sums.vat)) } }
                    }
                }
                tfoot { tr { th scope="row" { (self.say(total)) } td.number { (format::number(lang, sums.total())) } } }
            }
        }
    }

    /// VAT of a category and rate, with why there is none.
    pub(super) fn vat(&self, document: &Issued, vat: &VatSum) -> String {
        let lang = self.texts.lang();
        let base = ("base", format::number(lang, vat.sums.net).into());
        if vat.category == VatCategory::Standard {
            return self.say_with("paper-vat", &[("rate", format::percent(lang, vat.rate).into()), base]);
        }
        let reasons = self.texts.exemptions(&document.content.lines, vat.category);
        match &*reasons {
            [] => self.say_with("paper-vat-exempt", &[base]),
            reasons => self.say_with("paper-vat-exempt-as", &[base, ("reason", reasons.join("; ").into())]),
        }
    }

    fn payment(&self, document: &Issued) -> Markup {
        if document.kind == DocumentKind::CreditNote {
            return html! { p.payment { (self.say("paper-set-off")) } };
        }
        let lang = self.texts.lang();
        let days = document.due.map(|due| due.signed_duration_since(document.issued).num_days());
        let due = document.due.map(|due| format::date(lang, due)).unwrap_or_default();
        let to = match &document.seller.payment {
            Payment::Bank { registration, account } => {
                vec![(self.say("paper-registration"), registration.clone()), (self.say("paper-bank-account"), account.clone())]
            }
            Payment::Fik { kind, creditor } => {
                let id = document.seller.payment.payment_id(&document.number).unwrap_or_default();
                vec![(self.say("paper-fik"), format!("+{kind}<{id}+{creditor}<"))]
            }
            Payment::Iban { account, bic } => {
                vec![(self.say("paper-iban"), spaced(account)), (self.say("paper-bic"), bic.clone().unwrap_or_default())]
            }
        };
        html! {
            section.payment {
                h2 { (self.say("paper-payment")) }
                p { (self.say_with("paper-terms", &[("days", days.unwrap_or_default().to_string().into()), ("due", due.into())])) }
                (facts("facts", &to))
                p { (self.say_with("paper-quote-number", &[("number", (&*document.number).into())])) }
            }
        }
    }

    fn contact(&self, document: &Issued) -> Markup {
        let seller = &document.seller;
        let contact = [Some(&*seller.contact.name), seller.contact.phone.as_deref(), seller.contact.email.as_deref()];
        let contact = contact.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        html! {
            p { strong { (self.say("paper-contact")) } " " (contact) }
            p {
                (seller.name) " · " (self.say("paper-cvr")) " " (seller.cvr)
                @if let Some(gln) = seller.gln { " · GLN " (gln) }
            }
        }
    }
}

/// A label within a sentence: it begins with a small letter.
fn within(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// An IBAN in groups of four.
fn spaced(iban: &str) -> String {
    let chars: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("\u{a0}")
}
