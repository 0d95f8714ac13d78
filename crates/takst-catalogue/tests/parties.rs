//! Parties files: what is read, and every flaw with its place.

use takst::document::party::Payment;
use takst_catalogue::{Lang, builtin, parties_for_control, parties_from_toml};

const SELLER: &str = r#"[[seller]]
provider = "mandecentret"
name = "Mandecentret"
cvr = "12345674"
vat_registered = false
series = "M-"
street = "Prøvevej"
building_number = "1"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet", email = "bogholderi@example.dk" }
bank = { registration = "1234", account = "1234567890" }
"#;

const BUYER: &str = r#"[[buyer]]
payer = "101"
name = "Københavns Kommune"
cvr = "64942212"
gln = "5798009800275"
reference = "SOC"
format = "oioubl"
demands = ["order_reference"]
street = "Rådhuspladsen"
building_number = "1"
city = "København V"
postal_code = "1550"
"#;

/// Place, key and flaw of every problem.
fn flaws(text: &str) -> Vec<(usize, String, &'static str)> {
    let problems = parties_from_toml("parties.toml", text, builtin()).expect_err("a file with flaws");
    problems.iter().map(|problem| (problem.line, problem.key.clone(), problem.flaw.id())).collect()
}

fn flaw_of(text: &str) -> (String, &'static str) {
    match flaws(text).as_slice() {
        [(_, key, flaw)] => (key.clone(), *flaw),
        others => panic!("one flaw is due: {others:?}"),
    }
}

#[test]
fn a_good_file_is_read_whole() {
    let loaded = parties_from_toml("parties.toml", &format!("{SELLER}{BUYER}"), builtin()).expect("a good file");
    let seller = &loaded.parties.sellers["mandecentret"];
    assert_eq!((seller.name.as_str(), seller.cvr.to_string().as_str(), seller.series.as_str()), ("Mandecentret", "12345674", "M-"));
    assert_eq!((seller.first_number, seller.is_vat_registered), (1, false));
    // The catalogue has Mandecentret's 21 days.
    assert_eq!(seller.payment_days, 21);
    assert_eq!(seller.payment, Payment::Bank { registration: "1234".to_owned(), account: "1234567890".to_owned() });
    let buyer = loaded.parties.buyers.values().next().expect("a buyer");
    assert_eq!((buyer.payer.code(), buyer.gln.to_string().as_str(), buyer.demands.len()), (101, "5798009800275", 1));
    assert_eq!(loaded.sha256.len(), 64);
}

#[test]
fn every_flaw_of_a_seller_is_named() {
    let changed = |from: &str, to: &str| {
        let text = SELLER.replacen(from, to, 1);
        assert_ne!(text, SELLER, "{from}");
        flaw_of(&text)
    };
    let key = |name: &str| format!("seller.{name}");
    assert_eq!(changed("\"mandecentret\"", "\"mandecenteret\""), (key("provider"), "unknown-provider"));
    assert_eq!(changed("12345674", "12345675"), (key("cvr"), "bad-check-digit"));
    assert_eq!(changed("12345674", "1234567"), (key("cvr"), "bad-digits"));
    assert_eq!(changed("\"M-\"", "\"2024-1\""), (key("series"), "series-ends-in-digit"));
    assert_eq!(changed("series = \"M-\"\n", ""), (key("series"), "missing-key"));
    assert_eq!(changed("\"cvr\"", "\"gln\""), (key("endpoint"), "endpoint-without-gln"));
    assert_eq!(changed("bank = { registration = \"1234\", account = \"1234567890\" }\n", ""), ("seller".to_owned(), "payment-missing"));
    assert_eq!(changed("bank =", "fik = { kind = \"71\", creditor = \"12345678\" }\nbank ="), (key("fik"), "payment-twice"));
    assert_eq!(changed("\"1234\"", "\"123\""), (key("bank.registration"), "bad-digits"));
    assert_eq!(
        changed("bank = { registration = \"1234\", account = \"1234567890\" }", "iban = { account = \"DK5000400440116244\" }"),
        (key("iban.account"), "bad-iban")
    );
    let bic = changed("bank = { registration = \"1234\", account = \"1234567890\" }", "iban = { account = \"DK5000400440116243\", bic = \"DABA\" }");
    assert_eq!(bic, (key("iban.bic"), "bad-bic"));
    assert_eq!(changed("series", "payment_days = 31\nseries"), (key("payment_days"), "whole-out-of-range"));
    assert_eq!(changed("cvr =", "gln = \"5798009811579\"\ncvr ="), (key("gln"), "bad-check-digit"));
}

#[test]
fn both_ends_of_the_payment_days_are_taken() {
    for days in [0, 30] {
        let text = SELLER.replacen("series", &format!("payment_days = {days}\nseries"), 1);
        let loaded = parties_from_toml("parties.toml", &text, builtin()).expect("a good file");
        assert_eq!(loaded.parties.sellers["mandecentret"].payment_days, days);
    }
}

#[test]
fn a_provider_without_days_in_the_catalogue_needs_them_in_the_file() {
    // LivaRehab's price list states no term of payment.
    assert_eq!(flaw_of(&SELLER.replacen("mandecentret", "livarehab", 1)), ("seller.provider".to_owned(), "payment-days-missing"));
}

#[test]
fn an_empty_series_is_one_and_no_series_is_shared() {
    let other = SELLER.replace("\"mandecentret\"", "\"pensionatet\"").replace("series", "payment_days = 14\nseries");
    let empty = other.replace("\"M-\"", "\"\"");
    let loaded = parties_from_toml("parties.toml", &format!("{SELLER}{empty}"), builtin()).expect("a good file");
    assert_eq!(loaded.parties.sellers["pensionatet"].series.number(7), "7");
    assert_eq!(flaw_of(&format!("{SELLER}{other}")), ("seller.series".to_owned(), "duplicate-id"));
}

#[test]
fn all_flaws_of_a_file_come_at_once_with_their_lines() {
    let text = "[[buyer]]\npayer = \"999\"\nname = \"X\"\ncvr = \"64942213\"\ngln = \"5798009800276\"\nformat = \"oiubl\"\ndemands = [\"order\"]\nstreet = \"A\"\ncity = \"B\"\npostal_code = \"1\"\nby = \"C\"\n";
    let found = flaws(&format!("{SELLER}{text}[[buyer]]\npayer = \"101\"\n"));
    let expected = [
        (15, "buyer.payer", "bad-municipality"),
        (17, "buyer.cvr", "bad-check-digit"),
        (18, "buyer.gln", "bad-check-digit"),
        (19, "buyer.format", "unknown-word"),
        (20, "buyer.demands", "unknown-word"),
        (23, "buyer.postal_code", "bad-digits"),
        (24, "buyer.by", "unknown-key"),
        (25, "buyer.city", "missing-key"),
        (25, "buyer.cvr", "missing-key"),
        (25, "buyer.format", "missing-key"),
        (25, "buyer.gln", "missing-key"),
        (25, "buyer.name", "missing-key"),
        (25, "buyer.postal_code", "missing-key"),
        (25, "buyer.street", "missing-key"),
    ];
    let expected: Vec<(usize, String, &str)> = expected.iter().map(|(line, key, flaw)| (*line, (*key).to_owned(), *flaw)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_buyer_given_twice_is_a_flaw() {
    assert_eq!(flaw_of(&format!("{BUYER}{BUYER}")), ("buyer.payer".to_owned(), "duplicate-id"));
}

#[test]
fn a_control_needs_only_who_bills_and_who_pays() {
    let short = "[[seller]]\nprovider = \"livarehab\"\nname = \"LivaRehab\"\ncvr = \"12345674\"\n[[buyer]]\npayer = \"101\"\nname = \"X\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\n";
    let loaded = parties_for_control("parties.toml", short, builtin()).expect("a good file");
    assert_eq!((loaded.parties.sellers["livarehab"].name.as_str(), loaded.parties.buyers.len()), ("LivaRehab", 1));
    // Nothing can be issued with it: twelve keys are missing, and who is paid and when.
    let missing: Vec<&str> = flaws(short).iter().map(|(.., flaw)| *flaw).collect();
    assert_eq!(missing.iter().filter(|flaw| **flaw == "missing-key").count(), 7 + 4, "{missing:?}");
    assert!(missing.contains(&"payment-missing") && missing.contains(&"payment-days-missing"), "{missing:?}");
    // What is given is checked as ever, and what is needed is asked for.
    let of = |text: &str| {
        let problems = parties_for_control("parties.toml", text, builtin()).expect_err("a flaw");
        problems.iter().map(|problem| (problem.key.clone(), problem.flaw.id())).collect::<Vec<_>>()
    };
    let key = |key: &str, flaw| (key.to_owned(), flaw);
    assert_eq!(of(&short.replace("name = \"LivaRehab\"\n", "")), [key("seller.name", "missing-key")]);
    assert_eq!(of(&short.replace("livarehab", "livarehap")), [key("seller.provider", "unknown-provider")]);
    assert_eq!(of(&SELLER.replacen("\"M-\"", "\"2024-1\"", 1)), [key("seller.series", "series-ends-in-digit")]);
    assert_eq!(of(&SELLER.replacen("bank =", "fik = { kind = \"71\", creditor = \"12345678\" }\nbank =", 1)), [key("seller.fik", "payment-twice")]);
    // A complete file is read alike.
    let whole = format!("{SELLER}{BUYER}");
    assert_eq!(parties_for_control("parties.toml", &whole, builtin()), parties_from_toml("parties.toml", &whole, builtin()));
}

#[test]
fn messages_say_what_would_be_right_in_both_languages() {
    let problems = parties_from_toml("parties.toml", &SELLER.replacen("\"mandecentret\"", "\"mandecenteret\"", 1), builtin()).expect_err("a flaw");
    let lines: Vec<String> = [Lang::En, Lang::Da].iter().map(|lang| problems[0].line(*lang)).collect();
    assert_eq!(
        lines[0],
        "parties.toml:2:12: error: seller.provider = \"mandecenteret\": the catalogue has no such provider; did you mean mandecentret?"
    );
    assert_eq!(
        lines[1],
        "parties.toml:2:12: fejl: seller.provider = \"mandecenteret\": leverandøren findes ikke i kataloget; mente du mandecentret?"
    );
}

#[test]
fn the_guide_has_a_good_file_and_names_every_key() {
    let guide = include_str!("../../../docs/PARTIES.md");
    let example = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let loaded = parties_from_toml("parties.toml", example, builtin()).expect("the example is good");
    assert_eq!((loaded.parties.sellers.len(), loaded.parties.buyers.len()), (1, 1));
    let schema = takst_catalogue::schema();
    for table in ["seller", "buyer"] {
        let keys = schema["parties"]["properties"][table]["items"]["properties"].as_object().expect("the keys of a table");
        let absent: Vec<&String> = keys.keys().filter(|key| !guide.contains(&format!("`{key}`"))).collect();
        assert!(absent.is_empty(), "the guide does not name {absent:?}");
    }
}
