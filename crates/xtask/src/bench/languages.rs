//! One case at a time from other languages.

use super::Options;
use super::tables::{Judged, short};
use super::work::{C_PERIOD_NS, MILLION, PYTHON_LINES_US, PYTHON_TOTALS_US};
use super::worker::Workers;
use serde_json::Value;

/// The name by which only this is asked for.
pub const NAME: &str = "languages";
/// Cases in a row.
const REPEATS: usize = 50_000;

pub fn run(workers: &mut Workers, options: &Options, judged: &mut Vec<Judged>) -> Result<String, String> {
    println!("\nother languages");
    workers.end_all();
    let Period { price, kernel, c } = c_period(workers, options)?;
    judged.push(Judged {
        what: "one period of 12 lines through C: more than `Book::price` takes".to_owned(),
        unit: " ns",
        target: C_PERIOD_NS,
        found: c - price,
        at_least: false,
    });
    let mut case = |job: &str| python_case(workers, options, job);
    let (lines, totals) = (case("case")?, case("case-totals")?);
    for (what, target, found) in [("with its lines", PYTHON_LINES_US, lines), ("for its totals", PYTHON_TOTALS_US, totals)] {
        judged.push(Judged { what: format!("one case of four lines from Python, {what}"), unit: " µs", target, found, at_least: false });
    }
    Ok(format!(
        "## One case from other languages\n\nA period of twelve lines by `Book::price`: {} ns; by the kernel into sums: {} ns; by `takst_book_price` of the C library, into the caller's array: {} ns, all in one process and run. \
         A case of four lines from Python, `book.price(case).lines`: {} µs; `book.totals(case)`: {} µs. Medians of {} runs.\n",
        short(price),
        short(kernel),
        short(c),
        short(lines),
        short(totals),
        options.rounds(MILLION)
    ))
}

/// Nanoseconds of one period.
struct Period {
    price: f64,
    kernel: f64,
    c: f64,
}

fn c_period(workers: &mut Workers, options: &Options) -> Result<Period, String> {
    let runs = (0..=options.rounds(MILLION)).map(|_| workers.ask("takst", "run c-period")).collect::<Result<Vec<_>, _>>()?;
    let of = |key: &str| middle(runs.iter().map(|figures| figure(figures, key) / figure(figures, "repeats")).collect());
    Ok(Period { price: of("core_ns"), kernel: of("kernel_ns"), c: of("c_ns") })
}

/// Microseconds of one case.
fn python_case(workers: &mut Workers, options: &Options, job: &str) -> Result<f64, String> {
    let mut rounds = Vec::new();
    for _ in 0..=options.rounds(MILLION) {
        let figures = workers.ask("python", &format!("run {job}={REPEATS}"))?;
        rounds.push(figure(&figures, "cpu_ns") / REPEATS as f64 / 1000.0);
    }
    Ok(middle(rounds))
}

fn figure(figures: &Value, key: &str) -> f64 {
    figures[key].as_f64().unwrap_or(f64::NAN)
}

fn middle(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds.get(rounds.len() / 2).copied().unwrap_or(f64::NAN)
}
