//! Places at which a store is not safe: folders that a program synchronises, which copies a file while it is written to, and
//! drives of other computers, on which two programs do not see each other's locks. What such a place is known by: the
//! names that the programs give their folders, and what the system says of its drives. And places in which files do not stay.

use std::path::{Component, Path, PathBuf, Prefix};

use serde::{Deserialize, Serialize};

/// Why a store is not safe where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnsafePlace {
    /// A folder of OneDrive.
    OneDrive,
    /// A folder of iCloud.
    ICloud,
    /// A folder of Dropbox.
    Dropbox,
    /// A folder of Google Drive.
    GoogleDrive,
    /// 坚果云.
    Nutstore,
    /// 百度网盘.
    BaiduNetdisk,
    /// WPS 云盘.
    WpsCloud,
    /// A drive of another computer.
    Network,
}

/// The folders of programs that synchronise them. A name stands alone, or before a blank, a hyphen or a bracket.
const SYNCED: [(&str, UnsafePlace); 17] = [
    ("OneDrive", UnsafePlace::OneDrive),
    ("iCloudDrive", UnsafePlace::ICloud),
    ("iCloud Drive", UnsafePlace::ICloud),
    ("com~apple~CloudDocs", UnsafePlace::ICloud),
    ("Dropbox", UnsafePlace::Dropbox),
    ("Google Drive", UnsafePlace::GoogleDrive),
    ("GoogleDrive", UnsafePlace::GoogleDrive),
    ("Nutstore", UnsafePlace::Nutstore),
    ("Nutstore Files", UnsafePlace::Nutstore),
    ("坚果云", UnsafePlace::Nutstore),
    ("我的坚果云", UnsafePlace::Nutstore),
    ("BaiduSyncdisk", UnsafePlace::BaiduNetdisk),
    ("BaiduNetdiskWorkspace", UnsafePlace::BaiduNetdisk),
    ("百度网盘", UnsafePlace::BaiduNetdisk),
    ("百度网盘同步空间", UnsafePlace::BaiduNetdisk),
    ("WPS云盘", UnsafePlace::WpsCloud),
    ("WPSDrive", UnsafePlace::WpsCloud),
];

/// The kinds of file systems that are drives of other computers, as Linux calls them.
const NETWORK: [&str; 12] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs2",
    "davfs",
];

/// Why a store at `path`, a whole path without links, is not safe there, as far as its folders and `mounts` tell:
/// what stands in `/proc/mounts` of Linux, and is empty elsewhere.
pub fn unsafe_place(path: &Path, mounts: &str) -> Option<UnsafePlace> {
    let folders = path.parent()?.components();
    let mut known = folders.filter_map(|folder| match folder {
        Component::Normal(name) => synced(&name.to_string_lossy()),
        Component::Prefix(prefix) => {
            let is_share = matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..));
            is_share.then_some(UnsafePlace::Network)
        }
        _ => None,
    });
    known.next_back().or_else(|| is_on_network(path, mounts).then_some(UnsafePlace::Network))
}

fn synced(folder: &str) -> Option<UnsafePlace> {
    let is_called = |name: &str| {
        let rest = folder.get(..name.len()).filter(|begin| begin.eq_ignore_ascii_case(name));
        rest.is_some() && folder[name.len()..].chars().next().is_none_or(|next| " -(（".contains(next))
    };
    SYNCED.into_iter().find(|(name, _)| is_called(name)).map(|(_, place)| place)
}

fn is_on_network(path: &Path, mounts: &str) -> bool {
    let mounted = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let (place, kind) = (unescaped(fields.next()?), fields.next()?);
        path.starts_with(&place).then_some((place.len(), kind))
    });
    // Of several at one place the last is the one that is seen.
    mounted.max_by_key(|(length, _)| *length).is_some_and(|(_, kind)| NETWORK.contains(&kind))
}

/// Blanks and backslashes stand there as `\\040`, in three octal digits.
fn unescaped(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\134", "\\")]
        .into_iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

/// A place in which a file does not stay: a store there is looked for in vain one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassingPlace {
    /// What the system, or a mail program, clears away.
    Temporary,
    /// What was downloaded, or came by a chat.
    Received,
}

/// What mail programs, browsers and macOS call the folders of what they have opened.
const TEMPORARY: [&str; 4] = ["INetCache", "Temporary Internet Files", "Content.Outlook", "AppTranslocation"];

/// The folders of browsers and of the chats that offices use.
const RECEIVED: [&str; 9] = [
    "Downloads",
    "Download",
    "下载",
    "WeChat Files",
    "xwechat_files",
    "WXWork",
    "Tencent Files",
    "DingTalk",
    "LarkShell",
];

/// Why a file at `path`, a whole path without links, does not stay there; `temporary` are the system's own folders of what it
/// clears away.
pub fn passing_place(path: &Path, temporary: &[PathBuf]) -> Option<PassingPlace> {
    let folders = || path.parent().into_iter().flat_map(Path::components);
    let is_among = |names: &[&str]| {
        folders().any(|folder| {
            let Component::Normal(folder) = folder else { return false };
            names.iter().any(|name| folder.eq_ignore_ascii_case(name))
        })
    };
    if temporary.iter().any(|folder| path.starts_with(folder)) || is_among(&TEMPORARY) {
        return Some(PassingPlace::Temporary);
    }
    is_among(&RECEIVED).then_some(PassingPlace::Received)
}

/// Whether a store of this name was set aside when another took its place, or when it was moved: work goes on in that one.
pub fn is_set_aside(file_name: &str) -> bool {
    SET_ASIDE.iter().any(|mark| {
        let rest = file_name.split_once(mark).map(|(_, rest)| rest);
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// What stands before the time in the name of a store that was set aside.
const SET_ASIDE: [&str; 2] = [".moved-", ".replaced-"];

/// What is to be known before a store is opened for work, which writes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Its program was older: it would be brought up to date.
    Older {
        /// The version of its schema.
        from: i64,
        /// The version that it would have.
        to: i64,
    },
    /// It stands where files do not stay.
    Passing(PassingPlace),
    /// It was set aside when another took its place.
    SetAside,
    /// It was not open on this computer before.
    New,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_came_by_mail_or_chat_does_not_stay_where_it_is() {
        let temporary = [PathBuf::from("/tmp")];
        for (path, place) in [
            ("/tmp/a/desk.sqlite", Some(PassingPlace::Temporary)),
            (
                "/c/AppData/Local/Microsoft/Windows/INetCache/Content.Outlook/X1/desk.sqlite",
                Some(PassingPlace::Temporary),
            ),
            ("/home/w/Downloads/desk.sqlite", Some(PassingPlace::Received)),
            ("/home/w/下载/desk.sqlite", Some(PassingPlace::Received)),
            ("/d/WeChat Files/w/FileStorage/desk.sqlite", Some(PassingPlace::Received)),
            ("/home/w/财务/desk.sqlite", None),
            ("/home/w/Downloads.sqlite", None),
        ] {
            assert_eq!(passing_place(Path::new(path), &temporary), place, "{path}");
        }
    }

    #[test]
    fn a_store_that_was_set_aside_is_known_by_its_name() {
        for (name, is_aside) in [
            ("desk.moved-20261129T011203Z.sqlite", true),
            ("desk.replaced-20261129T011203Z-2.sqlite", true),
            ("desk.moved-house.sqlite", false),
            ("desk.sqlite", false),
        ] {
            assert_eq!(is_set_aside(name), is_aside, "{name}");
        }
    }

    #[test]
    fn a_synchronised_folder_is_known_by_its_name() {
        for (path, place) in [
            ("/Users/w/Library/CloudStorage/OneDrive-Personal/desk.sqlite", Some(UnsafePlace::OneDrive)),
            ("/home/w/OneDrive - 示例公司/财务/desk.sqlite", Some(UnsafePlace::OneDrive)),
            ("/home/w/onedrive/desk.sqlite", Some(UnsafePlace::OneDrive)),
            ("/Users/w/Library/Mobile Documents/com~apple~CloudDocs/desk.sqlite", Some(UnsafePlace::ICloud)),
            ("/home/w/Dropbox (个人)/desk.sqlite", Some(UnsafePlace::Dropbox)),
            ("/home/w/Nutstore Files/我的坚果云/desk.sqlite", Some(UnsafePlace::Nutstore)),
            ("/d/BaiduSyncdisk/desk.sqlite", Some(UnsafePlace::BaiduNetdisk)),
            ("/d/百度网盘/desk.sqlite", Some(UnsafePlace::BaiduNetdisk)),
            ("/d/WPS云盘/开票/desk.sqlite", Some(UnsafePlace::WpsCloud)),
            ("/home/w/OneDriveBackup/desk.sqlite", None),
            ("/home/w/data/Dropbox", None),
            ("/home/w/.local/share/fapiao-desk/desk.sqlite", None),
        ] {
            assert_eq!(unsafe_place(Path::new(path), ""), place, "{path}");
        }
    }

    #[test]
    fn a_drive_of_another_computer_is_known_by_its_file_system() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\n//nas/finance /mnt/nas\\040share cifs rw 0 0\n\
            nas:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/local ext4 rw 0 0\n";
        for (path, is_network) in [
            ("/mnt/nas share/desk.sqlite", true),
            ("/mnt/nas/desk.sqlite", false),
            ("/home/w/desk.sqlite", true),
            ("/home/local/desk.sqlite", false),
            ("/var/desk.sqlite", false),
        ] {
            let expected = is_network.then_some(UnsafePlace::Network);
            assert_eq!(unsafe_place(Path::new(path), mounts), expected, "{path}");
        }
    }

    #[test]
    #[cfg(windows)]
    fn a_share_is_a_drive_of_another_computer() {
        for path in [r"\\nas\finance\desk.sqlite", r"\\?\UNC\nas\finance\desk.sqlite"] {
            assert_eq!(unsafe_place(Path::new(path), ""), Some(UnsafePlace::Network));
        }
    }
}
