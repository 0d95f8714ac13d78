//! A tree of XML elements, as documents are made and checked.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// An element with its name and prefix, attributes, and either text or elements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Name with its prefix: `cbc:ID`.
    pub name: String,
    /// Attributes in order.
    pub attributes: Vec<(String, String)>,
    /// Text; empty where there are elements.
    pub text: String,
    /// Elements within it.
    pub children: Vec<Element>,
}

impl Element {
    /// Returns an element that holds nothing.
    #[must_use]
    pub fn new(name: &str) -> Element {
        Element { name: name.to_owned(), ..Element::default() }
    }

    /// Returns an element that holds a text. Space around it says nothing and is left out, and lines end with a line feed.
    #[must_use]
    pub fn of(name: &str, text: impl AsRef<str>) -> Element {
        Element { text: text.as_ref().replace("\r\n", "\n").replace('\r', "\n").trim().to_owned(), ..Element::new(name) }
    }

    /// Adds an attribute.
    #[must_use]
    pub fn attribute(mut self, name: &str, value: &str) -> Element {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds an element within it.
    #[must_use]
    pub fn with(mut self, child: Element) -> Element {
        self.children.push(child);
        self
    }

    /// Adds elements within it.
    #[must_use]
    pub fn with_all(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children);
        self
    }

    /// Returns the element, or `None` where it says nothing: a document has no empty element.
    #[must_use]
    pub fn unless_empty(self) -> Option<Element> {
        (!self.is_empty()).then_some(self)
    }

    /// Whether it has neither text nor elements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.children.is_empty()
    }

    /// Returns the value of an attribute.
    #[must_use]
    pub fn value(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| &**value)
    }

    /// Returns the elements at a path below it: `cac:Party/cbc:EndpointID`.
    pub fn all<'a>(&'a self, path: &str) -> Vec<&'a Element> {
        path.split('/').fold(vec![self], |found, name| {
            found.into_iter().flat_map(|element| element.children.iter().filter(|child| child.name == name)).collect()
        })
    }

    /// Returns the first element at a path below it.
    #[must_use]
    pub fn first(&self, path: &str) -> Option<&Element> {
        self.all(path).into_iter().next()
    }

    /// Returns the first element at a path below it, to change it.
    pub fn first_mut(&mut self, path: &str) -> Option<&mut Element> {
        path.split('/').try_fold(self, |element, name| element.children.iter_mut().find(|child| child.name == name))
    }

    /// Returns the text of the first element at a path below it; `None`: there is no such element, or it is empty.
    #[must_use]
    pub fn text_at(&self, path: &str) -> Option<&str> {
        self.first(path).map(|element| &*element.text).filter(|text| !text.is_empty())
    }

    /// Calls a function for the element and all within it.
    pub fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Element)) {
        visit(self);
        self.children.iter().for_each(|child| child.each(visit));
    }

    /// Returns the bytes of a document with this root.
    ///
    /// # Errors
    /// Never for names and texts of XML: they are written to memory.
    pub fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        self.write(&mut writer)?;
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let mut start = BytesStart::new(&*self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((&**name, &**value));
        }
        writer.write_event(Event::Start(start))?;
        if self.children.is_empty() {
            writer.write_event(Event::Text(BytesText::new(&self.text)))?;
        }
        for child in &self.children {
            child.write(writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new(&*self.name)))
    }
}

/// Whether every character of a text can stand in XML.
#[must_use]
pub fn is_xml(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_written_with_its_texts_escaped() {
        let tree = Element::new("a:Root").attribute("x", "\"<&>\"").with(Element::of("b:T", " <æ> & \"ø\"\r\ny ")).with(Element::new("b:E"));
        let written = String::from_utf8(tree.to_bytes().expect("memory")).expect("UTF-8");
        assert!(written.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a:Root x=\"&quot;&lt;&amp;&gt;&quot;\">\n  <b:T>"), "{written}");
        assert!(written.contains("<b:T>&lt;æ&gt; &amp; &quot;ø&quot;\ny</b:T>"), "{written}");
        assert!(written.ends_with("</a:Root>\n"), "{written}");
    }

    #[test]
    fn paths_lead_to_elements() {
        let tree = Element::new("r").with_all(["1", "2"].map(|text| Element::new("p").with(Element::of("q", text))));
        assert_eq!(tree.all("p/q").iter().map(|q| &*q.text).collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((tree.text_at("p/q"), tree.text_at("p/x")), (Some("1"), None));
        let mut count = 0;
        tree.each(&mut |_| count += 1);
        assert_eq!(count, 5);
    }

    #[test]
    fn control_characters_are_no_xml() {
        assert!(is_xml("a\tb\nø🙂"));
        assert!(["\u{0}", "\u{1f}", "\u{fffe}"].iter().all(|text| !is_xml(text)));
    }
}
