//! Security schemes → credentials, and which of them an operation needs.

use crate::api::{Credential, CredentialKind, Docs, TokenUrls};
use crate::diagnostic::Code;
use crate::document::{self, In, Requirement, SecurityKind, SecurityScheme};
use crate::lower::schema::Schemas;

/// The supported credentials, and the indices of those that a caller usually has: the credentials of the
/// first requirement of the description, or else of an operation, whose credentials are all supported texts.
pub(super) fn credentials(schemas: &Schemas<'_>) -> (Vec<Credential>, Vec<usize>) {
    let mut credentials = Vec::new();
    for scheme in &schemas.document.security_schemes {
        match kind(scheme) {
            Ok(kind) => credentials.push(Credential {
                scheme: scheme.name.to_string(),
                docs: Docs { deprecated: scheme.deprecated, ..docs(scheme, &kind) },
                kind,
                token_urls: token_urls(scheme),
            }),
            Err(reason) => {
                let message = format!("the scheme `{}` is left out: {reason}", scheme.name);
                schemas.say(Code::UnsupportedSecurity, scheme.at, message);
            }
        }
    }
    // A certificate is no text that a constructor could take.
    let is_text = |index: &usize| {
        let kind = credentials.get(*index).map(|known: &Credential| &known.kind);
        kind != Some(&CredentialKind::Certificate)
    };
    let operations = schemas.document.operations.iter().flat_map(|operation| &operation.security);
    let usual = schemas.document.security.iter().chain(operations).find_map(|requirement| {
        let indices: Option<Vec<usize>> = requirement
            .schemes
            .iter()
            .map(|(name, _)| credentials.iter().position(|known| known.scheme == **name))
            .collect();
        indices.filter(|indices| !indices.is_empty() && indices.iter().all(is_text))
    });
    (credentials, usual.unwrap_or_default())
}

/// The alternatives of credentials that an operation needs, and the scopes of each.
pub(super) fn security(
    schemas: &Schemas<'_>,
    operation: &document::Operation,
) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let mut alternatives = Vec::new();
    let mut scopes = Vec::new();
    for requirement in &operation.security {
        let mut needed: Vec<String> = Vec::new();
        for (name, wanted) in &requirement.schemes {
            if scheme(schemas, name).is_none() {
                let message = format!("no scheme is called `{name}`");
                schemas.say(Code::DanglingReference, requirement.at, message);
            }
            for scope in wanted {
                if !needed.contains(scope) {
                    needed.push(scope.clone());
                }
            }
        }
        if !scopes.contains(&needed) {
            scopes.push(needed);
        }
        alternatives.extend(carried(schemas, requirement));
    }
    (alternatives, scopes)
}

/// The alternatives of credentials for a request that the description does not have: those of an operation
/// that states none, or else the usual ones. Such a request may lack them, since nothing is known of it.
pub(super) fn undescribed_security(
    schemas: &Schemas<'_>,
    credentials: &[Credential],
    usual: &[usize],
) -> Vec<Vec<String>> {
    let stated = schemas.document.security.iter();
    let mut alternatives: Vec<Vec<String>> =
        stated.filter_map(|requirement| carried(schemas, requirement)).collect();
    if alternatives.iter().all(Vec::is_empty) {
        let usual = usual.iter().filter_map(|index| credentials.get(*index));
        alternatives = vec![usual.map(|credential| credential.scheme.clone()).collect()];
    }
    alternatives.retain(|schemes| !schemes.is_empty());
    if !alternatives.is_empty() {
        alternatives.push(Vec::new());
    }
    alternatives
}

/// The schemes that an alternative needs, if all of them are supported.
fn carried(schemas: &Schemas<'_>, requirement: &Requirement) -> Option<Vec<String>> {
    let names = requirement.schemes.iter().map(|(name, _)| {
        let supported = scheme(schemas, name).filter(|scheme| kind(scheme).is_ok());
        supported.map(|_| name.to_string())
    });
    names.collect()
}

fn scheme<'s>(schemas: &Schemas<'s>, name: &str) -> Option<&'s SecurityScheme> {
    schemas.document.security_schemes.iter().find(|scheme| *scheme.name == *name)
}

/// Where the client itself can get tokens for a scheme.
fn token_urls(scheme: &SecurityScheme) -> Option<TokenUrls> {
    let SecurityKind::Oauth2(urls) = &scheme.kind else { return None };
    let document::TokenUrls { client_credentials, refresh } = urls.clone();
    let has_one = client_credentials.is_some() || refresh.is_some();
    has_one.then_some(TokenUrls { client_credentials, refresh })
}

/// The docs of a scheme. A scheme of HTTP without a kind of its own is sent as the whole header, which the
/// docs add.
fn docs(scheme: &SecurityScheme, kind: &CredentialKind) -> Docs {
    let (SecurityKind::Http(http), CredentialKind::Header(_)) = (&scheme.kind, kind) else {
        return Docs::of(scheme.description.as_deref());
    };
    let said = format!("It is the whole value of the header, which begins with `{http}`.");
    let described = scheme.description.iter().map(String::as_str).chain([said.as_str()]);
    Docs::of(Some(&described.collect::<Vec<_>>().join("\n\n")))
}

/// How the credential of a scheme is sent, or why the scheme is left out.
fn kind(scheme: &SecurityScheme) -> Result<CredentialKind, String> {
    match &scheme.kind {
        SecurityKind::Http(http) if http == "bearer" => Ok(CredentialKind::Bearer),
        SecurityKind::Http(http) if http == "basic" => Ok(CredentialKind::Basic),
        // The token comes from the caller, or from what the caller has got a token for.
        SecurityKind::Oauth2(_) | SecurityKind::OpenIdConnect => Ok(CredentialKind::Bearer),
        SecurityKind::ApiKey { name, .. } if name.is_empty() => {
            Err("its key has no `name`".to_owned())
        }
        SecurityKind::ApiKey { location: In::Query, name } => {
            Ok(CredentialKind::Query(name.clone()))
        }
        SecurityKind::ApiKey { location: In::Cookie, name } => {
            Ok(CredentialKind::Cookie(name.clone()))
        }
        SecurityKind::ApiKey { name, .. } => Ok(CredentialKind::Header(name.clone())),
        SecurityKind::MutualTls => Ok(CredentialKind::Certificate),
        // These answer a challenge of the server (RFC 7616, 7804, 8120, 4559, 7486), so no fixed text is enough.
        SecurityKind::Http(http)
            if ["digest", "mutual", "negotiate", "hoba"].contains(&http.as_str())
                || http.starts_with("scram-") =>
        {
            Err(format!("HTTP authentication by `{http}` is not carried yet"))
        }
        // Any other scheme, registered or not, is a text that the caller gives for this header.
        SecurityKind::Http(_) => Ok(CredentialKind::Header("Authorization".to_owned())),
        SecurityKind::Other(kind) => Err(format!("`{kind}` is not a kind of security scheme")),
    }
}
