//! Tokens → one line, with blanks where a reader of Rust expects them. It knows what stands in types and in
//! the rows of macros: paths, generics, calls, references, ranges and arrows.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Tokens on one line.
pub fn line(tokens: &TokenStream) -> String {
    Line::of(tokens).text
}

/// A line, and where it may be broken.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// After which bytes a line may end: behind commas.
    breaks: Vec<usize>,
}

/// What stands before a token, as far as the blank between them depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or what the next token touches.
    Touching,
    /// A word that a list of arguments touches.
    Name,
    /// What is followed by a blank, unless the next token touches what stands before it.
    Value,
    /// What is always followed by a blank.
    Separator,
}

/// Words that no list of arguments follows.
const KEYWORDS: [&str; 2] = ["else", "in"];

impl Line {
    pub(super) fn of(tokens: &TokenStream) -> Self {
        let mut line = Self::default();
        line.write(tokens.clone());
        line
    }

    fn write(&mut self, tokens: TokenStream) {
        let mut before = Before::Touching;
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            before = match token {
                TokenTree::Punct(punct) => {
                    let mut operator = punct.as_char().to_string();
                    let mut spacing = punct.spacing();
                    while let (Spacing::Joint, Some(TokenTree::Punct(next))) =
                        (spacing, tokens.peek())
                    {
                        operator.push(next.as_char());
                        spacing = next.spacing();
                        tokens.next();
                    }
                    self.operator(before, &operator)
                }
                TokenTree::Group(group) => self.group(before, &group),
                TokenTree::Ident(ident) => {
                    self.blank(before, false);
                    self.text.push_str(&ident.to_string());
                    if KEYWORDS.iter().any(|keyword| ident == keyword) {
                        Before::Separator
                    } else {
                        Before::Name
                    }
                }
                TokenTree::Literal(literal) => {
                    self.blank(before, false);
                    self.text.push_str(&literal.to_string());
                    Before::Value
                }
            };
        }
    }

    /// Writes the blank between two tokens. `touches` says that the second touches what it follows.
    fn blank(&mut self, before: Before, touches: bool) {
        let is_apart = match before {
            Before::Touching => false,
            Before::Name | Before::Value => !touches,
            Before::Separator => true,
        };
        if is_apart {
            self.text.push(' ');
        }
    }

    fn operator(&mut self, before: Before, operator: &str) -> Before {
        let touches_left = !matches!(operator, "->" | "=>" | "=" | "+" | "&");
        self.blank(before, touches_left);
        self.text.push_str(operator);
        match operator {
            "," => {
                self.breaks.push(self.text.len());
                Before::Separator
            }
            ";" | ":" | "->" | "=>" | "=" | "+" => Before::Separator,
            closed if closed.starts_with('>') => Before::Name,
            _ => Before::Touching,
        }
    }

    fn group(&mut self, before: Before, group: &Group) -> Before {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if group.stream().is_empty() => ("{", "}"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        let touches = before == Before::Name && group.delimiter() == Delimiter::Parenthesis;
        self.blank(before, touches);
        self.text.push_str(open);
        self.write(group.stream());
        self.text.push_str(close);
        Before::Value
    }

    /// The line in as many lines as it takes: the first begins at a column, the others at another.
    pub(super) fn filled(&self, first: usize, others: usize, width: usize) -> String {
        let mut filled = String::new();
        let mut column = first;
        let mut start = 0;
        let ends = self.breaks.iter().copied().chain([self.text.len()]);
        for piece in ends.map(|end| {
            let piece = self.text.get(start..end).unwrap_or_default();
            start = end;
            piece
        }) {
            let length = piece.chars().count();
            if !filled.is_empty() && column + length > width {
                let piece = piece.trim_start();
                filled.push('\n');
                filled.extend(std::iter::repeat_n(' ', others));
                filled.push_str(piece);
                column = others + piece.chars().count();
            } else {
                filled.push_str(piece);
                column += length;
            }
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn blanks_stand_where_a_reader_expects_them() {
        let cases = [
            (
                quote!(std::collections::BTreeMap<String, Vec<Option<types::Pet>>>),
                "std::collections::BTreeMap<String, Vec<Option<types::Pet>>>",
            ),
            (
                quote!(Point { 0: required, 1: optional; ..2 }),
                "Point { 0: required, 1: optional; ..2 }",
            ),
            (
                quote!(400..=499, "a/b" => text in types::Placed::Table),
                "400..=499, \"a/b\" => text in types::Placed::Table",
            ),
            (quote!(_ => empty), "_ => empty"),
            (quote!(Lists -> Vec<runtime::Event<()>>), "Lists -> Vec<runtime::Event<()>>"),
            (quote!(else ()), "else ()"),
            (quote!(Fish: object + "fish"), "Fish: object + \"fish\""),
            (quote!(Json(_): json "a/b"), "Json(_): json \"a/b\""),
            (quote!(..? others), "..?others"),
            (
                quote!((Style::FORM.joined(), &["a", "b"])),
                "(Style::FORM.joined(), &[\"a\", \"b\"])",
            ),
            (quote!(Pet {}), "Pet {}"),
        ];
        for (tokens, expected) in cases {
            assert_eq!(line(&tokens), expected);
        }
    }

    #[test]
    fn a_long_line_is_broken_behind_commas() {
        let line = Line::of(&quote!(("first", &["a, b", "c"])));
        assert_eq!(line.filled(4, 8, 19), "(\"first\",\n        &[\"a, b\",\n        \"c\"])");
        assert_eq!(
            line.filled(0, 8, 24),
            "(\"first\", &[\"a, b\", \"c\"])".replace(" \"c", "\n        \"c")
        );
        assert_eq!(line.filled(0, 8, 25), line.text);
    }
}
