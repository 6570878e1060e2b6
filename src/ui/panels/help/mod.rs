//! Help: the handbook by chapters, with every rule of the desk and every key, searchable.

mod text;
mod view;

use egui::{Context, Key, Modifiers, Ui};

use super::Panel;
use crate::domain::rule_id::RuleId;
use crate::i18n::Lang;
use crate::i18n::handbook::{CHAPTERS, Chapter, ChapterName, Part, Section};
use crate::i18n::refusal::rule_text;
use crate::ui::commands::sheet::{self, Group};
use crate::ui::handbook::{Span, spans};
use crate::ui::state::{Action, Cx, Route};

#[derive(Debug)]
pub struct Help {
    /// The chapter that is read.
    chosen: ChapterName,
    /// What is searched for; while it is, what has it is shown of all chapters.
    text: String,
    /// Where the question came up, for the way back.
    asked_at: Option<Route>,
}

impl Default for Help {
    fn default() -> Self {
        Self { chosen: ChapterName::Begin, text: String::new(), asked_at: None }
    }
}

/// What is shown of a chapter.
struct Shown {
    chapter: &'static Chapter,
    sections: Vec<&'static Section>,
    rules: Vec<RuleId>,
    keys: Vec<Group>,
}

impl Help {
    /// Shows this rule alone from here on, with a way back to where it was asked for.
    pub fn look_up(&mut self, rule: RuleId, asked_at: Route) {
        // Who looks further from here still goes back to where the first question came up.
        if asked_at != Route::Help {
            self.asked_at = Some(asked_at);
        }
        self.chosen = ChapterName::Refused;
        self.text = rule.as_str().to_owned();
    }

    /// Shows what there is to say of the page that one comes from, without a way back: nothing was refused there.
    pub fn look_around(&mut self, from: &Route, is_at_month_end: bool) {
        if self.asked_at.take().is_some() {
            self.text.clear();
        }
        if let Some(chapter) = about(from, is_at_month_end) {
            self.chosen = chapter;
            self.text.clear();
        }
    }

    /// The chapters as they are shown now: the one that is read, or what of all of them has the text.
    fn shown(&self, ui: &Ui, lang: Lang) -> Vec<Shown> {
        let all = CHAPTERS.iter();
        if self.text.trim().is_empty() {
            return all
                .filter(|chapter| chapter.name == self.chosen)
                .map(|chapter| found(ui, lang, chapter, ""))
                .collect();
        }
        all.map(|chapter| found(ui, lang, chapter, &self.text)).filter(|shown| !shown.is_empty()).collect()
    }
}

impl Shown {
    fn is_empty(&self) -> bool {
        self.sections.is_empty() && self.rules.is_empty() && self.keys.is_empty()
    }
}

/// What of a chapter has every word of `text`.
fn found(ui: &Ui, lang: Lang, chapter: &'static Chapter, text: &str) -> Shown {
    let sections = chapter.sections.iter().filter(|section| tells(ui.ctx(), section, text)).collect();
    let has_rules = chapter.name == ChapterName::Refused;
    let rules = RuleId::ALL.iter().copied().filter(|&rule| has_rules && mentions(rule, text)).collect();
    let keys = if chapter.name == ChapterName::Keys {
        let groups =
            sheet::of_all_pages(ui.ctx(), lang).into_iter().chain(sheet::of_each_page(ui.ctx(), lang));
        groups.filter_map(|group| group.narrowed(text)).collect()
    } else {
        Vec::new()
    };
    Shown { chapter, sections, rules, keys }
}

/// Whether a section has every word of `text` as it is read, keys among them, in either language.
fn tells(ctx: &Context, section: &Section, text: &str) -> bool {
    let parts = section.parts.iter().filter(|part| !matches!(part, Part::Picture(..)));
    let texts = parts.map(|part| part.text()).chain([section.title]);
    let told = texts.flat_map(|text| [Lang::Zh, Lang::En].map(|lang| text.get(lang)));
    let read = told.map(|told| spans(ctx, told).iter().map(Span::text).collect::<String>());
    has_words(&read.collect::<Vec<_>>().join("\n"), text)
}

/// Whether a rule's id or words, in either language, have every word of `text`.
fn mentions(rule: RuleId, text: &str) -> bool {
    let about = rule_text(rule);
    let texts = [about.title, about.refuses, about.what_to_do];
    let told = texts.into_iter().flat_map(|text| [Lang::Zh, Lang::En].map(|lang| text.get(lang)));
    has_words(&[rule.as_str()].into_iter().chain(told).collect::<Vec<_>>().join("\n"), text)
}

fn has_words(all: &str, text: &str) -> bool {
    let all = all.to_lowercase();
    text.to_lowercase().split_whitespace().all(|word| all.contains(word))
}

/// What the handbook says of a page; none: it is the handbook.
fn about(route: &Route, is_at_month_end: bool) -> Option<ChapterName> {
    Some(match route {
        Route::Issuing if is_at_month_end => ChapterName::Month,
        Route::Overview => ChapterName::Begin,
        Route::Apply | Route::Recurring => ChapterName::Apply,
        Route::Applications | Route::Application(_) | Route::Issuing => ChapterName::Issue,
        Route::Review => ChapterName::Review,
        Route::Delivery => ChapterName::Deliver,
        Route::Tickets => ChapterName::Refused,
        Route::Customers | Route::Bills | Route::InvoiceInfo | Route::Addresses | Route::Files => {
            ChapterName::Import
        }
        Route::Balance => ChapterName::Balance,
        Route::Audit | Route::Policies | Route::Settings => ChapterName::Manage,
        Route::About => ChapterName::Begin,
        Route::Help => return None,
    })
}

impl Panel for Help {
    fn logic(&mut self, _cx: &mut Cx<'_>) {}

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        // The text is read on with the keys that would turn the short list of chapters.
        let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some());
        let turned = |key| !is_covered && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let pages = f32::from(turned(Key::PageDown)) - f32::from(turned(Key::PageUp));
        let asked = view::head_ui(ui, lang, &mut self.text, self.asked_at.is_some());
        if asked == Some(view::Leads::About) {
            cx.act(Action::Go(Route::About));
        }
        if asked == Some(view::Leads::Back)
            && let Some(route) = self.asked_at.clone()
        {
            cx.act(Action::Go(route));
        }
        let shown = self.shown(ui, lang);
        let is_searching = !self.text.trim().is_empty();
        let marked = if is_searching { None } else { Some(self.chosen) };
        if let Some(chapter) = view::page_ui(ui, lang, &shown, marked, pages) {
            // What was found is opened whole.
            self.chosen = chapter;
            self.text.clear();
        }
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
    fn a_section_is_found_by_the_words_on_buttons_and_by_both_languages() {
        let ctx = Context::default();
        let found = |text: &str| {
            let sections = CHAPTERS.iter().flat_map(|chapter| chapter.sections);
            sections.filter(|section| tells(&ctx, section, text)).count()
        };
        for text in ["保存有问题的行", "save rejected rows", "恢复码 管理员"] {
            assert!((1..4).contains(&found(text)), "{text}");
        }
        // Keys are found as they are read, not by what they are called in the text.
        for text in ["ctrl i", "f6"] {
            assert!(found(text) > 0, "{text}");
        }
        for text in ["没有这样的词", "SendMail"] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
