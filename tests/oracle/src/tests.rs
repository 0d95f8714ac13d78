//! The oracle's own tests: figures worked out by hand, on a catalogue of their own.

mod faults;
mod findings;
mod properties;
mod windows;
mod worked;

use std::collections::BTreeMap;

use crate::{Answer, Catalogue, Options, Policy, Row, price};

const ACTS: &str = r#"
[[act]]
id = "lbk-1342-2016"
from = "2016-11-21"
to = "2019-12-31"
"#;

const SHELTERS: &str = r#"
[provider]
id = "mandecentret"
name = "Mandecentret"
[[service]]
id = "mandecentret/efterforsorg-basis"
name = { da = "Efterforsorg, basis", en = "Aftercare, basic" }
family = "mandecentret/efterforsorg"
legal_basis = "SEL § 110"
kind = "day"
vat = "exempt"
refund = "sel-110-efterforsorg"
max_months = 12
after_stay = "required"
notice_working_days = 3
[[service.tariff]]
from_setting = "mandecentret-545-from"
until_setting = "roll-out-date"
price = "545.00"
source = "tariff sheet"
[[service.tariff]]
from_setting = "roll-out-date"
price = "435.00"
source = "tariff sheet"
"#;

const PENSIONATET: &str = r#"
[provider]
id = "pensionatet"
name = "Pensionatet"
[[service]]
id = "pensionatet/efterforsorg"
name = { da = "Efterforsorg", en = "Aftercare" }
legal_basis = "SEL § 110"
kind = "included"
vat = "exempt"
refund = "sel-110-efterforsorg"
max_months = 6
[[service]]
id = "pensionatet/cti"
name = { da = "CTI", en = "CTI" }
legal_basis = "SEL § 85 a"
kind = "day"
vat = "exempt"
refund = "sel-85a-bostoette"
max_months = 9
places = 5
commitment = "without-stay"
[[service.tariff]]
from = "2020-01-01"
to = "2020-12-31"
price = "406.00"
source = "tariff sheet"
"#;

const LIVAREHAB: &str = r#"
[provider]
id = "livarehab"
name = "LivaRehab"
[[service]]
id = "livarehab/vejledning-opkvalificering"
name = { da = "Vejledning", en = "Guidance" }
legal_basis = "LAB § 32"
kind = "week"
vat = "standard"
refund = "none"
weeks = 6
weekly_hours = "5"
[[service.tariff]]
from_setting = "livarehab-from"
to_setting = "livarehab-to"
price = "800.00"
act = "lbk-1342-2016"
source = "price list"
[[service]]
id = "livarehab/ressourceforloeb-tvaerfagligt"
name = { da = "Ressourceforløb", en = "Resource course" }
legal_basis = "LAB § 68 a"
kind = "week"
vat = "standard"
refund = "none"
min_weeks = 13
included_hours = "15"
included_hours_approximate = true
vat_when_agreed = "policy"
[[service.tariff]]
from_setting = "livarehab-from"
to_setting = "livarehab-to"
price = "2500.00"
act = "lbk-1342-2016"
source = "price list"
[[service]]
id = "livarehab/mentor-samtaler"
name = { da = "Samtaler", en = "Talks" }
legal_basis = "LAB § 31 b"
kind = "hour"
vat = "standard"
refund = "none"
[[service.tariff]]
from = "2016-11-21"
price = "500.00"
source = "price list"
"#;

/// What the tests need beyond the published tariffs: stays and courses at agreed prices, and a tariff with holes.
const MADE_UP: &str = r#"
[provider]
id = "boegely"
name = "Center Bøgely"
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
source = "takstblad"
[[service]]
id = "boegely/maaned"
name = { da = "Ophold, måned", en = "Stay, month" }
legal_basis = "SEL § 107"
kind = "month"
vat = "exempt"
refund = "sel-110-ophold"
[[service.tariff]]
from = "2019-01-01"
price = "30000.00"
source = "takstblad"
[[service]]
id = "boegely/dele"
name = { da = "Bolig", en = "Home" }
legal_basis = "SEL § 107"
kind = "month"
vat = "exempt"
refund = "none"
[[service.tariff]]
from = "2019-01-01"
price = "14200.00"
day_price = "467.00"
source = "takstblad"
[[service]]
id = "boegely/uge"
name = { da = "Ophold, uge", en = "Stay, week" }
legal_basis = "SEL § 110"
kind = "week"
vat = "exempt"
refund = "sel-110-ophold"
[[service.tariff]]
from = "2019-01-01"
price = "7000.00"
source = "takstblad"
[[service]]
id = "boegely/krise"
name = { da = "Krisecenter", en = "Crisis centre" }
legal_basis = "SEL § 109"
kind = "day"
vat = "exempt"
refund = "sel-109-ophold"
[[service.tariff]]
from = "2019-01-01"
price = "1000.01"
source = "takstblad"
[[service]]
id = "boegely/foerste"
name = { da = "Kun første dag", en = "First day only" }
legal_basis = "SEL § 107"
kind = "day"
day_count = "first-only"
vat = "exempt"
refund = "none"
[[service.tariff]]
from = "2019-01-01"
price = "100.00"
source = "takstblad"
[[service]]
id = "boegely/aftalt"
name = { da = "Aftalt", en = "Agreed" }
legal_basis = "SEL § 85"
kind = "agreed"
vat = "exempt"
refund = "none"
[[service]]
id = "boegely/huller"
name = { da = "Huller", en = "Holes" }
legal_basis = "SEL § 85"
kind = "day"
vat = "exempt"
refund = "none"
[[service.tariff]]
from = "2020-01-01"
to = "2020-01-31"
price = "100.00"
source = "a"
[[service.tariff]]
from = "2020-02-10"
to = "2020-02-29"
price = "110.00"
source = "b"
[[service.tariff]]
from = "2020-02-20"
to = "2020-02-29"
price = "120.00"
source = "c"
[[service.tariff]]
from = "2020-01-20"
to = "2020-01-31"
price = "130.00"
known_from = "2020-03-01"
source = "d"
"#;

pub fn catalogue() -> Catalogue {
    Catalogue::from_toml(&[ACTS, SHELTERS, PENSIONATET, LIVAREHAB, MADE_UP])
}

/// A row from `column=value` words separated by commas, of case `c`, paid by 101, unless they say otherwise.
pub fn row(words: &str) -> Row {
    let mut cells = BTreeMap::from([("case_id".to_string(), "c".to_string()), ("payer".to_string(), "101".to_string())]);
    for word in words.split(',') {
        let (column, value) = word.trim().split_once('=').expect("column=value");
        cells.insert(column.to_string(), value.to_string());
    }
    Row { cells }
}

/// A row of a service from one day to another (`open`: no last day), and more words.
pub fn stay(service: &str, first: &str, last: &str, more: &str) -> Row {
    let mut words = format!("service={service},first_day={first}");
    if last != "open" {
        words += &format!(",last_day={last}");
    }
    if !more.is_empty() {
        words += &format!(",{more}");
    }
    row(&words)
}

pub fn priced(rows: &[Row]) -> Answer {
    priced_with("", &Options::default(), rows)
}

pub fn priced_with(policy: &str, options: &Options, rows: &[Row]) -> Answer {
    price(&catalogue(), &Policy::from_toml(policy), rows, options)
}

pub fn until(last: &str) -> Options {
    Options { until: Some(last.to_string()), ..Options::default() }
}

/// One column of all lines.
pub fn column<'a>(answer: &'a Answer, name: &str) -> Vec<&'a str> {
    answer.lines.iter().map(|line| line[name].as_str()).collect()
}

/// The sum of a column of amounts, in øre.
pub fn sum(answer: &Answer, name: &str) -> i128 {
    let oere = |text: &str| text.replace('.', "").parse::<i128>().expect("an amount");
    column(answer, name).into_iter().map(oere).sum()
}

/// Code, row (0: none), column and value of each problem.
pub fn problems(answer: &Answer) -> Vec<(&str, usize, &str, &str)> {
    answer.problems.iter().map(|p| (p.code, p.row.unwrap_or(0), p.column.as_str(), p.value.as_str())).collect()
}
