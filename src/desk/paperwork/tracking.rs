//! A carrier's list, taken in: the number of each parcel goes to the application that it is of, which is delivered by
//! it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::ListStop;
use crate::desk::Desk;
use crate::desk::commands::application_steps::{DeliverApplication, deliver_application};
use crate::desk::commands::texts::required;
use crate::desk::commands::transaction::Transaction;
use crate::desk::server::archive_of;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::refusal::{Refusal, Transition, checked};
use crate::domain::tracking::{Addressee, NoParcel};
use crate::exchange::carrier_list::{ParcelRow, parcels};
use crate::store::application::{self, StoredApplication};
use crate::store::engine::Db;

/// A list to be taken in.
#[derive(Clone, Copy, Debug)]
pub struct TrackingAsked<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// The carrier of rows that name none: a carrier's own list does not name it.
    pub carrier: Option<&'a str>,
}

/// What a list came to, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackingImported {
    /// How many rows it has.
    pub read: usize,
    /// The applications that are delivered by it.
    pub matched: Vec<Parcel>,
    /// Those that were delivered by the same parcel before.
    pub already: Vec<Parcel>,
    /// The rows that were not taken.
    pub unmatched: Vec<UnmatchedParcel>,
    /// The rows that may be the parcels of several applications.
    pub unclear: Vec<UnclearParcel>,
}

/// A parcel with the application that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the others are called as in `deliver_application`")]
pub struct Parcel {
    /// The row of the list.
    pub row: u32,
    pub application: String,
    pub carrier: String,
    pub tracking_no: String,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedParcel {
    /// The row of the list.
    pub row: u32,
    /// The number of the parcel.
    pub tracking_no: String,
    /// The application, where it is known.
    pub application: Option<String>,
    /// Why.
    pub why: NoParcel,
}

/// A row that may be of several applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnclearParcel {
    /// The row of the list.
    pub row: u32,
    /// The number of the parcel.
    pub tracking_no: String,
    /// The applications.
    pub applications: Vec<String>,
}

impl Desk {
    /// Says what taking in the list would do, and does nothing.
    ///
    /// # Errors
    /// See [`ListStop`].
    pub fn preview_tracking(&self, asked: TrackingAsked<'_>) -> Result<TrackingImported, ListStop> {
        let rows = parcels(asked.path)?;
        Ok(self.db().snapshot(|db| matched(db, &rows, asked.carrier))?)
    }

    /// Takes in the list as one transaction of `by`: what is clear is delivered, the rest is answered.
    ///
    /// # Errors
    /// See [`ListStop`].
    pub fn import_tracking(
        &self,
        by: Option<&str>,
        asked: TrackingAsked<'_>,
    ) -> Result<TrackingImported, ListStop> {
        let rows = parcels(asked.path)?;
        let name = asked.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let archive = archive_of(self.path());
        self.transact(
            by,
            "import_tracking",
            |db, moment, user| {
                let mut done = matched(db, &rows, asked.carrier)?;
                let tx = Transaction::new(db, &archive, moment, user);
                for parcel in std::mem::take(&mut done.matched) {
                    let delivered = fields(&parcel).and_then(|fields| deliver_application(&tx, &fields));
                    match delivered {
                        Ok(_) => done.matched.push(parcel),
                        Err(refusal @ Refusal::Store { .. }) => return Err(refusal.into()),
                        Err(refusal) => done.unmatched.push(UnmatchedParcel {
                            row: parcel.row,
                            tracking_no: parcel.tracking_no,
                            application: Some(parcel.application),
                            why: NoParcel::Refused(refusal),
                        }),
                    }
                }
                Ok(done)
            },
            |done| {
                let numbers = |parcels: &[Parcel]| {
                    let pairs =
                        parcels.iter().map(|parcel| (parcel.application.clone(), parcel.tracking_no.clone()));
                    pairs.collect::<BTreeMap<String, String>>()
                };
                json!({
                    "file": name,
                    "read": done.read,
                    "matched": numbers(&done.matched),
                    "already": done.already.len(),
                    "unmatched": done.unmatched.len(),
                    "ambiguous": done.unclear.len(),
                })
            },
        )
    }
}

fn fields(parcel: &Parcel) -> Result<DeliverApplication, Refusal> {
    Ok(DeliverApplication {
        application: checked("application", &parcel.application)?,
        carrier: Some(checked("carrier", &parcel.carrier)?),
        tracking_no: Some(checked("tracking_no", &parcel.tracking_no)?),
        email: None,
    })
}

/// The applications that wait for post, by whom they are for.
type Waiting = BTreeMap<Addressee, Vec<String>>;

fn addressee(stored: &StoredApplication) -> Option<Addressee> {
    let address = stored.snapshot.address.as_ref()?;
    Addressee::of(&address.recipient, &address.phone)
}

/// What a row is the parcel of.
enum Found {
    Waiting(String),
    Already(String),
    Unclear(Vec<String>),
    Not(Option<String>, NoParcel),
}

/// Which row is the parcel of which application, as the store stands.
fn matched(db: &Db, rows: &[ParcelRow], carrier: Option<&str>) -> Result<TrackingImported, Refusal> {
    let mut done = TrackingImported { read: rows.len(), ..TrackingImported::default() };
    let is_by_name = rows.iter().any(|row| row.application.is_empty() && !row.recipient.is_empty());
    let mut waiting = Waiting::new();
    for stored in if is_by_name { application::issued(db)? } else { Vec::new() } {
        if let Some(addressee) = addressee(&stored) {
            waiting.entry(addressee).or_default().push(stored.number);
        }
    }
    let mut claims: BTreeMap<String, Vec<Parcel>> = BTreeMap::new();
    for row in rows {
        let given =
            Some(row.carrier.as_str()).filter(|named| !named.is_empty()).or(carrier).unwrap_or_default();
        let parcel = |application: String| Parcel {
            row: row.row,
            application,
            carrier: given.trim().to_owned(),
            tracking_no: row.tracking_no.clone(),
        };
        let tracking_no = row.tracking_no.clone();
        match found(db, row, given, &waiting)? {
            Found::Waiting(number) => claims.entry(number.clone()).or_default().push(parcel(number)),
            Found::Already(number) => done.already.push(parcel(number)),
            Found::Unclear(applications) => {
                done.unclear.push(UnclearParcel { row: row.row, tracking_no, applications });
            }
            Found::Not(application, why) => {
                done.unmatched.push(UnmatchedParcel { row: row.row, tracking_no, application, why });
            }
        }
    }
    for (number, mut parcels) in claims {
        let is_same = |other: &Parcel| {
            other.carrier == parcels[0].carrier && is_number(&other.tracking_no, &parcels[0].tracking_no)
        };
        if parcels.iter().all(is_same) {
            done.matched.push(parcels.remove(0));
            done.already.extend(parcels);
            continue;
        }
        let rows: Vec<u32> = parcels.iter().map(|parcel| parcel.row).collect();
        done.unmatched.extend(parcels.into_iter().map(|parcel| UnmatchedParcel {
            row: parcel.row,
            tracking_no: parcel.tracking_no,
            application: Some(number.clone()),
            why: NoParcel::Conflict { rows: rows.iter().copied().filter(|row| *row != parcel.row).collect() },
        }));
    }
    done.matched.sort_by_key(|parcel| parcel.row);
    done.unmatched.sort_by_key(|parcel| parcel.row);
    Ok(done)
}

fn found(db: &Db, row: &ParcelRow, carrier: &str, waiting: &Waiting) -> Result<Found, Refusal> {
    if row.lost_digits {
        return Ok(Found::Not(None, NoParcel::DigitsLost));
    }
    for (field, text) in [("tracking_no", row.tracking_no.as_str()), ("carrier", carrier)] {
        if let Err(refusal) = required(field, text) {
            return Ok(Found::Not(None, NoParcel::Refused(refusal)));
        }
    }
    let named = if row.application.is_empty() { &row.order } else { &row.application };
    if let Some(stored) = application::by_number(db, named)? {
        return Ok(by_number(stored, row, carrier));
    }
    let theirs = match Addressee::of(&row.recipient, &row.phone) {
        // What is no number of ours may be the carrier's own, where the list does not call it an application's.
        Some(theirs) if row.application.is_empty() => theirs,
        _ if named.is_empty() => return Ok(Found::Not(None, NoParcel::Unnamed)),
        _ => return Ok(Found::Not(Some(named.clone()), NoParcel::NotFound)),
    };
    // A number that is taken is never that of another letter, whatever waits for the same person.
    let sent = application::sent_with(db, &row.tracking_no)?;
    let is_same = |stored: &&StoredApplication| {
        addressee(stored).as_ref() == Some(&theirs) && is_sent_as(stored, row, carrier)
    };
    if let Some(stored) = sent.iter().find(is_same) {
        return Ok(Found::Already(stored.number.clone()));
    }
    if let Some(stored) = sent.into_iter().next() {
        return Ok(sent_as(stored));
    }
    Ok(match waiting.get(&theirs).map(Vec::as_slice).unwrap_or_default() {
        [] => Found::Not(None, NoParcel::Nobody),
        [one] => Found::Waiting(one.clone()),
        several => Found::Unclear(several.to_vec()),
    })
}

fn by_number(stored: StoredApplication, row: &ParcelRow, carrier: &str) -> Found {
    let number = stored.number.clone();
    match stored.state {
        ApplicationState::Issued => Found::Waiting(number),
        ApplicationState::Delivered | ApplicationState::Received if is_sent_as(&stored, row, carrier) => {
            Found::Already(number)
        }
        ApplicationState::Delivered | ApplicationState::Received => sent_as(stored),
        state => {
            let transition =
                Transition::Application { application: number.clone(), state, step: Step::Deliver };
            Found::Not(Some(number), NoParcel::Refused(Refusal::TransitionNotAllowed(transition)))
        }
    }
}

fn sent_as(stored: StoredApplication) -> Found {
    let sent = [stored.carrier, stored.tracking_no, stored.sent_to];
    let sent = sent.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Found::Not(Some(stored.number), NoParcel::SentAs { sent })
}

fn is_sent_as(stored: &StoredApplication, row: &ParcelRow, carrier: &str) -> bool {
    stored.tracking_no.as_deref().is_some_and(|number| is_number(number, &row.tracking_no))
        && stored.carrier.as_deref() == Some(carrier.trim())
}

/// Whether two texts are one carrier's number: carriers write its letters large, people as they like.
fn is_number(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}
