//! What the window's frame shows: who is at the desk, whose desk it is, how much is in it.

use chrono::{DateTime, Utc};

use crate::desk::backup::automatic;
use crate::desk::clock::Moment;
use crate::desk::principal::default_user;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Role, suffice};
use crate::store::engine::Db;
use crate::store::summary;
pub(crate) use crate::store::summary::Counts;
use crate::store::{audit, issuer, setting, user};

/// A summary of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many there are of everything.
    pub counts: Counts,
    /// The name of the user at the desk.
    pub user: String,
    /// What that user may do.
    pub roles: Vec<Role>,
    /// The names of the issuers.
    pub issuers: Vec<String>,
    /// When the newest entry of the audit log was written.
    pub newest_entry: Option<DateTime<Utc>>,
    /// The folder that was chosen for backups.
    pub backup_folder: Option<String>,
}

/// Sums up the store.
pub fn summary(db: &Db, moment: &Moment) -> Result<Summary, Refusal> {
    let (user, roles) = user(db, moment)?;
    Ok(Summary {
        counts: summary::counts(db, moment.today)?,
        user,
        roles,
        issuers: issuer::all(db)?.into_iter().map(|stored| stored.issuer.name).collect(),
        newest_entry: audit::newest_at(db)?,
        backup_folder: setting::get(db, automatic::FOLDER)?,
    })
}

/// The name of the user at the desk, and what that user may do: whoever was chosen, if the store knows them, else the
/// store's default user.
pub fn user(db: &Db, moment: &Moment) -> Result<(String, Vec<Role>), Refusal> {
    let chosen = moment.user.as_deref().map(|name| user::by_name(db, name)).transpose()?.flatten();
    if let Some(chosen) = chosen {
        let roles = if chosen.is_active() { chosen.roles } else { Vec::new() };
        return Ok((chosen.name, roles));
    }
    let name = default_user(db)?;
    let roles = user::by_name(db, &name)?.map(|user| user.roles).unwrap_or_default();
    Ok((name, roles))
}

/// Whether the user at the desk may correct and remove what was entered.
pub(in crate::desk) fn may_amend(db: &Db, moment: &Moment) -> Result<bool, Refusal> {
    Ok(user(db, moment)?.1.contains(&Role::Admin))
}

/// Why the user at the desk may not give a command.
pub(in crate::desk) fn barred(db: &Db, moment: &Moment, needs: &[Role]) -> Result<Option<Refusal>, Refusal> {
    Ok(not_permitted(user(db, moment)?, needs))
}

/// Why a user with these roles may not do what one of `needs` may.
pub(in crate::desk) fn not_permitted((by, roles): (String, Vec<Role>), needs: &[Role]) -> Option<Refusal> {
    (!suffice(&roles, needs)).then(|| Refusal::NotPermitted { by, needs: needs.to_vec() })
}
