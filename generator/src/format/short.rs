//! Code that fits on lines → text, as `prettyplease` would print it: items, functions whose statements take a line
//! each, and values of structs. Parsing tokens for `prettyplease` costs several times what it costs to print them,
//! and nearly all code is of this kind; for any other the answer is `None`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{INDENT, blanks, line};

/// The most bytes of a line of `prettyplease`.
const WIDTH: usize = 89;

/// The most bytes of the value of a struct that stands on a line.
const VALUE_WIDTH: usize = 35;

/// An item that ends with a semicolon, or a function.
pub(super) fn item(tokens: &TokenStream, depth: usize) -> Option<String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut text = String::new();
    let mut rest = tokens.as_slice();
    while let ([TokenTree::Punct(mark), TokenTree::Group(_)], others) = rest.split_at_checked(2)?
        && mark.as_char() == '#'
    {
        text.push_str(&line_with(&stream(rest.get(..2)?), "", depth)?);
        rest = others;
    }
    match rest.split_last()? {
        (TokenTree::Punct(end), code) if end.as_char() == ';' && !has_word(code, "use") => {
            text.push_str(&line_with(&stream(code), ";", depth)?);
        }
        (TokenTree::Group(body), head) if has_word(head, "fn") && !body.stream().is_empty() => {
            text.push_str(&head_of_function(head, depth)?);
            text.push_str(&statements(&body.stream(), depth + INDENT)?);
            text.push_str(&fitting("}", depth)?);
        }
        _ => return None,
    }
    Some(text)
}

/// What stands before the body of a function: on a line, or with a line for each argument.
fn head_of_function(head: &[TokenTree], depth: usize) -> Option<String> {
    if let Some(line) = line_with(&stream(head), " {", depth) {
        return Some(line);
    }
    let is_list = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    };
    let index = head.iter().position(is_list)?;
    let (before, [TokenTree::Group(arguments), after @ ..]) = head.split_at_checked(index)? else {
        return None;
    };
    let arguments = separated(arguments.stream());
    if arguments.is_empty() {
        return None;
    }
    let mut text = fitting(&format!("{}(", line(&stream(before))), depth)?;
    for argument in arguments {
        text.push_str(&line_with(&argument, ",", depth + INDENT)?);
    }
    text.push_str(&fitting(&format!(") {} {{", line(&stream(after))), depth)?);
    Some(text)
}

/// Statements, each on a line.
pub(super) fn statements(tokens: &TokenStream, depth: usize) -> Option<String> {
    let mut text = String::new();
    let mut statement = Vec::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Punct(end) if end.as_char() == ';' => {
                let code: TokenStream = statement.drain(..).collect();
                text.push_str(&is_plain_statement(&code).then(|| line_with(&code, ";", depth))??);
            }
            token => statement.push(token),
        }
    }
    if !statement.is_empty() {
        text.push_str(&value(&statement, depth)?);
    }
    Some(text)
}

/// The value of a function: on a line, or that of a struct with a line for each field.
fn value(tokens: &[TokenTree], depth: usize) -> Option<String> {
    let (fields, name) = match tokens.split_last()? {
        (TokenTree::Group(fields), name) if fields.delimiter() == Delimiter::Brace => {
            (fields.stream(), stream(name))
        }
        _ => (TokenStream::new(), stream(tokens)),
    };
    if !is_plain(&name) || !is_plain(&fields) {
        return None;
    }
    let whole = line(&stream(tokens));
    if fields.is_empty() || whole.len() <= VALUE_WIDTH {
        return fitting(&whole, depth);
    }
    let mut text = line_with(&name, " {", depth)?;
    for field in separated(fields) {
        text.push_str(&line_with(&field, ",", depth + INDENT)?);
    }
    text.push_str(&fitting("}", depth)?);
    Some(text)
}

/// Tokens and what follows them on a line of their own, if they fit.
pub(super) fn line_with(tokens: &TokenStream, end: &str, depth: usize) -> Option<String> {
    fitting(&format!("{}{end}", line(tokens)), depth)
}

fn fitting(line: &str, depth: usize) -> Option<String> {
    let fits = depth + line.len() <= WIDTH;
    fits.then(|| format!("{}{line}\n", blanks(depth)))
}

/// Whether the rules of [`line`] hold for an expression: it has no block, no operator but calls, members and
/// references, and no macro.
fn is_plain(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().all(|token| match token {
        TokenTree::Group(group) => {
            group.delimiter() != Delimiter::Brace && is_plain(&group.stream())
        }
        TokenTree::Punct(punct) => ".,:=&?<>;".contains(punct.as_char()),
        TokenTree::Ident(word) => !BLOCKS.iter().any(|block| word == block),
        TokenTree::Literal(_) => true,
    })
}

/// The same for a statement, which may take a struct apart.
fn is_plain_statement(code: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    let apart = tokens.windows(2).position(|pair| match pair {
        [TokenTree::Group(group), TokenTree::Punct(next)] => {
            group.delimiter() == Delimiter::Brace && next.as_char() == '='
        }
        _ => false,
    });
    let others = tokens.into_iter().enumerate().filter(|(index, _)| Some(*index) != apart);
    is_plain(&others.map(|(_, token)| token).collect())
}

/// Words that begin what takes more than a line.
const BLOCKS: [&str; 8] = ["async", "else", "for", "if", "loop", "match", "unsafe", "while"];

fn has_word(tokens: &[TokenTree], word: &str) -> bool {
    tokens.iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == word))
}

fn stream(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}

/// What stands between commas, outside of brackets of any kind.
fn separated(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![Vec::new()];
    let mut depth = 0usize;
    let mut is_arrow = false;
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' if !is_arrow => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    parts.push(Vec::new());
                    continue;
                }
                _ => {}
            }
            is_arrow = punct.as_char() == '-';
        }
        if let Some(part) = parts.last_mut() {
            part.push(token);
        }
    }
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.map(|part| part.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::{WIDTH, item};

    fn laid_out(code: &TokenStream) -> String {
        prettyplease::unparse(&syn::parse2(code.clone()).unwrap())
    }

    #[test]
    fn short_code_is_written_as_prettyplease_prints_it() {
        let fitting = quote!(
            #[must_use]
            #[cfg(feature = "tag-pets")]
            pub fn a(mut self, it: impl Into<Option<&'static str>>) -> Self {
                self.it = it.into().map(Box::new);
                self
            }
        );
        let long = "a".repeat(WIDTH);
        let name = quote::format_ident!("{}", &long[..40]);
        for code in [
            fitting,
            quote!(
                pub type Fruit = super::BTreeMap<String, Vec<Option<Pear>>>;
            ),
            quote!(
                const URL: &'static str = "https://example.com";
            ),
            quote!(
                fn a() -> Pear {
                    Pear { color: color.into(), size: None }
                }
            ),
            quote!(
                fn a() -> Pear {
                    Pear { color, size }
                }
            ),
            quote!(
                fn a() -> Pear {
                    Pear {}
                }
            ),
            quote!(fn #name(first: BTreeMap<String, i64>, second: &#name) -> Request { a(first).b()? }),
            quote!(
                async fn a() -> Tested {
                    let PearRequired { a, b } = b;
                    let c = d.e(&f, 1, "g").await?;
                    h
                }
            ),
        ] {
            assert_eq!(item(&code, 0), Some(laid_out(&code)));
        }
    }

    #[test]
    fn what_takes_rules_of_its_own_is_left_to_prettyplease() {
        let long = "a".repeat(WIDTH);
        for code in [
            quote!(
                fn a() {
                    match b {
                        c => d,
                    }
                }
            ),
            quote!(
                fn a() {
                    b.map(|c| d)
                }
            ),
            quote!(
                fn a() -> u8 {
                    1 + 2
                }
            ),
            quote!(
                fn a() {
                    vec![1]
                }
            ),
            quote!(
                fn a() {
                    b(C { d })
                }
            ),
            quote!(fn a() { b(#long) }),
            quote!(
                fn a() {}
            ),
            quote!(
                use a::{b, c};
            ),
            quote!(impl A for B { fn c() {} }),
        ] {
            assert_eq!(item(&code, 0), None, "{code}");
        }
    }
}
