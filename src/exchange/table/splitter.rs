//! Splits delimited text into records, as spreadsheets do.
//!
//! Unlike general CSV readers this one counts blank lines (row numbers are those a spreadsheet shows) and notices
//! a quotation mark that is never closed, which would otherwise swallow every row after it in silence.

/// A machine that is fed bytes of UTF-8 and stops after each record.
pub(super) struct Splitter {
    delimiter: u8,
    state: State,
    /// The fields of the record so far, end to end.
    text: Vec<u8>,
    /// Where each finished field ends in `text`.
    ends: Vec<usize>,
    /// The last record ended with a carriage return, so a line feed belongs to it.
    after_return: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first character of a record.
    RecordStart,
    /// Before the first character of a field.
    FieldStart,
    Plain,
    Quoted,
    /// After a quotation mark within a quoted field: its end, or the first of a doubled one.
    QuoteInQuoted,
}

/// How the text ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// After a whole record.
    Clean,
    /// In a last record without a line end; it is complete now.
    LastRecord,
    /// Inside quotation marks.
    Unclosed,
}

impl Splitter {
    pub(super) fn new(delimiter: u8) -> Self {
        let state = State::RecordStart;
        Self { delimiter, state, text: Vec::new(), ends: Vec::new(), after_return: false }
    }

    /// Takes bytes up to the end of a record. Says how many were taken, and whether a record is complete.
    pub(super) fn feed(&mut self, input: &[u8]) -> (usize, bool) {
        let mut at = 0;
        if self.after_return {
            if input.is_empty() {
                return (0, false);
            }
            self.after_return = false;
            at += usize::from(input[0] == b'\n');
        }
        while at < input.len() {
            let byte = input[at];
            match self.state {
                State::Plain => {
                    let plain = input[at..].iter().take_while(|b| !self.ends_field(**b)).count();
                    self.text.extend_from_slice(&input[at..at + plain]);
                    at += plain;
                    if at < input.len() && self.end_field(input[at]) {
                        return (at + 1, true);
                    }
                }
                State::Quoted => {
                    let quoted = input[at..].iter().take_while(|b| **b != b'"').count();
                    self.text.extend_from_slice(&input[at..at + quoted]);
                    at += quoted;
                    if at < input.len() {
                        self.state = State::QuoteInQuoted;
                    }
                }
                State::QuoteInQuoted if byte == b'"' => {
                    self.text.push(b'"');
                    self.state = State::Quoted;
                }
                State::RecordStart | State::FieldStart if byte == b'"' => self.state = State::Quoted,
                State::RecordStart | State::FieldStart | State::QuoteInQuoted => {
                    if self.ends_field(byte) {
                        if self.end_field(byte) {
                            return (at + 1, true);
                        }
                    } else {
                        // Text after a closing mark is kept as it is, as spreadsheets do.
                        self.text.push(byte);
                        self.state = State::Plain;
                    }
                }
            }
            at += 1;
        }
        (input.len(), false)
    }

    pub(super) fn finish(&mut self) -> End {
        match self.state {
            State::RecordStart => End::Clean,
            State::Quoted => End::Unclosed,
            State::FieldStart | State::Plain | State::QuoteInQuoted => {
                self.ends.push(self.text.len());
                self.state = State::RecordStart;
                End::LastRecord
            }
        }
    }

    /// The fields of the complete record. A blank line is one empty field.
    pub(super) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The number of the field being read, from 1, and its length so far in bytes.
    pub(super) fn open_field(&self) -> (usize, usize) {
        (self.ends.len() + 1, self.text.len() - self.ends.last().copied().unwrap_or(0))
    }

    /// Whether the text stops inside quotation marks so far.
    pub(super) fn is_quoted(&self) -> bool {
        self.state == State::Quoted
    }

    fn ends_field(&self, byte: u8) -> bool {
        byte == self.delimiter || byte == b'\n' || byte == b'\r'
    }

    /// Ends the field at a delimiter or line end; true if the record ends too.
    fn end_field(&mut self, byte: u8) -> bool {
        self.ends.push(self.text.len());
        if byte == self.delimiter {
            self.state = State::FieldStart;
            return false;
        }
        self.after_return = byte == b'\r';
        self.state = State::RecordStart;
        true
    }
}

/// The delimiter of `head`, the beginning of a text: the one that splits the most records alike.
pub(super) fn find_delimiter(head: &[u8], whole: bool) -> u8 {
    const CANDIDATES: [u8; 3] = [b',', b'\t', b';'];
    let mut best = (b',', (0, 0));
    for delimiter in CANDIDATES {
        let likeness = likeness(head, whole, delimiter);
        if likeness > best.1 {
            best = (delimiter, likeness);
        }
    }
    best.0
}

/// How many records share the commonest number of fields above one, and that number.
fn likeness(head: &[u8], whole: bool, delimiter: u8) -> (usize, usize) {
    const RECORDS: usize = 200;
    let mut splitter = Splitter::new(delimiter);
    let mut counts = Vec::new();
    let mut rest = head;
    while counts.len() < RECORDS {
        let (used, complete) = splitter.feed(rest);
        rest = &rest[used..];
        // A record that is cut off says nothing, unless it is all that there is.
        if !complete && (splitter.finish() != End::LastRecord || !(whole || counts.is_empty())) {
            break;
        }
        counts.push(splitter.fields().count());
        splitter.clear();
        if !complete {
            break;
        }
    }
    counts.retain(|count| *count > 1);
    counts.sort_unstable();
    counts.chunk_by(PartialEq::eq).map(|same| (same.len(), same[0])).max().unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits `text` fed in pieces of `step` bytes, with `|` between fields.
    fn split(text: &str, step: usize) -> Vec<String> {
        let mut splitter = Splitter::new(b',');
        let mut records = Vec::new();
        let take = |splitter: &mut Splitter, records: &mut Vec<String>| {
            let fields: Vec<_> = splitter.fields().map(String::from_utf8_lossy).collect();
            records.push(fields.join("|"));
            splitter.clear();
        };
        for mut piece in text.as_bytes().chunks(step) {
            while !piece.is_empty() {
                let (used, complete) = splitter.feed(piece);
                piece = &piece[used..];
                if complete {
                    take(&mut splitter, &mut records);
                }
            }
        }
        if splitter.finish() == End::LastRecord {
            take(&mut splitter, &mut records);
        }
        records
    }

    #[test]
    fn records_are_split_alike_wherever_the_pieces_end() {
        for (text, records) in [
            ("a,b\nc,d", vec!["a|b", "c|d"]),
            ("a,b\r\nc,d\r\n", vec!["a|b", "c|d"]),
            ("a,b\rc,d\r", vec!["a|b", "c|d"]),
            ("a\n\n\nb\n", vec!["a", "", "", "b"]),
            ("a\r\n\r\nb", vec!["a", "", "b"]),
            (",,\n", vec!["||"]),
            ("\"a,b\",\"c\nd\"\n", vec!["a,b|c\nd"]),
            ("\"a \"\"b\"\"\",c\n", vec!["a \"b\"|c"]),
            ("\"\",x\n", vec!["|x"]),
            ("\"a\"b,c\n", vec!["ab|c"]),
            (" \"a\",5\" pipe\n", vec![" \"a\"|5\" pipe"]),
            ("a,", vec!["a|"]),
            ("\"a\"", vec!["a"]),
        ] {
            for step in [1, 2, 3, 1000] {
                assert_eq!(split(text, step), records, "{text:?} by {step}");
            }
        }
    }

    proptest::proptest! {
        /// What a general CSV writer writes is read as it was written, wherever the pieces end.
        #[test]
        fn what_was_written_is_read(
            records in proptest::collection::vec(proptest::collection::vec("[a账,;\"\\n\\r ]{0,6}", 2..4), 1..6),
            step in 1_usize..9,
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for record in &records {
                writer.write_record(record).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let written: Vec<String> = records.iter().map(|record| record.join("|")).collect();
            proptest::prop_assert_eq!(split(&text, step), written);
        }
    }

    #[test]
    fn a_mark_that_is_never_closed_is_noticed() {
        let mut splitter = Splitter::new(b',');
        splitter.feed(b"a,\"b\nc,d\n");
        assert_eq!(splitter.finish(), End::Unclosed);
    }

    #[test]
    fn the_delimiter_is_the_one_that_splits_rows_alike() {
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", b','),
            ("单号;金额\nA;1,234.50\nB;2,000.00\nC;3\n", b';'),
            ("title, with comma\n\na\tb\tc\n1\t2,5\t3\n4\t5\t6\n", b'\t'),
            ("a,b\n\"x;y;z\",1\n\"x;y;z\",2\n", b','),
            ("one column\nonly\n", b','),
            ("a;b", b';'),
        ] {
            assert_eq!(char::from(find_delimiter(text.as_bytes(), true)), char::from(delimiter), "{text:?}");
        }
    }
}
