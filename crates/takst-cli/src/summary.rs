//! What goes with the lines, on stderr: refused cases with all their faults, findings, counts.

use crate::words::count;
use takst::{Code, Finding, Statement};
use takst_explain::Texts;
use takst_io::{Summary, printable};

/// Cases that are told about in full; of more, the report tells.
pub(crate) const MOST_CASES: usize = 50;
/// Findings of one case that are told in full.
const MOST_FINDINGS: usize = 20;

/// Collects what is to be told, within bounds.
#[derive(Default)]
pub(crate) struct Told {
    refused: Vec<(String, Vec<String>)>,
    findings: Vec<(String, Vec<String>)>,
    cases_with_findings: u64,
    /// Lines of stays that rest on no own payment being given.
    pub(crate) without_own_payment: u64,
    /// Whether findings on state refund are only counted: no invoice depends on them.
    leaves_refund_out: bool,
    refund_findings: u64,
}

impl Told {
    /// What is shown of a file that a seller bills: findings on state refund concern the municipality.
    pub(crate) fn of_invoices() -> Told {
        Told { leaves_refund_out: true, ..Told::default() }
    }

    /// Collects what a case has, in the words of `sentence`.
    pub(crate) fn statement(&mut self, texts: &Texts, statement: &Statement, sentence: impl Fn(&Finding) -> String) {
        let say = |findings: &[&Finding]| {
            let mut lines: Vec<String> = findings.iter().take(MOST_FINDINGS).map(|finding| printable(&sentence(finding))).collect();
            if findings.len() > MOST_FINDINGS {
                lines.push(format!("… + {}", findings.len() - MOST_FINDINGS));
            }
            lines
        };
        let id = || if statement.case_id.is_empty() { texts.get("cli-no-case-id", &[]) } else { printable(&statement.case_id) };
        if let Err(faults) = &statement.result
            && self.refused.len() < MOST_CASES
        {
            self.refused.push((id(), say(&faults.iter().collect::<Vec<_>>())));
        }
        let (refund, findings): (Vec<&Finding>, Vec<&Finding>) =
            statement.findings.iter().partition(|finding| self.leaves_refund_out && finding.code.as_str().starts_with("refund."));
        self.refund_findings += refund.len() as u64;
        if !findings.is_empty() {
            self.cases_with_findings += 1;
            if self.findings.len() < MOST_CASES {
                self.findings.push((id(), say(&findings)));
            }
        }
    }

    pub(crate) fn file_finding(&mut self, texts: &Texts, finding: &Finding) {
        let file = texts.get("cli-file", &[]);
        let text = printable(&texts.finding(finding));
        match self.findings.iter_mut().find(|(id, _)| *id == file) {
            Some((_, lines)) if lines.len() < MOST_CASES => lines.push(text),
            Some(_) => {}
            None => self.findings.insert(0, (file, vec![text])),
        }
    }

    /// Everything, wrapped to `width`.
    pub(crate) fn render(&self, texts: &Texts, summary: &Summary, width: usize) -> String {
        let mut out = self.problems_and_remarks(texts, summary.refused, width);
        let counts = [
            ("rows", count(summary.rows)),
            ("cases", count(summary.cases)),
            ("priced", count(summary.cases - summary.refused)),
            ("refused", count(summary.refused)),
            ("findings", count(summary.findings)),
        ];
        out.push_str(&texts.get("cli-counts", &counts));
        out.push('\n');
        out
    }

    /// Refused cases, findings, and what lines rest on.
    pub(crate) fn problems_and_remarks(&self, texts: &Texts, refused: u64, width: usize) -> String {
        let mut out = self.problems(texts, refused, width);
        self.remarks(texts, width, &mut out);
        out
    }

    /// Refused cases and findings.
    pub(crate) fn problems(&self, texts: &Texts, refused: u64, width: usize) -> String {
        let mut out = String::new();
        let mut section = |heading: String, cases: &[(String, Vec<String>)], all: u64| {
            if cases.is_empty() {
                return;
            }
            out.push_str(&console::style(heading).for_stderr().bold().to_string());
            out.push('\n');
            for (case, lines) in cases {
                out.push_str(&format!("  {case}\n"));
                for line in lines {
                    let options = textwrap::Options::new(width)
                        .initial_indent("    ")
                        .subsequent_indent("      ")
                        .word_splitter(textwrap::WordSplitter::NoHyphenation);
                    out.push_str(&textwrap::fill(line, options));
                    out.push('\n');
                }
            }
            let told = cases.len() as u64;
            if all > told {
                out.push_str(&format!("  {}\n", texts.get("cli-more", &[("cases", count(all - told))])));
            }
            out.push('\n');
        };
        section(texts.get("cli-refused", &[("cases", count(refused))]), &self.refused, refused);
        section(texts.get("cli-findings", &[]), &self.findings, self.cases_with_findings);
        out
    }

    fn remarks(&self, texts: &Texts, width: usize, out: &mut String) {
        if self.without_own_payment > 0 {
            let args = [("lines", count(self.without_own_payment)), ("code", Code::AssumedOwnPaymentNone.as_str().into())];
            // A code is one word.
            let options = textwrap::Options::new(width)
                .word_separator(textwrap::WordSeparator::AsciiSpace)
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            out.push_str(&textwrap::fill(&texts.get("cli-own-payment-none", &args), options));
            out.push('\n');
        }
        if self.refund_findings > 0 {
            out.push_str(&textwrap::fill(&texts.get("cli-refund-left-out", &[("findings", count(self.refund_findings))]), width));
            out.push('\n');
        }
    }
}
