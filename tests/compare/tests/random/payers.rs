//! Every code and every name of a municipality, and what is none, on both sides.

use std::collections::BTreeMap;
use takst_compare::random::Job;
use takst_compare::sides::Sides;
use takst_oracle::{MUNICIPALITIES, Options, Row};

/// A row of one day for each payer, each a case of its own.
fn answers_agree(payers: &[String]) {
    let row = |(number, payer): (usize, &String)| {
        let case = format!("S-{number}");
        let cells = [
            ("case_id", case.as_str()),
            ("service", "livarehab/individuelt-forloeb"),
            ("first_day", "2019-01-07"),
            ("last_day", "2019-01-07"),
            ("payer", payer),
            ("unit", "day"),
            ("unit_price", "100.00"),
        ];
        Row { cells: BTreeMap::from(cells.map(|(column, text)| (column.to_owned(), text.to_owned()))) }
    };
    let job = Job { rows: payers.iter().enumerate().map(row).collect(), policy: String::new(), options: Options::default() };
    let (core, mut oracle) = Sides::new().answers(&job);
    oracle.problems.sort();
    assert_eq!(core.lines.len(), oracle.lines.len());
    for (core, oracle) in core.lines.iter().zip(&oracle.lines) {
        assert_eq!(core, oracle);
    }
    assert_eq!(core.problems, oracle.problems);
}

#[test]
fn every_code() {
    let codes: Vec<String> = (0..=1000).flat_map(|code| [format!("{code:03}"), format!("0{code:03}")]).collect();
    answers_agree(&codes);
}

#[test]
fn every_name() {
    let mut names: Vec<String> = vec!["Københavns Kommune".into(), "Bornholms Regionskommune".into()];
    for (_, name) in MUNICIPALITIES {
        names.extend([name.to_owned(), format!("{name} Kommune"), name.to_uppercase(), format!("{}  KOMMUNE", name.to_lowercase())]);
    }
    answers_agree(&names);
}

#[test]
fn what_is_none() {
    let texts =
        ["Københavns", "Bornholms", "Århus", "Aarhus By", "Kommune", "751 Aarhus", "Aarhus (751)", "Region Midtjylland", "Nordfyn", "7 51", "751."];
    answers_agree(&texts.map(str::to_owned));
}
