//! Random numbers for waits, keys and boundaries. Nothing that must stay secret is made of them.

/// 64 random bits.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn random() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    // Each state has keys of its own, made from the randomness of the system.
    RandomState::new().hash_one(0)
}

/// 64 random bits. In a browser, `std` would give the same in every page.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn random() -> u64 {
    // A number from 0 to 1 has 52 bits or more, depending on the browser.
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    half() << 32 | half()
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
