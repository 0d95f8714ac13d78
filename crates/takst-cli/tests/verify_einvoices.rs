//! `takst verify` of electronic invoices. Mandecentret's basic aftercare costs 435 kr. a day from 1 April 2023: 31 days are 13,485 kr.

mod common;

use common::books::Run;
use common::office::{Office, PARTIES};
use common::{file_in, text};

const CASES: &str = "case_id;citizen_id;service;first_day;last_day;payer\n\
                     S-1;B-1;mandecentret/efterforsorg-basis;2024-01-01;;101\n\
                     S-2;B-2;mandecentret/efterforsorg-basis;2024-01-01;;101\n";

/// An invoice of January: texts in it are changed by the tests.
const INVOICE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <b:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</b:CustomizationID>
 <b:ID>F-1</b:ID>
 <b:IssueDate>2024-02-01</b:IssueDate>
 <b:Note>Ophold</b:Note>
 <b:DocumentCurrencyCode>DKK</b:DocumentCurrencyCode>
 <a:AccountingSupplierParty><a:Party><b:EndpointID schemeID="0184">12345674</b:EndpointID></a:Party></a:AccountingSupplierParty>
 <a:AccountingCustomerParty><a:Party><b:EndpointID schemeID="0088">5798009800275</b:EndpointID></a:Party></a:AccountingCustomerParty>
 <a:InvoiceLine>
  <b:ID>1</b:ID>
  <b:Note>Sag S-1</b:Note>
  <b:InvoicedQuantity unitCode="DAY">31</b:InvoicedQuantity>
  <b:LineExtensionAmount currencyID="DKK">13485.00</b:LineExtensionAmount>
  <a:InvoicePeriod><b:StartDate>2024-01-01</b:StartDate><b:EndDate>2024-01-31</b:EndDate></a:InvoicePeriod>
  <a:Item><b:Name>Basis efterforsorg</b:Name><a:ClassifiedTaxCategory><b:ID>E</b:ID><b:Percent>0</b:Percent></a:ClassifiedTaxCategory></a:Item>
  <a:Price><b:PriceAmount currencyID="DKK">435.00</b:PriceAmount></a:Price>
 </a:InvoiceLine>
</Invoice>
"#;

/// An invoice with some of its texts changed.
fn written(office: &Office, name: &str, changes: &[(&str, &str)]) -> String {
    let changed = changes.iter().fold(INVOICE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    file_in(office.path(), name, changed)
}

/// The rows but for their last three columns, of what is billed.
fn rows(office: &Office, files: &[&str], more: &[&str]) -> Vec<String> {
    let run = office.run(files, &[more, &["--format", "csv"]].concat());
    let billed = run.stdout.lines().skip(1).filter(|row| !row.contains("verify.not-billed"));
    billed.map(|row| row.split(',').take(10).collect::<Vec<_>>().join(",")).collect()
}

const AGREES: &str = "F-1,mandecentret,1,S-1,mandecentret/efterforsorg-basis,101,2024-01,2024-01-01,2024-01-31,verify.agrees";

#[test]
fn an_invoice_is_found_by_its_numbers() {
    let office = Office::with(CASES);
    assert_eq!(rows(&office, &[&written(&office, "f.xml", &[])], &[]), [AGREES]);
    // The seller by its GLN; a file of any name is known by how it begins.
    let by_gln = written(&office, "faktura", &[("schemeID=\"0184\">12345674", "schemeID=\"0088\">5798009811578")]);
    assert_eq!(rows(&office, &[&by_gln], &[]), [AGREES]);
    // Its item id goes before its name, and its own days before those of a text.
    let by_id = written(
        &office,
        "id.xml",
        &[(
            "<b:Name>Basis efterforsorg</b:Name>",
            "<b:Name>Udvidet efterforsorg, 1.–5. februar 2024</b:Name><a:SellersItemIdentification><b:ID>mandecentret/efterforsorg-basis</b:ID></a:SellersItemIdentification>",
        )],
    );
    assert_eq!(rows(&office, &[&by_id], &[]), [AGREES]);
    let days = "<a:InvoicePeriod><b:StartDate>2024-01-01</b:StartDate><b:EndDate>2024-01-31</b:EndDate></a:InvoicePeriod>";
    let from_text = written(&office, "text.xml", &[(days, ""), ("Sag S-1", "Sag S-1, 1.–31. januar 2024")]);
    assert_eq!(rows(&office, &[&from_text], &[]), [format!("{AGREES};verify.days-from-text")]);
    let inferred = written(&office, "inferred.xml", &[("Basis efterforsorg", "Ophold")]);
    assert_eq!(rows(&office, &[&inferred], &[]), [format!("{AGREES};verify.service-inferred")]);
    let unknown = written(&office, "unknown.xml", &[("Sag S-1", "Sag S-9")]);
    let row = "F-1,mandecentret,1,Sag S-9,Basis efterforsorg,101,2024-01,2024-01-01,2024-01-31,verify.case-unknown";
    assert_eq!(rows(&office, &[&unknown], &[]), [row]);
}

#[test]
fn a_citizen_is_found_by_a_list_that_is_not_kept() {
    let office = Office::with(CASES);
    let ledger = office.path().join("books.ledger").display().to_string();
    assert_eq!(common::takst(&["ledger", "init", &ledger, "--from", "2024-01"], "", &[]).status.code(), Some(0));
    let citizens = file_in(office.path(), "citizens.csv", "cpr;citizen_id\n010190-1234;B-2\n0202905678;B-7\n");
    let invoice =
        written(&office, "f.xml", &[("Sag S-1", "Borger 010190 1234"), ("<b:Note>Ophold</b:Note>", "<b:Note>0202905678, 030390-9999</b:Note>")]);
    let found = AGREES.replace("S-1", "S-2");
    assert_eq!(rows(&office, &[&invoice], &["--citizens", &citizens, "--ledger", &ledger]), [found.as_str()]);
    let unknown = "F-1,mandecentret,1,Borger xxxxxx-xxxx,Basis efterforsorg,101,2024-01,2024-01-01,2024-01-31,verify.case-unknown";
    assert_eq!(rows(&office, &[&invoice], &[]), [unknown]);
    // Two citizens with a case each: a person decides.
    let two = file_in(office.path(), "two.csv", "cpr,citizen_id\n0101901234,B-2\n0505905555,B-1\n");
    let both = written(&office, "both.xml", &[("Sag S-1", "0101901234 og 0505905555")]);
    assert_eq!(
        rows(&office, &[&both], &["--citizens", &two]),
        [unknown.replace("Borger xxxxxx-xxxx", "xxxxxx-xxxx og xxxxxx-xxxx").replace("unknown", "ambiguous")]
    );
    // No output, ledger or file of the run holds a number.
    for format in ["table", "csv", "json", "html"] {
        let run = office.run(&[&invoice, &both], &["--citizens", &citizens, "--ledger", &ledger, "--format", format]);
        let said = run.stdout + &run.stderr;
        for cpr in ["010190 1234", "010190-1234", "0101901234", "0202905678", "030390-9999", "0505905555"] {
            assert!(!said.contains(cpr), "{format}: {said}");
        }
    }
    let bytes = std::fs::read(&ledger).expect("a ledger");
    for digits in ["010190", "1901234", "0202905678", "0303909999", "0505905555"] {
        assert!(!bytes.windows(digits.len()).any(|window| window == digits.as_bytes()), "{digits}");
    }
    let faulty = file_in(office.path(), "faulty.csv", "cpr,citizen_id\n101901234,B-2\n");
    let run = office.run(&[&invoice], &["--citizens", &faulty]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("row 1: cpr is no CPR number") && !run.stderr.contains("101901234"), "{}", run.stderr);
}

#[test]
fn a_citizen_is_found_by_the_pseudonym_of_a_key() {
    let office = Office::with(CASES);
    let key = file_in(office.path(), "key", format!("takst-pseudonyms-1 {}\n", (0..32).map(|byte| format!("{byte:02x}")).collect::<String>()));
    // The pseudonym of 010203-1234 by this key, worked out with Python in the tests of takst-io.
    let cases = CASES.replace("B-2", "p-nycsbfwjxnjwwnvrmfvz");
    let cases = file_in(office.path(), "pseudonyms.csv", cases);
    let parties = file_in(office.path(), "parties.toml", PARTIES);
    let invoice = written(&office, "f.xml", &[("Sag S-1", "Borger 010203-1234, mor 040506-1234")]);
    let run =
        |more: &[&str]| common::takst(&[&["verify", &invoice, "--cases", &cases, "--parties", &parties, "--format", "csv"], more].concat(), "", &[]);
    let found = run(&["--pseudonyms", &key]);
    assert!(text(&found.stdout).contains(&AGREES.replace("S-1", "S-2")), "{}{}", text(&found.stdout), text(&found.stderr));
    assert!(text(&run(&[]).stdout).contains("verify.case-unknown"));
    assert_eq!(run(&["--pseudonyms", &key, "--citizens", &key]).status.code(), Some(2), "one of the two");
}

#[test]
fn folders_are_read_and_one_bad_file_stops_no_other() {
    let office = Office::with(CASES);
    let folder = office.path().join("in");
    std::fs::create_dir_all(folder.join("more")).expect("a folder");
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    put("a.xml", INVOICE);
    put("b.XML", &INVOICE.replace("F-1", "F-2").replace("S-1", "S-2"));
    put("more/c.xml", "<ApplicationResponse xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2\"/>");
    put("d.xml", &INVOICE[..900]);
    put("e.xml", &INVOICE.replace("DKK", "EUR"));
    put("f.xml", "%PDF-1.7");
    put("g.xml", &INVOICE.replace(">13485.00<", ">13.485,00<"));
    put("h.xml", INVOICE);
    put("notes.txt", "not read");
    put(".DS_Store", "not looked at");
    let folder = folder.display().to_string();
    let run = office.run(&[&folder], &["--format", "csv"]);
    assert_eq!(run.code, 1);
    let found: Vec<&str> = run.stdout.lines().skip(1).filter(|row| row.contains("verify.agrees")).map(|row| &row[..3]).collect();
    assert_eq!(found, ["F-1", "F-2"], "{}", run.stdout);
    for (file, why) in [
        ("more/c.xml", "line 1, /ApplicationResponse: it is ApplicationResponse."),
        ("d.xml", "the file ends in the middle."),
        ("e.xml", "the invoice is in EUR; only DKK is compared."),
        ("f.xml", "it is a PDF."),
        ("g.xml", "line 1 has no amount that can be read"),
    ] {
        assert!(run.stderr.lines().any(|line| line.contains(file) && line.contains(why)), "{file}: {}", run.stderr);
    }
    // a and b are read; h is a copy of a; c to g cannot be read.
    let files = "9 files: 2 read, 1 the same as another (h.xml), 5 could not be read (d.xml, e.xml, f.xml, g.xml, more/c.xml), \
                 1 passed over, because only XML files in a folder are read (notes.txt).";
    assert!(run.stderr.ends_with(&format!("{files}\n")), "{}", run.stderr);
    for format in ["table", "html"] {
        let shown = office.run(&[&folder], &["--format", format]).stdout;
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains(files) && shown.contains("the file ends in the middle."), "{shown}");
    }
    let danish = office.run(&[&folder], &["--lang", "da"]);
    assert!(danish.stderr.contains("Det er en PDF."), "{}", danish.stderr);
    let empty = office.path().join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    let none = office.run(&[&empty.display().to_string()], &[]);
    assert_eq!((none.code, none.stdout.as_str()), (2, ""));
    assert!(none.stderr.contains("the folder holds no XML files"), "{}", none.stderr);
    std::fs::write(empty.join("scan.pdf"), "%PDF-1.7").expect("a file");
    let none = office.run(&[&empty.display().to_string()], &[]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("1 file: 0 read, 1 passed over, because only XML files in a folder are read (scan.pdf)."), "{}", none.stderr);
}

#[test]
fn what_is_wrong_with_an_invoice_that_is_read_is_said() {
    let office = Office::with(CASES);
    let wrong = written(
        &office,
        "f.xml",
        &[(">435.00<", ">445.00<"), ("2024-02-01", "1. februar"), ("urn:fdc:peppol.eu:2017:poacc:billing:3.0", "urn:other")],
    );
    let run = office.run(&[&wrong], &["--format", "csv"]);
    for said in [
        "note: line 6, /Invoice/IssueDate: “1. februar” cannot be read",
        "note: /Invoice/IssueDate is missing",
        "note: its dialect “urn:cen.eu:en16931:2017#compliant#urn:other”",
        "note: the net of line 1 is 13485, and is 13795",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    // The amount is right: what is said differently is a note.
    assert!(run.stdout.contains("verify.agrees;verify.described-differently"), "{}", run.stdout);
}

/// OIOUBL asks for the person reference; what names the case stands in the note of the line.
#[test]
fn of_an_unknown_case_the_text_is_shown_that_names_it() {
    let office = Office::with(CASES);
    let buyer = "5798009800275</b:EndpointID>";
    let contact = format!("{buyer}<a:Contact><b:ID>SOC</b:ID></a:Contact>");
    let order = "<b:DocumentCurrencyCode>DKK</b:DocumentCurrencyCode><a:OrderReference><b:ID>4500012345</b:ID></a:OrderReference>";
    let in_order = ("<b:DocumentCurrencyCode>DKK</b:DocumentCurrencyCode>", order);
    let case = |name: &str, changes: &[(&str, &str)]| {
        let file = written(&office, name, &[&[(buyer, &*contact)], changes].concat());
        let row = rows(&office, &[&file], &[]).concat();
        assert!(row.ends_with(",verify.case-unknown"), "{row}");
        row.split(',').nth(3).expect("a case").to_owned()
    };
    assert_eq!(case("like.xml", &[in_order, ("Sag S-1", "Sag S-9")]), "Sag S-9");
    assert_eq!(case("order.xml", &[in_order, ("Sag S-1", "Januar")]), "4500012345");
    assert_eq!(case("note.xml", &[("Sag S-1", "Januar")]), "Januar");
    assert_eq!(case("person.xml", &[("<b:Note>Sag S-1</b:Note>", ""), ("<b:Note>Ophold</b:Note>", "")]), "SOC");
    // What a screen and a page say.
    let file = written(&office, "shown.xml", &[(buyer, &contact), in_order, ("Sag S-1", "Sag S-9")]);
    assert!(office.run(&[&file], &[]).stdout.contains("the invoice says “Sag S-9”"));
}

#[test]
fn an_invoice_whose_buyer_says_not_who_pays_is_named() {
    let office = Office::with(CASES);
    let inbox = office.path().join("inbox");
    std::fs::create_dir(&inbox).expect("a folder");
    let party =
        "<a:AccountingCustomerParty><a:Party><b:EndpointID schemeID=\"0088\">5798009800275</b:EndpointID></a:Party></a:AccountingCustomerParty>";
    let named = |within: &str| {
        format!(
            "<a:AccountingCustomerParty><a:Party>{within}<a:PartyName><b:Name>Odense</b:Name></a:PartyName></a:Party></a:AccountingCustomerParty>"
        )
    };
    let other = named("<b:EndpointID schemeID=\"0088\">5790000121526</b:EndpointID>");
    for (name, buyer) in [("known", party), ("none", ""), ("unnumbered", &named("")), ("other", &other)] {
        assert!(INVOICE.contains(party));
        std::fs::write(inbox.join(format!("{name}.xml")), INVOICE.replace(party, buyer).replace("F-1", &format!("F-{name}"))).expect("a file");
    }
    std::fs::write(inbox.join("too.xml"), INVOICE.replace(party, &other).replace("F-1", "F-too")).expect("a file");
    let folder = inbox.display().to_string();
    let said = |more: &[&str]| -> Vec<String> {
        let run = office.run(&[&folder], &[more, &["--format", "csv"]].concat());
        let notes = ["AccountingCustomerParty", "Odense"];
        run.stderr.lines().filter(|line| notes.iter().any(|note| line.contains(note))).map(str::to_owned).collect()
    };
    let payer = "; who pays on those days by the case file counts as the payer.";
    assert_eq!(
        said(&[]),
        [
            format!("none.xml: note: no buyer is named (AccountingCustomerParty){payer}"),
            format!("unnumbered.xml: note: the buyer “Odense” has no GLN and no CVR number{payer}"),
            format!("other.xml, too.xml: note: the parties file does not have exactly one buyer with GLN 5790000121526 (Odense){payer}"),
        ]
    );
    let danish = said(&["--lang", "da"]);
    assert!(danish[2].starts_with("other.xml, too.xml: bemærk: partsfilen har ikke netop én køber med GLN 5790000121526 (Odense);"), "{danish:?}");
    // It is no fault: the payer of the case counts.
    let alone = office.run(&[&inbox.join("none.xml").display().to_string()], &["--format", "csv"]);
    assert!(alone.code == 0 && alone.stdout.contains(&AGREES.replace("F-1,", "F-none,")), "{}", alone.stdout);
    let known = office.run(&[&inbox.join("known.xml").display().to_string()], &["--format", "csv"]);
    assert!(!known.stderr.contains("note:"), "{}", known.stderr);
}

#[test]
fn the_ledger_keeps_an_invoice_once() {
    let office = Office::with(CASES);
    let ledger = office.path().join("books.ledger").display().to_string();
    assert_eq!(common::takst(&["ledger", "init", &ledger, "--from", "2024-01"], "", &[]).status.code(), Some(0));
    let head = |run: &Run| run.stderr.lines().last().expect("a head").to_owned();
    let invoice = written(&office, "f.xml", &[]);
    let one = office.run(&[&invoice], &["--ledger", &ledger, "--format", "csv"]);
    assert_eq!(one.code, 0, "{}", one.stderr);
    let copy = written(&office, "copy.xml", &[]);
    let again = office.run(&[&copy, &invoice], &["--ledger", &ledger, "--format", "csv"]);
    assert_eq!((again.code, &again.stdout, head(&again)), (0, &one.stdout, head(&one)), "the same bytes add nothing");
    // The same days on another number; the first is known from the ledger.
    let second = written(&office, "g.xml", &[("F-1", "F-2")]);
    let two = office.run(&[&second], &["--ledger", &ledger, "--format", "csv"]);
    assert!(two.stdout.contains("verify.billed-twice") && two.stdout.contains("F-1;F-2"), "{}", two.stdout);
    // A credit note of the second leaves the first.
    let credit = written(
        &office,
        "k.xml",
        &[
            ("<Invoice ", "<CreditNote "),
            ("</Invoice>", "</CreditNote>"),
            ("xsd:Invoice-2", "xsd:CreditNote-2"),
            ("InvoiceLine", "CreditNoteLine"),
            ("InvoicedQuantity", "CreditedQuantity"),
            ("F-1", "K-1"),
            (
                "<b:Note>Ophold</b:Note>",
                "<b:Note>Ophold</b:Note><a:BillingReference><a:InvoiceDocumentReference><b:ID>F-2</b:ID></a:InvoiceDocumentReference></a:BillingReference>",
            ),
        ],
    );
    let three = office.run(&[&credit], &["--ledger", &ledger, "--format", "csv"]);
    assert_eq!(three.code, 0, "{}{}", three.stdout, three.stderr);
    assert!(three.stdout.contains("F-1;F-2;K-1,mandecentret,,S-1") && three.stdout.contains("verify.agrees"), "{}", three.stdout);
}

const SECOND_SELLER: &str = r#"
[[seller]]
provider = "livarehab"
name = "LivaRehab"
cvr = "22345672"
vat_registered = true
series = "L-"
payment_days = 14
street = "Prøvevej"
building_number = "1"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet", email = "bogholderi@example.dk", phone = "33000000" }
bank = { registration = "1234", account = "1234567890" }
"#;

/// Cases drawn from a seed: days at 435 and 870 kr., hours and weeks with VAT, of January to March 2024.
fn random_cases(seed: u64) -> String {
    let mut state = seed;
    let mut below = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut file = String::from("case_id,service,first_day,last_day,payer,hours,order_reference\n");
    for case in 1..=8 {
        let month = 1 + below(3);
        let (first, length) = (1 + below(10), below(18));
        let days = format!("2024-{month:02}-{first:02},2024-{month:02}-{:02}", first + length);
        let order = if below(2) == 0 { String::new() } else { format!("PO-{seed}-{case}") };
        let (service, hours) = match below(4) {
            0 => ("mandecentret/efterforsorg-basis", String::new()),
            1 => ("mandecentret/efterforsorg-udvidet", String::new()),
            2 => ("livarehab/mentor-samtaler", format!("{}.5", 1 + below(20))),
            _ => ("livarehab/vejledning-opkvalificering", String::new()),
        };
        file += &format!("S-{seed}-{case},{service},{days},101,{hours},{order}\n");
    }
    file
}

/// The invoices of takst, written in either dialect and read back, agree with the cases; with another price they do not.
#[test]
fn our_own_documents_agree_in_both_dialects() {
    for seed in 1..=6 {
        let office = Office::with(CASES);
        let ledger = office.path().join("books.ledger").display().to_string();
        let usual = PARTIES
            .replace("series = \"M-\"", "series = \"M-\"\npayment_days = 21\nbuilding_number = \"1\"")
            .replace("street = \"Rådhuspladsen\"", "reference = \"SOC\"\nstreet = \"Rådhuspladsen\"\nbuilding_number = \"1\"");
        let parties = file_in(office.path(), "parties.toml", format!("{SECOND_SELLER}{usual}"));
        let cases = file_in(office.path(), "cases.csv", random_cases(seed));
        let run = |arguments: &[&str], code: i32| {
            let output = common::takst(arguments, "", &[]);
            let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
            assert_eq!(output.status.code(), Some(code), "{seed}: {arguments:?}\n{said}");
            text(&output.stdout).to_owned()
        };
        run(&["ledger", "init", &ledger, "--from", "2024-01"], 0);
        run(&["invoice", &cases, "--ledger", &ledger, "--parties", &parties, "--until", "2024-03", "--date", "2024-04-05", "--format", "csv"], 0);
        for dialect in ["bis3", "oioubl"] {
            let folder = office.path().join(dialect).display().to_string();
            for month in ["2024-01", "2024-02", "2024-03"] {
                // A month without a document writes none.
                common::takst(
                    &["documents", "--month", month, "--ledger", &ledger, "--format", "einvoice", "--dialect", dialect, "--to", &folder],
                    "",
                    &[],
                );
            }
            let verify = ["verify", &folder, "--cases", &cases, "--parties", &parties, "--format", "csv"];
            let rows = run(&verify, 0);
            let rows: Vec<&str> = rows.lines().skip(1).collect();
            assert!(rows.len() >= 4 && rows.iter().all(|row| row.contains(",verify.agrees,")), "{seed}, {dialect}: {rows:#?}");
            // The first document with another price: the difference is found, and it alone.
            let first = std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()).min().expect("a document");
            let written = std::fs::read_to_string(&first).expect("a document");
            let changed = written.replacen("<cbc:ID>1</cbc:ID>\n    <cbc:Note>", "<cbc:ID>1</cbc:ID>\n    <cbc:Note>(rettet) ", 1);
            let (at, end) = (changed.find("<cac:InvoiceLine>").expect("a line"), "</cbc:LineExtensionAmount>");
            let net_end = at + changed[at..].find(end).expect("a net");
            let net_start = changed[..net_end].rfind('>').expect("a tag") + 1;
            let more = format!("1{}", &changed[net_start..net_end]);
            std::fs::write(&first, [&changed[..net_start], &more, &changed[net_end..]].concat()).expect("a document");
            let rows = run(&verify, 1);
            let disputed: Vec<&str> = rows.lines().skip(1).filter(|row| !row.contains(",verify.agrees,")).collect();
            assert_eq!(disputed.len(), 1, "{seed}, {dialect}: {disputed:#?}");
        }
    }
}
