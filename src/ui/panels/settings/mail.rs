//! How mail is sent: the server, its password, and what each issuer writes.

use egui::{Align, Context, Label, Layout, Ui};

use super::mail_forms::{MailForm, TemplateForm};
use super::mail_password::PasswordDialog;
use crate::desk::pages::mail::{IssuerTemplate, MailPage, page};
use crate::i18n::{Lang, mail_settings as words, shell};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::list_panel::NOTHING;
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    Button, Card, key_value_ui, link_ui, part_rule_ui, small_ui, spinner_ui, strong_ui, text_row_ui, weak_ui,
};

#[derive(Debug, Default)]
pub(super) struct Mail {
    page: Loadable<u64, MailPage>,
    settings: CommandDialog<MailForm>,
    template: CommandDialog<TemplateForm>,
    password: PasswordDialog,
    /// The settings were changed: once they are read again, the password is asked for.
    wants_password: bool,
}

/// What a person wants done.
enum Asked {
    Settings,
    Password,
    Template(IssuerTemplate),
}

impl Mail {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some((form, _)) = self.settings.logic(cx) {
            self.wants_password = form.has_another_user();
        }
        // Behind the answer, so that what it has changed is read.
        self.page.keep(cx.office, cx.office.revision(), |db, _, _| page(db));
        if self.wants_password && !self.page.is_loading() && self.page.failed().is_none() {
            self.wants_password = false;
            self.ask_password();
        }
        self.template.logic(cx);
        self.password.logic(cx);
    }

    pub(super) fn unsaved(&self) -> impl Iterator<Item = Unsaved> {
        [self.settings.unsaved(), self.template.unsaved(), self.password.unsaved()].into_iter().flatten()
    }

    fn ask_password(&mut self) {
        if let Some(settings) = self.page.value().and_then(|page| page.settings.clone())
            && settings.user.is_some()
        {
            self.password.open(settings);
        }
    }

    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, barred: Option<&str>) {
        let lang = cx.lang;
        let mut asked = None;
        Card::titled(cx.say(words::TITLE)).show(ui, |ui| {
            small_ui(ui, cx.say(words::NOTE));
            match self.page.value() {
                None => spinner_ui(ui, cx.say(shell::LOADING)),
                Some(page) => {
                    asked = settings_ui(ui, lang, page, barred);
                    asked = templates_ui(ui, lang, page).or(asked.take());
                }
            }
        });
        match (asked, barred) {
            (None, _) => {}
            (Some(_), Some(why)) => cx.act(Action::Toast(Tone::Warn, why.to_owned())),
            (Some(Asked::Settings), None) => {
                let known = self.page.value().and_then(|page| page.settings.as_ref());
                self.settings.open(known.map(MailForm::of).unwrap_or_default());
            }
            (Some(Asked::Password), None) => self.ask_password(),
            (Some(Asked::Template(template)), None) => self.template.open(TemplateForm::of(template)),
        }
    }

    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) {
        self.settings.show(ctx, cx, &());
        self.template.show(ctx, cx, &());
        self.password.show(ctx, cx);
    }
}

fn settings_ui(ui: &mut Ui, lang: Lang, page: &MailPage, barred: Option<&str>) -> Option<Asked> {
    let Some(mail) = &page.settings else {
        weak_ui(ui, words::NOT_SET.get(lang));
        let set = Button::secondary(words::SET.get(lang)).disabled_because(barred);
        return set.show(ui).clicked().then_some(Asked::Settings);
    };
    let server = words::server(lang, mail.host.as_str(), mail.port.get(), mail.security);
    key_value_ui(ui, words::SERVER.get(lang), &server);
    key_value_ui(ui, words::USER.get(lang), mail.user.as_deref().unwrap_or(words::NOBODY.get(lang)));
    key_value_ui(ui, words::FROM.get(lang), &mail.from.to_string());
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        let change = Button::secondary(words::CHANGE.get(lang)).disabled_because(barred);
        if change.show(ui).clicked() {
            asked = Some(Asked::Settings);
        }
        if mail.user.is_some() {
            let password = Button::secondary(words::PASSWORD_CHANGE.get(lang)).disabled_because(barred);
            if password.show(ui).clicked() {
                asked = Some(Asked::Password);
            }
        }
    });
    asked
}

/// A line an issuer, with a link for each language.
fn templates_ui(ui: &mut Ui, lang: Lang, page: &MailPage) -> Option<Asked> {
    if page.templates.is_empty() {
        return None;
    }
    part_rule_ui(ui);
    strong_ui(ui, words::TEMPLATES.get(lang));
    let mut asked = None;
    for of_issuer in page.templates.chunk_by(|one, other| one.issuer == other.issuer) {
        text_row_ui(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                for template in of_issuer.iter().rev() {
                    let language = words::language(template.language).get(lang);
                    let own = if template.is_own { words::OWN.get(lang) } else { NOTHING };
                    let link = link_ui(ui, language);
                    if link.on_hover_text(own).clicked() {
                        asked = Some(Asked::Template(template.clone()));
                    }
                    if template.is_own {
                        small_ui(ui, words::OWN.get(lang));
                    }
                }
                let name =
                    of_issuer.first().map(|template| words::issuer(lang, &template.issuer, &template.name));
                let name = name.unwrap_or_default();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(Type::Body.rich(name).color(tokens(ui).text)).truncate());
                });
            });
        });
    }
    asked
}
