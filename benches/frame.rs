//! The CPU time of one frame of each panel: what the program does between two pictures, up to the triangles that the
//! graphics card is given; and what it costs to draw these where there is no card.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a benchmark needs and does not find ends it"
)]

#[path = "../tests/common/mod.rs"]
mod common;
mod support;

use common::window::Window;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use eframe::egui::accesskit::Role;
use eframe::egui::epaint::ImageDelta;
use eframe::egui::{Context, TextureId, TextureOptions, TexturesDelta};
use fapiao_desk::i18n::{Lang, Text};
use fapiao_desk::i18n::{common as words, shell};
use fapiao_desk::ui::software::Painter;
use support::{NOW, OF_QWEATHER, Store};

/// The panels that show every customer's.
const OF_ALL: [Text; 8] = [
    shell::OVERVIEW,
    shell::APPLICATIONS,
    shell::REVIEW,
    words::CUSTOMERS,
    words::BILLS,
    shell::FILES,
    shell::SETTINGS,
    shell::HELP,
];

/// The panels that show one customer's.
const OF_ONE: [Text; 4] = [shell::OVERVIEW, shell::APPLY, words::INVOICE_INFO, shell::ADDRESSES];

/// The pixels of the window.
const WIDTH: usize = 1440;
const HEIGHT: usize = 900;

/// How many frames are drawn until what a panel asks for has come.
const FRAMES_TO_SETTLE: usize = 60;

fn frames(c: &mut Criterion) {
    let store = Store::generated();
    // A window may write where it was, and a sandbox is given another clock.
    let copy = store.copy();
    let mut window = Window::open(&copy.path, None);
    window.at(NOW);
    measure(c, "frame", store.bills, &mut window, &OF_ALL);
    window.click(shell::ALL_CUSTOMERS.get(Lang::Zh));
    window.enter(shell::FIND_CUSTOMER.get(Lang::Zh), OF_QWEATHER);
    window.see_part(&format!("{OF_QWEATHER} · "));
    window.press(eframe::egui::Key::Enter);
    measure(c, "frame of a customer", store.bills, &mut window, &OF_ONE);
}

fn measure(c: &mut Criterion, name: &str, bills: usize, window: &mut Window, panels: &[Text]) {
    let mut group = c.benchmark_group(name);
    for panel in panels {
        window.click_last(panel.get(Lang::Zh), Role::Tab);
        window.see_no(shell::LOADING.get(Lang::Zh));
        for _ in 0..FRAMES_TO_SETTLE {
            window.harness.step();
        }
        group.bench_function(BenchmarkId::new(panel.get(Lang::En), bills), |b| {
            b.iter(|| {
                window.harness.step();
                let output = window.harness.output();
                window.harness.ctx.tessellate(output.shapes.clone(), output.pixels_per_point)
            });
        });
        let output = window.harness.output();
        let scale = output.pixels_per_point;
        let triangles = window.harness.ctx.tessellate(output.shapes.clone(), scale);
        let painter = painter(&window.harness.ctx);
        let mut pixels = vec![0; WIDTH * HEIGHT];
        group.bench_function(BenchmarkId::new(format!("{}, drawn", panel.get(Lang::En)), bills), |b| {
            b.iter(|| painter.paint(&triangles, scale, &mut pixels, WIDTH));
        });
    }
}

/// What draws without a graphics card, with the glyphs that the window has.
fn painter(ctx: &Context) -> Painter {
    let atlas = ImageDelta::full(ctx.fonts(|fonts| fonts.image()), TextureOptions::LINEAR);
    let mut textures = TexturesDelta::default();
    textures.push(TextureId::default(), atlas);
    let mut painter = Painter::default();
    painter.take_textures(&mut textures);
    painter
}

criterion_group!(benches, frames);
criterion_main!(benches);
