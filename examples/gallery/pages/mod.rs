//! Every widget in its states, for the eye and for the snapshots.

mod controls;
mod lists;
mod panel;
pub mod phrases;
mod shell;

use egui::Ui;

use fapiao_desk::ui::theme::{space, tokens};
use fapiao_desk::ui::widgets::{Button, MoneyInput, TableView, Toasts, panel_head_ui, segmented_ui};
use fapiao_desk::ui::words::say;

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
    pub page: Page,
    pub name: String,
    /// Begins with a wrong check character.
    pub tax_id: String,
    pub address: String,
    pub remark: String,
    pub query: String,
    pub money: MoneyInput,
    pub kind: u8,
    pub by_post: bool,
    pub is_default: bool,
    pub filter: u8,
    /// Whether the dialog is open.
    pub asks: bool,
    /// The reason given in the dialog.
    pub reason: String,
    pub toasts: Toasts,
    /// How many times the primary button was pressed.
    pub pressed: usize,
    pub view: TableView,
    /// How many rows the table has.
    pub rows: usize,
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
