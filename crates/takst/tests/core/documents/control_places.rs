//! What papers are compared with: places, payers, days (D12.5 to D12.9). Figures are worked out by hand beside each test.

use super::control::{JANUARY, rows};

const HOURS: &str = "service=m/timer first_day=2024-01-01 last_day=2024-01-31 hours=10";

#[test]
fn each_payer_has_a_row_and_a_line_of_several_joins_them() {
    let moved = &["first_day=2024-01-01 last_day=2024-01-15", "first_day=2024-01-16 last_day=2024-01-31 payer=147"];
    let (own, other) = ("service=m/dag payer=101 days=01-01..01-15 net=1500.00", "service=m/dag payer=147 days=01-16..01-31 net=1600.00");
    assert_eq!(
        rows(moved, &[own, other]),
        ["F1|1|S-1|dag|101|2024-01|01-01..01-15|agrees|1500.00|1500.00|0.00|", "F1|2|S-1|dag|147|2024-01|01-16..01-31|agrees|1600.00|1600.00|0.00|"]
    );
    // 9 days of 101, and 11 days of both.
    let lines = ["service=m/dag payer=101 days=01-01..01-09 net=900.00", "service=m/dag days=01-10..01-20 net=1100.00"];
    assert_eq!(rows(moved, &lines)[0], "F1||S-1|dag|101;147|2024-01|01-01..01-20|agrees|2000.00|2000.00|0.00|");
}

#[test]
fn a_line_is_paid_by_who_pays_its_service() {
    let case = &[JANUARY, &format!("{HOURS} payer=147")];
    for line in ["service=m/dag days=01-01..01-31 net=3100.00", "service=m/dag payer=101 days=01-01..01-31 net=3100.00"] {
        assert_eq!(rows(case, &[line])[0], "F1|1|S-1|dag|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|");
    }
    assert_eq!(
        rows(case, &["service=m/dag payer=147 days=01-01..01-31 net=3100.00"])[0],
        "F1|1|S-1|dag|147|2024-01|01-01..01-31|payer|3100.00|0.00|3100.00|"
    );
}

#[test]
fn another_service_stands_for_what_no_paper_bills() {
    // Lines of its family, if the case has some.
    let case = &[JANUARY, HOURS];
    assert_eq!(
        rows(case, &["service=m/nat days=01-01..01-31 net=6200.00"])[0],
        "F1|1|S-1|nat|101|2024-01|01-01..01-31|service|6200.00|3100.00|3100.00|"
    );
    // Else all: 3,100 + 10 × 500.
    assert_eq!(
        rows(case, &["service=m/moms days=01-01..01-31 net=3100.00"])[0],
        "F1|1|S-1|moms|101|2024-01|01-01..01-31|service|3100.00|8100.00|-5000.00|"
    );
    // The days of February are billed by the paper of January.
    let over_two_months = &["first_day=2024-01-20 last_day=2024-02-10"];
    let lines = ["service=m/dag days=01-20..02-10 net=2200.00", "invoice=F2 service=m/nat days=02-01..02-10 net=2000.00"];
    assert_eq!(
        rows(over_two_months, &lines),
        ["F1|1|S-1|dag|101|2024-01|01-20..02-10|agrees|2200.00|2200.00|0.00|", "F2|1|S-1|nat|101|2024-02|02-01..02-10|service|2000.00|0.00|2000.00|"]
    );
}

#[test]
fn only_documents_that_are_billed_can_be_on_hold() {
    let of = |held: &str, other: &str, line: &str| rows(&[&format!("service=m/tilsagn {held}"), other], &[line])[0].clone();
    let (january, february) = ("first_day=2024-01-01 last_day=2024-01-31", "first_day=2024-02-01 last_day=2024-02-29");
    assert_eq!(
        of(february, january, "service=m/tilsagn days=02-01..02-29 net=2900.00"),
        "F1|1|S-1|tilsagn|101|2024-02|02-01..02-29|commitment|2900.00|2900.00|0.00|"
    );
    assert_eq!(
        of(january, february, "service=m/dag days=02-01..02-29 net=2900.00"),
        "F1|1|S-1|dag|101|2024-02|02-01..02-29|agrees|2900.00|2900.00|0.00|"
    );
}

#[test]
fn days_in_two_papers_are_billed_twice_whatever_they_cost() {
    let half = |number: &str| format!("invoice={number} service=m/dag days=01-01..01-31 net=1550.00");
    assert_eq!(rows(&[JANUARY], &[&half("F1"), &half("F2")]), ["F1;F2||S-1|dag|101|2024-01|01-01..01-31|billed-twice|3100.00|3100.00|0.00|F1;F2"]);
}

#[test]
fn hours_of_a_day_are_billed_twice_where_the_sum_differs() {
    // 10 hours at 500 kr., in a case that has days too. What a line does not say of its unit its service does.
    let case = &[JANUARY, HOURS];
    let line = |number: &str, unit: &str, hours: u32| {
        format!("invoice={number} service=m/timer days=01-01..01-31 quantity={hours}.00 {unit} net={}.00", hours * 500)
    };
    let days = "invoice=F3 service=m/dag days=01-01..01-31 net=3100.00";
    for unit in ["unit=hour", "payer=101"] {
        let of = |hours: u32| rows(case, &[&line("F1", unit, 5), &line("F2", unit, hours), days])[0].clone();
        assert_eq!(of(5), "F1;F2;F3||S-1|timer;dag|101|2024-01|01-01..01-31|agrees;described-differently|8100.00|8100.00|0.00|", "{unit}");
        assert_eq!(of(6), "F1;F2;F3||S-1|timer;dag|101|2024-01|01-01..01-31|quantity;billed-twice|8600.00|8100.00|500.00|F1;F2", "{unit}");
    }
}

#[test]
fn days_of_another_provider_are_outside_the_rows() {
    let case = &["first_day=2024-01-01 last_day=2024-01-15", "service=n/dag first_day=2024-01-16 last_day=2024-01-31"];
    assert_eq!(
        rows(case, &["service=m/dag days=01-01..01-31 net=3100.00"]),
        ["F1|1|S-1|dag|101|2024-01|01-01..01-31|period|3100.00|1500.00|1600.00|"]
    );
}

#[test]
fn a_week_that_was_begun_goes_on_after_its_row() {
    // The weeks of the 1st and the 8th.
    let case = &["service=m/uge first_day=2024-01-01 last_day=2024-01-10"];
    let of = |last: &str| rows(case, &[&format!("service=m/uge days=01-01..{last} quantity=2 unit=week price=700.00 net=1400.00")])[0].clone();
    assert_eq!(of("01-14"), "F1|1|S-1|uge|101|2024-01|01-01..01-14|agrees|1400.00|1400.00|0.00|");
    assert_eq!(of("01-15"), "F1|1|S-1|uge|101|2024-01|01-01..01-15|period|1400.00|1400.00|0.00|");
}
