//! Help: every rule of the desk in words, searchable.

use egui::Ui;

use super::{Panel, parts};
use crate::domain::rule_id::RuleId;
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, about, help as words, shell};
use crate::ui::commands::sheet;
use crate::ui::icons;
use crate::ui::list_panel::find_ui;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Card, empty_state_ui, key_value_ui, link_ui, panel_head_with, rule_ui, title_ui, weak_ui,
};

const KEYS_WIDTH: f32 = 360.0;

const SEARCH_WIDTH: f32 = 300.0;

#[derive(Debug)]
pub struct Help {
    text: String,
    found: Vec<RuleId>,
    /// Where the question came up, for the way back.
    asked_at: Option<Route>,
}

impl Default for Help {
    fn default() -> Self {
        Self { text: String::new(), found: RuleId::ALL.to_vec(), asked_at: None }
    }
}

impl Help {
    /// Shows this rule alone from here on, with a way back to where it was asked for.
    pub fn look_up(&mut self, rule: RuleId, asked_at: Route) {
        // Who looks further from here still goes back to where the first question came up.
        if asked_at != Route::Help {
            self.asked_at = Some(asked_at);
        }
        self.search(rule.as_str().to_owned());
    }

    /// Shows what is there, without a way back: nobody asked from anywhere.
    pub fn look_around(&mut self) {
        if self.asked_at.take().is_some() {
            self.search(String::new());
        }
    }

    fn search(&mut self, text: String) {
        self.found = RuleId::ALL.iter().copied().filter(|&rule| mentions(rule, &text)).collect();
        self.text = text;
    }
}

/// Whether a rule's id or words, in either language, have every word of `text`.
fn mentions(rule: RuleId, text: &str) -> bool {
    let about = rule_text(rule);
    let mut all = rule.as_str().to_owned();
    for part in [about.title, about.refuses, about.what_to_do] {
        for lang in [Lang::Zh, Lang::En] {
            all.push('\n');
            all.push_str(&part.get(lang).to_lowercase());
        }
    }
    text.to_lowercase().split_whitespace().all(|word| all.contains(word))
}

impl Panel for Help {
    fn logic(&mut self, _cx: &mut Cx<'_>) {}

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mut text = self.text.clone();
        let (lang, mut goes_back) = (cx.lang, false);
        let (can_go_back, mut asks_about) = (self.asked_at.is_some(), false);
        panel_head_with(
            ui,
            |ui| {
                if can_go_back {
                    goes_back = link_ui(ui, words::BACK.get(lang)).clicked();
                    ui.add_space(space::XS);
                }
                title_ui(ui, shell::HELP.get(lang));
                ui.add_space(space::XS);
                weak_ui(ui, words::NOTE.get(lang));
            },
            |ui| {
                find_ui(ui, &mut text, words::SEARCH.get(lang), SEARCH_WIDTH);
                asks_about = link_ui(ui, about::ASK_ABOUT.get(lang)).clicked();
            },
        );
        if asks_about {
            cx.act(Action::Go(Route::About));
        }
        if goes_back && let Some(route) = self.asked_at.clone() {
            cx.act(Action::Go(route));
        }
        if text != self.text {
            self.search(text);
        }
        ui.add_space(space::M);
        let lang = cx.lang;
        parts::split_ui(
            ui,
            KEYS_WIDTH,
            self,
            |ui, help| help.rules_ui(ui, lang),
            |ui, _| parts::scroll_ui(ui, "keys", |ui| keys_ui(ui, lang)),
        );
    }
}

impl Help {
    fn rules_ui(&self, ui: &mut Ui, lang: Lang) {
        if self.found.is_empty() {
            empty_state_ui(ui, icons::SEARCH, words::NONE.get(lang), words::NONE_HOW.get(lang), None);
            return;
        }
        parts::scroll_ui(ui, "rules", |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            for &rule in &self.found {
                let about = rule_text(rule);
                Card::titled(about.title.get(lang)).note(rule.as_str()).show(ui, |ui| {
                    key_value_ui(ui, words::REFUSES.get(lang), about.refuses.get(lang));
                    key_value_ui(ui, words::WHAT_TO_DO.get(lang), about.what_to_do.get(lang));
                });
            }
        });
    }
}

fn keys_ui(ui: &mut Ui, lang: Lang) {
    Card::titled(words::KEYS.get(lang)).show(ui, |ui| {
        let groups =
            sheet::of_all_pages(ui.ctx(), lang).into_iter().chain(sheet::of_each_page(ui.ctx(), lang));
        for (i, group) in groups.enumerate() {
            if i > 0 {
                rule_ui(ui);
            }
            group.ui(ui, lang);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_id_and_by_words_of_both_languages() {
        for text in ["bill-age-limit", "bill", "账单"] {
            assert!(mentions(RuleId::BillAgeLimit, text), "{text}");
        }
        assert!(!mentions(RuleId::EmailInvalid, "账单"));
    }

    #[test]
    fn looking_up_a_rule_shows_it_and_no_search_shows_all() {
        let mut help = Help::default();
        help.look_up(RuleId::EmailRequired, Route::Apply);
        assert_eq!(help.found, [RuleId::EmailRequired]);
        help.search(String::new());
        assert_eq!(help.found, RuleId::ALL);
    }
}
