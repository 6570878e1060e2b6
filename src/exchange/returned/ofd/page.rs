//! The texts of an OFD document's pages, by the objects that they are.

use std::collections::HashMap;

use super::package::Package;
use crate::domain::returned::ReturnedFault;
use crate::exchange::returned::xml::Element;

/// More pages than any invoice has are left alone.
const MAX_PAGES: usize = 50;
/// A heading is shorter than this, in characters: `电子发票（增值税专用发票）`.
const HEADING_CHARS: usize = 30;

#[derive(Default)]
pub(super) struct Pages {
    /// By page and object.
    objects: HashMap<(String, String), String>,
    /// Of pages and of what is printed below them, in their order.
    texts: Vec<String>,
}

impl Pages {
    pub fn read(package: &mut Package<'_>, folder: &str, document: &Element) -> Result<Self, ReturnedFault> {
        let mut pages = Self::default();
        for page in document.all("Page").into_iter().take(MAX_PAGES) {
            let path = page.attribute("BaseLoc").unwrap_or_default();
            let Some(content) = package.part(folder, path)? else { continue };
            let page = page.attribute("ID").unwrap_or_default();
            for object in content.all("TextObject") {
                let text = text_of(object);
                let id = object.attribute("ID").unwrap_or_default();
                pages.texts.push(text.clone());
                pages.objects.insert((page.to_owned(), id.to_owned()), text);
            }
        }
        for template in document.all("TemplatePage").into_iter().take(MAX_PAGES) {
            let path = template.attribute("BaseLoc").unwrap_or_default();
            let Some(content) = package.part(folder, path)? else { continue };
            pages.texts.extend(content.all("TextObject").into_iter().map(text_of));
        }
        Ok(pages)
    }

    /// The text of an object, on the page that is named or on any.
    pub fn object(&self, page: Option<&str>, id: &str) -> Option<&str> {
        let text = match page {
            Some(page) => self.objects.get(&(page.to_owned(), id.to_owned())),
            None => self.objects.iter().find(|((_, object), _)| object == id).map(|(_, text)| text),
        };
        text.map(String::as_str)
    }

    /// What a text is where one is it, or several are the same.
    pub fn only<T: PartialEq>(&self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut found = self.texts.iter().filter_map(|text| read(text));
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    /// Whether the heading says that it is a special invoice.
    pub fn is_special(&self) -> Option<bool> {
        self.only(|text| {
            if !text.contains("发票") || text.chars().count() > HEADING_CHARS {
                return None;
            }
            let ends = |kind: &str| text.trim().trim_end_matches(['）', ')']).ends_with(kind);
            match (ends("专用发票"), ends("普通发票")) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        })
    }
}

fn text_of(object: &Element) -> String {
    object.all("TextCode").into_iter().filter_map(Element::text).collect()
}
