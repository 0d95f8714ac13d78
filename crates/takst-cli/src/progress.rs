//! A progress bar on stderr, for long files read by people.

use crate::words::count;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{IsTerminal, Read};
use std::time::Duration;
use takst_explain::Texts;
use takst_io::Progress;

/// Smaller files are done before anyone looks.
const LONG: u64 = 5_000_000;

/// Fewer documents and records are done before anyone looks.
const MANY: u64 = 20_000;

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

    /// As [`of_many`](Bar::of_many); none where the rows themselves are seen, because stdout is the terminal.
    pub(crate) fn of_rows(texts: &'t Texts, many: u64) -> Bar<'t> {
        if std::io::stdout().is_terminal() {
            return Bar { texts, bar: None, size: None };
        }
        Bar::of_many(texts, "cli-progress-writing", many)
    }

    /// A bar for so many things that are done one by one; `id` is the text that says what is done.
    pub(crate) fn of_many(texts: &'t Texts, id: &str, many: u64) -> Bar<'t> {
        let wanted = std::io::stderr().is_terminal() && many > MANY;
        let bar = wanted.then(|| {
            let style = ProgressStyle::with_template("{msg} {bar:30} {human_pos}/{human_len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::new(many).with_style(style);
            bar.set_message(texts.get(id, &[]));
            // Something is seen before the first is done.
            bar.tick();
            bar
        });
        Bar { texts, bar, size: None }
    }

    /// What is done now, with a text of its own.
    pub(crate) fn say(&self, id: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(self.texts.get(id, &[]));
        }
    }

    /// A file whose reading is shown.
    pub(crate) fn reading(&self, file: File) -> Box<dyn Read> {
        match &self.bar {
            Some(bar) => Box::new(bar.wrap_read(file)),
            None => Box::new(file),
        }
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
