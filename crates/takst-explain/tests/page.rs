//! What every form of the explanation owes its reader: the same amounts, the receipt, nothing from outside, nothing unescaped.

mod common;

use common::{AFTERCARE, CTI, MENTOR, REFORM, REFUSED, STAY, boegely_report, explanation, report};
use serde_json::Value;
use takst::{Policy, ReportingPeriod};
use takst_explain::html::html_of_cases;
use takst_explain::{Lang, Report};
use unicode_width::UnicodeWidthStr;

/// The default policy with the built-in catalogue.
fn defaults() -> Policy {
    takst_catalogue::default_policy(takst_catalogue::builtin())
}

fn all_reports() -> Vec<Report> {
    let rows = [AFTERCARE, REFORM, REFUSED, MENTOR, CTI];
    let builtin = Lang::ALL.into_iter().flat_map(|lang| rows.map(|rows| report(lang, rows)));
    builtin.chain(Lang::ALL.map(|lang| boegely_report(lang, STAY))).collect()
}

#[test]
fn the_page_needs_nothing_but_itself() {
    for report in all_reports() {
        let html = report.html();
        assert!(html.starts_with(&format!("<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">", report.lang)));
        for outside in ["http", "<script", "<link", "src=", "url(", "@import", "<details", "<iframe", "onload"] {
            assert!(!html.contains(outside), "{outside} in the page of {}", report.case_id);
        }
        assert_eq!(html.matches("<th").count(), html.matches("<thead").count() + html.matches(" scope=\"").count(), "every heading cell has a scope");
        assert_eq!(html.matches("<table class=\"amounts\"").count(), html.matches("<caption").count());
    }
}

#[test]
fn what_comes_from_a_file_is_escaped() {
    let rows = &[
        "case_id=<script>alert(1)</script>,citizen_id=\"><img src=x>,row_id=</style>&amp;,service=boegely/ophold,first_day=2023-02-01,last_day=2023-02-01,payer=101",
    ];
    let html = boegely_report(Lang::Da, rows).html();
    for raw in ["<script>", "<img", "</style>&amp;", "Ophold <kriseplads>", "2023 & 2024"] {
        assert!(!html.contains(raw), "{raw}");
    }
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("Ophold &lt;kriseplads&gt;"));
    // The title stands in the foot of the printed page too, as a CSS string.
    assert!(html.contains("\\3c script\\3e alert\\28 1\\29 "));
}

#[test]
fn the_receipt_stands_in_every_form() {
    for report in all_reports() {
        for form in [report.text(), report.html(), report.json().expect("it serialises")] {
            for part in ["0.0.0", &"c".repeat(64), &"d".repeat(64), &"e".repeat(64)] {
                assert!(form.contains(part), "{part}");
            }
        }
    }
}

#[test]
fn references_lead_somewhere() {
    for report in all_reports() {
        let html = report.html();
        for link in html.split("href=\"#").skip(1) {
            let id = link.split('"').next().unwrap_or_default();
            assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
        }
        let (sources, assumptions) = (report.sources.map_or(0, |s| s.items.len()), report.assumptions.map_or(0, |s| s.items.len()));
        for step in report.documents.iter().flat_map(|d| &d.lines).flat_map(|l| &l.steps) {
            assert!(step.source.is_none_or(|n| (1..=sources).contains(&n)));
            assert!(step.assumption.is_none_or(|n| (1..=assumptions).contains(&n)));
        }
    }
}

#[test]
fn a_terminal_of_100_columns_is_wide_enough() {
    for report in all_reports() {
        for line in report.text().lines() {
            assert!(line.width() <= 100 && line.trim_end() == line, "{line:?}");
        }
    }
}

fn no_number_but_counts(value: &Value, path: &str) {
    match value {
        Value::Number(number) => {
            assert!(number.is_u64(), "{path}: {number}");
            let money = ["net", "vat", "price", "refund", "cost", "own_payment", "at_stake", "quantity", "hours", "base"];
            assert!(!money.contains(&path.rsplit('.').next().unwrap_or(path)), "{path}: {number}");
        }
        Value::Array(items) => items.iter().for_each(|item| no_number_but_counts(item, path)),
        Value::Object(map) => map.iter().for_each(|(key, value)| no_number_but_counts(value, &format!("{path}.{key}"))),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[test]
fn json_keeps_amounts_as_strings() {
    for report in all_reports() {
        let json: Value = serde_json::from_str(&report.json().expect("it serialises")).expect("JSON");
        no_number_but_counts(&json, "");
        assert_eq!(json["format"], "takst-explanation/1");
        assert_eq!(json["refused"], report.refused);
    }
}

/// The steps of a line end at the line's own figures: nothing is shown that was not charged.
#[test]
fn steps_lead_to_the_amounts_of_the_line() {
    for report in all_reports() {
        for line in report.documents.iter().flat_map(|d| &d.lines) {
            for (kind, field) in [("net", "net"), ("vat", "vat"), ("refund", "refund"), ("refund", "at_stake"), ("cost", "cost")] {
                let steps: Vec<_> = line.steps.iter().filter(|step| step.kind == kind).collect();
                assert_eq!(steps.len(), 1, "{kind} in {}", line.heading);
                assert_eq!(steps[0].data.get(field), line.line.get(field), "{field} in {}", line.heading);
            }
            let assumed: Vec<&Value> = line.steps.iter().filter(|s| s.kind == "assumption").filter_map(|s| s.data.get("code")).collect();
            let carried = line.line.get("assumptions").and_then(Value::as_array).expect("a list");
            assert!(assumed.len() == carried.len() && carried.iter().all(|code| assumed.contains(&code)), "{assumed:?} {carried:?}");
            let cited = line.steps.iter().filter(|step| step.source.is_some()).count();
            assert!(cited >= 2, "{} cites only {cited} sources", line.heading);
        }
    }
}

/// Aftercare across the roll-out of 1 April 2023, with the amounts a reader finds by hand: 12 × 545 and 10 × 435, half refunded.
#[test]
fn aftercare_across_the_roll_out() {
    let text = report(Lang::Da, AFTERCARE).text();
    for amount in
        ["12 døgn × 545,00 kr.", "6.540,00 kr.", "10 døgn × 435,00 kr.", "4.350,00 kr.", "50 % × 6.540,00 kr.", "3.270,00 kr.", "2.175,00 kr."]
    {
        assert!(text.contains(amount), "{amount}");
    }
    let totals = explanation(AFTERCARE, &defaults(), ReportingPeriod::ALL).statement.totals();
    assert_eq!((totals.net.ore(), totals.refund.ore()), (1_089_000, 544_500));
    let mut settled = defaults();
    settled.set("roll-out-date", "2023-04-01", Some("brev af 14. februar 2023")).expect("a date");
    let codes = |policy: &Policy| {
        explanation(AFTERCARE, policy, ReportingPeriod::ALL).statement.lines().map(|l| l.assumptions.to_string()).collect::<String>()
    };
    assert!(codes(&defaults()).contains("roll-out-date") && !codes(&settled).contains("roll-out-date"));
}

#[test]
fn a_refused_case_shows_its_faults_and_no_amounts() {
    let report = report(Lang::Da, REFUSED);
    assert!(report.refused && report.documents.is_empty() && report.totals.is_none());
    let codes: Vec<&str> = report.faults.iter().flat_map(|s| &s.items).map(|note| note.code).collect();
    assert_eq!(codes, ["tariff.ended", "value.range", "price.agreed-missing"]);
    assert!(report.html().contains("Sagen er afvist"));
}

#[test]
fn included_and_free_services_are_noted() {
    assert!(report(Lang::Da, CTI).html().contains("Ydelsen pensionatet/efterforsorg er indeholdt i opholdets takst og giver ingen fakturalinje."));
    assert!(boegely_report(Lang::En, STAY).html().contains("The service boegely/raadgivning is free for the municipality and gives no line."));
}

#[test]
fn what_is_at_stake_is_shown_and_not_claimed() {
    let report = report(Lang::Da, REFORM);
    let text = report.text();
    assert!(text.contains("Uafklaret refusion"), "a column of its own");
    // 5 × 870 = 4.350; half of it is at stake from 1 October.
    assert!(text.contains("Uafklaret refusion: 2.175,00 kr."));
    let october = report.documents.last().expect("October");
    assert_eq!((october.totals.get("refund"), october.totals.get("at_stake")), (Some(&"0.00".into()), Some(&"2175.00".into())));
}

/// Two explanations on one page: no id stands twice, every reference stays within its own, and no heading is above the fourth level.
#[test]
fn explanations_are_parts_of_a_longer_page() {
    let reports = all_reports();
    let parts: Vec<String> = (0..).zip(&reports).map(|(number, report)| report.html_part(&format!("case-{number}-"))).collect();
    let mut ids = std::collections::BTreeSet::new();
    for (number, part) in (0..).zip(&parts) {
        for id in part.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.insert(id.to_owned()), "{id} stands twice");
        }
        for link in part.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(link.starts_with(&format!("case-{number}-")) && part.contains(&format!("id=\"{link}\"")), "{link}");
        }
        for absent in ["<h1", "<h2", "<h3", "<style", "<footer", &"c".repeat(64)] {
            assert!(!part.contains(absent), "{absent}");
        }
    }
    assert!(!ids.is_empty());
}

/// A page of several cases: one receipt, a list that leads to each, no id twice, and every reference leads somewhere.
#[test]
fn several_cases_are_one_page() {
    let reports = all_reports();
    let page = html_of_cases(&reports);
    for once in ["<html", "<h1", "<footer", "<style"] {
        assert_eq!(page.matches(once).count(), 1, "{once}");
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len());
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&link), "{link}");
    }
    assert!((1..=reports.len()).all(|number| page.contains(&format!("href=\"#case-{number}-\""))));
    assert_eq!(html_of_cases(&reports[..1]), reports[0].html());
}

/// Rows of hours on three days with the same hours, and one with others: each has its line, and the first three the same steps.
#[test]
fn lines_with_the_same_steps_are_explained_once() {
    let row = |day: u32, hours: u32| {
        format!("case_id=S,service=livarehab/mentor-helhed,first_day=2018-05-0{day},last_day=2018-05-0{day},payer=147,hours={hours}")
    };
    let rows = [row(1, 2), row(2, 2), row(3, 2), row(4, 3)];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    for (lang, more, line) in [
        (Lang::Da, "… og 2 linjer mere med de samme trin: linje 2–3 (1.–3. maj 2018 i alt).", "Linje"),
        (Lang::En, "… and 2 more like it: lines 2–3 (1–3 May 2018 in all).", "Line"),
    ] {
        let report = report(lang, &rows);
        for text in [report.text(), report.html().replace('\u{a0}', " ")] {
            assert_eq!(text.matches(more).count(), 1, "{text}");
            let headings = [1, 2, 3, 4].map(|number| text.contains(&format!("{line} {number}: ")));
            assert_eq!(headings, [true, false, false, true], "{text}");
        }
        assert_eq!(report.documents[0].lines.len(), 4);
        let json: serde_json::Value = serde_json::from_str(&report.json().expect("it serialises")).expect("JSON");
        let steps = |line: usize| json["documents"][0]["lines"][line]["steps"].as_array().map(Vec::len);
        assert!(steps(0).is_some_and(|steps| steps > 5) && steps(0) == steps(2), "JSON has the steps of every line");
    }
}

/// Six columns of amounts and a long heading: the headings break before the amounts do.
#[test]
fn a_table_with_refund_at_stake_fits_the_terminal() {
    for lang in Lang::ALL {
        let text = report(lang, REFORM).text();
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
}
