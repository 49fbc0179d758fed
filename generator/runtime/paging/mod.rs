//! Answers that are one page of a list each → the pages of the list, or its items, as streams. A request is
//! sent when the stream is polled for what it brings, and never before.

mod items;
mod link;
mod member;
mod pages;
mod rule;
mod token;
mod walk;

pub use items::Items;
pub use pages::Pages;
pub use rule::{Paging, Source};
pub use token::{InvalidPageToken, PageToken};

use serde::de::DeserializeOwned;

use crate::runtime::answer::Answers;

/// A request whose answer is one page of a list; implemented by the macro `paging!`.
pub trait Paged: Answers {
    /// An item of the list.
    type Item: DeserializeOwned + 'static;
    /// How the next page is asked for, and where its items are.
    const PAGING: &'static Paging;
}

/// Gives a request the methods `pages` and `items`.
///
/// ```text
/// paging! { ListCustomers -> types::Customer, page("/customers", "page", 1).pages("/pages") }
/// ```
///
/// The rule is a function of [`Paging`], and what is called on its value.
macro_rules! paging {
    ($name:ident -> $item:ty, $($rule:tt)+) => {
        impl $name {
            /// The pages of the list, from the page that this request is for to the last one.
            pub fn pages(self) -> $crate::runtime::Pages<Self> {
                $crate::runtime::Pages::new(self.0)
            }

            /// The items of the list, from the page that this request is for to the last one.
            pub fn items(self) -> $crate::runtime::Items<Self> {
                $crate::runtime::Items::new(self.0)
            }
        }

        impl $crate::runtime::Paged for $name {
            type Item = $item;
            const PAGING: &'static $crate::runtime::Paging =
                &$crate::runtime::Paging::$($rule)+;
        }
    };
}

pub(crate) use paging;
