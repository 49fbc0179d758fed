//! Tokens of a macro, which may have any syntax → the paths in them: identifiers with `::` between them.

use proc_macro2::{TokenStream, TokenTree};

/// Macros whose tokens are generated code, and not code of this project.
const QUOTING: &[&str] = &["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

pub(super) fn is_quoting(name: &str) -> bool {
    QUOTING.contains(&name)
}

/// The paths, each with its line.
pub(super) fn paths(tokens: TokenStream) -> Vec<(Vec<String>, usize)> {
    let mut scan = Scan::default();
    scan.read(tokens);
    scan.found
}

#[derive(Default)]
struct Scan {
    found: Vec<(Vec<String>, usize)>,
    /// The path that is being read, its line, and the number of colons after it.
    segments: Vec<String>,
    line: usize,
    colons: usize,
}

impl Scan {
    fn read(&mut self, tokens: TokenStream) {
        let mut quoting = false;
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    quoting = false;
                    if self.colons != 2 {
                        self.end();
                    }
                    if self.segments.is_empty() {
                        self.line = word.span().start().line;
                    }
                    self.segments.push(word.to_string());
                    self.colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => self.colons += 1,
                TokenTree::Group(group) => {
                    self.end();
                    if !std::mem::take(&mut quoting) {
                        self.read(group.stream());
                    }
                }
                TokenTree::Punct(sign) => {
                    let name = self.segments.last().filter(|_| sign.as_char() == '!');
                    quoting = name.is_some_and(|name| is_quoting(name));
                    self.end();
                }
                TokenTree::Literal(_) => {
                    quoting = false;
                    self.end();
                }
            }
        }
        self.end();
    }

    fn end(&mut self) {
        self.colons = 0;
        if !self.segments.is_empty() {
            self.found.push((std::mem::take(&mut self.segments), self.line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::paths;

    fn found(code: &str) -> Vec<String> {
        let paths = paths(code.parse().unwrap());
        paths.iter().map(|(path, line)| format!("{line} {}", path.join("::"))).collect()
    }

    #[test]
    fn words_with_colons_are_paths() {
        assert_eq!(
            found("a::b: ::c::d,\n(e, [f::<g>])"),
            ["1 a::b", "1 c::d", "2 e", "2 f", "2 g"]
        );
        assert_eq!(found("$crate::a \"b::c\""), ["1 crate::a"]);
    }

    #[test]
    fn what_is_quoted_is_not_seen() {
        assert_eq!(found("quote! { use a::b; }, c"), ["1 quote", "1 c"]);
        assert_eq!(found("quote, (a::b)"), ["1 quote", "1 a::b"]);
    }
}
