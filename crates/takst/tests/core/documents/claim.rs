//! Claims: refund as priced now, less what was claimed before (D11).

use super::given::{day, kr, month, payer};
use crate::common::{catalogue, service, tariff};
use takst::catalogue::{CommitmentRule, Kind, RefundRule, Terms, Vat};
use takst::document::claim::{Absent, Claim, ClaimFile, ClaimPlace, ClaimRow, ClaimTerms, Quarter, totals};
use takst::document::pricer::DocumentPricer;
use takst::document::{ClaimKind, Invoiced};
use takst::{Amount, Book, Citizen, Code, Column, KnownAsOf, Month, Policy, RowDraft, claim};

/// `hus/ophold`, a § 110 stay on account 5.42 at this price a day; `hus/stoette`, § 85 a support; `hus/cti` needs a commitment.
fn book(price: &str) -> Book {
    let refunded = |name: &str, rule: RefundRule, price: &str| {
        let mut service = service(name, Kind::Day, vec![tariff("2024-01-01", None, price)]);
        (service.refund, service.vat, service.legal_basis) = (rule, Vat::Exempt, "SEL § 110".into());
        service
    };
    let mut stay = refunded("ophold", RefundRule::Sel110Ophold, price);
    stay.account = Some("5.42".into());
    let mut committed = refunded("cti", RefundRule::Sel109Ophold, "100.00");
    committed.terms = Terms { commitment: Some(CommitmentRule::Always), ..Terms::default() };
    let services = vec![stay, refunded("stoette", RefundRule::Sel85aBostoette, "200.00"), committed];
    Book::compile(&catalogue(services), &Policy::default(), KnownAsOf::Latest).expect("a sound catalogue")
}

/// What payer 101 can claim of rows at a price, each row as `column=value` by spaces.
fn file_of(price: &str, of: u16, rows: &[&str]) -> ClaimFile {
    file_until("2024-03-31", price, of, rows)
}

/// As `file_of`, of a quarter that ends on this day.
fn file_until(until: &str, price: &str, of: u16, rows: &[&str]) -> ClaimFile {
    let record = |(number, row): (u64, &&str)| {
        let cells: Vec<(&str, &str)> = row.split(' ').map(|cell| cell.split_once('=').expect("a cell")).collect();
        let mut draft = RowDraft::new(number);
        for (column, default) in [(Column::CaseId, "S-1"), (Column::CitizenId, "B-1"), (Column::Payer, "101"), (Column::Service, "hus/ophold")] {
            if !cells.iter().any(|(name, _)| *name == column.as_str()) {
                draft.set(column, default);
            }
        }
        for (name, text) in cells {
            draft.set(Column::from_name(name).expect("a column"), text);
        }
        draft.finish()
    };
    let book = book(price);
    let mut pricer = DocumentPricer::new(&book);
    let citizens = Citizen::group((1..).zip(rows).map(record));
    ClaimFile::of(citizens.iter().map(|citizen| pricer.claim(citizen, day(until), payer(of))))
}

fn file(rows: &[&str]) -> ClaimFile {
    file_of("1000.00", 101, rows)
}

/// The claim of a quarter, for books that begin in January 2024; nothing is billed.
fn claimed(before: &[ClaimRow], file: &ClaimFile, quarter: &str, absent: Absent) -> Claim {
    let nothing = |_: &str, _: &str, _: Month| Amount::ZERO;
    claim(
        before,
        file,
        &ClaimTerms { quarter: quarter.parse().expect("a quarter"), from: month("2024-01"), kept_from: None, absent, billed: &nothing },
    )
}

/// Case, month, net, own payment and refund of each row.
fn rows(claim: &Claim) -> Vec<(&str, String, Amount, Amount, Amount)> {
    claim.rows.iter().map(|row| (&*row.case_id, row.place.month.to_string(), row.sums.net, row.sums.own_payment, row.sums.refund)).collect()
}

/// January: 31 × 1,000 = 31,000 kr., own payment 31 × 100 = 3,100; half of 27,900 is 13,950.
const JANUARY: &str = "first_day=2024-01-01 last_day=2024-01-31 own_payment_per_day=100";

#[test]
fn half_of_net_less_own_payment_is_claimed_once() {
    let file = file(&[JANUARY]);
    let first = claimed(&[], &file, "2024-Q1", Absent::LeftAlone);
    assert_eq!(rows(&first), [("S-1", "2024-01".to_owned(), kr("31000.00"), kr("3100.00"), kr("13950.00"))]);
    let row = &first.rows[0];
    assert_eq!((&*row.citizen_id, row.place.account.as_deref(), row.place.rule), ("B-1", Some("5.42"), RefundRule::Sel110Ophold));
    assert_eq!((row.kind, row.at_stake), (ClaimKind::Current, Amount::ZERO));
    assert!(first.assumed.contains_key(&Code::AssumedHistoryComplete));
    assert_eq!(claimed(&first.rows, &file, "2024-Q1", Absent::LeftAlone).rows, [], "run again it has no row");
}

#[test]
fn a_later_tariff_is_claimed_as_the_difference() {
    let before = claimed(&[], &file(&[JANUARY]), "2024-Q1", Absent::LeftAlone).rows;
    // 31 × 1,100 = 34,100 kr.: 3,100 more, half of it 1,550.
    let dearer = file_of("1100.00", 101, &[JANUARY]);
    let later = claimed(&before, &dearer, "2024-Q2", Absent::LeftAlone);
    assert_eq!(rows(&later), [("S-1", "2024-01".to_owned(), kr("3100.00"), Amount::ZERO, kr("1550.00"))]);
    assert_eq!(later.rows[0].kind, ClaimKind::Running);
    assert_eq!(claimed(&before, &dearer, "2025-Q1", Absent::LeftAlone).rows[0].kind, ClaimKind::EarlierYear);
    assert_eq!(claimed(&before, &dearer, "2024-Q1", Absent::LeftAlone).rows[0].kind, ClaimKind::Current);
}

#[test]
fn a_payer_who_lost_the_case_gives_back_what_the_other_gets() {
    let before = claimed(&[], &file(&[JANUARY]), "2024-Q1", Absent::LeftAlone).rows;
    let moved = format!("{JANUARY} payer=147");
    let lost = claimed(&before, &file_of("1000.00", 101, &[&moved]), "2024-Q1", Absent::LeftAlone);
    assert_eq!(rows(&lost), [("S-1", "2024-01".to_owned(), kr("-31000.00"), kr("-3100.00"), kr("-13950.00"))]);
    let won = claimed(&[], &file_of("1000.00", 147, &[&moved]), "2024-Q1", Absent::LeftAlone);
    assert_eq!(rows(&won), [("S-1", "2024-01".to_owned(), kr("31000.00"), kr("3100.00"), kr("13950.00"))]);
}

#[test]
fn what_stands_on_invoices_is_said() {
    let file = file(&[JANUARY]);
    let invoiced = |billed: &'static str| {
        let billed = move |case: &str, provider: &str, of: Month| {
            assert_eq!((case, provider, of), ("S-1", "hus", month("2024-01")));
            kr(billed)
        };
        let terms = ClaimTerms {
            quarter: "2024-Q1".parse().expect("a quarter"),
            from: month("2024-01"),
            kept_from: None,
            absent: Absent::LeftAlone,
            billed: &billed,
        };
        claim(&[], &file, &terms).rows[0].invoiced
    };
    assert_eq!(
        ["31000.00", "31000.01", "30999.99", "0.01", "0.00"].map(invoiced),
        [Invoiced::Yes, Invoiced::Yes, Invoiced::Partly, Invoiced::Partly, Invoiced::No]
    );
}

#[test]
fn a_refused_case_keeps_what_was_claimed() {
    let before = claimed(&[], &file(&[JANUARY]), "2024-Q1", Absent::LeftAlone).rows;
    let refused = file(&["first_day=2024-01-31 last_day=2024-01-01"]);
    let claim = claimed(&before, &refused, "2024-Q2", Absent::TakenBack);
    assert_eq!(claim.rows, []);
    assert_eq!((&*claim.left[0].case_id, claim.left[0].claimed.refund, &*claim.left[0].why), ("S-1", kr("13950.00"), &[Code::CaseDatesReversed][..]));
}

#[test]
fn a_case_that_the_file_lacks_is_left_alone_or_taken_back() {
    let before = claimed(&[], &file(&[JANUARY]), "2024-Q1", Absent::LeftAlone).rows;
    let other = "case_id=S-2 citizen_id=B-2 first_day=2024-02-01 last_day=2024-02-01";
    let alone = claimed(&before, &file(&[other]), "2024-Q1", Absent::LeftAlone);
    assert_eq!((alone.left.len(), &*alone.left[0].case_id, alone.left[0].claimed.refund, alone.left[0].why.len()), (1, "S-1", kr("13950.00"), 0));
    let back = claimed(&before, &file(&[other]), "2024-Q1", Absent::TakenBack);
    // Cases of the file come first. One day: 1,000 kr. without own payment, half of it 500.
    assert_eq!(
        rows(&back),
        [
            ("S-2", "2024-02".to_owned(), kr("1000.00"), Amount::ZERO, kr("500.00")),
            ("S-1", "2024-01".to_owned(), kr("-31000.00"), kr("-3100.00"), kr("-13950.00")),
        ]
    );
    assert_eq!(back.left, []);
    let unreadable = claimed(&before, &file(&[other, "case_id=010190-1234 first_day=2024-01-01"]), "2024-Q1", Absent::TakenBack);
    assert_eq!((unreadable.rows.len(), &*unreadable.left[0].why), (1, &[Code::FileUnreadable][..]), "a record may be of the case");
}

#[test]
fn days_that_two_cases_bill_are_left_alone_unless_released() {
    let other = "case_id=S-2 first_day=2024-01-31 last_day=2024-02-01";
    let both = claimed(&[], &file(&[JANUARY, other]), "2024-Q1", Absent::LeftAlone);
    // 1 February of S-2 is shared with nobody, but its January line is.
    assert_eq!(rows(&both), [("S-2", "2024-02".to_owned(), kr("1000.00"), Amount::ZERO, kr("500.00"))]);
    let left: Vec<_> = both.left.iter().map(|left| (&*left.case_id, &*left.why)).collect();
    assert_eq!(left, [("S-1", &[Code::CaseBilledElsewhere][..]), ("S-2", &[Code::CaseBilledElsewhere][..])]);
    let released = format!("{JANUARY} hold_released=NN");
    let one = claimed(&[], &file(&[&released, other]), "2024-Q1", Absent::LeftAlone);
    assert_eq!((one.rows.len(), one.left.len(), &*one.left[0].case_id), (2, 1, "S-2"));
}

#[test]
fn a_document_on_hold_counts_nothing_until_it_is_released() {
    // § 109: 10 × 100 = 1,000 kr., half of it 500.
    let row = "service=hus/cti first_day=2024-01-01 last_day=2024-01-10 own_payment_per_day=0";
    let committed = format!("{row} commitment=brev commitment_date=2024-01-01");
    let before = claimed(&[], &file(&[&committed]), "2024-Q1", Absent::LeftAlone).rows;
    assert_eq!(before[0].sums.refund, kr("500.00"));
    let held = claimed(&before, &file(&[row]), "2024-Q1", Absent::LeftAlone);
    assert_eq!(rows(&held), [("S-1", "2024-01".to_owned(), kr("-1000.00"), Amount::ZERO, kr("-500.00"))]);
    let released = format!("{row} hold_released=NN");
    assert_eq!(claimed(&before, &file(&[&released]), "2024-Q1", Absent::LeftAlone).rows, []);
}

#[test]
fn what_is_undetermined_is_at_stake_and_claimed_by_nobody() {
    // Support after a discharge whose decision is not known: 10 × 200 = 2,000 kr., half of it at stake.
    let row = "service=hus/stoette first_day=2024-02-01 last_day=2024-02-10 first_discharge=2024-01-31";
    let claim = claimed(&[], &file(&[row]), "2024-Q1", Absent::LeftAlone);
    assert_eq!(rows(&claim), [("S-1", "2024-02".to_owned(), kr("2000.00"), Amount::ZERO, Amount::ZERO)]);
    assert_eq!((claim.rows[0].at_stake, claim.at_stake.get(&Code::RefundDecisionUnknown)), (kr("1000.00"), Some(&kr("1000.00"))));
}

#[test]
fn stays_beside_a_refused_case_of_the_citizen_are_left_alone() {
    let refused = "case_id=S-2 first_day=2024-01-05 last_day=2024-01-01";
    let claim = claimed(&[], &file(&[JANUARY, refused]), "2024-Q1", Absent::LeftAlone);
    assert_eq!(claim.rows, []);
    let left: Vec<_> = claim.left.iter().map(|left| (&*left.case_id, left.place.is_some(), &*left.why)).collect();
    assert_eq!(left, [("S-1", true, &[Code::RefundCitizenIncomplete][..]), ("S-2", false, &[Code::CaseDatesReversed][..])]);
}

#[test]
fn months_outside_the_books_the_quarter_and_what_is_kept_are_not_claimed() {
    let file = file(&["first_day=2024-01-31 last_day=2024-03-01 own_payment_per_day=0"]);
    let months = |quarter: &str, from: &str, kept_from: Option<&str>| -> Vec<String> {
        let nothing = |_: &str, _: &str, _: Month| Amount::ZERO;
        let terms = ClaimTerms {
            quarter: quarter.parse().expect("a quarter"),
            from: month(from),
            kept_from: kept_from.map(month),
            absent: Absent::LeftAlone,
            billed: &nothing,
        };
        claim(&[], &file, &terms).rows.iter().map(|row| row.place.month.to_string()).collect()
    };
    assert_eq!(months("2024-Q1", "2024-01", None), ["2024-01", "2024-02", "2024-03"]);
    assert_eq!(months("2024-Q1", "2024-02", None), ["2024-02", "2024-03"]);
    assert_eq!(months("2024-Q1", "2024-01", Some("2024-03")), ["2024-03"]);
    assert_eq!(months("2023-Q4", "2023-01", None), Vec::<String>::new());
}

#[test]
fn days_used_are_counted_by_citizen_and_window() {
    let file = file(&[JANUARY, "case_id=S-2 first_day=2024-01-31 last_day=2024-02-02"]);
    // 31 days of January and two of February; the 31st counts once.
    let used: Vec<_> = file.windows.iter().map(|window| (&*window.citizen_id, window.start, window.used, window.outside)).collect();
    assert_eq!(used, [("B-1", day("2024-01-01"), 33, None)]);
    // A window of 12 months from New Year; the next begins on the day after the quarter, and is none of it until then.
    let stay = ["first_day=2024-01-01 last_day=2025-01-10"];
    let starts = |until: &str| -> Vec<_> { file_until(until, "1000.00", 101, &stay).windows.iter().map(|window| window.start).collect() };
    assert_eq!((starts("2024-12-31"), starts("2025-01-01")), (vec![day("2024-01-01")], vec![day("2024-01-01"), day("2025-01-01")]));
    // So is one that a row gives.
    let given = [JANUARY, "case_id=S-2 first_day=2025-01-01 last_day=2025-01-10 window_start=2025-01-01 window_days_used=0"];
    let starts = |until: &str| -> Vec<_> { file_until(until, "1000.00", 101, &given).windows.iter().map(|window| window.start).collect() };
    assert_eq!((starts("2024-12-31"), starts("2025-01-01")), (vec![day("2024-01-01")], vec![day("2024-01-01"), day("2025-01-01")]));
}

#[test]
fn sums_are_by_year_account_rule_and_kind() {
    let before = claimed(&[], &file(&[JANUARY, "first_day=2024-02-01 last_day=2024-02-02"]), "2024-Q1", Absent::LeftAlone).rows;
    let sums: Vec<_> = totals(&before).iter().map(|total| (total.year, total.account.clone(), total.kind, total.sums.refund)).collect();
    // 13,950 + half of 2 × 1,000.
    assert_eq!(sums, [(2024, Some("5.42".into()), ClaimKind::Current, kr("14950.00"))]);
    // Rows that differ in one of the four only, twice each.
    let row = &before[0];
    let of = |place: ClaimPlace, kind: ClaimKind| ClaimRow { place, kind, ..row.clone() };
    let place = || row.place.clone();
    let rows = [
        of(place(), ClaimKind::Current),
        of(ClaimPlace { month: month("2023-01"), ..place() }, ClaimKind::Current),
        of(ClaimPlace { account: Some("5.39".into()), ..place() }, ClaimKind::Current),
        of(ClaimPlace { rule: RefundRule::Sel109Ophold, ..place() }, ClaimKind::Current),
        of(place(), ClaimKind::Running),
    ];
    let sums: Vec<_> = totals(&[rows.clone(), rows].concat()).iter().map(|total| total.sums.refund).collect();
    assert_eq!(sums, [kr("27900.00"); 5]);
}

#[test]
fn quarters_are_read_and_written() {
    for (of, quarter) in [("2024-01", "2024-Q1"), ("2024-03", "2024-Q1"), ("2024-04", "2024-Q2"), ("2024-12", "2024-Q4")] {
        assert_eq!(Quarter::of(month(of)).to_string(), quarter);
        assert_eq!(quarter.parse(), Ok(Quarter::of(month(of))));
    }
    for text in ["2024-Q0", "2024-Q5", "2024-q1", "2024Q1", "24-Q1", "2024-Q", "2024-Q1 "] {
        assert!(text.parse::<Quarter>().is_err(), "{text}");
    }
}
