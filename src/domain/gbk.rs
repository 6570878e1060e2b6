//! What tax software can hold: it keeps text in GBK, and prints a hole for anything else.

use encoding_rs::GBK;

/// The first character of `text` that cannot be held (RULES section 5, `remark-invalid`): one outside GBK, a control
/// character (a line break too), or one of private use, which has no shape that two machines agree on.
pub fn first_outside(text: &str) -> Option<char> {
    text.chars().find(|c| !is_gbk_char(*c))
}

fn is_gbk_char(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    if c.is_control() || ('\u{E000}'..='\u{F8FF}').contains(&c) {
        return false;
    }
    let mut utf8 = [0; 4];
    let (bytes, _, has_unmappable) = GBK.encode(c.encode_utf8(&mut utf8));
    // One byte beyond ASCII is the euro sign of one vendor's code page, which others do not know.
    !has_unmappable && bytes.len() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_chinese_ascii_and_full_width_text() {
        for text in ["", "北京气象（服务）有限公司", "A-1 b~", "￥１２３　。", "镕堃喆", "①Ⅳ"]
        {
            assert_eq!(first_outside(text), None, "{text}");
        }
    }

    #[test]
    fn names_the_first_character_that_gbk_lacks() {
        assert_eq!(first_outside("张𠮷😀"), Some('𠮷'));
        assert_eq!(first_outside("备注😀"), Some('😀'));
        assert_eq!(first_outside("㐂"), Some('㐂'), "four bytes in GB18030 are not GBK");
        assert_eq!(first_outside("5€"), Some('€'));
    }

    #[test]
    fn refuses_control_characters_and_private_use() {
        for c in [
            '\0', '\t', '\n', '\r', '\u{7F}', '\u{80}', '\u{A0}', '\u{200B}', '\u{FEFF}', '\u{E000}',
            '\u{F8FF}',
        ] {
            assert_eq!(first_outside(&format!("甲{c}乙")), Some(c), "{c:?}");
        }
    }
}
