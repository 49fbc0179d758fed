//! A text → the word for the style that it is spelled in, which tells it from the same words in another.

/// The style of a text, if it is one that has a name.
pub(super) fn style(text: &str) -> Option<&'static str> {
    let is_other = |c: &char| !c.is_ascii_alphanumeric();
    let mut signs: Vec<char> = text.chars().filter(is_other).collect();
    signs.sort_unstable();
    signs.dedup();
    let upper = text.contains(|c: char| c.is_ascii_uppercase());
    let lower = text.contains(|c: char| c.is_ascii_lowercase());
    match (signs.as_slice(), upper, lower) {
        (_, false, false) => None,
        ([], ..) => Some(unseparated(text, upper, lower)),
        ([sign], ..) => separated(*sign, upper && !lower),
        _ => None,
    }
}

fn unseparated(text: &str, upper: bool, lower: bool) -> &'static str {
    let begins_upper = text.starts_with(|c: char| c.is_ascii_uppercase());
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    match (upper, lower) {
        (true, false) => "upper",
        (false, _) => "lower",
        _ if !begins_upper => "camel",
        _ if capitals == 1 => "capitalized",
        _ => "pascal",
    }
}

fn separated(sign: char, upper: bool) -> Option<&'static str> {
    Some(match sign {
        '_' if upper => "upper snake",
        '_' => "snake",
        '-' if upper => "upper kebab",
        '-' => "kebab",
        '.' => "dotted",
        '/' => "slashed",
        ':' => "colons",
        ' ' => "spaced",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::style;

    #[test]
    fn texts_of_the_same_words_have_different_styles() {
        let cases = [
            ("asc", Some("lower")),
            ("ASC", Some("upper")),
            ("Asc", Some("capitalized")),
            ("apiKey", Some("camel")),
            ("ApiKey", Some("pascal")),
            ("api_key", Some("snake")),
            ("API_KEY", Some("upper snake")),
            ("api-key", Some("kebab")),
            ("api.key", Some("dotted")),
            ("10", None),
            ("a-b_c", None),
            ("é", None),
        ];
        for (text, word) in cases {
            assert_eq!(style(text), word, "{text}");
        }
    }
}
