//! How the fields of commands and queries are declared: in the words of AUTOMATION.md, and no others are taken.

/// Structs whose fields are those of AUTOMATION.md.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident { $($(#[$how:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                #[doc = concat!("`", stringify!($field), "` of AUTOMATION.md.")]
                $(#[$how])*
                pub $field: $type,
            )*
        }
    )*};
}

pub(in crate::desk) use fields;
