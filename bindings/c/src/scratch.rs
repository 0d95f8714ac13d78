//! Buffers of the kernel, which later calls use again, so that a call allocates nothing.

use crate::line::TakstLine;
use crate::services::Services;
use crate::sized::SizedStruct;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use takst::kernel::{LineFacts, Scratch as Kernel, Sink};
use takst::{Book, RowBuilder};

/// The buffers of one call.
#[derive(Debug)]
pub(crate) struct Buffers {
    pub row: RowBuilder,
    pub kernel: Kernel,
    pub lines: Lines,
}

impl Default for Buffers {
    fn default() -> Buffers {
        Buffers { row: RowBuilder::blank(1), kernel: Kernel::default(), lines: Lines::default() }
    }
}

/// The lines of a call. They are written to the caller's array only when it has room for all.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// Space for lines, of which the first `count` are written.
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

/// Writes lines in the caller's layout.
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

/// More than the threads that commonly price at once. A call that finds its slot empty makes new buffers.
const ROOMS: usize = 32;

/// A slot for buffers, on a cache line of its own, so that threads do not wait for each other.
#[repr(align(64))]
#[derive(Debug)]
struct Room(AtomicPtr<Buffers>);

/// The slots of a book.
#[derive(Debug)]
pub(crate) struct Scratch([Room; ROOMS]);

impl Default for Scratch {
    fn default() -> Scratch {
        Scratch(std::array::from_fn(|_| Room(AtomicPtr::new(ptr::null_mut()))))
    }
}

impl Scratch {
    /// The buffers that an earlier call left, or new ones.
    pub fn take(&self) -> Taken<'_> {
        // Threads have different stacks, so the address of a variable chooses a slot for each thread without a call of the system.
        let here = 0u8;
        let mixed = ((&raw const here as usize) >> 16).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let room = &self.0[mixed >> (usize::BITS - ROOMS.trailing_zeros())];
        let left = room.0.swap(ptr::null_mut(), Ordering::Acquire);
        // The pointer came from `Box::into_raw`, and only this call has taken it out.
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

/// Buffers that are put back into their slot.
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
