//! An expression → its type, as far as the room declares it: what `self`, a variable, a field, or the
//! result of a function is.

use std::collections::BTreeMap;

use syn::{Expr, GenericArgument, Member, PathArguments, Type};

use super::declared::{Declared, Target, TypeKey, names};

/// Types that a method call looks through to what they hold.
const TRANSPARENT: &[&str] = &["Arc", "Box", "Rc"];

/// Methods that give what they are called on, or a reference to it.
const UNCHANGED: &[&str] = &["as_mut", "as_ref", "borrow", "borrow_mut", "clone"];

/// What is known of the type of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Known {
    /// A type of the room.
    Own(TypeKey),
    /// A type of another room or crate: none of its methods stands in this room.
    Foreign,
    /// Nothing is known.
    Unknown,
}

/// The variables of a function, and the type that its `impl` is for.
#[derive(Default)]
pub(super) struct Locals {
    pub(super) self_type: Option<TypeKey>,
    pub(super) variables: BTreeMap<String, Known>,
}

impl Locals {
    /// What a type is, as a file writes it.
    pub(super) fn of_type(&self, declared: &Declared<'_>, file: usize, written: &Type) -> Known {
        match written {
            Type::Reference(reference) => self.of_type(declared, file, &reference.elem),
            Type::Paren(inner) => self.of_type(declared, file, &inner.elem),
            Type::Path(path) => self.of_path(declared, file, &path.path),
            _ => Known::Foreign,
        }
    }

    fn of_path(&self, declared: &Declared<'_>, file: usize, path: &syn::Path) -> Known {
        if path.is_ident("Self") {
            return self.self_type.clone().map_or(Known::Unknown, Known::Own);
        }
        if let Some(last) = path.segments.last()
            && TRANSPARENT.iter().any(|name| last.ident == name)
            && let PathArguments::AngleBracketed(arguments) = &last.arguments
            && let Some(GenericArgument::Type(inner)) = arguments.args.first()
        {
            return self.of_type(declared, file, inner);
        }
        match declared.resolve(file, &names(path)) {
            Some(Target::Item(file, name)) => Known::Own(TypeKey { file: Some(file), name }),
            _ => Known::Foreign,
        }
    }

    /// What the value of an expression in a file is.
    pub(super) fn of(&self, declared: &Declared<'_>, file: usize, expression: &Expr) -> Known {
        match expression {
            Expr::Reference(inner) => self.of(declared, file, &inner.expr),
            Expr::Paren(inner) => self.of(declared, file, &inner.expr),
            Expr::Unary(inner) => self.of(declared, file, &inner.expr),
            Expr::Path(path) => match path.path.get_ident().map(ToString::to_string) {
                Some(name) if name == "self" => {
                    self.self_type.clone().map_or(Known::Unknown, Known::Own)
                }
                Some(name) => self.variables.get(&name).cloned().unwrap_or(Known::Unknown),
                None => Known::Unknown,
            },
            Expr::Field(field) => {
                let Known::Own(of) = self.of(declared, file, &field.base) else {
                    return Known::Unknown;
                };
                let name = match &field.member {
                    Member::Named(name) => name.to_string(),
                    Member::Unnamed(index) => index.index.to_string(),
                };
                let field = declared.field(&of, &name);
                field
                    .map_or(Known::Unknown, |(file, written)| self.of_type(declared, file, written))
            }
            Expr::Struct(made) => self.of_path(declared, file, &made.path),
            Expr::MethodCall(call) => {
                let receiver = self.of(declared, file, &call.receiver);
                let name = call.method.to_string();
                match receiver {
                    Known::Own(of) => match declared.method(&of, &name) {
                        Some(method) => returned(declared, &of, method.file, method.returns),
                        None if UNCHANGED.contains(&&*name) => Known::Own(of),
                        None => Known::Unknown,
                    },
                    _ => Known::Unknown,
                }
            }
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => self.of_call(declared, file, &path.path),
                _ => Known::Unknown,
            },
            Expr::Array(_) | Expr::Lit(_) | Expr::Macro(_) | Expr::Range(_) | Expr::Tuple(_) => {
                Known::Foreign
            }
            _ => Known::Unknown,
        }
    }

    /// What a call by path returns: of a free function, or of a function of a type.
    fn of_call(&self, declared: &Declared<'_>, file: usize, path: &syn::Path) -> Known {
        if let Some((of, name)) = self.associated(declared, file, path) {
            let method = declared.method(&of, &name);
            return method.map_or(Known::Unknown, |method| {
                returned(declared, &of, method.file, method.returns)
            });
        }
        let names = names(path);
        match declared.resolve(file, &names) {
            Some(Target::Item(file, name)) => match declared.function(file, &name) {
                Some(Some(written)) => Self::default().of_type(declared, file, written),
                _ => Known::Unknown,
            },
            _ => Known::Unknown,
        }
    }

    /// The type and the function that a path such as `Self::new` names.
    pub(super) fn associated(
        &self,
        declared: &Declared<'_>,
        file: usize,
        path: &syn::Path,
    ) -> Option<(TypeKey, String)> {
        let names = names(path);
        let (name, of) = names.split_last().filter(|(_, of)| !of.is_empty())?;
        if of == ["Self"] {
            return Some((self.self_type.clone()?, name.clone()));
        }
        match declared.resolve(file, of)? {
            Target::Item(file, of) => Some((TypeKey { file: Some(file), name: of }, name.clone())),
            Target::Module(_) => None,
        }
    }
}

/// What a function of a type returns, where `Self` is that type.
fn returned(declared: &Declared<'_>, of: &TypeKey, file: usize, written: Option<&Type>) -> Known {
    let locals = Locals { self_type: Some(of.clone()), variables: BTreeMap::new() };
    written.map_or(Known::Foreign, |written| locals.of_type(declared, file, written))
}
