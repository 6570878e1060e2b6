//! A list on its way out of the desk: the choice of a place, the work beside everything else, and what became of it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align, Align2, Area, Context, Frame, Id, Layout, Margin, Order, Popup, Ui, vec2};

use super::dialogs::{FileKind, Picked};
use super::icons;
use super::state::{Action, Cx};
use super::theme::{Tone, size, space, tokens_of};
use super::widgets::{Button, menu_item_ui, progress_ui, small_ui};
use crate::desk::export::{ExportFormat, ExportStop, List, export};
use crate::desk::progress::Meter;
use crate::desk::worker::{Lost, Reply, aside};
use crate::domain::list_columns::ListName;
use crate::domain::refusal::Refusal;
use crate::i18n::exchange::export_error;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, lists as words};

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
    wanted: Option<(List, ExportFormat)>,
    stage: Option<Stage>,
}

enum Stage {
    Choosing { picked: Picked, list: List, format: ExportFormat },
    Writing { name: ListName, path: PathBuf, meter: Arc<Meter>, reply: Reply<Result<u64, ExportStop>> },
}

impl Exporting {
    pub fn begin(&mut self, list: List, format: ExportFormat) {
        self.wanted = Some((list, format));
    }

    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some((list, format)) = self.wanted.take() {
            if self.stage.is_some() {
                cx.act(Action::Toast(Tone::Warn, cx.say(words::UNDER_WAY).to_owned()));
            } else {
                let stage = choose(cx, list, format);
                self.stage = begun(cx, stage);
            }
        }
        self.stage = match self.stage.take() {
            Some(Stage::Choosing { picked, list, format }) => match picked.look() {
                Ok(None) => Some(Stage::Choosing { picked, list, format }),
                Ok(Some(Some(path))) => {
                    let stage = write(cx, list, named(path, format));
                    begun(cx, stage)
                }
                Ok(Some(None)) | Err(Lost) => None,
            },
            Some(Stage::Writing { name, path, meter, reply }) => match reply.look() {
                Ok(None) => Some(Stage::Writing { name, path, meter, reply }),
                Ok(Some(answer)) => {
                    tell(cx, answer, &path);
                    None
                }
                Err(Lost) => None,
            },
            None => None,
        };
    }

    /// Draws how far it is, above everything else.
    pub fn show(&self, ctx: &Context, lang: Lang) {
        let Some(Stage::Writing { name, meter, .. }) = &self.stage else { return };
        let t = tokens_of(ctx);
        let frame = t.card().inner_margin(Margin::same(space::M as i8));
        Area::new(Id::unique("exporting"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -space::XL - size::STATUS_BAR))
            .show(ctx, |ui| {
                frame.show(ui, |ui| {
                    ui.set_width(NOTE_WIDTH);
                    let fraction = meter.progress().fraction();
                    if progress_ui(ui, &words::exporting(lang, *name), fraction, true) {
                        meter.cancel();
                    }
                });
            });
    }
}

fn choose(cx: &Cx<'_>, list: List, format: ExportFormat) -> Result<Stage, Refusal> {
    let (endings, kind): (&'static [&'static str], _) = match format {
        ExportFormat::Xlsx => (&["xlsx"], words::XLSX_FILES),
        ExportFormat::Csv => (&["csv"], words::CSV_FILES),
    };
    let name = words::file_name(cx.lang, list.name(), cx.office.moment().today, ending(format));
    let kind = FileKind { title: cx.say(words::SAVE_AS).to_owned(), name: cx.say(kind).to_owned(), endings };
    let picked = cx.picker.save(kind, name, Arc::clone(cx.wake))?;
    Ok(Stage::Choosing { picked, list, format })
}

fn write(cx: &Cx<'_>, list: List, path: PathBuf) -> Result<Stage, Refusal> {
    let meter = Arc::new(Meter::default());
    let (store, moment) = (cx.office.path().to_owned(), cx.office.moment());
    let (lang, name, target) = (cx.lang, list.name(), path.clone());
    let (report, wake) = (Arc::clone(&meter), Arc::clone(cx.wake));
    let work = move || {
        export(&store, &moment, &list, &|phrase| words::say(lang, phrase), &target, &mut |progress| {
            wake();
            report.report(progress)
        })
    };
    let reply = aside("export", Arc::clone(cx.wake), work)?;
    Ok(Stage::Writing { name, path, meter, reply })
}

fn begun(cx: &mut Cx<'_>, stage: Result<Stage, Refusal>) -> Option<Stage> {
    stage.map_err(|refusal| cx.act(Action::Toast(Tone::Bad, message(cx.lang, &refusal)))).ok()
}

fn tell(cx: &mut Cx<'_>, answer: Result<u64, ExportStop>, path: &std::path::Path) {
    let lang = cx.lang;
    let (tone, text) = match answer {
        Ok(rows) => (Tone::Ok, words::exported(lang, rows, &path.display().to_string())),
        Err(ExportStop::Cancelled) => (Tone::Info, words::CANCELLED.get(lang).to_owned()),
        Err(ExportStop::Refused(refusal)) => (Tone::Bad, message(lang, &refusal)),
        Err(ExportStop::File(error)) => (Tone::Bad, export_error(lang, &error)),
    };
    cx.act(Action::Toast(tone, text));
}

const fn ending(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Csv => "csv",
    }
}

/// The place with an ending that names its format: some dialogs leave it away.
fn named(path: PathBuf, format: ExportFormat) -> PathBuf {
    if ExportFormat::of(&path).is_some() {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending(format));
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_an_ending_gets_that_of_its_format() {
        let of = |name: &str, format| named(PathBuf::from(name), format);
        assert_eq!(of("账单 2026.11", ExportFormat::Csv), PathBuf::from("账单 2026.11.csv"));
        assert_eq!(of("list.XLSX", ExportFormat::Csv), PathBuf::from("list.XLSX"));
    }
}
