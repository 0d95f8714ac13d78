//! The tables of the results.

use super::rounds::{Measured, Times};
use super::work::{Bound, Entry, Work};

/// A target, and what was measured.
pub struct Judged {
    pub what: String,
    pub unit: &'static str,
    pub target: f64,
    pub found: f64,
    /// Whether more is better.
    pub at_least: bool,
}

impl Judged {
    pub fn is_met(&self) -> bool {
        if self.at_least { self.found >= self.target } else { self.found < self.target }
    }

    /// Whether it is met, and by how much.
    pub fn verdict(&self) -> String {
        let Judged { target, found, at_least, .. } = self;
        // How much better than asked: 1.00 is just met.
        let by = if *at_least { found / target } else { target / found };
        match self.is_met() {
            // Below nothing there are no times.
            true if *found <= 0.0 => "met".to_owned(),
            true => format!("met, {by:.2} times over"),
            false => format!("**missed**: {:.0} % of it", 100.0 * by),
        }
    }

    fn row(&self) -> String {
        let Judged { what, unit, target, found, at_least } = self;
        let bound = if *at_least { "at least" } else { "below" };
        format!("| {what} | {bound} {target}{unit} | {}{unit} | {} |\n", short(*found), self.verdict())
    }
}

/// Every target of the run in one table.
pub fn targets(judged: &[Judged]) -> String {
    let met = judged.iter().filter(|target| target.is_met()).count();
    let rows: String = judged.iter().map(Judged::row).collect();
    format!("## Targets\n\n{met} of {} met.\n\n| work | target | measured | |\n|---|---:|---:|---|\n{rows}", judged.len())
}

/// The tables of one work, one a size.
pub fn work(work: &Work, measured: &[Measured], judged: &mut Vec<Judged>) -> String {
    let mut text = format!("## {}\n\n{}; catalogue `{}`.\n", work.name, work.what, work.catalogue);
    for at_size in measured {
        text += &format!(
            "\n{} rows, {} lines:\n\n| program | ns per row | fastest to slowest | ns per line | clock, ns per row | memory, MB | {} is faster by | by the clock |\n|---|---:|---:|---:|---:|---:|---:|---:|\n",
            grouped(at_size.rows as u64),
            grouped(at_size.lines),
            work.entries.first().map_or("takst", |entry| entry.label)
        );
        let takst = at_size.programs.first().and_then(|(_, times)| times.as_ref().ok());
        for (entry, times) in &at_size.programs {
            text += &match times {
                Ok(times) => row(entry, times, at_size, takst),
                Err(error) => format!("| {} | could not: {} | | | | | | |\n", entry.label, error.replace(['\n', '|'], " ")),
            };
        }
        let left_out: Vec<&str> =
            work.entries.iter().filter(|entry| at_size.programs.iter().all(|(run, _)| run.label != entry.label)).map(|entry| entry.label).collect();
        if !left_out.is_empty() {
            text += &format!("\nNot run on so many rows: {}.\n", left_out.join("; "));
        }
        judged.extend(work.targets.iter().filter_map(|target| judge(work, target, at_size)));
    }
    text
}

fn row(entry: &Entry, times: &Times, at_size: &Measured, takst: Option<&Times>) -> String {
    let per_row = |ns: f64| short(ns / at_size.rows as f64);
    let (fastest, slowest) = times.spread();
    let (by, by_clock) = match takst {
        Some(takst) if !std::ptr::eq(takst, times) => {
            (format!("{} x", short(times.cpu() / takst.cpu())), format!("{} x", short(times.wall() / takst.wall())))
        }
        _ => (String::new(), String::new()),
    };
    format!(
        "| {} | {} | {} to {} ({} rounds) | {} | {} | {:.0} | {by} | {by_clock} |\n",
        entry.label,
        per_row(times.cpu()),
        per_row(fastest),
        per_row(slowest),
        times.rounds(),
        short(times.cpu() / at_size.lines as f64),
        per_row(times.wall()),
        mb(times.peak_kib),
    )
}

fn judge(work: &Work, target: &super::work::Target, at_size: &Measured) -> Option<Judged> {
    let cpu =
        |label: &str| at_size.programs.iter().find(|(entry, _)| entry.label == label).and_then(|(_, times)| times.as_ref().ok()).map(Times::cpu);
    let own = cpu(target.entry)?;
    let fastest = target.than.iter().filter_map(|label| cpu(label)).min_by(f64::total_cmp)?;
    let than = if target.than.len() == 1 { target.than.concat() } else { format!("the faster of {}", target.than.join(" and ")) };
    let what = format!("{}, {} rows: {} against {than}", work.name, grouped(at_size.rows as u64), target.entry);
    Some(match target.bound {
        Bound::Faster(times) => Judged { what, unit: " x", target: times, found: fastest / own, at_least: true },
        Bound::Within(times) => Judged { what: format!("{what}, time"), unit: " x", target: times, found: own / fastest, at_least: false },
    })
}

/// The closing section.
pub fn not_timed() -> String {
    "## Not timed\n\nReading Parquet, making frames and tables of it, and the tables of segments the peers look prices up in; writing results. Findings: they were not \
     asked for. Other machines, other processors, more than two cores; rows of other kinds than those of `windows` and `agreed` that need rules, beside the peers; the same work in Spark, Java or SQL servers.\n"
        .to_owned()
}

pub fn mb(kib: u64) -> f64 {
    kib as f64 * 1024.0 / 1e6
}

/// Three digits that say something.
pub fn short(value: f64) -> String {
    match value {
        _ if value.abs() >= 100.0 => format!("{value:.0}"),
        _ if value.abs() >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// 1000000 as 1,000,000.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_grouped() {
        assert_eq!([short(1234.5), short(12.34), short(1.234)], ["1234", "12.3", "1.23"]);
        assert_eq!([grouped(7), grouped(1_000), grouped(1_234_567)], ["7", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_target_says_by_how_much_it_is_met_or_missed() {
        let judged = |found, at_least| Judged { what: "w".into(), unit: " x", target: 10.0, found, at_least };
        assert_eq!(judged(12.5, true).row(), "| w | at least 10 x | 12.5 x | met, 1.25 times over |\n");
        assert_eq!(judged(5.0, true).row(), "| w | at least 10 x | 5.00 x | **missed**: 50 % of it |\n");
        assert_eq!(judged(5.0, false).row(), "| w | below 10 x | 5.00 x | met, 2.00 times over |\n");
        assert!(!judged(10.0, false).is_met() && judged(10.0, true).is_met());
    }
}
