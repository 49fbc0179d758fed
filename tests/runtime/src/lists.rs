//! Lists that come in pages, one for each way to ask for the next page.

use crate::runtime::{Client, Method, Operation, Source, Unexpected, paging, record, request};

/// An item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The id.
    pub id: String,
}

record! { Item { id: required "id" } }

/// A page in an envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What it holds.
    pub data: Option<PageData>,
}

record! { Page { data: optional "data" } }

/// The items of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageData {
    /// The items.
    pub items: Vec<Item>,
}

record! { PageData { items: required "items" } }

impl Client {
    /// `GET /by-page`, counted from 1, with the number of pages
    pub fn by_page(&self) -> ByPage {
        ByPage(self.call(&BY_PAGE))
    }

    /// `GET /by-index`, counted from 0, with the number of items
    pub fn by_index(&self) -> ByIndex {
        ByIndex(self.call(&BY_INDEX))
    }

    /// `GET /by-offset`, with the number of items
    pub fn by_offset(&self) -> ByOffset {
        ByOffset(self.call(&BY_OFFSET))
    }

    /// `GET /until-empty`, of which nothing says where it ends
    pub fn until_empty(&self) -> UntilEmpty {
        UntilEmpty(self.call(&UNTIL_EMPTY))
    }

    /// `GET /while-linked`, whose pages have numbers, and links that are not followed
    pub fn while_linked(&self) -> WhileLinked {
        WhileLinked(self.call(&WHILE_LINKED))
    }

    /// `GET /by-cursor`
    pub fn by_cursor(&self) -> ByCursor {
        ByCursor(self.call(&BY_CURSOR))
    }

    /// `GET /after-last`, which asks for what is behind the last item
    pub fn after_last(&self) -> AfterLast {
        AfterLast(self.call(&AFTER_LAST))
    }

    /// `GET /by-header`, with a cursor in a header
    pub fn by_header(&self) -> ByHeader {
        ByHeader(self.call(&BY_HEADER))
    }

    /// `POST /by-link`, whose pages link to the next one
    pub fn by_link(&self, body: &Item) -> ByLink {
        ByLink(self.call(&BY_LINK).json(body))
    }

    /// `GET /by-link-header`, whose pages link to the next one in a header
    pub fn by_link_header(&self) -> ByLinkHeader {
        ByLinkHeader(self.call(&BY_LINK_HEADER))
    }
}

static BY_PAGE: Operation = Operation::new("byPage", Method::GET, "/by-page");
static BY_INDEX: Operation = Operation::new("byIndex", Method::GET, "/by-index");
static BY_OFFSET: Operation = Operation::new("byOffset", Method::GET, "/by-offset");
static UNTIL_EMPTY: Operation = Operation::new("untilEmpty", Method::GET, "/until-empty");
static WHILE_LINKED: Operation = Operation::new("whileLinked", Method::GET, "/while-linked");
static BY_CURSOR: Operation = Operation::new("byCursor", Method::GET, "/by-cursor");
static AFTER_LAST: Operation = Operation::new("afterLast", Method::GET, "/after-last");
static BY_HEADER: Operation = Operation::new("byHeader", Method::GET, "/by-header");
static BY_LINK: Operation =
    Operation::new("byLink", Method::POST, "/by-link").auth(&[&["QueryKey"], &["AppToken"]]);
static BY_LINK_HEADER: Operation = Operation::new("byLinkHeader", Method::GET, "/by-link-header");

request! {
    /// The request made by [`Client::by_page`].
    ByPage(BY_PAGE) -> Page {
        200 => json,
    } else Unexpected {}
}

paging! { ByPage -> Item, page("/data/items", "page", 1).pages("/data/pages") }

impl ByPage {
    /// Which page.
    pub fn page(self, page: i64) -> Self {
        Self(self.0.query("page", &page))
    }

    /// What to look for.
    pub fn search(self, search: &str) -> Self {
        Self(self.0.query("search", search))
    }
}

request! {
    /// The request made by [`Client::by_index`].
    ByIndex(BY_INDEX) -> serde_json::Value {
        200 => json,
    } else Unexpected {}
}

paging! { ByIndex -> Item, page("/items", "page", 0).total("/total") }

impl ByIndex {
    /// Which page.
    pub fn page(self, page: i64) -> Self {
        Self(self.0.query("page", &page))
    }
}

request! {
    /// The request made by [`Client::by_offset`].
    ByOffset(BY_OFFSET) -> serde_json::Value {
        200 => json,
    } else Unexpected {}
}

paging! { ByOffset -> Item, offset("/items", "offset", 0).total("/total") }

impl ByOffset {
    /// How many items to pass over.
    pub fn offset(self, offset: i64) -> Self {
        Self(self.0.query("offset", &offset))
    }
}

request! {
    /// The request made by [`Client::until_empty`].
    UntilEmpty(UNTIL_EMPTY) -> Vec<Item> {
        200 => json_collection,
    } else Unexpected {}
}

paging! { UntilEmpty -> Item, page("", "page", 1) }

request! {
    /// The request made by [`Client::while_linked`].
    WhileLinked(WHILE_LINKED) -> Vec<Item> {
        200 => json_collection,
    } else Unexpected {}
}

paging! { WhileLinked -> Item, page("", "page", 1).linked(Source::Header("Link")) }

request! {
    /// The request made by [`Client::by_cursor`].
    ByCursor(BY_CURSOR) -> serde_json::Value {
        200 => json,
    } else Unexpected {}
}

paging! { ByCursor -> Item, cursor("/items", "cursor", Source::Member("/meta/next~1cursor")) }

impl ByCursor {
    /// Which page.
    pub fn cursor(self, cursor: &str) -> Self {
        Self(self.0.query("cursor", cursor))
    }
}

request! {
    /// The request made by [`Client::after_last`].
    AfterLast(AFTER_LAST) -> serde_json::Value {
        200 => json,
    } else Unexpected {}
}

paging! { AfterLast -> Item, cursor("/data", "after", Source::Member("/data/-/id")).more("/has_more") }

request! {
    /// The request made by [`Client::by_header`].
    ByHeader(BY_HEADER) -> Vec<Item> {
        200 => json_collection,
    } else Unexpected {}
}

paging! { ByHeader -> Item, cursor("", "from", Source::Header("X-Next")) }

request! {
    /// The request made by [`Client::by_link`].
    ByLink(BY_LINK) -> serde_json::Value {
        200 => json,
    } else Unexpected {}
}

paging! { ByLink -> Item, link("/items", Source::Member("/links/next")) }

impl ByLink {
    /// What to look for.
    pub fn search(self, search: &str) -> Self {
        Self(self.0.query("search", search))
    }

    /// Who asks.
    pub fn trace(self, trace: &str) -> Self {
        Self(self.0.header("X-Trace", trace))
    }
}

request! {
    /// The request made by [`Client::by_link_header`].
    ByLinkHeader(BY_LINK_HEADER) -> Vec<Item> {
        200 => json_collection,
    } else Unexpected {}
}

paging! { ByLinkHeader -> Item, link("", Source::Header("Link")) }
