//! Large files: attachments are passed over and never held.

use crate::base::{BIS3, bis3};
use std::io::Read;
use takst_einvoice::model::Attached;
use takst_einvoice::read::read;

/// A document with an attachment of so many bytes, made while it is read.
struct Large {
    before: Vec<u8>,
    middle: usize,
    after: &'static [u8],
    at: usize,
}

impl Read for Large {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let (before, end) = (self.before.len(), self.before.len() + self.middle);
        let bytes = match self.at {
            at if at < before => (&self.before[at..]).read(to)?,
            at if at < end => {
                let bytes = to.len().min(end - at);
                to[..bytes].fill(b'A');
                bytes
            }
            at => (&self.after[at - end..]).read(to)?,
        };
        self.at += bytes;
        Ok(bytes)
    }
}

#[test]
fn an_attachment_of_any_size() {
    let order = "<cac:OrderReference>";
    let (before, after) = BIS3.split_at(BIS3.find(order).expect("an order"));
    let object = "<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject filename=\"a.pdf\">";
    let end = "</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>";
    let after: &'static str = Box::leak(format!("{end}{after}").into_boxed_str());
    for (open, after) in [(object.to_owned(), after), (format!("{object}<![CDATA["), &*Box::leak(format!("]]>{after}").into_boxed_str()))] {
        let large = Large { before: format!("{before}{open}").into_bytes(), middle: 20_000_000, after: after.as_bytes(), at: 0 };
        let received = read(large).expect("an invoice");
        let mut expected = bis3();
        expected.invoice.references.documents = vec![Attached { id: "1".into(), file_name: Some("a.pdf".into()), ..Attached::default() }];
        assert_eq!(received, expected);
    }
}

#[test]
fn other_texts_that_are_not_kept_may_be_long() {
    for part in ["<cbc:ProfileExecutionID>TEXT</cbc:ProfileExecutionID>", "<!--TEXT-->", "<?x TEXT?>", "<x:y xmlns:x=\"u\">TEXT</x:y>"] {
        let text = BIS3.replace("  <cbc:ProfileID>", &format!("{}<cbc:ProfileID>", part.replace("TEXT", &"x - ] ? ".repeat(1_000_000))));
        assert_eq!(read(text.as_bytes()).expect("an invoice"), bis3(), "{part}");
    }
}
