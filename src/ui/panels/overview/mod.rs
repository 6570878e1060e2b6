//! The overview: what there is to do, what is late, what can be invoiced, what was issued.

mod charts;
mod figures;
mod start;
mod todo;

use chrono::NaiveDate;
use egui::{Rect, Ui, UiBuilder, pos2};

use self::todo::Todo;
use super::Panel;
use crate::desk::overview::{self, Begun, Invoiceable, Issued, Work};
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{dates, overview as words, shell};
use crate::ui::loadable::{Loadable, View};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, banner_ui, panel_head_ui};

/// What was read: at which revision, on which day, for which customer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    revision: u64,
    today: NaiveDate,
    of: Option<String>,
}

/// The panel.
#[derive(Debug, Default)]
pub struct Overview {
    of: Option<String>,
    begun: Loadable<u64, Begun>,
    work: Loadable<Key, Work>,
    invoiceable: Loadable<Key, Invoiceable>,
    issued: Loadable<Key, Issued>,
    todo: Todo,
}

impl Panel for Overview {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let of = cx.chosen.map(|chosen| chosen.account.clone());
        if of != self.of {
            self.work.clear();
            self.invoiceable.clear();
            self.issued.clear();
            self.todo.clear();
            self.of.clone_from(&of);
        }
        let key = Key { revision: cx.office.revision(), today: cx.office.moment().today, of };
        self.begun.keep(cx.office, key.revision, |_| |db, _| overview::begun(db));
        let mut new = self.work.keep(cx.office, key.clone(), |key| {
            let of = key.of.clone();
            move |db, moment| overview::work(db, moment, of.as_deref())
        });
        new |= self.invoiceable.keep(cx.office, key.clone(), |key| {
            let of = key.of.clone();
            move |db, moment| overview::invoiceable(db, moment, of.as_deref())
        });
        // The two that take long are asked one after the other, so that one reader stays free for clicks.
        if !self.invoiceable.is_loading() {
            self.issued.keep(cx.office, key, |key| {
                let of = key.of.clone();
                move |db, moment| overview::issued(db, moment, of.as_deref())
            });
        }
        if new {
            let work = self.work.value().map_or(&[] as &[_], |work| &work.tasks);
            let money = self.invoiceable.value().map_or(&[] as &[_], |money| &money.tasks);
            self.todo.take(work, money);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.moment().today;
        let date = dates::date_long(cx.lang, today);
        let empty = self.begun.value().filter(|begun| !begun.bill).copied();
        panel_head_ui(ui, cx.say(shell::OVERVIEW), &date, |ui| {
            if empty.is_some() {
                return;
            }
            if Button::primary(cx.say(shell::APPLY)).shortcut("Ctrl N").show(ui).clicked() {
                cx.act(Action::Go(Route::Apply));
            }
            if Button::secondary(cx.say(words::IMPORT_BILLS)).show(ui).clicked() {
                cx.act(Action::Go(Route::Files));
            }
        });
        ui.add_space(space::M);
        if let Some(begun) = empty {
            start::page_ui(ui, cx, begun);
            return;
        }
        if let Some(refusal) = self.failed() {
            let text = shell::failed(cx.lang, &message(cx.lang, refusal));
            banner_ui(ui, Tone::Bad, &text, None);
            ui.add_space(space::M);
        }
        figures::row_ui(ui, cx, self.work.value(), self.invoiceable.value(), self.issued.value());
        ui.add_space(space::S);
        let room = ui.available_rect_before_wrap();
        let left_width = ((room.width() - space::L) * TODO_SHARE).round();
        let left = Rect::from_min_max(room.min, pos2(room.left() + left_width, room.bottom()));
        let right = Rect::from_min_max(pos2(left.right() + space::L, room.top()), room.max);
        let is_loading = self.work.is_loading() || self.invoiceable.is_loading();
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| self.todo.card_ui(ui, cx, today, is_loading));
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            charts::column_ui(ui, cx, self.issued.value(), self.invoiceable.value());
        });
    }
}

/// How much of the width the list of what there is to do takes.
const TODO_SHARE: f32 = 0.64;

impl Overview {
    /// Why something could not be read.
    fn failed(&self) -> Option<&Refusal> {
        fn of<'a, K: PartialEq, T: Send + 'static>(loadable: &'a Loadable<K, T>) -> Option<&'a Refusal> {
            match loadable.view() {
                View::Failed(refusal) => Some(refusal),
                View::NotAsked | View::Loading(_) | View::Ready(_) => None,
            }
        }
        of(&self.begun).or(of(&self.work)).or(of(&self.invoiceable)).or(of(&self.issued))
    }
}
