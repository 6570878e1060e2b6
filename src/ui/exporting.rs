//! What leaves the desk as a file: the choice of a place, the work beside everything else, and what became of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Align, Align2, Area, Context, Frame, Id, Layout, Margin, Order, Popup, Ui, vec2};

use super::dialogs::{FileKind, Picked};
use super::icons;
use super::outside::Shown;
use super::state::{Action, Cx};
use super::theme::{Tone, size, space, tokens_of};
use super::widgets::{Button, Modal, key_value_ui, menu_item_ui, modal_buttons_ui, progress_ui, small_ui};
use crate::desk::clock::Moment;
use crate::desk::export::{ExportFormat, ExportStop, List, export};
use crate::desk::print;
use crate::desk::progress::{Meter, Watch};
use crate::desk::returned::files::{FilesAsked, pack};
use crate::desk::worker::{Lost, Reply, aside};
use crate::domain::refusal::Refusal;
use crate::i18n::exchange::export_error;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, kept_files, lists as words, print as printed};

/// What leaves the desk as a file.
#[derive(Clone, Debug)]
pub enum Outgoing {
    List(Box<List>, ExportFormat),
    /// The sheet of the application of this number, to be printed.
    Sheet(String),
    /// The kept files of the invoices of the application of this number.
    InvoiceFiles(String),
}

impl Outgoing {
    /// The ending of its file's name.
    const fn ending(&self) -> &'static str {
        match self {
            Self::List(_, ExportFormat::Xlsx) => "xlsx",
            Self::List(_, ExportFormat::Csv) => "csv",
            Self::Sheet(_) => "pdf",
            Self::InvoiceFiles(_) => "zip",
        }
    }

    fn kind(&self, lang: Lang) -> FileKind {
        let (endings, name): (&'static [&'static str], _) = match self {
            Self::List(_, ExportFormat::Xlsx) => (&["xlsx"], words::XLSX_FILES),
            Self::List(_, ExportFormat::Csv) => (&["csv"], words::CSV_FILES),
            Self::Sheet(_) => (&["pdf"], kept_files::PDF_FILE),
            Self::InvoiceFiles(_) => (&["zip"], kept_files::ZIP_FILE),
        };
        FileKind { title: words::SAVE_AS.get(lang).to_owned(), name: name.get(lang).to_owned(), endings }
    }

    fn file_name(&self, cx: &Cx<'_>) -> String {
        match self {
            Self::List(list, _) => {
                words::file_name(cx.lang, list.name(), cx.office.moment().today, self.ending())
            }
            Self::Sheet(application) => kept_files::sheet_name(cx.lang, application),
            Self::InvoiceFiles(application) => kept_files::archive_name(cx.lang, application),
        }
    }

    /// The place with an ending that names its format: some dialogs leave it away.
    fn named(&self, path: PathBuf) -> PathBuf {
        let is_named = match self {
            Self::List(..) => ExportFormat::of(&path).is_some(),
            _ => path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(self.ending())),
        };
        if is_named {
            return path;
        }
        let mut name = path.into_os_string();
        name.push(".");
        name.push(self.ending());
        name.into()
    }

    fn doing(&self, lang: Lang) -> String {
        match self {
            Self::List(list, _) => words::exporting(lang, list.name()),
            Self::Sheet(_) => kept_files::PRINTING.get(lang).to_owned(),
            Self::InvoiceFiles(_) => kept_files::PACKING.get(lang).to_owned(),
        }
    }

    /// Writes it; what is to be said of it then.
    fn write(
        &self,
        lang: Lang,
        store: &Path,
        moment: &Moment,
        to: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<(Tone, String), ExportStop> {
        let shown = to.display().to_string();
        Ok(match self {
            Self::List(list, _) => {
                let rows = export(store, moment, list, &|phrase| words::say(lang, phrase), to, watch)?;
                (Tone::Ok, words::exported(lang, rows, &shown))
            }
            Self::Sheet(application) => {
                print::sheet(store, moment, application, &|word| printed::say(lang, word), to)?;
                (Tone::Ok, printed::sheet_written(lang, application, &shown))
            }
            Self::InvoiceFiles(application) => {
                let asked = FilesAsked { applications: vec![application.clone()], ..FilesAsked::default() };
                let packed = pack(store, &asked, to, watch)?;
                let tone = if packed.left_out.is_empty() { Tone::Ok } else { Tone::Warn };
                (tone, kept_files::packed(lang, packed.files, packed.left_out.len(), &shown))
            }
        })
    }
}

/// A button that offers the formats; answers the one that was asked for.
pub fn export_button_ui(ui: &mut Ui, lang: Lang) -> Option<ExportFormat> {
    let button = Button::secondary(words::EXPORT.get(lang)).icon(icons::DOWNLOAD).show(ui);
    let formats = [(ExportFormat::Xlsx, words::AS_XLSX), (ExportFormat::Csv, words::AS_CSV)];
    let shown = Popup::menu(&button).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(MENU_WIDTH);
        let chosen = formats.into_iter().find(|(_, name)| menu_item_ui(ui, name.get(lang), false).clicked());
        let note = Frame::new().inner_margin(Margin::symmetric(space::M as i8, space::XS as i8));
        // Menus justify what is in them, which tears text apart.
        let plain = Layout::top_down(Align::Min);
        note.show(ui, |ui| ui.with_layout(plain, |ui| small_ui(ui, words::CSV_LONG_NUMBERS.get(lang))));
        chosen
    });
    shown.and_then(|shown| shown.inner).map(|(format, _)| format)
}

const MENU_WIDTH: f32 = 256.0;

const NOTE_WIDTH: f32 = 380.0;

#[derive(Default)]
pub(super) struct Exporting {
    wanted: Option<Outgoing>,
    stage: Option<Stage>,
}

enum Stage {
    Choosing {
        picked: Picked,
        outgoing: Outgoing,
    },
    Writing {
        outgoing: Outgoing,
        path: PathBuf,
        meter: Arc<Meter>,
        reply: Reply<Answer>,
    },
    /// What is to be looked at is there, and offered to be opened.
    Written {
        path: PathBuf,
        is_new: bool,
    },
}

type Answer = Result<(Tone, String), ExportStop>;

impl Exporting {
    pub fn begin(&mut self, outgoing: Outgoing) {
        self.wanted = Some(outgoing);
    }

    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some(outgoing) = self.wanted.take() {
            if self.stage.is_some() {
                cx.act(Action::Toast(Tone::Warn, cx.say(words::UNDER_WAY).to_owned()));
            } else {
                let stage = choose(cx, outgoing);
                self.stage = begun(cx, stage);
            }
        }
        self.stage = match self.stage.take() {
            Some(Stage::Choosing { picked, outgoing }) => match picked.look() {
                Ok(None) => Some(Stage::Choosing { picked, outgoing }),
                Ok(Some(Some(path))) => {
                    let path = outgoing.named(path);
                    let stage = write(cx, outgoing, path);
                    begun(cx, stage)
                }
                Ok(Some(None)) | Err(Lost) => None,
            },
            Some(Stage::Writing { outgoing, path, meter, reply }) => match reply.look() {
                Ok(None) => Some(Stage::Writing { outgoing, path, meter, reply }),
                Ok(Some(Ok(_))) if matches!(outgoing, Outgoing::Sheet(_)) => {
                    Some(Stage::Written { path, is_new: true })
                }
                Ok(Some(answer)) => {
                    tell(cx, answer);
                    None
                }
                Err(Lost) => None,
            },
            written => written,
        };
    }

    /// Draws how far it is, above everything else, and what can be done with what was written.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        match &mut self.stage {
            Some(Stage::Writing { outgoing, meter, .. }) => under_way_ui(ctx, cx.lang, outgoing, meter),
            Some(Stage::Written { path, is_new }) => {
                if written_ui(ctx, cx, path, std::mem::take(is_new)) {
                    self.stage = None;
                }
            }
            Some(Stage::Choosing { .. }) | None => {}
        }
    }
}

fn under_way_ui(ctx: &Context, lang: Lang, outgoing: &Outgoing, meter: &Meter) {
    let t = tokens_of(ctx);
    let frame = t.card().inner_margin(Margin::same(space::M as i8));
    Area::new(Id::unique("exporting"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -space::XL - size::STATUS_BAR))
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(NOTE_WIDTH);
                let fraction = meter.progress().fraction();
                let can_cancel = !matches!(outgoing, Outgoing::Sheet(_));
                if progress_ui(ui, &outgoing.doing(lang), fraction, can_cancel) {
                    meter.cancel();
                }
            });
        });
}

/// Offers to open what was written; whether the offer is over.
fn written_ui(ctx: &Context, cx: &mut Cx<'_>, path: &Path, is_new: bool) -> bool {
    let mut open = false;
    let closes = Modal::new(cx.say(kept_files::WRITTEN)).show(ctx, |ui| {
        key_value_ui(ui, cx.say(kept_files::SAVED_AS), &path.display().to_string());
        modal_buttons_ui(ui, |ui| {
            let button = Button::primary(cx.say(kept_files::OPEN)).shortcut("Enter").show(ui);
            if is_new {
                button.request_focus();
            }
            open = button.clicked();
            Button::secondary(cx.say(kept_files::DONE)).show(ui).clicked() || open
        })
    });
    if open {
        cx.act(Action::Show(Shown::Own(path.to_owned())));
    }
    closes
}

fn choose(cx: &Cx<'_>, outgoing: Outgoing) -> Result<Stage, Refusal> {
    let name = outgoing.file_name(cx);
    let picked = cx.picker.save(outgoing.kind(cx.lang), name, Arc::clone(cx.wake))?;
    Ok(Stage::Choosing { picked, outgoing })
}

fn write(cx: &Cx<'_>, outgoing: Outgoing, path: PathBuf) -> Result<Stage, Refusal> {
    let meter = Arc::new(Meter::default());
    let (store, moment, lang) = (cx.office.path().to_owned(), cx.office.moment(), cx.lang);
    let (what, target) = (outgoing.clone(), path.clone());
    let (report, wake) = (Arc::clone(&meter), Arc::clone(cx.wake));
    let work = move || {
        what.write(lang, &store, &moment, &target, &mut |progress| {
            wake();
            report.report(progress)
        })
    };
    let reply = aside("export", Arc::clone(cx.wake), work)?;
    Ok(Stage::Writing { outgoing, path, meter, reply })
}

fn begun(cx: &mut Cx<'_>, stage: Result<Stage, Refusal>) -> Option<Stage> {
    stage.map_err(|refusal| cx.act(Action::Toast(Tone::Bad, message(cx.lang, &refusal)))).ok()
}

fn tell(cx: &mut Cx<'_>, answer: Answer) {
    let lang = cx.lang;
    let (tone, text) = match answer {
        Ok(said) => said,
        Err(ExportStop::Cancelled) => (Tone::Info, words::CANCELLED.get(lang).to_owned()),
        Err(ExportStop::Refused(refusal)) => (Tone::Bad, message(lang, &refusal)),
        Err(ExportStop::File(error)) => (Tone::Bad, export_error(lang, &error)),
    };
    cx.act(Action::Toast(tone, text));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::list_columns::ListName;

    #[test]
    fn a_name_without_an_ending_gets_that_of_its_format() {
        let list = Outgoing::List(Box::new(List::all(ListName::Bills)), ExportFormat::Csv);
        assert_eq!(list.named("账单 2026.11".into()), PathBuf::from("账单 2026.11.csv"));
        assert_eq!(list.named("list.XLSX".into()), PathBuf::from("list.XLSX"));
        let sheet = Outgoing::Sheet("FP20261122-0001".to_owned());
        assert_eq!(sheet.named("a.PDF".into()), PathBuf::from("a.PDF"));
        assert_eq!(sheet.named("a.csv".into()), PathBuf::from("a.csv.pdf"));
    }
}
