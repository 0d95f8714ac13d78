//! Places in which something is done: their documents, kept until the order of all and what holds them is known (D6, D8.1).

use crate::contract::code::Code;
use crate::contract::words::{DocumentAction, DocumentKind};
use crate::document::action::{Left, NewDocument, Settlement};
use crate::document::line::Sums;
use crate::model::calendar::Month;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The order in which numbers are given (D8.1): provider, case, month.
pub(crate) type Order = (Arc<str>, CaseOrder, Month);

/// Cases of the file in its order, then those it lacks by their first document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CaseOrder {
    InFile(u32),
    Absent(u64),
}

/// What is done, place by place. A million places are a common number, so each keeps little beside its documents.
#[derive(Default)]
pub(crate) struct Changes {
    changes: Vec<Change>,
    /// The documents of all changes.
    documents: Vec<NewDocument>,
}

/// What is done in one place, unless it is held.
struct Change {
    case: CaseOrder,
    /// Its first document and the one after its last; it has one at least.
    documents: (u32, u32),
    /// Codes of what holds it, alphabetical; none: nothing does.
    held: BTreeSet<&'static str>,
}

impl Changes {
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Adds a place: the codes of what holds it, and its documents in order.
    pub fn add(&mut self, case: CaseOrder, held: BTreeSet<&'static str>, documents: impl FnOnce(&mut Vec<NewDocument>)) {
        let from = self.documents.len() as u32;
        documents(&mut self.documents);
        self.changes.push(Change { case, documents: (from, self.documents.len() as u32), held });
    }

    /// Holds a place.
    pub fn hold(&mut self, change: usize, code: Code) {
        self.changes[change].held.insert(code.as_str());
    }

    /// Holds all places of cases that the file lacks.
    pub fn hold_absent(&mut self, code: Code) {
        for change in self.changes.iter_mut().filter(|change| matches!(change.case, CaseOrder::Absent(_))) {
            change.held.insert(code.as_str());
        }
    }

    /// Of each place whether it is held.
    pub fn held(&self) -> Vec<bool> {
        self.changes.iter().map(Change::is_held).collect()
    }

    /// The documents of the places that are not held, and a report of the others; both in order.
    pub fn settled(mut self) -> Settlement {
        let documents = &self.documents;
        let key = |change: &Change| {
            let content = &documents[change.documents.0 as usize].content;
            (&content.provider, change.case, content.month)
        };
        self.changes.sort_by(|a, b| key(a).cmp(&key(b)));
        let left = self.changes.iter().filter_map(|change| change.left(documents)).collect();
        let (held, issued): (Vec<&Change>, Vec<&Change>) = self.changes.iter().partition(|change| change.is_held());
        let range = |change: &&Change| change.documents.0..change.documents.1;
        let mut order: Vec<u32> = issued.iter().flat_map(range).collect();
        let count = order.len();
        order.extend(held.iter().flat_map(range));
        arrange(&mut self.documents, order);
        self.documents.truncate(count);
        Settlement { documents: self.documents, left }
    }
}

impl Change {
    fn is_held(&self) -> bool {
        !self.held.is_empty()
    }

    /// The place where it is held. What stands and stays in it is what should be, so that its documents give the sums.
    fn left(&self, documents: &[NewDocument]) -> Option<Left> {
        if !self.is_held() {
            return None;
        }
        let documents = &documents[self.documents.0 as usize..self.documents.1 as usize];
        let first = documents.first()?;
        let mut sums = Sums::ZERO;
        for document in documents {
            let of_document = document.content.sums();
            sums = if document.kind == DocumentKind::Invoice { sums + of_document } else { sums - of_document };
        }
        Some(Left {
            action: DocumentAction::Held,
            case_id: Some(first.content.case_id.clone()),
            provider: Some(first.content.provider.clone()),
            month: Some(first.content.month),
            payers: documents.iter().map(|document| document.content.payer).collect::<BTreeSet<_>>().into_iter().collect(),
            sums: Some(sums),
            reasons: first.reasons.clone(),
            why: self.held.iter().filter_map(|code| code.parse().ok()).collect(),
        })
    }
}

/// Brings things into an order: `order` has the place of each. Nothing is copied, since there can be a million.
fn arrange<T>(things: &mut [T], mut order: Vec<u32>) {
    for start in 0..order.len() {
        let mut to = start;
        loop {
            // Each place is left once.
            let from = std::mem::replace(&mut order[to], to as u32) as usize;
            if from == start {
                break;
            }
            things.swap(to, from);
            to = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_brought_into_any_order() {
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 1, 4, 3], [1, 2, 3, 4, 0], [3, 0, 4, 1, 2]] {
            let mut things = ["a", "b", "c", "d", "e"];
            arrange(&mut things, order.to_vec());
            assert_eq!(things, order.map(|place| ["a", "b", "c", "d", "e"][place as usize]));
        }
    }
}
