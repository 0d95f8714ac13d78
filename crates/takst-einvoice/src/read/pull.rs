//! Elements one after another: tags are read by quick-xml, texts beside it, so that what is not kept is never held.

use super::error::{Form, ReadError, ReadFault};
use super::limits::{ATTRIBUTES, DEPTH, TAG, TEXT};
use super::source::Source;
use crate::place::Place;
use quick_xml::escape::{EscapeError, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceError, ResolveResult};
use quick_xml::{Error, NsReader};
use std::io::Read;

/// Namespaces of UBL 2 begin so.
const UBL: &str = "urn:oasis:names:specification:ubl:schema:xsd:";

/// Attributes that say something.
const KEPT: [&str; 5] = ["schemeID", "currencyID", "unitCode", "name", "filename"];

/// The beginning of an element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without prefix.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// Those attributes that say something.
    attributes: Vec<(&'static str, String)>,
}

impl Element {
    pub fn is_ubl(&self) -> bool {
        self.namespace.starts_with(UBL)
    }

    /// An attribute, unless it is empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(of, _)| *of == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// An element that is open.
struct Open {
    name: String,
    /// Which of the elements of its name that follow each other it is.
    nth: u32,
    /// The last element within it.
    last: (String, u32),
}

enum Markup {
    Start(Element),
    End,
    EndOfFile,
}

pub(super) struct Pull<R: Read> {
    reader: NsReader<Source<R>>,
    tag: Vec<u8>,
    open: Vec<Open>,
    /// The element that was closed last.
    closed: Option<Open>,
}

type Outcome<T> = Result<T, ReadError>;

impl<R: Read> Pull<R> {
    pub fn open(input: R) -> Outcome<Pull<R>> {
        let source = Source::open(input).map_err(|(line, fault)| ReadError { place: Place::new(line, ""), fault })?;
        let mut reader = NsReader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Ok(Pull { reader, tag: Vec::new(), open: Vec::new(), closed: None })
    }

    /// Where the reader is.
    pub fn place(&mut self) -> Place {
        let path: String = self.open.iter().map(Open::step).collect();
        Place::new(self.reader.get_mut().line(), &path)
    }

    /// Where the element is that was read last.
    pub fn place_of_read(&mut self) -> Place {
        let path: String = self.open.iter().chain(&self.closed).map(Open::step).collect();
        Place::new(self.reader.get_mut().line(), &path)
    }

    pub fn fail<T>(&mut self, fault: ReadFault) -> Outcome<T> {
        Err(ReadError { place: self.place(), fault })
    }

    /// The root element.
    pub fn root(&mut self) -> Outcome<Element> {
        match self.markup()? {
            Markup::Start(root) => Ok(root),
            Markup::End | Markup::EndOfFile => self.fail(ReadFault::Truncated),
        }
    }

    /// The next element within the open one, whatever its namespace; `None`: the open one has ended. It must be read or passed over before the next.
    pub fn any_child(&mut self) -> Outcome<Option<Element>> {
        match self.markup()? {
            Markup::Start(element) => Ok(Some(element)),
            Markup::End => Ok(None),
            Markup::EndOfFile => self.fail(ReadFault::Truncated),
        }
    }

    /// The next element of UBL within the open one.
    pub fn child(&mut self) -> Outcome<Option<Element>> {
        loop {
            match self.any_child()? {
                Some(element) if !element.is_ubl() => self.skip()?,
                child => return Ok(child),
            }
        }
    }

    /// Passes over the rest of the open element.
    pub fn skip(&mut self) -> Outcome<()> {
        let depth = self.open.len();
        loop {
            match self.markup()? {
                Markup::Start(_) => {}
                Markup::End if self.open.len() < depth => return Ok(()),
                Markup::End => {}
                Markup::EndOfFile => return self.fail(ReadFault::Truncated),
            }
        }
    }

    /// The text of the open element, without space around it. Elements within it are passed over.
    pub fn text(&mut self) -> Outcome<String> {
        let (mut text, mut piece) = (String::new(), Vec::new());
        loop {
            self.text_until_markup(Some(&mut piece))?;
            self.add(&mut text, &mut piece, true)?;
            if self.peek(CDATA.len())?.starts_with(CDATA) {
                self.pass(CDATA.len());
                self.until(b"]]>", Some(&mut piece))?;
                self.add(&mut text, &mut piece, false)?;
                continue;
            }
            if self.passed_over()? {
                continue;
            }
            match self.tag()? {
                Markup::Start(_) => self.skip()?,
                Markup::End => break,
                Markup::EndOfFile => return self.fail(ReadFault::Truncated),
            }
        }
        Ok(text.trim_matches([' ', '\t', '\n', '\r']).replace("\r\n", "\n").replace('\r', "\n"))
    }

    /// Whether nothing but comments follows the root.
    pub fn end(&mut self) -> Outcome<()> {
        loop {
            let next = self.peek(1)?;
            let space = next.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let rest = next.get(space).copied();
            self.pass(space);
            match rest {
                None if self.peek(1)?.is_empty() => return Ok(()),
                None => {}
                Some(b'<') if self.passed_over()? => {}
                Some(_) => return self.fail(ReadFault::AfterEnd),
            }
        }
    }

    /// The next tag, behind texts that are not kept.
    fn markup(&mut self) -> Outcome<Markup> {
        loop {
            self.text_until_markup(None)?;
            if self.peek(CDATA.len())?.starts_with(CDATA) {
                self.pass(CDATA.len());
                self.until(b"]]>", None)?;
            } else if !self.passed_over()? {
                return self.tag();
            }
        }
    }

    /// Whether a comment or a processing instruction was passed over. A DTD is refused.
    fn passed_over(&mut self) -> Outcome<bool> {
        const DTD: &[u8] = b"<!DOCTYPE";
        let next = self.peek(DTD.len() + 5)?;
        let begins = |with: &[u8]| next.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
        let end: &[u8] = match () {
            () if begins(b"<!--") => b"-->",
            () if begins(b"<?") => b"?>",
            () if begins(b"<!DOCTYPE html") => return self.fail(ReadFault::NotXml(Form::Html)),
            () if begins(DTD) => return self.fail(ReadFault::Dtd),
            () => return Ok(false),
        };
        self.pass(2);
        self.until(end, None)?;
        Ok(true)
    }

    /// A tag, by quick-xml. What comes next is its beginning, or the end of the file.
    fn tag(&mut self) -> Outcome<Markup> {
        self.tag.clear();
        self.reader.get_mut().allow(TAG);
        let event = match self.reader.read_event_into(&mut self.tag) {
            Ok(event) => event,
            Err(error) => {
                let fault = fault(error, self.reader.get_mut());
                return self.fail(fault);
            }
        };
        match event {
            Event::Start(start) => {
                let (namespace, name) = self.reader.resolver().resolve_element(start.name());
                let element = match namespace {
                    ResolveResult::Unknown(prefix) => Err(ReadFault::Prefix(shown(&prefix))),
                    ResolveResult::Bound(Namespace(namespace)) => element(&start, name.into_inner(), namespace),
                    ResolveResult::Unbound => element(&start, name.into_inner(), ""),
                };
                match element {
                    Ok(element) => self.enter(element),
                    Err(fault) => self.fail(fault),
                }
            }
            Event::End(_) => {
                self.closed = self.open.pop();
                Ok(Markup::End)
            }
            Event::Eof => Ok(Markup::EndOfFile),
            // Before a tag there is nothing else.
            _ => self.fail(ReadFault::Syntax("a tag was expected".to_owned())),
        }
    }

    fn enter(&mut self, element: Element) -> Outcome<Markup> {
        let name = element.name.clone();
        let nth = match self.open.last_mut() {
            Some(Open { last: (last, nth), .. }) if *last == name => {
                *nth = nth.saturating_add(1);
                *nth
            }
            Some(Open { last, .. }) => {
                *last = (name.clone(), 1);
                1
            }
            None => 1,
        };
        self.open.push(Open { name, nth, last: (String::new(), 0) });
        if self.open.len() > DEPTH {
            return self.fail(ReadFault::TooDeep(DEPTH));
        }
        Ok(Markup::Start(element))
    }

    fn peek(&mut self, least: usize) -> Outcome<&[u8]> {
        match self.reader.get_mut().want(least) {
            Ok(()) => Ok(self.reader.get_ref().rest()),
            Err(fault) => self.fail(fault),
        }
    }

    fn pass(&mut self, bytes: usize) {
        self.reader.get_mut().pass(bytes);
    }

    /// Passes over a text up to the next markup, or the end of the file, and keeps it where it is asked for.
    fn text_until_markup(&mut self, mut kept: Option<&mut Vec<u8>>) -> Outcome<()> {
        loop {
            let next = self.peek(1)?;
            if next.is_empty() {
                return Ok(());
            }
            let markup = next.iter().position(|byte| *byte == b'<');
            let bytes = markup.unwrap_or(next.len());
            if let Some(kept) = &mut kept {
                kept.extend_from_slice(&next[..bytes]);
                if kept.len() > TEXT {
                    return self.fail(ReadFault::TooLong(TEXT));
                }
            }
            self.pass(bytes);
            if markup.is_some() {
                return Ok(());
            }
        }
    }

    /// Passes over everything up to an end and the end, and keeps what is before it where it is asked for.
    fn until(&mut self, end: &[u8], mut kept: Option<&mut Vec<u8>>) -> Outcome<()> {
        loop {
            let next = self.peek(end.len())?;
            if next.len() < end.len() {
                return self.fail(ReadFault::Truncated);
            }
            if next.starts_with(end) {
                self.pass(end.len());
                return Ok(());
            }
            // The first byte is no end; the next one that may begin it.
            let bytes = next[1..].iter().position(|byte| *byte == end[0]).map_or(next.len(), |at| at + 1);
            if let Some(kept) = &mut kept {
                kept.extend_from_slice(&next[..bytes]);
                if kept.len() > TEXT {
                    return self.fail(ReadFault::TooLong(TEXT));
                }
            }
            self.pass(bytes);
        }
    }

    /// Adds a piece to a text.
    fn add(&mut self, text: &mut String, piece: &mut Vec<u8>, has_references: bool) -> Outcome<()> {
        let added = match std::str::from_utf8(piece) {
            Ok(added) if has_references => unescape(added),
            Ok(added) => Ok(added.into()),
            Err(error) => return self.fail(ReadFault::Syntax(error.to_string())),
        };
        let added = match added {
            Ok(added) => added.into_owned(),
            Err(EscapeError::UnrecognizedEntity(_, entity)) => return self.fail(ReadFault::Entity(shown(&entity))),
            Err(error) => return self.fail(ReadFault::Syntax(shown(&error.to_string()))),
        };
        if let Some(character) = added.chars().find(|c| is_refused(*c)) {
            return self.fail(ReadFault::Character(character));
        }
        text.push_str(&added);
        piece.clear();
        if text.len() > TEXT {
            return self.fail(ReadFault::TooLong(TEXT));
        }
        Ok(())
    }
}

const CDATA: &[u8] = b"<![CDATA[";

impl Open {
    fn step(&self) -> String {
        if self.nth > 1 { format!("/{}[{}]", self.name, self.nth) } else { format!("/{}", self.name) }
    }
}

fn element(start: &BytesStart<'_>, name: &str, namespace: &str) -> Result<Element, ReadFault> {
    let mut element = Element { name: name.to_owned(), namespace: namespace.to_owned(), attributes: Vec::new() };
    for (count, attribute) in start.attributes().enumerate() {
        let attribute = attribute.map_err(|error| ReadFault::Syntax(shown(&error.to_string())))?;
        if count == ATTRIBUTES {
            return Err(ReadFault::TooManyAttributes(ATTRIBUTES));
        }
        let Some(name) = KEPT.into_iter().find(|kept| *kept == attribute.key.0) else { continue };
        let value = unescape(&attribute.value).map_err(|error| match error {
            EscapeError::UnrecognizedEntity(_, entity) => ReadFault::Entity(shown(&entity)),
            error => ReadFault::Syntax(shown(&error.to_string())),
        })?;
        if let Some(character) = value.chars().find(|c| is_refused(*c)) {
            return Err(ReadFault::Character(character));
        }
        element.attributes.push((name, value.into_owned()));
    }
    Ok(element)
}

/// What a fault of quick-xml is.
fn fault<R: Read>(error: Error, source: &mut Source<R>) -> ReadFault {
    if let Some(failed) = source.take_failure() {
        return failed;
    }
    match error {
        Error::Io(_) if source.is_exhausted() => ReadFault::TooLong(TAG),
        Error::Syntax(_) => ReadFault::Truncated,
        Error::Namespace(NamespaceError::TooManyBindings(most)) => ReadFault::TooManyAttributes(most),
        error => ReadFault::Syntax(shown(&error.to_string())),
    }
}

/// Characters that XML 1.0 does not have.
fn is_refused(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The beginning of a text of the file, as errors show it.
pub(super) fn shown(text: &str) -> String {
    takst::cpr::shown(text, 100)
}
