//! A folder with everything a provider's bookkeeping needs, and the commands of its year.

use crate::command::{Ended, Takst};
use std::fmt::Write;
use std::path::Path;

/// Name of the ledger in the folder.
pub const LEDGER: &str = "books";

const PROVIDER: &str = r#"[provider]
id = "boegely"
name = "Center Bøgely"
[provider.sources]
legal_basis = "made up"
vat = "made up"
refund = "made up"

[[service]]
id = "boegely/ophold"
name = { da = "Ophold", en = "Stay" }
legal_basis = "SEL § 110"
kind = "day"
vat = "exempt"
refund = "sel-110-ophold"
account = "5.38.42"
[[service.tariff]]
from = "2019-01-01"
price = "1185.00"
source = "made up"
"#;

const PARTIES: &str = r#"[[seller]]
provider = "boegely"
name = "Center Bøgely"
cvr = "12345674"
vat_registered = false
series = "B-"
payment_days = 21
street = "Prøvevej"
building_number = "1"
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

/// A command of the year.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it does, for a report.
    pub name: &'static str,
    /// The words after `takst`.
    pub words: Vec<String>,
    /// What it leaves besides the ledger: a plan.
    pub leaves: Option<&'static str>,
}

impl Step {
    fn new(name: &'static str, words: &str) -> Step {
        Step { name, words: words.split(' ').map(str::to_owned).collect(), leaves: None }
    }

    fn leaving(self, plan: &'static str) -> Step {
        Step { leaves: Some(plan), ..self }
    }

    /// Runs the command in a folder.
    #[must_use]
    pub fn run(&self, takst: &Takst, dir: &Path) -> Ended {
        takst.run(dir, &self.words())
    }

    /// Its words.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }
}

/// Writes catalogue, parties, three states of the case file, and the documents of the system before.
///
/// # Panics
/// The folder cannot be written.
pub fn write_inputs(dir: &Path, cases: usize) {
    let put = |name: &str, text: &str| std::fs::write(dir.join(name), text).expect("written");
    std::fs::create_dir_all(dir.join("catalogue")).expect("a folder");
    put("catalogue/boegely.toml", PROVIDER);
    put("parties.toml", PARTIES);
    put("before.csv", &documents_before(cases / 4));
    for state in 1..=3 {
        put(&format!("cases-{state}.csv"), &case_file(cases, state));
    }
}

/// Stays from October 2019. From one state of the file to the next some cases end earlier or later, and some go to another payer.
fn case_file(cases: usize, state: usize) -> String {
    let mut text = "case_id;citizen_id;service;first_day;last_day;payer;commitment;commitment_date;order_reference\n".to_owned();
    for case in 0..cases {
        let last = if (case + state).is_multiple_of(3) { "2020-01-20" } else { "2020-05-31" };
        let payer = if (case * 7 + state) % 5 < 2 { "101" } else { "751" };
        writeln!(text, "S-{case:04};B-{case:04};boegely/ophold;2019-10-01;{last};{payer};BEV;2019-01-01;4500{case}").expect("a text takes all");
    }
    text
}

/// October 2019 of every fourth case, billed by another system: 31 days at 1,185.00 are 36,735.00.
fn documents_before(count: usize) -> String {
    let mut text = "number,kind,issued,due,case_id,provider,payer,month,line,service,first_day,last_day,quantity,unit,unit_price,net,vat_category,vat_rate,vat\n"
        .to_owned();
    for number in 0..count {
        let case = number * 4;
        let payer = if (case * 7 + 1) % 5 < 2 { "101" } else { "751" };
        writeln!(
            text,
            "F{number},invoice,2019-11-01,2019-12-01,S-{case:04},boegely,{payer},2019-10,1,boegely/ophold,2019-10-01,2019-10-31,31,day,1185.00,36735.00,E,0,0.00"
        )
        .expect("a text takes all");
    }
    text
}

/// The command that begins the year.
#[must_use]
pub fn init() -> Step {
    Step::new("init", "ledger init books --from 2019-10")
}

/// The commands of the year after the first.
#[must_use]
pub fn year() -> Vec<Step> {
    let on = |command: &str, state: u8, date: &str, more: &str| {
        format!("{command} cases-{state}.csv --ledger books --parties parties.toml --catalogue catalogue --date {date} --format csv{more}")
    };
    let claim = |state: u8, quarter: &str, date: &str| {
        format!("claim cases-{state}.csv --ledger books --payer 101 --quarter {quarter} --catalogue catalogue --date {date} --format csv")
    };
    vec![
        Step::new("import", "ledger import books before.csv --parties parties.toml --catalogue catalogue"),
        Step::new("invoice", &on("invoice", 1, "2020-02-01", "")),
        Step::new("claim", &claim(1, "2019-Q4", "2020-02-01")),
        Step::new("plan", &on("correct", 2, "2020-02-10", " --save-plan plan.json")).leaving("plan.json"),
        Step::new("correct", &on("correct", 2, "2020-02-10", " --plan plan.json")),
        Step::new("plan", &on("correct", 2, "2020-02-11", " --reissue B-4 B-5 F2 --save-plan again.json")).leaving("again.json"),
        Step::new("reissue", &on("correct", 2, "2020-02-11", " --plan again.json")),
        Step::new("claim", &claim(2, "2020-Q1", "2020-04-15")),
        Step::new("invoice", &on("invoice", 3, "2020-05-02", "")),
        Step::new("expire", "ledger expire books --before 2020"),
        Step::new("plan", &on("correct", 3, "2020-06-02", " --save-plan late.json")).leaving("late.json"),
        Step::new("correct", &on("correct", 3, "2020-06-02", " --plan late.json")),
    ]
}
