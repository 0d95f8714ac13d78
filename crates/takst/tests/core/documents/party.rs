//! Numbers of series, and the payment ids of slips.

use takst::document::number::Series;
use takst::document::party::Payment;

#[test]
fn a_series_is_shown_as_its_text() {
    let series = Series::new("M-").expect("a series");
    assert_eq!((series.to_string(), series.as_str(), series.number(7)), ("M-".to_owned(), "M-", "M-7".to_owned()));
}

#[test]
fn payment_ids_have_a_check_digit_modulo_10() {
    let id = |kind: &str, number: &str| Payment::Fik { kind: kind.into(), creditor: "12345678".into() }.payment_id(number);
    // From the right 8 × 2 = 16, 1 + 6; 7; 6 × 2 = 12, 1 + 2: 17, and 3 more make 20.
    assert_eq!(id("71", "M-678").as_deref(), Some("000000000006783"));
    assert_eq!(id("75", "M-678").as_deref(), Some("0000000000006783"));
    // 1 × 2 and 9 × 2 make sums of 2 and 9; 5 × 2 = 10 makes 1 + 0.
    assert_eq!(["1", "9", "5"].map(|number| id("71", number).expect("an id").split_off(13)), ["18", "91", "59"]);
    // 14 digits: from the right 8 3 4 1 0 9 7 7 3 5 8 3 4 1, in all 63. 15 digits: 1 4 6 2 2 0 9 8 5 6 1 4 6 2 2, in all 58.
    assert_eq!(id("71", "12345678901234").as_deref(), Some("123456789012347"));
    assert_eq!((id("71", "123456789012345"), id("75", "123456789012345").as_deref()), (None, Some("1234567890123452")));
    assert_eq!((id("75", "1234567890123456"), id("71", "M-"), id("73", "M-678")), (None, None, None));
    assert_eq!(Payment::Iban { account: "DK5000400440116243".into(), bic: None }.payment_id("M-678"), None);
}
