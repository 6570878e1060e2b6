//! How the fields of commands and queries are declared: in the words of AUTOMATION.md, and no others are taken.

/// Structs whose fields are those of AUTOMATION.md. Each type reads what belongs to it and refuses the rest; a `String`
/// takes any text, and is for what a rule of its own looks through, which says more (`remark-invalid`,
/// `email-invalid`, `invoice-info-invalid`), and for paths.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident { $($(#[$how:meta])* $field:ident: $type:ty,)* })*) => {$(
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

pub(crate) use fields;
