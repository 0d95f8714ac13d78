//! Rows of every kind, each with its target: one thread, narrow lines consumed batch by batch, and totals.

use super::Options;
use super::alone::{figure, in_turn};
use super::rounds::Times;
use super::tables::{Judged, grouped, mb, short};
use super::work::MILLION;
use super::worker::Workers;

/// The name by which only this is asked for.
pub const NAME: &str = "rows";

/// A kind of rows, and how long one may take: ns of the processor for lines and for totals.
struct Kind {
    what: &'static str,
    data: &'static str,
    catalogue: &'static str,
    grouped: bool,
    lines: Option<f64>,
    totals: f64,
}

const fn grouped_rows(what: &'static str, data: &'static str, catalogue: &'static str, lines: f64, totals: f64) -> Kind {
    Kind { what, data, catalogue, grouped: true, lines: Some(lines), totals }
}

const KINDS: &[Kind] = &[
    grouped_rows("plain, one a case, grouped", "published", "published", 49.0, 24.0),
    Kind { grouped: false, ..grouped_rows("plain, in any order", "shuffled", "published", 110.0, 90.0) },
    grouped_rows("plain, dates as ISO text, grouped", "texts", "published", 90.0, 70.0),
    grouped_rows("a fifth agreed by the month, a fifth hours, grouped", "mix", "mix", 200.0, 150.0),
    grouped_rows("citizens with two stays under § 110, own payment, and aftercare, grouped", "stays", "stays", 350.0, 300.0),
    grouped_rows("two to five rows a case, levels changing, grouped", "levels", "published", 300.0, 250.0),
    Kind { lines: None, ..grouped_rows("plain, over 5,000 services, grouped", "services", "services", 0.0, 150.0) },
];

/// Catalogues for which `Batch::new` is measured: services, most ms of the processor, most MB.
const BATCHES: &[(&str, &str, f64, Option<f64>)] =
    &[("built-in", "builtin", 1.0, None), ("built-in and 5,000 services", "services", 20.0, Some(20.0))];

pub fn files() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.data)
}

pub fn run(workers: &mut Workers, options: &Options, judged: &mut Vec<Judged>) -> Result<String, String> {
    println!("\nrows of every kind");
    workers.end_all();
    let rows = options.rows(MILLION);
    let mut text = format!(
        "## Rows of every kind\n\n{} rows of each, one thread, ns of the processor a row; lines of eight columns, each batch dropped before the next. \
         *First run* is totals right after `Batch::new`, with what is made when it is first needed, and what the process grew by meanwhile; the others are medians after that.\n\n\
         | rows | lines | lines-narrow | target | | totals | target | | first run | MB |\n|---|---:|---:|---:|---|---:|---:|---|---:|---:|\n",
        grouped(rows as u64)
    );
    for kind in KINDS {
        let order = if kind.grouped { "" } else { " grouping=none" };
        let jobs = ["lines-narrow", "totals"].map(|job| format!("{job} threads=1{order}"));
        // Of a catalogue just loaded nothing is ready.
        workers.end_all();
        workers.load("takst", kind.data, rows, kind.catalogue)?;
        let first = workers.ask("takst", &format!("run {}", jobs[1]))?;
        let times = in_turn(workers, &jobs, options.rounds(MILLION))?;
        let [lines, totals] = times.as_slice() else { return Err("two jobs were asked for".to_owned()) };
        let count = workers.ask("takst", &format!("check {}", jobs[0]))?["sums"]["lines"].as_u64().unwrap_or(0);
        println!("  {:75} {:8.1} {:8.1}", kind.what, lines.cpu() / rows as f64, totals.cpu() / rows as f64);
        let mut cells = |job: &str, times: &Times, target: Option<f64>| {
            let found = times.cpu() / rows as f64;
            let Some(target) = target else { return format!("{} | | ", short(found)) };
            let this = Judged { what: format!("{}: {job}, one thread, a row", kind.what), unit: " ns", target, found, at_least: false };
            let cells = format!("{} | below {target} | {}", short(found), this.verdict());
            judged.push(this);
            cells
        };
        let cells = [cells("lines-narrow", lines, kind.lines), cells("totals", totals, Some(kind.totals))].join(" | ");
        let grown = mb(first["peak_kib"].as_u64().unwrap_or(0)) - mb(first["before_kib"].as_u64().unwrap_or(0));
        text += &format!("| {} | {} | {cells} | {} | {grown:.0} |\n", kind.what, grouped(count), short(figure(&first, "cpu_ns") / rows as f64));
    }
    text += &batches(workers, options, judged)?;
    Ok(text)
}

/// What `Batch::new` takes: time, and memory that it holds. Each catalogue in a process of its own.
fn batches(workers: &mut Workers, options: &Options, judged: &mut Vec<Judged>) -> Result<String, String> {
    let mut text = "\n`Batch::new`, once for a book (ms of the processor; MB it holds afterwards, and the most the process grew by meanwhile):\n\n\
         | catalogue | ms | target | | MB | target | | most MB |\n|---|---:|---:|---|---:|---:|---|---:|\n"
        .to_owned();
    for (what, catalogue, most_ms, most_mb) in BATCHES {
        let (mut ms, mut held, mut peak) = (Vec::new(), 0.0f64, 0.0f64);
        for _ in 0..options.rounds(MILLION) {
            workers.end_all();
            let figures = workers.new_batch(catalogue)?;
            ms.push(figure(&figures, "cpu_ns") / 1e6);
            held = held.max(figure(&figures, "held_bytes") / 1e6);
            peak = peak.max(mb(figures["peak_kib"].as_u64().unwrap_or(0)) - mb(figures["before_kib"].as_u64().unwrap_or(0)));
        }
        ms.sort_by(f64::total_cmp);
        let found = ms.get(ms.len() / 2).copied().unwrap_or(f64::NAN);
        let time = Judged { what: format!("`Batch::new`, {what}"), unit: " ms", target: *most_ms, found, at_least: false };
        let memory =
            most_mb.map(|target| Judged { what: format!("`Batch::new`, {what}: memory"), unit: " MB", target, found: held, at_least: false });
        let cells = memory.as_ref().map_or_else(|| " | ".to_owned(), |memory| format!("below {} | {}", memory.target, memory.verdict()));
        text += &format!("| {what} | {} | below {most_ms} | {} | {} | {cells} | {} |\n", short(found), time.verdict(), short(held), short(peak));
        judged.push(time);
        judged.extend(memory);
    }
    workers.end_all();
    Ok(text)
}
