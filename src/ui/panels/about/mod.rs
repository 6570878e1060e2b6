//! About: what the program is, how it is upgraded, and whether a package that was downloaded is the released one.

mod package;

use egui::{Ui, vec2};

use self::package::Package;
use super::{Panel, parts};
use crate::desk::about::{self, StoreFacts, program};
use crate::desk::server::is_server;
use crate::i18n::about as words;
use crate::i18n::{Lang, Text};
use crate::ui::commands::{Offered, UserCommand, command_button_ui, offered};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    ButtonKind, Card, body_ui, key_value_ui, panel_head_with, small_ui, title_ui, weak_ui,
};

#[derive(Debug, Default)]
pub struct About {
    store: Loadable<u64, StoreFacts>,
    package: Package,
    /// The report is to be copied with the next frame.
    copies: bool,
}

const ASIDE: f32 = 420.0;

impl Panel for About {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let path = cx.office.path().to_owned();
        self.store.keep(cx.office, cx.office.revision(), move |db, _, _| about::of_open_store(db, &path));
        self.package.logic(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.package.take_dropped(ui, cx);
        panel_head_with(
            ui,
            |ui| {
                title_ui(ui, cx.say(words::TITLE));
                ui.add_space(space::XS);
                weak_ui(ui, cx.say(words::NOTE));
            },
            |_| (),
        );
        ui.add_space(space::M);
        if std::mem::take(&mut self.copies) {
            ui.copy_text(self.report(ui, cx));
            cx.act(Action::Toast(Tone::Ok, cx.say(words::COPIED).to_owned()));
        }
        let all = self.commands(cx);
        let aside = ASIDE.min(ui.available_width() / 2.0);
        parts::split_ui(
            ui,
            aside,
            &mut (self, cx),
            |ui, (about, cx)| {
                parts::scroll_ui(ui, "about", |ui| {
                    ui.spacing_mut().item_spacing = vec2(space::S, space::L);
                    about.program_ui(ui, cx, &all);
                    licences_ui(ui, cx.lang);
                });
            },
            |ui, (about, cx)| {
                parts::scroll_ui(ui, "upgrade", |ui| {
                    ui.spacing_mut().item_spacing = vec2(space::S, space::L);
                    upgrade_ui(ui, cx.lang);
                    about.package.card_ui(ui, cx, &all);
                });
            },
        );
    }

    fn commands(&self, _cx: &Cx<'_>) -> Vec<Offered> {
        vec![UserCommand::CopyReport.now(), UserCommand::CheckPackage.now()]
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        match command {
            UserCommand::CopyReport => self.copies = true,
            UserCommand::CheckPackage => self.package.choose(cx),
            _ => {}
        }
    }
}

impl About {
    fn program_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, all: &[Offered]) {
        let of = program();
        let say = |text: Text| text.get(cx.lang);
        Card::titled(say(words::THIS_PROGRAM)).show(ui, |ui| {
            key_value_ui(ui, say(words::VERSION), of.version);
            key_value_ui(ui, say(words::BUILD), of.build.unwrap_or(say(words::OWN_BUILD)));
            key_value_ui(ui, say(words::SYSTEM), &format!("{} {}", of.system, of.processor));
            // What a server is stands beside the store.
            if !is_server(cx.office.path()) {
                key_value_ui(ui, say(words::DATABASE), &format!("SQLite {}", of.sqlite));
            }
            key_value_ui(ui, say(words::SCHEMA), &of.schema.to_string());
            key_value_ui(ui, say(words::STORE), &cx.office.path().display().to_string());
            if let Some(facts) = self.store.value() {
                key_value_ui(ui, "", &words::of_store(cx.lang, facts.schema, facts.size(), facts.sandbox));
            }
            ui.add_space(space::S);
            let copy = offered(all, UserCommand::CopyReport);
            self.copies |= copy.is_some_and(|copy| command_button_ui(ui, ButtonKind::Primary, copy));
            small_ui(ui, say(words::COPY_REPORT_NOTE));
        });
    }

    /// What is sent with a report: nothing of it says whose the store is, or where.
    fn report(&self, ui: &Ui, cx: &Cx<'_>) -> String {
        let mut lines = words::of_program(cx.lang, &program());
        if let Some(facts) = self.store.value() {
            lines.push(words::of_store(cx.lang, facts.schema, facts.size(), facts.sandbox));
        }
        let screen = ui.ctx().content_rect().size();
        lines.push(words::of_window(
            cx.lang,
            (screen.x, screen.y),
            ui.pixels_per_point(),
            ui.visuals().dark_mode,
        ));
        lines.join("\n")
    }
}

fn licences_ui(ui: &mut Ui, lang: Lang) {
    Card::titled(words::LICENCES.get(lang)).show(ui, |ui| {
        for line in [words::OWN_LICENCE, words::FONTS_LICENCE, words::CRATES_LICENCE] {
            body_ui(ui, line.get(lang));
        }
    });
}

/// How it is upgraded, on this system first.
fn upgrade_ui(ui: &mut Ui, lang: Lang) {
    let here = program().system;
    let (this, others): (Vec<_>, Vec<_>) =
        words::SYSTEMS.into_iter().partition(|(system, _)| *system == here);
    Card::titled(words::UPGRADE.get(lang)).show(ui, |ui| {
        body_ui(ui, words::UPGRADE_NOTE.get(lang));
        this.iter().for_each(|(_, how)| drop(body_ui(ui, how.get(lang))));
        others.iter().for_each(|(_, how)| drop(small_ui(ui, how.get(lang))));
    });
}
