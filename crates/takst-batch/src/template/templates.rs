//! Templates of the services that were met, and which rows are copied from them.

use crate::error::BatchError;
use crate::input::ColumnSet;
use crate::schema::DIGITS;
use crate::template::draft::drafts;
use crate::template::segments::{CHUNK, Segments, Template, inverse_of};
use crate::template::vocabulary::WordIds;
use takst::Book;
use takst::catalogue::Service;
use takst::kernel::NO_SERVICE;
use takst_io::LineColumn;

/// A service whose plain rows are copied from templates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Copied {
    /// The first of its templates, and how many there are; 0: none, its rows are all left to the kernel.
    pub template: u32,
    pub phases: u32,
    /// 2^32 / phases, rounded up.
    pub inverse: u64,
    /// First and last day between which every stay fits the templates; none where they are not in order.
    pub sure: (i32, i32),
    /// Columns that take a row out when given.
    pub deciding: ColumnSet,
    /// Whether a row can have a finding by the service's terms.
    pub has_terms: bool,
    /// Columns that can come with a finding when given.
    pub telling: ColumnSet,
    /// Whether a row that is the only one of its case has the amounts of the templates whatever other cases its citizen has, and changes none of theirs.
    pub is_apart: bool,
    is_met: bool,
}

impl Copied {
    /// A service that was not met yet: its rows are left to the kernel.
    const NEW: Copied = Copied {
        template: 0,
        phases: 0,
        inverse: 0,
        sure: (i32::MAX, i32::MIN),
        deciding: ColumnSet::NONE,
        has_terms: false,
        telling: ColumnSet::NONE,
        is_apart: false,
        is_met: false,
    };
}

/// Templates of the services that were met. Each thread has its own, so that none waits for another.
#[derive(Debug, Default)]
pub(crate) struct Templates {
    pub templates: Vec<Template>,
    pub all: Segments,
    /// By the number of the service in the book.
    pub copied: Vec<Copied>,
}

/// A price, in ten-thousandths of a krone, at which decades add up to an amount. At a higher one each row is its own case.
const MOST: i64 = 10_000_000_000_000_000;

impl Templates {
    /// Checks that every published price fits into its column.
    pub fn check(book: &Book) -> Result<(), BatchError> {
        let price = |service: &Service| service.tariffs.iter().map(|tariff| tariff.price.units()).max().unwrap_or_default();
        let mut prices = book.catalogue().services().map(|(_, service)| price(service));
        match prices.find(|price| price.unsigned_abs() >= 10u64.pow(u32::from(DIGITS))) {
            Some(price) => Err(BatchError::Overflow { column: LineColumn::UnitPrice.as_str(), value: price.to_string(), digits: DIGITS }),
            None => Ok(()),
        }
    }

    /// Whether any of the services was not met before.
    pub fn is_new(&self, services: &[u32]) -> bool {
        services.iter().any(|service| !self.is_met(*service))
    }

    #[inline]
    fn is_met(&self, service: u32) -> bool {
        self.copied.get(service as usize).map_or(service == NO_SERVICE, |copied| copied.is_met)
    }

    /// Makes the templates of services that were not met before.
    pub fn meet(&mut self, book: &Book, words: &WordIds, services: &[u32]) {
        for service in services {
            if !self.is_met(*service) {
                self.make(book, words, *service);
            }
        }
    }

    #[cold]
    fn make(&mut self, book: &Book, words: &WordIds, service: u32) {
        let place = service as usize;
        if place >= self.copied.len() {
            self.copied.resize(place + 1, Copied::NEW);
        }
        // What no template can hold is left to the kernel.
        let copied = self.copied_of(book, words, service).unwrap_or(Copied::NEW);
        self.copied[place] = Copied { is_met: true, ..copied };
    }

    fn copied_of(&mut self, book: &Book, words: &WordIds, service: u32) -> Option<Copied> {
        let likeness = book.likeness_of(service).filter(|likeness| likeness.highest_price.units() <= MOST)?;
        let drafts = drafts(book, service, &likeness);
        if !drafts.iter().all(|draft| draft.has_words(words)) {
            return None;
        }
        let days = drafts.iter().map(|draft| draft.sure());
        let copied = Copied {
            template: u32::try_from(self.templates.len()).ok()?,
            phases: drafts.len() as u32, // 1 or 7
            inverse: inverse_of(drafts.len() as i32),
            sure: days.fold((i32::MIN, i32::MAX), |(first, last), days| (first.max(days.0), last.min(days.1))),
            deciding: likeness.deciding.iter().fold(ColumnSet::NONE.unseen(), |set, column| set.with(*column)),
            has_terms: likeness.has_terms,
            telling: likeness.telling.iter().fold(ColumnSet::NONE, |set, column| set.with(*column)),
            is_apart: likeness.is_apart,
            is_met: true,
        };
        // A draft that does not fit leaves segments behind that nothing leads to.
        let made = drafts.into_iter().map(|draft| draft.finish(words, &mut self.all)).collect::<Result<Vec<_>, _>>();
        self.all.lines.pad(CHUNK);
        self.templates.extend(made.ok()?);
        Some(copied)
    }

    /// The segment of a template's cell, counted from its first; of a cell beyond the last [`NOWHERE`](crate::template::segments::NOWHERE), which stands behind it.
    #[inline]
    pub fn segment(&self, template: &Template, cell: u32) -> u16 {
        self.all.of_cell[(template.cells_at + cell.min(template.cells)) as usize]
    }
}
