//! Security: the schemes, and which of them an operation needs.

use std::sync::Arc;

use super::Reader;
use super::field::Fields;
use crate::diagnostic::Code;
use crate::document::{In, Requirement, SecurityKind, SecurityScheme, TokenUrls};
use crate::source::{Node, NodeKind};

/// The endpoints of one flow.
struct Flow {
    token: Option<String>,
    refresh: Option<String>,
}

impl<'n> Reader<'n, '_> {
    pub(super) fn security_scheme(
        &mut self,
        name: &Arc<str>,
        node: &'n Node,
    ) -> Option<SecurityScheme> {
        let described = self.resolved(node)?;
        let mut fields = self.fields(described, "a security scheme")?;
        let kind = self.text(&mut fields, "type").unwrap_or_default();
        let kind = match kind.as_str() {
            "http" => SecurityKind::Http(
                self.text(&mut fields, "scheme").unwrap_or_default().to_lowercase(),
            ),
            "basic" if self.is_swagger() => SecurityKind::Http(kind),
            "apiKey" => self.api_key(&mut fields),
            "oauth2" if self.is_swagger() && described.get("flows").is_none() => {
                SecurityKind::Oauth2(self.swagger_flow(&mut fields, described))
            }
            "oauth2" => SecurityKind::Oauth2(self.flows(&mut fields)),
            "openIdConnect" => SecurityKind::OpenIdConnect,
            "mutualTLS" => SecurityKind::MutualTls,
            _ => SecurityKind::Other(kind),
        };
        let description = self.text(&mut fields, "description");
        // Descriptions often state these beside a type that does not use them, which does no harm.
        let deprecated = self.flag(&mut fields, "deprecated").unwrap_or(false);
        let known = [
            "bearerFormat",
            "flows",
            "openIdConnectUrl",
            "oauth2MetadataUrl",
            "scheme",
            "in",
            "name",
        ];
        self.finish(fields, "a security scheme", &known);
        Some(SecurityScheme { at: described.at, name: name.clone(), kind, description, deprecated })
    }

    /// The token endpoints of `flows`. A refresh token is sent to the `refreshUrl`; without one, to the endpoint
    /// that gave it (RFC 6749, section 6), which for a password is no evidence of refresh tokens.
    fn flows(&mut self, fields: &mut Fields<'n>) -> TokenUrls {
        let Some(node) = fields.take("flows") else { return TokenUrls::default() };
        let Some(mut flows) = self.fields(node, "`flows`") else { return TokenUrls::default() };
        let code = self.flow(&mut flows, "authorizationCode");
        let own = self.flow(&mut flows, "clientCredentials");
        let device = self.flow(&mut flows, "deviceAuthorization");
        let others = ["implicit", "password"].map(|name| self.flow(&mut flows, name).refresh);
        self.finish(flows, "`flows`", &[]);
        let [implicit, password] = others;
        let stated = code.refresh.or(own.refresh).or(device.refresh).or(implicit).or(password);
        let refresh = stated.or(code.token).or(device.token);
        if own.token.is_none() && refresh.is_none() {
            self.say_of_key(Code::UnusedKey, node.at, "`flows` has no effect".to_owned());
        }
        TokenUrls { client_credentials: own.token, refresh }
    }

    fn flow(&mut self, flows: &mut Fields<'n>, name: &'static str) -> Flow {
        let nothing = Flow { token: None, refresh: None };
        let Some(node) = flows.take(name) else { return nothing };
        let Some(mut fields) = self.fields(node, "a flow of OAuth 2") else { return nothing };
        let token = self.text(&mut fields, "tokenUrl").filter(|url| !url.is_empty());
        let refresh = self.text(&mut fields, "refreshUrl").filter(|url| !url.is_empty());
        // The scopes are those of the operations; the authorization endpoint is for a browser.
        fields.take("scopes");
        fields.take("authorizationUrl");
        self.finish(fields, "a flow of OAuth 2", &["deviceAuthorizationUrl"]);
        Flow { token, refresh }
    }

    fn api_key(&mut self, fields: &mut Fields<'n>) -> SecurityKind {
        let name = self.text(fields, "name").unwrap_or_default();
        let location = match self.text(fields, "in").as_deref() {
            Some("query") => In::Query,
            Some("cookie") => In::Cookie,
            Some("header") => In::Header,
            other => {
                return SecurityKind::Other(format!("apiKey in {}", other.unwrap_or("nowhere")));
            }
        };
        SecurityKind::ApiKey { location, name }
    }

    /// `security`: the alternatives, each a set of schemes. None if it is not stated.
    pub(super) fn requirements(&mut self, fields: &mut Fields<'n>) -> Option<Vec<Requirement>> {
        let node = fields.take("security")?;
        let Some(items) = node.as_list() else {
            self.wrong_kind(node, "`security`", "an array");
            return None;
        };
        let mut requirements = Vec::new();
        for item in items {
            let Some(entries) = item.as_map() else {
                self.wrong_kind(item, "an item of `security`", "an object");
                continue;
            };
            let schemes = entries.iter().map(|(name, scopes)| (name.clone(), self.scopes(scopes)));
            requirements.push(Requirement { at: item.at, schemes: schemes.collect() });
        }
        Some(requirements)
    }

    /// The scopes that a scheme must grant. Null is no scopes: it is what YAML makes of an empty value.
    fn scopes(&mut self, node: &'n Node) -> Vec<String> {
        if matches!(node.kind, NodeKind::Null) {
            return Vec::new();
        }
        let Some(items) = node.as_list() else {
            self.wrong_kind(node, "the scopes of a security scheme", "an array");
            return Vec::new();
        };
        items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }
}
