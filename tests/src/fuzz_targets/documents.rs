//! Documents and claims that a finance system keeps as text: read, settled and claimed with.

use crate::fuzz_targets::book;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io;
use std::sync::OnceLock;
use takst::contract::document_column::CLAIM_COLUMNS;
use takst::document::Books;
use takst::document::action::{NewDocument, Settlement};
use takst::document::claim::{Absent, ClaimFile, ClaimRow, ClaimSums, ClaimTerms, Quarter, claim, totals};
use takst::document::content::CaseFile;
use takst::document::line::Sums;
use takst::document::party::Parties;
use takst::document::settle::{Mode, OpenMonths};
use takst::{Finding, Month, Municipality, Statement, cpr, settle};
use takst_catalogue::{builtin, parties_from_toml};
use takst_explain::{Lang, Texts};
use takst_io::documents::{
    LineText, Priced, ReferencesText, RowsFault, STANDING_COLUMNS, StandingDocuments, claim_texts, price_claims, price_documents, read_billed,
    read_claimed, read_standing, write_settlement,
};
use takst_io::{CaseReader, Format, Sink};

const PARTIES: &str = r#"
[[seller]]
provider = "mandecentret"
name = "M"
cvr = "12345674"
vat_registered = false
series = "M-"
payment_days = 21
street = "P"
city = "K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "B" }
bank = { registration = "1234", account = "1234567890" }

[[buyer]]
payer = "101"
name = "K"
cvr = "64942212"
gln = "5798009800275"
format = "oioubl"
street = "R"
city = "K"
postal_code = "1550"
"#;

/// What is priced beside the documents: two cases of one citizen, and one that is refused.
const CASES: &str = "\
case_id,citizen_id,service,first_day,last_day,payer
S-1,B-1,mandecentret/efterforsorg-basis,2023-01-10,2023-03-20,101
S-2,B-1,mandecentret/efterforsorg,2023-04-01,2023-04-30,101
S-3,B-3,mandecentret/nothing,2023-01-01,,101
";

/// The cases, priced once.
struct Fixed {
    parties: Parties,
    documents: CaseFile,
    claims: ClaimFile,
    texts: [Texts; 2],
}

struct Silent;

impl Sink for Silent {
    fn statement(&mut self, _: &Statement) -> io::Result<()> {
        Ok(())
    }
    fn file_finding(&mut self, _: &Finding) -> io::Result<()> {
        Ok(())
    }
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn payer() -> Municipality {
    Municipality::new(101).expect("a municipality")
}

fn fixed() -> &'static Fixed {
    static FIXED: OnceLock<Fixed> = OnceLock::new();
    FIXED.get_or_init(|| {
        let until = month("2023-04").last_day();
        let cases = || CaseReader::open(CASES.as_bytes(), Format::Csv).expect("a case file");
        Fixed {
            parties: parties_from_toml("parties", PARTIES, builtin()).expect("parties").parties,
            documents: price_documents(Priced { book: book(), cases: cases(), until, sink: &mut Silent }).expect("a case file").0,
            claims: price_claims(Priced { book: book(), cases: cases(), until, sink: &mut Silent }, payer()).expect("a case file").0,
            texts: Lang::ALL.map(Texts::new),
        }
    })
}

/// What is refused names its row and column, says what would be right, and no CPR number.
fn refused(fault: &RowsFault, rows: usize, columns: &[&str]) {
    let RowsFault::Cells(faults) = fault else { return };
    assert!(!faults.is_empty(), "a refusal has a reason");
    for fault in faults {
        assert!((1..=rows as u64).contains(&fault.row), "row {} is in the text", fault.row);
        assert!(columns.contains(&fault.cell.column), "{} is a column", fault.cell.column);
        for text in [&fault.document, &fault.cell.value] {
            assert_eq!(cpr::masked(text), *text, "no CPR number is shown");
        }
        let (sentence, variable) = fault.cell.expected.sentence();
        let variable: Vec<_> = variable.into_iter().map(|(name, value)| (name, value.into())).collect();
        for texts in &fixed().texts {
            assert!(texts.try_get(sentence, &variable).is_ok(), "{sentence} can be said");
        }
    }
}

fn rows(data: &[u8]) -> usize {
    data.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count()
}

/// All documents that a finance system issued.
pub fn documents(data: &[u8]) {
    let parties = &fixed().parties;
    for kept_from in [None, Some(month("2023-03"))] {
        match read_standing(data, Some(parties), kept_from) {
            Err(fault) => refused(&fault, rows(data), STANDING_COLUMNS.all),
            Ok(documents) => {
                if let Err(fault) = read_billed(data, kept_from, payer()) {
                    panic!("what is read as documents is read as what was billed: {fault:?}");
                }
                nothing_is_lost(&documents, kept_from);
                for mode in [Mode::Invoice, Mode::Correct, Mode::Complete] {
                    settled_once(data, &documents, mode, kept_from);
                }
            }
        }
    }
}

fn months(kept_from: Option<Month>) -> OpenMonths {
    OpenMonths { from: month("2023-01"), until: month("2023-04"), kept_from }
}

fn settle_with(documents: &StandingDocuments, file: CaseFile, mode: Mode, kept_from: Option<Month>) -> Settlement {
    let books = Books { parties: &fixed().parties, taken: &documents.taken, services: book() };
    settle(documents.standing.clone(), file, mode, months(kept_from), &books)
}

/// Against a file without cases everything that stands in open months is absent.
fn nothing_is_lost(documents: &StandingDocuments, kept_from: Option<Month>) {
    let settlement = settle_with(documents, CaseFile::default(), Mode::Correct, kept_from);
    assert!(settlement.documents.is_empty(), "a case that the file lacks is left alone");
    let is_open = |of: Month| of >= month("2023-01") && of <= month("2023-04") && kept_from.is_none_or(|kept_from| of >= kept_from);
    let standing = documents.standing.iter().map(|standing| &standing.content).filter(|content| is_open(content.month));
    let mut by_case: BTreeMap<&str, Sums> = BTreeMap::new();
    standing.for_each(|content| {
        let sums = by_case.entry(&content.case_id).or_default();
        *sums = *sums + content.sums();
    });
    let told: BTreeMap<&str, Sums> = settlement
        .left
        .iter()
        .filter(|left| left.action.as_str() == "absent")
        .map(|left| (left.case_id.as_deref().unwrap_or_default(), left.sums.unwrap_or_default()))
        .collect();
    assert_eq!(told, by_case, "what stands of absent cases is told");
}

/// What is issued is kept as rows; the same again issues nothing.
fn settled_once(data: &[u8], documents: &StandingDocuments, mode: Mode, kept_from: Option<Month>) {
    let settlement = settle_with(documents, fixed().documents.clone(), mode, kept_from);
    let mut written = Vec::new();
    write_settlement(&mut written, &settlement, &fixed().parties, book()).expect("memory can be written to");
    let objects: Vec<Value> =
        written.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).expect("an object")).collect();
    assert_eq!(objects.len(), settlement.documents.len() + settlement.left.len(), "an object for each action");
    let mut all = data.to_vec();
    all.push(b'\n');
    for (document, number) in settlement.documents.iter().zip(1..) {
        all.extend(kept(document, number));
    }
    let after = read_standing(&all, Some(&fixed().parties), kept_from).unwrap_or_else(|fault| panic!("what was issued is read: {fault:?}"));
    let again = settle_with(&after, fixed().documents.clone(), mode, kept_from);
    assert!(again.documents.is_empty(), "the same again issues nothing: {:?}", again.documents);
}

/// A document that was issued, as rows.
fn kept(document: &NewDocument, number: u32) -> Vec<u8> {
    let content = &document.content;
    let references = ReferencesText::from(&*document.references);
    let mut head = Map::new();
    let mut put = |name: &str, text: &str| head.insert(name.to_owned(), json!(text));
    put("number", &format!("issued by the fuzzer {number}"));
    put("kind", document.kind.as_str());
    put("refers_to", document.refers_to.as_deref().unwrap_or_default());
    put("case_id", &content.case_id);
    put("citizen_id", &content.citizen_id);
    put("provider", &content.provider);
    put("payer", &content.payer.to_string());
    put("month", &content.month.to_string());
    put("seller_cvr", &fixed().parties.sellers.get(&*content.provider).map(|seller| seller.cvr.to_string()).unwrap_or_default());
    for (name, text) in [
        ("buyer_reference", references.buyer_reference),
        ("order_reference", references.order_reference),
        ("accounting_cost", references.accounting_cost),
        ("buyer_gln", references.buyer_gln),
        ("commitment", references.commitment),
    ] {
        put(name, text.as_deref().unwrap_or_default());
    }
    let row = |line| {
        let mut row = head.clone();
        row.extend(LineText::columns(&LineText::from(line)).map(|(name, text)| (name.to_owned(), json!(text))));
        format!("{}\n", Value::Object(row))
    };
    content.lines.iter().map(row).collect::<String>().into_bytes()
}

/// Rows of earlier claims.
pub fn claims(data: &[u8]) {
    let before = match read_claimed(data) {
        Ok(before) => before,
        Err(fault) => return refused(&fault, rows(data), CLAIM_COLUMNS),
    };
    assert_eq!(read_claimed(as_rows(&before).as_bytes()).expect("rows"), before, "a row reads as it was written");
    for file in [&ClaimFile::default(), &fixed().claims] {
        for absent in [Absent::LeftAlone, Absent::TakenBack] {
            claimed_once(&before, file, absent);
        }
    }
}

fn as_rows(rows: &[ClaimRow]) -> String {
    let row = |row: &ClaimRow| {
        let texts = CLAIM_COLUMNS.iter().zip(claim_texts("", row)).map(|(name, text)| ((*name).to_owned(), Value::String(text)));
        format!("{}\n", Value::Object(texts.collect()))
    };
    rows.iter().map(row).collect()
}

/// The rows of a claim are kept; the same again claims nothing.
fn claimed_once(before: &[ClaimRow], file: &ClaimFile, absent: Absent) {
    let quarter = Quarter::of(month("2023-06"));
    let terms = ClaimTerms { quarter, from: month("2023-01"), kept_from: None, absent, billed: &|_, _, _| takst::Amount::ZERO };
    let made = claim(before, file, &terms);
    let sums = totals(&made.rows).into_iter().fold(ClaimSums::default(), |mut all, total| {
        all += total.sums;
        all
    });
    let of_rows = made.rows.iter().fold(ClaimSums::default(), |mut all, row| {
        all += row.sums;
        all
    });
    assert_eq!(sums, of_rows, "totals are those of the rows");
    let kept = [before, &made.rows].concat();
    assert!(claim(&kept, file, &terms).rows.is_empty(), "the same again claims nothing");
}
