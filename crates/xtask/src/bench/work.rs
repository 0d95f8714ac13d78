//! What is measured: each work, who does it, and the targets.

pub const MILLION: usize = 1_000_000;
pub const TEN_MILLION: usize = 10_000_000;

/// One work, done by several programs on the same rows.
pub struct Work {
    pub name: &'static str,
    pub what: &'static str,
    /// Kind of rows, and the catalogue they are priced with.
    pub data: &'static str,
    pub catalogue: &'static str,
    pub sizes: &'static [usize],
    /// takst first: the others are compared with it.
    pub entries: &'static [Entry],
    pub targets: &'static [Target],
}

/// A program that does a work.
pub struct Entry {
    pub label: &'static str,
    /// The process it is a job of.
    pub worker: &'static str,
    pub job: &'static str,
    /// Not run on more rows than this: it would take all memory, or hours.
    pub most: usize,
    /// Whether its amounts are exact; one of floats is not held to the result.
    pub exact: bool,
}

/// How fast a program of takst is to be.
pub struct Target {
    pub entry: &'static str,
    /// Compared with the fastest of these.
    pub than: &'static [&'static str],
    pub bound: Bound,
}

/// What is asked of the ratio.
pub enum Bound {
    /// At least so many times as fast.
    Faster(f64),
    /// Taking no more than so many times as long.
    Within(f64),
}

const fn faster(entry: &'static str, than: &'static [&'static str], times: f64) -> Target {
    Target { entry, than, bound: Bound::Faster(times) }
}

const fn within(entry: &'static str, than: &'static [&'static str], times: f64) -> Target {
    Target { entry, than, bound: Bound::Within(times) }
}

const fn entry(label: &'static str, worker: &'static str, job: &'static str) -> Entry {
    Entry { label, worker, job, most: TEN_MILLION, exact: true }
}

impl Entry {
    const fn up_to(self, most: usize) -> Entry {
        Entry { most, ..self }
    }

    const fn inexact(self) -> Entry {
        Entry { exact: false, ..self }
    }
}

pub const TAKST: &str = "takst";
const POLARS: &str = "Polars";
const DUCKDB: &str = "DuckDB";
const LOOP: &str = "Rust loop over integers";
/// How many times as long as a loop written for exactly the job takst may take.
const OF_THE_LOOP: f64 = 2.5;
const KEPT: &str = "takst, all kept";
const BY_C: &str = "takst through C";
const BY_C_TRUSTED: &str = "takst through C, rows trusted";
const BY_PYTHON: &str = "takst from Python, all kept";

const TOTALS: &[Entry] = &[entry(TAKST, "takst", "totals"), entry(POLARS, "polars", "totals"), entry(DUCKDB, "duckdb", "totals")];

pub const WORKS: &[Work] = &[
    Work {
        name: "lines-narrow",
        what: "Lines of eight columns: row, month, days, unit_price, net, vat, refund, cost",
        data: "published",
        catalogue: "published",
        sizes: &[MILLION, TEN_MILLION],
        entries: &[
            entry(TAKST, "takst", "lines-narrow"),
            entry(POLARS, "polars", "lines-narrow"),
            entry(DUCKDB, "duckdb", "lines-narrow"),
            entry(KEPT, "takst", "lines-narrow keep=all"),
            entry(BY_C, "takst", "c-lines-narrow").up_to(MILLION),
            entry(BY_C_TRUSTED, "takst", "c-lines-narrow-trusted").up_to(MILLION),
            entry(BY_PYTHON, "python", "lines-narrow").up_to(MILLION),
            entry("Polars, in batches", "polars", "lines-narrow-batches"),
            entry("Polars, range join", "polars", "lines-narrow-plain").up_to(MILLION),
            entry("DuckDB, overlap join", "duckdb", "lines-narrow-plain").up_to(MILLION),
            entry("NumPy by hand", "numpy", "lines-narrow").up_to(MILLION),
            entry("pandas, float64", "pandas", "lines-narrow").up_to(MILLION).inexact(),
            entry("OpenFisca, float32", "openfisca", "lines-narrow").up_to(MILLION).inexact(),
            entry("Rust loop, rust_decimal", "takst", "row-loop"),
        ],
        targets: &[faster(TAKST, &[POLARS], 25.0), faster(TAKST, &[DUCKDB], 35.0), within(BY_C, &[TAKST], 1.1), within(BY_PYTHON, &[KEPT], 1.3)],
    },
    Work {
        name: "lines-full",
        what: "Lines of all 34 columns",
        data: "published",
        catalogue: "published",
        sizes: &[MILLION, TEN_MILLION],
        entries: &[
            entry("takst, Decimal64", "takst", "lines-full"),
            entry("takst, Decimal128", "takst", "lines-full-128"),
            entry(POLARS, "polars", "lines-full").up_to(MILLION),
            entry(DUCKDB, "duckdb", "lines-full").up_to(MILLION),
        ],
        targets: &[faster("takst, Decimal64", &[POLARS], 10.0), faster("takst, Decimal128", &[POLARS], 6.0)],
    },
    Work {
        name: "totals",
        what: "Totals by month, service and outcome",
        data: "published",
        catalogue: "published",
        sizes: &[MILLION, TEN_MILLION],
        entries: TOTALS,
        targets: &[faster(TAKST, &[POLARS, DUCKDB], 60.0)],
    },
    Work {
        name: "totals-payer",
        what: "Totals by month, service, outcome and payer, with the number of distinct cases",
        data: "published",
        catalogue: "published",
        sizes: &[MILLION, TEN_MILLION],
        entries: &[entry(TAKST, "takst", "totals-payer"), entry(POLARS, "polars", "totals-payer"), entry(DUCKDB, "duckdb", "totals-payer")],
        targets: &[faster(TAKST, &[POLARS, DUCKDB], 10.0)],
    },
    Work {
        name: "totals-versions",
        what: "The same totals, where each service by the day has 1,000 tariff versions",
        data: "published",
        catalogue: "versions",
        sizes: &[MILLION],
        entries: TOTALS,
        targets: &[faster(TAKST, &[POLARS, DUCKDB], 300.0)],
    },
    Work {
        name: "totals-services",
        what: "The same totals over 5,000 services",
        data: "services",
        catalogue: "services",
        sizes: &[MILLION],
        entries: TOTALS,
        targets: &[faster(TAKST, &[POLARS, DUCKDB], 10.0)],
    },
    Work {
        name: "windows-lines",
        what: "Lines of eight columns of § 110 stays in the citizen's windows, own payment, and aftercare",
        data: "stays",
        catalogue: "stays",
        sizes: &[MILLION],
        entries: &[
            entry(TAKST, "takst", "lines-narrow threads=1"),
            entry(LOOP, "takst", "loop-windows"),
            entry(POLARS, "polars_rules", "windows-lines"),
            entry(DUCKDB, "duckdb_rules", "windows-lines"),
        ],
        targets: &[within(TAKST, &[LOOP], OF_THE_LOOP)],
    },
    Work {
        name: "windows-totals",
        what: "The same rows as totals by month, service and outcome",
        data: "stays",
        catalogue: "stays",
        sizes: &[MILLION],
        entries: &[
            entry(TAKST, "takst", "totals threads=1"),
            entry(LOOP, "takst", "loop-windows-totals"),
            entry(POLARS, "polars_rules", "windows-totals"),
            entry(DUCKDB, "duckdb_rules", "windows-totals"),
        ],
        targets: &[within(TAKST, &[LOOP], OF_THE_LOOP)],
    },
    Work {
        name: "agreed-lines",
        what: "Lines of eight columns at prices agreed by the month, one to three rows a course, on running sums",
        data: "agreed",
        catalogue: "published",
        sizes: &[MILLION],
        entries: &[
            entry(TAKST, "takst", "lines-narrow threads=1"),
            entry(LOOP, "takst", "loop-agreed"),
            entry(POLARS, "polars_rules", "agreed-lines"),
            entry(DUCKDB, "duckdb_rules", "agreed-lines"),
        ],
        targets: &[within(TAKST, &[LOOP], OF_THE_LOOP)],
    },
    Work {
        name: "agreed-totals",
        what: "The same rows as totals by month, service and outcome",
        data: "agreed",
        catalogue: "published",
        sizes: &[MILLION],
        entries: &[
            entry(TAKST, "takst", "totals threads=1"),
            entry(LOOP, "takst", "loop-agreed-totals"),
            entry(POLARS, "polars_rules", "agreed-totals"),
            entry(DUCKDB, "duckdb_rules", "agreed-totals"),
        ],
        targets: &[within(TAKST, &[LOOP], OF_THE_LOOP)],
    },
];

/// Clock time of one thread over that of two, at least.
pub const TWO_THREADS: f64 = 1.7;
/// MB beyond the input when all lines of the largest file are streamed, less than.
pub const MEMORY_MB: f64 = 500.0;
/// Microseconds of the core for a case of twelve lines, less than.
pub const CASE_US: f64 = 3.0;
/// Nanoseconds that a period through the C interface may take beyond the core, less than.
pub const C_PERIOD_NS: f64 = 100.0;
/// Microseconds of one case from Python with its lines, less than.
pub const PYTHON_LINES_US: f64 = 3.0;
/// Microseconds of one case from Python for its totals, less than.
pub const PYTHON_TOTALS_US: f64 = 0.5;
