//! `remark-invalid`: a remark longer than 230 characters, or with characters that tax software cannot hold.

use super::Case;
use crate::domain::gbk;
use crate::domain::refusal::Refusal;

/// The longest remark that the bureau's form takes, in characters.
pub const MAX_REMARK_CHARS: usize = 230;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    check_remark(case.remark.unwrap_or_default())
}

/// Asks whether a remark can be printed.
pub fn check_remark(remark: &str) -> Result<(), Refusal> {
    let length = remark.chars().count();
    if length > MAX_REMARK_CHARS {
        return Err(Refusal::RemarkInvalid { length: Some(length), character: None });
    }
    match gbk::first_outside(remark) {
        None => Ok(()),
        character => Err(Refusal::RemarkInvalid { length: None, character }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn two_hundred_and_thirty_characters_are_allowed_and_one_more_is_not() {
        let mut world = World::qweather();
        world.remark = Some("备".repeat(230));
        assert_eq!(world.refused_by(), None);
        world.remark = Some("备".repeat(231));
        assert_eq!(world.refuse(), Err(Refusal::RemarkInvalid { length: Some(231), character: None }));
    }

    #[test]
    fn a_character_outside_gbk_is_named() {
        let mut world = World::qweather();
        world.remark = Some("合同 镕璟喆 R-2026".into());
        assert_eq!(world.refused_by(), None);
        world.remark = Some("谢谢😀".into());
        assert_eq!(world.refuse(), Err(Refusal::RemarkInvalid { length: None, character: Some('😀') }));
    }
}
