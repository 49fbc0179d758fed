//! Numbers whose fraction is zero, which are integers in JSON Schema (2020-12, section 4.2.3).

use serde_json::Number;

/// A JSON text with every number whose fraction is zero written as an integer; `None` if there is none to
/// change. All other numbers keep their digits.
pub fn with_whole_numbers(json: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(json.len());
    let mut changed = false;
    let mut rest = json;
    while let Some(first) = rest.first() {
        let (length, is_number) = match first {
            b'"' => (string_length(rest), false),
            b'-' | b'0'..=b'9' => {
                (rest.iter().take_while(|byte| is_of_number(**byte)).count(), true)
            }
            _ => (1, false),
        };
        let (token, after) = rest.split_at(length);
        match is_number.then(|| integer_of(token)).flatten() {
            Some(integer) => {
                whole.extend(integer.to_string().bytes());
                changed = true;
            }
            None => whole.extend(token),
        }
        rest = after;
    }
    changed.then_some(whole)
}

/// The integer that is written with a fraction or an exponent.
fn integer_of(token: &[u8]) -> Option<i64> {
    let number: Number = serde_json::from_slice(token).ok()?;
    if is_written_as_integer(&number) { None } else { as_integer(&number) }
}

/// How many bytes the string has that a JSON text begins with.
fn string_length(json: &[u8]) -> usize {
    let mut escaped = false;
    let end = json.iter().skip(1).position(|byte| {
        let is_end = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        is_end
    });
    end.map_or(json.len(), |end| end + 2)
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || b"+-.eE".contains(&byte)
}

/// Whether a number is written without a fraction and an exponent.
pub fn is_written_as_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

/// The integer that a number stands for; `None` where the number has a fraction, or is so large that
/// its digits may have been rounded.
pub fn as_integer(number: &Number) -> Option<i64> {
    // From 2^51 on, serde_json may have rounded the digits to a neighbouring number.
    const EXACT: f64 = 2_251_799_813_685_248.0;
    let value = number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() < EXACT)?;
    // No loss: the range was checked above.
    Some(value as i64)
}
