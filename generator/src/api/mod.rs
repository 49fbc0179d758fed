//! The API as a client sees it: types, operations, credentials. Every decision has been made here,
//! and neither a word of OpenAPI nor a name of Rust occurs.

mod body;
mod choice;
mod chosen;
mod docs;
mod kind;
mod operation;
mod origin;
mod paging;
mod sample;
mod scalar;
mod server;
mod spelling;
mod types;
mod view;

pub use body::{Body, Content, Sent};
pub use choice::{Choice, ChoiceValue};
pub use chosen::{ChosenId, ChosenScalar};
pub use docs::{Docs, Fact, Link, Literal};
pub use kind::JsonKind;
pub use operation::{
    Answer, Answers, Operation, OperationId, Parameter, ParameterPlace, PathPart, Payload,
    Statuses, Stream,
};
pub use origin::{ComponentKind, Origin, Step};
pub use paging::{Paging, PagingBound, PagingSource, PagingStep};
pub use sample::Sample;
pub use scalar::{Scalar, Width};
pub use server::{Server, ServerVariable};
pub use spelling::{Spelling, Style};
pub use types::{
    ChosenTrait, HeaderStyle, Member, Presence, Record, Role, Shape, Traits, Tuple, TupleItem,
    Type, TypeDef, TypeId, Union, Variant,
};
pub use view::{OtherView, View};

use crate::arena::Arena;
use crate::limits;
use crate::source::Pointer;

/// An API, whole.
#[derive(Debug, Default)]
pub struct Api {
    /// Its title.
    pub title: String,
    /// The version that its description states.
    pub version: Option<String>,
    /// What its description says of it.
    pub docs: Docs,
    /// The usual server, if its URL is absolute.
    pub server: Option<Server>,
    /// The URL of the usual server, if it is relative to the location of the description.
    pub relative_server: Option<String>,
    /// The servers of the API and of its operations; empty if there is no choice between any.
    pub servers: Vec<Server>,
    /// The credentials, in the order described.
    pub credentials: Vec<Credential>,
    /// The indices in [`Api::credentials`] of the credentials that a caller usually has.
    pub usual_credentials: Vec<usize>,
    /// The alternatives of schemes for a request that the description does not have.
    pub undescribed_security: Vec<Vec<String>>,
    /// The groups of operations that are documented.
    pub groups: Vec<Group>,
    /// Every type.
    pub types: Arena<TypeDef>,
    /// The single values whose type the caller chose.
    pub chosen_scalars: Arena<ChosenScalar>,
    /// Every operation that can be called.
    pub operations: Arena<Operation>,
    /// The operations that cannot be called.
    pub skipped: Vec<Skipped>,
    /// The names that the author of the description states, by their places.
    pub stated_names: Vec<StatedName>,
    /// Every place whose type is any JSON value, with the reason.
    pub untyped: Vec<Untyped>,
    /// Every place whose values have a type, sorted.
    pub places: Vec<Place>,
}

impl Api {
    /// The type that a chain of aliases stands for.
    pub fn resolved<'a>(&'a self, ty: &'a Type) -> &'a Type {
        ty.resolved(&self.types)
    }

    /// Whether the values of a type are lists or maps.
    pub fn is_collection(&self, ty: &Type) -> bool {
        matches!(self.resolved(ty), Type::List(_) | Type::Map(_))
    }

    /// A type with every alias in it replaced by what the alias stands for, as deep as [`limits`] allow.
    fn unfolded(&self, ty: &Type, depth: usize) -> Type {
        let inner = |ty: &Type| Box::new(self.unfolded(ty, depth + 1));
        match self.resolved(ty) {
            ty if depth > limits::DEPTH_OF_AN_UNFOLDED_TYPE => ty.clone(),
            Type::List(item) => Type::List(inner(item)),
            Type::Map(value) => Type::Map(inner(value)),
            Type::Json(value) => Type::Json(inner(value)),
            Type::Nullable(value) => Type::Nullable(inner(value)),
            ty => ty.clone(),
        }
    }

    /// Whether a type is a scalar, or a choice of some.
    pub fn is_scalar(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Scalar(_) | Type::Json(_) => true,
            Type::Named(id) => matches!(self.types[*id].shape, Shape::Choice(_)),
            Type::Nullable(inner) => self.is_scalar(inner),
            Type::List(_) | Type::Map(_) | Type::Any => false,
        }
    }

    /// Whether a type is a text, under whatever name.
    pub fn is_text(&self, ty: &Type) -> bool {
        *self.resolved(ty) == Type::Scalar(Scalar::String)
    }
}

/// A name that the author of the description states for something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatedName {
    /// Where it is described.
    pub at: Pointer,
    /// The name.
    pub name: String,
}

/// A way to prove who calls.
#[derive(Debug, Clone)]
pub struct Credential {
    /// The name that operations know it by.
    pub scheme: String,
    /// How it is sent.
    pub kind: CredentialKind,
    /// Where the client itself can get tokens; none where it cannot.
    pub token_urls: Option<TokenUrls>,
    /// What is said of it.
    pub docs: Docs,
}

/// The token endpoints of OAuth 2, each an absolute URL or one that is relative to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenUrls {
    /// For the client-credentials grant.
    pub client_credentials: Option<String>,
    /// For a refresh token.
    pub refresh: Option<String>,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialKind {
    /// A token in `Authorization: Bearer`.
    Bearer,
    /// A user and a password in `Authorization: Basic`.
    Basic,
    /// A key in a header of this name.
    Header(String),
    /// A key in a query parameter of this name.
    Query(String),
    /// A key in a cookie of this name.
    Cookie(String),
    /// A client certificate, which is shown when the connection is made.
    Certificate,
}

/// A group of operations.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub docs: Docs,
}

/// Operations that cannot be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Their path.
    pub path: String,
    /// The method of a single operation; none if it is not known which operations the path has.
    pub method: Option<String>,
    /// Why.
    pub reason: String,
}

/// A place whose type is any JSON value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Untyped {
    /// Where.
    pub at: Pointer,
    /// Why.
    pub reason: String,
}

/// A place whose values have a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub at: Pointer,
    /// The type; of two views of a schema the received one, if there is one.
    pub ty: Type,
    /// The view of the schema that the type is; none where both views are one type.
    pub view: Option<View>,
}
