//! The folder of a sealed month: one that appears whole or not at all, and one from elsewhere, read within limits.

mod new_folder;
mod public_key;
mod read;

pub use self::new_folder::NewFolder;
pub use self::public_key::pem;
pub use self::read::{There, digest, list_sums, look_round, read_small};

/// The manifest.
pub const MANIFEST: &str = "manifest.json";
/// The signature over the bytes of the manifest: 64 bytes of Ed25519.
pub const SIGNATURE: &str = "manifest.sig";
/// The public half of the key, for other programs.
pub const PUBLIC_KEY: &str = "manifest.pub.pem";

/// No manifest is larger, in bytes.
pub const MOST_MANIFEST: u64 = 64 << 20;
/// No folder has more files.
pub const MOST_FILES: usize = 200_000;
