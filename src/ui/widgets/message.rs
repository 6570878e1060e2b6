//! Messages: a banner in a panel, an empty list, what just happened, work under way.

use egui::accesskit::Live;
use egui::{Align, CornerRadius, Frame, Id, Layout, Margin, Order, Ui, vec2};

use super::button::{Button, link_ui};
use super::chart::track_ui;
use super::field::small_icon_button_ui;
use super::text::{small_ui, text_row_ui, text_ui, text_width};
use crate::domain::refusal::Refusal;
use crate::i18n::Lang;
use crate::i18n::help::SEE_RULE;
use crate::i18n::refusal::message;
use crate::i18n::{common, widgets as phrases};
use crate::ui::icons::{self, Icon};
use crate::ui::state::Action;
use crate::ui::theme::{Tone, Type, size, space, tokens, tokens_of};
use crate::ui::words;

fn icon_of(tone: Tone) -> Icon {
    match tone {
        Tone::Ok => icons::CHECK_CIRCLE,
        Tone::Warn => icons::WARNING,
        Tone::Bad => icons::ERROR,
        Tone::Info | Tone::Neutral => icons::INFO,
    }
}

/// A message across a panel: what is the matter and what to do; whether the action that does it was asked for.
pub fn banner_ui(ui: &mut Ui, tone: Tone, text: &str, action: Option<&str>) -> bool {
    banner_links_ui(ui, tone, text, action.as_slice()).is_some()
}

/// A banner with several links; answers the one that was pressed.
pub fn banner_links_ui(ui: &mut Ui, tone: Tone, text: &str, links: &[&str]) -> Option<usize> {
    let t = tokens(ui);
    let frame = Frame::new()
        .fill(t.tint(tone))
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin::symmetric(space::M as i8, space::S as i8));
    frame.show(ui, |ui| message_ui(ui, tone, text, links, false).0).inner
}

/// From this width on the links of a message stand beside its text.
const LINKS_BESIDE: f32 = 440.0;

/// How wide text and links are on one line.
fn line_width(ui: &Ui, text: &str, links: &[&str]) -> f32 {
    let width = |text: &str| text_width(ui, text, Type::Body);
    width(text) + links.iter().map(|link| width(link) + space::M).sum::<f32>()
}

/// The icon, text, links and close button of a message; answers the link that was pressed, and whether it is to be
/// closed.
fn message_ui(ui: &mut Ui, tone: Tone, text: &str, links: &[&str], can_close: bool) -> (Option<usize>, bool) {
    let t = tokens(ui);
    let (mut pressed, mut closed) = (None, false);
    ui.set_width(ui.available_width());
    let room = ui.available_width();
    let beside = room >= LINKS_BESIDE || line_width(ui, text, links) + BESIDE_TEXT - 2.0 * space::M <= room;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, 20.0), egui::Sense::hover());
        icon_of(tone).paint(ui, rect.center(), size::ICON, t.fg(tone));
        let room = ui.available_rect_before_wrap();
        let right = egui::UiBuilder::new().max_rect(room.with_max_y(room.top() + 20.0));
        let used = ui.scope_builder(right.layout(Layout::right_to_left(Align::Center)), |ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            if can_close {
                let close = words::say(ui, phrases::CLOSE);
                closed = small_icon_button_ui(ui, icons::CLOSE, close).clicked();
            }
            for (place, link) in links.iter().enumerate().rev().filter(|_| beside) {
                if link_ui(ui, link).clicked() {
                    pressed = Some(place);
                }
            }
            ui.min_rect().left()
        });
        let left = room.with_max_x(used.inner - space::S);
        ui.scope_builder(egui::UiBuilder::new().max_rect(left).layout(Layout::top_down(Align::Min)), |ui| {
            text_ui(ui, text, Type::Body, t.text);
            if !beside && !links.is_empty() {
                text_row_ui(ui, |ui| {
                    ui.spacing_mut().item_spacing.x = space::M;
                    for (place, link) in links.iter().enumerate() {
                        if link_ui(ui, link).clicked() {
                            pressed = Some(place);
                        }
                    }
                });
            }
        });
    });
    (pressed, closed)
}

/// What stands where a list would, when there is nothing: why, and what to do. Returns whether the action was
/// asked for.
pub fn empty_state_ui(ui: &mut Ui, icon: Icon, title: &str, text: &str, action: Option<&str>) -> bool {
    let t = tokens(ui);
    let mut acted = false;
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.add_space((ui.available_height() * 0.3 - 60.0).clamp(space::XXL, 160.0));
        let (rect, _) = ui.allocate_exact_size(vec2(40.0, 40.0), egui::Sense::hover());
        icon.paint(ui, rect.center(), 36.0, t.faint);
        text_ui(ui, title, Type::Strong, t.text);
        if !text.is_empty() {
            ui.scope(|ui| {
                ui.set_max_width(420.0_f32.min(ui.available_width()));
                text_ui(ui, text, Type::Body, t.weak);
            });
        }
        if let Some(action) = action {
            ui.add_space(space::S);
            acted = Button::secondary(action).show(ui).clicked();
        }
        ui.add_space(space::L);
    });
    acted
}

/// Work under way: what it is, how far it is, and a way to stop it. Returns whether it is to be cancelled.
pub fn progress_ui(ui: &mut Ui, text: &str, fraction: Option<f32>, can_cancel: bool) -> bool {
    let mut cancelled = false;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        text_row_ui(ui, |ui| {
            text_ui(ui, text, Type::Body, tokens(ui).text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if can_cancel {
                    cancelled = link_ui(ui, words::say(ui, common::CANCEL)).clicked();
                }
                if let Some(fraction) = fraction {
                    small_ui(ui, &format!("{:.0}%", fraction * 100.0));
                }
            });
        });
        track_ui(ui, fraction, text);
    });
    cancelled
}

/// A turning circle with a word, for what will be there in a moment.
pub fn spinner_ui(ui: &mut Ui, text: &str) {
    ui.horizontal(|ui| {
        ui.add(egui::Spinner::new().size(size::ICON).color(tokens(ui).primary));
        text_ui(ui, text, Type::Body, tokens(ui).weak);
    });
}

/// What just happened, at the foot of the window: over the free middle of the status bar, where one line hides nothing.
/// All of it goes by itself, after as long as it takes to read it; under the pointer it waits. Esc puts bad news away.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    next: u64,
}

#[derive(Debug)]
struct Toast {
    number: u64,
    tone: Tone,
    text: String,
    /// What it leads to, and in which words.
    links: Vec<(String, Action)>,
    /// The window's time at which it goes by itself, known once it was drawn.
    goes_at: Option<f64>,
}

impl Toast {
    /// Whether something has to be known or done: it is not pushed aside by what comes after it.
    fn needs_reading(&self) -> bool {
        !self.links.is_empty() || matches!(self.tone, Tone::Bad | Tone::Warn)
    }

    /// How long it stays, in seconds: longer the more there is to read, and what needs reading twice as long.
    fn lasts(&self) -> f64 {
        let reads = self.text.chars().count() as f64 * PER_CHARACTER;
        if self.needs_reading() {
            (2.0 * (GLANCE + reads)).max(BAD_LASTS)
        } else {
            (GLANCE + reads).max(GOOD_LASTS)
        }
    }

    fn width(&self, ui: &Ui) -> f32 {
        let links: Vec<&str> = self.links.iter().map(|(word, _)| word.as_str()).collect();
        (line_width(ui, &self.text, &links) + BESIDE_TEXT).ceil()
    }
}

/// Seconds until somebody looks, and to read one character.
const GLANCE: f64 = 3.0;
const PER_CHARACTER: f64 = 0.1;

/// The least that good news and bad news stay, in seconds.
const GOOD_LASTS: f64 = 5.0;
const BAD_LASTS: f64 = 12.0;

/// How wide they are: as wide as one line of text needs, within these bounds.
const TOAST: [f32; 2] = [360.0, 660.0];

/// What stands beside the text of one: the margins, the icon, and the cross; a link comes to it.
const BESIDE_TEXT: f32 = 112.0;

/// What is kept free at the right of them: the switches of the status bar.
const KEPT_FREE: f32 = 208.0;

/// How far the lowest is above the window's edge.
const FOOT: f32 = 3.0;

impl Toasts {
    /// Tells the user something. What passes gives way to what comes after it: a pile would hide what is below.
    pub fn push(&mut self, tone: Tone, text: impl Into<String>) {
        self.next += 1;
        self.shown.retain(Toast::needs_reading);
        self.shown.push(Toast {
            number: self.next,
            tone,
            text: text.into(),
            links: Vec::new(),
            goes_at: None,
        });
    }

    /// Tells the user something that leads somewhere; answers its number.
    pub fn push_link(&mut self, tone: Tone, text: impl Into<String>, word: &str, action: Action) -> u64 {
        self.push_links(tone, text, vec![(word.to_owned(), action)]);
        self.next
    }

    /// Leads nowhere any more from this one: what it offered was done in another way.
    pub fn take_links(&mut self, number: u64) {
        let toast = self.shown.iter_mut().find(|toast| toast.number == number);
        toast.into_iter().for_each(|toast| toast.links.clear());
    }

    /// Tells the user something about which more than one thing can be done.
    pub fn push_links(&mut self, tone: Tone, text: impl Into<String>, links: Vec<(String, Action)>) {
        self.push(tone, text);
        if let Some(toast) = self.shown.last_mut() {
            toast.links = links;
        }
    }

    /// Tells the user what was refused, with a way to the rule where one did.
    pub fn push_refused(&mut self, lang: Lang, refusal: &Refusal) {
        let text = message(lang, refusal);
        match refusal.rule() {
            Some(rule) => {
                self.push_link(Tone::Bad, text, SEE_RULE.get(lang), Action::Explain(rule));
            }
            None => self.push(Tone::Bad, text),
        }
    }

    /// Puts the oldest of those that need reading away when Esc is pressed, unless a dialog or a menu is open. Asked before
    /// panels are drawn: Esc means something to them too.
    pub fn hear_escape(&mut self, ctx: &egui::Context) {
        let is_above =
            ctx.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ctx);
        let oldest = self.shown.iter().position(Toast::needs_reading).filter(|_| !is_above);
        if let Some(oldest) = oldest
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
        {
            self.shown.remove(oldest);
        }
    }

    /// Draws them; answers where one is followed to, and its number.
    pub fn show(&mut self, ctx: &egui::Context) -> Option<(u64, Action)> {
        let now = ctx.input(|input| input.time);
        self.shown.retain(|toast| toast.goes_at.is_none_or(|at| now < at));
        let t = tokens_of(ctx);
        let mut closed = None;
        let mut followed = None;
        let area = egui::Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .anchor(egui::Align2::RIGHT_BOTTOM, vec2(-KEPT_FREE, -FOOT))
            .show(ctx, |ui| {
                let wanted = self.shown.iter().map(|toast| toast.width(ui)).fold(TOAST[0], f32::max);
                ui.set_width(wanted.min(TOAST[1]).min(ctx.content_rect().width() - 2.0 * KEPT_FREE));
                ui.spacing_mut().item_spacing.y = space::XS;
                for toast in &mut self.shown {
                    let at = *toast.goes_at.get_or_insert(now + toast.lasts());
                    ctx.request_repaint_after_secs((at - now).max(0.0) as f32);
                    let frame = t
                        .card()
                        .stroke(egui::Stroke::new(size::LINE, t.fg(toast.tone)))
                        .inner_margin(Margin::symmetric(space::M as i8, space::S as i8 - 1));
                    let words: Vec<&str> = toast.links.iter().map(|(word, _)| word.as_str()).collect();
                    let (pressed, put_away) = frame
                        .show(ui, |ui| {
                            let (tone, text, links) = (toast.tone, &toast.text, words.as_slice());
                            let live = if toast.needs_reading() { Live::Assertive } else { Live::Polite };
                            ui.push_id(toast.number, |ui| {
                                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_live(live));
                                message_ui(ui, tone, text, links, true)
                            })
                            .inner
                        })
                        .inner;
                    if let Some(place) = pressed {
                        followed = toast.links.get(place).map(|(_, action)| (toast.number, action.clone()));
                    }
                    if put_away || pressed.is_some() {
                        closed = Some(toast.number);
                    }
                }
            });
        // Whoever points at one is reading it; the time begins anew when the pointer leaves.
        if area.response.contains_pointer() {
            self.shown.iter_mut().for_each(|toast| toast.goes_at = None);
        }
        if let Some(closed) = closed {
            self.shown.retain(|toast| toast.number != closed);
        }
        followed
    }
}
