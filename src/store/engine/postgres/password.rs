//! Passwords of a server's users where PostgreSQL's own programs look for them, too: the variable `PGPASSWORD` and the
//! file `.pgpass`. Before these it is asked whoever runs the program, who may keep them better.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use zeroize::Zeroizing;

use crate::store::engine::ServerPlace;

/// Answers the password of this server, where it is known.
pub type FindPassword = fn(&ServerPlace) -> Option<Zeroizing<String>>;

static FIND: OnceLock<FindPassword> = OnceLock::new();

/// Has passwords asked of this before they are looked for anywhere else.
pub fn find_passwords_by(find: FindPassword) {
    // It is said once, by whoever begins the program.
    let _ = FIND.set(find);
}

/// What was found of a password.
#[derive(Debug, Default)]
pub(super) struct FoundPassword {
    /// None: the server is to let the user in without.
    pub password: Option<Zeroizing<String>>,
    /// The file that was not read since others can read it.
    pub ignored: Option<PathBuf>,
}

/// Looks for the password of this user of a server.
pub(super) fn find(server: &ServerPlace, user: &str) -> FoundPassword {
    let known = FIND.get().and_then(|find| find(server));
    let given = || env::var("PGPASSWORD").ok().filter(|given| !given.is_empty()).map(Zeroizing::new);
    match (known.or_else(given), file()) {
        (Some(password), _) => FoundPassword { password: Some(password), ignored: None },
        // Of a user whom the system gives no name it is not known which line is meant.
        (None, Some(file)) if !user.is_empty() => in_file(&file, server, user),
        (None, _) => FoundPassword::default(),
    }
}

/// The file of passwords of whoever runs the program.
fn file() -> Option<PathBuf> {
    if let Some(file) = env::var_os("PGPASSFILE").filter(|file| !file.is_empty()) {
        return Some(file.into());
    }
    if cfg!(windows) {
        return Some(Path::new(&env::var_os("APPDATA")?).join("postgresql").join("pgpass.conf"));
    }
    Some(env::home_dir()?.join(".pgpass"))
}

fn in_file(file: &Path, server: &ServerPlace, user: &str) -> FoundPassword {
    // Opening a pipe in its place would wait for ever.
    if !file.is_file() {
        return FoundPassword::default();
    }
    if can_be_read_by_others(file) {
        return FoundPassword { password: None, ignored: Some(file.to_owned()) };
    }
    let text = Zeroizing::new(std::fs::read_to_string(file).unwrap_or_default());
    FoundPassword { password: in_lines(&text, server, user), ignored: None }
}

/// The password in the first line that fits.
fn in_lines(text: &str, server: &ServerPlace, user: &str) -> Option<Zeroizing<String>> {
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (host, rest) = field(line)?;
        let (port, rest) = field(rest)?;
        let (database, rest) = field(rest)?;
        let (name, password) = field(rest)?;
        let is = |given: &str, wanted: &str| given == "*" || unescaped(given).as_str() == wanted;
        // A server that is reached by a socket is on this computer.
        let is_host = is(host, &server.host) || (server.host.starts_with('/') && host == "localhost");
        let fits =
            is_host && is(port, &server.port.to_string()) && is(database, &server.database) && is(name, user);
        fits.then(|| unescaped(password)).filter(|password| !password.is_empty())
    })
}

/// What stands up to the next colon that nothing takes its meaning from, and what is behind it.
fn field(line: &str) -> Option<(&str, &str)> {
    let mut is_escaped = false;
    let end = line.find(|c: char| {
        let ends = c == ':' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    })?;
    Some((&line[..end], &line[end + 1..]))
}

/// The text without the signs that take the meaning from the next one.
fn unescaped(text: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        // One that stands last means itself.
        plain.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    plain
}

#[cfg(unix)]
fn can_be_read_by_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

/// Elsewhere the folder is the user's alone.
#[cfg(not(unix))]
const fn can_be_read_by_others(_file: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(place: &str) -> ServerPlace {
        ServerPlace::read(Path::new(place)).unwrap()
    }

    fn found(lines: &str, place: &str) -> Option<String> {
        in_lines(lines, &server(place), "ann").map(|password| password.to_string())
    }

    #[test]
    fn the_first_line_that_fits_has_the_password() {
        let lines = "# db:5432:desk:ann:no\ndb:5432:other:ann:1\ndb:5433:desk:ann:2\ndb:5432:desk:bob:3\n\
            db:5432:desk:ann:4\n*:*:*:ann:5\n";
        assert_eq!(found(lines, "postgres://DB/desk").as_deref(), Some("4"));
        assert_eq!(found(lines, "postgres://db:5433/desk").as_deref(), Some("2"));
        assert_eq!(found(lines, "postgres://elsewhere/desk").as_deref(), Some("5"));
        assert_eq!(found("db:5432:desk:ann\n:::\n", "postgres://db/desk"), None);
        assert_eq!(found("db:5432:desk:ann:\n", "postgres://db/desk"), None, "an empty one is none");
    }

    #[test]
    fn signs_that_mean_something_are_written_with_a_backslash() {
        let lines = r"\:\:1:5432:a\:b:ann:p\:w\\d:x";
        assert_eq!(found(lines, "postgres://[::1]/a%3Ab").as_deref(), Some(r"p:w\d:x"));
    }

    #[test]
    fn a_server_that_is_reached_by_a_socket_is_on_this_computer() {
        let place = "postgres:///desk?host=/run/postgresql";
        assert_eq!(found("localhost:5432:desk:ann:1", place).as_deref(), Some("1"));
        assert_eq!(found("/run/postgresql:5432:desk:ann:2", place).as_deref(), Some("2"));
        assert_eq!(found("db:5432:desk:ann:3", place), None);
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_others_can_read_is_not_read_and_named() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(".pgpass");
        let look = || in_file(&file, &server("postgres://db/desk"), "ann");
        assert!(look().password.is_none() && look().ignored.is_none(), "it is not there");
        std::fs::write(&file, "*:*:*:*:secret").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(look().password.is_none());
        assert_eq!(look().ignored.as_deref(), Some(file.as_path()));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(look().password.as_deref().map(String::as_str), Some("secret"));
        assert_eq!(look().ignored, None);
    }
}
