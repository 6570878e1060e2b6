//! Whether a package that was downloaded is the one that was released: its SHA-256 is held against the list that is
//! released with it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::refusal::Refusal;
use crate::exchange::scans::hash_of;
use crate::store::engine::file_fault;

/// What the list is called that is released with packages.
pub const SUMS: &str = "SHA256SUMS";

/// No list of packages is longer than this, in bytes.
const LONGEST_LIST: u64 = 1 << 20;

/// What came of holding a package against a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the one that the list calls so.
    Released(String),
    /// The list has another hash for its name: it is damaged, or another one.
    Differs,
    /// The list knows neither its hash nor its name.
    NotListed,
    /// There is no list beside it.
    NoList,
}

/// What is known of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Where it is.
    pub package: PathBuf,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// What came of it.
    pub verdict: Verdict,
}

/// Holds the package at `package` against the list at `sums`, or else against the one beside it.
///
/// # Errors
/// `store`: one of them cannot be read.
pub fn check(package: &Path, sums: Option<&Path>) -> Result<Checked, Refusal> {
    let fault = |path: &Path| {
        let path = path.to_owned();
        move |error: io::Error| file_fault(&path, &error)
    };
    let sha256 = hash_of(package).map_err(fault(package))?;
    let beside = package.with_file_name(SUMS);
    let list = sums.unwrap_or(&beside);
    let verdict = if sums.is_none() && !list.is_file() {
        Verdict::NoList
    } else {
        let name = package.file_name().unwrap_or_default().to_string_lossy();
        judged(&read(list).map_err(fault(list))?, &name, &sha256)
    };
    Ok(Checked { package: package.to_owned(), sha256, verdict })
}

fn read(list: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(list)?.take(LONGEST_LIST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The hash counts, and not the name: a browser calls a second download `desk (1).deb`.
fn judged(list: &str, name: &str, sha256: &str) -> Verdict {
    let mut lines = list.lines().filter_map(line);
    if let Some((_, released)) = lines.clone().find(|(hash, _)| hash.eq_ignore_ascii_case(sha256)) {
        return Verdict::Released(released.to_owned());
    }
    if lines.any(|(_, listed)| listed == name) { Verdict::Differs } else { Verdict::NotListed }
}

/// A line as `sha256sum` writes it: the hash, a blank, a blank or an asterisk, and the name.
fn line(line: &str) -> Option<(&str, &str)> {
    let (hash, name) = line.trim_end().split_once([' ', '\t'])?;
    let is_hash = hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit());
    let name = name.trim_start_matches([' ', '*']).trim_start_matches("./");
    (is_hash && !name.is_empty()).then_some((hash, name))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::desk::proof::heads::hex;

    const PACKAGE: &str = "a package";

    fn sum(text: &str) -> String {
        hex(&Sha256::digest(text))
    }

    #[test]
    fn a_package_is_known_by_its_hash_whatever_it_is_called() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("desk (1).deb"), PACKAGE).unwrap();
        let verdict = |sums: Option<&Path>| check(&at("desk (1).deb"), sums).unwrap().verdict;
        assert_eq!(verdict(None), Verdict::NoList);
        let released = Verdict::Released("desk.deb".to_owned());
        for list in [
            format!("{}  other.rpm\n{}  desk.deb\n", sum("other"), sum(PACKAGE)),
            format!("{} *desk.deb\r\n", sum(PACKAGE).to_uppercase()),
            format!("{}  ./desk.deb", sum(PACKAGE)),
        ] {
            std::fs::write(at(SUMS), list).unwrap();
            assert_eq!(verdict(None), released);
        }
        std::fs::write(at(SUMS), format!("{}  desk (1).deb\n", sum("another"))).unwrap();
        assert_eq!(verdict(None), Verdict::Differs);
        std::fs::write(at(SUMS), format!("{}  other.rpm\nno line\n", sum("other"))).unwrap();
        assert_eq!(verdict(None), Verdict::NotListed);
        std::fs::write(at("elsewhere.txt"), format!("{}  desk.deb\n", sum(PACKAGE))).unwrap();
        assert_eq!(verdict(Some(&at("elsewhere.txt"))), released);
        assert!(check(&at("desk (1).deb"), Some(&at("missing.txt"))).is_err());
        assert!(check(&at("missing.deb"), None).is_err());
    }
}
