//! Watches the bytes of a CSV file on their way into the parser, which is lenient, for quotation marks that do not close
//! where they should: they would swallow rows without a word.

use crate::input::LONGEST;
use std::collections::VecDeque;
use std::io::{self, Read};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// After a quotation mark inside a quoted field: the field's end, or one of two that stand for one.
    QuoteInQuoted,
}

/// What was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// A quoted field that never closes, or that goes on after it closed.
    Quote,
    /// A record longer than any can be; its rest was dropped.
    TooLong,
}

pub(crate) struct Watch<R> {
    inner: R,
    delimiter: u8,
    /// Bytes read, from `at` to `end` not passed on yet. It keeps its length: a reader may give few bytes at a time.
    chunk: Vec<u8>,
    at: usize,
    end: usize,
    state: State,
    /// Bytes of the current quoted field, or of the current line outside quotes.
    length: usize,
    dropping: bool,
    /// Bytes passed on.
    passed: u64,
    sights: VecDeque<(u64, Sight)>,
    /// Where lines end that were not asked for yet.
    ends: VecDeque<u64>,
    /// Lines that ended before them.
    lines: u64,
    last: u8,
    is_over: bool,
    /// A quotation mark was open at the end.
    is_unclosed: bool,
}

impl<R: Read> Watch<R> {
    pub(crate) fn new(inner: R, delimiter: u8) -> Watch<R> {
        let state = State::FieldStart;
        Watch {
            inner,
            delimiter,
            chunk: vec![0; 1 << 16],
            at: 0,
            end: 0,
            state,
            length: 0,
            dropping: false,
            passed: 0,
            sights: VecDeque::new(),
            ends: VecDeque::new(),
            lines: 0,
            last: b'\n',
            is_over: false,
            is_unclosed: false,
        }
    }

    /// The line on which the record ends that was read up to position `end`.
    pub(crate) fn line_before(&mut self, end: u64) -> u64 {
        while self.ends.front().is_some_and(|at| *at < end) {
            self.ends.pop_front();
            self.lines += 1;
        }
        // The last record of a file may end without its line.
        let is_open = self.is_over && end >= self.passed && (self.is_unclosed || !matches!(self.last, b'\n' | b'\r'));
        self.lines + u64::from(is_open)
    }

    /// What was seen before position `end` and not asked for yet.
    pub(crate) fn sight_before(&mut self, end: u64) -> Option<Sight> {
        let mut seen = None;
        while self.sights.front().is_some_and(|(at, _)| *at < end) {
            seen = seen.or(self.sights.pop_front().map(|(_, sight)| sight));
        }
        seen
    }

    fn see(&mut self, sight: Sight, at: u64) {
        if self.sights.back() != Some(&(at, sight)) {
            self.sights.push_back((at, sight));
        }
    }

    fn fill(&mut self) -> io::Result<bool> {
        let n = self.inner.read(&mut self.chunk)?;
        (self.at, self.end) = (0, n);
        self.is_over = n == 0;
        if n == 0 && self.state == State::Quoted {
            self.see(Sight::Quote, self.passed.saturating_sub(1));
            self.is_unclosed = true;
            self.state = State::Plain;
        }
        Ok(n > 0)
    }
}

impl<R: Read> Read for Watch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        // Two bytes of room: a quotation mark may be put before a line's end.
        while written + 2 <= buffer.len() {
            let Some(&byte) = self.chunk[..self.end].get(self.at) else {
                if written > 0 || !self.fill()? {
                    break;
                }
                continue;
            };
            self.at += 1;
            let is_end = matches!(byte, b'\n' | b'\r');
            let position = self.passed + written as u64;
            if is_end && !(byte == b'\n' && self.last == b'\r') {
                self.ends.push_back(position);
            }
            self.last = byte;
            self.length += 1;
            self.state = match (self.state, byte) {
                (State::FieldStart, b'"') => {
                    self.length = 0;
                    State::Quoted
                }
                (State::Quoted, b'"') => State::QuoteInQuoted,
                (State::Quoted, _) if is_end && self.length > LONGEST => {
                    // No text is so long: the mark that opened it is a slip. Close it here; the lines that follow stand for themselves.
                    self.see(Sight::Quote, position);
                    buffer[written] = b'"';
                    written += 1;
                    State::FieldStart
                }
                (State::Quoted, _) => State::Quoted,
                (State::QuoteInQuoted, b'"') => State::Quoted,
                (State::FieldStart | State::Plain | State::QuoteInQuoted, _) if is_end || byte == self.delimiter => State::FieldStart,
                (State::QuoteInQuoted, _) => {
                    self.see(Sight::Quote, position);
                    State::Plain
                }
                (State::FieldStart | State::Plain, _) => State::Plain,
            };
            let in_quotes = matches!(self.state, State::Quoted | State::QuoteInQuoted);
            if is_end && !in_quotes {
                self.length = 0;
                self.dropping = false;
            } else if self.length > LONGEST && !is_end && byte != b'"' {
                // Nothing so long could be read; it must not fill the memory either.
                if !self.dropping {
                    self.see(if in_quotes { Sight::Quote } else { Sight::TooLong }, position.saturating_sub(1));
                    self.dropping = true;
                }
                continue;
            }
            buffer[written] = byte;
            written += 1;
        }
        self.passed += written as u64;
        Ok(written)
    }
}
