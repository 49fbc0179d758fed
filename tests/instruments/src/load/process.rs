//! The processes of a measurement: this program once more, as the server or as one of the two sides.

use std::fmt::Display;
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::de::DeserializeOwned;

/// A process that answers a line with a line. It ends when it is dropped.
pub struct Process {
    child: Child,
    questions: Option<ChildStdin>,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts this program as a part of the measurement.
    pub fn start(arguments: &[&dyn Display]) -> Result<Self, String> {
        let mut command = this_program()?;
        command.args(arguments.iter().map(ToString::to_string));
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.map_err(|error| format!("a process cannot be started: {error}"))?;
        let questions = child.stdin.take();
        let answers = child.stdout.take().ok_or("a process has no standard output")?;
        Ok(Self { child, questions, answers: BufReader::new(answers).lines() })
    }

    /// Writes a line, and reads one.
    pub fn ask<T: DeserializeOwned>(&mut self, question: impl Display) -> Result<T, String> {
        let asked = self.questions.as_mut().map(|questions| writeln!(questions, "{question}"));
        match asked {
            Some(Ok(())) => self.hear(),
            _ => Err("a process of the measurement has ended".to_owned()),
        }
    }

    /// Reads a line.
    pub fn hear<T: DeserializeOwned>(&mut self) -> Result<T, String> {
        match self.answers.next() {
            Some(Ok(line)) => serde_json::from_str(&line).map_err(|error| error.to_string()),
            _ => Err("a process of the measurement has ended".to_owned()),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The end of its standard input is the end of its work.
        self.questions = None;
        let _ = self.child.wait();
    }
}

/// The server, until it is dropped.
pub struct Server {
    process: Process,
    port: u16,
}

impl Server {
    pub fn start() -> Result<Self, String> {
        let mut process = Process::start(&[&"server"])?;
        let port = process.hear()?;
        Ok(Self { process, port })
    }

    /// The base URL of its API.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How many requests it got since this was asked the last time.
    pub fn requests(&mut self) -> Result<usize, String> {
        self.process.ask("")
    }
}

/// A command that runs this program, up to the name of the part.
pub fn this_program() -> Result<Command, String> {
    let path = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(path);
    command.args(["bench", "load"]);
    Ok(command)
}
