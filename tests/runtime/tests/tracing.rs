//! The spans of requests, by OpenTelemetry's conventions: their names, fields and parents, and what is
//! never in them. The clock is paused: nothing sleeps.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io::ErrorKind;
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll};

use http::{HeaderValue, Method, Request};
use runtime_tests::files::Export;
use runtime_tests::operations::ListCustomers;
use runtime_tests::runtime::mock::{Answer, Mock};
use runtime_tests::runtime::{Body, CallOptions, Grant, Retry, Transport};
use runtime_tests::script::{Scene, Script};
use runtime_tests::types::NewCustomer;
use runtime_tests::{Client, ClientBuilder};
use tower_service::Service;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Instrument, Subscriber, info_span};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

type Fields = BTreeMap<&'static str, String>;

/// A span, or an event, as a subscriber sees it.
#[derive(Debug, Clone, Default)]
struct Seen {
    name: &'static str,
    parent: Option<&'static str>,
    fields: Fields,
    is_closed: bool,
}

/// Keeps all that is traced.
#[derive(Clone, Default)]
struct Traced(Arc<Mutex<Vec<Seen>>>);

/// Where a span is kept.
struct Index(usize);

struct Texts<'a>(&'a mut Fields);

impl Visit for Texts<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> tracing_subscriber::Layer<S> for Traced {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let parent = span.parent().map(|parent| parent.name());
        let mut seen = Seen { name: span.name(), parent, ..Seen::default() };
        attributes.record(&mut Texts(&mut seen.fields));
        let mut all = self.0.lock().unwrap();
        span.extensions_mut().insert(Index(all.len()));
        all.push(seen);
    }

    fn on_record(&self, id: &Id, record: &Record<'_>, context: Context<'_, S>) {
        self.change(id, &context, |seen| record.record(&mut Texts(&mut seen.fields)));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let parent = context.event_span(event).map(|parent| parent.name());
        let mut seen = Seen { name: "event", parent, ..Seen::default() };
        event.record(&mut Texts(&mut seen.fields));
        self.0.lock().unwrap().push(seen);
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        self.change(&id, &context, |seen| seen.is_closed = true);
    }
}

impl Traced {
    /// Keeps what this thread traces from now on.
    fn start() -> (Self, DefaultGuard) {
        let traced = Self::default();
        let registry = tracing_subscriber::registry().with(traced.clone());
        (traced, tracing::subscriber::set_default(registry))
    }

    fn change<S: for<'a> LookupSpan<'a> + Subscriber>(
        &self,
        id: &Id,
        context: &Context<'_, S>,
        change: impl FnOnce(&mut Seen),
    ) {
        let span = context.span(id).unwrap();
        if let Some(Index(index)) = span.extensions().get() {
            change(&mut self.0.lock().unwrap()[*index]);
        }
    }

    /// What was seen of this name since the last question. Each span has ended.
    fn take(&self, name: &str) -> Vec<Seen> {
        let seen: Vec<Seen> = self.0.lock().unwrap().drain(..).collect();
        let named: Vec<Seen> = seen.into_iter().filter(|seen| seen.name == name).collect();
        assert!(named.iter().all(|seen| seen.is_closed || name == "event"), "{named:?}");
        named
    }

    /// One field of each request since the last question.
    fn requests(&self, field: &str) -> Vec<String> {
        let requests = self.take("request");
        requests.iter().map(|seen| seen.fields.get(field).cloned().unwrap_or_default()).collect()
    }
}

fn status(status: u16) -> Scene {
    Scene::Answer(status, Vec::new(), "")
}

fn listed() -> Scene {
    Scene::Answer(200, vec![("content-type", "application/json")], "[]")
}

fn redirect(to: &'static str) -> Scene {
    Scene::Answer(307, vec![("location", to)], "")
}

fn builder(scenes: impl IntoIterator<Item = Scene>) -> ClientBuilder {
    Client::builder().app_token("app_secret").transport(Script::new(scenes))
}

#[tokio::test(start_paused = true)]
async fn each_try_is_a_span_by_the_conventions() {
    let (traced, _guard) = Traced::start();
    let client = builder([status(503), listed()]).into_client();
    let call = client.list_customers().page(2);
    async { call.await.unwrap() }.instrument(info_span!("caller")).await;
    let seen = traced.take("request");
    let every = [
        ("http.request.method", "GET"),
        ("openapi.operation_id", "listCustomers"),
        ("otel.kind", "client"),
        ("otel.name", "GET /customers"),
        ("server.address", "shop.example.com"),
        ("server.port", "443"),
        ("url.full", "https://shop.example.com/api/v1/customers"),
        ("url.template", "/customers"),
    ];
    let fields = |more: &[(&'static str, &str)]| -> Fields {
        every.iter().chain(more).map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let refused = [
        ("error.type", "503"),
        ("http.response.status_code", "503"),
        ("otel.status_code", "ERROR"),
    ];
    let answered = [("http.request.resend_count", "1"), ("http.response.status_code", "200")];
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].fields, fields(&refused));
    assert_eq!(seen[1].fields, fields(&answered));
    assert!(seen.iter().all(|seen| seen.parent == Some("caller")));
}

#[tokio::test(start_paused = true)]
async fn what_fails_has_its_type() {
    let (traced, _guard) = Traced::start();
    let failing = |scene: Scene| builder([scene]).retry(Retry::none()).into_client();
    for (scene, error_type) in [
        (status(404), "404"),
        (status(500), "500"),
        (Scene::Fails(ErrorKind::ConnectionRefused), "connect"),
        (Scene::Fails(ErrorKind::ConnectionReset), "send"),
        (Scene::Silence, "try_timeout"),
    ] {
        failing(scene).list_customers().await.unwrap_err();
        assert_eq!(traced.requests("error.type"), [error_type]);
        failing(status(404)).list_customers().await.unwrap_err();
        assert_eq!(traced.requests("otel.status_code"), ["ERROR"]);
    }
    let options = CallOptions::new().try_timeout(None);
    failing(Scene::Silence).list_customers().with(options).await.unwrap_err();
    assert_eq!(traced.requests("error.type"), ["timeout"]);
}

/// The span of an answer that is read whole has the whole answer; that of a stream ends with the head.
#[tokio::test(start_paused = true)]
async fn a_span_has_the_body_unless_it_is_a_stream() {
    let (traced, _guard) = Traced::start();
    let mock = Mock::new();
    mock.on::<ListCustomers>().answer(Answer::bytes(200, "application/json", "[").then_reset());
    mock.client().list_customers().await.unwrap_err();
    assert_eq!(traced.requests("error.type"), ["body"]);
    mock.on::<Export>().answer(Answer::bytes(200, "text/csv", "a,b\n").then_reset());
    let mut stream = mock.client().export().into_stream().await.unwrap();
    assert_eq!(traced.requests("http.response.status_code"), ["200"]);
    stream.next().await.unwrap().unwrap();
    stream.next().await.unwrap().unwrap_err();
    assert_eq!(traced.take("request").len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_redirect_is_a_request_of_its_own() {
    let (traced, _guard) = Traced::start();
    let scenes = [redirect("https://shop.example.com/new?page=1"), listed()];
    builder(scenes).into_client().list_customers().await.unwrap();
    let seen = traced.take("request");
    let field = |index: usize, name: &str| seen[index].fields.get(name).map(String::as_str);
    assert_eq!(field(0, "http.request.resend_count"), None);
    assert_eq!(
        (field(0, "http.response.status_code"), field(0, "error.type")),
        (Some("307"), None)
    );
    assert_eq!(field(1, "http.request.resend_count"), Some("1"));
    assert_eq!(field(1, "url.full"), Some("https://shop.example.com/new"));
}

/// A token is asked for by a request that belongs to no operation.
#[tokio::test(start_paused = true)]
async fn a_request_for_a_token_is_a_span() {
    let (traced, _guard) = Traced::start();
    let json = |body| Scene::Answer(200, vec![("content-type", "application/json")], body);
    let token = r#"{"access_token":"token_secret","token_type":"Bearer"}"#;
    let reset = Scene::Fails(ErrorKind::ConnectionReset);
    let scenes = [reset, json(token), status(401), json(token), listed()];
    let grant = Grant::client_credentials("shop", "grant_secret");
    let client = builder(scenes).app_token(grant).into_client();
    client.list_customers().await.unwrap();
    let seen = traced.take("request");
    let field = |name: &'static str| -> Vec<&str> {
        seen.iter().map(|seen| seen.fields.get(name).map_or("", |value| value)).collect()
    };
    let (ask, list) = ("POST", "GET /customers");
    assert_eq!(field("otel.name"), [ask, ask, list, ask, list]);
    assert_eq!(field("error.type"), ["send", "", "401", "", ""]);
    assert_eq!(field("http.request.resend_count"), ["", "1", "", "", "1"]);
    assert_eq!(field("openapi.operation_id"), ["", "", "listCustomers", "", "listCustomers"]);
    assert!(!format!("{seen:?}").contains("secret"), "{seen:#?}");
}

/// There is no path template, and the conventions do not know every method.
#[tokio::test(start_paused = true)]
async fn a_request_that_is_not_described_is_called_like_its_method() {
    let (traced, _guard) = Traced::start();
    let client = builder([listed()]).into_client();
    client.request(Method::PUT, "/caches/7").await.unwrap();
    client.request(Method::from_bytes(b"PURGE").unwrap(), "/caches/8").await.unwrap();
    let seen = traced.take("request");
    let field = |index: usize, name: &str| seen[index].fields.get(name).map(String::as_str);
    let method = "http.request.method";
    let original = "http.request.method_original";
    assert_eq!((field(0, "otel.name"), field(0, method)), (Some("PUT"), Some("PUT")));
    assert_eq!((field(1, "otel.name"), field(1, method)), (Some("HTTP"), Some("_OTHER")));
    assert_eq!((field(0, original), field(1, original)), (None, Some("PURGE")));
    for index in [0, 1] {
        assert_eq!(field(index, "url.template"), None);
        assert_eq!(field(index, "openapi.operation_id"), Some("undescribed request"));
    }
    assert_eq!(field(1, "url.full"), Some("https://shop.example.com/api/v1/caches/8"));
}

#[tokio::test(start_paused = true)]
async fn the_address_and_the_port_are_those_of_the_server() {
    let (traced, _guard) = Traced::start();
    for (base_url, address, port) in [
        ("http://localhost", "localhost", "80"),
        ("http://[::1]:3000/api", "::1", "3000"),
        ("https://eu.example.com:8443", "eu.example.com", "8443"),
    ] {
        builder([listed()]).base_url(base_url).into_client().list_customers().await.unwrap();
        let seen = traced.take("request");
        assert_eq!(seen[0].fields["server.address"], address);
        assert_eq!(seen[0].fields["server.port"], port);
        assert_eq!(seen[0].fields["url.full"], format!("{base_url}/customers"));
    }
}

/// Neither credentials nor queries, headers or bodies are traced, whatever a server repeats of them.
#[tokio::test(start_paused = true)]
async fn no_secret_is_traced() {
    let (traced, _guard) = Traced::start();
    let scenes = [
        redirect("https://login_secret:password_secret@shop.example.com/app_secret"),
        Scene::Answer(503, vec![("x-echo", "header_secret")], "app_secret body_secret"),
        Scene::Fails(ErrorKind::ConnectionReset),
        status(500),
    ];
    let script = Script::new(scenes);
    let client = Client::builder()
        .transport(script.clone())
        .app_token("app_secret")
        .login("login_secret", "password_secret")
        .query_key("query_secret")
        .session("session_secret")
        .header("x-own", "header_secret")
        .retry(Retry::new().any_method())
        .into_client();
    client.create_customer(&NewCustomer::new("body_secret")).await.unwrap_err();
    client.report().await.unwrap_err();
    client.logo().await.unwrap_err();
    let sent: Vec<String> = script.sent().iter().map(|sent| sent.line.clone()).collect();
    assert!(sent.iter().any(|line| line.ends_with("?api_key=query_secret")), "{sent:?}");
    let seen = traced.0.lock().unwrap().clone();
    let events = seen.iter().filter(|seen| seen.name == "event").count();
    assert!(seen.len() > 8 && events > 4, "{seen:#?}");
    assert!(!format!("{seen:?}").contains("secret"), "{seen:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_try_that_another_follows_is_an_event_of_the_caller() {
    let (traced, _guard) = Traced::start();
    let asked = Scene::Answer(429, vec![("retry-after", "7")], "");
    let client = builder([asked, listed()]).into_client();
    client.list_customers().into_future().instrument(info_span!("caller")).await.unwrap();
    let seen = traced.take("event");
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].parent, Some("caller"));
    let expected = [
        ("message", "the call is tried again"),
        ("openapi.operation_id", "listCustomers"),
        ("reason", "429 Too Many Requests"),
        ("wait_s", "7.0"),
    ];
    assert_eq!(seen[0].fields, expected.map(|(name, value)| (name, value.to_owned())).into());
}

/// Puts the name of the current span into a header.
#[derive(Clone)]
struct Marked(Transport);

impl Service<Request<Body>> for Marked {
    type Response = <Transport as Service<Request<Body>>>::Response;
    type Error = <Transport as Service<Request<Body>>>::Error;
    type Future = <Transport as Service<Request<Body>>>::Future;

    fn poll_ready(&mut self, context: &mut TaskContext<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let name = tracing::Span::current().metadata().map_or("none", |span| span.name());
        request.headers_mut().insert("x-span", HeaderValue::from_static(name));
        self.0.call(request)
    }
}

#[tokio::test(start_paused = true)]
async fn a_layer_runs_within_the_span_of_each_try() {
    struct Mark;

    impl tower_layer::Layer<Transport> for Mark {
        type Service = Marked;

        fn layer(&self, inner: Transport) -> Marked {
            Marked(inner)
        }
    }

    let (traced, _guard) = Traced::start();
    let script = Script::new([status(503), listed()]);
    let client = Client::builder().app_token("app").transport(script.clone()).layer(Mark);
    let listing = client.into_client().list_customers().into_future();
    listing.instrument(info_span!("caller")).await.unwrap();
    let sent = script.sent();
    let marks: Vec<&str> =
        sent.iter().map(|sent| sent.headers["x-span"].to_str().unwrap()).collect();
    // The id of a span that has ended may be that of the next one, so that names are compared.
    assert_eq!(marks, ["request", "request"]);
    assert_eq!(traced.take("request").len(), 2);
}
