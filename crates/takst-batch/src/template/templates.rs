//! All templates of a book, and which rows they are for.

use crate::error::BatchError;
use crate::input::ColumnSet;
use crate::schema::DIGITS;
use crate::template::line_columns::LineColumns;
use crate::template::segments::{CHUNK, Segments, Template, drafts, inverse_of};
use crate::template::vocabulary::{Vocabulary, WordIds};
use std::collections::BTreeSet;
use std::sync::Arc;
use takst::catalogue::Service;
use takst::{Assumptions, Book};
use takst_io::LineColumn;

/// A service whose plain rows are copied from templates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Copied {
    /// The first of its templates, and how many there are; 0: none, its rows are all left to the kernel.
    pub template: u32,
    pub phases: u32,
    /// 2^32 / phases, rounded up.
    pub inverse: u64,
    /// Columns that take a row out when given.
    pub deciding: ColumnSet,
    /// Whether a row can have a finding by the service's terms.
    pub has_terms: bool,
    /// Columns that can come with a finding when given.
    pub telling: ColumnSet,
}

impl Copied {
    /// A service whose rows are all left to the kernel.
    const NONE: Copied = Copied { template: 0, phases: 0, inverse: 0, deciding: ColumnSet::NONE, has_terms: false, telling: ColumnSet::NONE };
}

/// Templates of every service of a book.
#[derive(Debug)]
pub(crate) struct Templates {
    pub templates: Vec<Template>,
    pub all: Segments,
    /// By the number of the service in the book.
    pub copied: Vec<Copied>,
    pub vocabulary: Arc<Vocabulary>,
}

/// A price, in ten-thousandths of a krone, at which decades add up to an amount. At a higher one each row is its own case.
const MOST: i64 = 10_000_000_000_000_000;

/// The ids of all services, in the order of their numbers, each with its highest published price.
fn prices(book: &Book) -> impl Iterator<Item = (&str, i64)> {
    let price = |service: &Service| service.tariffs.iter().map(|tariff| tariff.price.units()).max().unwrap_or_default();
    book.catalogue().services().map(move |(_, service)| (service.id.as_str(), price(service)))
}

impl Templates {
    /// Checks that every published price fits into its column.
    pub fn check(book: &Book) -> Result<(), BatchError> {
        let most = prices(book).map(|(_, price)| price).find(|price| price.unsigned_abs() >= 10u64.pow(u32::from(DIGITS)));
        match most {
            Some(price) => Err(BatchError::Overflow { column: LineColumn::UnitPrice.as_str(), value: price.to_string(), digits: DIGITS }),
            None => Ok(()),
        }
    }

    /// No templates: the kernel prices every row.
    pub fn without(book: &Book) -> Templates {
        Templates::none(Arc::new(Vocabulary::of(book, &[])))
    }

    /// Asks the book for the lines of every service.
    pub fn of(book: &Book) -> Result<Templates, BatchError> {
        let ids: Vec<(&str, i64)> = prices(book).collect();
        let mut sets: BTreeSet<Assumptions> = BTreeSet::new();
        let (mut copied, mut all) = (Vec::new(), Vec::new());
        for (id, price) in ids {
            let Some(likeness) = book.likeness(id).filter(|_| price <= MOST) else {
                copied.push(Copied::NONE);
                continue;
            };
            let drafts = drafts(book, id, &likeness);
            sets.extend(drafts.iter().flat_map(|draft| draft.assumptions()));
            copied.push(Copied {
                template: u32::try_from(all.len()).map_err(|_| BatchError::TooMany("services"))?,
                phases: drafts.len() as u32, // 1 or 7
                inverse: inverse_of(drafts.len() as i32),
                deciding: likeness.deciding.iter().fold(ColumnSet::NONE.unseen(), |set, column| set.with(*column)),
                has_terms: likeness.has_terms,
                telling: likeness.telling.iter().fold(ColumnSet::NONE, |set, column| set.with(*column)),
            });
            all.extend(drafts);
        }
        let mut templates = Templates { copied, ..Templates::none(Arc::new(Vocabulary::of(book, &sets.into_iter().collect::<Vec<_>>()))) };
        let mut words = WordIds::new(templates.vocabulary.clone());
        for draft in all {
            templates.templates.push(draft.finish(&mut words, &mut templates.all)?);
        }
        templates.all.lines.pad(CHUNK);
        Ok(templates)
    }

    /// No templates: every row is priced by the core.
    pub fn none(vocabulary: Arc<Vocabulary>) -> Templates {
        let all = Segments { lines: LineColumns::new(), ..Segments::default() };
        Templates { templates: Vec::new(), all, copied: Vec::new(), vocabulary }
    }

    /// The segment of a template's cell, counted from its first; of a cell beyond the last [`NOWHERE`](crate::template::segments::NOWHERE), which stands behind it.
    #[inline]
    pub fn segment(&self, template: &Template, cell: u32) -> u16 {
        self.all.of_cell[(template.cells_at + cell.min(template.cells)) as usize]
    }
}
