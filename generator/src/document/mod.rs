//! OpenAPI in the shape of 3.1: the model that every supported version is read into. It holds what the
//! description states, with every reference resolved, and no decision about the client.

mod operation;
mod schema;

pub use operation::{
    Body, Encoding, Header, In, MediaType, Method, Operation, Parameter, Response, Skipped,
    StatusKey, Style, Webhook,
};
pub use schema::{
    Additional, Base64, Constraint, Discriminator, JsonType, Reference, Schema, SchemaId, Value,
    ValueNote,
};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::arena::Arena;
use crate::source::{NodeId, Place, Pointer, pointer_to};

/// A description, whole.
#[derive(Debug, Default)]
pub struct Document {
    /// `info.title`.
    pub title: String,
    /// `info.version`: the version of the description, not of the crate.
    pub version: Option<String>,
    /// `info.summary`.
    pub summary: Option<String>,
    /// `info.description`.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `servers`, in the order written.
    pub servers: Vec<Server>,
    /// The security requirement of every operation that states none.
    pub security: Vec<Requirement>,
    /// `tags`, in the order written.
    pub tags: Vec<Tag>,
    /// The operations of all paths, in the order written.
    pub operations: Vec<Operation>,
    /// What could not be read of the paths, in the order written.
    pub skipped: Vec<Skipped>,
    /// The webhooks, in the order written.
    pub webhooks: Vec<Webhook>,
    /// `components.schemas`, in the order written.
    pub components: Vec<(Arc<str>, SchemaId)>,
    /// The schemas of other files that something refers to, each with the name that its place gives it: that of its
    /// key, or of its file.
    pub elsewhere: BTreeMap<SchemaId, Arc<str>>,
    /// What the things are, beside schemas, that something refers to.
    pub roles: BTreeMap<NodeId, ComponentKind>,
    /// `components.securitySchemes`, in the order written.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every schema that something names.
    pub schemas: Arena<Arc<Schema>>,
    /// Where each node of the source stands.
    pub places: Arena<Place>,
}

impl Document {
    /// Builds the pointer to a place.
    pub fn pointer(&self, at: NodeId) -> Pointer {
        pointer_to(&self.places, at)
    }
}

/// What a reference leads to that is no schema, and that holds schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComponentKind {
    /// What an operation sends.
    Body,
    /// A header of an answer.
    Header,
    /// What a body or an answer is as a media type.
    MediaType,
    /// A parameter.
    Parameter,
    /// What an operation answers.
    Response,
}

/// `externalDocs`: where more is said.
#[derive(Debug, Clone)]
pub struct ExternalDocs {
    /// `url`.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
}

/// Where the API is reached.
#[derive(Debug, Clone)]
pub struct Server {
    /// Where the server is described.
    pub at: NodeId,
    /// Its URL, which may be relative.
    pub url: String,
    /// What its author calls it.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The variables of its URL, in the order written.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone)]
pub struct ServerVariable {
    /// Its name.
    pub name: Arc<str>,
    /// The value that it has if nothing else is said.
    pub default: Option<String>,
    /// The values that it can have, if they are stated.
    pub choices: Vec<String>,
    /// What it is for.
    pub description: Option<String>,
}

/// A group of operations.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// What it is called in prose.
    pub summary: Option<String>,
    /// What the group is about.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
}

/// Schemes that are needed together: one alternative of a `security` list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Where the alternative is described.
    pub at: NodeId,
    /// The names of the schemes, each with its scopes or roles.
    pub schemes: Vec<(Arc<str>, Vec<String>)>,
}

/// A way to prove who calls.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// Where it is described.
    pub at: NodeId,
    /// The key under `components.securitySchemes`.
    pub name: Arc<str>,
    /// The type of the scheme.
    pub kind: SecurityKind,
    /// What its author says of it.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
}

/// Where the flows of OAuth 2 that need nobody at a browser get tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenUrls {
    /// For the client-credentials flow.
    pub client_credentials: Option<String>,
    /// For a refresh token.
    pub refresh: Option<String>,
}

/// The types of security schemes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// `type: http`, with the scheme in lower case: `bearer`, `basic` and others.
    Http(String),
    /// `type: apiKey`.
    ApiKey {
        /// Where the key is sent.
        location: In,
        /// The name of the header, query parameter or cookie.
        name: String,
    },
    /// `type: oauth2`.
    Oauth2(TokenUrls),
    /// `type: openIdConnect`.
    OpenIdConnect,
    /// `type: mutualTLS`.
    MutualTls,
    /// Anything else, as written.
    Other(String),
}
