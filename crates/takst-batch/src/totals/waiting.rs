//! Rows that wait for others of neighbouring services: planned and added together they find templates and sums near the processor.

use crate::rows::plain_rows::PlainSlices;
use crate::run::taker::SureRow;
use crate::template::layout::{Layout, Stay};
use crate::template::plan::{BLOCK, Planner, Scope};
use crate::template::templates::Templates;
use takst::ReportingPeriod;

/// Neighbouring services whose templates and sums stay near the processor.
const NEAR: u32 = 16;
/// Rows that wait for each other.
const TOGETHER: usize = 2048;

/// Rows by kind of service.
#[derive(Debug, Default)]
pub(crate) struct WaitingRows {
    kinds: Vec<Vec<SureRow>>,
    spare: Option<Ready>,
}

/// Rows of one kind that have waited long enough, and the room in which they are planned.
#[derive(Debug, Default)]
pub(crate) struct Ready {
    kind: usize,
    rows: Vec<SureRow>,
    service: Vec<u32>,
    first: Vec<i32>,
    last: Vec<i32>,
    payer: Vec<i32>,
    sound: Vec<bool>,
    layout: Layout,
}

impl WaitingRows {
    /// Adds a row; gives those of its kind where they are enough.
    #[inline]
    pub fn push(&mut self, row: SureRow) -> Option<Ready> {
        let kind = (row.service / NEAR) as usize;
        if kind >= self.kinds.len() {
            self.kinds.resize_with(kind + 1, Vec::new);
        }
        let rows = &mut self.kinds[kind];
        rows.push(row);
        if rows.len() < TOGETHER { None } else { Some(self.take(kind)) }
    }

    /// The rows of a kind that still wait.
    pub fn next(&mut self) -> Option<Ready> {
        let kind = self.kinds.iter().position(|rows| !rows.is_empty())?;
        Some(self.take(kind))
    }

    #[cold]
    fn take(&mut self, kind: usize) -> Ready {
        let mut ready = self.spare.take().unwrap_or_default();
        ready.kind = kind;
        ready.rows = std::mem::take(&mut self.kinds[kind]);
        ready
    }

    /// Takes back the room of rows that were planned.
    pub fn give_back(&mut self, mut ready: Ready) {
        ready.rows.clear();
        self.kinds[ready.kind] = std::mem::take(&mut ready.rows);
        self.spare = Some(ready);
    }
}

impl Ready {
    /// Calls back with the stay of each row; gives the number of lines.
    pub fn planned(&mut self, templates: &Templates, mut each: impl FnMut(&Stay)) -> usize {
        let Ready { rows, service, first, last, payer, sound, layout, .. } = self;
        [first as &mut Vec<i32>, last, payer].into_iter().for_each(Vec::clear);
        service.clear();
        service.extend(rows.iter().map(|row| row.service));
        first.extend(rows.iter().map(|row| row.first));
        last.extend(rows.iter().map(|row| row.last));
        payer.extend(rows.iter().map(|row| row.payer));
        sound.resize(rows.len(), true);
        let slices = PlainSlices { service, first, last, payer, sound: &sound[..rows.len()], given: &[] };
        let planner = Planner { templates, scope: Scope::of(&ReportingPeriod::ALL, false) };
        layout.clear();
        let mut from = 0;
        while from < rows.len() {
            let to = rows.len().min(from + BLOCK);
            let planned = planner.plan(&slices, from, to, layout);
            assert_eq!(planned, to, "a row that is sure to fit its template does");
            layout.stays.iter().for_each(&mut each);
            layout.stays.clear();
            from = to;
        }
        layout.lines
    }
}
