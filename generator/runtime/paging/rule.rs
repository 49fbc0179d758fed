//! How a list is paged through: how its next page is asked for, and what says that there is one. Places in
//! an answer are JSON Pointers (RFC 6901), in which `-` stands for the last item of a list.

/// How a list is paged through.
#[derive(Debug, Clone, Copy)]
pub struct Paging {
    /// Where the items of a page are in its body.
    pub items: &'static str,
    /// How the next page is asked for.
    pub step: Step,
    /// What says that there is a next page.
    pub bound: Bound,
}

/// How the next page is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// By its number.
    Page {
        /// The query parameter for the number.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
    },
    /// By the number of items before it.
    Offset {
        /// The query parameter for the number.
        parameter: &'static str,
        /// The number that the first page has.
        first: u64,
    },
    /// By a value that the page before it states.
    Cursor {
        /// The query parameter for the value.
        parameter: &'static str,
        /// Where the page before it states the value.
        source: Source,
    },
    /// By a URL that the page before it states.
    Link(Source),
}

/// Where an answer states a cursor or a link.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// In a member of its body.
    Member(&'static str),
    /// In a header. Of the header `Link`, the URL with the relation `next` is meant.
    Header(&'static str),
}

/// What says that there is a next page.
#[derive(Debug, Clone, Copy)]
pub enum Bound {
    /// A cursor or a link to it; where pages have numbers, that this page is not empty.
    Unstated,
    /// The member with the number of all pages.
    Pages(&'static str),
    /// The member with the number of all items.
    Total(&'static str),
    /// The member that is true where there is a next page.
    More(&'static str),
    /// The member that is true where there is no next page.
    Last(&'static str),
    /// A link, which is not followed.
    Link(Source),
}

impl Paging {
    /// Pages that have numbers.
    pub const fn page(items: &'static str, parameter: &'static str, first: u64) -> Self {
        Self::of(items, Step::Page { parameter, first })
    }

    /// Pages that are told by the number of items before them.
    pub const fn offset(items: &'static str, parameter: &'static str, first: u64) -> Self {
        Self::of(items, Step::Offset { parameter, first })
    }

    /// Pages that are asked for by a value that the page before states.
    pub const fn cursor(items: &'static str, parameter: &'static str, source: Source) -> Self {
        Self::of(items, Step::Cursor { parameter, source })
    }

    /// Pages that link to the next one.
    pub const fn link(items: &'static str, source: Source) -> Self {
        Self::of(items, Step::Link(source))
    }

    const fn of(items: &'static str, step: Step) -> Self {
        Self { items, step, bound: Bound::Unstated }
    }

    /// States the member with the number of all pages.
    pub const fn pages(self, member: &'static str) -> Self {
        Self { bound: Bound::Pages(member), ..self }
    }

    /// States the member with the number of all items.
    pub const fn total(self, member: &'static str) -> Self {
        Self { bound: Bound::Total(member), ..self }
    }

    /// States the member that is true where there is a next page.
    pub const fn more(self, member: &'static str) -> Self {
        Self { bound: Bound::More(member), ..self }
    }

    /// States the member that is true where there is no next page.
    pub const fn last(self, member: &'static str) -> Self {
        Self { bound: Bound::Last(member), ..self }
    }

    /// States the link that is there where there is a next page.
    pub const fn linked(self, source: Source) -> Self {
        Self { bound: Bound::Link(source), ..self }
    }

    /// The query parameter that asks for a page; `None` where the page has a URL of its own.
    pub const fn parameter(&self) -> Option<&'static str> {
        match self.step {
            Step::Page { parameter, .. }
            | Step::Offset { parameter, .. }
            | Step::Cursor { parameter, .. } => Some(parameter),
            Step::Link(_) => None,
        }
    }
}
