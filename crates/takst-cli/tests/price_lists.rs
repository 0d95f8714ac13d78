//! `takst catalogue import`, `export` and `template`: price lists in and out.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::{ended, file_in, takst, text};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::path::Path;

const HEADING: &str = "Leverandør;Ydelse;Lovgrundlag;Enhed;Takst;Gælder fra;Gælder til;Moms;Refusion";
const GOOD: &str = "Solgården;Botilbud;SEL § 107;måned;14.200,00;2026-01-01;;fritaget;ingen";

/// A folder with a list of these rows; gives the folder and the arguments that import it.
struct List {
    dir: tempfile::TempDir,
    file: String,
    out: String,
}

impl List {
    fn of(name: &str, bytes: impl AsRef<[u8]>) -> List {
        let dir = tempfile::tempdir().expect("a folder");
        let file = file_in(dir.path(), name, bytes);
        let out = dir.path().join("takster").display().to_string();
        List { dir, file, out }
    }

    fn rows(rows: &[&str]) -> List {
        List::of("liste.csv", format!("{HEADING}\n{}\n", rows.join("\n")))
    }

    /// Imports it; gives stdout and stderr.
    fn import(&self, lang: &str, more: &[&str], code: i32) -> (String, String) {
        let args = [&["--lang", lang, "catalogue", "import", &self.file, "--out", &self.out], more].concat();
        let (stdout, stderr) = ended(&args, "", &[], code);
        (stdout.replace(&format!("{}/", self.dir.path().display()), ""), stderr.replace(&format!("{}/", self.dir.path().display()), ""))
    }

    fn is_written(&self) -> bool {
        Path::new(&self.out).exists()
    }
}

/// Five prices of three providers, one of them a version of another; 22 days of a month that is not whole at 467 kr., a month at 14,650 kr., 31 days at
/// 1,412.50 kr., 12.5 hours at 512.50 kr.
#[test]
fn a_danish_list_is_in_use() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let example = |name: &str| root.join("docs/examples").join(name).display().to_string();
    let list = List::of("prisliste.csv", std::fs::read(example("prisliste.csv")).expect("the example"));
    let (stdout, stderr) = list.import("da", &["--dates", "dmy"], 0);
    assert_eq!(stdout, "takster/botilbuddet-solgaarden.toml\ntakster/herberget-havblik.toml\ntakster/mentorhuset.toml\n");
    assert!(stderr.contains("5 priser på 5 ydelser hos 3 leverandører er skrevet i takster."), "{stderr}");
    assert!(stderr.contains("botilbuddet-solgaarden af »Botilbuddet Solgården«"), "{stderr}");
    let (problems, _) = ended(&["catalogue", "check", &list.out], "", &[], 0);
    assert_eq!(problems, "", "nothing to correct, nothing to look at");
    let (lines, _) = ended(&["price", &example("prisliste-sager.csv"), "--catalogue", &list.out, "--format", "csv"], "", &[], 0);
    let mut reader = csv::Reader::from_reader(lines.as_bytes());
    let place = |name: &str| lines.lines().next().expect("a heading").split(',').position(|of| of == name).expect("the column");
    let (net, vat, version) = (place("net"), place("vat"), place("tariff_version"));
    let found: Vec<[String; 3]> =
        reader.records().map(|line| line.expect("a line")).map(|line| [net, vat, version].map(|at| line[at].to_owned())).collect();
    assert_eq!(
        found,
        [
            ["10274.00", "0.00", "botilbuddet-solgaarden/botilbud@2025-01-01"],
            ["14650.00", "0.00", "botilbuddet-solgaarden/botilbud@2026-01-01"],
            ["43787.50", "0.00", "herberget-havblik/ophold-niveau-1@2026-01-01"],
            ["6406.25", "1601.56", "mentorhuset/mentor@2026-01-01"],
        ]
    );
    // Each price cites the list and its row.
    let (explained, _) = ended(&["--lang", "da", "explain", &example("prisliste-sager.csv"), "--case", "S-1", "--catalogue", &list.out], "", &[], 0);
    assert!(explained.contains("prisliste.csv") && explained.contains("linje 4") && explained.contains("Takstblad 2025"), "{explained}");
    // The same list gives the same bytes; nothing is overwritten unasked.
    let file = Path::new(&list.out).join("mentorhuset.toml");
    let first = std::fs::read_to_string(&file).expect("it is written");
    let (_, standing) = list.import("da", &["--dates", "dmy"], 2);
    assert!(standing.contains("takster/botilbuddet-solgaarden.toml findes i forvejen, og intet er skrevet."), "{standing}");
    list.import("da", &["--dates", "dmy", "--replace"], 0);
    assert_eq!(std::fs::read_to_string(&file).expect("it is written"), first);
}

/// Each row that cannot be right is refused with its place, the value and what would be right, in both languages.
#[test]
fn rows_that_cannot_be_right_are_refused() {
    for (row, danish, english) in [
        (
            "Solgården;Botilbud;SEL § 107;måned;14.200;2026-01-01;;fritaget;ingen",
            "liste.csv: linje 2, kolonnen price (»Takst«): Værdien »14.200« kan ikke læses. Det kan betyde to ting: Skriv 14200 eller 14200,00, hvis det er tusinder, og 14,2, hvis det er decimaler.",
            "liste.csv: line 2, column price (\"Takst\"): The value \"14.200\" cannot be read. It can mean two things: write 14200 or 14200.00 for thousands, and 14.2 for decimals.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;dag;14,00;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen unit (»Enhed«): Værdien »dag« kan ikke læses. Skriv et af: time, døgn, uge, måned, forløb, aftales, indeholdt, gratis.",
            "line 2, column unit (\"Enhed\"): The value \"dag\" cannot be read. Write one of: hour, day, week, month, course, agreed, included, free.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;14,00;01-01-2026;;fritaget;ingen",
            "linje 2, kolonnen from (»Gælder fra«): Værdien »01-01-2026« kan ikke læses. Skriv datoen som 2026-01-01.",
            "line 2, column from (\"Gælder fra\"): The value \"01-01-2026\" cannot be read. Write the date as 2026-01-01.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;14,00;2026-02-30;;fritaget;ingen",
            "linje 2, kolonnen from (»Gælder fra«): »2026-02-30«: Det er ikke en dag i kalenderen, skrevet ÅÅÅÅ-MM-DD.",
            "line 2, column from (\"Gælder fra\"): \"2026-02-30\": This is no day of the calendar, written YYYY-MM-DD.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;14,125;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen price (»Takst«): Værdien »14,125« kan ikke læses.",
            "line 2, column price (\"Takst\"): The value \"14,125\" cannot be read.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;1414,1251;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen price (»Takst«): »1414,1251«: må højst have 2 decimaler.",
            "line 2, column price (\"Takst\"): \"1414,1251\": must have at most 2 decimals.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;-5,00;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen price (»Takst«): »-5,00«: skal være større end 0.",
            "line 2, column price (\"Takst\"): \"-5,00\": must be more than 0.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;0;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen price (»Takst«): »0«: En pris på 0 er aldrig rigtig. Er ydelsen en del af opholdet eller gratis, så skriv det som enhed",
            "line 2, column price (\"Takst\"): \"0\": A price of 0 is never right.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen price (»Takst«): Feltet skal udfyldes.",
            "line 2, column price (\"Takst\"): A value is needed here.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;gratis;14,00;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen price (»Takst«): »14,00«: Enheden siger, at ydelsen ikke har nogen pris, men rækken har pris eller datoer.",
            "line 2, column price (\"Takst\"): \"14,00\": The unit says that the service has no price, but the row has a price or days.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;14,00;2026-01-01;2025-12-31;fritaget;ingen",
            "linje 2, kolonnen to (»Gælder til«): »2025-12-31«: sidste dag, 2025-12-31, ligger før første dag, 2026-01-01.",
            "line 2, column to (\"Gælder til\"): \"2025-12-31\": the last day, 2025-12-31, lies before the first, 2026-01-01.",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;14,00;2026-01-01;9999-12-31;fritaget;ingen",
            "linje 2, kolonnen to (»Gælder til«): »9999-12-31«: Lad feltet stå tomt, mens prisen gælder.",
            "line 2, column to (\"Gælder til\"): \"9999-12-31\": Leave it empty while the price holds.",
        ),
        (
            "Solgården;Botilbud;LAB § 32;døgn;14,00;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen vat_exemption: Hvorfor er ydelsen fritaget for moms? Skriv et af: VATEX-EU-132-1B",
            "line 2, column vat_exemption: Why is the service exempt from VAT? Write one of: VATEX-EU-132-1B",
        ),
        (
            "Solgården;Botilbud;SEL § 107;døgn;14,00;2026-01-01;;måske;ingen",
            "linje 2, kolonnen vat (»Moms«): Værdien »måske« kan ikke læses. Skriv et af: fritaget, momspligtig.",
            "line 2, column vat (\"Moms\"): The value \"måske\" cannot be read. Write one of: exempt, standard.",
        ),
        (
            "Solgården;;SEL § 107;døgn;14,00;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen name (»Ydelse«): Feltet skal udfyldes.",
            "line 2, column name (\"Ydelse\"): A value is needed here.",
        ),
        (
            "Solgården;–;SEL § 107;døgn;14,00;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen name (»Ydelse«): Af navnet »–« kan der ikke dannes et id. Skriv et i kolonnen med id.",
            "line 2, column name (\"Ydelse\"): No id can be made of the name \"–\". Write one in the column of ids.",
        ),
        (
            "Solgården;Ophold 010190-1234;SEL § 107;døgn;14,00;2026-01-01;;fritaget;ingen",
            "linje 2, kolonnen name (»Ydelse«): Værdien »Ophold xxxxxx-xxxx« kan ikke læses. Et CPR-nummer må ikke stå i en prisliste.",
            "line 2, column name (\"Ydelse\"): The value \"Ophold xxxxxx-xxxx\" cannot be read. No CPR number may stand in a price list.",
        ),
    ] {
        let list = List::rows(&[row]);
        for (lang, expected) in [("da", danish), ("en", english)] {
            let (stdout, stderr) = list.import(lang, &[], 1);
            assert!(stdout.is_empty() && stderr.contains(expected), "{expected}\nis not in\n{stderr}");
            let count = stderr.lines().filter(|line| line.contains("linje 2") || line.contains("line 2")).count();
            assert_eq!(count, 1, "one fault is said once: {stderr}");
        }
        assert!(!list.is_written());
    }
}

/// What rows say together.
#[test]
fn rows_that_contradict_each_other_are_refused() {
    for (rows, danish) in [
        (
            [GOOD, "Solgården;Botilbud;SEL § 110;måned;15.000,00;2027-01-01;;fritaget;ingen"],
            "linje 3, kolonnen legal_basis (»Lovgrundlag«): Værdien »SEL § 110« er en anden end »SEL § 107« i linje 2.",
        ),
        (
            [GOOD, "Solgården;Botilbud;;;15.000,00;2027-01-01;;;"],
            "linje 3, kolonnen price (»Takst«): To priser gælder fra 2027-01-01 til 2199-12-31: denne og den i linje 2. Afslut den ene",
        ),
    ] {
        let list = List::rows(&rows);
        let (_, stderr) = list.import("da", &[], 1);
        assert!(stderr.contains(danish) && !list.is_written(), "{danish}\nis not in\n{stderr}");
    }
    // Two names of one id, and a service of which nothing is left.
    let same = List::rows(&[GOOD, "Solgården;BOTILBUD;SEL § 107;måned;15.000,00;2027-01-01;;fritaget;ingen"]);
    let (_, stderr) = same.import("da", &[], 1);
    assert!(stderr.contains("Navnet »BOTILBUD« giver samme id, botilbud, som »Botilbud« i linje 2."), "{stderr}");
    let unread =
        List::rows(&["Solgården;Botilbud;SEL § 107;dag;1,00;2026-01-01;2026-12-31;fritaget;ingen", "Solgården;Botilbud;;;2,00;2027-01-01;;;"]);
    let (_, stderr) = unread.import("da", &[], 1);
    assert!(stderr.contains("linje 3: Ydelsen kan ikke skrives, fordi linje 2 er afvist."), "{stderr}");
    // Versions of a row differ in the day from which they were known.
    let known = "provider,provider_name,service,name,legal_basis,unit,price,from,known_from,vat,refund\n\
        s,Solgården,s/b,Botilbud,SEL § 107,month,100.00,2026-01-01,,exempt,none\ns,,s/b,,,,110.00,2026-01-01,2026-03-15,,\n";
    let list = List::of("liste.csv", known);
    list.import("da", &[], 0);
    let written = std::fs::read_to_string(Path::new(&list.out).join("s.toml")).expect("it is written");
    assert!(written.contains("known_from = \"2026-03-15\""), "{written}");
}

/// An id that one row gives to a name holds for every row of that name.
#[test]
fn a_name_has_one_id() {
    let list = "provider,provider_name,service,name,legal_basis,unit,price,from,to,vat,refund\n\
        sol,Solgården,bolig,Botilbud,SEL § 107,month,100.00,2026-01-01,2026-12-31,exempt,none\n,Solgården,,Botilbud,,,110.00,2027-01-01,,,\n";
    let list = List::of("liste.csv", list);
    let (stdout, stderr) = list.import("en", &[], 0);
    assert_eq!(stdout, "takster/sol.toml\n");
    assert!(stderr.contains("2 prices of 1 service of 1 provider are written to takster.") && !stderr.contains("made of names"), "{stderr}");
    let written = std::fs::read_to_string(Path::new(&list.out).join("sol.toml")).expect("it is written");
    assert!(written.contains("id = \"sol/bolig\"") && written.matches("[[service.tariff]]").count() == 2, "{written}");
}

/// The others go on where that is asked for; the exit code still says that some are refused.
#[test]
fn refused_rows_can_be_left_out() {
    let list = List::rows(&[GOOD, "Havblik;Ophold;SEL § 110;dag;1,00;2026-01-01;;fritaget;sel-110-ophold"]);
    let (stdout, stderr) = list.import("da", &[], 1);
    assert!(stdout.is_empty() && stderr.contains("1 række er afvist, og intet er skrevet."), "{stderr}");
    let (stdout, stderr) = list.import("da", &["--skip-refused"], 1);
    assert_eq!(stdout, "takster/solgaarden.toml\n");
    assert!(stderr.contains("1 række er afvist og ikke med i det, der er skrevet."), "{stderr}");
    ended(&["catalogue", "check", &list.out], "", &[], 0);
}

#[test]
fn what_is_no_price_list_is_refused() {
    let lacking = List::of("liste.csv", "Leverandør;Ydelse;Takst\na;b;1,00\n");
    let (_, stderr) = lacking.import("en", &[], 2);
    assert!(stderr.contains("legal_basis") && stderr.contains("unit") && stderr.contains("refund"), "{stderr}");
    let empty = List::of("liste.csv", format!("{HEADING}\n"));
    assert!(empty.import("en", &[], 2).1.contains("liste.csv"));
    let map = file_in(empty.dir.path(), "map.toml", "[columns]\npris = \"Takst\"\n");
    let (_, stderr) = List::rows(&[GOOD]).import("en", &["--map", &map], 2);
    assert!(stderr.contains("map.toml:2: there is no column pris"), "{stderr}");
    let (_, stderr) = ended(&["--lang", "en", "catalogue", "import", "/no/such/list.xlsx", "--out", "/tmp/x"], "", &[], 2);
    assert!(stderr.contains("/no/such/list.xlsx"), "{stderr}");
}

/// A map gives what a list lacks, for every row.
#[test]
fn a_map_gives_what_a_list_lacks() {
    let list = List::of("liste.csv", "Tilbud;Ydelse;Beløb;Pr.;Fra\nSolgården;Botilbud;467,00;dag;1.2.2026\n");
    let map = "dates = \"dmy\"\n[columns]\nprice = \"Beløb\"\nunit = \"Pr.\"\n[constants]\nvat = \"exempt\"\nrefund = \"none\"\nlegal_basis = \"SEL § 107\"\n[values.unit]\n\"dag\" = \"day\"\n";
    let map = file_in(list.dir.path(), "kolonner.toml", map);
    list.import("da", &["--map", &map, "--publisher", "Byen"], 0);
    let written = std::fs::read_to_string(Path::new(&list.out).join("solgaarden.toml")).expect("it is written");
    for part in ["kind = \"day\"", "price = \"467.00\"", "from = \"2026-02-01\"", "publisher = \"Byen\"", "legal_basis = \"SEL § 107\""] {
        assert!(written.contains(part), "{part} is not in\n{written}");
    }
}

/// Dates and numbers of a workbook are what they are, and places are cells.
#[test]
fn a_workbook_is_a_price_list() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Takster 2026").expect("a name");
    sheet.write_string(0, 0, "Takster").expect("a cell");
    for (at, heading) in (0..).zip(HEADING.split(';')) {
        sheet.write_string(2, at, heading).expect("a cell");
    }
    let day = Format::new().set_num_format("dd-mm-yyyy");
    for (row, price) in [(3, 512.3456), (4, 14_200.5)] {
        for (at, text) in
            [(0, "Mentorhuset"), (1, if row == 3 { "Mentor" } else { "Husleje" }), (2, "SEL § 85"), (3, "time"), (7, "nej"), (8, "ingen")]
        {
            sheet.write_string(row, at, text).expect("a cell");
        }
        sheet.write_number(row, 4, price).expect("a cell");
        sheet.write_datetime_with_format(row, 5, ExcelDateTime::from_ymd(2026, 1, 1).expect("a day"), &day).expect("a cell");
    }
    sheet.write_string(4, 3, "md.").expect("a cell");
    book.add_worksheet().set_name("Noter").expect("a name").write_string(0, 0, "intet").expect("a cell");
    let list = List::of("liste.xlsx", book.save_to_buffer().expect("a workbook"));
    let (_, stderr) = list.import("da", &["--skip-refused"], 1);
    assert!(stderr.contains("liste.xlsx: række 5 i arket, kolonnen unit (»Enhed«, celle D5): Værdien »md.« kan ikke læses."), "{stderr}");
    let written = std::fs::read_to_string(Path::new(&list.out).join("mentorhuset.toml")).expect("it is written");
    for part in
        ["price = \"512.3456\"", "from = \"2026-01-01\"", "place = \"række 4\"", "title = \"liste.xlsx, arket »Takster 2026«\"", "vat = \"exempt\""]
    {
        assert!(written.contains(part), "{part} is not in\n{written}");
    }
}

/// The empty list is read by the import, and has what can be chosen.
#[test]
fn the_template_is_a_price_list() {
    for lang in ["da", "en"] {
        let template = takst(&["--lang", lang, "catalogue", "template"], "", &[]);
        assert_eq!(template.status.code(), Some(0), "{}", text(&template.stderr));
        let list = List::of("prisliste.xlsx", &template.stdout);
        // Its headings are those of a list; it has no rows yet.
        let (_, stderr) = list.import("en", &[], 2);
        assert!(stderr.contains("holds no rows") || stderr.contains("no row"), "{stderr}");
    }
}

/// What a list cannot hold is said.
#[test]
fn the_built_in_catalogue_is_exported() {
    let (csv, stderr) = ended(&["--lang", "en", "catalogue", "export"], "", &[], 0);
    assert!(
        csv.starts_with("provider,provider_name,service,name,legal_basis,unit,price,day_price,from,to,known_from,vat,vat_exemption,refund,source,"),
        "{csv}"
    );
    assert!(
        csv.contains("\npensionatet,Pensionatet,pensionatet/cti,CTI-forløb,SEL § 85 a,day,406.00,,2020-01-01,2020-12-31,,exempt,,sel-85a-bostoette,"),
        "{csv}"
    );
    assert!(stderr.contains("roll-out-date") && stderr.contains("appropriations are not in the price list"), "{stderr}");
    let (one, _) = ended(&["catalogue", "export", "--provider", "pensionatet", "--csv-style", "da"], "", &[], 0);
    assert!(one.starts_with("\u{FEFF}Leverandør-id;Leverandør;") && one.contains(";døgn;406,00;") && !one.contains("mandecentret"), "{one}");
    let (_, stderr) = ended(&["--lang", "en", "catalogue", "export", "--provider", "pensionat"], "", &[], 2);
    assert!(stderr.contains("pensionatet"), "{stderr}");
    let wrong = takst(&["catalogue", "export", "--format", "xlsx", "--csv-style", "da"], "", &[]);
    assert_eq!(wrong.status.code(), Some(2));
}
