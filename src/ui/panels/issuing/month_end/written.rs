//! What leaves the desk at the end of a month: the result of holding the lists together, the register, the files.

use super::MonthEnd;
use crate::desk::export::ExportStop;
use crate::desk::print::{RegisterAsked, register};
use crate::desk::returned::files::{FilesAsked, NotPacked, pack};
use crate::desk::returned::mirror::{MirrorWords, write};
use crate::domain::list_columns::Phrase;
use crate::i18n::{cli, exchange, lists, month_end as words, print};
use crate::ui::dialogs::FileKind;
use crate::ui::saving::{Job, Saved};
use crate::ui::state::Cx;

impl MonthEnd {
    /// Writes what `mirror --to` writes.
    pub(super) fn export(&mut self, cx: &mut Cx<'_>) {
        let (Some(held), Some(list)) = (self.shown(), self.list.clone()) else { return };
        let (lang, store) = (cx.lang, cx.office.path().to_owned());
        let job = Job {
            kind: FileKind {
                title: cx.say(words::EXPORT_TITLE).to_owned(),
                name: cx.say(words::EXPORT_FILE).to_owned(),
                endings: &["xlsx", "csv"],
            },
            name: words::mirror_file(lang, held.mirror.month),
            under_way: words::writing,
            work: Box::new(move |to, _| {
                let said = MirrorWords {
                    title: exchange::MIRROR.get(lang),
                    headers: exchange::mirror_headers(lang),
                    total: lists::say(lang, Phrase::Total),
                    colour: &|colour| exchange::colour(colour).get(lang),
                    difference: &|difference| exchange::mirror_difference(lang, difference),
                };
                let rows = write(&store, &held.mirror, &list, to, &said)?;
                Ok::<_, ExportStop>(Saved { said: words::rows_written(lang, rows), notes: Vec::new() })
            }),
        };
        self.saving.begin(cx, job);
    }

    pub(super) fn register(&mut self, cx: &mut Cx<'_>, issuer: &str) {
        let month = self.month(cx.office.moment().today);
        let (lang, store) = (cx.lang, cx.office.path().to_owned());
        let asked = RegisterAsked { month, issuer: issuer.to_owned() };
        let code: String = issuer.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
        let job = Job {
            kind: FileKind {
                title: cx.say(words::REGISTER_TITLE).to_owned(),
                name: cx.say(words::PDF_FILE).to_owned(),
                endings: &["pdf"],
            },
            name: words::register_file(lang, month, &code),
            under_way: words::writing,
            work: Box::new(move |to, _| {
                let done = register(&store, &asked, &|printed| print::say(lang, printed), to)?;
                let (blue, red) = (done.blue.count, done.red.count);
                let notes = done.unplaced.iter();
                let notes =
                    notes.map(|(number, application)| print::red_of_unknown(lang, number, application));
                Ok(Saved {
                    said: words::register_of(lang, blue, red, done.total.gross, done.pages),
                    notes: notes.collect(),
                })
            }),
        };
        self.saving.begin(cx, job);
    }

    pub(super) fn files(&mut self, cx: &mut Cx<'_>) {
        let month = self.month(cx.office.moment().today);
        let (lang, store) = (cx.lang, cx.office.path().to_owned());
        let asked = FilesAsked { month: Some(month), ..FilesAsked::default() };
        let job = Job {
            kind: FileKind {
                title: cx.say(words::FILES_TITLE).to_owned(),
                name: cx.say(words::ZIP_FILE).to_owned(),
                endings: &["zip"],
            },
            name: words::files_file(lang, month),
            under_way: words::packing,
            work: Box::new(move |to, watch| {
                let packed = pack(&store, &asked, to, watch)?;
                let note = |NotPacked { application, number, why }: &NotPacked| {
                    let number = number.as_ref().unwrap_or(application);
                    words::not_packed(lang, number, &cli::not_packed(lang, why))
                };
                Ok(Saved {
                    said: words::packed(lang, packed.files, packed.invoices),
                    notes: packed.left_out.iter().map(note).collect(),
                })
            }),
        };
        self.saving.begin(cx, job);
    }
}
