//! The signs of a text, as words. Most signs only separate words and are dropped; a few carry a meaning
//! wherever they stand, and the others are spelled where nothing else tells two texts apart.

/// A sign before or behind a text that says something of the whole: `-status`, `!open`, `>=5`.
const LEADING: &[char] = &['+', '-', '!', '<', '>', '=', '~', '^'];
const TRAILING: &[char] = &['+', '-', '<', '>', '=', '#', '%'];

/// Signs that separate words and say nothing else.
const SEPARATORS: &[char] =
    &['_', '.', ',', ':', ';', '/', '\\', '(', ')', '[', ']', '{', '}', '\'', '"', '?'];

/// A text in ASCII with the signs spelled that carry a meaning wherever they stand. Signs alone are left
/// as they are.
pub(super) fn meaningful(ascii: &str) -> String {
    let middle = ascii.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if middle.is_empty() || middle.len() == ascii.len() {
        return ascii.to_owned();
    }
    let start = ascii.len() - ascii.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).len();
    let (before, rest) = ascii.split_at(start);
    let (middle, after) = rest.split_at(middle.len());
    let angles = has_angles(ascii);
    let is = |c: char, known: &[char]| known.contains(&c) && !(angles && is_angle(c));
    // Only what stands right beside the text belongs to it.
    let (away, before) = before.split_at(before.trim_end_matches(|c| is(c, LEADING)).len());
    let beside = after.len() - after.trim_start_matches(|c| is(c, TRAILING)).len();
    let (after, rest) = after.split_at(beside);
    let spell = |signs: &str| -> String { signs.chars().map(|c| spelled_if(c, true)).collect() };
    format!("{away}{}{middle}{}{rest}", spell(before), spell(after))
}

/// A text in ASCII with all signs spelled but those that separate words. A hyphen between letters
/// separates.
pub(super) fn operators(ascii: &str) -> String {
    let angles = has_angles(ascii);
    let chars: Vec<char> = ascii.chars().collect();
    let is_letter = |index: Option<usize>| {
        index.and_then(|index| chars.get(index)).is_some_and(char::is_ascii_alphabetic)
    };
    let mut spelled = String::new();
    for (index, c) in chars.iter().enumerate() {
        let hyphen = *c == '-' && is_letter(index.checked_sub(1)) && is_letter(Some(index + 1));
        let separates = hyphen || SEPARATORS.contains(c) || angles && is_angle(*c);
        spelled.push_str(&spelled_if(*c, !separates));
    }
    spelled
}

/// A text with every sign spelled, and with the code of every letter that ASCII does not have.
pub(super) fn all(text: &str) -> String {
    let spell = |c: char| match c.is_ascii() {
        true => spelled_if(c, true),
        false => {
            format!(" {} u{:x} ", deunicode::deunicode_char(c).unwrap_or_default(), u32::from(c))
        }
    };
    text.chars().map(spell).collect()
}

/// Whether the angles of a text are brackets, as in `Page<User>`.
fn has_angles(text: &str) -> bool {
    let within =
        text.find('<').zip(text.rfind('>')).and_then(|(open, close)| text.get(open..close));
    within.is_some_and(|within| within.contains(|c: char| c.is_ascii_alphanumeric()))
}

fn is_angle(c: char) -> bool {
    matches!(c, '<' | '>')
}

fn spelled_if(c: char, spell: bool) -> String {
    match word(c).filter(|_| spell) {
        Some(word) => format!(" {word} "),
        None => c.to_string(),
    }
}

fn word(c: char) -> Option<&'static str> {
    Some(match c {
        '_' => "underscore",
        '-' => "minus",
        '+' => "plus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '!' => "not",
        '?' => "question",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '#' => "hash",
        '@' => "at",
        '~' => "tilde",
        '^' => "caret",
        '(' => "open parenthesis",
        ')' => "close parenthesis",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '\'' => "apostrophe",
        '"' => "quote",
        '`' => "backtick",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{all, meaningful, operators};

    #[test]
    fn a_sign_around_a_text_is_spelled_and_one_within_separates() {
        let cases = [
            ("-status", " minus status"),
            ("+1", " plus 1"),
            ("StartTime<", "StartTime less "),
            ("A-", "A minus "),
            ("us-east-1", "us-east-1"),
            ("ids[]", "ids[]"),
            ("Page<User>", "Page<User>"),
            ("<=", "<="),
            ("_id", "_id"),
            ("![id", "![id"),
        ];
        for (text, spelled) in cases {
            assert_eq!(meaningful(text), spelled, "{text}");
        }
    }

    #[test]
    fn a_hyphen_between_letters_is_no_operator() {
        assert_eq!(operators("us-east-1"), "us-east minus 1");
        assert_eq!(operators("Etc/GMT+1"), "Etc/GMT plus 1");
        assert_eq!(all("a_é"), "a underscore  e ue9 ");
    }
}
