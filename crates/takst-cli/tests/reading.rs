//! The files people have, read by the command: workbooks, maps, persons, several files.
#![allow(missing_docs, reason = "a test")]

mod common;
use calamine::{Reader, Xlsx, open_workbook};
use common::{GOOD, file_in, takst, text};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::path::Path;

const HEADING: [&str; 6] = ["Sagsnr.", "Borger", "Ydelse", "Startdato", "Slutdato", "Betalingskommune"];

/// A workbook: a title, a blank row, the heading, a row a case of 31 days at 545 kr.
fn workbook(dir: &Path, name: &str, cases: &[(&str, &str)]) -> String {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd-mm-yyyy");
    sheet.write_string(0, 0, "Sager i marts").expect("a cell");
    for (column, name) in (0..).zip(HEADING) {
        sheet.write_string(2, column, name).expect("a cell");
    }
    for (row, (case, citizen)) in (3..).zip(cases) {
        for (column, text) in [(0, *case), (1, *citizen), (2, "mandecentret/efterforsorg"), (5, "Aarhus Kommune")] {
            sheet.write_string(row, column, text).expect("a cell");
        }
        for (column, day) in [(3, "2022-03-01"), (4, "2022-03-31")] {
            let day = ExcelDateTime::parse_from_str(day).expect("a day");
            sheet.write_datetime_with_format(row, column, &day, &date).expect("a cell");
        }
    }
    file_in(dir, name, book.save_to_buffer().expect("a workbook"))
}

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let output = takst(args, "", &[]);
    (output.status.code(), text(&output.stdout).to_owned(), text(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn a_workbook_is_priced_and_explained() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = workbook(dir.path(), "sager.xlsx", &[("S-1", "B-1"), ("S-2", "B-2")]);
    let (code, out, said) = run(&["price", &file, "--format", "csv"]);
    assert_eq!((code, out.lines().count()), (Some(0), 3), "{said}");
    assert!(out.contains("S-1,B-1,1,") && out.contains(",16895.00,"), "{out}");
    assert!(said.contains("It is row 3 of the sheet.") && said.contains("Sagsnr. = case_id; Borger = citizen_id"), "{said}");
    let (code, out, _) = run(&["--lang", "da", "explain", &file, "--case", "S-2"]);
    assert!(code == Some(0) && out.contains("16.895,00"), "{out}");
    // By another name it is named, and read where that is said.
    let other = dir.path().join("sager.csv");
    std::fs::copy(&file, &other).expect("a copy");
    let other = other.to_str().expect("UTF-8");
    let (code, out, said) = run(&["price", other]);
    assert!(code == Some(2) && out.is_empty() && said.contains("this is a workbook"), "{said}");
    assert_eq!(run(&["price", other, "--input", "workbook"]).0, Some(0));
}

#[test]
fn messages_name_row_and_cell_of_the_sheet() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = workbook(dir.path(), "sager.xlsx", &[("S-1", "B-1"), ("S-2", "010203-1234")]);
    let report = dir.path().join("report.csv");
    let (code, _, said) = run(&["price", &file, "--format", "csv", "--report", report.to_str().expect("UTF-8")]);
    assert_eq!(code, Some(1));
    let place = "Cell B5, column citizen_id (“Borger”) (record 2): ";
    assert!(said.contains(place) && said.contains("--pseudonyms"), "{said}");
    let report = std::fs::read_to_string(report).expect("a report");
    assert!(report.contains(&format!("error,case.cpr-number,S-2,2,citizen_id,xxxxxx-xxxx,\"{place}")), "{report}");
    assert!(!format!("{said}{report}").contains("010203"), "{said}{report}");
}

#[test]
fn a_key_is_made_once_and_gives_pseudonyms() {
    let dir = tempfile::tempdir().expect("a directory");
    let key = dir.path().join("key.txt").to_str().expect("UTF-8").to_owned();
    assert_eq!(run(&["pseudonyms", "new", &key]).0, Some(0));
    let text = std::fs::read_to_string(&key).expect("a key");
    let (code, _, said) = run(&["pseudonyms", "new", &key]);
    assert_eq!((code, std::fs::read_to_string(&key).expect("a key")), (Some(2), text), "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&key).expect("a key").permissions().mode() & 0o777, 0o600);
    }
    let one = workbook(dir.path(), "one.xlsx", &[("S-1", "010203-1234")]);
    let other = file_in(
        dir.path(),
        "two.csv",
        "case_id;citizen_id;service;first_day;last_day;payer\nS-2;0102031234;mandecentret/efterforsorg;2022-04-01;2022-04-30;751\n",
    );
    let citizen = |file: &str| {
        let (code, out, said) = run(&["price", file, "--format", "csv", "--pseudonyms", &key]);
        assert_eq!(code, Some(0), "{said}");
        assert!(!format!("{out}{said}").contains("10203"), "{out}{said}");
        out.lines().nth(1).and_then(|line| line.split(',').nth(1)).expect("a line").to_owned()
    };
    assert_eq!(citizen(&one), citizen(&other));
    assert!(citizen(&one).starts_with("p-"));
    let (code, _, said) = run(&["price", &one, "--pseudonyms", &other]);
    assert!(code == Some(2) && said.contains("is no key of pseudonyms"), "{said}");
}

#[test]
fn a_map_is_read_and_its_faults_have_file_and_line() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = file_in(dir.path(), "sager.csv", "Id;Indsats;Fra;Til\nS-1;Efterforsorg;01-03-2022;31-03-2022\n");
    let map = |text: &str| file_in(dir.path(), "kolonner.toml", text);
    let good = map(
        "dates = \"dmy\"\n[columns]\ncase_id = \"Id\"\n[constants]\npayer = \"751\"\n[values.service]\nEfterforsorg = \"mandecentret/efterforsorg\"\n",
    );
    let (code, out, said) = run(&["price", &file, "--map", &good, "--format", "csv"]);
    assert!(code == Some(0) && out.contains(",16895.00,"), "{said}");
    for (text, wanted) in [
        ("[columns]\ncase_id = \"Sag\"\n", "kolonner.toml:2: the file has no heading “Sag” for case_id. It has “Id”, “Indsats”, “Fra”, “Til”."),
        ("columns = 1\n", "kolonner.toml:1: write columns as text in quotation marks, or as a table of such texts."),
        ("\n[constants]\npayer = \"999\"\n", "kolonner.toml:3: payer does not take the value “999”."),
        ("dates = \"dm\"\n", "kolonner.toml:1: dates is dmy, mdy or ymd, and not “dm”."),
    ] {
        let (code, out, said) = run(&["price", &file, "--map", &map(text)]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(said.contains(wanted), "{said}");
    }
    // The refusal of a date names the option that reads it.
    let (_, _, said) = run(&["price", &file, "--map", &map("[columns]\ncase_id = \"Id\"\n[constants]\npayer = \"751\"\n")]);
    assert!(said.contains("Row 1 (line 2 of the file), column first_day (“Fra”): ") && said.contains("--dates dmy"), "{said}");
}

#[test]
fn several_files_are_read_as_one() {
    let dir = tempfile::tempdir().expect("a directory");
    let one = workbook(dir.path(), "marts.xlsx", &[("S-1", "B-1"), ("S-2", "B-2")]);
    let row = "mandecentret/efterforsorg;2022-04-01;2022-04-30;751";
    let two = file_in(
        dir.path(),
        "april.csv",
        format!("case_id;citizen_id;service;first_day;last_day;payer\nS-1;B-1;{row}\nS-3;B-3;{}\n", row.replace("04-30", "04-31")),
    );
    let (code, out, said) = run(&["price", &one, &two, "--format", "csv"]);
    assert_eq!((code, out.lines().count()), (Some(1), 4), "{said}");
    // The third record of both is the first of the second file; cases of both are one.
    assert!(out.contains("\nS-1,B-1,3,,1,mandecentret,"), "{out}");
    assert!(said.contains(&format!("Row 4 (line 3 of {two}), column last_day: ")), "{said}");
    assert!(said.contains("4 rows, 3 cases"), "{said}");
    let (code, out, said) = run(&["price", &one, "/nowhere.csv"]);
    assert!(code == Some(2) && out.is_empty() && said.starts_with("/nowhere.csv cannot be read"), "{said}");
}

#[test]
fn what_a_format_does_not_have_is_refused() {
    let dir = tempfile::tempdir().expect("a directory");
    let json = file_in(dir.path(), "cases.jsonl", "{\"case_id\":\"S\"}\n");
    let parquet = file_in(dir.path(), "cases.parquet", common::parquet_of(GOOD));
    for file in [&json, &parquet] {
        let (code, _, said) = run(&["price", file, "--dates", "dmy"]);
        assert!(code == Some(2) && said.contains("--dates is only for workbooks and CSV"), "{said}");
    }
    assert_eq!(run(&["price", &json, "--dates", "dym"]).0, Some(2));
}

/// What is wrong with a map is said in the language asked for, to the last word; the parser of TOML has English words only.
#[test]
fn a_map_that_is_no_toml_is_refused_in_danish() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = file_in(dir.path(), "sager.csv", GOOD);
    for (map, wanted) in [
        (
            "[columns]\ncase_id = Sagsnr.\n",
            ":2: Linjen »case_id = Sagsnr.« kan ikke læses. Skriv nøgle = \"tekst\" med begge anførselstegn eller [tabel]. \
             En nøgle med andet end a-z, A-Z, 0-9, _ og - skal også stå i anførselstegn.",
        ),
        ("[columns]\nunit = \"A\"\n[columns]\n", ":3: columns findes to gange. Behold den ene."),
    ] {
        let path = file_in(dir.path(), "kolonner.toml", map);
        let (code, _, said) = run(&["--lang", "da", "price", &file, "--map", &path]);
        assert_eq!((code, said), (Some(2), format!("{path}{wanted}")));
    }
}

#[test]
fn a_map_is_drafted_from_a_file() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = file_in(
        dir.path(),
        "udtræk.csv",
        "Sager 2022\n\nSagsnr.;Type af indsats;Startdato;Slutdato;Handlekommune;Note\nS-1;Efterforsorg;01-03-2022;31-03-2022;Aarhus;\"a \"\"b\"\"\"\n",
    );
    let (code, map, said) = run(&["map", &file]);
    assert_eq!(code, Some(0), "{said}");
    for line in [
        "# dates = \"dmy\"  # 01-03-2022",
        "case_id = \"Sagsnr.\"",
        "# service = \"Type af indsats\"",
        "first_day = \"Startdato\"",
        "# payer = \"Handlekommune\"",
        "# not read: \"Note\"",
    ] {
        assert!(map.lines().any(|found| found == line), "{line}:\n{map}");
    }
    // Two services have the name: which is meant is for the reader to say.
    let of_both = map.lines().find(|line| line.starts_with("# \"Efterforsorg\" = \"\"  # ")).expect("a line of the word");
    assert!(of_both.contains("mandecentret/efterforsorg") && of_both.contains("pensionatet/efterforsorg"), "{of_both}");
    // The draft is a map; with its guesses accepted it prices the file.
    let drafted = file_in(dir.path(), "draft.toml", &map);
    assert!(run(&["price", &file, "--map", &drafted]).2.contains("required columns are missing: service, payer"));
    let agreed: String = map
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(guess) if guess.starts_with("\"Efter") => "\"Efterforsorg\" = \"mandecentret/efterforsorg\"",
            Some(guess) if ["dates", "service = \"Type", "payer = \"Handle", "[values"].iter().any(|start| guess.starts_with(start)) => guess,
            _ => line,
        })
        .map(|line| format!("{line}\n"))
        .collect();
    let agreed = file_in(dir.path(), "agreed.toml", agreed);
    let (code, out, said) = run(&["price", &file, "--map", &agreed, "--format", "csv"]);
    assert!(code == Some(0) && out.contains(",16895.00,"), "{said}");
}

#[test]
fn a_template_is_a_case_file_without_rows() {
    let dir = tempfile::tempdir().expect("a directory");
    for lang in ["da", "en"] {
        let output = takst(&["--lang", lang, "template"], "", &[]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let file = file_in(dir.path(), "skabelon.xlsx", output.stdout);
        let (code, _, said) = run(&["price", &file]);
        assert!(code == Some(2) && said.contains("has no rows"), "{said}");
    }
}

#[test]
fn a_template_has_prices_and_a_guide() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("skabelon.xlsx");
    let file = path.to_str().expect("a name");
    let (code, out, said) = run(&["--lang", "da", "template", "-o", file]);
    assert!(code == Some(0) && out.is_empty(), "{said}");
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Sager", "Prisliste", "Vejledning", "Lister"]);
    let names: Vec<(String, String)> = book.defined_names().to_vec();
    for (name, sheet) in [("takst_prices", "Prisliste"), ("takst_guide", "Vejledning"), ("takst_lists", "Lister")] {
        assert!(names.iter().any(|(known, formula)| known == name && formula.contains(sheet)), "{names:?}");
    }
    let cells = |book: &mut Xlsx<_>, sheet: &str| -> Vec<Vec<String>> {
        let range = book.worksheet_range(sheet).expect("a sheet");
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let headings = &cells(&mut book, "Sager")[0];
    assert_eq!(headings[..7], ["Sagsnummer", "Borger", "Række-id", "Ydelse", "Startdato", "Slutdato", "Betalingskommune"]);
    let prices = cells(&mut book, "Prisliste");
    let basic: Vec<&Vec<String>> = prices.iter().filter(|row| row[0] == "mandecentret/efterforsorg-basis").collect();
    // 545 kr. until the roll-out, then 435 kr.; the day is open, and so assumed.
    assert_eq!(basic.iter().map(|row| row[4].as_str()).collect::<Vec<_>>(), ["545", "435"]);
    assert!(basic.iter().all(|row| row[1] == "Basis efterforsorg" && row[2] == "Mandecentret" && row[3] == "pr. døgn"), "{basic:?}");
    assert!(basic[1][7].contains("forudsat"), "{basic:?}");
    let agreed = prices.iter().find(|row| row[0] == "livarehab/individuelt-forloeb").expect("a service");
    assert_eq!((agreed[3].as_str(), agreed[4].as_str()), ("aftales", ""));
    let guide = cells(&mut book, "Vejledning").concat().join("\n");
    assert!(guide.contains("Skriv aldrig et CPR-nummer.") && guide.contains("--until") && guide.contains("01-03-2022"), "{guide}");
    let lists = cells(&mut book, "Lister");
    let municipalities: Vec<&str> = lists.iter().map(|row| row[1].as_str()).filter(|name| !name.is_empty()).collect();
    assert_eq!((municipalities[0], municipalities[municipalities.len() - 1]), ("Albertslund Kommune", "Aarhus Kommune"));
    // One that may be filled in is not overwritten.
    let before = std::fs::read(&path).expect("a file");
    let (code, _, said) = run(&["--lang", "da", "template", "-o", file]);
    assert!(code == Some(2) && said.contains("findes allerede"), "{said}");
    assert_eq!(std::fs::read(&path).expect("a file"), before);
}

/// The library that reads workbooks panics on this one.
#[test]
fn a_damaged_workbook_is_one_sentence() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = file_in(dir.path(), "sager.xls", include_bytes!("../../../tests/fuzz/corpus/workbook/cut-off.xls"));
    let output = takst(&["price", &file], "", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        format!("{file}: the workbook is damaged. Open it in a spreadsheet program and save it as .xlsx.\n")
    );
}
