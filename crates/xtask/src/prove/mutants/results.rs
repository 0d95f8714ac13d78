//! What became of each mutant: a file of one line a mutant, so that a run goes on where an earlier one stopped.

use super::list::Mutant;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Caught,
    /// A test never ended: it is noticed too.
    Stuck,
    Missed,
    /// Does not compile.
    Unviable,
    /// Cannot be woven.
    Alone,
}

const OUTCOMES: [(Outcome, &str); 5] =
    [(Outcome::Caught, "caught"), (Outcome::Stuck, "stuck"), (Outcome::Missed, "missed"), (Outcome::Unviable, "unviable"), (Outcome::Alone, "alone")];

impl Outcome {
    fn word(self) -> &'static str {
        OUTCOMES.iter().find(|(outcome, _)| *outcome == self).map_or("", |(_, word)| word)
    }
}

pub struct Results {
    file: Mutex<File>,
    /// By the name of the mutant: the last line that is about the source as it is now.
    outcomes: Mutex<BTreeMap<String, Outcome>>,
}

/// Says whether a source is still the one a mutant was judged in.
fn fingerprint(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

impl Results {
    /// Reads the lines that are about sources as they are now.
    pub fn open(path: &Path, sources: &BTreeMap<String, String>) -> Result<Results, String> {
        let error = |error: std::io::Error| format!("{}: {error}", path.display());
        let mut outcomes = BTreeMap::new();
        for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
            let mut cells = line.split('\t');
            let (Some(word), Some(print), Some(name)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let source = name.split(':').next().and_then(|file| sources.get(file));
            if let Some((outcome, _)) =
                OUTCOMES.iter().find(|(_, known)| *known == word).filter(|_| source.is_some_and(|text| fingerprint(text) == print))
            {
                outcomes.insert(name.to_owned(), *outcome);
            }
        }
        let file = File::options().append(true).create(true).open(path).map_err(error)?;
        Ok(Results { file: Mutex::new(file), outcomes: Mutex::new(outcomes) })
    }

    pub fn of(&self, mutant: &Mutant) -> Option<Outcome> {
        self.outcomes.lock().ok()?.get(&mutant.name).copied()
    }

    /// Keeps an outcome; `by` is the test that noticed.
    pub fn keep(&self, mutant: &Mutant, source: &str, outcome: Outcome, by: &str) -> Result<(), String> {
        let mut file = self.file.lock().map_err(|error| error.to_string())?;
        writeln!(file, "{}\t{}\t{}\t{by}", outcome.word(), fingerprint(source), mutant.name).map_err(|error| error.to_string())?;
        self.outcomes.lock().map_err(|error| error.to_string())?.insert(mutant.name.clone(), outcome);
        Ok(())
    }
}

/// Why mutants that no test notices mean the same: tests/mutants.txt. Three lines each: file and change, the line of the source, the reason.
pub struct Reasons<'t>(BTreeMap<(&'t str, &'t str), &'t str>);

impl<'t> Reasons<'t> {
    pub fn read(text: &'t str) -> Reasons<'t> {
        let blocks = text.split("\n\n").map(|block| block.trim().lines().map(str::trim).collect::<Vec<_>>());
        Reasons(blocks.filter_map(|lines| <[&str; 3]>::try_from(lines).ok()).map(|[change, line, reason]| ((change, line), reason)).collect())
    }

    /// The reason for a mutant. Its name begins with file, line and column; lines move, so the text of the line is compared.
    fn of(&self, mutant: &Mutant, source: &str) -> Option<&'t str> {
        let (position, change) = mutant.name.split_once(": ")?;
        let mut position = position.split(':');
        let (file, line) = (position.next()?, position.next()?.parse::<usize>().ok()?);
        self.0.get(&(format!("{file}: {change}").as_str(), source.lines().nth(line - 1)?.trim())).copied()
    }
}

/// Tables and lists of the mutants chosen, and whether all are judged and none is missed without a reason.
pub fn figures(chosen: &[&Mutant], results: &Results, sources: &BTreeMap<String, String>, reasons: &Reasons) -> (String, bool) {
    let mut text =
        "| folder | listed | unviable | caught | stuck | missed | of these equivalent | not judged |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
    let reason = |mutant: &Mutant| sources.get(&mutant.file).and_then(|source| reasons.of(mutant, source));
    let folders: BTreeSet<&str> = chosen.iter().map(|mutant| mutant.folder()).collect();
    for folder in folders {
        let inside: Vec<_> = chosen.iter().filter(|mutant| mutant.folder() == folder).collect();
        let count = |outcome| inside.iter().filter(|mutant| results.of(mutant) == outcome).count();
        let [caught, stuck, missed, unviable, _] = OUTCOMES.map(|(outcome, _)| count(Some(outcome)));
        let same = inside.iter().filter(|mutant| results.of(mutant) == Some(Outcome::Missed) && reason(mutant).is_some()).count();
        text += &format!("| {folder} | {} | {unviable} | {caught} | {stuck} | {missed} | {same} | {} |\n", inside.len(), count(None));
    }
    let mut holds = chosen.iter().all(|mutant| results.of(mutant).is_some());
    for (title, outcome) in [("Missed", Outcome::Missed), ("Stuck", Outcome::Stuck)] {
        let mut named = chosen.iter().filter(|mutant| results.of(mutant) == Some(outcome)).peekable();
        if named.peek().is_some() {
            text += &format!("\n{title}:\n\n");
        }
        for mutant in named {
            let reason = reason(mutant).filter(|_| outcome == Outcome::Missed);
            holds &= reason.is_some() || outcome == Outcome::Stuck;
            text += &format!("- `{}`{}\n", mutant.name, reason.map(|reason| format!(": {reason}")).unwrap_or_default());
        }
    }
    (text, holds)
}
