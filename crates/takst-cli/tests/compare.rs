//! `takst compare`: the difference between two ways to price the same cases.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::{ended, file_in, parquet_of};

const FILE: &str = "case_id;citizen_id;service;first_day;last_day;payer;unit_price;unit;prior_stay_to\n\
    S-1;B-1;mandecentret/efterforsorg-basis;2023-03-20;2023-04-10;101;;;2023-03-19\n\
    S-2;B-2;mandecentret/efterforsorg;2023-03-20;2023-03-31;751;;;2023-03-19\n\
    S-3;B-3;pensionatet/cti;2020-03-01;2020-03-10;101;;;2020-02-29\n";

const EARLIER: &str = "[roll-out-date]\nvalue = \"2023-03-25\"\nsource = \"letter of 14 February 2023\"\n";

/// A stay whose price for 2024 was decided in March 2024: 1,185.00 before, 1,210.00 after.
const LATE: &str = r#"
[provider]
id = "boegely"
name = "Center Bøgely"
[[service]]
id = "boegely/ophold"
name = { da = "Ophold", en = "Stay" }
legal_basis = "SEL § 109"
kind = "day"
vat = "exempt"
refund = "sel-109-ophold"
[[service.tariff]]
from = "2023-01-01"
price = "1185.00"
source = "takstblad 2023"
[[service.tariff]]
from = "2024-01-01"
known_from = "2024-03-15"
price = "1210.00"
source = "takstblad 2024, marts"
"#;

fn run(args: &[&str], file: &str, code: i32) -> (String, String) {
    ended(args, file, &[("COLUMNS", "80")], code)
}

/// The columns of a CSV with these names, row by row.
fn cells(csv: &str, names: &[&str]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let place = |name: &&str| header.iter().position(|column| column == *name).unwrap_or_else(|| panic!("{name} in {header:?}"));
    let places: Vec<usize> = names.iter().map(place).collect();
    reader
        .records()
        .map(|record| record.map(|record| places.iter().map(|place| &record[*place]).collect::<Vec<_>>().join(" ")).expect("a record"))
        .collect()
}

/// With the roll-out on 25 March instead of 1 April, the days 25 to 31 March cost 435.00 instead of 545.00: 7 × 110.00 = 770.00 less, of which half was
/// refunded, 385.00. March was 12 × 545.00 = 6,540.00. The undivided aftercare of S-2 has no price from that day on.
#[test]
fn two_policies_differ_by_what_is_worked_out_by_hand() {
    let dir = tempfile::tempdir().expect("a directory");
    let policy = file_in(dir.path(), "b.toml", EARLIER);
    let args = ["compare", "-", "--policy-b", &policy, "--by", "case,month", "--format", "csv"];
    let (csv, stderr) = run(&args, FILE, 1);
    let names = ["case_id", "month", "net_before", "net_after", "net_change", "refund_change", "cost_change", "cases_change"];
    assert_eq!(
        cells(&csv, &names),
        ["S-1 2023-03 6540.00 5770.00 -770.00 -385.00 -385.00 0", "S-2 2023-03 6540.00 0.00 -6540.00 -3270.00 -3270.00 -1"]
    );
    // April of S-1 and S-3 are the same.
    assert!(stderr.contains("2 groups do not differ"), "{stderr}");
    assert!(stderr.contains("1 case is refused with B and not with A") && stderr.contains("  S-2\n"), "{stderr}");
    let (all, stderr) = run(&[&args[..], &["--all"]].concat(), FILE, 1);
    assert_eq!((all.lines().count(), stderr.contains("do not differ")), (5, false));
    // The other way round the signs change, and S-2 is refused with A.
    let back = ["compare", "-", "--policy", &policy, "--policy-b", &file_in(dir.path(), "none.toml", ""), "--by", "case,month", "--format", "csv"];
    let (csv, stderr) = run(&back, FILE, 1);
    assert_eq!(cells(&csv, &["case_id", "net_change"]), ["S-1 770.00", "S-2 6540.00"]);
    assert!(stderr.contains("refused with A and not with B"), "{stderr}");
}

/// The tariff of 2024 is decided on 15 March: 31 days of January and 29 of February cost 25.00 more each, 775.00 and 725.00.
#[test]
fn a_tariff_decided_late_is_a_correction_by_case_and_month() {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::create_dir(dir.path().join("own")).expect("a directory");
    file_in(&dir.path().join("own"), "boegely.toml", LATE);
    let own = dir.path().join("own").display().to_string();
    let file = "case_id;service;first_day;last_day;payer;own_payment_per_day\nS-9;boegely/ophold;2023-12-30;2024-02-29;751;0\n";
    let days = ["--as-of", "2024-03-14", "--as-of-b", "2024-03-15"];
    let (csv, stderr) = run(&[&["compare", "-", "--catalogue", &own, "--by", "case,month", "--format", "csv"], &days[..]].concat(), file, 0);
    let names = ["case_id", "month", "net_before", "net_after", "net_change", "refund_change"];
    assert_eq!(cells(&csv, &names), ["S-9 2024-01 36735.00 37510.00 775.00 387.50", "S-9 2024-02 34365.00 35090.00 725.00 362.50"]);
    assert!(stderr.contains("1 group does not differ"), "{stderr}");
    let (table, _) = run(&[&["--lang", "da", "compare", "-", "--catalogue", &own, "--by", "case,month"], &days[..]].concat(), file, 0);
    for words in ["A: takster kendt 14. marts 2024", "B: takster kendt 15. marts 2024", "+775,00", "36.735,00", "+1.500,00"] {
        assert!(table.contains(words), "{words}\n{table}");
    }
}

/// 406.00 + 3.5 % = 420.21; ten days are 4,060.00 and 4,202.10. 435.00 + 3.5 % = 450.225, rounded 450.23: ten days in April 152.30 more.
#[test]
fn a_rise_changes_prices_from_its_day_and_only_those_it_names() {
    let args = ["compare", "-", "--raise", "3.5", "--by", "provider", "--format", "csv", "--since"];
    let (csv, _) = run(&[&args[..], &["2020-01-01"]].concat(), &FILE.replace("S-2", "S-4"), 0);
    // Mandecentret: 545.00 + 3.5 % = 564.075, rounded 564.08, 19.08 more on 24 days; 15.23 on ten: 457.92 + 152.30 = 610.22.
    assert_eq!(cells(&csv, &["provider", "net_change"]), ["mandecentret 610.22", "pensionatet 142.10"]);
    let (csv, _) = run(&[&args[..], &["2023-04-01", "--provider", "mandecentret"]].concat(), FILE, 0);
    assert_eq!(cells(&csv, &["provider", "net_before", "net_change"]), ["mandecentret 17430.00 152.30"]);
    let (csv, _) = run(&[&args[..], &["2020-01-01", "--service", "pensionatet/cti"]].concat(), FILE, 0);
    assert_eq!(cells(&csv, &["provider", "net_before", "net_after"]), ["pensionatet 4060.00 4202.10"]);
    let (table, stderr) = run(&["compare", "-", "--raise", "0", "--since", "2020-01-01", "--by", "provider"], FILE, 0);
    assert!(table.contains("No sum differs.") && stderr.contains("2 groups do not differ"), "{table}{stderr}");
}

#[test]
fn the_difference_is_that_of_two_totals_and_the_same_from_parquet() {
    let dir = tempfile::tempdir().expect("a directory");
    let policy = file_in(dir.path(), "b.toml", EARLIER);
    let parquet = file_in(dir.path(), "cases.parquet", parquet_of(FILE));
    for by in ["month", "reason,outcome", "citizen,quarter"] {
        let form = ["--by", by, "--format", "csv"];
        let compared = ["--policy-b", &policy, "--all"];
        let (csv, _) = run(&[&["compare", "-"], &compared[..], &form].concat(), FILE, 1);
        for more in [&[][..], &["--grouped"]] {
            assert_eq!(run(&[&["compare", &parquet], &compared[..], &form, more].concat(), "", 1).0, csv, "{by} {more:?}");
        }
        let groups: Vec<&str> = csv.lines().next().expect("a header").split(',').take_while(|name| *name != "lines_before").collect();
        for (side, more, code) in [("before", &[][..], 0), ("after", &["--policy", &policy], 1)] {
            let (totals, _) = run(&[&["totals", "-"], more, &form].concat(), FILE, code);
            let sums = ["net", "vat", "refund", "at_stake", "cost", "cases"];
            let columns: Vec<String> = groups.iter().map(ToString::to_string).chain(sums.map(|sum| format!("{sum}_{side}"))).collect();
            let of_side = cells(&csv, &columns.iter().map(String::as_str).collect::<Vec<_>>());
            let of_totals = cells(&totals, &[&groups[..], &sums].concat());
            let is_nothing = |row: &&String| row.ends_with(" 0.00 0.00 0.00 0.00 0.00 0");
            assert_eq!(of_side.iter().filter(|row| !is_nothing(row)).collect::<Vec<_>>(), of_totals.iter().collect::<Vec<_>>(), "{by} {side}");
        }
    }
}

#[test]
fn what_is_to_be_compared_must_be_said() {
    for (args, said) in [
        (&["compare", "-"][..], "--policy-b"),
        (&["compare", "-", "--raise", "3.5"], "--since"),
        (&["compare", "-", "--raise", "3,555", "--since", "2020-01-01"], "at most two decimals"),
        (&["compare", "-", "--raise", "3", "--since", "2020-01-01", "--service", "pensionatet/ctti"], "pensionatet/cti"),
        (&["compare", "-", "--raise", "1001", "--since", "2020-01-01"], "out of range"),
    ] {
        let (out, stderr) = run(args, FILE, 2);
        assert!(out.is_empty() && stderr.contains(said), "{args:?}: {stderr}");
    }
}
