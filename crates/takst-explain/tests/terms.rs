//! Terms of the provider and prices per month in explanations: what they say, and the sources they cite.

mod common;

use takst::{Book, KnownAsOf, Policy, ReportingPeriod};
use takst_catalogue::{builtin_loaded, load_over};
use takst_explain::model::StepPart;
use takst_explain::{Lang, Report, Texts, explain};

const OWN: &str = r#"
[provider]
id = "hus"
name = "Hus"
[provider.sources]
legal_basis = "takstblad, om lovgrundlag"
vat = "takstblad, om moms"
refund = "takstblad, om refusion"
[[service]]
id = "hus/bolig"
name = { da = "Bolig", en = "Home" }
legal_basis = "SEL § 107"
kind = "month"
vat = "exempt"
vat_exemption = "VATEX-EU-132-1H"
refund = "none"
day_count = "first-only"
[service.sources]
day_count = "takstblad, om udflytningsdagen"
[[service.tariff]]
from = "2024-01-01"
price = "15500.00"
day_price = "600.00"
source = "takstblad, om priser"
[[service]]
id = "hus/uge"
name = { da = "Ugeforløb", en = "Weekly course" }
legal_basis = "SEL § 107"
kind = "week"
vat = "exempt"
refund = "none"
started_week = "full"
weeks = 3
min_weekly_hours = "5"
[service.sources]
started_week = "takstblad, om uger"
weeks = "takstblad, om varighed"
min_weekly_hours = "takstblad, om timer"
[[service.tariff]]
from = "2024-01-01"
price = "800.00"
source = "takstblad, om priser"
"#;

fn report(lang: Lang, row: &str) -> Report {
    let loaded = load_over(builtin_loaded(), &[("hus.toml", OWN)]).expect("a catalogue in order");
    assert_eq!(loaded.remarks, []);
    let book = Book::compile(&loaded.catalogue, &Policy::default(), KnownAsOf::Latest).expect("it compiles");
    let citizen = common::citizen(&[row]);
    let explanation = book.explain(&citizen, &ReportingPeriod::ALL, "S").expect("the case");
    explain(&explanation, &loaded.catalogue, &Policy::default(), &common::receipt(ReportingPeriod::ALL), &Texts::new(lang))
}

/// The place in the source of this number.
fn source(report: &Report, number: usize) -> &str {
    let sources = &report.sources.as_ref().expect("sources").items;
    let source = sources.iter().find(|source| source.number == number).expect("a source of this number");
    source.place.as_deref().unwrap_or(&source.title)
}

fn step<'r>(report: &'r Report, kind: &str) -> &'r StepPart {
    let steps = report.documents.iter().flat_map(|document| &document.lines).flat_map(|line| &line.steps);
    steps.into_iter().find(|step| step.kind == kind).expect("a step of this kind")
}

#[test]
fn a_part_of_a_month_tells_both_prices_and_the_term_that_leaves_its_last_day_out() {
    let row = "case_id=S,service=hus/bolig,first_day=2024-03-01,last_day=2024-03-31,payer=101";
    for (lang, price, charged) in [
        (
            Lang::Da,
            "Måneden betales ikke helt, så hvert døgn har sin egen pris; en hel måned koster 15.500,00 kr.",
            "30 af 31 døgn i marts 2024: 1.–30. marts 2024. Forløbets sidste dag betales ikke efter leverandørens vilkår.",
        ),
        (
            Lang::En,
            "The month is not charged in full, so each day has a price of its own; a whole month costs DKK 15,500.00.",
            "30 of 31 days in March 2024: 1–30 March 2024. The last day of the course is not charged by the provider's terms.",
        ),
    ] {
        let report = report(lang, row);
        let plain = |text: &str| text.replace('\u{a0}', " ");
        assert!(plain(&step(&report, "tariff").text).contains(price), "{}", step(&report, "tariff").text);
        let said = step(&report, "charged");
        assert_eq!(plain(&said.text), charged);
        assert_eq!(source(&report, said.source.expect("a source")), "takstblad, om udflytningsdagen");
        // 30 days at 600.
        assert_eq!(report.documents[0].lines[0].line.get("net").and_then(|net| net.as_str()), Some("18000.00"));
    }
}

#[test]
fn an_exemption_names_its_reason_and_the_section_of_the_act() {
    for (service, da, section) in
        [("hus/bolig", "som beskyttelse af børn og unge", "§ 13, stk. 1, nr. 2"), ("hus/uge", "som social forsorg og bistand", "§ 13, stk. 1, nr. 2")]
    {
        let report = report(Lang::Da, &format!("case_id=S,service={service},first_day=2024-03-01,last_day=2024-03-14,payer=101"));
        let vat = step(&report, "vat");
        assert!(vat.text.contains(da) && vat.text.contains(section), "{}", vat.text);
        let cited = source(&report, vat.source.expect("a source"));
        assert!(cited.contains(section) && cited.contains("ikke efterprøvet"), "{cited}");
    }
}

#[test]
fn findings_cite_the_source_of_the_term_they_rest_on() {
    let row = "case_id=S,service=hus/uge,first_day=2024-03-01,last_day=2024-03-10,payer=101,hours_per_week=4";
    let report = report(Lang::Da, row);
    let notes = &report.findings.as_ref().expect("findings").items;
    let cited = |code: &str| {
        let note = notes.iter().find(|note| note.code == code).unwrap_or_else(|| panic!("no {code}"));
        source(&report, note.source.expect("a source"))
    };
    assert_eq!((cited("course.too-short"), cited("hours.differ")), ("takstblad, om varighed", "takstblad, om timer"));
    let note = notes.iter().find(|note| note.code == "hours.differ").expect("a note");
    let mark = format!("\u{a0}[{}]", note.source.expect("a source"));
    let text = report.text();
    assert!(text.contains(&mark) || text.replace('\n', " ").contains(mark.trim()), "{text}");
    assert!(report.html().contains(&format!("href=\"#source-{}\"", note.source.expect("a source"))));
    // Ten days are two weeks, of which the course's end cuts the second.
    let charged = step(&report, "charged");
    assert!(charged.text.ends_with("som efter leverandørens vilkår betales fuldt ud."), "{}", charged.text);
    assert_eq!(source(&report, charged.source.expect("a source")), "takstblad, om uger");
}
