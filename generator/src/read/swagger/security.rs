//! `flow` of a security scheme, which has one in 2.0 → where its tokens come from.

use crate::diagnostic::Code;
use crate::document::TokenUrls;
use crate::read::Reader;
use crate::read::field::Fields;
use crate::source::Node;

impl<'n> Reader<'n, '_> {
    /// The token endpoints of the flow of a scheme of OAuth 2. A refresh token is sent to the endpoint that gave it
    /// (RFC 6749, section 6), which for a password is no evidence of refresh tokens.
    pub(in crate::read) fn swagger_flow(
        &mut self,
        fields: &mut Fields<'n>,
        node: &'n Node,
    ) -> TokenUrls {
        let flow = self.text(fields, "flow");
        let token = self.text(fields, "tokenUrl").filter(|url| !url.is_empty());
        // The scopes are those of the operations; the authorization endpoint is for a browser.
        fields.take("scopes");
        fields.take("authorizationUrl");
        let urls = match flow.as_deref() {
            Some("application") => TokenUrls { client_credentials: token, refresh: None },
            Some("accessCode") => TokenUrls { client_credentials: None, refresh: token },
            Some("implicit" | "password") => TokenUrls::default(),
            Some(other) => {
                let message = format!("`{other}` is not a flow of OAuth 2");
                let at = node.get("flow").unwrap_or(node).at;
                self.say_of_value(Code::WrongKind, at, message);
                return TokenUrls::default();
            }
            None => {
                self.say_of_value(Code::MissingKey, node.at, "the security scheme has no `flow`");
                return TokenUrls::default();
            }
        };
        if urls == TokenUrls::default() {
            let at = node.get("flow").unwrap_or(node).at;
            self.say_of_key(Code::UnusedKey, at, "`flow` has no effect");
        }
        urls
    }
}
