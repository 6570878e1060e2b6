//! Text as glyphs: shaped with the bundled fonts, and with the system's where those lack a character.

use std::collections::HashMap;
use std::sync::Arc;

use fontique::{
    Blob, Collection, CollectionOptions, FallbackKey, GenericFamily, Language, QueryFamily, QueryStatus,
    Script, SourceCache, SourceCacheOptions,
};
use harfrust::{FontRef, ShapeOptions, ShaperData, Tag, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::domain::files::ExportError;
use crate::exchange::fonts;

const HAN: Script = Script::from_bytes(*b"Hani");

/// How heavy text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// As text is.
    #[default]
    Regular,
    /// As headings are.
    Bold,
}

/// A line of text as glyphs, in the unit of its size.
#[derive(Clone, Debug, Default)]
pub(super) struct Shaped {
    pub(super) runs: Vec<Run>,
    pub(super) width: f32,
}

/// Glyphs of one font, and the text that they show.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) font: Font,
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) text: String,
    pub(super) width: f32,
}

/// The fonts of a document.
pub(super) struct Fonts {
    regular: Arc<Face>,
    bold: Arc<Face>,
    system: SystemFonts,
    /// How wide single characters are: lines of Chinese are broken between them.
    widths: HashMap<(Weight, char), f32>,
}

struct Face {
    bytes: Bytes,
    index: u32,
    font: Font,
    shaper: ShaperData,
}

enum Bytes {
    Bundled(&'static [u8]),
    System(Blob<u8>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::System(bytes) => bytes.as_ref(),
        }
    }
}

impl Fonts {
    pub(super) fn new() -> Result<Self, ExportError> {
        let bundled = |bytes: &'static [u8]| {
            let unreadable =
                || ExportError::Unwritable { detail: "a bundled font cannot be read".to_owned() };
            Face::new(Bytes::Bundled(bytes), 0).map(Arc::new).ok_or_else(unreadable)
        };
        Ok(Self {
            regular: bundled(&fonts::REGULAR)?,
            bold: bundled(&fonts::BOLD)?,
            system: SystemFonts::default(),
            widths: HashMap::new(),
        })
    }

    /// Sets one line.
    ///
    /// # Errors
    /// A character that no font has.
    pub(super) fn shape(&mut self, weight: Weight, line: &str) -> Result<Shaped, ExportError> {
        let chain = match weight {
            Weight::Regular => vec![Arc::clone(&self.regular)],
            Weight::Bold => vec![Arc::clone(&self.bold), Arc::clone(&self.regular)],
        };
        let mut shaped = Shaped::default();
        self.append(&mut shaped, &chain, line)?;
        shaped.width = shaped.runs.iter().map(|run| run.width).sum();
        Ok(shaped)
    }

    /// How wide a line is, in the unit of its size.
    ///
    /// # Errors
    /// A character that no font has.
    pub(super) fn width(&mut self, weight: Weight, line: &str) -> Result<f32, ExportError> {
        let mut chars = line.chars();
        let Some(only) = chars.next().filter(|_| chars.next().is_none()) else {
            return Ok(self.shape(weight, line)?.width);
        };
        if let Some(width) = self.widths.get(&(weight, only)) {
            return Ok(*width);
        }
        let width = self.shape(weight, line)?.width;
        self.widths.insert((weight, only), width);
        Ok(width)
    }

    /// Sets `text` with the first face of the chain, what that lacks with the next one, and at last with the system's.
    fn append(&mut self, shaped: &mut Shaped, chain: &[Arc<Face>], text: &str) -> Result<(), ExportError> {
        let Some(character) = text.chars().next() else { return Ok(()) };
        let (face, rest) = match chain.split_first() {
            Some((face, rest)) => (Arc::clone(face), rest),
            None => (self.system.face_for(character).ok_or(ExportError::NoGlyph { character })?, chain),
        };
        for (part, glyphs) in face.pieces(text) {
            match glyphs {
                Some(run) => shaped.runs.push(run),
                // The system's font for a character has at least that.
                None if chain.is_empty() && part.len() == text.len() => {
                    return Err(ExportError::NoGlyph { character });
                }
                None => self.append(shaped, rest, part)?,
            }
        }
        Ok(())
    }
}

impl Face {
    fn new(bytes: Bytes, index: u32) -> Option<Self> {
        let data = match &bytes {
            Bytes::Bundled(bytes) => (*bytes).into(),
            Bytes::System(bytes) => {
                let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes.clone());
                shared.into()
            }
        };
        let font = Font::new(data, index)?;
        let shaper = ShaperData::new(&FontRef::from_index(bytes.as_ref(), index).ok()?);
        Some(Self { bytes, index, font, shaper })
    }

    /// `text` in pieces, in their order: with glyphs where the font has them, without where it lacks them.
    fn pieces<'t>(&self, text: &'t str) -> Vec<(&'t str, Option<Run>)> {
        let Ok(font) = FontRef::from_index(self.bytes.as_ref(), self.index) else {
            return vec![(text, None)];
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let glyphs = self.shaper.shaper(&font).build().shape(buffer, ShapeOptions::new());
        let starts: Vec<usize> = glyphs.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let is_known: HashMap<usize, bool> =
            glyphs.glyph_infos().iter().fold(HashMap::new(), |mut known, info| {
                *known.entry(info.cluster as usize).or_insert(true) &= info.glyph_id != 0;
                known
            });
        let mut clusters: Vec<usize> = is_known.keys().copied().collect();
        clusters.sort_unstable();
        let end_of = |start: usize| {
            let next = clusters.partition_point(|cluster| *cluster <= start);
            clusters.get(next).copied().unwrap_or(text.len())
        };
        // Neighbouring clusters of a kind are one piece.
        let mut pieces: Vec<(usize, usize, bool)> = Vec::new();
        for &start in &clusters {
            let known = is_known.get(&start).copied().unwrap_or(false);
            match pieces.last_mut() {
                Some((_, end, kind)) if *kind == known => *end = end_of(start),
                _ => pieces.push((start, end_of(start), known)),
            }
        }
        let em = self.font.units_per_em();
        let glyph_of = |from: usize, at: usize| {
            let (info, position) = (glyphs.glyph_infos().get(at)?, glyphs.glyph_positions().get(at)?);
            let part = |units: i32| units as f32 / em;
            let start = info.cluster as usize;
            Some(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                part(position.x_advance),
                part(position.x_offset),
                part(position.y_offset),
                part(position.y_advance),
                start - from..end_of(start) - from,
                None,
            ))
        };
        let piece = |(from, to, known): (usize, usize, bool)| {
            let part = text.get(from..to).unwrap_or_default();
            let run = known.then(|| {
                let within = starts.iter().enumerate().filter(|(_, start)| (from..to).contains(start));
                let glyphs: Vec<KrillaGlyph> = within.filter_map(|(at, _)| glyph_of(from, at)).collect();
                let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
                Run { font: self.font.clone(), glyphs, text: part.to_owned(), width }
            });
            (part, run)
        };
        pieces.into_iter().map(piece).collect()
    }
}

/// The system's fonts, looked through when a character first needs one.
#[derive(Default)]
struct SystemFonts {
    open: Option<(Collection, SourceCache)>,
    known: HashMap<char, Option<Arc<Face>>>,
    faces: HashMap<(u64, u32), Option<Arc<Face>>>,
}

impl SystemFonts {
    fn face_for(&mut self, character: char) -> Option<Arc<Face>> {
        if let Some(known) = self.known.get(&character) {
            return known.clone();
        }
        let found = self.find(character).and_then(|(blob, index)| {
            let face = self.faces.entry((blob.id(), index));
            face.or_insert_with(|| Face::new(Bytes::System(blob), index).map(Arc::new)).clone()
        });
        self.known.insert(character, found.clone());
        found
    }

    /// A font with an outline for the character: the system's choice for its script, Simplified Chinese first.
    fn find(&mut self, character: char) -> Option<(Blob<u8>, u32)> {
        let (collection, cache) = self.open.get_or_insert_with(|| {
            let options = CollectionOptions { shared: false, system_fonts: true };
            (Collection::new(options), SourceCache::new(SourceCacheOptions::default()))
        });
        let script = script_of(character);
        // What fontique takes for the default of Han depends on what was asked before; Singapore's is simplified too.
        let names: &[&str] = if script == HAN { &["zh-SG", "zh-TW", "ja", "ko"] } else { &[] };
        let mut locales: Vec<Option<Language>> =
            names.iter().map(|name| Language::parse(name).ok()).collect();
        if locales.is_empty() {
            locales.push(None);
        }
        for locale in locales {
            let mut query = collection.query(cache);
            let families = [GenericFamily::SansSerif, GenericFamily::SystemUi, GenericFamily::Serif];
            query.set_families(families.map(QueryFamily::Generic));
            query.set_fallbacks(FallbackKey::new(script, locale.as_ref()));
            let mut found = None;
            query.matches_with(|font| {
                let has = font.charmap().and_then(|map| map.map(character)).is_some_and(|glyph| glyph != 0);
                if !has || !has_outlines(font.blob.as_ref(), font.index) {
                    return QueryStatus::Continue;
                }
                found = Some((font.blob.clone(), font.index));
                QueryStatus::Stop
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// Pictures of characters cannot be set.
fn has_outlines(bytes: &[u8], index: u32) -> bool {
    let tables = [Tag::new(b"glyf"), Tag::new(b"CFF ")];
    FontRef::from_index(bytes, index)
        .is_ok_and(|font| tables.into_iter().any(|table| font.table_data(table).is_some()))
}

fn script_of(character: char) -> Script {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(character.encode_utf8(&mut [0; 4]));
    buffer.guess_segment_properties();
    Script::from_bytes(buffer.script().tag().to_be_bytes())
}
