//! Turns a call into the HTTP request. Everything that can be wrong with its values is found here.

use std::fmt;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use reqwest::Request;

use super::{Call, Credential, Fault, HeaderMap, Parameter, Place, Setup, fill, select};

/// The request of `call`, with the credentials that its operation asks for.
///
/// # Errors
/// A [`Fault`] for a value that cannot be sent, or a credential that is missing.
pub fn compose(call: Call, setup: &Setup) -> Result<Request, Fault> {
    let operation = call.operation;
    let credentials = select(operation.schemes(), &setup.credentials)?;
    let path = fill(operation.path(), &call.parameters)?;
    let query = query(&call.parameters, &credentials)?;
    let url = setup.base_url.join(&path, &query)?;
    let mut request = Request::new(operation.method().clone(), url);
    let headers = request.headers_mut();
    headers.insert(ACCEPT, value(operation.accepts(), &"the accepted media type")?);
    headers.insert(USER_AGENT, setup.user_agent.clone());
    set_parameters(headers, &call.parameters)?;
    for credential in &credentials {
        headers.extend(credential.as_header()?);
    }
    if let Some((media_type, bytes)) = call.body {
        headers.insert(CONTENT_TYPE, value(media_type, &"the body's media type")?);
        let bytes = bytes.map_err(|fault| fault.about("the body"))?;
        *request.body_mut() = Some(bytes.into());
    }
    Ok(request)
}

fn query(parameters: &[Parameter], credentials: &[&Credential]) -> Result<String, Fault> {
    let mut pairs = Vec::new();
    for parameter in parameters {
        if parameter.place == Place::Query {
            pairs.extend(parameter.flat()?.form(parameter.name));
        }
    }
    pairs.extend(credentials.iter().filter_map(|credential| credential.as_query()));
    Ok(pairs.join("&"))
}

fn set_parameters(headers: &mut HeaderMap, parameters: &[Parameter]) -> Result<(), Fault> {
    for parameter in parameters {
        if parameter.place != Place::Header {
            continue;
        }
        let Some(text) = parameter.flat()?.simple(str::to_owned) else {
            continue;
        };
        let name = HeaderName::from_bytes(parameter.name.as_bytes())
            .map_err(|_| Fault::new("has a malformed name").about(parameter))?;
        headers.insert(name, value(&text, parameter)?);
    }
    Ok(())
}

fn value(text: &str, what: &dyn fmt::Display) -> Result<HeaderValue, Fault> {
    HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| Fault::new("holds a control character, such as a line break").about(what))
}
