//! A link of an answer → the URL of the next page. A request with credentials goes to it, so that it never
//! leads to another origin than the one that the client calls.

use http::HeaderMap;
use http::header::LINK;
use percent_encoding::percent_decode_str;
use reqwest::Url;

use crate::runtime::call::Call;
use crate::runtime::client::host;
use crate::runtime::error::Fault;

/// The URL with the relation `next` in the headers `Link` (RFC 8288, section 3).
pub fn next_link(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(links).find(|(_, parameters)| is_next(parameters)).map(|(url, _)| url)
}

/// The links of a header: the URL of each, and its parameters.
fn links(value: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    let mut rest = value;
    while let Some((_, behind)) = rest.split_once('<') {
        let Some((url, behind)) = behind.split_once('>') else { break };
        let end = unquoted(behind, ',').next().unwrap_or(behind.len());
        let (parameters, behind) = behind.split_at(end);
        links.push((url.trim().to_owned(), parameters.to_owned()));
        rest = behind;
    }
    links
}

/// Whether the parameters of a link have the relation `next`, perhaps among others.
fn is_next(parameters: &str) -> bool {
    let mut start = 0;
    let ends: Vec<usize> = unquoted(parameters, ';').chain([parameters.len()]).collect();
    ends.into_iter().any(|end| {
        let parameter = parameters.get(start..end).unwrap_or_default();
        start = end + 1;
        let Some((name, value)) = parameter.split_once('=') else { return false };
        let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
        name.trim().eq_ignore_ascii_case("rel")
            && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
    })
}

/// The places of a sign outside of quotes.
fn unquoted(text: &str, sign: char) -> impl Iterator<Item = usize> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    text.char_indices().filter_map(move |(index, c)| {
        is_quoted ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        (c == sign && !is_quoted).then_some(index)
    })
}

/// The URL that a link of the answer to `call` stands for, without the credentials that the client puts into
/// the query of each request.
///
/// # Errors
/// A [`Fault`] for a link to another origin than that of the call.
pub fn resolve(call: &Call, link: &str) -> Result<Url, Fault> {
    let setup = call.client.setup()?;
    let here = call.address()?;
    let mut url = here.join(link).map_err(|_| Fault::new("it is no URL"))?;
    if url.origin() != here.origin() || !url.username().is_empty() || url.password().is_some() {
        let named = host(&url).unwrap_or_default();
        let own = host(&here).unwrap_or_default();
        let message = format!("it leads to {}://{named}, and not to {own}", url.scheme());
        return Err(Fault::new(message));
    }
    url.set_fragment(None);
    let secret: Vec<&str> =
        setup.credentials.iter().filter_map(|(_, credential)| credential.query_name()).collect();
    if let (Some(query), false) = (url.query(), secret.is_empty()) {
        let kept = query.split('&').filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            !secret.contains(&&*percent_decode_str(name).decode_utf8_lossy())
        });
        let kept: Vec<&str> = kept.collect();
        let query = kept.join("&");
        url.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::next_link;

    fn next(values: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("link", HeaderValue::from_static(value));
        }
        next_link(&headers)
    }

    #[test]
    fn the_link_to_the_next_page_is_found_among_others() {
        let github = "<https://x/a?page=1>; rel=\"prev\", <https://x/a?page=3>; rel=\"next\"";
        assert_eq!(next(&[github]).as_deref(), Some("https://x/a?page=3"));
        assert_eq!(
            next(&["</a,b;c>;title=\"a, b; rel=\\\"x\";REL=Next"]).as_deref(),
            Some("/a,b;c")
        );
        assert_eq!(next(&["</1>; rel=first", "</2>; rel=\"last next\""]).as_deref(), Some("/2"));
        assert_eq!(next(&["</1>; rel=\"nextish\", </2>; title=\"rel=next\""]), None);
        assert_eq!(next(&["</1", "rel=next", ""]), None);
    }
}
