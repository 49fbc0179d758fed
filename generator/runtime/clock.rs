//! Time: moments, waits, and the time of day. That of `tokio`, which tests can pause; in a browser, which has
//! other timers, that of `wasmtimer`, which has the same names.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use std::time::SystemTime;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use tokio::time::{Instant, Sleep, sleep, sleep_until, timeout_at};

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use wasmtimer::std::{Instant, SystemTime};
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use wasmtimer::tokio::{Sleep, sleep, sleep_until, timeout_at};
