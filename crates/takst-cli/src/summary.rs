//! What goes with the lines, on stderr: refused cases with all their faults, findings, counts.

use crate::table::{NARROW, ended, ruled};
use crate::words::count;
use comfy_table::{Cell, CellAlignment};
use std::collections::{BTreeMap, HashMap};
use takst::{Code, Finding, Severity, Statement};
use takst_explain::{Arg, Texts};
use takst_io::{Summary, printable};

/// Cases that are shown in full; of more, the report has all.
pub(crate) const MOST_CASES: usize = 50;
/// Findings of one case that are shown in full.
const MOST_FINDINGS: usize = 20;
/// Faults and findings after which they are shown by code, with counts, instead of one by one.
const MANY: u64 = 1_000;
/// Places that are named of each code.
const PLACES: usize = 3;

/// Collects the faults and findings that are shown, within bounds.
#[derive(Default)]
pub(crate) struct ProblemSummary {
    refused: Vec<(String, Vec<String>)>,
    findings: Vec<(String, Vec<String>)>,
    cases_with_findings: u64,
    /// Every code with its count and its first places.
    codes: HashMap<Code, (u64, Vec<String>)>,
    /// Lines of stays that rest on no own payment being given.
    pub(crate) without_own_payment: u64,
    leaves_out: LeftOut,
    /// Findings that are only counted: those on state refund, and others.
    refund_findings: u64,
    other_findings: u64,
    /// Whether findings are only counted, by code: sums are what is asked for.
    counts_findings: bool,
    /// Whether the command has no report that would say more.
    is_without_report: bool,
}

/// Which findings on cases are only counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum LeftOut {
    #[default]
    None,
    /// Those on state refund: no invoice depends on them.
    Refund,
    /// All: what others bill is compared with the case as it is priced.
    All,
}

impl ProblemSummary {
    /// What is shown of a file that a seller bills: findings on state refund concern the municipality.
    pub(crate) fn of_invoices() -> ProblemSummary {
        ProblemSummary { leaves_out: LeftOut::Refund, ..ProblemSummary::default() }
    }

    /// What is shown of our own cases where what others bill is compared with them: refused cases, and how many findings there are.
    pub(crate) fn of_control() -> ProblemSummary {
        ProblemSummary { leaves_out: LeftOut::All, ..ProblemSummary::default() }
    }

    /// What is shown with sums: refused cases one by one, findings by code.
    pub(crate) fn of_sums() -> ProblemSummary {
        ProblemSummary { counts_findings: true, ..ProblemSummary::default() }
    }

    /// The same of a command that writes no report.
    pub(crate) fn without_report(self) -> ProblemSummary {
        ProblemSummary { is_without_report: true, ..self }
    }

    /// Collects what a case has, in the words of `sentence`.
    pub(crate) fn statement(&mut self, texts: &Texts, statement: &Statement, sentence: impl Fn(&Finding) -> String) {
        let say = |findings: &[&Finding]| {
            let mut lines: Vec<String> = findings.iter().take(MOST_FINDINGS).map(|finding| printable(&sentence(finding))).collect();
            if findings.len() > MOST_FINDINGS {
                lines.push(texts.get("cli-more-findings", &[("findings", count((findings.len() - MOST_FINDINGS) as u64))]));
            }
            lines
        };
        let id = || if statement.case_id.is_empty() { texts.get("cli-no-case-id", &[]) } else { printable(&statement.case_id) };
        if let Err(faults) = &statement.result {
            faults.iter().for_each(|fault| self.count(texts, fault, &id));
            if self.refused.len() < MOST_CASES {
                self.refused.push((id(), say(&faults.iter().collect::<Vec<_>>())));
            }
        }
        let is_refund = |finding: &&Finding| finding.code.as_str().starts_with("refund.");
        let is_left_out = |finding: &&Finding| match self.leaves_out {
            LeftOut::None => false,
            LeftOut::Refund => is_refund(finding),
            LeftOut::All => true,
        };
        let (left_out, findings): (Vec<&Finding>, Vec<&Finding>) = statement.findings.iter().partition(is_left_out);
        let refund = left_out.iter().copied().filter(is_refund).count();
        self.refund_findings += refund as u64;
        self.other_findings += (left_out.len() - refund) as u64;
        findings.iter().for_each(|finding| self.count(texts, finding, &id));
        if !findings.is_empty() && !self.counts_findings {
            self.cases_with_findings += 1;
            if self.findings.len() < MOST_CASES {
                self.findings.push((id(), say(&findings)));
            }
        }
    }

    /// Counts the lines of a case that rest on no own payment being given.
    pub(crate) fn lines(&mut self, statement: &Statement) {
        self.without_own_payment += statement.lines().filter(|line| line.assumptions.contains(Code::AssumedOwnPaymentNone)).count() as u64;
    }

    /// Counts a fault or finding of a case.
    fn count(&mut self, texts: &Texts, finding: &Finding, case: &dyn Fn() -> String) {
        let (number, places) = self.codes.entry(finding.code).or_default();
        *number += 1;
        if places.len() < PLACES {
            let case = ("case", case().into());
            places.push(match finding.at.row {
                Some(row) => texts.get("cli-place", &[case, ("row", count(row))]),
                None => texts.get("cli-place-case", &[case]),
            });
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

    /// Refused cases and findings: each, or counts by code where they are many.
    pub(crate) fn problems(&self, texts: &Texts, refused: u64, width: usize) -> String {
        if self.codes.values().map(|(number, _)| number).sum::<u64>() > MANY {
            return self.by_code(texts, width);
        }
        let mut out = section(texts, width, texts.get("cli-refused", &[("cases", count(refused))]), &self.refused, refused);
        out.push_str(&section(texts, width, texts.get("cli-findings", &[]), &self.findings, self.cases_with_findings));
        if self.counts_findings {
            out.push_str(&self.findings_by_code(texts, width));
        }
        out
    }

    /// Findings of cases by code, each with how often it occurs; empty where there are none.
    fn findings_by_code(&self, texts: &Texts, width: usize) -> String {
        let codes: Vec<CodeCount<'_>> = self.sorted_codes().into_iter().filter(|(code, _)| code.severity() != Severity::Error).collect();
        if codes.is_empty() {
            return String::new();
        }
        let mut out = heading(texts.get("cli-findings-by-code", &[])) + "\n";
        out.push_str(&code_table(texts, width, codes));
        if !self.is_without_report {
            out.push_str(&textwrap::fill(&texts.get("cli-by-code-report", &[]), width));
            out.push('\n');
        }
        out.push('\n');
        out
    }

    /// Every code with its count: faults before findings, the most frequent first.
    fn sorted_codes(&self) -> Vec<CodeCount<'_>> {
        let mut codes: Vec<CodeCount<'_>> = self.codes.iter().map(|(code, of)| (*code, of)).collect();
        codes.sort_by_key(|(code, (number, _))| (code.severity() as u8, std::cmp::Reverse(*number), code.as_str()));
        codes
    }

    /// How often each code of a finding occurs.
    pub(crate) fn code_counts(&self) -> BTreeMap<Code, u64> {
        self.codes.iter().filter(|(code, _)| code.severity() != Severity::Error).map(|(code, (number, _))| (*code, *number)).collect()
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
        if self.leaves_out == LeftOut::All && self.refund_findings + self.other_findings > 0 {
            let args = [("findings", count(self.refund_findings + self.other_findings)), ("refund", count(self.refund_findings))];
            out.push_str(&textwrap::fill(&texts.get("cli-findings-left-out", &args), width));
            out.push('\n');
        } else if self.refund_findings > 0 {
            out.push_str(&textwrap::fill(&texts.get("cli-refund-left-out", &[("findings", count(self.refund_findings))]), width));
            out.push('\n');
        }
    }

    /// A table by code: how often it occurs, and where first. Faults come before findings, the most frequent first.
    fn by_code(&self, texts: &Texts, width: usize) -> String {
        let file: String = self
            .findings
            .iter()
            .filter(|(id, _)| *id == texts.get("cli-file", &[]))
            .flat_map(|(_, lines)| lines)
            .fold(String::new(), |text, line| text + &textwrap::fill(line, width) + "\n");
        let mut out = format!("{}\n{file}", heading(texts.get("cli-by-code", &[])));
        out.push_str(&code_table(texts, width, self.sorted_codes()));
        if !self.is_without_report {
            out.push_str(&textwrap::fill(&texts.get("cli-by-code-report", &[]), width));
            out.push('\n');
        }
        out.push('\n');
        out
    }
}

/// A code with its count and its first places.
type CodeCount<'a> = (Code, &'a (u64, Vec<String>));

/// A table of codes: how often each occurs, and where first.
fn code_table(texts: &Texts, width: usize, codes: Vec<CodeCount<'_>>) -> String {
    let number = |number: u64| match count(number) {
        Arg::Count(_) => texts.get("cli-number", &[("n", count(number))]),
        Arg::Text(text) => text,
    };
    let mut table = ruled(width);
    let header = ["cli-by-code-code", "cli-by-code-number", "cli-by-code-places"].map(|id| Cell::new(texts.get(id, &[])));
    let [code, times, places] = header;
    table.set_header([code, times.set_alignment(CellAlignment::Right), places]);
    for (code, (times, places)) in codes {
        let more = if *times > places.len() as u64 && width >= NARROW { " …" } else { "" };
        let cells = [format!("{}\n{}", texts.code(code), code.as_str()), number(*times), places.join("; ") + more];
        let [code, times, places] = cells.map(Cell::new);
        table.add_row([code, times.set_alignment(CellAlignment::Right), places]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    ended(&table, None)
}

fn heading(text: String) -> String {
    console::style(text).for_stderr().bold().to_string()
}

/// Cases with what was found in each; empty where there are none.
fn section(texts: &Texts, width: usize, title: String, cases: &[(String, Vec<String>)], all: u64) -> String {
    if cases.is_empty() {
        return String::new();
    }
    let mut out = heading(title);
    out.push('\n');
    for (case, lines) in cases {
        out.push_str(&format!("  {case}\n"));
        for line in lines {
            let options =
                textwrap::Options::new(width).initial_indent("    ").subsequent_indent("      ").word_splitter(textwrap::WordSplitter::NoHyphenation);
            out.push_str(&textwrap::fill(line, options));
            out.push('\n');
        }
    }
    let shown = cases.len() as u64;
    if all > shown {
        out.push_str(&format!("  {}\n", texts.get("cli-more", &[("cases", count(all - shown))])));
    }
    out.push('\n');
    out
}
