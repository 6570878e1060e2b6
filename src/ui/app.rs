//! The window as eframe sees it: either the first-start page, or a desk.

use std::cell::Cell;
use std::iter::once;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{CentralPanel, Context, Frame, Ui, ViewportBuilder, ViewportCommand};
use egui_wgpu::{WgpuConfiguration, WgpuSetupCreateNew};
use egui_winit::winit::event_loop::EventLoop;
use egui_winit::winit::platform::run_on_demand::EventLoopExtRunOnDemand;
use wgpu::{Adapter, DeviceType, Surface};

use super::dialogs::{Picker, SystemPicker};
use super::keyboard::Keyboard;
use super::prefs::Prefs;
use super::state::{Action, Route};
use super::theme::Tone;
use super::unsaved::{Answer, Leaving, Question};
use super::views::WindowPlace;
use super::welcome::{Places, Welcome};
use super::widgets::begin_dialogs;
use super::window::DeskWindow;
use super::{fonts, software, theme, words};
use crate::desk::own_files::{absolute, is_place_free};
use crate::desk::scans::clear_lent;
use crate::desk::server::name_of;
use crate::desk::worker::{Office, Wake};
use crate::i18n::{Lang, shell};

#[derive(Clone, Debug)]
pub struct WindowOptions {
    pub store: PathBuf,
    /// Whether a store made there takes a clock from outside.
    pub sandbox: bool,
    pub lang: Option<Lang>,
    pub prefs: Option<PathBuf>,
    /// The folder on this computer to which a store is moved that is not safe where it is.
    pub data: Option<PathBuf>,
    /// Where the user's own store is, or would be made.
    pub home: Option<PathBuf>,
    /// The store was given as a file to open: it is asked before anything is written to it.
    pub is_given: bool,
}

/// Opens the window and stays until it is closed. A graphics card draws it; where there is none, or where it does not
/// work, the processor.
///
/// # Errors
/// There is no display, or nothing that can be drawn on.
pub fn open_window(options: WindowOptions) -> Result<(), eframe::Error> {
    fonts::prepare();
    clear_lent();
    let prefs = options.prefs.as_deref().map(Prefs::read).unwrap_or_default();
    let viewport = ViewportBuilder::default()
        .with_app_id("fapiao-desk")
        .with_title(shell::APP.get(options.lang.unwrap_or(prefs.lang)))
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([1024.0, 640.0])
        .with_icon(super::icons::window_icon())
        .with_drag_and_drop(true);
    let viewport = prefs.window.map_or(viewport.clone(), |place| place_window(viewport, place));
    let make = |ctx: &Context, options| {
        fonts::install_with_system(ctx);
        App::new(ctx, options, Box::new(SystemPicker::default()))
    };
    let mut event_loop = EventLoop::with_user_event().build()?;
    // There can be no window without a card, so nothing has been asked of the store before this is known.
    let is_open = Cell::new(false);
    let mut on_card = eframe::create_native(
        "fapiao-desk",
        eframe::NativeOptions {
            viewport: viewport.clone(),
            system_font_fallback: false,
            wgpu_options: graphics_cards(),
            ..Default::default()
        },
        Box::new(|cc| {
            is_open.set(true);
            Ok(Box::new(make(&cc.egui_ctx, options.clone())))
        }),
        &event_loop,
    );
    event_loop.run_app_on_demand(&mut on_card)?;
    drop(on_card);
    if is_open.get() {
        return Ok(());
    }
    software::run(&mut event_loop, viewport, |ctx| make(ctx, options))
}

/// Puts the window where it was. Windows leaves a window on a screen that is gone, so it chooses the place there.
fn place_window(viewport: ViewportBuilder, place: WindowPlace) -> ViewportBuilder {
    let (width, height) = place.size;
    let viewport = viewport.with_inner_size([width as f32, height as f32]).with_maximized(place.maximized);
    match place.at {
        Some((x, y)) if !cfg!(windows) => viewport.with_position([x as f32, y as f32]),
        _ => viewport,
    }
}

/// Draw with a graphics card, or not at all: programs that pretend to be one are slower than the window of
/// [`software`].
fn graphics_cards() -> WgpuConfiguration {
    let choose = |cards: &[Adapter], surface: Option<&Surface<'_>>| {
        let fits = |card: &&Adapter| surface.is_none_or(|surface| card.is_surface_supported(surface));
        let rank = |card: &&Adapter| match card.get_info().device_type {
            DeviceType::DiscreteGpu => Some(0),
            DeviceType::IntegratedGpu => Some(1),
            DeviceType::VirtualGpu | DeviceType::Other => Some(2),
            DeviceType::Cpu => None,
        };
        let usable = cards.iter().filter(fits).filter(|card| rank(card).is_some());
        usable.min_by_key(rank).cloned().ok_or_else(|| String::from("no graphics card"))
    };
    let setup = WgpuSetupCreateNew {
        native_adapter_selector: Some(Arc::new(choose)),
        ..WgpuSetupCreateNew::without_display_handle()
    };
    WgpuConfiguration { wgpu_setup: setup.into(), ..Default::default() }
}

pub struct App {
    stage: Stage,
    prefs: Prefs,
    prefs_path: Option<PathBuf>,
    data: Option<PathBuf>,
    home: Option<PathBuf>,
    picker: Box<dyn Picker>,
    title: String,
    /// What is asked before something unsaved is lost.
    question: Option<Question>,
    /// The window closes whatever is unsaved.
    closes: bool,
    /// Who is at the desk, with everything arranged as they had it.
    at_desk: Option<String>,
    /// When it was last looked at whether they have arranged something otherwise.
    looked_at: Instant,
}

#[expect(clippy::large_enum_variant, reason = "there is one of them")]
enum Stage {
    Welcome(Welcome),
    Desk(DeskWindow),
}

impl App {
    /// A window at the store of the options: at the desk if the store is there, else at the first-start page.
    pub fn new(ctx: &Context, options: WindowOptions, picker: Box<dyn Picker>) -> Self {
        let mut prefs = options.prefs.as_deref().map(Prefs::read).unwrap_or_default();
        if let Some(lang) = options.lang {
            prefs.lang = lang;
        }
        ctx.add_plugin(Keyboard::held_back());
        words::set_lang(ctx, prefs.lang);
        theme::apply(ctx, prefs.look());
        let store = absolute(&options.store);
        let welcome = if options.is_given {
            let safe = options.data.as_deref().and_then(|data| free_place(data, &store));
            let places = Places { safe, home: options.home.clone() };
            let is_known = prefs.remembers(&store);
            Welcome::given(store, is_known, places, wake(ctx))
        } else {
            Welcome::new(store, options.sandbox, wake(ctx))
        };
        Self {
            stage: Stage::Welcome(welcome),
            prefs,
            prefs_path: options.prefs,
            data: options.data,
            home: options.home,
            picker,
            title: String::new(),
            question: None,
            closes: false,
            at_desk: None,
            looked_at: Instant::now(),
        }
    }

    pub fn office(&self) -> Option<&Office> {
        match &self.stage {
            Stage::Welcome(_) => None,
            Stage::Desk(desk) => Some(desk.office()),
        }
    }

    fn keep_prefs(&self) {
        if let Some(path) = &self.prefs_path {
            self.prefs.write(path);
        }
    }

    /// Sets everything as whoever is at the desk now had it, once that is known, and remembers what they arrange.
    fn keep_views(&mut self) {
        let Stage::Desk(desk) = &mut self.stage else { return };
        let user = desk.user();
        if user != self.at_desk {
            self.remember_views();
            let Stage::Desk(desk) = &mut self.stage else { return };
            if let Some(user) = &user {
                desk.arrange(&self.prefs.views_at(desk.office().path(), user));
            }
            self.at_desk = user;
        } else if self.looked_at.elapsed() >= BETWEEN_LOOKS {
            self.remember_views();
        }
    }

    /// Writes down what whoever is at the desk has arranged, where that is not written down.
    fn remember_views(&mut self) {
        self.looked_at = Instant::now();
        let (Stage::Desk(desk), Some(user)) = (&mut self.stage, &self.at_desk) else { return };
        let views = desk.views();
        if self.prefs.arranged(desk.office().path(), user, views) {
            self.keep_prefs();
        }
    }

    /// Remembers where the window is.
    fn look_at_window(&mut self, ctx: &Context) {
        let place = ctx.input(|input| {
            let viewport = input.viewport();
            let size = viewport.inner_rect.filter(|_| viewport.minimized != Some(true))?.size();
            let at = viewport.outer_rect.map(|rect| (rect.min.x as i32, rect.min.y as i32));
            let maximized = viewport.maximized.unwrap_or_default();
            Some(WindowPlace { size: (size.x as i32, size.y as i32), at, maximized })
        });
        match (place, &mut self.prefs.window) {
            // Its size is the one that it has when it is no more as large as the screen.
            (Some(place), Some(before)) if place.maximized => before.maximized = true,
            (Some(place), before) => *before = Some(place),
            (None, _) => {}
        }
    }

    fn act(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::ChooseLanguage(lang) => {
                self.prefs.lang = lang;
                words::set_lang(ctx, lang);
                self.keep_prefs();
            }
            Action::ChooseTheme(look) => {
                self.prefs.set_look(look);
                theme::apply(ctx, look);
                self.keep_prefs();
            }
            Action::ChooseUser(user) | Action::SignedIn(user) => {
                if let Some(path) = self.office().map(|office| office.path().to_owned()) {
                    self.prefs.handed_over(&path, &user);
                    self.keep_prefs();
                }
            }
            Action::LockAfter(after) => {
                self.prefs.lock_after = after;
                self.keep_prefs();
            }
            Action::HandOver => {
                self.remember_views();
                if let Stage::Desk(desk) = &mut self.stage {
                    let next = desk.successor();
                    *desk = next;
                }
                self.at_desk = None;
            }
            Action::LeaveUndecided(files) => {
                if let Some(path) = self.office().map(|office| office.path().to_owned()) {
                    self.prefs.left_undecided(&path, files);
                    self.keep_prefs();
                }
            }
            Action::OpenStore(path) => self.leave(ctx, Leaving::Open(path)),
            Action::ConnectToServer => self.leave(ctx, Leaving::Connect),
            Action::MoveStore => {
                let place = self.office().map(|office| office.path().to_owned());
                let to = place.zip(self.data.as_ref()).and_then(|(path, data)| free_place(data, &path));
                if let Some(to) = to {
                    self.leave(ctx, Leaving::Move(to));
                }
            }
            Action::Restore(backup) => self.leave(ctx, Leaving::Restore(backup)),
            Action::DiscardDemo => self.leave(ctx, Leaving::Discard),
            // The desk's window has done the rest.
            _ => {}
        }
    }

    /// Asks whether what is unsaved is given up, if anything is; whether it is asked.
    fn asks(&mut self, ctx: &Context, leaving: &Leaving) -> bool {
        let unsaved = match &self.stage {
            Stage::Welcome(_) => Vec::new(),
            Stage::Desk(desk) => desk.unsaved(),
        };
        self.question = (!unsaved.is_empty()).then(|| Question::ask(ctx, leaving.clone(), unsaved));
        self.question.is_some()
    }

    /// Goes, once nothing unsaved is lost by it or that is wanted.
    fn leave(&mut self, ctx: &Context, leaving: Leaving) {
        if !self.asks(ctx, &leaving) {
            self.go(ctx, leaving);
        }
    }

    fn go(&mut self, ctx: &Context, leaving: Leaving) {
        self.remember_views();
        match leaving {
            Leaving::Close => {
                self.closes = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Leaving::Open(path) => {
                self.stage = Stage::Welcome(Welcome::new(absolute(&path), false, wake(ctx)))
            }
            Leaving::Connect => {
                let Some(office) = self.office() else { return };
                let (path, is_looked_at) = (office.path().to_owned(), office.is_only_looked_at());
                self.stage = Stage::Welcome(Welcome::connecting(path, is_looked_at, wake(ctx)));
            }
            Leaving::Move(to) => {
                let Some(office) = self.office() else { return };
                let (path, left) = (office.path().to_owned(), office.leaving());
                self.stage = Stage::Welcome(Welcome::moving(path, to, left, wake(ctx)));
            }
            Leaving::Restore(backup) => {
                let Some(office) = self.office().filter(is_worked_at) else { return };
                let (path, left) = (office.path().to_owned(), office.leaving());
                self.stage = Stage::Welcome(Welcome::restoring(path, backup, left, wake(ctx)));
            }
            Leaving::Discard => {
                let Some(office) = self.office().filter(is_worked_at) else { return };
                let (path, left) = (office.path().to_owned(), office.leaving());
                let own = own_folders(self.home.as_deref(), self.data.as_deref());
                self.stage = Stage::Welcome(Welcome::discarding(path, own, left, wake(ctx)));
            }
        }
    }

    /// Holds the window open while it is asked whether what is unsaved is given up.
    fn hear_close(&mut self, ctx: &Context) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if is_asked && !self.closes && self.asks(ctx, &Leaving::Close) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
    }

    fn name_window(&mut self, ctx: &Context, path: &Path, sandbox: bool) {
        let title = shell::title(self.prefs.lang, &name_of(path), sandbox);
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Whether a store may be replaced or removed: one that is only looked at stays as it is.
fn is_worked_at(office: &&Office) -> bool {
    !office.is_only_looked_at()
}

/// How often it is looked at whether something was arranged otherwise.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// A place in a folder for a store of this name, where nothing is yet, nor anything that it would share with another.
fn free_place(folder: &Path, store: &Path) -> Option<PathBuf> {
    let stem = store.file_stem().unwrap_or_default().to_string_lossy();
    // Without an ending there is no dot: Windows strips one that stands last.
    let ending = store.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let more = (2_u32..).map(|n| format!("{stem}-{n}{ending}"));
    let mut places = once(format!("{stem}{ending}")).chain(more).map(|name| folder.join(name));
    places.find(|place| is_place_free(place))
}

/// The folders in which the program keeps stores by itself: that of the user's own store, and the one on this computer.
fn own_folders(home: Option<&Path>, data: Option<&Path>) -> Vec<PathBuf> {
    home.and_then(Path::parent).into_iter().chain(data).map(Path::to_owned).collect()
}

fn wake(ctx: &Context) -> Wake {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

impl Drop for App {
    fn drop(&mut self) {
        self.remember_views();
        self.keep_prefs();
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.ui(ui);
    }
}

impl App {
    /// Takes what has come and asks for what is wanted, before a frame is drawn.
    pub fn logic(&mut self, ctx: &Context) {
        // Also while the window is out of sight and nothing is drawn.
        self.hear_close(ctx);
        self.look_at_window(ctx);
        if self.picker.has_failed() {
            match &mut self.stage {
                Stage::Welcome(welcome) => welcome.tell_dialog_failed(),
                Stage::Desk(desk) => desk.tell(Tone::Warn, shell::DIALOG_FAILED.get(self.prefs.lang)),
            }
        }
        match &mut self.stage {
            Stage::Welcome(welcome) => {
                let opened = welcome.logic(self.prefs.lang);
                if let Some(gone) = welcome.take_gone() {
                    self.prefs.forgotten(&gone);
                    self.keep_prefs();
                }
                let Stage::Welcome(welcome) = &mut self.stage else { return };
                if let Some(office) = opened {
                    // What is only looked at is asked about again.
                    if !office.is_only_looked_at() {
                        self.prefs.opened(office.path());
                    }
                    let first = welcome.first_user();
                    office.choose_user(first.or(self.prefs.user_at(office.path())));
                    let undecided = self.prefs.undecided_at(office.path());
                    let desk =
                        DeskWindow::new(Arc::new(office), wake(ctx), Route::default(), self.prefs.lock_after);
                    let mut desk = desk.seated(first);
                    desk.read_again(undecided);
                    desk.offer_discarding(&own_folders(self.home.as_deref(), self.data.as_deref()));
                    if let Some((tone, text)) = welcome.said(self.prefs.lang) {
                        desk.tell(tone, text);
                    }
                    self.stage = Stage::Desk(desk);
                    self.at_desk = None;
                    self.keep_prefs();
                }
            }
            Stage::Desk(desk) => {
                let actions = desk.logic(ctx, self.prefs.lang, self.picker.as_ref(), &self.prefs.recent);
                let (path, sandbox) = (desk.office().path().to_owned(), desk.office().is_sandbox());
                self.name_window(ctx, &path, sandbox);
                actions.into_iter().for_each(|action| self.act(ctx, action));
                self.keep_views();
            }
        }
        let (is_held_back, is_page_there) = match &self.stage {
            // What was pressed for the desk is nothing for the page that says why it does not open.
            Stage::Welcome(welcome) => (welcome.is_opening(), false),
            Stage::Desk(desk) => (desk.awaits_people(), !desk.is_barred()),
        };
        Keyboard::hold_back(ctx, is_held_back, is_page_there);
    }

    /// Draws a frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let lang = self.prefs.lang;
        let ctx = ui.ctx().clone();
        begin_dialogs(&ctx);
        match self.question.as_mut().and_then(|question| question.show(&ctx, lang)) {
            None => {}
            Some(Answer::Keep) => self.question = None,
            Some(Answer::Discard) => {
                if let Some(question) = self.question.take() {
                    self.go(&ctx, question.leaving);
                }
            }
        }
        let actions = match &mut self.stage {
            Stage::Welcome(welcome) => {
                let fill = theme::tokens(ui).bg;
                CentralPanel::default()
                    .frame(Frame::new().fill(fill))
                    .show(ui, |ui| welcome.ui(ui, lang, self.picker.as_ref(), &self.prefs))
                    .inner
            }
            Stage::Desk(desk) => desk.ui(ui, lang, self.picker.as_ref(), &self.prefs.recent),
        };
        for action in actions {
            self.act(&ctx, action);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_moved_to_where_nothing_is_with_its_ending_or_without() {
        let folder = tempfile::tempdir().unwrap();
        let place = |store: &str| free_place(folder.path(), Path::new(store)).unwrap();
        assert_eq!(place("cloud/desk.sqlite"), folder.path().join("desk.sqlite"));
        assert_eq!(place("cloud/desk"), folder.path().join("desk"));
        std::fs::write(folder.path().join("desk.sqlite"), "").unwrap();
        for n in 2..=120 {
            let next = place("cloud/desk.sqlite");
            assert_eq!(next, folder.path().join(format!("desk-{n}.sqlite")));
            std::fs::write(next, "").unwrap();
        }
        for (n, folder_of_another) in [(121, "desk-121.files"), (122, "desk-122.backups")] {
            assert_eq!(place("cloud/desk.sqlite"), folder.path().join(format!("desk-{n}.sqlite")));
            std::fs::create_dir(folder.path().join(folder_of_another)).unwrap();
        }
        assert_eq!(place("cloud/desk.sqlite"), folder.path().join("desk-123.sqlite"));
    }
}
