//! Random numbers for waits, keys and boundaries. Nothing that must stay secret is made of them.

use std::hash::{BuildHasher, RandomState};

/// 64 random bits.
fn random() -> u64 {
    // Each state has keys of its own, made from the randomness of the system.
    RandomState::new().hash_one(0)
}

/// A random number from 0 to 1.
pub fn chance() -> f64 {
    // 32 bits are enough for a share of a wait.
    f64::from((random() >> 32) as u32) / f64::from(u32::MAX)
}

/// A random UUID (RFC 9562, section 5.4).
pub fn random_id() -> String {
    let bits = u128::from(random()) << 64 | u128::from(random());
    let versioned = bits & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let digits = format!("{versioned:032x}");
    let group = |from, to| digits.get(from..to).unwrap_or_default();
    let groups = [group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32)];
    groups.join("-")
}
