//! The styles of OpenAPI → those of an API.

use crate::api::Style;
use crate::document;

/// The style of an API for a style of OpenAPI.
pub(super) fn style(style: document::Style) -> Style {
    match style {
        document::Style::Matrix => Style::Matrix,
        document::Style::Label => Style::Label,
        document::Style::Simple => Style::Simple,
        document::Style::Form | document::Style::Cookie => Style::Form,
        document::Style::SpaceDelimited => Style::Spaces,
        document::Style::PipeDelimited => Style::Pipes,
        document::Style::TabDelimited => Style::Tabs,
        document::Style::DeepObject => Style::DeepObject,
    }
}
