//! Electronic invoices of fifty lines in both dialects, made of golden documents of takst-einvoice; after no real case.

use crate::project::Project;
use std::fmt::Write;

/// Services in turn, with their price in kroner a day from April 2023.
const SERVICES: [(&str, u32); 2] = [("mandecentret/efterforsorg-basis", 435), ("mandecentret/efterforsorg-udvidet", 870)];

/// Municipalities: code, CVR number, GLN.
const BUYERS: [(&str, &str, &str); 4] = [
    ("101", "64942212", "5798009800275"),
    ("751", "30000005", "5798009801012"),
    ("461", "30000013", "5798009801470"),
    ("851", "30000021", "5798009808516"),
];

/// Months that are billed, with their last days.
const MONTHS: [(&str, u32); 12] = [
    ("2024-01", 31),
    ("2024-02", 29),
    ("2024-03", 31),
    ("2024-04", 30),
    ("2024-05", 31),
    ("2024-06", 30),
    ("2024-07", 31),
    ("2024-08", 31),
    ("2024-09", 30),
    ("2024-10", 31),
    ("2024-11", 30),
    ("2024-12", 31),
];

/// Lines of an invoice.
pub const LINES: usize = 50;

/// A golden document: what stands before its lines, and one of them.
struct Golden {
    head: String,
    line: String,
}

impl Golden {
    fn read(project: &Project, name: &str) -> Result<Golden, String> {
        let text = project.read(format!("crates/takst-einvoice/tests/golden/{name}"))?;
        let (head, lines) = text.split_once("  <cac:InvoiceLine>").ok_or("a golden document has lines")?;
        let (line, _) = lines.split_once("</cac:InvoiceLine>").ok_or("a line has an end")?;
        Ok(Golden { head: head.to_owned(), line: format!("  <cac:InvoiceLine>{line}</cac:InvoiceLine>\n") })
    }

    /// The document with other figures in the places of its own.
    fn invoice(&self, number: &str, buyer: (&str, &str, &str), cases: &[usize], (month, days): (&str, u32)) -> String {
        let (_, cvr, gln) = buyer;
        let total: u32 = cases.iter().map(|case| days * service(*case).1).sum();
        let (first, last) = (format!("{month}-01"), format!("{month}-{days}"));
        let head = self.head.replace(">M-17<", &format!(">{number}<")).replace("5687.00", &format!("{total}.00"));
        let head = head.replace("64942212", cvr).replace("5798009800275", gln);
        let mut text = head.replace("2023-03-20", &first).replace("2023-03-31", &last);
        for (place, case) in (1..).zip(cases) {
            let (id, price) = service(*case);
            let line = self.line.replace("<cbc:ID>1<", &format!("<cbc:ID>{place}<")).replace("M-2023-014", &name(*case));
            let line = line.replace(">12<", &format!(">{days}<")).replace("5220.00", &format!("{}.00", days * price));
            let line = line.replace(">435.00<", &format!(">{price}.00<")).replace("mandecentret/efterforsorg-basis", id);
            text += &line.replace("2023-03-20", &first).replace("2023-03-31", &last);
        }
        text + "</Invoice>\n"
    }
}

fn service(case: usize) -> (&'static str, u32) {
    SERVICES[case % SERVICES.len()]
}

fn name(case: usize) -> String {
    format!("S-{case:06}")
}

/// Invoices of both dialects by turns: the cases fifty by fifty, month after month.
pub struct Invoices {
    golden: [Golden; 2],
    cases: usize,
}

impl Invoices {
    pub fn of(project: &Project, cases: usize) -> Result<Invoices, String> {
        let golden = ["bis3_invoice_day_two-reasons_fik-73_person.xml", "oioubl_replacing_day_exempt_fik-75_person.xml"];
        let [bis3, oioubl] = golden.map(|name| Golden::read(project, name));
        Ok(Invoices { golden: [bis3?, oioubl?], cases })
    }

    /// Invoice number n, from 0.
    pub fn invoice(&self, n: usize) -> String {
        let of_month = self.cases / LINES;
        let (month, nth) = (n / of_month, n % of_month);
        let cases: Vec<usize> = (nth * LINES..(nth + 1) * LINES).collect();
        self.golden[n % 2].invoice(&format!("F-{n}"), BUYERS[nth % BUYERS.len()], &cases, MONTHS[month % MONTHS.len()])
    }

    /// An invoice with attachments of so many bytes, in ten of them.
    pub fn with_attachments(&self, bytes: usize) -> String {
        let text = self.invoice(0);
        let line = "JVBERi0xLjcKJeLjz9MKMSAwIG9iago8PC9UeXBlL0NhdGFsb2cvUGFnZXMgMiAwIFI+PgplbmRv\n";
        let data = line.repeat(bytes / 10 / line.len());
        let mut attached = String::with_capacity(bytes + bytes / 10);
        for n in 1..=10 {
            let _ = write!(
                attached,
                "  <cac:AdditionalDocumentReference>\n    <cbc:ID>{n}</cbc:ID>\n    <cac:Attachment>\n      <cbc:EmbeddedDocumentBinaryObject mimeCode=\"application/pdf\" filename=\"bilag-{n}.pdf\">{data}</cbc:EmbeddedDocumentBinaryObject>\n    </cac:Attachment>\n  </cac:AdditionalDocumentReference>\n"
            );
        }
        text.replacen("  <cac:AccountingSupplierParty>", &format!("{attached}  <cac:AccountingSupplierParty>"), 1)
    }

    /// The case file: a row each for all of 2024.
    pub fn case_file(&self) -> String {
        let mut file = "case_id;citizen_id;service;first_day;last_day;payer\n".to_owned();
        for case in 0..self.cases {
            let (payer, ..) = BUYERS[case / LINES % BUYERS.len()];
            let _ = writeln!(file, "{0};B-{case};{1};2024-01-01;2024-12-31;{payer}", name(case), service(case).0);
        }
        file
    }
}

/// The parties of these invoices.
pub fn parties() -> String {
    let seller = "[[seller]]\nprovider = \"mandecentret\"\nname = \"Mandecentret\"\ncvr = \"12345674\"\nvat_registered = false\nseries = \"M-\"\n\
                  payment_days = 21\nstreet = \"Prøvevej\"\nbuilding_number = \"1\"\ncity = \"København K\"\npostal_code = \"1000\"\nendpoint = \"cvr\"\n\
                  contact = { name = \"Bogholderiet\" }\nbank = { registration = \"1234\", account = \"1234567890\" }\n\n";
    let buyer = |parties: String, (payer, cvr, gln): &(&str, &str, &str)| {
        parties
            + &format!(
                "[[buyer]]\npayer = \"{payer}\"\nname = \"Kommune {payer}\"\ncvr = \"{cvr}\"\ngln = \"{gln}\"\nreference = \"SOC\"\nformat = \"oioubl\"\n\
                 street = \"Torvet\"\nbuilding_number = \"1\"\ncity = \"By\"\npostal_code = \"1550\"\n\n"
            )
    };
    BUYERS.iter().fold(seller.to_owned(), buyer)
}

/// Files that must be refused, and what they are.
pub fn hostile(invoice: &str) -> Vec<(&'static str, Vec<u8>)> {
    let within = |part: &str| invoice.replacen("  <cbc:ID>", &format!("{part}  <cbc:ID>"), 1).into_bytes();
    let laughs: String = ('b'..='j').map(|name| format!("<!ENTITY {name} \"{}\">", format!("&{};", char::from(name as u8 - 1)).repeat(10))).collect();
    let dtd =
        |subset: &str| invoice.replacen("<Invoice ", &format!("<!DOCTYPE Invoice [{subset}]><Invoice "), 1).replacen(">F-", ">&j;F-", 1).into_bytes();
    let attributes: String = (0..1_000_000).map(|n| format!(" a{n}=\"\"")).collect();
    let latin: Vec<u8> = invoice.chars().map(|c| if c == 'ø' { 0xf8 } else { c as u8 }).collect();
    let wide: Vec<u8> = [0xff_u8, 0xfe].into_iter().chain(invoice.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    vec![
        ("entity bomb, a billion times", dtd(&format!("<!ENTITY a \"ha\">{laughs}"))),
        ("external entity", dtd("<!ENTITY j SYSTEM \"file:///etc/passwd\">")),
        ("a million levels", within(&"<cac:Party>".repeat(1_000_000))),
        ("a million attributes", within(&format!("<cbc:Note{attributes}>x</cbc:Note>"))),
        ("a text of 100 MB", within(&format!("<cbc:Note>{}</cbc:Note>", "x".repeat(100_000_000)))),
        ("cut off in the middle", invoice.as_bytes()[..invoice.len() / 2].to_vec()),
        ("ISO-8859-1 that says UTF-8", latin),
        ("UTF-8 that says UTF-16", invoice.replacen("UTF-8", "UTF-16", 1).into_bytes()),
        ("UTF-16 with UTF-8 behind it", [wide, invoice.as_bytes().to_vec()].concat()),
    ]
}
