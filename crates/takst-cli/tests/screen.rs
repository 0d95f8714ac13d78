//! What is read on a screen: many faults by kind, and lists where a screen is too narrow for a table.

mod common;

use common::{GOOD, takst, text};
use std::fmt::Write;

/// Cases of a municipality that there is not, each with one fault, and one case without.
fn faulty(cases: u32) -> String {
    let header = "case_id;service;first_day;last_day;payer\nS-0;mandecentret/efterforsorg;2022-03-01;2022-03-02;101\n".to_owned();
    (1..=cases).fold(header, |mut rows, case| {
        writeln!(rows, "S-{case};mandecentret/efterforsorg;2022-03-01;2022-03-02;999").expect("text");
        rows
    })
}

#[test]
fn after_a_thousand_faults_they_are_counted_by_kind() {
    for (lang, parts) in [
        (
            "da",
            [
                "Fejl og bemærkninger efter art",
                "Værdi uden for det tilladte",
                "value.range",
                "1.500",
                "S-1, række 2; S-2, række 3; S-3, række 4 …",
                "--report FIL skriver hver fejl og bemærkning",
                "1.501 rækker, 1.501 sager: 1 beregnet, 1.500 afvist.",
            ],
        ),
        (
            "en",
            [
                "Faults and findings by kind",
                "Value out of range",
                "value.range",
                "1,500",
                "S-1, row 2; S-2, row 3; S-3, row 4 …",
                "--report FILE writes every fault and finding",
                "1,501 rows, 1,501 cases: 1 priced, 1,500 refused.",
            ],
        ),
    ] {
        let output = takst(&["price", "-", "--format", "csv", "--lang", lang], faulty(1_500), &[]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1));
        for part in parts {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!(said.lines().count() < 30, "{said}");
    }
    // A thousand, with the note on the case that is priced, are still shown case by case, up to fifty cases.
    let output = takst(&["price", "-", "--format", "csv", "--lang", "en"], faulty(999), &[]);
    let said = text(&output.stderr);
    assert!(said.contains("999 cases are refused\n  S-1\n") && said.contains("… and 949 cases more."), "{said}");
}

#[test]
fn at_sixty_columns_a_table_is_a_list() {
    let columns = [("COLUMNS", "60")];
    for (lang, parts) in [
        ("da", ["Sag: S-1", "Måned: 03.2022", "Ydelse: efterforsorg", "Netto: 16.895,00", "Kommune: Københavns Kommune (101)"]),
        ("en", ["Case: S-1", "Month: Mar 2022", "Service: efterforsorg", "Net: 16,895.00", "Municipality: Københavns Kommune (101)"]),
    ] {
        let output = takst(&["price", "-", "--lang", lang], GOOD, &columns);
        let said = text(&output.stdout);
        // 31 days at 545.
        for part in parts {
            assert!(said.lines().any(|line| line == part), "{part} in {said}");
        }
        assert!(said.lines().all(|line| line.chars().count() <= 60), "{said}");
        for args in [&["catalogue", "list"][..], &["catalogue", "law"]] {
            let output = takst(&[args, &["--lang", lang]].concat(), "", &columns);
            let long: Vec<&str> =
                text(&output.stdout).lines().filter(|line| line.chars().count() > 60 && !line.contains("Kat") && !line.contains("Cat")).collect();
            assert_eq!(long, Vec::<&str>::new());
        }
    }
}

/// One way to write dates in a language: in sentences with the name of the month, in tables short. What is typed is ISO 8601.
#[test]
fn dates_are_those_of_the_language() {
    let output = takst(&["catalogue", "show", "pensionatet/cti", "--lang", "da"], "", &[]);
    assert!(text(&output.stdout).contains("01.01.2020 til 31.12.2020"), "{}", text(&output.stdout));
    let output = takst(&["price", "-", "--lang", "da"], GOOD, &[]);
    let said = text(&output.stdout);
    assert!(said.contains("01.–31.03.2022") && said.contains("\n03.2022") && !said.contains("2022-03"), "{said}");
}
