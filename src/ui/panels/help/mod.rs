//! Help: every rule of the desk in words, searchable.

use egui::{ScrollArea, Ui};

use super::Panel;
use crate::domain::rules::RuleId;
use crate::i18n::rules::rule_text;
use crate::i18n::{Lang, help as words, shell};
use crate::ui::icons;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Card, empty_state_ui, key_value_ui, link_ui, panel_head_with, search_ui, title_ui, weak_ui,
};

/// How wide the search is.
const SEARCH_WIDTH: f32 = 300.0;

/// The panel.
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
        let can_go_back = self.asked_at.is_some();
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
                search_ui(ui, &mut text, words::SEARCH.get(lang), None, SEARCH_WIDTH);
            },
        );
        if goes_back && let Some(route) = self.asked_at.clone() {
            cx.act(Action::Go(route));
        }
        if text != self.text {
            self.search(text);
        }
        ui.add_space(space::M);
        if self.found.is_empty() {
            empty_state_ui(ui, icons::SEARCH, cx.say(words::NONE), cx.say(words::NONE_HOW), None);
            return;
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            for &rule in &self.found {
                let about = rule_text(rule);
                Card::titled(about.title.get(cx.lang)).note(rule.as_str()).show(ui, |ui| {
                    key_value_ui(ui, cx.say(words::REFUSES), about.refuses.get(cx.lang));
                    key_value_ui(ui, cx.say(words::WHAT_TO_DO), about.what_to_do.get(cx.lang));
                });
            }
        });
    }
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
