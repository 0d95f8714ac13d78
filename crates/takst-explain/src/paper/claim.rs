//! A claim of state refund: what an accountant signs and an auditor reads.

use super::{Paper, facts, head, row};
use crate::format;
use crate::receipt::Receipt;
use crate::texts::Texts;
use chrono::NaiveDate;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use takst::catalogue::RefundRule;
use takst::contract::words::{ClaimKind, Invoiced};
use takst::document::claim::{Claim, ClaimRow, ClaimSums, Quarter, WindowUse, totals};
use takst::{Amount, Catalogue, Code, Municipality, Policy};

/// What stands on the page of a claim or of a yearly statement.
#[derive(Debug, Clone, Copy)]
pub struct ClaimPage<'a> {
    /// Number; `None`: nothing is stored.
    pub number: Option<&'a str>,
    /// Who claims.
    pub payer: Municipality,
    /// The quarter; `None`: the statement of a year.
    pub quarter: Option<Quarter>,
    /// The year of a statement.
    pub year: Option<i32>,
    /// Its date.
    pub date: NaiveDate,
    /// Its rows.
    pub rows: &'a [ClaimRow],
    /// What it rests on; `None`: a statement of what was claimed before.
    pub priced: Option<ClaimBasis<'a>>,
}

/// What a claim rests on.
#[derive(Debug, Clone, Copy)]
pub struct ClaimBasis<'a> {
    /// What is at stake, assumed and left alone.
    pub claim: &'a Claim,
    /// Days used by citizen and window.
    pub windows: &'a [WindowUse],
    /// The policy it was priced with.
    pub policy: &'a Policy,
    /// Checksums of what it was priced with.
    pub receipt: &'a Receipt,
}

/// The page of a claim.
#[must_use]
pub fn claim(page: &ClaimPage<'_>, catalogue: &Catalogue, texts: &Texts) -> String {
    let paper = Paper { texts, catalogue };
    let title = match page.year {
        Some(year) => paper.say_with("paper-claim-final", &[("year", year.to_string().into())]),
        None => format!("{} {}", paper.say("paper-claim"), page.number.unwrap_or_default()).trim_end().to_owned(),
    };
    paper.page(&title, &html! { article.sheet.claim { (paper.claim(page, &title)) } })
}

impl Texts {
    /// A refund rule as claims name it.
    #[must_use]
    pub fn refund_rule(&self, rule: RefundRule) -> String {
        self.get(&format!("rule-on-paper-{rule}"), &[])
    }

    /// The kind of a row of a claim: when its month lies.
    #[must_use]
    pub fn claim_kind(&self, kind: ClaimKind) -> String {
        let id = match kind {
            ClaimKind::Current => "paper-kind-current",
            ClaimKind::Running => "paper-kind-running",
            ClaimKind::EarlierYear => "paper-kind-earlier",
        };
        self.get(id, &[])
    }
}

impl Paper<'_> {
    fn claim(&self, page: &ClaimPage<'_>, title: &str) -> Markup {
        let lang = self.texts.lang();
        let payer = page.payer.title().map_or_else(|| page.payer.to_string(), str::to_owned);
        let period = page.quarter.map(|quarter| {
            let (first, last) = (quarter.first_month().first_day(), quarter.last_month().last_day());
            takst::Period::new(first, last).map(|days| format::period(lang, days)).unwrap_or_default()
        });
        let mut cases: Vec<&str> = page.rows.iter().map(|row| &*row.case_id).collect();
        cases.sort_unstable();
        cases.dedup();
        let refund: Amount = page.rows.iter().map(|row| row.sums.refund).sum();
        html! {
            header.letterhead { p.sender { (payer) } p.from { (self.say("paper-claim-law")) } }
            h1 { (title) }
            @if page.number.is_none() && page.year.is_none() { p.draft { (self.say("paper-claim-draft")) } }
            (facts("facts", &[
                (self.say("paper-claim-payer"), format!("{payer} ({})", page.payer)),
                (self.say("paper-claim-quarter"), page.quarter.map(|quarter| quarter.to_string()).unwrap_or_default()),
                (self.say("paper-claim-period"), period.unwrap_or_default()),
                (self.say("paper-claim-date"), format::date(lang, page.date)),
                (self.say("paper-claim-cases"), format!("{} / {}", cases.len(), page.rows.len())),
                (self.say("paper-claim-total"), format::amount(lang, refund)),
            ]))
            (self.claim_sums(page.rows, page.year.is_some()))
            @if let Some(basis) = &page.priced {
                (self.by_code("paper-claim-at-stake", "paper-claim-at-stake-note", &basis.claim.at_stake))
                (self.left(basis))
                (self.assumed(basis))
            }
            (self.signatures())
            (self.claim_rows(page.rows))
            @if let Some(basis) = &page.priced { (self.windows(basis.windows)) (self.receipt(basis.receipt)) }
        }
    }

    fn amounts(&self, sums: &ClaimSums) -> [String; 3] {
        [sums.net, sums.own_payment, sums.refund].map(|amount| format::number(self.texts.lang(), amount))
    }

    fn claim_sums(&self, rows: &[ClaimRow], is_final: bool) -> Markup {
        let heads =
            ["paper-year", "paper-ledger-account", "paper-rule", "paper-kind", "paper-net", "paper-own", "paper-refund"].map(|id| self.say(id));
        let mut all = ClaimSums::default();
        rows.iter().for_each(|row| all += row.sums);
        html! {
            section {
                h2 { (self.say("paper-claim-sums")) }
                @if rows.is_empty() { p { (self.say(if is_final { "paper-claim-final-empty" } else { "paper-claim-empty" })) } } @else {
                    table.lines {
                        (head(&heads, 3))
                        tbody {
                            @for total in totals(rows) {
                                @let words = [total.year.to_string(), total.account.as_deref().unwrap_or("–").to_owned(), self.texts.refund_rule(total.rule), self.texts.claim_kind(total.kind)];
                                (row(&words.into_iter().chain(self.amounts(&total.sums)).collect::<Vec<_>>(), 3))
                            }
                        }
                        tfoot { tr { th scope="row" colspan="4" { (self.say("page-total")) } @for amount in self.amounts(&all) { td.number { (amount) } } } }
                    }
                }
            }
        }
    }

    fn claim_rows(&self, rows: &[ClaimRow]) -> Markup {
        let heads = ["paper-case", "paper-provider", "paper-rule", "paper-kind", "paper-net", "paper-own", "paper-refund", "paper-stake"];
        let lang = self.texts.lang();
        let cells = |claimed: &ClaimRow| {
            let place = &claimed.place;
            let invoiced = match claimed.invoiced {
                Invoiced::Yes => "paper-invoiced-yes",
                Invoiced::Partly => "paper-invoiced-partly",
                Invoiced::No => "paper-invoiced-no",
            };
            let words = [
                format!("{}\n{}", claimed.case_id, claimed.citizen_id),
                format!("{}\n{}", self.provider(&place.provider), format::month(lang, place.month)),
                format!("{}\n{}", self.texts.refund_rule(place.rule), place.account.as_deref().unwrap_or_default()),
                format!("{}\n{}", self.texts.claim_kind(claimed.kind), self.say(invoiced)),
            ];
            words.into_iter().chain(self.amounts(&claimed.sums)).chain([format::number(lang, claimed.at_stake)]).collect::<Vec<_>>()
        };
        html! {
            @if !rows.is_empty() {
                section.detail {
                    h2 { (self.say("paper-claim-rows")) }
                    table.lines { (head(&heads.map(|id| self.say(id)), 4)) tbody { @for claimed in rows { (row(&cells(claimed), 4)) } } }
                }
            }
        }
    }

    fn by_code(&self, heading: &str, note: &str, amounts: &BTreeMap<Code, Amount>) -> Markup {
        let lang = self.texts.lang();
        html! {
            @if !amounts.is_empty() {
                section {
                    h2 { (self.say(heading)) }
                    p.about { (self.say(note)) }
                    table.lines {
                        tbody {
                            @for (code, amount) in amounts { (row(&[format!("{}\n{code}", self.texts.code(*code)), format::number(lang, *amount)], 1)) }
                        }
                    }
                }
            }
        }
    }

    /// Cases and rows that keep what was claimed.
    fn left(&self, basis: &ClaimBasis<'_>) -> Markup {
        let lang = self.texts.lang();
        let cells = |left: &takst::document::claim::LeftAlone| {
            let place = left.place.as_ref().map(|place| format!("{}\n{}", self.provider(&place.provider), format::month(lang, place.month)));
            let why: BTreeSet<String> = left.why.iter().map(|code| self.texts.code(*code)).collect();
            let why = if why.is_empty() { self.say("paper-claim-absent") } else { why.into_iter().collect::<Vec<_>>().join("; ") };
            [left.case_id.to_string(), place.unwrap_or_default(), why, format::number(lang, left.claimed.refund)]
        };
        let heads = ["paper-case", "paper-provider", "paper-why", "paper-so-far"].map(|id| self.say(id));
        html! {
            @if !basis.claim.left.is_empty() {
                section {
                    h2 { (self.say("paper-claim-left")) }
                    p.about { (self.say("paper-claim-left-note")) }
                    table.lines { (head(&heads, 1)) tbody { @for left in &basis.claim.left { (row(&cells(left), 1)) } } }
                }
            }
        }
    }

    fn assumed(&self, basis: &ClaimBasis<'_>) -> Markup {
        let lang = self.texts.lang();
        let text = |code: Code| self.texts.assumption(code, basis.policy).map(|assumption| format!("{}\n{}", assumption.label, assumption.text));
        html! {
            @if !basis.claim.assumed.is_empty() {
                section {
                    h2 { (self.say("paper-claim-assumed")) }
                    p.about { (self.say("paper-claim-assumed-note")) }
                    table.lines {
                        tbody {
                            @for (code, amount) in &basis.claim.assumed {
                                (row(&[text(*code).unwrap_or_else(|| code.to_string()), format::number(lang, *amount)], 1))
                            }
                        }
                    }
                }
            }
        }
    }

    fn windows(&self, windows: &[WindowUse]) -> Markup {
        let lang = self.texts.lang();
        let heads = ["paper-citizen", "paper-window", "paper-used", "paper-outside"].map(|id| self.say(id));
        let cells = |window: &WindowUse| {
            let outside = window.outside.map_or_else(|| self.say("paper-unstated"), |days| days.to_string());
            [window.citizen_id.to_string(), format::short_date(lang, window.start), window.used.to_string(), outside]
        };
        html! {
            @if !windows.is_empty() {
                section.detail {
                    h2 { (self.say("paper-claim-days")) }
                    table.lines { (head(&heads, 2)) tbody { @for window in windows { (row(&cells(window), 2)) } } }
                }
            }
        }
    }

    fn signatures(&self) -> Markup {
        html! {
            section.signatures {
                @for id in ["paper-sign-made", "paper-sign-approved", "paper-sign-audited"] {
                    div { span.line {} span { (self.say(id)) } span.more { (self.say("paper-sign-here")) } }
                }
            }
        }
    }

    fn receipt(&self, receipt: &Receipt) -> Markup {
        let lang = self.texts.lang();
        html! {
            footer.receipt {
                p { (self.say("page-receipt-note")) }
                (facts("facts", &[
                    (self.say("receipt-version"), receipt.takst_version.clone()),
                    (self.say("receipt-catalogue"), receipt.catalogue_sha256.clone()),
                    (self.say("receipt-policy"), receipt.policy_sha256.clone()),
                    (self.say("receipt-input"), receipt.input_sha256.clone()),
                    (self.say("receipt-as-of"), receipt.as_of.map_or_else(|| self.say("receipt-as-of-latest"), |day| format::date(lang, day))),
                ]))
            }
        }
    }
}
