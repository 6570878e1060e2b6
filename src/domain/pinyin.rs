//! Chinese names as they are typed without an input method: by the first letters of their syllables, or by more of them.

use pinyin::ToPinyinMulti;

/// More letters than this are no name.
const MOST: usize = 64;

/// Where in `name` something begins that sounds like `typed`, counted in characters; none: nowhere. Each Chinese
/// character stands for the beginning of one of its readings, so that 砺行 is found by `lx`, `lixing` and `lixi`; other
/// letters and digits stand for themselves, and what is between them for nothing. One letter alone finds nothing, nor do
/// more than [`MOST`].
pub fn sounds_like(name: &str, typed: &str) -> Option<usize> {
    let typed = typed.to_ascii_lowercase();
    if !(2..=MOST).contains(&typed.len()) || !typed.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let name: Vec<char> = name.chars().collect();
    (0..name.len()).find(|&start| name[start].is_alphanumeric() && begins(&name[start..], typed.as_bytes()))
}

/// Whether `name` begins with what sounds like `typed`, which has at most [`MOST`] letters.
fn begins(name: &[char], typed: &[u8]) -> bool {
    // How many letters what was gone through so far can stand for: a bit for each number, so that however many ways
    // lead to it, it is gone on from once.
    let mut reached: u128 = 1;
    for character in name {
        let mut next = 0;
        let places = || (0..typed.len()).filter(|place| reached >> place & 1 == 1);
        if let Some(readings) = character.to_pinyin_multi() {
            for reading in readings {
                for place in places() {
                    let both = reading.plain().bytes().zip(&typed[place..]);
                    let same = both.take_while(|(a, b)| a == *b).count();
                    (1..=same).for_each(|length| next |= 1 << (place + length));
                }
            }
        } else if character.is_alphanumeric() {
            let same = places().filter(|place| char::from(typed[*place]) == character.to_ascii_lowercase());
            same.for_each(|place| next |= 1 << (place + 1));
        } else {
            next = reached;
        }
        if next >> typed.len() & 1 == 1 {
            return true;
        }
        if next == 0 {
            return false;
        }
        reached = next;
    }
    false
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
    fn characters_of_several_readings_are_gone_through_once_however_many_they_are() {
        for (character, letter, count) in [("好", "h", 24), ("中", "z", 20)] {
            let name = character.repeat(count);
            assert_eq!(sounds_like(&name, &letter.repeat(count)), Some(0));
            assert_eq!(sounds_like(&name, &letter.repeat(count + 1)), None);
        }
        let name = "啊".repeat(80);
        assert_eq!(sounds_like(&name, &"a".repeat(64)), Some(0));
        assert_eq!(sounds_like(&name, &"a".repeat(65)), None);
    }

    #[test]
    fn other_letters_stand_for_themselves_and_marks_for_nothing() {
        assert_eq!(sounds_like("云帆（ABC）物流", "yfabcwl"), Some(0));
        assert_eq!(sounds_like("云帆（ABC）物流", "bcw"), Some(4));
    }
}
