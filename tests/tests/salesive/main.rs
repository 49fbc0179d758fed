//! The generated Salesive client against a server in this process, by subject.

// `cfg(test)` tells clippy that the helpers in these files belong to tests.
#[cfg(test)]
mod answers;
#[cfg(test)]
mod decoding;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod failures;
#[cfg(test)]
mod made_up_service;
#[cfg(test)]
mod on_a_port;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod paths;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod sent;
#[cfg(test)]
mod support;
#[cfg(test)]
mod timeouts;
#[cfg(test)]
mod tracing;
#[cfg(test)]
mod transport;
#[cfg(test)]
mod users;
