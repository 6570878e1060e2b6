//! Draws the list of imports.

use chrono::NaiveDate;
use egui::{Key, Modifiers, Ui};

use super::Batches;
use crate::desk::import::undo::StoredBatch;
use crate::domain::ids::BatchId;
use crate::domain::import::ImportKind;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, dates, files, imports as words, phrase, shell};
use crate::ui::icons::{self, Icon};
use crate::ui::loadable::View;
use crate::ui::panels::list::beside_ui;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, Column, Table, TableOutput, TableRows, TableView, amount_text_ui, amount_ui, banner_ui, body_ui,
    chip_ui, columns_menu_ui, empty_state_ui, pill_ui, search_ui, small_ui, spinner_ui,
};

/// The width of the search, and of the card of one import.
const SEARCH: f32 = 280.0;
const DETAILS: f32 = 360.0;

/// Below these widths of the list columns give way, the least telling first.
const ROOM_FOR_ALL: f32 = 1080.0;
const ROOM_FOR_WHO: f32 = 880.0;
const ROOM_FOR_COUNTS: f32 = 760.0;
const ROOM_FOR_AMOUNT: f32 = 600.0;

impl Batches {
    pub(in super::super) fn search_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let search = search_ui(ui, &mut self.text, words::SEARCH.get(lang), Some("Ctrl F"), SEARCH);
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
            search.request_focus();
        }
    }

    pub(super) fn list_and_card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some((tone, text)) = &self.said {
            banner_ui(ui, *tone, text, None);
            ui.add_space(space::M);
        }
        if let View::Failed(refusal) = self.all.view() {
            let text = shell::failed(cx.lang, &message(cx.lang, refusal));
            banner_ui(ui, Tone::Bad, &text, None);
            ui.add_space(space::M);
        }
        let side = if self.open().is_some() { DETAILS } else { 0.0 };
        beside_ui(
            ui,
            side,
            |ui, is_side| {
                if is_side { self.details_ui(ui, cx) } else { self.list_ui(ui, cx) }
            },
        );
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let room = ui.available_width();
        let columns = columns(lang);
        let (mut table, mut view) = (self.table.clone(), self.table.clone());
        view.hidden.extend(given_way(room));
        let mut undone = self.undone;
        let card = Card::new()
            .head(|ui| self.chips_ui(ui, lang, &mut undone))
            .actions(|ui| columns_menu_ui(ui, &columns, &mut table));
        let (output, acted) =
            card.flush().fill_height().show(ui, |ui| self.table_ui(ui, cx, &columns, &mut view)).inner;
        self.table = TableView { sort: view.sort, hidden: table.hidden };
        self.undone = undone;
        if acted {
            self.undone = None;
            self.text.clear();
        }
        if let Some(batch) =
            output.copied.and_then(|id| self.all.value()?.iter().find(|batch| batch.id == id))
        {
            ui.copy_text(as_text(batch, lang));
            cx.act(Action::Toast(Tone::Ok, files::COPIED.get(lang).to_owned()));
        }
        if let Some(id) = output.opened.or(output.selected) {
            self.select(Some(id));
        }
    }

    fn chips_ui(&self, ui: &mut Ui, lang: Lang, undone: &mut Option<bool>) {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        let all = self.all.value().map_or(&[] as &[_], Vec::as_slice);
        let gone = all.iter().filter(|batch| batch.undone.is_some()).count();
        let states = [
            (None, words::ALL, all.len()),
            (Some(false), words::IN_FORCE, all.len() - gone),
            (Some(true), words::UNDONE, gone),
        ];
        for (state, name, n) in states {
            if chip_ui(ui, *undone == state, name.get(lang), Some(n)).clicked() {
                *undone = state;
            }
        }
    }

    fn table_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        columns: &[Column<'_>],
        view: &mut TableView,
    ) -> (TableOutput<BatchId>, bool) {
        let lang = cx.lang;
        let all = self.all.value().map_or(&[] as &[_], Vec::as_slice);
        let is_new = self.all.value().is_none();
        let mut acted = false;
        let rows = Rows { all, shown: &self.shown.1, lang, today: cx.office.moment().today };
        let output = Table::new(words::BATCHES.get(lang), columns)
            .empty(|ui| {
                if is_new {
                    ui.add_space(space::L);
                    return spinner_ui(ui, shell::LOADING.get(lang));
                }
                let (title, text, action) = if all.is_empty() {
                    (words::NONE, words::NONE_HOW, None)
                } else {
                    (words::NONE_FOUND, words::NONE_FOUND_HOW, Some(words::CLEAR_FILTERS.get(lang)))
                };
                acted = empty_state_ui(ui, icons::AUDIT, title.get(lang), text.get(lang), action);
            })
            .footer(|ui| drop(small_ui(ui, &words::total(lang, rows.shown.len()))))
            .show(ui, view, &rows, self.selected);
        (output, acted)
    }
}

/// The columns for which there is no room.
fn given_way(room: f32) -> Vec<&'static str> {
    let mut hidden = Vec::new();
    if room < ROOM_FOR_ALL {
        hidden.extend(["issuer", "refused"]);
    }
    if room < ROOM_FOR_WHO {
        hidden.extend(["who", "changed"]);
    }
    if room < ROOM_FOR_COUNTS {
        hidden.extend(["kind", "added"]);
    }
    if room < ROOM_FOR_AMOUNT {
        hidden.extend(["number", "amount"]);
    }
    hidden
}

fn columns(lang: Lang) -> [Column<'static>; 13] {
    let count = lang.pick(64.0, 76.0);
    [
        Column::new("number", words::NUMBER.get(lang), 60.0),
        Column::new("when", words::WHEN.get(lang), lang.pick(150.0, 128.0)).sortable(),
        Column::new("who", words::WHO.get(lang), 84.0).sortable(),
        Column::new("kind", words::KIND.get(lang), lang.pick(84.0, 108.0)),
        Column::new("file", words::FILE.get(lang), 150.0).grows().sortable(),
        Column::new("issuer", words::ISSUER.get(lang), 72.0),
        Column::money("added", words::ADDED.get(lang), count).sortable(),
        Column::money("changed", words::CHANGED.get(lang), count),
        Column::money("refused", words::REFUSED.get(lang), count),
        Column::money("amount", words::AMOUNT.get(lang), 148.0).sortable(),
        Column::money("refunded", words::REFUNDED.get(lang), 140.0),
        Column::money("opening", words::OPENING.get(lang), lang.pick(140.0, 160.0)),
        Column::new("state", words::STATE.get(lang), lang.pick(92.0, 112.0)),
    ]
}

pub(super) fn look_of(batch: &StoredBatch) -> (Tone, Icon, crate::i18n::Text) {
    match batch.undone {
        None => (Tone::Ok, icons::CHECK, words::IN_FORCE),
        Some(_) => (Tone::Neutral, icons::CLOSE, words::UNDONE),
    }
}

struct Rows<'a> {
    all: &'a [StoredBatch],
    shown: &'a [usize],
    lang: Lang,
    today: NaiveDate,
}

impl TableRows for Rows<'_> {
    type Id = BatchId;

    fn len(&self) -> usize {
        self.shown.len()
    }

    fn id(&self, row: usize) -> BatchId {
        self.all[self.shown[row]].id
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let (batch, lang) = (&self.all[self.shown[row]], self.lang);
        let count = |ui: &mut Ui, n: u32| drop(amount_text_ui(ui, &phrase::count(u64::from(n))));
        match column {
            "number" => drop(body_ui(ui, &batch.id.0.to_string())),
            "when" => drop(body_ui(ui, &dates::moment(lang, batch.at, self.today))),
            "who" => drop(body_ui(ui, &batch.by)),
            "kind" => drop(body_ui(ui, &files::kind(lang, batch.kind))),
            "file" => drop(body_ui(ui, &batch.file)),
            "issuer" => drop(body_ui(ui, &batch.issuer)),
            "added" => count(ui, batch.counts.added),
            "changed" => count(ui, batch.counts.changed),
            "refused" => count(ui, batch.counts.refused),
            // A list of customers has no sums.
            "amount" | "refunded" | "opening" if batch.kind == ImportKind::Accounts => {
                amount_text_ui(ui, "—");
            }
            "amount" => drop(amount_ui(ui, batch.totals.amount)),
            "refunded" => drop(amount_ui(ui, batch.totals.refunded)),
            "opening" => drop(amount_ui(ui, batch.totals.opening)),
            _ => {
                let (tone, icon, word) = look_of(batch);
                pill_ui(ui, tone, icon, word.get(lang));
            }
        }
    }

    fn is_faint(&self, row: usize) -> bool {
        self.all[self.shown[row]].undone.is_some()
    }
}

/// An import as it is pasted into a spreadsheet.
fn as_text(batch: &StoredBatch, lang: Lang) -> String {
    let (counts, totals) = (&batch.counts, &batch.totals);
    [
        batch.id.0.to_string(),
        batch.at.to_rfc3339(),
        batch.by.clone(),
        files::kind(lang, batch.kind),
        batch.file.clone(),
        batch.sha256.clone(),
        batch.issuer.clone(),
        counts.added.to_string(),
        counts.changed.to_string(),
        counts.refused.to_string(),
        totals.amount.to_string(),
        totals.refunded.to_string(),
        totals.opening.to_string(),
        look_of(batch).2.get(lang).to_owned(),
    ]
    .join("\t")
}
