//! The units that tables give amounts in.

/// In what a table counts money. Everything else in the desk is whole fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AmountUnit {
    /// 分, 0.01 CNY.
    Fen,
    /// 元, 1 CNY.
    Yuan,
    /// 千元, 1,000 CNY.
    ThousandYuan,
    /// 万元, 10,000 CNY.
    TenThousandYuan,
}

impl AmountUnit {
    /// How many fen one of it is.
    pub const fn fen(self) -> i64 {
        match self {
            Self::Fen => 1,
            Self::Yuan => 100,
            Self::ThousandYuan => 100_000,
            Self::TenThousandYuan => 1_000_000,
        }
    }
}
