//! The user name and password of `Authorization: Basic` (RFC 7617).

use zeroize::Zeroizing;

use super::Secret;

/// The Base64 of `user:password`.
pub fn basic(user: &Secret, password: &Secret) -> Zeroizing<String> {
    let pair = Zeroizing::new(format!("{}:{}", user.expose(), password.expose()));
    Zeroizing::new(base64(pair.as_bytes()))
}

/// RFC 4648 section 4, with padding.
fn base64(bytes: &[u8]) -> String {
    const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..4_usize {
            let symbol = SYMBOLS.get(group >> (18 - 6 * place) & 63);
            let symbol = symbol.filter(|_| place <= chunk.len()).unwrap_or(&b'=');
            text.push(char::from(*symbol));
        }
    }
    text
}
