//! A labelled text input that says what is wrong, beside itself.

use chrono::NaiveDate;
use egui::{Color32, CornerRadius, Frame, Key, Margin, Response, Stroke, TextEdit, Ui, vec2};

use super::edit::edit_ui;
use super::paint;
use super::text::{text_row_ui, text_ui, text_width};
use crate::ui::date_text::date_on;
use crate::ui::icons;
use crate::ui::theme::{Tone, Type, size, space, tokens};

#[must_use = "show it with `.show(ui)`"]
pub struct Field<'a> {
    label: &'a str,
    text: &'a mut String,
    hint: &'a str,
    required: bool,
    message: Option<(Tone, &'a str)>,
    rows: usize,
    limit: Option<usize>,
    width: Option<f32>,
    characters: Option<usize>,
    today: Option<NaiveDate>,
    enabled: bool,
    right: bool,
    secret: bool,
}

impl<'a> Field<'a> {
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label,
            text,
            hint: "",
            required: false,
            message: None,
            rows: 1,
            limit: None,
            width: None,
            characters: None,
            today: None,
            enabled: true,
            right: false,
            secret: false,
        }
    }

    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Says something below the input: what is wrong and what to do ([`Tone::Bad`]), that it is right
    /// ([`Tone::Ok`], with a check mark), or what belongs here ([`Tone::Neutral`]).
    pub fn message(mut self, tone: Tone, message: &'a str) -> Self {
        self.message = Some((tone, message));
        self
    }

    pub fn error(self, error: Option<&'a str>) -> Self {
        match error {
            Some(error) => self.message(Tone::Bad, error),
            None => self,
        }
    }

    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Shows how many of `limit` characters there are. More can be typed: the message says that it is too much.
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }

    /// A width in points; otherwise the field fills what there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// An input for so many digits or letters, within the width of the field: its label and what is said below it may need
    /// more room.
    pub fn characters(mut self, characters: usize) -> Self {
        self.characters = Some(characters);
        self
    }

    /// A day, as people say it today: it is shown as it is understood, and written so when the field is left.
    pub fn day(mut self, today: NaiveDate) -> Self {
        self.today = Some(today);
        self
    }

    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    pub fn is_enabled(&self) -> bool {
        self.enabled
    }

    /// Shows nothing of what is typed.
    pub fn password(mut self) -> Self {
        self.secret = true;
        self
    }

    pub(super) fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Shows the field; the response is the input's.
    pub fn show(self, ui: &mut Ui) -> Response {
        let width = self.width.unwrap_or_else(|| ui.available_width()).round();
        let shown = ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::XS;
            let count = self.limit.map(|limit| (self.text.chars().count(), limit));
            let label = label_ui(ui, self.label, self.required, count);
            let input_width = self.characters.map_or(width, |count| width_of(ui, count).min(width));
            let has_lines = self.rows > 1;
            let across = if self.right { egui::Align::Max } else { egui::Align::Min };
            let (down, margin) = if has_lines { (egui::Align::Min, 6) } else { (egui::Align::Center, 4) };
            let mut edit = |ui: &mut Ui| {
                edit_ui(ui, self.text, |text| {
                    let edit = if has_lines { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
                    edit.password(self.secret)
                        .hint_text(self.hint)
                        .desired_rows(self.rows)
                        .desired_width(input_width)
                        .align(egui::Align2([across, down]))
                        .margin(Margin::symmetric(MARGIN, margin))
                        .min_size(vec2(input_width, size::CONTROL))
                })
            };
            let response = if self.enabled { edit(ui) } else { ui.add_enabled_ui(false, edit).inner };
            let mut response = response.labelled_by(label.id);
            let understood =
                self.today.and_then(|today| date_on(today, self.text)).map(|date| date.to_string());
            let understood = understood.filter(|date| date != self.text);
            if let Some(date) = &understood
                && (response.lost_focus() || ui.input(|input| input.key_pressed(Key::Enter)))
            {
                self.text.clone_from(date);
                response.mark_changed();
            }
            let message = match &understood {
                Some(date) => Some((Tone::Neutral, date.as_str())),
                None => self.message,
            };
            if let Some((tone, message)) = message {
                if tone == Tone::Bad {
                    let stroke = Stroke::new(size::LINE, tokens(ui).bad);
                    paint::frame(ui, response.rect, size::RADIUS, Color32::TRANSPARENT, stroke);
                }
                if tone == Tone::Ok {
                    let center = egui::pos2(response.rect.right() - space::L, response.rect.center().y);
                    icons::CHECK.paint(ui, center, size::ICON, tokens(ui).ok);
                }
                text_ui(ui, message, Type::Small, tokens(ui).fg(tone));
            }
            response
        });
        shown.inner
    }
}

/// What is left free at both sides of the text.
const MARGIN: i8 = 10;

/// The width of an input for so many digits, with room for a check mark.
fn width_of(ui: &Ui, characters: usize) -> f32 {
    let digits = characters as f32 * text_width(ui, "0", Type::Body);
    (digits + 2.0 * f32::from(MARGIN) + size::ICON + space::S).ceil()
}

/// The small label above an input, with a mark where it is required and a count where there is a limit.
pub(super) fn label_ui(ui: &mut Ui, label: &str, required: bool, count: Option<(usize, usize)>) -> Response {
    let t = tokens(ui);
    text_row_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let label = text_ui(ui, label, Type::Small, t.weak);
        if required {
            text_ui(ui, "*", Type::SmallStrong, t.bad);
        }
        if let Some((count, limit)) = count {
            let color = if count > limit { t.bad } else { t.faint };
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                text_ui(ui, &format!("{count}/{limit}"), Type::Small, color);
            });
        }
        label
    })
}

/// A box to search as one types: an icon before, and after it a button that clears, or the shortcut that leads here.
pub fn search_ui(ui: &mut Ui, text: &mut String, hint: &str, shortcut: Option<&str>, width: f32) -> Response {
    let t = tokens(ui);
    let clear = crate::i18n::widgets::CLEAR.get(crate::ui::words::lang(ui));
    let frame = Frame::new()
        .fill(t.raised)
        .stroke(t.border())
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin { left: 10, right: 6, top: 0, bottom: 0 });
    let mut cleared = false;
    let shown = frame.show(ui, |ui| {
        ui.set_height(size::CONTROL - 2.0 * size::LINE);
        ui.set_width(width - 16.0 - 2.0 * size::LINE);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.spacing_mut().interact_size.y = size::PILL;
            let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), egui::Sense::hover());
            icons::SEARCH.paint(ui, rect.center(), size::ICON, t.weak);
            let after =
                if text.is_empty() { shortcut.map_or(space::S, |_| 52.0) } else { size::ICON + space::M };
            let room = (ui.available_width() - after).max(size::CONTROL);
            let response = edit_ui(ui, text, |text| {
                TextEdit::singleline(text)
                    .hint_text(hint)
                    .frame(Frame::new())
                    .desired_width(room)
                    .align(egui::Align2::LEFT_CENTER)
                    .min_size(vec2(room, size::CONTROL - 4.0))
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if text.is_empty() {
                    if let Some(keys) = shortcut {
                        super::chrome::key_hint_ui(ui, keys);
                    }
                } else {
                    cleared = small_icon_button_ui(ui, icons::CLOSE, clear).clicked();
                }
            });
            response
        })
        .inner
    });
    let mut response = shown.inner;
    if cleared {
        text.clear();
        response.mark_changed();
        response.request_focus();
    }
    if response.has_focus() {
        let stroke = Stroke::new(size::LINE, t.primary);
        paint::frame(ui, shown.response.rect, size::RADIUS, Color32::TRANSPARENT, stroke);
    }
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(ui.is_enabled(), text.as_str(), text.as_str(), hint);
        info.label = Some(hint.to_owned());
        info
    });
    response
}

/// An icon of 16 points that can be pressed, where there is no room for a button; `name` says what it does.
pub fn small_icon_button_ui(ui: &mut Ui, icon: icons::Icon, name: &str) -> Response {
    let t = tokens(ui);
    let (rect, response) = paint::pressable(ui, vec2(size::ICON, size::ICON), egui::Role::Button, name);
    let color = if response.hovered() { t.text } else { t.weak };
    icon.paint(ui, rect.center(), size::ICON, color);
    paint::focus_ring(ui, &response, size::RADIUS_SMALL);
    response.on_hover_text(name)
}
