//! A name on the wire → its words, by which names of any style are compared: `next_cursor`, `nextCursor` and
//! `next-cursor` are one.

/// The words of a name, in lower case.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    let mut letters = name.chars().peekable();
    while let Some(c) = letters.next() {
        let begins = c.is_uppercase()
            && (!before.is_uppercase() || letters.peek().is_some_and(|next| next.is_lowercase()));
        if (begins || !c.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// Whether words are one of some phrases, whose words have blanks between them.
pub(super) fn is_one_of(words: &[String], phrases: &[&str]) -> bool {
    let phrase = words.join(" ");
    phrases.contains(&phrase.as_str())
}

/// Whether one of the words is among others.
pub(super) fn has_any(words: &[String], others: &[&str]) -> bool {
    words.iter().any(|word| others.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_name_of_any_style_has_equal_words() {
        for name in ["next_cursor", "nextCursor", "NextCursor", "next-cursor", "page.next[cursor]"]
        {
            let expected: &[&str] =
                if name.contains('.') { &["page", "next", "cursor"] } else { &["next", "cursor"] };
            assert_eq!(words(name), expected, "{name}");
        }
        assert_eq!(words("nextURLOfPage2"), ["next", "url", "of", "page2"]);
        assert_eq!(words("@odata.nextLink"), ["odata", "next", "link"]);
        assert_eq!(words("$skip"), ["skip"]);
    }
}
