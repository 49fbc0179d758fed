//! The headers that answers are described with → one record for each operation, read from whatever
//! came: a header of the same name is the same header, whatever the status.

use super::{Lowering, body};
use crate::api::{
    Docs, HeaderStyle, Member, Origin, Presence, Record, Role, Scalar, Shape, Step, Traits, Type,
    TypeDef, TypeId,
};
use crate::document::{self, Header};
use crate::source::Pointer;

impl Lowering<'_> {
    /// The type of the headers of an operation's answers, if some are described.
    pub(super) fn headers(
        &mut self,
        operation: &document::Operation,
        origin: &Origin,
    ) -> Option<TypeId> {
        let mut members: Vec<Member> = Vec::new();
        let mut styles = Vec::new();
        for header in operation.responses.iter().flat_map(|(_, response)| &response.headers) {
            let ty = self.header_type(header);
            let same = |member: &&mut Member| member.wire_name.eq_ignore_ascii_case(&header.name);
            match members.iter_mut().find(same) {
                Some(known) if known.ty == ty => {}
                // As text, it can be read whatever the status.
                Some(known) => known.ty = Type::Scalar(Scalar::String),
                None => {
                    let at = self.document.pointer(header.at);
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
        Some(self.types.push(TypeDef {
            origin: Origin { at: origin.at.clone(), path },
            docs: Docs::default(),
            shape: Shape::Record(Record { members, rest: None, unforeseen: false }),
            role: Role::Headers(styles),
            traits: Traits { total_equality: true, empty_value: true },
            derives: Vec::new(),
        }))
    }

    /// A header without a schema is a text, and null cannot be told from it.
    fn header_type(&mut self, header: &Header) -> Type {
        let schema = header.schema.or(header.content.as_ref().and_then(|media| media.schema));
        match schema.map(|schema| self.type_of(schema)) {
            Some(Type::Nullable(inner)) => *inner,
            Some(Type::Any) if style(header) != HeaderStyle::Json => Type::Scalar(Scalar::String),
            Some(ty) => ty,
            None => Type::Scalar(Scalar::String),
        }
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
        asked: false,
        fixed: None,
        assumed: None,
    }
}

fn style(header: &Header) -> HeaderStyle {
    match &header.content {
        Some(media) if body::is_json(&media.name) => HeaderStyle::Json,
        _ if header.explode => HeaderStyle::Exploded,
        _ => HeaderStyle::Simple,
    }
}
