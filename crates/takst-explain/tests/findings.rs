//! Every code and every `Expected` has a text in both languages, and the texts read as they should.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::{Code, Column, Expected, Finding, Period, Place, Severity};
use takst_explain::{Lang, Texts};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn period(first: &str, last: &str) -> Period {
    Period::new(day(first), day(last)).expect("a period")
}

fn finding(code: Code, row: Option<u64>, column: Option<Column>, value: &str, expected: Expected) -> Finding {
    Finding { code, at: Place { row, column }, value: value.to_owned(), expected }
}

/// One of each variant. `Expected` is non-exhaustive to other crates, so this list is checked against its source below.
fn all_expected() -> Vec<Expected> {
    let covered = vec![(day("2019-01-01"), Some(day("2019-12-31"))), (day("2021-01-01"), None)];
    vec![
        Expected::Value,
        Expected::Date(day("1900-01-01"), day("2199-12-31")),
        Expected::Number { least: Decimal::ZERO, above: true, most: Decimal::from(10_000), decimals: 2 },
        Expected::Number { least: Decimal::ZERO, above: false, most: Decimal::from(366), decimals: 0 },
        Expected::OneOf(&["hour", "day", "week"]),
        Expected::Text(200),
        Expected::Municipality(None),
        Expected::Municipality(takst::Municipality::new(751)),
        Expected::NoCpr,
        Expected::NoCprOfCitizen,
        Expected::UnitsOfCase(4_000_000_000),
        Expected::Service(None),
        Expected::Service(Some("pensionatet/cti".into())),
        Expected::NotBefore(day("2023-03-20")),
        Expected::End,
        Expected::AgreedPrice,
        Expected::NoAgreedPrice,
        Expected::HoursOrAgreedPrice(Decimal::from(15)),
        Expected::Hours,
        Expected::DatedHours,
        Expected::NoOwnPayment,
        Expected::OwnPaymentAtMost(Decimal::from(1185)),
        Expected::SameAs { row: 1, value: "2023-03-20".into() },
        Expected::SameAs { row: 1, value: String::new() },
        Expected::OutsideWindow(period("2023-10-05", "2024-10-04")),
        Expected::BilledOnce,
        Expected::OwnPaymentOfLaw("96.71".parse().expect("a number"), day("2023-01-01")),
        Expected::NotSharedWith { row: 2 },
        Expected::Covered(covered.clone(), None),
        Expected::Covered(covered, Some(day("2021-05-31"))),
        Expected::Covered(Vec::new(), None),
        Expected::Covered(Vec::new(), Some(day("2021-05-31"))),
        Expected::OneVersion("a/b@2020-01-01".into(), "a/b@2020-02-01".into()),
        Expected::Fields(21),
        Expected::StayUntil(day("2023-03-19")),
        Expected::NotAfter(day("2023-03-20")),
        Expected::WeeksAtLeast(13),
        Expected::Weeks(1),
        Expected::HoursPerWeek(Decimal::from(5)),
        Expected::HoursPerWeekAtLeast(Decimal::ONE),
        Expected::Places { places: 5, in_use: 7, period: period("2020-03-01", "2020-04-30") },
        Expected::ThisDate(day("2023-03-31")),
        Expected::PlainNumber,
        Expected::DecimalPoint("14250.00".into()),
        Expected::DayMonthYear,
        Expected::DayOfMonth { month: 4, days: 30 },
        Expected::EitherNumber { thousands: Decimal::from(1_250), decimals: "1.250".parse().expect("a number") },
        Expected::Gln,
        Expected::Billed { net: Decimal::from(435), difference: Decimal::from(-35) },
        Expected::JsonString,
        Expected::JsonObject,
        Expected::KeyOnce,
        Expected::ClosedQuote,
        Expected::Utf8,
        Expected::Bytes(1 << 20),
        Expected::Column("hours"),
        Expected::Headings,
        Expected::Line(4),
        Expected::SheetRow(7),
        Expected::DayFirst(day("2023-03-31")),
        Expected::StillRunning,
        Expected::Visible('\u{200B}'),
        Expected::FormulaValue,
        Expected::FormulaStored,
        Expected::OwnCell,
        Expected::TextCell,
        Expected::WholeDay,
        Expected::Nothing,
    ]
}

/// The message ids and names a text shows when something is missing from a message file.
fn looks_unsaid(text: &str) -> bool {
    ["finding-", "expected-", "code-", "list-", "{", "}"].iter().any(|mark| text.contains(mark))
}

#[test]
fn every_code_with_every_expected_is_said_in_both_languages() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for &code in Code::ALL {
            for expected in all_expected() {
                for value in ["", "x", "2023-03-20", "2023-03-20/2023-04-10", "1185.50"] {
                    let text = texts.finding(&finding(code, Some(1), Some(Column::Hours), value, expected.clone()));
                    assert!(!looks_unsaid(&text), "{lang} {code} {expected:?}: {text}");
                    assert!(
                        text.ends_with(['.', '?'])
                            || matches!(code.severity(), Severity::Assumption | Severity::Condition | Severity::Reason | Severity::Verdict),
                        "{lang} {code}: {text}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_variant_of_expected_is_in_the_list_and_has_a_remedy() {
    let source = include_str!("../../takst/src/model/fault.rs");
    let body = source.split("pub enum Expected {").nth(1).and_then(|rest| rest.split("\n}\n").next()).expect("the enum");
    let variants: Vec<&str> = body
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(|line| line.split([',', '(', ' ']).next().unwrap_or(line))
        .collect();
    assert!(variants.len() > 20, "{variants:?}");
    let said: Vec<String> = all_expected().iter().map(|e| format!("{e:?}")).collect();
    for variant in variants {
        assert!(said.iter().any(|s| s.split(['(', ' ']).next() == Some(variant)), "{variant} is not in the list");
    }
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for expected in all_expected().into_iter().filter(|e| *e != Expected::Nothing) {
            assert!(texts.remedy(Code::ValueInvalid, &expected).is_some(), "{lang} {expected:?}");
        }
    }
}

#[test]
fn reads_as_a_caseworker_would_write() {
    let (da, en) = (Texts::new(Lang::Da), Texts::new(Lang::En));
    let cases = [
        (
            finding(
                Code::TariffEnded,
                Some(3),
                Some(Column::LastDay),
                "2021-01-01/2021-01-31",
                Expected::Covered(vec![(day("2020-01-01"), Some(day("2020-12-31")))], None),
            ),
            "Række 3, kolonnen »Slutdato« (last_day): Taksten er udløbet. Ingen takstversion dækker 1.–31. januar 2021. Taksten dækker 1. januar – 31. december 2020.",
            "Row 3, column last_day: The tariff has ended. No tariff version covers 1–31 January 2021. The tariff covers 1 January – 31 December 2020.",
        ),
        (
            finding(Code::TariffNone, Some(3), None, "2021-01-01/2021-01-31", Expected::Covered(Vec::new(), Some(day("2020-12-31")))),
            "Række 3: Der er ingen takst for 1.–31. januar 2021. Ydelsen har ingen takstversion, der var kendt 31. december 2020.",
            "Row 3: There is no tariff for 1–31 January 2021. The service has no tariff version that was known on 31 December 2020.",
        ),
        (
            finding(Code::TariffNone, Some(3), None, "2021-01-01/2021-01-31", Expected::Covered(Vec::new(), None)),
            "Række 3: Der er ingen takst for 1.–31. januar 2021. Ydelsen har ingen takstversion.",
            "Row 3: There is no tariff for 1–31 January 2021. The service has no tariff version.",
        ),
        (
            finding(
                Code::OwnPaymentExceedsPrice,
                Some(2),
                Some(Column::OwnPaymentPerDay),
                "1200.00",
                Expected::OwnPaymentAtMost(Decimal::from(1185)),
            ),
            "Række 2, kolonnen »Egenbetaling pr. døgn« (own_payment_per_day): Egenbetalingen på 1.200,00 kr. pr. døgn er højere end prisen. Egenbetalingen kan højst være 1.185,00 kr. pr. døgn.",
            "Row 2, column own_payment_per_day: The own payment of DKK 1,200.00 a day exceeds the price. Own payment can be at most DKK 1,185.00 a day.",
        ),
        (
            finding(
                Code::ValueRange,
                Some(7),
                Some(Column::HoursPerWeek),
                "200",
                Expected::Number { least: Decimal::ZERO, above: true, most: Decimal::from(168), decimals: 2 },
            ),
            "Række 7, kolonnen »Timer pr. uge« (hours_per_week): Værdien »200« ligger uden for det tilladte. Angiv et tal over 0 og højst 168 med højst 2 decimaler.",
            "Row 7, column hours_per_week: The value “200” lies outside the permitted range. Give a number above 0 and at most 168, with at most 2 decimals.",
        ),
        (
            finding(Code::ServiceUnknown, Some(1), Some(Column::Service), "pensionatet/CTI", Expected::Service(Some("pensionatet/cti".into()))),
            "Række 1, kolonnen »Ydelse« (service): Takstkataloget har ingen ydelse »pensionatet/CTI«. Mente du »pensionatet/cti«?",
            "Row 1, column service: The catalogue has no service “pensionatet/CTI”. Did you mean “pensionatet/cti”?",
        ),
        (
            finding(Code::ValueInvalid, Some(1), Some(Column::FirstDay), "31-03-2023", Expected::ThisDate(day("2023-03-31"))),
            "Række 1, kolonnen »Startdato« (first_day): Værdien »31-03-2023« kan ikke læses. Skriv datoen som 2023-03-31.",
            "Row 1, column first_day: The value “31-03-2023” cannot be read. Write the date as 2023-03-31.",
        ),
        (
            finding(Code::ColumnUnknown, None, None, "Hours", Expected::Column("hours")),
            "Sagsfilen har en kolonne »Hours«, som takst ikke kender. Den bliver ikke læst. Mente du kolonnen hours?",
            "The case file has a column “Hours” that takst does not know. It is not read. Did you mean the column hours?",
        ),
        (
            finding(Code::RefundUndetermined, Some(1), None, "2175.00", Expected::Nothing),
            "Række 1: Det er uafklaret, om der er ret til statsrefusion. Der er ikke hjemtaget noget. Uafklaret refusion: 2.175,00 kr.",
            "Row 1: It is not settled whether there is a right to state refund. Nothing is claimed; DKK 2,175.00 is at stake.",
        ),
    ];
    for (finding, danish, english) in cases {
        assert_eq!(da.finding(&finding), danish);
        assert_eq!(en.finding(&finding), english);
    }
}

#[test]
fn a_finding_of_the_whole_file_has_no_place() {
    let texts = Texts::new(Lang::Da);
    let places = Expected::Places { places: 5, in_use: 7, period: period("2020-03-01", "2020-04-30") };
    assert_eq!(
        texts.finding(&finding(Code::CapacityExceeded, None, None, "pensionatet/cti", places)),
        "Ydelsen pensionatet/cti har flere borgere indskrevet, end der er pladser til. Der er 5 pladser, men op til 7 i brug i perioden 1. marts – 30. april 2020."
    );
}

#[test]
fn a_place_in_the_file_stands_beside_the_record() {
    let missing = finding(Code::ValueMissing, Some(3), Some(Column::FirstDay), "", Expected::Value);
    let place = |line: Option<u64>, is_sheet, heading: Option<&str>, cell: Option<&str>| takst::FilePlace {
        file: None,
        line,
        is_sheet,
        heading: heading.map(str::to_owned),
        cell: cell.map(str::to_owned),
        other: None,
    };
    let (da, en) = (Texts::new(Lang::Da), Texts::new(Lang::En));
    let rest = "Feltet";
    let said = da.finding_in(&missing, &place(Some(9), false, Some("Startdato"), None));
    assert!(said.starts_with("Række 3 (linje 9 i filen), kolonnen »Startdato«: ") && said.contains(rest), "{said}");
    let said = en.finding_in(&missing, &place(Some(9), true, Some("Startdato"), Some("C9")));
    assert!(said.starts_with("Cell C9, column first_day (“Startdato”) (record 3): "), "{said}");
    assert_eq!(en.finding_in(&missing, &takst::FilePlace::default()), en.finding(&missing), "nothing is known of the file");
    let damaged = finding(Code::RecordMalformed, Some(3), None, "x", Expected::Utf8);
    let said = en.finding_in(&damaged, &place(Some(9), false, None, None));
    assert!(said.starts_with("Row 3 (line 9 of the file): The line"), "{said}");
}

/// What a controller reads of a workbook with Danish headings: the cell first, the file's own words, no word of the contract.
#[test]
fn findings_of_a_workbook_speak_as_its_cells_do() {
    let da = Texts::new(Lang::Da);
    let place = |heading: Option<&str>, cell: Option<&str>| takst::FilePlace {
        line: Some(5),
        is_sheet: true,
        heading: heading.map(str::to_owned),
        cell: cell.map(str::to_owned),
        other: Some(9),
        ..takst::FilePlace::default()
    };
    let said = |code, column: Option<Column>, value: &str, expected: Expected, heading: Option<&str>| {
        da.finding_in(&finding(code, Some(2), column, value, expected), &place(heading, column.map(|_| "M5")))
    };
    assert_eq!(
        said(Code::CourseNotAfterStay, Some(Column::PriorStayTo), "", Expected::StayUntil(day("2023-04-30")), Some("Forudgående ophold til")),
        "Celle M5, kolonnen »Forudgående ophold til« (post 2): Forløbet følger ikke direkte efter et ophold på det samme tilbud, og det kræver ydelsen. \
         Prisen ændres ikke. Angiv et ophold, der slutter 30. april 2023 eller senere, i »Forudgående ophold til«."
    );
    assert_eq!(
        said(Code::ValueInvalid, Some(Column::Unit), "stk", Expected::OneOf(takst::Unit::WORDS), Some("Enhed")),
        "Celle M5, kolonnen »Enhed« (post 2): Værdien »stk« kan ikke læses. Skriv et af ordene time, døgn, uge, måned eller forløb."
    );
    assert_eq!(
        said(Code::ValueMissing, Some(Column::Unit), "", Expected::Value, Some("Enhed")),
        "Celle M5, kolonnen »Enhed« (post 2): Feltet er tomt. Rækken har en aftalt pris. Skriv, hvad den gælder for: time, døgn, uge, måned eller forløb."
    );
    assert_eq!(
        said(Code::ValueMissing, Some(Column::UnitPrice), "", Expected::Value, Some("Pris aftalt")),
        "Celle M5, kolonnen »Pris aftalt« (post 2): Feltet er tomt. Rækken har en enhed, men ingen aftalt pris. Skriv prisen, eller lad »Enhed« (unit) stå tom."
    );
    assert_eq!(
        said(Code::CommitmentMissing, None, "", Expected::Value, None),
        "Række 5 i arket (post 2): Betalingstilsagnet mangler. Beløbene er beregnet, men fakturaen holdes tilbage, medmindre »Frigivet af« (hold_released) er \
         udfyldt. Feltet skal udfyldes."
    );
    assert_eq!(
        said(
            Code::CaseConflict,
            Some(Column::PriorStayTo),
            "2023-03-20",
            Expected::SameAs { row: 6, value: "2023-03-21".into() },
            Some("Ophold til")
        ),
        "Celle M5, kolonnen »Ophold til« (post 2): Værdien 20. marts 2023 afviger fra en anden række, som den skal være lig med. \
         I række 9 i arket (post 6) står 21. marts 2023; de to rækker skal have samme værdi."
    );
    assert_eq!(
        said(Code::ValueRange, Some(Column::LastDay), "9999-12-31", Expected::StillRunning, Some("Slutdato")),
        "Celle M5, kolonnen »Slutdato« (post 2): Værdien »31-12-9999« ligger uden for det tilladte. Lad feltet stå tomt, mens ydelsen løber."
    );
    let open = said(Code::CaseOpenEnd, Some(Column::LastDay), "", Expected::End, Some("Slutdato"));
    assert!(open.contains("Skriv, til hvilken dag der skal regnes: tilføj --until 2024-03-31.") && open.contains("udfyld »Slutdato«"), "{open}");
}

/// Forms that could be meant otherwise: what would be right stands there to be copied.
#[test]
fn what_would_be_right_can_be_copied() {
    let (da, en) = (Texts::new(Lang::Da), Texts::new(Lang::En));
    let right = |expected: Expected| [&da, &en].map(|texts| texts.remedy(Code::ValueInvalid, &expected).expect("a remedy"));
    let either = |thousands: i64, decimals: &str| Expected::EitherNumber {
        thousands: Decimal::from(thousands),
        decimals: decimals.parse().expect("a number"),
    };
    assert_eq!(
        right(either(1_250, "1.250")),
        [
            "Det kan betyde to ting: Skriv 1250 eller 1250,00, hvis det er tusinder, og 1,25, hvis det er decimaler.",
            "It can mean two things: write 1250 or 1250.00 for thousands, and 1.25 for decimals."
        ]
    );
    // Three decimals would be asked about again.
    assert!(right(either(1_185, "1.185"))[0].contains("og 1,1850,"), "{:?}", right(either(1_185, "1.185")));
    assert_eq!(right(Expected::DayOfMonth { month: 4, days: 30 }), ["April har 30 dage.", "April has 30 days."]);
    assert_eq!(right(Expected::DayMonthYear)[0], "Skriv datoen som dd-mm-åååå, fx 31-12-2023.");
    // Without a file the words of the contract stand beside the Danish ones.
    assert_eq!(
        right(Expected::OneOf(takst::Unit::WORDS))[0],
        "Skriv et af ordene time (hour), døgn (day), uge (week), måned (month) eller forløb (course)."
    );
    assert_eq!(right(Expected::AgreedPrice)[0], "Skriv den aftalte pris ekskl. moms i »Aftalt pris« (unit_price) og enheden i »Enhed« (unit).");
}

/// Notes on a file: headings with the Danish names of columns, numbers as Danish has them.
#[test]
fn notes_on_a_file_are_danish_too() {
    let da = Texts::new(Lang::Da);
    let read = da.said(&finding(Code::HeadingReadAs, None, None, "Sagsnummer = case_id; Fra = first_day; …", Expected::Nothing));
    assert!(read.contains(": Sagsnummer; Fra = Startdato; …."), "{read}");
    let total = da.said(&finding(Code::RowTotal, None, None, "I alt; 31635.5; 2023", Expected::Nothing));
    assert!(total.contains("I alt; 31.635,5; 2023."), "{total}");
}
