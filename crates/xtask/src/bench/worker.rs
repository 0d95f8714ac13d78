//! The processes that do the work: one a program, started when first needed, asked a line at a time.

use super::setup::Place;
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// All processes, by name.
pub struct Workers<'a> {
    place: &'a Place,
    running: HashMap<&'static str, Worker>,
}

struct Worker {
    name: &'static str,
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    /// The rows and the catalogue it has loaded.
    loaded: Option<(String, Value)>,
}

impl<'a> Workers<'a> {
    pub fn new(place: &'a Place) -> Workers<'a> {
        Workers { place, running: HashMap::new() }
    }

    /// Has a process load rows, unless it has them; what that took.
    pub fn load(&mut self, name: &'static str, data: &str, rows: usize, catalogue: &str) -> Result<Value, String> {
        let command = format!("load {} {}", self.place.rows(data, rows).display(), self.place.catalogue(catalogue).display());
        let worker = self.started(name)?;
        if let Some((_, figures)) = worker.loaded.as_ref().filter(|(loaded, _)| *loaded == command) {
            return Ok(figures.clone());
        }
        worker.loaded = None;
        let figures = worker.ask(&command)?;
        worker.loaded = Some((command, figures.clone()));
        Ok(figures)
    }

    /// Has takst make a batch of a catalogue; what that took.
    pub fn new_batch(&mut self, catalogue: &str) -> Result<Value, String> {
        let folder = self.place.catalogue(catalogue);
        let of = if catalogue == "builtin" { catalogue.to_owned() } else { folder.display().to_string() };
        self.ask("takst", &format!("batch {of}"))
    }

    pub fn ask(&mut self, name: &'static str, command: &str) -> Result<Value, String> {
        self.started(name)?.ask(command)
    }

    /// Ends all processes: memory of earlier rows that one has not given back is no memory of the next work.
    pub fn end_all(&mut self) {
        self.running.clear();
    }

    fn started(&mut self, name: &'static str) -> Result<&mut Worker, String> {
        if !self.running.contains_key(name) {
            self.running.insert(name, Worker::start(name, self.place)?);
        }
        self.running.get_mut(name).ok_or_else(|| format!("{name} is not running"))
    }
}

impl Worker {
    fn start(name: &'static str, place: &Place) -> Result<Worker, String> {
        let mut command = if name == "takst" {
            Command::new(&place.worker)
        } else {
            let mut command = Command::new(&place.python);
            command.arg(place.peers.join("worker.py")).arg(name);
            command
        };
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| format!("{name}: {error}"))?;
        let (to, from) = (child.stdin.take(), child.stdout.take());
        let (Some(to), Some(from)) = (to, from) else { return Err(format!("{name} cannot be spoken to")) };
        Ok(Worker { name, child, to, from: BufReader::new(from), loaded: None })
    }

    fn ask(&mut self, command: &str) -> Result<Value, String> {
        let failed = |error: &dyn std::fmt::Display| format!("{}, asked to {command}: {error}", self.name);
        writeln!(self.to, "{command}").and_then(|()| self.to.flush()).map_err(|error| failed(&error))?;
        let mut line = String::new();
        if self.from.read_line(&mut line).map_err(|error| failed(&error))? == 0 {
            return Err(failed(&"it ended"));
        }
        let said: Value = serde_json::from_str(&line).map_err(|error| failed(&error))?;
        match said["error"].as_str() {
            Some(error) => Err(failed(&error)),
            None => Ok(said),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Nothing it still does is wanted.
        if self.child.kill().is_ok() {
            self.child.wait().ok();
        }
    }
}
