//! The window at an open desk: navigation on the left, the chosen customer on top, a status bar, and a panel.

mod shut;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::{CentralPanel, Context, Frame, Id, Margin, Panel as Bar, Ui, UiBuilder};
use serde_json::{Map, Value};

use super::backups::BackupWatch;
use super::bulk::Bulk;
use super::commands::{Heard, UserCommand, heard};
use super::dialogs::Picker;
use super::due_plans::DuePlans;
use super::frame::{self, Chooser, Palette, Region, Regions, Sheet, UserMenu};
use super::held_amount::HeldAmount;
use super::loadable::Loadable;
use super::outgoing::Exporting;
use super::outside::Outside;
use super::panels::{PAGES, PATIENCE, Panels, is_one_of};
use super::refusing;
use super::sending::Sending;
use super::sign_in::{Door, Idle, LockAfter, OwnPassword, Presence};
use super::state::{Action, Chosen, Cx, Route, Undo};
use super::theme::{Tone, size, space, tokens};
use super::ticketing::Ticketing;
use super::unsaved::Unsaved;
use super::upgraded::UpgradeNote;
use super::views::Views;
use super::widgets::Toasts;
use crate::desk::commands::named_account;
use crate::desk::demo::discard::is_disposable;
use crate::desk::lists::customers::{self, CustomerView};
use crate::desk::pages::summary::{Summary, summary};
use crate::desk::worker::{Office, Reply, Wake};
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, applications, balance, seal, settings, undoing};

/// The endings of what invoices come back as, and of what may be a scan of something else as well.
const RETURNED: &[&str] = &["xml", "ofd", "zip"];
const RETURNED_OR_SCAN: &[&str] = &["xml", "ofd", "zip", "pdf", "png", "jpg", "jpeg"];

pub struct DeskWindow {
    office: Arc<Office>,
    wake: Wake,
    presence: Presence,
    /// Nothing of the desk is drawn, nor hears a key, while it is there.
    door: Option<Door>,
    idle: Idle,
    /// What had the keyboard when the desk was drawn last.
    had_focus: Option<Id>,
    own_password: OwnPassword,
    route: Route,
    chosen: Option<Chosen>,
    /// The customer who was chosen when the window was last closed, on the way here.
    returning: Option<Reply<Result<CustomerView, Refusal>>>,
    panels: Panels,
    toasts: Toasts,
    doing: Vec<(Sending, Text)>,
    undo: Option<LastDone>,
    frame: Loadable<u64, Summary>,
    /// Where the amount comes from that is held.
    held: HeldAmount,
    /// How the chosen customer stands, and what can be invoiced for it.
    standing: Loadable<(u64, NaiveDate, Lang, String), (Chosen, Fen)>,
    chooser: Chooser,
    user_menu: UserMenu,
    regions: Regions,
    sheet: Sheet,
    palette: Palette,
    /// Commands that were given, for the next frame.
    wanted: Vec<UserCommand>,
    exporting: Exporting,
    outside: Outside,
    due_plans: DuePlans,
    backups: BackupWatch,
    upgrade_note: UpgradeNote,
    /// The store is a sandbox of the program's own.
    is_disposable: bool,
    /// What a newer version of the program has arranged for the user besides.
    arranged_later: Map<String, Value>,
    /// It was said that the clock went back.
    is_told_of_clock: bool,
    ticketing: Ticketing,
    bulk: Bulk,
}

/// What was done last and can be taken back, once: by its message or by Ctrl+Z.
struct LastDone {
    /// The message that says it.
    toast: u64,
    /// How much had been asked of the desk when it was done.
    attempts: u64,
    undo: Action,
}

impl DeskWindow {
    pub fn new(office: Arc<Office>, wake: Wake, route: Route, lock_after: LockAfter) -> Self {
        // Until it is known whether anybody has to sign in, nothing is to be seen.
        let likely = office.chosen_user().map(|user| user.to_string());
        let upgrade_note = UpgradeNote::of(office.upgraded());
        Self {
            office,
            wake,
            presence: Presence::new(lock_after),
            door: Some(Door::new(likely)),
            idle: Idle::default(),
            had_focus: None,
            own_password: OwnPassword::default(),
            route,
            chosen: None,
            returning: None,
            panels: Panels::default(),
            toasts: Toasts::default(),
            doing: Vec::new(),
            undo: None,
            frame: Loadable::default(),
            held: HeldAmount::default(),
            standing: Loadable::default(),
            chooser: Chooser::default(),
            user_menu: UserMenu::default(),
            regions: Regions::default(),
            sheet: Sheet::default(),
            palette: Palette::default(),
            wanted: Vec::new(),
            exporting: Exporting::default(),
            outside: Outside::default(),
            due_plans: DuePlans::default(),
            backups: BackupWatch::default(),
            upgrade_note,
            is_disposable: false,
            arranged_later: Map::new(),
            is_told_of_clock: false,
            ticketing: Ticketing::default(),
            bulk: Bulk::default(),
        }
    }

    pub fn office(&self) -> &Office {
        &self.office
    }

    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        self.toasts.push(tone, text);
    }

    /// Offers to throw the store away where it is a sandbox in one of the program's `own` folders.
    pub fn offer_discarding(&mut self, own: &[PathBuf]) {
        self.is_disposable = self.office.is_sandbox()
            && !self.office.is_only_looked_at()
            && is_disposable(self.office.path(), own);
    }

    /// Reads again what was left undecided.
    pub fn read_again(&mut self, undecided: Vec<String>) {
        self.panels.read_again(undecided, &self.wake);
    }

    /// The same for whoever has signed in as this user.
    pub fn seated(mut self, user: Option<&str>) -> Self {
        self.presence.signed_in = user.map(str::to_owned);
        self.door.take_if(|_| user.is_some());
        self
    }

    /// What is typed and would be lost. While the window is locked nobody learns of whom.
    pub fn unsaved(&self) -> Vec<Unsaved> {
        let mut unsaved = self.panels.unsaved();
        unsaved.extend(self.ticketing.unsaved());
        unsaved.extend(self.bulk.unsaved());
        unsaved.extend(self.office.unkept_drafts().iter().map(Unsaved::draft));
        if self.door.is_some() {
            unsaved.iter_mut().for_each(|unsaved| unsaved.of.clear());
        }
        unsaved
    }

    /// The name of who is at the desk, once it is known.
    pub fn user(&self) -> Option<String> {
        // Whoever signs in is here once the door is open.
        if let Some(door) = &self.door {
            return door.before().map(str::to_owned);
        }
        if self.presence.is_barred() {
            return None;
        }
        let chosen = self.office.chosen_user().map(|user| user.to_string());
        chosen.or_else(|| self.frame.value().map(|data| data.user.clone()))
    }

    /// What the user has arranged.
    pub fn views(&mut self) -> Views {
        let guide_is_away = self.panels.is_guide_away();
        let lists = self.panels.kept_lists();
        Views {
            page: Some(self.route.key().to_owned()),
            customer: self.chosen.as_ref().map(|chosen| chosen.account.clone()),
            lists: lists.into_iter().map(|(page, list)| (page.to_owned(), list.kept())).collect(),
            guide_is_away,
            later: self.arranged_later.clone(),
        }
    }

    /// Arranges everything as the user had it; nobody is taken from a page that they have gone to.
    pub fn arrange(&mut self, views: &Views) {
        self.arranged_later.clone_from(&views.later);
        self.panels.put_guide_away(views.guide_is_away);
        for (page, list) in self.panels.kept_lists() {
            if let Some(kept) = views.lists.get(page) {
                list.restore(kept);
            }
        }
        let page = PAGES.iter().find(|page| views.page.as_deref() == Some(page.route.key()));
        if let Some(page) = page.filter(|_| self.route == Route::default()) {
            self.route = page.route.clone();
        }
        self.returning = views
            .customer
            .clone()
            .filter(|_| self.chosen.is_none())
            .map(|account| self.office.read(move |db, moment| customers::view(db, moment, &account)));
    }

    /// Chooses the customer who was chosen when the window was last closed, if there still is one.
    fn take_returning(&mut self, lang: Lang) {
        let Some(found) = self.returning.as_ref().and_then(Reply::poll) else { return };
        self.returning = None;
        if let (Ok(found), None) = (found, &self.chosen) {
            self.chosen = Some(Chosen::from_account(lang, &found.customer.stored.account));
        }
    }

    /// Takes what has come, and asks for what the screen needs; answers what concerns the whole window.
    pub fn logic(
        &mut self,
        ctx: &Context,
        lang: Lang,
        picker: &dyn Picker,
        recent: &[PathBuf],
    ) -> Vec<Action> {
        self.presence.logic(&self.office);
        if self.is_shut(ctx) {
            return self.logic_while_shut(ctx, lang, picker, recent);
        }
        if self.frame.keep(&self.office, self.office.revision(), |db, moment, _| summary(db, moment)) {
            self.forget_unknown_user();
        }
        self.take_returning(lang);
        self.see_standing(lang);
        self.held.logic(&self.office);
        self.chooser.logic(&self.office, lang);
        self.palette.logic(&self.office, lang);
        let toasts = &mut self.toasts;
        self.doing.retain_mut(|(sending, done)| match sending.take() {
            None => true,
            Some(Ok(_)) => {
                toasts.push(Tone::Ok, done.get(lang));
                false
            }
            Some(Err(refusal)) => {
                toasts.push_refused(lang, &refusal);
                false
            }
        });
        self.due_plans.logic(&self.office, lang, &mut self.toasts);
        if let Some(data) = self.frame.value() {
            self.backups.logic(&self.office, data.backup_folder.as_deref(), lang, &mut self.toasts);
        }
        let touched: Vec<Month> = self.office.take_touched().into_iter().collect();
        if !touched.is_empty() {
            self.toasts.push(Tone::Warn, seal::touched(lang, &touched));
        }
        let mut actions = Vec::new();
        let mut cx = Cx {
            office: &self.office,
            wake: &self.wake,
            lang,
            chosen: self.chosen.as_ref(),
            picker,
            recent,
            backups: &self.backups,
            presence: &self.presence,
            is_disposable: self.is_disposable,
            runs_many: self.bulk.is_running(),
            actions: &mut actions,
        };
        let went_back = self.frame.value().and_then(|data| frame::clock_went_back(&cx, data));
        if went_back.is_some() != self.is_told_of_clock {
            self.is_told_of_clock = went_back.is_some();
            went_back.into_iter().for_each(|text| cx.act(Action::Toast(Tone::Warn, text)));
        }
        self.bulk.logic(&mut cx);
        cx.runs_many = self.bulk.is_running();
        self.own_password.logic(&mut cx);
        self.panels.get(&self.route).logic(&mut cx);
        self.panels.while_away(&self.route, &mut cx);
        self.exporting.logic(&mut cx, &self.route);
        self.outside.logic(&mut cx);
        self.ticketing.logic(&mut cx);
        actions.into_iter().filter_map(|action| self.act(action, lang)).collect()
    }

    /// Draws; answers what concerns the whole window.
    pub fn ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, recent: &[PathBuf]) -> Vec<Action> {
        if self.door.is_some() {
            return self.door_ui(ui, lang, picker, recent);
        }
        let mut actions = Vec::new();
        self.had_focus = ui.memory(|memory| memory.focused());
        self.toasts.hear_escape(ui.ctx());
        self.upgrade_note.hear_escape(ui.ctx());
        self.take_dropped(ui.ctx());
        self.backups.make_when_quiet(ui.ctx(), &self.office);
        let mut cx = Cx {
            office: &self.office,
            wake: &self.wake,
            lang,
            chosen: self.chosen.as_ref(),
            picker,
            recent,
            backups: &self.backups,
            presence: &self.presence,
            is_disposable: self.is_disposable,
            runs_many: self.bulk.is_running(),
            actions: &mut actions,
        };
        self.regions.arrive(ui.ctx(), &self.route);
        let page = self.panels.get(&self.route);
        let mut commands = page.commands(&cx);
        let by_page = if page.hears_its_keys() { commands.len() } else { 0 };
        commands.extend(UserCommand::everywhere(ui.ctx(), cx.chosen.is_some()));
        let is_last = self.undo.as_ref().is_some_and(|last| last.attempts == self.office.attempts());
        commands.extend(self.presence.commands(lang));
        commands.push(UserCommand::Undo.unless((!is_last).then(|| cx.say(undoing::NOTHING).to_owned())));
        self.wanted.extend(heard(ui.ctx(), &commands[by_page..]).into_iter().filter_map(
            |heard| match heard {
                Heard::Run(command) => Some(command),
                Heard::Barred(why) => {
                    cx.act(Action::Toast(Tone::Warn, why));
                    None
                }
            },
        ));
        for command in std::mem::take(&mut self.wanted) {
            match command {
                UserCommand::OpenPalette => self.palette.open(ui.ctx(), commands.clone()),
                UserCommand::ShowKeys => self.sheet.switch(ui.ctx()),
                UserCommand::ChooseCustomer => self.chooser.begin(),
                UserCommand::ExplainAmount => self.held.step(),
                UserCommand::UserMenu => self.user_menu.begin(),
                UserCommand::NextRegion => self.regions.step(ui.ctx(), true),
                UserCommand::RegionBefore => self.regions.step(ui.ctx(), false),
                UserCommand::Undo => {
                    if let Some(last) = self.undo.take() {
                        self.toasts.take_links(last.toast);
                        cx.act(last.undo);
                    }
                }
                _ => match command.action(lang) {
                    Some(action) => cx.act(action),
                    None => page.run(command, &mut cx),
                },
            }
        }
        self.held.begin(ui.ctx());
        // First, so that its keys are its own.
        self.ticketing.show(ui.ctx(), &cx);
        self.bulk.show(ui.ctx(), &mut cx);
        self.own_password.show(ui.ctx(), &cx);
        self.panels.over(&self.route, ui.ctx(), &mut cx);
        self.palette.show(ui.ctx(), &mut cx, &self.route);
        let t = tokens(ui);
        let [top, navigation, page, status] = frame::places(ui.max_rect());
        let child = |ui: &mut Ui, place| ui.new_child(UiBuilder::new().max_rect(place));
        // The page comes first in the order of Tab.
        let wide = Margin { left: space::XL as i8, right: space::XL as i8, top: 14, bottom: space::L as i8 };
        CentralPanel::default().frame(Frame::new().fill(t.bg).inner_margin(wide)).show(
            &mut child(ui, page),
            |ui| {
                frame::only_read_ui(ui, &mut cx);
                frame::lost_head_ui(ui, &mut cx);
                self.upgrade_note.ui(ui, &mut cx);
                self.panels.get(&self.route).ui(ui, &mut cx);
            },
        );
        let bar = Frame::new().fill(t.surface);
        let is_entered = self.regions.enters(Region::TopBar);
        Bar::top("top").exact_size(size::BAR).frame(bar).show(&mut child(ui, top), |ui| {
            let is_chosen = |now: &Chosen| cx.chosen.is_some_and(|chosen| chosen.account == now.account);
            let sum = self.standing.value().filter(|(now, _)| is_chosen(now)).map(|(_, sum)| *sum);
            let (chooser, menu) = (&mut self.chooser, &mut self.user_menu);
            frame::top_bar_ui(ui, &mut cx, self.frame.value(), chooser, menu, is_entered, sum);
        });
        Bar::bottom("status").exact_size(size::STATUS_BAR).frame(bar).show(&mut child(ui, status), |ui| {
            frame::status_bar_ui(ui, &mut cx, self.frame.value());
        });
        let narrow = Margin::symmetric(space::S as i8, space::M as i8);
        Bar::left("navigation").exact_size(size::NAV).resizable(false).frame(bar.inner_margin(narrow)).show(
            &mut child(ui, navigation),
            |ui| {
                frame::navigation_ui(ui, &mut cx, self.frame.value(), &self.route, &self.regions);
            },
        );
        self.regions.drawn(ui.ctx(), [page, top, navigation]);
        self.exporting.show(ui.ctx(), &mut cx, &self.route);
        if self.held.show(ui.ctx(), lang) {
            self.toasts.push(Tone::Neutral, balance::NO_AMOUNT_HERE.get(lang));
        }
        actions.extend(refusing::asked(ui.ctx()));
        // Last, so that it lies over a dialog.
        let is_at_month_end = self.panels.is_at_month_end(&self.route);
        if self.sheet.show(ui.ctx(), lang, &self.route, is_at_month_end) {
            actions.push(Action::Go(Route::Help));
        }
        if let Some((toast, action)) = self.toasts.show(ui.ctx()) {
            self.undo.take_if(|last| last.toast == toast);
            actions.push(action);
        }
        actions.into_iter().filter_map(|action| self.act(action, lang)).collect()
    }

    /// Has the top bar say how the chosen customer stands now.
    fn see_standing(&mut self, lang: Lang) {
        let Some(chosen) = &mut self.chosen else { return self.standing.clear() };
        let key = (self.office.revision(), self.office.moment().today, lang, chosen.account.clone());
        let came = self.standing.keep(&self.office, key, |db, moment, (.., lang, account)| {
            let (account, sum, blocked) = named_account::invoiceable(db, moment, account)?;
            Ok((Chosen::standing(*lang, &account, blocked), sum))
        });
        if let Some((now, _)) = self.standing.value().filter(|(now, _)| came && now.account == chosen.account)
        {
            chosen.clone_from(now);
        }
    }

    /// Takes invoices that are dropped anywhere on the window, but for scans that the page of invoice info takes itself.
    fn take_dropped(&mut self, ctx: &Context) {
        let endings = match self.route {
            Route::InvoiceInfo => RETURNED,
            Route::Issuing => &[],
            // A package may be a ZIP.
            Route::About => return,
            _ => RETURNED_OR_SCAN,
        };
        let files: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let is_taken = |path: &PathBuf| endings.is_empty() || is_one_of(path, endings) || path.is_dir();
        if !files.is_empty() && files.iter().all(is_taken) {
            ctx.input_mut(|input| input.raw.dropped_files.clear());
            self.panels.take_back(files);
            self.route = Route::Issuing;
        }
    }

    /// Whoever was chosen when a store was open here before may not be one of its users any more: another store may
    /// stand at its place.
    fn forget_unknown_user(&self) {
        let (chosen, data) = (self.office.chosen_user(), self.frame.value());
        if let (Some(chosen), Some(data)) = (chosen, data)
            && *chosen != *data.user
        {
            self.office.choose_user(None);
        }
    }

    /// Does what concerns this window; hands back what concerns more.
    fn act(&mut self, action: Action, lang: Lang) -> Option<Action> {
        match action {
            Action::Go(route) => {
                if route == Route::Help {
                    self.panels.look_around(&self.route);
                }
                self.route = route;
            }
            Action::Open(target) => self.route = self.panels.open(target),
            Action::Explain(rule) => {
                let asked_at = std::mem::replace(&mut self.route, Route::Help);
                self.panels.look_up(rule, asked_at);
            }
            Action::Refused(refusal) => self.toasts.push_refused(lang, &refusal),
            Action::AskTicket(about) => self.ticketing.begin(*about),
            Action::ShowTicket(id) => {
                self.panels.show_ticket(id);
                self.route = Route::Tickets;
            }
            Action::Choose(chosen) => {
                // What is open may be another customer's.
                if chosen.is_some() && matches!(self.route, Route::Application(_)) {
                    self.route = Route::Applications;
                }
                self.chosen = chosen;
            }
            Action::Toast(tone, text) => self.toasts.push(tone, text),
            Action::Offer(tone, text, links) => {
                let links = links.into_iter().map(|(word, action)| (word.get(lang).to_owned(), action));
                self.toasts.push_links(tone, text, links.collect());
            }
            Action::Done(text, undo) => {
                let toast = self.toasts.push_link(Tone::Ok, text, undoing::UNDO.get(lang), (*undo).clone());
                self.undo = Some(LastDone { toast, attempts: self.office.attempts(), undo: *undo });
            }
            Action::TakeBack(Undo { commands, done }) => {
                self.doing.extend(
                    commands.into_iter().map(|command| (self.office.command(Ok(command)).into(), done)),
                );
            }
            Action::OpenBeside(by) => match self.panels.beside(&self.route, by) {
                Some(route) => self.route = route,
                None => self.toasts.push(Tone::Neutral, applications::NONE_BESIDE.get(lang)),
            },
            // The one who is on the way back is not asked for.
            Action::Run(UserCommand::ChooseCustomer) if self.returning.is_some() => {}
            Action::Run(command) => self.wanted.push(command),
            Action::Export(outgoing) => self.exporting.begin(outgoing, self.route.clone()),
            Action::Mail(applications) => self.panels.mail(applications),
            Action::Bulk(ask) => self.bulk.begin(ask),
            Action::Show(shown) => self.outside.begin(shown),
            Action::BackUp => self.backups.make_now(&self.office),
            Action::RunPlans => self.due_plans.run(&self.office),
            Action::Do(command, done) => self.doing.push((self.office.command(command).into(), done)),
            Action::Lock { wants_other } => self.lock(wants_other),
            Action::LockAfter(after) => {
                self.presence.lock_after = after;
                return Some(Action::LockAfter(after));
            }
            Action::ChangePassword => {
                if let Some(name) = self.user() {
                    self.own_password.open(name, self.presence.signed_in.is_some());
                }
            }
            Action::ChooseUser(user) => {
                self.office.choose_user(Some(&user));
                self.toasts.push(Tone::Ok, settings::USER_SWITCHED.get(lang));
                return Some(Action::ChooseUser(user));
            }
            other @ (Action::ChooseLanguage(_)
            | Action::ChooseTheme(_)
            | Action::LeaveUndecided(_)
            | Action::SignedIn(_)
            | Action::HandOver
            | Action::OpenStore(_)
            | Action::ConnectToServer
            | Action::MoveStore
            | Action::DiscardDemo
            | Action::Restore(_)) => return Some(other),
        }
        None
    }
}

impl Drop for DeskWindow {
    fn drop(&mut self) {
        // Whoever closes a window does not wait for a long import, nor forever for a full disk.
        let _ = self.office.keep_drafts().wait_for(PATIENCE);
        self.panels.close(&self.office);
    }
}
