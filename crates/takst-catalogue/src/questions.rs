//! `[[question]]`: days that a provider's sources leave open.

use crate::cursor::Cursor;
use crate::nearest::nearest;
use crate::problem::Flaw;
use crate::provider::{assumption, unique};
use crate::shape;
use crate::structure::Findings;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use takst::catalogue::Question;
use takst::{Period, Policy};

/// The questions of a provider file; the path and the name of every setting go to `settings`, also of questions that cannot be read.
pub(crate) fn read(root: &Cursor<'_>, settings: &mut Vec<(String, String)>, findings: &mut Findings<'_, '_>) -> Vec<Question> {
    let mut first = BTreeMap::new();
    let mut questions = Vec::new();
    for table in root.tables("question") {
        if let Some(setting) = table.text("setting") {
            let path = table.path_of("setting");
            if Policy::GENERAL.contains(&setting) {
                findings.flaw(&path, Flaw::SettingTaken {});
            }
            unique(setting, &path, &mut first, findings);
            settings.push((path, setting.to_owned()));
        }
        let (default, within) = (default(&table, findings), within(&table, findings));
        let code = table.text("assumption").and_then(|name| assumption(name, &table.path_of("assumption"), findings));
        questions.extend(question(&table, default, within, code));
    }
    orders(root, &questions, findings);
    questions
}

/// The other question that a day must lie before is asked in the file, and the defaults lie so.
fn orders(root: &Cursor<'_>, questions: &[Question], findings: &mut Findings<'_, '_>) {
    let tables = root.tables("question");
    let settings: Vec<&str> = tables.iter().filter_map(|table| table.text("setting")).collect();
    for table in &tables {
        for (key, may_be_same) in [("before", false), ("not_after", true)] {
            let Some(other) = table.text(key) else { continue };
            let path = table.path_of(key);
            if !settings.contains(&other) || table.text("setting") == Some(other) {
                findings.flaw(&path, Flaw::UnknownQuestion { near: nearest(other, settings.iter().copied()).join(", ") });
                continue;
            }
            let day = |setting: Option<&str>| questions.iter().find(|question| Some(question.setting.as_str()) == setting)?.default;
            let (Some(first), Some(then)) = (day(table.text("setting")), day(Some(other))) else { continue };
            if first > then || (first == then && !may_be_same) {
                let (setting, other) = (table.text("setting").unwrap_or_default().to_owned(), other.to_owned());
                findings.flaw(&path, contradiction(setting, first, other, then, may_be_same));
            }
        }
    }
}

/// Two days in the wrong order.
pub(crate) fn contradiction(setting: String, day: NaiveDate, other: String, other_day: NaiveDate, may_be_same: bool) -> Flaw {
    let (day, other_day) = (day.to_string(), other_day.to_string());
    match may_be_same {
        true => Flaw::SettingAfter { setting, day, other, other_day },
        false => Flaw::SettingNotBefore { setting, day, other, other_day },
    }
}

fn question(table: &Cursor<'_>, default: Option<Option<NaiveDate>>, within: Option<Period>, code: Option<takst::Code>) -> Option<Question> {
    Some(Question {
        setting: table.owned("setting")?,
        question: table.label("question")?,
        meaning: table.label("meaning")?,
        default: default?,
        may_be_open: may_be_open(table),
        before: table.owned("before"),
        not_after: table.owned("not_after"),
        assumption: code?,
        within,
        listed_before: table.owned("listed_before"),
        source: table.source("source")?,
    })
}

fn may_be_open(table: &Cursor<'_>) -> bool {
    table.flag("may_be_open") == Some(true)
}

fn default(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<Option<NaiveDate>> {
    match table.text("default")? {
        "open" if may_be_open(table) => Some(None),
        "open" => {
            findings.flaw(&table.path_of("default"), Flaw::DefaultOpen {});
            None
        }
        day => shape::read_date(day).ok().map(Some),
    }
}

fn within(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<Period> {
    for (one, other) in [("within_from", "within_to"), ("within_to", "within_from")] {
        if table.has(one) && !table.has(other) {
            findings.flaw(&table.path_of(one), Flaw::WithinHalf { other: other.to_owned() });
        }
    }
    let (first, last) = (table.date("within_from")?, table.date("within_to")?);
    let period = Period::new(first, last);
    if period.is_none() {
        findings.flaw(&table.path_of("within_to"), Flaw::EndBeforeStart { start: first.to_string(), end: last.to_string() });
    }
    period
}

/// The setting that bounds a version under `key`, where the file asks the question; questions that cannot be read count as asked.
pub(crate) fn bound(tariff: &Cursor<'_>, key: &str, findings: &mut Findings<'_, '_>) -> Option<String> {
    let setting = tariff.text(key)?;
    let file = findings.file;
    let tables = Cursor::root(file.root.get_ref()).tables("question");
    match tables.iter().find(|table| table.text("setting") == Some(setting)) {
        None => {
            let known: Vec<&str> = tables.iter().filter_map(|table| table.text("setting")).collect();
            findings.flaw(&tariff.path_of(key), Flaw::UnknownQuestion { near: nearest(setting, known).join(", ") });
            None
        }
        Some(table) if key != "to_setting" && may_be_open(table) => {
            findings.flaw(&tariff.path_of(key), Flaw::QuestionOpen {});
            None
        }
        Some(_) => Some(setting.to_owned()),
    }
}
