//! Policies: those that came with the program, and those of the desk's own, copied from others and changed version
//! by version. RULES.md section 3.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::named_account::newest_policy;
use crate::desk::commands::second_person;
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::changes::{self, Changes};
use crate::desk::protocol::fields::fields;
use crate::domain::application::Step;
use crate::domain::policy::Policy;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::rules::policy_contradictory;
use crate::domain::text::{Code, Line};
use crate::store::engine::Db;
use crate::store::issuer::{self, StoredIssuer};
use crate::store::policy;

fields! {
    /// Makes a policy of the desk's own from the newest version of another.
    CopyPolicy {
        from: Code,
        code: Code,
        name_zh: Option<Line>,
        name_en: Option<Line>,
    }
    /// Makes a new version of a policy of the desk's own: the parameters to change, and what to. With `version` it
    /// is refused if there is a newer one than that.
    ChangePolicy {
        code: Code,
        changes: Changes,
        version: Option<u32>,
    }
    /// Names no policy in particular.
    AllPolicies {}
    /// Names a policy; with `version` as it was then.
    OfPolicy {
        code: Code,
        version: Option<u32>,
    }
}

/// What no change of parameters touches.
const FIXED: [&str; 2] = ["code", "version"];

/// What the two commands answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Versioned {
    pub code: String,
    pub version: u32,
    /// A second person is needed, and these, the only users who could be one, are too few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nobody_but: Option<Vec<String>>,
}

/// One policy in the list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct PolicyLine {
    pub code: String,
    pub version: u32,
    pub name_zh: String,
    pub name_en: String,
    /// Whether it is of the desk's own; those that came with the program are never changed.
    pub own: bool,
    pub issuers: Vec<String>,
}

/// One policy with its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct PolicyView {
    /// The parameters: of the newest version, or of the one that was asked for.
    #[serde(flatten)]
    pub policy: Policy,
    pub own: bool,
    pub issuers: Vec<String>,
    /// Every version, newest first.
    pub versions: Vec<VersionView>,
}

/// A version of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct VersionView {
    pub version: u32,
    /// When it was made; none: it came with the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What it was copied from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copied_from: Option<Versioned>,
    /// The parameters that differ from the version before, or from what it was copied from.
    pub changed: Vec<String>,
    /// The parameters as they were then.
    #[serde(skip)]
    pub policy: Policy,
    /// What they are compared with.
    #[serde(skip)]
    pub before: Option<Policy>,
}

pub(crate) fn copy_policy(tx: &Transaction<'_>, c: &CopyPolicy) -> Result<Versioned, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let from = newest_policy(db, &c.from)?;
    let code = required("code", &c.code)?;
    if policy::newest(db, code)?.is_some() {
        return Err(Refusal::conflict(Noun::Policy, code));
    }
    let (zh, en) = (optional("name_zh", c.name_zh.as_deref())?, optional("name_en", c.name_en.as_deref())?);
    // Without a name of its own it is called as what it was copied from, and told apart by its code.
    let called = |from: &str| format!("{from} {code}");
    let name_zh = zh.clone().or(en.clone()).unwrap_or_else(|| called(&from.name_zh));
    let name_en = en.or(zh).unwrap_or_else(|| called(&from.name_en));
    let copy = Policy { code: code.to_owned(), version: 1, name_zh, name_en, ..from.clone() };
    policy_contradictory::check(&copy)?;
    policy::insert(db, &copy)?;
    policy::insert_version(db, &copy, Some(&from), moment.now, user.id)?;
    versioned(db, copy)
}

/// A policy with the changes that were made to an older version of it, for a form that another change overtook.
///
/// # Errors
/// `bad-field`: `changes.…` cannot hold that value.
pub fn laid_over(newest: &Policy, changes: &Changes) -> Result<Policy, Refusal> {
    changes::changed(newest, changes, &FIXED)
}

pub(crate) fn change_policy(tx: &Transaction<'_>, c: &ChangePolicy) -> Result<Versioned, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let current = newest_policy(db, &c.code)?;
    if Policy::is_bundled(&c.code) {
        return Err(Refusal::bad_field("code", FieldError::CameWithTheProgram));
    }
    if c.version.is_some_and(|version| version != current.version) {
        return Err(Refusal::conflict(Noun::Policy, &c.code));
    }
    let mut new: Policy = changes::changed(&current, &c.changes, &FIXED)?;
    policy_contradictory::check(&new)?;
    if new == current {
        return versioned(db, current);
    }
    new.version = current.version + 1;
    policy::insert(db, &new)?;
    policy::insert_version(db, &new, None, moment.now, user.id)?;
    versioned(db, new)
}

fn versioned(db: &Db, policy: Policy) -> Result<Versioned, Refusal> {
    let nobody_but = nobody_but(&policy, &second_person::who_could(db)?);
    Ok(Versioned { code: policy.code, version: policy.version, nobody_but })
}

/// The persons who do a clerk's work, where they are too few for what the policy has others do: whoever applied and
/// another, and a third to reverse where who issues is another one already.
pub fn nobody_but(policy: &Policy, clerks: &[String]) -> Option<Vec<String>> {
    let duties = Step::ALL.into_iter().filter(|step| policy.needs_second_person(*step)).count();
    (duties > 0 && clerks.len() < duties + 1).then(|| clerks.to_vec())
}

/// Every policy, those of the program first.
pub(crate) fn policies(db: &Db, _: &Moment, _: &AllPolicies) -> Result<Vec<PolicyLine>, Refusal> {
    let issuers = issuer::all(db)?;
    let lines = policy::all_newest(db)?
        .into_iter()
        .map(|policy| PolicyLine {
            own: !Policy::is_bundled(&policy.code),
            issuers: working_under(&issuers, &policy.code),
            code: policy.code,
            version: policy.version,
            name_zh: policy.name_zh,
            name_en: policy.name_en,
        })
        .collect();
    Ok(lines)
}

/// One policy with its versions.
///
/// # Errors
/// `not-found`, also where there is no such version; `store`.
pub(crate) fn policy(db: &Db, _: &Moment, q: &OfPolicy) -> Result<PolicyView, Refusal> {
    let newest = newest_policy(db, &q.code)?;
    let versions = versions(db, &q.code)?;
    let policy = match q.version {
        None => newest,
        Some(wanted) => {
            let found = versions.iter().find(|version| version.version == wanted);
            let found = found.map(|version| version.policy.clone());
            found.ok_or_else(|| Refusal::not_found(Noun::Policy, format!("{} {wanted}", &*q.code)))?
        }
    };
    Ok(PolicyView {
        own: !Policy::is_bundled(&q.code),
        issuers: working_under(&issuer::all(db)?, &q.code),
        versions,
        policy,
    })
}

fn working_under(issuers: &[StoredIssuer], policy: &str) -> Vec<String> {
    let under = issuers.iter().filter(|stored| stored.issuer.policy == policy);
    under.map(|stored| stored.issuer.code.clone()).collect()
}

fn versions(db: &Db, code: &str) -> Result<Vec<VersionView>, Refusal> {
    let kept = policy::history(db, code)?;
    let mut versions = Vec::with_capacity(kept.len());
    for (i, version) in kept.iter().enumerate() {
        let before = match (&version.copied_from, kept.get(i + 1)) {
            (Some((from, number)), _) => policy::version(db, from, *number)?,
            (None, before) => before.map(|before| before.policy.clone()),
        };
        let copied_from = version.copied_from.clone();
        let (by, at) = version.made.clone().unzip();
        versions.push(VersionView {
            version: version.policy.version,
            at,
            by,
            copied_from: copied_from.map(|(code, version)| Versioned { code, version, nobody_but: None }),
            changed: before
                .as_ref()
                .map(|before| changes::differing(before, &version.policy, &FIXED))
                .unwrap_or_default(),
            policy: version.policy.clone(),
            before,
        });
    }
    Ok(versions)
}
