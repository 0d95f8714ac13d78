//! Random case files: mostly citizens with one plain row, among them every other kind of citizen.

use crate::decorate::{cpr, decide, inform, spoil};
use chrono::NaiveDate;
use fastrand::Rng;
use std::collections::HashMap;
use takst::{Column, Month, ReportingPeriod};
use takst_compare::cells::Cells;
use takst_compare::{plain, random};
use takst_io::is_readable;

/// A case file, citizen by citizen.
pub struct File {
    /// The rows of each citizen; a row that names nobody stands alone.
    pub citizens: Vec<Vec<Cells>>,
    /// Policy file.
    pub policy: String,
    /// State of knowledge.
    pub as_of: Option<NaiveDate>,
    /// Window of time.
    pub request: ReportingPeriod,
    /// Whether cells of days are days, so that a column of days can hold them.
    pub typed: bool,
}

/// How the references of a file look.
struct References {
    ascending: bool,
    length: u32,
    /// How often rows name a citizen: never, always, now and then.
    citizens: u32,
    next: usize,
}

impl References {
    /// A reference of its own.
    fn next(&mut self, rng: &mut Rng) -> String {
        self.next += 1;
        let number = if self.ascending { self.next } else { self.next.wrapping_mul(0x5_DEEB) & 0xF_FFFF };
        let long = self.length == 2 || (self.length == 1 && rng.bool());
        if long { format!("sag nr. {number:07} af 2024") } else { format!("S{number:07}") }
    }

    fn citizen(&self, rng: &mut Rng) -> bool {
        self.citizens == 1 || (self.citizens == 2 && rng.bool())
    }
}

/// A file of about so many rows that depends on `seed` alone. Grouped, no case names several citizens.
#[must_use]
pub fn draw(seed: u64, rows: usize, grouped: bool, services: &[String]) -> File {
    let mut rng = Rng::with_seed(seed);
    let mut references = References { ascending: rng.bool(), length: rng.u32(0..3), citizens: rng.u32(0..3), next: 0 };
    let typed = rng.u32(0..5) > 0;
    // A few services in long runs, or all of them.
    let few: Vec<String> = (0..rng.usize(1..4)).map(|_| services[rng.usize(0..services.len())].clone()).collect();
    let services = if rng.u32(0..3) == 0 { &few } else { services };
    let oddness = [1, 4, 12][rng.usize(0..3)];
    let mut citizens: Vec<Vec<Cells>> = Vec::new();
    let mut count = 0;
    while count < rows {
        let kind = rng.u32(0..100);
        let drawn = if kind >= 2 * oddness {
            vec![vec![single(&mut rng, &mut references, services, oddness)]]
        } else if kind >= oddness {
            vec![several(&mut rng, &mut references, services)]
        } else {
            job(&mut rng, &mut references, grouped)
        };
        count += drawn.iter().map(Vec::len).sum::<usize>();
        citizens.extend(drawn);
    }
    if typed {
        citizens.iter_mut().flatten().for_each(without_odd_days);
    }
    let of_job = random::job(rng.u64(..));
    let as_of = of_job.options.as_of.and_then(|day| day.parse().ok());
    File { citizens, policy: of_job.policy, as_of, request: request(&mut rng), typed }
}

fn named(rng: &mut Rng, references: &mut References, row: &mut Cells) {
    let reference = references.next(rng);
    row.set(Column::CaseId, &reference);
    if references.citizen(rng) {
        row.set(Column::CitizenId, format!("b{reference}"));
    }
}

/// A citizen with one row.
fn single(rng: &mut Rng, references: &mut References, services: &[String], oddness: u32) -> Cells {
    let mut row = plain::row(rng, services);
    named(rng, references, &mut row);
    let kind = rng.u32(0..100);
    if kind < 2 * oddness {
        inform(rng, &mut row);
    } else if kind < 3 * oddness {
        decide(rng, &mut row);
    } else if kind < 4 * oddness {
        spoil(rng, &mut row, references.next);
    }
    row
}

/// A citizen with several rows of one case or more, one after another or at once.
fn several(rng: &mut Rng, references: &mut References, services: &[String]) -> Vec<Cells> {
    let mut first = plain::row(rng, services);
    named(rng, references, &mut first);
    let citizen = first.get(Column::CitizenId).map(str::to_owned);
    let mut rows = vec![first];
    for number in 0..rng.u32(1..5) {
        let mut row = rows[rng.usize(0..rows.len())].clone();
        let last: Option<NaiveDate> = row.get(Column::LastDay).and_then(|day| day.parse().ok());
        let next = plain::moved(last.unwrap_or_default(), if rng.u32(0..4) == 0 { rng.i64(-3..70) } else { 1 });
        row.set(Column::FirstDay, next);
        row.set(Column::LastDay, plain::moved(next, rng.i64(0..100)));
        if rng.u32(0..3) == 0 {
            row.set(Column::Service, &services[rng.usize(0..services.len())]);
        }
        if rng.u32(0..4) == 0 {
            row.set(Column::Payer, plain::payer(rng));
        }
        if citizen.is_some() && rng.u32(0..3) == 0 {
            let case = format!("{}-{number}", row.get(Column::CaseId).unwrap_or_default());
            row.set(Column::CaseId, case);
        }
        match rng.u32(0..12) {
            0 => decide(rng, &mut row),
            1..4 => inform(rng, &mut row),
            _ => {}
        }
        rows.push(row);
    }
    rng.shuffle(&mut rows);
    rows
}

/// The citizens of a random job, their references made their own.
fn job(rng: &mut Rng, references: &mut References, grouped: bool) -> Vec<Vec<Cells>> {
    let prefix = references.next(rng);
    let job = random::job(rng.u64(..));
    let mut rows: Vec<Cells> = job.rows.iter().map(Cells::from).collect();
    for row in &mut rows {
        for column in [Column::CaseId, Column::CitizenId] {
            let Some(text) = row.get(column).map(str::to_owned) else { continue };
            match text.as_str() {
                "" => {}
                _ if text.starts_with("S-") || text.starts_with("C-") => row.set(column, format!("{prefix}{text}")),
                _ if text.contains('-') => row.set(column, cpr(references.next)),
                _ => row.set(column, format!("sag {}", cpr(references.next).replace('-', ""))),
            }
        }
    }
    if grouped {
        // Each case is one citizen's.
        let mut citizens: HashMap<String, Option<String>> = HashMap::new();
        for row in &mut rows {
            let Some(case) = readable(row, Column::CaseId) else { continue };
            let citizen = citizens.entry(case).or_insert_with(|| row.get(Column::CitizenId).map(str::to_owned));
            match citizen {
                Some(citizen) => row.set(Column::CitizenId, citizen),
                None => row.remove(Column::CitizenId),
            }
        }
    }
    by_citizen(rows)
}

fn readable(row: &Cells, column: Column) -> Option<String> {
    let text = row.get(column)?.trim();
    is_readable(column, text).then(|| text.to_owned())
}

/// The citizen a row names: its case where it names none, nobody where that cannot be read.
#[must_use]
pub fn citizen(row: &Cells) -> Option<String> {
    if row.get(Column::CitizenId).is_some_and(|text| !text.trim().is_empty()) { readable(row, Column::CitizenId) } else { case(row) }
}

/// The case of a row.
#[must_use]
pub fn case(row: &Cells) -> Option<String> {
    readable(row, Column::CaseId)
}

fn by_citizen(rows: Vec<Cells>) -> Vec<Vec<Cells>> {
    let mut citizens: Vec<(Option<String>, Vec<Cells>)> = Vec::new();
    for row in rows {
        let name = citizen(&row);
        match citizens.iter_mut().find(|(known, _)| name.is_some() && *known == name) {
            Some((_, rows)) => rows.push(row),
            None => citizens.push((name, vec![row])),
        }
    }
    citizens.into_iter().map(|(_, rows)| rows).collect()
}

/// Empties cells of days that no column of days can hold.
fn without_odd_days(row: &mut Cells) {
    const DAYS: [Column; 8] = [
        Column::FirstDay,
        Column::LastDay,
        Column::PriorStayTo,
        Column::FirstDischarge,
        Column::WindowStart,
        Column::CommitmentDate,
        Column::NotifiedStart,
        Column::NotifiedEnd,
    ];
    for column in DAYS {
        if row.get(column).is_some_and(|text| text.len() != 10 || text.parse::<NaiveDate>().is_err()) {
            row.remove(column);
        }
    }
}

fn request(rng: &mut Rng) -> ReportingPeriod {
    let day = |rng: &mut Rng| plain::days(rng).0;
    match rng.u32(0..8) {
        0..3 => ReportingPeriod::ALL,
        3 => ReportingPeriod { from: None, until: Some(plain::moved(day(rng), 500)) },
        4 => ReportingPeriod { from: Some(Month::of(day(rng))), until: None },
        5 => ReportingPeriod::month(Month::of(day(rng))),
        6 => ReportingPeriod { from: None, until: Some(Month::of(day(rng)).last_day()) },
        _ => {
            let from = Month::of(day(rng));
            ReportingPeriod { from: Some(from), until: Some(plain::moved(from.first_day(), rng.i64(0..900))) }
        }
    }
}
