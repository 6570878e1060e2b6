//! What was refused, wherever it is said: with a way to the rule, and to a ticket where one takes its place.

use egui::{Context, Id, Ui};

use super::sending::Sending;
use super::state::Action;
use super::theme::Tone;
use super::widgets::{banner_links_ui, small_link_ui, text_row_ui};
use crate::desk::commands::tickets::About;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::domain::ticket::leads_to_ticket;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, help, tickets};

/// A refusal across a dialog or card, in its own words. The way to the rule is taken by the window itself, so that a
/// form needs nothing but this line.
pub fn refusal_ui(ui: &mut Ui, lang: Lang, refusal: &Refusal) {
    let asked = refused_ui(ui, lang, Tone::Bad, &message(lang, refusal), refusal.rule(), None);
    ask(ui, asked);
}

/// What was refused of a form, below its fields: forgotten once one was `changed`, and only with the way to the rule
/// where a field `said` it.
pub fn refused_form_ui(ui: &mut Ui, lang: Lang, sending: &mut Sending, changed: bool, said: bool) {
    if changed {
        sending.forget();
    }
    match sending.refused() {
        Some(refusal) if said => see_rule_ui(ui, lang, refusal),
        Some(refusal) => refusal_ui(ui, lang, refusal),
        None => {}
    }
}

/// What a rule refuses, in words of the panel's own; `about`: whom a ticket would be for.
pub fn refused_ui(
    ui: &mut Ui,
    lang: Lang,
    tone: Tone,
    text: &str,
    rule: Option<RuleId>,
    about: Option<(&str, Option<&str>)>,
) -> Option<Action> {
    let mut links = Vec::new();
    if let Some(rule) = rule {
        links.push((help::SEE_RULE.get(lang), Action::Explain(rule)));
    }
    if let (Some(rule), Some((account, application))) = (rule.filter(|rule| leads_to_ticket(*rule)), about) {
        let (account, application) = (account.to_owned(), application.map(str::to_owned));
        let about = About { account, application, rule };
        links.push((tickets::OPEN.get(lang), Action::AskTicket(Box::new(about))));
    }
    let names: Vec<&str> = links.iter().map(|(name, _)| *name).collect();
    let pressed = banner_links_ui(ui, tone, text, &names)?;
    links.into_iter().nth(pressed).map(|(_, action)| action)
}

/// The way to the rule, below a field that says itself what was refused.
fn see_rule_ui(ui: &mut Ui, lang: Lang, refusal: &Refusal) {
    let Some(rule) = refusal.rule() else { return };
    let link = text_row_ui(ui, |ui| small_link_ui(ui, help::SEE_RULE.get(lang)));
    ask(ui, link.clicked().then_some(Action::Explain(rule)));
}

/// Leaves with the window what is to be done.
fn ask(ui: &Ui, action: Option<Action>) {
    if action.is_some() {
        ui.data_mut(|data| data.insert_temp(place(), action));
    }
}

/// What was left with the window in this frame.
pub fn asked(ctx: &Context) -> Option<Action> {
    ctx.data_mut(|data| data.remove_temp::<Option<Action>>(place())).flatten()
}

fn place() -> Id {
    Id::unique("asked beside a refusal")
}
