//! The header `Location` → where a redirect leads, for an error message.

use http::HeaderMap;
use http::header::LOCATION;
use reqwest::Url;

use crate::runtime::client::host;

/// The host and path that a redirect leads to, or the path alone where the redirect names no host. A user
/// name, a query and a fragment are left out: they may be secret.
pub fn location(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(LOCATION)?.to_str().ok()?;
    let absolute = match text.strip_prefix("//") {
        Some(_) => Url::parse(&format!("https:{text}")),
        None => Url::parse(text),
    };
    match absolute {
        Ok(url) => Some(format!("{}{}", host(&url).unwrap_or_default(), url.path())),
        Err(_) => text.split(['?', '#']).next().map(str::to_owned).filter(|path| !path.is_empty()),
    }
}
