//! Which column of the file is what: found by itself, corrected by hand.

use std::collections::HashMap;

use egui::{Align, Frame, Label, Layout, Margin, ScrollArea, Ui, vec2};

use super::Import;
use crate::desk::import::{Header, Inspection, Mapping, UsedColumn, column_letters};
use crate::domain::import::{Field, ImportKind};
use crate::i18n::exchange::unit;
use crate::i18n::{Lang, files as words, imports, phrase};
use crate::ui::state::Cx;
use crate::ui::theme::{Type, size, space, tokens};
use crate::ui::widgets::{Card, bare_select_ui, small_ui, text_ui, weak_ui};

/// Width of the names of fields, which are longer in English.
const fn name_width(lang: Lang) -> f32 {
    lang.pick(112.0, 136.0)
}

/// The columns of the file, as they can be chosen.
#[derive(Default)]
pub(super) struct Headers {
    /// What is shown of each column that has something in its header, and its place.
    shown: Vec<(usize, String)>,
    /// Of each field that has a column, where that is, its first value and its unit.
    sources: HashMap<Field, String>,
    /// How each is named in a mapping: by its header, or by its letter where another has the same.
    names: HashMap<usize, String>,
}

impl Headers {
    pub(super) fn of(look: &Inspection, lang: Lang) -> Self {
        let Some(header) = &look.header else { return Self::default() };
        let mut headers = Self::default();
        for (column, text) in header.texts.iter().enumerate() {
            let letters = column_letters(column);
            let is_unique = header.texts.iter().filter(|other| *other == text).count() == 1;
            let (shown, name) = match (text.is_empty(), is_unique) {
                (true, _) => (words::column_without_header(lang, &letters), letters),
                (false, true) => (text.clone(), text.clone()),
                (false, false) => (format!("{text} ({letters})"), letters),
            };
            headers.shown.push((column, shown));
            headers.names.insert(column, name);
        }
        for column in &header.columns {
            headers.sources.insert(column.field, source_of(lang, column));
        }
        headers
    }
}

impl Import {
    pub(super) fn columns_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let header = self.look.value().and_then(|look| look.header.as_ref());
        let note = header.map_or(String::new(), |header| words::header_in_row(cx.lang, header.row));
        let kind = self.kind();
        let unused = header.map_or(&[] as &[String], |header| header.unknown.as_slice());
        let is_understood = self.look.value().is_some_and(|look| look.outcome.is_ok());
        let mut named = None;
        let mut wants_focus = self.wants_focus && !self.look.is_loading();
        Card::titled(cx.say(words::COLUMNS)).note(&note).fill_height().flush().show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.add_space(space::M);
                match header {
                    Some(header) => {
                        let takes = &mut wants_focus;
                        named = fields_ui(ui, cx.lang, kind, header, &self.headers, is_understood, takes)
                    }
                    None => note_ui(ui, |ui| drop(weak_ui(ui, cx.say(words::COLUMNS_NOTE)))),
                }
                if !unused.is_empty() {
                    ui.add_space(space::XS);
                    let text = words::unknown_columns(cx.lang, &phrase::listed(cx.lang, unused));
                    note_ui(ui, |ui| drop(small_ui(ui, &text)));
                }
                ui.add_space(space::S);
            });
        });
        self.wants_focus &= wants_focus || self.look.is_loading();
        if let Some((field, column)) = named {
            self.name_column(field, column);
            self.wants_focus = true;
        }
    }

    /// Says by hand which column a field is, or that it is left out.
    fn name_column(&mut self, field: Field, column: Option<usize>) {
        let Some(look) = self.look.value() else { return };
        let Some(source) = &mut self.source else { return };
        let mut mapping = if source.mapping.is_empty() { still_there(look) } else { source.mapping.clone() };
        let name = column.and_then(|column| self.headers.names.get(&column));
        mapping.set(field, name.map_or("", String::as_str));
        source.mapping = mapping;
        self.ended = None;
    }
}

/// What was named by hand the last time, as far as this file has it: naming another column adds to it.
fn still_there(look: &Inspection) -> Mapping {
    let mut mapping = Mapping::default();
    let Some(header) = &look.header else { return mapping };
    let is_there = |name: &str| name.is_empty() || header.texts.iter().any(|text| text == name);
    if look.remembered.pairs().all(|(_, name)| is_there(name)) {
        mapping = look.remembered.clone();
    }
    mapping
}

/// Where a field comes from: the column, its first value, and its unit where one is said.
fn source_of(lang: Lang, column: &UsedColumn) -> String {
    let unit = column.unit.map(|amounts| unit(amounts).get(lang));
    imports::source(lang, &column_letters(column.at), column.is_hidden, column.sample.as_deref(), unit)
}

fn note_ui(ui: &mut Ui, words: impl FnOnce(&mut Ui)) {
    let margin = Margin::symmetric(space::L as i8, 0);
    Frame::new().inner_margin(margin).show(ui, words);
}

/// A row for each field; the one that was named otherwise. The first that is missing takes the keyboard, if it is wanted.
fn fields_ui(
    ui: &mut Ui,
    lang: Lang,
    kind: ImportKind,
    header: &Header,
    headers: &Headers,
    is_understood: bool,
    wants_focus: &mut bool,
) -> Option<(Field, Option<usize>)> {
    let mut named = None;
    ui.spacing_mut().item_spacing.y = space::XS;
    let mut all: Vec<(Option<usize>, &str)> = vec![(None, "")];
    all.extend(headers.shown.iter().map(|(column, text)| (Some(*column), text.as_str())));
    for &field in kind.fields() {
        let before = header.column(field);
        // A net amount and its tax, say, stand for the amount.
        let is_required = kind.required().contains(&field) && (before.is_some() || !is_understood);
        let none = if is_required { words::CHOOSE_COLUMN } else { words::LEFT_OUT };
        all[0].1 = none.get(lang);
        // A required field cannot be left out once it has a column.
        let options = if is_required && before.is_some() { &all[1..] } else { &all[..] };
        let mut column = before;
        let name = words::field(lang, kind, field);
        let is_missing = is_required && before.is_none();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            ui.add_space(space::L);
            let place = vec2(name_width(lang), size::CONTROL);
            ui.allocate_ui_with_layout(place, Layout::left_to_right(Align::Center), |ui| {
                ui.set_width(place.x);
                let t = tokens(ui);
                text_ui(ui, &name, Type::Body, if is_missing { t.bad } else { t.weak });
                if is_required {
                    text_ui(ui, "*", Type::Body, t.bad);
                }
            });
            let width = ui.available_width() - space::L;
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 2.0;
                let select = bare_select_ui(ui, &name, &mut column, options, width);
                if is_missing && std::mem::take(wants_focus) {
                    select.request_focus();
                }
                if let Some(source) = headers.sources.get(&field) {
                    ui.add(Label::new(Type::Small.rich(source).color(tokens(ui).weak)).truncate());
                }
            });
        });
        if column != before {
            named = Some((field, column));
        }
    }
    named
}
