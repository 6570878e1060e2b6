//! What a check found, in words, each leading to what it is about.

use egui::{Context, ScrollArea, Ui};

use crate::desk::check::Report;
use crate::domain::check::{About, Notice, Violation};
use crate::i18n::{Lang, audit as words, check};
use crate::ui::icons;
use crate::ui::theme::{Tone, size, space, tokens};
use crate::ui::widgets::{Modal, body_ui, link_ui, rule_ui, small_ui, weak_ui};

const WIDTH: f32 = 680.0;
const HEIGHT: f32 = 420.0;

/// So many are listed: whoever has more to deal with needs a backup, not a list.
const MOST: usize = 100;

/// The dialog that lists them.
#[derive(Debug)]
pub(super) struct Findings {
    is_new: bool,
}

/// What is asked for in it.
pub(super) enum Asked {
    GoTo(About),
    Close,
}

impl Default for Findings {
    fn default() -> Self {
        Self { is_new: true }
    }
}

impl Findings {
    pub(super) fn show(&mut self, ctx: &Context, lang: Lang, report: &Report) -> Option<Asked> {
        let mut asked = None;
        let closes = Modal::new(words::FINDINGS.get(lang)).width(WIDTH).show(ctx, |ui| {
            let Report { violations, notices, .. } = report;
            let how = if violations.is_empty() { words::NOTICES_HOW } else { words::FINDINGS_HOW };
            weak_ui(ui, how.get(lang));
            ui.add_space(space::S);
            let height = HEIGHT.min(ui.ctx().content_rect().height() - 240.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let wrong = violations
                    .iter()
                    .map(|found| (Tone::Bad, check::violation(lang, found), Violation::about(found)));
                let notices = notices
                    .iter()
                    .map(|found| (Tone::Info, check::notice(lang, found), Some(Notice::about(found))));
                for (tone, text, about) in wrong.chain(notices).take(MOST) {
                    if self.line_ui(ui, tone, &text, about.is_some()) {
                        asked = about.map(Asked::GoTo);
                    }
                    rule_ui(ui);
                }
                let hidden = (violations.len() + report.notices.len()).saturating_sub(MOST);
                if hidden > 0 {
                    small_ui(ui, &words::more_findings(lang, hidden));
                }
            });
            false
        });
        asked.or(closes.then_some(Asked::Close))
    }

    /// Something that was found; whether it is to be gone to. The first that can be has the keyboard.
    fn line_ui(&mut self, ui: &mut Ui, tone: Tone, text: &str, leads_on: bool) -> bool {
        ui.horizontal_top(|ui| {
            let (icon, color) = match tone {
                Tone::Bad => (icons::ERROR, tokens(ui).fg(tone)),
                _ => (icons::INFO, tokens(ui).fg(tone)),
            };
            let (rect, _) = ui.allocate_exact_size(egui::vec2(size::ICON, size::PILL), egui::Sense::hover());
            icon.paint(ui, rect.center(), size::ICON, color);
            ui.vertical(|ui| {
                if !leads_on {
                    body_ui(ui, text);
                    return false;
                }
                let link = link_ui(ui, text);
                if std::mem::take(&mut self.is_new) {
                    link.request_focus();
                }
                link.clicked()
            })
            .inner
        })
        .inner
    }
}
