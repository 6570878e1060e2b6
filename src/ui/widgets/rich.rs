//! Text with words that stand on buttons, and with keys.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Label, Role, Ui, WidgetInfo};

use super::line_breaks;
use crate::ui::handbook::Span;
use crate::ui::theme::{Type, tokens};

/// From the top of one line to the top of the next.
pub const RICH_LINE: f32 = 23.0;

/// How high the ground of keys is: less than a line, so that those of two lines do not touch.
const KEY_LINE: f32 = 19.0;

/// Stands for a blank within keys while lines are broken: keys stay whole.
const JOINT: char = 'x';

/// A paragraph in its pieces: what stands on buttons in bold, keys on a ground of their own.
pub fn rich_ui(ui: &mut Ui, spans: &[Span], color: Color32) {
    let ground = tokens(ui).line_weak;
    let plain = |kind: Type| TextFormat {
        font_id: kind.font(),
        color,
        line_height: Some(RICH_LINE),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    for (span, text) in spans.iter().zip(broken(ui, spans)) {
        let format = match span {
            Span::Plain(_) => plain(Type::Body),
            Span::Word(_) => plain(Type::Strong),
            Span::Key(_) => TextFormat {
                background: ground,
                expand_bg: 1.5,
                line_height: Some(KEY_LINE),
                valign: Align::Center,
                ..plain(Type::Small)
            },
        };
        job.append(&text, 0.0, format);
    }
    let said: String = spans.iter().map(Span::text).collect();
    let response = ui.add(Label::new(job));
    // Whoever hears it hears no lines.
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), &said));
}

/// The text of each piece, with line breaks where the whole is broken.
fn broken(ui: &Ui, spans: &[Span]) -> Vec<String> {
    let measured = |span: &Span| match span {
        Span::Key(keys) => keys.replace(' ', &JOINT.to_string()),
        span => span.text().to_owned(),
    };
    let whole: String = spans.iter().map(measured).collect();
    // The bold letters are the widest.
    let Some(lines) = line_breaks::broken(ui, &whole, &Type::Strong.font()) else {
        return spans.iter().map(|span| span.text().to_owned()).collect();
    };
    with_breaks(spans.iter().map(Span::text), &lines)
}

/// The pieces with the line breaks of `lines`, which lacks the blanks before them.
fn with_breaks<'a>(pieces: impl Iterator<Item = &'a str>, lines: &str) -> Vec<String> {
    let mut lines = lines.chars().peekable();
    let mut piece_with = |piece: &str| {
        let mut told = String::new();
        for character in piece.chars() {
            if lines.peek() == Some(&'\n') {
                if character.is_whitespace() {
                    continue;
                }
                told.push('\n');
                lines.next();
            }
            told.push(character);
            lines.next();
        }
        told
    };
    pieces.map(&mut piece_with).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_broken_where_the_whole_is_and_keep_all_but_the_blanks_there() {
        let told =
            with_breaks(["press ", "Ctrl K", ", then go on"].into_iter(), "press\nCtrlxK, then\ngo on");
        assert_eq!(told, ["press", "\nCtrl K", ", then\ngo on"]);
        let told = with_breaks(["按 ", "M", "，发送"].into_iter(), "按 M，发\n送");
        assert_eq!(told, ["按 ", "M", "，发\n送"]);
    }
}
