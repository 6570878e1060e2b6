//! What every page looks like, as far as a rule can say it: in windows small and large, in both languages, with a
//! believable company and a crowd, no text runs out of the window, is cut at its side, lies over another or crosses the
//! edge of a box; no amount, day, number, label or status is shortened; and no character is alone on a line.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::OnceLock;

use eframe::egui::{Rect, Shape, Vec2, vec2};
use egui_kittest::kittest::NodeT;

use crate::common::window::Window;

#[path = "../../examples/pictures/pages.rs"]
mod pages;
#[path = "../../examples/pictures/stores.rs"]
mod stores;

/// The least window there is, one as people have it, and a large screen.
const SIZES: [Vec2; 4] =
    [vec2(1024.0, 640.0), vec2(1440.0, 900.0), vec2(1920.0, 1080.0), vec2(3840.0, 2160.0)];

/// How far something may lie over an edge before it is seen.
const SEEN: f32 = 1.5;

/// A line of text on screen, or a box.
#[derive(Clone, Debug)]
struct Drawn {
    text: Option<String>,
    /// The whole of it, and what of it can be seen.
    whole: Rect,
    seen: Rect,
    clip: Rect,
    is_short: bool,
    /// A label, a status, a heading.
    is_small: bool,
    /// The last line of a text, with no more than a character on it.
    is_lone: bool,
}

/// The texts on screen as they were written, by what they are without blanks and line breaks: lines are broken by
/// line breaks that are drawn and not written.
type Written = HashMap<String, String>;

fn written(window: &Window) -> Written {
    let said = window.harness.root().children_recursive().flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value()].into_iter().flatten()
    });
    said.map(|text| (without_blanks(&text), text)).collect()
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether the last line of a text is a character alone, and was not written as a line of its own.
fn ends_alone(text: &str, last: &str, written: &Written) -> bool {
    let text = written.get(&without_blanks(text)).map_or(text, String::as_str);
    let is_its_own = text.lines().next_back().is_some_and(|line| line.trim() == last.trim());
    !is_its_own && last.chars().filter(|c| c.is_alphanumeric()).count() < 2
}

fn drawn(shape: &Shape, clip: Rect, written: &Written, all: &mut Vec<Drawn>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| drawn(shape, clip, written, all)),
        Shape::Text(text) => {
            let rows = &text.galley.rows;
            for (line, placed) in rows.iter().enumerate() {
                let bounds = placed.row.visuals.mesh_bounds;
                if !bounds.is_positive() || text.opacity_factor == 0.0 {
                    continue;
                }
                let whole = bounds.translate(placed.pos.to_vec2() + text.pos.to_vec2());
                let said: String = if rows.len() == 1 {
                    text.galley.job.text.clone()
                } else {
                    placed.row.glyphs.iter().map(|glyph| glyph.chr).collect()
                };
                let is_lone =
                    line > 0 && line + 1 == rows.len() && ends_alone(&text.galley.job.text, &said, written);
                let is_short = text.galley.elided;
                let is_small =
                    text.galley.job.sections.iter().all(|section| section.format.font_id.size < 13.0);
                let seen = whole.intersect(clip);
                all.push(Drawn { text: Some(said), whole, seen, clip, is_short, is_small, is_lone });
            }
        }
        Shape::Rect(rect) if rect.fill.a() > 0 || (rect.stroke.width > 0.0 && rect.stroke.color.a() > 0) => {
            let whole = rect.rect;
            let seen = whole.intersect(clip);
            let none = false;
            all.push(Drawn { text: None, whole, seen, clip, is_short: none, is_small: none, is_lone: none });
        }
        _ => {}
    }
}

fn lie_over(one: Rect, other: Rect) -> bool {
    let both = one.intersect(other);
    both.width() > SEEN && both.height() > SEEN
}

/// Whether a text is one of which every character counts: an amount, a day, the number of something.
fn counts(text: &str) -> bool {
    let text = text.trim_start_matches(['¥', ' ']);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 2 && text.chars().all(|c| c.is_ascii_digit() || ",.-: …⋯".contains(c))
}

/// What is wrong with what is on screen.
fn faults(window: &Window, size: Vec2) -> Vec<String> {
    let (mut all, written) = (Vec::new(), written(window));
    for clipped in &window.harness.output().shapes {
        drawn(
            &clipped.shape,
            clipped.clip_rect.intersect(Rect::from_min_size(Default::default(), size)),
            &written,
            &mut all,
        );
    }
    // What lies under a dialog is not looked at.
    let window_area = Rect::from_min_size(Default::default(), size);
    let over = all.iter().rposition(|it| it.text.is_none() && it.whole.contains_rect(window_area));
    all.drain(..over.map_or(0, |over| over + 1));
    all.retain(|it| it.seen.width() > SEEN && it.seen.height() > SEEN);
    let texts: Vec<(usize, &Drawn, &str)> =
        all.iter().enumerate().filter_map(|(i, it)| Some((i, it, it.text.as_deref()?))).collect();
    let mut faults = Vec::new();
    for (i, it, text) in &texts {
        let sides: RangeInclusive<f32> = it.clip.left() - SEEN..=it.clip.right() + SEEN;
        if !sides.contains(&it.whole.left()) || !sides.contains(&it.whole.right()) {
            faults.push(format!("{text:?} is cut at its side: {} in {}", it.whole, it.clip));
        }
        if it.is_short && (counts(text) || it.is_small) {
            faults.push(format!("{text:?} is shortened"));
        }
        if it.is_lone {
            faults.push(format!("{text:?} stands alone on a line"));
        }
        for (_, other, over) in texts.iter().filter(|(j, ..)| j > i) {
            if lie_over(it.seen, other.seen) {
                faults.push(format!("{text:?} {} and {over:?} {} lie over each other", it.seen, other.seen));
            }
        }
        for frame in all.iter().filter(|other| other.text.is_none()) {
            if lie_over(it.seen, frame.seen) && !frame.seen.expand(SEEN).contains_rect(it.seen) {
                faults.push(format!("{text:?} {} crosses the edge of a box {}", it.seen, frame.seen));
            }
        }
    }
    faults
}

#[test]
fn a_character_is_alone_where_the_line_before_it_was_broken_and_not_where_it_was_written_so() {
    let texts = ["提交前会完整预览", "大小\n是"];
    let written: Written = texts.map(|text| (without_blanks(text), text.to_owned())).into();
    assert!(ends_alone("提交前会完整预\n览", "览", &written));
    assert!(!ends_alone("提交前会完整\n预览", "预览", &written));
    assert!(!ends_alone("大小\n是", "是", &written));
}

/// The stores that all of these tests look at.
fn store(kind: &str) -> PathBuf {
    static STORES: OnceLock<(tempfile::TempDir, [(&str, PathBuf); 3])> = OnceLock::new();
    let (_, stores) = STORES.get_or_init(|| {
        let folder = crate::common::place::folder();
        let stores = stores::make(folder.path()).expect("the stores");
        (folder, stores)
    });
    stores.iter().find(|(name, _)| *name == kind).expect("one of them").1.clone()
}

fn check(kind: &str, is_english: bool) {
    let mut found = Vec::new();
    for page in pages::PAGES {
        let mut window = Window::open(&store(kind), None);
        // A text that comes without keys does not wait until the window knows whom it is for.
        window.see("总览");
        window.rest();
        if is_english {
            window.click("English");
        }
        for word in page.keys.split_whitespace() {
            for event in pages::events(word).expect("a key") {
                window.harness.event(event);
                window.harness.step();
            }
            window.rest();
        }
        for size in SIZES {
            window.harness.set_size(size);
            window.rest();
            let faults = faults(&window, size);
            found.extend(faults.into_iter().map(|fault| format!("{} {size}: {fault}", page.name)));
        }
    }
    assert!(found.is_empty(), "{} faults\n{}", found.len(), found.join("\n"));
}

#[test]
fn nothing_is_cut_or_covered_in_a_company() {
    check(stores::TYPICAL, false);
}

#[test]
fn nothing_is_cut_or_covered_in_a_company_in_english() {
    check(stores::TYPICAL, true);
}

#[test]
fn nothing_is_cut_or_covered_in_a_crowd() {
    check("crowded", false);
}

#[test]
fn nothing_is_cut_or_covered_in_a_crowd_in_english() {
    check("crowded", true);
}
