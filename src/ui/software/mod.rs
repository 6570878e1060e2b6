//! The window of a computer without a graphics card: drawn by the processor, and shown through the buffers that the
//! system has for that. Everything else is as in eframe's window.
//!
//! Programs that pretend to be a graphics card (llvmpipe, WARP) draw any triangle that any program might ask for; the
//! few kinds that this window is made of are drawn in a fraction of their time.

mod painter;
mod pixel;
mod raster;
mod texture;

use std::num::NonZeroU32;
use std::rc::Rc;
use std::time::{Duration, Instant};

use eframe::UserEvent;
use egui::{
    Context, Event, FullOutput, RawInput, Vec2, ViewportBuilder, ViewportCommand, ViewportEvent, ViewportId,
    vec2,
};
use egui_winit::ActionRequested;
use egui_winit::accesskit_winit::WindowEvent as Accessibility;
use egui_winit::winit::application::ApplicationHandler;
use egui_winit::winit::event::WindowEvent;
use egui_winit::winit::event_loop::{
    ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy, OwnedDisplayHandle,
};
use egui_winit::winit::platform::run_on_demand::EventLoopExtRunOnDemand;
use egui_winit::winit::window::{Window, WindowId};

pub use painter::Painter;

use super::app::App;

/// Sixty frames a second are enough: nothing here waits for the screen.
const FRAME: Duration = Duration::from_millis(16);

/// As wide as a texture may be. Nothing limits it here; it is what graphics cards have.
const MAX_TEXTURE_SIDE: usize = 8192;

/// Opens the window and stays until it is closed.
///
/// # Errors
/// There is no window or no buffer to be had.
pub fn run(
    event_loop: &mut EventLoop<UserEvent>,
    viewport: ViewportBuilder,
    make: impl FnOnce(&Context) -> App,
) -> Result<(), eframe::Error> {
    let proxy = event_loop.create_proxy();
    let mut desktop = Desktop { proxy, viewport, make: Some(make), shown: None, result: Ok(()) };
    event_loop.run_app_on_demand(&mut desktop)?;
    desktop.result
}

/// What the system's events come to.
struct Desktop<F> {
    proxy: EventLoopProxy<UserEvent>,
    viewport: ViewportBuilder,
    make: Option<F>,
    shown: Option<Shown>,
    result: Result<(), eframe::Error>,
}

/// The window and what is in it.
struct Shown {
    app: App,
    ctx: Context,
    platform: egui_winit::State,
    info: egui::ViewportInfo,
    /// What was not drawn for, since the window was out of sight.
    unseen: RawInput,
    painter: Painter,
    surface: softbuffer::Surface<OwnedDisplayHandle, Rc<Window>>,
    window: Rc<Window>,
    /// When the next frame is wanted, and when the last one was drawn.
    next: Option<Instant>,
    last: Instant,
}

impl<F: FnOnce(&Context) -> App> ApplicationHandler<UserEvent> for Desktop<F> {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        let Some(make) = self.make.take() else { return };
        match Shown::open(event_loop, &self.proxy, &self.viewport, make) {
            Ok(shown) => self.shown = Some(shown),
            Err(error) => self.fail(event_loop, error),
        }
        self.frame(event_loop);
        if let Some(shown) = &self.shown {
            shown.window.set_visible(true);
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(shown) = &mut self.shown else { return };
        match &event {
            WindowEvent::RedrawRequested => return self.frame(event_loop),
            WindowEvent::CloseRequested => {
                shown.info.events.push(ViewportEvent::Close);
                shown.want(Instant::now());
            }
            // Windows lets nothing else through while a window is being resized.
            WindowEvent::Resized(_) => shown.window.request_redraw(),
            WindowEvent::Occluded(is_occluded) => shown.info.occluded = Some(*is_occluded),
            _ => {}
        }
        if shown.platform.on_window_event(&shown.window, &event).repaint {
            shown.want(Instant::now());
        }
    }

    fn user_event(&mut self, _: &ActiveEventLoop, event: UserEvent) {
        let Some(shown) = &mut self.shown else { return };
        match event {
            UserEvent::RequestRepaint { when, cumulative_pass_nr, .. } => {
                // What was wanted before the last frame has been drawn by it.
                if shown.ctx.cumulative_pass_nr() <= cumulative_pass_nr + 1 {
                    shown.want(when);
                }
            }
            UserEvent::AccessKitActionRequest(event) => {
                match event.window_event {
                    Accessibility::InitialTreeRequested => shown.ctx.enable_accesskit(),
                    Accessibility::ActionRequested(request) => {
                        shown.platform.on_accesskit_action_request(request);
                    }
                    Accessibility::AccessibilityDeactivated => shown.ctx.disable_accesskit(),
                }
                shown.want(Instant::now());
            }
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        let Some(shown) = &mut self.shown else { return };
        let due = shown.next.map(|next| next.max(shown.last + FRAME));
        let is_due = due.is_some_and(|due| due <= Instant::now());
        event_loop.set_control_flow(match due {
            Some(due) if !is_due => ControlFlow::WaitUntil(due),
            _ => ControlFlow::Wait,
        });
        if is_due && shown.info.visible() == Some(false) {
            // Not every system asks a window to draw that nobody sees.
            self.frame(event_loop);
        } else if is_due {
            shown.next = None;
            shown.window.request_redraw();
        }
    }
}

impl<F> Desktop<F> {
    fn frame(&mut self, event_loop: &ActiveEventLoop) {
        let Some(shown) = &mut self.shown else { return };
        match shown.frame(event_loop) {
            Ok(true) => {}
            Ok(false) => {
                // The window goes while the system still listens to it.
                self.shown = None;
                event_loop.exit();
            }
            Err(error) => self.fail(event_loop, no_buffer(error)),
        }
    }

    fn fail(&mut self, event_loop: &ActiveEventLoop, error: eframe::Error) {
        self.result = Err(error);
        self.shown = None;
        event_loop.exit();
    }
}

impl Shown {
    fn open(
        event_loop: &ActiveEventLoop,
        proxy: &EventLoopProxy<UserEvent>,
        viewport: &ViewportBuilder,
        make: impl FnOnce(&Context) -> App,
    ) -> Result<Self, eframe::Error> {
        let ctx = Context::default();
        let repaint = proxy.clone();
        ctx.set_request_repaint_callback(move |info| {
            let wish = UserEvent::RequestRepaint {
                viewport_id: info.viewport_id,
                when: Instant::now() + info.delay,
                cumulative_pass_nr: info.current_cumulative_pass_nr,
            };
            // A window that is gone needs no frame.
            let _ = repaint.send_event(wish);
        });
        // Nobody sees it before something is in it.
        let viewport = on_screen(viewport.clone(), event_loop).with_visible(false);
        let window = egui_winit::create_window(&ctx, event_loop, &viewport)?;
        let window = Rc::new(window);
        let display = softbuffer::Context::new(event_loop.owned_display_handle()).map_err(no_buffer)?;
        let surface = softbuffer::Surface::new(&display, Rc::clone(&window)).map_err(no_buffer)?;
        let mut platform = egui_winit::State::new(
            ctx.clone(),
            ViewportId::ROOT,
            event_loop,
            Some(window.scale_factor() as f32),
            event_loop.system_theme(),
            Some(MAX_TEXTURE_SIDE),
        );
        platform.init_accesskit(event_loop, &window, proxy.clone());
        let mut info = egui::ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, &ctx, &window, true);
        let app = make(&ctx);
        let painter = Painter::default();
        let (unseen, last) = (RawInput::default(), Instant::now());
        Ok(Self { app, ctx, platform, info, unseen, painter, surface, window, next: None, last })
    }

    fn want(&mut self, when: Instant) {
        self.next = Some(self.next.map_or(when, |next| next.min(when)));
    }

    /// Runs what is to be run, and draws if the window is in sight; whether the window stays.
    fn frame(&mut self, event_loop: &ActiveEventLoop) -> Result<bool, softbuffer::SoftBufferError> {
        (self.next, self.last) = (None, Instant::now());
        egui_winit::update_viewport_info(&mut self.info, &self.ctx, &self.window, false);
        let mut input = std::mem::take(&mut self.unseen);
        input.append(self.platform.take_egui_input(&self.window));
        input.viewports.insert(ViewportId::ROOT, self.info.clone());
        self.info.events.clear();
        let is_closed = input.viewport().close_requested();
        let app = &mut self.app;
        let (platform, commands) = if self.info.visible() == Some(false) {
            let output = self.ctx.run_logic(&input, |ctx| app.logic(ctx));
            self.unseen = input;
            (output.platform_output, output.viewport_commands.into_values().flatten().collect())
        } else {
            let mut output = self.ctx.run_ui(input, |ui| {
                app.logic(ui.ctx());
                app.ui(ui);
            });
            let platform = std::mem::take(&mut output.platform_output);
            let windows = std::mem::take(&mut output.viewport_output);
            self.draw(output)?;
            (platform, windows.into_values().flat_map(|window| window.commands).collect::<Vec<_>>())
        };
        self.platform.handle_platform_output_with_event_loop(&self.window, event_loop, platform);
        let stays = !is_closed || commands.contains(&ViewportCommand::CancelClose);
        let mut asked = Vec::new();
        egui_winit::process_viewport_commands(&self.ctx, &mut self.info, commands, &self.window, &mut asked);
        // The desk asks for no pictures, and copies by itself.
        let pastes = asked.iter().any(|action| matches!(action, ActionRequested::Paste));
        if pastes && let Some(text) = self.platform.clipboard_text() {
            self.platform.egui_input_mut().events.push(Event::Paste(text));
            self.window.request_redraw();
        }
        Ok(stays)
    }

    fn draw(&mut self, output: FullOutput) -> Result<(), softbuffer::SoftBufferError> {
        let FullOutput { mut textures_delta, shapes, pixels_per_point, .. } = output;
        self.painter.take_textures(&mut textures_delta);
        let size = self.window.inner_size();
        if let (Some(width), Some(height)) = (NonZeroU32::new(size.width), NonZeroU32::new(size.height)) {
            let primitives = self.ctx.tessellate(shapes, pixels_per_point);
            self.surface.resize(width, height)?;
            let mut pixels = self.surface.buffer_mut()?;
            self.painter.paint(&primitives, pixels_per_point, &mut pixels, size.width as usize);
            pixels.present()?;
        }
        self.painter.free_textures(&mut textures_delta);
        Ok(())
    }
}

/// eframe's error has no place for these, which do not go from thread to thread.
/// The same window, but no larger than the largest screen: what lies beyond it cannot be reached.
fn on_screen(viewport: ViewportBuilder, event_loop: &ActiveEventLoop) -> ViewportBuilder {
    let screens = event_loop.available_monitors().map(|screen| {
        let size = screen.size().to_logical::<f32>(screen.scale_factor());
        vec2(size.width, size.height)
    });
    let largest = screens.reduce(Vec2::max).filter(|largest| largest.min_elem() > 0.0);
    match viewport.inner_size.zip(largest) {
        Some((wanted, largest)) => viewport.with_inner_size(wanted.min(largest)),
        None => viewport,
    }
}

fn no_buffer(error: softbuffer::SoftBufferError) -> eframe::Error {
    eframe::Error::AppCreation(error.to_string().into())
}
