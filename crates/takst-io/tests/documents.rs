//! Rows of documents and of earlier claims: each cell that is not what its column says is named, with what would be right.

use serde_json::{Map, Value};
use takst::catalogue::RefundRule;
use takst::contract::words::{ClaimKind, DocumentKind, Invoiced};
use takst::document::party::Parties;
use takst::{Month, Municipality, Unit, VatCategory, VatExemption};
use takst_io::RowsError;
use takst_io::documents::{Expected, RowsFault, STANDING_COLUMNS, read_billed, read_claimed, read_standing};

const CPR: &str = "010190-1234";
const MASKED: &str = "xxxxxx-xxxx";

/// 31 days at 435.00.
const INVOICE: &[(&str, &str)] = &[
    ("number", "F-1"),
    ("kind", "invoice"),
    ("case_id", "S-1"),
    ("provider", "mandecentret"),
    ("payer", "101"),
    ("month", "2024-01"),
    ("service", "mandecentret/efterforsorg-basis"),
    ("first_day", "2024-01-01"),
    ("last_day", "2024-01-31"),
    ("quantity", "31"),
    ("unit", "day"),
    ("unit_price", "435.00"),
    ("net", "13485.00"),
    ("vat_category", "E"),
    ("vat_rate", "0"),
    ("vat", "0.00"),
];
const CLAIMED: &[(&str, &str)] = &[
    ("case_id", "S-1"),
    ("provider", "mandecentret"),
    ("month", "2024-01"),
    ("refund_rule", "sel-110-ophold"),
    ("net", "13485.00"),
    ("own_payment", "0.00"),
    ("refund", "6742.50"),
];

/// A row with some of its texts replaced.
fn row(of: &[(&str, &str)], changes: &[(&str, &str)]) -> String {
    let texts = of.iter().chain(changes).map(|(name, text)| ((*name).to_owned(), Value::String((*text).to_owned())));
    format!("{}\n", Value::Object(texts.collect::<Map<_, _>>()))
}

fn invoice(changes: &[(&str, &str)]) -> String {
    row(INVOICE, changes)
}

/// A row without a column.
fn without(of: &[(&str, &str)], column: &str) -> String {
    row(&of.iter().copied().filter(|(name, _)| *name != column).collect::<Vec<_>>(), &[])
}

fn parties() -> Parties {
    let text = r#"
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
"#;
    takst_catalogue::parties_from_toml("parties", text, takst_catalogue::builtin()).expect("parties").parties
}

/// Row, document, column and value of each fault, and what would be right.
type Faults = Vec<(u64, String, &'static str, String, Expected)>;

fn faults<T: std::fmt::Debug>(read: Result<T, RowsFault>) -> Faults {
    match read.expect_err("faults") {
        RowsFault::Cells(faults) => {
            faults.into_iter().map(|fault| (fault.row, fault.document, fault.cell.column, fault.cell.value, fault.cell.expected)).collect()
        }
        RowsFault::Rows(error) => panic!("{error}"),
    }
}

fn of_standing(text: &str) -> Faults {
    faults(read_standing(text.as_bytes(), None, None))
}

/// The numbers of what stands.
fn standing(text: &str, kept_from: Option<Month>) -> Vec<String> {
    let documents = read_standing(text.as_bytes(), None, kept_from).unwrap_or_else(|fault| panic!("{fault:?}"));
    documents.standing.iter().map(|standing| standing.number.to_string()).collect()
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

#[test]
fn each_required_column_is_missed() {
    for (column, _) in INVOICE {
        match read_standing(without(INVOICE, column).as_bytes(), None, None) {
            Err(RowsFault::Rows(RowsError::MissingColumns(missing))) => assert_eq!(missing, [*column]),
            other => panic!("{column}: {other:?}"),
        }
    }
    for (column, _) in CLAIMED {
        match read_claimed(without(CLAIMED, column).as_bytes()) {
            Err(RowsFault::Rows(RowsError::MissingColumns(missing))) => assert_eq!(missing, [*column]),
            other => panic!("{column}: {other:?}"),
        }
    }
    // What is not required is not there at all.
    assert_eq!(standing(&invoice(&[]), None), ["F-1"]);
    assert_eq!(read_claimed(row(CLAIMED, &[]).as_bytes()).expect("a row").len(), 1);
    let required = STANDING_COLUMNS.all.iter().filter(|column| !STANDING_COLUMNS.optional.contains(column)).count();
    assert_eq!(required, INVOICE.len(), "each required column was tried");
}

#[test]
fn each_wrong_value_of_a_document_is_named() {
    use Expected::*;
    let wrong: &[(&str, &str, Expected)] = &[
        ("number", "", Present),
        ("number", CPR, NoCpr),
        ("kind", "bill", Word(DocumentKind::WORDS)),
        ("refers_to", CPR, NoCpr),
        ("reasons", CPR, NoCpr),
        ("issued", "20240201", Day),
        ("issued", "2024-02-30", Day),
        ("due", "22.02.2024", Day),
        ("case_id", "", Present),
        ("case_id", CPR, NoCpr),
        ("citizen_id", CPR, NoCpr),
        ("provider", "", Present),
        ("payer", "Atlantis", Municipality),
        ("payer", "", Municipality),
        ("month", "2024-13", Month),
        ("month", "202401", Month),
        ("buyer_reference", CPR, NoCpr),
        ("order_reference", CPR, NoCpr),
        ("accounting_cost", CPR, NoCpr),
        ("commitment", CPR, NoCpr),
        ("buyer_gln", "5798009800274", Gln),
        ("seller_cvr", "12345678", Cvr),
        ("imported", "yes", Word(&["true", "false"])),
        ("line", "2", LineNumber(1)),
        ("line", "one", LineNumber(1)),
        ("service", "", Present),
        ("first_day", "2024-1-1", Day),
        ("last_day", "31-01-2024", Day),
        ("last_day", "2023-12-31", LaterDay),
        ("quantity", "1,5", Number(2)),
        ("quantity", "1.005", Number(2)),
        ("unit", "days", Word(Unit::WORDS)),
        ("unit_price", "1e3", Number(4)),
        ("unit_price", "0.00001", Number(4)),
        ("price_base_quantity", "x", Number(2)),
        ("net", "13.485,00", Number(2)),
        ("net", "", Number(2)),
        ("net", "99999999999999999999", Number(2)),
        ("vat_category", "X", Word(VatCategory::WORDS)),
        ("vat_rate", "25 %", Number(2)),
        ("vat", "0.001", Number(2)),
        ("vat_exemption", "none", Word(VatExemption::WORDS)),
    ];
    for (column, value, expected) in wrong {
        // The second row of two, in a document of its own.
        let found = of_standing(&(invoice(&[]) + &invoice(&[("number", "F-2"), (*column, *value)])));
        let shown = if *value == CPR { MASKED } else { *value };
        let document = if *column == "number" { shown } else { "F-2" };
        assert_eq!(found, [(2, document.to_owned(), *column, shown.to_owned(), *expected)], "{column}: {value}");
    }
}

#[test]
fn each_wrong_value_of_a_claim_is_named() {
    use Expected::*;
    let wrong: &[(&str, &str, Expected)] = &[
        ("claim", CPR, NoCpr),
        ("case_id", "", Present),
        ("case_id", CPR, NoCpr),
        ("citizen_id", CPR, NoCpr),
        ("provider", "", Present),
        ("month", "2024-00", Month),
        ("refund_rule", "half", Word(RefundRule::WORDS)),
        // No row of a claim is without refund.
        ("refund_rule", "none", Word(RefundRule::WORDS)),
        ("account", CPR, NoCpr),
        ("kind", "now", Word(ClaimKind::WORDS)),
        ("net", "1,00", Number(2)),
        ("own_payment", "x", Number(2)),
        ("refund", "0.005", Number(2)),
        ("at_stake", "-", Number(2)),
        ("invoiced", "maybe", Word(Invoiced::WORDS)),
    ];
    for (column, value, expected) in wrong {
        let found = faults(read_claimed((row(CLAIMED, &[]) + &row(CLAIMED, &[(*column, *value)])).as_bytes()));
        let shown = if *value == CPR { MASKED } else { *value };
        let case = if *column == "case_id" { shown } else { "S-1" };
        assert_eq!(found, [(2, case.to_owned(), *column, shown.to_owned(), *expected)], "{column}: {value}");
    }
}

#[test]
fn all_faults_of_all_rows_are_named_at_once() {
    let text = invoice(&[("net", "1,00"), ("kind", "")]) + &invoice(&[("number", "F-2")]) + &invoice(&[("number", "F-3"), ("month", "January")]);
    let named: Vec<(u64, &str)> = of_standing(&text).iter().map(|(row, _, column, ..)| (*row, *column)).collect();
    assert_eq!(named, [(1, "kind"), (1, "net"), (3, "month")]);
}

#[test]
fn all_rows_of_a_document_say_the_same() {
    for (column, value) in [
        ("kind", "credit-note"),
        ("refers_to", "F-0"),
        ("case_id", "S-2"),
        ("citizen_id", "B-1"),
        ("provider", "other"),
        ("payer", "751"),
        ("month", "2024-02"),
        ("buyer_reference", "SOC"),
        ("order_reference", "4500"),
        ("accounting_cost", "7"),
        ("buyer_gln", "5798009800275"),
        ("commitment", "K-1"),
        ("seller_cvr", "12345674"),
    ] {
        let found = of_standing(&(invoice(&[]) + &invoice(&[(column, value)])));
        assert_eq!(found, [(2, "F-1".to_owned(), column, value.to_owned(), Expected::SameInDocument)]);
    }
    // Lines are numbered where that is asked for; the rows of a document need not follow each other.
    let second = [("line", "2"), ("first_day", "2024-02-01"), ("last_day", "2024-02-01")];
    let text = invoice(&[("line", "1")]) + &invoice(&[("number", "F-2")]) + &invoice(&second);
    let documents = read_standing(text.as_bytes(), None, None).expect("documents").standing;
    assert_eq!(documents.iter().map(|standing| standing.content.lines.len()).collect::<Vec<_>>(), [2, 1]);
    // The place of a case is that of its first document.
    assert_eq!(documents.iter().map(|standing| standing.case_since).collect::<Vec<_>>(), [0, 0]);
}

#[test]
fn a_credit_note_takes_one_invoice_back_whole_and_once() {
    let credit = |changes: &[(&str, &str)]| invoice(&[&[("number", "F-9"), ("kind", "credit-note"), ("refers_to", "F-1")], changes].concat());
    assert_eq!(standing(&(invoice(&[]) + &credit(&[])), None), [""; 0]);
    // In any order: a system may list its credit notes first.
    assert_eq!(standing(&(credit(&[]) + &invoice(&[]) + &invoice(&[("number", "F-2")])), None), ["F-2"]);
    let refused = |text: String, row: u64, column: &'static str, value: &str, expected: Expected| {
        assert_eq!(of_standing(&text), [(row, "F-9".to_owned(), column, value.to_owned(), expected)]);
    };
    refused(invoice(&[]) + &credit(&[("refers_to", "")]), 2, "refers_to", "", Expected::Invoice);
    refused(invoice(&[]) + &credit(&[("refers_to", "F-2")]), 2, "refers_to", "F-2", Expected::Invoice);
    refused(invoice(&[]) + &credit(&[("refers_to", "F-9")]), 2, "refers_to", "F-9", Expected::Invoice);
    refused(invoice(&[]) + &credit(&[("number", "F-8")]) + &credit(&[]), 3, "refers_to", "F-1", Expected::Invoice);
    for (column, value) in [
        ("case_id", "S-2"),
        ("provider", "other"),
        ("payer", "751"),
        ("month", "2024-02"),
        ("service", "mandecentret/efterforsorg"),
        ("first_day", "2024-01-02"),
        ("last_day", "2024-01-30"),
        ("quantity", "30.00"),
        ("unit", "month"),
        ("unit_price", "434.00"),
        ("price_base_quantity", "31.00"),
        ("net", "13484.99"),
        ("vat_category", "S"),
        ("vat_rate", "25.00"),
        ("vat", "0.01"),
    ] {
        refused(invoice(&[]) + &credit(&[(column, value)]), 2, column, value, Expected::SameAsInvoice);
    }
    // A line too many: the second row of the credit note.
    refused(invoice(&[]) + &credit(&[]) + &credit(&[]), 3, "line", "2", Expected::SameAsInvoice);
    // 434.9 and 434.90 are one price: what is compared are values.
    assert_eq!(standing(&(invoice(&[("unit_price", "434.9")]) + &credit(&[("unit_price", "434.90")])), None), [""; 0]);
}

#[test]
fn amounts_that_cannot_be_added_up_are_refused() {
    // 20 quadrillion kr., the most that all amounts may be together, and an øre more.
    let most = "20000000000000000.00";
    assert_eq!(standing(&invoice(&[("net", most)]), None), ["F-1"]);
    let one_more = invoice(&[("net", most)]) + &invoice(&[("number", "F-2"), ("net", "0.01")]) + &invoice(&[("number", "F-3"), ("net", "-1.00")]);
    let found = of_standing(&one_more);
    assert_eq!(found[0], (2, "F-2".to_owned(), "net", "0.01".to_owned(), Expected::Addable));
    // A negative amount is no way around it.
    assert_eq!(found[1], (3, "F-3".to_owned(), "net", "-1.00".to_owned(), Expected::Addable));
    assert_eq!(found.len(), 2);
    let found = of_standing(&invoice(&[("vat", "92233720368547758.07"), ("vat_rate", "25")]));
    assert_eq!(found, [(1, "F-1".to_owned(), "vat", "92233720368547758.07".to_owned(), Expected::Addable)]);
    let found = faults(read_claimed(row(CLAIMED, &[("refund", "-92233720368547758.08")]).as_bytes()));
    assert_eq!(found, [(1, "S-1".to_owned(), "refund", "-92233720368547758.08".to_owned(), Expected::Addable)]);
}

#[test]
fn a_seller_is_known_or_given_or_of_an_earlier_system() {
    let parties = parties();
    let seller = |changes: &[(&str, &str)]| {
        let documents = read_standing(invoice(changes).as_bytes(), Some(&parties), None).map_err(|fault| faults::<()>(Err(fault)));
        documents.map(|documents| (documents.standing[0].seller.map(|cvr| cvr.to_string()), documents.taken.len()))
    };
    assert_eq!(seller(&[]), Ok((Some("12345674".to_owned()), 0)));
    assert_eq!(seller(&[("seller_cvr", "64942212"), ("imported", "false")]), Ok((Some("64942212".to_owned()), 0)));
    assert_eq!(seller(&[("imported", "true")]), Ok((None, 0)));
    // An imported number of our own series holds the seller's places.
    assert_eq!(seller(&[("imported", "true"), ("number", "M-7")]), Ok((None, 1)));
    assert_eq!(seller(&[("number", "M-7")]), Ok((Some("12345674".to_owned()), 0)));
    let unknown = seller(&[("provider", "other")]).expect_err("a fault");
    assert_eq!(unknown, [(1, "F-1".to_owned(), "seller_cvr", String::new(), Expected::Present)]);
    assert_eq!(seller(&[("provider", "other"), ("seller_cvr", "64942212")]), Ok((Some("64942212".to_owned()), 0)));
}

#[test]
fn a_document_without_lines_has_expired() {
    let nothing =
        ["service", "first_day", "last_day", "quantity", "unit", "unit_price", "vat_category", "vat_rate", "case_id"].map(|column| (column, ""));
    let expired = invoice(&nothing);
    assert_eq!(standing(&(expired.clone() + &invoice(&[("number", "F-2"), ("month", "2024-02")])), Some(month("2024-02"))), ["F-2"]);
    // In a month whose lines are kept they are missed.
    for kept_from in [None, Some(month("2024-01"))] {
        let found = faults(read_standing(expired.as_bytes(), None, kept_from));
        let columns: Vec<&str> = found.iter().map(|(_, _, column, ..)| *column).collect();
        assert_eq!(columns, ["case_id", "service", "first_day", "last_day", "quantity", "unit", "unit_price", "vat_category", "vat_rate"]);
    }
}

#[test]
fn what_was_billed_is_invoices_less_credit_notes() {
    let part = [("number", "F-9"), ("kind", "credit-note"), ("refers_to", "unknown"), ("net", "485.00"), ("quantity", "1")];
    let other = [("number", "F-2"), ("payer", "751")];
    let text = invoice(&[]) + &invoice(&part) + &invoice(&other) + &invoice(&[("number", "F-3"), ("month", "2024-02"), ("net", "1.00")]);
    let billed = read_billed(text.as_bytes(), None, Municipality::new(101).expect("a municipality")).expect("what was billed");
    let net = |case: &str, provider: &str, of: &str| billed.net(case, provider, month(of)).to_string();
    // 13,485 − 485; the invoice of another payer is not of it.
    assert_eq!(net("S-1", "mandecentret", "2024-01"), "13000.00");
    assert_eq!(net("S-1", "mandecentret", "2024-02"), "1.00");
    assert_eq!([net("S-1", "mandecentret", "2024-03"), net("S-2", "mandecentret", "2024-01"), net("S-1", "other", "2024-01")], ["0.00"; 3]);
}

#[test]
fn no_text_is_no_row() {
    for text in ["", "\n", " \r\n\n"] {
        assert_eq!(standing(text, None), [""; 0]);
        assert_eq!(read_claimed(text.as_bytes()).expect("no row").len(), 0);
    }
}
