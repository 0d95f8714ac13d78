//! Papers of others, read: electronic invoices, folders of them, and lists. One that cannot be read stops no other.

use crate::citizens::Citizens;
use crate::failure::Failure;
use crate::hashed::Hashed;
use crate::paper_files::{PaperFiles, Taken, shown};
use crate::unread::not_read;
use crate::words::{file_name, masked_name};
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use takst::document::control::received::Paper;
use takst::document::party::Parties;
use takst_einvoice::paper::{NoPayer, no_payer, paper};
use takst_einvoice::received_words::{self, no_paper, not_readable, problems};
use takst_einvoice::{ReadError, read, read_with_citizens};
use takst_explain::Texts;
use takst_io::{PAPER_COLUMNS, PaperExpected, PaperFault, Papers, PapersError, RowsError, printable, read_papers};

/// How papers are read.
#[derive(Clone, Copy)]
pub struct ReadAs<'a> {
    /// Sellers and buyers, by whose numbers those of electronic invoices are found.
    pub parties: &'a Parties,
    /// Citizens by CPR number; without it no number is looked up.
    pub citizens: Option<&'a dyn Citizens>,
    /// The language of what is said.
    pub texts: &'a Texts,
}

/// The papers of all files.
#[derive(Debug, Default)]
pub struct PaperLists {
    /// Papers, each with the SHA-256 of its file.
    pub papers: Vec<([u8; 32], Paper)>,
    /// Why files could not be read, in words.
    pub unread: Vec<String>,
    /// What is wrong with electronic invoices that could be read, in words.
    pub notes: Vec<String>,
    /// What became of each file.
    pub files: PaperFiles,
    /// The SHA-256 of every file.
    read: HashSet<[u8; 32]>,
    /// Electronic invoices whose buyer says not who pays, by their names: a folder may have thousands of one buyer.
    no_payers: BTreeMap<NoPayer, Vec<String>>,
}

impl PaperLists {
    /// Reads files: electronic invoices, lists, and folders, of which every `.xml` file counts. A file that is given twice is read once. Nothing of it is
    /// silent: [`files`](PaperLists::files) says what became of each file, but for those whose names begin with a full stop.
    ///
    /// # Errors
    /// None of them can be read.
    pub fn read(files: &[impl AsRef<Path>], of: &ReadAs<'_>) -> Result<PaperLists, Failure> {
        let (mut lists, mut all) = (PaperLists::default(), Vec::new());
        for file in files {
            let file = file.as_ref();
            if file.is_dir() {
                lists.folder(file, of, &mut all);
            } else {
                all.push(Ok((file.to_owned(), file_name(file))));
            }
        }
        // A folder may hold thousands: they are read by all cores, and taken in their order.
        let read = in_order(&all, |named| named.as_ref().ok().map(|(file, _)| ReadFile::of(file, of)));
        for (named, read) in all.into_iter().zip(read) {
            match (named, read) {
                (Ok((file, short)), Some(read)) => {
                    let taken = lists.take((&file_name(&file), &short), read, of.texts);
                    lists.files.add(&short, taken);
                }
                (Ok(_), None) => {}
                (Err(said), _) => lists.unread.push(said),
            }
        }
        let without = std::mem::take(&mut lists.no_payers);
        lists.notes.extend(without.iter().map(|(why, names)| received_words::no_payer(of.texts, &shown(of.texts, names), why)));
        if lists.papers.is_empty() {
            lists.unread.extend(lists.files.sentence(of.texts));
        }
        lists.some()
    }

    /// Adds the files of a folder with their names in it, or what is said of it.
    fn folder(&mut self, folder: &Path, of: &ReadAs<'_>, all: &mut Vec<Result<(PathBuf, String), String>>) {
        let name = file_name(folder);
        let mut found = Vec::new();
        let listed = files_in(folder, &mut found);
        let (files, skipped): (Vec<PathBuf>, Vec<PathBuf>) = found.into_iter().partition(|file| is_named_xml(file));
        let short = |file: &Path| file_name(file.strip_prefix(folder).unwrap_or(file));
        self.files.skipped.extend(skipped.iter().map(|file| short(file)));
        match listed {
            Err(error) => all.push(Err(not_read(of.texts, &name, &RowsError::from(error), PAPER_COLUMNS))),
            Ok(()) if files.is_empty() => all.push(Err(of.texts.get("run-einvoice-no-files", &[("file", printable(&name).into())]))),
            Ok(()) => all.extend(files.into_iter().map(|file| {
                let short = short(&file);
                Ok((file, short))
            })),
        }
    }

    /// Adds an electronic invoice, or why there is none.
    pub fn einvoice(&mut self, name: &str, input: impl Read, of: &ReadAs<'_>) -> Taken {
        self.take((name, name), ReadFile::einvoice(name, input, of), of.texts)
    }

    /// Takes what came of a file with a name, and one within its folder.
    fn take(&mut self, (name, short): (&str, &str), read: ReadFile, texts: &Texts) -> Taken {
        match read {
            ReadFile::List(list) => self.add(name, list, texts),
            ReadFile::Not(said) => {
                self.unread.push(said);
                Taken::Unread
            }
            ReadFile::Invoice { sha256, .. } if !self.read.insert(sha256) => Taken::Copy,
            ReadFile::Invoice { sha256, paper, notes, no_payer } => {
                self.notes.extend(notes);
                if let Some(why) = no_payer {
                    self.no_payers.entry(why).or_default().push(short.to_owned());
                }
                self.papers.push((sha256, paper));
                Taken::Read
            }
        }
    }

    /// Adds a list that was read, or why it was not.
    pub fn add(&mut self, name: &str, list: Result<Papers, PapersError>, texts: &Texts) -> Taken {
        match list {
            Ok(list) if !self.read.insert(list.sha256) => Taken::Copy,
            Ok(list) => {
                self.papers.extend(list.papers.into_iter().map(|paper| (list.sha256, paper)));
                Taken::Read
            }
            Err(error) => {
                self.unread.extend(lines(texts, name, &error));
                Taken::Unread
            }
        }
    }

    /// Returns the lists where any could be read.
    ///
    /// # Errors
    /// None could.
    pub fn some(self) -> Result<PaperLists, Failure> {
        if self.papers.is_empty() { Err(Failure::Unread(self.unread)) } else { Ok(self) }
    }

    /// Returns the SHA-256 of each list.
    #[must_use]
    pub fn hashes(&self) -> Vec<[u8; 32]> {
        let mut hashes: Vec<[u8; 32]> = self.papers.iter().map(|(hash, _)| *hash).collect();
        hashes.dedup();
        hashes
    }
}

/// What came of a file.
enum ReadFile {
    Invoice {
        sha256: [u8; 32],
        paper: Paper,
        notes: Vec<String>,
        no_payer: Option<NoPayer>,
    },
    List(Result<Papers, PapersError>),
    /// Why it is no invoice, in words.
    Not(String),
}

impl ReadFile {
    fn of(file: &Path, of: &ReadAs<'_>) -> ReadFile {
        let opened = File::open(file).and_then(|opened| is_einvoice(file).map(|is_einvoice| (opened, is_einvoice)));
        match opened {
            Err(error) => ReadFile::List(Err(RowsError::from(error).into())),
            Ok((opened, true)) => ReadFile::einvoice(&file_name(file), opened, of),
            Ok((opened, false)) => ReadFile::List(read_papers(opened)),
        }
    }

    fn einvoice(name: &str, input: impl Read, of: &ReadAs<'_>) -> ReadFile {
        let mut input = Hashed::new(input);
        let received: Result<_, ReadError> = match of.citizens {
            Some(citizens) => read_with_citizens(&mut input, &mut |cpr| citizens.citizen(cpr)),
            None => read(&mut input),
        };
        let received = match received {
            Ok(received) => received,
            Err(error) => return ReadFile::Not(not_readable(of.texts, name, &error)),
        };
        match paper(&received, of.parties) {
            Err(why) => ReadFile::Not(no_paper(of.texts, name, &why)),
            Ok(paper) => ReadFile::Invoice {
                sha256: input.sha256(),
                paper,
                notes: problems(of.texts, name, &received.problems),
                no_payer: no_payer(&received, of.parties),
            },
        }
    }
}

/// Does the same with each of many, on all cores; the results are in order.
fn in_order<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(all.len());
    if threads < 2 {
        return all.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(at) else { return done };
            done.push((at, work(one)));
        }
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(some)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The files of a folder and those within it, in the order of their names. Links to folders are not followed, and files of the system
/// (`.DS_Store`) are none.
fn files_in(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            files_in(&path, files)?;
        } else if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            files.push(path);
        }
    }
    Ok(())
}

fn is_named_xml(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"))
}

/// Whether a file is an electronic invoice, or something that is taken for one: by its name, else by how it begins.
fn is_einvoice(file: &Path) -> io::Result<bool> {
    // What can be read once only, such as a pipe, is a list.
    if is_named_xml(file) || !fs::metadata(file)?.is_file() {
        return Ok(is_named_xml(file));
    }
    let mut first = Vec::new();
    File::open(file)?.take(256).read_to_end(&mut first)?;
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&first).trim_ascii_start();
    let begins = |with: &[&[u8]]| with.iter().any(|with| text.starts_with(with));
    Ok(begins(&[b"<", b"%PDF", b"PK\x03\x04", b"\xff\xfe<\0", b"\xfe\xff\0<", b"\0<\0"]))
}

fn lines(texts: &Texts, name: &str, error: &PapersError) -> Vec<String> {
    match error {
        PapersError::Rows(error) => vec![not_read(texts, name, error, PAPER_COLUMNS)],
        PapersError::Faults(faults) => faults.iter().map(|fault| of_cell(texts, name, fault)).collect(),
        // Errors may grow; a new one is said in English until there is a text.
        other => vec![format!("{}: {other}", masked_name(name))],
    }
}

fn of_cell(texts: &Texts, file: &str, fault: &PaperFault) -> String {
    let expected = match fault.expected {
        PaperExpected::Present => texts.get("run-verify-present", &[]),
        PaperExpected::Day => texts.get("run-verify-day", &[]),
        PaperExpected::ThisDay(day) => texts.get("run-verify-this-day", &[("day", day.to_string().into())]),
        PaperExpected::LaterDay => texts.get("run-verify-later-day", &[]),
        PaperExpected::Number(decimals) => texts.get("run-verify-number", &[("decimals", decimals.to_string().into())]),
        PaperExpected::Word(words) => texts.get("run-verify-word", &[("words", words.join(", ").into())]),
        PaperExpected::Municipality => texts.get("run-verify-municipality", &[]),
    };
    let args = [
        ("file", masked_name(file).into()),
        ("row", fault.row.to_string().into()),
        ("column", fault.column.into()),
        ("value", printable(&fault.value).into()),
        ("expected", expected.into()),
    ];
    texts.get("run-verify-cell", &args)
}
