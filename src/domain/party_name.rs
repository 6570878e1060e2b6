//! Names of companies and people as they are compared: printed as they are, equal whatever the width of their letters
//! and brackets.

use super::money::half_width;

/// A name as it is compared: half-width, one kind of bracket, without blanks.
pub fn folded(name: &str) -> String {
    let plain = name.chars().map(half_width).filter(|c| !c.is_whitespace());
    plain
        .map(|c| match c {
            '〔' | '【' | '〖' | '[' => '(',
            '〕' | '】' | '〗' | ']' => ')',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_brackets_and_blanks_make_no_other_name() {
        let name = folded("示例商贸（无锡）有限公司");
        for same in ["示例商贸(无锡)有限公司", "示例商贸【无锡】 有限公司", "　示例商贸〔无锡〕有限公司 "]
        {
            assert_eq!(folded(same), name, "{same}");
        }
        assert_eq!(folded("ＡＢＣ　科技"), folded("ABC科技"));
        assert_ne!(folded("示例商贸无锡有限公司"), name);
    }
}
