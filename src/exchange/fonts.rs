//! The bundled fonts, which the window and what is printed are set in.

use std::sync::LazyLock;

/// Noto Sans SC, with all of GBK. Unpacked once, by who needs it first.
pub static REGULAR: LazyLock<Box<[u8]>> =
    LazyLock::new(|| unpacked(include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf.br")));

/// Its bold weight, with GB2312.
pub static BOLD: LazyLock<Box<[u8]>> =
    LazyLock::new(|| unpacked(include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf.br")));

/// The bytes of a font that is packed with Brotli. All are part of the program, and drawn from by its tests.
pub fn unpacked(mut packed: &[u8]) -> Box<[u8]> {
    let mut font = Vec::new();
    let _ = brotli_decompressor::BrotliDecompress(&mut packed, &mut font);
    font.into_boxed_slice()
}
