//! How a text file writes its characters.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, DecoderResult, EncoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::domain::files::FileError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8 { marked: bool },
    /// UTF-16, little-endian, with its mark: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, big-endian, with its mark.
    Utf16Be,
    /// GB18030, which holds GBK and GB2312: what Excel writes in China.
    Gb18030,
}

const CHUNK_BYTES: usize = 64 * 1024;

impl TextEncoding {
    /// Finds the encoding of the whole of `file`, so that no surprise is left for later.
    pub(super) fn detect(file: &mut File) -> Result<Self, FileError> {
        let mut head = [0; 3];
        file.seek(SeekFrom::Start(0))?;
        let mut have = 0;
        while have < head.len() {
            match file.read(&mut head[have..])? {
                0 => break,
                more => have += more,
            }
        }
        let marked = match &head[..have] {
            [0xEF, 0xBB, 0xBF] => Some(Self::Utf8 { marked: true }),
            [0xFF, 0xFE, ..] => Some(Self::Utf16Le),
            [0xFE, 0xFF, ..] => Some(Self::Utf16Be),
            _ => None,
        };
        if let Some(marked) = marked {
            return match first_error(file, marked)? {
                None => Ok(marked),
                Some(offset) => Err(encoding_error(file, offset)?),
            };
        }
        let Some(utf8_error) = first_error(file, Self::Utf8 { marked: false })? else {
            return Ok(Self::Utf8 { marked: false });
        };
        match first_error(file, Self::Gb18030)? {
            None => Ok(Self::Gb18030),
            // The encoding that got further is likely the one that was meant.
            Some(gb_error) => Err(encoding_error(file, utf8_error.max(gb_error))?),
        }
    }

    pub fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 { marked: true } => &[0xEF, 0xBB, 0xBF],
            Self::Utf8 { marked: false } | Self::Gb18030 => &[],
            Self::Utf16Le => &[0xFF, 0xFE],
            Self::Utf16Be => &[0xFE, 0xFF],
        }
    }

    /// Appends `text` to `bytes`. Every character that was read from the encoding can be written in it.
    pub(crate) fn encode(self, text: &str, bytes: &mut Vec<u8>) {
        match self {
            Self::Utf8 { .. } => bytes.extend_from_slice(text.as_bytes()),
            Self::Utf16Le => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
            Self::Utf16Be => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
            Self::Gb18030 => encode_gb18030(text, bytes),
        }
    }

    fn decoder(self) -> Decoder {
        let encoding = match self {
            Self::Utf8 { .. } => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
        };
        encoding.new_decoder_without_bom_handling()
    }
}

/// A file as UTF-8, chunk by chunk.
pub(super) struct DecodedFile<'a> {
    file: &'a mut File,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_end: usize,
    raw_at: usize,
    read_bytes: u64,
    ended: bool,
}

impl<'a> DecodedFile<'a> {
    /// Starts after the byte order mark.
    pub(super) fn new(file: &'a mut File, encoding: TextEncoding) -> io::Result<Self> {
        let start = encoding.mark().len() as u64;
        file.seek(SeekFrom::Start(start))?;
        let raw = vec![0; CHUNK_BYTES];
        let decoder = encoding.decoder();
        Ok(Self { file, decoder, raw, raw_end: 0, raw_at: 0, read_bytes: start, ended: false })
    }

    pub(super) fn read_bytes(&self) -> u64 {
        self.read_bytes
    }

    /// Replaces `chunk` with what follows; an empty chunk is the end of the file.
    pub(super) fn next_chunk(&mut self, chunk: &mut Vec<u8>) -> Result<(), FileError> {
        chunk.resize(3 * CHUNK_BYTES, 0);
        let mut written = 0;
        while written == 0 && !self.ended {
            if self.raw_at == self.raw_end {
                self.raw_end = self.file.read(&mut self.raw)?;
                self.raw_at = 0;
                self.read_bytes += self.raw_end as u64;
            }
            let last = self.raw_end == 0;
            let raw = &self.raw[self.raw_at..self.raw_end];
            let (result, used, more) = self.decoder.decode_to_utf8_without_replacement(raw, chunk, last);
            self.raw_at += used;
            written = more;
            if let DecoderResult::Malformed(bad, after) = result {
                let at = self.read_bytes - (self.raw_end - self.raw_at) as u64;
                let offset = at.saturating_sub(u64::from(bad) + u64::from(after));
                return Err(encoding_error(self.file, offset)?);
            }
            self.ended = last && result == DecoderResult::InputEmpty;
        }
        chunk.truncate(written);
        Ok(())
    }
}

/// The offset of the first byte that `encoding` cannot read.
fn first_error(file: &mut File, encoding: TextEncoding) -> Result<Option<u64>, FileError> {
    let mut decoded = DecodedFile::new(file, encoding)?;
    let mut chunk = Vec::new();
    loop {
        match decoded.next_chunk(&mut chunk) {
            Ok(()) if chunk.is_empty() => return Ok(None),
            Ok(()) => {}
            Err(FileError::Encoding { offset, .. }) => return Ok(Some(offset)),
            Err(other) => return Err(other),
        }
    }
}

/// The error at `offset`, with the line that it is on.
fn encoding_error(file: &mut File, offset: u64) -> io::Result<FileError> {
    file.seek(SeekFrom::Start(0))?;
    let mut lines = 0;
    let mut before = io::BufReader::new(file.take(offset));
    let mut chunk = [0; 4096];
    loop {
        match before.read(&mut chunk)? {
            0 => return Ok(FileError::Encoding { offset, line: lines + 1 }),
            // In every encoding that is taken, this byte is a line feed or half of a UTF-16 one.
            read => lines += chunk[..read].iter().filter(|byte| **byte == b'\n').count() as u64,
        }
    }
}

fn encode_gb18030(mut text: &str, bytes: &mut Vec<u8>) {
    let mut encoder = GB18030.new_encoder();
    loop {
        let room =
            encoder.max_buffer_length_from_utf8_without_replacement(text.len()).unwrap_or(text.len() * 4);
        bytes.reserve(room + 4);
        let (result, used) = encoder.encode_from_utf8_to_vec_without_replacement(text, bytes, true);
        text = &text[used..];
        match result {
            EncoderResult::InputEmpty => return,
            EncoderResult::OutputFull => {}
            EncoderResult::Unmappable(_) => bytes.push(b'?'),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    fn detect(bytes: &[u8]) -> Result<TextEncoding, FileError> {
        TextEncoding::detect(&mut file(bytes))
    }

    fn gb(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode_gb18030(text, &mut bytes);
        bytes
    }

    fn decoded(bytes: &[u8]) -> String {
        let mut file = file(bytes);
        let encoding = TextEncoding::detect(&mut file).unwrap();
        let mut decoded = DecodedFile::new(&mut file, encoding).unwrap();
        let (mut all, mut chunk) = (Vec::new(), Vec::new());
        loop {
            decoded.next_chunk(&mut chunk).unwrap();
            if chunk.is_empty() {
                return String::from_utf8(all).unwrap();
            }
            all.extend_from_slice(&chunk);
        }
    }

    #[test]
    fn the_encoding_is_found_by_content() {
        assert_eq!(detect(b"a,b").unwrap(), TextEncoding::Utf8 { marked: false });
        assert_eq!(detect("账单号".as_bytes()).unwrap(), TextEncoding::Utf8 { marked: false });
        assert_eq!(detect("\u{FEFF}账单号".as_bytes()).unwrap(), TextEncoding::Utf8 { marked: true });
        assert_eq!(detect(&gb("账单号,𠮷")).unwrap(), TextEncoding::Gb18030);
        assert_eq!(detect(b"\xFF\xFEa\0").unwrap(), TextEncoding::Utf16Le);
        assert_eq!(detect(b"\xFE\xFF\0a").unwrap(), TextEncoding::Utf16Be);
    }

    #[test]
    fn every_encoding_reads_and_writes_the_same_text() {
        let text = "账单号;客户，𠮷野家\r\n¥1,234.50";
        for encoding in [
            TextEncoding::Utf8 { marked: false },
            TextEncoding::Utf8 { marked: true },
            TextEncoding::Utf16Le,
            TextEncoding::Utf16Be,
            TextEncoding::Gb18030,
        ] {
            let mut bytes = encoding.mark().to_vec();
            encoding.encode(text, &mut bytes);
            assert_eq!(decoded(&bytes), text, "{encoding:?}");
        }
    }

    #[test]
    fn a_file_larger_than_a_chunk_comes_out_whole() {
        let text = "账单,".repeat(50_000);
        assert_eq!(decoded(&gb(&text)), text);
    }

    #[test]
    fn what_fits_no_encoding_is_named_by_byte_and_line() {
        let mut bytes = gb("账单号\n金额\n");
        let offset = bytes.len() as u64;
        bytes.extend_from_slice(&[0xFF, 0xFF, b'\n']);
        match detect(&bytes) {
            Err(FileError::Encoding { offset: at, line }) => assert_eq!((at, line), (offset, 3)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_marked_file_is_held_to_its_mark() {
        let mut bytes = "\u{FEFF}账单号\n".as_bytes().to_vec();
        bytes.extend(gb("金额"));
        assert!(matches!(detect(&bytes), Err(FileError::Encoding { line: 2, .. })));
    }
}
