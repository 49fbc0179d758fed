//! What stays as it is when something else changes.

// `cfg(test)` tells clippy that the helpers in these files belong to tests.
#[cfg(test)]
mod names;
