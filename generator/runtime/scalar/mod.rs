//! Values that travel as text in a format of their own.

mod base64;
mod date;
mod date_time;
mod duration;
mod time;

pub use base64::{Base64, Base64Url, Encoded};
pub use date::Date;
pub use date_time::DateTime;
pub use duration::Duration;
pub use time::Time;
