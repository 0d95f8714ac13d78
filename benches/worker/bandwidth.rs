//! How fast this machine moves memory, to say what share of it the pricing uses.

use crate::measure::measured;
use serde_json::{Value, json};
use std::hint::black_box;

/// Far more than any cache holds.
const BYTES: usize = 512 << 20;
const REPEATS: u32 = 5;

/// One thread fills, then copies; the best of a few, since whatever else runs can only take away.
pub fn run() -> Value {
    let mut from = vec![1u64; BYTES / 8];
    let mut to = vec![2u64; BYTES / 8];
    let (mut fill, mut copy) = (u64::MAX, u64::MAX);
    for repeat in 0..REPEATS {
        let ((), figures) = measured(|| black_box(&mut from).fill(u64::from(repeat)));
        fill = fill.min(wall(&figures));
        let ((), figures) = measured(|| black_box(&mut to).copy_from_slice(black_box(&from)));
        copy = copy.min(wall(&figures));
    }
    // A copy reads as much as it writes.
    json!({"fill_bytes": BYTES, "fill_ns": fill, "copy_bytes": 2 * BYTES, "copy_ns": copy})
}

fn wall(figures: &serde_json::Map<String, Value>) -> u64 {
    figures["wall_ns"].as_u64().unwrap_or(u64::MAX)
}
