//! What stays as it is when something else changes.

// `cfg(test)` tells clippy that the functions in these files belong to tests.
#[cfg(test)]
mod cases;
#[cfg(test)]
mod growth;
#[cfg(test)]
mod meaning;
#[cfg(test)]
mod names;
#[cfg(test)]
mod order;
#[cfg(test)]
mod random;
