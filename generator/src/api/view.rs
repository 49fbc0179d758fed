//! The two views of a schema: what the client receives, and what it sends.

use super::TypeId;

/// A view of a schema in which some members are only received or only sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// What the client receives: without the members that only the server reads.
    Received,
    /// What the client sends: without the members that only the server sets.
    Sent,
}

/// The other view of a schema, seen from a type that is one of the two views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherView {
    /// Its type.
    pub ty: TypeId,
    /// Whether a value of the sent view can be made of one of the received view.
    pub converts: bool,
}

impl OtherView {
    /// A type of which it is not known yet whether values can be converted.
    pub fn new(ty: TypeId) -> Self {
        Self { ty, converts: false }
    }
}
