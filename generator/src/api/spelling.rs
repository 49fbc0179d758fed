//! How the values of parameters and of forms are spelled.

use super::ParameterPlace;

/// How a value is spelled under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// The style.
    pub style: Style,
    /// Whether the values of a list or an object are spelled one by one.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub reserved: bool,
    /// Whether null and an empty list are sent, as an empty value.
    pub or_empty: bool,
}

/// A style, by what it looks like for two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `;name=1,2`
    Matrix,
    /// `.1,2`
    Label,
    /// `1,2`
    Simple,
    /// `name=1&name=2`
    Form,
    /// `name=1 2`
    Spaces,
    /// `name=1|2`
    Pipes,
    /// `name=1`, a tab, `2`
    Tabs,
    /// `name[]=1&name[]=2`
    DeepObject,
    /// `[1,2]`
    Json,
}

impl Spelling {
    /// A spelling without anything special.
    pub fn new(style: Style, explode: bool) -> Self {
        Self { style, explode, reserved: false, or_empty: false }
    }

    /// The spelling that a place has by default.
    pub fn usual(place: ParameterPlace) -> Self {
        match place {
            ParameterPlace::Path | ParameterPlace::Header => Self::new(Style::Simple, false),
            ParameterPlace::Query | ParameterPlace::Cookie => Self::new(Style::Form, true),
        }
    }

    /// The plainest spelling that spells a scalar in the same way: how several values are joined makes no
    /// difference to one.
    pub fn of_scalar(self) -> Self {
        match self.style {
            Style::Simple => Self { explode: false, ..self },
            Style::Matrix | Style::Label => Self { explode: false, ..self },
            Style::Form | Style::Spaces | Style::Pipes | Style::Tabs | Style::DeepObject => {
                Self { style: Style::Form, explode: true, ..self }
            }
            Style::Json => self,
        }
    }
}
