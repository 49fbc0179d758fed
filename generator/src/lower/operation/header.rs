//! The headers of the answers of an operation → one record, which is read from any answer: headers with equal
//! names are one member, whatever the status.

use super::media::is_json;
use crate::api::{
    Docs, HeaderStyle, Member, Origin, Presence, Record, Role, Scalar, Shape, Step, Type, TypeDef,
    TypeId, View,
};
use crate::document::{self, Header};
use crate::lower::types::{Types, type_of};
use crate::source::Pointer;

/// The type of the headers of an operation's answers, if some are described.
pub(super) fn headers(
    types: &mut Types<'_>,
    operation: &document::Operation,
    origin: &Origin,
) -> Option<TypeId> {
    let mut members: Vec<Member> = Vec::new();
    let mut styles = Vec::new();
    for header in operation.responses.iter().flat_map(|(_, response)| &response.headers) {
        let ty = header_type(types, header);
        let same = |member: &&mut Member| member.wire_name.eq_ignore_ascii_case(&header.name);
        match members.iter_mut().find(same) {
            Some(known) if known.ty == ty => {}
            // The type depends on the status; as a text, the header can be read for any.
            Some(known) => known.ty = Type::Scalar(Scalar::String),
            None => {
                let at = types.schemas.document.pointer(header.at);
                members.push(member(header, at, ty));
                styles.push(style(header));
            }
        }
    }
    if members.is_empty() {
        return None;
    }
    let step = Step::Other("headers".to_owned());
    let path = origin.path.iter().cloned().chain([step]).collect();
    let origin = Origin::new(origin.at.clone(), path);
    let shape = Shape::Record(Record { members, ..Record::default() });
    let role = Role::Headers(styles);
    Some(types.defined.push(TypeDef::new(origin, Docs::default(), shape, role)))
}

/// The type of a header. A header without a schema is a text. Null is not part of the type, since a header
/// cannot spell it.
fn header_type(types: &mut Types<'_>, header: &Header) -> Type {
    let schema = header.schema.or(header.content.as_ref().and_then(|media| media.schema));
    match schema.map(|schema| type_of(types, schema, View::Received)) {
        Some(Type::Nullable(inner)) => *inner,
        Some(Type::Any) if style(header) != HeaderStyle::Json => Type::Scalar(Scalar::String),
        Some(ty) => ty,
        None => Type::Scalar(Scalar::String),
    }
}

fn member(header: &Header, at: Pointer, ty: Type) -> Member {
    Member {
        at: Some(at),
        wire_name: header.name.to_string(),
        docs: Docs { deprecated: header.deprecated, ..Docs::of(header.description.as_deref()) },
        ty,
        presence: Presence::Optional,
        indirect: false,
        must_be_given: false,
        fixed: None,
        assumed: None,
    }
}

fn style(header: &Header) -> HeaderStyle {
    match &header.content {
        Some(media) if is_json(&media.name) => HeaderStyle::Json,
        _ if header.explode => HeaderStyle::Exploded,
        _ => HeaderStyle::Simple,
    }
}
