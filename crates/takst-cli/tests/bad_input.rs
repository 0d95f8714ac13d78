//! Bad input: a clear error in both languages that says what would be right, and nothing written.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::books::{Books, Run, cases, stay, stay_of};
use common::file_in;
use std::collections::BTreeMap;
use takst_explain::Lang;
use takst_explain::format::date;

/// Two cases in January 2024 that are billed on 2 February, and claimed.
fn billed() -> Books {
    let books = Books::from("2024-01");
    let run = books.invoice(&january(), "2024-02-02");
    assert_eq!(run.code, 0, "{}", run.stderr);
    books
}

fn january() -> String {
    cases(&[&stay("S-1", "2024-01-01", "2024-01-31"), &stay("S-2", "2024-01-01", "2024-01-31")])
}

/// January with ten days less of a case.
fn shorter() -> String {
    cases(&[&stay("S-1", "2024-01-01", "2024-01-21"), &stay("S-2", "2024-01-01", "2024-01-31")])
}

/// Every file of the folder, byte by byte.
fn folder(books: &Books) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(books.dir.path()).expect("a folder").map(|entry| entry.expect("a file"));
    entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("read")))
        .collect()
}

/// Runs a command in both languages: it ends with 2, says what is expected, prints no row and changes no file.
fn refused(books: &Books, args: &[&str], english: &[&str], danish: &[&str]) {
    let before = folder(books);
    for (lang, expected) in [("en", english), ("da", danish)] {
        let run = books.run(&[&["--lang", lang], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}: {}", run.stderr);
        for said in expected {
            assert!(run.stderr.contains(said), "{args:?}: expected “{said}”:\n{}", run.stderr);
        }
        assert!(folder(books) == before, "{args:?}: a file is changed");
    }
}

/// The words of `takst invoice` or `correct` with the case file and parties of the folder.
fn issuing<'a>(command: &'a str, books: &'a [String; 3], more: &[&'a str]) -> Vec<&'a str> {
    let [cases, ledger, parties] = books;
    [&[command, cases, "--ledger", ledger, "--parties", parties, "--format", "csv"], more].concat()
}

fn names(books: &Books) -> [String; 3] {
    [books.path("cases.csv"), books.path("books"), books.path("parties.toml")]
}

#[test]
fn a_parties_file_with_every_fault_says_them_all_at_once() {
    let books = billed();
    books.parties(
        r#"[[seller]]
provider = "mandecentrt"
name = ""
cvr = "12345678"
vat_registered = "no"
series = "M-1"
payment_days = 45
first_number = 0
street = "Prøvevej"
city = "København K"
postal_code = "1000"
endpoint = "cvrx"
gln = "5798009811570"
contact = { nam = "Bogholderiet" }
bank = { registration = "12", account = "12345678901" }
iban = { account = "DK5000400440116244", bic = "DABADKKK" }

[[seller]]
provider = "livarehab"
series = "M-1"

[[buyer]]
payer = "999"
name = "Københavns Kommune"
cvr = "64942213"
gln = "579800980027"
format = "pdf"
demands = ["order_ref"]

[[buyers]]
payer = "751"
"#,
    );
    let english = [
        "parties.toml:2:12: error: seller.provider = \"mandecentrt\": the catalogue has no such provider; did you mean mandecentret?",
        "parties.toml:3:8: error: seller.name = \"\": must be a text on one line",
        "parties.toml:4:7: error: seller.cvr = \"12345678\": has a wrong check digit",
        "parties.toml:5:18: error: seller.vat_registered = \"no\": must be true or false, without quotes",
        "parties.toml:6:10: error: seller.series = \"M-1\": must not end in a digit",
        "parties.toml:7:16: error: seller.payment_days = 45: must be a whole number from 0 to 30",
        "parties.toml:8:16: error: seller.first_number = 0: must be a whole number from 1",
        "parties.toml:12:12: error: seller.endpoint = \"cvrx\": is not one of: cvr, gln; did you mean cvr?",
        "parties.toml:13:7: error: seller.gln = \"5798009811570\": has a wrong check digit",
        "parties.toml:14:13: error: seller.contact.nam: there is no such key here; did you mean name?",
        "parties.toml:15:25: error: seller.bank.registration = \"12\": must be 4 digits in quotes",
        "parties.toml:15:41: error: seller.bank.account = \"12345678901\": must be 1–10 digits in quotes",
        "parties.toml:16:8: error: seller.iban: is a second way to pay; give one of: bank, fik, iban",
        "parties.toml:18:1: error: seller: says nothing about how it is paid; give one of: bank, fik, iban",
        "parties.toml:18:1: error: seller.cvr: is missing",
        "parties.toml:20:10: error: seller.series = \"M-1\": is used already, at ",
        "parties.toml:23:9: error: buyer.payer = \"999\": is not the code of a municipality (101 to 860)",
        "parties.toml:25:7: error: buyer.cvr = \"64942213\": has a wrong check digit",
        "parties.toml:26:7: error: buyer.gln = \"579800980027\": must be 13 digits in quotes",
        "parties.toml:27:10: error: buyer.format = \"pdf\": is not one of: oioubl, bis3",
        "parties.toml:28:12: error: buyer.demands = \"order_ref\": is not one of: buyer_reference, order_reference",
        "parties.toml:30:3: error: buyers: there is no such key here; did you mean buyer?",
    ];
    let danish = [
        "parties.toml:2:12: fejl: seller.provider = \"mandecentrt\": leverandøren findes ikke i kataloget; mente du mandecentret?",
        "parties.toml:4:7: fejl: seller.cvr = \"12345678\": har et forkert kontrolciffer",
        "parties.toml:20:10: fejl: seller.series = \"M-1\": er allerede brugt, i ",
        "parties.toml:30:3: fejl: buyers: nøglen findes ikke her; mente du buyer?",
    ];
    let names = names(&books);
    refused(&books, &issuing("invoice", &names, &["--date", "2024-02-02"]), &english, &danish);
    refused(&books, &issuing("correct", &names, &["--date", "2024-02-02"]), &english[..2], &danish[..1]);
}

#[test]
fn what_is_no_ledger_of_this_program_is_named_with_what_to_do() {
    let books = billed();
    let ledger = std::fs::read(books.path("books")).expect("read");
    let at_version_2 = |mut bytes: Vec<u8>| {
        // The version of the tables: bytes 60 to 63 of a SQLite file.
        bytes[63] = 2;
        bytes
    };
    let mut without_mark = ledger.clone();
    without_mark[68..72].fill(0);
    let files: [(&str, Vec<u8>, &str, &str); 5] = [
        (
            "newer",
            at_version_2(ledger.clone()),
            "newer was written by a newer takst (its tables have version 2, this program knows versions up to 1). Use a newer takst. Nothing was written.",
            "newer er skrevet af en nyere udgave af takst (tabellerne har version 2, dette program kender versioner til og med 1). Brug en nyere takst. Intet er skrevet.",
        ),
        (
            "text",
            b"number;net\nM-1;100\n".to_vec(),
            "text is not a ledger of takst. Give the file that takst ledger init made. Nothing was written.",
            "text er ikke et dokumentregister fra takst. Angiv den fil, som takst ledger init oprettede. Intet er skrevet.",
        ),
        ("other", without_mark, "other is not a ledger of takst.", "other er ikke et dokumentregister fra takst."),
        (
            "empty",
            Vec::new(),
            "empty is empty: no ledger was made in it, or making it was interrupted. takst ledger init makes one.",
            "empty er tom: Der er ikke oprettet et register i filen, eller oprettelsen blev afbrudt. takst ledger init opretter et.",
        ),
        (
            "cut",
            ledger[..ledger.len() / 2].to_vec(),
            "The ledger is not intact: the file is damaged (",
            "Registret er ikke i orden: filen er beskadiget (",
        ),
    ];
    for (name, bytes, english, danish) in files {
        file_in(books.dir.path(), name, bytes);
        let names = [books.path("cases.csv"), books.path(name), books.path("parties.toml")];
        refused(&books, &issuing("invoice", &names, &["--date", "2024-02-02"]), &[english], &[danish]);
        refused(&books, &["ledger", "export", &names[1]], &[english], &[danish]);
        // A damaged ledger is what `check` looks for.
        if name != "cut" {
            refused(&books, &["ledger", "check", &names[1]], &[english], &[danish]);
        }
    }
    let check = books.run(&["ledger", "check", &books.path("cut")]);
    assert_eq!(check.code, 1);
    assert!(check.stderr.ends_with("Issue nothing from this file. Use the latest copy that is intact.\n"), "{}", check.stderr);
    let folder = books.dir.path().display().to_string();
    refused(&books, &["ledger", "check", &folder], &["is not a ledger of takst."], &["er ikke et dokumentregister fra takst."]);
    let absent = books.path("absent");
    let (english, danish) =
        ("absent: the file does not exist. takst ledger init makes a ledger.", "absent: Filen findes ikke. takst ledger init opretter et register.");
    refused(&books, &["ledger", "check", &absent], &[english], &[danish]);
    let nowhere = books.path("no/such/books");
    let (english, danish) = (
        "no/such: the folder does not exist. Make it first, or give another one.",
        "no/such: Mappen findes ikke. Opret den først, eller angiv en anden.",
    );
    refused(&books, &["ledger", "init", &nowhere, "--from", "2024-01"], &[english], &[danish]);
}

#[test]
fn dates_that_go_backwards_or_ahead_say_which_are_right() {
    let books = billed();
    file_in(books.dir.path(), "cases.csv", cases(&[&stay("S-3", "2024-01-01", "2024-01-31")]));
    let names = names(&books);
    refused(
        &books,
        &issuing("invoice", &names, &["--date", "2024-02-01", "--until", "2024-01"]),
        &[
            "ledger.date-backwards: 1 February 2024 is before 2 February 2024, the date of the latest document of mandecentret.",
            "Give --date 2024-02-02 or a later day.",
        ],
        &[
            "ledger.date-backwards: 1. februar 2024 ligger før 2. februar 2024, som er datoen for det seneste dokument fra mandecentret.",
            "Angiv --date 2024-02-02 eller en senere dag.",
        ],
    );
    let today = chrono::Local::now().date_naive();
    let tomorrow = today.succ_opt().expect("a day");
    let [of_en, today_en] = [tomorrow, today].map(|day| date(Lang::En, day));
    let [of_da, today_da] = [tomorrow, today].map(|day| date(Lang::Da, day));
    let tomorrow = tomorrow.to_string();
    let english = [format!("ledger.date-ahead: {of_en} is after today, {today_en}. Nothing was written. Give --date {today} or an earlier day.")];
    let danish =
        [format!("ledger.date-ahead: {of_da} ligger efter i dag, {today_da}. Intet er skrevet. Angiv --date {today} eller en tidligere dag.")];
    let of = |said: &'static str, texts: &[String]| texts.iter().map(|text| text.replace("ledger.date-ahead", said)).collect::<Vec<_>>();
    for (command, more) in [("invoice", &[] as &[&str]), ("correct", &[]), ("correct", &["--reissue", "M-1"])] {
        let words = issuing(command, &names, &[&["--date", &tomorrow], more].concat());
        let (english, danish) = (of("ledger.date-ahead", &english), of("ledger.date-ahead", &danish));
        refused(&books, &words, &[&english[0]], &[&danish[0]]);
    }
    let claim = ["claim", &names[0], "--ledger", &names[1], "--payer", "101", "--quarter", "2024-Q1", "--date", &tomorrow];
    refused(&books, &claim, &["ledger.date-ahead: "], &["ledger.date-ahead: "]);
    // Not a day at all.
    let run = books.run(&issuing("invoice", &names, &["--date", "01-02-2024"]));
    assert!(run.code == 2 && run.stderr.contains("Write the date as 2024-02-01."), "{}", run.stderr);
}

const HEADER: &str = "number,kind,refers_to,issued,due,case_id,provider,payer,month,line,service,first_day,last_day,quantity,unit,unit_price,net,vat_category,vat_rate,vat\n";

/// January 2024 of a case at another system: 31 days at 435.00 are 13,485.00.
const OLD: &str = "F-1,invoice,,2024-02-01,2024-03-01,S-9,mandecentret,101,2024-01,1,mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,31,day,435.00,13485.00,E,0,0.00\n";

#[test]
fn an_import_with_a_gap_or_a_wrong_sum_is_refused_whole() {
    let books = billed();
    let import = |rows: &[String], english: &[&str], danish: &[&str]| {
        let file = file_in(books.dir.path(), "old.csv", format!("{HEADER}{}", rows.concat()));
        let words = ["ledger", "import", &books.path("books"), &file, "--parties", &books.path("parties.toml")];
        let (english, danish) = ([&["import.refused: "], english].concat(), [&["import.refused: ", "Intet er skrevet."], danish].concat());
        refused(&books, &words, &english, &danish);
    };
    let good = OLD.to_owned();
    // Line 2 is missing.
    import(
        &[good.clone(), OLD.replace(",2024-01,1,", ",2024-01,3,")],
        &["Row 2, F-1, column line: “3” cannot be used. The lines of a document are numbered 1, 2, 3 … without a gap: this is line 2."],
        &["Række 2, F-1, kolonnen line: »3« kan ikke bruges. Et dokuments linjer nummereres 1, 2, 3 … uden huller: dette er linje 2."],
    );
    // A credit note of another sum than its invoice.
    let credit = OLD.replace("F-1,invoice,,", "K-1,credit-note,F-1,");
    import(
        &[good.clone(), credit.replace("13485.00", "13484.00")],
        &[
            "Row 2, K-1: The credit note does not credit one imported invoice in full and only once. refers_to must be the number of the invoice, and the lines must be the same.",
        ],
        &["Række 2, K-1: Kreditnotaen krediterer ikke en overtaget faktura helt og kun én gang."],
    );
    // The same invoice with another sum than the ledger has.
    let file = file_in(books.dir.path(), "old.csv", format!("{HEADER}{OLD}"));
    let run = books.run(&["ledger", "import", &books.path("books"), &file, "--parties", &books.path("parties.toml")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    import(
        &[OLD.replace("13485.00", "13484.00")],
        &["Row 1, F-1: The ledger has this number with other content."],
        &["Række 1, F-1: Registret har dette nummer med andet indhold."],
    );
    // Three faults in one file are said together; a number of kroner is no day.
    import(
        &[OLD.replace("F-1", "M-7"), OLD.replace("F-1", "F-2"), OLD.replace("F-1", "F-3").replace("2024-01-31", "435.00")],
        &["Row 3, F-3, column last_day: “435.00” cannot be used. Write a date as 2024-01-31."],
        &["Række 3, F-3, kolonnen last_day: »435.00« kan ikke bruges. Skriv datoen som 2024-01-31."],
    );
    import(
        &[OLD.replace("F-1", "M-7"), OLD.replace("F-1", "F-2")],
        &["because of 2 faults", "Row 1, M-7: The number is one of a seller’s own series", "Row 2, F-2: There is another valid invoice of the case"],
        &["på grund af 2 fejl", "Række 1, M-7: Nummeret hører til en sælgers egen nummerserie", "Række 2, F-2: "],
    );
}

#[test]
fn a_plan_of_another_state_is_refused_and_says_what_changed() {
    let books = billed();
    let plan = books.path("plan.json");
    let planned = |books: &Books| {
        let run: Run = books.correct(&shorter(), "2024-02-03", &["--save-plan", &plan]);
        assert_eq!((run.code, run.rows().len()), (0, 2), "{}", run.stderr);
    };
    let names = names(&books);
    let carry_out = issuing("correct", &names, &["--date", "2024-02-03", "--plan", &plan]);
    // Another case file: one day more.
    planned(&books);
    file_in(books.dir.path(), "cases.csv", shorter().replace("2024-01-21", "2024-01-22"));
    refused(
        &books,
        &carry_out,
        &[
            "plan.changed: the document would be another than the planned one (Invoice, case S-1, mandecentret, Københavns Kommune (101), January 2024, DKK 9,570.00): its lines. Nothing was written. Make a new plan.",
            "Changed since the plan was made: the case file.",
        ],
        &["plan.changed: ", "Intet er skrevet. Lav en ny plan.", "Ændret, siden planen blev lavet: sagsfilen."],
    );
    // Another payer.
    file_in(books.dir.path(), "cases.csv", cases(&[&stay_of("S-1", "2024-01-01", "2024-01-21", "751"), &stay("S-2", "2024-01-01", "2024-01-31")]));
    refused(&books, &carry_out, &["plan.changed: "], &["plan.changed: "]);
    // Nothing is left to do for the case: it is refused, and stays.
    file_in(books.dir.path(), "cases.csv", shorter().replace("2024-01-21", "21-01-2024"));
    refused(
        &books,
        &carry_out,
        &["plan.changed: a planned document is no longer to be issued (Credit note, case S-1,"],
        &["plan.changed: Et planlagt dokument "],
    );
    // Parties without the buyer: the place is held.
    file_in(books.dir.path(), "cases.csv", shorter());
    books.parties(&common::books::PARTIES.replace("payer = \"101\"", "payer = \"147\""));
    refused(&books, &carry_out, &["plan.changed: ", "the parties file"], &["plan.changed: ", "partsfilen"]);
    books.parties(common::books::PARTIES);
    // Files that are no plan.
    let made = std::fs::read_to_string(&plan).expect("read");
    for (text, english, danish) in [
        (
            "case_id;service\n".to_owned(),
            "is not a plan of takst correct, or it was changed (",
            "er ikke en plan fra takst correct, eller den er ændret (",
        ),
        (
            made.replace("\"net\": \"9135.00\"", "\"net\": 9135"),
            "Give the file that takst correct --save-plan wrote, unchanged.",
            "Angiv den fil, som takst correct --save-plan skrev, uden ændringer.",
        ),
        (
            made.replace("\"takst_plan\": 1", "\"takst_plan\": 2"),
            "is a plan of a newer takst (form 2). Nothing was written. Use a newer takst.",
            "er en plan fra en nyere udgave af takst (form 2). Intet er skrevet. Brug en nyere takst.",
        ),
    ] {
        assert_ne!(text, made, "{english}");
        file_in(books.dir.path(), "plan.json", text);
        refused(&books, &carry_out, &[english], &[danish]);
    }
    // Another correction of the case since, by the ledger.
    file_in(books.dir.path(), "plan.json", &made);
    let other = books.path("other.json");
    let longer = shorter().replace("2024-01-21", "2024-01-25");
    assert_eq!(books.correct(&longer, "2024-02-03", &["--save-plan", &other]).code, 0);
    assert_eq!(books.correct(&longer, "2024-02-03", &["--plan", &other]).rows().len(), 2);
    file_in(books.dir.path(), "cases.csv", shorter());
    refused(
        &books,
        &carry_out,
        &["plan.changed: ", "Changed since the plan was made: the ledger."],
        &["plan.changed: ", "Ændret, siden planen blev lavet: registret."],
    );
}

#[test]
fn claims_and_expiries_out_of_time_are_refused() {
    let books = billed();
    let (file, ledger) = (books.path("cases.csv"), books.path("books"));
    let claim = |quarter: &'static str, date: &'static str| {
        [
            "claim".to_owned(),
            file.clone(),
            "--ledger".into(),
            ledger.clone(),
            "--payer".into(),
            "101".into(),
            "--quarter".into(),
            quarter.into(),
            "--date".into(),
            date.into(),
        ]
    };
    let words = |words: &[String]| words.iter().map(|word| word.to_owned()).collect::<Vec<_>>();
    let second = words(&claim("2024-Q2", "2024-07-01"));
    assert_eq!(books.run(&second.iter().map(String::as_str).collect::<Vec<_>>()).code, 0);
    for (quarter, date, english, danish) in [
        (
            "2024-Q1",
            "2024-07-01",
            "claim.quarter-backwards: 2024-Q2 has been claimed already, and 2024-Q1 is before it.",
            "claim.quarter-backwards: 2024-Q2 er allerede opgjort, og 2024-Q1 ligger før.",
        ),
        (
            "2024-Q3",
            "2024-07-01",
            "claim.quarter-ahead: 2024-Q3 is not over on 1 July 2024",
            "claim.quarter-ahead: 2024-Q3 er ikke slut den 1. juli 2024",
        ),
    ] {
        let claim = words(&claim(quarter, date));
        refused(&books, &claim.iter().map(String::as_str).collect::<Vec<_>>(), &[english], &[danish]);
    }
    refused(
        &books,
        &["ledger", "expire", &ledger, "--before", "2150"],
        &["2150: contents of the last five full years are kept."],
        &["2150: indholdet for de seneste fem hele år bevares."],
    );
    // A year is written in full: 20 is no year.
    let run = books.run(&["ledger", "expire", &ledger, "--before", "20"]);
    assert!(run.code == 2 && run.stderr.contains("Write a year from 1900 to 2199."), "{}", run.stderr);
    let (cases, parties) = (file.clone(), books.path("parties.toml"));
    let again = ["correct", &cases, "--ledger", &ledger, "--parties", &parties, "--date", "2024-07-02", "--reissue", "M-1", "M-9", "F"];
    refused(
        &books,
        &again,
        &["reissue.not-standing: “M-9” is not the number", "reissue.not-standing: “F” is not"],
        &["reissue.not-standing: »M-9« er ikke nummeret"],
    );
}
