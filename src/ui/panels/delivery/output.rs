//! Files that are made of what is chosen: labels, an archive of invoices, a receipt. A place is chosen, the file is
//! written beside everything else, and what came of it can be opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Ui};

use crate::desk::export::ExportStop;
use crate::desk::mail::receipt::receipt;
use crate::desk::print::{LabelsAsked, labels};
use crate::desk::progress::Meter;
use crate::desk::returned::files::{FilesAsked, pack};
use crate::desk::worker::{Lost, Reply, aside};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::exchange::export_error;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, cli, common, dates, delivery as words, mail, print};
use crate::ui::command_dialog::{free_keyboard, is_entered};
use crate::ui::dialogs::{FileKind, Picked, with_ending};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Column, Modal, SliceRows, Table, TableView, banner_ui, body_ui, key_value_ui, modal_buttons_ui,
    strong_ui,
};

const WIDTH: f32 = 640.0;
const MOST_ROWS: usize = 6;
const APPLICATION: f32 = 150.0;
const REASON: f32 = 400.0;

/// What is made, of which applications.
#[derive(Clone, Debug)]
pub(super) enum Make {
    Labels(Vec<String>),
    Archive(Vec<String>),
    Receipt(String),
}

#[derive(Default)]
pub(super) struct Output {
    stage: Option<Stage>,
    written: Option<Written>,
    opening: Option<Reply<bool>>,
}

enum Stage {
    Choosing(Picked, Make),
    Writing { make: Make, path: PathBuf, meter: Arc<Meter>, reply: Reply<Result<Made, ExportStop>> },
}

/// What came of it, in words.
struct Made {
    /// None: no file was written.
    what: Option<String>,
    /// What is not in the file, and why.
    left_out: Vec<(String, String)>,
}

struct Written {
    make: Make,
    path: PathBuf,
    made: Made,
    is_new: bool,
}

impl Make {
    const fn ending(&self) -> &'static str {
        match self {
            Self::Labels(_) => "pdf",
            Self::Archive(_) => "zip",
            Self::Receipt(_) => "txt",
        }
    }

    const fn title(&self) -> Text {
        match self {
            Self::Labels(_) => words::LABELS_TITLE,
            Self::Archive(_) => words::PACK_TITLE,
            Self::Receipt(_) => words::RECEIPT_TITLE,
        }
    }

    fn kind(&self, lang: Lang) -> FileKind {
        let (name, endings): (_, &'static [&'static str]) = match self {
            Self::Labels(_) => (words::PDF_FILES, &["pdf"]),
            Self::Archive(_) => (words::ZIP_FILES, &["zip"]),
            Self::Receipt(_) => (words::TEXT_FILES, &["txt"]),
        };
        FileKind { title: self.title().get(lang).to_owned(), name: name.get(lang).to_owned(), endings }
    }

    fn write(&self, lang: Lang, store: &Path, to: &Path, meter: &Meter) -> Result<Made, ExportStop> {
        match self {
            Self::Labels(applications) => {
                let asked = LabelsAsked { applications: applications.clone(), skip: 0 };
                let done = labels(store, &asked, &|printed| print::say(lang, printed), to)?;
                let what = words::labels_done(lang, done.printed.len(), done.pages);
                let left_out = done.left_out.into_iter();
                Ok(Made {
                    what: (done.pages > 0).then_some(what),
                    left_out: left_out
                        .map(|left| (left.application, print::label_fault(lang, left.why)))
                        .collect(),
                })
            }
            Self::Archive(applications) => {
                let asked = FilesAsked { applications: applications.clone(), ..FilesAsked::default() };
                let done = pack(store, &asked, to, &mut |progress| meter.report(progress))?;
                let left_out = done.left_out.into_iter();
                Ok(Made {
                    what: Some(words::packed(lang, done.files, done.invoices)),
                    left_out: left_out
                        .map(|left| (left.application, cli::not_packed(lang, &left.why)))
                        .collect(),
                })
            }
            Self::Receipt(application) => {
                let done = receipt(store, application, &|head| mail::receipt(lang, head), to)?;
                let left_out = match done {
                    None => vec![(application.clone(), mail::NOT_SENT_YET.get(lang).to_owned())],
                    Some(_) => Vec::new(),
                };
                let what = left_out.is_empty().then(|| words::receipt_of(lang, application));
                Ok(Made { what, left_out })
            }
        }
    }
}

impl Output {
    /// Asks where it is to be.
    pub fn begin(&mut self, cx: &mut Cx<'_>, make: Make) {
        if self.stage.is_some() {
            return cx.act(Action::Toast(Tone::Warn, cx.say(words::BUSY).to_owned()));
        }
        let of = match &make {
            Make::Receipt(application) => application.clone(),
            Make::Labels(_) | Make::Archive(_) => dates::compact(cx.office.moment().now),
        };
        let name = words::file_name(cx.lang, make.title(), &of, make.ending());
        let picked = cx.picker.save(make.kind(cx.lang), name, Arc::clone(cx.wake));
        self.stage = cx.done_or_told(picked).map(|picked| Stage::Choosing(picked, make));
    }

    pub fn is_open(&self) -> bool {
        self.written.is_some()
    }

    /// Takes what has come. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        self.stage = match self.stage.take() {
            Some(Stage::Choosing(picked, make)) => match picked.look() {
                Ok(None) => Some(Stage::Choosing(picked, make)),
                Ok(Some(Some(path))) => {
                    let ending = make.ending();
                    let writing = write(cx, make, with_ending(path, ending));
                    cx.done_or_told(writing)
                }
                Ok(Some(None)) | Err(Lost) => None,
            },
            Some(Stage::Writing { make, path, meter, reply }) => match reply.look() {
                Ok(None) => Some(Stage::Writing { make, path, meter, reply }),
                Ok(Some(answer)) => {
                    self.tell(cx, make, path, answer);
                    None
                }
                Err(Lost) => {
                    cx.act(Action::Refused(Refusal::Store { fault: StoreFault::Stopped }));
                    None
                }
            },
            None => None,
        };
        if let Some(opened) = self.opening.as_ref().and_then(Reply::poll) {
            self.opening = None;
            if !opened {
                cx.act(Action::Toast(Tone::Bad, cx.say(words::NO_VIEWER).to_owned()));
            }
        }
    }

    fn tell(&mut self, cx: &mut Cx<'_>, make: Make, path: PathBuf, answer: Result<Made, ExportStop>) {
        let (tone, text) = match answer {
            Ok(made) => {
                self.written = Some(Written { make, path, made, is_new: true });
                return;
            }
            Err(ExportStop::Cancelled) => (Tone::Info, cx.say(words::CANCELLED).to_owned()),
            Err(ExportStop::Refused(refusal)) => (Tone::Bad, message(cx.lang, &refusal)),
            Err(ExportStop::File(error)) => (Tone::Bad, export_error(cx.lang, &error)),
        };
        cx.act(Action::Toast(tone, text));
    }

    /// What is being written, and how far it is; whether it can be stopped.
    pub fn under_way(&self, lang: Lang) -> Option<(String, &Meter, bool)> {
        let Some(Stage::Writing { make, meter, .. }) = &self.stage else { return None };
        let meter: &Meter = meter;
        Some(match make {
            Make::Labels(_) => (words::LABELS_RUN.get(lang).to_owned(), meter, false),
            Make::Archive(_) => (words::packing(lang, meter.progress().rows), meter, !meter.is_cancelled()),
            Make::Receipt(_) => (words::RECEIPT_RUN.get(lang).to_owned(), meter, false),
        })
    }

    /// Draws what came of it.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(written) = &mut self.written else { return };
        if std::mem::take(&mut written.is_new) {
            free_keyboard(ctx);
        }
        let mut opens = None;
        let closes = Modal::new(written.make.title().get(cx.lang)).width(WIDTH).show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            written_ui(ui, cx.lang, written);
            buttons_ui(ui, cx.lang, written, &mut opens)
        });
        if let Some(path) = opens {
            let opening = cx.picker.show(path, Arc::clone(cx.wake));
            self.opening = cx.done_or_told(opening);
        }
        if closes {
            self.written = None;
        }
    }
}

/// The buttons; whether the dialog is to be closed. `opens` becomes what is to be shown in another program.
fn buttons_ui(ui: &mut Ui, lang: Lang, written: &Written, opens: &mut Option<PathBuf>) -> bool {
    let entered = is_entered(ui);
    let is_there = written.made.what.is_some();
    let mut leave = entered && !is_there;
    modal_buttons_ui(ui, |ui| {
        if !is_there {
            leave |= Button::primary(words::DONE.get(lang)).shortcut("Enter").show(ui).clicked();
            return;
        }
        if Button::primary(words::OPEN.get(lang)).shortcut("Enter").show(ui).clicked() || entered {
            *opens = Some(written.path.clone());
        }
        if Button::secondary(words::OPEN_FOLDER.get(lang)).show(ui).clicked() {
            *opens = written.path.parent().map(Path::to_owned);
        }
        leave = Button::secondary(words::DONE.get(lang)).show(ui).clicked();
    });
    leave || opens.is_some()
}

fn written_ui(ui: &mut Ui, lang: Lang, written: &Written) {
    match &written.made.what {
        Some(what) => {
            banner_ui(ui, Tone::Ok, what, None);
            key_value_ui(ui, common::FILE.get(lang), &written.path.display().to_string());
        }
        None => drop(banner_ui(ui, Tone::Warn, words::NOT_WRITTEN.get(lang), None)),
    }
    let left_out = &written.made.left_out;
    if !left_out.is_empty() {
        strong_ui(ui, &words::not_in_it(lang, left_out.len()));
        let columns = [
            Column::new("application", words::APPLICATION_NO.get(lang), APPLICATION),
            Column::new("why", common::REASON.get(lang), REASON).grows(),
        ];
        let cell = |(application, why): &(String, String), column: &str, ui: &mut Ui| match column {
            "application" => drop(body_ui(ui, application)),
            _ => drop(body_ui(ui, why).on_hover_text(why)),
        };
        let rows = SliceRows::new(left_out, cell);
        let table = Table::new(words::NOT_IN_IT.get(lang), &columns).at_most_rows(MOST_ROWS);
        table.show(ui, &mut TableView::default(), &rows, None);
    }
}

fn write(cx: &Cx<'_>, make: Make, path: PathBuf) -> Result<Stage, Refusal> {
    let meter = Arc::<Meter>::default();
    let (of, to, watched) = (make.clone(), path.clone(), Arc::clone(&meter));
    let (store, lang) = (cx.office.path().to_owned(), cx.lang);
    let work = move || of.write(lang, &store, &to, &watched);
    let reply = aside("delivery-file", Arc::clone(cx.wake), work)?;
    Ok(Stage::Writing { make, path, meter, reply })
}
