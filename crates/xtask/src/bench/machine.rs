//! The head of the results: what was run, where, when, with what.

use super::Options;
use super::setup::{Place, SEED};
use crate::command::Run;
use crate::project::Project;
use chrono::DateTime;
use std::time::{SystemTime, UNIX_EPOCH};

pub fn head(project: &Project, place: &Place, options: &Options) -> Result<String, String> {
    let note = if options.quick { "\nA quick run: a hundredth of the rows, few rounds. Not to be quoted.\n" } else { "" };
    let facts = [
        ("command", format!("`{}`", options.command())),
        ("date", today()?),
        ("commit", commit(project)?),
        ("processor", cpu()),
        ("cores", std::thread::available_parallelism().map_or(1, usize::from).to_string()),
        ("memory", memory()),
        ("system", system()),
        ("load before the run", load()),
        ("Rust", format!("{}, release profile, no flags for this processor", Run::new("rustc", ["--version"]).capture()?)),
        ("Python", Run::new(&place.python, ["--version"]).capture()?.replace("Python ", "")),
        ("packages", packages(place)?),
        ("data", format!("synthetic, drawn from seed {SEED} by benches/peers/data.py; after no real case")),
    ];
    let table: String = facts.iter().map(|(name, value)| format!("| {name} | {value} |\n")).collect();
    Ok(format!(
        "# takst beside its peers\n\nWritten by `cargo xtask bench`; every figure is of this run, except in sections that name a commit of their own.\n{note}\n| | |\n|---|---|\n{table}\n{METHOD}"
    ))
}

const METHOD: &str = "\
## How it is measured

Each program is one process that lives through the run and has the rows and all it looks prices up in in memory before anything is timed. Each does
its work once unmeasured, then in turn with the others, round after round; the figures are medians. **ns per row** is time of the processor, of
all threads, user and system, over the rows of the input; **clock** is the same by the clock, on all cores. takst hands out lines batch by batch, and each is
dropped before the next is asked for; the peers give all lines at once, as a frame or as an Arrow table. So that both can be seen, takst is also measured with all lines kept to the
end, and Polars with batches dropped.

The rows are one to a case, with first days spread evenly over 2020 to 2026 and lengths over 1 to 400 days, cut at the end of 2026: five services at prices that change
each January and once in the middle of a month, three by the day and two by the week.

takst does what the peers need not do: it checks every cell, finds courses, overlaps and missing tariffs, and follows rules that these rows do not touch.
The peers know that a case is one row, that no cell is wrong, and that no amount of a case is rounded together with another's. What each does:

- **Polars**: lazy, streaming engine. No join: a row finds its first and last segment (the days of a service cut at month ends and tariff changes, made
  beforehand) by position in a table of services and days, is exploded into those between and takes their columns by position. Totals are added up by segment first.
  *In batches* is the same, handed out batch by batch. *Range join* is what one first thinks of: `join_where` on service and overlapping days.
- **DuckDB**: tables in memory, texts as enumerations, insertion order not kept. Where segments are few the same table and a join with a series of
  numbers; where they are thousands, rows unnested by month and joined on service and month with a condition of overlap.
  *Overlap join* is the join on service with that condition alone.
- **NumPy by hand**: the same table, `repeat` and whole øre, some thousand rows at a time.
- **pandas**: the same table, `repeat` and `merge`; amounts in float64.
- **OpenFisca**: tariffs as parameters, each month a period, a month with a change of price in two parts; amounts in float32.
- **takst through C**: the same rows as an Arrow C stream into `takst_batch_lines`, the lines as a stream out; the library looks at offsets, keys and UTF-8 of what
  comes in, unless it may trust it. **takst from Python**: a Polars frame into `book.price`, all lines kept.
- **Rust loop**: `rust_decimal` and `chrono`, row after row and line after line, the lines of a batch dropped before the next; one thread.

Two jobs need rules: `windows-*` (§ 110 stays in the windows of their citizen, own payment, aftercare; four cases of a row each to a citizen) and `agreed-*` (prices agreed by the
month, one to three rows a course that follow each other in the middle of months, on running sums). There takst and the loop have one thread, and nothing is made ready but what follows.

- **Rust loop over integers**: written for exactly one job, the Arrow columns it needs read a block at a time, prices by day in a table, lines into columns that are filled again every 4,096 rows. It knows that rows are in
  order of days and share none, that a case is one row (`windows`) or one course (`agreed`), and that no cell is wrong; it has the default settings built in.
- **Polars**, **DuckDB** there: rows numbered by citizen and case beforehand, whole øre. Stays are cut where windows begin and where caps are reached, then by the same table of segments as above; days used before
  are running sums (in DuckDB window functions). Only lines that share their document with others go through running sums of the document.

Not tried for totals: a difference array over days, counted by service and first and last day. It looks at no line, and holds only where no amount is rounded and every row is priced
alike.
";

pub fn today() -> Result<String, String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?.as_secs();
    let day = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    day.map(|day| day.date_naive().to_string()).ok_or_else(|| "the clock is out of range".to_owned())
}

pub fn commit(project: &Project) -> Result<String, String> {
    let git = |arguments: &[&str]| Run::new("git", arguments).at(&project.root).capture();
    let changed = git(&["status", "--porcelain", "--", ".", ":!benches/RESULTS.md"])?;
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    Ok(if changed.is_empty() { commit } else { format!("{commit} with {} files changed", changed.lines().count()) })
}

/// How many processes wanted to run in the last 1, 5 and 15 minutes.
pub fn load() -> String {
    first_words("/proc/loadavg", 3)
}

fn cpu() -> String {
    field("/proc/cpuinfo", "model name", ": ").unwrap_or_else(|| std::env::consts::ARCH.to_owned())
}

fn memory() -> String {
    let kib = field("/proc/meminfo", "MemTotal", ":").and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    kib.map_or_else(|| "unknown".to_owned(), |kib| format!("{:.1} GiB", kib / 1024.0 / 1024.0))
}

fn system() -> String {
    let name = field("/etc/os-release", "PRETTY_NAME", "=").map(|name| name.trim_matches('"').to_owned());
    format!("{}, Linux {}", name.unwrap_or_else(|| std::env::consts::OS.to_owned()), first_words("/proc/sys/kernel/osrelease", 1))
}

/// What stands behind a key at the beginning of a line.
fn field(path: &str, key: &str, between: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    text.lines().find_map(|line| Some(line.strip_prefix(key)?.split_once(between)?.1.trim().to_owned()))
}

fn first_words(path: &str, count: usize) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

/// The versions that are installed, of the packages that are asked for.
fn packages(place: &Place) -> Result<String, String> {
    let installed = Run::new(&place.python, ["-m", "pip", "freeze", "--disable-pip-version-check"]).capture()?;
    let list = place.peers.join("requirements.txt");
    let wanted = std::fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let names: Vec<&str> = wanted.lines().filter_map(|line| line.split_once("==")).map(|(name, _)| name).collect();
    let of_these = installed.lines().filter(|line| line.split_once("==").is_some_and(|(name, _)| names.contains(&name)));
    Ok(of_these.map(|line| line.replace("==", " ")).collect::<Vec<_>>().join(", "))
}
