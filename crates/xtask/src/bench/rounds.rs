//! Warm runs in turn, and their medians.

use super::Options;
use super::work::{Entry, Work};
use super::worker::Workers;
use serde_json::{Value, json};

/// Figures of one work at one size.
pub struct Measured {
    pub rows: usize,
    pub lines: u64,
    /// One a program that was run, with the reason where it could not be.
    pub programs: Vec<(&'static Entry, Result<Times, String>)>,
}

/// What each round of a program took.
#[derive(Default)]
pub struct Times {
    cpu: Vec<u64>,
    wall: Vec<u64>,
    /// The most memory of the process in any round, KiB.
    pub peak_kib: u64,
    /// Memory of the process before a round, KiB: the rows, and what was not given back.
    pub before_kib: u64,
}

impl Times {
    pub fn add(&mut self, figures: &Value) {
        let figure = |key: &str| figures[key].as_u64().unwrap_or(0);
        self.cpu.push(figure("cpu_ns"));
        self.wall.push(figure("wall_ns"));
        self.peak_kib = self.peak_kib.max(figure("peak_kib"));
        self.before_kib = self.before_kib.max(figure("before_kib"));
    }

    pub fn cpu(&self) -> f64 {
        median(&self.cpu)
    }

    pub fn wall(&self) -> f64 {
        median(&self.wall)
    }

    /// Fastest and slowest round by time of the processor.
    pub fn spread(&self) -> (f64, f64) {
        let bound = |value: Option<&u64>| value.map_or(f64::NAN, |value| *value as f64);
        (bound(self.cpu.iter().min()), bound(self.cpu.iter().max()))
    }

    pub fn rounds(&self) -> usize {
        self.cpu.len()
    }
}

fn median(values: &[u64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_unstable();
    match (values.get(values.len().wrapping_sub(1) / 2), values.get(values.len() / 2)) {
        (Some(low), Some(high)) => (*low as f64 + *high as f64) / 2.0,
        _ => f64::NAN,
    }
}

pub fn run(workers: &mut Workers, work: &'static Work, options: &Options) -> Result<Vec<Measured>, String> {
    work.sizes.iter().map(|size| at_size(workers, work, *size, options)).collect()
}

fn at_size(workers: &mut Workers, work: &'static Work, size: usize, options: &Options) -> Result<Measured, String> {
    let rows = options.rows(size);
    println!("\n{}, {rows} rows", work.name);
    let chosen: Vec<&Entry> = work.entries.iter().filter(|entry| entry.most >= size).collect();
    workers.end_all();
    let mut right = Value::Null;
    let mut programs: Vec<(&Entry, Result<Times, String>)> = Vec::new();
    for entry in chosen {
        programs.push((entry, warm(workers, work, entry, rows, &mut right)?.map(|()| Times::default())));
    }
    for round in 1..=options.rounds(size) {
        for (entry, times) in &mut programs {
            let Ok(known) = times else { continue };
            match workers.ask(entry.worker, &format!("run {}", entry.job)) {
                Ok(figures) => {
                    println!(
                        "  {round} {:24} {:10.1} ns of the processor a row",
                        entry.label,
                        figures["cpu_ns"].as_f64().unwrap_or(f64::NAN) / rows as f64
                    );
                    known.add(&figures);
                }
                // takst has to run; of the others one that cannot is named in the table.
                Err(error) if entry.worker == "takst" => return Err(error),
                Err(error) => *times = Err(error),
            }
        }
    }
    Ok(Measured { rows, lines: right["lines"].as_u64().unwrap_or(0), programs })
}

/// The run that is not measured: its sums must be takst's.
fn warm(workers: &mut Workers, work: &Work, entry: &Entry, rows: usize, right: &mut Value) -> Result<Result<(), String>, String> {
    let asked = workers.load(entry.worker, work.data, rows, work.catalogue).and_then(|_| workers.ask(entry.worker, &format!("check {}", entry.job)));
    let sums = match asked {
        Ok(said) => said["sums"].clone(),
        Err(error) if entry.worker == "takst" => return Err(error),
        Err(error) => return Ok(Err(error)),
    };
    if right.is_null() {
        *right = sums;
    } else if entry.exact {
        let differ = |(key, value): (&String, &Value)| right.get(key).is_some_and(|expected| expected != value);
        let keys: Vec<String> = sums.as_object().into_iter().flatten().filter(|pair| differ(*pair)).map(|(key, _)| key.clone()).collect();
        if !keys.is_empty() {
            let (label, keys) = (entry.label, keys.join(", "));
            return Err(format!("{}, {rows} rows: {label} and takst differ in the sums of {keys}: {sums} against {}", work.name, json!(right)));
        }
    }
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two() {
        assert_eq!([median(&[5, 1, 9]), median(&[4, 1, 2, 9])], [5.0, 3.0]);
        assert!(median(&[]).is_nan());
    }
}
