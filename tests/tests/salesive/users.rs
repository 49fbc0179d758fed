//! The user of a customer: null, an id, an object, or something new.

use runtime_tests::server::Answer;
use salesive::Field;
use salesive::types::{CustomerUser, PlatformUser};
use serde_json::json;

use crate::support::{inactive, start};

fn answer(data: &str) -> String {
    format!(r#"{{"status":200,"success":true,"message":"m","data":{data}}}"#)
}

/// Has a server answer with each of these customers; gives their users, as decoded, after each
/// answer was encoded again and came out as it went in.
async fn users(customers: &[&str]) -> Vec<Field<CustomerUser>> {
    let answers = customers.iter().map(|data| Answer::json(200, answer(data))).collect();
    let (_server, client) = start(answers).await;
    let mut users = Vec::new();
    for data in customers {
        let read = client.update_customer("1", &inactive()).await.unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), answer(data));
        users.push(read.data.unwrap().user);
    }
    users
}

#[tokio::test]
async fn a_user_is_absent_null_an_id_or_an_object() {
    let users = users(&[
        "{}",
        r#"{"user":null}"#,
        r#"{"user":"6650aa11bb22cc33dd44ee55"}"#,
        r#"{"user":""}"#,
        r#"{"user":{"_id":"1","name":"Ada","email":"a@b.c","avatar":"https://x/y"}}"#,
        r#"{"user":{"_id":"1"}}"#,
        r#"{"user":{}}"#,
    ])
    .await;
    let user = |id: &str| {
        let mut user = PlatformUser::new();
        user.id = Some(id.to_owned());
        user
    };
    let mut whole = user("1");
    whole.name = Some("Ada".into());
    whole.email = Some("a@b.c".into());
    whole.avatar = Some("https://x/y".into());
    let id = |text: &str| Field::Value(CustomerUser::String(text.to_owned()));
    let object = |user| Field::Value(CustomerUser::PlatformUser(user));
    let expected = [
        Field::Absent,
        Field::Null,
        id("6650aa11bb22cc33dd44ee55"),
        id(""),
        object(whole),
        object(user("1")),
        object(PlatformUser::new()),
    ];
    assert_eq!(users, expected);
}

#[tokio::test]
async fn a_user_of_a_new_kind_is_kept_as_it_came() {
    let users = users(&[
        r#"{"user":7}"#,
        r#"{"user":-1.5}"#,
        r#"{"user":18446744073709551615}"#,
        r#"{"user":true}"#,
        r#"{"user":[]}"#,
        r#"{"user":["6650aa11bb22cc33dd44ee55",{"_id":"1"},null]}"#,
        // An object, but not the described one.
        r#"{"user":{"_id":7,"name":"Ada"}}"#,
    ])
    .await;
    let expected = [
        json!(7),
        json!(-1.5),
        json!(u64::MAX),
        json!(true),
        json!([]),
        json!(["6650aa11bb22cc33dd44ee55", {"_id": "1"}, null]),
        json!({"_id": 7, "name": "Ada"}),
    ];
    let expected = expected.map(|value| Field::Value(CustomerUser::Unknown(value)));
    assert_eq!(users, expected);
}

#[tokio::test]
async fn users_of_one_page_may_differ() {
    let body = answer(r#"{"customers":[{"user":"u"},{"user":null},{"user":[1]},{}]}"#);
    let (_server, client) = start(vec![Answer::json(200, &body)]).await;
    let read = client.list_customers().await.unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), body);
    let customers = read.data.unwrap().customers.unwrap();
    let users: Vec<_> = customers.into_iter().map(|customer| customer.user).collect();
    let expected = [
        Field::Value(CustomerUser::String("u".to_owned())),
        Field::Null,
        Field::Value(CustomerUser::Unknown(json!([1]))),
        Field::Absent,
    ];
    assert_eq!(users, expected);
}
