//! What a piece of work takes: time of the processor over all threads, time of the clock, memory.

use rustix::time::{ClockId, clock_gettime};
use serde_json::{Map, Value, json};
use std::time::Instant;

/// Does the work and says what it took; the figures of a caller can be added.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Map<String, Value>) {
    // The kernel then counts the most memory from now on.
    let forgotten = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = memory("VmRSS:");
    let (cpu, wall) = (processor_ns(), Instant::now());
    let result = work();
    let (cpu, wall) = (processor_ns() - cpu, wall.elapsed().as_nanos());
    let peak = if forgotten { memory("VmHWM:") } else { 0 };
    let figures = json!({"cpu_ns": cpu, "wall_ns": u64::try_from(wall).unwrap_or(u64::MAX), "before_kib": before, "peak_kib": peak});
    (result, figures.as_object().cloned().unwrap_or_default())
}

/// Time that all threads of the process have run so far, those that have ended too, in nanoseconds.
pub fn processor_ns() -> u64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    u64::try_from(time.tv_sec).unwrap_or(0) * 1_000_000_000 + u64::try_from(time.tv_nsec).unwrap_or(0)
}

/// A figure of /proc/self/status in KiB; 0 where there is none.
pub fn memory(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(key)?.split_whitespace().next()?.parse().ok());
    value.unwrap_or(0)
}
