//! A record: a plain struct, and its members on the wire.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::constructor;
use super::member::{self, field_type};
use crate::api::{HeaderStyle, Member, Record, Role, Scalar, Type, TypeDef};
use crate::name::{Ident, PartNames, TypeNames};
use crate::render::scope::Scope;
use crate::render::{Definition, Documented, Item, Members, docs};

/// A member with its names.
pub(super) struct Part<'a> {
    pub(super) member: &'a Member,
    pub(super) names: &'a PartNames,
}

pub(super) fn items(
    scope: &Scope<'_>,
    docs: Vec<String>,
    definition: &TypeDef,
    record: &Record,
    names: &TypeNames,
) -> Vec<Item> {
    let parts: Vec<Part<'_>> = record
        .members
        .iter()
        .zip(&names.parts)
        .map(|(member, names)| Part { member, names })
        .collect();
    let ident = &names.ident;
    let derives = super::derives(definition);
    if let Role::Headers(styles) = &definition.role {
        return headers(scope, &parts, docs, derives, ident, styles);
    }
    let word = if definition.role == Role::Parts { "multipart" } else { "record" };
    scope.uses_macro(word);
    let rest = rest(scope, record, names);
    let fields = parts.iter().map(|part| field(scope, part));
    let fields = fields.chain(rest.as_ref().map(Rest::field));
    let rows = parts.iter().map(|part| row(scope, part, &definition.role)).collect();
    let last = rest.as_ref().map(Rest::row);
    let mut items = vec![
        Item::Definition(Definition {
            docs,
            attributes: vec![derives, quote!(#[non_exhaustive])],
            head: quote!(pub struct #ident),
            members: fields.collect(),
        }),
        Item::rows(word, quote!(#ident), rows, last),
        Item::Members(Members {
            head: quote!(impl #ident),
            members: constructor::methods(
                scope,
                definition,
                &parts,
                rest.as_ref(),
                names.required.as_ref(),
            ),
        }),
    ];
    // A record whose members are all made by itself has a default value, constants and all.
    if !definition.traits.empty_value && !parts.iter().any(|part| part.member.must_be_given) {
        let code = quote!(
            fn default() -> Self {
                Self::new()
            }
        );
        items.push(Item::Members(Members {
            head: quote!(impl Default for #ident),
            members: vec![Documented::new(Vec::new(), code)],
        }));
    }
    items
}

/// What a record has for the members that it does not know.
pub(super) struct Rest<'a> {
    pub(super) names: &'a PartNames,
    /// The type of the field: a map.
    pub(super) ty: TokenStream,
    /// Whether the description says nothing of them.
    is_unforeseen: bool,
}

impl Rest<'_> {
    fn field(&self) -> Documented {
        let (ident, ty) = (&self.names.ident, &self.ty);
        let docs = match self.is_unforeseen {
            true => "The members that the description says nothing of, as they came.",
            false => "All other members.",
        };
        let listed = "An entry with the name of a member above is not sent.";
        Documented::new(vec![docs.to_owned(), listed.to_owned()], quote!(pub #ident: #ty))
    }

    fn row(&self) -> TokenStream {
        let ident = &self.names.ident;
        if self.is_unforeseen { quote!(..? #ident) } else { quote!(..#ident) }
    }
}

fn rest<'a>(scope: &Scope<'_>, record: &Record, names: &'a TypeNames) -> Option<Rest<'a>> {
    let ty = Type::Map(Box::new(record.other_members.clone()?));
    let names = names.parts.get(record.members.len())?;
    Some(Rest { names, ty: scope.ty(&ty), is_unforeseen: record.unforeseen })
}

fn row(scope: &Scope<'_>, part: &Part<'_>, role: &Role) -> TokenStream {
    let ident = &part.names.ident;
    let wire = Literal::string(&part.member.wire_name);
    match role {
        Role::Parts if is_file(&part.member.ty) => quote!(#ident: file #wire),
        Role::Parts => quote!(#ident: value #wire),
        Role::Json | Role::Headers(_) => {
            let word = member::word(scope, part.member);
            quote!(#ident: #word #wire)
        }
    }
}

/// What is said of what reads headers.
const MADE_OF_HEADERS: [&str; 3] = [
    "",
    "Made by `from` of the headers of an answer. A member is absent if its header is, or if it",
    "says something else.",
];

/// What reads headers has neither a constructor nor setters: nobody makes one.
fn headers(
    scope: &Scope<'_>,
    parts: &[Part<'_>],
    mut docs: Vec<String>,
    derives: TokenStream,
    ident: &Ident,
    styles: &[HeaderStyle],
) -> Vec<Item> {
    scope.uses_macro("headers");
    let fields = parts.iter().map(|part| field(scope, part));
    let rows = parts.iter().zip(styles).map(|(part, style)| {
        let style = format_ident!(
            "{}",
            match style {
                HeaderStyle::Simple => "simple",
                HeaderStyle::Exploded => "exploded",
                HeaderStyle::Json => "json",
            }
        );
        let (ident, wire) = (&part.names.ident, Literal::string(&part.member.wire_name));
        quote!(#ident: #style #wire)
    });
    docs.extend(MADE_OF_HEADERS.map(str::to_owned));
    vec![
        Item::Definition(Definition {
            docs,
            attributes: vec![derives, quote!(#[non_exhaustive])],
            head: quote!(pub struct #ident),
            members: fields.collect(),
        }),
        Item::rows("headers", quote!(#ident), rows.collect(), None),
    ]
}

fn is_file(ty: &Type) -> bool {
    match ty {
        Type::List(item) | Type::Nullable(item) => is_file(item),
        ty => *ty == Type::Scalar(Scalar::File),
    }
}

fn field(scope: &Scope<'_>, part: &Part<'_>) -> Documented {
    let ident = &part.names.ident;
    let ty = field_type(scope, part.member);
    Documented::new(docs::lines(&part.member.docs), quote!(pub #ident: #ty))
}
