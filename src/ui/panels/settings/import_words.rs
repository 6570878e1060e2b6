//! What imports have learnt of the files of each issuer: words and columns, each of which can be forgotten.

use std::cell::RefCell;

use egui::{Frame, Margin, Ui};

use crate::desk::import::remembered::{Remembered, Said, remembered};
use crate::desk::worker::Reply;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, files, imports as words, shell};
use crate::ui::loadable::Loadable;
use crate::ui::refusing::refusal_ui;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, Column, Table, TableRows, TableView, body_ui, link_ui, small_ui, spinner_ui, weak_ui,
};

/// How many are shown before the list scrolls.
const SHOWN: usize = 6;

/// The card of what is remembered.
#[derive(Debug, Default)]
pub(super) struct ImportWords {
    all: Loadable<u64, Vec<Remembered>>,
    selected: Option<usize>,
    forgetting: Option<Reply<Result<(), Refusal>>>,
    refused: Option<Refusal>,
}

impl ImportWords {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if self.all.keep(cx.office, cx.office.revision(), |_| |db, _| remembered(db)) {
            self.selected = None;
        }
        let Some(answer) = self.forgetting.as_ref().and_then(Reply::poll) else { return };
        self.forgetting = None;
        match answer {
            Ok(()) => cx.act(Action::Toast(Tone::Ok, cx.say(words::FORGOTTEN).to_owned())),
            Err(refusal) => self.refused = Some(refusal),
        }
    }

    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let lang = cx.lang;
        let columns = [
            Column::new("issuer", words::ISSUER.get(lang), 70.0),
            Column::new("kind", words::KIND.get(lang), lang.pick(84.0, 104.0)),
            Column::new("word", words::WORD.get(lang), 104.0).grows(),
            Column::new("means", words::MEANS.get(lang), 124.0),
            Column::new("forget", "", 56.0),
        ];
        let mut forgotten = None;
        Card::titled(words::REMEMBERED.get(lang)).flush().show(ui, |ui| {
            Frame::new().inner_margin(Margin::same(space::L as i8)).show(ui, |ui| {
                small_ui(ui, words::REMEMBERED_NOTE.get(lang));
                if let Some(refusal) = &self.refused {
                    refusal_ui(ui, lang, refusal);
                }
                match self.all.value() {
                    None => spinner_ui(ui, shell::LOADING.get(lang)),
                    Some(all) if all.is_empty() => drop(weak_ui(ui, words::NOTHING_REMEMBERED.get(lang))),
                    Some(_) => {}
                }
            });
            let Some(all) = self.all.value().filter(|all| !all.is_empty()) else { return };
            let rows = Rows { all, lang, forgotten: RefCell::default() };
            let table = Table::new(words::REMEMBERED.get(lang), &columns).at_most_rows(SHOWN);
            let output = table.show(ui, &mut TableView::default(), &rows, self.selected);
            self.selected = output.selected.or(self.selected);
            forgotten = rows.forgotten.take();
        });
        if let Some(what) = forgotten.filter(|_| self.forgetting.is_none()) {
            self.refused = None;
            let by = cx.office.chosen_user();
            self.forgetting =
                Some(cx.office.attempt(move |desk| desk.forget_remembered(by.as_deref(), &what)));
        }
    }
}

/// What is remembered, as the table asks for it; the list is read anew with every change.
struct Rows<'a> {
    all: &'a [Remembered],
    lang: Lang,
    /// What is to be forgotten.
    forgotten: RefCell<Option<Remembered>>,
}

impl TableRows for Rows<'_> {
    type Id = usize;

    fn len(&self) -> usize {
        self.all.len()
    }

    fn id(&self, row: usize) -> usize {
        row
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let (what, lang) = (&self.all[row], self.lang);
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
                if link_ui(ui, words::FORGET.get(lang)).on_hover_text(words::forget(lang, text)).clicked() {
                    self.forgotten.replace(Some(what.clone()));
                }
            }
        }
    }
}
