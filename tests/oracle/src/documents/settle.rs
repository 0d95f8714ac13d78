//! What stands and what should be give documents (D4, D5, D8, D10).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::dates::{Month, plus_days};
use crate::documents::holds::{hold_billed_elsewhere, own_holds, with_defaults};
use crate::documents::reasons::{OfPayer, reasons};
use crate::documents::{Books, File, Left, Line, Mode, Months, NewDocument, Parties, Settlement, Should, Standing, Sums};

/// D8.1: cases of the file in its order, then the others by their first document.
type CaseOrder = (bool, u64);

/// Provider, case, month; and the id of the case.
type PlaceOrder = (String, CaseOrder, Month, String);

/// What would be done in a place, and what holds it.
pub struct Change {
    order: (String, CaseOrder, Month),
    case: String,
    pub provider: String,
    month: Month,
    /// Whether the file lacks the case.
    pub is_absent: bool,
    /// All that stands in the place, by payer.
    pub standing: Vec<Standing>,
    should: Vec<Should>,
    /// What is credited, by payer.
    pub credit: Vec<Standing>,
    /// What is issued, by payer.
    pub issue: Vec<Should>,
    /// Codes of what holds it.
    pub why: BTreeSet<&'static str>,
}

/// D3.1.
fn have_same_lines(a: &[Line], b: &[Line]) -> bool {
    let content = |line: &Line| {
        let words = (line.service.clone(), line.unit.clone(), line.vat_category.clone(), line.vat_rate.clone());
        (words, line.first, line.last, line.quantity, line.unit_price, line.base, line.net)
    };
    let vat = |lines: &[Line]| {
        let mut sums: BTreeMap<(String, String), i128> = BTreeMap::new();
        for line in lines {
            *sums.entry((line.vat_category.clone(), line.vat_rate.clone())).or_default() += line.vat;
        }
        sums
    };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| content(a) == content(b)) && vat(a) == vat(b)
}

/// D3: an import has the content of what should be when net and VAT agree.
fn is_same(standing: &Standing, should: &Should) -> bool {
    match standing.seller {
        None => Sums::of(&standing.lines) == Sums::of(&should.lines),
        Some(_) => have_same_lines(&standing.lines, &should.lines),
    }
}

impl Change {
    /// What should be less what stands.
    fn sums(&self) -> Sums {
        let should = Sums::of(self.should.iter().flat_map(|should| &should.lines));
        should.less(Sums::of(self.standing.iter().flat_map(|standing| &standing.lines)))
    }

    fn reasons(&self, books: &Books) -> Vec<&'static str> {
        let mut stood: Vec<OfPayer> = Vec::new();
        for standing in &self.standing {
            // D7: what counts as the same has the lines that should be.
            let same = self.should.iter().find(|should| should.key.payer == standing.key.payer && is_same(standing, should));
            stood.push((standing.key.payer.as_str(), same.map_or(standing.lines.as_slice(), |should| should.lines.as_slice())));
        }
        let should: Vec<OfPayer> = self.should.iter().map(|should| (should.key.payer.as_str(), should.lines.as_slice())).collect();
        reasons(&stood, &should, books.catalogue)
    }

    fn left(&self, action: &'static str, books: &Books) -> Left {
        Left {
            action,
            case: Some(self.case.clone()),
            place: Some((self.provider.clone(), self.month)),
            sums: Some(self.sums()),
            reasons: self.reasons(books),
            why: self.why.clone(),
        }
    }

    /// D8.4 to D8.6.
    fn documents(&self, books: &Books) -> Vec<NewDocument> {
        let reasons = self.reasons(books);
        let buyer = |payer: &str| &books.parties.buyers[payer];
        let mut documents = Vec::new();
        for standing in &self.credit {
            let today = self.should.iter().find(|should| should.key.payer == standing.key.payer);
            // The invoice's are as it has them: what defaults to the buyer's defaults when an invoice is issued.
            let mut references = match today {
                Some(should) => with_defaults(should.references.clone(), buyer(&standing.key.payer)),
                None => standing.references.clone(),
            };
            references.remove("order_reference");
            references.extend(standing.references.get("order_reference").map(|text| ("order_reference", text.clone())));
            documents.push(NewDocument {
                is_credit: true,
                key: standing.key.clone(),
                citizen: standing.citizen.clone(),
                lines: standing.lines.clone(),
                references,
                reasons: reasons.clone(),
                refers_to: Some(standing.number.clone()),
            });
        }
        for should in &self.issue {
            let own = self.credit.iter().find(|standing| standing.key.payer == should.key.payer);
            let replaced = own.or(self.credit.first());
            documents.push(NewDocument {
                is_credit: false,
                key: should.key.clone(),
                citizen: should.citizen.clone(),
                lines: should.lines.clone(),
                references: with_defaults(should.references.clone(), buyer(&should.key.payer)),
                reasons: reasons.clone(),
                refers_to: replaced.map(|standing| standing.number.clone()),
            });
        }
        documents
    }
}

/// What stands and what should be give documents without numbers, and rows for all else.
pub fn settle(standing: &[Standing], file: &File, mode: Mode, months: Months, books: &Books) -> Settlement {
    let in_file: BTreeMap<&str, usize> = file.cases.iter().enumerate().map(|(at, case)| (case.id.as_str(), at)).collect();
    let order_of = |case: &str| -> CaseOrder {
        let since = || standing.iter().filter(|standing| standing.key.case == case).map(|standing| standing.case_since).min();
        in_file.get(case).map_or_else(|| (true, since().expect("it stands")), |at| (false, *at as u64))
    };
    let mut places: BTreeMap<PlaceOrder, (Vec<Standing>, Vec<Should>)> = BTreeMap::new();
    for standing in standing {
        let key = &standing.key;
        let place = (key.provider.clone(), order_of(&key.case), key.month, key.case.clone());
        places.entry(place).or_default().0.push(standing.clone());
    }
    for should in file.cases.iter().flat_map(|case| &case.should) {
        let key = &should.key;
        let place = (key.provider.clone(), order_of(&key.case), key.month, key.case.clone());
        places.entry(place).or_default().1.push(should.clone());
    }

    let (mut changes, mut differs, mut closed) = (Vec::new(), Vec::new(), Vec::new());
    let mut absent: BTreeMap<(CaseOrder, String), Sums> = BTreeMap::new();
    for ((provider, order, month, case), (mut standing, mut should)) in places {
        standing.sort_by(|a, b| a.key.payer.cmp(&b.key.payer));
        should.sort_by(|a, b| a.key.payer.cmp(&b.key.payer));
        // D4.1, D4.2, row 7.
        if month > months.until || months.kept_from.is_some_and(|kept_from| month < kept_from) {
            continue;
        }
        let priced = in_file.get(case.as_str()).map(|at| &file.cases[*at]);
        // Row 5.
        if priced.is_some_and(|case| !case.faults.is_empty()) {
            continue;
        }
        let mut change = Change {
            order: (provider.clone(), order, month),
            case: case.clone(),
            provider: provider.clone(),
            month,
            is_absent: priced.is_none(),
            standing: standing.clone(),
            should: should.clone(),
            credit: Vec::new(),
            issue: Vec::new(),
            why: BTreeSet::new(),
        };
        let is_closed = month < months.from;
        if priced.is_none() {
            // Row 4.
            if is_closed {
                continue;
            }
            if mode == Mode::Complete && file.providers.contains(&provider) {
                change.credit = standing;
                changes.push(change);
            } else {
                let sums = absent.entry((order, case)).or_default();
                let more = Sums::of(standing.iter().flat_map(|standing| &standing.lines));
                *sums = Sums { net: sums.net + more.net, vat: sums.vat + more.vat };
            }
            continue;
        }
        // Rows 1 to 3, payer by payer.
        for stands in &standing {
            let same = should.iter().any(|should| should.key.payer == stands.key.payer && is_same(stands, should));
            if !same {
                change.credit.push(stands.clone());
            }
        }
        for should in &should {
            let same = standing.iter().any(|stands| stands.key.payer == should.key.payer && is_same(stands, should));
            if !same {
                change.issue.push(should.clone());
            }
        }
        if change.credit.is_empty() && change.issue.is_empty() {
            continue;
        }
        if is_closed {
            closed.push(change);
        } else if mode == Mode::Invoice && !standing.is_empty() {
            differs.push(change);
        } else {
            changes.push(change);
        }
    }

    for change in &mut changes {
        change.why = own_holds(change, !file.unreadable.is_empty(), books);
    }
    let citizens = file.cases.iter().map(|case| (case.id.clone(), case.citizen.clone())).collect();
    hold_billed_elsewhere(&mut changes, standing, &citizens, books);

    // D10. Places come in the order of the map, which is that of D8.1.
    let mut settlement = Settlement::default();
    for change in changes.iter().filter(|change| change.why.is_empty()) {
        settlement.documents.extend(change.documents(books));
    }
    let left = &mut settlement.left;
    left.extend(changes.iter().filter(|change| !change.why.is_empty()).map(|change| change.left("held", books)));
    left.extend(differs.iter().map(|change| change.left("differs", books)));
    let refused = |case: Option<&str>, codes: &BTreeSet<&'static str>| Left {
        action: "refused",
        case: case.map(str::to_string),
        place: None,
        sums: None,
        reasons: Vec::new(),
        why: codes.clone(),
    };
    left.extend(file.cases.iter().filter(|case| !case.faults.is_empty()).map(|case| refused(Some(&case.id), &case.faults)));
    left.extend(file.unreadable.iter().map(|codes| refused(None, codes)));
    left.extend(absent.into_iter().map(|((_, case), sums)| Left {
        action: "absent",
        case: Some(case),
        place: None,
        sums: Some(sums),
        reasons: Vec::new(),
        why: BTreeSet::new(),
    }));
    left.extend(closed.iter().map(|change| change.left("closed", books)));
    debug_assert!(changes.is_sorted_by_key(|change| change.order.clone()));
    settlement
}

/// Number and due date of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its number.
    pub number: String,
    /// D8.3: none of a credit note.
    pub due: Option<NaiveDate>,
}

/// D8.2: gives each document its number; `given` holds how many numbers of a series were given, and is counted on.
pub fn give(documents: &[NewDocument], parties: &Parties, issued: NaiveDate, given: &mut BTreeMap<String, u64>) -> Vec<Given> {
    let give = |document: &NewDocument| {
        let seller = &parties.sellers[&document.key.provider];
        let count = given.entry(seller.series.clone()).or_default();
        let number = format!("{}{}", seller.series, seller.first_number + *count);
        *count += 1;
        Given { number, due: (!document.is_credit).then(|| plus_days(issued, seller.payment_days)) }
    };
    documents.iter().map(give).collect()
}
