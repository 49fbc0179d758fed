//! Security schemes → credentials, servers → the base URL, and what an operation needs of both.

use super::Lowering;
use crate::api::{Credential, CredentialKind, Docs, Server};
use crate::diagnostic::Code;
use crate::document::{self, In, SecurityKind, SecurityScheme};

impl Lowering<'_> {
    /// The credentials that are carried, and which of them a caller usually has: those of the first
    /// requirement that any operation is described with.
    pub(super) fn credentials(&mut self) -> (Vec<Credential>, Vec<usize>) {
        let mut credentials = Vec::new();
        for scheme in &self.document.security_schemes {
            match kind(scheme) {
                Ok(kind) => credentials.push(Credential {
                    scheme: scheme.name.to_string(),
                    kind,
                    docs: Docs::of(scheme.description.as_deref()),
                }),
                Err(reason) => {
                    let message = format!("the scheme `{}` is left out: {reason}", scheme.name);
                    self.say(Code::UnsupportedSecurity, scheme.at, message);
                }
            }
        }
        let operations = self.document.operations.iter().flat_map(|operation| &operation.security);
        let usual = self.document.security.iter().chain(operations).find_map(|requirement| {
            let indices: Option<Vec<usize>> = requirement
                .schemes
                .iter()
                .map(|(name, _)| credentials.iter().position(|known| known.scheme == **name))
                .collect();
            indices.filter(|indices| !indices.is_empty())
        });
        (credentials, usual.unwrap_or_default())
    }

    /// The alternatives of credentials that an operation needs, and the scopes of all of them.
    pub(super) fn security(
        &mut self,
        operation: &document::Operation,
    ) -> (Vec<Vec<String>>, Vec<String>) {
        let mut alternatives = Vec::new();
        let mut scopes: Vec<String> = Vec::new();
        for requirement in &operation.security {
            let mut names = Vec::new();
            let mut carried = true;
            for (name, needed) in &requirement.schemes {
                let scheme =
                    self.document.security_schemes.iter().find(|scheme| scheme.name == *name);
                if scheme.is_none() {
                    let message = format!("no scheme is called `{name}`");
                    self.say(Code::DanglingReference, requirement.at, message);
                }
                carried &= scheme.is_some_and(|scheme| kind(scheme).is_ok());
                names.push(name.to_string());
                scopes.extend(
                    needed
                        .iter()
                        .filter(|scope| !scopes.contains(scope))
                        .cloned()
                        .collect::<Vec<_>>(),
                );
            }
            if carried {
                alternatives.push(names);
            }
        }
        (alternatives, scopes)
    }

    /// The first server, if its URL is absolute.
    pub(super) fn server(&mut self) -> Option<Server> {
        let server = self.document.servers.first()?;
        let url = server.url.trim_end_matches('/');
        let absolute = url.starts_with("https://") || url.starts_with("http://");
        if !absolute || url.contains(['{', '?', '#', ' ']) {
            let message =
                format!("`{}` is not an absolute URL; the caller gives the base URL", server.url);
            self.say(Code::Unsupported, server.at, message);
            return None;
        }
        Some(Server { url: url.to_owned(), docs: Docs::of(server.description.as_deref()) })
    }
}

/// How a scheme is sent, or why it is not.
fn kind(scheme: &SecurityScheme) -> Result<CredentialKind, String> {
    match &scheme.kind {
        SecurityKind::Http(http) if http == "bearer" => Ok(CredentialKind::Bearer),
        SecurityKind::Http(http) if http == "basic" => Ok(CredentialKind::Basic),
        // The token comes from the caller; how it was obtained is not the client's business yet.
        SecurityKind::Oauth2 | SecurityKind::OpenIdConnect => Ok(CredentialKind::Bearer),
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
        SecurityKind::MutualTls => Err("mutual TLS is set up on the `reqwest::Client`".to_owned()),
        SecurityKind::Http(http) => {
            Err(format!("HTTP authentication by `{http}` is not carried yet"))
        }
        SecurityKind::Other(kind) => Err(format!("`{kind}` is not a kind of security scheme")),
    }
}
