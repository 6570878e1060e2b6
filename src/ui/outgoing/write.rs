//! Writes what leaves the desk, and puts what came of it into words.

use std::path::Path;

use super::Outgoing;
use crate::desk::clock::Moment;
use crate::desk::export::{ExportStop, export, write_sums};
use crate::desk::mail::receipt::receipt;
use crate::desk::print;
use crate::desk::progress::Watch;
use crate::desk::returned::files::pack;
use crate::desk::returned::mirror::{self, MirrorWords};
use crate::domain::list_columns::Phrase;
use crate::domain::printed::Printed;
use crate::i18n::{Lang, cli, exchange, lists, mail, outgoing as words, print as printed};

/// What was written, in words.
#[derive(Debug)]
pub(super) struct Done {
    /// None: there was nothing to write, and no file is left.
    pub what: Option<String>,
    pub left_out: Vec<LeftOut>,
}

/// Something that was asked for and is not in the file, and why.
#[derive(Debug)]
pub(super) struct LeftOut {
    pub application: String,
    /// Which of its invoices, where it is one.
    pub invoice: Option<String>,
    pub why: String,
}

impl Done {
    const fn all(what: String) -> Self {
        Self { what: Some(what), left_out: Vec::new() }
    }
}

impl Outgoing {
    pub(super) fn write(
        &self,
        lang: Lang,
        store: &Path,
        moment: &Moment,
        to: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<Done, ExportStop> {
        let say = |word: &Printed<'_>| printed::say(lang, word);
        Ok(match self {
            Self::List(list, _) => {
                let rows = export(store, moment, list, &|phrase| lists::say(lang, phrase), to, watch)?;
                Done::all(lists::exported(lang, rows, &to.display().to_string()))
            }
            Self::Balance { table, .. } => {
                let rows = write_sums(store, table, to)?;
                Done::all(lists::exported(lang, rows, &to.display().to_string()))
            }
            Self::Sheet(application) => {
                print::sheet(store, moment, application, &say, to)?;
                Done::all(words::sheet_of(lang, application))
            }
            Self::Labels(asked) => {
                let done = print::labels(store, asked, &say, to)?;
                let what = words::labels_done(lang, done.printed.len(), done.pages);
                let left_out = done.left_out.into_iter().map(|left| LeftOut {
                    application: left.application,
                    invoice: None,
                    why: printed::label_fault(lang, left.why),
                });
                Done { what: (done.pages > 0).then_some(what), left_out: left_out.collect() }
            }
            Self::Receipt(application) => {
                match receipt(store, application, &|head| mail::receipt(lang, head), to)? {
                    Some(_) => Done::all(words::receipt_of(lang, application)),
                    None => {
                        let why = mail::NOT_SENT_YET.get(lang).to_owned();
                        let left_out = LeftOut { application: application.clone(), invoice: None, why };
                        Done { what: None, left_out: vec![left_out] }
                    }
                }
            }
            Self::InvoiceFiles(asked) => {
                let done = pack(store, asked, to, watch)?;
                let left_out = done.left_out.into_iter().map(|left| LeftOut {
                    application: left.application,
                    invoice: left.number,
                    why: cli::not_packed(lang, &left.why),
                });
                let what = Some(words::packed(lang, done.files, done.invoices));
                Done { what, left_out: left_out.collect() }
            }
            Self::Register(asked) => {
                let done = print::register(store, asked, &say, to)?;
                let left_out = done.unplaced.into_iter().map(|(number, application)| LeftOut {
                    why: printed::red_of_unknown(lang, &number, &application),
                    application,
                    invoice: Some(number),
                });
                let (blue, red) = (done.blue.count, done.red.count);
                let what = Some(words::register_of(lang, blue, red, done.total.gross, done.pages));
                Done { what, left_out: left_out.collect() }
            }
            Self::Mirror(held, list) => {
                let said = MirrorWords {
                    title: exchange::MIRROR.get(lang),
                    headers: exchange::mirror_headers(lang),
                    total: lists::say(lang, Phrase::Total),
                    colour: &|colour| exchange::colour(colour).get(lang),
                    difference: &|difference| exchange::mirror_difference(lang, difference),
                };
                Done::all(words::mirror_of(lang, mirror::write(store, held, list, to, &said)?))
            }
        })
    }
}
