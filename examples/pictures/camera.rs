//! A window that nobody sees, its keys, and what it looks like.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use eframe::egui::{Context, Event, FullOutput, RawInput, Rect, Theme, Vec2, ViewportId};
use fapiao_desk::i18n::Lang;
use fapiao_desk::ui::dialogs::{Picker, SystemPicker};
use fapiao_desk::ui::software::Painter;
use fapiao_desk::ui::theme::{self, Preference};
use fapiao_desk::ui::{App, WindowOptions, fonts};
use image::RgbaImage;

use super::pages;

/// How the window is looked at: its size in points, pixels to a point, language and look.
pub struct Way {
    pub points: Vec2,
    pub scale: f32,
    pub lang: Lang,
    pub look: Preference,
}

pub struct Camera {
    app: App,
    ctx: Context,
    painter: Painter,
    points: Vec2,
    scale: f32,
    /// Seconds since the window was opened, as it is told: every frame is a while after the last, so that nothing moves.
    time: f64,
    wakes: Arc<AtomicBool>,
}

/// So many frames in which nothing is asked for, and so long between them, are rest: what is read beside the desk comes
/// within that.
const FRAMES_AT_REST: u32 = 6;
const PAUSE: Duration = Duration::from_millis(15);
const PATIENCE: Duration = Duration::from_secs(20);

impl Camera {
    pub fn at(store: &Path, way: &Way) -> Self {
        Self::with(store, way, Box::new(SystemPicker::default()))
    }

    /// A window that asks for files by these dialogs.
    pub fn with(store: &Path, way: &Way, picker: Box<dyn Picker>) -> Self {
        let ctx = Context::default();
        fonts::install(&ctx);
        let wakes = Arc::new(AtomicBool::new(true));
        let asked = Arc::clone(&wakes);
        ctx.set_request_repaint_callback(move |_| asked.store(true, Ordering::Relaxed));
        let options = WindowOptions {
            store: store.to_owned(),
            sandbox: false,
            lang: Some(way.lang),
            prefs: None,
            data: None,
            home: None,
            is_given: false,
        };
        let app = App::new(&ctx, options, picker);
        theme::apply(&ctx, way.look);
        let painter = Painter::default();
        Self { app, ctx, painter, points: way.points, scale: way.scale, time: 0.0, wakes }
    }

    /// Presses the keys one after the other, each once the window has come to rest.
    ///
    /// # Errors
    /// One of them is no key.
    pub fn press(&mut self, keys: &str) -> Result<(), Box<dyn Error>> {
        self.rest();
        for word in keys.split_whitespace() {
            for event in pages::events(word).ok_or_else(|| format!("{word} is no key"))? {
                self.frame(vec![event]);
            }
            self.rest();
        }
        Ok(())
    }

    /// What the window looks like now.
    ///
    /// # Errors
    /// The picture has no pixels.
    pub fn take(&mut self) -> Result<RgbaImage, Box<dyn Error>> {
        let output = self.frame(Vec::new());
        let size = self.points * self.scale;
        let (width, height) = (size.x as u32, size.y as u32);
        let primitives = self.ctx.tessellate(output.shapes, self.scale);
        let mut pixels = vec![0; (width * height) as usize];
        self.painter.paint(&primitives, self.scale, &mut pixels, width as usize);
        let bytes = pixels.iter().flat_map(|pixel| {
            let [_, red, green, blue] = pixel.to_be_bytes();
            [red, green, blue, u8::MAX]
        });
        Ok(RgbaImage::from_raw(width, height, bytes.collect()).ok_or("no picture")?)
    }

    /// Draws until nothing more comes.
    fn rest(&mut self) {
        let begun = Instant::now();
        let mut calm = 0;
        while calm < FRAMES_AT_REST && begun.elapsed() < PATIENCE {
            calm = if self.wakes.swap(false, Ordering::Relaxed) { 0 } else { calm + 1 };
            self.frame(Vec::new());
            std::thread::sleep(PAUSE);
        }
    }

    fn frame(&mut self, events: Vec<Event>) -> FullOutput {
        self.time += 1.0;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Default::default(), self.points)),
            time: Some(self.time),
            system_theme: Some(Theme::Light),
            focused: true,
            events,
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(self.scale);
        }
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        self.painter.take_textures(&mut output.textures_delta);
        self.painter.free_textures(&mut output.textures_delta);
        output
    }
}
