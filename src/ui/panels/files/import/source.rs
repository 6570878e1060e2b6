//! What is imported, for whom, and from which file.

use egui::{Label, Response, Ui};

use super::Import;
use crate::domain::import::ImportKind;
use crate::i18n::common;
use crate::i18n::{files as words, imports, shell};
use crate::ui::dialogs::file_name;
use crate::ui::icons;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Card, checkbox_ui, icon_button_ui, select_ui, small_ui, spinner_ui, text_row_ui,
};

impl Import {
    pub(super) fn source_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let is_busy = self.running.is_some();
        Card::new().show(ui, |ui| {
            if self.store_facts.value().is_none() {
                // What is offered first depends on what there is.
                return spinner_ui(ui, cx.say(shell::LOADING));
            }
            ui.spacing_mut().item_spacing.y = space::M;
            ui.add_enabled_ui(!is_busy, |ui| {
                self.kind_ui(ui, cx);
                self.issuer_ui(ui, cx);
                self.file_ui(ui, cx);
                self.sheet_ui(ui, cx);
            });
            let can_change = !is_busy && self.done().is_none();
            ui.add_enabled_ui(can_change, |ui| self.switches_ui(ui, cx));
        });
    }

    fn kind_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let kinds = ImportKind::ALL.map(|kind| (kind, words::kind(cx.lang, kind)));
        let options: Vec<(ImportKind, &str)> =
            kinds.iter().map(|(kind, name)| (*kind, name.as_str())).collect();
        let mut kind = self.kind();
        if select_ui(ui, cx.say(words::WHAT), &mut kind, &options, None).changed() {
            self.import_as(kind);
        }
    }

    fn issuer_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(store_facts) = self.store_facts.value() else { return };
        if store_facts.issuers.is_empty() {
            return;
        }
        let issuers = store_facts.issuers.iter().map(|(code, name)| (code.as_str(), name.as_str())).collect();
        let (label, none) = (cx.say(common::ISSUER), cx.say(words::CHOOSE_ISSUER));
        let (select, chosen) = choose_ui(ui, label, none, self.issuer().unwrap_or_default(), issuers);
        let is_asked = self.source.is_some() && self.issuer().is_none();
        if is_asked && std::mem::take(&mut self.wants_focus) {
            select.request_focus();
        }
        if let Some(code) = chosen {
            self.choose_issuer(code);
        }
    }

    fn file_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(source) = &self.source else {
            let nobody = self.has_no_issuer().then(|| cx.say(words::NO_ISSUER));
            let button = Button::primary(cx.say(words::CHOOSE_FILE)).icon(icons::FOLDER).wide();
            let button = button.shortcut("Enter").disabled_because(nobody).show(ui);
            if button.clicked() {
                self.pick(cx);
            } else if nobody.is_none() && std::mem::take(&mut self.wants_focus) {
                button.request_focus();
            }
            return;
        };
        let name = file_name(&source.path);
        let folder = source.path.parent().unwrap_or(&source.path).display().to_string();
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            small_ui(ui, cx.say(common::FILE));
            let t = tokens(ui);
            let rich = Type::Strong.rich(name).color(t.text);
            ui.add(Label::new(rich).truncate()).on_hover_text(folder);
        });
        ui.horizontal(|ui| {
            if Button::secondary(cx.say(words::OTHER_FILE)).icon(icons::FOLDER).show(ui).clicked() {
                self.pick(cx);
            }
            if icon_button_ui(ui, icons::REFRESH, cx.say(words::READ_AGAIN)).clicked() {
                self.ended = None;
                self.again += 1;
            }
        });
    }

    /// The sheets, where there are several.
    fn sheet_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let sheets = self.look.value().and_then(|look| look.sheets.as_ref());
        let Some((read, all)) = sheets.filter(|(_, all)| all.len() > 1) else { return };
        let sheets = all.iter().map(|name| (name.as_str(), name.as_str())).collect();
        let (label, none) = (cx.say(words::SHEET), cx.say(words::CHOOSE_SHEET));
        if let (_, Some(sheet)) = choose_ui(ui, label, none, read, sheets) {
            self.choose_sheet(sheet);
        }
    }

    fn switches_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let is_workbook = self.look.value().is_some_and(|look| look.sheets.is_some());
        let Some(source) = &mut self.source else { return };
        text_row_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            checkbox_ui(ui, &mut self.strict, cx.say(words::STRICT))
                .on_hover_text(cx.say(words::STRICT_NOTE));
            // Only a workbook has rows that cannot be seen.
            if is_workbook {
                checkbox_ui(ui, &mut source.visible_only, cx.say(imports::VISIBLE_ONLY))
                    .on_hover_text(cx.say(imports::VISIBLE_ONLY_NOTE));
            }
        });
    }

    pub(super) fn take_dropped(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let dropped = ui.input(|input| {
            let first = input.raw.dropped_files.first().map(|file| file.path().to_owned());
            first.map(|path| (path, input.raw.dropped_files.len()))
        });
        let Some((path, count)) = dropped else { return };
        if count > 1 {
            cx.act(Action::Toast(Tone::Info, cx.say(words::ONE_AT_A_TIME).to_owned()));
        }
        self.choose(path);
    }
}

/// A selection that says `none` as long as nothing is chosen; what was chosen just now.
fn choose_ui<'a>(
    ui: &mut Ui,
    label: &str,
    none: &'a str,
    before: &'a str,
    mut options: Vec<(&'a str, &'a str)>,
) -> (Response, Option<String>) {
    if before.is_empty() {
        options.insert(0, ("", none));
    }
    let mut chosen = before;
    let select = select_ui(ui, label, &mut chosen, &options, None);
    let chosen = (select.changed() && !chosen.is_empty()).then(|| chosen.to_owned());
    (select, chosen)
}
