//! The page: what it says, that its sums are those of the lines, and that nothing in it comes from outside or runs.
#![allow(missing_docs, reason = "a test")]

mod common;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use common::{CASES, bound, csv, page, priced};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use takst_explain::Lang;
use takst_report::MOST_EXPLAINED;

/// The whole page as it was read and found right. `TAKST_BLESS=1 cargo test` writes it anew: read it again then.
#[test]
fn golden() {
    for lang in Lang::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/report.{lang}.html"));
        let found = page(lang, CASES);
        if std::env::var_os("TAKST_BLESS").is_some() {
            std::fs::write(&path, &found).expect("it is written");
        }
        let wanted = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == wanted, "{} is not the page; TAKST_BLESS=1 writes it anew", path.display());
    }
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let at = text.find(start).unwrap_or_else(|| panic!("{start} is not there")) + start.len();
    &text[at..at + text[at..].find(end).unwrap_or_else(|| panic!("{end} is not there"))]
}

/// The rows of a list: what a filter works with, and the figures that are shown.
fn rows(html: &str, list: &str) -> Vec<(Vec<Vec<i64>>, Vec<String>)> {
    let body = between(html, &format!("data-list=\"{list}\""), "</tbody>");
    let row = |row: &str| {
        let parts =
            between(row, "data-parts=\"", "\"").split(';').map(|part| part.split(' ').skip(3).map(|n| n.parse().expect("a number")).collect());
        let shown = row.split("data-at=\"").skip(1).map(|cell| between(cell, ">", "<").to_owned());
        (parts.collect(), shown.collect())
    };
    body.split("<tr ").skip(1).map(row).collect()
}

fn ore(shown: &str) -> i64 {
    shown.trim_start_matches("DKK\u{a0}").replace([',', '.'], "").parse().expect("an amount")
}

#[test]
fn the_sums_are_those_of_the_lines() {
    let bound = bound();
    let (header, lines) = csv(&priced(&bound.book, CASES).0);
    let columns = ["net", "own_payment", "refund", "at_stake", "cost", "vat"];
    let place = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let wanted = columns.map(|name| lines.iter().map(|line| line[place(name)].replace('.', "").parse::<i64>().expect("an amount")).sum::<i64>());
    let html = page(Lang::En, CASES);
    for (list, rows_wanted) in [("months", 6), ("services", 3), ("payers", 2)] {
        let rows = rows(&html, list);
        assert_eq!(rows.len(), rows_wanted, "{list}");
        let mut sums = [0; 6];
        for (parts, shown) in &rows {
            for at in 0..6 {
                let sum: i64 = parts.iter().map(|part| part[at]).sum();
                assert_eq!(sum, ore(&shown[at]), "{list}: {shown:?}");
                sums[at] += sum;
            }
        }
        assert_eq!(sums, wanted, "{list}");
        let foot = between(&html[html.find(&format!("data-list=\"{list}\"")).expect("the list")..], "<tfoot>", "</tfoot>");
        let foot: Vec<i64> = foot.split("data-at=\"").skip(1).map(|cell| ore(between(cell, ">", "<"))).collect();
        assert_eq!(foot, wanted, "{list}");
    }
    let key = between(&html, "<dl class=\"key\">", "</dl>");
    assert_eq!(key.split("data-at=\"").skip(1).map(|cell| ore(between(cell, ">", "<"))).collect::<Vec<_>>(), wanted);
    // Half of twelve weeks at 2,500 kr.
    assert_eq!(
        rows(&html, "at-stake"),
        [(vec![vec![1_000_000, 2_000_000], vec![500_000, 1_000_000]], vec!["15,000.00".to_owned(), "30,000.00".to_owned()])]
    );
    // 120 days from 1 October 2023 end on 28 January 2024: 3 + 29 + 31 days at 1,185.25 kr.
    assert_eq!(rows(&html, "capped"), [(vec![vec![7_467_075, 63]], vec!["74,670.75".to_owned(), "63".to_owned()])]);
    assert_eq!(rows(&html, "own-payment").len(), 1);
}

#[test]
fn nothing_comes_from_outside_and_nothing_runs_but_its_own() {
    for lang in Lang::ALL {
        let html = page(lang, CASES);
        for outside in ["http:", "https:", "<link", " src=", "@import", "<iframe", "onload", "onclick", " style=", "javascript:", "<img", "url(http"]
        {
            assert!(!html.contains(outside), "{outside}");
        }
        let policy = between(&html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
        let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
        let (style, script) = (between(&html, "<style>", "</style>"), between(&html, "<script>", "</script>"));
        let wanted = format!("default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'", hash(style), hash(script));
        assert_eq!(policy.replace("&#39;", "'"), wanted);
        assert_eq!((html.matches("<style").count(), html.matches("<script").count(), html.matches("</script").count()), (1, 1, 1));
    }
}

#[test]
fn what_comes_from_files_is_escaped() {
    let html = page(Lang::Da, CASES);
    for raw in ["<script>alert", "Ophold <kriseplads>", "Hjemmet <for", "sager <1>"] {
        assert!(!html.contains(raw), "{raw}");
    }
    for escaped in ["&lt;script&gt;alert(1)&lt;/script&gt;", "Ophold &lt;kriseplads&gt;", "sager &lt;1&gt;.csv"] {
        assert!(html.contains(escaped), "{escaped}");
    }
}

#[test]
fn every_link_leads_somewhere_and_no_id_stands_twice() {
    let html = page(Lang::Da, CASES);
    let mut ids = BTreeSet::new();
    for id in html.split(" id=\"").skip(1).map(|rest| between(rest, "", "\"")) {
        assert!(ids.insert(id), "{id} stands twice");
    }
    for link in html.split("href=\"#").skip(1).map(|rest| between(rest, "", "\"")) {
        assert!(ids.contains(link), "{link}");
    }
    // All eight cases: four with figures, four refused.
    assert_eq!(html.matches("<details id=\"case-").count(), 8);
    assert_eq!(html.matches("<details id=\"case-").count(), html.matches(" open>").count(), "without the script all is shown");
}

/// A case of each citizen, many of them: what is explained stays bounded, and the page says so.
#[test]
fn many_cases_stay_readable() {
    let mut cases = "case_id,citizen_id,service,first_day,last_day,payer\n".to_owned();
    for number in 1..=1_500 {
        cases.push_str(&format!(
            "C-{number},B-{number},hjem/efterforsorg,2023-11-06,2023-12-{:02},{}\n",
            1 + number % 28,
            if number % 2 == 0 { 101 } else { 751 }
        ));
        cases.push_str(&format!("D-{number},B-{number},hjem/ukendt,2023-11-06,2023-12-01,101\n"));
    }
    let html = page(Lang::En, &cases);
    assert_eq!(html.matches("<details id=\"case-").count(), MOST_EXPLAINED);
    assert!(html.contains("100 of 3,000 cases are explained here"));
    assert!(html.contains("The list has the 200 largest of 1,500."));
    let shown = between(&html[html.find("data-list=\"at-stake\"").expect("the list")..], "<tbody>", "</tbody>");
    assert_eq!((shown.matches("<tr ").count(), shown.matches(" hidden>").count()), (200, 190));
    assert!(html.len() < 3_000_000, "{} bytes", html.len());
}

#[test]
fn a_file_without_lines_says_so() {
    let refused = "case_id,service,first_day,last_day,payer\nA,hjem/ukendt,2024-01-01,2024-01-31,101\n";
    let html = page(Lang::En, refused);
    assert!(html.contains("There are no lines in the period.") && html.contains("1 case is refused"), "{html}");
    assert!(!html.contains("<svg class=\"chart"));
}

const HEADER: &str = "case_id,citizen_id,service,first_day,last_day,payer,own_payment_per_day\n";

fn of_rows(lang: Lang, rows: &str) -> String {
    page(lang, &format!("{HEADER}{rows}"))
}

/// Four of the eight cases of the file are refused.
#[test]
fn refused_cases_are_said_above_the_figures() {
    let html = page(Lang::Da, CASES);
    let (alert, key) = (html.find("id=\"alert\""), html.find("<dl class=\"key\">"));
    assert!(alert.is_some() && alert < key);
    assert_eq!(between(&html, "<span class=\"alert-text\">", "</span>"), "OBS: 4 af 8 sager er ikke med i tallene.");
    assert!(html.contains("<a href=\"#refused\">Se Afviste sager.</a>"));
    let sound = of_rows(Lang::Da, "A,B,hjem/ophold,2024-01-01,2024-01-07,101,0.00\n");
    assert!(!sound.contains("id=\"alert\""));
}

/// A payer with nothing but refused cases can be chosen, and says so; one whose rows are partly refused says how many.
#[test]
fn payers_of_refused_cases_can_be_chosen() {
    let rows = "A,A,hjem/ophold,2024-01-01,2024-01-07,101,0.00\nB,B,hjem/nej,2024-01-01,2024-01-07,751,\nC,C,hjem/nej,2024-01-01,2024-01-07,751,\n\
                D,D,hjem/nej,2024-01-01,2024-01-07,101,\nE,E,hjem/ophold,2024-01-01,2024-01-07,Atlantis,\n";
    let html = of_rows(Lang::Da, rows);
    let option = |value: &str| between(&html, &format!("<option value=\"{value}\""), "</option>").to_owned();
    assert!(option("751").contains("data-none=\"Aarhus Kommune har ingen beregnede sager i filen (2 afviste).\""), "{}", option("751"));
    assert!(option("101").contains("data-alert=\"OBS: 1 af 2 sager for Københavns Kommune er ikke med i tallene.\""), "{}", option("101"));
    assert!(html.contains("data-unread=\"I 1 afvist sag kan kommunen ikke læses.\""));
    // Only the payer with lines has a row of sums.
    assert!(!html.contains("data-list=\"payers\""));
    // A service is named by its id, which is the same in every file.
    assert!(option("hjem/ophold").contains("data-part=\"0\""));
}

/// 84 days at 2,500 kr. a week with half refunded on an assumption: 12 weeks × 2,500 kr. / 2 = 15,000 kr. before October 2023.
#[test]
fn refund_that_rests_on_an_assumption_is_an_uncertainty() {
    let html = of_rows(Lang::Da, "A,B,hjem/efterforsorg,2023-01-02,2023-03-26,101,\n");
    assert!(html.contains("Der er ingen uafklaret refusion."));
    assert!(html.contains("Desuden er 15.000,00\u{a0}kr. regnet med som refusion, selv om retten ikke er fastslået (se Forudsætninger)."), "{html}");
    assert!(html.contains("Filen har ingen ophold med egenbetaling."));
    let stay = of_rows(Lang::Da, "A,B,hjem/ophold,2024-01-01,2024-01-07,101,0.00\n");
    assert!(stay.contains("Egenbetalingen er oplyst for alle ophold."));
}

/// January and April have lines; February and March stand between them all the same.
#[test]
fn months_without_lines_keep_their_place() {
    let html = of_rows(Lang::Da, "A,A,hjem/ophold,2024-01-01,2024-01-07,101,0.00\nB,B,hjem/ophold,2024-04-01,2024-04-07,101,0.00\n");
    let chart = between(&html, "data-chart=\"months\"", "</svg>");
    let names: Vec<&str> = chart.split("<text class=\"name").skip(1).map(|rest| between(rest, ">", "<")).collect();
    assert_eq!(names, ["jan", "feb", "mar", "apr"]);
    assert_eq!(chart.matches("data-row=").count(), 2);
    assert_eq!(rows(&html, "months").len(), 2);
}

/// The key figures have their currency; without a line there is no figure, also no 0.
#[test]
fn key_figures_have_a_currency() {
    let html = of_rows(Lang::Da, "A,A,hjem/ophold,2024-01-01,2024-01-07,101,0.00\n");
    // 7 days at 1,185.25 kr.
    assert!(between(&html, "<dl class=\"key\">", "</dl>").contains(">8.296,75\u{a0}kr.</dd>"));
    let refused = of_rows(Lang::Da, "A,A,hjem/nej,2024-01-01,2024-01-07,101,\n");
    assert_eq!(between(&refused, "<dl class=\"key\">", "</dl>").matches(">–</dd>").count(), 6);
}

/// Every warning and note stands on the page, with its case.
#[test]
fn remarks_stand_on_the_page() {
    let html = page(Lang::Da, CASES);
    let (kept, _) = priced(&bound().book, CASES);
    let wanted = kept.statements.iter().map(|statement| statement.findings.len()).sum::<usize>() + kept.file_findings.len();
    let remarks = between(&html, "<section id=\"remarks\">", "</section>");
    assert!(wanted > 1, "the file has remarks");
    assert_eq!(between(remarks, "<tbody>", "</tbody>").matches("<tr>").count(), wanted);
    assert!(remarks.contains("Det er uafklaret, om der er ret til statsrefusion."));
}

/// Codes, settings and their words are for those who run the command, and stand only in the explanations of cases.
#[test]
fn technical_codes_stand_only_in_explanations() {
    for lang in Lang::ALL {
        let html = page(lang, CASES);
        let page = html.split_once("<section class=\"cases\"").expect("the cases").0;
        let page = page.split_once("</style>").expect("the style").1;
        for word in ["assumed.", "case.dates-reversed", "value.invalid", "first-only", "filen med regelvalg", "policy file", "alle kendte"] {
            assert!(!page.contains(word), "{word}");
        }
    }
}

/// The largest service and municipality come first.
#[test]
fn services_and_municipalities_come_by_size() {
    let html = page(Lang::En, CASES);
    for list in ["services", "payers"] {
        let nets: Vec<i64> = rows(&html, list).iter().map(|(_, shown)| ore(&shown[0])).collect();
        assert!(nets.len() > 1 && nets.is_sorted_by(|a, b| a >= b), "{list}: {nets:?}");
    }
}
