//! What schemas become, looked at across spellings and places.

// `cfg(test)` tells clippy that the helpers in these files belong to tests.
#[cfg(test)]
mod locations;
#[cfg(test)]
mod nulls;
