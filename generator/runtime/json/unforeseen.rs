//! Counts the values that the description does not foresee while JSON is read, so that a union can take
//! the variant with the fewest.

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// The count of this thread. Only the difference of two counts has a meaning.
pub fn unforeseen_count() -> usize {
    COUNT.get()
}

/// Adds to the count.
pub fn add_unforeseen(more: usize) {
    COUNT.set(COUNT.get().wrapping_add(more));
}

/// Subtracts the count of a variant that is not taken.
pub fn take_unforeseen(fewer: usize) {
    COUNT.set(COUNT.get().wrapping_sub(fewer));
}
