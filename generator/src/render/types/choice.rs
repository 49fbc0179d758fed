//! A choice: a plain enum, open to new values unless the caller closed it, and its values on the wire.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Choice, ChoiceValue, Type, TypeDef};
use crate::name::{PartNames, TypeNames};
use crate::render::scope::Scope;
use crate::render::{Definition, Documented, Item, MacroCall, Part, docs, sample};

pub(super) fn items(
    scope: &Scope<'_>,
    docs: Vec<String>,
    definition: &TypeDef,
    choice: &Choice,
    names: &TypeNames,
) -> Vec<Item> {
    let ident = &names.ident;
    let ty = scope.ty(&Type::Scalar(choice.of));
    let variants = choice.values.iter().zip(&names.parts).map(|(value, part)| {
        let ident = &part.ident;
        Documented::new(docs::value(&choice.sample(value), &value.docs), quote!(#ident))
    });
    let other = other(choice, &ty);
    let growing = (!choice.closed).then(|| quote!(#[non_exhaustive]));
    let copy = is_copied(choice).then(|| quote!(Copy,));
    let total = definition.traits.total_equality.then(|| quote!(, Eq, Hash));
    let more = super::more_derives(definition);
    let derives = quote!(#[derive(Debug, Clone, #copy PartialEq #total #(, #more)*)]);
    vec![
        Item::Definition(Definition {
            docs,
            attributes: [derives].into_iter().chain(growing).collect(),
            head: quote!(pub enum #ident),
            members: variants.chain(other).collect(),
        }),
        Item::Call(wire(scope, choice, names, &ty)),
    ]
}

/// Whether the enum is `Copy`: no variant of it holds a text.
pub(super) fn is_copied(choice: &Choice) -> bool {
    choice.closed || !choice.is_of_texts()
}

/// The variant for values that are not listed.
fn other(choice: &Choice, ty: &TokenStream) -> Option<Documented> {
    let (docs, code) = match (choice.closed, choice.open) {
        (true, _) => return None,
        (false, true) if choice.is_of_texts() => ("Any other text.", quote!(Other(#ty))),
        (false, true) => ("Any other number.", quote!(Other(#ty))),
        (false, false) => {
            ("A value that the description does not name, as it came.", quote!(Unknown(#ty)))
        }
    };
    Some(Documented::new(vec![docs.to_owned()], code))
}

/// The macro that states the values on the wire.
fn wire(scope: &Scope<'_>, choice: &Choice, names: &TypeNames, ty: &TokenStream) -> MacroCall {
    let ident = &names.ident;
    let (name, head) = match choice.is_of_texts() {
        true => ("choice", quote!(#ident)),
        false => ("number_choice", quote!(#ident: #ty)),
    };
    scope.uses_macro(name);
    let row = |(value, part): (&ChoiceValue, &PartNames)| {
        let wire = match choice.is_of_texts() {
            true => Literal::string(&value.wire),
            false => sample::number(scope.api(), &value.wire, choice.of)?,
        };
        let ident = &part.ident;
        Some(quote!(#ident: #wire))
    };
    let rows = choice.values.iter().zip(&names.parts).filter_map(row).collect();
    let last = (!choice.closed && choice.open).then(|| quote!(..Other));
    let mut parts = vec![Part::Inline(head), Part::Rows { rows, last }];
    parts.extend(choice.closed.then(|| Part::Inline(quote!(closed))));
    MacroCall { name, docs: Vec::new(), parts }
}
