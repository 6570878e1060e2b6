//! The issuers of a store with the policies they work under, for lists that go over the customers of all of them.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::desk::commands::named_account::newest_policy;
use crate::domain::ids::IssuerId;
use crate::domain::policy::Policy;
use crate::domain::refusal::{Noun, Refusal};
use crate::store::engine::Db;
use crate::store::issuer::{self, StoredIssuer};

/// Every issuer with its policy.
#[derive(Clone, Debug)]
pub struct Issuers {
    all: Vec<StoredIssuer>,
    policies: HashMap<IssuerId, Policy>,
}

/// Reads every issuer.
pub fn issuers(db: &Db) -> Result<Issuers, Refusal> {
    let all = issuer::all(db)?;
    let policies = all
        .iter()
        .map(|stored| Ok((stored.id, newest_policy(db, &stored.issuer.policy)?)))
        .collect::<Result<_, Refusal>>()?;
    Ok(Issuers { all, policies })
}

impl Issuers {
    /// Every issuer, the first added first.
    pub fn all(&self) -> &[StoredIssuer] {
        &self.all
    }

    /// The policy of an issuer.
    ///
    /// # Errors
    /// `not-found`: it was added since.
    pub fn policy(&self, id: IssuerId) -> Result<&Policy, Refusal> {
        self.policies.get(&id).ok_or_else(|| Refusal::not_found(Noun::Issuer, id.0.to_string()))
    }

    /// The name of an issuer.
    pub fn name(&self, id: IssuerId) -> &str {
        self.all.iter().find(|stored| stored.id == id).map_or("", |stored| &stored.issuer.name)
    }

    /// The issuer of this code.
    ///
    /// # Errors
    /// `not-found`.
    pub fn by_code(&self, code: &str) -> Result<&StoredIssuer, Refusal> {
        self.all
            .iter()
            .find(|stored| stored.issuer.code == code)
            .ok_or_else(|| Refusal::not_found(Noun::Issuer, code))
    }

    /// For each issuer, or for `only` this one, what `of` says about its policy.
    pub(super) fn each_policy(
        &self,
        only: Option<IssuerId>,
        of: impl Fn(&Policy) -> Option<NaiveDate>,
    ) -> Vec<(IssuerId, Option<NaiveDate>)> {
        let wanted = self.all.iter().filter(|stored| only.is_none_or(|only| only == stored.id));
        wanted.map(|stored| (stored.id, self.policies.get(&stored.id).and_then(&of))).collect()
    }
}
