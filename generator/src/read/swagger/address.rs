//! `host`, `basePath` and `schemes` → servers. Without `schemes` the API is reached by HTTPS; of several schemes
//! HTTPS comes first. Without a host the server is relative to the description.

use crate::diagnostic::Code;
use crate::document::Server;
use crate::read::Reader;
use crate::read::field::Fields;
use crate::source::{Node, NodeId};

/// Where an API is reached, but for the scheme.
#[derive(Default)]
pub(super) struct Address {
    /// The host, and where it is stated.
    host: Option<(String, NodeId)>,
    /// The path below which all paths are.
    base_path: String,
}

impl<'n> Reader<'n, '_> {
    /// The servers of the description.
    pub(super) fn usual_servers(&mut self, fields: &mut Fields<'n>) -> Vec<Server> {
        let (host, scheme) = self.host(fields).unzip();
        let base_node = fields.take("basePath");
        let base_path = base_node.map(|node| self.base_path(node)).unwrap_or_default();
        let relative = base_node.filter(|_| host.is_none() && base_path.len() > 1);
        self.usual.address = Address { host, base_path };
        if let Some(node) = relative {
            self.schemes(fields);
            return vec![server(self.usual.address.base_path.clone(), node.at)];
        }
        let schemes = self.schemes(fields).or(scheme.flatten().map(|scheme| vec![scheme]));
        self.servers_by(&schemes.unwrap_or_else(|| vec!["https".to_owned()]))
    }

    /// The servers of an operation that states `schemes`.
    pub(in crate::read) fn swagger_servers(&mut self, fields: &mut Fields<'n>) -> Vec<Server> {
        self.schemes(fields).map(|schemes| self.servers_by(&schemes)).unwrap_or_default()
    }

    fn servers_by(&self, schemes: &[String]) -> Vec<Server> {
        let Address { host, base_path } = &self.usual.address;
        let Some((host, at)) = host else { return Vec::new() };
        schemes.iter().map(|scheme| server(format!("{scheme}://{host}{base_path}"), *at)).collect()
    }

    /// The host, and the scheme that some authors write in front of it.
    fn host(&mut self, fields: &mut Fields<'n>) -> Option<((String, NodeId), Option<String>)> {
        let at = fields.get("host")?.at;
        let text = self.text(fields, "host")?;
        let (scheme, host) = match text.split_once("://") {
            Some((scheme, host)) => (Some(scheme.to_ascii_lowercase()), host),
            None => (None, text.as_str()),
        };
        let host = host.trim().trim_end_matches('/');
        if scheme.is_some() || host.contains('/') {
            let message = "`host` is more than a host";
            self.say_of_value(Code::WrongKind, at, message);
        }
        (!host.is_empty()).then(|| ((host.to_owned(), at), scheme))
    }

    fn base_path(&mut self, node: &'n Node) -> String {
        let Some(text) = node.as_str() else {
            self.wrong_kind(node, "`basePath`", "a string");
            return String::new();
        };
        if text.is_empty() || text.starts_with('/') {
            return text.to_owned();
        }
        self.say_of_value(Code::WrongKind, node.at, "`basePath` does not begin with `/`");
        format!("/{text}")
    }

    /// `schemes`, HTTPS first. None if it is not stated, or names none by which the client calls.
    fn schemes(&mut self, fields: &mut Fields<'n>) -> Option<Vec<String>> {
        let at = fields.get("schemes")?.at;
        let mut schemes = Vec::new();
        for node in self.list(fields, "schemes") {
            match node.as_str().map(str::to_ascii_lowercase).as_deref() {
                Some(scheme @ ("http" | "https")) => schemes.push(scheme.to_owned()),
                Some(scheme @ ("ws" | "wss")) => {
                    let message = format!("the client does not speak `{scheme}`");
                    self.say_of_value(Code::Unsupported, node.at, message);
                }
                Some(other) => {
                    let message = format!("`{other}` is no scheme by which an API is reached");
                    self.say_of_value(Code::WrongKind, node.at, message);
                }
                None => self.wrong_kind(node, "an item of `schemes`", "a string"),
            }
        }
        if self.usual.address.host.is_none() {
            self.say_of_key(Code::UnusedKey, at, "`schemes` has no effect without `host`");
        }
        schemes.sort_by_key(|scheme| scheme != "https");
        schemes.dedup();
        (!schemes.is_empty()).then_some(schemes)
    }
}

fn server(url: String, at: NodeId) -> Server {
    Server { at, url, name: None, description: None, variables: Vec::new() }
}
