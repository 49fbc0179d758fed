//! Counts what the description does not foresee while JSON is read, so that a union can take the variant
//! that the value fits best.

use std::cell::Cell;

thread_local! {
    static COUNTS: Cell<Misfit> = const { Cell::new(Misfit { unforeseen: 0, tolerated: 0 }) };
}

/// How far a value differs from what a description says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misfit {
    /// Values that the description does not foresee, and that are kept.
    pub unforeseen: usize,
    /// Values that are read as others: null as an empty list, an empty text as no date, nothing as null.
    pub tolerated: usize,
}

/// Reads a value, and says how far the value differs from its description. The counts are afterwards what
/// they were before.
pub fn measured<T>(read: impl FnOnce() -> T) -> (T, Misfit) {
    let before = COUNTS.replace(Misfit { unforeseen: 0, tolerated: 0 });
    let value = read();
    (value, COUNTS.replace(before))
}

/// Adds the misfit of a variant that is taken.
pub fn add_misfit(more: Misfit) {
    add_unforeseen(more.unforeseen);
    add_tolerated(more.tolerated);
}

/// Counts values that the description does not foresee.
pub fn add_unforeseen(more: usize) {
    let counts = COUNTS.get();
    COUNTS.set(Misfit { unforeseen: counts.unforeseen.saturating_add(more), ..counts });
}

/// Counts values that are read as others.
pub fn add_tolerated(more: usize) {
    let counts = COUNTS.get();
    COUNTS.set(Misfit { tolerated: counts.tolerated.saturating_add(more), ..counts });
}
