//! A header `Accept` → what is wrong with it by its grammar (RFC 9110, section 12.5.1), which mock servers do not
//! check.

/// The fault of a header, if it has one.
pub fn fault(header: &str) -> Option<String> {
    let mut elements = split(header, ',');
    // An empty element counts as none (section 5.6.1.2).
    let wrong = elements.find(|element| !element.trim().is_empty() && !is_media_range(element))?;
    Some(format!("`{}` of the header `accept` is no media range", wrong.trim()))
}

/// Splits at a separator that stands in no quoted string.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |letter| {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        letter == separator && !is_quoted
    })
}

fn is_media_range(element: &str) -> bool {
    let mut parts = split(element, ';');
    let range = parts.next().unwrap_or_default().trim();
    let is_range = range.split_once('/').is_some_and(|(kind, subtype)| {
        let is_any = kind == "*" && subtype == "*";
        is_any || kind != "*" && is_token(kind) && is_token(subtype)
    });
    is_range && parts.all(is_parameter)
}

/// Whether a text is a parameter (section 5.6.6) or a weight (section 12.4.2), or is blank.
fn is_parameter(text: &str) -> bool {
    let text = text.trim();
    let Some((name, value)) = text.split_once('=') else { return text.is_empty() };
    if name.eq_ignore_ascii_case("q") {
        return is_weight(value);
    }
    is_token(name) && (is_token(value) || is_quoted(value))
}

/// Whether a text is a number from 0 to 1 with at most three digits behind the point.
fn is_weight(text: &str) -> bool {
    let (whole, digits) = text.split_once('.').unwrap_or((text, ""));
    match whole {
        "0" => digits.len() <= 3 && digits.chars().all(|digit| digit.is_ascii_digit()),
        "1" => digits.len() <= 3 && digits.chars().all(|digit| digit == '0'),
        _ => false,
    }
}

fn is_quoted(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inner.is_some_and(|inner| inner.chars().all(|letter| letter == '\t' || !letter.is_control()))
}

/// Whether a text is a token (section 5.6.2).
fn is_token(text: &str) -> bool {
    let is_sign = |letter: char| "!#$%&'*+-.^_`|~".contains(letter);
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || is_sign(letter))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_is_a_list_of_media_ranges_has_no_fault() {
        for header in [
            "application/json",
            "application/json, */*;q=0.5",
            "text/*;charset=utf-8;q=1.000,application/vnd.a+json; v=\"1,2;\\\"3\"",
            "a/b,,c/d",
        ] {
            assert_eq!(fault(header), None, "{header}");
        }
    }

    #[test]
    fn what_is_none_has_one() {
        for header in [
            "json",
            "*/json",
            "a/b/c",
            "a/ b",
            "a/b;q=2",
            "a/b;q=0.1234",
            "a/b;c",
            "a/b;c=\"",
            "a/b c/d",
        ] {
            assert!(fault(header).is_some(), "{header}");
        }
    }
}
