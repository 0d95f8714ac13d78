//! The kind of a file that is not text, by its first bytes, whatever its name.

use std::fmt;

/// A kind of file that is no case file in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A workbook, read as text.
    Workbook,
    /// A text, read as a workbook.
    Text,
    /// A PDF.
    Pdf,
    /// A web page, which some systems call `.xls`.
    WebPage,
    /// A workbook as XML of 2003, or another XML file.
    Xml,
    /// A text document.
    Document,
    /// A zip archive that is no workbook.
    Archive,
    /// A binary workbook of Excel (xlsb).
    BinaryWorkbook,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [FileKind; 8] = [
        FileKind::Workbook,
        FileKind::Text,
        FileKind::Pdf,
        FileKind::WebPage,
        FileKind::Xml,
        FileKind::Document,
        FileKind::Archive,
        FileKind::BinaryWorkbook,
    ];

    /// A word for it, in the ids of messages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            FileKind::Workbook => "workbook",
            FileKind::Text => "text",
            FileKind::Pdf => "pdf",
            FileKind::WebPage => "web-page",
            FileKind::Xml => "xml",
            FileKind::Document => "document",
            FileKind::Archive => "archive",
            FileKind::BinaryWorkbook => "binary-workbook",
        }
    }

    /// The kind of a file that is no text, by its beginning.
    pub(crate) fn of(head: &[u8]) -> Option<FileKind> {
        if head.starts_with(ZIP) {
            return Some(of_zip(head));
        }
        if head.starts_with(OLE) {
            return Some(FileKind::Workbook);
        }
        let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        if start.starts_with(b"%PDF-") {
            return Some(FileKind::Pdf);
        }
        if start.starts_with(b"{\\rtf") {
            return Some(FileKind::Document);
        }
        if !start.starts_with(b"<") {
            return None;
        }
        let shown = String::from_utf8_lossy(&start[..start.len().min(2_048)]).to_ascii_lowercase();
        if shown.starts_with("<?xml") && !shown.contains("<html") {
            return Some(FileKind::Xml);
        }
        ["<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<div"].iter().any(|tag| shown.contains(tag)).then_some(FileKind::WebPage)
    }
}

/// How a zip archive begins.
pub(crate) const ZIP: &[u8] = b"PK\x03\x04";
/// How a compound file begins: a workbook of Excel before 2007, or one with a password.
pub(crate) const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What an archive holds, by the names at its beginning.
fn of_zip(head: &[u8]) -> FileKind {
    let holds = |name: &[u8]| head.windows(name.len()).any(|part| part == name);
    if holds(b"opendocument.text") || holds(b"word/") {
        FileKind::Document
    } else if holds(b"xl/workbook.bin") {
        FileKind::BinaryWorkbook
    } else if holds(b"[Content_Types].xml") || holds(b"_rels/") || holds(b"xl/") || holds(b"opendocument.spreadsheet") {
        FileKind::Workbook
    } else {
        FileKind::Archive
    }
}

/// In English, behind "the file is".
impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FileKind::Workbook => "a workbook and is to be read as one",
            FileKind::Text => "no workbook but text; read it as CSV",
            FileKind::Pdf => "a PDF; ask for the numbers as a workbook or CSV",
            FileKind::WebPage => "a web page, whatever its name; open it in a spreadsheet program and save it as .xlsx",
            FileKind::Xml => "an XML file; open it in a spreadsheet program and save it as .xlsx",
            FileKind::Document => "a text document; copy the table into a workbook",
            FileKind::Archive => "a zip archive; unpack it first",
            FileKind::BinaryWorkbook => "a binary workbook (.xlsb); save it as .xlsx",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        for (head, kind) in [
            (&b"PK\x03\x04....[Content_Types].xml"[..], Some(FileKind::Workbook)),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Some(FileKind::Workbook)),
            (b"PK\x03\x04.word/document.xml[Content_Types].xml", Some(FileKind::Document)),
            (b"PK\x03\x04....notes.txt", Some(FileKind::Archive)),
            (OLE, Some(FileKind::Workbook)),
            (b"%PDF-1.7\n", Some(FileKind::Pdf)),
            (b"\xEF\xBB\xBF \n<!DOCTYPE HTML><html>", Some(FileKind::WebPage)),
            (b"<table border=1><tr>", Some(FileKind::WebPage)),
            (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", Some(FileKind::Xml)),
            (b"<5 days>;case_id\n", None),
            (b"case_id;service\n", None),
            (b"{\"case_id\":\"S\"}\n", None),
            (b"", None),
        ] {
            assert_eq!(FileKind::of(head), kind, "{}", String::from_utf8_lossy(head));
        }
    }
}
