//! A store where everybody signs in.

use std::error::Error;
use std::path::{Path, PathBuf};

use fapiao_desk::desk::demo;
use fapiao_desk::desk::pages::sign_in;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::store::engine::Db;

/// The password of everybody there.
const PASSWORD: &str = "bamboo-after-rain";

/// The believable company, where everybody signs in.
///
/// # Errors
/// It cannot be written, or a line is refused.
pub fn make(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let path = folder.join("guarded.sqlite");
    let mut desk =
        demo::make(&path, demo::DEFAULT_SEED, &mut |_| ()).map_err(|refusal| format!("{refusal:?}"))?;
    let users = Db::open_reader(&path)
        .and_then(|db| sign_in::page(&db))
        .map_err(|refusal| format!("{refusal:?}"))?
        .users;
    let passwords = users.iter().map(|user| {
        format!(r#"{{"op":"set_password","by":"{0}","name":"{0}","password":"{PASSWORD}"}}"#, user.name)
    });
    let require = String::from(r#"{"op":"set_sign_in","by":"desk","required":true}"#);
    for line in passwords.chain([require]) {
        let envelope = decode(serde_json::from_str(&line)?).map_err(|refusal| format!("{refusal:?}"))?;
        desk.handle(&envelope).map_err(|refusal| format!("{refusal:?}"))?;
    }
    Ok(path)
}
