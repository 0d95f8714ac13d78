//! Rooms for one citizen each, used again by later calls, so that a call makes nothing that it would throw away.

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use takst::Citizen;

/// More than threads that commonly price at once; a call that finds its room taken makes one of its own.
const ROOMS: usize = 32;

/// A room on a cache line of its own, so that threads do not wait for each other's.
#[repr(align(64))]
#[derive(Debug)]
struct Room(AtomicPtr<Citizen>);

/// The rooms of a book.
#[derive(Debug)]
pub(crate) struct Scratch([Room; ROOMS]);

impl Default for Scratch {
    fn default() -> Scratch {
        Scratch(std::array::from_fn(|_| Room(AtomicPtr::new(ptr::null_mut()))))
    }
}

impl Scratch {
    /// A citizen to write into: one that a call before left, or one that `make` makes.
    pub fn take(&self, make: impl FnOnce() -> Citizen) -> Taken<'_> {
        // Stacks of threads lie apart, so the place of a variable tells threads from each other without asking the system.
        let here = 0u8;
        let mixed = ((&raw const here as usize) >> 16).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let room = &self.0[mixed >> (usize::BITS - ROOMS.trailing_zeros())];
        let left = room.0.swap(ptr::null_mut(), Ordering::Acquire);
        // What lies in a room came from `Box::into_raw` and was taken out by this call alone.
        let citizen = if left.is_null() { Box::new(make()) } else { unsafe { Box::from_raw(left) } };
        Taken { citizen: Some(citizen), room }
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

/// A citizen that goes back to its room.
pub(crate) struct Taken<'s> {
    citizen: Option<Box<Citizen>>,
    room: &'s Room,
}

impl Taken<'_> {
    /// The citizen.
    pub fn citizen(&mut self) -> &mut Citizen {
        self.citizen.get_or_insert_with(|| Box::new(Citizen { id: "".into(), cases: Vec::new() }))
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let Some(citizen) = self.citizen.take() else { return };
        let pointer = Box::into_raw(citizen);
        if self.room.0.compare_exchange(ptr::null_mut(), pointer, Ordering::Release, Ordering::Relaxed).is_err() {
            drop(unsafe { Box::from_raw(pointer) });
        }
    }
}
