//! The seal of the month: whether there is one, the dialog that makes it, and what a folder of one is found to be.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, ScrollArea, Ui};

use crate::desk::pages::seal::{SealedMonth, sealed_months};
use crate::desk::progress::Meter;
use crate::desk::seal::verify::{Noted, Verified, VerifyStop, verify};
use crate::desk::seal::{Manifest, SealAsked, SealStop, Sealed};
use crate::desk::worker::Reply;
use crate::domain::log::ObjectKind;
use crate::domain::month::Month;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::domain::seal::not_over;
use crate::i18n::{Text, common, month_end, outgoing, print, seal as words};
use crate::ui::command_dialog::{free_keyboard, is_entered};
use crate::ui::dialogs::Picked;
use crate::ui::icons;
use crate::ui::loadable::Loadable;
use crate::ui::outside::Shown;
use crate::ui::state::{Action, Cx, Target};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Modal, banner_ui, key_value_ui, link_ui, modal_buttons_ui, panel_head_with, pill_ui, progress_ui,
    small_ui, weak_ui,
};

const WIDTH: f32 = 640.0;
const FAULTS_HEIGHT: f32 = 220.0;

#[derive(Default)]
pub(super) struct Seal {
    months: Loadable<u64, Vec<SealedMonth>>,
    stage: Option<Stage>,
    /// The stage is drawn for the first time.
    is_new: bool,
}

enum Stage {
    /// What will be in the folder is read.
    Asking(Month),
    /// The folder that it is to lie in is chosen.
    Placing(Month, Picked),
    Sealing(PathBuf, Arc<Meter>, Reply<Result<Sealed, SealStop>>),
    Sealed(PathBuf, Result<Box<Sealed>, SealStop>),
    /// The folder that is to be looked over is chosen.
    Picking(Picked),
    Verifying(PathBuf, Arc<Meter>, Reply<Result<Verified, VerifyStop>>),
    Verified(PathBuf, Result<Box<Verified>, VerifyStop>),
}

/// What a dialog answers.
enum Done {
    Place(Month),
    Show(PathBuf),
    Close,
}

impl Seal {
    pub fn ask(&mut self, month: Month) {
        self.go(Stage::Asking(month));
    }

    fn go(&mut self, stage: Stage) {
        self.stage = Some(stage);
        self.is_new = true;
    }

    /// Has a folder chosen that is looked over.
    pub fn pick(&mut self, cx: &mut Cx<'_>) {
        let picked = cx.picker.folder(cx.say(words::VERIFY_TITLE), Arc::clone(cx.wake));
        if let Some(picked) = cx.done_or_told(picked) {
            self.go(Stage::Picking(picked));
        }
    }

    /// Takes what has come. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        self.months.keep(cx.office, cx.office.revision(), |db, _, _| sealed_months(db));
        let stopped = || Refusal::Store { fault: StoreFault::Stopped };
        match self.stage.take() {
            Some(Stage::Placing(month, picked)) => match picked.look() {
                Ok(None) => self.stage = Some(Stage::Placing(month, picked)),
                Ok(Some(Some(folder))) => self.seal(cx, month, &folder),
                Ok(Some(None)) | Err(_) => self.go(Stage::Asking(month)),
            },
            Some(Stage::Picking(picked)) => match picked.look() {
                Ok(None) => self.stage = Some(Stage::Picking(picked)),
                Ok(Some(Some(folder))) => self.verify(cx, folder),
                Ok(Some(None)) | Err(_) => {}
            },
            Some(Stage::Sealing(to, meter, reply)) => match reply.look() {
                Ok(None) => self.stage = Some(Stage::Sealing(to, meter, reply)),
                Ok(Some(done)) => self.go(Stage::Sealed(to, done.map(Box::new))),
                Err(_) => self.go(Stage::Sealed(to, Err(stopped().into()))),
            },
            Some(Stage::Verifying(folder, meter, reply)) => match reply.look() {
                Ok(None) => self.stage = Some(Stage::Verifying(folder, meter, reply)),
                Ok(Some(done)) => self.go(Stage::Verified(folder, done.map(Box::new))),
                Err(_) => self.go(Stage::Verified(folder, Err(stopped().into()))),
            },
            stage => self.stage = stage,
        }
    }

    fn seal(&mut self, cx: &Cx<'_>, month: Month, folder: &Path) {
        let (to, meter) = (folder.join(words::folder_name(cx.lang, month)), Arc::<Meter>::default());
        let asked = SealAsked { month, to: to.clone() };
        let (lang, by, report, wake) =
            (cx.lang, cx.office.chosen_user(), Arc::clone(&meter), Arc::clone(cx.wake));
        let reply = cx.office.attempt(move |desk| {
            desk.seal_month(by.as_deref(), &asked, &|printed| print::say(lang, printed), &mut |progress| {
                wake();
                report.report(progress)
            })
        });
        self.go(Stage::Sealing(to, meter, reply));
    }

    fn verify(&mut self, cx: &Cx<'_>, folder: PathBuf) {
        let (meter, wake) = (Arc::<Meter>::default(), Arc::clone(cx.wake));
        let (report, place) = (Arc::clone(&meter), folder.clone());
        let reply = cx.office.beside(move |store| {
            verify(&place, Some(store), Noted::default(), &mut |progress| {
                wake();
                report.report(progress)
            })
        });
        self.go(Stage::Verifying(folder, meter, reply));
    }

    /// Draws whether the month is sealed, and what has changed since.
    pub fn line_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>, month: Month) -> Option<super::Asked> {
        let lang = cx.lang;
        let months = self.months.value()?;
        let sealed = months.iter().find(|sealed| sealed.month == month);
        let (mut asked, mut history) = (None, false);
        let show = |ui: &mut Ui| match sealed {
            None => {
                pill_ui(ui, Tone::Info, icons::INFO, words::NOT_SEALED.get(lang));
            }
            Some(sealed) => {
                let tone = if sealed.changed == 0 { Tone::Ok } else { Tone::Warn };
                let icon = if sealed.changed == 0 { icons::CHECK_CIRCLE } else { icons::WARNING };
                pill_ui(ui, tone, icon, words::SEALED_TITLE.get(lang));
                weak_ui(ui, &words::sealed_by(lang, &sealed.by, sealed.at));
                if sealed.changed > 0 {
                    history = link_ui(ui, &words::changed(lang, sealed.changed)).clicked();
                }
            }
        };
        panel_head_with(ui, show, |ui| {
            for (label, key, what) in
                [(words::SEAL, "S", super::Asked::Seal), (words::VERIFY, "V", super::Asked::Verify)]
            {
                if Button::secondary(label.get(lang)).shortcut(key).show(ui).clicked() {
                    asked = Some(what);
                }
            }
        });
        if history {
            let number = month.to_string();
            cx.act(Action::Open(Target::History(ObjectKind::Month, number.clone(), number)));
        }
        asked
    }

    /// Draws the dialog.
    pub fn dialog_ui(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(stage) = &self.stage else { return };
        if matches!(stage, Stage::Placing(..) | Stage::Picking(..)) {
            return;
        }
        let is_new = std::mem::take(&mut self.is_new);
        if is_new {
            free_keyboard(ctx);
        }
        let months = self.months.value().map(Vec::as_slice).unwrap_or_default();
        let mut done = None;
        let title = match stage {
            Stage::Asking(month) => words::title(cx.lang, *month),
            Stage::Sealed(_, Ok(_)) => cx.say(words::SEALED_TITLE).to_owned(),
            Stage::Sealed(_, Err(_)) => cx.say(outgoing::NOT_WRITTEN).to_owned(),
            Stage::Sealing(..) => cx.say(words::SEALING).to_owned(),
            _ => cx.say(words::VERIFIED_TITLE).to_owned(),
        };
        let closes = Modal::new(&title).width(WIDTH).show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            // A key that is pressed before the dialog is seen is not its.
            let entered = !is_new && is_entered(ui);
            match stage {
                Stage::Asking(month) => asking_ui(ui, cx, *month, months, entered, &mut done),
                Stage::Sealing(_, meter, _) => under_way_ui(ui, cx, words::SEALING, meter),
                Stage::Verifying(_, meter, _) => under_way_ui(ui, cx, words::VERIFYING, meter),
                Stage::Sealed(to, sealed) => sealed_ui(ui, cx, to, sealed, entered, &mut done),
                Stage::Verified(folder, found) => verified_ui(ui, cx, folder, found, entered, &mut done),
                Stage::Placing(..) | Stage::Picking(..) => {}
            }
            done.is_some()
        });
        let cancels = closes && done.is_none();
        if let (true, Stage::Sealing(_, meter, _) | Stage::Verifying(_, meter, _)) = (cancels, stage) {
            meter.cancel();
            return;
        }
        if !closes {
            return;
        }
        self.stage = None;
        match done {
            Some(Done::Place(month)) => {
                let picked = cx.picker.folder(cx.say(words::FOLDER_TITLE), Arc::clone(cx.wake));
                match cx.done_or_told(picked) {
                    Some(picked) => self.go(Stage::Placing(month, picked)),
                    None => self.go(Stage::Asking(month)),
                }
            }
            Some(Done::Show(path)) => cx.act(Action::Show(Shown::Own(path))),
            Some(Done::Close) | None => {}
        }
    }
}

fn asking_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    month: Month,
    months: &[SealedMonth],
    entered: bool,
    done: &mut Option<Done>,
) {
    let lang = cx.lang;
    let why_not = not_over(month, cx.office.moment().today).map(|over_on| words::not_over(lang, over_on));
    if let Some(why_not) = &why_not {
        banner_ui(ui, Tone::Warn, why_not, None);
    }
    if let Some(sealed) = months.iter().find(|sealed| sealed.month == month) {
        banner_ui(ui, Tone::Info, &words::sealed_by(lang, &sealed.by, sealed.at), None);
    }
    weak_ui(ui, words::WHAT_IS_IN_IT.get(lang));
    weak_ui(ui, words::WHAT_IT_DOES.get(lang));
    modal_buttons_ui(ui, |ui| {
        let place = Button::primary(words::CHOOSE_PLACE.get(lang)).shortcut("Enter");
        let place = place.disabled_because(why_not.as_deref());
        if place.show(ui).clicked() || (entered && why_not.is_none()) {
            *done = Some(Done::Place(month));
        }
        if Button::secondary(common::CANCEL.get(lang)).show(ui).clicked() {
            *done = Some(Done::Close);
        }
    });
}

fn under_way_ui(ui: &mut Ui, cx: &Cx<'_>, what: Text, meter: &Meter) {
    if progress_ui(ui, what.get(cx.lang), meter.progress().fraction(), !meter.is_cancelled()) {
        meter.cancel();
    }
}

fn sealed_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    to: &Path,
    sealed: &Result<Box<Sealed>, SealStop>,
    entered: bool,
    done: &mut Option<Done>,
) {
    let lang = cx.lang;
    match sealed {
        Ok(sealed) => {
            let manifest = &sealed.manifest;
            let shown = to.display().to_string();
            banner_ui(ui, Tone::Ok, &words::sealed(lang, manifest.month, manifest.files.len(), &shown), None);
            manifest_ui(ui, cx, manifest);
            key_value_ui(ui, "SHA-256", &sealed.manifest_sha256);
            buttons_ui(ui, cx, Some(to), entered, done);
        }
        Err(stop) => {
            let tone = if *stop == SealStop::Cancelled { Tone::Info } else { Tone::Bad };
            banner_ui(ui, tone, &words::stop(lang, stop), None);
            buttons_ui(ui, cx, None, entered, done);
        }
    }
}

fn verified_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    folder: &Path,
    found: &Result<Box<Verified>, VerifyStop>,
    entered: bool,
    done: &mut Option<Done>,
) {
    let lang = cx.lang;
    match found {
        Ok(verified) => {
            if verified.violations.is_empty() {
                banner_ui(ui, Tone::Ok, words::ALL_WELL.get(lang), None);
            } else {
                banner_ui(ui, Tone::Bad, &words::violations(lang, verified.violations.len()), None);
            }
            key_value_ui(ui, common::FILE.get(lang), &folder.display().to_string());
            if let Some(manifest) = &verified.manifest {
                key_value_ui(ui, month_end::MONTH.get(lang), &manifest.month.to_string());
                manifest_ui(ui, cx, manifest);
            }
            ScrollArea::vertical().max_height(FAULTS_HEIGHT).show(ui, |ui| {
                for fault in verified.violations.iter().take(MOST_SHOWN) {
                    small_ui(ui, &words::fault(lang, fault));
                }
                for change in verified.changed_since.iter().flatten().take(MOST_SHOWN) {
                    small_ui(ui, &words::later(lang, change));
                }
            });
        }
        Err(stop) => {
            banner_ui(ui, Tone::Bad, &words::verify_stop(lang, stop), None);
        }
    }
    buttons_ui(ui, cx, Some(folder), entered, done);
}

/// No more of what is wrong is listed than this.
const MOST_SHOWN: usize = 200;

fn manifest_ui(ui: &mut Ui, cx: &Cx<'_>, manifest: &Manifest) {
    let lang = cx.lang;
    words::totals(lang, manifest).iter().for_each(|line| drop(weak_ui(ui, line)));
    small_ui(ui, &words::head(lang, manifest.head.entry, &manifest.head.hash));
    small_ui(ui, &words::signer(lang, manifest));
}

fn buttons_ui(ui: &mut Ui, cx: &Cx<'_>, folder: Option<&Path>, entered: bool, done: &mut Option<Done>) {
    let lang = cx.lang;
    modal_buttons_ui(ui, |ui| {
        let first = if folder.is_some() { words::OPEN_FOLDER } else { outgoing::DONE };
        if Button::primary(first.get(lang)).shortcut("Enter").show(ui).clicked() || entered {
            *done = Some(folder.map_or(Done::Close, |folder| Done::Show(folder.to_owned())));
        }
        if folder.is_some() && Button::secondary(outgoing::DONE.get(lang)).show(ui).clicked() {
            *done = Some(Done::Close);
        }
    });
}
