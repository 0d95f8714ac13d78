//! A bill, and the paper that control compares.

use takst::document::DocumentKind;
use takst::document::content::Content;
use takst::document::control::received::{Paper, PaperLine};
use takst::document::line::DocumentLine;
use takst::{Amount, LineVat, Percent, VatCategory, VatExemption};

/// A bill of the provider `m`.
#[derive(Debug, Clone)]
pub struct Bill {
    /// Its number.
    pub number: String,
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// The bill that it takes back.
    pub refers_to: Option<String>,
    /// What it says.
    pub content: Content,
}

impl Bill {
    /// The paper that a list in our own columns gives.
    #[must_use]
    pub fn paper(&self) -> Paper {
        let lines = (1..).zip(&self.content.lines).map(|(number, line)| self.line(number, line)).collect();
        Paper { number: self.number.as_str().into(), kind: self.kind, seller: "m".into(), lines, has_wrong_totals: false, is_known: false }
    }

    fn line(&self, number: u32, line: &DocumentLine) -> PaperLine {
        PaperLine {
            number,
            references: vec![(&*self.content.case_id).into()],
            person_references: Vec::new(),
            citizens: Vec::new(),
            service: Some((&*line.service).into()),
            service_names: Vec::new(),
            payer: Some(self.content.payer),
            period: Some(line.period()),
            has_days_from_text: false,
            quantity: Some(line.quantity),
            unit: Some(line.unit),
            unit_price: Some(line.unit_price),
            price_base_quantity: Some(line.price_base_quantity),
            net: line.net,
            vat_rate: Some(line.vat.rate),
            vat: Some(line.vat.amount),
            refers_to: self.refers_to.as_deref().map(Into::into),
        }
    }
}

/// Gives a line another net, with VAT as before.
pub(super) fn set_net(line: &mut DocumentLine, net: Amount) {
    line.net = net;
    set_rate(line, line.vat.rate != Percent::default());
}

/// Gives a line 25 % VAT, or none.
pub(super) fn set_rate(line: &mut DocumentLine, is_standard: bool) {
    line.vat = if is_standard {
        // A quarter, halves up.
        let amount = Amount::from_ore((line.net.ore() + 2) / 4);
        LineVat { category: VatCategory::Standard, rate: Percent::from_units(2_500), amount, exemption: None }
    } else {
        LineVat { category: VatCategory::Exempt, rate: Percent::default(), amount: Amount::ZERO, exemption: Some(VatExemption::SocialCare) }
    };
}
