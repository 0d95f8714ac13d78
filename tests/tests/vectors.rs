//! The published vectors: hand, oracle and core must say the same, and together they must touch every code and every setting.

use std::collections::{BTreeMap, BTreeSet};
use takst::{Book, Code, Finding, KnownAsOf, Month, ReportingPeriod, Statement};
use takst_io::{Format, Grouping, JsonLines, Sink, price_file};
use takst_oracle::{Answer, Problem};
use takst_tests::vector::{self, Hand, TOTALS, Vector, expected};

/// Codes that no vector can hold, each with the reason.
const CANNOT_OCCUR: [(Code, &str); 2] = [
    (Code::RecordMalformed, "the rows of a vector are JSON objects of text: none is malformed"),
    (Code::ColumnUnknown, "the rows of a vector name columns of the contract only"),
];

fn expected(vector: &Vector) -> String {
    let path = vector.expected_path();
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error} (run write_vectors)", path.display()))
}

/// Calls `differ` for every vector and fails with all that it says.
fn for_each(differ: impl Fn(&Vector) -> Vec<String>) {
    let mut report = String::new();
    for vector in vector::all() {
        for difference in differ(&vector) {
            report += &format!("{}: {difference}\n", vector.id);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Lines of two expected files that differ.
fn compare(expected: &str, got: &str) -> Vec<String> {
    let mut differences = Vec::new();
    let (mut left, mut right) = (expected.lines(), got.lines());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return differences,
            (a, b) if a == b => {}
            (a, b) => differences.push(format!("\n  expected {}\n  got      {}", a.unwrap_or("nothing"), b.unwrap_or("nothing"))),
        }
    }
}

#[test]
fn there_are_enough_of_them() {
    assert!(vector::all().len() >= 500, "{}", vector::all().len());
    assert_eq!(vector::orphans(), Vec::<String>::new());
}

#[test]
fn the_core_writes_the_expected_bytes() {
    for_each(|vector| compare(&expected(vector), &expected::write(&vector.core())));
}

/// The same through the doors that a command or a binding uses: a file of JSON Lines in, lines out, findings beside them.
#[test]
fn the_file_door_writes_the_expected_bytes() {
    for_each(|vector| {
        let mut bytes = Vec::new();
        let problems = through_files(vector, &mut bytes);
        compare(&expected(vector), &(String::from_utf8(bytes).expect("UTF-8") + &problems))
    });
}

/// Writes the lines to `bytes` and returns the problems as the expected file has them.
fn through_files(vector: &Vector, bytes: &mut Vec<u8>) -> String {
    let date = |text: &Option<String>| text.as_ref().map(|text| text.parse::<chrono::NaiveDate>().expect("a date"));
    let knowledge = date(&vector.as_of).map_or(KnownAsOf::Latest, KnownAsOf::Day);
    let policy = takst_compare::core_side::policy(&vector.policy_toml());
    let book = Book::compile(&vector.catalogue(), &policy, knowledge).expect("a catalogue in order");
    let request = ReportingPeriod { from: date(&vector.from).map(Month::of), until: date(&vector.until) };
    let file: String = vector.rows.iter().map(|row| format!("{}\n", serde_json::to_string(&row.cells).expect("text"))).collect();
    let mut written = Written { lines: JsonLines::new(bytes), problems: Vec::new() };
    price_file(&book, &request, file.as_bytes(), Format::JsonLines, Grouping::None, &mut written).expect("a readable file");
    written.lines.finish().expect("memory");
    expected::write(&Answer { lines: Vec::new(), problems: written.problems })
}

/// A sink for lines and findings.
struct Written<'a> {
    lines: JsonLines<&'a mut Vec<u8>>,
    problems: Vec<Problem>,
}

impl Written<'_> {
    fn note(&mut self, case_id: &str, finding: &Finding) {
        self.problems.push(Problem {
            severity: finding.code.severity().as_str(),
            code: finding.code.as_str(),
            case_id: case_id.to_owned(),
            row: finding.at.row.map(|row| usize::try_from(row).expect("a small file")),
            column: finding.at.column.map_or("", takst::Column::as_str).to_owned(),
            value: finding.value.clone(),
        });
    }
}

impl Sink for Written<'_> {
    fn statement(&mut self, statement: &Statement) -> std::io::Result<()> {
        for finding in statement.result.as_ref().err().into_iter().flatten().chain(&statement.findings) {
            self.note(&statement.case_id, finding);
        }
        self.lines.statement(statement)
    }

    fn file_finding(&mut self, finding: &Finding) -> std::io::Result<()> {
        self.note("", finding);
        Ok(())
    }
}

#[test]
fn the_oracle_writes_the_expected_bytes() {
    for_each(|vector| compare(&expected(vector), &expected::write(&vector.oracle())));
}

#[test]
fn the_figures_worked_out_by_hand_are_the_sums_of_the_expected_lines() {
    for_each(|vector| {
        let (lines, problems) = expected::read(&expected(vector));
        let cell = |line: &serde_json::Value, column: &str| line[column].as_str().expect("text").to_owned();
        let lines = lines.iter().map(|line| TOTALS.into_iter().map(|column| (column, cell(line, column))).collect::<BTreeMap<_, _>>()).collect();
        let codes = problems.iter().map(|problem| problem["code"].as_str().expect("a code").to_owned()).collect();
        let got = Hand { problems: codes, ..Hand::of(&Answer { lines, problems: Vec::new() }) };
        vector.hand.differences(&got)
    });
}

#[test]
fn cost_is_net_less_own_payment_less_refund() {
    for_each(|vector| {
        let of = |column| vector.hand.totals[column];
        let cost = of("net") - of("own_payment") - of("refund");
        if of("cost") == cost { Vec::new() } else { vec![format!("cost {}", expected::kroner(of("cost")))] }
    });
}

/// Codes of documents, corrections, claims and control, which no priced line or finding of a row carries: their numbers follow those of pricing.
fn is_of_documents(code: Code) -> bool {
    code != Code::InvoicedDiffers && matches!(code.number(), 22..=99 | 120..=199 | 401..)
}

#[test]
fn every_code_appears() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for vector in vector::all() {
        let (lines, problems) = expected::read(&expected(&vector));
        seen.extend(problems.iter().map(|problem| problem["code"].as_str().expect("a code").to_owned()));
        for line in &lines {
            for column in ["refund_reason", "invoice_hold", "assumptions"] {
                seen.extend(line[column].as_str().expect("text").split(';').map(str::to_owned));
            }
        }
    }
    let excused: Vec<Code> = CANNOT_OCCUR.iter().map(|(code, _)| *code).collect();
    let of_pricing = Code::ALL.iter().filter(|code| !is_of_documents(**code) && !excused.contains(code));
    let missing: Vec<&str> = of_pricing.map(|code| code.as_str()).filter(|code| !seen.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector has {missing:?}");
    let idle: Vec<&str> = excused.iter().map(|code| code.as_str()).filter(|code| seen.contains(*code)).collect();
    assert!(idle.is_empty(), "{idle:?} is excused and appears");
}

/// Every setting with another value than its default; words with every word they take. With and without a source where that changes a code.
#[test]
fn every_setting_is_answered() {
    let mut answers: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
    for vector in vector::all() {
        for (setting, answered) in vector.policy {
            answers.entry(setting).or_default().push((answered.value, answered.source.is_some()));
        }
    }
    let mut missing = Vec::new();
    for entry in takst_catalogue::default_policy(takst_catalogue::builtin()).entries() {
        let given = answers.get(entry.name).cloned().unwrap_or_default();
        let is_other = |value: &str| value != entry.value;
        let has_code = entry.question.is_some() || Code::ALL.iter().any(|code| code.setting() == Some(entry.name));
        for sourced in [true, false].into_iter().filter(|_| has_code) {
            if !given.iter().any(|(_, source)| *source == sourced) {
                missing.push(format!("{} {} a source", entry.name, if sourced { "with" } else { "without" }));
            }
        }
        if !given.iter().any(|(value, _)| is_other(value)) {
            missing.push(format!("{} other than {}", entry.name, entry.value));
        }
        for word in entry.allowed.split(" | ").filter(|word| entry.allowed.contains(" | ") && !word.contains(' ') && is_other(word)) {
            if !given.iter().any(|(value, _)| value == word) {
                missing.push(format!("{} = {word}", entry.name));
            }
        }
    }
    assert!(missing.is_empty(), "no vector has {missing:#?}");
}

/// The services that rows of vectors have, of whichever catalogue.
fn services_of_vectors() -> BTreeSet<String> {
    vector::all().into_iter().flat_map(|vector| vector.rows).filter_map(|mut row| row.cells.remove("service")).collect()
}

/// The services of the built-in providers that have vectors. A provider whose file was added comes without; its first vector demands all others.
fn services_with_vectors(seen: &BTreeSet<String>) -> impl Iterator<Item = &'static takst::catalogue::Service> {
    let providers = takst_catalogue::builtin().providers.iter();
    providers.filter(|provider| provider.services.iter().any(|service| seen.contains(&service.id))).flat_map(|provider| &provider.services)
}

#[test]
fn every_service_and_every_kind_is_priced_or_said_to_cost_nothing() {
    let seen = services_of_vectors();
    let missing: Vec<&str> = services_with_vectors(&seen).map(|service| &*service.id).filter(|id| !seen.contains(*id)).collect();
    assert!(missing.is_empty(), "no vector has {missing:?}");
    for provider in ["livarehab", "mandecentret", "pensionatet", "socialstyrelsen"] {
        assert!(seen.iter().any(|id| id.starts_with(&format!("{provider}/"))), "{provider} has no vector");
    }
}

/// Each published price of the built-in catalogue appears on a line: a change of price without a change of vectors must not pass.
#[test]
fn every_published_price_is_on_a_line() {
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for vector in vector::all().iter().filter(|vector| vector.catalogue.is_none()) {
        let (lines, _) = expected::read(&expected(vector));
        let text = |line: &serde_json::Value, column: &str| line[column].as_str().expect("text").to_owned();
        seen.extend(lines.iter().map(|line| (text(line, "service"), text(line, "unit_price"))));
    }
    for service in services_with_vectors(&services_of_vectors()) {
        for tariff in &service.tariffs {
            let price = (service.id.to_string(), tariff.price.to_string());
            assert!(seen.contains(&price), "{price:?}");
        }
    }
}

/// The price lists that `docs/CATALOGUE.md` names as examples are complete: `takst catalogue check` has nothing to say.
#[test]
fn example_price_lists_are_in_order() {
    for name in ["solgaarden", "havblik", "mentorhuset"] {
        let problems = takst_catalogue::check_dir(&vector::directory().join("catalogues").join(name));
        assert!(problems.is_empty(), "{name}: {problems:#?}");
    }
}

#[test]
fn they_cite_articles_that_exist() {
    let rules = include_str!("../../docs/RULES.md");
    for_each(|vector| {
        let mut unknown: Vec<String> =
            vector.rules.iter().filter(|article| !exists(rules, article)).map(|article| format!("cites {article}")).collect();
        if vector.rules.is_empty() {
            unknown.push("cites no article".to_owned());
        }
        unknown
    });
}

/// `R7` is a heading, `R7.3` a numbered paragraph under it.
fn exists(rules: &str, article: &str) -> bool {
    let (section, paragraph) = article.split_once('.').unwrap_or((article, ""));
    let Some((_, rest)) = rules.split_once(&format!("\n## {section} ")) else { return false };
    let own = rest.split("\n## ").next().unwrap_or_default();
    paragraph.is_empty() || own.contains(&format!("\n{paragraph}. "))
}

#[test]
fn lines_have_every_column_in_order() {
    for_each(|vector| {
        let order = |line: &str| {
            let mut at = 0;
            takst::LineColumn::ALL.iter().all(|column| match line[at..].find(&format!("\"{column}\":")) {
                Some(found) => {
                    at += found;
                    true
                }
                None => false,
            })
        };
        let text = expected(vector);
        text.lines().filter(|line| !line.starts_with("{\"severity\"")).filter(|line| !order(line)).map(str::to_owned).collect()
    });
}
