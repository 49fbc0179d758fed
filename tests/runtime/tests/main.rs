//! The tests of the runtime, by subject.

// `cfg(test)` tells clippy that the helpers in these files belong to tests.
#[cfg(test)]
mod answers;
#[cfg(test)]
mod any_error;
#[cfg(test)]
mod blocking;
#[cfg(test)]
mod build;
#[cfg(test)]
mod chosen;
#[cfg(test)]
mod credentials;
#[cfg(test)]
mod defaults;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod escape_hatch;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod headers;
mod into_option;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod multipart;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod options;
#[cfg(test)]
mod page_tokens;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod reasons;
#[cfg(test)]
mod reconnects;
#[cfg(test)]
mod records;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod redirects;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod retry_after;
#[cfg(test)]
mod scalars;
#[cfg(test)]
mod security;
#[cfg(test)]
mod servers;
#[cfg(test)]
mod shapes;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod styles;
#[cfg(test)]
mod support;
#[cfg(test)]
mod timeouts;
#[cfg(test)]
mod tracing;
#[cfg(test)]
mod unions;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod urls;
#[cfg(test)]
mod wire;
