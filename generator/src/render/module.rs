//! The files of a crate before they are text: code as tokens, and what no formatter of Rust can lay out
//! as data. Only `format` decides where a line ends.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

/// The files of a crate, by their paths within it.
#[derive(Default)]
pub struct Modules<'a> {
    /// The files.
    pub files: BTreeMap<String, Draft<'a>>,
}

/// A file that is made when it is asked for: tokens cannot leave the thread that made them, and take more memory
/// than the text that they become.
pub struct Draft<'a>(Box<dyn Fn() -> Module + Send + Sync + 'a>);

impl<'a> Draft<'a> {
    /// A file that this makes.
    pub fn new(make: impl Fn() -> Module + Send + Sync + 'a) -> Self {
        Self(Box::new(make))
    }

    /// A file of Rust that this makes.
    pub fn rust(make: impl Fn() -> RustFile + Send + Sync + 'a) -> Self {
        Self::new(move || Module::Rust(make()))
    }

    /// Makes the file.
    pub fn module(&self) -> Module {
        (self.0)()
    }
}

/// A file.
pub enum Module {
    /// A file of Rust.
    Rust(RustFile),
    /// A page of Markdown, which carries its own mark.
    Markdown(Vec<Line>),
    /// Any other text, which carries its own mark.
    Text(String),
}

/// A file of Rust.
#[derive(Default)]
pub struct RustFile {
    /// What it is about.
    pub docs: Vec<String>,
    /// Its attributes and `use` declarations, in groups.
    pub head: Vec<Vec<TokenStream>>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a file.
pub enum Item {
    /// An item of Rust.
    Code(TokenStream),
    /// An item of Rust with documentation.
    Documented(Documented),
    /// A struct or an enum.
    Definition(Definition),
    /// Items that stand together, without blank lines between them.
    Block(Vec<TokenStream>),
    /// A block with a blank line between its members.
    Members(Members),
    /// The call of a macro of the runtime.
    Call(MacroCall),
    /// Statics that stand together.
    Statics(Vec<Static>),
}

/// A struct or an enum.
pub struct Definition {
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its attributes, each on a line.
    pub attributes: Vec<TokenStream>,
    /// What stands before the braces.
    pub head: TokenStream,
    /// Its fields or variants.
    pub members: Vec<Documented>,
}

/// A block whose members stand apart: an `impl`, or a module.
pub struct Members {
    /// What stands before the braces.
    pub head: TokenStream,
    /// What stands between the braces.
    pub members: Vec<Documented>,
}

/// An item and its documentation.
pub struct Documented {
    /// The documentation.
    pub docs: Vec<Line>,
    /// The item.
    pub code: TokenStream,
}

/// A line of documentation, or Rust that takes as many lines as it needs.
pub enum Line {
    /// A line.
    Text(String),
    /// The statements of a function.
    Statements(TokenStream),
    /// Items of a program.
    Items(Vec<Item>),
}

/// The call of a macro, such as `record! { Pet { … } }`.
pub struct MacroCall {
    /// The macro.
    pub name: &'static str,
    /// What is said of the item that it makes.
    pub docs: Vec<String>,
    /// What it is given.
    pub parts: Vec<Part>,
}

/// A part of what a macro is given.
pub enum Part {
    /// Tokens that stay on a line.
    Inline(TokenStream),
    /// Rows between braces.
    Rows {
        /// The rows, each of which ends with a comma.
        rows: Vec<TokenStream>,
        /// A last row, which ends without one.
        last: Option<TokenStream>,
    },
}

/// A static whose value is made by a chain of calls.
pub struct Static {
    /// Its name and its type.
    pub head: TokenStream,
    /// What the chain begins with.
    pub value: TokenStream,
    /// The calls.
    pub calls: Vec<MethodCall>,
}

/// A call of a method.
pub struct MethodCall {
    /// The method.
    pub method: &'static str,
    /// The argument, if it has one.
    pub argument: Option<Argument>,
}

/// The argument of a call.
pub enum Argument {
    /// An expression that stays on a line.
    Inline(TokenStream),
    /// The items of a slice.
    Slice(Vec<TokenStream>),
}

impl Documented {
    /// An item, and documentation without code.
    pub(super) fn new(docs: Vec<String>, code: TokenStream) -> Self {
        Self { docs: docs.into_iter().map(Line::Text).collect(), code }
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Line::Text(text)
    }
}

impl Item {
    /// The call of a macro that stays on a line.
    pub(super) fn inline(name: &'static str, tokens: TokenStream) -> Self {
        Item::Call(MacroCall { name, docs: Vec::new(), parts: vec![Part::Inline(tokens)] })
    }

    /// The call of a macro that is given rows, and a last one that ends without a comma.
    pub(super) fn rows(
        name: &'static str,
        head: TokenStream,
        rows: Vec<TokenStream>,
        last: Option<TokenStream>,
    ) -> Self {
        let parts = vec![Part::Inline(head), Part::Rows { rows, last }];
        Item::Call(MacroCall { name, docs: Vec::new(), parts })
    }
}
