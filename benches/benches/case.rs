//! One case of twelve lines, priced and explained: what an explanation costs.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use takst::ReportingPeriod;

fn one_case(criterion: &mut Criterion) {
    let book = takst_benches::book();
    let citizen = takst_benches::year();
    let lines: usize = book.price(&citizen, &ReportingPeriod::ALL).iter().map(|statement| statement.lines().count()).sum();
    assert_eq!(lines, 12, "the case has twelve lines");
    let mut group = criterion.benchmark_group("case of 12 lines");
    group.bench_function("price", |bencher| bencher.iter(|| book.price(black_box(&citizen), &ReportingPeriod::ALL)));
    group.bench_function("explain", |bencher| bencher.iter(|| book.explain(black_box(&citizen), &ReportingPeriod::ALL, "Y")));
    group.finish();
}

criterion_group!(benches, one_case);
criterion_main!(benches);
