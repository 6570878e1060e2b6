//! Files that are encrypted with a password in the `age` format (<https://age-encryption.org/v1>), with a tar within, so
//! that other tools open them: `age -d FILE | tar x`. They are written and read as a stream.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::iter;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use sha2::{Digest, Sha256};
use tar::EntryType;

use super::disk;
use crate::domain::backup::BackupFlaw;
use crate::domain::password::Password;

/// How such a file begins.
const BEGINS: &[u8] = b"age-encryption.org/v1\n";

/// What it costs to make the key of a password: 2 to the power of this, with scrypt; 128 MiB, and half a second.
const WORK: u8 = 17;

/// What others may have let it cost: a GiB.
const MOST_WORK: u8 = 20;

/// So many bytes are read at once; between them it is asked whether to go on.
const AT_ONCE: usize = 1 << 16;

/// A file that is taken into an encrypted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called in there.
    pub name: String,
    /// Where it is.
    pub from: PathBuf,
}

/// The name of each part of a file, and the SHA-256 of its content.
pub type Hashes = Vec<(String, [u8; 32])>;

/// Why an encrypted file cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It is another password.
    #[error("wrong password")]
    WrongPassword,
    /// It is cut off, was changed, or is nothing that was written here.
    #[error("damaged: {0:?}")]
    Damaged(BackupFlaw),
    /// What the system says.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Whether the file at `path` is encrypted so.
pub fn is_encrypted(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = disk::open(path).and_then(|file| file.take(BEGINS.len() as u64).read_to_end(&mut head));
    read.is_ok() && head == BEGINS
}

/// Whether a file ends so that it is to be encrypted: `copy.sqlite.age`.
pub fn is_named_so(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("age"))
}

/// Writes a new file that nobody else on the machine can read: `first`, which is at hand, and then the parts; as long as
/// `goes_on` says so. It is safe on the disk then.
///
/// # Errors
/// Those of the system; what is there of the file is to be removed.
pub fn write(
    to: &Path,
    password: &Password,
    first: (&str, &[u8]),
    parts: &[Part],
    goes_on: &dyn Fn() -> bool,
) -> Result<Hashes, Fault> {
    let file = disk::make_file(to)?;
    let mut recipient = scrypt::Recipient::new(secret(password));
    recipient.set_work_factor(WORK);
    let encryptor = Encryptor::with_recipients(iter::once(&recipient as _))
        .map_err(|_| io::Error::other("no key could be made of the password"))?;
    let output = encryptor.wrap_output(BufWriter::new(file))?;
    let mut tar = tar::Builder::new(output);
    let mut hashes = Vec::new();
    let (name, content) = first;
    hashes.push((name.to_owned(), add(&mut tar, name, content.len() as u64, content)?));
    for Part { name, from } in parts {
        let file = disk::open(from)?;
        let length = file.metadata()?.len();
        let content = Watched { inner: file, goes_on };
        hashes.push((name.clone(), add(&mut tar, name, length, content)?));
    }
    let file = tar.into_inner()?.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(hashes)
}

/// Adds a part; answers the SHA-256 of its content.
fn add(
    tar: &mut tar::Builder<impl Write>,
    name: &str,
    length: u64,
    content: impl Read,
) -> io::Result<[u8; 32]> {
    let mut header = tar::Header::new_gnu();
    header.set_size(length);
    header.set_mode(0o600);
    header.set_mtime(0);
    let mut content = Hashed { inner: content.take(length), hasher: Sha256::new(), read: 0 };
    tar.append_data(&mut header, name, &mut content)?;
    if content.read < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(content.hasher.finalize().into())
}

/// Hands each part of a file to `each`, by its name, until that has seen enough; as long as `goes_on` says so. Where `each`
/// wants all, the file is known to be whole. Parts are plain files, and come to no more than the file itself: what
/// unfolds to more, as a file with holes does, was not written here.
///
/// # Errors
/// The password is wrong, the file damaged, or those of the system and of `each`.
pub fn each_part(
    path: &Path,
    password: &Password,
    goes_on: &dyn Fn() -> bool,
    mut each: impl FnMut(&str, &mut dyn Read) -> io::Result<bool>,
) -> Result<(), Fault> {
    let file = disk::open(path)?;
    let mut left = file.metadata()?.len();
    let file = Watched { inner: file, goes_on };
    let decryptor = Decryptor::new_buffered(BufReader::with_capacity(AT_ONCE, file)).map_err(not_read)?;
    let mut identity = scrypt::Identity::new(secret(password));
    identity.set_max_work_factor(MOST_WORK);
    let input = decryptor.decrypt(iter::once(&identity as _)).map_err(not_read)?;
    let mut tar = tar::Archive::new(input);
    for entry in tar.entries()?.raw(true) {
        let mut entry = entry.map_err(of_content)?;
        if entry.header().entry_type() != EntryType::Regular {
            return Err(Fault::Damaged(BackupFlaw::NotPlainFiles));
        }
        left = left.checked_sub(entry.size()).ok_or(Fault::Damaged(BackupFlaw::TooLong))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !each(&name, &mut entry).map_err(of_content)? {
            return Ok(());
        }
    }
    // That it ends is known at its end.
    io::copy(&mut tar.into_inner(), &mut io::sink()).map_err(of_content)?;
    Ok(())
}

/// What all parts of a file come to, which is read to its end.
///
/// # Errors
/// As of [`each_part`].
pub fn hashes(path: &Path, password: &Password, goes_on: &dyn Fn() -> bool) -> Result<Hashes, Fault> {
    let mut hashes = Vec::new();
    each_part(path, password, goes_on, |name, content| {
        let mut content = Hashed { inner: content, hasher: Sha256::new(), read: 0 };
        io::copy(&mut content, &mut io::sink())?;
        hashes.push((name.to_owned(), content.hasher.finalize().into()));
        Ok(true)
    })?;
    Ok(hashes)
}

fn secret(password: &Password) -> SecretString {
    SecretString::from(String::from_utf8_lossy(password.as_bytes()).into_owned())
}

fn not_read(error: DecryptError) -> Fault {
    match error {
        DecryptError::Io(error) => of_content(error),
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => Fault::WrongPassword,
        DecryptError::NoMatchingKeys => Fault::Damaged(BackupFlaw::NoPassword),
        DecryptError::ExcessiveWork { .. } => Fault::Damaged(BackupFlaw::TooMuchWork),
        DecryptError::InvalidHeader | DecryptError::InvalidMac => Fault::Damaged(BackupFlaw::HeadChanged),
        _ => Fault::Damaged(BackupFlaw::UnknownFormat),
    }
}

fn of_content(error: io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::InvalidData => Fault::Damaged(BackupFlaw::ContentChanged),
        io::ErrorKind::UnexpectedEof => Fault::Damaged(BackupFlaw::EndMissing),
        _ => Fault::Io(error),
    }
}

/// Reads as long as it should go on.
struct Watched<'a, R> {
    inner: R,
    goes_on: &'a dyn Fn() -> bool,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !(self.goes_on)() {
            return Err(io::Error::other("cancelled"));
        }
        let length = buffer.len().min(AT_ONCE);
        self.inner.read(&mut buffer[..length])
    }
}

/// Hashes what is read.
struct Hashed<R> {
    inner: R,
    hasher: Sha256,
    read: u64,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        self.read += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn password() -> Password {
        Password::typed("雨后的山谷与竹林")
    }

    /// A file with two parts, the larger of several chunks, and its folder.
    fn written() -> (PathBuf, Hashes, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let (part, path) = (folder.path().join("part"), folder.path().join("copy.age"));
        fs::write(&part, vec![7; 300_000]).unwrap();
        let parts = [Part { name: "desk.files/ab/abc".into(), from: part }];
        let hashes = write(&path, &password(), ("head", b"1"), &parts, &|| true).unwrap();
        (path, hashes, folder)
    }

    #[test]
    fn what_was_written_is_read_again_with_its_password_alone() {
        let (path, written, _folder) = written();
        assert!(is_encrypted(&path));
        assert_eq!(hashes(&path, &password(), &|| true).unwrap(), written);
        assert_eq!(written[0], ("head".to_owned(), Sha256::digest(b"1").into()));
        let wrong = hashes(&path, &Password::typed("雨后的山谷与竹叶"), &|| true);
        assert!(matches!(wrong, Err(Fault::WrongPassword)), "{wrong:?}");
        assert!(!fs::read(&path).unwrap().windows(64).any(|window| window == [7; 64]));
    }

    #[test]
    fn one_that_was_cut_off_or_changed_anywhere_is_damaged() {
        let (path, _, folder) = written();
        let bytes = fs::read(&path).unwrap();
        let other = folder.path().join("other.age");
        let read = |bytes: &[u8]| {
            fs::write(&other, bytes).unwrap();
            hashes(&other, &password(), &|| true)
        };
        for cut in [bytes.len() - 1, bytes.len() / 2, 100, 30] {
            let read = read(&bytes[..cut]);
            assert!(matches!(read, Err(Fault::Damaged(_))), "{cut}: {read:?}");
        }
        for place in [bytes.len() - 1, bytes.len() / 2, 250] {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            let read = read(&changed);
            assert!(matches!(read, Err(Fault::Damaged(_))), "{place}: {read:?}");
        }
    }

    #[test]
    fn one_that_unfolds_to_more_than_is_in_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("holes.age");
        let read = |entry_type: EntryType, size: u64| {
            let _ = fs::remove_file(&path);
            let mut recipient = scrypt::Recipient::new(secret(&password()));
            recipient.set_work_factor(1);
            let encryptor = Encryptor::with_recipients(iter::once(&recipient as _)).unwrap();
            let output = encryptor.wrap_output(disk::make_file(&path).unwrap()).unwrap();
            let mut tar = tar::Builder::new(output);
            let mut header = tar::Header::new_gnu();
            header.set_path("desk.sqlite").unwrap();
            header.set_entry_type(entry_type);
            header.set_size(size);
            // A hole of a MiB, and nothing behind it.
            let gnu = header.as_gnu_mut().unwrap();
            gnu.realsize[..11].copy_from_slice(b"00004000000");
            gnu.sparse[0].offset[..11].copy_from_slice(b"00004000000");
            gnu.sparse[0].numbytes[..11].copy_from_slice(b"00000000000");
            header.set_cksum();
            tar.append(&header, io::empty()).unwrap();
            tar.into_inner().unwrap().finish().unwrap();
            hashes(&path, &password(), &|| true)
        };
        let others = [(EntryType::GNUSparse, 0), (EntryType::Symlink, 0), (EntryType::Regular, 1 << 30)];
        for (entry_type, size) in others {
            let read = read(entry_type, size);
            assert!(matches!(read, Err(Fault::Damaged(_))), "{entry_type:?}: {read:?}");
        }
    }

    #[test]
    fn it_ends_when_nobody_wants_it_any_more() {
        let (path, _, folder) = written();
        assert!(matches!(hashes(&path, &password(), &|| false), Err(Fault::Io(_))));
        let parts = [Part { name: "part".into(), from: folder.path().join("part") }];
        let again = folder.path().join("again.age");
        assert!(matches!(write(&again, &password(), ("head", b""), &parts, &|| false), Err(Fault::Io(_))));
    }
}
