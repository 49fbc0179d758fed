//! What a caller needs beyond the first call, a section of the README each: errors, limits, lists, traces, tests.
//! Their code is compiled with the docs of the crate.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::first_operation;
use crate::api::Operation;
use crate::name::OperationNames;
use crate::render::sample::Extent;
use crate::render::{Context, Item, Line, docs, example};

const ERRORS: &str = "
## Errors

`Error` tells apart what the server refused (`Api`, with the described body), an answer that could not be
read (`Decode`, with the raw body), `Transport`, `Timeout` and `Build`. In a function that calls several
operations, `?` makes an `AnyError` of each: `error.body::<T>()` has the body.
";

const LIMITS: &str = "
## Limits and tries

A call is tried again where that is safe, within limits of time and memory. `Client::builder()` documents
the defaults. `CallOptions` changes them, for a client or for one call.
";

const LISTS: &str = "
## Lists in pages

The items of all pages, each page asked for when it is needed:
";

const TRACES: &str = "
## Traces

The feature `tracing` makes a span of each request, by OpenTelemetry's conventions, within the span of the
caller:
";

const TESTS: &str = "
## In your tests

The feature `mock` brings a mock of the API, which answers in process. With the attribute
`#[tokio::test]` in the place of `cfg`, this is a test:
";

/// The sections, for an API with operations.
pub(super) fn sections(context: Context<'_>) -> Vec<Line> {
    let Some((operation, names)) = first_operation(context) else { return Vec::new() };
    let example = Example { context, operation, names };
    let mut lines = section(ERRORS, &["Client", "Error"], &example.errors());
    lines.extend(section(LIMITS, &["CallOptions", "Client", "Retry"], &example.limits()));
    let paged = context.api.operations.iter().find(|(_, operation)| operation.paging.is_some());
    if let Some((id, operation)) = paged {
        let example = Example { context, operation, names: &context.names.operations[id] };
        lines.extend(section(LISTS, &["Client"], &example.lists()));
    }
    lines.extend(section(TRACES, &["Client"], &example.traces()));
    lines.extend(section(TESTS, &[], &example.tests()));
    lines
}

/// What a section is about, and its program.
fn section(about: &str, names: &[&str], program: &Program) -> Vec<Line> {
    let Program { krate, uses_types, before, function } = program;
    let mut names: Vec<_> = names.iter().map(|name| format_ident!("{name}")).collect();
    names.extend(uses_types.then(|| format_ident!("types")));
    let import = match names.as_slice() {
        [] => None,
        [one] => Some(quote!(use #krate::#one;)),
        several => Some(quote!(use #krate::{#(#several),*};)),
    };
    let imports: Vec<_> = before.iter().cloned().chain(import).collect();
    let head = (!imports.is_empty()).then_some(Item::Block(imports));
    let mut lines = docs::text(about.lines().map(str::to_owned).collect());
    lines.extend(docs::text(vec![String::new(), "```rust,no_run".to_owned()]));
    lines.push(Line::Items(head.into_iter().chain([Item::Code(function.clone())]).collect()));
    lines.push(Line::Text("```".to_owned()));
    lines
}

/// The program of a section.
struct Program {
    krate: proc_macro2::Ident,
    uses_types: bool,
    /// The imports from elsewhere.
    before: Option<TokenStream>,
    function: TokenStream,
}

/// The operation that the programs call.
#[derive(Clone, Copy)]
struct Example<'a> {
    context: Context<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
}

impl Example<'_> {
    fn call(self, client: &TokenStream) -> example::Call {
        example::call(self.context, self.operation, self.names, Extent::First, client, None)
    }

    fn program(
        self,
        call: &example::Call,
        before: Option<TokenStream>,
        function: TokenStream,
    ) -> Program {
        let krate = example::crate_ident(self.context);
        Program { krate, uses_types: call.uses_types, before, function }
    }

    fn errors(self) -> Program {
        let called = self.call(&quote!(client));
        let example::Call { before, call, .. } = &called;
        let function = quote! {
            async fn call(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
                #before
                match #call {
                    Ok(answer) => println!("{answer:#?}"),
                    Err(Error::Api(refused)) => println!("{}: {:?}", refused.status(), refused.body()),
                    Err(other) if other.is_retryable() => println!("not now: {other}"),
                    Err(other) => return Err(other.into()),
                }
                Ok(())
            }
        };
        self.program(&called, None, function)
    }

    fn limits(self) -> Program {
        let called = self.call(&quote!(client));
        let example::Call { before, request, .. } = &called;
        let function = quote! {
            async fn call(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
                let patient = CallOptions::new().timeout(Duration::from_secs(300)).retry(Retry::new().tries(5));
                let client = client.with(patient);
                #before
                let once = CallOptions::new().retry(Retry::none()).request_id("17");
                #request.with(once).await?;
                Ok(())
            }
        };
        let before = quote!(
            use std::time::Duration;
        );
        self.program(&called, Some(before), function)
    }

    fn lists(self) -> Program {
        let called = self.call(&quote!(client));
        let example::Call { before, request, .. } = &called;
        let function = quote! {
            async fn print(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
                #before
                let mut items = #request.items();
                while let Some(item) = items.next().await {
                    let item = item?;
                    println!("{item:#?}");
                }
                Ok(())
            }
        };
        self.program(&called, None, function)
    }

    fn traces(self) -> Program {
        let called = self.call(&quote!(client));
        let example::Call { before, call, .. } = &called;
        let function = quote! {
            #[cfg(feature = "tracing")]
            async fn call(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
                use tracing::Instrument as _;
                #before
                let called = async { #call };
                called.instrument(tracing::info_span!("import")).await?;
                Ok(())
            }
        };
        self.program(&called, None, function)
    }

    fn tests(self) -> Program {
        let called = self.call(&quote!(client));
        let example::Call { before, call, .. } = &called;
        let krate = example::crate_ident(self.context);
        let OperationNames { module, request, .. } = self.names;
        let function = quote! {
            #[cfg(feature = "mock")]
            async fn a_server_that_is_down_is_an_error() -> Result<(), Box<dyn std::error::Error>> {
                use #krate::mock::{Answer, Mock};
                use #krate::operations::#module::#request;
                let mock = Mock::new();
                mock.on::<#request>().answer(Answer::refused());
                let client = mock.builder().build()?;
                #before
                let is_retryable = #call.is_err_and(|error| error.is_retryable());
                assert!(is_retryable);
                let tries = mock.received::<#request>();
                assert_eq!(tries.len(), 3);
                Ok(())
            }
        };
        self.program(&called, None, function)
    }
}
