//! The backups of the store while the window is open: the one of the day is made once nobody has touched the window for
//! a while, and the status bar says when the last one was. All of it is done beside the desk.

use std::time::Duration;

use chrono::NaiveDate;
use egui::Context;

use super::sending::Sending;
use super::theme::Tone;
use super::widgets::Toasts;
use crate::desk::backup::automatic::{self, Backups, Made};
use crate::desk::server::is_server;
use crate::desk::worker::{Office, Reply};
use crate::domain::backup::BackupReason;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, backups as words};

/// For so many seconds nothing is pressed or pointed at before the backup of the day begins.
const QUIET: f64 = 20.0;

/// After so many days without a backup it is said.
const DAYS: i64 = 2;

#[derive(Debug, Default)]
pub struct BackupWatch {
    listed: Option<Backups>,
    listing: Option<Reply<Backups>>,
    /// The folder that was chosen when they were listed.
    folder: Option<String>,
    making: Sending<Made>,
    /// Somebody waits for the one that is being made.
    is_asked: bool,
    /// Why the last one is not there, or not whole.
    failed: Option<Refusal>,
    /// The day on which the one of the day was tried: it is not tried again on that day.
    tried_on: Option<NaiveDate>,
    /// Since when nothing was pressed or pointed at, in the seconds of the window.
    quiet_since: Option<f64>,
}

/// What the status bar says.
pub struct Told {
    pub tone: Tone,
    pub text: String,
    pub why: Option<String>,
}

impl BackupWatch {
    /// Takes what has come; lists them anew where the folder that was `chosen` is another one.
    pub(super) fn logic(&mut self, office: &Office, chosen: Option<&str>, lang: Lang, toasts: &mut Toasts) {
        if is_server(office.path()) {
            // It is backed up there.
            return;
        }
        if let Some(listed) = self.listing.as_ref().and_then(Reply::poll) {
            (self.listed, self.listing) = (Some(listed), None);
        }
        if let Some(made) = self.making.take() {
            self.failed = made.map_or_else(Some, |made| made.flaw);
            if std::mem::take(&mut self.is_asked) {
                match &self.failed {
                    None => toasts.push(Tone::Ok, words::BACKED_UP.get(lang)),
                    Some(why) => toasts.push_refused(lang, why),
                }
            }
            self.list(office);
        }
        let is_listed = self.listed.is_some() || self.listing.is_some();
        if !is_listed || self.folder.as_deref() != chosen {
            self.folder = chosen.map(str::to_owned);
            self.failed = None;
            self.list(office);
        }
    }

    fn list(&mut self, office: &Office) {
        self.listing = Some(office.beside(automatic::list));
    }

    /// Has a backup made because somebody asks for it.
    pub(super) fn make_now(&mut self, office: &Office) {
        self.is_asked = true;
        self.make(office, BackupReason::Asked);
    }

    fn make(&mut self, office: &Office, reason: BackupReason) {
        if !self.making.is_under_way() {
            self.making.send(office.beside(move |store| automatic::make(store, reason)));
        }
    }

    /// Has the backup of the day made where there is none, once the window is left alone.
    pub(super) fn make_when_quiet(&mut self, ctx: &Context, office: &Office) {
        if !self.is_due(office) {
            self.quiet_since = None;
            return;
        }
        let (now, is_touched) = ctx.input(|input| (input.time, !input.events.is_empty()));
        let since = self.quiet_since.filter(|_| !is_touched).unwrap_or(now);
        self.quiet_since = Some(since);
        let left = QUIET - (now - since);
        if left > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        } else {
            self.tried_on = Some(office.moment().today);
            self.make(office, BackupReason::Daily);
        }
    }

    fn is_due(&self, office: &Office) -> bool {
        if office.is_sandbox()
            || office.is_only_looked_at()
            || self.listing.is_some()
            || self.making.is_under_way()
        {
            return false;
        }
        let today = office.moment().today;
        let newest = self.listed.as_ref().map(Backups::newest_good);
        let is_made = |newest: Option<&automatic::Backup>| newest.is_some_and(|b| b.name.at.date() >= today);
        self.tried_on != Some(today) && newest.is_some_and(|newest| !is_made(newest))
    }

    /// Those that are there, once that is known.
    pub fn listed(&self) -> Option<&Backups> {
        self.listed.as_ref()
    }

    pub fn is_making(&self) -> bool {
        self.making.is_under_way()
    }

    /// Why the last one is not there, or not whole.
    pub fn failed(&self) -> Option<&Refusal> {
        self.failed.as_ref().or_else(|| self.listed.as_ref()?.fault.as_ref())
    }

    /// What is said of the last one; nothing of a sandbox that has none.
    pub fn told(&self, office: &Office, lang: Lang) -> Option<Told> {
        let backups = self.listed.as_ref()?;
        let newest = backups.newest_good().map(|backup| backup.name.at);
        if office.is_sandbox() && newest.is_none() && self.failed.is_none() {
            return None;
        }
        let (today, why) = (office.moment().today, self.failed());
        let told = |tone, text: String, why| Some(Told { tone, text, why });
        match (newest, why) {
            _ if self.is_making() => told(Tone::Neutral, words::BACKING_UP.get(lang).to_owned(), None),
            (_, Some(why)) => {
                told(Tone::Warn, words::how_failed(why).get(lang).to_owned(), Some(message(lang, why)))
            }
            (None, None) => told(Tone::Neutral, words::NONE.get(lang).to_owned(), None),
            (Some(at), None) => {
                let is_overdue = (today - at.date()).num_days() > DAYS && !office.is_sandbox();
                let tone = if is_overdue { Tone::Warn } else { Tone::Neutral };
                let why = is_overdue.then(|| words::OVERDUE.get(lang).to_owned());
                told(tone, words::last(lang, at, today), why)
            }
        }
    }
}
