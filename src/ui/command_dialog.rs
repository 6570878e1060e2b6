//! The one dialog in which a command is filled in and sent: it waits for the answer, says what was refused, and hears
//! the keys. A form says what is typed in it and what that makes.

use egui::{Align, Context, Event, Key, Layout, Modifiers, Ui};

use super::drafts::{Inputs, Keeping};
use super::fields::Fields;
use super::icons;
use super::refusing::refused_form_ui;
use super::sending::{Answer, Sending};
use super::state::{Action, Cx, Undo};
use super::theme::Tone;
use super::unsaved::Unsaved;
use super::widgets::{Button, Modal, is_menu_open, modal_buttons_ui, pill_ui};
use crate::desk::protocol::table::Command;
use crate::domain::draft::DraftKey;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, common, undoing};

/// A form that makes one command. Two are equal where the same is typed in them.
pub trait CommandForm: Clone + PartialEq {
    /// What it is drawn beside and checked against, read anew while it is open; `()` where that is nothing.
    type Page: ?Sized;

    fn head(&self, lang: Lang) -> Head;

    /// Draws what can be filled in, each field through `fields`.
    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &Self::Page);

    fn command(&self, lang: Lang, page: &Self::Page) -> Result<Command, Unready>;

    /// What is said once the desk has done it.
    fn done(&self, lang: Lang, answer: &Answer) -> String;

    /// What takes back what the desk has done, where something does.
    fn undo(&self, _answer: &Answer) -> Option<Undo> {
        None
    }

    /// What it is called where it is asked whether it may be lost: only where there is no draft of it.
    fn unsaved(&self) -> Unsaved;

    /// What a draft of it is known by: it begins with what was typed in it before. None: nothing is typed in it, or it is
    /// kept nowhere.
    fn draft(&self) -> Option<DraftKey> {
        None
    }

    /// Names each of its inputs for its draft.
    fn inputs(&mut self, _inputs: &mut Inputs) {}
}

/// Why a form cannot be sent as it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Unready {
    /// The fields say it, those that are only empty once it was tried. The button can be pressed, so that it is tried.
    Missing,
    /// The button says it, and cannot be pressed.
    Because(String),
    /// A field holds what no command can, and says so once it was tried.
    Refused(Refusal),
}

impl From<Refusal> for Unready {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Unready {
    pub fn because(lang: Lang, text: Text) -> Self {
        Self::Because(text.get(lang).to_owned())
    }
}

/// The title of a dialog, its buttons, and its width in points.
pub struct Head {
    title: String,
    send: Option<String>,
    leave: Text,
    is_danger: bool,
    is_for_good: bool,
    width: f32,
}

impl Head {
    /// The button that sends has the words of the title.
    pub fn new(title: impl Into<String>) -> Self {
        let (title, leave) = (title.into(), common::NOT_NOW);
        Self { title, send: None, leave, is_danger: false, is_for_good: false, width: 480.0 }
    }

    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    pub fn buttons(self, send: impl Into<String>, leave: Text) -> Self {
        Self { send: Some(send.into()), leave, ..self }
    }

    /// It refuses, cancels or removes: only a field or Ctrl+Enter confirms it, not Enter by itself.
    pub fn danger_if(self, is_danger: bool) -> Self {
        Self { is_danger, ..self }
    }

    /// What it does cannot be taken back, which it says.
    pub fn for_good(self) -> Self {
        Self { is_for_good: true, ..self }
    }

    /// Draws the buttons; whether it is to be sent, by the button or by its keys, and whether it is to be left.
    pub fn buttons_ui(&self, ui: &mut Ui, lang: Lang, why_not: Option<&str>) -> (bool, bool) {
        let (mut send, mut leave) = (false, false);
        modal_buttons_ui(ui, |ui| {
            let label = self.send.as_deref().unwrap_or(&self.title);
            let button = if self.is_danger { Button::danger(label) } else { Button::primary(label) };
            send = button.shortcut("Ctrl Enter").disabled_because(why_not).show(ui).clicked();
            leave = Button::secondary(self.leave.get(lang)).show(ui).clicked();
            if self.is_for_good {
                for_good_ui(ui, lang);
            }
        });
        send |= ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        (send && why_not.is_none(), leave)
    }

    /// Shows a dialog with this head; whether it is to be closed.
    pub fn show(&self, ctx: &Context, content: impl FnOnce(&mut Ui) -> bool) -> bool {
        Modal::new(&self.title).width(self.width).show(ctx, content)
    }
}

/// The place of a dialog, which is open while it holds a form.
#[derive(Debug)]
pub struct CommandDialog<F>(Option<Open<F>>);

#[derive(Debug)]
struct Open<F> {
    form: F,
    /// What it begins with where nothing was typed in it yet.
    start: F,
    keeping: Option<Keeping>,
    /// What is kept of it.
    kept: Option<F>,
    is_new: bool,
    tried: bool,
    sending: Sending,
}

impl<F> Default for CommandDialog<F> {
    fn default() -> Self {
        Self(None)
    }
}

impl<F: CommandForm> CommandDialog<F> {
    pub fn open(&mut self, form: F) {
        let start = form.clone();
        let (keeping, kept, sending) = (None, None, Sending::default());
        self.0 = Some(Open { form, start, keeping, kept, is_new: true, tried: false, sending });
    }

    pub fn close(&mut self) {
        self.0 = None;
    }

    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// What is typed in it, not sent, and kept nowhere.
    pub fn unsaved(&self) -> Option<Unsaved> {
        let open = self.0.as_ref()?;
        (open.form != open.start && open.form.draft().is_none()).then(|| open.form.unsaved())
    }

    /// Takes the answer, says what was done, and closes; what was sent, and what the desk answered. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) -> Option<(F, Answer)> {
        let (form, answer) = self.take()?;
        let done = form.done(cx.lang, &answer);
        cx.act(match form.undo(&answer) {
            Some(undo) => Action::Done(done, Box::new(Action::TakeBack(undo))),
            None => Action::Toast(Tone::Ok, done),
        });
        Some((form, answer))
    }

    /// The same without a word, where what is behind the dialog says it.
    pub fn take(&mut self) -> Option<(F, Answer)> {
        let answer = self.0.as_mut()?.sending.take_done()?;
        Some((self.0.take()?.form, answer))
    }

    pub fn show(&mut self, ctx: &Context, cx: &Cx<'_>, page: &F::Page) {
        let Some(open) = &mut self.0 else { return };
        if open.is_new {
            open.take_up(cx);
        }
        let head = open.form.head(cx.lang);
        let closes = head.show(ctx, |ui| open.body_ui(ui, cx, &head, page));
        open.keep(cx);
        // What is under way is not closed: its answer could not be told any more.
        if closes && !open.sending.is_under_way() {
            self.0 = None;
        }
    }
}

impl<F: CommandForm> Open<F> {
    /// Begins with what was typed before.
    fn take_up(&mut self, cx: &Cx<'_>) {
        let Some(key) = self.form.draft() else { return };
        let keeping = Keeping::begin(cx.office, key, &mut self.form, F::inputs);
        self.kept = keeping.is_draft().then(|| self.form.clone());
        self.keeping = Some(keeping);
    }

    /// Says that it began with a draft; whether it was begun anew.
    fn begins_anew(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let Some(keeping) = &mut self.keeping else { return false };
        if !keeping.mark_ui(ui, cx.lang, cx.office) {
            return false;
        }
        keeping.forget(cx.office);
        self.form = self.start.clone();
        self.sending.forget();
        (self.kept, self.tried) = (None, false);
        true
    }

    /// Keeps what is typed, until it is sent.
    fn keep(&mut self, cx: &Cx<'_>) {
        let Some(keeping) = &self.keeping else { return };
        let is_typed = self.form != self.start && !self.sending.is_under_way();
        if self.kept.as_ref() == is_typed.then_some(&self.form) {
            return;
        }
        self.kept = is_typed.then(|| self.form.clone());
        match &self.kept {
            Some(form) => keeping.keep(cx.office, form, F::inputs),
            None => keeping.keep_nothing(cx.office),
        }
    }

    /// The fields and buttons; whether it is to be closed.
    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, head: &Head, page: &F::Page) -> bool {
        let lang = cx.lang;
        let is_new = std::mem::take(&mut self.is_new);
        let under_way = self.sending.is_under_way();
        let is_anew = !under_way && self.begins_anew(ui, cx);
        let mut fields = Fields::new(lang, cx.office.moment().today, self.sending.refused());
        fields.sealed = cx.office.sealed_months();
        fields.tried = self.tried;
        fields.wants_focus = is_new || is_anew;
        ui.add_enabled_ui(!under_way, |ui| self.form.fields_ui(ui, &mut fields, page));
        let entered = fields.entered || (!is_new && !head.is_danger && is_entered(ui));
        let (changed, said) = (fields.changed, fields.said);
        refused_form_ui(ui, lang, &mut self.sending, changed, said);
        let command = self.form.command(lang, page);
        let why_not = match &command {
            _ if under_way => Some(common::SAVING.get(lang)),
            Err(Unready::Because(why)) => Some(why.as_str()),
            Ok(_) | Err(Unready::Missing | Unready::Refused(_)) => None,
        };
        let (send, leave) = head.buttons_ui(ui, lang, why_not);
        if send || (entered && why_not.is_none()) {
            self.tried = true;
            self.sending.forget();
            let command = match command {
                Ok(command) => Ok(command),
                Err(Unready::Refused(refusal)) => Err(refusal),
                Err(Unready::Missing | Unready::Because(_)) => return leave,
            };
            self.sending.send(cx.office.command(command));
        }
        leave
    }
}

/// Says, at the left of a dialog's buttons, that what they do cannot be taken back.
pub(super) fn for_good_ui(ui: &mut Ui, lang: Lang) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        pill_ui(ui, Tone::Warn, icons::WARNING, undoing::FOR_GOOD.get(lang));
    });
}

/// Takes the keyboard from what is behind a dialog that has just been opened: its keys are its own.
pub(super) fn free_keyboard(ctx: &Context) {
    ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
}

/// Whether Enter was pressed where nothing has the keyboard; on a button it presses that, in a menu it chooses.
pub(super) fn is_entered(ui: &Ui) -> bool {
    let is_free = ui.memory(|memory| memory.focused().is_none()) && !is_menu_open(ui.ctx());
    // One that is held down since before the dialog was there confirms nothing.
    let is_enter =
        |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, .. });
    is_free && ui.input(|input| input.events.iter().any(is_enter))
}
