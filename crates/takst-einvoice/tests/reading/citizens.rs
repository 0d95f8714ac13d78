//! CPR numbers: masked for everybody, handed to a caller that can resolve them.

use crate::changes::Base::Bis3;
use takst_einvoice::model::Mentioned;
use takst_einvoice::read::{read, read_with_citizens};

fn document() -> String {
    let changes = [
        (">Ophold i januar<", ">Borger 010190–1234, 0202905678, 040490\n1234<"),
        (">Sag S-1, 1.–31. januar 2024<", ">0101901234<"),
        (">Rådgivning<", ">Rådgivning 030390 9999<"),
        (">1234567890<", ">0101901234<"),
    ];
    changes.into_iter().fold(Bis3.text().to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

#[test]
fn numbers_go_to_a_resolver_only() {
    let mut asked = Vec::new();
    let received = read_with_citizens(document().as_bytes(), &mut |cpr| {
        asked.push(cpr.to_owned());
        (cpr == "0101901234").then(|| "B-1".to_owned())
    })
    .expect("an invoice");
    assert_eq!(asked, ["0101901234", "0202905678", "0404901234", "0101901234", "0303909999"], "account numbers are not searched");
    let of = |line| Mentioned { line, citizen_id: "B-1".into() };
    assert_eq!(received.citizens, [of(None), of(Some(0))]);
    let plain = read(document().as_bytes()).expect("an invoice");
    assert!(plain.citizens.is_empty());
    assert_eq!(plain.invoice, received.invoice);
    // All that is kept of the text is masked; the account of the payment is not a text.
    let mut shown = plain.invoice;
    shown.payments.clear();
    let shown = format!("{shown:?}");
    assert!(!["010190", "020290", "040490", "030390"].iter().any(|cpr| shown.contains(cpr)), "{shown}");
}

#[test]
fn errors_and_problems_hold_no_number() {
    let error = |text: &str| read(text.as_bytes()).expect_err("an error").to_string();
    let broken = [
        Bis3.text().replace("<cac:PaymentMeans>", "<cac:p010190-1234>"),
        Bis3.text().replace(">F-17<", ">&e0101901234;<"),
        Bis3.text().replace("<cbc:ID>F-17</cbc:ID>", "<p0101901234:ID>F</p0101901234:ID>"),
        Bis3.text().replace("<Invoice ", "<Invoice010190-1234 ").replace("</Invoice>", "</Invoice010190-1234>"),
        Bis3.text().replace("UTF-8", "010190-1234"),
        // Across the place where a long text is cut.
        Bis3.text().replace(">F-17<", &format!(">&{}010190-1234;<", "n".repeat(91))),
        Bis3.text().replace("<cac:PaymentMeans>", &format!("<cac:{}-010190-1234>", "p".repeat(180))),
        Bis3.text().replace("<Invoice ", &format!("<{}010190-1234 ", "I".repeat(91))),
        Bis3.text().replace("UTF-8", &format!("{}010190-1234", "x".repeat(31))),
    ];
    for text in broken {
        let error = error(&text);
        assert!(!error.contains("010190"), "{error}");
    }
}
