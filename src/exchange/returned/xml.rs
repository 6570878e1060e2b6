//! XML as a tree of elements by their local names, within limits: documents come from elsewhere.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::domain::returned::ReturnedFault;

/// The largest document, in bytes of UTF-8: many times an invoice of 5,000 lines.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// How deep elements may stand in each other.
const MAX_DEPTH: usize = 64;
/// How many elements and attributes a document may have.
const MAX_ELEMENTS: usize = 200_000;

/// An element, known by its name without the prefix of a namespace.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    /// Its own text, without that of its children.
    text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// Its own text without the blanks around it, if there is any.
    pub fn text(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.is(name))
    }

    /// The text of a child.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.text()
    }

    /// Every element of this name within, in the order of the document; not those within one of them.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    fn collect<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for child in &self.children {
            if child.is(name) {
                found.push(child);
            } else {
                child.collect(name, found);
            }
        }
    }

    /// The first element of this name within.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|child| if child.is(name) { Some(child) } else { child.find(name) })
    }
}

/// The text of a document, by its byte order mark or the encoding that it declares; nothing where it is not in it.
pub(super) fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (declared(bytes), 0));
    encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])
}

fn declared(bytes: &[u8]) -> &'static Encoding {
    const NAME: &[u8] = b"encoding=";
    let head = &bytes[..bytes.len().min(200)];
    let head = head.split(|byte| *byte == b'>').next().unwrap_or_default();
    let at = head.windows(NAME.len()).position(|window| window == NAME);
    let label = at.and_then(|at| {
        let quoted = &head[at + NAME.len()..];
        let quote = quoted.first()?;
        quoted[1..].split(|byte| byte == quote).next()
    });
    label.and_then(Encoding::for_label).unwrap_or(UTF_8)
}

/// Reads a document to its end.
pub(super) fn parse(text: &str) -> Result<Element, ReturnedFault> {
    if text.len() > MAX_BYTES {
        return Err(ReturnedFault::TooLarge { limit: MAX_BYTES as u64 });
    }
    let mut reader = Reader::from_str(text);
    // What holds the root, then the elements that are open, the innermost last.
    let mut open = vec![Element::default()];
    let mut elements = 0;
    loop {
        let event = reader.read_event().map_err(|_| ReturnedFault::Damaged)?;
        let is_closed = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let element = started(&tag)?;
                elements += 1 + element.attributes.len();
                if open.len() > MAX_DEPTH || elements > MAX_ELEMENTS {
                    return Err(ReturnedFault::NestedTooDeep);
                }
                open.push(element);
                if is_closed {
                    close(&mut open);
                }
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) => append(&mut open, &text.xml10_content()),
            Event::CData(text) => append(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => append(&mut open, &resolved(&reference)?),
            Event::DocType(_) => return Err(ReturnedFault::Doctype),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    // An element that was never closed has been cut off.
    match (open.len(), open.pop().map(|around| around.children)) {
        (1, Some(mut roots)) if roots.len() == 1 => roots.pop().ok_or(ReturnedFault::Damaged),
        _ => Err(ReturnedFault::Damaged),
    }
}

fn started(tag: &BytesStart<'_>) -> Result<Element, ReturnedFault> {
    let mut element = Element { name: tag.local_name().as_ref().to_owned(), ..Element::default() };
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| ReturnedFault::Damaged)?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| ReturnedFault::Damaged)?;
        element.attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(element)
}

fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(element) = open.pop()
        && let Some(around) = open.last_mut()
    {
        around.children.push(element);
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// What an entity stands for. A document without a type declaration has none but the five of every document.
fn resolved(reference: &BytesRef<'_>) -> Result<String, ReturnedFault> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.into()),
        Ok(None) => {
            let entity = resolve_predefined_entity(reference).ok_or(ReturnedFault::Damaged)?;
            Ok(entity.to_owned())
        }
        Err(_) => Err(ReturnedFault::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_known_by_their_names_without_prefixes() {
        let text = r#"<?xml version="1.0"?><a:x xmlns:a="u" xmlns="v"><!-- - --><a:y Name="号&amp;码"> 1<z/>&lt;&#50; </a:y>
            <y><![CDATA[<3]]></y></a:x>"#;
        let root = parse(text).unwrap();
        assert_eq!(root.name, "x");
        assert_eq!(root.value("y"), Some("1<2"));
        assert_eq!(root.child("Y").and_then(|y| y.attribute("Name")), Some("号&码"));
        assert_eq!(root.all("y").iter().map(|y| y.text()).collect::<Vec<_>>(), [Some("1<2"), Some("<3")]);
        assert!(root.find("z").is_some_and(|z| z.text().is_none()));
    }

    #[test]
    fn names_that_no_namespace_allows_are_read_all_the_same() {
        let text = r#"<:eInvoice xmlns:=""><InvoiceNo><ofd:ObjectRef PageRef="1">64</ofd:ObjectRef></InvoiceNo></:eInvoice>"#;
        assert_eq!(parse(text).unwrap().find("ObjectRef").and_then(Element::text), Some("64"));
    }

    #[test]
    fn what_is_cut_off_or_deep_or_declares_entities_is_refused() {
        let refused = |text: &str| parse(text).map(drop).unwrap_err();
        for text in ["", "<a>", "<a><b></a>", "<a/><b/>", "<a>&b;</a>", "</a>", "<a b='&c;'/>"] {
            assert_eq!(refused(text), ReturnedFault::Damaged, "{text}");
        }
        let entities = "<!DOCTYPE a [<!ENTITY b \"cc\">]><a>&b;</a>";
        assert_eq!(refused(entities), ReturnedFault::Doctype);
        assert_eq!(refused(&"<a>".repeat(1_000_000)), ReturnedFault::NestedTooDeep);
        let wide = format!("<a>{}</a>", "<b/>".repeat(MAX_ELEMENTS));
        assert_eq!(refused(&wide), ReturnedFault::NestedTooDeep);
        let long = format!("<a>{}</a>", "b".repeat(MAX_BYTES));
        assert!(matches!(refused(&long), ReturnedFault::TooLarge { .. }));
    }

    #[test]
    fn the_encoding_is_that_of_the_mark_or_the_declaration() {
        let text = "<?xml version='1.0' encoding='GBK'?><a>票</a>";
        let gbk = encoding_rs::GBK.encode(text).0;
        assert_eq!(decoded(&gbk).as_deref(), Some(text));
        assert_eq!(decoded("\u{FEFF}<a>票</a>".as_bytes()).as_deref(), Some("<a>票</a>"));
        let wide: Vec<u8> = "\u{FEFF}<a>票</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&wide).as_deref(), Some("<a>票</a>"));
        assert_eq!(decoded(b"<a>\xFF</a>"), None);
    }
}
