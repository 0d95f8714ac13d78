//! What a book says of a service beside prices, compared with the TOML files read by hand.

use takst::{Book, Code, Column, KnownAsOf, Policy};
use takst_catalogue::{builtin, default_policy};

fn book(answers: &[(&str, &str, Option<&str>)]) -> Book {
    let mut policy = default_policy(builtin());
    answers.iter().for_each(|(name, value, source)| policy.set(name, value, *source).expect("an answer"));
    Book::compile(builtin(), &policy, KnownAsOf::Latest).expect("the built-in catalogue is sound")
}

/// First day, last day, questions and codes of every version of a service.
fn versions(book: &Book, service: &str) -> Vec<String> {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
    let said = |version: takst::TariffVersion<'_>| {
        let questions: Vec<&str> = version.validity.questions().map(|question| question.setting.as_str()).collect();
        let (first, last) = (day(version.validity.first.day), day(version.validity.last.day));
        format!("{} {first} {last} [{}] {}", version.label.unwrap_or("-"), questions.join(" "), version.assumptions)
    };
    book.versions(service).map(said).collect()
}

const BASIS: &str = "mandecentret/efterforsorg-basis";

#[test]
fn the_versions_of_a_price_say_their_days_and_what_these_rest_on() {
    assert_eq!(
        versions(&book(&[]), BASIS),
        [
            "mandecentret/efterforsorg-basis@2022-01-01 2022-01-01 2023-03-31 [mandecentret-545-from roll-out-date] assumed.roll-out-date;assumed.tariff-start",
            "mandecentret/efterforsorg-basis@2023-04-01 2023-04-01 open [roll-out-date] assumed.roll-out-date",
        ]
    );
    assert_eq!(versions(&book(&[]), "pensionatet/cti"), ["pensionatet/cti@2020-01-01 2020-01-01 2020-12-31 [] "]);
    assert_eq!(
        versions(&book(&[]), "livarehab/mentor-samtaler"),
        ["livarehab/mentor-samtaler@2016-11-21 2016-11-21 open [livarehab-from livarehab-to] assumed.act-replaced;assumed.tariff-validity"]
    );
    assert_eq!(versions(&book(&[]), "livarehab/mentor-helbred"), [""; 0], "agreed");
    assert_eq!(versions(&book(&[]), "livarehab/nothing"), [""; 0], "unknown");
}

#[test]
fn answers_move_the_days_and_sources_settle_the_codes() {
    let answered = book(&[("roll-out-date", "2023-03-01", Some("letter")), ("mandecentret-545-from", "2021-07-01", None)]);
    assert_eq!(
        versions(&answered, BASIS),
        [
            "mandecentret/efterforsorg-basis@2021-07-01 2021-07-01 2023-02-28 [mandecentret-545-from roll-out-date] assumed.tariff-start",
            "mandecentret/efterforsorg-basis@2023-03-01 2023-03-01 open [roll-out-date] ",
        ]
    );
    // A price list that ends before the act does has no day after it.
    let ended = book(&[("livarehab-to", "2019-06-30", Some("letter")), ("livarehab-from", "2018-01-01", Some("letter"))]);
    let of = versions(&ended, "livarehab/mentor-samtaler");
    assert_eq!(of, ["livarehab/mentor-samtaler@2018-01-01 2018-01-01 2019-06-30 [livarehab-from livarehab-to] "]);
}

#[test]
fn a_version_not_yet_known_has_no_label() {
    let text = "[provider]\nid = \"own\"\nname = \"Own\"\n[[service]]\nid = \"own/day\"\nname = { da = \"Døgn\", en = \"Day\" }\nlegal_basis = \"LAB § 1\"\n\
        kind = \"day\"\nvat = \"standard\"\nrefund = \"none\"\n[[service.tariff]]\nfrom = \"2020-01-01\"\nprice = \"1.00\"\nsource = \"a\"\n\
        [[service.tariff]]\nfrom = \"2020-01-01\"\nprice = \"2.00\"\nknown_from = \"2021-01-01\"\nsource = \"b\"\n";
    let loaded = takst_catalogue::load_over(takst_catalogue::builtin_loaded(), &[("own.toml", text)]).expect("a good file");
    let known = KnownAsOf::Day("2020-06-01".parse().expect("a day"));
    let book = Book::compile(&loaded.catalogue, &Policy::default(), known).expect("it compiles");
    assert_eq!(book.versions("own/day").map(|version| version.label.is_some()).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn the_assumptions_a_service_can_carry() {
    let of = |service: &str| book(&[]).assumptions_of(service).to_string();
    assert_eq!(
        of("mandecentret/efterforsorg"),
        "assumed.aftercare-refund;assumed.day-count;assumed.roll-out-date;assumed.tariff-start;assumed.vat-exempt"
    );
    assert_eq!(of("pensionatet/cti"), "assumed.cti-gap;assumed.day-count;assumed.first-discharge;assumed.not-discharged-to-107;assumed.vat-exempt");
    assert_eq!(of("livarehab/mentor-samtaler"), "assumed.act-replaced;assumed.tariff-validity");
    assert_eq!(of("livarehab/mentor-helbred"), "assumed.day-count;assumed.started-week;assumed.vat-standard");
    assert_eq!(
        of("livarehab/ressourceforloeb-tvaerfagligt"),
        "assumed.act-replaced;assumed.included-hours;assumed.started-week;assumed.tariff-validity;assumed.vat-standard"
    );
    assert_eq!(of("pensionatet/efterforsorg"), "", "included");
    assert_eq!(of("socialstyrelsen/raadgivning-eftervaern"), "", "free");
    assert_eq!(of("livarehab/nothing"), "", "unknown");
    let settled = [("day-count", "both"), ("vat-sel", "exempt"), ("roll-out-date", "2023-04-01"), ("aftercare-before-2023-10", "refunded")];
    let settled: Vec<_> = settled.into_iter().map(|(name, value)| (name, value, Some("letter"))).collect();
    assert_eq!(book(&settled).assumptions_of("mandecentret/efterforsorg").to_string(), "assumed.tariff-start");
    // Where the law is silent, only a claim without a source is assumed.
    let claims = |value, source| {
        let book = book(&[("aftercare-after-2023-10", value, source), ("discharged-before-2023-10", value, source)]);
        let has = |service: &str, code| book.assumptions_of(service).contains(code);
        (has("mandecentret/efterforsorg", Code::AssumedAftercareAfter), has("pensionatet/cti", Code::AssumedDischargedBefore))
    };
    assert_eq!(claims("refunded", None), (true, true));
    assert_eq!(claims("not-refunded", None), (true, true));
    assert_eq!(claims("undetermined", None), (false, false));
    assert_eq!(claims("refunded", Some("letter")), (false, false));
}

#[test]
fn every_assumption_is_settled_by_something_that_is_there() {
    let (policy, unasked) = (default_policy(builtin()), Policy::default());
    let names = policy.names();
    for code in Code::ALL {
        let settled_by = policy.settled_by(*code);
        assert_eq!(settled_by.is_some(), code.as_str().starts_with("assumed."), "{code}");
        assert_eq!(unasked.settled_by(*code).is_some(), settled_by.is_some(), "{code}");
        if let Some(takst::SettledBy::Settings(settings)) = settled_by {
            assert!(!settings.is_empty() && settings.iter().all(|name| names.contains(name)), "{code}: {settings:?}");
        }
    }
    let of = |code| policy.settled_by(code);
    assert_eq!(of(Code::AssumedTariffValidity), Some(takst::SettledBy::Settings(vec!["livarehab-from", "livarehab-to"])));
    assert_eq!(of(Code::AssumedRollOutDate), Some(takst::SettledBy::Settings(vec!["roll-out-date"])));
    assert_eq!(unasked.settled_by(Code::AssumedRollOutDate), Some(takst::SettledBy::Catalogue));
}

#[test]
fn the_columns_that_rows_of_a_service_need() {
    let book = book(&[]);
    let of = |service: &str| book.required_columns(service).iter().map(|column| column.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!(of("pensionatet/cti"), "case_id service first_day payer");
    assert_eq!(of("livarehab/mentor-samtaler"), "case_id service first_day payer hours");
    assert_eq!(of("livarehab/mentor-helbred"), "case_id service first_day payer unit_price unit");
    assert_eq!(book.required_columns("livarehab/nothing"), [] as [Column; 0]);
}
