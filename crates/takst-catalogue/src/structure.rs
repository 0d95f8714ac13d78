//! First reading: does every value fit the shape of the file? All misfits are reported, with their places.

use crate::nearest::meant;
use crate::problem::{Flaw, Problem};
use crate::shape::{self, Form, Key, Need, NotADate, NotANumber};
use crate::text::{MOST_LEVELS, TextFile};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Longest text a value may hold.
const MAX_TEXT: usize = 2_000;

/// Problems of one file, and where each of its values stands.
pub(crate) struct Findings<'f, 't> {
    pub(crate) file: &'f TextFile<'t>,
    pub(crate) problems: Vec<Problem>,
    places: BTreeMap<String, Range<usize>>,
    /// Whether the file is read for a control only, which goes without what only documents need.
    pub(crate) is_for_control: bool,
}

impl<'f, 't> Findings<'f, 't> {
    /// Reads `file` by the shape of its root table.
    pub(crate) fn of(file: &'f TextFile<'t>, shape: &'static [Key]) -> Findings<'f, 't> {
        Findings::empty(file).read(shape)
    }

    /// Reads `file` as [`of`](Findings::of) does, for a control only.
    pub(crate) fn for_control(file: &'f TextFile<'t>, shape: &'static [Key]) -> Findings<'f, 't> {
        Findings { is_for_control: true, ..Findings::empty(file) }.read(shape)
    }

    fn read(self, shape: &'static [Key]) -> Findings<'f, 't> {
        let (file, mut findings) = (self.file, self);
        // Of a file that was not read every key would be missing.
        if file.too_deep.is_none() {
            findings.table(file.root.get_ref(), "", shape);
        }
        findings
    }

    /// Only the faults of the TOML itself.
    pub(crate) fn empty(file: &'f TextFile<'t>) -> Findings<'f, 't> {
        let mut findings = Findings { file, problems: Vec::new(), places: BTreeMap::from([(String::new(), 0..0)]), is_for_control: false };
        if let Some(offset) = file.too_deep {
            findings.at("", offset..offset, "", Flaw::TooDeep { most: MOST_LEVELS.to_string() });
            return findings;
        }
        for fault in &file.faults {
            findings.at("", fault.span().unwrap_or(0..0), "", Flaw::NotToml { reason: fault.message().to_owned() });
        }
        findings
    }

    /// Records a flaw of the value at `path`, or of the nearest table around it.
    pub(crate) fn flaw(&mut self, path: &str, flaw: Flaw) {
        let mut known = path;
        let span = loop {
            if let Some(span) = self.places.get(known) {
                break span.clone();
            }
            known = known.rfind('.').map_or("", |dot| &known[..dot]);
        };
        let is_leaf = known == path && !known.is_empty();
        let written = if is_leaf { self.file.written(&span) } else { String::new() };
        // A table, or a key itself, is no value to show.
        let value = if written.starts_with(['[', '{']) || written == path { String::new() } else { written };
        self.at(path, span, &value, flaw);
    }

    /// Where the value at `path` stands, as `file:line`.
    pub(crate) fn place(&self, path: &str) -> String {
        let offset = self.places.get(path).map_or(0, |span| span.start);
        format!("{}:{}", self.file.name, self.file.position(offset).line)
    }

    fn at(&mut self, path: &str, span: Range<usize>, value: &str, flaw: Flaw) {
        let position = self.file.position(span.start);
        self.problems.push(Problem {
            file: self.file.name.to_owned(),
            line: position.line,
            column: position.column,
            key: without_indices(path),
            value: value.to_owned(),
            flaw,
        });
    }

    pub(crate) fn table(&mut self, table: &DeTable<'_>, path: &str, shape: &'static [Key]) {
        for (key, value) in table {
            let inner = join(path, key.get_ref());
            match shape.iter().find(|known| known.name == key.get_ref().as_ref()) {
                Some(known) => {
                    self.places.insert(inner.clone(), value.span());
                    self.value(value, &inner, known.form);
                }
                None => {
                    let names = || shape.iter().map(|key| key.name);
                    let near = meant(key.get_ref(), names()).join(", ");
                    let others = if near.is_empty() { names().collect::<Vec<_>>().join(", ") } else { String::new() };
                    self.at(&inner, key.span(), "", Flaw::UnknownKey { near, others });
                }
            }
        }
        let is_needed = |key: &&Key| key.need == Need::Required || (key.need == Need::ToIssue && !self.is_for_control);
        let missing: Vec<&Key> = shape.iter().filter(is_needed).filter(|key| !table.contains_key(key.name)).collect();
        for key in missing {
            self.flaw(&join(path, key.name), Flaw::MissingKey { expected: expected(key.form) });
        }
    }

    /// Notes where a value stands whose key no shape names.
    pub(crate) fn place_of(&mut self, path: &str, span: Range<usize>) {
        self.places.insert(path.to_owned(), span);
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: &str, form: Form) {
        match (form, value.get_ref()) {
            (Form::Table(shape) | Form::TextOr(shape), DeValue::Table(table)) => self.table(table, path, shape),
            (Form::Tables(shape), DeValue::Array(items)) => {
                for (i, item) in items.iter().enumerate() {
                    let inner = format!("{path}[{i}]");
                    self.places.insert(inner.clone(), item.span());
                    match item.get_ref() {
                        DeValue::Table(table) => self.table(table, &inner, shape),
                        _ => self.flaw(&inner, Flaw::WrongForm { expected: expected(form) }),
                    }
                }
            }
            (Form::Texts, DeValue::Array(items)) if !items.is_empty() => {
                for (i, item) in items.iter().enumerate() {
                    let inner = format!("{path}[{i}]");
                    self.places.insert(inner.clone(), item.span());
                    self.value(item, &inner, Form::Text);
                }
            }
            (Form::Words(words), DeValue::Array(items)) => {
                for (i, item) in items.iter().enumerate() {
                    let inner = format!("{path}[{i}]");
                    self.places.insert(inner.clone(), item.span());
                    self.value(item, &inner, Form::Word(words));
                }
            }
            (Form::Pair { min, max }, DeValue::Array(items)) if items.len() == 2 => {
                for (i, item) in items.iter().enumerate() {
                    let inner = format!("{path}[{i}]");
                    self.places.insert(inner.clone(), item.span());
                    self.value(item, &inner, Form::Whole { min, max });
                }
            }
            (Form::Whole { min, max }, DeValue::Integer(number)) => {
                let fits = number.radix() == 10 && number.as_str().parse::<u32>().is_ok_and(|n| (min..=max).contains(&n));
                if !fits {
                    self.flaw(path, Flaw::WholeOutOfRange { min: min.to_string(), max: max.to_string() });
                }
            }
            (Form::YesNo, DeValue::Boolean(_)) => {}
            (Form::Number { .. }, DeValue::Integer(_) | DeValue::Float(_)) => {
                self.flaw(path, Flaw::BareNumber { quoted: format!("\"{}\"", self.file.written(&value.span())) });
            }
            (Form::Date | Form::DateOrOpen, DeValue::Datetime(_)) => {
                self.flaw(path, Flaw::BareDate { quoted: format!("\"{}\"", self.file.written(&value.span())) });
            }
            (
                Form::Text
                | Form::Line
                | Form::Digits { .. }
                | Form::TextOr(_)
                | Form::Id
                | Form::ServiceId
                | Form::Word(_)
                | Form::Date
                | Form::DateOrOpen
                | Form::Number { .. },
                DeValue::String(text),
            ) => {
                if let Some(flaw) = text_flaw(text, path, form) {
                    self.flaw(path, flaw);
                }
            }
            _ => self.flaw(path, Flaw::WrongForm { expected: expected(form) }),
        }
    }
}

/// What is wrong with a text where `form` is due, if anything.
fn text_flaw(text: &str, path: &str, form: Form) -> Option<Flaw> {
    match form {
        Form::Id => (!shape::is_id(text)).then_some(Flaw::BadId {}),
        Form::ServiceId => (!shape::is_service_id(text)).then_some(Flaw::BadServiceId {}),
        Form::Word(words) => {
            (!words.contains(&text)).then(|| Flaw::UnknownWord { near: meant(text, words.iter().copied()).join(", "), known: words.join(", ") })
        }
        Form::DateOrOpen if text == "open" => None,
        Form::Date | Form::DateOrOpen => match shape::read_date(text) {
            Ok(_) => None,
            Err(NotADate::Unreadable) => Some(Flaw::BadDate { date: shape::rewritten_date(text).unwrap_or_default() }),
            Err(NotADate::OutOfRange) => Some(Flaw::DateOutOfRange {}),
            Err(NotADate::StandsForOpen) => Some(Flaw::DateStandsForOpen {}),
        },
        Form::Number { decimals, max } => match shape::read_number(text, decimals, max) {
            Ok(_) => None,
            Err(NotANumber::Unreadable) => Some(Flaw::BadNumber {}),
            Err(NotANumber::Comma) => Some(Flaw::NumberComma {}),
            Err(NotANumber::Negative) => Some(Flaw::NumberNegative {}),
            Err(NotANumber::Zero) if path.ends_with(".price") => Some(Flaw::PriceZero {}),
            Err(NotANumber::Zero) => Some(Flaw::NumberZero {}),
            Err(NotANumber::TooLarge) => Some(Flaw::NumberTooLarge { max: max.to_string() }),
            Err(NotANumber::TooPrecise) => Some(Flaw::NumberTooPrecise { decimals: decimals.to_string() }),
        },
        Form::Text | Form::TextOr(_) => {
            let says_something = !text.trim().is_empty() && text.chars().count() <= MAX_TEXT && !text.chars().any(char::is_control);
            (!says_something).then_some(Flaw::BadText {})
        }
        Form::Line => (text.chars().count() > MAX_TEXT || text.chars().any(char::is_control)).then_some(Flaw::BadText {}),
        Form::Digits { min, max } => {
            let fits = (min..=max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            let digits = if min == max { min.to_string() } else { format!("{min}–{max}") };
            (!fits).then_some(Flaw::BadDigits { digits })
        }
        Form::Whole { .. } | Form::YesNo | Form::Texts | Form::Words(_) | Form::Pair { .. } | Form::Table(_) | Form::Tables(_) => {
            Some(Flaw::WrongForm { expected: expected(form) })
        }
    }
}

/// The name of the form, by which messages say what would be right.
pub(crate) fn expected(form: Form) -> String {
    form.name().to_owned()
}

/// `path.key`, or `key` at the root.
pub(crate) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The path as a reader of the file knows it: `service.tariff.price`, not `service[3].tariff[0].price`.
fn without_indices(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    plain
}
