//! Why a document cannot be read, and where.

use crate::place::Place;
use std::io;

/// What a file is that is no XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// There is nothing in it.
    Empty,
    /// A PDF document.
    Pdf,
    /// A ZIP archive, as `.docx` and `.xlsx` are too.
    Zip,
    /// A page of the web.
    Html,
    /// Something else.
    Other,
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadFault {
    /// The input failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is no XML.
    #[error("not an e-invoice but {}", form_words(*.0))]
    NotXml(Form),
    /// It is another document than an invoice or a credit note of UBL 2.
    #[error("not an invoice or credit note of UBL 2 but {root}")]
    NotInvoice {
        /// Its root element, with the namespace where that is what differs.
        root: String,
    },
    /// Its encoding is not read.
    #[error("the encoding {0} is not read; UTF-8, ISO-8859-1 and UTF-16 are")]
    Encoding(String),
    /// It says that it has another encoding than it has.
    #[error("the file says that it is {said}, and is {found}")]
    MixedEncoding {
        /// What its declaration says.
        said: String,
        /// What its first bytes say.
        found: &'static str,
    },
    /// Bytes that are none of its encoding.
    #[error("there are bytes that are not {encoding}")]
    NotText {
        /// Its encoding.
        encoding: &'static str,
    },
    /// A DTD, in which entities are defined.
    #[error("a DTD (DOCTYPE) is refused")]
    Dtd,
    /// An entity other than the five of XML.
    #[error("the entity &{0}; is refused")]
    Entity(String),
    /// A character that XML does not allow.
    #[error("the character U+{:04X} is not allowed", *.0 as u32)]
    Character(char),
    /// Too many levels of elements.
    #[error("elements lie within each other more than {0} deep")]
    TooDeep(usize),
    /// Too many attributes of one element.
    #[error("an element has more than {0} attributes")]
    TooManyAttributes(usize),
    /// A tag or a text that is too long.
    #[error("a tag or a text is longer than {0} bytes")]
    TooLong(usize),
    /// Too many lines, notes and other parts that can be repeated.
    #[error("there are more than {0} lines, notes and other parts")]
    TooMany(usize),
    /// It ends too early.
    #[error("the file ends in the middle")]
    Truncated,
    /// Something stands after its end.
    #[error("something stands after the end of the document")]
    AfterEnd,
    /// A prefix without a namespace.
    #[error("the prefix {0} is not declared")]
    Prefix(String),
    /// Any other fault against the rules of XML.
    #[error("not well-formed: {0}")]
    Syntax(String),
}

fn form_words(form: Form) -> &'static str {
    match form {
        Form::Empty => "an empty file",
        Form::Pdf => "a PDF",
        Form::Zip => "a ZIP archive",
        Form::Html => "a web page (HTML)",
        Form::Other => "no XML",
    }
}

/// Why a document cannot be read, and where it stands.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {fault}")]
pub struct ReadError {
    /// Where.
    pub place: Place,
    /// Why.
    #[source]
    pub fault: ReadFault,
}
