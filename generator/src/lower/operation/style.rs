//! How values are spelled, in the words of an API.

use crate::api::Style;
use crate::document;

/// A style in the words of an API. That of a deep object knows no other way than to explode.
pub(super) fn style(style: document::Style) -> Style {
    match style {
        document::Style::Matrix => Style::Matrix,
        document::Style::Label => Style::Label,
        document::Style::Simple => Style::Simple,
        document::Style::Form => Style::Form,
        document::Style::SpaceDelimited => Style::Spaces,
        document::Style::PipeDelimited => Style::Pipes,
        document::Style::DeepObject => Style::DeepObject,
    }
}
