//! The units that tables give amounts in.

/// In what a table counts money. Everything else in the desk is whole fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AmountUnit {
    /// 分, 0.01 CNY.
    Fen,
    /// 角, 0.1 CNY.
    Jiao,
    /// 元, 1 CNY.
    Yuan,
    /// 百元, 100 CNY.
    HundredYuan,
    /// 千元, 1,000 CNY.
    ThousandYuan,
    /// 万元, 10,000 CNY.
    TenThousandYuan,
    /// 百万元, 1,000,000 CNY.
    MillionYuan,
    /// 千万元, 10,000,000 CNY.
    TenMillionYuan,
    /// 亿元, 100,000,000 CNY.
    HundredMillionYuan,
}

impl AmountUnit {
    /// How many fen one of it is.
    pub const fn fen(self) -> i64 {
        10_i64.pow(self.places())
    }

    /// By how many places the decimal point moves from this unit to fen.
    pub const fn places(self) -> u32 {
        match self {
            Self::Fen => 0,
            Self::Jiao => 1,
            Self::Yuan => 2,
            Self::HundredYuan => 4,
            Self::ThousandYuan => 5,
            Self::TenThousandYuan => 6,
            Self::MillionYuan => 8,
            Self::TenMillionYuan => 9,
            Self::HundredMillionYuan => 10,
        }
    }
}
