//! Where a store is: in a file, or on a server.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::domain::refusal::{Refusal, StoreFault};

/// What the place of a store on a server begins with; the first is how it is written.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// The port of a server that names none.
pub const DEFAULT_PORT: u16 = 5432;

/// Whether this place of a store names one on a server.
pub fn is_server(place: &Path) -> bool {
    rest_of(place).is_some()
}

/// The place of a store in the one spelling by which it is known: that of a file as it is, and the address of a server
/// without what goes without saying.
///
/// # Errors
/// `store`: the address of a server cannot be read, or has a password in it.
pub fn spelled(place: &Path) -> Result<PathBuf, Refusal> {
    if !is_server(place) {
        return Ok(place.to_owned());
    }
    ServerPlace::read(place).map(|server| server.place())
}

/// The address of a store on a server. It is written as it is read, in one spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerPlace {
    /// The database's user; none: whoever runs the program.
    pub user: Option<String>,
    /// A name or a number, in small letters; of a server on this computer it may be the folder of its socket.
    pub host: String,
    /// Where it listens.
    pub port: u16,
    /// The database in which the store is.
    pub database: String,
    /// What is said of the connection besides, as it was given: `sslmode=require`.
    pub options: String,
}

impl ServerPlace {
    /// Reads an address: `postgres://user@host:port/database?option=…`, where user, port and options may be missing.
    ///
    /// # Errors
    /// `store`: it cannot be read, or has a password in it, which others could read wherever the address is shown.
    pub fn read(place: &Path) -> Result<Self, Refusal> {
        let fault = |fault| Refusal::Store { fault };
        let rest = rest_of(place).ok_or_else(|| fault(StoreFault::BadAddress))?;
        let (address, options) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = address.split_once('/').unwrap_or((address, ""));
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        let is_password = |(name, _): (Option<String>, &str)| {
            name.is_some_and(|name| name.to_lowercase().contains("password"))
        };
        if user.is_some_and(|user| user.contains(':')) || named(options).any(is_password) {
            return Err(fault(StoreFault::PasswordInAddress));
        }
        Self::of_parts(user, host, database, options).ok_or_else(|| fault(StoreFault::BadAddress))
    }

    fn of_parts(user: Option<&str>, host: &str, database: &str, options: &str) -> Option<Self> {
        let (host, port) = match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
            Some((host, port)) => (host, port),
            None => host.split_at(host.find(':').unwrap_or(host.len())),
        };
        let port = match port.strip_prefix(':') {
            Some(port) => port.parse().ok().filter(|port| *port > 0)?,
            None if port.is_empty() => DEFAULT_PORT,
            None => return None,
        };
        let (mut host, mut rest) = (host, Vec::new());
        for (name, option) in named(options) {
            match name?.as_str() {
                // The folder of a socket has no place before the database: it may stand among the options.
                "host" if host.is_empty() => host = option.split_once('=')?.1,
                // What the address says already would be another server or user than the one that is shown.
                "host" | "hostaddr" | "port" | "user" | "dbname" => return None,
                _ => rest.push(option),
            }
        }
        let (host, options) = (decoded(host)?, rest.join("&"));
        let host = if host.starts_with('/') { host } else { host.to_lowercase() };
        let (user, database) = (user.map(decoded), decoded(database)?);
        let user = match user {
            Some(user) => Some(user?).filter(|user| !user.is_empty()),
            None => None,
        };
        let is_whole = !host.is_empty() && !host.contains([',', ' ']) && !database.is_empty();
        (is_whole && !database.contains('/')).then_some(Self { user, host, port, database, options })
    }

    /// The place of the store.
    pub fn place(&self) -> PathBuf {
        PathBuf::from(self.to_string())
    }

    /// The same place with a name for a file in it: the host and the database.
    pub fn file_name(&self) -> String {
        let plain = |c: char| if c.is_alphanumeric() || "._-".contains(c) { c } else { '_' };
        format!("{}-{}", self.host, self.database).chars().map(plain).collect()
    }
}

impl fmt::Display for ServerPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SCHEMES[0])?;
        if let Some(user) = &self.user {
            write!(f, "{}@", encoded(user))?;
        }
        if self.host.contains(':') {
            write!(f, "[{}]", self.host)?;
        } else {
            f.write_str(&encoded(&self.host))?;
        }
        if self.port != DEFAULT_PORT {
            write!(f, ":{}", self.port)?;
        }
        write!(f, "/{}", encoded(&self.database))?;
        if !self.options.is_empty() {
            write!(f, "?{}", self.options)?;
        }
        Ok(())
    }
}

fn rest_of(place: &Path) -> Option<&str> {
    let place = place.to_str()?;
    SCHEMES.iter().find_map(|scheme| place.strip_prefix(scheme))
}

/// The options as they are given, each with its name; none: that is no text.
fn named(options: &str) -> impl Iterator<Item = (Option<String>, &str)> {
    let given = options.split('&').filter(|option| !option.is_empty());
    given.map(|option| (decoded(option.split_once('=').map_or(option, |(name, _)| name)), option))
}

/// Text in which signs may be written by their bytes, as `%2F`; none: what stands there is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        let digits = part.get(..2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).ok()
}

/// The same text with everything written by its bytes that could mean something else in an address.
fn encoded(text: &str) -> String {
    let one = |c: char| {
        if c.is_alphanumeric() || "-._~".contains(c) {
            c.to_string()
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect()
        }
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(place: &str) -> StoreFault {
        match spelled(Path::new(place)) {
            Err(Refusal::Store { fault }) => fault,
            other => panic!("{place}: {other:?}"),
        }
    }

    #[test]
    fn a_server_is_told_from_a_file_by_how_its_place_begins() {
        for server in ["postgres://db/desk", "postgresql://ann@db:5433/desk?sslmode=require"] {
            assert!(is_server(Path::new(server)), "{server}");
        }
        for file in
            ["desk.sqlite", "/tmp/postgres/desk.sqlite", "postgres", "postgres:/db", "/postgres://db/desk"]
        {
            assert!(!is_server(Path::new(file)), "{file}");
            assert_eq!(spelled(Path::new(file)), Ok(PathBuf::from(file)));
        }
    }

    #[test]
    fn one_server_has_one_spelling() {
        for (given, one) in [
            ("postgresql://Ann@DB.Example.com:5432/Desk", "postgres://Ann@db.example.com/Desk"),
            ("postgres://db/desk", "postgres://db/desk"),
            ("postgres://@db/desk?", "postgres://db/desk"),
            ("postgres://db:5433/desk?sslmode=require", "postgres://db:5433/desk?sslmode=require"),
            ("postgres://%E5%BC%A0@db/%E5%BC%80%E7%A5%A8", "postgres://张@db/开票"),
            ("postgres://a%40b@db/a%2db", "postgres://a%40b@db/a-b"),
            ("postgres://[::1]:5432/desk", "postgres://[::1]/desk"),
            (
                "postgres:///desk?host=/run/postgresql&sslmode=disable",
                "postgres://%2Frun%2Fpostgresql/desk?sslmode=disable",
            ),
        ] {
            let spelling = spelled(Path::new(given)).unwrap();
            assert_eq!(spelling, PathBuf::from(one), "{given}");
            assert_eq!(spelled(&spelling), Ok(spelling.clone()), "{given}");
        }
        let server = ServerPlace::read(Path::new("postgres:///desk?host=/run/Postgres")).unwrap();
        assert_eq!((server.host.as_str(), server.user), ("/run/Postgres", None));
    }

    #[test]
    fn a_password_in_an_address_is_refused_and_not_told() {
        for given in [
            "postgres://ann:secret@db/desk",
            "postgres://ann:@db/desk",
            "postgres://ann:sec@ret@db/desk",
            "postgres://ann:secret@",
            "postgres://db/desk?sslmode=require&password=secret",
            "postgres://db/desk?passw%6Frd=secret",
            "postgres://db/desk?sslPassword=secret",
        ] {
            assert_eq!(fault(given), StoreFault::PasswordInAddress, "{given}");
        }
    }

    #[test]
    fn an_address_that_says_too_little_is_refused() {
        for given in [
            "postgres://",
            "postgres://db",
            "postgres://db/",
            "postgres:///desk",
            "postgres://db:port/desk",
            "postgres://db:0/desk",
            "postgres://[::1]5432/desk",
            "postgres://one,two/desk",
            "postgres://db/desk/more",
            "postgres://db/%E5%",
            "postgres://db/desk?host=other",
            "postgres://db/desk?%68ost=other",
            "postgres:///desk?host=/run/one&host=/run/other",
            "postgres://db/desk?hostaddr=127.0.0.1",
            "postgres://db/desk?port=1",
            "postgres://db/desk?user=bob",
            "postgres://db/desk?dbname=other",
            "postgres://db/desk?%E5%=1",
        ] {
            assert_eq!(fault(given), StoreFault::BadAddress, "{given}");
        }
    }
}
