//! How phrases are written down: as tables, one line a phrase where it fits.

/// Constants: `SEARCH = "账单号或客户", "Bill no. or customer";`.
macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident = $zh:literal, $en:literal;)*) => {
        $($(#[$meta])* pub const $name: $crate::i18n::Text = $crate::i18n::Text::new($zh, $en);)*
    };
}

/// Functions from an enum to its words: `delivery(Delivery) { Post = "邮寄", "Post"; Email = "电子邮件", "E-mail"; }`.
macro_rules! names {
    ($($(#[$meta:meta])* $name:ident($type:ident) { $($variant:ident = $zh:literal, $en:literal;)* })*) => {
        $($(#[$meta])* pub const fn $name(value: $type) -> $crate::i18n::Text {
            match value {
                $($type::$variant => $crate::i18n::Text::new($zh, $en),)*
            }
        })*
    };
}

/// The [`Text`](super::Text) that belongs to a value: `text!(match day { Weekday::Mon => "星期一", "Monday"; })`.
macro_rules! text {
    (match $value:tt {
        $($pattern:pat $(if $guard:expr)? => $($zh:literal, $en:literal)? $($block:block)?;)*
    }) => {
        match $value {
            $($pattern $(if $guard)? => { $($crate::i18n::Text::new($zh, $en))? $($block)? })*
        }
    };
}

/// A `String` in one of the languages: `say!(lang, "共 {n} 行", "{n} rows", n = count(n))`.
///
/// Of three phrases the second is the English one where the number named before them is 1:
/// `say!(lang, n, "{n} 条", "1 run", "{n} runs")`. The values behind the phrases may be used by some of them only.
///
/// `say!(lang, match fault { Fault::Missing { path } => "…", "…"; other => { words(other) }; })` says what belongs to a
/// value; an arm that is a block gives its own `String`.
macro_rules! say {
    ($lang:expr, match $($match:tt)+) => { say!(@arms $lang, [] $($match)+) };
    (@arms $lang:expr, [$($value:tt)+] {
        $($pattern:pat $(if $guard:expr)? =>
            $($block:block)? $($zh:literal, $en:literal $(, $name:ident = $part:expr)*)?;)*
    }) => {
        match $($value)+ {
            $($pattern $(if $guard)? => { $($block)? $(say!($lang, $zh, $en $(, $name = $part)*))? })*
        }
    };
    (@arms $lang:expr, [$($value:tt)*] $next:tt $($rest:tt)+) => {
        say!(@arms $lang, [$($value)* $next] $($rest)+)
    };
    ($lang:expr, $zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = &$value;)*
        match $lang {
            $crate::i18n::Lang::Zh => format!($zh),
            $crate::i18n::Lang::En => format!($en),
        }
    }};
    ($lang:expr, $n:expr, $zh:literal, $one:literal, $many:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        let is_one = $n == 1;
        $(let $name = &$value;)*
        match $lang {
            $crate::i18n::Lang::Zh => format!($zh),
            $crate::i18n::Lang::En if is_one => format!($one),
            $crate::i18n::Lang::En => format!($many),
        }
    }};
}

/// Functions that [`say!`]: `too_old(lang, months: u32) = "超过 {months} 个月", "Over {months} months";`.
///
/// Of three phrases the second is the English one where the first parameter is 1.
macro_rules! sentences {
    ($($(#[$meta:meta])* $name:ident($lang:ident $(, $param:ident: $type:ty)*)
        = $($phrase:literal),+ $(, $arg:ident = $value:expr)*;)*) => {
        $($(#[$meta])* pub fn $name($lang: $crate::i18n::Lang $(, $param: $type)*) -> String {
            sentence!([$lang $(, $param)*] $($phrase),+ $(, $arg = $value)*)
        })*
    };
}

macro_rules! sentence {
    ([$lang:ident $(, $param:ident)*] $zh:literal, $en:literal $(, $arg:ident = $value:expr)*) => {
        say!($lang, $zh, $en $(, $arg = $value)*)
    };
    ([$lang:ident, $n:ident $(, $param:ident)*]
        $zh:literal, $one:literal, $many:literal $(, $arg:ident = $value:expr)*) => {
        say!($lang, $n, $zh, $one, $many $(, $arg = $value)*)
    };
}
