//! How a team tests its own service with the mock: docs/mock.md shows these lines.

use salesive::error::TransportKind;
use salesive::mock::{Answer, Mock};
use salesive::operations::customers::{CreateCustomer, ListCustomers};
use salesive::types::{CreateCustomerOk, Customer, CustomerCreate, Envelope};
use salesive::{AnyError, Client, Error, Retry};

/// What the team has written: it makes customers of the visitors of a shop.
struct Newsletter {
    salesive: Client,
}

impl Newsletter {
    /// Signs a visitor up. One who is a customer already is no error.
    async fn sign_up(&self, name: &str, email: &str) -> Result<bool, AnyError> {
        match self.salesive.create_customer(&CustomerCreate::new(name, email)).await {
            Ok(_) => Ok(true),
            Err(Error::Api(refused)) if refused.status() == 409 => Ok(false),
            Err(other) => Err(other.into()),
        }
    }
}

#[tokio::test]
async fn a_visitor_becomes_a_customer() {
    let mock = Mock::new();
    let mut created = CreateCustomerOk::new(201, true, "Customer created");
    created.data = Some(Customer::new());
    mock.on::<CreateCustomer>().reply(201, &created);
    let newsletter = Newsletter { salesive: mock.client() };

    assert!(newsletter.sign_up("Ada Obi", "ada@example.com").await.unwrap());

    let received = mock.received::<CreateCustomer>();
    let sent: CustomerCreate = received[0].json().unwrap();
    assert_eq!((sent.name.as_str(), sent.email.as_str()), ("Ada Obi", "ada@example.com"));
}

#[tokio::test]
async fn a_customer_stays_one() {
    let mock = Mock::new();
    mock.on::<CreateCustomer>().reply(409, &Envelope::new(409, false, "Email is taken"));
    let newsletter = Newsletter { salesive: mock.client() };
    assert!(!newsletter.sign_up("Ada Obi", "ada@example.com").await.unwrap());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_down_is_an_error_after_three_tries() {
    let mock = Mock::new();
    mock.on::<CreateCustomer>().answer(Answer::refused());
    let newsletter = Newsletter { salesive: mock.builder().build().unwrap() };

    let error = newsletter.sign_up("Ada Obi", "ada@example.com").await.unwrap_err();

    assert!(matches!(&*error, Error::Transport(lost) if lost.kind() == TransportKind::Connect));
    assert_eq!(mock.received::<CreateCustomer>().len(), 3);
}

#[tokio::test]
async fn the_mock_pages_like_a_server() {
    let page = |ids: &[&str]| {
        let customers: Vec<_> = ids.iter().map(|id| serde_json::json!({"_id": id})).collect();
        serde_json::json!({
            "status": 200, "success": true, "message": "m",
            "data": {"customers": customers, "total": 3, "page": 1, "pages": 2, "limit": 2},
        })
    };
    let mock = Mock::new();
    mock.on::<ListCustomers>().reply(200, &page(&["1", "2"])).reply(200, &page(&["3"]));
    let client = mock.builder().retry(Retry::none()).build().unwrap();
    let mut items = client.list_customers().items();
    let mut ids = Vec::new();
    while let Some(customer) = items.next().await {
        ids.extend(customer.unwrap()._id);
    }
    assert_eq!(ids, ["1", "2", "3"]);
    let pages: Vec<_> =
        mock.received::<ListCustomers>().iter().map(|call| call.query("page")).collect();
    assert_eq!(pages, [None, Some("2".to_owned())]);
}

#[test]
fn the_page_shows_these_lines() {
    let own = [include_str!("made_up_service.rs"), include_str!("on_a_port.rs")];
    let page = std::fs::read_to_string(tests::root().join("docs/mock.md")).unwrap();
    let shown = page.split("```rust\n").skip(1).map(|block| block.split("\n```").next().unwrap());
    let shown: Vec<&str> = shown.collect();
    assert_eq!(shown.len(), own.len());
    for (shown, own) in shown.into_iter().zip(own) {
        for lines in shown.split("\n\n") {
            assert!(own.contains(lines), "{lines}");
        }
    }
}
