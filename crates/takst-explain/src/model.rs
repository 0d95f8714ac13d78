//! The explanation as a neutral document: everything a reader sees, in one language, before it becomes text, JSON or HTML.
//!
//! The JSON form is this model as it serialises: texts beside machine fields, in the order of the declarations.
//! What only concerns layout (tables, table captions) is left out of it.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// Name and version of the JSON form.
pub const FORMAT: &str = "takst-explanation/1";

/// Machine fields in a fixed order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields<Key = &'static str>(pub Vec<(Key, Value)>);

impl<Key: AsRef<str>> Fields<Key> {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key.as_ref() == name).map(|(_, value)| value)
    }
}

impl<Key: Serialize> Serialize for Fields<Key> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// The explanation of one case.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// [`FORMAT`].
    pub format: &'static str,
    /// `da` or `en`.
    pub lang: &'static str,
    /// Title of the page.
    pub title: String,
    /// The case.
    pub case_id: String,
    /// The citizen's pseudonym.
    pub citizen_id: String,
    /// Whether the case was refused.
    pub refused: bool,
    /// Heading.
    #[serde(skip)]
    pub heading: String,
    /// One sentence on the whole.
    pub summary: String,
    /// Case, citizen, payer, provider, period.
    #[serde(skip)]
    pub facts: Vec<Fact>,
    /// The faults that refuse the case.
    #[serde(serialize_with = "items")]
    pub faults: Option<Section<Note>>,
    /// Warnings and notes.
    #[serde(serialize_with = "items")]
    pub findings: Option<Section<Note>>,
    /// One for each provider, payer and month.
    pub documents: Vec<DocumentPart>,
    /// Sums over all documents; absent where there are none.
    pub totals: Option<Fields>,
    /// The same as a table, one row a document.
    #[serde(skip)]
    pub totals_table: Option<Table>,
    /// What figures rest on.
    #[serde(serialize_with = "items")]
    pub assumptions: Option<Section<AssumptionPart>>,
    /// Questions the policy answers with a source.
    #[serde(serialize_with = "items")]
    pub settled_questions: Option<Section<AnswerPart>>,
    /// Questions the policy answers otherwise than by default, without a source.
    #[serde(serialize_with = "items")]
    pub unsourced_answers: Option<Section<AnswerPart>>,
    /// The published sources that steps cite, numbered from 1.
    #[serde(serialize_with = "items")]
    pub sources: Option<Section<SourcePart>>,
    /// What the amounts were calculated with.
    pub receipt: Fields,
    /// The same to be read.
    #[serde(skip)]
    pub receipt_section: Section<Fact>,
}

/// JSON has the items of a section alone; an absent section is an empty list.
fn items<T: Serialize, S: Serializer>(section: &Option<Section<T>>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(section.iter().flat_map(|section| &section.items))
}

/// A heading, a remark, and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<T> {
    /// Heading.
    pub heading: String,
    /// A sentence on what follows.
    pub note: Option<String>,
    /// What follows.
    pub items: Vec<T>,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
}

/// A fault or a finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Note {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The code.
    pub code: &'static str,
    /// Row of the case file.
    pub row: Option<u64>,
    /// Column of the case file.
    pub column: Option<&'static str>,
    /// The value found.
    pub value: String,
    /// The severity in words.
    #[serde(skip)]
    pub severity_text: String,
    /// Short label.
    pub label: String,
    /// Full sentences.
    pub text: String,
    /// Number of the source of the term it rests on.
    pub source: Option<usize>,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words, to the left.
    Words,
    /// Numbers, to the right.
    Numbers,
}

/// Where a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Everywhere.
    Always,
    /// On a page; a terminal is too narrow for it, and the steps say the same.
    Page,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub label: String,
    /// How its cells stand.
    pub align: Align,
    /// Where it is shown.
    pub room: Room,
}

/// A table as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Caption.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// Cells; a cell may have a second line after a line break.
    pub rows: Vec<Vec<String>>,
    /// The row of sums.
    pub total: Option<Vec<String>>,
}

/// The lines of one provider, payer and month.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DocumentPart {
    /// Heading.
    pub heading: String,
    /// Id of the provider.
    pub provider: String,
    /// Its name.
    pub provider_name: String,
    /// Municipality code.
    pub payer: String,
    /// `YYYY-MM`.
    pub month: String,
    /// Code of the hold.
    pub invoice_hold: Option<&'static str>,
    /// The payer to be read.
    #[serde(skip)]
    pub payer_text: String,
    /// The hold as a sentence.
    #[serde(skip)]
    pub hold_text: Option<String>,
    /// The lines as a table.
    #[serde(skip)]
    pub table: Table,
    /// Sums over the lines.
    pub totals: Fields,
    /// The lines.
    pub lines: Vec<LinePart>,
}

/// One line and the steps behind it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LinePart {
    /// Heading.
    pub heading: String,
    /// Days, legal basis, row of the case file.
    pub about: String,
    /// The columns of the contract that belong to the line alone.
    pub line: Fields,
    /// Heading of its assumptions.
    #[serde(skip)]
    pub rests_on: String,
    /// The steps, in order; assumptions last.
    pub steps: Vec<StepPart>,
    /// Whether a text or a page shows the steps, leaves them to a line above that has the same, or stands for lines below.
    #[serde(skip)]
    pub fold: Fold,
}

/// How the steps of a line are shown where lines of a document follow each other with the same steps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Fold {
    /// They are shown.
    #[default]
    Shown,
    /// They are shown, and the sentence says for which lines below they stand too.
    First(String),
    /// A line above shows them.
    Above,
}

/// One step: what was done, how, with which result, from which source.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StepPart {
    /// Which step: `course`, `tariff`, `agreed-price`, `charged`, `net`, `vat`, `own-payment`, `refund-condition`, `refund`, `cost`,
    /// `assumption` or `hold`.
    pub kind: &'static str,
    /// Label.
    pub label: String,
    /// Sentences.
    pub text: String,
    /// The calculation, without its result.
    pub calculation: Option<String>,
    /// The result, to be read.
    pub result: Option<String>,
    /// Number of the source.
    pub source: Option<usize>,
    /// Number of the assumption.
    pub assumption: Option<usize>,
    /// Machine fields.
    pub data: Fields,
}

/// A line of the explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct LineAt {
    /// Number of its document, 1 = first.
    pub document: usize,
    /// Its number within the document.
    pub line: u32,
}

/// An assumption and the lines that carry it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AssumptionPart {
    /// 1, 2, … in the explanation.
    pub number: usize,
    /// The code.
    pub code: &'static str,
    /// Short label.
    pub label: String,
    /// Which question is open, and which value was assumed.
    pub text: String,
    /// What would settle it.
    pub settle: String,
    /// Policy settings with their values now.
    pub settings: Fields<String>,
    /// The lines.
    pub lines: Vec<LineAt>,
    /// The lines to be read.
    #[serde(skip)]
    pub lines_text: String,
}

/// A question the policy answers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AnswerPart {
    /// Name of the policy setting.
    pub setting: String,
    /// The question.
    pub question: String,
    /// The answer in words.
    pub answer: String,
    /// The answer as a policy file writes it.
    pub value: String,
    /// The letter, agreement or ruling.
    pub source: Option<String>,
    /// The answer to be read.
    #[serde(skip)]
    pub answer_text: String,
    /// The source to be read.
    #[serde(skip)]
    pub source_text: Option<String>,
}

/// A published source.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SourcePart {
    /// 1, 2, … in the explanation.
    pub number: usize,
    /// Title of the document; the whole statement where there is no document.
    pub title: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Day of publication, ISO 8601.
    pub date: Option<String>,
    /// What is known of the date otherwise.
    pub date_note: Option<String>,
    /// The place in the document.
    pub place: Option<String>,
    /// The words of the document, in its own language.
    pub quote: Option<String>,
    /// Publisher and date to be read.
    #[serde(skip)]
    pub published_text: Option<String>,
    /// The quote to be read.
    #[serde(skip)]
    pub quote_text: Option<String>,
    /// `Kilde 1`.
    #[serde(skip)]
    pub label: String,
}

impl Report {
    /// The JSON form, indented, with a line break at the end. Amounts are strings.
    ///
    /// # Errors
    /// None are known; serialisation to memory could fail only for lack of it.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}
