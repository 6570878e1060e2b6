//! Places at which a store is not safe: folders that a program synchronises, which copies a file while it is written to, and
//! drives of other computers, on which two programs do not see each other's locks. What such a place is known by: the
//! names that the programs give their folders, and what the system says of its drives.

use std::path::{Component, Path, Prefix};

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

#[cfg(test)]
mod tests {
    use super::*;

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
