//! A schema → the record whose members are the parts of a multipart body. A component that is also sent or
//! received as JSON has a second type for that.

use super::context::Context;
use super::media::{essence, is_header_text, is_json, is_markup, is_of_bytes};
use crate::api::{
    Fact, Literal, Member, Presence, Record, Role, Sample, Scalar, Shape, Step, Type, TypeDef, View,
};
use crate::document::{Additional, Encoding, JsonType, MediaType, Schema, SchemaId};
use crate::limits;
use crate::lower::schema::{Form, Schemas, resolved_form, target, whole};
use crate::lower::types::{Types, docs_of, docs_of_use, has_member, member};

/// How many files a part consists of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Files {
    None,
    One,
    Many,
}

/// The type whose members are sent as the parts of a body; none if the members are not known.
pub(super) fn parts_type(context: &mut Context<'_>, media: &MediaType) -> Option<Type> {
    let schemas = context.types.schemas;
    let id = target(schemas, media.schema?);
    if let Some(known) = context.parts_of.get(&id) {
        return Some(Type::Named(*known));
    }
    let whole = whole(schemas, id);
    if whole.fault.is_some() || !whole.alternatives.is_empty() || whole.schema.properties.is_empty()
    {
        return None;
    }
    let schema = whole.schema.clone();
    let mut origin = context.types.origins.of_schema(id, schema.at?);
    if matches!(origin.path.as_slice(), [Step::Shared(..)]) {
        origin.path.push(Step::Other("form".to_owned()));
    }
    let shape = Shape::Record(part_members(&mut context.types, &schema, media));
    let docs = docs_of(schemas, id);
    let type_id = context.types.defined.push(TypeDef::new(origin, docs, shape, Role::Parts));
    context.parts_of.insert(id, type_id);
    Some(Type::Named(type_id))
}

fn part_members(types: &mut Types<'_>, schema: &Schema, media: &MediaType) -> Record {
    let (mut members, mut of_other_view) = (Vec::new(), Vec::new());
    for (name, property) in &schema.properties {
        if !has_member(types.schemas, View::Sent, *property) {
            of_other_view.push(name.to_string());
            continue;
        }
        let required = schema.required.iter().any(|required| **required == **name);
        let encoding = encoding_of(media, name);
        let sent_as_it_is = match files(types.schemas, *property, encoding, 0) {
            Files::None => {
                markup(types.schemas, *property, encoding).map(|(ty, holds)| (ty, Some(holds)))
            }
            Files::One => Some((Type::Scalar(Scalar::File), None)),
            Files::Many => Some((Type::List(Box::new(Type::Scalar(Scalar::File))), None)),
        };
        members.extend(match sent_as_it_is {
            Some((ty, holds)) => {
                let mut member = as_it_is(types.schemas, name, *property, required, ty);
                member.docs.facts.extend(holds.map(Fact::MediaType));
                Some(member)
            }
            None => member(types, name, *property, required, View::Sent),
        });
    }
    let other_members = match schema.additional {
        Additional::Any | Additional::Of(_) => Some(Type::Any),
        _ => None,
    };
    Record { members, of_other_view, other_members, ..Record::default() }
}

/// The type of a part that the caller writes as a text, such as an object as XML, and the media type of the
/// text.
fn markup(
    schemas: &Schemas<'_>,
    id: SchemaId,
    encoding: Option<&Encoding>,
) -> Option<(Type, Literal)> {
    let stated = encoding.filter(|encoding| !encoding.has_style()).and_then(media_type)?;
    let text = is_markup(&essence(stated)).then_some(Type::Scalar(Scalar::String))?;
    let ty = match resolved_form(schemas, id).1 {
        Form::Scalar(_) | Form::Choice(..) => return None,
        Form::List(_) => Type::List(Box::new(text)),
        _ => text,
    };
    Some((ty, Literal::of_text(stated)))
}

/// The sample of a multipart body, with a text for each part that the caller writes.
pub(super) fn parts_sample(schemas: &Schemas<'_>, media: &MediaType, sample: Sample) -> Sample {
    let (Sample::Object(mut members), Some(schema)) = (sample.clone(), media.schema) else {
        return sample;
    };
    let properties = whole(schemas, target(schemas, schema)).schema.properties.clone();
    for (name, value) in &mut members {
        let property = properties.iter().find(|(known, _)| **known == **name);
        let encoding = encoding_of(media, name);
        match property.and_then(|(_, property)| markup(schemas, *property, encoding)) {
            Some((Type::List(_), _)) => {
                *value = Sample::List(vec![Sample::Text("text".to_owned())])
            }
            Some(_) => *value = Sample::Text("text".to_owned()),
            None => {}
        }
    }
    Sample::Object(members)
}

/// A member whose value is sent unchanged: a file, or a text that the caller writes.
fn as_it_is(
    schemas: &Schemas<'_>,
    name: &str,
    property: SchemaId,
    required: bool,
    ty: Type,
) -> Member {
    let mut docs = docs_of_use(schemas, property);
    docs.facts.retain(|fact| !matches!(fact, Fact::Format(_) | Fact::Example(_)));
    Member {
        at: schemas.pointer(property),
        wire_name: name.to_string(),
        docs,
        ty,
        presence: if required { Presence::Required } else { Presence::Optional },
        indirect: false,
        must_be_given: required,
        fixed: None,
        assumed: None,
    }
}

/// Whether a part is a file (OpenAPI 3.0, section 4.7.14.2; 3.1, section 4.8.14.2): a text of bytes,
/// or one of a media type that is no text. A schema with alternatives is a file if one alternative is.
fn files(schemas: &Schemas<'_>, id: SchemaId, encoding: Option<&Encoding>, depth: usize) -> Files {
    let whole = whole(schemas, target(schemas, id));
    let schema = &whole.schema;
    let branches: Vec<SchemaId> =
        whole.alternatives.iter().flat_map(|group| group.branches.clone()).collect();
    if depth > limits::DEPTH_OF_A_PART {
        return Files::None;
    }
    if !branches.is_empty() {
        let files = branches.into_iter().map(|branch| files(schemas, branch, encoding, depth + 1));
        return files.max().unwrap_or(Files::None);
    }
    let is_text = matches!(schema.types.as_slice(), [] | [JsonType::String]);
    match (schema.types.as_slice(), schema.items) {
        ([JsonType::Array] | [], Some(item)) => match files(schemas, item, encoding, depth + 1) {
            Files::None => Files::None,
            Files::One | Files::Many => Files::Many,
        },
        _ if !is_text || schema.base64.is_some() || schema.values.is_some() => Files::None,
        _ if schema.format.as_deref() == Some("binary") => Files::One,
        _ if schema.format.is_some() || schema.describes_object() => Files::None,
        _ => {
            let stated = schema.constraints.iter().find(|one| &*one.keyword == "contentMediaType");
            let stated = stated.and_then(|constraint| constraint.value.as_str());
            let encoded = encoding.and_then(|encoding| encoding.content_type.as_deref());
            match stated.or(encoded).is_some_and(is_of_bytes) {
                true => Files::One,
                false => Files::None,
            }
        }
    }
}

fn encoding_of<'m>(media: &'m MediaType, name: &str) -> Option<&'m Encoding> {
    media.encoding.iter().find(|(known, _)| **known == *name).map(|(_, encoding)| encoding)
}

/// The stated media types of the parts of a body. A part with a stated style has none, since the style takes
/// precedence.
pub(super) fn media_types(media: &MediaType) -> Vec<(String, String)> {
    let encoding = media.encoding.iter().filter(|(_, encoding)| !encoding.has_style());
    let stated = encoding
        .filter_map(|(name, encoding)| Some((name.to_string(), media_type(encoding)?.to_owned())));
    stated.collect()
}

/// The media type that a part is sent as. Of several, it is JSON, which can be written, or the first that
/// is no range.
fn media_type(encoding: &Encoding) -> Option<&str> {
    let stated = encoding.content_type.as_deref()?.split(',').map(str::trim);
    let is_one = |one: &&str| !one.is_empty() && !one.contains('*') && is_header_text(one);
    let stated: Vec<&str> = stated.filter(is_one).collect();
    stated.iter().find(|one| is_json(one)).or(stated.first()).copied()
}
