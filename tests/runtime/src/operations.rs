//! The shop's operations.

use crate::runtime::{Bytes, Client, Method, Operation, Unexpected, request};
use crate::types::{Customer, CustomerUpdate, Envelope, Filter, NewCustomer, Placed};

impl Client {
    /// `POST /customers`
    pub fn create_customer(&self, body: &NewCustomer) -> CreateCustomer {
        CreateCustomer(self.call(&CREATE_CUSTOMER).json(body))
    }

    /// `PUT /customers/{id}`
    pub fn update_customer(&self, id: &str, body: &CustomerUpdate) -> UpdateCustomer {
        UpdateCustomer(self.call(&UPDATE_CUSTOMER).path("id", id).json(body))
    }

    /// `GET /customers`
    pub fn list_customers(&self) -> ListCustomers {
        ListCustomers(self.call(&LIST_CUSTOMERS))
    }

    /// `DELETE /customers/{id}`
    pub fn delete_customer(&self, id: &str) -> DeleteCustomer {
        DeleteCustomer(self.call(&DELETE_CUSTOMER).path("id", id))
    }

    /// `POST /orders/{a}{b}.json`
    pub fn place_order(&self, a: &[&str], b: &Filter) -> PlaceOrder {
        PlaceOrder(self.call(&PLACE_ORDER).path("a", a).path("b", b))
    }

    /// `POST /payments`, with a header for a key
    pub fn pay(&self) -> Pay {
        Pay(self.call(&PAY))
    }

    /// `GET /terms`, without a credential
    pub fn terms(&self) -> Terms {
        Terms(self.call(&TERMS))
    }

    /// `GET /logo`, with or without a login
    pub fn logo(&self) -> Logo {
        Logo(self.call(&LOGO))
    }

    /// `GET /report`, with a shop key and a login, or a key in the query
    pub fn report(&self) -> Report {
        Report(self.call(&REPORT))
    }

    /// `GET /anything`, of which nothing is known
    pub fn anything(&self) -> Anything {
        Anything(self.call(&ANYTHING))
    }

    /// `GET /{a}{b}/%2e{b}`, where several parts make a segment
    pub fn pair(&self, a: &str, b: &str) -> Pair {
        Pair(self.call(&PAIR).path("a", a).path("b", b))
    }

    /// `GET /forgotten/{id}`, without its path parameter
    pub fn forgotten(&self) -> Forgotten {
        Forgotten(self.call(&FORGOTTEN))
    }

    /// `GET /odd`, with parameters of names that try to be more than one
    pub fn odd(&self) -> Odd {
        Odd(self.call(&ODD))
    }
}

static CREATE_CUSTOMER: Operation =
    Operation::new("createCustomer", Method::POST, "/customers").auth(&[&["AppToken"]]);
static UPDATE_CUSTOMER: Operation =
    Operation::new("updateCustomer", Method::PUT, "/customers/{id}").auth(&[&["AppToken"]]);
static LIST_CUSTOMERS: Operation =
    Operation::new("listCustomers", Method::GET, "/customers").auth(&[&["AppToken"]]);
static DELETE_CUSTOMER: Operation =
    Operation::new("deleteCustomer", Method::DELETE, "/customers/{id}").auth(&[&["AppToken"]]);
static PLACE_ORDER: Operation =
    Operation::new("placeOrder", Method::POST, "/orders/{a}{b}.json").auth(&[&["AppToken"]]);
static PAY: Operation =
    Operation::new("pay", Method::POST, "/payments").tagged("Money").idempotency("X-Pay-Key");
static TERMS: Operation = Operation::new("terms", Method::GET, "/terms").accept("text/plain");
static LOGO: Operation =
    Operation::new("logo", Method::GET, "/logo").accept("image/png").auth(&[&[], &["Login"]]);
static REPORT: Operation =
    Operation::new("report", Method::GET, "/report").auth(&[&["ShopKey", "Login"], &["QueryKey"]]);
static ANYTHING: Operation = Operation::new("anything", Method::GET, "/anything");
static PAIR: Operation = Operation::new("pair", Method::GET, "/{a}{b}/%2e{b}");
static FORGOTTEN: Operation = Operation::new("forgotten", Method::GET, "/forgotten/{id}");
static ODD: Operation = Operation::new("odd\r\nX-Evil: 1", Method::GET, "/odd");

request! {
    /// The request made by [`Client::create_customer`].
    CreateCustomer(CREATE_CUSTOMER) -> Customer {
        201 => json,
    } else Envelope {
        400..=499 => json,
        _ => json,
    }
}

request! {
    /// The request made by [`Client::update_customer`].
    UpdateCustomer(UPDATE_CUSTOMER) -> Customer {
        200 => json,
    } else Envelope {
        404 => json,
    }
}

impl UpdateCustomer {
    /// Sends the body as a merge patch.
    pub fn patch(self, body: &CustomerUpdate) -> Self {
        Self(self.0.json_as("application/merge-patch+json", body))
    }

    /// Sends the body as a text.
    pub fn plain(self, body: &str) -> Self {
        Self(self.0.text("text/plain; charset=utf-8", body))
    }
}

request! {
    /// The request made by [`Client::list_customers`].
    ListCustomers(LIST_CUSTOMERS) -> Vec<Customer> {
        200 => json_collection,
    } else Envelope {
        _ => json,
    }
}

impl ListCustomers {
    /// 1-based page number.
    pub fn page(self, page: i64) -> Self {
        Self(self.0.query("page", &page))
    }

    /// Part of a name.
    pub fn search(self, search: &str) -> Self {
        Self(self.0.query("search", search))
    }

    /// Least rating; `None` for any.
    pub fn rating(self, rating: Option<f32>) -> Self {
        Self(self.0.query("rating", &rating))
    }

    /// Any of these tags.
    pub fn tags(self, tags: &[&str]) -> Self {
        Self(self.0.query("tag[]", tags))
    }

    /// Members to filter by.
    pub fn filter(self, filter: &Filter) -> Self {
        Self(self.0.query("filter", filter))
    }

    /// Lists in a list.
    pub fn matrix(self, matrix: &[Vec<i64>]) -> Self {
        Self(self.0.query("matrix", matrix))
    }

    /// Names the caller.
    pub fn trace(self, trace: &str) -> Self {
        Self(self.0.header("X-Trace", trace))
    }

    /// Names several callers.
    pub fn traces(self, traces: &[i64]) -> Self {
        Self(self.0.header("X-Traces", traces))
    }
}

request! {
    /// The request made by [`Client::delete_customer`].
    DeleteCustomer(DELETE_CUSTOMER) -> () {
        204 => empty,
    } else Unexpected {}
}

impl DeleteCustomer {
    /// Who deletes: a query parameter of the same name as the one in the path.
    pub fn by(self, id: &str) -> Self {
        Self(self.0.query("id", id))
    }
}

request! {
    /// The request made by [`Client::place_order`].
    PlaceOrder(PLACE_ORDER) -> Placed {
        200 => json in Placed::Existing,
        201 => json in Placed::New,
        204 => empty in Placed::Nothing,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::pay`].
    Pay(PAY) -> () {
        201 => empty,
    } else Unexpected {}
}

impl Pay {
    /// The key by which the server recognises the payment.
    pub fn key(self, key: &str) -> Self {
        Self(self.0.header("x-pay-key", key))
    }
}

request! {
    /// The request made by [`Client::terms`].
    Terms(TERMS) -> String {
        200 => text,
        203 => json,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::logo`].
    Logo(LOGO) -> Bytes {
        200 => bytes,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::report`].
    Report(REPORT) -> serde_json::Value {
        200..=299 => json,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::anything`].
    Anything(ANYTHING) -> serde_json::Value {
        200 => json,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::pair`].
    Pair(PAIR) -> () {
        200 => empty,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::forgotten`].
    Forgotten(FORGOTTEN) -> () {
        200 => empty,
    } else Unexpected {}
}

request! {
    /// The request made by [`Client::odd`].
    Odd(ODD) -> () {
        200 => empty,
    } else Unexpected {}
}

impl Odd {
    /// Sets a parameter of the query.
    pub fn query(self, text: &str) -> Self {
        Self(self.0.query("a=b&c\r\nX-Evil: 1#", text))
    }

    /// Sets a header.
    pub fn header(self, text: &str) -> Self {
        Self(self.0.header("X-A: 1\r\nX-Evil", text))
    }
}
