//! A generated crate → a call of each of its operations, through the proxy to the mock server, and what
//! each comes to.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::Value;

use super::described::{Described, Document};
use super::prism::{Prism, Start};
use super::proxy::{Proxy, Spelling};
use super::row::{Called, Operation, Verdict};
use super::second::{self, Ask, Question};
use super::suite::{self, Suite};
use super::tools::Tools;
use super::{answers, possible, prepared, sent, verdict};
use crate::bench::{Cargo, Description, Work, judge, reading};

/// A mock server that takes so long and has no answer came to no end, or to that of its memory.
const LONG: Duration = Duration::from_secs(5);

/// After so many requests that came to no end the mock server is given up, until it has examples.
const MOST_HANGS: usize = 4;

/// What is read of the generator's report.
#[derive(Deserialize)]
struct Report {
    operations: Vec<Reported>,
}

#[derive(Deserialize)]
struct Reported {
    operation_id: String,
    method: String,
    path: String,
    rust: Option<String>,
}

/// Calls every operation of a description.
pub fn made(description: &Description, work: &Work, cargo: &Cargo, tools: &Tools) -> Called {
    let report = fs::read(work.report()).unwrap_or_default();
    let report: Option<Report> = serde_json::from_slice(&report).ok();
    let reported = report.map(|report| report.operations).unwrap_or_default();
    if reported.is_empty() {
        // Without operations there is no test either.
        return Called { test: None, deaths: 0, operations: Vec::new() };
    }
    let (test, suite) = suite::compiled(work, cargo);
    let mut called = Called { test: Some(test), deaths: 0, operations: Vec::new() };
    let ready =
        suite.ok_or_else(|| "there is no test that compiles".to_owned()).and_then(|suite| {
            let ground = Ground::new(description, work, tools)?;
            Ok((suite, ground))
        });
    match ready {
        Ok((suite, mut ground)) => {
            called.operations = reported.iter().map(|one| ground.call(one, &suite)).collect();
            ground.judge(&mut called.operations);
            ground.call_again(&reported, &suite, &mut called.operations);
            ground.look_for_obstacles(&mut called.operations);
            called.deaths = ground.deaths;
            suite.remove();
        }
        Err(why) => called.operations = reported.iter().map(|one| row(one, &why)).collect(),
    }
    called
}

/// An operation of which nothing is known yet but this.
fn row(reported: &Reported, why: &str) -> Operation {
    Operation {
        operation_id: reported.operation_id.clone(),
        method: reported.method.clone(),
        path: reported.path.clone(),
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

/// Where the calls of a description are made.
struct Ground<'t> {
    description: &'t Description,
    folder: &'t Path,
    document: Document,
    start: Start<'t>,
    prism: Option<Prism>,
    proxy: Proxy,
    deaths: usize,
    hangs: usize,
}

impl<'t> Ground<'t> {
    fn new(description: &'t Description, work: &'t Work, tools: &'t Tools) -> Result<Self, String> {
        let document = Document(reading::value(&description.bytes)?);
        let folder = work.folder();
        let (proxy, log) = (Proxy::start()?, folder.join("prism.log"));
        let start = Start { tools, description: description.file.clone(), log };
        let (prism, deaths, hangs) = (None, 0, 0);
        let mut ground = Self { description, folder, document, start, prism, proxy, deaths, hangs };
        ground.start_with(prepared::of(&ground.document.0))?;
        Ok(ground)
    }

    /// Starts the mock server, with another description than the author's if there is one.
    fn start_with(&mut self, prepared: Option<Value>) -> Result<(), String> {
        if let Some(prepared) = prepared {
            self.start.description = self.folder.join("prepared.json");
            let written = fs::write(&self.start.description, prepared.to_string());
            written.map_err(|error| error.to_string())?;
        }
        // One is enough for the memory.
        self.prism = None;
        let prism = self.start.run()?;
        self.proxy.forward_to(prism.port);
        self.prism = Some(prism);
        Ok(())
    }

    /// Calls one operation, and lets our own check look at what was sent.
    fn call(&mut self, reported: &Reported, suite: &Suite) -> Operation {
        let Some(test) = reported.rust.as_deref().and_then(|rust| suite.test_of(rust)) else {
            return row(reported, "there is no test of it");
        };
        let described = self.document.operation(&reported.path, &reported.method);
        let prefix = described.as_ref().and_then(Described::prefix).unwrap_or_default().to_owned();
        let fragment = prepared::fragment(&reported.path);
        self.proxy.spell(Spelling { prefix: prefix.clone(), fragment });
        let mut row = self.tried(reported, suite, test);
        let described = self.document.operation(&reported.path, &reported.method);
        if let (Some(seen), Some(described)) = (&mut row.exchange, described) {
            match seen.target.strip_prefix(&prefix) {
                Some(rest) => {
                    seen.target = rest.to_owned();
                    row.faults = sent::faults(&self.document, &described, &row.path, seen);
                }
                None => row.faults = vec![format!("`{}` is not below `{prefix}`", seen.target)],
            }
        }
        row
    }

    /// Calls those again whose answer the mock server could not make, with examples of it. That they are
    /// as described is for the mock server to say.
    fn call_again(&mut self, reported: &[Reported], suite: &Suite, operations: &mut [Operation]) {
        let lacking = |one: &&Operation| verdict::lacks_answer(one);
        let named = operations.iter().filter(lacking).map(|one| (&*one.path, &*one.method));
        let document = &self.document.0;
        let mut given = document.clone();
        let added = answers::added(&mut given, &self.description.bytes, &named.collect::<Vec<_>>());
        let given = prepared::of(&given).unwrap_or(given);
        if added != Ok(true) || self.start_with(Some(given)).is_err() {
            return;
        }
        self.hangs = 0;
        for (operation, reported) in operations.iter_mut().zip(reported) {
            if verdict::lacks_answer(operation)
                && let Some(again) = self.answered(reported, suite)
            {
                *operation = again;
            }
        }
    }

    /// A call with the first example that the mock server lets pass.
    fn answered(&mut self, reported: &Reported, suite: &Suite) -> Option<Operation> {
        for example in 0..answers::EXAMPLES {
            self.proxy.ask_for(Some(example));
            let mut row = [self.call(reported, suite)];
            self.proxy.ask_for(None);
            // What it comes to no end with, it does not with another example either.
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

    /// What nobody accepts may be what nobody could accept, and what is not sent what cannot be. What our
    /// own check finds wrong stays wrong.
    fn look_for_obstacles(&self, operations: &mut [Operation]) {
        let failed = |one: &&mut Operation| {
            matches!(one.verdict, Verdict::Unsent | Verdict::Refused) && one.faults.is_empty()
        };
        let mut failed = operations.iter_mut().filter(failed).peekable();
        let read = || judge::Description::read(&self.description.bytes).ok();
        let Some(description) = failed.peek().and_then(|_| read()) else { return };
        let Ok(registry) = description.registry() else { return };
        let mut judge = judge::Judge::new(&registry);
        for operation in failed {
            if let Some(why) = possible::obstacle(&description, &mut judge, operation) {
                (operation.verdict, operation.why) = (Verdict::Unjudged, why);
            }
        }
    }

    /// Where the mock server dies, there is a second try: it may have died of an earlier request.
    fn tried(&mut self, reported: &Reported, suite: &Suite, test: &str) -> Operation {
        let mut row = row(reported, "");
        for _ in 0..2 {
            let started = Instant::now();
            let done = suite.run(test, &self.proxy.url());
            row.decoded = done.is_ok();
            row.said = done.err().unwrap_or_default();
            // What follows a redirection is another call.
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
            let hung = started.elapsed() >= LONG;
            self.hangs += usize::from(hung);
            row.why = self.revive().err().unwrap_or_default();
            if hung || !row.why.is_empty() {
                break;
            }
        }
        row
    }

    /// A mock server that does not answer any more is ended, and started again; but not one that never
    /// comes to an end. Then only the second judge is asked.
    fn revive(&mut self) -> Result<(), String> {
        self.deaths += usize::from(self.prism.is_some());
        self.prism = None;
        if self.hangs < MOST_HANGS {
            self.start_with(None)?;
        }
        Ok(())
    }

    /// Asks the second judge what there is to ask, and says what each call comes to.
    fn judge(&self, operations: &mut [Operation]) {
        let asks: Vec<Option<Ask>> = operations.iter().map(verdict::questions).collect();
        let questions = operations.iter().zip(&asks).filter_map(|(operation, ask)| {
            let exchange = operation.exchange.as_ref()?;
            Some(Question { ask: (*ask)?, template: &operation.path, exchange })
        });
        let questions: Vec<_> = questions.collect();
        let mut judged =
            second::asked(self.start.tools, self.folder, &self.document.0, &questions).into_iter();
        for (operation, ask) in operations.iter_mut().zip(asks) {
            match ask {
                Some(Ask::Request) => operation.request = judged.next(),
                Some(Ask::Answer) => operation.answer = judged.next(),
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
