//! The widgets through the gallery: what the user does to them, found by label; and, with the feature
//! `snapshots`, how they look.

use egui::{Event, ImeEvent, Key, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use fapiao_desk::domain::money::{Fen, MoneyError};
use fapiao_desk::ui::{fonts, theme};
use pages::{Gallery, Page, gallery_ui};

#[path = "../../examples/gallery/pages/mod.rs"]
mod pages;

fn gallery(page: Page, size: Vec2) -> Harness<'static, Gallery> {
    Harness::builder()
        .with_size(size)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::apply(ctx, theme::Preference::Light);
        })
        // The spinner never comes to rest.
        .with_max_steps(4)
        .build_ui_state(gallery_ui, Gallery { page, ..Gallery::default() })
}

fn controls() -> Harness<'static, Gallery> {
    gallery(Page::Controls, vec2(1200.0, 1000.0))
}

fn lists() -> Harness<'static, Gallery> {
    gallery(Page::Lists, vec2(1300.0, 1100.0))
}

fn click(harness: &mut Harness<'_, Gallery>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_ok();
}

fn enter(harness: &mut Harness<'_, Gallery>, label: &str, text: &str) {
    harness.get_by_label(label).focus();
    harness.run_ok();
    harness.get_by_label(label).type_text(text);
    harness.run_ok();
}

fn press(harness: &mut Harness<'_, Gallery>, key: Key) {
    harness.key_press(key);
    harness.run_ok();
}

fn compose(harness: &mut Harness<'_, Gallery>, event: ImeEvent) {
    harness.event(Event::Ime(event));
    harness.run_ok();
}

fn preedit(text: &str) -> ImeEvent {
    ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }
}

#[test]
fn a_button_is_found_by_its_label_and_pressed() {
    let mut harness = controls();
    click(&mut harness, "申请开票");
    assert_eq!(harness.state().pressed, 1);
}

#[test]
fn a_field_takes_what_is_typed() {
    let mut harness = controls();
    enter(&mut harness, "名称", "知微");
    assert_eq!(harness.state().name, "知微");
}

#[test]
fn a_clear_button_empties_the_search() {
    let mut harness = controls();
    harness.state_mut().query = "知微".to_owned();
    harness.run_ok();
    click(&mut harness, "清除");
    assert_eq!(harness.state().query, "");
}

#[test]
fn an_amount_is_read_as_it_is_typed() {
    let mut harness = controls();
    enter(&mut harness, "开票金额", "1,234.5");
    assert_eq!(harness.state().money.amount(), Some(Fen(123_450)));
}

#[test]
fn an_amount_with_three_decimals_is_called_wrong() {
    let mut harness = controls();
    enter(&mut harness, "开票金额", "1.234");
    assert_eq!(harness.state().money.error(), Some(MoneyError::TooManyDecimals));
    assert!(harness.query_by_label_contains("最多两位小数").is_some());
}

#[test]
fn an_amount_is_not_read_while_an_input_method_composes() {
    let mut harness = controls();
    enter(&mut harness, "开票金额", "12");
    compose(&mut harness, preedit("san"));
    assert_eq!(harness.state().money.amount(), Some(Fen(1_200)), "read what was being composed");
    assert_eq!(harness.state().money.error(), None);
}

#[test]
fn an_amount_is_read_when_the_input_method_is_done() {
    let mut harness = controls();
    enter(&mut harness, "开票金额", "");
    compose(&mut harness, preedit("123"));
    assert_eq!(harness.state().money.amount(), None);
    compose(&mut harness, ImeEvent::Commit("１２３".to_owned()));
    assert_eq!(harness.state().money.amount(), Some(Fen(12_300)));
}

#[test]
fn an_amount_gets_its_separators_when_the_field_is_left() {
    let mut harness = controls();
    enter(&mut harness, "开票金额", "1234567.8");
    press(&mut harness, Key::Tab);
    assert_eq!(harness.state().money.text(), "1,234,567.80");
}

#[test]
fn a_choice_is_made_from_its_list() {
    let mut harness = controls();
    click(&mut harness, "发票类型");
    click(&mut harness, "个人增值税普通发票");
    assert_eq!(harness.state().kind, 2);
}

#[test]
fn a_barred_card_cannot_be_chosen() {
    let mut harness = controls();
    click(&mut harness, "企业增值税专用发票");
    assert_eq!(harness.state().kind, 0);
}

#[test]
fn chips_segments_and_checkboxes_switch() {
    let mut harness = controls();
    click(&mut harness, "全部");
    click(&mut harness, "电子邮件");
    click(&mut harness, "设为默认");
    let state = harness.state();
    assert_eq!((state.filter, state.by_post, state.is_default), (1, false, false));
}

#[test]
fn escape_closes_a_dialog() {
    let mut harness = controls();
    click(&mut harness, "驳回申请");
    assert!(harness.query_by_label("原因").is_some());
    press(&mut harness, Key::Escape);
    assert!(!harness.state().asks);
}

#[test]
fn good_news_goes_by_itself_and_bad_news_after_twice_as_long() {
    let mut harness = controls();
    harness.state_mut().toasts.push(theme::Tone::Bad, "没有写入");
    harness.state_mut().toasts.push(theme::Tone::Ok, "已受理");
    harness.state_mut().toasts.push(theme::Tone::Ok, "已提交");
    harness.run_ok();
    assert!(harness.query_by_label("已受理").is_none(), "what passes gives way");
    assert!(harness.query_by_label("已提交").is_some());
    // Six seconds of the window's time, a quarter of a second at each step.
    harness.run_steps(6 * 4);
    assert!(harness.query_by_label("已提交").is_none());
    assert!(harness.query_by_label("没有写入").is_some());
    harness.run_steps(8 * 4);
    assert!(harness.query_by_label("没有写入").is_none());
}

#[test]
fn what_the_pointer_is_at_waits_and_a_long_message_stays_longer() {
    let mut harness = controls();
    let long = "有 3 行未写入：金额多于两位小数，或账单号在文件中出现两次，请改正后重新导入，其余的行已写入";
    harness.state_mut().toasts.push(theme::Tone::Bad, long);
    harness.run_ok();
    harness.run_steps(13 * 4);
    assert!(harness.query_by_label(long).is_some(), "there is more to read");
    harness.get_by_label(long).hover();
    harness.run_steps(60 * 4);
    assert!(harness.query_by_label(long).is_some(), "it is being read");
    harness.hover_at(egui::pos2(5.0, 5.0));
    harness.run_steps(40 * 4);
    assert!(harness.query_by_label(long).is_none());
}

#[test]
fn a_message_is_put_away_with_its_cross() {
    let mut harness = controls();
    harness.state_mut().toasts.push(theme::Tone::Warn, "没有写入");
    harness.run_ok();
    harness.get_by_label("关闭").click();
    harness.run_ok();
    assert!(harness.query_by_label("没有写入").is_none());
}

#[test]
fn a_click_on_a_head_sorts_and_a_second_click_turns_the_order() {
    let mut harness = lists();
    click(&mut harness, "账单金额");
    let sort = harness.state().view.sort.unwrap();
    assert_eq!((sort.column, sort.descending), ("amount", true));
    click(&mut harness, "账单金额");
    assert!(!harness.state().view.sort.unwrap().descending);
}

#[test]
fn a_row_is_selected_by_a_click_and_then_moved_by_keys() {
    let mut harness = lists();
    click(&mut harness, "202610-00000003");
    assert_eq!(harness.state().selected, Some(3));
    for (key, row) in [
        (Key::ArrowDown, 4),
        (Key::ArrowUp, 3),
        (Key::PageDown, 13),
        (Key::Home, 0),
        (Key::End, 999_999),
        (Key::PageUp, 999_989),
    ] {
        press(&mut harness, key);
        assert_eq!(harness.state().selected, Some(row), "{key:?}");
    }
}

#[test]
fn the_selected_row_scrolls_into_view_and_the_end_is_reported() {
    let mut harness = lists();
    click(&mut harness, "202610-00000003");
    assert!(!harness.state().near_end);
    press(&mut harness, Key::End);
    assert!(harness.query_by_label("202610-00999999").is_some());
    assert!(harness.state().near_end);
}

#[test]
fn enter_opens_the_selected_row() {
    let mut harness = lists();
    click(&mut harness, "202610-00000002");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().opened, Some(2));
}

#[test]
fn space_checks_the_selected_row_unless_it_is_barred() {
    let mut harness = lists();
    click(&mut harness, "202610-00000003");
    press(&mut harness, Key::Space);
    assert!(harness.state().checked.contains(&3));
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Space);
    assert!(!harness.state().checked.contains(&4), "an invoiced bill cannot be chosen");
}

#[test]
fn columns_are_hidden_by_the_menu_one_after_the_other() {
    let mut harness = lists();
    click(&mut harness, "选择列");
    harness.get_by_role_and_label(egui::Role::CheckBox, "账单日").click();
    harness.run_ok();
    harness.get_by_role_and_label(egui::Role::CheckBox, "类型").click();
    harness.run_ok();
    assert_eq!(harness.state().view.hidden, ["billed_on", "kind"]);
}

#[test]
fn an_empty_table_says_so() {
    let mut harness = lists();
    harness.state_mut().rows = 0;
    harness.run_ok();
    assert!(harness.query_by_label("没有符合条件的账单").is_some());
}

#[test]
fn only_visible_rows_are_drawn() {
    let harness = lists();
    let rows = harness.query_all_by_label_contains("202610-").count();
    assert!((10..=14).contains(&rows), "{rows} of a million rows were drawn");
}

#[test]
fn an_earlier_step_can_be_gone_back_to_and_a_later_one_cannot() {
    let mut harness = gallery(Page::Shell, vec2(1200.0, 900.0));
    click(&mut harness, "确认提交");
    assert_eq!(harness.state().step, 1);
    click(&mut harness, "选择账单");
    assert_eq!(harness.state().step, 0);
}

#[cfg(feature = "snapshots")]
mod snapshots {
    use super::pages::phrases;
    use super::*;
    use egui::{FullOutput, TexturesDelta};
    use egui_kittest::wgpu::WgpuTestRenderer;
    use egui_kittest::{SnapshotResults, TestRenderer};
    use fapiao_desk::i18n::Lang;
    use fapiao_desk::ui::software::Painter;
    use fapiao_desk::ui::words;
    use image::RgbaImage;

    /// One picture of a page.
    struct Shot {
        name: String,
        state: Gallery,
        size: Vec2,
        scale: f32,
        dark: bool,
        lang: Lang,
    }

    impl Shot {
        fn take(self, results: &mut SnapshotResults) {
            let (theme, preference) = if self.dark {
                (egui::Theme::Dark, theme::Preference::Dark)
            } else {
                (egui::Theme::Light, theme::Preference::Light)
            };
            let mut harness = Harness::builder()
                .with_size(self.size)
                .with_pixels_per_point(self.scale)
                .with_theme(theme)
                .with_max_steps(4)
                .wgpu()
                .with_context_setup(move |ctx| {
                    fonts::install(ctx);
                    theme::apply(ctx, preference);
                    words::set_lang(ctx, self.lang);
                })
                .build_ui_state(gallery_ui, self.state);
            harness.run_steps(3);
            results.add(harness.try_snapshot(self.name));
        }
    }

    const WAYS: [(&str, f32, bool, Lang); 5] = [
        ("light", 1.0, false, Lang::Zh),
        ("dark", 1.0, true, Lang::Zh),
        ("light-150", 1.5, false, Lang::Zh),
        ("dark-150", 1.5, true, Lang::Zh),
        ("en", 1.0, false, Lang::En),
    ];

    #[test]
    fn every_page_looks_as_it_did() {
        let mut results = SnapshotResults::new();
        for (page_name, page, size) in [
            ("controls", Page::Controls, vec2(1200.0, 1000.0)),
            ("lists", Page::Lists, vec2(1300.0, 1200.0)),
            ("shell", Page::Shell, vec2(1200.0, 760.0)),
            ("panel", Page::Panel, vec2(1240.0, 640.0)),
        ] {
            for (suffix, scale, dark, lang) in WAYS {
                let name = format!("gallery/{page_name}-{suffix}");
                let state = Gallery { page, selected: Some(1), ..Gallery::default() };
                Shot { name, state, size, scale, dark, lang }.take(&mut results);
            }
        }
    }

    #[test]
    fn what_lies_over_a_page_looks_as_it_did() {
        let mut results = SnapshotResults::new();
        for (suffix, scale, dark, lang) in WAYS {
            let name = format!("gallery/over-{suffix}");
            let mut state = Gallery { asks: true, ..Gallery::default() };
            state.toasts.push(theme::Tone::Ok, phrases::SUBMITTED.get(lang));
            state.toasts.push(theme::Tone::Bad, phrases::REFUSED_ROWS.get(lang));
            Shot { name, state, size: vec2(900.0, 600.0), scale, dark, lang }.take(&mut results);
        }
    }

    /// Draws as a graphics card does, and compares it with what the processor draws.
    struct Both {
        card: WgpuTestRenderer,
        processor: Painter,
    }

    /// Edges may differ by what a card rounds otherwise; so many channels of a million may be further away than that.
    const NEAR: u8 = 3;
    const APART_IN_A_MILLION: usize = 20;

    impl TestRenderer for Both {
        fn handle_delta(&mut self, delta: &mut TexturesDelta) {
            self.processor.take_textures(&mut delta.clone());
            self.card.handle_delta(delta);
        }

        fn render(&mut self, ctx: &egui::Context, output: &FullOutput) -> Result<RgbaImage, String> {
            let picture = self.card.render(ctx, output)?;
            let scale = ctx.pixels_per_point();
            let primitives = ctx.tessellate(output.shapes.clone(), scale);
            let (width, height) = (picture.width() as usize, picture.height() as usize);
            let mut pixels = vec![0; width * height];
            self.processor.paint(&primitives, scale, &mut pixels, width);
            let apart = picture.pixels().zip(&pixels).flat_map(|(card, pixel)| {
                let [_, red, green, blue] = pixel.to_be_bytes();
                let channels = [red, green, blue].into_iter().zip(card.0);
                channels.filter(|(a, b)| a.abs_diff(*b) > NEAR)
            });
            let (apart, most) = (apart.count(), pixels.len() * 3 * APART_IN_A_MILLION / 1_000_000);
            if apart > most {
                return Err(format!("{apart} channels of the {width} × {height} pixels differ, not {most}"));
            }
            Ok(picture)
        }
    }

    #[test]
    fn the_processor_draws_every_page_as_a_graphics_card_does() {
        for page in [Page::Controls, Page::Lists, Page::Shell, Page::Panel] {
            for (scale, dark) in [(1.0, false), (1.0, true), (1.25, false), (1.5, true)] {
                let (theme, preference) = if dark {
                    (egui::Theme::Dark, theme::Preference::Dark)
                } else {
                    (egui::Theme::Light, theme::Preference::Light)
                };
                let mut harness = Harness::builder()
                    .with_size(vec2(1240.0, 800.0))
                    .with_pixels_per_point(scale)
                    .with_theme(theme)
                    .with_max_steps(4)
                    .renderer(Both { card: WgpuTestRenderer::new(), processor: Painter::default() })
                    .with_context_setup(move |ctx| {
                        fonts::install(ctx);
                        theme::apply(ctx, preference);
                    })
                    .build_ui_state(
                        gallery_ui,
                        Gallery { page, selected: Some(1), asks: true, ..Gallery::default() },
                    );
                harness.run_steps(3);
                harness.render().expect("the same picture");
            }
        }
    }
}
