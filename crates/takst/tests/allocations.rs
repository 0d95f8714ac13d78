//! The kernel allocates nothing once its buffers are warm. The tests have a process of their own: they count every allocation of their thread.

#[path = "core/common/mod.rs"]
mod common;

use chrono::NaiveDate;
use common::{catalogue, day, number, service, tariff};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use takst::catalogue::{CommitmentRule, DayCount, Kind, RefundRule, Service, StartedWeek, Terms, Vat};
use takst::kernel::{InputRow, LineFacts, Scratch, Sink, evaluate, evaluate_unrefused, input};
use takst::{
    Amount, Book, Case, Citizen, KnownAsOf, Month, Municipality, Policy, Quantity, ReportingPeriod, Row, RowBuilder, Totals, Unit, UnitPrice,
};

struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

fn count() {
    // A thread that ends may still free and allocate.
    let _ = COUNT.try_with(|count| count.set(count.get() + 1));
}

// SAFETY: every call is passed unchanged to the allocator of the system.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(pointer, layout, size) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

const CALLS: usize = 1_000;

fn book() -> Book {
    let standard = |name: &str, kind, tariffs| service(name, kind, tariffs);
    let refunded =
        |name: &str, refund, tariffs| Service { refund, legal_basis: "SEL § 110".into(), vat: Vat::Exempt, ..service(name, Kind::Day, tariffs) };
    let always = Terms { commitment: Some(CommitmentRule::Always), ..Terms::default() };
    let services = vec![
        standard("dag", Kind::Day, vec![tariff("2020-01-01", Some("2023-04-14"), "545"), tariff("2023-04-15", None, "563")]),
        Service { terms: always, ..standard("tilsagn", Kind::Day, vec![tariff("2020-01-01", None, "100")]) },
        Service { family: "hus/dag".into(), ..standard("udvidet", Kind::Day, vec![tariff("2020-01-01", None, "870")]) },
        standard("uge", Kind::Week, vec![tariff("2020-01-01", None, "4005")]),
        standard("time", Kind::Hour, vec![tariff("2020-01-01", None, "512.3456")]),
        standard("maaned", Kind::Month, vec![tariff("2020-01-01", None, "31200")]),
        // A price per day in parts of months; and terms that leave a day or a week out.
        Service {
            tariffs: vec![takst::catalogue::Tariff { day_price: Some(price("1100")), ..tariff("2020-01-01", None, "31200") }],
            terms: Terms { day_count: Some(DayCount::FirstOnly), ..Terms::default() },
            ..standard("bolig", Kind::Month, vec![])
        },
        Service {
            terms: Terms { started_week: Some(StartedWeek::WholeWeeksOnly), ..Terms::default() },
            ..standard("hele-uger", Kind::Week, vec![tariff("2020-01-01", None, "4005")])
        },
        standard("forloeb", Kind::Course, vec![tariff("2020-01-01", None, "15000")]),
        standard("aftalt", Kind::Agreed, vec![]),
        refunded("ophold", RefundRule::Sel110Ophold, vec![tariff("2020-01-01", None, "1185")]),
        refunded("efterforsorg", RefundRule::Sel110Efterforsorg, vec![tariff("2020-01-01", None, "406")]),
        refunded("bostoette", RefundRule::Sel85aBostoette, vec![tariff("2020-01-01", None, "406")]),
    ];
    Book::compile(&catalogue(services), &Policy::default(), KnownAsOf::Latest).expect("a catalogue in order")
}

fn payer(code: u16) -> Municipality {
    Municipality::new(code).expect("a municipality")
}

fn row(service: &str, first: &str, last: &str) -> RowBuilder {
    Row::new(&format!("hus/{service}"), payer(101), day(first)).last_day(day(last))
}

fn price(text: &str) -> UnitPrice {
    UnitPrice::try_from(number(text)).expect("a price")
}

fn hours(text: &str) -> Quantity {
    Quantity::try_from(number(text)).expect("hours")
}

fn case(id: &str, rows: impl IntoIterator<Item = RowBuilder>) -> Case {
    Case::new(id, rows.into_iter().map(|row| row.build().expect("a row in order"))).expect("a case in order")
}

fn alone(rows: impl IntoIterator<Item = RowBuilder>) -> Citizen {
    Citizen::of(case("S-1", rows))
}

/// Every kind of row and case that the kernel treats in a way of its own.
fn citizens() -> Vec<(&'static str, Citizen)> {
    let history: NaiveDate = day("2023-10-10");
    let own = Amount::from_ore(9671);
    let stays = || {
        [
            row("ophold", "2023-10-20", "2024-02-10").own_payment_per_day(own).window(history, 17),
            row("ophold", "2024-03-01", "2024-11-30").own_payment_per_day(own),
            row("ophold", "2025-01-05", "2025-04-20").window(day("2024-10-10"), 119),
        ]
    };
    let of_another = |builder: RowBuilder, code| {
        let row = builder.build().expect("a row in order");
        let mut builder = row.change();
        builder.set_payer(payer(code));
        builder
    };
    vec![
        ("plain", alone([row("dag", "2023-03-20", "2023-05-10")])),
        ("a year", alone([row("dag", "2022-03-20", "2023-03-10")])),
        ("agreed month", alone([row("aftalt", "2023-01-15", "2023-06-10").agreed(price("31200.5"), Unit::Month)])),
        ("published month", alone([row("maaned", "2023-01-15", "2023-06-10")])),
        (
            "parts of months",
            alone([
                row("bolig", "2023-01-15", "2023-03-10"),
                of_another(row("bolig", "2023-03-11", "2023-03-20"), 147),
                row("bolig", "2023-03-21", "2023-05-31").own_payment_per_day(own),
            ]),
        ),
        ("whole weeks", alone([row("hele-uger", "2023-01-04", "2023-03-07")])),
        ("weeks", alone([row("uge", "2023-01-04", "2023-03-07")])),
        (
            "hours",
            alone([row("time", "2023-01-04", "2023-01-27").hours(hours("7.25")), row("time", "2023-02-01", "2023-02-27").hours(hours("11.1"))]),
        ),
        ("course", alone([row("forloeb", "2023-01-04", "2023-05-27")])),
        (
            "levels",
            alone([
                row("dag", "2023-01-04", "2023-02-07"),
                row("udvidet", "2023-02-08", "2023-03-07"),
                row("dag", "2023-03-08", "2023-04-20"),
                row("udvidet", "2023-04-21", "2023-05-02"),
            ]),
        ),
        ("stays in given windows", alone(stays())),
        ("stays and aftercare", alone(stays().into_iter().chain([row("efterforsorg", "2024-02-11", "2024-06-30").prior_stay_to(day("2024-02-10"))]))),
        ("support", alone([row("bostoette", "2022-01-01", "2024-06-30").first_discharge(day("2021-12-31")).decided_before_discharge(true)])),
        (
            "two payers",
            alone([
                of_another(row("dag", "2023-01-04", "2023-02-07"), 851),
                row("udvidet", "2023-02-08", "2023-03-07"),
                of_another(row("dag", "2023-03-08", "2023-04-20"), 147),
            ]),
        ),
        ("rows side by side", alone([row("dag", "2023-01-04", "2023-02-07"), row("uge", "2023-01-10", "2023-03-07")])),
        (
            "on hold",
            alone([
                row("tilsagn", "2023-01-04", "2023-02-07"),
                row("tilsagn", "2023-03-04", "2023-03-07").commitment("Bevilling", day("2023-03-05")),
                row("tilsagn", "2023-05-04", "2023-05-07").commitment("Bevilling", day("2023-05-01")),
            ]),
        ),
        (
            "several cases",
            Citizen {
                id: "B-1".into(),
                cases: vec![
                    case("S-1", stays()),
                    case("S-2", [row("dag", "2023-01-04", "2023-02-07"), of_another(row("dag", "2023-02-08", "2023-02-27"), 851)]),
                    case("S-3", [row("ophold", "2025-06-01", "2025-07-01")]),
                ],
            },
        ),
    ]
}

/// Keeps every line in a buffer of its own, as an array of C does.
#[derive(Default)]
struct Kept(Vec<LineFacts>);

impl Sink for Kept {
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        self.0.push(*line);
    }
}

fn periods() -> [ReportingPeriod; 2] {
    let month = Month::of(day("2024-02-01"));
    [ReportingPeriod::ALL, ReportingPeriod { from: Some(month), until: Some(day("2025-03-31")) }]
}

/// Allocations of `work`.
fn allocations(work: impl FnOnce()) -> u64 {
    let before = COUNT.with(Cell::get);
    work();
    COUNT.with(Cell::get) - before
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(Box::new(1u8)))), 1);
}

#[test]
fn every_kind_of_row_is_priced_without_an_allocation() {
    let book = book();
    for (name, citizen) in &citizens() {
        for period in &periods() {
            // Warm with this citizen, and with no other.
            let (mut scratch, mut rows, mut kept) = (Scratch::new(), Vec::<InputRow<'_>>::new(), Kept::default());
            let mut lines = 0;
            let mut call = || {
                rows.clear();
                kept.0.clear();
                rows.extend(input(&book, citizen));
                evaluate(&book, &rows, period, &mut scratch, &mut kept);
                lines += kept.0.len();
            };
            call();
            assert_eq!(allocations(|| (0..CALLS).for_each(|_| call())), 0, "{name}, {period:?}");
            let refused = (0..3).any(|case| scratch.is_refused(case));
            let is_shown = *period == ReportingPeriod::ALL;
            assert!(!refused && (lines > CALLS || !is_shown), "{name} has {lines} lines in {CALLS} calls");
        }
    }
}

#[test]
fn citizens_in_turn_share_warm_buffers() {
    let book = book();
    let citizens = citizens();
    let (mut scratch, mut rows, mut totals) = (Scratch::new(), Vec::<InputRow<'_>>::new(), Totals::default());
    let mut round = || {
        for (_, citizen) in &citizens {
            rows.clear();
            rows.extend(input(&book, citizen));
            evaluate(&book, &rows, &ReportingPeriod::ALL, &mut scratch, &mut totals);
            evaluate_unrefused(&book, &rows, &ReportingPeriod::ALL, &mut scratch, &mut totals);
        }
    };
    round();
    assert_eq!(allocations(|| (0..CALLS).for_each(|_| round())), 0);
    assert!(totals.net > Amount::ZERO && totals.vat > Amount::ZERO && totals.refund > Amount::ZERO && totals.own_payment > Amount::ZERO);
}
