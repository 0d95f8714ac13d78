//! What takst-batch makes of random files is what the core makes of them, in every column, however it is asked.

use std::sync::atomic::{AtomicU64, Ordering};
use takst_compare_batch::run::{Catalogues, Tally, file, size};

/// Rows drawn; `TAKST_BATCH_ROWS` changes the number.
fn rows() -> u64 {
    std::env::var("TAKST_BATCH_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

#[test]
fn batch_and_core_agree() {
    let catalogues = Catalogues::new();
    let (next, wanted) = (AtomicU64::new(0), rows());
    let tally = std::sync::Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while tally.lock().expect("no panic before").rows < wanted {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    let found = file(&catalogues, seed, size(seed)).unwrap_or_else(|text| panic!("{text}"));
                    tally.lock().expect("no panic before").add(&found);
                }
            });
        }
    });
    let tally = tally.into_inner().expect("no panic before");
    // The comparison says something only while the random files price as well as refuse.
    assert!(
        tally.lines > 2 * tally.rows && 20 * tally.refused > tally.rows && tally.findings > 0 && tally.totals > 0 && 3 * tally.alone > tally.rows,
        "{tally:?}"
    );
}
