//! Buffers that are used again once the batch they were lent to is gone: fresh memory costs more than what is written into it.

use arrow_buffer::{Buffer, ScalarBuffer};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Buffers at hand and buffers lent out.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    free: Mutex<Free>,
    lent: Mutex<Vec<Lent>>,
}

#[derive(Debug, Default)]
struct Free {
    short: Vec<Vec<i32>>,
    long: Vec<Vec<i64>>,
    wide: Vec<Vec<i128>>,
    bytes: Vec<Vec<u8>>,
}

#[derive(Debug)]
enum Lent {
    Short(Buffer),
    Long(Buffer),
    Wide(Buffer),
    Bytes(Buffer),
}

/// What a panicking thread left behind is still a list of buffers.
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pool {
    pub fn short(&self) -> Vec<i32> {
        lock(&self.free).short.pop().unwrap_or_default()
    }

    pub fn long(&self) -> Vec<i64> {
        lock(&self.free).long.pop().unwrap_or_default()
    }

    pub fn wide(&self) -> Vec<i128> {
        lock(&self.free).wide.pop().unwrap_or_default()
    }

    pub fn bytes(&self) -> Vec<u8> {
        lock(&self.free).bytes.pop().unwrap_or_default()
    }

    pub fn lend_short(&self, values: Vec<i32>) -> ScalarBuffer<i32> {
        let values = ScalarBuffer::from(values);
        lock(&self.lent).push(Lent::Short(values.inner().clone()));
        values
    }

    pub fn lend_long(&self, values: Vec<i64>) -> ScalarBuffer<i64> {
        let values = ScalarBuffer::from(values);
        lock(&self.lent).push(Lent::Long(values.inner().clone()));
        values
    }

    pub fn lend_wide(&self, values: Vec<i128>) -> ScalarBuffer<i128> {
        let values = ScalarBuffer::from(values);
        lock(&self.lent).push(Lent::Wide(values.inner().clone()));
        values
    }

    pub fn lend_bytes(&self, bytes: Vec<u8>) -> Buffer {
        let bytes = Buffer::from(bytes);
        lock(&self.lent).push(Lent::Bytes(bytes.clone()));
        bytes
    }

    /// Takes back what is not in use any more.
    pub fn take_back(&self) {
        let lent = std::mem::take(&mut *lock(&self.lent));
        let (mut free, mut still) = (lock(&self.free), Vec::with_capacity(lent.len()));
        for buffer in lent {
            match buffer {
                Lent::Short(buffer) => match buffer.into_vec::<i32>() {
                    Ok(values) => free.short.push(values),
                    Err(held) => still.push(Lent::Short(held)),
                },
                Lent::Long(buffer) => match buffer.into_vec::<i64>() {
                    Ok(values) => free.long.push(values),
                    Err(held) => still.push(Lent::Long(held)),
                },
                Lent::Wide(buffer) => match buffer.into_vec::<i128>() {
                    Ok(values) => free.wide.push(values),
                    Err(held) => still.push(Lent::Wide(held)),
                },
                Lent::Bytes(buffer) => match buffer.into_vec::<u8>() {
                    Ok(bytes) => free.bytes.push(bytes),
                    Err(held) => still.push(Lent::Bytes(held)),
                },
            }
        }
        drop(free);
        // A batch that is kept is not waited for.
        if still.len() <= MOST_LENT {
            lock(&self.lent).append(&mut still);
        }
    }
}

/// Buffers that are waited for; a consumer that keeps its batches keeps their memory.
const MOST_LENT: usize = 512;
