//! What can stand in a row beside service, days and payer: columns that decide, columns that do not, and everything that is wrong.

use chrono::NaiveDate;
use fastrand::Rng;
use takst::Column;
use takst_compare::cells::Cells;
use takst_compare::plain;

fn pick<'a>(rng: &mut Rng, from: &[&'a str]) -> &'a str {
    from[rng.usize(0..from.len())]
}

fn day(row: &Cells, column: Column) -> Option<NaiveDate> {
    row.get(column)?.parse().ok()
}

/// Columns that are for information, or decide for few services.
pub fn inform(rng: &mut Rng, row: &mut Cells) {
    let first = day(row, Column::FirstDay).unwrap_or_default();
    match rng.u32(0..9) {
        0 => row.set(Column::RowId, format!("r{}", rng.u32(0..1000))),
        1 => row.set(Column::Commitment, "tilsagn 7"),
        2 => {
            row.set(Column::Commitment, "tilsagn 8");
            row.set(Column::CommitmentDate, plain::moved(first, rng.i64(-20..10)));
        }
        3 => row.set(Column::NotifiedStart, plain::moved(first, rng.i64(0..10))),
        4 => row.set(Column::NotifiedEnd, plain::moved(day(row, Column::LastDay).unwrap_or(first), rng.i64(0..10))),
        5 => row.set(Column::PriorStayTo, plain::moved(first, rng.i64(-70..5))),
        6 => row.set(Column::FirstDischarge, plain::moved(first, rng.i64(-800..5))),
        7 => row.set(Column::DischargedTo107, rng.bool()),
        _ => row.set(Column::DecidedBeforeDischarge, rng.bool()),
    }
}

/// Columns that change what a row costs.
pub fn decide(rng: &mut Rng, row: &mut Cells) {
    match rng.u32(0..6) {
        0 => row.set(Column::OwnPaymentPerDay, pick(rng, &["0.00", "96.71", "0.01", "1200.00"])),
        1 => row.set(Column::HoursPerWeek, pick(rng, &["0.50", "5.00", "14.75", "20.00"])),
        2 => row.set(Column::Hours, format!("{}.{:02}", rng.u32(1..60), rng.u32(0..100))),
        3 => {
            row.set(Column::Unit, pick(rng, &["day", "week", "month", "hour", "course"]));
            row.set(Column::UnitPrice, format!("{}.{:02}", rng.u32(90..2000), rng.u32(0..100)));
        }
        4 => {
            row.set(Column::WindowStart, plain::moved(NaiveDate::from_ymd_opt(2023, 10, 1).unwrap_or_default(), rng.i64(-1..700)));
            row.set(Column::WindowDaysUsed, rng.u32(0..130));
        }
        _ => {
            let first = day(row, Column::FirstDay).unwrap_or_default();
            row.set(Column::PriorStayTo, plain::moved(first, -1));
            row.set(Column::FirstDischarge, plain::moved(first, rng.i64(-30..1)));
            row.set(Column::DecidedBeforeDischarge, "true");
        }
    }
}

/// A CPR number, and others of other numbers.
pub fn cpr(number: usize) -> String {
    format!("{:02}{:02}{:02}-{:04}", 1 + number % 28, 1 + number / 28 % 12, number / 336 % 100, number % 10_000)
}

/// Something a row can have that is wrong, odd, or beyond what is worked out beforehand. `number` keeps references apart.
pub fn spoil(rng: &mut Rng, row: &mut Cells, number: usize) {
    let reference = row.get(Column::CaseId).unwrap_or_default().to_owned();
    let first = day(row, Column::FirstDay).unwrap_or_default();
    match rng.u32(0..31) {
        0 => row.set(Column::CaseId, cpr(number)),
        1 => row.set(Column::CaseId, format!("sag {}", cpr(number).replace('-', ""))),
        2 => row.remove(Column::CaseId),
        3 => row.set(Column::CaseId, pick(rng, &["", "  ", "\t"])),
        4 => row.set(Column::CaseId, format!("{reference}\u{7}")),
        5 => row.set(Column::CaseId, format!("  {reference} ")),
        6 => row.set(Column::CaseId, format!("{reference} æøå")),
        7 => row.set(Column::CaseId, format!("{reference}{}", "x".repeat(200))),
        8 => row.set(Column::CitizenId, cpr(number)),
        9 => row.set(Column::CitizenId, format!("b\u{0}{number}")),
        10 => row.set(Column::CitizenId, pick(rng, &["", " "])),
        11 => row.set(Column::RowId, cpr(number)),
        12 => row.set(Column::RowId, format!(" r{number}")),
        13 => row.remove(Column::Service),
        14 => row.set(Column::Service, pick(rng, &["skovly", "skovly/findes-ikke", "", "Skovly/dag", " skovly/dag"])),
        15 => row.remove(Column::FirstDay),
        16 => row.set(Column::FirstDay, pick(rng, &["1899-12-31", "1900-01-01", "2009-12-31", "2010-01-01", "2011-06-15", "9999-12-31"])),
        17 => row.remove(Column::Payer),
        18 => row.set(
            Column::Payer,
            pick(rng, &["861", "100", "1010", "47", "", "000", "abc", "0861", "0751", "102", "Aarhus", "SAMSØ KOMMUNE", "Århus"]),
        ),
        19 | 20 => row.set(Column::LastDay, plain::moved(first, -rng.i64(1..400))),
        21 => row.set(Column::LastDay, pick(rng, &["2039-12-31", "2040-01-01", "2045-07-07", "2199-12-31", "2200-01-01", "9999-12-31"])),
        22 => {
            row.set(Column::FirstDay, pick(rng, &["2038-03-03", "2040-01-01"]));
            row.set(Column::LastDay, pick(rng, &["2040-02-29", "2041-01-01"]));
        }
        23..26 => row.remove(Column::LastDay),
        26 => row.set(Column::FirstDay, pick(rng, &["2023-02-30", "01-02-2023", "x"])),
        27 => row.set(Column::UnitPrice, pick(rng, &["0.00", "1e3", "10000000.01", "12.34"])),
        28 => row.set(Column::WindowStart, "2024-01-01"),
        29 => row.set(Column::CommitmentDate, pick(rng, &["1899-12-31", "2024-02-30"])),
        _ => row.set(Column::NotifiedEnd, pick(rng, &["1850-01-01", "2199-12-31", "2200-01-01"])),
    }
}
