//! Whether a credential may go to a URL: by TLS, to this machine, or where plain `http` is allowed.

use std::net::IpAddr;

use reqwest::Url;

use crate::runtime::error::Fault;

/// Refuses to send credentials where others can read them, unless plain `http` is allowed.
///
/// # Errors
/// A [`Fault`] that names the host.
pub fn check_scheme(url: &Url, plain_http: bool) -> Result<(), Fault> {
    let host = url.host_str().unwrap_or_default();
    if url.scheme() != "https" && !plain_http && !is_this_machine(host) {
        return Err(Fault::new(format!(
            "it would send a credential to {host} by plain http, which others can read; if that is \
             meant, call `allow_plain_http` of the client's builder"
        )));
    }
    Ok(())
}

/// Whether a host is this machine (RFC 6761, section 6.3, and the loopback addresses).
fn is_this_machine(host: &str) -> bool {
    if ["localhost", "127.0.0.1", "[::1]"].contains(&host) {
        return true;
    }
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    address.map_or(host.ends_with(".localhost"), |address| address.is_loopback())
}
