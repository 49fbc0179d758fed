//! The dependencies of a generated crate, which are those of the runtime's files and of its types.

use super::need::{Need, always, scalar_called, scalar_from, text_answers, token_flows};
use crate::api::Api;
use crate::render::Context;

/// Every dependency: whether an API needs it, and its line in the manifest.
const DEPENDENCIES: &[(Need, &str)] = &[
    (|api| scalar_from(api, "base64"), "base64 = \"0.22\""),
    (always, "bytes = \"1\""),
    (text_answers, "encoding_rs = \"0.8\""),
    (always, "futures-core = { version = \"0.3\", default-features = false }"),
    (always, "http = \"1\""),
    (always, "http-body = \"1\""),
    (
        |api| scalar_from(api, "jiff"),
        "jiff = { version = \"1\", default-features = false, features = [\"std\"] }",
    ),
    (always, "percent-encoding = \"2\""),
    (
        always,
        "reqwest = { version = \"0.13\", default-features = false, features = [\"http2\", \"system-proxy\"] }",
    ),
    (always, "serde = { version = \"1\", default-features = false, features = [\"std\"] }"),
    (
        |api| !exact_numbers(api),
        "serde_json = { version = \"1\", features = [\"float_roundtrip\"] }",
    ),
    (
        exact_numbers,
        "serde_json = { version = \"1\", features = [\"float_roundtrip\", \"raw_value\"] }",
    ),
    (always, "serde_path_to_error = \"0.1\""),
    (token_flows, "tokio = { version = \"1\", features = [\"sync\", \"time\"] }"),
    (|api| !token_flows(api), "tokio = { version = \"1\", features = [\"time\"] }"),
    (always, "tower-layer = \"0.3\""),
    (always, "tower-service = \"0.3\""),
    (
        always,
        "tracing = { version = \"0.1\", optional = true, default-features = false, features = [\"std\"] }",
    ),
    (|api| scalar_from(api, "uuid"), "uuid = { version = \"1\", features = [\"serde\"] }"),
    (always, "zeroize = \"1\""),
];

/// Those that only a program in a browser has more, likewise.
const BROWSER_DEPENDENCIES: &[(Need, &str)] = &[
    // The time of day, for those who ask for it, is the browser's there.
    (
        |api| scalar_from(api, "jiff"),
        "jiff = { version = \"1\", default-features = false, features = [\"js\"] }",
    ),
    (always, "js-sys = \"0.3\""),
    (always, "reqwest = { version = \"0.13\", default-features = false, features = [\"stream\"] }"),
    (always, "send_wrapper = { version = \"0.6\", features = [\"futures\"] }"),
    (
        always,
        "wasmtimer = { version = \"0.4.5\", default-features = false, features = [\"tokio\"] }",
    ),
];

/// Whether a number is read and written with all its digits.
fn exact_numbers(api: &Api) -> bool {
    scalar_called(api, "AsNumber")
}

/// The dependencies that an API needs, as lines of the manifest.
pub(in crate::render) fn dependencies(context: Context<'_>) -> Vec<&'static str> {
    needed(context, DEPENDENCIES)
}

/// Those that it needs more in a browser.
pub(in crate::render) fn browser_dependencies(context: Context<'_>) -> Vec<&'static str> {
    needed(context, BROWSER_DEPENDENCIES)
}

fn needed(context: Context<'_>, table: &[(Need, &'static str)]) -> Vec<&'static str> {
    let needed = table.iter().filter(|(is_needed, _)| is_needed(context.api));
    needed.map(|(_, line)| *line).collect()
}
