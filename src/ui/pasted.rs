//! Files that are named by pasting their paths, where there is no dialog and nothing to drag with.

use std::path::{Path, PathBuf};

/// The paths that file managers put into the clipboard, a line each: bare, in quotes, or as URIs; none where the text
/// begins with something else.
pub fn pasted_paths(text: &str) -> Vec<PathBuf> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(path_of);
    let Some(Some(first)) = lines.next() else { return Vec::new() };
    std::iter::once(first).chain(lines.flatten()).collect()
}

fn path_of(line: &str) -> Option<PathBuf> {
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
        let wanted = PathBuf::from("/home/li/账单 10.csv");
        for text in [
            "/home/li/账单 10.csv",
            "\"/home/li/账单 10.csv\"",
            "'/home/li/账单 10.csv'\n",
            "file:///home/li/%E8%B4%A6%E5%8D%95%2010.csv\r\nfile:///home/li/b.csv\r\n",
            "file://localhost/home/li/账单%2010.csv",
        ] {
            assert_eq!(pasted_paths(text).first(), Some(&wanted), "{text}");
        }
        for text in ["/a.xml\n\"/b c.ofd\"\n", "/a.xml\n发票：\n/b c.ofd"] {
            assert_eq!(pasted_paths(text), ["/a.xml", "/b c.ofd"].map(PathBuf::from));
        }
    }

    #[test]
    fn other_text_is_no_path() {
        for text in ["", " \n", "账单.csv", "20261000000002\tC100258", "\"\"", "file://%FF"] {
            assert!(pasted_paths(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_drive_has_no_slash_in_front_of_it() {
        assert_eq!(decoded("/C:/bills%20%.csv").as_deref(), Some("C:/bills %.csv"));
    }
}
