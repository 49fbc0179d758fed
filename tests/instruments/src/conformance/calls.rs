//! A generated crate → a call of each of its operations, through the recording proxy to the mock server,
//! and a verdict for each.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::Value;

use super::judges::Judges;
use super::openapi_core::{self, Question, Subject};
use super::operation::{DescribedOperation, Document};
use super::prism::{Prism, Start};
use super::proxy::{PathRewrite, Proxy};
use super::row::{Called, Operation, Verdict};
use super::suite::{self, Suite};
use super::{answer_examples, bundle, obstacle, prism_input, request_check, verdict};
use crate::runner::{Cargo, Description, Workspace, parse};
use crate::schema::{Formats, Schemas, Validators};

/// A mock server that has no answer after this time hangs, or is out of memory.
const HANGS_AFTER: Duration = Duration::from_secs(5);

/// After this many hanging requests the mock server is not started again, until it has examples.
const MAX_HANGS: usize = 4;

/// The part of the generator's report that is needed here.
#[derive(Deserialize)]
struct Report {
    operations: Vec<ReportedOperation>,
}

#[derive(Deserialize)]
struct ReportedOperation {
    operation_id: String,
    method: String,
    path: String,
    rust: Option<String>,
}

/// Calls every operation of a description.
pub fn all(
    description: &Description,
    workspace: &Workspace,
    cargo: &Cargo,
    judges: &Judges,
) -> Called {
    let report = fs::read(workspace.report()).unwrap_or_default();
    let report: Option<Report> = serde_json::from_slice(&report).ok();
    let reported = report.map(|report| report.operations).unwrap_or_default();
    if reported.is_empty() {
        // A crate without operations has no test.
        return Called { test: None, deaths: 0, operations: Vec::new() };
    }
    let (test, suite) = suite::compiled(workspace, cargo);
    let mut called = Called { test: Some(test), deaths: 0, operations: Vec::new() };
    let ready =
        suite.ok_or_else(|| "there is no test that compiles".to_owned()).and_then(|suite| {
            let environment = Environment::new(description, workspace, judges)?;
            Ok((suite, environment))
        });
    match ready {
        Ok((suite, mut environment)) => {
            let calls = planned(&reported, &suite);
            called.operations = calls.iter().map(|call| environment.call(call, &suite)).collect();
            environment.judge(&mut called.operations);
            environment.call_again(&calls, &suite, &mut called.operations);
            environment.look_for_obstacles(&mut called.operations);
            called.deaths = environment.deaths;
            suite.remove();
        }
        Err(why) => {
            called.operations = reported.iter().map(|operation| row(operation, &why)).collect();
        }
    }
    called
}

/// A call of an operation: with one of its media types, if the caller can choose.
struct PlannedCall<'r> {
    operation: &'r ReportedOperation,
    /// The test that makes the call, if there is one.
    test: Option<&'r str>,
}

/// The calls of all operations, in their order.
fn planned<'r>(reported: &'r [ReportedOperation], suite: &'r Suite) -> Vec<PlannedCall<'r>> {
    let calls = reported.iter().flat_map(|operation| {
        let tests = operation.rust.as_deref().map(|rust| suite.tests_of(rust)).unwrap_or_default();
        let none = tests.is_empty().then_some(PlannedCall { operation, test: None });
        tests.into_iter().map(|test| PlannedCall { operation, test: Some(test) }).chain(none)
    });
    calls.collect()
}

/// The row of an operation that has not been called, and why.
fn row(reported: &ReportedOperation, why: &str) -> Operation {
    Operation {
        operation_id: reported.operation_id.clone(),
        method: reported.method.clone(),
        path: reported.path.clone(),
        sent: None,
        verdict: Verdict::Unjudged,
        why: why.to_owned(),
        status: None,
        decoded: false,
        violations: Vec::new(),
        faults: Vec::new(),
        request: None,
        answer: None,
        said: String::new(),
        exchange: None,
    }
}

/// The mock server and the proxy for the calls of one description.
struct Environment<'t> {
    /// As the judges are given it.
    description: Description,
    folder: &'t Path,
    document: Document,
    start: Start<'t>,
    prism: Option<Prism>,
    proxy: Proxy,
    deaths: usize,
    hangs: usize,
}

impl<'t> Environment<'t> {
    fn new(
        description: &Description,
        workspace: &'t Workspace,
        judges: &'t Judges,
    ) -> Result<Self, String> {
        let folder = workspace.folder();
        let description = bundle::of(description, judges, folder)?;
        let document = Document(parse::json_value(&description.bytes)?);
        let (proxy, log) = (Proxy::start()?, folder.join("prism.log"));
        let start = Start { judges, description: description.file.clone(), log };
        let (prism, deaths, hangs) = (None, 0, 0);
        let mut environment =
            Self { description, folder, document, start, prism, proxy, deaths, hangs };
        environment.start_with(prism_input::of(&environment.document.0))?;
        Ok(environment)
    }

    /// Starts the mock server; with `prepared` instead of the author's description, if there is one.
    fn start_with(&mut self, prepared: Option<Value>) -> Result<(), String> {
        if let Some(prepared) = prepared {
            self.start.description = self.folder.join("prepared.json");
            let written = fs::write(&self.start.description, prepared.to_string());
            written.map_err(|error| error.to_string())?;
        }
        // The old server ends first: two need too much memory.
        self.prism = None;
        let prism = self.start.run()?;
        self.proxy.forward_to(prism.port);
        self.prism = Some(prism);
        Ok(())
    }

    /// Calls one operation, and checks the recorded request.
    fn call(&mut self, call: &PlannedCall<'_>, suite: &Suite) -> Operation {
        let reported = call.operation;
        let Some(test) = call.test else { return row(reported, "there is no test of it") };
        let described = self.document.operation(&reported.path, &reported.method);
        let prefix =
            described.as_ref().and_then(DescribedOperation::prefix).unwrap_or_default().to_owned();
        let fragment = prism_input::fragment(&reported.path);
        self.proxy.rewrite_paths(PathRewrite { prefix: prefix.clone(), fragment });
        let mut row = self.tried(reported, suite, test);
        let described = self.document.operation(&reported.path, &reported.method);
        if let (Some(seen), Some(described)) = (&mut row.exchange, described) {
            match seen.target.strip_prefix(&prefix) {
                Some(rest) => {
                    seen.target = rest.to_owned();
                    row.faults = request_check::faults(&self.document, &described, &row.path, seen);
                }
                None => row.faults = vec![format!("`{}` is not below `{prefix}`", seen.target)],
            }
        }
        row
    }

    /// Repeats the calls for which the mock server could not make an answer, with examples of answers added
    /// to the description. The mock server validates the examples itself.
    fn call_again(
        &mut self,
        calls: &[PlannedCall<'_>],
        suite: &Suite,
        operations: &mut [Operation],
    ) {
        let lacking = |one: &&Operation| verdict::lacks_answer(one);
        let named = operations.iter().filter(lacking).map(|one| (&*one.path, &*one.method));
        let document = &self.document.0;
        let mut given = document.clone();
        let added =
            answer_examples::add(&mut given, &self.description.bytes, &named.collect::<Vec<_>>());
        let given = prism_input::of(&given).unwrap_or(given);
        if added != Ok(true) || self.start_with(Some(given)).is_err() {
            return;
        }
        self.hangs = 0;
        for (operation, call) in operations.iter_mut().zip(calls) {
            if verdict::lacks_answer(operation)
                && let Some(again) = self.answered(call, suite)
            {
                *operation = again;
            }
        }
    }

    /// Repeats a call, with the first example that the mock server accepts as an answer.
    fn answered(&mut self, call: &PlannedCall<'_>, suite: &Suite) -> Option<Operation> {
        for example in 0..answer_examples::EXAMPLES {
            self.proxy.prefer_example(Some(example));
            let mut row = [self.call(call, suite)];
            self.proxy.prefer_example(None);
            // A mock server that hangs with one example hangs with the others, too.
            let [Operation { status: Some(status), .. }] = row else { return None };
            if !(200..300).contains(&status) {
                continue;
            }
            self.judge(&mut row);
            let [row] = row;
            if !verdict::lacks_answer(&row) {
                return Some(row);
            }
        }
        None
    }

    /// Looks for reasons why no valid request exists for an operation that was refused or not sent; such an
    /// operation cannot be judged. Faults that our own check found are not excused.
    fn look_for_obstacles(&self, operations: &mut [Operation]) {
        let failed = |one: &&mut Operation| {
            matches!(one.verdict, Verdict::Unsent | Verdict::Refused) && one.faults.is_empty()
        };
        let mut failed = operations.iter_mut().filter(failed).peekable();
        let read = || Schemas::read(&self.description.bytes).ok();
        let Some(description) = failed.peek().and_then(|_| read()) else { return };
        let Ok(registry) = description.registry() else { return };
        let mut validators = Validators::new(&registry, Formats::Annotation);
        for operation in failed {
            if let Some(why) = obstacle::of(&description, &mut validators, operation) {
                (operation.verdict, operation.why) = (Verdict::Unjudged, why);
            }
        }
    }

    /// Calls an operation; a second time, if the mock server dies: an earlier request may be the cause.
    fn tried(&mut self, reported: &ReportedOperation, suite: &Suite, test: &str) -> Operation {
        let mut row = row(reported, "");
        // The group and the method say nothing that the row does not.
        row.sent = test.split("::").nth(2).map(str::to_owned);
        for _ in 0..2 {
            let started = Instant::now();
            let done = suite.run(test, &self.proxy.url());
            row.decoded = done.is_ok();
            row.said = done.err().unwrap_or_default();
            // Only the first request counts: those after a redirection are other calls.
            row.exchange = self.proxy.take().into_iter().next();
            let Some(seen) = &row.exchange else { break };
            if let Some(answer) = &seen.answer {
                row.status = Some(answer.status);
                row.violations = verdict::violations(answer);
                break;
            }
            if self.prism.is_none() {
                break;
            }
            let hung = started.elapsed() >= HANGS_AFTER;
            self.hangs += usize::from(hung);
            row.why = self.revive().err().unwrap_or_default();
            if hung || !row.why.is_empty() {
                break;
            }
        }
        row
    }

    /// Ends a mock server that no longer answers, and starts it again unless it has hung too often. Without
    /// it, only the second judge is asked.
    fn revive(&mut self) -> Result<(), String> {
        self.deaths += usize::from(self.prism.is_some());
        self.prism = None;
        if self.hangs < MAX_HANGS {
            self.start_with(None)?;
        }
        Ok(())
    }

    /// Asks the second judge about the calls that need it, and sets the verdict of every call.
    fn judge(&self, operations: &mut [Operation]) {
        let asks: Vec<Option<Subject>> = operations.iter().map(verdict::question).collect();
        let questions = operations.iter().zip(&asks).filter_map(|(operation, ask)| {
            let exchange = operation.exchange.as_ref()?;
            Some(Question { ask: (*ask)?, template: &operation.path, exchange })
        });
        let questions: Vec<_> = questions.collect();
        let mut judged =
            openapi_core::judge(self.start.judges, self.folder, &self.document.0, &questions)
                .into_iter();
        for (operation, ask) in operations.iter_mut().zip(asks) {
            match ask {
                Some(Subject::Request) => operation.request = judged.next(),
                Some(Subject::Answer) => operation.answer = judged.next(),
                None => {}
            }
            self.settle(operation);
        }
    }

    fn settle(&self, operation: &mut Operation) {
        let was_called = operation.why.is_empty();
        if was_called {
            (operation.verdict, operation.why) = verdict::of(operation);
        }
        let why =
            self.document.operation(&operation.path, &operation.method).and_then(|described| {
                match operation.verdict {
                    Verdict::Undecoded | Verdict::RequestExcused if !described.has_success() => {
                        Some("no success is described".to_owned())
                    }
                    _ => None,
                }
            });
        if let Some(why) = why {
            (operation.verdict, operation.why) = (Verdict::Unjudged, why);
        }
        if operation.verdict == Verdict::Accepted {
            operation.exchange = None;
        }
    }
}
