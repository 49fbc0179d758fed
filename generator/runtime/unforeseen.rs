//! Counts the values that the description does not foresee, while a value is read: of several types
//! that could read it, a union takes the one that foresees the most.

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// How many were met on this thread. Only the difference of two counts says something.
pub fn unforeseen_count() -> usize {
    COUNT.get()
}

/// Counts some more.
pub fn add_unforeseen(more: usize) {
    COUNT.set(COUNT.get().wrapping_add(more));
}

/// Takes some back, because what read them is not taken.
pub fn take_unforeseen(fewer: usize) {
    COUNT.set(COUNT.get().wrapping_sub(fewer));
}
