use crate::domain::refusal::Refusal;
pub(super) fn statements() -> Result<Vec<String>, Refusal> {
    Ok(Vec::new())
}
