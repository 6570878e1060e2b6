//! A believable company to look around in: two issuers, one under each policy, and sixty customers with eighteen
//! months behind them, in every state that a clerk meets.
//!
//! Everything in it was done through the desk's own commands, at the time it would have been done, so it keeps every
//! rule and law. The same day and seed give the same store.

mod applying;
mod billing;
mod cast;
mod chance;
pub mod discard;
mod furnish;
mod plans;
mod play;
mod qualifying;
mod ticketing;
mod vocabulary;

use std::path::Path;
use std::sync::Arc;

use self::play::Play;
use self::vocabulary::Vocabulary;
use crate::desk::backup::{RestoreStop, transfer};
use crate::desk::proof::heads;
use crate::desk::server::is_server;
use crate::desk::stored_scans;
use crate::desk::unfinished::{Unfinished, clear_leftovers, named};
use crate::desk::{Desk, Open, is_there, unwritable};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::disk::rename;
use crate::exchange::scans::Archive;
use crate::store::engine::{Db, file_fault};

/// The demo that is made when nobody asks for another.
pub const DEFAULT_SEED: u64 = 1;

/// Makes a sandbox and puts it at `path` when it is filled. Where that fails, or is stopped, there is nothing at `path`
/// afterwards.
///
/// # Errors
/// `store`: there is a file already, or it cannot be written.
pub fn make(path: &Path, seed: u64, progress: &mut dyn FnMut(f32)) -> Result<Desk, Refusal> {
    if is_there(path)? {
        return Err(Refusal::Store { fault: StoreFault::Exists { path: path.display().to_string() } });
    }
    if is_server(path) {
        return make_on_server(path, seed, progress);
    }
    let (arriving, _unfinished) = Unfinished::beside(path, "demo");
    let made = Desk::open(&arriving, Open::New { sandbox: true }).and_then(|mut desk| {
        fill(&mut desk, seed, progress)?;
        let submitted = stored_scans::named(&desk.db)?;
        stored_scans::copy(&submitted, &Archive::beside(&arriving), &Archive::beside(path), &|| true)
            .map_err(|error| file_fault(path, &error))?;
        clear_leftovers(path, &[&arriving])
    });
    made.and_then(|()| rename(&arriving, path).map_err(|error| file_fault(path, &error)))
        .map_err(|refusal| named(refusal, &arriving, path))?;
    // What this machine saw there before is no part of what was made now.
    heads::forget(Db::open_reader(path)?.path());
    Desk::open(path, Open::Existing)
}

/// The same on a server: it is filled in a file on this computer, and moved when it is whole.
fn make_on_server(path: &Path, seed: u64, progress: &mut dyn FnMut(f32)) -> Result<Desk, Refusal> {
    let folder = tempfile::tempdir().map_err(|error| file_fault(&std::env::temp_dir(), &error))?;
    let file = folder.path().join("demo.sqlite");
    drop(make(&file, seed, progress)?);
    let moved = transfer(&file, path, None, &Arc::default());
    // This machine remembers nothing of what is gone in a moment.
    heads::forget(&file);
    moved.map_err(|stop| match stop {
        RestoreStop::Refused(refusal) => named(refusal, &file, path),
        // Nobody can.
        RestoreStop::Cancelled => Refusal::NotRun,
    })?;
    Desk::open(path, Open::Existing)
}

/// Fills a new sandbox; `progress` hears how much of it is done, from 0 to 1.
///
/// It is one transaction around thousands of commands: they need not wait for the disk one by one, and what is
/// stopped half-way leaves nothing.
///
/// # Errors
/// `store`.
fn fill(desk: &mut Desk, seed: u64, progress: &mut dyn FnMut(f32)) -> Result<(), Refusal> {
    let words = Vocabulary::bundled().map_err(unwritable)?;
    let desk: &Desk = desk;
    desk.db.transaction(|_| {
        let mut play = Play::new(desk, words, seed);
        play.furnish()?;
        for customer in 0..play.customers.len() {
            play.plan_money(customer);
            play.plan_applications(customer);
            play.plan_review(customer);
            play.plan_ticket(customer);
        }
        play.plan_plans();
        play.run(progress)
    })?;
    progress(1.0);
    Ok(())
}

#[cfg(test)]
mod tests;
