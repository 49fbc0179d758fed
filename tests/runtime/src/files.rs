//! The shop's files: what is sent in parts and what comes as a stream.

use std::collections::BTreeMap;

use crate::runtime::{
    Body, Bytes, Chunks, Client, Event, Events, FilePart, Lines, Method, Operation, Parts, Style,
    Unexpected, headers, multipart, request, stream,
};
use crate::types::{Customer, Filter};

/// What [`Client::upload`] sends.
#[derive(Debug)]
pub struct UploadBody {
    /// What it shows.
    pub title: String,
    /// The picture.
    pub picture: FilePart,
    /// More pictures.
    pub more: Option<Vec<FilePart>>,
    /// How it is found.
    pub tags: Option<Vec<String>>,
    /// Who took it.
    pub filter: Option<Filter>,
    /// Sent as CSV.
    pub table: Option<String>,
    /// Sent as JSON as a whole.
    pub numbers: Option<Vec<i64>>,
    /// Sent in a style, as a form would.
    pub near: Option<Filter>,
    /// Sent in another one.
    pub colours: Option<Vec<String>>,
}

multipart! { UploadBody {
    title: value "title",
    picture: file "picture",
    more: file "more[]",
    tags: value "tags",
    filter: value "filter",
    table: value "table",
    numbers: value "numbers",
    near: value "near",
    colours: value "colours",
} }

/// A note, and whatever else there is to say.
#[derive(Debug)]
pub struct NoteBody {
    /// What it is about.
    pub title: Option<String>,
    /// All else.
    pub rest: BTreeMap<String, String>,
}

multipart! { NoteBody {
    title: value "title",
    ..rest
} }

/// The headers of [`Client::export`].
#[derive(Debug, Default, PartialEq)]
pub struct ExportHeaders {
    /// How many calls are left.
    pub rate: Option<i64>,
    /// Where to go on.
    pub pages: Option<Vec<u32>>,
    /// What was filtered by.
    pub filter: Option<Filter>,
    /// The same, as pairs.
    pub pairs: Option<Filter>,
    /// The same, as JSON.
    pub json: Option<Filter>,
    /// Whether there is more.
    pub more: Option<bool>,
    /// A text.
    pub note: Option<String>,
    /// What the server wants to be told again.
    pub cookies: Option<Vec<String>>,
}

headers! { ExportHeaders {
    rate: simple "X-Rate",
    pages: simple "X-Pages",
    filter: simple "X-Filter",
    pairs: exploded "X-Pairs",
    json: json "X-Json",
    more: simple "X-More",
    note: simple "X-Note",
    cookies: simple "Set-Cookie",
} }

/// What [`Client::show`] answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// The customer.
    Json(Customer),
    /// A table.
    Csv(String),
    /// A picture.
    Image(Bytes),
    /// Not ready yet.
    Accepted,
}

impl Client {
    /// `POST /files`
    pub fn upload(&self, body: UploadBody) -> Upload {
        Upload(self.call(&UPLOAD).multipart("multipart/form-data", body))
    }

    /// `POST /files`, with parts of one's own
    pub fn upload_parts(&self, body: Parts) -> Upload {
        Upload(self.call(&UPLOAD).multipart("multipart/form-data", body))
    }

    /// `PUT /files`
    pub fn put_file(&self, body: impl Into<Body>) -> Upload {
        Upload(self.call(&PUT_FILE).bytes("application/octet-stream", body))
    }

    /// `GET /moved`
    pub fn moved(&self) -> Moved {
        Moved(self.call(&MOVED))
    }

    /// `GET /export`
    pub fn export(&self) -> Export {
        Export(self.call(&EXPORT))
    }

    /// `GET /watch`
    pub fn watch(&self) -> Watch {
        Watch(self.call(&WATCH))
    }

    /// `GET /log`
    pub fn log(&self) -> Log {
        Log(self.call(&LOG))
    }

    /// `GET /show`
    pub fn show(&self) -> Show {
        Show(self.call(&SHOW))
    }
}

static UPLOAD: Operation = Operation::new("upload", Method::POST, "/files")
    .parts(&[("table", "text/csv"), ("numbers", "application/json")])
    .part_styles(&[(Style::DEEP_OBJECT, &["near"]), (Style::PIPES, &["colours"])]);
static PUT_FILE: Operation = Operation::new("putFile", Method::PUT, "/files");
static MOVED: Operation = Operation::new("moved", Method::GET, "/moved").redirects();
static EXPORT: Operation = Operation::new("export", Method::GET, "/export").accept("image/png");
static WATCH: Operation =
    Operation::new("watch", Method::GET, "/watch").accept("text/event-stream");
static LOG: Operation = Operation::new("log", Method::GET, "/log").accept("application/jsonl");
static SHOW: Operation = Operation::new("show", Method::GET, "/show");

request! {
    /// The request made by [`Client::moved`].
    Moved(MOVED) -> () {
        302 => empty,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::upload`].
    once Upload(UPLOAD) -> () {
        204 => empty,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::export`].
    Export(EXPORT) -> Bytes {
        200 => bytes,
    } else Filter {
        _ => json,
    }
}

stream! { Export -> Chunks, "image/png" }

request! {
    /// The request made by [`Client::watch`].
    Watch(WATCH) -> Vec<Event<Filter>> {
        200 => events,
    } else Filter {
        _ => json,
    }
}

stream! { Watch -> Events<Filter>, "text/event-stream" }

request! {
    /// The request made by [`Client::log`].
    Log(LOG) -> Vec<Filter> {
        200 => json_lines,
    } else Unexpected {}
}

stream! { Log -> Lines<Filter>, "application/jsonl" }

request! {
    /// The request made by [`Client::show`].
    Show(SHOW) -> Shown {
        200, "application/json" => json in Shown::Json,
        200, "text/csv" => text in Shown::Csv,
        200, "image/*" => bytes in Shown::Image,
        202 => empty in Shown::Accepted,
    } else Unexpected {}
}
