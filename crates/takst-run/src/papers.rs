//! Papers of others, read: electronic invoices, folders of them, and lists. One that cannot be read stops no other.

use crate::citizens::Citizens;
use crate::einvoice_paper::paper;
use crate::einvoice_words::{no_paper, not_readable, problems};
use crate::failure::Failure;
use crate::hashed::Hashed;
use crate::paper_files::{PaperFiles, Taken};
use crate::unread::not_read;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use takst::document::control::received::Paper;
use takst::document::party::Parties;
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
}

impl PaperLists {
    /// Reads files: electronic invoices, lists, and folders, of which every `.xml` file counts. A file that is given twice is read once. Nothing of it is
    /// silent: [`files`](PaperLists::files) says what became of each file, but for those whose names begin with a full stop.
    ///
    /// # Errors
    /// None of them can be read.
    pub fn read(files: &[impl AsRef<Path>], of: &ReadAs<'_>) -> Result<PaperLists, Failure> {
        let mut lists = PaperLists::default();
        for file in files {
            let file = file.as_ref();
            if file.is_dir() {
                lists.folder(file, of);
            } else {
                lists.file(file, &file.display().to_string(), of);
            }
        }
        if lists.papers.is_empty() {
            lists.unread.extend(lists.files.sentence(of.texts));
        }
        lists.some()
    }

    fn folder(&mut self, folder: &Path, of: &ReadAs<'_>) {
        let name = folder.display().to_string();
        let mut all = Vec::new();
        let found = files_in(folder, &mut all);
        let (files, skipped): (Vec<PathBuf>, Vec<PathBuf>) = all.into_iter().partition(|file| is_named_xml(file));
        let short = |file: &Path| file.strip_prefix(folder).unwrap_or(file).display().to_string();
        self.files.skipped.extend(skipped.iter().map(|file| short(file)));
        match found {
            Err(error) => self.unread.push(not_read(of.texts, &name, &RowsError::from(error), PAPER_COLUMNS)),
            Ok(()) if files.is_empty() => self.unread.push(of.texts.get("run-einvoice-no-files", &[("file", printable(&name).into())])),
            Ok(()) => files.iter().for_each(|file| self.file(file, &short(file), of)),
        }
    }

    /// Reads a file; `short` is its name among those of its folder.
    fn file(&mut self, file: &Path, short: &str, of: &ReadAs<'_>) {
        let name = file.display().to_string();
        let opened = File::open(file).and_then(|opened| is_einvoice(file).map(|is_einvoice| (opened, is_einvoice)));
        let taken = match opened {
            Err(error) => self.add(&name, Err(RowsError::from(error).into()), of.texts),
            Ok((opened, true)) => self.einvoice(&name, opened, of),
            Ok((opened, false)) => self.add(&name, read_papers(opened), of.texts),
        };
        self.files.add(short, taken);
    }

    /// Adds an electronic invoice, or why there is none.
    fn einvoice(&mut self, name: &str, input: impl Read, of: &ReadAs<'_>) -> Taken {
        let mut input = Hashed::new(input);
        let received: Result<_, ReadError> = match of.citizens {
            Some(citizens) => read_with_citizens(&mut input, &mut |cpr| citizens.citizen(cpr)),
            None => read(&mut input),
        };
        let received = match received {
            Ok(received) => received,
            Err(error) => {
                self.unread.push(not_readable(of.texts, name, &error));
                return Taken::Unread;
            }
        };
        let sha256 = input.sha256();
        match paper(&received, of.parties) {
            Err(why) => {
                self.unread.push(no_paper(of.texts, name, &why));
                Taken::Unread
            }
            Ok(_) if !self.read.insert(sha256) => Taken::Copy,
            Ok(paper) => {
                self.notes.extend(problems(of.texts, name, &received.problems));
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
        other => vec![format!("{name}: {other}")],
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
        ("file", file.into()),
        ("row", fault.row.to_string().into()),
        ("column", fault.column.into()),
        ("value", printable(&fault.value).into()),
        ("expected", expected.into()),
    ];
    texts.get("run-verify-cell", &args)
}
