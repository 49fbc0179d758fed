//! Pieces become Markdown again: only that is escaped which would be read as markup.

use super::inline::Piece;
use super::link::bare_url;

/// A space where no line may break; no text has this character.
pub(super) const FIXED_SPACE: char = '\u{1}';
/// Longer code may be broken over lines, as text is.
const LONG_CODE: usize = 72;
/// No entity has a longer name.
const LONGEST_ENTITY: usize = 40;
const DELIMITERS: [char; 3] = ['*', '_', '~'];

/// One line of Markdown, with `\n` for a hard break.
pub(super) fn markdown(pieces: &[Piece]) -> String {
    let mut cautious = Escaper { escaped: &DELIMITERS, ..Escaper::default() };
    cautious.write(pieces);
    let needed: Vec<char> =
        DELIMITERS.into_iter().filter(|c| cautious.may_pair(*c) || has_mark(pieces, *c)).collect();
    if needed.len() == DELIMITERS.len() {
        return cautious.out;
    }
    let mut readable = Escaper { escaped: &needed, ..Escaper::default() };
    readable.write(pieces);
    readable.out
}

fn has_mark(pieces: &[Piece], delimiter: char) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Mark(mark) if mark.starts_with(delimiter)))
}

/// A run of `*`, `_` or `~` that could open or close emphasis.
struct Run {
    delimiter: char,
    opens: bool,
    closes: bool,
}

#[derive(Default)]
struct Escaper<'a> {
    out: String,
    /// The delimiters of emphasis that are escaped.
    escaped: &'a [char],
    runs: Vec<Run>,
    in_link: bool,
}

impl Escaper<'_> {
    /// Whether a run of this delimiter can open what a later one closes.
    fn may_pair(&self, delimiter: char) -> bool {
        let opener = self.runs.iter().position(|run| run.delimiter == delimiter && run.opens);
        let closer = self.runs.iter().rposition(|run| run.delimiter == delimiter && run.closes);
        opener.zip(closer).is_some_and(|(opener, closer)| opener < closer)
    }

    fn write(&mut self, pieces: &[Piece]) {
        let mut pieces = pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Text(text) => {
                    let next = pieces.peek().map_or(' ', |piece| first_character(piece));
                    self.text(text, next);
                }
                Piece::Code(code) => self.code(code),
                Piece::Mark(mark) => self.out.push_str(mark),
                Piece::Autolink(target) => self.autolink(target),
                Piece::Break => self.out.push('\n'),
                Piece::LinkStart => {
                    self.in_link = true;
                    self.out.push('[');
                }
                Piece::LinkEnd(target) => {
                    self.in_link = false;
                    let parentheses = target.contains(['(', ')']);
                    let (open, close) = if parentheses { ("<", ">") } else { ("", "") };
                    self.out.extend(["](", open, target, close, ")"]);
                }
            }
        }
    }

    /// `following` is what comes after the text.
    fn text(&mut self, text: &str, following: char) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(url) = bare_url(rest).filter(|_| !self.in_link) {
                self.autolink(url);
                rest = rest.get(url.len()..).unwrap_or_default();
                continue;
            }
            let after = if DELIMITERS.contains(&c) {
                rest.trim_start_matches(c)
            } else {
                rest.get(c.len_utf8()..).unwrap_or_default()
            };
            let token = rest.get(..rest.len() - after.len()).unwrap_or_default();
            let next = after.chars().next().unwrap_or(following);
            let is_markup = if DELIMITERS.contains(&c) {
                self.is_emphasis(c, next)
            } else if c == '^' {
                // A link whose text begins with it would be a footnote.
                self.in_link && self.out.ends_with('[') && !self.out.ends_with("\\[")
            } else {
                is_markup(c, after, next)
            };
            for c in token.chars() {
                self.out.extend(is_markup.then_some('\\'));
                self.out.push(c);
            }
            rest = after;
        }
    }

    /// Whether a run of a delimiter is to be escaped, by the rules for flanking runs.
    fn is_emphasis(&mut self, delimiter: char, next: char) -> bool {
        let is_punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let previous = self.out.chars().next_back().unwrap_or(' ');
        let (blank_before, blank_after) = (previous.is_whitespace(), next.is_whitespace());
        let (mark_before, mark_after) = (is_punctuation(previous), is_punctuation(next));
        let left = !blank_after && (!mark_after || blank_before || mark_before);
        let right = !blank_before && (!mark_before || blank_after || mark_after);
        let within_words = delimiter != '_';
        let run = Run {
            delimiter,
            opens: left && (within_words || !right || mark_before),
            closes: right && (within_words || !left || mark_after),
        };
        let is_emphasis = (run.opens || run.closes) && self.escaped.contains(&delimiter);
        self.runs.push(run);
        is_emphasis
    }

    fn autolink(&mut self, target: &str) {
        self.out.extend(["<", target, ">"]);
    }

    fn code(&mut self, code: &str) {
        let delimiter = "`".repeat(super::inline::longest_run(code, '`') + 1);
        let touches = |c: char| c == '`' || c == ' ';
        let needs_padding = code.starts_with('`')
            || code.ends_with('`')
            || (code.starts_with(touches) && code.ends_with(touches));
        let padding = if needs_padding { String::from(FIXED_SPACE) } else { String::new() };
        // A line may only begin with what no other kind of block begins with.
        let may_break = code.len() > LONG_CODE && delimiter.len() == 1 && !code.contains("  ");
        self.out.extend([delimiter.as_str(), padding.as_str()]);
        let mut characters = code.chars().peekable();
        while let Some(c) = characters.next() {
            let before_word = characters.peek().is_some_and(|next| next.is_alphabetic());
            self.out.push(if c == ' ' && !(may_break && before_word) { FIXED_SPACE } else { c });
        }
        self.out.extend([padding.as_str(), delimiter.as_str()]);
    }
}

fn first_character(piece: &Piece) -> char {
    match piece {
        Piece::Text(text) => text.chars().next().unwrap_or(' '),
        Piece::Code(_) => '`',
        Piece::Mark(_) => '*',
        Piece::Autolink(_) => '<',
        Piece::LinkStart => '[',
        Piece::LinkEnd(_) => ']',
        Piece::Break => ' ',
    }
}

/// Whether a character begins markup, given the rest of its text and what it is followed by.
fn is_markup(c: char, after: &str, next: char) -> bool {
    match c {
        '`' | '[' | ']' => true,
        '\\' => !next.is_alphanumeric() || bare_url(after).is_some(),
        // With a link after it, `<` would be part of it.
        '<' if after.is_empty() && next == '<' => true,
        '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        // An image is what a link after it would become.
        '!' => after.is_empty() && next == '[',
        '&' => is_entity(after),
        _ => false,
    }
}

fn is_entity(after_ampersand: &str) -> bool {
    let mut name = after_ampersand.chars().take(LONGEST_ENTITY);
    name.find(|c| !c.is_ascii_alphanumeric() && *c != '#') == Some(';')
}
