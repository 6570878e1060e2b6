//! What a person is asked of a file: what words mean that the desk does not know, and whether codes that fail their
//! check stand so on the certificate. Each once, for all of its rows.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use egui::{Frame, Margin, Response, Ui};

use super::Import;
use crate::desk::import::Inspection;
use crate::domain::import::{Field, ImportKind, Meaning};
use crate::domain::tax_id::TaxId;
use crate::i18n::exchange::meaning;
use crate::i18n::{Lang, files, imports as words, phrase};
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Column, SliceRows, Table, TableView, amount_text_ui, bare_select_ui, body_ui, checkbox_ui, small_ui,
};

/// What a person is asked, in the order of the file; what was answered stays, so that it can be answered otherwise.
#[derive(Default)]
pub(super) struct OpenQuestions {
    questions: Vec<Question>,
    view: TableView,
    selected: Option<usize>,
}

struct Question {
    column: String,
    rows: u32,
    about: About,
}

/// What a question is about, with its answer.
#[derive(Clone, PartialEq, Eq)]
enum About {
    Word(Field, String, Option<Meaning>),
    Code(TaxId, bool),
}

impl About {
    fn is_answered(&self) -> bool {
        match self {
            Self::Word(_, _, meaning) => meaning.is_some(),
            Self::Code(_, is_seen) => *is_seen,
        }
    }

    /// What tells questions apart.
    fn key(&self) -> (Option<Field>, String) {
        match self {
            Self::Word(field, word, _) => (Some(*field), word.clone()),
            Self::Code(tax_id, _) => (None, tax_id.as_str().to_owned()),
        }
    }
}

impl OpenQuestions {
    /// Asks what a look has left open.
    pub(super) fn look_at(&mut self, look: &Inspection) {
        if look.outcome.is_err() {
            return;
        }
        let question = |column: &str, rows, about| Question { column: column.to_owned(), rows, about };
        let words = look
            .unknown_words
            .iter()
            .map(|word| question(&word.column, word.rows, About::Word(word.field, word.word.clone(), None)));
        let codes = look.failing_tax_ids.iter();
        let codes =
            codes.map(|code| question(&code.column, code.rows, About::Code(code.tax_id.clone(), false)));
        let open: Vec<Question> = words.chain(codes).collect();
        let still: HashSet<_> = open.iter().map(|question| question.about.key()).collect();
        self.questions
            .retain(|question| question.about.is_answered() || still.contains(&question.about.key()));
        let places = self.questions.iter().enumerate();
        let known: HashMap<_, usize> =
            places.map(|(place, question)| (question.about.key(), place)).collect();
        for question in open {
            match known.get(&question.about.key()) {
                Some(place) => self.questions[*place].rows = question.rows,
                None => self.questions.push(question),
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// How many questions are open, and in how many rows.
    pub(super) fn open(&self) -> (usize, u64) {
        let open = self.questions.iter().filter(|question| !question.about.is_answered());
        open.fold((0, 0), |(n, rows), question| (n + 1, rows + u64::from(question.rows)))
    }
}

impl Import {
    pub(super) fn asked_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, can_answer: bool) {
        let lang = cx.lang;
        let kind = self.kind();
        let has = |code: bool| {
            let is_code = |question: &Question| matches!(question.about, About::Code(..));
            self.asked.questions.iter().any(|question| is_code(question) == code)
        };
        let margin = Margin::symmetric(space::L as i8, space::S as i8);
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for (is_there, note) in [(has(false), words::ASKED_NOTE), (has(true), words::SEEN_NOTE)] {
                if is_there {
                    small_ui(ui, note.get(lang));
                }
            }
        });
        let columns = [
            Column::new("word", words::WORD.get(lang), 130.0),
            Column::new("column", files::COLUMN.get(lang), 84.0),
            Column::money("rows", words::ROWS.get(lang), 56.0),
            Column::new("means", words::MEANS.get(lang), 150.0).grows(),
        ];
        let answered = RefCell::new(None);
        let first_open = self.asked.questions.iter().find(|question| !question.about.is_answered());
        let first_open = first_open.map(|question| question.about.key());
        let is_first = can_answer && first_open.is_some();
        let takes_focus = Cell::new(is_first && std::mem::take(&mut self.wants_focus));
        let rows = SliceRows::new(&self.asked.questions, |question, column, ui| match column {
            "word" => drop(body_ui(ui, &question.about.key().1)),
            "column" => drop(body_ui(ui, &question.column)),
            "rows" => drop(amount_text_ui(ui, &phrase::count(u64::from(question.rows)))),
            _ => {
                let (control, about) = answer_ui(ui, lang, kind, &question.about);
                if about.is_some() {
                    answered.replace(about);
                }
                if Some(question.about.key()) == first_open && takes_focus.take() {
                    control.request_focus();
                }
            }
        });
        let (view, selected) = (&mut self.asked.view, self.asked.selected);
        let output = ui
            .add_enabled_ui(can_answer, |ui| {
                Table::new(words::ASKED.get(lang), &columns).show(ui, view, &rows, selected)
            })
            .inner;
        drop(rows);
        self.asked.selected = output.selected.or(selected);
        if let Some(about) = answered.take() {
            self.answer(about);
        }
    }

    /// Takes an answer, with which the file is looked at again.
    fn answer(&mut self, about: About) {
        let Some(source) = &mut self.source else { return };
        let mut questions = self.asked.questions.iter_mut();
        let Some(question) = questions.find(|question| question.about.key() == about.key()) else { return };
        match (&question.about, &about) {
            (_, About::Word(_, word, Some(meaning))) => source.vocabulary.set(*meaning, word),
            (About::Word(_, word, Some(before)), _) => source.vocabulary.forget(*before, word),
            (_, About::Code(tax_id, true)) => source.tax_ids_seen.push(tax_id.clone()),
            (_, About::Code(tax_id, false)) => source.tax_ids_seen.retain(|seen| seen != tax_id),
            (_, About::Word(_, _, None)) => {}
        }
        question.about = about;
        self.wants_focus |= self.asked.open().0 == 0;
        self.ended = None;
    }
}

/// The choice of an answer, and what was answered just now.
fn answer_ui(ui: &mut Ui, lang: Lang, kind: ImportKind, about: &About) -> (Response, Option<About>) {
    match about {
        About::Word(field, word, before) => {
            let mut options = vec![(None, words::CHOOSE_MEANING.get(lang))];
            let meanings = Meaning::of_field(kind, *field);
            options.extend(meanings.map(|known| (Some(known), meaning(known).get(lang))));
            let mut chosen = *before;
            let width = ui.available_width();
            let select = bare_select_ui(ui, &words::meaning_of(lang, word), &mut chosen, &options, width);
            (select, (chosen != *before).then(|| About::Word(*field, word.clone(), chosen)))
        }
        About::Code(tax_id, before) => {
            let mut is_seen = *before;
            let checkbox = checkbox_ui(ui, &mut is_seen, words::SEEN.get(lang));
            let checkbox = checkbox.on_hover_text(words::seen_of(lang, tax_id.as_str()));
            (checkbox, (is_seen != *before).then(|| About::Code(tax_id.clone(), is_seen)))
        }
    }
}
