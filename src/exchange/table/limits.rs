//! What is too much: files come from elsewhere, so they are bounded before they are parsed.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub file_bytes: u64,
    /// Rows, blank ones included.
    pub rows: u32,
    /// Columns that hold something.
    pub columns: usize,
    /// Cells that hold something.
    pub cells: u64,
    /// Bytes of one cell's text.
    pub cell_bytes: usize,
    pub parts: usize,
    /// Bytes of everything inside a workbook, unpacked.
    pub unpacked_bytes: u64,
    /// Bytes of one part that is held in memory whole (texts, styles), unpacked.
    pub part_bytes: u64,
    /// How many times larger than packed a part may be, once it is larger than [`Limits::small_part_bytes`].
    pub expansion: u64,
    /// A part up to this size may expand as it likes.
    pub small_part_bytes: u64,
}

const MIB: u64 = 1 << 20;

impl Default for Limits {
    /// Room for the largest honest export that was thought of, a million bills, and then some.
    fn default() -> Self {
        Self {
            file_bytes: 200 * MIB,
            rows: 2_000_000,
            columns: 500,
            cells: 60_000_000,
            // A spreadsheet's own limit is 32,767 characters, which is three times as many bytes in Chinese.
            cell_bytes: 3 * 32_767,
            parts: 2_000,
            unpacked_bytes: 2_048 * MIB,
            part_bytes: 256 * MIB,
            expansion: 200,
            small_part_bytes: 16 * MIB,
        }
    }
}
