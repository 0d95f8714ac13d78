//! Each way a file can be wrong gives its problem, on its line.

use takst_catalogue::{Flaw, Lang, Level, Problem, builtin, builtin_loaded, check, load, load_over};

/// A file without a flaw but the missing sources of the terms; tests change it.
const GOOD: &str = r#"[[document]]
id = "blad"
title = "Takstblad 2019"
publisher = "Center Bøgely"
[provider]
id = "boegely"
name = "Center Bøgely"
payment_days = 21
[provider.sources]
payment_days = { document = "blad", place = "Betaling" }
vat = "takstblad 2019"
refund = "takstblad 2019"
[[service]]
id = "boegely/ophold"
name = { da = "Ophold", en = "Stay" }
legal_basis = "SEL § 110"
kind = "day"
vat = "exempt"
refund = "sel-110-ophold"
max_months = 12
[service.sources]
legal_basis = "takstblad 2019"
max_months = "takstblad 2019"
[[service.tariff]]
from = "2019-01-01"
to = "2019-12-31"
price = "1185.00"
source = "takstblad 2019"
[[service.tariff]]
from = "2020-01-01"
price = "1200.00"
source = "takstblad 2020"
"#;

fn problems(text: &str) -> Vec<Problem> {
    check(builtin(), &[("boegely.toml", text)])
}

/// The good file with `old` (which it holds) changed to `new`.
fn changed(old: &str, new: &str) -> String {
    assert!(GOOD.contains(old), "the good file has no {old:?}");
    GOOD.replacen(old, new, 1)
}

/// Asserts that the change gives exactly this problem, on this line.
#[track_caller]
fn one(old: &str, new: &str, line: usize, id: &str) -> Problem {
    let found = problems(&changed(old, new));
    let shown: Vec<String> = found.iter().map(Problem::to_string).collect();
    assert_eq!(found.iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>(), [(line, id)], "{shown:#?}");
    let problem = found.into_iter().next().expect("there is one");
    for lang in Lang::ALL {
        let message = problem.message(lang);
        assert!(!message.contains("{ $") && !message.contains("flaw-"), "{message}");
    }
    problem
}

#[test]
fn the_good_file_is_good() {
    assert_eq!(problems(GOOD), []);
    assert!(load(&[("boegely.toml", GOOD)]).is_ok());
}

#[test]
fn money_is_never_a_bare_number() {
    let problem = one(r#"price = "1185.00""#, "price = 1185.00", 27, "bare-number");
    assert_eq!(problem.key, "service.tariff.price");
    assert_eq!((problem.value.as_str(), problem.column), ("1185.00", 9));
    assert_eq!(problem.message(Lang::En), r#"must be in quotes, so that it is read exactly as written: "1185.00""#);
    one(r#"price = "1185.00""#, "price = 1185", 27, "bare-number");
    let figure = LAW.replace("value = \"50\"", "value = 50.5");
    assert_eq!(check(builtin(), &[("law/x.toml", &figure)]).iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>(), [(8, "bare-number")]);
}

#[test]
fn prices_are_exact_positive_numbers() {
    for (text, id) in [
        ("1.185,00", "number-comma"),
        ("1185,00", "number-comma"),
        ("0.00", "price-zero"),
        ("0", "price-zero"),
        ("-0", "price-zero"),
        ("-5.00", "number-negative"),
        ("1185.005", "number-too-precise"),
        ("10000000.01", "number-too-large"),
        ("99999999999999999999999999999999", "number-too-large"),
        ("1e3", "bad-number"),
        ("+5", "bad-number"),
        (".5", "bad-number"),
        ("5.", "bad-number"),
        ("NaN", "bad-number"),
        ("", "bad-number"),
        ("1 185.00", "bad-number"),
        ("১১৮৫", "bad-number"),
    ] {
        one(r#"price = "1185.00""#, &format!(r#"price = "{text}""#), 27, id);
    }
    // Trailing zeros are no decimals; the limit itself is allowed.
    assert_eq!(problems(&changed(r#""1185.00""#, r#""1185.0000000""#)), []);
    assert_eq!(problems(&changed(r#""1185.00""#, r#""10000000.00""#)), []);
}

#[test]
fn dates_are_quoted_days_of_the_calendar() {
    for (text, id) in [
        ("2019-01-01", "bare-date"),
        (r#""2019-02-29""#, "bad-date"),
        (r#""1-1-2019""#, "bad-date"),
        (r#""2019-1-1""#, "bad-date"),
        (r#""2019-01-01T00:00""#, "bad-date"),
        (r#""1899-12-31""#, "date-out-of-range"),
        (r#""2200-01-01""#, "date-out-of-range"),
        ("2019", "wrong-form"),
    ] {
        one(r#"from = "2019-01-01""#, &format!("from = {text}"), 25, id);
    }
    let problem = one(r#"to = "2019-12-31""#, r#"to = "9999-12-31""#, 26, "date-stands-for-open");
    assert!(problem.message(Lang::En).contains("leave the key out"));
}

#[test]
fn unknown_keys_and_words_name_the_nearest() {
    let problem = one("kind = ", "knid = \"day\"\nkind = ", 17, "unknown-key");
    assert_eq!(problem.flaw, Flaw::UnknownKey { near: "kind".to_owned(), others: String::new() });
    one("[[service.tariff]]\nfrom = \"2019", "[[service.tariff]]\nkommune = \"101\"\nfrom = \"2019", 25, "unknown-key");
    let problem = one(r#"vat = "exempt""#, r#"vat = "exemt""#, 18, "unknown-word");
    assert!(problem.message(Lang::Da).ends_with("mente du exempt?"), "{}", problem.message(Lang::Da));
    one(r#"refund = "sel-110-ophold""#, r#"refund = "SEL-110-ophold""#, 19, "unknown-word");
    one(r#"from = "2019-01-01""#, r#"from_setting = "roll-out""#, 25, "unknown-question");
    one("[provider]", "[[services]]\n[provider]", 5, "unknown-key");
}

#[test]
fn danish_words_and_dates_are_told_what_to_write() {
    let ends = |problem: Problem, hint: &str| assert!(problem.message(Lang::En).ends_with(hint), "{}", problem.message(Lang::En));
    for (danish, english) in [("døgn", "day"), ("time", "hour"), ("uge", "week"), ("måned", "month"), ("forløb", "course"), ("gratis", "free")] {
        ends(one(r#"kind = "day""#, &format!("kind = \"{danish}\""), 17, "unknown-word"), &format!("did you mean {english}?"));
    }
    ends(one("kind = ", "konto = \"5.38.42\"\nkind = ", 17, "unknown-key"), "did you mean account?");
    for (key, danish, english) in [("price", "pris", "price"), ("source", "kilde", "source")] {
        let line = format!("{key} = \"");
        let found = problems(&GOOD.replacen(&line, &format!("{danish} = \""), 1));
        let hint = format!("did you mean {english}?");
        assert!(found.iter().any(|p| p.flaw.id() == "unknown-key" && p.message(Lang::En).ends_with(&hint)), "{found:#?}");
    }
    let named = problems(&changed(r#"name = "Center"#, r#"navn = "Center"#));
    assert!(named.iter().any(|p| p.message(Lang::Da).ends_with("mente du name?")), "{named:#?}");
    for date in ["01-01-2019", "1.1.2019", "1/1/2019", "2019-1-1", "2019/01/01", "01. 01. 2019"] {
        ends(one(r#"from = "2019-01-01""#, &format!("from = \"{date}\""), 25, "bad-date"), "; write \"2019-01-01\"");
    }
    for date in ["2019-02-29", "01-13-2019", "1. januar 2019", "1-1-19", "2019-01-01T00:00"] {
        ends(one(r#"from = "2019-01-01""#, &format!("from = \"{date}\""), 25, "bad-date"), "written YYYY-MM-DD");
    }
}

#[test]
fn required_keys_are_missed() {
    one("legal_basis = \"SEL § 110\"\n", "", 13, "missing-key");
    one("price = \"1185.00\"\n", "", 24, "missing-key");
    one("source = \"takstblad 2019\"\n", "", 24, "missing-key"); // an unsourced price
    one("from = \"2019-01-01\"\n", "", 24, "start-missing");
    one(r#", en = "Stay""#, "", 15, "missing-key");
    one("publisher = \"Center Bøgely\"\n", "", 1, "missing-key");
}

#[test]
fn forms_are_kept() {
    one("payment_days = 21", r#"payment_days = "21""#, 8, "wrong-form");
    one("payment_days = 21", "payment_days = 400", 8, "whole-out-of-range");
    one("max_months = 12", "max_months = 0", 20, "whole-out-of-range");
    one("[service.sources]\n", "places = 0\n[service.sources]\nplaces = \"takstblad\"\n", 21, "whole-out-of-range");
    one("max_months = 12", "max_months = -3", 20, "whole-out-of-range");
    one("max_months = 12", "max_months = 0x0C", 20, "whole-out-of-range");
    one("max_months = 12", "max_months = 12.0", 20, "wrong-form");
    one(r#"legal_basis = "SEL § 110""#, r#"legal_basis = " ""#, 16, "bad-text");
    one(r#"legal_basis = "SEL § 110""#, r#"legal_basis = "SEL\n§ 110""#, 16, "bad-text");
    one(r#"name = "Center Bøgely""#, "name = [\"Center Bøgely\"]", 7, "wrong-form");
    one("[provider]", "[[document]]\nid = \"Blad 2\"\ntitle = \"T\"\npublisher = \"P\"\n[provider]", 6, "bad-id");
}

#[test]
fn ids_are_unique_and_belong_to_their_provider() {
    one(r#"id = "boegely/ophold""#, r#"id = "bøgely/ophold""#, 14, "bad-service-id");
    one(r#"id = "boegely/ophold""#, r#"id = "ophold""#, 14, "bad-service-id");
    let problem = one(r#"id = "boegely/ophold""#, r#"id = "center/ophold""#, 14, "foreign-service");
    assert!(problem.message(Lang::En).contains("boegely/"));
    let second = GOOD[GOOD.find("[[service]]").expect("a service")..].to_owned();
    let found = problems(&format!("{GOOD}{second}"));
    assert_eq!(found.iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>(), [(34, "duplicate-id")]);
    assert_eq!(found[0].flaw, Flaw::DuplicateId { other: "boegely.toml:14".to_owned() });
    one("[provider]", "[[document]]\nid = \"blad\"\ntitle = \"T\"\npublisher = \"P\"\n[provider]", 6, "duplicate-id");
    let two = check(builtin(), &[("a.toml", GOOD), ("b.toml", GOOD)]);
    assert_eq!(two.iter().map(|p| (p.file.as_str(), p.line, p.flaw.id())).collect::<Vec<_>>(), [("b.toml", 6, "duplicate-id")]);
}

#[test]
fn references_point_at_something() {
    let problem = one(r#"document = "blad""#, r#"document = "bald""#, 10, "unknown-document");
    assert_eq!(problem.flaw, Flaw::UnknownDocument { near: "blad".to_owned() });
    let act = |id: &str| format!("price = \"1185.00\"\nact = \"{id}\"");
    one("price = \"1185.00\"", &act("lbk-1342-2015"), 28, "unknown-act");
    assert_eq!(problems(&changed("price = \"1185.00\"", &act("lbk-1342-2016"))), [], "acts of the built-in law are known");
    one("kind = ", "family = \"boegely/andet\"\nkind = ", 17, "unknown-family");
    one("price = \"1185.00\"", "price = \"1185.00\"\nassumed = [\"tarif-validity\"]", 28, "unknown-assumption");
    assert_eq!(problems(&changed("price = \"1185.00\"", "price = \"1185.00\"\nassumed = [\"tariff-validity\"]")), []);
}

#[test]
fn values_have_sources() {
    let problem = one("legal_basis = \"takstblad 2019\"\n", "", 14, "unsourced");
    assert!(!problem.flaw.blocks());
    assert_eq!(problem.flaw, Flaw::Unsourced { keys: "legal_basis".to_owned() });
    one("payment_days = { document = \"blad\", place = \"Betaling\" }\n", "", 8, "unsourced");
    one("max_months = \"takstblad 2019\"", "max_months = \"takstblad 2019\"\nplaces = \"takstblad\"", 24, "source-of-nothing");
}

#[test]
fn kind_price_rule_and_hours_go_together() {
    let without_tariffs = &GOOD[..GOOD.find("[[service.tariff]]").expect("a tariff")];
    let found = |text: &str| problems(text).iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>();
    assert_eq!(found(without_tariffs), [(17, "tariff-missing")]);
    for kind in ["agreed", "included", "free"] {
        let text =
            changed(r#"kind = "day""#, &format!(r#"kind = "{kind}""#)).replace("[service.sources]\n", "[service.sources]\nkind = \"takstblad\"\n");
        assert_eq!(found(&text), [(25, "tariff-unwanted"), (30, "tariff-unwanted")], "{kind}");
    }
    for kind in ["hour", "week", "course"] {
        let problem = one(r#"kind = "day""#, &format!(r#"kind = "{kind}""#), 19, "rule-needs-days");
        assert!(!problem.flaw.blocks() && problem.flaw.level() == Level::Warning, "the refund is undetermined, the case is priced");
        for rule in ["sel-110-efterforsorg", "none"] {
            let text = changed(r#"kind = "day""#, &format!(r#"kind = "{kind}""#)).replace("sel-110-ophold", rule);
            assert_eq!(found(&text), [], "{kind} {rule}");
        }
    }
    assert_eq!(found(&changed(r#"kind = "day""#, r#"kind = "month""#)), []);
    one("max_months = 12", "max_months = 12\nincluded_hours_approximate = true", 21, "approximate-alone");
    let hours = changed("max_months = 12", "max_months = 12\nincluded_hours = \"15\"")
        .replace("[service.sources]\n", "[service.sources]\nincluded_hours = \"takstblad\"\n");
    assert_eq!(found(&hours), [(21, "included-hours-kind")]);
    // Prices per hour may have four decimals, others two.
    let hourly = changed(r#"kind = "day""#, r#"kind = "hour""#).replace("sel-110-ophold", "none").replace("1185.00", "512.3456");
    assert_eq!(found(&hourly), []);
}

#[test]
fn a_rule_is_one_of_the_section() {
    let found = |basis: &str, rule: &str| {
        let text = changed("SEL § 110", basis).replace("sel-110-ophold", rule);
        problems(&text).into_iter().map(|p| (p.line, p.flaw)).collect::<Vec<_>>()
    };
    let wrong = |section: &str, rules: &str| vec![(19, Flaw::RuleOfOtherSection { section: section.to_owned(), rules: rules.to_owned() })];
    assert_eq!(found("SEL § 110", "sel-110-efterforsorg"), []);
    assert_eq!(found("SEL § 109", "sel-109-ophold"), []);
    assert_eq!(found("SEL § 85 a", "sel-85a-bostoette"), []);
    assert_eq!(found("SEL § 110", "none"), []);
    assert_eq!(found("SEL § 110", "sel-109-ophold"), wrong("110", "sel-110-ophold, sel-110-efterforsorg"));
    assert_eq!(found("SEL § 109", "sel-110-ophold"), wrong("109", "sel-109-ophold"));
    assert_eq!(found("SEL § 85 a", "sel-110-efterforsorg"), wrong("85 a", "sel-85a-bostoette"));
    assert_eq!(found("SEL §§ 109 og 110", "sel-109-ophold"), []);
    assert_eq!(found("SEL §§ 109 og 110", "sel-85a-bostoette"), wrong("109, 110", "sel-109-ophold, sel-110-ophold, sel-110-efterforsorg"));
    // Other sections and other acts have no rule of their own.
    assert_eq!(found("SEL § 107", "sel-110-ophold"), []);
}

#[test]
fn versions_follow_each_other() {
    one(r#"to = "2019-12-31""#, r#"to = "2018-12-31""#, 26, "end-before-start");
    let problem = one(r#"from = "2020-01-01""#, r#"from = "2020-02-01""#, 29, "tariff-gap");
    assert_eq!(problem.flaw, Flaw::TariffGap { first: "2020-01-01".to_owned(), last: "2020-01-31".to_owned() });
    let problem = one(r#"to = "2019-12-31""#, r#"to = "2020-01-05""#, 29, "tariff-tie");
    let other = "boegely.toml:24".to_owned();
    assert_eq!(problem.flaw, Flaw::TariffTie { first: "2020-01-01".to_owned(), last: "2020-01-05".to_owned(), other });
    assert!(!problem.flaw.blocks(), "the core refuses the cases it meets");
    one("to = \"2019-12-31\"\n", "", 28, "tariff-tie");
    // A version known later is a correction, not a tie.
    let corrected = changed("to = \"2019-12-31\"\n", "").replace("from = \"2020-01-01\"", "from = \"2020-01-01\"\nknown_from = \"2020-03-01\"");
    assert_eq!(problems(&corrected), []);
    one(r#"from = "2019-01-01""#, "from = \"2019-01-01\"\nfrom_setting = \"roll-out-date\"", 26, "start-twice");
    one(r#"to = "2019-12-31""#, "to = \"2019-12-31\"\nuntil_setting = \"roll-out-date\"", 27, "end-twice");
}

#[test]
fn a_version_with_errors_makes_no_gap() {
    let later = "[[service.tariff]]\nfrom = \"2021-06-01\"\nprice = \"1250.00\"\nsource = \"takstblad 2021\"\n";
    let three = format!("{}{later}", changed("from = \"2020-01-01\"", "from = \"2020-01-01\"\nto = \"2021-05-31\""));
    assert_eq!(problems(&three), []);
    for (good, bad, id) in [
        ("\"1200.00\"", "1200.00", "bare-number"),
        ("\"1200.00\"", "\"1200.001\"", "number-too-precise"),
        ("\"2020-01-01\"", "\"2020-13-01\"", "bad-date"),
        ("\"2021-05-31\"", "\"2019-05-31\"", "end-before-start"),
        ("source = \"takstblad 2020\"\n", "", "missing-key"),
    ] {
        assert!(three.contains(good), "{good}");
        let found = problems(&three.replacen(good, bad, 1));
        assert_eq!(found.iter().map(|p| p.flaw.id()).collect::<Vec<_>>(), [id], "{found:#?}");
    }
}

#[test]
fn what_is_no_toml_says_where() {
    let found = problems(&changed(r#"price = "1185.00""#, "price = 1185,00"));
    assert!(found.iter().any(|p| p.line == 27 && p.flaw.id() == "not-toml"), "{found:#?}");
    let twice = problems(&changed(r#"kind = "day""#, "kind = \"day\"\nkind = \"week\""));
    assert!(twice.iter().any(|p| p.line == 18 && p.flaw.id() == "not-toml"), "{twice:#?}");
    assert!(!problems("").is_empty());
    assert!(!problems("\u{feff}[provider").is_empty());
}

#[test]
fn files_as_windows_writes_them_are_read() {
    assert_eq!(problems(&format!("\u{feff}{}", GOOD.replace('\n', "\r\n"))), []);
    let found = problems(&changed("1185.00", "0").replace('\n', "\r\n"));
    assert_eq!(found.iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>(), [(27, "price-zero")]);
}

#[test]
fn all_problems_come_at_once_by_file_and_line() {
    let bad = GOOD.replace("id = \"boegely\"", "id = 5").replace("SEL § 110", "").replace("\"1185.00\"", "1").replace("takstblad 2020", "");
    let found = check(builtin(), &[("b.toml", &bad), ("a.toml", "[provider]\nid = \"x\"\n")]);
    let shown: Vec<_> = found.iter().map(|p| (p.file.as_str(), p.line, p.flaw.id())).collect();
    assert_eq!(
        shown,
        [
            ("a.toml", 1, "missing-key"),
            ("b.toml", 6, "wrong-form"),
            ("b.toml", 16, "bad-text"),
            ("b.toml", 27, "bare-number"),
            ("b.toml", 32, "bad-text"),
        ]
    );
}

const LAW: &str = r#"[[figure]]
id = "refund.share"
name = { da = "Andel", en = "Share" }
unit = "percent"
[[figure.version]]
from = "2019-01-01"
to = "2019-12-31"
value = "50"
source = "law"
[[figure.version]]
from = "2020-01-01"
value = "40"
source = "law"
"#;

#[test]
fn figures_of_the_law_neither_overlap_nor_leave_holes() {
    let found = |text: &str| check(builtin(), &[("law/x.toml", text)]).iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>();
    assert_eq!(found(LAW), []);
    assert_eq!(found(&LAW.replace("to = \"2019-12-31\"\n", "")), [(9, "figure-overlap")]);
    assert_eq!(found(&LAW.replace("2020-01-01", "2020-01-02")), [(10, "figure-hole")]);
    assert_eq!(found(&LAW.replace("2020-01-01", "2020-01-02").replace("unit =", "hole = \"not known\"\nunit =")), []);
    assert_eq!(found(&LAW.replace("\"2019-12-31\"", "\"2018-12-31\"")), [(7, "end-before-start")]);
    assert_eq!(found(&LAW.replace("\"50\"", "50")), [(8, "bare-number")]);
    assert_eq!(found(&LAW.replace("\"50\"", "\"100.01\"")), [(8, "number-too-large")]);
    assert_eq!(found(&LAW.replace("percent", "days").replace("\"50\"", "\"50.5\"")), [(8, "number-too-precise")]);
    assert_eq!(found(&LAW.replace("percent", "procent")), [(4, "unknown-word")]);
    assert_eq!(
        found(&LAW.replacen("source = \"law\"", "source = { document = \"serviceloven\", place = \"§ 1\" }", 1)),
        [],
        "documents of the base are known"
    );
    assert_eq!(found(&format!("{LAW}{LAW}")), [(15, "duplicate-id")]);
}

#[test]
fn an_own_directory_replaces_whole_providers_figures_and_acts() {
    let base = builtin_loaded();
    let own = GOOD.replace("boegely", "pensionatet").replace("Center Bøgely", "Pensionatet");
    let acts = "[[act]]\nid = \"lbk-1342-2016\"\nname = \"LAB\"\nfrom = \"2016-11-21\"\nto = \"2018-12-31\"\nsource = \"letter\"\n";
    let loaded = load_over(base, &[("p.toml", &own), ("law/x.toml", LAW), ("law/acts.toml", acts)]).expect("good files");
    let services: Vec<&str> = loaded.catalogue.services().map(|(_, s)| s.id.as_str()).filter(|id| id.starts_with("pensionatet/")).collect();
    assert_eq!(services, ["pensionatet/ophold"]);
    assert!(!loaded.descriptions.contains_key("pensionatet/cti"));
    let others = base.catalogue.services().filter(|(provider, _)| provider.id != "pensionatet").count();
    assert_eq!(loaded.catalogue.services().count(), others + 1);
    let share: Vec<String> = loaded.catalogue.law.figures.iter().filter(|f| f.id == "refund.share").map(|f| f.value.to_string()).collect();
    assert_eq!(share, ["50", "40"]);
    assert!(loaded.catalogue.law.figures.iter().any(|f| f.id == "vat.standard-rate"), "other figures stay");
    let ends: Vec<String> = loaded.catalogue.law.acts.iter().filter_map(|a| a.to).map(|day| day.to_string()).collect();
    assert_eq!(ends, ["2018-12-31"]);
    assert_ne!(loaded.sha256, base.sha256);
    assert_eq!(load_over(base, &[("p.toml", &own)]).map(|l| l.sha256), load_over(base, &[("p.toml", &own)]).map(|l| l.sha256));
}

const UNEXEMPT: &str = "legal_basis = \"SEL § 110\"\nkind = \"day\"\nvat = \"exempt\"\n";

#[test]
fn an_exemption_names_its_reason() {
    // Services under the Social Services Act have a default; it can be replaced.
    let said = |basis: &str, vat: &str| UNEXEMPT.replace("SEL § 110", basis).replace("vat = \"exempt\"\n", vat);
    assert!(problems(&changed(UNEXEMPT, &said("SEL § 110", "vat = \"exempt\"\nvat_exemption = \"VATEX-EU-132-1H\"\n"))).is_empty());
    assert!(problems(&changed(UNEXEMPT, &said("sundhedsloven", "vat = \"exempt\"\nvat_exemption = \"VATEX-EU-132-1B\"\n"))).is_empty());
    assert!(problems(&changed(UNEXEMPT, &said("LAB § 32", "vat = \"standard\"\n"))).is_empty());
    let missing = one(UNEXEMPT, &said("sundhedsloven", "vat = \"exempt\"\n"), 13, "exemption-missing");
    for lang in Lang::ALL {
        let message = missing.line(lang);
        for word in ["service.vat_exemption", "VATEX-EU-132-1B, VATEX-EU-132-1C, VATEX-EU-132-1G, VATEX-EU-132-1H, VATEX-EU-132-1I"] {
            assert!(message.contains(word), "{message}");
        }
    }
    one(UNEXEMPT, &said("SEL § 110", "vat = \"standard\"\nvat_exemption = \"VATEX-EU-132-1G\"\n"), 19, "exemption-unwanted");
    one(UNEXEMPT, &said("SEL § 110", "vat = \"exempt\"\nvat_exemption = \"VATEX-EU-132-1F\"\n"), 19, "unknown-word");
    // A policy may exempt what is agreed.
    let policy = "vat = \"standard\"\nvat_when_agreed = \"policy\"\n";
    let with_source = |text: &str| text.replace("max_months = \"takst", "vat_when_agreed = \"takstblad 2019\"\nmax_months = \"takst");
    let found = problems(&with_source(&changed(UNEXEMPT, &said("LAB § 32", policy))));
    assert_eq!(found.iter().map(|p| p.flaw.id()).collect::<Vec<_>>(), ["exemption-missing"]);
    assert!(problems(&with_source(&changed(UNEXEMPT, &said("SEL § 110", policy)))).is_empty());
}

#[test]
fn terms_of_charging_suit_the_kind() {
    let kind = "kind = \"day\"\n";
    let sourced = |key: &str, text: String| text.replace("max_months = \"takst", &format!("{key} = \"takstblad 2019\"\nmax_months = \"takst"));
    let flaws = |text: &str| problems(text).iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>();
    for (of, at_kind, key, word, flaw) in [
        ("day", None, "day_count", "first-only", "day-count-kind"),
        ("month", None, "day_count", "both", "day-count-kind"),
        ("week", Some(()), "day_count", "first-only", "day-count-kind"),
        ("hour", Some(()), "day_count", "first-only", "day-count-kind"),
        ("course", Some(()), "day_count", "both", "day-count-kind"),
        ("week", None, "started_week", "whole-weeks-only", "started-week-kind"),
        ("day", Some(()), "started_week", "full", "started-week-kind"),
        ("month", Some(()), "started_week", "full", "started-week-kind"),
    ] {
        let text = sourced(key, changed(kind, &format!("kind = \"{of}\"\n{key} = \"{word}\"\n")));
        let text = text.replace("refund = \"sel-110-ophold\"", "refund = \"none\"");
        assert_eq!(flaws(&text), at_kind.map(|()| (18, flaw)).into_iter().collect::<Vec<_>>(), "{of} {key}");
    }
    // Without a source each is a warning, as every term.
    let unsourced = changed(kind, "kind = \"day\"\nday_count = \"first-only\"\n");
    assert_eq!(flaws(&unsourced), [(14, "unsourced")]);
}

#[test]
fn a_price_per_day_stands_beside_one_per_month() {
    let of = |kind: &str, price: &str| {
        let text = changed("kind = \"day\"", &format!("kind = \"{kind}\""));
        text.replace("price = \"1200.00\"", &format!("price = \"1200.00\"\nday_price = {price}"))
            .replace("refund = \"sel-110-ophold\"", "refund = \"none\"")
    };
    let flaws = |text: &str| problems(text).iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>();
    assert_eq!(flaws(&of("month", "\"40.50\"")), []);
    assert_eq!(flaws(&of("month", "\"0.00\"")), [(32, "number-zero")]);
    assert_eq!(flaws(&of("month", "\"40.505\"")), [(32, "number-too-precise")]);
    assert_eq!(flaws(&of("month", "40.50")), [(32, "bare-number")]);
    for kind in ["hour", "day", "week", "course"] {
        assert_eq!(flaws(&of(kind, "\"40.50\"")), [(32, "day-price-kind")], "{kind}");
    }
}
