//! Control of what others bill (D12): papers as CSV-like rows, our cases as rows of a case file. Figures are worked out by hand beside each test.

use super::given::{day, kr, parties, payer};
use crate::common::{catalogue, service, tariff};
use takst::catalogue::{CommitmentRule, Kind, Provider, Terms, Vat};
use takst::contract::words::DocumentKind;
use takst::document::content::CaseFile;
use takst::document::control::found::ServiceTexts;
use takst::document::control::judged::{Row, by_seller};
use takst::document::control::ours::{FileRows, OurCases};
use takst::document::control::received::{Paper, PaperLine};
use takst::document::control::verify::{Control, Verified, verify};
use takst::document::party::Parties;
use takst::document::pricer::DocumentPricer;
use takst::{Book, Citizen, Column, KnownAsOf, Percent, Period, Policy, Quantity, RowDraft, Unit, UnitPrice, VatExemption};

/// `m/dag` at 100 kr. a day, from March 110; `m/nat` at 200, of the same family; `m/maaned` at 31,000 a month; `m/uge` at 700 a week; `m/timer` at
/// 500; `m/tilsagn` at 100, with a commitment; `m/moms` at 100 with VAT. Of another provider `n/dag` at 100.
fn book() -> Book {
    let open = |price| vec![tariff("2024-01-01", None, price)];
    let named = |id: &str, kind, tariffs| {
        let mut service = service(id, kind, tariffs);
        service.id = format!("m/{id}");
        service.family = format!("m/{id}");
        (service.vat, service.vat_exemption) = (Vat::Exempt, Some(VatExemption::SocialCare));
        service.name.da = format!("Ydelse {id}");
        service
    };
    let mut night = named("nat", Kind::Day, open("200.00"));
    night.family = "m/dag".into();
    let mut committed = named("tilsagn", Kind::Day, open("100.00"));
    committed.terms = Terms { commitment: Some(CommitmentRule::Always), ..Terms::default() };
    let mut taxed = named("moms", Kind::Day, open("100.00"));
    (taxed.vat, taxed.vat_exemption) = (Vat::Standard, None);
    let services = vec![
        named("dag", Kind::Day, vec![tariff("2024-01-01", Some("2024-02-29"), "100.00"), tariff("2024-03-01", None, "110.00")]),
        night,
        named("maaned", Kind::Month, open("31000.00")),
        named("uge", Kind::Week, open("700.00")),
        named("timer", Kind::Hour, open("500.00")),
        committed,
        taxed,
    ];
    let mut of_n = named("dag", Kind::Day, open("100.00"));
    (of_n.id, of_n.family) = ("n/dag".into(), "n/dag".into());
    let mut catalogue = catalogue(services);
    catalogue.providers[0].id = "m".into();
    catalogue.providers.push(Provider { id: "n".into(), name: "N".into(), services: vec![of_n], ..Provider::default() });
    Book::compile(&catalogue, &Policy::default(), KnownAsOf::Latest).expect("a sound catalogue")
}

fn cells(row: &str) -> Vec<(&str, &str)> {
    row.split(' ').map(|cell| cell.split_once('=').expect("a cell")).collect()
}

/// Rows of a case file, as `column=value` with `_` for a space; `case_id`, `payer` and `service` default to `S-1`, `101` and `m/dag`.
fn ours(book: &Book, rows: &[&str]) -> OurCases {
    let record = |(number, row): (u64, &&str)| {
        let mut draft = RowDraft::new(number);
        for (column, default) in [(Column::CaseId, "S-1"), (Column::Payer, "101"), (Column::Service, "m/dag")] {
            if !cells(row).iter().any(|(name, _)| *name == column.as_str()) {
                draft.set(column, default);
            }
        }
        for (name, text) in cells(row) {
            draft.set(Column::from_name(name).expect("a column"), &text.replace('_', " "));
        }
        draft.finish()
    };
    let until = day("2024-03-31");
    let mut pricer = DocumentPricer::new(book);
    let citizens = Citizen::group((1..).zip(rows).map(record));
    let mut of_rows = FileRows::default();
    citizens.iter().for_each(|citizen| of_rows.take(book, citizen, until));
    let file = CaseFile::of(citizens.iter().map(|citizen| pricer.price(citizen, until)));
    OurCases::new(file, of_rows)
}

/// Lines of papers, as `column=value`; lines of one invoice that follow each other are one paper. `invoice`, `seller` and `case_id` default to `F1`, `m` and `S-1`.
pub fn papers(rows: &[&str]) -> Vec<Paper> {
    let mut papers: Vec<Paper> = Vec::new();
    for row in rows {
        let cells = cells(row);
        let cell = |name: &str| cells.iter().find(|(of, _)| *of == name).map(|(_, text)| *text);
        let number = cell("invoice").unwrap_or("F1");
        if papers.last().is_none_or(|paper| &*paper.number != number) {
            let kind = cell("kind").map_or(DocumentKind::Invoice, |kind| DocumentKind::from_word(kind).expect("a kind"));
            let seller = cell("seller").unwrap_or("m").into();
            let is_known = cell("known").is_some();
            papers.push(Paper { number: number.into(), kind, seller, lines: Vec::new(), has_wrong_totals: false, is_known });
        }
        let paper = papers.last_mut().expect("a paper");
        let quantity = |name: &str| cell(name).map(|text| Quantity::from_units(kr(text).ore()));
        let period = cell("days").map(|days| {
            let (first, last) = days.split_once("..").unwrap_or((days, days));
            Period::new(day(&format!("2024-{first}")), day(&format!("2024-{last}"))).expect("days")
        });
        let case = cell("case_id").unwrap_or("S-1").replace('_', " ");
        paper.lines.push(PaperLine {
            number: paper.lines.len() as u32 + 1,
            references: if case == "-" { Vec::new() } else { vec![case.into()] },
            person_references: Vec::new(),
            citizens: Vec::new(),
            service: cell("service").map(|text| text.replace('_', " ").into()),
            service_names: Vec::new(),
            payer: cell("payer").map(|code| payer(code.parse().expect("a code"))),
            period,
            has_days_from_text: false,
            quantity: quantity("quantity"),
            unit: cell("unit").map(|unit| Unit::from_word(unit).expect("a unit")),
            unit_price: cell("price").map(|price| UnitPrice::from_units(kr(price).ore() * 100)),
            price_base_quantity: quantity("base"),
            net: kr(cell("net").expect("a net")),
            vat_rate: cell("vat").map(|rate| Percent::from_units(kr(rate).ore())),
            vat: cell("vat_amount").map(kr),
            refers_to: cell("refers_to").map(Into::into),
        });
    }
    papers
}

pub fn verified(cases: &[&str], lines: &[&str]) -> Verified {
    verified_with(&parties(), cases, lines)
}

/// Verifies with other parties.
pub fn verified_with(parties: &Parties, cases: &[&str], lines: &[&str]) -> Verified {
    verified_papers(parties, cases, &papers(lines))
}

/// Verifies papers of any kind.
pub fn verified_papers(parties: &Parties, cases: &[&str], papers: &[Paper]) -> Verified {
    let (book, mut texts) = (book(), ServiceTexts::default());
    texts.add("m", "Ophold inkl. forplejning", "m/dag");
    let ours = ours(&book, cases);
    verify(papers, &Control { book: &book, parties, cases: &ours, texts: &texts })
}

/// `invoices|line|case|services|payers|month|days|verdicts|billed|expected|difference|others`, without the prefix `verify.`.
pub fn shown(verified: &Verified) -> Vec<String> {
    let row = |row: &Row| {
        let texts = row.texts();
        let days = match (&*texts[7], &*texts[8]) {
            ("", _) => String::new(),
            (first, last) => format!("{}..{}", &first[5..], &last[5..]),
        };
        let verdicts = texts[9].replace("verify.", "");
        let services = texts[4].replace("m/", "");
        [&texts[0], &texts[2], &texts[3], &services, &texts[5], &texts[6], &days, &verdicts, &texts[10], &texts[11], &texts[12], &texts[13]]
            .map(String::as_str)
            .join("|")
    };
    verified.rows.iter().map(row).collect()
}

/// Rows of one control.
pub fn rows(cases: &[&str], lines: &[&str]) -> Vec<String> {
    shown(&verified(cases, lines))
}

pub const JANUARY: &str = "first_day=2024-01-01 last_day=2024-01-31";

#[test]
fn a_paper_that_is_what_should_be_agrees() {
    let line = "service=m/dag payer=101 days=01-01..01-31 quantity=31 unit=day price=100.00 net=3100.00 vat=0";
    assert_eq!(rows(&[JANUARY], &[line]), ["F1|1|S-1|dag|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|"]);
    // Only what must be given, and the days.
    assert_eq!(
        rows(&[JANUARY], &["days=01-01..01-31 net=3100.00"]),
        ["F1|1|S-1|dag|101|2024-01|01-01..01-31|agrees;service-inferred|3100.00|3100.00|0.00|"]
    );
    assert!(verified(&[JANUARY], &[line]).all_agree());
}

#[test]
fn one_ore_a_line_and_one_krone_a_document() {
    let one =
        |net: &str| rows(&[JANUARY], &[&format!("service=m/dag days=01-01..01-31 net={net}")])[0].split('|').nth(7).expect("verdicts").to_owned();
    assert_eq!([one("3100.01"), one("3099.99"), one("3100.02"), one("3099.98")], ["agrees", "agrees", "amount", "amount"]);
    // Lines of a day each, 100.01 kr.: 31 øre too much on 31 lines.
    let of_days = |extra: i64| {
        let line = |of: u32| format!("service=m/dag days=01-{of:02}..01-{of:02} net=100.{:02}", if of == 31 { 1 + extra } else { 1 });
        let lines: Vec<String> = (1..=31).map(line).collect();
        rows(&[JANUARY], &lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert_eq!(of_days(0), ["F1||S-1|dag|101|2024-01|01-01..01-31|agrees|3100.31|3100.00|0.31|"]);
    assert_eq!(of_days(1), ["F1||S-1|dag|101|2024-01|01-01..01-31|amount|3100.32|3100.00|0.32|"]);
    // 101 lines of hours: 5 minutes each would do for more, but a document may differ by 1 kr. at most.
    let hours = "service=m/timer first_day=2024-01-01 last_day=2024-01-31 hours=101";
    let of_hours = |last: &str| {
        let mut lines = vec!["service=m/timer days=01-01..01-31 net=500.01".to_owned(); 100];
        lines.push(format!("service=m/timer days=01-01..01-31 net={last}"));
        rows(&[hours], &lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert_eq!(of_hours("500.00"), ["F1||S-1|timer|101|2024-01|01-01..01-31|agrees|50501.00|50500.00|1.00|"]);
    assert_eq!(of_hours("500.01"), ["F1||S-1|timer|101|2024-01|01-01..01-31|quantity|50501.01|50500.00|1.01|"]);
}

#[test]
fn described_differently() {
    for other in ["quantity=30 unit=day", "quantity=31 unit=hour", "quantity=31 unit=day price=99.00"] {
        let line = format!("service=m/dag days=01-01..01-31 {other} net=3100.00");
        assert_eq!(rows(&[JANUARY], &[&line])[0].split('|').nth(7), Some("agrees;described-differently"), "{other}");
    }
    // 31 days at 1,000 kr. are a month at 31,000.
    let case = &["service=m/maaned first_day=2024-01-01 last_day=2024-01-31"];
    let line = "service=m/maaned days=01-01..01-31 quantity=31 unit=day price=1000.00 net=31000.00";
    assert_eq!(rows(case, &[line]), ["F1|1|S-1|maaned|101|2024-01|01-01..01-31|agrees;described-differently|31000.00|31000.00|0.00|"]);
    let as_ours = "service=m/maaned days=01-01..01-31 quantity=1 unit=month price=31000.00 net=31000.00";
    assert_eq!(rows(case, &[as_ours]), ["F1|1|S-1|maaned|101|2024-01|01-01..01-31|agrees|31000.00|31000.00|0.00|"]);
}

#[test]
fn price_quantity_sum_and_vat() {
    let of = |line: &str| rows(&[JANUARY], &[line]).join("\n");
    assert_eq!(
        of("service=m/dag days=01-01..01-31 quantity=31 unit=day price=110.00 net=3410.00"),
        "F1|1|S-1|dag|101|2024-01|01-01..01-31|price|3410.00|3100.00|310.00|"
    );
    assert_eq!(
        of("service=m/dag days=01-01..01-31 quantity=33 unit=day price=100.00 net=3300.00"),
        "F1|1|S-1|dag|101|2024-01|01-01..01-31|quantity|3300.00|3100.00|200.00|"
    );
    assert_eq!(
        of("service=m/dag days=01-01..01-31 quantity=31 unit=day price=100.00 net=3200.00"),
        "F1|1|S-1|dag|101|2024-01|01-01..01-31|sum|3200.00|3100.00|100.00|"
    );
    assert_eq!(
        of("service=m/dag days=01-01..01-31 quantity=31 unit=day price=100.00 net=3100.00 vat=25"),
        "F1|1|S-1|dag|101|2024-01|01-01..01-31|vat|3100.00|3100.00|0.00|"
    );
    let taxed = &["service=m/moms first_day=2024-01-01 last_day=2024-01-31"];
    assert_eq!(rows(taxed, &["service=m/moms days=01-01..01-31 net=3100.00 vat=25"])[0].split('|').nth(7), Some("agrees"));
    assert_eq!(
        rows(taxed, &["service=m/moms days=01-01..01-31 net=3100.00"])[0].split('|').nth(7),
        Some("agrees"),
        "a rate that is not given is not compared"
    );
    assert_eq!(rows(taxed, &["service=m/moms days=01-01..01-31 net=3100.00 vat=0"])[0].split('|').nth(7), Some("vat"));
}

#[test]
fn a_part_of_what_should_be_is_compared_by_its_days() {
    // 10 days at 100 kr.; the other 21 are not billed.
    assert_eq!(
        rows(&[JANUARY], &["service=m/dag days=01-01..01-10 quantity=10 unit=day price=100.00 net=1000.00"]),
        ["F1|1|S-1|dag|101|2024-01|01-01..01-10|agrees|1000.00|1000.00|0.00|", "||S-1|dag|101|2024-01|01-01..01-31|not-billed||3100.00||",]
    );
    // 15/31 of 31,000 kr.
    let month = &["service=m/maaned first_day=2024-01-01 last_day=2024-01-31"];
    assert_eq!(
        rows(month, &["service=m/maaned days=01-01..01-15 quantity=15 unit=day price=31000.00 base=31 net=15000.00"])[0],
        "F1|1|S-1|maaned|101|2024-01|01-01..01-15|agrees|15000.00|15000.00|0.00|"
    );
    // Two weeks at 700 kr.; the first alone.
    let weeks = &["service=m/uge first_day=2024-01-01 last_day=2024-01-14"];
    assert_eq!(
        rows(weeks, &["service=m/uge days=01-01..01-07 quantity=1 unit=week price=700.00 net=700.00"]),
        ["F1|1|S-1|uge|101|2024-01|01-01..01-07|agrees|700.00|700.00|0.00|", "||S-1|uge|101|2024-01|01-01..01-14|not-billed||1400.00||",]
    );
    // A week is covered by its first day.
    assert_eq!(rows(weeks, &["service=m/uge days=01-01..01-08 quantity=2 unit=week price=700.00 net=1400.00"]).len(), 1);
}

#[test]
fn days_outside_the_rows() {
    let case = &["first_day=2024-01-01 last_day=2024-01-25"];
    assert_eq!(
        rows(case, &["service=m/dag days=01-01..01-31 quantity=31 unit=day price=100.00 net=3100.00"]),
        ["F1|1|S-1|dag|101|2024-01|01-01..01-31|period|3100.00|2500.00|600.00|"]
    );
    // Nothing of it is in the rows.
    assert_eq!(rows(case, &["service=m/dag days=02-01..02-10 net=1000.00"])[0], "F1|1|S-1|dag|101|2024-02|02-01..02-10|period|1000.00|0.00|1000.00|");
    // The quantity differs besides.
    assert_eq!(
        rows(case, &["service=m/dag days=01-01..01-31 quantity=33 unit=day price=100.00 net=3300.00"])[0].split('|').nth(7),
        Some("quantity;period")
    );
}

#[test]
fn another_service_than_the_case_has() {
    assert_eq!(
        rows(&[JANUARY], &["service=m/nat days=01-01..01-31 quantity=31 unit=day price=200.00 net=6200.00"]),
        ["F1|1|S-1|nat|101|2024-01|01-01..01-31|service|6200.00|3100.00|3100.00|"]
    );
    // Beside the right one there is nothing that it could be instead of.
    assert_eq!(
        rows(&[JANUARY], &["service=m/dag days=01-01..01-31 net=3100.00", "service=m/nat days=01-01..01-31 net=6200.00"]),
        ["F1||S-1|dag;nat|101|2024-01|01-01..01-31|service|9300.00|3100.00|6200.00|"]
    );
}

#[test]
fn another_payer() {
    assert_eq!(
        rows(&[JANUARY], &["service=m/dag payer=147 days=01-01..01-31 quantity=31 unit=day price=100.00 net=3100.00"]),
        ["F1|1|S-1|dag|147|2024-01|01-01..01-31|payer|3100.00|0.00|3100.00|"]
    );
    // 147 pays from the 16th on: 16 days at 100 kr. are its own.
    let moved = &["first_day=2024-01-01 last_day=2024-01-15", "first_day=2024-01-16 last_day=2024-01-31 payer=147"];
    assert_eq!(
        rows(moved, &["service=m/dag payer=147 days=01-01..01-31 net=3100.00"]),
        ["F1|1|S-1|dag|147|2024-01|01-01..01-31|payer|3100.00|1600.00|1500.00|"]
    );
    // Without a payer it is of both.
    assert_eq!(
        rows(moved, &["service=m/dag days=01-01..01-31 net=3100.00"]),
        ["F1|1|S-1|dag|101;147|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|"]
    );
    assert_eq!(
        rows(moved, &["service=m/dag days=01-01..01-15 net=1500.00"])[0],
        "F1|1|S-1|dag|101|2024-01|01-01..01-15|agrees|1500.00|1500.00|0.00|"
    );
}

#[test]
fn billed_twice() {
    let line = |number: &str, days: &str, net: &str| format!("invoice={number} service=m/dag days={days} net={net}");
    let (first, second) = (line("F1", "01-01..01-31", "3100.00"), line("F2", "01-30..01-31", "200.00"));
    assert_eq!(rows(&[JANUARY], &[&first, &second]), ["F1;F2||S-1|dag|101|2024-01|01-01..01-31|billed-twice|3300.00|3100.00|200.00|F1;F2"]);
    // An earlier run received the first.
    assert_eq!(
        rows(&[JANUARY], &[&format!("{first} known=yes"), &second]),
        ["F1;F2||S-1|dag|101|2024-01|01-01..01-31|billed-twice|3300.00|3100.00|200.00|F1;F2"]
    );
    // What an earlier run received is reported again only with something new; the same paper is no second one.
    assert!(rows(&[JANUARY], &[&format!("{first} known=yes")]).is_empty());
    assert_eq!(rows(&[JANUARY], &[&format!("{first} known=yes"), "invoice=F0 days=02-01..02-01 net=1", &first])[0].split('|').nth(7), Some("agrees"));
}

#[test]
fn credit_notes_take_back() {
    let invoice = "service=m/dag days=01-01..01-31 quantity=31 unit=day price=110.00 net=3410.00";
    let credit = "invoice=K1 kind=credit-note service=m/dag days=01-01..01-31 net=3410.00";
    let again = "invoice=F2 service=m/dag days=01-01..01-31 quantity=31 unit=day price=100.00 net=3100.00";
    assert_eq!(rows(&[JANUARY], &[invoice, credit, again]), ["F1;K1;F2||S-1|dag|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|"]);
    // The number it refers to says more than the order.
    let referring = format!("{credit} refers_to=F1");
    assert_eq!(rows(&[JANUARY], &[invoice, again, &referring])[0].split('|').nth(7), Some("agrees"));
    // Days come from the invoice.
    assert_eq!(rows(&[JANUARY], &[invoice, "invoice=K1 kind=credit-note refers_to=F1 net=3410.00", again])[0].split('|').nth(7), Some("agrees"));
    // A reduction of the price leaves the days.
    assert_eq!(
        rows(&[JANUARY], &[invoice, "invoice=K1 kind=credit-note days=01-01..01-31 net=310.00"]),
        ["F1;K1||S-1|dag|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|"]
    );
    // Six days are taken back; what is left is 25 days of a stay of 25.
    let short = &["first_day=2024-01-01 last_day=2024-01-25"];
    let six = "invoice=K1 kind=credit-note days=01-26..01-31 quantity=6 unit=day price=100.00 net=600.00";
    assert_eq!(
        rows(short, &["service=m/dag days=01-01..01-31 quantity=31 unit=day price=100.00 net=3100.00", six]),
        ["F1;K1||S-1|dag|101|2024-01|01-01..01-31|agrees|2500.00|2500.00|0.00|"]
    );
    // All is taken back: nothing is billed.
    assert_eq!(
        rows(&[JANUARY], &[invoice, credit]),
        ["F1;K1||S-1|dag|101|2024-01|01-01..01-31|agrees|0.00|0.00|0.00|", "||S-1|dag|101|2024-01|01-01..01-31|not-billed||3100.00||",]
    );
}

#[test]
fn on_hold_or_refused() {
    let held = &["service=m/tilsagn first_day=2024-01-01 last_day=2024-01-31"];
    assert_eq!(
        rows(held, &["service=m/tilsagn days=01-01..01-31 net=3100.00"]),
        ["F1|1|S-1|tilsagn|101|2024-01|01-01..01-31|commitment|3100.00|3100.00|0.00|"]
    );
    // What is on hold is not missed.
    assert_eq!(rows(held, &["service=m/tilsagn days=01-01..01-10 net=1000.00"]).len(), 1);
    // Before the first tariff.
    let refused = verified(&["first_day=2023-12-31 last_day=2024-01-31"], &["service=m/dag days=01-01..01-31 net=3100.00"]);
    assert_eq!(shown(&refused), ["F1|1|S-1|dag|101|2024-01|01-01..01-31|case-refused|3100.00|||"]);
    assert_eq!(refused.rows[0].faults.iter().map(|code| code.as_str()).collect::<Vec<_>>(), ["tariff.none"]);
}

#[test]
fn nothing_to_compare_with() {
    let of = |line: &str| rows(&[JANUARY, "case_id=S-2 service=m/nat first_day=2024-01-01 last_day=2024-01-31"], &[line])[0].clone();
    let line = "days=01-01..01-31 net=100.00";
    assert_eq!(of(&format!("seller=nobody {line}")), "F1|1|S-1|||2024-01|01-01..01-31|seller-unknown|100.00|||");
    assert_eq!(of(&format!("case_id=S-9 {line}")), "F1|1|S-9|||2024-01|01-01..01-31|case-unknown|100.00|||");
    assert_eq!(of("seller=nobody case_id=S-9 net=100.00"), "F1|1|S-9|||||seller-unknown;case-unknown;days-unknown|100.00|||");
    assert_eq!(of("service=m/dag net=100.00"), "F1|1|S-1|dag||||days-unknown|100.00|||");
    assert_eq!(of(&format!("invoice=K1 kind=credit-note {line}")), "K1|1|S-1|||2024-01|01-01..01-31|credit-unknown|-100.00|||");
    assert_eq!(of(&format!("invoice=K1 kind=credit-note refers_to=F9 {line}")), "K1|1|S-1|||2024-01|01-01..01-31|credit-unknown|-100.00|||");
    // Two services on those days: none can be taken for granted.
    let two = &[JANUARY, "service=m/timer first_day=2024-01-01 last_day=2024-01-31 hours=1"];
    assert_eq!(
        rows(two, &["service=Konsulent days=01-01..01-31 net=100.00"])[0],
        "F1|1|S-1|Konsulent||2024-01|01-01..01-31|service-unknown|100.00|||"
    );
}

#[test]
fn sellers_cases_and_services_are_found() {
    let cases = &[
        "first_day=2024-01-01 last_day=2024-01-31 row_id=R7 order_reference=PO-1",
        "case_id=S-2 first_day=2024-01-01 last_day=2024-01-31 order_reference=PO-1",
    ];
    let of =
        |case: &str| rows(cases, &[&format!("case_id={case} service=m/dag days=01-01..01-31 net=3100.00")])[0].split('|').nth(2).map(str::to_owned);
    assert_eq!(of("Sag_S-1,_januar").as_deref(), Some("S-1"));
    assert_eq!(of("R7").as_deref(), Some("S-1"));
    assert_eq!(of("S-10").as_deref(), Some("S-10"), "a part of a token is none");
    assert_eq!(
        rows(cases, &["case_id=PO-1 service=m/dag days=01-01..01-31 net=3100.00"])[0],
        "F1|1|PO-1|dag||2024-01|01-01..01-31|case-ambiguous|3100.00|||"
    );
    for service in ["m/dag", "ydelse_DAG", "ophold__inkl._forplejning"] {
        let line = format!("service={service} days=01-01..01-31 net=3100.00");
        assert_eq!(rows(&[JANUARY], &[&line]), ["F1|1|S-1|dag|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|"], "{service}");
    }
    // m and n have one CVR number: the service decides.
    let by_cvr = verified(&[JANUARY], &["seller=12345674 service=m/dag days=01-01..01-31 net=3100.00"]);
    assert_eq!((&*by_cvr.rows[0].seller, by_cvr.rows[0].agrees()), ("m", true));
}

#[test]
fn a_line_over_two_months_belongs_to_the_first() {
    let case = &["first_day=2024-01-20 last_day=2024-02-10"];
    assert_eq!(
        rows(case, &["service=m/dag days=01-20..02-10 quantity=22 unit=day price=100.00 net=2200.00"]),
        ["F1|1|S-1|dag|101|2024-01|01-20..02-10|agrees|2200.00|2200.00|0.00|"]
    );
}

#[test]
fn not_billed_are_lines_of_sellers_and_months_of_the_run() {
    let cases = &["first_day=2024-01-01 last_day=2024-02-29", "case_id=S-2 first_day=2024-01-05 last_day=2024-01-06"];
    let verified = verified(cases, &["service=m/dag days=01-01..01-31 net=3100.00"]);
    assert_eq!(
        shown(&verified),
        ["F1|1|S-1|dag|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|", "||S-2|dag|101|2024-01|01-05..01-06|not-billed||200.00||"]
    );
    assert!(verified.all_agree(), "what is not billed changes nothing");
    let sums = by_seller(&verified.rows);
    let shown: Vec<_> =
        sums.iter().map(|sum| (&*sum.seller, sum.billed.net, sum.agreed.net, sum.disputed.rows, sum.unknown.rows, sum.not_billed.net)).collect();
    assert_eq!(shown, [("m", kr("3100.00"), kr("3100.00"), 0, 0, kr("200.00"))]);
}
