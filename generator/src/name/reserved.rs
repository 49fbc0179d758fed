//! Words that a name cannot be, per scope.

use heck::ToUpperCamelCase;

/// Keywords of edition 2024, those that are only reserved included, that a raw identifier can spell.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that not even a raw identifier can spell.
const UNSPELLABLE: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Names that a file of types spells for something else: the prelude, and the runtime's types.
const TYPES: &[&str] = &[
    "AsMut",
    "AsNumber",
    "AsRef",
    "AsText",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Base64",
    "Base64Url",
    "Bytes",
    "Box",
    "BTreeMap",
    "Clone",
    "Copy",
    "Date",
    "DateTime",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Duration",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Field",
    "FilePart",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "Ipv4Addr",
    "Ipv6Addr",
    "IntoFuture",
    "IntoIterator",
    "IntoList",
    "IntoOption",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Time",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unexpected",
    "Unpin",
    "Uuid",
    "Value",
    "Vec",
];

/// Methods that the client has already, or that values have in general.
/// What a file of operations spells for something else is among them: a request is called like its method.
const CLIENT_METHODS: &[&str] = &[
    "borrow",
    "box",
    "builder",
    "call",
    "client",
    "clone",
    "clone_from",
    "default",
    "err",
    "fmt",
    "from",
    "from_setup",
    "into",
    "into_list",
    "into_option",
    "method",
    "new",
    "none",
    "ok",
    "operation",
    "option",
    "options",
    "request",
    "result",
    "setup",
    "some",
    "string",
    "to_owned",
    "try_into",
    "vec",
    "with",
];

/// Methods that a setter would hide, or that are expected to be those of a trait.
const SETTERS: &[&str] = &[
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "clone",
    "clone_from",
    "cmp",
    "default",
    "deserialize",
    "div",
    "drop",
    "eq",
    "fmt",
    "from",
    "hash",
    "into",
    "into_future",
    "into_stream",
    "mul",
    "ne",
    "new",
    "partial_cmp",
    "rem",
    "serialize",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "with",
    "with_response",
];

/// Methods that a request has besides if it goes through the pages of a list.
const LISTS: &[&str] = &["items", "pages"];

/// Names that clippy takes for placeholders.
const PLACEHOLDERS: &[&str] = &["baz", "foo", "quux"];

/// Names of files that some system, or Rust, takes for something else.
const MODULES: &[&str] = &["aux", "con", "lib", "main", "mod", "nul", "operations", "prn", "types"];

/// Methods that the builder of the client has already.
const BUILDER_METHODS: &[&str] = &[
    "allow_plain_http",
    "base_url",
    "build",
    "clone",
    "connect_timeout",
    "credential",
    "fmt",
    "header",
    "http_client",
    "idle_timeout",
    "into",
    "into_client",
    "layer",
    "max_answer_bytes",
    "new",
    "retry",
    "setup",
    "timeout",
    "transport",
    "try_timeout",
    "user_agent",
    "without_credentials",
];

pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// What a name stands for, and so which words it cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Type,
    Variant,
    /// A value of a choice in which any other text is foreseen.
    Text,
    Member,
    Setter,
    Module,
    Method,
    Parameter,
    /// A parameter of a request that goes through the pages of a list.
    ListParameter,
    Credential,
    Server,
}

impl Role {
    pub(super) fn forbids(self, word: &str) -> bool {
        let taken: &[&str] = match self {
            Role::Type => TYPES,
            Role::Variant => &["Unknown"],
            Role::Text => &["Other"],
            Role::Member => PLACEHOLDERS,
            Role::Setter => SETTERS,
            Role::Module if is_keyword(word) => return true,
            Role::Module => MODULES,
            Role::Method => CLIENT_METHODS,
            Role::Parameter | Role::ListParameter => &["baz", "body", "client", "foo", "quux"],
            Role::Credential => BUILDER_METHODS,
            Role::Server => &[],
        };
        UNSPELLABLE.contains(&word) || taken.contains(&word)
    }

    /// The name of the method that sets a part of that name.
    pub(super) fn setter(self, name: &str) -> String {
        let is_taken = self == Role::ListParameter && LISTS.contains(&name);
        match is_taken || Role::Setter.forbids(name) {
            true => format!("with_{name}"),
            false => name.to_owned(),
        }
    }

    /// Whether a text can be a name as it stands.
    pub(super) fn allows(self, name: &str) -> bool {
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        begins
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !name.ends_with('_')
            && !self.forbids(name)
    }

    /// The names of the same scope that come with a name.
    pub(super) fn companions(self, name: &str) -> Vec<String> {
        match self {
            Role::Member | Role::Parameter | Role::ListParameter => {
                let setter = self.setter(name);
                if setter == name { Vec::new() } else { vec![setter] }
            }
            Role::Method => vec![request(name)],
            _ => Vec::new(),
        }
    }

    /// What the name stands for, as a word: it makes a name of what would be none.
    pub(super) fn word(self) -> &'static str {
        match self {
            Role::Type => "Type",
            Role::Variant | Role::Text => "Value",
            Role::Member => "member",
            Role::Setter => "with",
            Role::Module => "module",
            Role::Method => "operation",
            Role::Parameter | Role::ListParameter => "parameter",
            Role::Credential => "credential",
            Role::Server => "server",
        }
    }

    /// What the name stands for, for people.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Role::Type => "type",
            Role::Variant | Role::Text => "variant",
            Role::Member | Role::Setter => "member",
            Role::Module => "module",
            Role::Method => "method",
            Role::Parameter | Role::ListParameter => "parameter",
            Role::Credential => "credential",
            Role::Server => "server",
        }
    }

    /// Whether the name is in upper camel case.
    pub(super) fn is_camel(self) -> bool {
        matches!(self, Role::Type | Role::Variant | Role::Text)
    }
}

/// The request of a method.
pub(super) fn request(method: &str) -> String {
    method.to_upper_camel_case()
}

#[cfg(test)]
mod tests {
    use super::{BUILDER_METHODS, CLIENT_METHODS};

    /// The methods of a file of the runtime.
    fn methods(text: &str) -> Vec<String> {
        let file = syn::parse_file(text).unwrap();
        let impls = file.items.into_iter().filter_map(|item| match item {
            syn::Item::Impl(block) => Some(block.items),
            _ => None,
        });
        let methods = impls.flatten().filter_map(|item| match item {
            syn::ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
            _ => None,
        });
        methods.collect()
    }

    #[test]
    fn no_operation_and_no_credential_is_called_like_a_method_of_the_runtime() {
        for method in methods(include_str!("../../runtime/client/mod.rs")) {
            assert!(CLIENT_METHODS.contains(&&*method), "{method}");
        }
        for method in methods(include_str!("../../runtime/client/builder.rs")) {
            assert!(BUILDER_METHODS.contains(&&*method), "{method}");
        }
    }
}
