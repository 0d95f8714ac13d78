//! A file of 100,000 rows: read, priced, and written as CSV.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::io;
use takst::{Finding, ReportingPeriod, Statement};
use takst_io::{CsvLines, Format, Grouping, Sink, price_file};

const ROWS: usize = 100_000;

/// Takes everything and keeps nothing.
struct Nothing;

impl Sink for Nothing {
    fn statement(&mut self, _: &Statement) -> io::Result<()> {
        Ok(())
    }
    fn file_finding(&mut self, _: &Finding) -> io::Result<()> {
        Ok(())
    }
}

/// Writes every line.
struct Lines(CsvLines<io::Sink>);

impl Sink for Lines {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.0.statement(statement)
    }
    fn file_finding(&mut self, _: &Finding) -> io::Result<()> {
        Ok(())
    }
}

fn one_file(criterion: &mut Criterion) {
    let book = takst_benches::book();
    let text = takst_benches::case_file(ROWS);
    let summary = price_file(&book, &ReportingPeriod::ALL, text.as_bytes(), Format::Csv, Grouping::None, &mut Nothing).expect("a file in order");
    assert_eq!((summary.rows, summary.refused), (ROWS as u64, 0), "every row is priced");
    let mut group = criterion.benchmark_group("file of 100,000 rows");
    group.sample_size(10).throughput(Throughput::Elements(ROWS as u64));
    for (name, grouping) in [("in any order", Grouping::None), ("by citizen", Grouping::ByCitizen)] {
        group.bench_function(format!("read and price, {name}"), |bencher| {
            bencher.iter(|| price_file(&book, &ReportingPeriod::ALL, text.as_bytes(), Format::Csv, grouping, &mut Nothing).expect("a file in order"));
        });
    }
    group.bench_function("read, price and write CSV", |bencher| {
        bencher.iter(|| {
            let mut sink = Lines(CsvLines::new(io::sink()).expect("nothing can fail to be written"));
            price_file(&book, &ReportingPeriod::ALL, text.as_bytes(), Format::Csv, Grouping::None, &mut sink).expect("a file in order")
        });
    });
    group.finish();
}

criterion_group!(benches, one_file);
criterion_main!(benches);
