//! Random case files, policies and windows of time: mostly valid, clustered around the dates at which rules change.

use chrono::{Datelike, Days, Months, NaiveDate};
use fastrand::Rng;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use takst_oracle::{Options, Row};

/// One random job: the same text goes to the core and to the oracle.
#[derive(Debug, Clone)]
pub struct Job {
    /// Records of the case file.
    pub rows: Vec<Row>,
    /// Policy file.
    pub policy: String,
    /// Window of time and state of knowledge.
    pub options: Options,
}

/// Dates around which the rules change.
pub(crate) const TURNS: [&str; 20] = [
    "2016-11-21",
    "2019-12-31",
    "2020-01-01",
    "2020-12-31",
    "2022-01-01",
    "2023-03-01",
    "2023-04-01",
    "2023-05-31",
    "2023-09-30",
    "2023-10-01",
    "2023-11-01",
    "2024-02-15",
    "2024-02-29",
    "2024-03-10",
    "2024-10-01",
    "2025-01-01",
    "2025-10-01",
    "2026-01-01",
    "2026-04-01",
    "2025-06-30",
];

const SERVICES: [&str; 55] = [
    "boegely/ophold",
    "boegely/ophold",
    "boegely/ophold",
    "boegely/ophold",
    "boegely/ophold",
    "boegely/ophold",
    "boegely/akut",
    "boegely/akut",
    "boegely/maaned",
    "boegely/maaned",
    "boegely/maaned",
    "boegely/efterforsorg",
    "boegely/efterforsorg",
    "boegely/bostoette",
    "boegely/bostoette",
    "boegely/kursus",
    "boegely/vejledning",
    "boegely/uge",
    "boegely/uge",
    "boegely/bolig",
    "boegely/bolig",
    "boegely/bolig",
    "boegely/bolig",
    "boegely/bolig-udvidet",
    "boegely/bolig-udvidet",
    "boegely/bolig-aftalt",
    "boegely/ophold-uge",
    "boegely/ophold-uge",
    "boegely/krise",
    "boegely/krise",
    "boegely/krise-uge",
    "boegely/efterforsorg-uge",
    "boegely/stoette-uge",
    "boegely/stoette-uge",
    "boegely/stoette-time",
    "boegely/stoette-time",
    "boegely/stoette-time",
    "boegely/stoette-time",
    "boegely/stoette-forloeb",
    "boegely/undervisning",
    "mandecentret/efterforsorg",
    "mandecentret/efterforsorg-basis",
    "mandecentret/efterforsorg-udvidet",
    "mandecentret/efterforsorg-basis",
    "pensionatet/efterforsorg",
    "pensionatet/cti",
    "pensionatet/cti",
    "livarehab/vejledning-opkvalificering",
    "livarehab/ressourceforloeb-tvaerfagligt",
    "livarehab/ressourceforloeb-tvaerfagligt",
    "livarehab/mentor-samtaler",
    "livarehab/virksomhedspraktik-uddannelse",
    "livarehab/individuelt-forloeb",
    "socialstyrelsen/raadgivning-eftervaern",
    "boegely/findes-ikke",
];

/// Values of the settings that take more than words.
const VALUES: [(&str, &[&str]); 6] = [
    ("roll-out-date", &["2023-03-15", "2023-04-01", "2023-05-10"]),
    ("mandecentret-545-from", &["2021-06-01", "2022-01-01"]),
    ("included-hours", &["15", "14.5", "20"]),
    ("livarehab-from", &["2016-11-21", "2018-01-01"]),
    ("livarehab-to", &["open", "2024-12-31"]),
    ("cti-gap", &["31", "10", "0", "60"]),
];

/// Every setting with the values that are tried: all of its words, or those above.
static SETTINGS: LazyLock<Vec<(String, Vec<String>)>> = LazyLock::new(|| {
    let policy = takst_catalogue::default_policy(takst_catalogue::builtin());
    let owned = |values: Vec<&str>| values.into_iter().map(str::to_owned).collect();
    let values = |entry: &takst::PolicyEntry<'_>| match VALUES.iter().find(|(name, _)| *name == entry.name) {
        Some((_, values)) => owned(values.to_vec()),
        None => owned(entry.allowed.split(" | ").filter(|word| !word.contains(' ')).collect()),
    };
    policy.entries().iter().map(|entry| (entry.name.to_owned(), values(entry))).collect()
});

/// A job that depends on `seed` alone.
#[must_use]
pub fn job(seed: u64) -> Job {
    let mut rng = Rng::with_seed(seed);
    let center = turn(&mut rng);
    let count = 1 + rng.usize(0..6);
    let mut rows: Vec<BTreeMap<String, String>> = Vec::with_capacity(count);
    for _ in 0..count {
        // Half of the rows follow on an earlier one, so that courses, windows and documents have something to join.
        let row = match rows.is_empty() {
            false if rng.bool() => following(&mut rng, &rows),
            _ => fresh(&mut rng, center),
        };
        let row = billed(&mut rng, row);
        rows.push(row);
    }
    if chance(&mut rng, 4) {
        history(&mut rng, &mut rows);
    }
    if chance(&mut rng, 12) {
        let at = rng.usize(0..rows.len());
        spoil(&mut rng, &mut rows[at]);
    }
    rng.shuffle(&mut rows);
    Job { rows: rows.into_iter().map(|cells| Row { cells }).collect(), policy: policy(&mut rng), options: options(&mut rng, center) }
}

/// One time in `n`.
fn chance(rng: &mut Rng, n: u32) -> bool {
    rng.u32(0..n) == 0
}

fn turn(rng: &mut Rng) -> NaiveDate {
    // Windows of refund days are where most can go wrong: half of the files lie there.
    let day: NaiveDate = if rng.bool() { "2023-10-01" } else { TURNS[rng.usize(0..TURNS.len())] }.parse().expect("a date");
    day
}

fn shifted(rng: &mut Rng, day: NaiveDate, back: u64, ahead: u64) -> NaiveDate {
    let moved = day.checked_add_days(Days::new(rng.u64(0..=back + ahead))).expect("within the calendar");
    moved.checked_sub_days(Days::new(back)).expect("within the calendar")
}

/// The day, or now and then the one before or after.
fn beside(rng: &mut Rng, day: NaiveDate) -> NaiveDate {
    if chance(rng, 3) { shifted(rng, day, 1, 1) } else { day }
}

fn length(rng: &mut Rng) -> u64 {
    match rng.u32(0..8) {
        0 => 0,
        1..4 => rng.u64(0..40),
        4..6 => rng.u64(0..150),
        _ => rng.u64(0..500),
    }
}

fn set(row: &mut BTreeMap<String, String>, column: &str, value: impl ToString) {
    row.insert(column.to_owned(), value.to_string());
}

fn fresh(rng: &mut Rng, center: NaiveDate) -> BTreeMap<String, String> {
    let mut row = BTreeMap::new();
    place(rng, &mut row);
    // The last one is in no catalogue.
    let known = SERVICES.len() - usize::from(!chance(rng, 8));
    let service = SERVICES[rng.usize(0..known)];
    set(&mut row, "service", service);
    set(&mut row, "payer", payer(rng));
    let first = match service {
        _ if chance(rng, 10) => shifted(rng, center, 400, 900),
        "pensionatet/cti" => shifted(rng, "2020-06-01".parse().expect("a date"), 160, 200),
        "boegely/kursus" | "boegely/vejledning" | "boegely/uge" => shifted(rng, "2023-09-01".parse().expect("a date"), 900, 250),
        s if s.starts_with("mandecentret/") => shifted(rng, "2023-04-01".parse().expect("a date"), 100, 300),
        _ if rng.bool() => shifted(rng, center, 40, 40),
        _ => shifted(rng, "2023-10-01".parse().expect("a date"), 400, 900),
    };
    dates(rng, &mut row, first);
    price(rng, &mut row);
    extras(rng, &mut row, first);
    row
}

/// A payer: most often one of two, so that documents have something to join.
fn payer(rng: &mut Rng) -> &'static str {
    match rng.u32(0..24) {
        0 => "0101",
        1 => ["Københavns Kommune", "københavn", "AALBORG"][rng.usize(0..3)],
        2 => ["102", "400", "411"][rng.usize(0..3)],
        3 => "147",
        4..14 => "101",
        _ => "851",
    }
}

/// A case, and its citizen: two of the cases are one person's, and seldom a row says otherwise.
fn place(rng: &mut Rng, row: &mut BTreeMap<String, String>) {
    let case = rng.u32(1..5);
    set(row, "case_id", format!("S-{case}"));
    row.remove("citizen_id");
    if case < 3 && !chance(rng, 100) {
        set(row, "citizen_id", "C-1");
    }
}

/// A row of the same case, most often the day after an earlier row ends.
fn following(rng: &mut Rng, rows: &[BTreeMap<String, String>]) -> BTreeMap<String, String> {
    let mut row = rows[rng.usize(0..rows.len())].clone();
    let last = row.get("last_day").or(row.get("first_day")).and_then(|day| day.parse::<NaiveDate>().ok());
    let Some(last) = last else { return row };
    let next = last + Days::new(if chance(rng, 4) { rng.u64(0..60) } else { 1 });
    // What is said once for a course is omitted or repeated, seldom contradicted.
    if rng.bool() {
        for once in [
            "prior_stay_to",
            "first_discharge",
            "decided_before_discharge",
            "discharged_to_107",
            "notified_start",
            "notified_end",
            "commitment",
            "commitment_date",
        ] {
            row.remove(once);
        }
    }
    let first = if chance(rng, 30) { last } else { next };
    // Now and then the same days in another case.
    let first = if chance(rng, 12) { shifted(rng, last, 40, 0) } else { first };
    dates(rng, &mut row, first);
    if chance(rng, 5) {
        set(&mut row, "payer", payer(rng));
    }
    if first <= last || chance(rng, 6) {
        place(rng, &mut row);
    }
    let same_family: &[&str] = match row["service"].as_str() {
        s if s.starts_with("mandecentret/") => &["mandecentret/efterforsorg-basis", "mandecentret/efterforsorg-udvidet"],
        "boegely/ophold" | "boegely/akut" | "boegely/uge" | "boegely/ophold-uge" => {
            &["boegely/ophold", "boegely/akut", "boegely/uge", "boegely/ophold-uge"]
        }
        s if s.starts_with("boegely/bolig") => &["boegely/bolig", "boegely/bolig-udvidet", "boegely/bolig-aftalt"],
        s if s.starts_with("boegely/stoette") || s == "boegely/bostoette" => {
            &["boegely/bostoette", "boegely/stoette-uge", "boegely/stoette-time", "boegely/stoette-forloeb"]
        }
        s if s.starts_with("boegely/efterforsorg") => &["boegely/efterforsorg", "boegely/efterforsorg-uge"],
        s if s.starts_with("boegely/krise") => &["boegely/krise", "boegely/krise-uge"],
        _ => &[],
    };
    if !same_family.is_empty() && chance(rng, 3) {
        set(&mut row, "service", same_family[rng.usize(0..same_family.len())]);
        for column in ["unit", "unit_price", "hours", "own_payment_per_day"] {
            row.remove(column);
        }
        price(rng, &mut row);
    }
    row
}

/// Services priced by the hour.
const BY_HOUR: [&str; 3] = ["boegely/vejledning", "boegely/stoette-time", "livarehab/mentor-samtaler"];

/// Services of the made-up provider priced by the week or the course.
const BY_WEEK_OR_COURSE: [&str; 7] = [
    "boegely/uge",
    "boegely/ophold-uge",
    "boegely/krise-uge",
    "boegely/efterforsorg-uge",
    "boegely/stoette-uge",
    "boegely/stoette-forloeb",
    "boegely/kursus",
];

fn dates(rng: &mut Rng, row: &mut BTreeMap<String, String>, first: NaiveDate) {
    let by_hour = BY_HOUR.contains(&row["service"].as_str());
    let by_month = row["service"].starts_with("boegely/bolig") || row["service"] == "boegely/maaned";
    // Months are whole now and then, or miss a day.
    let first = match first.with_day(1) {
        Some(begin) if by_month && chance(rng, 4) => beside(rng, begin),
        _ => first,
    };
    set(row, "first_day", first);
    let days = if by_hour { rng.u64(0..6) } else { length(rng) };
    // Most rows stay within the tariff of their service.
    let end = match row["service"].as_str() {
        "pensionatet/cti" | "boegely/vejledning" | "boegely/uge" if !chance(rng, 5) => first + Days::new(days.min(100)),
        _ if by_month && rng.bool() => beside(rng, month_end(first + Days::new(days))).max(first),
        _ => first + Days::new(days),
    };
    set(row, "last_day", end);
    if chance(rng, 12) {
        row.remove("last_day");
    }
}

fn month_end(day: NaiveDate) -> NaiveDate {
    let begin = day.with_day(1).expect("a month begins");
    begin + Months::new(1) - Days::new(1)
}

fn price(rng: &mut Rng, row: &mut BTreeMap<String, String>) {
    let service = row["service"].clone();
    let agreed = matches!(
        service.as_str(),
        "boegely/akut" | "boegely/bolig-aftalt" | "livarehab/virksomhedspraktik-uddannelse" | "livarehab/individuelt-forloeb"
    );
    if agreed && !chance(rng, 20) || chance(rng, 60) {
        let units: &[&str] = match service.as_str() {
            "boegely/akut" => &["day", "month", "day", "week", "day", "month", "day", "course", "hour"],
            "boegely/bolig-aftalt" => &["month", "month", "month", "day", "week"],
            _ => takst::Unit::WORDS,
        };
        let unit = units[rng.usize(0..units.len())];
        set(row, "unit", unit);
        let decimals: u32 = if unit == "hour" { 4 } else { 2 };
        // In canonical form, no zeros at the end: values in problems are compared as text.
        let last = rng.u32(1..10);
        let fraction = rng.u32(0..10u32.pow(decimals - 1)) * 10 + last;
        set(row, "unit_price", format!("{}.{fraction:0width$}", rng.u32(90..2000), width = decimals as usize));
    }
    let by_hour = BY_HOUR.contains(&service.as_str()) || row.get("unit").is_some_and(|u| u == "hour");
    if by_hour != chance(rng, 40) {
        set(row, "hours", format!("{}.{:02}", rng.u32(1..60), rng.u32(0..100)));
    }
    let weekly = matches!(service.as_str(), "boegely/uge" | "livarehab/ressourceforloeb-tvaerfagligt" | "livarehab/vejledning-opkvalificering");
    if weekly && rng.bool() || chance(rng, 30) {
        let hours = ["0.50", "2.00", "5.00", "10.00", "10.25", "14.75", "15.00", "16.00", "20.00"][rng.usize(0..9)];
        set(row, "hours_per_week", hours);
        if weekly && chance(rng, 2) && hours.len() == 5 {
            set(row, "unit", "week");
            set(row, "unit_price", "1999.99");
        }
    }
    let daily = service.starts_with("boegely/") && !by_hour && !BY_WEEK_OR_COURSE.contains(&service.as_str());
    if daily && chance(rng, 3) || chance(rng, 50) {
        set(
            row,
            "own_payment_per_day",
            ["0.00", "89.00", "96.71", "96.71", "91.00", "0.01", "91.50", "406.05", "1000.01", "1111.17", "1185.00", "1200.00"][rng.usize(0..12)],
        );
    }
}

fn extras(rng: &mut Rng, row: &mut BTreeMap<String, String>, first: NaiveDate) {
    if rng.bool() {
        let back = if rng.bool() { 3 } else { 70 };
        let day = shifted(rng, first, back, 1);
        set(row, "prior_stay_to", day);
    }
    if chance(rng, 3) {
        let day = shifted(rng, first, 800, 10);
        set(row, "first_discharge", day);
    }
    if chance(rng, 6) {
        // The two years end within the row, or nearly.
        let day = shifted(rng, first, 12, 2) - Months::new(24);
        set(row, "first_discharge", day);
    }
    if chance(rng, 4) {
        set(row, "discharged_to_107", rng.bool());
    }
    if chance(rng, 2) {
        set(row, "decided_before_discharge", if chance(rng, 4) { "false" } else { "true" });
    }
    if chance(rng, 10) {
        let start = shifted(rng, "2023-10-01".parse().expect("a date"), 0, 700);
        set(row, "window_start", start);
        set(row, "window_days_used", rng.u32(0..130));
    }
    if chance(rng, 3) {
        set(row, "commitment", "tilsagn");
    }
    if chance(rng, 3) {
        let day = shifted(rng, first, 20, 5);
        set(row, "commitment_date", day);
    }
    if chance(rng, 4) {
        let day = shifted(rng, first, 1, 8);
        set(row, "notified_start", day);
    }
    let last = row.get("last_day").and_then(|day| day.parse().ok());
    if let Some(last) = last.filter(|_| chance(rng, 6)) {
        let day = shifted(rng, last, 1, 8);
        set(row, "notified_end", day);
    }
    if chance(rng, 20) {
        set(row, "row_id", "r");
    }
}

/// References of documents, a release of a hold, and an amount that was billed.
fn billed(rng: &mut Rng, mut row: BTreeMap<String, String>) -> BTreeMap<String, String> {
    const TEXTS: [&str; 5] = ["EAN-4711", "3f2504e0-4f89-11d3-9a0c-0101901234ab", "a", "Indkøb 12, Ærø", "010190-123"];
    for column in ["buyer_reference", "order_reference", "accounting_cost", "hold_released"] {
        row.remove(column);
        if chance(rng, 8) {
            set(&mut row, column, TEXTS[rng.usize(0..TEXTS.len())]);
        }
    }
    row.remove("buyer_gln");
    if chance(rng, 8) {
        set(&mut row, "buyer_gln", ["5798009800275", "5798009811578"][rng.usize(0..2)]);
    }
    row.remove("invoiced");
    if chance(rng, 3) {
        // An øre beside the net is another amount.
        let ore = agreed_net(&row).unwrap_or_else(|| rng.u64(0..3_000_000));
        let ore = if chance(rng, 3) { ore + rng.u64(0..2) } else { ore };
        set(&mut row, "invoiced", if chance(rng, 6) { "0".to_owned() } else { format!("{}.{:02}", ore / 100, ore % 100) });
    }
    row
}

/// The øre of a row whose price by the day or the course is agreed. It is the net where all its days are charged.
fn agreed_net(row: &BTreeMap<String, String>) -> Option<u64> {
    let (kroner, ore) = row.get("unit_price")?.split_once('.')?;
    let price = kroner.parse::<u64>().ok()? * 100 + ore.parse::<u64>().ok()?;
    let day = |column: &str| row.get(column)?.parse::<NaiveDate>().ok();
    match row.get("unit")?.as_str() {
        "day" => Some(price * (u64::try_from((day("last_day")? - day("first_day")?).num_days()).ok()? + 1)),
        "course" => Some(price),
        _ => None,
    }
}

/// A refund window that begins on the first day of some row, on one of its anniversaries, or a day beside it.
fn history(rng: &mut Rng, rows: &mut [BTreeMap<String, String>]) {
    let reform: NaiveDate = "2023-10-01".parse().expect("a date");
    let of = rng.usize(0..rows.len());
    let Some(first) = rows[of].get("first_day").and_then(|day| day.parse::<NaiveDate>().ok()) else { return };
    let start = first.max(reform) + Months::new(12 * rng.u32(0..3));
    let start = shifted(rng, start, 1, 1).max(reform);
    let at = rng.usize(0..rows.len());
    set(&mut rows[at], "window_start", start);
    set(&mut rows[at], "window_days_used", rng.u32(0..130));
}

/// One letter more than a text may have.
const LONG: &str = concat!(
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "øaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
);

/// Makes one cell wrong, or odd.
fn spoil(rng: &mut Rng, row: &mut BTreeMap<String, String>) {
    let wrong: &[(&str, &str)] = &[
        ("case_id", ""),
        ("case_id", "010190-1234"),
        ("citizen_id", "sag 0101901234"),
        ("citizen_id", "010190–1234"),
        ("row_id", "sag 010190\u{2011}1234 a"),
        ("row_id", "010190\u{a0}1234abcdef1234abcdef12345"),
        ("service", ""),
        ("service", "boegely"),
        ("first_day", ""),
        ("first_day", "2023-02-30"),
        ("first_day", "31-03-2023"),
        ("first_day", "0001-01-01"),
        ("last_day", "9999-12-31"),
        ("last_day", "2019-01-01"),
        ("payer", ""),
        ("payer", "861"),
        ("payer", "1010"),
        ("payer", "0861"),
        ("payer", "Århus"),
        ("payer", "741"),
        ("discharged_to_107", "ja"),
        ("case_id", "3f2504e0-4f89-11d3-9a0c-0101901234ab"),
        ("case_id", "3f2504e0-4f89-11d3-9a0c-0101901234abc"),
        ("citizen_id", "D0101901234ABCDEF0123456"),
        ("row_id", "d0101901234abcdef012345"),
        ("row_id", "01019012-3456-7890-1234-567890123456"),
        ("hours", "0"),
        ("hours", "-1.00"),
        ("hours", "1.005"),
        ("hours", "10000.01"),
        ("hours_per_week", "168.01"),
        ("unit_price", "0.00"),
        ("unit_price", "10000000.01"),
        ("unit_price", "1.00001"),
        ("unit", "year"),
        ("own_payment_per_day", "-0"),
        ("own_payment_per_day", "1e3"),
        ("own_payment_per_day", "96.715"),
        ("window_days_used", "367"),
        ("window_days_used", "3.5"),
        ("window_start", "2023-09-30"),
        ("decided_before_discharge", "yes"),
        ("notified_end", "2023-13-01"),
        ("row_id", "3112991234"),
        ("commitment_date", "1899-12-31"),
        ("unit_price", ".5"),
        ("hours", "999999999999999999999999999999999.5"),
        ("commitment", "tilsagn 010190-1234"),
        ("commitment", "3f2504e0-4f89-11d3-9a0c-0101901234abc"),
        ("buyer_reference", "0101901234"),
        ("buyer_reference", "a\u{7f}b"),
        ("order_reference", "PO 311299 4321."),
        ("order_reference", LONG),
        ("accounting_cost", "610190-0000"),
        ("hold_released", "aftalt om 010190-1234"),
        ("hold_released", "aftalt om 010190−1234–2"),
        ("commitment", "010190\u{200c}1234"),
        ("commitment", "010190\t1234"),
        ("accounting_cost", "0101\u{7f}90-1234"),
        ("case_id", "010190-1234\u{7f}5"),
        ("hold_released", "aftalt\ti dag"),
        ("buyer_gln", "5798009800274"),
        ("buyer_gln", "579800980027"),
        ("buyer_gln", "0000000000000"),
        ("buyer_gln", "0101901234"),
        ("buyer_gln", "579800980027x"),
        ("invoiced", "010190 1234"),
        ("invoiced", "010190\u{202f}1234"),
        ("invoiced", "0101901234"),
        ("invoiced", "-1"),
        ("invoiced", "100000000.01"),
        ("invoiced", "100000000"),
        ("invoiced", "1.005"),
        ("invoiced", "1.500"),
        ("invoiced", "10 kr."),
    ];
    let (column, value) = wrong[rng.usize(0..wrong.len())];
    set(row, column, value);
}

fn policy(rng: &mut Rng) -> String {
    let mut text = String::new();
    if rng.bool() {
        return text;
    }
    for (name, values) in &*SETTINGS {
        if chance(rng, 4) {
            text += &format!("[{name}]\nvalue = \"{}\"\n", values[rng.usize(0..values.len())]);
            if rng.bool() {
                text += "source = \"letter\"\n";
            }
        }
    }
    text
}

fn options(rng: &mut Rng, center: NaiveDate) -> Options {
    let month_start = |day: NaiveDate| format!("{}-01", day.format("%Y-%m"));
    let mut options = Options::default();
    if chance(rng, 3) {
        options.until = Some(shifted(rng, center, 60, 300).to_string());
    } else if chance(rng, 2) {
        options.until = Some("2026-11-30".to_owned());
    }
    if chance(rng, 6) {
        let from = month_start(shifted(rng, center, 100, 100));
        options.from = Some(from).filter(|from| options.until.as_ref().is_none_or(|until| from <= until));
    }
    if chance(rng, 6) {
        options.as_of = Some(shifted(rng, "2025-03-15".parse().expect("a date"), 2, 2).to_string());
    }
    options
}
