//! A mock of the API that is a server: docs/mock.md shows these lines.

use salesive::Client;
use salesive::types::{CreateCustomerOk, Customer, CustomerCreate};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

#[tokio::test]
async fn a_visitor_becomes_a_customer() {
    let server = MockServer::start().await;
    let mut created = CreateCustomerOk::new(201, true, "Customer created");
    created.data = Some(Customer::new());
    let answer = ResponseTemplate::new(201).set_body_json(created);
    let asked = Mock::given(method("POST")).and(path("/customers"));
    asked.respond_with(answer).expect(1).mount(&server).await;

    let client = Client::builder().base_url(server.uri()).app_token("app_1").build().unwrap();
    let ada = CustomerCreate::new("Ada Obi", "ada@example.com");
    let created = client.create_customer(&ada).await.unwrap();

    assert_eq!(created.message, "Customer created");
    let received = server.received_requests().await.unwrap();
    let sent: CustomerCreate = received[0].body_json().unwrap();
    assert_eq!(sent, ada);
}
