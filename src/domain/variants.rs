//! What enums of words have alike: the list of their variants and their names, derived by `strum`.

/// Gives enums that derive `EnumCount` and `VariantArray` the list of their variants.
macro_rules! listed {
    ($($name:ident)*) => {$(
        impl $name {
            /// Every variant, in the order of the enum.
            pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] =
                match <Self as strum::VariantArray>::VARIANTS.first_chunk() {
                    Some(all) => *all,
                    None => unreachable!(),
                };
        }
    )*};
}

/// Gives enums that derive `IntoStaticStr` their name.
macro_rules! named {
    ($($name:ident)*) => {$(
        impl $name {
            /// Its name in commands and answers, and in the store.
            pub fn as_str(self) -> &'static str {
                self.into()
            }
        }
    )*};
}
