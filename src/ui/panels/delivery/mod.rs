//! The delivery desk: what is issued goes to its customers by e-mail or post, and what was written to whom.

mod asked;
mod decide;
mod details;
mod list;
mod mailing;
mod mailing_ui;
mod outbox;
mod parcels;
mod parcels_ui;
mod view;

use std::collections::HashSet;
use std::time::Duration;

use chrono::NaiveDate;
use egui::{Context, Event, Ui};
use serde::{Deserialize, Serialize};

use self::asked::{Asked, opened};
use self::decide::Decide;
use self::list::ToDeliverList;
use self::mailing::Mailing;
use self::parcels::{Parcels, TABLES};
use super::{Panel, is_one_of};
use crate::desk::lists::ListQuery;
use crate::desk::mail::outbox::{self as desk_outbox, OutboxMail, OutboxWork};
use crate::desk::pages::application::{self, ApplicationPage};
use crate::desk::pages::delivery::{ApplicationTotal, DeliveryQuery, ToDeliver, by_email};
use crate::domain::address::MailingAddress;
use crate::domain::ids::{ApplicationId, MessageId};
use crate::domain::policy::Delivery as Way;
use crate::domain::tracking::tracking_number;
use crate::i18n::{Lang, delivery as words, files, lists};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::cursor::Cursor;
use crate::ui::forms::deliver::Deliver;
use crate::ui::keyboard::Keyboard;
use crate::ui::list_panel::{Chosen, Targets};
use crate::ui::loadable::Loadable;
use crate::ui::paged::Paged;
use crate::ui::pasted::pasted_paths;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::Tone;
use crate::ui::unsaved::Unsaved;
use crate::ui::views::{Kept, KeptList, KeptTable};
use crate::ui::widgets::{Column, TableOutput, TableView};

/// How often progress is drawn.
const TICK: Duration = Duration::from_millis(100);

#[derive(Default)]
pub struct Delivery {
    tab: Tab,
    /// What is searched for in what is to be delivered.
    search: String,
    table: TableView,
    rows: ToDeliverList,
    /// How much is listed.
    total: Loadable<(u64, DeliveryQuery), ApplicationTotal>,
    at: Cursor<ApplicationId>,
    chosen: Chosen<DeliveryQuery>,
    /// How many of the chosen ones go by e-mail, as it was worked out last.
    mailed: (u64, usize),
    /// What was asked while all that is listed was on its way to be chosen; done once it is, and dropped where it never is.
    held: Vec<Asked>,
    /// Whether only messages are listed that are not sent yet.
    only_open: bool,
    outbox_table: TableView,
    messages: Paged<bool, OutboxMail>,
    work: Loadable<u64, OutboxWork>,
    message: Cursor<MessageId>,
    mailing: Mailing,
    /// Which of the applications that were named go by e-mail, and how many do not.
    to_mail: Option<Sending<(Vec<String>, usize)>>,
    /// Applications whose e-mail is to be looked at.
    named: Vec<String>,
    parcels: Parcels,
    /// The application whose delivery is recorded.
    delivering: Option<Delivering>,
    page: Loadable<(u64, NaiveDate, String), ApplicationPage>,
    deliver: CommandDialog<Deliver>,
    /// The carrier that was named last.
    carrier: String,
    decide: CommandDialog<Decide>,
}

/// An application whose delivery is recorded, and the number that was read from its parcel.
struct Delivering {
    number: String,
    tracking_no: String,
    /// The form was opened, once there was a page to draw it beside.
    is_begun: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Tab {
    #[default]
    ToDeliver,
    Outbox,
}

impl Panel for Delivery {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let (revision, today) = (cx.office.revision(), cx.office.moment().today);
        self.take_answers(cx);
        if !self.mailing.is_sending() {
            self.chosen.keep(cx);
        }
        if self.mailed.0 != self.chosen.version() {
            let mailed = self.chosen.rows().filter(|row| row.way == Way::Email).count();
            self.mailed = (self.chosen.version(), mailed);
        }
        let query = self.query();
        self.total
            .keep(cx.office, (revision, query.clone()), |db, moment, (_, query)| query.summary(db, moment));
        self.rows.keep(cx.office, (today, query), |db, moment, (_, query), after, limit| {
            query.page(db, moment, after, limit)
        });
        self.at.keep_within(self.rows.count(), |place| Some(self.rows.row(place)?.listed.id));
        self.work.keep(cx.office, revision, |db, _, _| desk_outbox::work(db));
        self.messages.keep(cx.office, self.only_open, |db, _, only_open, after, limit| {
            desk_outbox::page(db, *only_open, after, limit)
        });
        self.message.keep_within(self.messages.count(), |place| Some(self.messages.row(place)?.id));
        self.keep_delivering(cx, revision, today);
        if !self.chosen.is_reading() {
            let (held, has_all) = (std::mem::take(&mut self.held), self.chosen.has_all());
            for asked in held.into_iter().filter(|_| has_all) {
                self.apply(cx, asked);
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if !self.held.is_empty() {
            Keyboard::await_answer_to_keys(ui.ctx());
            if ui.input(|input| input.pointer.any_click()) {
                // Whoever clicks has gone on.
                self.held.clear();
            }
        }
        self.panel_ui(ui, cx);
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        self.offered(cx.lang)
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        self.ask(cx, Asked::Run(command));
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        let sending = self.mailing.is_sending().then(|| Unsaved::new(words::SENDING_NOW, ""));
        [self.deliver.unsaved(), self.decide.unsaved(), self.parcels.unsaved(), sending]
            .into_iter()
            .flatten()
            .collect()
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(self)
    }
}

/// What the lists are narrowed to.
#[derive(Serialize, Deserialize)]
struct Filter {
    tab: Tab,
    only_open: bool,
}

impl Kept for Delivery {
    fn kept(&self) -> KeptList {
        let filter = Filter { tab: self.tab, only_open: self.only_open };
        let tables = [("to_deliver", &self.table), ("outbox", &self.outbox_table)];
        KeptList {
            filter: serde_json::to_value(filter).unwrap_or_default(),
            tables: tables.map(|(name, view)| (name.to_owned(), KeptTable::of(view))).into(),
            ..KeptList::default()
        }
    }

    fn restore(&mut self, kept: &KeptList) {
        let view = |name: &str, columns: &[Column<'static>]| {
            kept.tables.get(name).map(|table| table.view(columns.iter().map(Column::key))).unwrap_or_default()
        };
        self.table = view("to_deliver", &list::columns(Lang::Zh));
        self.outbox_table = view("outbox", &outbox::columns(Lang::Zh));
        if let Ok(Filter { tab, only_open }) = Filter::deserialize(&kept.filter) {
            (self.tab, self.only_open) = (tab, only_open);
        }
    }
}

impl Delivery {
    /// Takes what has come while another panel is on screen: messages are sent on there.
    pub fn while_away(&mut self, cx: &mut Cx<'_>) {
        self.take_answers(cx);
    }

    /// Has a look at the e-mails of these applications, wherever they were named.
    pub fn mail_of(&mut self, applications: Vec<String>) {
        self.named = applications;
    }

    /// Draws over another panel what would be e-mailed.
    pub fn over(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        if self.mailing.show(ctx, cx) {
            self.tab = Tab::Outbox;
            cx.act(Action::Go(Route::Delivery));
        }
    }

    /// Takes what has come of everything that was asked for.
    fn take_answers(&mut self, cx: &mut Cx<'_>) {
        self.take_named(cx);
        self.chosen.logic(cx);
        let sent = self.mailing.logic(cx);
        self.chosen.forget(|row| sent.contains(&row.listed.number));
        if let Some(done) = self.parcels.logic(cx, &self.carrier) {
            let delivered: HashSet<&str> =
                done.matched.iter().map(|parcel| parcel.application.as_str()).collect();
            self.chosen.forget(|row| delivered.contains(row.listed.number.as_str()));
            if let Some(parcel) = done.matched.last() {
                self.carrier.clone_from(&parcel.carrier);
            }
        }
        if let Some((form, _)) = self.deliver.logic(cx) {
            if !form.carrier().is_empty() {
                self.carrier = form.carrier().to_owned();
            }
            if let Some(delivered) = self.delivering.take() {
                self.chosen.forget(|row| row.listed.number == delivered.number);
            }
        }
        if let Some((decided, _)) = self.decide.logic(cx) {
            self.chosen.forget(|row| row.listed.number == decided.application());
        }
    }

    /// Finds which of the applications that were named go by e-mail, and shows what would be sent of them.
    fn take_named(&mut self, cx: &mut Cx<'_>) {
        if !self.named.is_empty() {
            let numbers = std::mem::take(&mut self.named);
            self.to_mail = Some(cx.office.read(move |db, _| by_email(db, numbers)).into());
        }
        if let Some(found) = self.to_mail.as_mut().and_then(Sending::take) {
            self.to_mail = None;
            if let Some((numbers, posted)) = cx.done_or_told(found) {
                self.mail(cx, numbers, posted);
            }
        }
    }

    /// Has the application read whose delivery is recorded, and opens the form once it is there.
    fn keep_delivering(&mut self, cx: &mut Cx<'_>, revision: u64, today: NaiveDate) {
        if self.delivering.as_ref().is_some_and(|of| of.is_begun) && !self.deliver.is_open() {
            self.delivering = None;
        }
        let Some(of) = &mut self.delivering else { return };
        let key = (revision, today, of.number.clone());
        self.page.keep(cx.office, key, |db, moment, (.., number)| application::page(db, moment, number));
        if of.is_begun {
            return;
        }
        if let Some(refusal) = self.page.failed() {
            cx.act(Action::Refused(refusal.clone()));
            self.delivering = None;
        } else if let Some(page) = self.page.value().filter(|page| page.view.application == of.number) {
            of.is_begun = true;
            let read = std::mem::take(&mut of.tracking_no);
            self.deliver.open(Deliver::posted(page, cx.office, &self.carrier, read));
        }
    }

    fn query(&self) -> DeliveryQuery {
        let (order, descending) = list::order(&self.table);
        DeliveryQuery { text: self.search.trim().to_owned(), order, descending }
    }

    fn is_searched(&self) -> bool {
        !self.search.trim().is_empty()
    }

    /// How many are listed, read or not.
    fn listed(&self) -> Option<u64> {
        self.total.value().map(|total| total.count)
    }

    /// The row that is looked at.
    fn row(&self) -> Option<&ToDeliver> {
        let is_it = |row: &&ToDeliver| Some(row.listed.id) == self.at.id;
        // One that was just gone to is not where the last one was.
        self.rows.row(self.at.at()?).filter(is_it).or_else(|| self.rows.rows().find(is_it))
    }

    /// The message that is looked at.
    fn message_row(&self) -> Option<&OutboxMail> {
        let is_it = |row: &&OutboxMail| Some(row.id) == self.message.id;
        self.messages.row(self.message.at()?).filter(is_it).or_else(|| self.messages.rows().find(is_it))
    }

    /// What something is done with: what is chosen, else the row that is looked at.
    fn targets(&self) -> Targets<'_, DeliveryQuery> {
        Targets::of(&self.chosen, self.row())
    }

    /// Whether a dialog lies over the panel.
    fn is_covered(&self, ctx: &Context) -> bool {
        let is_open = self.mailing.is_open()
            || self.parcels.is_open()
            || self.deliver.is_open()
            || self.decide.is_open();
        is_open || ctx.memory(|memory| memory.top_modal_layer().is_some())
    }

    fn dialogs_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if self.mailing.show(ui.ctx(), cx) {
            self.tab = Tab::Outbox;
        }
        self.parcels.show(ui.ctx(), cx);
        if let Some(page) = self.page.value() {
            self.deliver.show(ui.ctx(), cx, page);
        }
        self.decide.show(ui.ctx(), cx, &());
    }

    /// Takes a carrier's list that is dropped on the panel.
    fn take_dropped(&mut self, ui: &Ui) {
        let dropped = ui.input(|input| {
            let mut files = input.raw.dropped_files.iter().map(|file| file.path().to_owned());
            files.find(|path| is_one_of(path, TABLES))
        });
        if let Some(path) = dropped.filter(|_| !self.is_covered(ui.ctx())) {
            self.parcels.take(path, &self.carrier);
        }
    }

    /// Takes the path of a carrier's list, or the number of the parcel of the row that is looked at.
    fn take_pasted(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if self.is_covered(ui.ctx()) || ui.ctx().text_edit_focused() {
            return;
        }
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        let Some(text) = pasted else { return };
        let number = tracking_number(&text).ok().filter(|_| self.tab == Tab::ToDeliver);
        match (pasted_paths(&text).into_iter().next(), number) {
            (Some(path), _) => self.parcels.take(path, &self.carrier),
            (None, Some(number)) => self.apply(cx, Asked::Deliver(number)),
            (None, None) => cx.act(Action::Toast(Tone::Info, cx.say(files::NO_PATH).to_owned())),
        }
    }

    /// Does what was asked of a row of what is to be delivered.
    fn take_rows(
        &mut self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        output: &TableOutput<Option<ApplicationId>>,
        asked: &mut Vec<Asked>,
    ) {
        if output.near_end {
            self.rows.want_more();
        }
        if self.chosen.take(output, self.at.id, &self.rows) {
            asked.push(Asked::ChooseAll);
        }
        if let Some(id) = output.selected.flatten() {
            self.at.go(id);
            ui.ctx().request_repaint();
        }
        let Some(row) = self.row() else { return };
        if output.copied.is_some() {
            // Whole, as the courier needs it.
            let to = row.email.clone().or(row.address.as_ref().map(MailingAddress::one_line));
            let cells = [&row.listed.number, &row.listed.buyer_name, &row.listed.amount.to_string()];
            let cells = cells.map(String::as_str).into_iter().chain(to.as_deref());
            copy(ui, cx, &cells.collect::<Vec<_>>());
        }
        if output.opened.is_some() {
            asked.push(opened(ui, &row.listed.number));
        }
    }

    /// The same of the outbox.
    fn take_messages(
        &mut self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        output: &TableOutput<Option<MessageId>>,
        asked: &mut Vec<Asked>,
    ) {
        if output.near_end {
            self.messages.want_more();
        }
        if let Some(id) = output.selected.flatten() {
            self.message.go(id);
            ui.ctx().request_repaint();
        }
        let Some(message) = self.message_row() else { return };
        if output.copied.is_some() {
            copy(ui, cx, &[&message.application, &message.to, &message.subject, &message.message_id]);
        }
        if output.opened.is_some() {
            asked.push(opened(ui, &message.application));
        }
    }
}

fn copy(ui: &Ui, cx: &mut Cx<'_>, cells: &[&str]) {
    ui.copy_text(cells.join("\t"));
    cx.act(Action::Toast(Tone::Ok, cx.say(lists::ROW_COPIED).to_owned()));
}
