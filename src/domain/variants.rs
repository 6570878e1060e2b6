//! What enums of words have alike: the list of their variants and their names, derived by `strum`.

/// Gives enums that derive `VariantArray` the list of their variants.
macro_rules! listed {
    ($($name:ident)*) => {$(
        impl $name {
            /// Every variant, in the order of the enum.
            pub const ALL: [Self; <Self as strum::VariantArray>::VARIANTS.len()] =
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

#[cfg(test)]
mod tests {
    use crate::domain::address::AddressField;
    use crate::domain::application::Step;
    use crate::domain::invoice_info::InfoField;
    use crate::domain::qualification::EvidenceKind;
    use crate::domain::rule_id::RuleId;
    use crate::domain::timeline::EventKind;

    #[test]
    fn names_are_written_alike_in_code_and_json() {
        fn alike<T: serde::Serialize + Copy + Into<&'static str>>(all: &[T]) {
            for value in all {
                assert_eq!(serde_json::to_value(value).unwrap(), (*value).into());
            }
        }
        alike(&AddressField::ALL);
        alike(&InfoField::ALL);
        alike(&EvidenceKind::ALL);
        alike(RuleId::ALL);
        alike(&EventKind::ALL);
        alike(&Step::ALL);
    }
}
