//! A case reckoned: its lines in the order of their documents, each with its part of what is rounded on the document's sums (R10).

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::model::calendar::Month;
use crate::model::case::Municipality;
use crate::model::catalogue::RefundRule;
use crate::model::money::{Amount, Percent, round_half_away};
use crate::passes::draft::Draft;
use crate::result::line::{Line, LineRefund, LineVat, Outcome, VatCategory};
use crate::result::statement::{Document, Totals};
use crate::result::trace::{Observer, Running, Step};

/// A whole document on hold, for the months of a course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hold {
    pub provider: u32,
    pub payer: Municipality,
    pub months: (Month, Option<Month>),
    pub code: Code,
}

/// A case that can be priced, decided but not written out: [`Book::reckon`] gives it.
///
/// What is asked of it is what [`Book::price`] would give, by the same function, without documents and findings that nobody keeps.
#[derive(Debug)]
pub struct Reckoning<'a> {
    book: &'a Book,
    /// By document, and in the order of its lines.
    drafts: Vec<Draft<'a>>,
    holds: Vec<Hold>,
}

impl<'a> Reckoning<'a> {
    pub(crate) fn new(book: &'a Book, mut drafts: Vec<Draft<'a>>, holds: Vec<Hold>) -> Reckoning<'a> {
        drafts.sort_by_key(|draft| (key(book, draft), draft.days.first(), book.entry(draft.service).rank.1, draft.row.number));
        Reckoning { book, drafts, holds }
    }

    /// How many lines there are.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.drafts.len()
    }

    /// Sums over all lines.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut sums = Sums::default();
        let mut totals = Totals::default();
        for drafts in self.by_document() {
            sums.clear();
            for draft in drafts {
                totals = totals + shares(self.book, draft, &mut sums).totals(draft);
            }
        }
        totals
    }

    /// Hands `take` every line in order, with the number of its document (1 = first). A line lives only as long as the call.
    pub fn each_line(&self, mut take: impl FnMut(u32, &Line)) {
        let mut sums = Sums::default();
        for (document, drafts) in (1..).zip(self.by_document()) {
            self.lines(drafts, self.hold(&drafts[0]), &mut sums, &mut (), |line| take(document, &line));
        }
    }

    pub(crate) fn documents<O: Observer>(&self, observer: &mut O) -> Vec<Document> {
        let mut sums = Sums::default();
        let mut documents = Vec::with_capacity(self.by_document().count());
        for drafts in self.by_document() {
            let first = &drafts[0];
            let hold = self.hold(first);
            let mut lines = Vec::with_capacity(drafts.len());
            self.lines(drafts, hold, &mut sums, observer, |line| lines.push(line));
            let provider = self.book.entry(first.service).facts.provider.clone();
            documents.push(Document { provider, payer: first.row.payer, month: first.span.month, hold, lines });
        }
        documents
    }

    fn by_document(&self) -> impl Iterator<Item = &[Draft<'a>]> {
        self.drafts.chunk_by(|a, b| key(self.book, a) == key(self.book, b))
    }

    /// Why the document of a line is on hold: a missing commitment says more than a late one.
    fn hold(&self, of: &Draft) -> Option<Code> {
        let (provider, payer, month) = key(self.book, of);
        self.holds
            .iter()
            .filter(|h| h.provider == provider && h.payer == payer && h.months.0 <= month && h.months.1.is_none_or(|last| month <= last))
            .map(|h| h.code)
            .min_by_key(|code| (*code != Code::CommitmentMissing, *code))
    }

    /// The lines of one document.
    fn lines<O: Observer>(&self, drafts: &[Draft], hold: Option<Code>, sums: &mut Sums, observer: &mut O, mut take: impl FnMut(Line)) {
        sums.clear();
        for (number, draft) in (1..).zip(drafts) {
            let shares = shares(self.book, draft, sums);
            observe(self.book, draft, &shares, hold, observer);
            take(line(self.book, draft, &shares, number, hold));
        }
    }
}

/// What tells documents apart, in their order: provider, payer, month.
fn key(book: &Book, draft: &Draft) -> (u32, Municipality, Month) {
    (book.entry(draft.service).rank.0, draft.row.payer, draft.span.month)
}

/// A sum of which a percentage is taken, rounded on the running sum.
#[derive(Clone, Copy, Default)]
struct ShareSum {
    base: i128,
    rounded: Amount,
}

impl ShareSum {
    /// Always of the same `share`.
    fn add(&mut self, base: Amount, share: Percent) -> Running {
        self.base += i128::from(base.ore());
        let before = self.rounded;
        self.rounded = Amount::from_ore(round_half_away(self.base * i128::from(share.units()), 10_000));
        Running { before, after: self.rounded }
    }
}

/// The running sums of a document: VAT by category and rate, refund and sum at stake by rule.
#[derive(Default)]
struct Sums {
    vat: Vec<((VatCategory, Percent), ShareSum)>,
    refund: Vec<((RefundRule, Outcome), ShareSum)>,
}

impl Sums {
    fn clear(&mut self) {
        self.vat.clear();
        self.refund.clear();
    }
}

fn sum_of<K: PartialEq + Copy>(sums: &mut Vec<(K, ShareSum)>, key: K) -> &mut ShareSum {
    let at = sums.iter().position(|(k, _)| *k == key).unwrap_or_else(|| {
        sums.push((key, ShareSum::default()));
        sums.len() - 1
    });
    &mut sums[at].1
}

/// A line's part of the sums of its document.
struct Shares {
    vat: LineVat,
    vat_running: Running,
    /// What the refund is a share of.
    base: Amount,
    refund: LineRefund,
    refund_running: Option<Running>,
}

impl Shares {
    fn totals(&self, draft: &Draft) -> Totals {
        Totals::of_amounts(draft.net, &self.vat, draft.own_payment, &self.refund)
    }
}

fn shares(book: &Book, draft: &Draft, sums: &mut Sums) -> Shares {
    let entry = book.entry(draft.service);
    let choice = if draft.span.version.is_some() { entry.vat_published } else { entry.vat_agreed };
    let rate = draft.span.vat_rate;
    let vat_running = sum_of(&mut sums.vat, (choice.category, rate)).add(draft.net, rate);
    let vat = LineVat { category: choice.category, rate, amount: vat_running.after - vat_running.before };

    let base = draft.net - draft.own_payment;
    let refund_running = match draft.outcome {
        Outcome::NotRefunded => None,
        Outcome::Refunded | Outcome::Undetermined => {
            Some(sum_of(&mut sums.refund, (entry.facts.refund_rule, draft.outcome)).add(base, book.law.share.value))
        }
    };
    let half = refund_running.map_or(Amount::ZERO, |running| running.after - running.before);
    let (amount, at_stake) = match draft.outcome {
        Outcome::Refunded => (half, Amount::ZERO),
        Outcome::NotRefunded => (Amount::ZERO, Amount::ZERO),
        Outcome::Undetermined => (Amount::ZERO, half),
    };
    let refund = LineRefund { outcome: draft.outcome, reason: draft.reason, amount, at_stake };
    Shares { vat, vat_running, base, refund, refund_running }
}

fn line(book: &Book, draft: &Draft, shares: &Shares, number: u32, hold: Option<Code>) -> Line {
    let (row, entry) = (draft.row, book.entry(draft.service));
    Line {
        row: row.number,
        row_id: row.row_id.clone(),
        number,
        service: entry.facts.clone(),
        payer: row.payer,
        month: draft.span.month,
        period: draft.days,
        quantity: draft.quantity,
        unit: draft.unit,
        unit_price: draft.unit_price,
        price_base_quantity: draft.base,
        net: draft.net,
        vat: shares.vat,
        own_payment: draft.own_payment,
        refund: shares.refund,
        tariff_version: draft.span.version.map(|version| entry.timeline.versions[version as usize].label.clone()),
        invoice_hold: hold,
        assumptions: draft.assumed,
    }
}

fn observe<O: Observer>(book: &Book, draft: &Draft, shares: &Shares, hold: Option<Code>, observer: &mut O) {
    let (row, days) = (draft.row.number, draft.days);
    let Shares { vat, vat_running, base, refund, refund_running } = *shares;
    observer.observe(row, days, || Step::Vat {
        category: vat.category,
        rate: vat.rate,
        base: draft.net,
        vat: vat.amount,
        running: vat_running,
        source: (vat.category == VatCategory::Standard).then(|| book.law.vat_on(days.first()).map(|rate| rate.source.clone())).flatten(),
    });
    let share = &book.law.share;
    observer.observe(row, days, || Step::Refund {
        base,
        share: share.value,
        outcome: refund.outcome,
        amount: refund.amount,
        at_stake: refund.at_stake,
        running: refund_running,
        source: refund_running.map(|_| share.source.clone()),
    });
    let totals = shares.totals(draft);
    observer.observe(row, days, || Step::Cost { net: totals.net, own_payment: totals.own_payment, refund: totals.refund, cost: totals.cost });
    if O::WATCHES {
        for code in draft.assumed.iter() {
            observer.observe(row, days, || Step::Assumed(code));
        }
    }
    if let Some(code) = hold {
        observer.observe(row, days, || Step::Hold(code));
    }
}
