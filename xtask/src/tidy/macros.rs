//! Tokens of a file → calls of macros that mark unfinished work. Tokens are searched and not syntax, which
//! does not show calls inside of other macros.

use proc_macro2::{Spacing, TokenStream, TokenTree};

use super::fault::Fault;
use super::files::TextFile;

const UNFINISHED: &[&str] = &["dbg", "todo", "unimplemented"];

pub(super) fn faults(file: &TextFile) -> Vec<Fault> {
    let mut faults = Vec::new();
    // That a file cannot be read as Rust is a fault of its own.
    if let Ok(tokens) = file.text.parse::<TokenStream>() {
        scan(tokens, &file.path, &mut faults);
    }
    faults
}

fn scan(tokens: TokenStream, path: &str, faults: &mut Vec<Fault>) {
    let mut before = None;
    for token in tokens {
        match &token {
            TokenTree::Group(group) => scan(group.stream(), path, faults),
            // In `todo != done` the `!` is joined to the `=`.
            TokenTree::Punct(sign) if sign.as_char() == '!' && sign.spacing() == Spacing::Alone => {
                if let Some(TokenTree::Ident(name)) = before
                    && UNFINISHED.iter().any(|unfinished| name == unfinished)
                {
                    let what = format!("`{name}!` is unfinished work; finish it");
                    faults.push(Fault::new(path, name.span().start().line, what));
                }
            }
            _ => {}
        }
        before = Some(token);
    }
}

#[cfg(test)]
mod tests {
    use super::{TextFile, UNFINISHED, faults};

    fn messages(code: &str) -> Vec<String> {
        faults(&TextFile::new("a.rs", code)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn unfinished_work_is_a_fault_wherever_it_stands() {
        for name in UNFINISHED {
            let fault = format!("a.rs:2: `{name}!` is unfinished work; finish it");
            for code in ["NAME!()", "std::NAME!(1)", "vec![NAME!(1)]"] {
                let code = code.replace("NAME", name);
                assert_eq!(messages(&format!("fn f() {{\n {code} }}")), [fault.as_str()], "{code}");
            }
        }
    }

    #[test]
    fn words_are_no_macros() {
        assert!(
            messages("/// No `todo!` here.\nfn f(todo: u8) { g(todo != 1, \"dbg!\") }").is_empty()
        );
    }
}
