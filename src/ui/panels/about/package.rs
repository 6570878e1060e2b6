//! Holds a package that was downloaded against the list of checksums that is released with it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use crate::desk::checksum::{Checked, SUMS, Verdict, check};
use crate::desk::worker::{Reply, aside};
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, about as words};
use crate::ui::commands::{Offered, UserCommand, command_button_ui, offered};
use crate::ui::dialogs::{FileKind, Picked, file_name};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Button, ButtonKind, Card, banner_ui, small_ui, spinner_ui};

#[derive(Debug, Default)]
pub(super) struct Package {
    picked: Option<(Picked, Wanted)>,
    package: Option<PathBuf>,
    checking: Option<Reply<Result<Checked, Refusal>>>,
    checked: Option<Result<Checked, Refusal>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Package,
    Sums,
}

const PACKAGES: &[&str] = &["deb", "rpm", "AppImage", "exe", "msi", "dmg", "zip", "gz"];

impl Package {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let picked = self.picked.as_ref().and_then(|(picked, wanted)| Some((picked.poll()?, *wanted)));
        if let Some((answer, wanted)) = picked {
            self.picked = None;
            match (answer, wanted) {
                (Some(package), Wanted::Package) => self.check(cx, package, None),
                (Some(sums), Wanted::Sums) => {
                    if let Some(package) = self.package.clone() {
                        self.check(cx, package, Some(sums));
                    }
                }
                (None, _) => {}
            }
        }
        if let Some(checked) = self.checking.as_ref().and_then(Reply::poll) {
            (self.checking, self.checked) = (None, Some(checked));
        }
    }

    /// Takes a package that is dropped on the page, with its list or without.
    pub(super) fn take_dropped(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let files: Vec<PathBuf> =
            ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let (sums, packages): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|file| file_name(file).starts_with(SUMS));
        let package =
            packages.into_iter().next().or_else(|| self.package.clone().filter(|_| !sums.is_empty()));
        if let Some(package) = package.filter(|_| ui.input(|input| !input.raw.dropped_files.is_empty())) {
            self.check(cx, package, sums.into_iter().next());
        }
    }

    pub(super) fn choose(&mut self, cx: &mut Cx<'_>) {
        self.pick(cx, words::CHOOSE_PACKAGE, (words::PACKAGE_FILE, PACKAGES), Wanted::Package);
    }

    fn pick(&mut self, cx: &mut Cx<'_>, title: Text, kind: (Text, &'static [&'static str]), wanted: Wanted) {
        let (name, endings) = kind;
        let kind = FileKind { title: cx.say(title).to_owned(), name: cx.say(name).to_owned(), endings };
        let picked = cx.picker.open(kind, Arc::clone(cx.wake));
        self.picked = cx.done_or_told(picked).map(|picked| (picked, wanted));
    }

    fn check(&mut self, cx: &mut Cx<'_>, package: PathBuf, sums: Option<PathBuf>) {
        self.package = Some(package.clone());
        self.checked = None;
        let checking = aside("check-package", Arc::clone(cx.wake), move || check(&package, sums.as_deref()));
        self.checking = cx.done_or_told(checking);
    }

    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, all: &[Offered]) {
        let lang = cx.lang;
        Card::titled(words::CHECK.get(lang)).show(ui, |ui| {
            small_ui(ui, words::CHECK_NOTE.get(lang));
            let choose = offered(all, UserCommand::CheckPackage);
            if choose.is_some_and(|choose| command_button_ui(ui, ButtonKind::Secondary, choose)) {
                cx.act(Action::Run(UserCommand::CheckPackage));
            }
            if self.checking.is_some() {
                spinner_ui(ui, words::CHECKING.get(lang));
            }
            let Some(checked) = &self.checked else { return };
            let (tone, text) = said(lang, checked);
            banner_ui(ui, tone, &text, None);
            // A list that lies beside it may be of another version.
            let wants_list =
                matches!(checked, Ok(checked) if !matches!(checked.verdict, Verdict::Released(_)));
            if wants_list && Button::secondary(words::CHOOSE_SUMS.get(lang)).show(ui).clicked() {
                self.pick(cx, words::CHOOSE_SUMS, (words::SUMS_FILE, &[]), Wanted::Sums);
            }
        });
    }
}

fn said(lang: Lang, checked: &Result<Checked, Refusal>) -> (Tone, String) {
    let Checked { package, sha256, verdict } = match checked {
        Ok(checked) => checked,
        Err(refusal) => return (Tone::Bad, message(lang, refusal)),
    };
    let package = file_name(package);
    match verdict {
        Verdict::Released(name) => (Tone::Ok, words::released(lang, &package, name)),
        Verdict::Differs => (Tone::Bad, words::differs(lang, &package)),
        Verdict::NotListed => (Tone::Warn, words::not_listed(lang, &package)),
        Verdict::NoList => (Tone::Warn, words::no_list(lang, &package, sha256)),
    }
}
