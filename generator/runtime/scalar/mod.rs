//! Values that travel as text in a format of their own, or whose type the caller chose.

mod as_number;
mod as_text;
mod base64;
mod date;
mod date_time;
mod duration;
mod time;

pub use as_number::AsNumber;
pub use as_text::AsText;
pub use base64::{Base64, Base64Url, Encoded};
pub use date::Date;
pub use date_time::DateTime;
pub use duration::Duration;
pub use time::Time;
