//! `takst totals`: sums of lines by group, the same from every kind of file.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::{file_in, json_of, parquet_of, takst, text};
use std::collections::BTreeMap;
use takst::Dimension;

/// Aftercare at Mandecentret before and after the roll-out and the reform, CTI, two courses with VAT, stays without own payment, a refused case.
const FILE: &str = "case_id;citizen_id;service;first_day;last_day;payer;unit_price;unit;prior_stay_to\n\
    S-1;B-1;mandecentret/efterforsorg;2023-03-20;2023-03-31;101;;;2023-03-19\n\
    S-1;B-1;mandecentret/efterforsorg-basis;2023-04-01;2023-04-10;101;;;\n\
    S-6;B-1;mandecentret/efterforsorg-basis;2023-12-01;2023-13-10;101;;;\n\
    S-2;B-2;mandecentret/efterforsorg-udvidet;2023-09-25;2023-10-04;751;;;2023-09-24\n\
    S-7;B-2;mandecentret/efterforsorg-basis;2023-11-01;;751;;;2023-10-31\n\
    S-3;B-3;livarehab/vejledning-opkvalificering;2019-03-04;2019-04-14;147;;;\n\
    S-4;B-4;pensionatet/cti;2020-03-01;2020-05-31;101;;;2020-02-29\n\
    S-5;B-5;livarehab/individuelt-forloeb;2019-03-01;2019-04-10;147;31200,50;month;\n";

/// The commands below end open rows here.
const UNTIL: [&str; 2] = ["--until", "2023-12-31"];

fn run(command: &str, file: &str, more: &[&str]) -> String {
    let output = takst(&[&[command, file][..], more].concat(), FILE, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    text(&output.stdout).to_owned()
}

/// The rows of a CSV by the names of their columns.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().expect("a header").clone();
    let row = |record: csv::StringRecord| names.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a record"))).collect()
}

const SUMS: [&str; 6] = ["net", "vat", "own_payment", "refund", "at_stake", "cost"];

fn ore(text: &str) -> i64 {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    sign * digits.replace('.', "").parse::<i64>().expect("two decimals")
}

/// Lines added up by group: the group, the sums in øre, and the cases that have a line in it.
fn added(lines: &[BTreeMap<String, String>], by: &[Dimension]) -> BTreeMap<Vec<String>, ([i64; 6], usize)> {
    let mut groups: BTreeMap<Vec<String>, ([i64; 6], Vec<&str>)> = BTreeMap::new();
    let group = |line: &BTreeMap<String, String>, dimension: &Dimension| match dimension {
        Dimension::Year => line["month"][..4].to_owned(),
        Dimension::Quarter => format!("{}-Q{}", &line["month"][..4], (line["month"][5..].parse::<u32>().expect("a month") - 1) / 3 + 1),
        other => line[other.as_str()].clone(),
    };
    for line in lines {
        let (sums, cases) = groups.entry(by.iter().map(|dimension| group(line, dimension)).collect()).or_default();
        sums.iter_mut().zip(SUMS).for_each(|(sum, name)| *sum += ore(&line[name]));
        cases.push(&line["case_id"]);
    }
    let distinct = |mut cases: Vec<&str>| {
        cases.sort_unstable();
        cases.dedup();
        cases.len()
    };
    groups.into_iter().map(|(group, (sums, cases))| (group, (sums, distinct(cases)))).collect()
}

fn found(totals: &str, by: &[Dimension]) -> BTreeMap<Vec<String>, ([i64; 6], usize)> {
    let of = |row: &BTreeMap<String, String>| {
        let group = by.iter().map(|dimension| row[dimension.as_str()].clone()).collect();
        (group, (SUMS.map(|name| ore(&row[name])), row["cases"].parse().expect("a number")))
    };
    rows(totals).iter().map(of).collect()
}

#[test]
fn totals_by_every_group_are_the_sums_of_the_lines_that_price_writes() {
    let dir = tempfile::tempdir().expect("a directory");
    let parquet = file_in(dir.path(), "cases.parquet", parquet_of(FILE));
    let json = file_in(dir.path(), "cases.jsonl", json_of(FILE));
    let lines = rows(&run("price", "-", &[&UNTIL[..], &["--format", "csv"]].concat()));
    assert_eq!(lines.len(), 13);
    let mut groups: Vec<Vec<Dimension>> = Dimension::ALL.iter().map(|dimension| vec![*dimension]).collect();
    groups.extend([vec![], vec![Dimension::Month, Dimension::Service, Dimension::Payer], vec![Dimension::CaseId, Dimension::RefundReason]]);
    for by in groups {
        let words = by.iter().map(|dimension| dimension.word()).collect::<Vec<_>>().join(",");
        let by_words = format!("--by={words}");
        let more = [
            &UNTIL[..],
            &["--format", "csv"],
            if by.is_empty() { &[] } else { std::slice::from_ref(&by_words) }.iter().map(String::as_str).collect::<Vec<_>>().as_slice(),
        ]
        .concat();
        let totals = run("totals", "-", &more);
        assert_eq!(found(&totals, &by), added(&lines, &by), "{words}");
        for file in [&parquet, &json] {
            assert_eq!(run("totals", file, &more), totals, "{words} {file}");
            assert_eq!(run("totals", file, &[&more[..], &["--grouped"]].concat()), totals, "{words} {file} grouped");
        }
    }
}

/// Mandecentret at 545 kr. a day until the roll-out, then 435 (basic) and 870 (extended).
///
/// S-1: 12 days × 545.00 = 6,540.00 in March, 10 days × 435.00 = 4,350.00 in April; half is refunded.
/// S-2: 6 days × 870.00 = 5,220.00 in September, refunded by half; 4 days × 870.00 = 3,480.00 in October, of which the half, 1,740.00, is at stake.
/// S-7: 30 days × 435.00 = 13,050.00 in November, 31 days × 435.00 = 13,485.00 in December; at stake are 6,525.00 and 6,742.50.
#[test]
fn a_year_of_aftercare_is_as_worked_out_by_hand() {
    let csv = run("totals", "-", &["--year", "2023", "--by", "provider,quarter", "--format", "csv"]);
    assert_eq!(
        csv,
        "provider,quarter,lines,days,net,vat,own_payment,refund,at_stake,cost,cases\n\
         mandecentret,2023-Q1,1,12,6540.00,0.00,0.00,3270.00,0.00,3270.00,1\n\
         mandecentret,2023-Q2,1,10,4350.00,0.00,0.00,2175.00,0.00,2175.00,1\n\
         mandecentret,2023-Q3,1,6,5220.00,0.00,0.00,2610.00,0.00,2610.00,1\n\
         mandecentret,2023-Q4,3,65,30015.00,0.00,0.00,0.00,15007.50,30015.00,2\n"
    );
    // Both names of a group are read, and values of JSON are strings.
    let json = run("totals", "-", &["--month", "2023-10", "--by", "refund_outcome,reason", "--format", "json"]);
    let expected = "{\"refund_outcome\":\"undetermined\",\"refund_reason\":\"refund.aftercare-after-reform\",\"lines\":\"1\"";
    assert!(json.contains("\"net\":\"3480.00\"") && json.contains("\"refund\":\"0.00\",\"at_stake\":\"1740.00\""), "{json}");
    assert!(json.starts_with(expected), "{json}");
}

#[test]
fn a_table_has_names_a_row_of_sums_and_what_is_at_stake_apart() {
    let output = takst(&["--lang", "da", "totals", "-", "--year", "2023", "--by", "service,payer"], FILE, &[("COLUMNS", "110")]);
    let table = text(&output.stdout);
    for words in ["Summer i kr. pr. ydelse, kommune, 2023", "Mandecentret:", "Udvidet", "Aarhus", "Uafklaret"] {
        assert!(table.contains(words), "{words}:\n{table}");
    }
    // 6,540.00 + 4,350.00 + 5,220.00 + 3,480.00 + 13,050.00 + 13,485.00 = 46,125.00
    // Refund: 3,270.00 + 2,175.00 + 2,610.00 = 8,055.00. At stake: 1,740.00 + 6,525.00 + 6,742.50 = 15,007.50. Cost: 46,125.00 − 8,055.00 = 38,070.00
    let sums: Vec<&str> = table.lines().skip_while(|line| !line.starts_with("I alt")).flat_map(str::split_whitespace).collect();
    for sum in ["46.125,00", "8.055,00", "15.007,50", "38.070,00"] {
        assert!(sums.contains(&sum), "{sum}:\n{table}");
    }
    assert!(text(&output.stderr).contains("8 rækker, 7 sager: 6 beregnet, 1 afvist."), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("2023-13-10"));
}

/// Of whatever columns there are, nothing is wider, and no amount is broken.
#[test]
fn a_table_keeps_to_the_terminal() {
    for lang in ["da", "en"] {
        let amount = if lang == "da" { "13.485,00" } else { "13,485.00" };
        for width in (44..=160).step_by(9).chain([60, 79, 100]) {
            for by in ["month", "service,payer,month", "case,reason,account"] {
                let output = takst(&["--lang", lang, "totals", "-", "--year", "2023", "--by", by], FILE, &[("COLUMNS", &width.to_string())]);
                let table = text(&output.stdout);
                let widest = table.lines().map(|line| line.chars().count()).max().unwrap_or_default();
                assert!(widest <= width, "{by} {width}: {widest}\n{table}");
                let is_whole = by == "case,reason,account" || table.contains(amount);
                assert!(is_whole, "{by} {width}\n{table}");
            }
        }
    }
}

#[test]
fn the_report_is_that_of_price() {
    let dir = tempfile::tempdir().expect("a directory");
    let parquet = file_in(dir.path(), "cases.parquet", parquet_of(FILE));
    let report = |command: &str, file: &str| {
        let report = dir.path().join("report.csv");
        run(command, file, &[&UNTIL[..], &["--report", report.to_str().expect("UTF-8")]].concat());
        std::fs::read_to_string(report).expect("a report")
    };
    let priced = report("price", "-");
    assert!(priced.contains("value.invalid") && priced.lines().count() > 2, "{priced}");
    assert_eq!(report("totals", "-"), priced);
    assert_eq!(report("totals", &parquet), report("price", &parquet));
}

#[test]
fn what_cannot_be_summed_up_ends_with_2_and_a_reason() {
    for (args, said) in [
        (&["totals", "-", "--by", "day"][..], "“day” cannot be used"),
        (&["totals", "-", "--by", "month,"], "--by needs a value"),
        (&["totals", "-", "--year", "2023", "--month", "2023-01"], "cannot be used together with --month"),
        (&["totals", "-", "--year", "23"], "Write a year from 1900 to 2199"),
        (&["totals", "no-such-file.csv"], "no-such-file.csv"),
        (&["totals", "-", "--input", "jsonl"], "CSV"),
    ] {
        let output = takst(args, FILE, &[]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""), "{args:?}");
        assert!(text(&output.stderr).contains(said), "{args:?}: {}", text(&output.stderr));
    }
    let good: String = FILE.lines().filter(|line| !line.starts_with("S-6")).map(|line| format!("{line}\n")).collect();
    let output = takst(&["totals", "-", "--year", "2023"], &good, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let output = takst(&["totals", "-", "--month", "2018-01"], &good, &[]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), "Sums in DKK, January 2018\nNo lines in the period.\n"));
}

/// A terminal is not asked to show a hundred thousand groups; the sums are over all of them.
#[test]
fn a_table_of_many_groups_says_how_many_more_there_are() {
    let rows: String = (0..10_002).map(|i| format!("S-{i};mandecentret/efterforsorg-basis;2023-05-01;2023-05-01;101\n")).collect();
    let output = takst(&["totals", "-", "--by", "case"], format!("case_id;service;first_day;last_day;payer\n{rows}"), &[]);
    let table = text(&output.stdout);
    // 10,002 × 435.00 = 4,350,870.00
    assert!(table.contains("4,350,870.00") && table.contains("… and 2 groups more"), "{}", &table[table.len() - 1000..]);
    assert_eq!(table.lines().filter(|line| line.starts_with("S-")).count(), 10_000);
}
