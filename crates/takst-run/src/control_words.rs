//! Rows of a control in words: why each differs, with figures, and what its papers bill.

use crate::words::{count, kind};
use takst::contract::unit::Unit;
use takst::contract::words::DocumentKind;
use takst::document::control::judged::{Row, RowKind};
use takst::document::control::judged_line::JudgedLine;
use takst::document::control::stated::days_in;
use takst::document::line::{DocumentLine, Sums};
use takst::{Amount, Catalogue, Code, Municipality, Percent, Period, Quantity, UnitPrice};
use takst_explain::{Arg, Lang, Texts, format};
use takst_io::printable;

/// Lines of one row whose figures are shown; of more, their number.
const SHOWN: usize = 4;
/// Øre by which amounts of a line may differ.
const TOLERANCE: i64 = 1;

/// What rows are put into words with.
#[derive(Clone, Copy)]
pub(crate) struct ControlWords<'a> {
    pub(crate) texts: &'a Texts,
    /// The names of services.
    pub(crate) catalogue: &'a Catalogue,
}

/// A verdict says that something differs or is unknown; the others are notes.
pub(crate) const fn is_note(code: Code) -> bool {
    matches!(code, Code::VerifyServiceInferred | Code::VerifyDaysFromText | Code::VerifyDescribedDifferently)
}

impl ControlWords<'_> {
    pub(crate) fn say(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.texts.get(id, args)
    }

    pub(crate) fn lang(&self) -> Lang {
        self.texts.lang()
    }

    pub(crate) fn number(&self, amount: Amount) -> String {
        format::number(self.lang(), amount)
    }

    pub(crate) fn kroner(&self, amount: Amount) -> String {
        format::amount(self.lang(), amount)
    }

    /// What a code means.
    pub(crate) fn code(&self, code: Code) -> String {
        self.texts.get(&format!("code-{}", code.as_str().replace('.', "-")), &[])
    }

    /// A service by name; what is no id of one as it is on the paper.
    pub(crate) fn service(&self, id: &str) -> String {
        let found = self.catalogue.services().find(|(_, service)| service.id == id);
        found.map_or_else(|| printable(id), |(_, service)| self.lang().pick(&service.name).to_owned())
    }

    pub(crate) fn payers<'m>(&self, payers: impl IntoIterator<Item = &'m Municipality>) -> String {
        payers.into_iter().map(|payer| self.texts.municipality(*payer)).collect::<Vec<_>>().join(", ")
    }

    /// The service of a row, who pays, and what is to be known of how it was found.
    pub(crate) fn about(&self, row: &Row) -> String {
        let services: Vec<String> = row.services.iter().map(|id| self.service(id)).collect();
        let named = [services.join(", "), self.payers(&row.payers)];
        let named = named.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        let notes = row.verdicts.iter().filter(|code| is_note(**code)).map(|code| self.code(*code));
        std::iter::once(named).chain(notes).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ")
    }

    /// The case of a row; `None`: it is not known.
    pub(crate) fn case(&self, row: &Row) -> Option<String> {
        let is_unknown = row.verdicts.iter().any(|code| matches!(code, Code::VerifyCaseUnknown | Code::VerifyCaseAmbiguous));
        (!is_unknown).then(|| printable(&row.case_id))
    }

    /// Why a row differs or is unknown, a verdict or more a line, each with its figures.
    pub(crate) fn reasons(&self, row: &Row) -> Vec<String> {
        let mut reasons: Vec<(String, String)> = Vec::new();
        for code in row.verdicts.iter().copied().filter(|code| !is_note(*code) && !matches!(code, Code::VerifyAgrees | Code::VerifyNotBilled)) {
            let (label, figures) = (self.code(code), self.figures(code, row));
            match reasons.iter_mut().find(|(_, of)| !of.is_empty() && *of == figures) {
                Some((labels, _)) => *labels = format!("{labels}, {}", lower(&label)),
                None => reasons.push((label, figures)),
            }
        }
        let is_quoted = self.case(row).is_none();
        let say = |(label, figures): (String, String)| match (figures.is_empty(), is_quoted) {
            (true, _) => label,
            (false, true) => format!("{label}; {figures}"),
            (false, false) => format!("{label}: {figures}"),
        };
        reasons.into_iter().map(say).collect()
    }

    /// The figures of a verdict.
    fn figures(&self, code: Code, row: &Row) -> String {
        match code {
            Code::VerifyCaseUnknown | Code::VerifyCaseAmbiguous => return self.quoted(row),
            Code::VerifySellerUnknown => return printable(&row.seller),
            Code::VerifyCaseRefused => return row.faults.iter().map(|code| self.code(*code)).collect::<Vec<_>>().join(", "),
            _ => {}
        }
        if matches!(code, Code::VerifyQuantity | Code::VerifyAmount) && row.lines.iter().any(|line| line.repeats.is_some()) {
            return self.together(row).unwrap_or_default();
        }
        let is_one_paper = row.lines.windows(2).all(|pair| pair[0].invoice == pair[1].invoice);
        let mut shown: Vec<String> = Vec::new();
        for line in row.lines.iter().filter(|line| !line.is_gone) {
            let Some(figure) = self.figure(code, row, line) else { continue };
            let place = match (row.lines.len(), is_one_paper) {
                (1, _) => String::new(),
                (_, true) => self.say("run-verify-line", &[("line", line.line.to_string().into())]),
                (_, false) => printable(&line.invoice),
            };
            // A repeated paper is named by its sentence.
            shown.push(if place.is_empty() || code == Code::VerifyBilledTwice { figure } else { format!("{place}: {figure}") });
        }
        shown.dedup();
        if shown.len() > SHOWN {
            let more = count((shown.len() - SHOWN) as u64);
            shown.truncate(SHOWN);
            shown.push(self.say("run-verify-more-lines", &[("lines", more)]));
        }
        shown.join("; ")
    }

    /// The figures of a verdict on one line of a paper; `None`: it is not about this line.
    fn figure(&self, code: Code, row: &Row, line: &JudgedLine) -> Option<String> {
        let differs = (line.billed.net - Sums::of(&line.should).net).ore().abs() > TOLERANCE;
        match code {
            Code::VerifyPrice | Code::VerifyQuantity | Code::VerifyAmount if differs => self.priced(line),
            Code::VerifyPeriod => self.outside(line),
            Code::VerifyService if differs || !line.should.is_empty() => {
                let services = self.services_of(&line.should)?;
                let (billed, expected) = (self.stated(line)?, self.should(&line.should));
                Some(
                    self.say("run-verify-figure-service", &[("billed", billed.into()), ("services", services.into()), ("expected", expected.into())]),
                )
            }
            Code::VerifyPayer => {
                let others: Vec<&Municipality> = line.payers.iter().filter(|payer| !row.payers.contains(payer)).collect();
                (!others.is_empty()).then(|| self.say("run-verify-figure-payer", &[("payers", self.payers(others).into())]))
            }
            Code::VerifyVat => self.vat(line),
            Code::VerifySum => self.sum(line),
            Code::VerifyBilledTwice => {
                let repeat = line.repeats.as_ref()?;
                let mut args = vec![("invoice", Arg::Text(printable(&line.invoice))), ("other", printable(&repeat.invoice).into())];
                let id = if repeat.is_whole {
                    "run-verify-figure-repeats"
                } else if repeat.is_by_days {
                    let days: Vec<String> = repeat.days.iter().map(|days| format::period(self.lang(), *days)).collect();
                    args.push(("days", days.join(", ").into()));
                    "run-verify-figure-shares"
                } else {
                    "run-verify-figure-same-time"
                };
                Some(self.say(id, &args))
            }
            _ => None,
        }
    }

    /// What is billed and what should be, where both are priced in units.
    fn priced(&self, line: &JudgedLine) -> Option<String> {
        if line.should.is_empty() {
            return None;
        }
        let args = [("billed", self.stated(line)?.into()), ("expected", self.should(&line.should).into())];
        Some(self.say("run-verify-figure-priced", &args))
    }

    /// What papers bill together that are for the same days, and what should be.
    fn together(&self, row: &Row) -> Option<String> {
        let lines = || row.lines.iter().filter(|line| !line.is_gone && line.kind == DocumentKind::Invoice);
        let mut should: Vec<&DocumentLine> = Vec::new();
        for of in lines().flat_map(|line| &line.should) {
            if !should.contains(&of) {
                should.push(of);
            }
        }
        let unit = should.first()?.unit;
        let is_of_unit = lines().all(|line| line.stated.unit.is_none_or(|of| of == unit)) && should.iter().all(|of| of.unit == unit);
        let billed: Option<i64> = lines().map(|line| line.stated.quantity.map(Quantity::units)).sum();
        let expected: i64 = should.iter().map(|of| of.quantity.units()).sum();
        let units = |units: i64| Arg::Text(self.units(Quantity::from_units(units), Some(unit)));
        let args = [("billed", units(billed.filter(|_| is_of_unit)?)), ("expected", units(expected))];
        Some(self.say("run-verify-figure-priced", &args))
    }

    /// What a paper says of a line: quantity and price, else its net.
    fn stated(&self, line: &JudgedLine) -> Option<String> {
        let stated = &line.stated;
        let unit = stated.unit.or_else(|| line.should.first().map(|of| of.unit));
        match (stated.quantity, stated.unit_price) {
            (Some(quantity), Some(price)) => Some(self.quantity(quantity, unit, price, stated.price_base_quantity)),
            (Some(quantity), None) => Some(format!("{}, {}", self.units(quantity, unit), self.number(line.billed.net))),
            (None, _) => Some(self.number(line.billed.net)),
        }
    }

    fn should(&self, lines: &[DocumentLine]) -> String {
        // What lies in two months at one price is said once.
        let mut priced: Vec<(Quantity, &DocumentLine)> = Vec::new();
        for line in lines {
            let is_alike =
                |of: &DocumentLine| (of.unit, of.unit_price, of.price_base_quantity) == (line.unit, line.unit_price, line.price_base_quantity);
            match priced.last_mut().filter(|(_, of)| is_alike(of)) {
                Some((quantity, _)) => *quantity = Quantity::from_units(quantity.units() + line.quantity.units()),
                None => priced.push((line.quantity, line)),
            }
        }
        let of =
            |(quantity, line): &(Quantity, &DocumentLine)| self.quantity(*quantity, Some(line.unit), line.unit_price, Some(line.price_base_quantity));
        match priced.len() {
            1..=SHOWN => priced.iter().map(of).collect::<Vec<_>>().join(" + "),
            _ => self.number(Sums::of(lines).net),
        }
    }

    /// `31 døgn × 545,00`; of a part of a month `10 døgn × 31.200,00 / 31`.
    fn quantity(&self, quantity: Quantity, unit: Option<Unit>, price: UnitPrice, base: Option<Quantity>) -> String {
        let priced = format!("{} × {}", self.units(quantity, unit), format::price_number(self.lang(), price));
        match base.filter(|base| *base != Quantity::whole(1)) {
            Some(base) => format!("{priced} / {}", format::quantity(self.lang(), base)),
            None => priced,
        }
    }

    fn units(&self, quantity: Quantity, unit: Option<Unit>) -> String {
        unit.map_or_else(|| format::quantity(self.lang(), quantity), |unit| self.texts.units(quantity, unit))
    }

    fn services_of(&self, lines: &[DocumentLine]) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for name in lines.iter().map(|line| self.service(&line.service)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Days outside the case, and where the case begins or ends.
    fn outside(&self, line: &JudgedLine) -> Option<String> {
        let (first, last) = line.outside.first().zip(line.outside.last())?;
        let days = ("days", count(line.days_outside().into()));
        let day = |day| ("day", Arg::Text(format::date(self.lang(), day)));
        let is_by_days = line.stated.unit.or_else(|| line.should.first().map(|of| of.unit)).is_some_and(Unit::is_by_days);
        let (id, said) = match line.case_days {
            Some(case) if first.first() > case.last() => ("run-verify-figure-ends", day(case.last())),
            Some(case) if last.last() < case.first() => ("run-verify-figure-begins", day(case.first())),
            Some(_) => {
                let runs: Vec<String> = line.outside.iter().map(|days| format::period(self.lang(), *days)).collect();
                ("run-verify-figure-outside", ("day", runs.join(", ").into()))
            }
            None => return Some(self.say("run-verify-figure-no-rows", &[])),
        };
        let where_it_ends = self.say(id, &[said]);
        let too_many = || self.say("run-verify-figure-days", &[days]);
        Some(if is_by_days { format!("{where_it_ends}, {}", too_many()) } else { where_it_ends })
    }

    fn vat(&self, line: &JudgedLine) -> Option<String> {
        let (billed, expected) = (line.stated.vat_rate?, line.should.first()?.vat.rate);
        let rate = |rate: Percent| {
            if rate == Percent::default() {
                self.say("run-verify-figure-no-vat", &[])
            } else {
                self.say("run-verify-figure-rate", &[("rate", format::percent(self.lang(), rate).into())])
            }
        };
        let args = [("billed", rate(billed).into()), ("expected", rate(expected).into())];
        (billed != expected).then(|| self.say("run-verify-figure-priced", &args))
    }

    /// The paper's own arithmetic.
    fn sum(&self, line: &JudgedLine) -> Option<String> {
        let is_far = |of: &Amount, stated: Amount| (*of - stated).ore().abs() > TOLERANCE;
        let say = |of: String, is: Amount, stated: Amount| {
            self.say("run-verify-figure-sum", &[("of", of.into()), ("is", self.number(is).into()), ("stated", self.number(stated).into())])
        };
        if let Some(product) = line.product().filter(|product| is_far(product, line.billed.net)) {
            return Some(say(self.stated(line)?, product, line.billed.net));
        }
        let vat = line.vat_of_rate().filter(|vat| is_far(vat, line.billed.vat))?;
        let of = [("rate", format::percent(self.lang(), line.stated.vat_rate?).into()), ("amount", self.number(line.billed.net).into())];
        Some(say(self.say("run-verify-figure-share", &of), vat, line.billed.vat))
    }

    /// What stands on the paper in the place of a case. Its days stand beside it already.
    fn quoted(&self, row: &Row) -> String {
        let text = without_days(&row.case_id, row.period);
        if text.is_empty() {
            return self.say("run-verify-figure-no-reference", &[]);
        }
        self.say("run-verify-figure-reference", &[("text", printable(text).into())])
    }

    /// What each paper of a row bills, where there are several.
    pub(crate) fn papers(&self, row: &Row) -> Vec<String> {
        let mut papers: Vec<Vec<&JudgedLine>> = Vec::new();
        for line in &row.lines {
            match papers.last_mut().filter(|paper| paper[0].invoice == line.invoice) {
                Some(paper) => paper.push(line),
                None => papers.push(vec![line]),
            }
        }
        if papers.len() < 2 { Vec::new() } else { papers.iter().map(|lines| self.paper(lines)).collect() }
    }

    fn paper(&self, lines: &[&JudgedLine]) -> String {
        let net: Amount = lines.iter().map(|line| line.billed.net).sum();
        let periods = || lines.iter().filter_map(|line| line.period);
        let days = periods().map(Period::first).min().zip(periods().map(Period::last).max()).and_then(|(first, last)| Period::new(first, last));
        let described = match lines {
            [line] => line.stated.quantity.zip(line.stated.unit_price).and_then(|_| self.stated(line)),
            _ => Some(self.say("run-verify-lines", &[("lines", count(lines.len() as u64))])),
        };
        let is_credit = lines[0].kind == DocumentKind::CreditNote;
        let what = is_credit.then(|| lower(&kind(self.texts, DocumentKind::CreditNote)));
        let days = days.map(|days| format::compact_period(self.lang(), days));
        let parts: Vec<String> = what.into_iter().chain(days).chain(described).chain([self.number(net)]).collect();
        format!("{}: {}", printable(&lines[0].invoice), parts.join(", "))
    }

    /// `Vi bestrider 40.926,25 kr. hos Mandecentret: 37.555,00 kr. ekskl. moms og 3.371,25 kr. moms.`
    pub(crate) fn contested(&self, seller: &str, contested: Sums) -> String {
        let mut args = vec![("seller", Arg::Text(seller.to_owned())), ("total", self.kroner(contested.total()).into())];
        if contested == Sums::ZERO {
            return self.say("run-verify-contests-nothing", &args[..1]);
        }
        args.extend([("net", self.kroner(contested.net).into()), ("vat", self.kroner(contested.vat).into())]);
        self.say("run-verify-contests", &args)
    }
}

/// Whether a row differs, or nothing can be compared with it.
pub(crate) fn is_open(row: &Row) -> bool {
    row.kind != RowKind::NotBilled && !row.agrees()
}

/// A text with a small letter first, as it stands within a sentence.
pub(crate) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let is_word = letters.clone().nth(1).is_some_and(|second| !second.is_uppercase());
    letters.next().filter(|_| is_word).map_or_else(|| text.to_owned(), |first| first.to_lowercase().chain(letters).collect())
}

/// A reference without the dates behind it, where they are the days of the row.
fn without_days(text: &str, period: Option<Period>) -> &str {
    let text = text.trim();
    if period.is_none() || days_in(text) != period {
        return text;
    }
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let cut = ends.filter(|at| days_in(&text[*at..]) == period).max();
    cut.map_or(text, |at| text[..at].trim_end_matches([' ', ',', ';', ':', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_the_row_are_not_quoted_again() {
        let days = |text: &str| days_in(text);
        let period = days("01.02.2024-29.02.2024");
        assert_eq!(without_days("2024-077 01.02.2024-29.02.2024", period), "2024-077");
        assert_eq!(without_days("Sag 7, 1. februar 2024 – 29. februar 2024", period), "Sag 7");
        assert_eq!(without_days("01.02.2024-29.02.2024", period), "01.02.2024-29.02.2024");
        assert_eq!(without_days("2024-077 01.02.2024-29.02.2024", days("1.–31. marts 2024")), "2024-077 01.02.2024-29.02.2024");
    }
}
