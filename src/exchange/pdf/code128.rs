//! Code 128, code set B: a barcode of any ASCII text that can be seen.

/// The bars and gaps of each value, in units: ISO/IEC 15417, table 1.
const PATTERNS: &str = "\
    212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 \
    123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 \
    232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 \
    313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 \
    111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 \
    111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 \
    114311 411113 411311 113141 114131 311141 411131 211412 211214 211232";
const START_B: usize = 104;
const STOP: &str = "2331112";

/// The widths of bars and gaps, a bar first, with the quiet gaps at both ends left to the page; nothing where a
/// character is not in the set.
pub(super) fn bars(text: &str) -> Option<Vec<u8>> {
    let patterns: Vec<&str> = PATTERNS.split(' ').collect();
    let mut values = vec![START_B];
    for c in text.chars() {
        values.push(matches!(c, ' '..='~').then(|| c as usize - 32)?);
    }
    let weighted = values.iter().enumerate().map(|(place, value)| place.max(1) * value);
    values.push(weighted.sum::<usize>() % 103);
    let shown = values.iter().map(|value| patterns.get(*value).copied().unwrap_or_default());
    Some(shown.chain([STOP]).flat_map(str::bytes).map(|width| width - b'0').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_pattern_of_its_own_that_is_eleven_units_wide() {
        let patterns: std::collections::BTreeSet<&str> = PATTERNS.split(' ').collect();
        assert_eq!(patterns.len(), 106);
        for pattern in patterns {
            assert_eq!(pattern.bytes().map(|width| width - b'0').sum::<u8>(), 11, "{pattern}");
        }
    }

    #[test]
    fn a_text_begins_ends_and_carries_its_check_value() {
        let said: String = bars("FP").unwrap().iter().map(u8::to_string).collect();
        // 104 + 1 * 38 + 2 * 48 is 238, and 32 modulo 103.
        assert_eq!(said, "211214".to_owned() + "132311" + "313121" + "232121" + "2331112");
        assert_eq!(bars("单"), None);
    }
}
