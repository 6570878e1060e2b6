//! A carrier's list on its way in: chosen, dropped or pasted, looked at, and recorded once a person says so.

use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::paperwork::{
    ListStop, Parcel, TrackingAsked, TrackingImported, UnclearParcel, UnmatchedParcel,
};
use crate::desk::worker::Reply;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::domain::text::given;
use crate::i18n::delivery as words;
use crate::ui::dialogs::{FileKind, Picked, file_name};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::unsaved::Unsaved;

/// The endings of lists.
pub(super) const TABLES: &[&str] = &["xlsx", "xls", "csv", "txt", "tsv"];

type Answer = Result<TrackingImported, ListStop>;

#[derive(Default)]
pub(super) struct Parcels {
    picking: Option<Picked>,
    pub(super) open: Option<Open>,
}

/// The list that is looked at.
pub(super) struct Open {
    pub path: PathBuf,
    /// That of rows which name none.
    pub carrier: String,
    pub is_new: bool,
    look: Option<Reply<Answer>>,
    /// With which carrier it was looked at last.
    looked_with: Option<String>,
    /// What would come of it.
    pub seen: Option<Result<Seen, ListStop>>,
    recording: Option<Reply<Answer>>,
}

pub(super) struct Seen {
    pub read: usize,
    pub matched: usize,
    /// In the order of the list.
    pub rows: Vec<Row>,
}

/// What a row of the list comes to.
pub(super) enum Row {
    Matched(Parcel),
    Already(Parcel),
    Unmatched(UnmatchedParcel),
    Unclear(UnclearParcel),
}

impl Row {
    pub fn row(&self) -> u32 {
        match self {
            Self::Matched(parcel) | Self::Already(parcel) => parcel.row,
            Self::Unmatched(parcel) => parcel.row,
            Self::Unclear(parcel) => parcel.row,
        }
    }

    pub fn tracking_no(&self) -> &str {
        match self {
            Self::Matched(parcel) | Self::Already(parcel) => &parcel.tracking_no,
            Self::Unmatched(parcel) => &parcel.tracking_no,
            Self::Unclear(parcel) => &parcel.tracking_no,
        }
    }
}

impl Seen {
    fn of(report: TrackingImported) -> Self {
        let TrackingImported { read, matched, already, unmatched, unclear } = report;
        let count = matched.len();
        let matched = matched.into_iter().map(Row::Matched);
        let already = already.into_iter().map(Row::Already);
        let open = unmatched.into_iter().map(Row::Unmatched).chain(unclear.into_iter().map(Row::Unclear));
        let mut rows: Vec<Row> = matched.chain(already).chain(open).collect();
        rows.sort_by_key(Row::row);
        Self { read, matched: count, rows }
    }
}

impl Parcels {
    pub fn pick(&mut self, cx: &mut Cx<'_>) {
        let kind = FileKind {
            title: cx.say(words::PARCELS_TITLE).to_owned(),
            name: cx.say(words::PARCELS_FILE).to_owned(),
            endings: TABLES,
        };
        let picked = cx.picker.open(kind, Arc::clone(cx.wake));
        self.picking = cx.done_or_told(picked).or(self.picking.take());
    }

    /// Looks at a list; `carrier` is that of the last one.
    pub fn take(&mut self, path: PathBuf, carrier: &str) {
        self.open = Some(Open {
            path,
            carrier: carrier.to_owned(),
            is_new: true,
            look: None,
            looked_with: None,
            seen: None,
            recording: None,
        });
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub fn unsaved(&self) -> Option<Unsaved> {
        let open = self.open.as_ref()?;
        Some(Unsaved::new(words::PARCELS_OPEN, file_name(&open.path)))
    }

    /// Takes what has come; what was recorded, once it is. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>, carrier: &str) -> Option<TrackingImported> {
        if let Some(picked) = self.picking.as_ref().and_then(Reply::poll) {
            self.picking = None;
            if let Some(path) = picked {
                self.take(path, carrier);
            }
        }
        let open = self.open.as_mut()?;
        open.keep_looked_at(cx);
        let recorded = answer_of(open.recording.as_ref()?)?;
        open.recording = None;
        match recorded {
            Ok(done) => {
                self.open = None;
                let rest = done.unmatched.len() + done.unclear.len();
                let (tone, text) = match rest {
                    0 => (Tone::Ok, words::parcels_all_taken(cx.lang, done.matched.len())),
                    rest => (Tone::Warn, words::parcels_taken(cx.lang, done.matched.len(), rest)),
                };
                cx.act(Action::Toast(tone, text));
                Some(done)
            }
            Err(stop) => {
                open.seen = Some(Err(stop));
                None
            }
        }
    }
}

impl Open {
    /// Has the list looked at again whenever another carrier is named.
    fn keep_looked_at(&mut self, cx: &Cx<'_>) {
        if let Some(answer) = self.look.as_ref().and_then(answer_of) {
            self.look = None;
            self.seen = Some(answer.map(Seen::of));
        }
        if self.look.is_none() && self.recording.is_none() && self.looked_with.as_ref() != Some(&self.carrier)
        {
            self.looked_with = Some(self.carrier.clone());
            let (path, carrier) = (self.path.clone(), given(&self.carrier));
            self.look = Some(cx.office.attempt(move |desk| {
                desk.preview_tracking(TrackingAsked { path: &path, carrier: carrier.as_deref() })
            }));
        }
    }

    pub fn is_looking(&self) -> bool {
        self.look.is_some() || self.looked_with.as_ref() != Some(&self.carrier)
    }

    pub fn is_recording(&self) -> bool {
        self.recording.is_some()
    }

    /// Delivers what matches.
    pub fn record(&mut self, cx: &Cx<'_>) {
        let (path, carrier, by) = (self.path.clone(), given(&self.carrier), cx.office.chosen_user());
        self.recording = Some(cx.office.attempt(move |desk| {
            let asked = TrackingAsked { path: &path, carrier: carrier.as_deref() };
            desk.import_tracking(by.as_deref(), asked)
        }));
    }
}

/// What was asked of the writing desk, once it is there.
fn answer_of(reply: &Reply<Answer>) -> Option<Answer> {
    match reply.look() {
        Ok(answer) => answer,
        Err(_) => Some(Err(Refusal::Store { fault: StoreFault::Stopped }.into())),
    }
}
