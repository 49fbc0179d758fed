//! The customers of all pages, as the generated client gives them.

use runtime_tests::server::Answer;

use crate::support::{lines, start};

fn page(number: u32, names: &[&str]) -> Answer {
    let customers: Vec<String> =
        names.iter().map(|name| format!(r#"{{"name":"{name}"}}"#)).collect();
    let customers = customers.join(",");
    let data = format!(r#"{{"customers":[{customers}],"page":{number},"pages":2}}"#);
    Answer::json(200, format!(r#"{{"status":200,"message":"Customers","data":{data}}}"#))
}

#[tokio::test]
async fn the_customers_of_all_pages_come_one_by_one() {
    let pages = vec![page(1, &["Ada", "Ben"]), page(2, &["Cy"])];
    let (server, client) = start(pages).await;
    let mut customers = client.list_customers().limit(2).items();
    let mut names = Vec::new();
    while let Some(customer) = customers.next().await {
        names.extend(customer.unwrap().name);
    }
    assert_eq!(names, ["Ada", "Ben", "Cy"]);
    let expected = ["GET /api/v1/customers?limit=2", "GET /api/v1/customers?limit=2&page=2"];
    assert_eq!(lines(&server), expected);
}
