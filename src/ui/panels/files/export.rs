//! Export of whole lists; a part of one is exported where it is filtered.

use egui::{Align, Layout, Ui};

use crate::desk::export::{ExportFormat, List};
use crate::domain::list_columns::ListName;
use crate::i18n::{files as words, lists};
use crate::ui::icons::{self, Icon};
use crate::ui::outgoing::Outgoing;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{size, space, tokens};
use crate::ui::widgets::{Button, Card, rule_ui, segmented_ui, small_ui, strong_ui, weak_ui};

#[derive(Debug)]
pub(super) struct Export {
    format: ExportFormat,
}

impl Default for Export {
    fn default() -> Self {
        Self { format: ExportFormat::Xlsx }
    }
}

/// The lists, in the order of the navigation.
const LISTS: [(ListName, Icon); 6] = [
    (ListName::Accounts, icons::CUSTOMERS),
    (ListName::Bills, icons::BILLS),
    (ListName::NonInvoiceable, icons::BLOCKED),
    (ListName::Applications, icons::APPLICATIONS),
    (ListName::Invoices, icons::INVOICE),
    (ListName::Audit, icons::AUDIT),
];

impl Export {
    pub(super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let formats = [(ExportFormat::Xlsx, cx.say(words::XLSX)), (ExportFormat::Csv, cx.say(words::CSV))];
        let mut format = self.format;
        let name = cx.say(words::FORMAT);
        let note = match self.format {
            ExportFormat::Xlsx => words::XLSX_NOTE,
            ExportFormat::Csv => words::CSV_NOTE,
        };
        let note = cx.say(note);
        let card = Card::titled(cx.say(words::WHOLE_LISTS)).actions(|ui| {
            segmented_ui(ui, name, &mut format, &formats);
            ui.add_space(space::XS);
            small_ui(ui, note);
        });
        card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            weak_ui(ui, cx.say(words::WHOLE_LISTS_NOTE));
            for (list, icon) in LISTS {
                rule_ui(ui);
                self.list_ui(ui, cx, list, icon);
            }
        });
        self.format = format;
    }

    fn list_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>, list: ListName, icon: Icon) {
        ui.horizontal(|ui| {
            let place = egui::vec2(size::ICON, size::ROW + space::XS);
            let (rect, _) = ui.allocate_exact_size(place, egui::Sense::hover());
            icon.paint(ui, rect.center(), size::ICON + 2.0, tokens(ui).weak);
            ui.add_space(space::XS);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                strong_ui(ui, lists::list_name(list).get(cx.lang));
                small_ui(ui, cx.say(words::list_note(list)));
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let label = words::export_list(cx.lang, list);
                if Button::secondary(&label).icon(icons::DOWNLOAD).show(ui).clicked() {
                    let list = Box::new(List::all(list));
                    cx.act(Action::Export(Outgoing::List(list, self.format)));
                }
            });
        });
    }
}
