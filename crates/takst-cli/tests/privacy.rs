//! No CPR number of a document leaves it: every output, report and log of runs over electronic invoices, and every byte of the ledger, is searched for ten
//! digits in a row, whatever stands between the six and the four.

mod common;

use common::books::Run;
use common::office::{Office, PARTIES};
use common::{file_in, text};
use std::path::Path;

const CASES: &str = "case_id;citizen_id;service;first_day;last_day;payer\n\
                     S-1;B-1;mandecentret/efterforsorg-basis;2024-01-01;;101\n\
                     S-2;p-nycsbfwjxnjwwnvrmfvz;mandecentret/efterforsorg-basis;2024-01-01;;101\n";

/// What people write between the digits.
const SEPARATORS: [&str; 9] = ["", "-", " ", "–", "\u{a0}", "—", "−", "\u{2009}", "\t"];

/// A CPR number in the texts of an invoice. The pseudonym of 010203-1234 by the key below is that of the case S-2.
fn number(separator: &str) -> String {
    format!("010203{separator}1234")
}

/// An invoice with the number in every text that a seller can write, also where something else belongs.
fn invoice(number: &str, nth: usize) -> String {
    let ubl = "urn:oasis:names:specification:ubl:schema:xsd:";
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- {number} -->
<Invoice xmlns="{ubl}Invoice-2" xmlns:a="{ubl}CommonAggregateComponents-2" xmlns:b="{ubl}CommonBasicComponents-2">
 <b:CustomizationID>urn:cen.eu:en16931:2017 {number}</b:CustomizationID>
 <b:ID>F-{nth} {number}</b:ID>
 <b:IssueDate>{number}</b:IssueDate>
 <b:Note>Borger {number}, {number}</b:Note>
 <b:DocumentCurrencyCode>DKK</b:DocumentCurrencyCode>
 <b:BuyerReference>{number}</b:BuyerReference>
 <a:OrderReference><b:ID>{number}</b:ID></a:OrderReference>
 <a:ContractDocumentReference><b:ID>{number}</b:ID></a:ContractDocumentReference>
 <a:AdditionalDocumentReference><b:ID>{number}</b:ID><b:DocumentDescription>{number}</b:DocumentDescription></a:AdditionalDocumentReference>
 <a:AccountingSupplierParty><a:Party><b:EndpointID schemeID="0184">12345674</b:EndpointID><a:PartyName><b:Name>{number}</b:Name></a:PartyName></a:Party></a:AccountingSupplierParty>
 <a:AccountingCustomerParty><a:Party><b:EndpointID schemeID="0088">5798009800275</b:EndpointID><a:Contact><b:ID>{number}</b:ID><b:Name>{number}</b:Name></a:Contact></a:Party></a:AccountingCustomerParty>
 <a:PaymentTerms><b:Note>{number}</b:Note></a:PaymentTerms>
 <a:InvoiceLine>
  <b:ID>1</b:ID>
  <b:Note>Efterforsorg, {number}</b:Note>
  <b:InvoicedQuantity unitCode="DAY">{number}</b:InvoicedQuantity>
  <b:LineExtensionAmount currencyID="DKK">13485.00</b:LineExtensionAmount>
  <b:AccountingCost>{number}</b:AccountingCost>
  <a:InvoicePeriod><b:StartDate>2024-01-01</b:StartDate><b:EndDate>2024-01-31</b:EndDate></a:InvoicePeriod>
  <a:Item><b:Description>{number}</b:Description><b:Name>{number}</b:Name><a:SellersItemIdentification><b:ID>{number}</b:ID></a:SellersItemIdentification></a:Item>
 </a:InvoiceLine>
</Invoice>
"#
    )
}

/// Six digits, at most one character that is no letter, four digits; with no letter or digit beside them.
fn found(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let is_word = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_alphanumeric());
    (0..characters.len()).find_map(|at| {
        let between = usize::from(!is_digit(at + 6));
        let end = at + 10 + between;
        let six = (at..at + 6).all(is_digit);
        let four = (end - 4..end).all(is_digit);
        // Letters beside them are those of a checksum.
        let is_within_word = is_word(at.checked_sub(1)) || is_word(Some(end)) || (between == 1 && is_word(Some(at + 6)));
        (six && four && !is_within_word).then(|| characters[at..end].iter().collect())
    })
}

#[test]
fn the_search_finds_numbers() {
    for separator in SEPARATORS {
        assert!(found(&format!("Borger {}.", number(separator))).is_some(), "{separator:?}");
    }
    for other in ["5798009800275", "a0102031234", "F-2024-01", "2024-01-31", "010203-12345", "12345674"] {
        assert_eq!(found(other), None);
    }
}

/// Everything that a folder holds but what was put there, as text; bytes that are no text as they come.
fn search(folder: &Path, name: &str) {
    let bytes = std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(!bytes.is_empty(), "{name}");
    let text: String = String::from_utf8_lossy(&bytes).into_owned();
    assert_eq!(found(&text), None, "{name}");
}

#[test]
fn no_output_report_log_or_ledger_has_a_number() {
    let office = Office::with(CASES);
    let folder = office.path();
    let ledger = folder.join("books.ledger").display().to_string();
    assert_eq!(common::takst(&["ledger", "init", &ledger, "--from", "2024-01"], "", &[]).status.code(), Some(0));
    let inbox = folder.join("inbox");
    std::fs::create_dir(&inbox).expect("a folder");
    for (nth, separator) in SEPARATORS.iter().enumerate() {
        std::fs::write(inbox.join(format!("{nth}.xml")), invoice(&number(separator), nth)).expect("a file");
    }
    // Names of files have numbers too: read, the same as another, of an unknown buyer, not readable, passed over.
    let unknown_buyer = invoice("S-2", 30).replace("5798009800275", "5790000121526");
    for (name, text) in [
        ("faktura 010203-1234.xml", unknown_buyer.as_str()),
        ("kopi 0102031234.xml", &unknown_buyer),
        ("fejl 010203 1234.xml", "<html/>"),
        ("scan 010203-1234.pdf", "%PDF-1.7"),
    ] {
        std::fs::write(inbox.join(name), text).expect("a file");
    }
    // Files that are refused say why, and must not say a number.
    let sound = invoice("S-2", 20);
    let refused = [
        sound.replace("<b:ID>F-20", "<b:ID>010203-1234 &unknown; F-20"),
        sound.replace("13485.00", "010203-1234"),
        sound.replace(">DKK<", ">010203-1234<"),
        sound.replace("b:Note", "b:Note010203-1234"),
        sound.replace("encoding=\"UTF-8\"", "encoding=\"010203-1234\""),
        sound[..sound.len() / 2].replace("F-20", "010203 1234"),
        "<Udbetaling010203-1234/>".to_owned(),
    ];
    for (nth, text) in refused.iter().enumerate() {
        std::fs::write(inbox.join(format!("refused-{nth}.xml")), text).expect("a file");
    }
    let inbox = inbox.display().to_string();
    let citizens = file_in(folder, "citizens.csv", "cpr;citizen_id\n010203-1234;B-1\n");
    let key = file_in(folder, "key", format!("takst-pseudonyms-1 {}\n", (0..32).map(|byte| format!("{byte:02x}")).collect::<String>()));
    let report = folder.join("report.csv").display().to_string();
    let mut runs = 0;
    let mut search_run = |run: Run, what: &str| {
        runs += 1;
        assert!(run.code == 1 && run.stderr.contains("refused-3.xml"), "{what}: {}", run.stderr);
        for name in ["faktura xxxxxx-xxxx.xml: ", "kopi xxxxxx-xxxx.xml", "fejl xxxxxx-xxxx.xml, ", "scan xxxxxx-xxxx.pdf"] {
            assert!(run.stderr.contains(name), "{what}, {name}: {}", run.stderr);
        }
        assert_eq!(found(&run.stdout), None, "{what}");
        assert_eq!(found(&run.stderr), None, "{what}");
        run.stdout
    };
    for lang in ["da", "en"] {
        for format in ["table", "csv", "json", "html"] {
            for (by, case) in [(vec![], None), (vec!["--citizens", &citizens], Some("S-1")), (vec!["--pseudonyms", &key], Some("S-2"))] {
                let more = [&by[..], &["--lang", lang, "--format", format, "--ledger", &ledger, "--report", &report]].concat();
                let stdout = search_run(office.run(&[&inbox], &more), &format!("{more:?}"));
                search(folder, "report.csv");
                search(folder, "books.ledger");
                // By its number the case is found, and only then.
                assert!(case.is_none_or(|case| stdout.contains(case)), "{more:?}: {stdout}");
            }
        }
    }
    assert_eq!(runs, 24);
    for command in [&["ledger", "export", &ledger][..], &["ledger", "journal", &ledger], &["ledger", "check", &ledger]] {
        let output = common::takst(command, "", &[]);
        assert_eq!(output.status.code(), Some(0), "{command:?}");
        assert_eq!((found(text(&output.stdout)), found(text(&output.stderr))), (None, None), "{command:?}");
    }
    // A list of citizens with faults names rows and no number.
    let faulty =
        file_in(folder, "faulty.csv", "cpr;citizen_id\n010203-1234;B-1\n010203-1234;B-2\n0102031234;\n010203 123;x\n0102031234;010203–1234\n");
    let run = office.run(&[&inbox], &["--citizens", &faulty]);
    assert_eq!((run.code, found(&run.stdout), found(&run.stderr)), (2, None, None));
    // Messages about a file mask the number in its name.
    for name in ["sag 010203-1234.csv", "sag 010203-1234.xml"] {
        let missing = folder.join(name).display().to_string();
        let run = office.run(&[&missing], &[]);
        assert!(run.code == 2 && run.stderr.contains("sag xxxxxx-xxxx"), "{}", run.stderr);
        for option in ["--services", "--citizens", "--pseudonyms", "--policy", "--ledger"] {
            let run = office.run(&[&inbox], &[option, &missing]);
            assert!(run.code == 2 && run.stderr.contains("sag xxxxxx-xxxx"), "{option}: {}", run.stderr);
            assert_eq!(found(&run.stderr), None, "{option}");
        }
        let priced = common::takst(&["price", &missing], "", &[]);
        assert!(priced.status.code() == Some(2) && text(&priced.stderr).contains("sag xxxxxx-xxxx"), "{}", text(&priced.stderr));
    }
    // Nothing but what was put there, the ledger and the report is left behind.
    let mut names: Vec<String> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().display().to_string()).collect();
    names.sort();
    assert_eq!(names, ["books.ledger", "cases.csv", "citizens.csv", "faulty.csv", "inbox", "key", "parties.toml", "report.csv"]);
    assert!(PARTIES.contains("1234567890"), "the account of the parties file is no CPR number, and stands in no output");
}
