//! A block of text that is pasted into a form: it is taken apart into the fields, says what became of it, and can be taken
//! back.

use egui::{Event, Ui, ViewportCommand};

use crate::domain::address::AddressField;
use crate::domain::invoice_info::InfoField;
use crate::domain::pasted::{Pasted, read_address_block, read_title_block};
use crate::i18n::{Lang, Text, domain, pasting as words};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, banner_links_ui, banner_ui};

/// A field of a form whose fields a block can fill in.
pub(super) trait BlockField: Copy + Ord {
    fn read(text: &str) -> Pasted<Self>;

    /// Its place among the fields of the form.
    fn place(self) -> usize;

    fn name(self) -> Text;
}

impl BlockField for InfoField {
    fn read(text: &str) -> Pasted<Self> {
        read_title_block(text)
    }

    fn place(self) -> usize {
        self as usize
    }

    fn name(self) -> Text {
        domain::info_field_short(self)
    }
}

impl BlockField for AddressField {
    fn read(text: &str) -> Pasted<Self> {
        read_address_block(text)
    }

    fn place(self) -> usize {
        self as usize
    }

    fn name(self) -> Text {
        domain::address_field(self)
    }
}

/// Whether a block is being pasted.
pub(super) fn is_block<F: BlockField>(ui: &Ui) -> bool {
    let is_one = |event: &Event| matches!(event, Event::Paste(text) if F::read(text).fields.len() > 1);
    ui.input(|input| input.events.iter().any(is_one))
}

/// The block that was pasted last into a form of `N` fields.
#[derive(Clone, Debug)]
pub(super) struct Pasting<F: Ord, const N: usize> {
    /// The button was pressed: what is pasted next is a block, whatever it looks like.
    asked: bool,
    last: Option<Last<F, N>>,
}

#[derive(Clone, Debug)]
struct Last<F: Ord, const N: usize> {
    read: Pasted<F>,
    before: [String; N],
}

impl<F: Ord, const N: usize> Default for Pasting<F, N> {
    fn default() -> Self {
        Self { asked: false, last: None }
    }
}

impl<F: BlockField, const N: usize> Pasting<F, N> {
    /// Takes what is pasted, where it is a block and no value of one field alone; whether fields were filled in.
    /// `takes` says which ones the form has. Before the fields are drawn, which would take it themselves.
    pub(super) fn hear(&mut self, ui: &Ui, texts: &mut [String; N], takes: impl Fn(F) -> bool) -> bool {
        let is_free = ui.memory(|memory| memory.focused().is_none());
        let is_block = |read: &Pasted<F>| {
            let sure = read.fields.len() - read.unsure.len();
            read.fields.len() > 1 || (is_free && sure > 0)
        };
        let pasted = ui.input_mut(|input| {
            let (place, read) = input.events.iter().enumerate().find_map(|(place, event)| match event {
                Event::Paste(text) => Some((place, F::read(text))),
                _ => None,
            })?;
            (self.asked || is_block(&read)).then(|| {
                input.events.remove(place);
                read
            })
        });
        let Some(mut read) = pasted else { return false };
        self.asked = false;
        let before = texts.clone();
        let fields = std::mem::take(&mut read.fields);
        for (field, value) in fields {
            if takes(field) {
                texts[field.place()].clone_from(&value);
                read.fields.insert(field, value);
            } else {
                let gap = if read.left.is_empty() { "" } else { "\n" };
                read.left = format!("{}{gap}{value}", read.left);
                read.unsure.remove(&field);
            }
        }
        let has_any = !read.fields.is_empty();
        self.last = Some(Last { read, before });
        has_any
    }

    /// The button that pastes, as its keys do.
    pub(super) fn button_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let button = Button::secondary(words::PASTE.get(lang)).shortcut("Ctrl V").show(ui);
        if button.on_hover_text(words::PASTE_TITLE.get(lang)).clicked() {
            self.asked = true;
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    }

    /// Says what became of what was pasted last; whether it was taken back.
    pub(super) fn note_ui(&mut self, ui: &mut Ui, lang: Lang, texts: &mut [String; N]) -> bool {
        let Some(Last { read, before }) = &self.last else { return false };
        if read.fields.is_empty() {
            banner_ui(ui, Tone::Warn, words::NOTHING.get(lang), None);
            ui.add_space(space::S);
            return false;
        }
        let names = |fields: &mut dyn Iterator<Item = F>| fields.map(F::name).collect::<Vec<_>>();
        let filled = names(&mut read.fields.keys().copied());
        let unsure = names(&mut read.unsure.iter().copied());
        let tone = if unsure.is_empty() { Tone::Info } else { Tone::Warn };
        let said = words::said(lang, &filled, &unsure, &read.left);
        let undone = banner_links_ui(ui, tone, &said, &[words::UNDO.get(lang)]).is_some();
        ui.add_space(space::S);
        if undone {
            texts.clone_from(before);
            self.last = None;
        }
        undone
    }

    /// Whether a field was filled in by what was pasted last.
    pub(super) fn has(&self, field: F) -> bool {
        self.last.as_ref().is_some_and(|last| last.read.fields.contains_key(&field))
    }

    /// Whether a field was guessed and nobody has touched it since.
    pub(super) fn doubts(&self, field: F) -> bool {
        self.last.as_ref().is_some_and(|last| last.read.unsure.contains(&field))
    }

    /// A person has been in a field.
    pub(super) fn touch(&mut self, field: F) {
        if let Some(last) = &mut self.last {
            last.read.unsure.remove(&field);
        }
    }

    pub(super) fn forget(&mut self) {
        self.last = None;
    }
}
