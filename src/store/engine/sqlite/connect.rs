//! Connecting to a store's file by whatever path leads to it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// Opens a file as [`Connection::open_with_flags`] does, also by a path that is too long for most programs on Windows.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    if cfg!(windows) {
        return Connection::open_with_flags_and_vfs(as_given(path), flags, "win32-longpath");
    }
    Connection::open_with_flags(path, flags)
}

/// The path as the system is given it.
#[cfg(not(windows))]
pub(super) const fn as_given(path: &Path) -> &Path {
    path
}

#[cfg(windows)]
pub(super) use self::windows::as_given;

#[cfg(windows)]
mod windows {
    use std::borrow::Cow;
    use std::path::{Component, Path, PathBuf, Prefix};

    /// A path of so many letters is given as it is: Windows takes 260, and SQLite puts a few behind the name.
    const LONGEST: usize = 240;

    /// Of a long path Windows reads only what begins with `\\?\`, which is a whole one.
    pub(in crate::store::engine) fn as_given(path: &Path) -> Cow<'_, Path> {
        let Ok(whole) = std::path::absolute(path) else { return path.into() };
        let text = whole.to_string_lossy();
        if text.encode_utf16().count() <= LONGEST {
            return path.into();
        }
        let Some(Component::Prefix(prefix)) = whole.components().next() else { return path.into() };
        let given = match prefix.kind() {
            Prefix::Disk(_) => format!(r"\\?\{text}"),
            Prefix::UNC(..) => format!(r"\\?\UNC\{}", text.trim_start_matches('\\')),
            _ => return path.into(),
        };
        PathBuf::from(given).into()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_long_path_is_given_in_the_form_that_has_no_limit_and_a_short_one_as_it_is() {
            let long = "财务部".repeat(90);
            for (path, given) in [
                (r"C:\a\desk.sqlite".to_owned(), r"C:\a\desk.sqlite".to_owned()),
                (format!(r"C:\{long}\desk.sqlite"), format!(r"\\?\C:\{long}\desk.sqlite")),
                (format!(r"\\nas\a\{long}\b"), format!(r"\\?\UNC\nas\a\{long}\b")),
                (format!(r"\\?\C:\{long}\b"), format!(r"\\?\C:\{long}\b")),
            ] {
                assert_eq!(as_given(Path::new(&path)), PathBuf::from(given));
            }
        }
    }
}
