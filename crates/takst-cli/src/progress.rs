//! A progress bar on stderr, for long files read by people.

use crate::words::count;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;
use takst_explain::Texts;
use takst_io::Progress;

/// Smaller files are done before anyone looks.
const LONG: u64 = 5_000_000;

/// Fewer documents are written before anyone looks.
const MANY: usize = 20_000;

pub(crate) struct Bar<'t> {
    texts: &'t Texts,
    bar: Option<ProgressBar>,
    size: Option<u64>,
}

impl<'t> Bar<'t> {
    /// A bar for a file of this size; none where stderr is no terminal or the file is short.
    pub(crate) fn new(texts: &'t Texts, size: Option<u64>) -> Bar<'t> {
        let wanted = std::io::stderr().is_terminal() && size.is_none_or(|size| size > LONG);
        let bar = wanted.then(|| {
            let template = if size.is_some() { "{msg} {bar:30} {bytes}/{total_bytes} {eta}" } else { "{spinner} {msg} {bytes}" };
            let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = size.map_or_else(ProgressBar::new_spinner, ProgressBar::new).with_style(style);
            bar.set_message(texts.get("cli-progress-reading", &[]));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        Bar { texts, bar, size }
    }

    /// A bar for so many documents that are written to a ledger.
    pub(crate) fn of_documents(texts: &'t Texts, documents: usize) -> Bar<'t> {
        let wanted = std::io::stderr().is_terminal() && documents > MANY;
        let bar = wanted.then(|| {
            let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::new(documents as u64).with_style(style);
            bar.set_message(texts.get("cli-progress-issuing", &[]));
            bar
        });
        Bar { texts, bar, size: None }
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    pub(crate) fn show(&mut self, progress: Progress) {
        let Some(bar) = &self.bar else { return };
        bar.set_position(progress.bytes);
        if self.size.is_some_and(|size| progress.bytes >= size) {
            bar.set_message(self.texts.get("cli-progress-pricing", &[("cases", count(progress.cases))]));
        }
    }

    /// Takes the bar away, so that what follows stands alone.
    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
