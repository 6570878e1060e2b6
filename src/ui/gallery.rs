//! Every widget in its states, for the eye and for the snapshots.

mod controls;
mod lists;
mod panel;
mod shell;

use egui::Ui;

use super::theme::{space, tokens};
use super::widgets::{Button, MoneyInput, TableView, Toasts, panel_head_ui, segmented_ui};
use super::words::say;
use crate::i18n::gallery as phrases;

/// A page of the gallery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Buttons, pills, forms, messages.
    #[default]
    Controls,
    /// Tables, facts, timelines, charts.
    Lists,
    /// The shell and the icons.
    Shell,
    /// A panel that fills the window: a table in a card beside a card with a foot.
    Panel,
}

/// What the gallery's widgets act on.
#[derive(Debug)]
pub struct Gallery {
    /// The page that is shown.
    pub page: Page,
    /// A text of a form.
    pub name: String,
    /// A text that is wrong.
    pub tax_id: String,
    /// A text that is empty.
    pub address: String,
    /// A text of several lines.
    pub remark: String,
    /// What is searched for.
    pub query: String,
    /// An amount.
    pub money: MoneyInput,
    /// A choice of one among several.
    pub kind: u8,
    /// A choice of one among two.
    pub by_post: bool,
    /// Yes or no.
    pub is_default: bool,
    /// Which filter is on.
    pub filter: u8,
    /// Whether the dialog is open.
    pub asks: bool,
    /// The reason given in the dialog.
    pub reason: String,
    /// What happened.
    pub toasts: Toasts,
    /// How many times the primary button was pressed.
    pub pressed: usize,
    /// How the table is seen.
    pub view: TableView,
    /// How many rows the table has.
    pub rows: usize,
    /// The table's selected row.
    pub selected: Option<u32>,
    /// The row that was opened last.
    pub opened: Option<u32>,
    /// The rows whose checkbox is on.
    pub checked: Vec<u32>,
    /// Whether the end of the table was near.
    pub near_end: bool,
    /// The wizard's step.
    pub step: usize,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            page: Page::default(),
            name: String::new(),
            tax_id: "91110108MA01TEAT0X".to_owned(),
            address: String::new(),
            remark: String::new(),
            query: String::new(),
            money: MoneyInput::default(),
            kind: 0,
            by_post: true,
            is_default: true,
            filter: 0,
            asks: false,
            reason: String::new(),
            toasts: Toasts::default(),
            pressed: 0,
            view: TableView::sorted_by("billed_on", true),
            rows: 1_000_000,
            selected: None,
            opened: None,
            checked: vec![0, 1, 2],
            near_end: false,
            step: 1,
        }
    }
}

/// Draws the page of the gallery that is chosen, with a switch between them.
pub fn gallery_ui(ui: &mut Ui, state: &mut Gallery) {
    ui.painter().with_clip_rect(ui.ctx().content_rect()).rect_filled(
        ui.ctx().content_rect(),
        0.0,
        tokens(ui).bg,
    );
    egui::Frame::new().inner_margin(space::XL).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::L;
        panel_head_ui(ui, say(ui, phrases::TITLE), say(ui, phrases::DATE), |ui| {
            let pages = [
                (Page::Controls, say(ui, phrases::CONTROLS)),
                (Page::Lists, say(ui, phrases::LISTS)),
                (Page::Shell, say(ui, phrases::SHELL)),
                (Page::Panel, say(ui, phrases::PANEL)),
            ];
            let submit = Button::primary(say(ui, phrases::APPLY)).shortcut("Ctrl N").show(ui);
            state.pressed += usize::from(submit.clicked());
            Button::secondary(say(ui, phrases::IMPORT)).show(ui);
            segmented_ui(ui, say(ui, phrases::TITLE), &mut state.page, &pages);
        });
        match state.page {
            Page::Controls => controls::page_ui(ui, state),
            Page::Lists => lists::page_ui(ui, state),
            Page::Shell => shell::page_ui(ui, state),
            Page::Panel => panel::page_ui(ui, state),
        }
    });
    state.toasts.show(ui.ctx());
}

/// Two columns of cards, the left one `share` of the width.
fn columns_ui(
    ui: &mut Ui,
    share: f32,
    state: &mut Gallery,
    left: impl FnOnce(&mut Ui, &mut Gallery),
    right: impl FnOnce(&mut Ui, &mut Gallery),
) {
    let width = ui.available_width() - space::L;
    let first = (width * share).round();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::L, space::L);
        ui.vertical(|ui| {
            ui.set_width(first);
            ui.spacing_mut().item_spacing.x = space::S;
            left(ui, state);
        });
        ui.vertical(|ui| {
            ui.set_width(width - first);
            ui.spacing_mut().item_spacing.x = space::S;
            right(ui, state);
        });
    });
}
