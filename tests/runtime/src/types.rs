//! The shop's types.

use crate::runtime::{Body, Date, DateTime, Field, choice, content, record, union};

/// What is needed to create a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCustomer {
    /// The customer's display name.
    pub name: String,
    /// Phone number; may be null.
    pub phone: Field<String>,
    /// Whether the customer is active.
    pub active: Option<bool>,
}

record! { NewCustomer {
    name: required "name",
    phone: three_state "phone",
    active: optional "active",
} }

impl NewCustomer {
    /// A customer with the members that the API requires.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), phone: Field::Absent, active: None }
    }

    /// Sets [`phone`](Self::phone).
    pub fn phone(mut self, phone: impl Into<Field<String>>) -> Self {
        self.phone = phone.into();
        self
    }
}

/// What may change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CustomerUpdate {
    /// Phone number; may be null.
    pub phone: Field<String>,
}

record! { CustomerUpdate {
    phone: three_state "phone",
} }

/// A customer as received.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Customer {
    /// The id.
    pub id: Option<String>,
    /// The name, which every customer has.
    pub name: String,
    /// Null or a number, absent when hidden.
    pub phone: Field<String>,
    /// Who made this one known; null for nobody.
    pub parent: Option<Box<Customer>>,
    /// The best friend, if they are hidden, gone or known.
    pub friend: Field<Box<Customer>>,
    /// The account.
    pub user: Option<User>,
    /// The state.
    pub r#type: Option<Status>,
    /// Since when.
    pub since: Option<DateTime>,
    /// Day of birth.
    pub born: Option<Date>,
    /// Nothing more.
    pub extra: Option<Empty>,
}

record! { Customer {
    id: optional "_id",
    name: required "name",
    phone: three_state "phone",
    parent: nullable "parent",
    friend: three_state "friend",
    user: optional "user",
    r#type: optional "type",
    since: optional "since",
    born: optional "born",
    extra: optional "extra \"é\"",
} }

/// An object without members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Empty {}

record! { Empty {} }

/// The id of an account, or the account.
#[derive(Debug, Clone, PartialEq)]
pub enum User {
    /// Its id.
    Id(String),
    /// Its number in the old system.
    Number(i64),
    /// All of it.
    Account(Box<Account>),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { User { Id: string, Number: integer, Account: object } }

/// An account.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The mail address.
    pub email: String,
}

record! { Account { email: required "email" } }

/// Anything that JSON has.
#[derive(Debug, Clone, PartialEq)]
pub enum Mixed {
    /// A whole number.
    Integer(i32),
    /// Any other number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// Several.
    List(Vec<i64>),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { Mixed { Integer: integer, Number: number, Boolean: boolean, List: array } }

/// Any number.
#[derive(Debug, Clone, PartialEq)]
pub enum Amount {
    /// A number.
    Number(f64),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { Amount { Number: number } }

/// A customer's state.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Status {
    /// Buys.
    Active,
    /// Does not buy any more.
    Gone,
    /// Something newer than this crate.
    Unknown(String),
}

choice! { Status { Active: "active", Gone: "GONE" } }

/// How it went, in words that Rust has a meaning for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Well.
    Ok,
    /// Badly.
    Err,
    /// Something newer than this crate.
    Unknown(String),
}

choice! { Outcome { Ok: "ok", Err: "err" } }

/// The body of every error.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The HTTP status.
    pub status: i64,
    /// For people.
    pub message: String,
}

record! { Envelope { status: required "status", message: required "message" } }

/// What an order comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Placed {
    /// It was there already.
    Existing(Customer),
    /// It is new.
    New(Empty),
    /// There was nothing to place.
    Nothing,
}

/// An object as a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Sorts behind the other one, and yet is written first.
    pub z: String,
    /// A number.
    pub a: Option<i64>,
}

record! { Filter { z: required "z", a: nullable "a" } }

/// What can be sent in several ways.
#[derive(Debug)]
pub enum FilterContent {
    /// As JSON.
    Json(Filter),
    /// As a merge patch.
    MergePatch(Filter),
    /// As a form.
    Form(NewCustomer),
    /// As JSON lines.
    Lines(Vec<Filter>),
    /// As a text.
    Text(String),
    /// As an image.
    Image(Body),
}

content! { FilterContent {
    Json(_): json "application/json",
    MergePatch(_): json "application/merge-patch+json",
    Form(NewCustomer): form "application/x-www-form-urlencoded",
    Lines(Vec<Filter>): json_lines "application/x-ndjson",
    Text(String): text "text/plain",
    Image(Body): bytes "image/png",
} }
