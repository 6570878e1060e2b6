//! How a chapter is written down: its sections, one line a part.

/// The sections of a chapter: `"标题", "Title" => { step "…", "…"; picture Overview "…", "…"; }`.
macro_rules! sections {
    ($($title_zh:literal, $title_en:literal => {
        $($kind:ident $($picture:ident)? $zh:literal, $en:literal;)*
    })*) => {
        pub(super) const SECTIONS: &[$crate::i18n::handbook::Section] = &[$($crate::i18n::handbook::Section {
            title: $crate::i18n::Text::new($title_zh, $title_en),
            parts: &[$(part!($kind $($picture)? $zh, $en)),*],
        }),*];
    };
}

macro_rules! part {
    (plain $zh:literal, $en:literal) => {
        $crate::i18n::handbook::Part::Plain($crate::i18n::Text::new($zh, $en))
    };
    (step $zh:literal, $en:literal) => {
        $crate::i18n::handbook::Part::Step($crate::i18n::Text::new($zh, $en))
    };
    (note $zh:literal, $en:literal) => {
        $crate::i18n::handbook::Part::Note($crate::i18n::Text::new($zh, $en))
    };
    (picture $picture:ident $zh:literal, $en:literal) => {
        $crate::i18n::handbook::Part::Picture(
            $crate::i18n::handbook::Picture::$picture,
            $crate::i18n::Text::new($zh, $en),
        )
    };
}
