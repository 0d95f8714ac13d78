//! Ledgers, parties and case files for tests of the commands about documents.

use super::{file_in, takst, text};
use tempfile::TempDir;

/// Two sellers and two buyers: the men's centre bills in the series `M-`, LivaRehab in `L-`, which begins at 100 and pays in 14 days.
pub const PARTIES: &str = r#"
[[seller]]
provider = "mandecentret"
name = "Mandecentret"
cvr = "12345674"
vat_registered = false
series = "M-"
payment_days = 21
street = "Prøvevej"
building_number = "1"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet" }
bank = { registration = "1234", account = "1234567890" }

[[seller]]
provider = "livarehab"
name = "LivaRehab"
cvr = "64942212"
vat_registered = true
series = "L-"
first_number = 100
payment_days = 14
street = "Prøvevej"
building_number = "2"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet" }
bank = { registration = "1234", account = "1234567890" }

[[buyer]]
payer = "101"
name = "Københavns Kommune"
cvr = "64942212"
gln = "5798009800275"
reference = "SOC"
format = "oioubl"
street = "Rådhuspladsen"
city = "København V"
postal_code = "1550"

[[buyer]]
payer = "751"
name = "Aarhus Kommune"
cvr = "12345674"
gln = "5798009800275"
format = "bis3"
street = "Rådhuspladsen"
city = "Aarhus C"
postal_code = "8000"
"#;

/// How a run of the command ended.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Runs the command with nothing on stdin.
    pub fn of(args: &[&str]) -> Run {
        let output = takst(args, "", &[]);
        let code = output.status.code().expect("it was not killed");
        Run { code, stdout: text(&output.stdout).to_owned(), stderr: text(&output.stderr).to_owned() }
    }

    /// The rows of a CSV output below its header.
    pub fn rows(&self) -> Vec<&str> {
        self.stdout.lines().skip(1).collect()
    }
}

/// A folder with a ledger `books` and a parties file.
pub struct Books {
    pub dir: TempDir,
}

impl Books {
    /// A ledger whose books begin with a month.
    pub fn from(month: &str) -> Books {
        let books = Books { dir: tempfile::tempdir().expect("a folder") };
        file_in(books.dir.path(), "parties.toml", PARTIES);
        let made = books.run(&["ledger", "init", &books.path("books"), "--from", month]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        books
    }

    pub fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    pub fn parties(&self, text: &str) {
        file_in(self.dir.path(), "parties.toml", text);
    }

    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(args)
    }

    /// Runs `takst COMMAND FILE --ledger … --parties … MORE` with these cases.
    pub fn with(&self, command: &str, cases: &str, more: &[&str]) -> Run {
        let file = file_in(self.dir.path(), "cases.csv", cases);
        let (ledger, parties) = (self.path("books"), self.path("parties.toml"));
        self.run(&[&[command, &file, "--ledger", &ledger, "--parties", &parties], more].concat())
    }

    /// Issues as CSV.
    pub fn invoice(&self, cases: &str, date: &str) -> Run {
        self.with("invoice", cases, &["--date", date, "--format", "csv"])
    }

    /// Plans a correction as CSV.
    pub fn correct(&self, cases: &str, date: &str, more: &[&str]) -> Run {
        self.with("correct", cases, &[&["--date", date, "--format", "csv"], more].concat())
    }

    /// Plans a correction and carries it out; the rows are those of the second run.
    pub fn corrected(&self, cases: &str, date: &str, more: &[&str]) -> Run {
        let plan = self.path("plan.json");
        let planned = self.correct(cases, date, &[more, &["--save-plan", &plan]].concat());
        assert!(planned.code < 2, "{}", planned.stderr);
        self.correct(cases, date, &["--plan", &plan])
    }

    /// The number of records.
    pub fn records(&self) -> String {
        let checked = self.run(&["ledger", "check", &self.path("books")]);
        assert_eq!(checked.code, 0, "{}", checked.stderr);
        checked.stderr.split_once("intact: ").expect("a count").1.split(' ').next().expect("a number").to_owned()
    }
}

/// A case file with a header and these rows.
pub fn cases(rows: &[&str]) -> String {
    format!("case_id;citizen_id;service;first_day;last_day;payer;commitment;commitment_date;order_reference;hold_released\n{}\n", rows.join("\n"))
}

/// A row of basic aftercare, 435 kr. a day in 2024, paid by København.
pub fn stay(case: &str, first: &str, last: &str) -> String {
    stay_of(case, first, last, "101")
}

pub fn stay_of(case: &str, first: &str, last: &str, payer: &str) -> String {
    format!("{case};B-{case};mandecentret/efterforsorg-basis;{first};{last};{payer};BEV;2023-01-01;;")
}
