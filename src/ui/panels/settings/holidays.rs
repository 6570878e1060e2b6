//! The years whose holidays are known, and bringing in the next one.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use crate::desk::commands::holidays::AddHolidays;
use crate::desk::pages::settings::{HolidayFileFault, SettingsPage, read_holiday_file};
use crate::desk::worker::{Reply, aside};
use crate::domain::calendar::HolidayYear;
use crate::domain::refusal::Refusal;
use crate::i18n::phrase::because;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, exchange, faults, settings as words};
use crate::ui::dialogs::{FileKind, Picked};
use crate::ui::icons;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Card, banner_ui, key_value_ui, small_ui, spinner_ui};

/// A year on its way in: a file is chosen, read, and what it says is kept.
#[derive(Debug, Default)]
pub(super) struct Holidays {
    picked: Option<Picked>,
    reading: Option<Reading>,
    saving: Option<(i32, usize)>,
    sending: Sending,
    wrong: Option<Wrong>,
}

type Reading = (PathBuf, Reply<Result<HolidayYear, HolidayFileFault>>);

#[derive(Debug)]
enum Wrong {
    File(PathBuf, HolidayFileFault),
    Refused(Refusal),
}

impl Holidays {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some(answer) = self.picked.as_ref().and_then(Reply::poll) {
            self.picked = None;
            if let Some(path) = answer {
                let file = path.clone();
                match aside("holiday-file", Arc::clone(cx.wake), move || read_holiday_file(&file)) {
                    Ok(reply) => self.reading = Some((path, reply)),
                    Err(refusal) => self.wrong = Some(Wrong::Refused(refusal)),
                }
            }
        }
        if let Some(answer) = self.reading.as_ref().and_then(|(_, reply)| reply.poll())
            && let Some((path, _)) = self.reading.take()
        {
            match answer {
                Ok(holidays) => {
                    self.saving = Some((holidays.year, holidays.days.len()));
                    self.sending.send(cx.office.command(AddHolidays::of(holidays)));
                }
                Err(fault) => self.wrong = Some(Wrong::File(path, fault)),
            }
        }
        if self.sending.is_done()
            && let Some((year, days)) = self.saving.take()
        {
            cx.act(Action::Toast(Tone::Ok, words::year_added(cx.lang, year, days)));
        } else if let Some(refusal) = self.sending.refused() {
            self.wrong = Some(Wrong::Refused(refusal.clone()));
            self.sending.forget();
        }
    }

    pub(super) fn card_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        page: &SettingsPage,
        barred: Option<&str>,
    ) {
        let lang = cx.lang;
        Card::titled(cx.say(words::HOLIDAYS)).show(ui, |ui| {
            small_ui(ui, words::HOLIDAYS_NOTE.get(lang));
            if let Some(missing) = page.missing_year {
                let tone = if missing.is_reached { Tone::Warn } else { Tone::Info };
                banner_ui(ui, tone, &words::missing_year(lang, missing.year, missing.is_reached), None);
            }
            if let Some(wrong) = &self.wrong {
                banner_ui(ui, Tone::Bad, &said(lang, wrong), None);
            }
            for added in [false, true] {
                years_ui(ui, lang, page, added);
            }
            ui.add_space(space::XS);
            if self.reading.is_some() {
                spinner_ui(ui, words::READING.get(lang));
                return;
            }
            let busy = self.picked.is_some() || self.sending.is_under_way();
            let barred = if busy { Some(words::READING.get(lang)) } else { barred };
            let button = Button::secondary(words::IMPORT_HOLIDAYS.get(lang)).icon(icons::CALENDAR);
            if button.disabled_because(barred).show(ui).clicked() {
                self.pick(cx);
            }
        });
    }

    fn pick(&mut self, cx: &Cx<'_>) {
        self.wrong = None;
        let kind = FileKind {
            title: cx.say(words::IMPORT_HOLIDAYS).to_owned(),
            name: cx.say(words::HOLIDAY_FILES).to_owned(),
            endings: &["json"],
        };
        match cx.picker.open(kind, Arc::clone(cx.wake)) {
            Ok(picked) => self.picked = Some(picked),
            Err(refusal) => self.wrong = Some(Wrong::Refused(refusal)),
        }
    }
}

/// The years that came with the program, or those that were brought in.
fn years_ui(ui: &mut Ui, lang: Lang, page: &SettingsPage, added: bool) {
    let years: Vec<i32> = page.years.iter().filter(|year| year.added == added).map(|y| y.year).collect();
    if !years.is_empty() {
        let label = if added { common::IMPORTED } else { words::BUNDLED };
        key_value_ui(ui, label.get(lang), &words::years(lang, &years));
    }
}

fn said(lang: Lang, wrong: &Wrong) -> String {
    match wrong {
        Wrong::File(path, HolidayFileFault::Unreadable(error)) => {
            because(lang, &path.display().to_string(), &exchange::file_error(lang, error))
        }
        Wrong::File(path, HolidayFileFault::Wrong(error)) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            because(lang, &name, &faults::calendar_file_error(lang, error))
        }
        Wrong::Refused(refusal) => message(lang, refusal),
    }
}
