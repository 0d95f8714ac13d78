//! The command as its users meet it: what goes where, in which language, with which exit code.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::{BAD, GOOD, takst, text};
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn exit_codes() {
    let code = |args: &[&str], input: &str| takst(args, input, &[]).status.code();
    assert_eq!(code(&["price", "-"], GOOD), Some(0));
    assert_eq!(code(&["price", "-"], &(GOOD.to_owned() + BAD)), Some(1));
    assert_eq!(code(&["price", "-"], ""), Some(2));
    assert_eq!(code(&["price", "-"], "case_id;service\nS;x\n"), Some(2));
    assert_eq!(code(&["price", "no-such-file.csv"], ""), Some(2));
    assert_eq!(code(&["price", "."], ""), Some(2));
    assert_eq!(code(&["price", "-", "--month", "2022-13"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--from", "2022-03-02"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--month", "2022-03", "--until", "2022-03-31"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--as-of", "31-03-2022"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--policy", "no-such-file.toml"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--catalogue", "no-such-directory"], GOOD), Some(2));
    assert_eq!(code(&["price", "-", "--report", "/no-such-directory/report.csv"], GOOD), Some(2));
    assert_eq!(code(&["price"], GOOD), Some(2));
    assert_eq!(code(&["explain", "-", "--case", "S-1"], GOOD), Some(0));
    assert_eq!(code(&["explain", "-", "--case", "S-3"], &(GOOD.to_owned() + BAD)), Some(1));
    assert_eq!(code(&["explain", "-", "--case", "S-4"], GOOD), Some(2));
    assert_eq!(code(&["--version"], ""), Some(0));
}

#[test]
fn data_on_stdout_all_else_on_stderr() {
    for format in ["csv", "json"] {
        let output = takst(&["price", "-", "--format", format], &(GOOD.to_owned() + BAD), &[]);
        let (data, aside) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(data.lines().count(), 3 + usize::from(format == "csv"), "{data}");
        assert!(!data.contains("S-3") && aside.contains("S-3") && aside.contains("31-03-2022"), "{data}{aside}");
    }
    let output = takst(&["price", "-", "--format", "xml"], GOOD, &[]);
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("Write one of: table, csv, json, parquet, xlsx."), "{}", text(&output.stderr));
}

#[test]
fn the_environment_chooses_the_language_and_the_argument_overrules_it() {
    let header = |args: &[&str], environment: &[(&str, &str)]| {
        let output = takst(&[args, &["price", "-"]].concat(), GOOD, environment);
        text(&output.stdout).lines().nth(1).expect("a header").split_whitespace().next().expect("a name").to_owned()
    };
    assert_eq!(header(&[], &[]), "Case");
    assert_eq!(header(&[], &[("LANG", "da_DK.UTF-8")]), "Sag");
    assert_eq!(header(&[], &[("LANG", "da_DK.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")]), "Case");
    assert_eq!(header(&[], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "da_DK.UTF-8")]), "Sag");
    assert_eq!(header(&["--lang", "en"], &[("LANG", "da_DK.UTF-8")]), "Case");
    assert_eq!(header(&["--lang", "da"], &[]), "Sag");
}

#[test]
fn amounts_stand_as_the_language_writes_them_and_fit_the_width() {
    for (lang, net, total) in [("da", "31.200,50", "58.495,67"), ("en", "31,200.50", "58,495.67")] {
        for width in [80, 100, 120, 160, 200] {
            let columns = width.to_string();
            let output = takst(&["--lang", lang, "price", "-"], GOOD, &[("COLUMNS", &columns)]);
            let table = text(&output.stdout);
            assert!(table.contains(net) && table.contains(total), "{table}");
            let widest = table.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{widest:?} columns where there are {width}:\n{table}");
        }
    }
}

#[test]
fn a_report_holds_every_error_and_finding() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("report.csv");
    let path = path.to_str().expect("UTF-8");
    let file = GOOD.replace("hours", "Houre") + BAD;
    takst(&["--lang", "da", "price", "-", "--format", "csv", "--report", path], &file, &[]);
    let report = std::fs::read_to_string(path).expect("it was written");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "severity,code,case_id,row,column,value,message");
    assert!(lines[1].starts_with("warning,column.unknown,,,,Houre,"), "{report}");
    assert!(lines[2].starts_with("warning,course.not-after-stay,S-1,1,prior_stay_to,,"), "{report}");
    assert!(
        lines[3].starts_with("error,value.invalid,S-3,3,first_day,31-03-2022,\"Række 3 (linje 4 i filen), kolonnen »Startdato« (first_day): "),
        "{report}"
    );
    assert_eq!(lines.len(), 4, "{report}");
}

#[test]
fn a_report_is_never_written_over_what_is_read() {
    let dir = tempfile::tempdir().expect("a directory");
    let at = |name: &str| dir.path().join(name).to_str().expect("UTF-8").to_owned();
    let (own, policy) = (at("own.csv"), at("policy.toml"));
    std::fs::write(&own, GOOD).expect("it is written");
    std::fs::write(&policy, "").expect("it is written");
    std::fs::create_dir(at("sub")).expect("it is made");
    let mut names = vec![own.clone(), at("./own.csv"), at("sub/../own.csv")];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&own, at("symlink.csv")).expect("it is made");
        std::fs::hard_link(&own, at("link.csv")).expect("it is made");
        names.extend([at("symlink.csv"), at("link.csv")]);
    }
    for (lang, said) in [("da", "Giv rapporten et andet navn"), ("en", "Give the report another name")] {
        for (input, report) in names.iter().flat_map(|name| [(&own, name), (name, &own)]) {
            let output = takst(&["--lang", lang, "price", input, "--report", report, "--format", "csv"], "", &[]);
            assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""), "{input} {report}");
            assert!(text(&output.stderr).contains(said) && text(&output.stderr).contains(report.as_str()), "{}", text(&output.stderr));
            assert_eq!(std::fs::read_to_string(&own).expect("it is there"), GOOD);
        }
    }
    assert_eq!(takst(&["price", &own, "--policy", &policy, "--report", &policy], "", &[]).status.code(), Some(2));
    // Another file is written over, and one that keeps nothing may be both.
    std::fs::write(at("report.csv"), "old").expect("it is written");
    assert_eq!(takst(&["price", &own, "--report", &at("report.csv")], "", &[]).status.code(), Some(0));
    assert!(std::fs::read_to_string(at("report.csv")).expect("it is there").starts_with("severity,"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_is_never_written_over_the_file_behind_stdin() {
    let dir = tempfile::tempdir().expect("a directory");
    let own = dir.path().join("own.csv");
    std::fs::write(&own, GOOD).expect("it is written");
    let run = |report: &std::path::Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_takst"));
        command.args(["price", "-", "--report"]).arg(report).stdin(std::fs::File::open(&own).expect("it opens"));
        command.output().expect("it ends").status.code()
    };
    assert_eq!(run(&own), Some(2));
    assert_eq!(std::fs::read_to_string(&own).expect("it is there"), GOOD);
    assert_eq!(run(&dir.path().join("report.csv")), Some(0));
}

#[test]
fn nothing_is_written_where_nothing_can_be_done() {
    let dir = tempfile::tempdir().expect("a directory");
    let at = |name: &str| dir.path().join(name).to_str().expect("UTF-8").to_owned();
    let (input, report) = (at("input.csv"), at("report.csv"));
    let header = GOOD.lines().next().expect("a header");
    let files: [&[u8]; 6] =
        [b"", b"\n\n", b"case_id;service;first_day;payer;m\xE5ned\nS;x;2022-03-01;101;\n", b"\xFF\xFEc\0", b"case_id;service\nS;x\n", b"\"case_id"];
    for format in ["csv", "json", "table", "parquet"] {
        for file in files {
            std::fs::write(&input, file).expect("it is written");
            std::fs::write(&report, "of before").expect("it is written");
            let output = takst(&["price", &input, "--format", format, "--report", &report], "", &[]);
            assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""), "{format} {}", file.escape_ascii());
            assert_eq!(std::fs::read_to_string(&report).expect("it is there"), "of before", "{format} {}", file.escape_ascii());
        }
        // Only its end shows that a file has no rows.
        std::fs::write(&input, header).expect("it is written");
        let unwritable = [vec!["--report", "/no-such-directory/report.csv"], vec!["--report", "."]];
        for more in unwritable.iter().map(|more| (more, GOOD)).chain([(&vec![], header)]) {
            let output = takst(&[&["price", "-", "--format", format], more.0.as_slice()].concat(), more.1, &[]);
            assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""), "{format} {more:?}");
        }
    }
    // A file whose cases are all refused is one that was read.
    let refused = takst(&["price", "-", "--format", "csv"], format!("{header}\n{BAD}"), &[]);
    assert_eq!((refused.status.code(), text(&refused.stdout).lines().count()), (Some(1), 1));
}

#[test]
fn lines_are_no_case_file() {
    for format in ["csv", "json"] {
        let lines = takst(&["price", "-", "--format", format], GOOD, &[]).stdout;
        for (lang, said) in [("da", "Filen har kolonnen"), ("en", "the file has the column")] {
            let input = if format == "csv" { "csv" } else { "jsonl" };
            let output = takst(&["--lang", lang, "price", "-", "--input", input], &lines, &[]);
            assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &[][..]), "{format}");
            assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
        }
    }
}

#[test]
fn grouped_and_ungrouped_print_the_same() {
    let run = |more: &[&str]| takst(&[&["price", "-", "--format", "csv"], more].concat(), &(GOOD.to_owned() + BAD), &[]).stdout;
    assert_eq!(run(&[]), run(&["--grouped"]));
    let back =
        takst(&["--lang", "en", "price", "-", "--grouped"], &(GOOD.to_owned() + "S-1;mandecentret/efterforsorg;2022-05-01;2022-05-31;101;;;\n"), &[]);
    assert_eq!(back.status.code(), Some(2));
    assert!(text(&back.stderr).contains("row 3: the case “S-1”"), "{}", text(&back.stderr));
}

#[test]
fn the_format_of_the_file_is_its_ending_or_what_is_said() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("cases.jsonl");
    let line = r#"{"case_id":"S","service":"mandecentret/efterforsorg","first_day":"2022-03-01","last_day":"2022-03-31","payer":"101"}"#;
    std::fs::write(&path, line).expect("it is written");
    assert_eq!(takst(&["price", path.to_str().expect("UTF-8")], "", &[]).status.code(), Some(0));
    assert_eq!(takst(&["price", "-", "--input", "jsonl"], line, &[]).status.code(), Some(0));
    assert_eq!(takst(&["price", "-"], line, &[]).status.code(), Some(2));
}

#[test]
fn a_window_of_time_shows_its_lines_and_ends_open_rows() {
    let open = GOOD.to_owned() + "S-4;mandecentret/efterforsorg;2022-03-10;;101;;;\n";
    let lines = |args: &[&str]| {
        let output = takst(&[&["price", "-", "--format", "csv"], args].concat(), &open, &[]);
        (output.status.code(), text(&output.stdout).lines().skip(1).map(|line| line.split(',').take(1).collect()).collect::<Vec<String>>())
    };
    assert_eq!(lines(&[]), (Some(1), vec!["S-1".into(), "S-2".into(), "S-2".into()]));
    assert_eq!(lines(&["--month", "2022-03"]), (Some(0), vec!["S-1".into(), "S-4".into()]));
    assert_eq!(lines(&["--from", "2022-04-01", "--until", "2022-05-15"]), (Some(0), vec!["S-4".into(), "S-4".into()]));
}

#[test]
fn a_window_that_ends_before_it_begins_is_wrong_usage() {
    for (lang, said) in [("da", "--from 2023-06-01 ligger efter --until 2023-05-31"), ("en", "--from 2023-06-01 is after --until 2023-05-31")] {
        for command in [&["price", "-"][..], &["explain", "-", "--case", "S-1"]] {
            let args = [&["--lang", lang][..], command, &["--from", "2023-06-01", "--until"]].concat();
            let run = |until: &'static str| takst(&[&*args, &[until]].concat(), GOOD, &[]);
            let output = run("2023-05-31");
            assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
            assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
            assert_eq!(run("2023-06-01").status.code(), Some(0));
        }
    }
}

#[test]
fn a_table_without_lines_says_so() {
    let table = |args: &[&str], file: &str| {
        let output = takst(&[args, &["price", "-"]].concat(), file, &[]);
        (output.status.code(), text(&output.stdout).trim_end().to_owned())
    };
    assert_eq!(table(&["--lang", "da"], &GOOD.replace("2022-03-01", "01-03-2022").replace("2019-03-01", "x")), (Some(1), "Ingen linjer.".to_owned()));
    for (lang, said) in [("da", "Ingen linjer i perioden."), ("en", "No lines in the period.")] {
        let of = |format: &str| takst(&["--lang", lang, "price", "-", "--month", "2031-01", "--format", format], GOOD, &[]);
        assert_eq!((of("table").status.code(), text(&of("table").stdout).trim_end()), (Some(0), said));
        assert_eq!((text(&of("csv").stdout).lines().count(), text(&of("json").stdout)), (1, ""));
    }
}

#[test]
fn ids_that_break_keep_their_hyphens() {
    let file = "case_id;service;first_day;last_day;payer;unit_price;unit\n".to_owned()
        + "2023-0117-bevilling-0001;mandecentret/efterforsorg-udvidet;2022-01-01;2022-02-28;101;;\n"
        + "2023-0117-bevilling-0002;livarehab/individuelt-forloeb;2019-03-02;2019-04-10;147;99999,50;month\n";
    let ids = ["efterforsorg-udvidet", "individuelt-forloeb"];
    for width in [70, 80, 90, 100, 120, 160] {
        let output = takst(&["--lang", "da", "price", "-"], &file, &[("COLUMNS", &width.to_string())]);
        let (table, _) = text(&output.stdout).split_once("Noter").expect("notes");
        assert!(!table.contains('\u{200B}'), "{width}:\n{table}");
        // The pieces of the column, put together again.
        let header = table.lines().nth(1).expect("a header");
        let at = |name: &str| header.split_once(name).expect("a heading").0.chars().count();
        let (from, to) = (at("Leverand"), at("Periode"));
        let pieces: String = table.lines().flat_map(|line| line.chars().take(to).skip(from)).filter(|c| !c.is_whitespace()).collect();
        for id in ids {
            assert!(pieces.contains(id), "{id} {width}:\n{table}");
            assert_eq!(table.contains(id), width >= 120, "{id} {width}:\n{table}");
        }
    }
}

#[test]
fn one_of_a_kind_is_one() {
    let one = GOOD.lines().filter(|line| !line.starts_with("S-1")).map(|line| format!("{line}\n")).collect::<String>().replace("hours", "Houre");
    for (lang, single, several) in [
        ("da", "1 række, 1 sag: 1 beregnet, 0 afvist. 1 bemærkning.", "2 rækker, 2 sager: 2 beregnet, 0 afvist. 2 bemærkninger."),
        ("en", "1 row, 1 case: 1 priced, 0 refused. 1 finding.", "2 rows, 2 cases: 2 priced, 0 refused. 2 findings."),
    ] {
        for (file, said) in [(one.clone(), single), (GOOD.replace("hours", "Houre"), several)] {
            let output = takst(&["--lang", lang, "price", "-"], &file, &[]);
            assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
        }
    }
}

#[test]
fn an_explanation_comes_as_text_json_and_a_page() {
    let of = |format: &str| takst(&["--lang", "da", "explain", "-", "--case", "S-1", "--format", format], GOOD, &[]).stdout;
    assert!(text(&of("text")).contains("16.895,00"), "{}", text(&of("text")));
    assert!(text(&of("json")).starts_with('{'));
    assert!(text(&of("html")).to_ascii_lowercase().contains("<html"));
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    let rows: String = (0..20_000).map(|i| format!("S-{i};mandecentret/efterforsorg;2022-03-01;2022-03-31;101;;;\n")).collect();
    for format in ["csv", "json", "table", "parquet"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_takst"))
            .args(["price", "-", "--format", format])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let mut input = child.stdin.take().expect("piped");
        input.write_all(GOOD.as_bytes()).and_then(|()| input.write_all(rows.as_bytes())).expect("it reads");
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{format}");
    }
}

#[test]
fn an_id_is_broken_behind_its_provider_first() {
    let output = takst(&["catalogue", "list"], "", &[("COLUMNS", "66")]);
    let starts: Vec<&str> = text(&output.stdout).lines().filter(|line| line.starts_with("livarehab/")).map(|line| line[..12].trim_end()).collect();
    assert!(starts.contains(&"livarehab/"), "{starts:?}");
    assert!(!starts.contains(&"livarehab/vi"), "{starts:?}");
}

/// A price by the month with a price per day, corrected later, and terms of the provider.
const SOLGAARDEN: &str = r#"
[provider]
id = "solgaarden"
name = "Solgården"
[provider.sources]
legal_basis = "takstblad"
vat = "takstblad"
refund = "takstblad"
[[service]]
id = "solgaarden/bolig"
name = { da = "Botilbud", en = "Home" }
legal_basis = "sundhedsloven"
kind = "month"
vat = "exempt"
vat_exemption = "VATEX-EU-132-1B"
refund = "none"
day_count = "first-only"
[service.sources]
day_count = "vilkår for betaling"
[[service.tariff]]
from = "2024-01-01"
price = "14200.00"
day_price = "467.00"
known_from = "2024-06-03"
source = "takstblad"
"#;

#[test]
fn lists_say_from_when_a_price_is_known_and_what_a_day_costs() {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::write(dir.path().join("solgaarden.toml"), SOLGAARDEN).expect("a file is written");
    let dir = dir.path().to_str().expect("a path");
    let wide: &[(&str, &str)] = &[("COLUMNS", "200")];
    for (lang, known, day, exempt, count) in [
        (
            "da",
            "kendt fra 03.06.2024",
            "dele af en måned: 467,00 pr. døgn",
            "VATEX-EU-132-1B (hospitals- eller lægebehandling)",
            "den sidste dag betales ikke",
        ),
        (
            "en",
            "known from 3 Jun 2024",
            "part of a month: 467.00 per day",
            "VATEX-EU-132-1B (hospital or medical care)",
            "the last day is not charged",
        ),
    ] {
        let listed = text(&takst(&["--lang", lang, "catalogue", "list", "--catalogue", dir], "", wide).stdout).to_owned();
        assert!(listed.contains(known) && listed.contains(day), "{listed}");
        let shown = text(&takst(&["--lang", lang, "catalogue", "show", "solgaarden/bolig", "--catalogue", dir], "", wide).stdout).to_owned();
        for said in [known, day, exempt, count, "vilkår for betaling"] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
    }
    // January is whole but for its last day, which is not charged: 30 × 467.
    let rows = "case_id,service,first_day,last_day,payer\nA,solgaarden/bolig,2024-01-01,2024-01-31,101\n";
    let lines = text(&takst(&["price", "-", "--format", "csv", "--catalogue", dir], rows, &[]).stdout).to_owned();
    let line = lines.lines().nth(1).expect("a line");
    assert!(line.contains(",30.00,day,467.00,1.00,14010.00,E,0.00,0.00,VATEX-EU-132-1B,"), "{line}");
    assert!(line.contains("solgaarden/bolig@2024-01-01~2024-06-03") && line.ends_with(",14010.00"), "{line}");
}
