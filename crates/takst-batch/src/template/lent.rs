//! Templates that are lent to a run and kept for the next.

use crate::template::templates::Templates;
use crate::template::vocabulary::{Vocabulary, WordIds};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use takst::Book;

/// The words of a book, and templates that are not in use.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    vocabulary: OnceLock<Arc<Vocabulary>>,
    free: Mutex<Vec<Templates>>,
}

impl Shelf {
    /// The words of the book, numbered when they are first asked for.
    pub fn vocabulary(&self, book: &Book) -> &Arc<Vocabulary> {
        self.vocabulary.get_or_init(|| Arc::new(Vocabulary::of(book)))
    }

    /// Templates for one thread: those that know most services.
    pub fn lend(self: &Arc<Shelf>) -> Lent {
        let mut free = self.free();
        let most = (0..free.len()).max_by_key(|place| free[*place].templates.len());
        let templates = most.map(|place| free.swap_remove(place)).unwrap_or_default();
        drop(free);
        Lent { templates, shelf: self.clone() }
    }

    fn free(&self) -> MutexGuard<'_, Vec<Templates>> {
        // Templates are put back whole, so those of a thread that panicked elsewhere are sound.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Templates that go back where they came from when they are dropped.
#[derive(Debug)]
pub(crate) struct Lent {
    templates: Templates,
    shelf: Arc<Shelf>,
}

impl Lent {
    /// Makes the templates of services that were not met before.
    pub fn meet(&mut self, book: &Book, services: &[u32]) {
        if self.templates.is_new(services) {
            let words = WordIds::new(self.shelf.vocabulary(book).clone());
            self.templates.meet(book, &words, services);
        }
    }
}

impl Deref for Lent {
    type Target = Templates;

    fn deref(&self) -> &Templates {
        &self.templates
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let templates = std::mem::take(&mut self.templates);
        self.shelf.free().push(templates);
    }
}
