//! takst by itself: threads, memory, sizes.

use super::Options;
use super::rounds::Times;
use super::tables::{Judged, grouped, mb, short};
use super::work::{CASE_US, MEMORY_MB, MILLION, TEN_MILLION, TWO_THREADS};
use super::worker::Workers;
use serde_json::Value;

/// The name by which only this is asked for.
pub const NAME: &str = "takst";

/// Rows of the curve.
pub const CURVE: &[usize] = &[1_000, 10_000, 100_000, MILLION, TEN_MILLION];

pub fn run(workers: &mut Workers, options: &Options, judged: &mut Vec<Judged>) -> Result<String, String> {
    println!("\ntakst alone");
    workers.end_all();
    let mut text = "## takst alone\n".to_owned();
    for part in [core, book, threads, memory, curve] {
        text += &part(workers, options, judged)?;
    }
    Ok(text)
}

pub fn figure(figures: &Value, key: &str) -> f64 {
    figures[key].as_f64().unwrap_or(f64::NAN)
}

/// Jobs in turn, each once unmeasured.
pub fn in_turn(workers: &mut Workers, jobs: &[String], rounds: usize) -> Result<Vec<Times>, String> {
    for job in jobs {
        workers.ask("takst", &format!("run {job}"))?;
    }
    let mut times: Vec<Times> = jobs.iter().map(|_| Times::default()).collect();
    for _ in 0..rounds {
        for (job, times) in jobs.iter().zip(&mut times) {
            times.add(&workers.ask("takst", &format!("run {job}"))?);
        }
    }
    Ok(times)
}

/// One case of twelve lines, without columns.
fn core(workers: &mut Workers, options: &Options, judged: &mut Vec<Judged>) -> Result<String, String> {
    let mut rounds = Vec::new();
    for _ in 0..=options.rounds(MILLION) {
        let figures = workers.ask("takst", "run case")?;
        rounds.push(figure(&figures, "cpu_ns") / figure(&figures, "repeats") / 1000.0);
    }
    rounds.sort_by(f64::total_cmp);
    let found = rounds.get(rounds.len() / 2).copied().unwrap_or(f64::NAN);
    judged.push(Judged { what: "one case of 12 lines by `Book::price`".to_owned(), unit: " µs", target: CASE_US, found, at_least: false });
    Ok(format!("\nOne case of twelve lines, priced by the core (`Book::price`): {} µs.\n", short(found)))
}

/// What is made once before rows can be priced.
fn book(workers: &mut Workers, options: &Options, _: &mut Vec<Judged>) -> Result<String, String> {
    let mut text = "\nBefore the first row, once (ms of the processor):\n\n| catalogue | reading the TOML | compiling the book | making templates |\n|---|---:|---:|---:|\n".to_owned();
    for (catalogue, data) in [("published", "published"), ("versions", "published"), ("services", "services")] {
        let figures = workers.load("takst", data, options.rows(MILLION), catalogue)?;
        let ms = |key: &str| short(figure(&figures, key) / 1e6);
        text += &format!("| {catalogue} | {} | {} | {} |\n", ms("catalogue_ns"), ms("book_ns"), ms("batch_ns"));
    }
    Ok(text)
}

fn threads(workers: &mut Workers, options: &Options, judged: &mut Vec<Judged>) -> Result<String, String> {
    let rows = options.rows(TEN_MILLION);
    workers.load("takst", "published", rows, "published")?;
    let mut text = format!(
        "\nOne thread and two, {} rows (clock, ns per row):\n\n| work | one | two | faster by | processor, two against one |\n|---|---:|---:|---:|---:|\n",
        grouped(rows as u64)
    );
    for job in ["lines-narrow", "lines-full", "totals"] {
        let jobs = [format!("{job} threads=1"), format!("{job} threads=2")];
        let times = in_turn(workers, &jobs, options.rounds(TEN_MILLION))?;
        let [one, two] = times.as_slice() else { return Err("two runs were asked for".to_owned()) };
        let found = one.wall() / two.wall();
        let per_row = |ns: f64| short(ns / rows as f64);
        text += &format!("| {job} | {} | {} | {} x | {} x |\n", per_row(one.wall()), per_row(two.wall()), short(found), short(two.cpu() / one.cpu()));
        if job != "lines-full" {
            judged.push(Judged { what: format!("{job}: two threads against one"), unit: " x", target: TWO_THREADS, found, at_least: true });
        }
    }
    Ok(text)
}

/// Memory beyond the rows themselves while all lines go by, and the share of what the machine's memory can do.
fn memory(workers: &mut Workers, options: &Options, judged: &mut Vec<Judged>) -> Result<String, String> {
    let rows = options.rows(TEN_MILLION);
    // A process of its own, whose peak nothing before has raised.
    workers.end_all();
    let loaded = workers.load("takst", "published", rows, "published")?;
    let bandwidth = workers.ask("takst", "run bandwidth")?;
    let rate = |kind: &str| figure(&bandwidth, &format!("{kind}_bytes")) / figure(&bandwidth, &format!("{kind}_ns"));
    let input = figure(&loaded, "bytes");
    let mut text = format!(
        "\nMemory while {} rows are streamed ({} MB of rows), and how much of what memory can do is used: one thread fills {} GB a second and copies {} (read and \
         written).\n\n| work | beyond the rows, MB | lines given out, MB | GB a second, one thread | share of copying |\n|---|---:|---:|---:|---:|\n",
        grouped(rows as u64),
        short(input / 1e6),
        short(rate("fill")),
        short(rate("copy"))
    );
    for job in ["lines-narrow", "lines-full", "totals"] {
        let figures = in_turn(workers, &[job.to_owned(), format!("{job} threads=1")], options.rounds(TEN_MILLION))?;
        let [all, one] = figures.as_slice() else { return Err("two runs were asked for".to_owned()) };
        let output = figure(&workers.ask("takst", &format!("check {job}"))?, "bytes");
        // Arrow counts shared buffers more than once, so what the process held with the rows read is taken off.
        let beyond = mb(all.peak_kib.max(one.peak_kib)) - mb(loaded["resident_kib"].as_u64().unwrap_or(0));
        let moved = (input + output) / one.cpu();
        text += &format!(
            "| {job} | {beyond:.0} | {} | {} | {:.0} % |\n",
            if job == "totals" { "-".to_owned() } else { format!("{:.0}", output / 1e6) },
            short(moved),
            100.0 * moved / rate("copy")
        );
        if job == "lines-full" {
            judged.push(Judged { what: format!("{job}: memory beyond the rows"), unit: " MB", target: MEMORY_MB, found: beyond, at_least: false });
        }
    }
    Ok(text)
}

fn curve(workers: &mut Workers, options: &Options, _: &mut Vec<Judged>) -> Result<String, String> {
    let mut text =
        "\nBy the number of rows (ns of the processor per row):\n\n| rows | lines-narrow | lines-full | totals |\n|---:|---:|---:|---:|\n".to_owned();
    for rows in CURVE.iter().filter(|rows| **rows <= options.rows(TEN_MILLION)) {
        workers.load("takst", "published", *rows, "published")?;
        let rounds = if *rows < MILLION { 21 } else { options.rounds(*rows) };
        let times = in_turn(workers, &["lines-narrow", "lines-full", "totals"].map(str::to_owned), rounds)?;
        let cells: Vec<String> = times.iter().map(|times| short(times.cpu() / *rows as f64)).collect();
        text += &format!("| {} | {} |\n", grouped(*rows as u64), cells.join(" | "));
    }
    Ok(text)
}
