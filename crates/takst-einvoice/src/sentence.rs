//! What a document lacks, as a sentence.

use crate::need::{Lack, Who};
use takst::contract::words::Dialect;
use takst_explain::Texts;

impl Lack {
    /// Returns a sentence: who lacks it, what would be right, and what is there instead. `named` is the name of the party, where it is known.
    #[must_use]
    pub fn sentence(&self, texts: &Texts, named: Option<&str>) -> String {
        let who = match (&self.who, named) {
            (Who::Line(id), _) => texts.get("einvoice-who-line", &[("line", id.as_str().into())]),
            (_, Some(named)) => named.to_owned(),
            (who, None) => texts.get(&format!("einvoice-who-{who}"), &[]),
        };
        let need = texts.get(&format!("einvoice-need-{}", self.need), &[]);
        let args = [("who", who.into()), ("need", need.into()), ("rule", self.rule.into())];
        match &self.found {
            None => texts.get("einvoice-lack", &args),
            Some(found) => {
                let mut args = args.to_vec();
                args.push(("found", found.as_str().into()));
                texts.get("einvoice-lack-found", &args)
            }
        }
    }
}

/// Returns the name of a dialect.
#[must_use]
pub fn dialect_name(texts: &Texts, dialect: Dialect) -> String {
    texts.get(&format!("einvoice-dialect-{dialect}"), &[])
}
