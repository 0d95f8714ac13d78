//! Structs that begin with their size, so that programs and libraries of different versions work together.
//!
//! A struct only grows, and only at its end, by fields of which 0 is "not given" or the default. A program compiled with an older layout gives a smaller
//! size: missing fields read as 0, and no byte behind the struct is read or written. A program compiled with a newer one gives a larger size: what the
//! library does not know must be 0 on input and is set to 0 on output.
//!
//! All access is byte by byte behind `struct_size`, so that a later field may be wider than those of the first layout.

use crate::failure::{Failure, refuse};
use crate::pointer::shared;
use crate::status::TakstStatus;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::{ptr, slice};

/// A larger `struct_size` is refused: it is probably memory that was not set.
const LARGEST: usize = 4096;

/// A public struct whose first field is `struct_size`.
///
/// # Safety
/// The struct is `repr(C)`, begins with `struct_size: u32`, has no padding, and every pattern of bytes is a value.
pub unsafe trait SizedStruct: Copy {
    /// Its size in this version.
    const SIZE: u32 = size_of::<Self>() as u32;

    /// Sizes of earlier published layouts. The layout before a field `x` was added is `offset_of!(Self, x)` bytes long.
    const EARLIER: &'static [usize] = &[];

    /// All bytes 0 and the size set: `TAKST_..._INIT` in C.
    #[must_use]
    fn init() -> Self {
        let mut made = MaybeUninit::<Self>::zeroed();
        // Zero bytes are a value, and the size is the first field.
        unsafe {
            made.as_mut_ptr().cast::<u32>().write(Self::SIZE);
            made.assume_init()
        }
    }
}

/// The `struct_size` of a caller's struct, where a version of the library can have it.
///
/// # Safety
/// As [`shared`], for four bytes.
#[inline]
unsafe fn stated<T: SizedStruct>(pointer: *const T, name: &'static str) -> Result<usize, Failure> {
    let size = *unsafe { shared(pointer.cast::<u32>(), name) }?;
    let (bytes, known) = (size as usize, size_of::<T>());
    let is_newer = || (known..=LARGEST).contains(&bytes) && bytes.is_multiple_of(align_of::<u32>());
    if bytes == known || T::EARLIER.contains(&bytes) || is_newer() { Ok(bytes) } else { Err(refuse(TakstStatus::BadSize, name, size)) }
}

/// A caller's struct, in the layout of this version.
///
/// # Safety
/// As [`shared`], for `struct_size` bytes.
#[inline]
pub(crate) unsafe fn sized<T: SizedStruct>(pointer: *const T, name: &'static str) -> Result<T, Failure> {
    let size = unsafe { stated(pointer, name) }?;
    if size == size_of::<T>() { Ok(unsafe { pointer.read_unaligned() }) } else { unsafe { of_other_size(pointer, name, size) } }
}

/// A caller's struct in the layout of an earlier or a later version.
///
/// # Safety
/// As [`sized`].
#[cold]
unsafe fn of_other_size<T: SizedStruct>(pointer: *const T, name: &'static str, size: usize) -> Result<T, Failure> {
    let known = size_of::<T>();
    let bytes = unsafe { slice::from_raw_parts(pointer.cast::<u8>(), size) };
    if bytes.iter().skip(known).any(|byte| *byte != 0) {
        let args = vec![("name", name.into()), ("value", size.to_string().into()), ("known", known.to_string().into())];
        return Err(Failure::said(TakstStatus::BadSize, "c-newer-struct", size.to_string(), args));
    }
    let mut read = MaybeUninit::<T>::zeroed();
    // Zero bytes are a value, and so are those of the caller.
    unsafe {
        ptr::copy_nonoverlapping(bytes.as_ptr(), read.as_mut_ptr().cast::<u8>(), size.min(known));
        Ok(read.assume_init())
    }
}

/// The same, where NULL means the defaults.
///
/// # Safety
/// As [`sized`].
pub(crate) unsafe fn optional_sized<T: SizedStruct>(pointer: *const T, name: &'static str) -> Result<Option<T>, Failure> {
    if pointer.is_null() { Ok(None) } else { unsafe { sized(pointer, name) }.map(Some) }
}

/// Refuses a reserved field that is not 0.
pub(crate) fn reserved(value: u32) -> Result<(), Failure> {
    if value == 0 { Ok(()) } else { Err(refuse(TakstStatus::BadValue, "reserved", value)) }
}

/// Writes a struct in the layout the caller compiled against: exactly `size` bytes.
///
/// # Safety
/// `size` bytes can be written.
unsafe fn write<T: SizedStruct>(to: *mut u8, size: usize, value: &T) {
    let known = size_of::<T>();
    unsafe {
        if size == known {
            to.cast::<T>().write_unaligned(*value);
            return;
        }
        ptr::copy_nonoverlapping(ptr::from_ref(value).cast::<u8>(), to, size.min(known));
        to.add(size.min(known)).write_bytes(0, size.saturating_sub(known));
        // The size stays the caller's.
        to.cast::<u32>().write_unaligned(size as u32);
    }
}

/// A struct to be written: checked before the work begins, written after it.
pub(crate) struct SizedOut<T> {
    first: *mut u8,
    size: usize,
    of: PhantomData<T>,
}

impl<T: SizedStruct> SizedOut<T> {
    /// Writes; the old contents are not read.
    pub fn set(self, value: T) {
        unsafe { write(self.first, self.size, &value) }
    }
}

/// A struct to be written, whose size the caller has set.
///
/// # Safety
/// As [`sized`], and good for writing.
pub(crate) unsafe fn sized_out<T: SizedStruct>(pointer: *mut T, name: &'static str) -> Result<SizedOut<T>, Failure> {
    let size = unsafe { stated(pointer.cast_const(), name) }?;
    Ok(SizedOut { first: pointer.cast(), size, of: PhantomData })
}

/// An array of structs to be written, with the distance between them that the caller's compiler gave them.
pub(crate) struct SizedArray<T> {
    first: *mut u8,
    size: usize,
    capacity: usize,
    of: PhantomData<T>,
}

impl<T: SizedStruct> SizedArray<T> {
    /// The number of elements that fit.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Writes elements from the first on, no more than the capacity; the old contents are not read.
    pub fn set_all(&mut self, values: &[T]) {
        assert!(values.len() <= self.capacity, "an array is not written beyond its end");
        if self.size == size_of::<T>() {
            // The layouts are the same, and all elements fit.
            unsafe { ptr::copy_nonoverlapping(values.as_ptr().cast::<u8>(), self.first, size_of_val(values)) }
            return;
        }
        for (place, value) in values.iter().enumerate() {
            unsafe { write(self.first.add(place * self.size), self.size, value) }
        }
    }
}

/// A caller's array of `capacity` elements. The size in the first element holds for all; nothing else is read. With a capacity of 0 it may be NULL.
///
/// # Safety
/// As [`sized_out`], for all elements.
pub(crate) unsafe fn sized_array<T: SizedStruct>(pointer: *mut T, capacity: usize, name: &'static str) -> Result<SizedArray<T>, Failure> {
    let size = if capacity == 0 { size_of::<T>() } else { unsafe { stated(pointer.cast_const(), name) }? };
    if capacity.checked_mul(size).is_none_or(|bytes| isize::try_from(bytes).is_err()) {
        return Err(refuse(TakstStatus::BadLength, "capacity", capacity));
    }
    Ok(SizedArray { first: pointer.cast(), size, capacity, of: PhantomData })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::mem::offset_of;

    /// A struct as it was published first, and after it grew twice.
    #[repr(C)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Grown {
        struct_size: u32,
        first: u32,
        second: u64,
        third: u32,
        reserved: u32,
    }

    unsafe impl SizedStruct for Grown {
        const EARLIER: &'static [usize] = &[offset_of!(Grown, second), offset_of!(Grown, third)];
    }

    /// Bytes as a caller of any version has them, at an address that fits `u32` only.
    #[repr(C, align(8))]
    struct Memory([u32; 16]);

    fn memory(size: u32, words: &[u32]) -> Memory {
        let mut memory = Memory([0; 16]);
        memory.0[1] = size;
        memory.0[2..2 + words.len()].copy_from_slice(words);
        memory
    }

    fn read(memory: &Memory) -> Result<Grown, Failure> {
        unsafe { sized(memory.0[1..].as_ptr().cast(), "grown") }
    }

    #[test]
    fn an_older_struct_reads_as_zero_where_it_ends() {
        // The bytes behind the end are not part of the struct.
        let words = [1, 2, 0, 3, 9, 9, 9];
        let first = Grown { struct_size: 8, first: 1, second: 0, third: 0, reserved: 0 };
        assert_eq!(read(&memory(8, &words)).expect("the first layout"), first);
        assert_eq!(read(&memory(16, &words)).expect("the second"), Grown { struct_size: 16, second: 2, ..first });
        assert_eq!(read(&memory(24, &words)).expect("today's"), Grown { struct_size: 24, second: 2, third: 3, reserved: 9, ..first });
    }

    #[test]
    fn a_newer_struct_is_read_where_it_says_nothing_new() {
        let same = Grown { struct_size: 32, first: 1, second: 2, third: 3, reserved: 0 };
        assert_eq!(read(&memory(32, &[1, 2, 0, 3, 0, 0, 0, 7])).expect("newer"), same);
        for tail in [[1, 0], [0, 1 << 31]] {
            let failure = read(&memory(32, &[1, 2, 0, 3, 0, tail[0], tail[1]])).expect_err("something this library does not know");
            assert_eq!(failure.status, TakstStatus::BadSize);
            let said = failure.problems[0].message(takst_explain::Lang::En);
            assert!(said.contains("32") && said.contains("24") && said.contains("grown"), "{said}");
        }
    }

    #[test]
    fn sizes_of_no_version_are_refused() {
        for size in [0, 1, 4, 7, 9, 12, 20, 23, 25, 26, 4100, u32::MAX] {
            assert_eq!(read(&memory(size, &[])).expect_err("no version has it").status, TakstStatus::BadSize, "{size}");
            let mut memory = memory(size, &[5]);
            let pointer = memory.0[1..].as_mut_ptr().cast::<Grown>();
            assert!(unsafe { sized_out(pointer, "grown") }.is_err() && unsafe { sized_array(pointer, 1, "grown") }.is_err());
        }
    }

    #[test]
    fn exactly_the_callers_bytes_are_written() {
        let value = Grown { first: 1, second: 2, third: 3, reserved: 0, ..Grown::init() };
        let whole = [1, 2, 0, 3, 0, 0, 0];
        for (size, words) in [(8, 1), (16, 3), (24, 5), (32, 7)] {
            let mut memory = memory(size, &[u32::MAX; 14]);
            unsafe { sized_out(memory.0[1..].as_mut_ptr().cast(), "grown") }.expect("a size").set(value);
            assert_eq!((memory.0[0], memory.0[1]), (0, size));
            assert_eq!((&memory.0[2..2 + words], &memory.0[2 + words..]), (&whole[..words], &[u32::MAX; 14][words..]), "{size}");
        }
    }

    #[test]
    fn elements_lie_as_far_apart_as_the_caller_says() {
        for size in [8, 16, 24, 28] {
            let words = size as usize / 4;
            let mut memory = memory(size, &[u32::MAX; 14]);
            let mut array = unsafe { sized_array::<Grown>(memory.0[1..].as_mut_ptr().cast(), 2, "grown") }.expect("an array");
            array.set_all(&[7, 8].map(|first| Grown { first, ..Grown::init() }));
            for (place, number) in [(1, 7), (1 + words, 8)] {
                assert_eq!((memory.0[place], memory.0[place + 1]), (size, number), "{size}");
                assert!(memory.0[place + 2..place + words].iter().all(|word| *word == 0), "{size}");
            }
            assert!(memory.0[1 + 2 * words..].iter().all(|word| *word == u32::MAX), "{size}");
        }
    }
}
