//! How the caller says that an operation pages, and what is wrong with that as far as it shows without the
//! description.

use super::choices::refused;
use crate::diagnostic::{Diagnostic, is_pointer};

/// How one operation pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagingChoice {
    /// The operation: its `operationId`, or its method and path where it has none.
    pub operation: String,
    /// The rule; none if its answer is not one page of a list.
    pub rule: Option<PagingRule>,
}

/// What is stated of how an operation pages; what is not stated is recognised. Members of the answer are JSON
/// Pointers, in which `-` stands for the last item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagingRule {
    /// How the next page is asked for.
    pub by: Option<PagingBy>,
    /// The query parameter that asks for a page.
    pub parameter: Option<String>,
    /// The number that the first page has.
    pub first: Option<u64>,
    /// The member with the cursor or the link to the next page.
    pub next: Option<String>,
    /// The header with the cursor or the link to the next page.
    pub next_header: Option<String>,
    /// The list of the items.
    pub items: Option<String>,
    /// The member with the number of all pages.
    pub pages: Option<String>,
    /// The member with the number of all items.
    pub total: Option<String>,
    /// The member that is true where there is a next page.
    pub more: Option<String>,
    /// The member that is true where there is no next page.
    pub last: Option<String>,
}

/// How the next page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagingBy {
    /// By its number.
    Page,
    /// By the number of items before it.
    Offset,
    /// By a value that the page before it states.
    Cursor,
    /// By a URL that the page before it states.
    Link,
}

impl PagingChoice {
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let problem = self.rule.as_ref().and_then(PagingRule::problem);
        problem.map(|problem| refused("paging", &self.operation, &problem)).into_iter().collect()
    }
}

impl PagingRule {
    /// What is wrong with the rule by itself.
    pub fn problem(&self) -> Option<String> {
        let members = [&self.next, &self.items, &self.pages, &self.total, &self.more, &self.last];
        if let Some(wrong) = members.into_iter().flatten().find(|member| !is_pointer(member)) {
            return Some(format!("`{wrong}` is not a JSON Pointer"));
        }
        let bounds = [&self.pages, &self.total, &self.more, &self.last];
        if bounds.into_iter().flatten().count() > 1 {
            return Some("more than one member says where the list ends".to_owned());
        }
        if self.next.is_some() && self.next_header.is_some() {
            return Some("the next page is in a member or in a header, and not in both".to_owned());
        }
        let has_next = self.next.is_some() || self.next_header.is_some();
        let has_bound = bounds.into_iter().any(Option::is_some);
        match self.by {
            Some(PagingBy::Cursor) if !has_next => {
                Some("a cursor needs the member or the header that states it".to_owned())
            }
            Some(PagingBy::Link) if self.parameter.is_some() => {
                Some("a link needs no parameter".to_owned())
            }
            Some(PagingBy::Page | PagingBy::Offset) if has_next && has_bound => {
                Some("a link and a member say where the list ends".to_owned())
            }
            Some(PagingBy::Cursor | PagingBy::Link) if self.first.is_some() => {
                Some("only pages by number have a first number".to_owned())
            }
            _ => None,
        }
    }
}
