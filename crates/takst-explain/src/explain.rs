//! The explanation of a case, built from its steps.

use crate::answer::Answer;
use crate::format;
use crate::model::{
    Align, AnswerPart, AssumptionPart, Column, DocumentPart, FORMAT, Fact, Fields, Fold, LineAt, LinePart, Note, Report, Room, Section, Table,
};
use crate::receipt::Receipt;
use crate::sources::Sources;
use crate::step::StepRenderer;
use crate::texts::{Arg, Texts};
use serde_json::Value;
use std::collections::BTreeSet;
use takst::catalogue::{Provider, Service};
use takst::{Amount, Catalogue, Code, Document, Explanation, Finding, Line, LineColumn, LineType, Period, Policy, Quantity, Step, Term, Totals};

/// The explanation of one case as a neutral document, to be rendered with [`Report::text`], [`Report::json`] or [`Report::html`].
#[must_use]
pub fn explain(explanation: &Explanation, catalogue: &Catalogue, policy: &Policy, receipt: &Receipt, texts: &Texts) -> Report {
    let policy = &policy.clone().asked_by(catalogue);
    let mut builder = Builder { catalogue, policy, texts, sources: Sources::new(catalogue, texts), assumptions: Vec::new() };
    let statement = &explanation.statement;
    let mut steps = explanation.steps.iter().map(Vec::as_slice);
    let (documents, faults) = match &statement.result {
        Ok(documents) => {
            let parts = (1..).zip(documents).map(|(number, document)| builder.document(number, document, &mut steps)).collect();
            (parts, None)
        }
        Err(faults) => (Vec::new(), Some(faults)),
    };
    builder.report(explanation, documents, faults.map(Vec::as_slice), receipt)
}

/// An assumption and the lines that carry it.
struct Carried {
    code: Code,
    lines: Vec<LineAt>,
}

struct Builder<'a> {
    catalogue: &'a Catalogue,
    policy: &'a Policy,
    texts: &'a Texts,
    sources: Sources<'a>,
    /// Assumptions in the order in which lines carry them.
    assumptions: Vec<Carried>,
}

impl<'a> Builder<'a> {
    fn say(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.texts.get(id, args)
    }

    fn find(&self, line: &Line) -> (Option<&'a Provider>, Option<&'a Service>) {
        let found = self.catalogue.services().find(|(_, service)| *service.id == *line.service.id);
        (found.map(|(provider, _)| provider), found.map(|(_, service)| service))
    }

    fn service_name(&self, line: &Line) -> String {
        let (_, service) = self.find(line);
        service.map(|s| self.texts.lang().pick(&s.name).to_owned()).filter(|name| !name.is_empty()).unwrap_or_else(|| line.service.id.to_string())
    }

    fn provider_name(&self, id: &str) -> String {
        self.catalogue.providers.iter().find(|p| p.id == id).map_or_else(|| id.to_owned(), |p| p.name.clone())
    }

    fn document<'s>(&mut self, number: usize, document: &Document, steps: &mut impl Iterator<Item = &'s [Step]>) -> DocumentPart {
        let month = format::month(self.texts.lang(), document.month);
        let provider = self.provider_name(&document.provider);
        let titled = [("provider", provider.as_str().into()), ("month", Arg::Text(month))];
        let mut lines: Vec<LinePart> = document.lines.iter().map(|line| self.line(number, line, steps.next().unwrap_or_default())).collect();
        self.fold(&document.lines, &mut lines);
        DocumentPart {
            heading: self.say("page-document", &titled),
            provider: document.provider.to_string(),
            payer: document.payer.to_string(),
            month: document.month.to_string(),
            invoice_hold: document.hold.map(Code::as_str),
            payer_text: self.texts.municipality(document.payer),
            hold_text: document.hold.map(|code| self.say("page-document-hold", &[("reason", self.texts.code(code).into())])),
            table: self.lines_table(document, self.say("page-lines-caption", &titled)),
            totals: totals_fields(&document.totals()),
            provider_name: provider,
            lines,
        }
    }

    fn line(&mut self, document: usize, line: &Line, steps: &[Step]) -> LinePart {
        let (provider, service) = self.find(line);
        let lang = self.texts.lang();
        let number = Arg::Text(line.number.to_string());
        let heading = self.say("page-line", &[("number", number), ("service", self.service_name(line).into())]);
        let about = self.say(
            "page-line-about",
            &[
                ("period", format::period(lang, line.period).into()),
                ("legal-basis", (&*line.service.legal_basis).into()),
                ("row", line.row.to_string().into()),
            ],
        );
        let about = match &line.row_id {
            Some(id) => self.say("page-line-reference", &[("text", about.into()), ("id", (&**id).into())]),
            None => about,
        };
        let (texts, assumptions) = (self.texts, &mut self.assumptions);
        let mut assumption = |code| {
            let at = assumptions.iter().position(|carried| carried.code == code).unwrap_or_else(|| {
                assumptions.push(Carried { code, lines: Vec::new() });
                assumptions.len() - 1
            });
            assumptions[at].lines.push(LineAt { document, line: line.number });
            at + 1
        };
        let steps = StepRenderer { texts, line, provider, service, sources: &mut self.sources, assumption: &mut assumption }.render(steps);
        LinePart { heading, about, line: line_fields(line), rests_on: self.say("page-rests-on", &[]), steps, fold: Fold::Shown }
    }

    /// Lines that follow each other with the same steps, their own days aside, are explained once.
    fn fold(&self, lines: &[Line], parts: &mut [LinePart]) {
        let lang = self.texts.lang();
        let alike = |line: &Line, part: &LinePart| {
            let own = format::period(lang, line.period);
            let steps = part.steps.iter().map(|step| (step.text.replace(&own, ""), step.calculation.clone(), step.result.clone(), step.source));
            (line.service.id.clone(), steps.collect::<Vec<_>>())
        };
        let keys: Vec<_> = lines.iter().zip(&*parts).map(|(line, part)| alike(line, part)).collect();
        let mut first = 0;
        while first < parts.len() {
            let more = keys[first + 1..].iter().take_while(|key| **key == keys[first]).count();
            if let Some(days) = Period::new(lines[first].period.first(), lines[first + more].period.last()).filter(|_| more > 0) {
                let args = [
                    ("lines", Arg::Count(u32::try_from(more).unwrap_or(u32::MAX))),
                    ("first", lines[first + 1].number.to_string().into()),
                    ("last", lines[first + more].number.to_string().into()),
                    ("period", format::period(lang, days).into()),
                ];
                parts[first].fold = Fold::First(self.say("page-alike", &args));
                parts[first + 1..=first + more].iter_mut().for_each(|part| part.fold = Fold::Above);
            }
            first += more + 1;
        }
    }

    fn columns(&self, at_stake: bool, first: &[(&str, Align, Room)]) -> Vec<Column> {
        let amounts = ["column-net", "column-vat", "column-own-payment", "column-refund"];
        let stake = at_stake.then_some("column-at-stake");
        let amounts = amounts.into_iter().chain(stake).chain(["column-cost"]).map(|id| (id, Align::Numbers, Room::Always));
        first.iter().copied().chain(amounts).map(|(id, align, room)| Column { label: self.say(id, &[]), align, room }).collect()
    }

    fn amounts(&self, totals: &Totals, at_stake: bool) -> Vec<String> {
        let stake = at_stake.then_some(totals.at_stake);
        let amounts = [totals.net, totals.vat, totals.own_payment, totals.refund].into_iter().chain(stake).chain([totals.cost]);
        amounts.map(|amount| format::number(self.texts.lang(), amount)).collect()
    }

    fn lines_table(&self, document: &Document, caption: String) -> Table {
        let lang = self.texts.lang();
        let totals = document.totals();
        let at_stake = totals.at_stake != Amount::ZERO;
        let row = |line: &Line| {
            let price = format::price_number(lang, line.unit_price);
            let price = match line.price_base_quantity == Quantity::whole(1) {
                true => price,
                false => format!("{price} / {}", format::quantity(lang, line.price_base_quantity)),
            };
            let mut cells = vec![
                line.number.to_string(),
                format!("{}\n{}", self.service_name(line), format::period(lang, line.period)),
                self.texts.units(line.quantity, line.unit),
                price,
            ];
            cells.extend(self.amounts(&Totals::of(line), at_stake));
            cells
        };
        let mut total = vec![String::new(), self.say("page-total", &[]), String::new(), String::new()];
        total.extend(self.amounts(&totals, at_stake));
        let first = [
            ("column-line", Align::Numbers, Room::Always),
            ("column-service", Align::Words, Room::Always),
            ("column-quantity", Align::Numbers, Room::Page),
            ("column-price", Align::Numbers, Room::Page),
        ];
        Table { caption, columns: self.columns(at_stake, &first), rows: document.lines.iter().map(row).collect(), total: Some(total) }
    }

    /// All months and their sums; one month needs no such table.
    fn totals_table(&self, documents: &[Document], totals: &Totals) -> Option<Table> {
        if documents.len() < 2 {
            return None;
        }
        let at_stake = totals.at_stake != Amount::ZERO;
        let payers: BTreeSet<_> = documents.iter().map(|d| d.payer).collect();
        let row = |document: &Document| {
            let month = format::month(self.texts.lang(), document.month);
            let name = self.provider_name(&document.provider);
            let titled = self.say("page-document", &[("provider", name.into()), ("month", month.into())]);
            let payer = self.texts.municipality(document.payer);
            let mut cells = vec![if payers.len() > 1 { format!("{titled}\n{payer}") } else { titled }];
            cells.extend(self.amounts(&document.totals(), at_stake));
            cells
        };
        let mut total = vec![self.say("page-total-case", &[])];
        total.extend(self.amounts(totals, at_stake));
        Some(Table {
            caption: self.say("page-total-caption", &[]),
            columns: self.columns(at_stake, &[("column-month", Align::Words, Room::Always)]),
            rows: documents.iter().map(row).collect(),
            total: Some(total),
        })
    }

    fn note(&mut self, finding: &Finding, term: Option<&Term>) -> Note {
        let severity = finding.code.severity().as_str();
        Note {
            severity,
            code: finding.code.as_str(),
            row: finding.at.row,
            column: finding.at.column.map(takst::Column::as_str),
            value: finding.value.clone(),
            severity_text: self.say(&format!("page-severity-{severity}"), &[]),
            label: self.texts.code(finding.code),
            text: self.texts.finding(finding),
            source: term.and_then(|term| self.term(term)),
        }
    }

    /// The number of the source of a term.
    fn term(&mut self, term: &Term) -> Option<usize> {
        let catalogue = self.catalogue;
        let (provider, service) = catalogue.services().find(|(_, service)| *service.id == *term.service)?;
        Some(self.sources.number(Some(provider), service.sources.get(term.key)?))
    }

    fn assumption_parts(&self, documents: &[Document]) -> Vec<AssumptionPart> {
        let all: usize = documents.iter().map(|d| d.lines.len()).sum();
        let part = |(number, Carried { code, lines }): (usize, &Carried)| {
            let assumption = self.texts.assumption(*code, self.policy)?;
            Some(AssumptionPart {
                number,
                code: code.as_str(),
                label: assumption.label,
                text: assumption.text,
                settle: assumption.settle,
                settings: Fields(assumption.settings.into_iter().map(|(name, value)| (name, Value::String(value))).collect()),
                lines: lines.clone(),
                lines_text: self.lines_text(documents, lines, all),
            })
        };
        (1..).zip(&self.assumptions).filter_map(part).collect()
    }

    /// What the policy answers with a source, and what without one.
    fn answer_parts(&self) -> (Vec<AnswerPart>, Vec<AnswerPart>) {
        let part = |given: Answer| AnswerPart {
            setting: given.setting,
            question: given.question,
            answer_text: self.say("page-answer", &[("answer", given.answer.as_str().into())]),
            source_text: given.source.as_ref().map(|source| self.say("page-answer-source", &[("source", source.as_str().into())])),
            answer: given.answer,
            value: given.value,
            source: given.source,
        };
        self.texts.answers(self.policy).into_iter().map(part).partition(|part| part.source.is_some())
    }

    /// Which lines carry an assumption: named while they are few, else counted.
    fn lines_text(&self, documents: &[Document], lines: &[LineAt], all: usize) -> String {
        const FEW: usize = 4;
        if lines.len() == all {
            return self.say("page-assumption-all", &[]);
        }
        if lines.len() > FEW {
            let args = [("count", Arg::Text(lines.len().to_string())), ("all", Arg::Text(all.to_string()))];
            return self.say("page-assumption-many", &args);
        }
        let name = |LineAt { document: number, line }: &LineAt| {
            let document = documents.get(number.checked_sub(1)?)?;
            let month = Arg::Text(format::month(self.texts.lang(), document.month));
            let line = Arg::Text(line.to_string());
            // The month names the document, unless another provider or payer has the same.
            Some(match documents.iter().filter(|other| other.month == document.month).count() {
                1 => self.say("page-assumption-line", &[("month", month), ("number", line)]),
                _ => {
                    let provider = Arg::Text(self.provider_name(&document.provider));
                    let payer = self.texts.municipality(document.payer);
                    self.say("page-assumption-line-of", &[("provider", provider), ("month", month), ("payer", payer.into()), ("number", line)])
                }
            })
        };
        let named: Vec<String> = lines.iter().filter_map(name).collect();
        self.say("page-assumption-lines", &[("lines", self.texts.list("list-and", &named).into())])
    }

    fn facts(&self, explanation: &Explanation, documents: &[DocumentPart]) -> Vec<Fact> {
        let statement = &explanation.statement;
        let fact = |id: &str, value: String| Fact { label: self.say(id, &[]), value };
        let mut facts = vec![fact("page-case", statement.case_id.to_string())];
        if statement.citizen_id != statement.case_id {
            let citizen = self.say("page-citizen-note", &[("citizen", (&*statement.citizen_id).into())]);
            facts.push(fact("page-citizen", citizen));
        }
        let distinct = |of: &dyn Fn(&DocumentPart) -> String| {
            let mut values: Vec<String> = Vec::new();
            for value in documents.iter().map(of) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            self.texts.list("list-and", &values)
        };
        if !documents.is_empty() {
            facts.push(fact("page-payer", distinct(&|d| d.payer_text.clone())));
            facts.push(fact("page-provider", distinct(&|d| d.provider_name.clone())));
        }
        let first = statement.lines().map(|line| line.period.first()).min();
        let last = statement.lines().map(|line| line.period.last()).max();
        if let Some(days) = first.zip(last).and_then(|(first, last)| Period::new(first, last)) {
            facts.push(fact("page-period", format::period(self.texts.lang(), days)));
        }
        facts
    }

    fn receipt(&self, receipt: &Receipt) -> (Fields, Section<Fact>) {
        let fields = Fields(vec![
            ("takst_version", receipt.takst_version.as_str().into()),
            ("catalogue_sha256", receipt.catalogue_sha256.as_str().into()),
            ("policy_sha256", receipt.policy_sha256.as_str().into()),
            ("input_sha256", receipt.input_sha256.as_str().into()),
            ("as_of", receipt.as_of.map_or(Value::Null, |day| day.to_string().into())),
            ("from", receipt.request.from.map_or(Value::Null, |month| month.to_string().into())),
            ("until", receipt.request.until.map_or(Value::Null, |day| day.to_string().into())),
        ]);
        (fields, receipt.section(self.texts))
    }

    fn section<T>(&self, heading: &str, note: Option<&str>, items: Vec<T>) -> Option<Section<T>> {
        (!items.is_empty()).then(|| Section { heading: self.say(heading, &[]), note: note.map(|id| self.say(id, &[])), items })
    }

    fn report(mut self, explanation: &Explanation, documents: Vec<DocumentPart>, faults: Option<&[Finding]>, receipt: &Receipt) -> Report {
        let statement = &explanation.statement;
        let priced: &[Document] = statement.result.as_deref().unwrap_or_default();
        let summary = match faults {
            Some(faults) => self.say("page-lead-refused", &[("faults", count(faults.len()))]),
            None if documents.is_empty() => self.say("page-lead-nothing", &[]),
            None => {
                let lines = count(statement.lines().count());
                self.say("page-lead-priced", &[("documents", count(documents.len())), ("lines", lines)])
            }
        };
        let alone = receipt.is_alone.then(|| self.say("page-alone", &[]));
        let summary = std::iter::once(summary).chain(alone).collect::<Vec<_>>().join(" ");
        let (receipt, receipt_section) = self.receipt(receipt);
        let faults: Vec<Note> = faults.unwrap_or_default().iter().map(|fault| self.note(fault, None)).collect();
        let terms = explanation.terms.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        let findings: Vec<Note> = statement.findings.iter().zip(terms).map(|(finding, term)| self.note(finding, term)).collect();
        let totals = statement.totals();
        let (settled, unsourced) = self.answer_parts();
        Report {
            format: FORMAT,
            lang: self.texts.lang().as_str(),
            title: self.say("page-title", &[("case", (&*statement.case_id).into())]),
            case_id: statement.case_id.to_string(),
            citizen_id: statement.citizen_id.to_string(),
            refused: statement.is_refused(),
            heading: self.say("page-heading", &[]),
            summary,
            facts: self.facts(explanation, &documents),
            faults: self.section("page-faults", None, faults),
            findings: self.section("page-findings", Some("page-findings-note"), findings),
            totals: (!documents.is_empty()).then(|| totals_fields(&totals)),
            totals_table: self.totals_table(priced, &totals),
            assumptions: self.section("page-assumptions", Some("page-assumptions-note"), self.assumption_parts(priced)),
            settled_questions: self.section("page-settled", Some("page-settled-note"), settled),
            unsourced_answers: self.section("page-unsourced", Some("page-unsourced-note"), unsourced),
            documents,
            receipt,
            receipt_section,
            sources: {
                let (heading, parts) = (self.texts.get("page-sources", &[]), self.sources.into_parts());
                (!parts.is_empty()).then_some(Section { heading, note: None, items: parts })
            },
        }
    }
}

fn count(n: usize) -> Arg {
    Arg::Count(u32::try_from(n).unwrap_or(u32::MAX))
}

fn totals_fields(totals: &Totals) -> Fields {
    let text = |amount: Amount| Value::String(amount.to_string());
    Fields(vec![
        ("net", text(totals.net)),
        ("vat", text(totals.vat)),
        ("own_payment", text(totals.own_payment)),
        ("refund", text(totals.refund)),
        ("at_stake", text(totals.at_stake)),
        ("cost", text(totals.cost)),
    ])
}

/// What the document of a line says already.
const OF_DOCUMENT: [LineColumn; 5] = [LineColumn::CaseId, LineColumn::CitizenId, LineColumn::Provider, LineColumn::Payer, LineColumn::Month];

/// The columns of the contract, without those that the document says.
fn line_fields(line: &Line) -> Fields {
    let value = |column: LineColumn| {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = line.write_column(column, &mut text);
        match column.line_type() {
            _ if column == LineColumn::Assumptions => Value::Array(line.assumptions.iter().map(|code| code.as_str().into()).collect()),
            LineType::RowNumber | LineType::Count => text.parse::<u64>().map_or(Value::Null, Value::from),
            _ if text.is_empty() && !column.is_required() => Value::Null,
            _ => Value::String(text),
        }
    };
    Fields(LineColumn::ALL.iter().filter(|column| !OF_DOCUMENT.contains(column)).map(|column| (column.as_str(), value(*column))).collect())
}
