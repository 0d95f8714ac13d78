//! The plan of a correction: what one person looks at and another carries out.

use crate::asked::What;
use crate::whole::write_whole;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use takst::Code;
use takst::contract::words::DocumentKind;
use takst::document::action::{Left, NewDocument, Settlement};
use takst::document::content::Content;
use takst::document::party::References;
use takst_io::documents::{CellFault, LineText, ReferencesText, day, month, municipality};

/// The form of a plan. A newer one is refused.
const VERSION: u32 = 1;

/// A plan as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The form of the plan.
    takst_plan: u32,
    /// The program that made it.
    takst: String,
    /// The date it was made for.
    pub date: String,
    /// Last month.
    pub until: String,
    /// Day of knowledge.
    pub as_of: Option<String>,
    /// What stands for cases that are not there is taken back.
    pub complete: bool,
    /// Numbers of invoices that are issued again; none: everything is corrected.
    pub reissue: Vec<String>,
    /// Text that is printed on the documents.
    pub note: Option<String>,
    /// What it was made of.
    pub inputs: Fingerprints,
    actions: Vec<Action>,
}

/// What a plan was made of: SHA-256 of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprints {
    /// The cases.
    pub cases: String,
    /// The parties file.
    pub parties: String,
    /// The catalogue.
    pub catalogue: String,
    /// The policy.
    pub policy: String,
    /// The hash of the last record of the ledger.
    pub ledger: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Action {
    action: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refers_to: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
    case_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    net: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    vat: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    why: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    references: Option<ReferencesText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lines: Vec<LineText>,
}

/// Why a file is no plan that can be carried out.
#[derive(Debug)]
pub enum NoPlan {
    /// It cannot be read.
    Io(io::Error),
    /// It was made by a newer program.
    Newer(u32),
    /// It is no plan, or was changed by hand.
    Malformed(String),
}

/// Which months and options a plan is made with.
pub struct Made<'a> {
    /// The date.
    pub date: String,
    /// Last month.
    pub until: String,
    /// Day of knowledge.
    pub as_of: Option<String>,
    /// What stands for cases that are not there is taken back.
    pub complete: bool,
    /// Numbers of invoices that are issued again; none: everything is corrected.
    pub reissue: &'a [String],
    /// Text that is printed on the documents.
    pub note: Option<&'a str>,
    /// What it is made of.
    pub inputs: Fingerprints,
}

impl Plan {
    /// The plan of a settlement.
    pub fn of(made: Made<'_>, settlement: &Settlement) -> Plan {
        let documents = settlement.documents.iter().map(Action::of_document);
        Plan {
            takst_plan: VERSION,
            takst: env!("CARGO_PKG_VERSION").to_owned(),
            date: made.date,
            until: made.until,
            as_of: made.as_of,
            complete: made.complete,
            reissue: made.reissue.to_vec(),
            note: made.note.map(str::to_owned),
            inputs: made.inputs,
            actions: documents.chain(settlement.left.iter().map(Action::of_left)).collect(),
        }
    }

    /// Writes the plan; the file is whole or as it was before.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let text = self.text()?;
        write_whole(path, |to| to.write_all(text.as_bytes()))
    }

    /// Reads a plan.
    ///
    /// # Errors
    /// The file cannot be read, or is no plan that can be carried out.
    pub fn read(path: &Path) -> Result<Plan, NoPlan> {
        Plan::from_text(&std::fs::read_to_string(path).map_err(NoPlan::Io)?)
    }

    /// Reads the text of a plan.
    ///
    /// # Errors
    /// It is no plan that can be carried out.
    pub fn from_text(text: &str) -> Result<Plan, NoPlan> {
        #[derive(Deserialize)]
        struct Form {
            takst_plan: u32,
        }
        let malformed = |error: serde_json::Error| NoPlan::Malformed(error.to_string());
        let form: Form = serde_json::from_str(text).map_err(malformed)?;
        if form.takst_plan > VERSION {
            return Err(NoPlan::Newer(form.takst_plan));
        }
        serde_json::from_str(text).map_err(malformed)
    }

    /// Returns the text of the plan.
    ///
    /// # Errors
    /// None that a plan gives cause for.
    pub fn text(&self) -> io::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Returns what is asked for.
    #[must_use]
    pub fn what(&self) -> What<'_> {
        What::correction(&self.reissue, self.complete)
    }

    /// The documents of the plan.
    ///
    /// # Errors
    /// The plan was changed by hand.
    pub fn documents(&self) -> Result<Vec<NewDocument>, NoPlan> {
        let of = |action: &Action| action.document().map_err(NoPlan::Malformed);
        self.actions.iter().filter(|action| action.kind.is_some()).map(of).collect()
    }
}

fn texts(codes: &[Code]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

impl Action {
    fn of_document(document: &NewDocument) -> Action {
        let (content, sums) = (&document.content, document.content.sums());
        Action {
            action: document.action().to_string(),
            kind: Some(document.kind.to_string()),
            refers_to: document.refers_to.as_deref().map(str::to_owned),
            reasons: texts(&document.reasons),
            case_id: Some(content.case_id.to_string()),
            provider: Some(content.provider.to_string()),
            payer: Some(content.payer.to_string()),
            month: Some(content.month.to_string()),
            net: Some(sums.net.to_string()),
            vat: Some(sums.vat.to_string()),
            why: Vec::new(),
            references: Some(ReferencesText::from(&*document.references)),
            lines: content.lines.iter().map(LineText::from).collect(),
        }
    }

    fn of_left(left: &Left) -> Action {
        Action {
            action: left.action.to_string(),
            kind: None,
            refers_to: None,
            reasons: texts(&left.reasons),
            case_id: left.case_id.as_deref().map(str::to_owned),
            provider: left.provider.as_deref().map(str::to_owned),
            payer: None,
            month: left.month.map(|month| month.to_string()),
            net: left.sums.map(|sums| sums.net.to_string()),
            vat: left.sums.map(|sums| sums.vat.to_string()),
            why: texts(&left.why),
            references: None,
            lines: Vec::new(),
        }
    }

    fn document(&self) -> Result<NewDocument, String> {
        let text = |name: &str, text: &Option<String>| text.clone().ok_or_else(|| format!("an action lacks {name}"));
        let fault = |fault: CellFault| format!("{}: {:?}", fault.column, fault.value);
        let kind = text("kind", &self.kind)?;
        let lines = self.lines.iter().map(|line| line.read().map_err(|faults| faults.into_iter().map(fault).collect::<Vec<_>>().join(", ")));
        let references: References = self.references.clone().unwrap_or_default().read().map_err(fault)?;
        Ok(NewDocument {
            kind: DocumentKind::from_word(&kind).ok_or_else(|| format!("kind: {kind:?}"))?,
            content: Content {
                case_id: text("case_id", &self.case_id)?.into(),
                citizen_id: "".into(),
                provider: text("provider", &self.provider)?.into(),
                payer: municipality("payer", &text("payer", &self.payer)?).map_err(fault)?,
                month: month("month", &text("month", &self.month)?).map_err(fault)?,
                lines: lines.collect::<Result<_, _>>()?,
            },
            references: Arc::new(references),
            reasons: self.reasons.iter().map(|code| code.parse().map_err(|_| format!("reasons: {code:?}"))).collect::<Result<_, _>>()?,
            refers_to: self.refers_to.as_deref().map(Into::into),
        })
    }
}

impl Plan {
    /// The last month.
    ///
    /// # Errors
    /// The plan was changed by hand.
    pub fn last_month(&self) -> Result<takst::Month, NoPlan> {
        month("until", &self.until).map_err(|fault| NoPlan::Malformed(format!("until: {:?}", fault.value)))
    }

    /// The day of knowledge.
    ///
    /// # Errors
    /// The plan was changed by hand.
    pub fn knowledge(&self) -> Result<Option<chrono::NaiveDate>, NoPlan> {
        let read = self.as_of.as_deref().map(|text| day("as_of", text)).transpose();
        read.map_err(|fault| NoPlan::Malformed(format!("as_of: {:?}", fault.value)))
    }
}
