//! What setters take: a value or an option of one, by value or by reference, and lists of them.

use std::borrow::Cow;

/// What a setter for an optional value takes: a `T`, a `&T`, or an `Option` of either; for a `String`, also
/// what is like a text. `None` leaves the value out.
///
/// ```text
/// client.list_customers().search("ada").page(2)
/// client.list_customers().search(arguments.search.as_ref()).page(arguments.page)
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a `{T}` nor a reference to one, nor an `Option` of these"
)]
pub trait IntoOption<T> {
    /// The value, if there is one.
    fn into_option(self) -> Option<T>;
}

/// What a setter for a list takes: an array, a slice, a `Vec` or any iterator, of what a setter for a `T` takes.
/// Each `None` is left out.
///
/// ```text
/// client.list_orders().status([Status::Paid, Status::Shipped]).tags(tags.iter())
/// ```
pub trait IntoList<T> {
    /// The values.
    fn into_list(self) -> Vec<T>;
}

impl<T, I> IntoList<T> for I
where
    I: IntoIterator,
    I::Item: IntoOption<T>,
{
    fn into_list(self) -> Vec<T> {
        self.into_iter().filter_map(IntoOption::into_option).collect()
    }
}

impl<T> IntoOption<T> for T {
    fn into_option(self) -> Option<T> {
        Some(self)
    }
}

impl<T> IntoOption<T> for Option<T> {
    fn into_option(self) -> Option<T> {
        self
    }
}

impl<T: Clone> IntoOption<T> for &T {
    fn into_option(self) -> Option<T> {
        Some(self.clone())
    }
}

impl<T: Clone> IntoOption<T> for Option<&T> {
    fn into_option(self) -> Option<T> {
        self.cloned()
    }
}

impl<T: Clone> IntoOption<T> for &Option<T> {
    fn into_option(self) -> Option<T> {
        self.clone()
    }
}

/// Types that are like a text, each by value and as an option.
macro_rules! text {
    ($($ty:ty),+) => {$(
        impl IntoOption<String> for $ty {
            fn into_option(self) -> Option<String> {
                Some((*self).to_owned())
            }
        }

        impl IntoOption<String> for Option<$ty> {
            fn into_option(self) -> Option<String> {
                self.map(|text| (*text).to_owned())
            }
        }
    )+};
}

text!(&str, &&str, Box<str>, Cow<'_, str>);
