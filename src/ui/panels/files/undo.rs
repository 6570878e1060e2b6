//! Taking an import back: what will go, or what stands in the way and where each of it is seen.

use egui::{Context, ScrollArea, Ui};

use super::Said;
use crate::desk::import::undo::{StoredBatch, UndoStop, Undone};
use crate::desk::lists::imports::{InTheWay, SeenAt, WayBack, way_back};
use crate::desk::worker::Reply;
use crate::domain::ids::BatchId;
use crate::domain::import::ImportKind;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::undo::obstacle as obstacle_words;
use crate::i18n::{Lang, imports as words, shell};
use crate::ui::command_dialog::Head;
use crate::ui::loadable::{Loadable, View};
use crate::ui::refusing::refusal_ui;
use crate::ui::state::{Action, Cx, Route, Target};
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{banner_ui, body_ui, link_ui, small_ui, spinner_ui, text_row_ui, weak_ui};

/// How wide the dialog is, and how high the list in it at most.
const WIDTH: f32 = 560.0;
const LIST: f32 = 260.0;

pub(super) struct Undo {
    id: BatchId,
    way: Loadable<(u64, BatchId), WayBack>,
    reply: Option<Reply<Result<Undone, UndoStop>>>,
    refused: Option<Refusal>,
}

pub(super) enum UndoAction {
    Close,
    /// A later import is to be looked at.
    Show(BatchId),
}

impl Undo {
    pub(super) fn of(id: BatchId) -> Self {
        Self { id, way: Loadable::default(), reply: None, refused: None }
    }

    /// Takes what has come; what is to be said once it has come to an end.
    pub(super) fn logic(&mut self, cx: &Cx<'_>) -> Option<Said> {
        let id = self.id;
        self.way.keep(cx.office, (cx.office.revision(), id), move |db, _, _| way_back(db, id));
        let answer = match self.reply.as_ref()?.look() {
            Ok(None) => return None,
            Ok(Some(answer)) => answer,
            Err(_) => return Some((Tone::Bad, words::LOST.get(cx.lang).to_owned())),
        };
        self.reply = None;
        match answer {
            Ok(undone) => Some((Tone::Ok, undone_words(cx.lang, self.batch(), &undone))),
            // What stands in the way is read again, since the store has changed.
            Err(UndoStop::InTheWay(_)) => {
                self.way.clear();
                None
            }
            Err(UndoStop::Refused(refusal)) => {
                self.refused = Some(refusal);
                None
            }
        }
    }

    /// What has come of it while another panel is on screen, if it has come to an end.
    pub(super) fn while_away(&mut self, cx: &Cx<'_>) -> Option<Said> {
        let said = self.reply.is_some().then(|| self.logic(cx)).flatten();
        let refused = self.refused.take().filter(|_| said.is_none());
        let refused =
            refused.map(|refusal| (Tone::Bad, words::not_undone(cx.lang, &message(cx.lang, &refusal))));
        said.or(refused)
    }

    fn batch(&self) -> Option<&StoredBatch> {
        self.way.value().and_then(|way| way.batch.as_ref())
    }

    pub(super) fn modal_ui(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> Option<UndoAction> {
        let lang = cx.lang;
        let undo = words::UNDO.get(lang);
        let head = Head::new(undo).width(WIDTH).buttons(undo, words::KEEP).danger_if(true);
        let (mut asked, mut confirmed) = (None, false);
        let closes = head.show(ctx, |ui| {
            let barred = self.body_ui(ui, cx, &mut asked);
            if let Some(refusal) = &self.refused {
                refusal_ui(ui, lang, refusal);
            }
            let leaves;
            (confirmed, leaves) = head.buttons_ui(ui, lang, barred.map(|barred| barred.get(lang)));
            leaves
        });
        if confirmed {
            self.refused = None;
            let (by, number) = (cx.office.chosen_user(), self.id.0.to_string());
            self.reply = Some(cx.office.write(move |desk| desk.undo_import(by.as_deref(), &number)));
        }
        asked.or(closes.then_some(UndoAction::Close)).filter(|_| self.reply.is_none())
    }

    /// What is known; why it cannot be taken back just now.
    fn body_ui(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        asked: &mut Option<UndoAction>,
    ) -> Option<crate::i18n::Text> {
        let lang = cx.lang;
        let way = match self.way.view() {
            View::Failed(refusal) => {
                refusal_ui(ui, lang, refusal);
                return Some(words::GONE);
            }
            View::NotAsked | View::Loading(None) => {
                spinner_ui(ui, shell::LOADING.get(lang));
                return Some(shell::LOADING);
            }
            View::Loading(Some(way)) | View::Ready(way) => way,
        };
        if self.reply.is_some() {
            spinner_ui(ui, words::UNDOING.get(lang));
            return Some(words::UNDOING);
        }
        let Some(batch) = way.batch.as_ref().filter(|batch| batch.undone.is_none()) else {
            body_ui(ui, words::GONE.get(lang));
            return Some(words::GONE);
        };
        let counts = &batch.counts;
        body_ui(ui, &words::to_undo(lang, &batch.file, batch.kind, counts.added, counts.changed));
        if way.in_the_way.is_empty() {
            weak_ui(ui, words::UNDO_NOTE.get(lang));
            return None;
        }
        banner_ui(ui, Tone::Warn, words::OBSTACLES.get(lang), None);
        list_ui(ui, cx, &way.in_the_way, asked);
        small_ui(ui, &words::obstacles(lang, way.in_the_way.len()));
        Some(words::OBSTACLES)
    }
}

/// What stands in the way, each with a link to where it is seen.
fn list_ui(ui: &mut Ui, cx: &mut Cx<'_>, found: &[InTheWay], asked: &mut Option<UndoAction>) {
    let lang = cx.lang;
    ui.spacing_mut().item_spacing.y = space::XS;
    let list = ScrollArea::vertical().max_height(LIST).auto_shrink([false, true]);
    list.show_rows(ui, size::PILL, found.len(), |ui, shown| {
        for InTheWay { obstacle, seen_at } in &found[shown] {
            text_row_ui(ui, |ui| {
                if let Some(place) = seen_at
                    && link_ui(ui, &words::see(lang, &name_of(lang, place))).clicked()
                {
                    *asked = Some(go(cx, place));
                }
                body_ui(ui, &obstacle_words(lang, obstacle));
            });
        }
    });
}

fn name_of(lang: Lang, place: &SeenAt) -> String {
    match place {
        SeenAt::Application(number) | SeenAt::Bill(_, number) | SeenAt::Customer(number) => number.clone(),
        SeenAt::Import(id) => words::number(lang, id.0),
    }
}

fn go(cx: &mut Cx<'_>, place: &SeenAt) -> UndoAction {
    match place {
        SeenAt::Application(number) => cx.act(Action::Go(Route::Application(number.clone()))),
        SeenAt::Bill(id, bill_no) => {
            // A list of another customer's bills would not have it.
            cx.act(Action::Choose(None));
            cx.act(Action::Open(Target::Bill { id: *id, bill_no: bill_no.clone(), account: None }));
        }
        SeenAt::Customer(account) => cx.act(Action::Open(Target::Customer(account.clone()))),
        SeenAt::Import(id) => return UndoAction::Show(*id),
    }
    UndoAction::Close
}

fn undone_words(lang: Lang, batch: Option<&StoredBatch>, undone: &Undone) -> String {
    let gone = [
        (ImportKind::Accounts, undone.accounts),
        (ImportKind::Bills, undone.bills),
        (ImportKind::Refunds, undone.refunds),
        (ImportKind::NonInvoiceable, undone.non_invoiceable),
    ];
    let file = batch.map_or("", |batch| batch.file.as_str());
    words::was_undone(lang, file, &gone, undone.restored)
}
