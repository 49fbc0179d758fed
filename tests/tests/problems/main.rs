//! Everything that can be wrong with a description or a call: what is said of it, whole, and what
//! follows for the table of codes and for the shape of the report.

// `cfg(test)` tells clippy that the helpers in these files belong to tests.
#[cfg(test)]
mod codes;
#[cfg(test)]
mod configuration;
#[cfg(test)]
mod report;
#[cfg(test)]
mod said;
