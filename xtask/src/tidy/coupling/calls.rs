//! A file → the calls of methods of the room that it makes, each with the file where the method stands.

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Expr, ExprMethodCall, ExprPath, FnArg, ImplItem, ImplItemFn, Item, ItemFn, ItemImpl, Local,
    Macro, Pat, PatIdent, Signature, Token,
};

use super::super::test_code::{is_test, of_impl_item, of_item};
use super::declared::{Declared, Target, TypeKey, names_of_type};
use super::locals::{Known, Locals};

/// A call of a method.
pub(super) struct Call {
    pub(super) to: usize,
    pub(super) name: String,
}

/// The calls of a file, and the number of those whose method is not certain.
#[derive(Default)]
pub(super) struct Calls {
    pub(super) calls: Vec<Call>,
    pub(super) unmatched: usize,
}

pub(super) fn of(declared: &Declared<'_>, file: usize, syntax: &syn::File) -> Calls {
    let (locals, found) = (Locals::default(), Calls::default());
    let mut walk = Walk { declared, file, locals, found };
    walk.visit_file(syntax);
    walk.found
}

struct Walk<'d> {
    declared: &'d Declared<'d>,
    file: usize,
    locals: Locals,
    found: Calls,
}

impl Walk<'_> {
    fn add(&mut self, of: &TypeKey, name: &str) {
        if let Some(method) = self.declared.method(of, name) {
            self.found.calls.push(Call { to: method.file, name: name.to_owned() });
        }
    }

    /// A call on a value whose type is unknown.
    fn add_by_name(&mut self, name: &str, arguments: usize) {
        match self.declared.candidates(name, arguments).as_slice() {
            [] => {}
            [method] if !self.declared.is_foreign(name, arguments) => {
                self.found.calls.push(Call { to: method.file, name: name.to_owned() });
            }
            _ => self.found.unmatched += 1,
        }
    }

    /// Visits a function with variables of its own.
    fn within(&mut self, signature: &Signature, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::take(&mut self.locals.variables);
        for input in &signature.inputs {
            if let FnArg::Typed(input) = input
                && let Pat::Ident(name) = &*input.pat
            {
                let known = self.locals.of_type(self.declared, self.file, &input.ty);
                self.locals.variables.insert(name.ident.to_string(), known);
            }
        }
        visit(self);
        self.locals.variables = outer;
    }
}

impl Visit<'_> for Walk<'_> {
    fn visit_item(&mut self, item: &Item) {
        if !is_test(of_item(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &ImplItem) {
        if !is_test(of_impl_item(item)) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_impl(&mut self, block: &ItemImpl) {
        let self_type = match self.declared.resolve(self.file, &names_of_type(&block.self_ty)) {
            Some(Target::Item(file, name)) => Some(TypeKey { file: Some(file), name }),
            _ => None,
        };
        let outer = std::mem::replace(&mut self.locals.self_type, self_type);
        visit::visit_item_impl(self, block);
        self.locals.self_type = outer;
    }

    fn visit_item_fn(&mut self, function: &ItemFn) {
        self.within(&function.sig, |walk| walk.visit_block(&function.block));
    }

    fn visit_impl_item_fn(&mut self, function: &ImplItemFn) {
        self.within(&function.sig, |walk| walk.visit_block(&function.block));
    }

    fn visit_local(&mut self, local: &Local) {
        visit::visit_local(self, local);
        let (declared, file) = (self.declared, self.file);
        let (name, known) = match (&local.pat, &local.init) {
            (Pat::Type(typed), _) => (&*typed.pat, self.locals.of_type(declared, file, &typed.ty)),
            (name, Some(init)) => (name, self.locals.of(declared, file, &init.expr)),
            (name, None) => (name, Known::Unknown),
        };
        if let Pat::Ident(name) = name {
            self.locals.variables.insert(name.ident.to_string(), known);
        }
    }

    /// A variable of a pattern hides one of the function that has the same name.
    fn visit_pat_ident(&mut self, name: &PatIdent) {
        self.locals.variables.insert(name.ident.to_string(), Known::Unknown);
        visit::visit_pat_ident(self, name);
    }

    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let name = call.method.to_string();
        match self.locals.of(self.declared, self.file, &call.receiver) {
            Known::Own(of) => self.add(&of, &name),
            Known::Foreign => {}
            Known::Unknown => self.add_by_name(&name, call.args.len()),
        }
    }

    fn visit_expr_path(&mut self, path: &ExprPath) {
        if let Some((of, name)) = self.locals.associated(self.declared, self.file, &path.path) {
            self.add(&of, &name);
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_macro(&mut self, call: &Macro) {
        let arguments = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
        for argument in arguments.into_iter().flatten() {
            self.visit_expr(&argument);
        }
    }
}
