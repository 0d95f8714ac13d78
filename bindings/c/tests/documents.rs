//! What settling gives through C is what the core gives: for a finance system that keeps documents as text, and for one that keeps them as values.

use serde_json::{Map, Value};
use std::ptr;
use takst::contract::words::DocumentKind;
use takst::document::Books;
use takst::document::action::Settlement;
use takst::document::content::Standing;
use takst::document::party::Parties;
use takst::document::settle::{Mode, OpenMonths};
use takst::{Book, Finding, KnownAsOf, Policy, Statement};
use takst_c::*;
use takst_io::documents::{Priced, codes, price_documents};
use takst_io::{CaseReader, Format, Sink};

const PARTIES: &str = r#"
[[seller]]
provider = "mandecentret"
name = "Mandecentret"
cvr = "12345674"
vat_registered = false
series = "M-"
payment_days = 21
street = "Prøvevej"
building_number = "1"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet" }
bank = { registration = "1234", account = "1234567890" }

[[buyer]]
payer = "101"
name = "Københavns Kommune"
cvr = "64942212"
gln = "5798009800275"
reference = "SOC"
format = "oioubl"
street = "Rådhuspladsen"
city = "København V"
postal_code = "1550"

[[buyer]]
payer = "751"
name = "Aarhus Kommune"
cvr = "12345674"
gln = "5798009800275"
format = "bis3"
street = "Rådhuspladsen"
city = "Aarhus C"
postal_code = "8000"
"#;

/// A step: mode, last month, and rows of the case file.
struct Step {
    mode: Mode,
    until: i32,
    rows: &'static [&'static str],
}

const HEADER: &str = "case_id,citizen_id,service,first_day,last_day,payer,order_reference\n";

const STEPS: &[Step] = &[
    Step {
        mode: Mode::Invoice,
        until: 202_402,
        rows: &[
            "S-1,B-1,mandecentret/efterforsorg-basis,2024-01-01,2024-02-29,101,4500",
            "S-2,B-2,mandecentret/efterforsorg-basis,2024-01-10,2024-01-31,101,",
        ],
    },
    // S-1 ends earlier and S-2 has another payer: an invoice run tells it, and issues what is new.
    Step { mode: Mode::Invoice, until: 202_403, rows: CHANGED },
    Step { mode: Mode::Correct, until: 202_403, rows: CHANGED },
    // Nothing more comes of it.
    Step { mode: Mode::Correct, until: 202_403, rows: CHANGED },
    // Without S-1, then with it credited.
    Step { mode: Mode::Correct, until: 202_403, rows: &[CHANGED[1], CHANGED[2], CHANGED[3]] },
    Step { mode: Mode::Complete, until: 202_403, rows: &[CHANGED[1], CHANGED[2], CHANGED[3]] },
];

const CHANGED: &[&str] = &[
    "S-1,B-1,mandecentret/efterforsorg-basis,2024-01-01,2024-02-10,101,4500",
    "S-2,B-2,mandecentret/efterforsorg-basis,2024-01-10,2024-01-31,751,",
    "S-3,B-3,mandecentret/efterforsorg-basis,2024-03-01,2024-03-31,101,",
    "S-4,B-4,mandecentret/efterforsorg,2024-03-01,2024-03-31,101,",
];

/// What each step must give: documents and everything else by action, case, month and reasons. Worked out by hand.
const EXPECTED: &[&[&str]] = &[
    // 31 and 29 days of S-1 and 22 of S-2 at 435.00.
    &["issue  S-1 2024-01 13485.00 ", "issue  S-1 2024-02 12615.00 ", "issue  S-2 2024-01 9570.00 "],
    // 10 instead of 29 days of February: 4350 − 12615.
    &[
        "issue  S-3 2024-03 13485.00 ",
        "differs  S-1 2024-02 -8265.00 correction.period",
        "differs  S-2 2024-01 0.00 correction.payer",
        "refused  S-4   ",
    ],
    &[
        "credit F-2 S-1 2024-02 12615.00 correction.period",
        "issue F-2 S-1 2024-02 4350.00 correction.period",
        "credit F-3 S-2 2024-01 9570.00 correction.payer",
        "issue F-3 S-2 2024-01 9570.00 correction.payer",
        "refused  S-4   ",
    ],
    &["refused  S-4   "],
    // 13485 + 4350 stand.
    &["refused  S-4   ", "absent  S-1  17835.00 "],
    &["credit F-1 S-1 2024-01 13485.00 correction.withdrawn", "credit F-6 S-1 2024-02 4350.00 correction.withdrawn", "refused  S-4   "],
];

struct Silent;

impl Sink for Silent {
    fn statement(&mut self, _: &Statement) -> std::io::Result<()> {
        Ok(())
    }
    fn file_finding(&mut self, _: &Finding) -> std::io::Result<()> {
        Ok(())
    }
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_else(|| panic!("{name} of {object:?}"))
}

/// The documents of a finance system as rows of text.
#[derive(Default)]
struct TextBooks {
    rows: String,
    documents: usize,
}

impl TextBooks {
    fn settle(&mut self, book: *const TakstBook, cases: &str, step: &Step) -> Vec<String> {
        let mut options = TakstSettleOptions::init();
        options.mode = u32::from(step.mode != Mode::Invoice);
        options.complete = u32::from(step.mode == Mode::Complete);
        (options.from_month, options.until_month, options.format) = (202_401, step.until, TakstFormat::Csv as u32);
        let (mut buffer, mut error, mut said) = (ptr::null_mut(), ptr::null_mut(), TakstText { data: ptr::null(), length: 0 });
        let actions = unsafe {
            let status = takst_settle(
                book,
                cases.as_ptr(),
                cases.len(),
                PARTIES.as_ptr().cast(),
                PARTIES.len(),
                self.rows.as_ptr(),
                self.rows.len(),
                &raw const options,
                &raw mut buffer,
                ptr::null_mut(),
                &raw mut error,
            );
            assert_eq!(status, TakstStatus::Ok);
            assert_eq!(takst_buffer_text(buffer, &raw mut said, ptr::null_mut()), TakstStatus::Ok);
            let bytes = std::slice::from_raw_parts(said.data.cast::<u8>(), usize::try_from(said.length).expect("a length"));
            let text = std::str::from_utf8(bytes).expect("UTF-8").to_owned();
            takst_buffer_free(buffer);
            text
        };
        actions.lines().map(|line| self.action(&serde_json::from_str(line).expect("an object"))).collect()
    }

    /// Keeps a document under the next number, a row for each line; tells the action.
    fn action(&mut self, action: &Map<String, Value>) -> String {
        if let Some(Value::Array(lines)) = action.get("lines") {
            self.documents += 1;
            for line in lines {
                let mut row: Map<String, Value> = line.as_object().expect("a line").clone();
                row.insert("number".to_owned(), format!("F-{}", self.documents).into());
                let head = ["kind", "refers_to", "reasons", "case_id", "citizen_id", "provider", "payer", "month"];
                let references = ["buyer_reference", "order_reference", "accounting_cost", "buyer_gln", "commitment", "seller_cvr"];
                for name in head.into_iter().chain(references) {
                    row.insert(name.to_owned(), action[name].clone());
                }
                self.rows.push_str(&serde_json::to_string(&row).expect("a row"));
                self.rows.push('\n');
            }
        }
        let text = |name| text(action, name);
        format!("{} {} {} {} {} {}", text("action"), text("refers_to"), text("case_id"), text("month"), text("net"), text("reasons"))
    }
}

/// The same as values.
#[derive(Default)]
struct ValueBooks {
    standing: Vec<Standing>,
    documents: usize,
}

impl ValueBooks {
    fn settle(&mut self, book: &Book, parties: &Parties, cases: &str, step: &Step) -> Vec<String> {
        let month = |number: i32| format!("{:04}-{:02}", number / 100, number % 100).parse().expect("a month");
        let months = OpenMonths { from: month(202_401), until: month(step.until), kept_from: None };
        let until = months.until.last_day();
        let priced = Priced { book, cases: CaseReader::open(cases.as_bytes(), Format::Csv).expect("a case file"), until, sink: &mut Silent };
        let (file, _) = price_documents(priced).expect("a case file");
        let books = Books { parties, taken: &Default::default(), services: book };
        let Settlement { documents, left } = takst::settle(self.standing.clone(), file, step.mode, months, &books);
        let mut told = Vec::new();
        for document in documents {
            self.documents += 1;
            let content = &document.content;
            told.push(format!(
                "{} {} {} {} {} {}",
                document.action(),
                document.refers_to.as_deref().unwrap_or_default(),
                content.case_id,
                content.month,
                content.sums().net,
                codes(&document.reasons)
            ));
            match document.kind {
                DocumentKind::CreditNote => self.standing.retain(|standing| Some(&standing.number) != document.refers_to.as_ref()),
                DocumentKind::Invoice => self.standing.push(Standing {
                    number: format!("F-{}", self.documents).into(),
                    case_since: self.documents as u64,
                    seller: parties.sellers.get(&*content.provider).map(|seller| seller.cvr),
                    content: document.content,
                    references: document.references,
                }),
            }
        }
        told.extend(left.into_iter().map(|left| {
            let month = left.month.map(|month| month.to_string()).unwrap_or_default();
            let net = left.sums.map(|sums| sums.net.to_string()).unwrap_or_default();
            format!("{}  {} {month} {net} {}", left.action, left.case_id.as_deref().unwrap_or_default(), codes(&left.reasons))
        }));
        told
    }
}

#[test]
fn both_books_come_to_the_same_and_to_what_is_expected() {
    let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("sound");
    let parties = takst_catalogue::parties_from_toml("parties", PARTIES, takst_catalogue::builtin()).expect("parties").parties;
    let mut in_c = ptr::null_mut();
    assert_eq!(unsafe { takst_book_new(ptr::null(), ptr::null(), 0, &raw mut in_c, ptr::null_mut()) }, TakstStatus::Ok);
    let (mut texts, mut values) = (TextBooks::default(), ValueBooks::default());
    for (step, expected) in STEPS.iter().zip(EXPECTED) {
        let cases = format!("{HEADER}{}\n", step.rows.join("\n"));
        let through_c = texts.settle(in_c, &cases, step);
        assert_eq!(through_c, *expected);
        assert_eq!(through_c, values.settle(&book, &parties, &cases, step));
    }
    unsafe { takst_book_free(in_c) };
}

/// Refund of a quarter, claimed, kept as text, and claimed again after the stay became shorter.
#[test]
fn a_claim_is_claimed_once_and_corrected() {
    let mut book = ptr::null_mut();
    assert_eq!(unsafe { takst_book_new(ptr::null(), ptr::null(), 0, &raw mut book, ptr::null_mut()) }, TakstStatus::Ok);
    let claim = |last_day: &str, standing: &str, claimed: &str| -> (Vec<String>, String) {
        let cases = format!("{HEADER}S-1,B-1,mandecentret/efterforsorg-basis,2023-03-20,{last_day},101,\n");
        let mut options = TakstClaimOptions::init();
        (options.payer, options.year, options.quarter) = (101, 2023, 2);
        (options.from_month, options.format) = (202_303, TakstFormat::Csv as u32);
        let (mut buffer, mut said) = (ptr::null_mut(), TakstText { data: ptr::null(), length: 0 });
        let object: Value = unsafe {
            let status = takst_claim(
                book,
                cases.as_ptr(),
                cases.len(),
                standing.as_ptr(),
                standing.len(),
                claimed.as_ptr(),
                claimed.len(),
                &raw const options,
                &raw mut buffer,
                ptr::null_mut(),
                ptr::null_mut(),
            );
            assert_eq!(status, TakstStatus::Ok);
            assert_eq!(takst_buffer_text(buffer, &raw mut said, ptr::null_mut()), TakstStatus::Ok);
            let bytes = std::slice::from_raw_parts(said.data.cast::<u8>(), usize::try_from(said.length).expect("a length"));
            let object = serde_json::from_slice(bytes).expect("an object");
            takst_buffer_free(buffer);
            object
        };
        let rows = object["rows"].as_array().expect("rows");
        let told = rows.iter().map(|row| {
            let row = row.as_object().expect("a row");
            format!("{} {} {} {}", text(row, "month"), text(row, "net"), text(row, "refund"), text(row, "invoiced"))
        });
        (told.collect(), rows.iter().map(|row| format!("{row}\n")).collect())
    };
    // 12 days at 545.00 and 10 at 435.00, half of it refunded; then nothing of April.
    let (told, first) = claim("2023-04-10", "", "");
    assert_eq!(told, ["2023-03 6540.00 3270.00 no", "2023-04 4350.00 2175.00 no"]);
    assert_eq!(claim("2023-04-10", "", &first).0, Vec::<String>::new());
    let (told, second) = claim("2023-03-31", "", &first);
    assert_eq!(told, ["2023-04 -4350.00 -2175.00 yes"], "nothing is due of April");
    assert_eq!(claim("2023-03-31", "", &(first + &second)).0, Vec::<String>::new());
    // An invoice of March stands, and half of that of April.
    let invoice = |number: &str, month: &str, days: &str, price: &str, net: &str| {
        format!(
            r#"{{"number":"{number}","kind":"invoice","case_id":"S-1","provider":"mandecentret","payer":"101","month":"{month}","service":"mandecentret/efterforsorg-basis","first_day":"{month}-20","last_day":"{month}-20","quantity":"{days}","unit":"day","unit_price":"{price}","net":"{net}","vat_category":"E","vat_rate":"0","vat":"0.00"}}"#
        ) + "\n"
    };
    let received = invoice("7", "2023-03", "12", "545.00", "6540.00") + &invoice("8", "2023-04", "5", "435.00", "2175.00");
    assert_eq!(claim("2023-04-10", &received, "").0, ["2023-03 6540.00 3270.00 yes", "2023-04 4350.00 2175.00 partly"]);
    unsafe { takst_book_free(book) };
}

/// What a problem says: Danish, then English.
fn said(rows: &str) -> Vec<[String; 2]> {
    let mut book = ptr::null_mut();
    assert_eq!(unsafe { takst_book_new(ptr::null(), ptr::null(), 0, &raw mut book, ptr::null_mut()) }, TakstStatus::Ok);
    let cases = format!("{HEADER}{}\n", STEPS[0].rows.join("\n"));
    let mut options = TakstSettleOptions::init();
    (options.from_month, options.until_month, options.format) = (202_401, 202_402, TakstFormat::Csv as u32);
    let (mut buffer, mut error) = (ptr::null_mut(), ptr::null_mut());
    unsafe {
        let status = takst_settle(
            book,
            cases.as_ptr(),
            cases.len(),
            PARTIES.as_ptr().cast(),
            PARTIES.len(),
            rows.as_ptr(),
            rows.len(),
            &raw const options,
            &raw mut buffer,
            ptr::null_mut(),
            &raw mut error,
        );
        assert_eq!((status, buffer.is_null()), (TakstStatus::Documents, true));
        let message = |place, lang: TakstLanguage| {
            let mut problem = TakstProblem::init();
            assert_eq!(takst_error_problem(error, place, lang as u32, &raw mut problem, ptr::null_mut()), TakstStatus::Ok);
            let length = usize::try_from(problem.message.length).expect("a length");
            String::from_utf8(std::slice::from_raw_parts(problem.message.data.cast::<u8>(), length).to_vec()).expect("UTF-8")
        };
        let said =
            (0..takst_error_count(error)).map(|place| [TakstLanguage::Danish, TakstLanguage::English].map(|lang| message(place, lang))).collect();
        takst_error_free(error);
        takst_book_free(book);
        said
    }
}

#[test]
fn what_is_wrong_in_a_row_is_said_in_both_languages() {
    let row = |number: &str, kind: &str, refers_to: &str, days: &str, net: &str| {
        format!(
            r#"{{"number":"{number}","kind":"{kind}","refers_to":"{refers_to}","case_id":"S-1","provider":"mandecentret","payer":"101","month":"2024-01","service":"mandecentret/efterforsorg-basis","first_day":"2024-01-01","last_day":"2024-01-31","quantity":"{days}","unit":"day","unit_price":"435.00","net":"{net}","vat_category":"E","vat_rate":"0","vat":"0.00"}}"#
        ) + "\n"
    };
    let invoice = row("F-1", "invoice", "", "31", "13485.00");
    let pair = |danish: &str, english: &str| [danish.to_owned(), english.to_owned()];
    assert_eq!(
        said(&(invoice.clone() + &row("F-2", "bill", "", "31", "13.485,00"))),
        [
            pair(
                "standing, række 2 (F-2), kolonnen kind: »bill« kan ikke bruges. Skriv et af: invoice, credit-note.",
                "standing, row 2 (F-2), column kind: “bill” cannot be used. Write one of: invoice, credit-note."
            ),
            pair(
                "standing, række 2 (F-2), kolonnen net: »13.485,00« kan ikke bruges. Skriv et tal med punktum og højst 2 decimaler, uden tusindtalsseparator.",
                "standing, row 2 (F-2), column net: “13.485,00” cannot be used. Write a number with a dot and at most 2 decimals, without thousands separators."
            ),
        ]
    );
    assert_eq!(
        said(&(invoice.clone() + &row("F-2", "credit-note", "F-1", "30", "13485.00"))),
        [pair(
            "standing, række 2 (F-2), kolonnen quantity: »30.00« kan ikke bruges. En kreditnota krediterer en hel faktura. Skriv det samme som i fakturaen.",
            "standing, row 2 (F-2), column quantity: “30.00” cannot be used. A credit note credits a whole invoice. Write what the invoice says."
        )]
    );
    // A row without a number has none to be named by, and a CPR number is never said.
    assert_eq!(
        said(&(invoice + &row("", "credit-note", "010190-1234", "31", "13485.00"))),
        [
            pair(
                "standing, række 2, kolonnen number: »« kan ikke bruges. Feltet skal udfyldes.",
                "standing, row 2, column number: “” cannot be used. The field must be filled in."
            ),
            pair(
                "standing, række 2, kolonnen refers_to: »xxxxxx-xxxx« kan ikke bruges. Teksten indeholder noget, der ligner et CPR-nummer, og et CPR-nummer må ikke stå på et dokument.",
                "standing, row 2, column refers_to: “xxxxxx-xxxx” cannot be used. The text contains what looks like a CPR number, and no CPR number may be on a document."
            ),
        ]
    );
    assert_eq!(
        said("{\"number\":\"F-1\"}\n")[0][1],
        "standing: required columns are missing: kind, case_id, provider, payer, month, service, first_day, last_day, quantity, unit, unit_price, net, \
         vat_category, vat_rate, vat."
    );
}
