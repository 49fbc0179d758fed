//! Waiting for a request without `async`, for programs that have no runtime of their own.

use std::future::IntoFuture;
use std::io;
use std::sync::OnceLock;
use std::thread;

use tokio::runtime::{Builder, Handle, Runtime};

/// Waits for whatever can be awaited: a request, its response, the next item of a stream.
///
/// ```text
/// use blocking::Wait;
///
/// let ada = client.create_customer(&ada).wait()?;
/// let mut items = client.list_customers().items();
/// while let Some(customer) = items.next().wait() {}
/// ```
///
/// All waits share one thread that drives the connections. A wait within asynchronous code blocks its thread;
/// await there instead.
pub trait Wait: IntoFuture + Sized {
    /// Waits for the output.
    ///
    /// # Panics
    /// If the system gives no thread to the runtime.
    fn wait(self) -> Self::Output
    where
        Self: Send,
        Self::Output: Send,
        Self::IntoFuture: Send;
}

impl<F: IntoFuture> Wait for F {
    fn wait(self) -> F::Output
    where
        F: Send,
        F::Output: Send,
        F::IntoFuture: Send,
    {
        match Handle::try_current() {
            // A runtime does not allow its threads to wait for another one.
            Ok(_) => thread::scope(|scope| {
                let waiting = scope.spawn(|| runtime().block_on(self.into_future()));
                waiting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            }),
            Err(_) => runtime().block_on(self.into_future()),
        }
    }
}

#[allow(clippy::panic, reason = "whoever waits has no other way to hear of it")]
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<io::Result<Runtime>> = OnceLock::new();
    let made = || Builder::new_multi_thread().worker_threads(1).enable_all().build();
    match RUNTIME.get_or_init(made) {
        Ok(runtime) => runtime,
        Err(error) => panic!("there is no thread for the runtime: {error}"),
    }
}
