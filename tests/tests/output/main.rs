//! The output folder: only what changed and only what is ours is written, all or nothing, whatever
//! stands in the way and whoever else writes.

// `cfg(test)` tells clippy that the helpers in these files belong to tests.
#[cfg(test)]
mod failing;
#[cfg(test)]
mod folder;
#[cfg(all(test, unix))]
mod links;
#[cfg(test)]
mod racing;
#[cfg(test)]
mod writing;
