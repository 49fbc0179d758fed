//! Text within a block: pieces of text, code, emphasis and links, and the lines that a paragraph,
//! a cell or a block of code becomes.

use super::escape::{FIXED_SPACE, markdown};

pub(super) enum Piece {
    Text(String),
    Code(String),
    /// Opens or closes emphasis.
    Mark(&'static str),
    Autolink(String),
    LinkStart,
    LinkEnd(String),
    Break,
}

/// Whether a character is text: not a control character, nor one that nobody sees or that turns
/// the direction of the text around it.
pub(super) fn is_visible(c: char) -> bool {
    let is_hidden = matches!(c,
        '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    !c.is_control() && !is_hidden
}

/// An entity may stand for any character, also for one that the description itself may not hold.
fn clean(text: &str) -> impl Iterator<Item = char> {
    let blank = |c| {
        if matches!(c, '\n' | '\r' | '\t' | '\u{a0}') { ' ' } else { c }
    };
    text.chars().map(blank).filter(|c| is_visible(*c))
}

/// Two texts in a row are one: together they may read as markup.
pub(super) fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.extend(clean(text));
    } else if clean(text).next().is_some() {
        pieces.push(Piece::Text(clean(text).collect()));
    }
}

/// Two code spans in a row are one: their delimiters would run together.
pub(super) fn push_code(pieces: &mut Vec<Piece>, code: &str) {
    if let Some(Piece::Code(last)) = pieces.last_mut() {
        last.extend(clean(code));
    } else if clean(code).any(|c| c != ' ') {
        pieces.push(Piece::Code(clean(code).collect()));
    }
}

/// Emphasis around nothing would show its marks: then the opening one goes instead.
pub(super) fn close_mark(pieces: &mut Vec<Piece>, mark: &'static str) {
    let opening = pieces.pop_if(|last| matches!(last, Piece::Mark(open) if *open == mark));
    if opening.is_none() {
        pieces.push(Piece::Mark(mark));
    }
}

pub(super) fn is_blank(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| matches!(piece, Piece::Text(text) if text.trim().is_empty()))
}

/// A block of code, fenced so that nothing inside ends it; empty if the code is.
pub(super) fn fence(code: &str, info_word: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in code.lines() {
        let line: String = clean(line).collect();
        let line = line.trim_end();
        let follows_blank = lines.last().is_none_or(String::is_empty);
        if !(line.is_empty() && follows_blank) {
            lines.push(line.to_owned());
        }
    }
    lines.pop_if(|last| last.is_empty());
    if lines.is_empty() {
        return lines;
    }
    let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
    lines.insert(0, format!("{fence}{info_word}"));
    lines.push(fence);
    lines
}

pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(|run| run.chars().count()).max().unwrap_or(0)
}

/// The cell of a table: one line, whose bars do not end it.
pub(super) fn cell(pieces: &[Piece]) -> String {
    let words = markdown(pieces).replace('\n', " ").replace('|', "\\|");
    let line = words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.replace(FIXED_SPACE, " ").trim().to_owned()
}

/// The lines of a paragraph, none of which begins like another kind of block.
pub(super) fn paragraph(pieces: &[Piece], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in markdown(pieces).split('\n') {
        let mut words = part.split(' ').filter(|word| !word.is_empty());
        let Some(first) = words.next() else { continue };
        if let Some(before_break) = lines.last_mut() {
            before_break.push('\\');
        }
        let mut line = escape_marker(first);
        let mut columns = line.chars().count();
        for word in words {
            let length = word.chars().count();
            if columns + 1 + length > width && !is_marker(word) {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            } else {
                line.push(' ');
                columns += 1;
            }
            line.push_str(word);
            columns += length;
        }
        lines.push(line);
    }
    lines.iter().map(|line| line.replace(FIXED_SPACE, " ")).collect()
}

/// Whether a line that begins with this word might be a list item, heading, quote, rule, fence,
/// underline or part of a table.
fn is_marker(word: &str) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    let is_repeated = || "-+*_=#".contains(first) && word.chars().all(|c| c == first);
    let is_table_rule = || word.chars().all(|c| "|:-".contains(c));
    first == '>'
        || word.starts_with("~~~")
        || is_repeated()
        || is_table_rule()
        || item_number(word).is_some()
}

/// The digits of a word that reads as the number of a list item.
fn item_number(word: &str) -> Option<&str> {
    let digits = word.strip_suffix(['.', ')'])?;
    let is_number = (1..10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(digits)
}

fn escape_marker(word: &str) -> String {
    let digits = item_number(word).unwrap_or_default();
    let escape = if is_marker(word) { "\\" } else { "" };
    format!("{digits}{escape}{}", word.strip_prefix(digits).unwrap_or_default())
}
