//! The words that the demo is made of, from `assets/demo/words.json`.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::desk::FIRST_USER;
use crate::domain::account::Region;

const WORDS: &str = include_str!("../../../assets/demo/words.json");

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vocabulary {
    pub users: Users,
    pub issuers: Vec<IssuerWords>,
    pub cities: Vec<City>,
    pub stems: Vec<String>,
    pub industries: Vec<String>,
    pub company_forms: Vec<String>,
    pub organisations: Vec<String>,
    pub outside: Vec<Outside>,
    pub surnames: Vec<String>,
    pub given_names: Vec<String>,
    pub banks: Vec<String>,
    pub carriers: Vec<Carrier>,
    pub review_reasons: BTreeMap<String, String>,
    pub revoke_reasons: BTreeMap<String, String>,
    pub tickets: TicketWords,
    pub correction_reason: String,
    pub correction_decision: String,
    pub legacy_note: String,
    pub freeze_reason: String,
    pub refund_reasons: Vec<String>,
    pub reject_reasons: Vec<String>,
    pub remarks: Vec<String>,
    bank_branch: String,
    house: String,
    month: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Users {
    clerk: String,
    reviewer: String,
    lead: String,
    /// The billing system, which sends bills at night and what customers ask for by themselves.
    system: String,
}

/// Who gives a command.
#[derive(Clone, Copy, Debug)]
pub(super) enum Staff {
    /// Who is there when the store is made.
    First,
    Clerk,
    Reviewer,
    Lead,
    System,
}

impl Users {
    pub(super) fn name(&self, of: Staff) -> &str {
        match of {
            Staff::First => FIRST_USER,
            Staff::Clerk => &self.clerk,
            Staff::Reviewer => &self.reviewer,
            Staff::Lead => &self.lead,
            Staff::System => &self.system,
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct IssuerWords {
    pub code: String,
    pub name: String,
    pub policy: String,
    pub division: String,
    pub province: String,
    pub address: String,
    pub phone: String,
    pub bank: String,
    pub bank_account: String,
    pub items: Vec<String>,
    pub plans: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct City {
    pub city: String,
    pub region: String,
    /// The six digits of its administrative division, as in tax ids.
    pub division: String,
    pub area: String,
    pub postcode: String,
    pub streets: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Outside {
    pub name: String,
    pub region: Region,
}

/// What is written on tickets.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TicketWords {
    /// What a customer outside the mainland wants, and what becomes of it.
    pub outside_open: String,
    pub outside_note: String,
    pub outside_close: String,
    pub outside_reopen: String,
    /// What a customer wants whose invoice cannot be corrected, and what becomes of it.
    pub correction_open: String,
    pub correction_close: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Carrier {
    pub name: String,
    pub prefix: String,
    pub digits: usize,
}

impl Vocabulary {
    /// Reads the words that come with the program.
    ///
    /// # Errors
    /// The file is not of this shape; a test proves that it is.
    pub(super) fn bundled() -> Result<Self, serde_json::Error> {
        serde_json::from_str(WORDS)
    }

    pub(super) fn branch(&self, bank: &str, city: &str, street: &str) -> String {
        self.bank_branch.replace("{bank}", bank).replace("{city}", city).replace("{street}", street)
    }

    pub(super) fn house(&self, street: &str, number: i64) -> String {
        self.house.replace("{street}", street).replace("{number}", &number.to_string())
    }

    /// A month as remarks name it.
    pub(super) fn month_of(&self, day: NaiveDate) -> String {
        self.month.replace("{year}", &day.year().to_string()).replace("{month}", &day.month().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_can_be_read_and_none_is_missing() {
        let words = Vocabulary::bundled().unwrap();
        assert_eq!(words.issuers.len(), 2);
        assert!(words.cities.iter().all(|city| city.division.len() == 6 && !city.streets.is_empty()));
        for list in [&words.stems, &words.industries, &words.surnames, &words.given_names, &words.remarks] {
            assert!(!list.is_empty() && list.iter().all(|word| !word.is_empty()));
        }
        assert_eq!(words.month_of("2026-03-09".parse().unwrap()), "2026 年 3 月");
    }
}
