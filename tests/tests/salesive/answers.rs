//! How answers are decoded.

use runtime_tests::server::Answer;
use salesive::types::{CreateCustomerOk, Customer, CustomerUser, ListCustomersOk, PlatformUser};
use salesive::{DateTime, Field, Response};

use crate::examples::{CREATED, LISTED, UPDATED};
use crate::support::{ada, inactive, start, with_instants};

const AVATAR: &str =
    "https://api.dicebear.com/9.x/initials/svg?seed=Ada%20Obi&backgroundColor=0d65d9";

fn moment(text: &str) -> DateTime {
    text.parse().unwrap()
}

/// The customer of the examples.
fn expected() -> Customer {
    let eight = moment("2026-06-28T08:00:00Z");
    let mut customer = Customer::new();
    customer._id = Some("665a1f2c9b1e4a0012ab34cd".into());
    customer.id = Some("665a1f2c9b1e4a0012ab34cd".into());
    customer.shop = Some("664f0e2a1c2b3d4e5f6a7b8c".into());
    customer.name = Some("Ada Obi".into());
    customer.email = Some("ada@example.com".into());
    customer.phone = "+2348012345678".into();
    customer.user = Field::Null;
    customer.last_active = Some(eight);
    customer.online = Some(false);
    customer.active = Some(true);
    customer.avatar = Some(AVATAR.into());
    customer.created_at = Some(eight);
    customer.updated_at = Some(eight);
    customer
}

fn platform_user() -> CustomerUser {
    let mut user = PlatformUser::new();
    user.id = Some("6650aa11bb22cc33dd44ee55".into());
    user.name = Some("Ada Obi".into());
    user.email = Some("ada@example.com".into());
    user.avatar = Some("https://cdn.example.com/u/ada.png".into());
    CustomerUser::PlatformUser(user)
}

#[tokio::test]
async fn a_created_customer_decodes_and_encodes_again() {
    let (_server, client) = start(vec![Answer::json(201, CREATED)]).await;
    let answer = client.create_customer(&ada()).await.unwrap();
    let message = "Customer created successfully";
    let mut created = CreateCustomerOk::new(201, true, message);
    created.data = Some(expected());
    assert_eq!(answer, created);
    let written = serde_json::to_string(&answer).unwrap();
    assert_eq!(with_instants(&written), with_instants(CREATED));
}

#[tokio::test]
async fn an_updated_customer_decodes_and_encodes_again() {
    let (_server, client) = start(vec![Answer::json(200, UPDATED)]).await;
    let answer = client.update_customer("1", &inactive()).await.unwrap();
    assert_eq!(answer.message, "Customer updated successfully");
    let written = serde_json::to_string(&answer).unwrap();
    assert_eq!(with_instants(&written), with_instants(UPDATED));
    let mut expected = expected();
    expected.phone = "+2348099998888".into();
    expected.active = Some(false);
    expected.user = platform_user().into();
    expected.updated_at = Some(moment("2026-06-28T09:30:00Z"));
    assert_eq!(answer.data, Some(expected));
}

#[tokio::test]
async fn a_page_of_customers_decodes_and_encodes_again() {
    let (_server, client) = start(vec![Answer::json(200, LISTED)]).await;
    let answer: ListCustomersOk = client.list_customers().page(1).await.unwrap();
    assert_eq!((answer.status, answer.success), (200, true));
    let written = serde_json::to_string(&answer).unwrap();
    assert_eq!(with_instants(&written), with_instants(LISTED));
    let page = answer.data.unwrap();
    assert_eq!((page.page, page.pages, page.total), (Some(1), Some(4), Some(37)));
    let mut known = expected();
    known.user = platform_user().into();
    assert_eq!(page.customers, Some(vec![known]));
}

#[tokio::test]
async fn moments_are_the_same_in_every_spelling() {
    let spellings = [
        "2026-06-28T08:00:00.000Z",
        "2026-06-28T08:00:00Z",
        "2026-06-28T10:00:00+02:00",
        "2026-06-28t04:00:00.000000-04:00",
    ];
    let answers = spellings.map(|text| Answer::json(201, CREATED.replace(spellings[0], text)));
    let (_server, client) = start(answers.to_vec()).await;
    for _ in spellings {
        let answer = client.create_customer(&ada()).await.unwrap();
        assert_eq!(answer.data, Some(expected()));
        let written = serde_json::to_string(&answer).unwrap();
        assert_eq!(with_instants(&written), with_instants(CREATED));
    }
}

#[tokio::test]
async fn a_moment_is_kept_to_the_millisecond() {
    let text = "2026-06-28T08:00:01.123Z";
    let body = CREATED.replace("2026-06-28T08:00:00.000Z", text);
    let (_server, client) = start(vec![Answer::json(201, body)]).await;
    let answer = client.create_customer(&ada()).await.unwrap();
    let written = serde_json::to_value(&answer).unwrap();
    assert_eq!(written["data"]["lastActive"], text);
    let moment = answer.data.unwrap().last_active.unwrap();
    assert_eq!(moment.as_millisecond(), 1_782_633_601_123);
}

#[tokio::test]
async fn a_response_has_the_status_and_headers_beside_the_body() {
    let headers = [
        ("content-type", "application/json; charset=utf-8"),
        ("X-Request-Id", "req_1"),
        ("set-cookie", "a=1"),
    ];
    let (_server, client) = start(vec![Answer::with_headers(201, &headers, CREATED)]).await;
    let request = client.create_customer(&ada());
    let response: Response<CreateCustomerOk> = request.with_response().await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["set-cookie"], "a=1");
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.bytes(), CREATED);
    assert_eq!(response.body().data, Some(expected()));
    assert_eq!(response.into_body().status, 201);
}

#[tokio::test]
async fn unknown_members_are_tolerated_everywhere() {
    let body = r#"{
        "next": [{"deep": [1.5e300, -0, null]}], "status": 200, "success": true, "message": "m",
        "data": {
            "cursor": {"after": "x"},
            "customers": [{
                "_id": "1", "tags": ["a", {"b": {}}], "": 0, "__v": 7,
                "user": {"_id": "2", "role": {"name": "owner"}, "langs": []}
            }],
            "total": 1, "more": false
        },
        "status2": "201"
    }"#;
    let (_server, client) = start(vec![Answer::json(200, body)]).await;
    let page = client.list_customers().await.unwrap().data.unwrap();
    let (mut known, mut user) = (Customer::new(), PlatformUser::new());
    user.id = Some("2".into());
    known._id = Some("1".into());
    known.user = CustomerUser::PlatformUser(user).into();
    assert_eq!(page.total, Some(1));
    assert_eq!(page.page, None);
    assert_eq!(page.customers, Some(vec![known]));
}

#[tokio::test]
async fn what_an_answer_leaves_out_is_absent() {
    let bodies = [
        r#"{"status":201,"success":true,"message":""}"#,
        r#"{"status":201,"success":true,"message":"","data":{}}"#,
        r#"{"status":201,"success":true,"message":"","data":{"phone":null}}"#,
    ];
    let (_server, client) = start(bodies.map(|body| Answer::json(201, body)).to_vec()).await;
    let mut read = Vec::new();
    for body in bodies {
        let answer = client.create_customer(&ada()).await.unwrap();
        assert_eq!(serde_json::to_string(&answer).unwrap(), body);
        read.push(answer.data.map(|customer| customer.phone));
    }
    assert_eq!(read, [None, Some(Field::Absent), Some(Field::Null)]);
}

#[tokio::test]
async fn a_success_of_another_status_is_read_as_the_described_one() {
    let (_server, client) = start(vec![
        Answer::new(200, CREATED),
        Answer::with_headers(202, &[("content-type", "text/plain")], CREATED),
    ])
    .await;
    for status in [200, 202] {
        let response = client.create_customer(&ada()).with_response().await;
        let response = response.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.into_body().data, Some(expected()));
    }
}
