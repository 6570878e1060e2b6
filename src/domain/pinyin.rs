//! Chinese names as they are typed without an input method: by the first letters of their syllables, or by more of them.

use pinyin::ToPinyinMulti;

/// Where in `name` something begins that sounds like `typed`, counted in characters; none: nowhere. Each Chinese
/// character stands for the beginning of one of its readings, so that 砺行 is found by `lx`, `lixing` and `lixi`; other
/// letters and digits stand for themselves, and what is between them for nothing. One letter alone finds nothing.
pub fn sounds_like(name: &str, typed: &str) -> Option<usize> {
    let typed = typed.to_ascii_lowercase();
    if typed.len() < 2 || !typed.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let name: Vec<char> = name.chars().collect();
    (0..name.len()).find(|&start| name[start].is_alphanumeric() && begins(&name[start..], typed.as_bytes()))
}

/// Whether `name` begins with what sounds like `typed`.
fn begins(name: &[char], typed: &[u8]) -> bool {
    let Some((&first, rest)) = name.split_first().filter(|_| !typed.is_empty()) else {
        return typed.is_empty();
    };
    if let Some(readings) = first.to_pinyin_multi() {
        return readings.into_iter().any(|reading| {
            let same = reading.plain().bytes().zip(typed).take_while(|(a, b)| a == *b).count();
            (1..=same).rev().any(|length| begins(rest, &typed[length..]))
        });
    }
    if first.is_alphanumeric() {
        return first.to_ascii_lowercase() == char::from(typed[0]) && begins(rest, &typed[1..]);
    }
    begins(rest, typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_first_letters_and_by_syllables_from_any_character_on() {
        let name = "杭州砺行新能源有限责任公司";
        for (typed, at) in
            [("hz", 0), ("HZLX", 0), ("hangzhou", 0), ("hangzlx", 0), ("lx", 2), ("lixing", 2), ("lixi", 2)]
        {
            assert_eq!(sounds_like(name, typed), Some(at), "{typed}");
        }
        for typed in ["h", "hlx", "lxhz", "hz1", "", "hangzhouu"] {
            assert_eq!(sounds_like(name, typed), None, "{typed}");
        }
    }

    #[test]
    fn each_reading_of_a_character_counts() {
        assert_eq!(sounds_like("重庆长安", "cqca"), Some(0));
        assert_eq!(sounds_like("重庆长安", "zhongqing"), Some(0));
        assert_eq!(sounds_like("绿洲", "lvzhou").or(sounds_like("绿洲", "luzhou")), Some(0));
    }

    #[test]
    fn other_letters_stand_for_themselves_and_marks_for_nothing() {
        assert_eq!(sounds_like("云帆（ABC）物流", "yfabcwl"), Some(0));
        assert_eq!(sounds_like("云帆（ABC）物流", "bcw"), Some(4));
    }
}
