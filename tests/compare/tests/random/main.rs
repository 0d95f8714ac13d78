//! What must hold for every case file, and both sides on rows chosen one by one; the long comparisons are programs of their own.

mod likeness;
mod payers;
mod policies;
mod properties;
