//! How a program connects the spans of a client to OpenTelemetry: docs/tracing.md shows these lines.

use std::sync::{Arc, Mutex};

use http::Request;
use opentelemetry::global;
use opentelemetry::trace::{SpanKind, Status, TracerProvider};
use opentelemetry_http::HeaderInjector;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanData, SpanExporter};
use salesive::body::Body;
use salesive::mock::{Answer, Mock};
use salesive::operations::customers::ListCustomers;
use salesive::{Client, ClientBuilder, Error};
use serde_json::json;
use tower::util::MapRequestLayer;
use tracing::instrument::WithSubscriber;
use tracing::{Instrument, info_span};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::layer::SubscriberExt;

/// A client each of whose requests carries the trace context of its own span.
fn traced(builder: ClientBuilder) -> Result<Client, Error> {
    let trace_context = MapRequestLayer::new(|mut request: Request<Body>| {
        let context = tracing::Span::current().context();
        global::get_text_map_propagator(|propagator| {
            propagator.inject_context(&context, &mut HeaderInjector(request.headers_mut()));
        });
        request
    });
    builder.layer(trace_context).build()
}

/// Keeps the spans that have ended.
#[derive(Debug, Clone, Default)]
struct Exported(Arc<Mutex<Vec<SpanData>>>);

impl SpanExporter for Exported {
    async fn export(&self, spans: Vec<SpanData>) -> OTelSdkResult {
        self.0.lock().unwrap().extend(spans);
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn each_try_carries_the_context_of_its_own_span() {
    let exported = Exported::default();
    let provider = SdkTracerProvider::builder().with_simple_exporter(exported.clone()).build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("tests"));
    let subscriber = tracing_subscriber::registry().with(layer);
    global::set_text_map_propagator(TraceContextPropagator::new());

    let mock = Mock::new();
    let page = json!({
        "status": 200, "success": true, "message": "m",
        "data": {"customers": [], "total": 0, "page": 1, "pages": 0, "limit": 2},
    });
    mock.on::<ListCustomers>().answer(Answer::empty(503)).reply(200, &page);
    let client = traced(mock.builder()).unwrap();
    let calling = async { client.list_customers().await.unwrap() };
    async { calling.instrument(info_span!("caller")).await }.with_subscriber(subscriber).await;

    let spans = exported.0.lock().unwrap().clone();
    let [failed, answered, caller] = spans.as_slice() else { panic!("{spans:?}") };
    let context = |span: &SpanData| {
        let (trace, span) = (span.span_context.trace_id(), span.span_context.span_id());
        format!("00-{trace}-{span}-01")
    };
    let received = mock.received::<ListCustomers>();
    let sent: Vec<_> = received.iter().map(|call| call.header("traceparent").unwrap()).collect();
    assert_eq!(sent, [context(failed), context(answered)]);
    for span in [failed, answered] {
        assert_eq!(span.parent_span_id, caller.span_context.span_id());
        assert_eq!(span.span_context.trace_id(), caller.span_context.trace_id());
        assert_eq!(span.name, "GET /customers");
        assert_eq!(span.span_kind, SpanKind::Client);
    }
    assert!(matches!(failed.status, Status::Error { .. }), "{:?}", failed.status);
    assert_eq!(answered.status, Status::Unset);
    let attribute = |name: &str| {
        let found = answered.attributes.iter().find(|attribute| attribute.key.as_str() == name);
        found.map(|attribute| attribute.value.clone())
    };
    assert_eq!(attribute("http.response.status_code"), Some(200.into()));
    assert_eq!(attribute("http.request.resend_count"), Some(1.into()));
    assert_eq!(attribute("server.port"), Some(443.into()));
    assert_eq!(attribute("otel.name"), None);
}

#[test]
fn the_page_shows_these_lines() {
    let own = include_str!("tracing.rs");
    let page = std::fs::read_to_string(tests::root().join("docs/tracing.md")).unwrap();
    let (_, shown) = page.split_once("```rust\n").unwrap();
    let (shown, _) = shown.split_once("\n```").unwrap();
    for lines in shown.split("\n\n") {
        assert!(own.contains(lines), "{lines}");
    }
}
