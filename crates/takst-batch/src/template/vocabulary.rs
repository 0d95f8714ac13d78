//! The words of output columns: services, outcomes, codes, months, each with a number that columns carry in their place.
//!
//! What a book can say is numbered once. What only a file can say (a month far away, a rare set of assumptions) is numbered where it occurs,
//! after the others, so that the numbers of a batch depend on its rows alone.

use crate::template::days::month_number;
use arrow_array::{ArrayRef, StringArray};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use takst::kernel::MonthNumber;
use takst::{Assumptions, Book, Code, Line, LineColumn, LineType, Month};

/// The number of a word that is absent.
pub(crate) const ABSENT: i32 = -1;

/// Words of one column in order, each once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    words: Vec<Box<str>>,
    numbers: HashMap<Box<str>, i32>,
}

impl Words {
    fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Words {
        let mut all = Words::default();
        for word in words {
            all.number(word);
        }
        all
    }

    fn find(&self, word: &str) -> Option<i32> {
        self.numbers.get(word).copied()
    }

    fn number(&mut self, word: &str) -> i32 {
        if let Some(number) = self.find(word) {
            return number;
        }
        let number = i32::try_from(self.words.len()).unwrap_or(i32::MAX); // a book has far fewer words
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }
}

/// Numbers of sets of assumptions, by their bits: a table that is looked up for every line of the kernel.
#[derive(Debug, Clone)]
struct SetNumbers {
    /// Bits and number; bits of no set where a slot is free.
    slots: Vec<(u64, i32)>,
    taken: usize,
}

impl SetNumbers {
    fn new() -> SetNumbers {
        SetNumbers { slots: vec![(0, ABSENT); 64], taken: 0 }
    }

    /// The slot of a set, or the free one where it would be.
    #[inline]
    fn slot(&self, bits: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask;
        while self.slots[slot].0 != bits && self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The number of a set that is not empty.
    #[inline]
    fn find(&self, set: Assumptions) -> Option<i32> {
        let (bits, number) = self.slots[self.slot(set.bits())];
        (bits != 0).then_some(number)
    }

    /// Enters a set that is neither empty nor there yet.
    fn insert(&mut self, set: Assumptions, number: i32) {
        if self.taken * 2 >= self.slots.len() {
            let slots = vec![(0, ABSENT); self.slots.len() * 2];
            let before = std::mem::replace(&mut self.slots, slots);
            for entry in before.into_iter().filter(|(bits, _)| *bits != 0) {
                let slot = self.slot(entry.0);
                self.slots[slot] = entry;
            }
        }
        let slot = self.slot(set.bits());
        self.slots[slot] = (set.bits(), number);
        self.taken += 1;
    }
}

/// The first month with a number of its own: 1990-01.
const FIRST_MONTH: i32 = 1990 * 12;
/// Months with a number of their own, 60 years.
const MONTHS: i32 = 60 * 12;

/// The first month that the kernel counts, in months since the year 0.
pub(crate) const FIRST_OF_KERNEL: i32 = {
    let (year, month) = MonthNumber::FIRST.year_month();
    year * 12 + month as i32 - 1
};

/// The words of a book, numbered.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// By [`LineColumn`] as a number; empty for columns without words.
    columns: Vec<(Words, ArrayRef)>,
    services: HashMap<Box<str>, ServiceWords>,
    /// The same by the number of the service, with the words of its tariff versions.
    numbered: Vec<(ServiceWords, Vec<i32>)>,
    /// The word of an agreed price.
    agreed: i32,
    assumptions: SetNumbers,
}

/// Numbers of what the lines of a service have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ServiceWords {
    pub provider: i32,
    pub service: i32,
    pub legal_basis: i32,
    pub account: i32,
    pub refund_rule: i32,
    /// Of exempt lines.
    pub vat_exemption: i32,
}

impl Vocabulary {
    /// The words of a book.
    pub fn of(book: &Book) -> Vocabulary {
        let assumptions = book.common_assumptions();
        let services = || book.catalogue().services();
        let codes = || Code::ALL.iter().map(|code| code.as_str());
        let months: Vec<String> = (0..MONTHS).map(|n| month_text(FIRST_MONTH + n)).collect();
        let payers: Vec<String> = (0..=860).map(|code| format!("{code:03}")).collect();
        let sets: Vec<String> = assumptions.iter().map(ToString::to_string).filter(|set| !set.is_empty()).collect();
        let mut columns: HashMap<LineColumn, Words> = HashMap::new();
        // In alphabetical order, so that their numbers sort as they do.
        let sorted = |words: BTreeSet<&str>| Words::of(words);
        columns.insert(LineColumn::Provider, sorted(book.catalogue().providers.iter().map(|provider| provider.id.as_str()).collect()));
        columns.insert(LineColumn::Service, sorted(services().map(|(_, service)| service.id.as_str()).collect()));
        columns.insert(LineColumn::LegalBasis, Words::of(services().map(|(_, service)| service.legal_basis.as_str())));
        columns.insert(LineColumn::Account, Words::of(services().filter_map(|(_, service)| service.account.as_deref())));
        columns.insert(LineColumn::TariffVersion, Words::of(book.tariff_versions().chain(["agreed"])));
        columns.insert(LineColumn::Payer, Words::of(payers.iter().map(String::as_str)));
        columns.insert(LineColumn::Month, Words::of(months.iter().map(String::as_str)));
        columns.insert(LineColumn::RefundReason, Words::of(codes()));
        columns.insert(LineColumn::InvoiceHold, Words::of(codes()));
        columns.insert(LineColumn::Assumptions, Words::of(sets.iter().map(String::as_str)));
        // Closed sets in their own order.
        columns.extend(LineColumn::ALL.iter().filter_map(|column| match column.line_type() {
            LineType::OneOf(words) => Some((*column, Words::of(words.iter().copied()))),
            _ => None,
        }));
        let columns: Vec<(Words, ArrayRef)> = LineColumn::ALL.iter().map(|column| array_of(columns.remove(column).unwrap_or_default())).collect();
        let find = |column: LineColumn, word: &str| columns[column as usize].0.find(word).unwrap_or(ABSENT);
        let service_words = services()
            .map(|(provider, service)| {
                let words = ServiceWords {
                    provider: find(LineColumn::Provider, &provider.id),
                    service: find(LineColumn::Service, &service.id),
                    legal_basis: find(LineColumn::LegalBasis, &service.legal_basis),
                    account: service.account.as_deref().map_or(ABSENT, |account| find(LineColumn::Account, account)),
                    refund_rule: find(LineColumn::RefundRule, service.refund.as_str()),
                    vat_exemption: service.exemption().map_or(ABSENT, |code| find(LineColumn::VatExemption, code.as_str())),
                };
                (service.id.as_str().into(), words)
            })
            .collect();
        let service_words: HashMap<Box<str>, ServiceWords> = service_words;
        let of_versions =
            |id: &str| book.versions(id).filter_map(|version| version.label).map(|label| find(LineColumn::TariffVersion, label)).collect();
        let numbered = services().map(|(_, service)| (service_words[service.id.as_str()], of_versions(&service.id))).collect();
        let agreed = find(LineColumn::TariffVersion, "agreed");
        let mut numbers = SetNumbers::new();
        for set in assumptions.iter().filter(|set| !set.is_empty()) {
            numbers.insert(*set, find(LineColumn::Assumptions, &set.to_string()));
        }
        Vocabulary { columns, services: service_words, numbered, agreed, assumptions: numbers }
    }

    /// Services of the book.
    pub fn services(&self) -> usize {
        self.numbered.len()
    }

    /// The number of a word the book knows.
    pub fn find(&self, column: LineColumn, word: &str) -> Option<i32> {
        self.columns[column as usize].0.find(word)
    }
}

fn array_of(words: Words) -> (Words, ArrayRef) {
    let array: ArrayRef = Arc::new(StringArray::from_iter_values(&words.words));
    (words, array)
}

/// Months since the first with a number of its own.
fn month_word(month: MonthNumber) -> i32 {
    i32::from(month.number()) + FIRST_OF_KERNEL - FIRST_MONTH
}

fn month_text(number: i32) -> String {
    format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1)
}

/// The words of one batch: those of the book and, after them, those that only its rows have.
#[derive(Debug)]
pub(crate) struct WordIds {
    vocabulary: Arc<Vocabulary>,
    more: HashMap<LineColumn, Words>,
    /// Those of the book, and those of this batch.
    sets: SetNumbers,
}

impl WordIds {
    pub fn new(vocabulary: Arc<Vocabulary>) -> WordIds {
        WordIds { sets: vocabulary.assumptions.clone(), vocabulary, more: HashMap::new() }
    }

    /// A new batch begins.
    pub fn clear(&mut self) {
        if !self.more.is_empty() {
            self.more.clear();
            self.sets.clone_from(&self.vocabulary.assumptions);
        }
    }

    /// The numbers of a line's service.
    pub fn service(&mut self, line: &Line) -> ServiceWords {
        self.vocabulary.services.get(&line.service.id).copied().unwrap_or(ServiceWords {
            provider: ABSENT,
            service: ABSENT,
            legal_basis: ABSENT,
            account: ABSENT,
            refund_rule: ABSENT,
            vat_exemption: ABSENT,
        })
    }

    pub fn month(&mut self, month: Month) -> i32 {
        let number = month_number(month) - FIRST_MONTH;
        if (0..MONTHS).contains(&number) { number } else { self.number(LineColumn::Month, &month.to_string()) }
    }

    /// The number of a month of the kernel.
    #[inline]
    pub fn month_of(&mut self, month: MonthNumber) -> i32 {
        let number = month_word(month);
        if (0..MONTHS).contains(&number) { number } else { self.number(LineColumn::Month, &month.month().to_string()) }
    }

    /// The number of a month that was numbered before.
    #[inline]
    pub fn known_month(&self, month: MonthNumber) -> i32 {
        let number = month_word(month);
        if (0..MONTHS).contains(&number) { number } else { self.known(LineColumn::Month, &month.month().to_string()) }
    }

    /// The number of a set that was numbered before.
    #[inline]
    pub fn known_assumptions(&self, set: Assumptions) -> i32 {
        if set.is_empty() { ABSENT } else { self.sets.find(set).unwrap_or(ABSENT) }
    }

    fn known(&self, column: LineColumn, word: &str) -> i32 {
        let more = || Some(self.more.get(&column)?.find(word)? + i32::try_from(self.vocabulary.columns[column as usize].0.words.len()).ok()?);
        self.vocabulary.find(column, word).or_else(more).unwrap_or(ABSENT)
    }

    /// The words of a service, by its number.
    #[inline]
    pub fn of_service(&self, service: u32) -> &ServiceWords {
        &self.vocabulary.numbered[service as usize].0
    }

    /// The word of a version of a service; `None`: an agreed price.
    #[inline]
    pub fn version(&self, service: u32, version: Option<u32>) -> i32 {
        match version {
            Some(version) => self.vocabulary.numbered[service as usize].1.get(version as usize).copied().unwrap_or(ABSENT),
            None => self.vocabulary.agreed,
        }
    }

    /// Whether a set that is not empty has a number already.
    pub fn knows(&self, set: Assumptions) -> bool {
        self.sets.find(set).is_some()
    }

    /// The number of a set of assumptions.
    #[inline]
    pub fn assumptions(&mut self, set: Assumptions) -> i32 {
        if set.is_empty() {
            return ABSENT;
        }
        self.sets.find(set).unwrap_or_else(|| self.new_set(set))
    }

    #[cold]
    fn new_set(&mut self, set: Assumptions) -> i32 {
        let number = self.number(LineColumn::Assumptions, &set.to_string());
        self.sets.insert(set, number);
        number
    }

    /// The number of a word.
    pub fn number(&mut self, column: LineColumn, word: &str) -> i32 {
        if let Some(number) = self.vocabulary.find(column, word) {
            return number;
        }
        let known = self.vocabulary.columns[column as usize].0.words.len();
        self.more.entry(column).or_default().number(word).saturating_add(i32::try_from(known).unwrap_or(i32::MAX))
    }

    /// Months since January of the year 0 of a month's number.
    pub fn month_number(&self, number: i32) -> i32 {
        if (0..MONTHS).contains(&number) {
            return FIRST_MONTH + number;
        }
        let month = self.word(LineColumn::Month, number).and_then(|text| text.parse::<Month>().ok());
        month.map_or(0, month_number)
    }

    /// The word of a number.
    pub fn word(&self, column: LineColumn, number: i32) -> Option<&str> {
        let (words, _) = &self.vocabulary.columns[column as usize];
        let at = usize::try_from(number).ok()?;
        let more = || self.more.get(&column)?.words.get(at - words.words.len());
        words.words.get(at).or_else(more).map(|word| &**word)
    }

    /// All words of a column, in order of their numbers.
    pub fn words(&self, column: LineColumn) -> ArrayRef {
        let (words, array) = &self.vocabulary.columns[column as usize];
        match self.more.get(&column) {
            None => array.clone(),
            Some(more) => Arc::new(StringArray::from_iter_values(words.words.iter().chain(&more.words))),
        }
    }
}
