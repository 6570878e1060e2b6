//! Connecting to a store on a server.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

use ::postgres::config::SslMode;
use ::postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::password::FoundPassword;
use super::{Session, State, error, password};
use crate::domain::refusal::{Refusal, ServerFault, StoreFault};
use crate::store::engine::sqlite::refuse_newer;
use crate::store::engine::{Found, ServerPlace, newest_schema, other};

/// So long the line to a server may take to be answered.
pub(super) const TO_ANSWER: Duration = Duration::from_secs(10);

/// So long nothing is heard of the other side before it is asked, and the line is given up.
const TO_BE_HEARD_OF: Duration = Duration::from_secs(30);

/// The oldest version of PostgreSQL that a store is kept on.
const OLDEST: i64 = 150_000;

/// What every session has: names mean what is the store's first, nothing is compiled or shared out for statements that take
/// milliseconds, a page that is not read in its turn costs hardly more, as no disk turns any more and most are in memory, and the
/// server ends what a computer that sleeps or is gone has left behind, so that others can go on.
const SET_UP: &str =
    "SET search_path = fapiao_desk, pg_catalog, pg_temp; SET TimeZone = 'UTC'; SET jit = off; SET desk.read_again = ''; SET random_page_cost = 1.1;
    SET max_parallel_workers_per_gather = 0;
    SET client_min_messages = warning; SET DateStyle = ISO; SET bytea_output = hex;
    SET default_transaction_isolation = 'read committed'; SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10;
    SET tcp_keepalives_count = 3; SET idle_in_transaction_session_timeout = '10min'";

/// Looks at a place without changing anything there.
///
/// # Errors
/// `store`: the server cannot be reached, or what is there was made by another version of the program.
pub(in crate::store::engine) fn inspect(place: &Path) -> Result<Found, Refusal> {
    Ok(if Session::open_any(place)?.is_made.get() { Found::Store } else { Found::Nothing })
}

impl Session {
    /// Opens a store; one that is only read has to be there.
    pub fn open(place: &Path, writes: bool) -> Result<Self, Refusal> {
        let session = Self::open_any(place)?;
        if !session.is_made.get() && !writes {
            return Err(Refusal::Store { fault: StoreFault::Missing { path: place.display().to_string() } });
        }
        Ok(session)
    }

    /// Opens a store, or a database that has none.
    fn open_any(place: &Path) -> Result<Self, Refusal> {
        let session = Self::connect(place)?;
        let (version, known) = (session.schema_version()?, newest_schema());
        refuse_newer(version)?;
        if (1..known).contains(&version) {
            let place = place.display().to_string();
            return Err(Refusal::Store { fault: StoreFault::OlderOnServer { place, version, known } });
        }
        Ok(session)
    }

    pub(super) fn connect(place: &Path) -> Result<Self, Refusal> {
        Ok(Self {
            client: RefCell::new(connect(place)?),
            place: place.to_owned(),
            prepared: RefCell::default(),
            state: Cell::new(State::Idle),
            is_made: Cell::new(false),
            is_watched: Cell::new(false),
            bytes: RefCell::default(),
            taken: Cell::new(0),
            cookie: Cell::new(None),
            own_changes: Cell::new(0),
            cursors: Cell::new(0),
            goes_on: RefCell::new(None),
        })
    }
}

/// A connection that is set up.
pub(super) fn connect(place: &Path) -> Result<Client, Refusal> {
    let server = ServerPlace::read(place)?;
    let mut config: Config =
        server.to_string().parse().map_err(|error| error::of_connecting(&error, &server, None))?;
    config.application_name("fapiao-desk").connect_timeout(TO_ANSWER).tcp_user_timeout(TO_BE_HEARD_OF);
    config.keepalives_idle(TO_BE_HEARD_OF).keepalives_interval(TO_ANSWER).keepalives_retries(3);
    let is_here = server.host.starts_with('/') || ["localhost", "127.0.0.1", "::1"].contains(&&*server.host);
    if !is_here && !server.options.contains("sslmode=") {
        // Without it, whoever stands in between could have the line be an open one.
        config.ssl_mode(SslMode::Require);
    }
    let user = server.user.clone().or_else(system_user).unwrap_or_default();
    let FoundPassword { password, ignored } = password::find(&server, &user);
    if let Some(password) = password {
        config.password(password.as_bytes());
    }
    let tls = if config.get_ssl_mode() == SslMode::Disable { None } else { Some(tls()?) };
    let unreachable =
        |why, detail| Refusal::Store { fault: StoreFault::Server { place: server.to_string(), why, detail } };
    let (client, version) = answer(TO_BE_HEARD_OF, move || set_up(&config, tls))?
        .ok_or_else(|| unreachable(ServerFault::Unreachable, format!("> {} s", TO_BE_HEARD_OF.as_secs())))?
        .map_err(|error| error::of_connecting(&error, &server, ignored.as_deref()))?;
    if version.parse::<i64>().is_ok_and(|version| version < OLDEST) {
        return Err(unreachable(ServerFault::TooOld, version));
    }
    Ok(client)
}

/// What `work` comes to; none: it takes longer than `most`, as with a server that takes a line and then says nothing, and is
/// left to a thread of its own. While many of these are left, nothing is begun.
fn answer<T: Send + 'static>(
    most: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Option<T>, Refusal> {
    /// So many threads and lines a program can leave behind.
    const MANY: usize = 20;
    static LEFT: AtomicUsize = AtomicUsize::new(0);
    if LEFT.load(Ordering::Acquire) >= MANY {
        return Ok(None);
    }
    let (sender, answer) = channel();
    let is_over = Arc::<AtomicBool>::default();
    let ends = Arc::clone(&is_over);
    let started = Builder::new().name("desk-connect".to_owned()).spawn(move || {
        let done = work();
        // Whoever of the two comes second takes it off the count.
        if ends.swap(true, Ordering::AcqRel) {
            LEFT.fetch_sub(1, Ordering::AcqRel);
        }
        // Nobody waits for what comes too late.
        let _ = sender.send(done);
    });
    started.map_err(|error| other(&error.to_string()))?;
    match answer.recv_timeout(most) {
        Ok(done) => Ok(Some(done)),
        Err(RecvTimeoutError::Timeout) => {
            LEFT.fetch_add(1, Ordering::AcqRel);
            if is_over.swap(true, Ordering::AcqRel) {
                LEFT.fetch_sub(1, Ordering::AcqRel);
            }
            Ok(None)
        }
        Err(RecvTimeoutError::Disconnected) => Err(Refusal::Store { fault: StoreFault::Stopped }),
    }
}

/// Connects, and answers the version of the server with the connection.
fn set_up(config: &Config, tls: Option<rustls::ClientConfig>) -> Result<(Client, String), ::postgres::Error> {
    let mut client = match tls {
        None => config.connect(NoTls),
        Some(tls) => config.connect(MakeRustlsConnect::new(tls)),
    }?;
    client.batch_execute(SET_UP)?;
    let version = client.query_one("SHOW server_version_num", &[])?.get(0);
    Ok((client, version))
}

/// What the system calls whoever runs the program, which is the user of a server that no other is said of.
fn system_user() -> Option<String> {
    std::env::var(if cfg!(windows) { "USERNAME" } else { "USER" }).ok()
}

/// What a server is to prove: a certificate that this computer trusts.
fn tls() -> Result<rustls::ClientConfig, Refusal> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| other(&error.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_is_left() {
        let (sender, held) = channel::<()>();
        assert_eq!(answer(Duration::from_millis(1), move || held.recv()), Ok(None));
        drop(sender);
        assert_eq!(answer(Duration::from_secs(60), || 7), Ok(Some(7)));
    }

    #[test]
    fn many_at_once_are_all_answered() {
        let all = std::sync::Barrier::new(30);
        std::thread::scope(|threads| {
            let ask = |_| {
                threads.spawn(|| {
                    all.wait();
                    answer(Duration::from_secs(60), || std::thread::sleep(Duration::from_millis(50)))
                })
            };
            let asked: Vec<_> = (0..30).map(ask).collect();
            assert!(asked.into_iter().all(|asked| asked.join().unwrap() == Ok(Some(()))));
        });
    }
}
