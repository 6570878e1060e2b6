//! Names of users that look alike are one name: 王敏, ＷＡＮＧ and wang, a Cyrillic а for an a, I for l or 1. Somebody who
//! could be taken for another in a list or a log is not added beside them.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

/// Whether a reader could take one of two names for the other: by width, case, letters that are confusable by Unicode's
/// UTS #39, or characters that show nothing.
pub fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (Look::of(one), Look::of(other));
    one.as_written == other.as_written || one.in_small == other.in_small
}

/// What a name looks like. Two letters may be confusable as capitals alone, so that both are looked at.
struct Look {
    as_written: String,
    in_small: String,
}

impl Look {
    fn of(name: &str) -> Self {
        let plain = name.nfkc().collect::<String>();
        Self { as_written: shape(&plain), in_small: shape(&plain.to_lowercase()) }
    }
}

/// The shape that confusable letters have in common, whatever their case, with single blanks between words.
fn shape(text: &str) -> String {
    let same_case = skeleton(text).collect::<String>().to_lowercase();
    let shape = skeleton(&same_case).collect::<String>().to_lowercase();
    let words: Vec<&str> = shape.split_whitespace().collect();
    // A capital I is an l by its shape and an i by its case.
    words.join(" ").replace('i', "l")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_one() {
        for (one, other) in [
            ("wangmin", "WangMin"),
            ("wangmin", "ｗａｎｇｍｉｎ"),
            ("王敏01", "王敏０１"),
            ("anna", "аnnа"),
            ("ВОРОНА", "BOPOHA"),
            ("Владимир", "владимир"),
            ("lily", "Iily"),
            ("lily", "1ily"),
            ("Ian", "lan"),
            ("Ian", "ian"),
            ("desk", "desk "),
            ("李 强", "李\u{3000}强"),
            ("李  强", "李 强"),
            ("desk", "de\u{200B}sk"),
            ("desk", "\u{FEFF}desk"),
            ("zoe0", "zoeO"),
            ("café", "cafe\u{301}"),
            ("王士", "王土"),
        ] {
            assert!(are_alike(one, other) && are_alike(other, one), "{one} {other}");
        }
    }

    #[test]
    fn names_that_can_be_told_apart_are_two() {
        for (one, other) in [
            ("王敏", "王珉"),
            ("李强", "李刚"),
            ("desk", "desk2"),
            ("anna", "anne"),
            ("李强", "李 强"),
            ("café", "cafe"),
        ] {
            assert!(!are_alike(one, other), "{one} {other}");
        }
    }
}
