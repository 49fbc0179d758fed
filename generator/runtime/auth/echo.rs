//! How a server may spell a text that it repeats: as it is, or escaped for a URL, a form, JSON or HTML.

/// How many bytes at the start of `text` repeat `secret`; `None` if `text` does not start with it. Each
/// character may be escaped in a way of its own: servers do not agree on which ones they escape.
pub fn echo(secret: &str, text: &str) -> Option<usize> {
    let mut characters = secret.chars();
    // At most places of a text there is nothing, and nothing is allocated.
    let mut ends: Vec<usize> = spellings(characters.next()?, text).collect();
    for character in characters {
        let mut longer = Vec::new();
        for end in ends {
            for length in spellings(character, text.get(end..)?) {
                // A percent sign is one itself, and begins an escape: both are followed.
                if !longer.contains(&(end + length)) {
                    longer.push(end + length);
                }
            }
        }
        ends = longer;
        if ends.is_empty() {
            return None;
        }
    }
    ends.into_iter().max()
}

/// The lengths of the spellings of a character with which `text` starts.
fn spellings(character: char, text: &str) -> impl Iterator<Item = usize> {
    let as_is = text.starts_with(character).then(|| character.len_utf8());
    // A blank in a form.
    let plus = (character == ' ' && text.starts_with('+')).then_some(1);
    let escaped = [percent(character, text), json(character, text), entity(character, text)];
    [as_is, plus].into_iter().chain(escaped).flatten()
}

/// `%2F` or `%2f`, for each byte of the character (RFC 3986, section 2.1).
fn percent(character: char, text: &str) -> Option<usize> {
    let mut rest = text;
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        let digits = rest.strip_prefix('%')?.get(..2)?;
        rest = rest.get(3..).filter(|_| hexadecimal(digits) == Some(byte.into()))?;
    }
    Some(text.len() - rest.len())
}

/// `\/`, `\"`, `\\`, or `\u002F`, or two of these (RFC 8259, section 7).
fn json(character: char, text: &str) -> Option<usize> {
    let escaped = text.strip_prefix('\\')?;
    if matches!(character, '/' | '"' | '\\' | '\'') && escaped.starts_with(character) {
        return Some(2);
    }
    let mut rest = text;
    for unit in character.encode_utf16(&mut [0; 2]) {
        let digits = rest.strip_prefix("\\u")?.get(..4)?;
        rest = rest.get(6..).filter(|_| hexadecimal(digits) == Some((*unit).into()))?;
    }
    Some(text.len() - rest.len())
}

/// Bytes between `&` and `;`: those of `#x0001F600`.
const LONGEST_NAME: usize = 10;

/// `&amp;`, `&#38;` or `&#x26;` (the HTML standard, section 13.1.4).
fn entity(character: char, text: &str) -> Option<usize> {
    let after = text.strip_prefix('&')?;
    // Not farther, so that a text of many ampersands is not searched to its end for each.
    let end = after.bytes().take(LONGEST_NAME + 1).position(|byte| byte == b';')?;
    let name = after.get(..end)?;
    let spelled = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => hexadecimal(digits),
            None => number.parse().ok(),
        },
        None => named(name).map(u32::from),
    };
    (spelled == Some(character.into())).then(|| name.len() + 2)
}

/// The characters that have to be escaped in HTML, by their names.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "apos" => '\'',
        "gt" => '>',
        "lt" => '<',
        "quot" => '"',
        _ => return None,
    })
}

fn hexadecimal(digits: &str) -> Option<u32> {
    u32::from_str_radix(digits, 16).ok()
}
