//! The files of the runs: cases of three services and two sellers, one row for a year each; after no real case.

use std::fmt::Write;

/// Services in turn: four of five cases are billed by the first seller.
const SERVICES: &[&str] = &[
    "mandecentret/efterforsorg-basis",
    "mandecentret/efterforsorg-udvidet",
    "mandecentret/efterforsorg-basis",
    "livarehab/vejledning-opkvalificering",
    "mandecentret/efterforsorg-basis",
];

/// Municipalities in turn, with their names.
const BUYERS: &[(&str, &str)] = &[("101", "København"), ("751", "Aarhus"), ("461", "Odense"), ("851", "Aalborg")];

/// The payer whose quarter is claimed.
pub const PAYER: &str = BUYERS[0].0;

/// A case file: each case is of one citizen and lasts all of 2024.
pub fn cases(cases: usize) -> String {
    let mut file = "case_id;citizen_id;service;first_day;last_day;payer;commitment;commitment_date;order_reference\n".to_owned();
    for (number, service) in (1..=cases).zip(SERVICES.iter().cycle()) {
        let payer = BUYERS[number / SERVICES.len() % BUYERS.len()].0;
        let order = number % 977;
        // Writing to a text does not fail.
        let _ = writeln!(file, "S-{number:06};B-{number:06};{service};2024-01-01;2024-12-31;{payer};BEV-{number:06};2023-12-01;ORD-{order:05}");
    }
    file
}

/// The parties of these cases.
pub fn parties() -> String {
    let seller = |provider: &str, cvr: &str, series: &str, is_registered: bool| {
        format!(
            "[[seller]]\nprovider = \"{provider}\"\nname = \"{provider}\"\ncvr = \"{cvr}\"\nvat_registered = {is_registered}\nseries = \"{series}\"\n\
             payment_days = 21\nstreet = \"Prøvevej\"\nbuilding_number = \"1\"\ncity = \"København K\"\npostal_code = \"1000\"\nendpoint = \"cvr\"\n\
             contact = {{ name = \"Bogholderiet\" }}\nbank = {{ registration = \"1234\", account = \"1234567890\" }}\n\n"
        )
    };
    let buyer = |(payer, name): &(&str, &str)| {
        format!(
            "[[buyer]]\npayer = \"{payer}\"\nname = \"{name}\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\nreference = \"SOC\"\nformat = \"oioubl\"\n\
             street = \"Rådhuspladsen\"\nbuilding_number = \"1\"\ncity = \"{name}\"\npostal_code = \"1550\"\n\n"
        )
    };
    let sellers = seller("mandecentret", "12345674", "M-", false) + &seller("livarehab", "64942212", "L-", true);
    BUYERS.iter().fold(sellers, |parties, payer| parties + &buyer(payer))
}
