//! What imports have learnt of the files of each issuer: words and columns, each of which can be forgotten.

use std::cell::RefCell;

use egui::Ui;

use crate::desk::import::remembered::{Remembered, Said, remembered};
use crate::i18n::{common, files, imports as words, shell};
use crate::ui::loadable::Loadable;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Card, Column, SliceRows, Table, TableView, body_ui, inset_ui, link_ui, small_ui, spinner_ui, weak_ui,
};

const SHOWN: usize = 6;

#[derive(Debug, Default)]
pub(super) struct ImportWords {
    all: Loadable<u64, Vec<Remembered>>,
    selected: Option<usize>,
    forgetting: Sending<()>,
}

impl ImportWords {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if self.all.keep(cx.office, cx.office.revision(), move |db, _, _| remembered(db)) {
            self.selected = None;
        }
        if self.forgetting.is_done() {
            cx.act(Action::Toast(Tone::Ok, cx.say(words::FORGOTTEN).to_owned()));
        }
    }

    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let lang = cx.lang;
        let columns = [
            Column::new("issuer", common::ISSUER.get(lang), 70.0),
            Column::new("kind", common::CONTENT.get(lang), lang.pick(84.0, 104.0)),
            Column::new("word", words::WORD.get(lang), 104.0).grows(),
            Column::new("means", words::MEANS.get(lang), 124.0),
            Column::new("forget", "", 56.0).whole(),
        ];
        let forgotten = RefCell::default();
        Card::titled(words::REMEMBERED.get(lang)).flush().show(ui, |ui| {
            inset_ui(ui, |ui| {
                small_ui(ui, words::REMEMBERED_NOTE.get(lang));
                if let Some(refusal) = self.forgetting.refused() {
                    refusal_ui(ui, lang, refusal);
                }
                match self.all.value() {
                    None => spinner_ui(ui, shell::LOADING.get(lang)),
                    Some(all) if all.is_empty() => drop(weak_ui(ui, words::NOTHING_REMEMBERED.get(lang))),
                    Some(_) => {}
                }
            });
            let Some(all) = self.all.value().filter(|all| !all.is_empty()) else { return };
            let rows = SliceRows::new(all, |what, column, ui| {
                let text = match &what.said {
                    Said::Word(_, word) => word.as_str(),
                    Said::Column(_, header) if header.is_empty() => files::LEFT_OUT.get(lang),
                    Said::Column(_, header) => header,
                };
                match column {
                    "issuer" => drop(body_ui(ui, &what.issuer)),
                    "kind" => drop(body_ui(ui, &files::kind(lang, what.kind))),
                    "word" => drop(body_ui(ui, text)),
                    "means" => {
                        let means = match &what.said {
                            Said::Word(meaning, _) => words::word_means(lang, *meaning),
                            Said::Column(field, _) => words::column_is(lang, what.kind, *field),
                        };
                        body_ui(ui, &means);
                    }
                    _ => {
                        if link_ui(ui, words::FORGET.get(lang))
                            .on_hover_text(words::forget(lang, text))
                            .clicked()
                        {
                            forgotten.replace(Some(what.clone()));
                        }
                    }
                }
            });
            let table = Table::new(words::REMEMBERED.get(lang), &columns).at_most_rows(SHOWN);
            let output = table.show(ui, &mut TableView::default(), &rows, self.selected);
            self.selected = output.selected.or(self.selected);
        });
        if let Some(what) = forgotten.take().filter(|_| !self.forgetting.is_under_way()) {
            let by = cx.office.chosen_user();
            self.forgetting.send(cx.office.write(move |desk| desk.forget_remembered(by.as_deref(), &what)));
        }
    }
}
