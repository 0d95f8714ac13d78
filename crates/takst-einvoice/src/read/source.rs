//! The bytes of a file as UTF-8, in pieces of bounded size.

use super::error::{Form, ReadFault};
use super::limits::{CHUNK, DECLARATION};
use encoding_rs::{Decoder, DecoderResult, Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, BufRead, Read};

const MARK_UTF_8: &[u8] = b"\xef\xbb\xbf";

/// What is read, decoded piece by piece. Lines are counted as they are consumed.
pub(super) struct Source<R> {
    input: R,
    /// Bytes that are not decoded yet.
    raw: Vec<u8>,
    /// `None`: UTF-8, which needs no decoding.
    decoder: Option<Decoder>,
    encoding: &'static str,
    has_ended: bool,
    /// Decoded bytes; those before `at` are consumed.
    text: Vec<u8>,
    at: usize,
    line: u64,
    /// Bytes that the parser may take until it is given more.
    allowance: usize,
    /// What failed while the parser was reading.
    failed: Option<ReadFault>,
}

impl<R: Read> Source<R> {
    /// Looks at the first bytes: the encoding, and what is no XML. A failure comes with its line.
    pub fn open(mut input: R) -> Result<Source<R>, (u64, ReadFault)> {
        let first = |fault: ReadFault| (1, fault);
        let mut raw = vec![0; DECLARATION];
        let filled = fill(&mut input, &mut raw).map_err(|error| first(error.into()))?;
        raw.truncate(filled);
        let (encoding, mark) = encoding_of(&raw).map_err(first)?;
        raw.drain(..mark);
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        let has_ended = filled < DECLARATION;
        let mut source =
            Source { input, raw, decoder, encoding: encoding.name(), has_ended: false, text: Vec::new(), at: 0, line: 1, allowance: 0, failed: None };
        source.decode(has_ended).map_err(|fault| (source.line, fault))?;
        source.has_ended = has_ended;
        let text = source.text.trim_ascii_start();
        match text.first() {
            Some(b'<') => {}
            None if source.has_ended => return Err(first(ReadFault::NotXml(Form::Empty))),
            _ => return Err(first(ReadFault::NotXml(Form::Other))),
        }
        if let Some(said) = declared(text)
            && let Some(declared) = known(&said)
            && declared != encoding
            && !(is_utf_16(declared) && is_utf_16(encoding))
        {
            return Err(first(ReadFault::MixedEncoding { said, found: encoding.name() }));
        }
        Ok(source)
    }

    /// The line of what comes next, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Lets the parser take so many bytes.
    pub fn allow(&mut self, bytes: usize) {
        self.allowance = bytes;
    }

    /// What failed while the parser was reading.
    pub fn take_failure(&mut self) -> Option<ReadFault> {
        self.failed.take()
    }

    /// Whether nothing may be taken any more.
    pub fn is_exhausted(&self) -> bool {
        self.allowance == 0
    }

    /// Reads on until so many bytes are there, or the file has ended.
    pub fn want(&mut self, least: usize) -> Result<(), ReadFault> {
        while self.text.len() - self.at < least && !self.has_ended {
            self.more()?;
        }
        Ok(())
    }

    /// What comes next, as far as it was read.
    pub fn rest(&self) -> &[u8] {
        &self.text[self.at..]
    }

    /// Passes over bytes.
    pub fn pass(&mut self, bytes: usize) {
        self.line += lines(&self.text[self.at..self.at + bytes]);
        self.at += bytes;
    }

    fn more(&mut self) -> Result<(), ReadFault> {
        self.text.drain(..self.at);
        self.at = 0;
        let before = self.raw.len();
        self.raw.resize(before + CHUNK, 0);
        let filled = fill(&mut self.input, &mut self.raw[before..])?;
        self.raw.truncate(before + filled);
        let is_last = filled < CHUNK;
        self.decode(is_last)?;
        self.has_ended = is_last;
        Ok(())
    }

    /// Decodes what was read; bytes of a character that is not complete stay.
    fn decode(&mut self, is_last: bool) -> Result<(), ReadFault> {
        let encoding = self.encoding;
        let not_text = || ReadFault::NotText { encoding };
        let Some(decoder) = &mut self.decoder else {
            let sound = match std::str::from_utf8(&self.raw) {
                Ok(all) => all.len(),
                Err(error) if error.error_len().is_none() && !is_last => error.valid_up_to(),
                Err(error) => {
                    // What comes before is not consumed yet.
                    self.line += lines(&self.text[self.at..]) + lines(&self.raw[..error.valid_up_to()]);
                    return Err(not_text());
                }
            };
            self.text.extend(self.raw.drain(..sound));
            return Ok(());
        };
        let room = decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or(4 * self.raw.len() + 16);
        let start = self.text.len();
        self.text.resize(start + room, 0);
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(&self.raw, &mut self.text[start..], is_last);
        self.text.truncate(start + written);
        self.raw.drain(..read);
        match result {
            DecoderResult::InputEmpty => Ok(()),
            DecoderResult::OutputFull | DecoderResult::Malformed(..) => Err(not_text()),
        }
    }
}

/// The parser takes no more than it is allowed, so that it holds no more.
impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let Err(fault) = self.want(1) {
            self.failed = Some(fault);
            return Err(io::Error::other("the input failed"));
        }
        let rest = self.rest();
        if self.allowance == 0 && !rest.is_empty() {
            return Err(io::Error::other("too long"));
        }
        Ok(&rest[..rest.len().min(self.allowance)])
    }

    fn consume(&mut self, bytes: usize) {
        self.pass(bytes);
        self.allowance = self.allowance.saturating_sub(bytes);
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let bytes = available.len().min(to.len());
        to[..bytes].copy_from_slice(&available[..bytes]);
        self.consume(bytes);
        Ok(bytes)
    }
}

fn lines(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Fills a buffer as far as the input goes.
fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(bytes) => filled += bytes,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The encoding by the mark at the beginning, else by zeros between the first characters, else by the declaration; and the length of the mark.
fn encoding_of(first: &[u8]) -> Result<(&'static Encoding, usize), ReadFault> {
    let found = match first {
        [0xff, 0xfe, ..] => (UTF_16LE, 2),
        [0xfe, 0xff, ..] => (UTF_16BE, 2),
        [b'<', 0, _, 0, ..] => (UTF_16LE, 0),
        [0, b'<', 0, _, ..] => (UTF_16BE, 0),
        _ if first.starts_with(MARK_UTF_8) => (UTF_8, MARK_UTF_8.len()),
        _ if first.starts_with(b"%PDF") => return Err(ReadFault::NotXml(Form::Pdf)),
        _ if first.starts_with(b"PK\x03\x04") => return Err(ReadFault::NotXml(Form::Zip)),
        _ => {
            let Some(said) = declared(first.trim_ascii_start()) else { return Ok((UTF_8, 0)) };
            match known(&said) {
                // The declaration itself could be read as UTF-8, so the file is not UTF-16.
                Some(encoding) if is_utf_16(encoding) => return Err(ReadFault::MixedEncoding { said, found: UTF_8.name() }),
                Some(encoding) => (encoding, 0),
                None => return Err(ReadFault::Encoding(said)),
            }
        }
    };
    Ok(found)
}

fn is_utf_16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The encoding that a declaration of XML names.
fn declared(text: &[u8]) -> Option<String> {
    let declaration = text.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).take(DECLARATION).position(|two| two == b"?>")?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, _) = value[1..].split_once(quote)?;
    let visible: String = name.chars().filter(char::is_ascii_graphic).collect();
    Some(takst::cpr::shown(&visible, 40))
}

/// The encodings that are read.
fn known(name: &str) -> Option<&'static Encoding> {
    let name = name.to_ascii_lowercase();
    match &*name {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => Some(UTF_8),
        "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "latin-1" | "windows-1252" | "cp1252" => Some(WINDOWS_1252),
        "iso-8859-15" | "iso8859-15" | "latin-9" => Some(ISO_8859_15),
        "utf-16" | "utf-16le" | "utf16" => Some(UTF_16LE),
        "utf-16be" => Some(UTF_16BE),
        _ => None,
    }
}
