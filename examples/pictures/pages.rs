//! The pages that are looked at, and how a person comes there.

use eframe::egui::{Event, Key, Modifiers};

/// A page, and the keys that lead to what is to be seen of it: names of keys, and what is typed in quotes.
pub struct Page {
    pub name: &'static str,
    pub keys: &'static str,
}

pub const PAGES: &[Page] = &[
    Page { name: "overview", keys: "ctrl+1" },
    Page { name: "apply", keys: "ctrl+k 'C100001' enter ctrl+n" },
    Page { name: "applications", keys: "ctrl+3" },
    Page { name: "application", keys: "ctrl+3 down enter" },
    Page { name: "bulk", keys: "ctrl+3 down space down space a" },
    Page { name: "review", keys: "ctrl+4" },
    Page { name: "issuing", keys: "ctrl+5" },
    Page { name: "month-end", keys: "ctrl+5 b" },
    Page { name: "delivery", keys: "ctrl+6" },
    Page { name: "tickets", keys: "ctrl+7 down" },
    Page { name: "customers", keys: "ctrl+8 down" },
    Page { name: "balance", keys: "ctrl+k 'C100001' enter ctrl+8 b" },
    Page { name: "bills", keys: "ctrl+9 down" },
    Page { name: "info", keys: "ctrl+k 'C100001' enter ctrl+k '开票信息' enter" },
    Page { name: "addresses", keys: "ctrl+k 'C100001' enter ctrl+k '邮寄地址' enter" },
    Page { name: "recurring", keys: "ctrl+k '定期开票' enter" },
    Page { name: "files", keys: "ctrl+k '导入导出' enter" },
    Page { name: "audit", keys: "ctrl+k '审计日志' enter" },
    Page { name: "policies", keys: "ctrl+k '开票规则' enter" },
    Page { name: "settings", keys: "ctrl+," },
    Page { name: "help", keys: "ctrl+k '帮助' enter" },
    Page { name: "palette", keys: "ctrl+k '公司'" },
];

/// What comes of a key, of text in quotes, or of `paste:` and what is pasted; none: it is no key.
pub fn events(word: &str) -> Option<Vec<Event>> {
    if let Some(text) = word.strip_prefix('\'').and_then(|word| word.strip_suffix('\'')) {
        return Some(vec![Event::Text(text.to_owned())]);
    }
    if let Some(text) = word.strip_prefix("paste:") {
        return Some(vec![Event::Paste(text.to_owned())]);
    }
    let (modifiers, name) = match word.strip_prefix("ctrl+") {
        Some(name) => (Modifiers::COMMAND | Modifiers::CTRL, name),
        None => (Modifiers::NONE, word),
    };
    let key = key(name)?;
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    Some(vec![event(true), event(false)])
}

fn key(name: &str) -> Option<Key> {
    let named = match name {
        "," => Key::Comma,
        "down" => Key::ArrowDown,
        "up" => Key::ArrowUp,
        _ => {
            let mut letters = name.chars();
            let capital: String =
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            Key::from_name(&capital)?
        }
    };
    Some(named)
}
