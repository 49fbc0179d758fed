//! Where an operation is called, and by which method.

use runtime_tests::Client;
use runtime_tests::runtime::{self, ClientBuilder, Method, Operation};
use runtime_tests::server::{Answer, Server};

use crate::support::lines;

const REGIONAL: runtime::Server = runtime::Server::new(
    "https://{region}.example.com:{port}/{region}",
    &[("region", "eu"), ("port", "8443")],
);

fn leaked(operation: Operation) -> &'static Operation {
    Box::leak(Box::new(operation))
}

#[test]
fn variables_have_defaults_and_can_be_set() {
    let url = |server: runtime::Server| server.url().map_err(|fault| fault.to_string());
    assert_eq!(url(REGIONAL).unwrap(), "https://eu.example.com:8443/eu");
    let set = REGIONAL.with("region", "us").with("region", "ap").with("port", "1");
    assert_eq!(url(set).unwrap(), "https://ap.example.com:1/ap");
    assert_eq!(
        url(REGIONAL.with("regoin", "us")).unwrap_err(),
        r#"the server has no variable "regoin""#
    );
    // What a variable holds is no way to another place than the URL says.
    let odd = Client::builder().base_url(REGIONAL.with("region", "evil.com/?x="));
    assert!(odd.build().is_err());
    let client = Client::builder().base_url(REGIONAL.with("region", "us")).into_client();
    assert!(format!("{client:?}").contains("https://us.example.com:8443/us"));
}

#[tokio::test]
async fn an_operation_is_called_at_its_own_server_unless_the_caller_says_where() {
    let main = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let other = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let main_url: &'static str = format!("{}/api/v1", main.url()).leak();
    let other_url: &'static str = format!("{}/up", other.url()).leak();
    let usual = leaked(Operation::new("usual", Method::GET, "/a"));
    let absolute = leaked(Operation::new("absolute", Method::GET, "/b").server(other_url));
    let relative = leaked(Operation::new("relative", Method::GET, "/c").server("/api/v2"));
    let beside = leaked(Operation::new("beside", Method::GET, "/d").server("../v3/"));
    let described = ClientBuilder::new(Some(main_url));
    // Without a described server, the base URL says where the API is, and no more.
    let told = ClientBuilder::new(None).base_url(main_url);
    for builder in [described.clone(), told] {
        let client = builder.into_client();
        for operation in [usual, absolute, relative, beside] {
            client.call(operation).send().await.unwrap();
        }
    }
    let everywhere = described.base_url(main_url).into_client();
    for operation in [absolute, relative] {
        everywhere.call(operation).send().await.unwrap();
    }
    let own = ["GET /api/v1/a", "GET /api/v2/c", "GET /api/v3/d"];
    assert_eq!(lines(&main), [&own[..], &own, &["GET /api/v1/b", "GET /api/v1/c"]].concat());
    assert_eq!(lines(&other), ["GET /up/b", "GET /up/b"]);
}

#[tokio::test]
async fn an_error_names_the_host_that_was_called() {
    let main = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let operation = leaked(Operation::new("own", Method::GET, "/").server("http://127.0.0.1:1"));
    let client = ClientBuilder::new(Some(main.url().leak())).into_client();
    let error = client.call(operation).send().await.unwrap_err().to_string();
    assert!(error.contains("127.0.0.1:1"), "{error}");
    let broken = leaked(Operation::new("own", Method::GET, "/").server("ftp://a.example"));
    let error = client.call(broken).send().await.unwrap_err().to_string();
    assert!(error.starts_with("own: the base URL \"ftp://a.example"), "{error}");
}

#[tokio::test]
async fn all_eight_methods_go_out_as_described() {
    let server = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let client = Client::builder().base_url(server.url()).into_client();
    let methods = [
        Method::GET,
        Method::PUT,
        Method::POST,
        Method::DELETE,
        Method::OPTIONS,
        Method::HEAD,
        Method::PATCH,
        Method::TRACE,
    ];
    for method in &methods {
        let operation = leaked(Operation::new("any", method.clone(), "/m"));
        let reply = client.call(operation).send().await.unwrap();
        assert_eq!(reply.bytes().len(), 0);
    }
    let expected: Vec<String> = methods.iter().map(|method| format!("{method} /m")).collect();
    assert_eq!(lines(&server), expected);
    for request in server.requests() {
        assert_eq!((request.header("content-type"), request.body.len()), (None, 0));
    }
}

#[tokio::test]
async fn an_answer_to_head_has_no_body_whatever_its_headers_say() {
    // The length of what GET would have sent; nothing follows.
    let answer = Answer::cut(200, "");
    let server = Server::start(vec![answer]).await.unwrap();
    let client = Client::builder().base_url(server.url()).into_client();
    let reply =
        client.call(leaked(Operation::new("head", Method::HEAD, "/m"))).send().await.unwrap();
    assert_eq!((reply.status().as_u16(), reply.bytes().len()), (200, 0));
}
