//! Labels: the words that say what stands behind them (`名称：`, `税 号`, `Tax ID:`), one or several for one value
//! (`地址、电话：`).

use std::ops::Range;

use super::words::{folded, is_cjk, is_word};

/// What a word of a label means.
#[derive(Debug)]
pub(super) enum Means<F: 'static> {
    /// A field.
    Field(F),
    /// Several fields.
    Fields(&'static [F]),
    /// Something that may be of use, of which the label says too little.
    Something,
    /// Something that no field takes.
    Other,
}

/// The words of a kind of block; those that mean the same stand together, parted by `|`.
pub(super) struct Vocabulary<F: 'static> {
    pub words: &'static [(Means<F>, &'static str)],
    /// Words that are labels only at the beginning of a line or before a colon: they are parts of other words.
    pub bare: &'static [(Means<F>, &'static str)],
    /// What may stand before a word of a label.
    pub qualifiers: &'static str,
    /// The fields whose values begin with a digit, or a letter of a code.
    pub numbers: &'static [F],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label<F> {
    pub start: usize,
    /// Where its value begins.
    pub end: usize,
    /// The fields it names; none: what stands behind it is of no use, unless it may be.
    pub fields: Vec<F>,
    pub may_be: bool,
}

/// A text as its labels part it: what stands before the first, and each with what stands behind it.
pub(super) fn stretches<F: Copy + PartialEq>(
    chars: &[char],
    vocabulary: &Vocabulary<F>,
) -> Vec<(Option<Label<F>>, Range<usize>)> {
    let mut found = vec![(None, 0..chars.len())];
    let mut place = 0;
    while place < chars.len() {
        let Some(label) = label_at(chars, place, vocabulary) else {
            place += 1;
            continue;
        };
        place = label.end.max(place + 1);
        if let Some((_, before)) = found.last_mut() {
            before.end = numbering(chars, before.start..label.start.max(before.start));
        }
        found.push((Some(label), place..chars.len()));
    }
    found
}

/// Where a stretch of text ends without the number of the next line in a list.
fn numbering(chars: &[char], range: Range<usize>) -> usize {
    let is_blank = |c: char| matches!(c, ' ' | '\n' | '\t');
    let mut end = range.end;
    while end > range.start && (is_blank(chars[end - 1]) || "【[（(".contains(chars[end - 1])) {
        end -= 1;
    }
    let whole = end;
    if end > range.start && "、.．)）".contains(chars[end - 1]) {
        let mut digits = end - 1;
        while digits > range.start
            && (folded(chars[digits - 1]).is_ascii_digit()
                || "一二三四五六七八九".contains(chars[digits - 1]))
        {
            digits -= 1;
        }
        let is_number = (1..=2).contains(&(end - 1 - digits));
        if is_number
            && (digits == range.start
                || is_blank(chars[digits - 1])
                || "（(，,；;。".contains(chars[digits - 1]))
        {
            return numbering(chars, range.start..digits);
        }
    }
    whole
}

/// A word of a label at some place.
struct Word<'v, F: 'static> {
    end: usize,
    means: &'v Means<F>,
    is_bare: bool,
    is_latin: bool,
}

fn label_at<F: Copy + PartialEq>(
    chars: &[char],
    start: usize,
    vocabulary: &Vocabulary<F>,
) -> Option<Label<F>> {
    let first = chars[start];
    if !is_word(first) {
        return None;
    }
    let before = start.checked_sub(1).map(|place| chars[place]);
    let is_bounded = before.is_none_or(|c| !is_word(c));
    if folded(first).is_ascii_alphabetic() && before.is_some_and(|c| folded(c).is_ascii_alphabetic()) {
        return None;
    }
    let word = word_at(chars, start, vocabulary, if is_bounded { 3 } else { 1 })?;
    if !is_bounded && (word.is_bare || !may_follow(before, first)) {
        return None;
    }
    let mut label = Label { start, end: word.end, fields: Vec::new(), may_be: false };
    let line = chars[..start].iter().rev().take_while(|c| **c != '\n');
    let is_numbered = matches!(&chars[start.saturating_sub(2)..start], [digit, sign] if digit.is_ascii_digit() && "、.．)）".contains(*sign));
    let is_first = is_numbered || line.clone().all(|c| !is_word(*c));
    let (is_bare, is_latin) = (word.is_bare, word.is_latin);
    take(&mut label, &word);
    // Further words of the same label: with a sign between them, or directly behind one another.
    while let Some(next) = next_word(chars, label.end, vocabulary) {
        label.end = next.end;
        take(&mut label, &next);
    }
    let is_number =
        !label.fields.is_empty() && label.fields.iter().all(|field| vocabulary.numbers.contains(field));
    let end = value_at(
        chars,
        label.end,
        &Manner { is_bounded, is_first, is_bare, is_latin, is_number, is_other: label.fields.is_empty() },
    )?;
    Some(Label { end, ..label })
}

/// Whether a label can begin behind this character: what begins so may belong to the name of a company or bank.
fn may_follow(before: Option<char>, first: char) -> bool {
    const ENDS: &str = "司号室楼层座行部社处所厂店院校会）)";
    !"公单企客银户个机".contains(first)
        || before.is_none_or(|c| ENDS.contains(c) || folded(c).is_ascii_alphanumeric())
}

fn take<F: Copy + PartialEq>(label: &mut Label<F>, word: &Word<'_, F>) {
    let fields: &[F] = match word.means {
        Means::Field(field) => std::slice::from_ref(field),
        Means::Fields(fields) => fields,
        Means::Something => {
            label.may_be = true;
            &[]
        }
        Means::Other => &[],
    };
    for field in fields {
        if !label.fields.contains(field) {
            label.fields.push(*field);
        }
    }
}

/// The longest word of a label here, with up to `depth` qualifiers before it.
fn word_at<'v, F>(
    chars: &[char],
    from: usize,
    vocabulary: &'v Vocabulary<F>,
    depth: usize,
) -> Option<Word<'v, F>> {
    let mut best: Option<Word<'v, F>> = None;
    for (is_bare, words) in [(false, vocabulary.words), (true, vocabulary.bare)] {
        for (means, words) in words {
            for word in words.split('|') {
                if let Some(end) = end_of(chars, from, word)
                    && best.as_ref().is_none_or(|best| end > best.end)
                {
                    let is_latin = word.is_ascii();
                    best = Some(Word { end, means, is_bare, is_latin });
                }
            }
        }
    }
    if depth > 0 {
        for qualifier in vocabulary.qualifiers.split('|') {
            let behind = end_of(chars, from, qualifier).map(|end| blanks(chars, end));
            if let Some(word) = behind.and_then(|end| word_at(chars, end, vocabulary, depth - 1))
                && best.as_ref().is_none_or(|best| word.end > best.end)
            {
                best = Some(Word { is_bare: false, ..word });
            }
        }
    }
    best
}

/// The next word of a label that has one already, behind a sign that joins them, or none.
fn next_word<'v, F>(chars: &[char], from: usize, vocabulary: &'v Vocabulary<F>) -> Option<Word<'v, F>> {
    const JOINTS: &str = "及和与或、/,&+-|\t()";
    let mut place = blanks(chars, from);
    for _ in 0..2 {
        if chars.get(place).is_some_and(|c| JOINTS.contains(folded(*c))) {
            place = blanks(chars, place + 1);
        }
    }
    let word = word_at(chars, place, vocabulary, 2)?;
    // A bracket that was opened is closed.
    let closes = chars.get(word.end).is_some_and(|c| folded(*c) == ')') && place > from;
    Some(Word { end: word.end + usize::from(closes), ..word })
}

/// Where a word ends that stands here; blanks may be among its characters.
fn end_of(chars: &[char], from: usize, word: &str) -> Option<usize> {
    let is_latin = word.is_ascii();
    let mut place = from;
    for (i, wanted) in word.chars().enumerate() {
        if i > 0 && !is_latin {
            place = blanks(chars, place);
        }
        if wanted == ' ' {
            place = blanks(chars, place);
            continue;
        }
        if folded(*chars.get(place)?) != wanted {
            return None;
        }
        place += 1;
    }
    let goes_on = is_latin && chars.get(place).is_some_and(|c| folded(*c).is_ascii_alphabetic());
    if goes_on {
        return None;
    }
    Some(place + usize::from(is_latin && chars.get(place) == Some(&'.')))
}

fn blanks(chars: &[char], mut place: usize) -> usize {
    while chars.get(place) == Some(&' ') {
        place += 1;
    }
    place
}

/// How a label stands in its text.
struct Manner {
    /// No word is directly before it.
    is_bounded: bool,
    /// Nothing but signs is before it in its line.
    is_first: bool,
    is_bare: bool,
    is_latin: bool,
    /// Its value begins with a digit or a letter of a code.
    is_number: bool,
    /// No field takes its value, whatever that begins with.
    is_other: bool,
}

/// Where the value begins of a label that ends here; none where the word is no label.
fn value_at(chars: &[char], end: usize, manner: &Manner) -> Option<usize> {
    let mut place = noted(chars, end);
    let mut closed = false;
    while chars
        .get(place)
        .is_some_and(|c| matches!(folded(*c), '*' | ']' | '"' | '\'' | '`') || "】」》』”’".contains(*c))
    {
        closed |= matches!(chars[place], ']' | '】' | '」' | '』' | '》');
        place = blanks(chars, place + 1);
    }
    let behind = blanks(chars, place);
    let next = chars.get(behind).map(|c| folded(*c));
    if matches!(next, Some(':' | '=')) {
        let mut value = behind + 1;
        while chars.get(value).is_some_and(|c| matches!(folded(*c), ':' | '*' | ' ' | '\t')) {
            value += 1;
        }
        return Some(value);
    }
    if !manner.is_bounded {
        return None;
    }
    if closed {
        return Some(behind);
    }
    let is_apart = behind > place || matches!(next, None | Some('\n' | '\t' | '|' | '-'));
    let begins_number = next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '+' | '('))
        || (manner.is_number && next.is_some_and(|c| c.is_ascii_uppercase()));
    let fits = match next {
        Some('\t' | '|') => true,
        None | Some('\n') => manner.is_first || !(manner.is_bare || manner.is_latin),
        Some('-') => !manner.is_bare && !manner.is_latin,
        _ if manner.is_latin => is_apart && manner.is_number && begins_number,
        _ if manner.is_bare => is_apart && manner.is_first,
        Some('是' | '为') => true,
        _ if is_apart => true,
        Some(c) if manner.is_number => c.is_ascii_alphanumeric() || matches!(c, '+' | '('),
        Some(c) => is_cjk(c) || (manner.is_other && c.is_ascii_digit()),
    };
    let skipped = usize::from(!is_apart && matches!(next, Some('是' | '为')) || next == Some('-'));
    fits.then_some(behind + skipped)
}

/// Behind a note in brackets that belongs to a label: `名称（必填）：`.
fn noted(chars: &[char], end: usize) -> usize {
    const LONGEST: usize = 24;
    let open = blanks(chars, end);
    if chars.get(open).is_none_or(|c| folded(*c) != '(') {
        return end;
    }
    let inside = &chars[open + 1..chars.len().min(open + LONGEST)];
    let close = inside.iter().position(|c| folded(*c) == ')').map(|close| open + 1 + close);
    // What is in brackets before a number may be a part of that: (0755).
    close
        .filter(|_| inside.first().is_some_and(|c| !folded(*c).is_ascii_digit() && folded(*c) != '+'))
        .map_or(end, |close| close + 1)
}
