//! How the fields of commands and queries are declared: in the words of AUTOMATION.md, and no others are taken.

/// Structs whose fields are those of AUTOMATION.md, each of a type of Rust or of one of these kinds:
///
/// - `Code`: what something is known by; in a query `Sought<Code>`.
/// - `Prose`: a text of several lines. `Free`: one whose characters a rule of its own refuses. Every other text is one
///   line, all of whose characters can be seen.
/// - `Day`: a date as `YYYY-MM-DD`.
/// - `Choice<T>`: one of the words that `T` knows, and not an object in its place.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident { $($body:tt)* })*) => {
        $(fields!(@ [$(#[$doc])*] $name [] $($body)*);)*
    };
    (@ [$($doc:tt)*] $name:ident [$($fields:tt)*]) => {
        $($doc)*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($fields)*
        }
    };
    // The kinds, each with its type and how it is read.
    (@ $d:tt $n:ident $f:tt $x:ident: Code, $($rest:tt)*) => {
        fields!(+ $d $n $f $x String [deserialize_with = "crate::desk::protocol::strict::code"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<Code>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<String> [default, deserialize_with = "crate::desk::protocol::strict::code_if_any"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Sought<Code>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<String> [default, deserialize_with = "crate::desk::protocol::strict::code_if_given"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<Vec<Code>>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<Vec<String>> [default, deserialize_with = "crate::desk::protocol::strict::codes_if_any"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Prose, $($rest:tt)*) => {
        fields!(+ $d $n $f $x String [deserialize_with = "crate::desk::protocol::strict::prose"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<Prose>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<String> [default, deserialize_with = "crate::desk::protocol::strict::prose_if_any"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<ByName<Prose>>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<std::collections::BTreeMap<String, String>> [default, deserialize_with = "crate::desk::protocol::strict::prose_by_name"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Free, $($rest:tt)*) => {
        fields!(+ $d $n $f $x String [deserialize_with = "crate::desk::protocol::strict::free"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<Free>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<String> [default, deserialize_with = "crate::desk::protocol::strict::free_if_any"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<ByName<Free>>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<std::collections::BTreeMap<String, String>> [default, deserialize_with = "crate::desk::protocol::strict::free_by_name"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Day, $($rest:tt)*) => {
        fields!(+ $d $n $f $x chrono::NaiveDate [deserialize_with = "crate::desk::protocol::strict::day"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<Day>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<chrono::NaiveDate> [default, deserialize_with = "crate::desk::protocol::strict::day_if_any"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Choice<$of:ident>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x $of [deserialize_with = "crate::desk::protocol::strict::choice"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<Choice<$of:ident>>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<$of> [default, deserialize_with = "crate::desk::protocol::strict::choice_if_any"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Vec<Choice<$of:ident>>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Vec<$of> [deserialize_with = "crate::desk::protocol::strict::choices"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: Option<TaxId>, $($rest:tt)*) => {
        fields!(+ $d $n $f $x Option<TaxId> [default, deserialize_with = "crate::domain::tax_id::if_any"] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt #[serde($($how:tt)*)] $x:ident: $type:ty, $($rest:tt)*) => {
        fields!(+ $d $n $f $x $type [$($how)*] $($rest)*);
    };
    (@ $d:tt $n:ident $f:tt $x:ident: $type:ty, $($rest:tt)*) => {
        fields!(+ $d $n $f $x $type [] $($rest)*);
    };
    (+ $d:tt $n:ident [$($fields:tt)*] $x:ident $type:ty [$($how:tt)*] $($rest:tt)*) => {
        fields!(@ $d $n [
            $($fields)*
            #[doc = concat!("`", stringify!($x), "` of AUTOMATION.md.")]
            #[serde($($how)*)]
            pub $x: $type,
        ] $($rest)*);
    };
}

pub(crate) use fields;
