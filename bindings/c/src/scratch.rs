//! Buffers of the kernel, used again by later calls, so that a call allocates nothing.

use crate::line::TakstLine;
use crate::services::Services;
use crate::sized::SizedStruct;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use takst::Book;
use takst::kernel::{LineFacts, Scratch as Kernel, Sink};

/// What one call works with.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    pub kernel: Kernel,
    pub lines: Lines,
}

/// The lines of a call. They are written to the caller's array only when it has room for all.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// Room for lines, of which the first `count` are written: a line is made where it stays.
    room: Vec<TakstLine>,
    count: usize,
}

impl Lines {
    /// The lines.
    pub fn written(&self) -> &[TakstLine] {
        &self.room[..self.count]
    }

    /// Takes the lines of the next call.
    pub fn of<'a>(&'a mut self, services: &'a Services) -> Writer<'a> {
        self.count = 0;
        Writer { lines: self, services }
    }
}

#[cold]
fn grow(room: &mut Vec<TakstLine>) {
    room.resize(room.len() * 2 + 16, TakstLine::init());
}

/// Writes lines as the caller reads them.
pub(crate) struct Writer<'a> {
    lines: &'a mut Lines,
    services: &'a Services,
}

impl Sink for Writer<'_> {
    #[inline]
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        let Lines { room, count } = &mut *self.lines;
        if *count == room.len() {
            grow(room);
        }
        room[*count].write(line, self.services);
        *count += 1;
    }
}

/// More than threads that commonly price at once; a call that finds its room taken makes one of its own.
const ROOMS: usize = 32;

/// A room on a cache line of its own, so that threads do not wait for each other's.
#[repr(align(64))]
#[derive(Debug)]
struct Room(AtomicPtr<Buffers>);

/// The rooms of a book.
#[derive(Debug)]
pub(crate) struct Scratch([Room; ROOMS]);

impl Default for Scratch {
    fn default() -> Scratch {
        Scratch(std::array::from_fn(|_| Room(AtomicPtr::new(ptr::null_mut()))))
    }
}

impl Scratch {
    /// Buffers: those a call before left, or new ones.
    pub fn take(&self) -> Taken<'_> {
        // Stacks of threads lie apart, so the place of a variable tells threads from each other without asking the system.
        let here = 0u8;
        let mixed = ((&raw const here as usize) >> 16).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let room = &self.0[mixed >> (usize::BITS - ROOMS.trailing_zeros())];
        let left = room.0.swap(ptr::null_mut(), Ordering::Acquire);
        // What lies in a room came from `Box::into_raw` and was taken out by this call alone.
        let buffers = if left.is_null() { Box::default() } else { unsafe { Box::from_raw(left) } };
        Taken { buffers: Some(buffers), room }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for Room(room) in &mut self.0 {
            let left = *room.get_mut();
            if !left.is_null() {
                drop(unsafe { Box::from_raw(left) });
            }
        }
    }
}

/// Buffers that go back to their room.
pub(crate) struct Taken<'s> {
    buffers: Option<Box<Buffers>>,
    room: &'s Room,
}

impl Taken<'_> {
    /// The buffers.
    pub fn buffers(&mut self) -> &mut Buffers {
        self.buffers.get_or_insert_with(Box::default)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let Some(buffers) = self.buffers.take() else { return };
        let pointer = Box::into_raw(buffers);
        if self.room.0.compare_exchange(ptr::null_mut(), pointer, Ordering::Release, Ordering::Relaxed).is_err() {
            drop(unsafe { Box::from_raw(pointer) });
        }
    }
}
