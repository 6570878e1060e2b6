//! A file that is named by pasting its path, where there is no dialog and nothing to drag with.

use std::path::{Path, PathBuf};

use egui::{Event, Ui};

use super::Import;
use crate::i18n::files as words;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;

impl Import {
    /// Takes a file whose path is pasted; the page has no other place for text.
    pub(super) fn take_pasted(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        let Some(text) = pasted else { return };
        match path_of(&text) {
            Some(path) => self.choose(path),
            None => cx.act(Action::Toast(Tone::Info, cx.say(words::NO_PATH).to_owned())),
        }
    }
}

/// The path that file managers put into the clipboard: bare, in quotes, or as a URI; of several the first.
fn path_of(text: &str) -> Option<PathBuf> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let bare = ['"', '\''].into_iter().find_map(|quote| line.strip_prefix(quote)?.strip_suffix(quote));
    let path = match line.strip_prefix("file://") {
        Some(uri) => PathBuf::from(decoded(uri.strip_prefix("localhost").unwrap_or(uri))?),
        None => PathBuf::from(bare.unwrap_or(line)),
    };
    Path::is_absolute(&path).then_some(path)
}

/// The path of a URI without its `%20`s; in front of a drive letter stands no slash.
fn decoded(uri: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::new(), uri.as_bytes());
    while let [first, after @ ..] = rest {
        rest = after;
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => bytes.push(*first),
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let has_drive = path.as_bytes().get(2) == Some(&b':');
    Some(if has_drive { path.trim_start_matches('/').to_owned() } else { path })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_known_as_file_managers_copy_it() {
        let wanted = Some(PathBuf::from("/home/li/账单 10.csv"));
        for text in [
            "/home/li/账单 10.csv",
            "\"/home/li/账单 10.csv\"",
            "'/home/li/账单 10.csv'\n",
            "file:///home/li/%E8%B4%A6%E5%8D%95%2010.csv\r\nfile:///home/li/b.csv\r\n",
            "file://localhost/home/li/账单%2010.csv",
        ] {
            assert_eq!(path_of(text), wanted, "{text}");
        }
    }

    #[test]
    fn other_text_is_no_path() {
        for text in ["", " \n", "账单.csv", "20261000000002\tC100258", "\"\"", "file://%FF"] {
            assert_eq!(path_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_drive_has_no_slash_in_front_of_it() {
        assert_eq!(decoded("/C:/bills%20%.csv").as_deref(), Some("C:/bills %.csv"));
    }
}
