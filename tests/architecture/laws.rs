//! The laws of the source. Each says where it is broken; [`proofs`] breaks each of them.

use std::collections::BTreeSet;
use std::fmt;

use crate::source::{Kind, NamedPath, SourceFile};

/// One place at which a law is broken.
#[derive(Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// What each layer may use besides itself. Arrows point down only.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("i18n", &["domain"]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("desk", &["store", "exchange", "domain"]),
    ("cli", &["desk", "domain", "i18n"]),
    ("ui", &["desk", "domain", "i18n"]),
    ("program", &["ui", "cli", "i18n"]),
];

/// The longest a file may be, in lines.
const MAX_LINES: usize = 600;

/// A layer names one that it may not know.
pub fn looks_up(file: &SourceFile) -> Vec<Violation> {
    let Some(layer) = layer_of(&file.path) else { return Vec::new() };
    let Some((_, below)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        return vec![at(file, 1, format!("`{layer}` is no layer; give it its place in this test"))];
    };
    let is_known = |name: &str| name == layer || below.contains(&name);
    let wrong = |path: &NamedPath| {
        let target = *file.resolved(path)?.first()?;
        let is_layer = LAYERS.iter().any(|(name, _)| *name == target);
        match target {
            "*" => Some(at(file, path.line, "takes the whole crate".to_owned())),
            _ if is_layer && !is_known(target) => {
                Some(at(file, path.line, format!("`{layer}` may not know `{target}`")))
            }
            _ => None,
        }
    };
    file.paths().iter().filter_map(wrong).collect()
}

/// Modules of `folder` (such as `domain`) that need each other, directly or around a circle, tests left out.
pub fn circles(files: &[SourceFile], folder: &str) -> Vec<Violation> {
    let mut needs: Vec<(&str, String, &SourceFile, usize)> = Vec::new();
    for file in files {
        let module = file.module();
        let [above, from, ..] = module[..] else { continue };
        for path in file.paths().iter().filter(|path| above == folder && !path.in_test) {
            if let Some([above, to, ..]) = file.resolved(path).as_deref()
                && *above == folder
                && *to != from
            {
                needs.push((from, (*to).to_owned(), file, path.line));
            }
        }
    }
    let leads = |from: &str, back: &str| {
        let mut seen = BTreeSet::from([from.to_owned()]);
        let mut open = vec![from.to_owned()];
        while let Some(module) = open.pop() {
            let next = needs.iter().filter(|need| need.0 == module).map(|need| need.1.clone());
            open.extend(next.filter(|to| seen.insert(to.clone())));
        }
        seen.contains(back)
    };
    let around = needs.iter().filter(|(from, to, ..)| leads(to, from));
    around
        .map(|(from, to, file, line)| at(file, *line, format!("`{from}` and `{to}` need each other")))
        .collect()
}

/// A use case names the table of commands, or what reads them: that is above it.
pub fn command_knows_the_table(file: &SourceFile) -> Vec<Violation> {
    if !file.path.starts_with("src/desk/commands/") {
        return Vec::new();
    }
    let is_wrong = |path: &NamedPath| {
        let named = file.resolved(path).unwrap_or_default();
        !path.in_test && matches!(named[..], ["desk", "protocol", "table" | "decode" | "*", ..])
    };
    each_path(file, is_wrong, "the table of commands names the use cases, they not it")
}

/// A panel names what is inside another panel.
pub fn panel_knows_a_panel(files: &[SourceFile]) -> Vec<Violation> {
    let folder = |module: &[&str]| match module {
        ["ui", "panels", folder, ..] => Some((*folder).to_owned()),
        _ => None,
    };
    let is_folder = |name: &str| {
        let folder = format!("src/ui/panels/{name}/");
        files.iter().any(|file| file.path.starts_with(&folder))
    };
    let inside = files.iter().filter_map(|file| Some((file, folder(&file.module())?)));
    let of_file = |(file, own): (&SourceFile, String)| {
        let is_wrong = |path: &NamedPath| {
            let named = file.resolved(path).and_then(|named| folder(&named));
            !path.in_test && named.is_some_and(|named| named != own && is_folder(&named))
        };
        each_path(file, is_wrong, "panels know nothing of each other")
    };
    inside.filter(|(_, own)| is_folder(own)).flat_map(of_file).collect()
}

/// The domain reads files, the environment, the network or a clock, or writes to the screen.
pub fn domain_touches_the_world(file: &SourceFile) -> Vec<Violation> {
    if !file.path.starts_with("src/domain/") {
        return Vec::new();
    }
    let is_wrong = |path: &NamedPath| {
        let parts: Vec<&str> = path.parts.iter().map(String::as_str).collect();
        matches!(
            parts.as_slice(),
            ["std", "fs" | "io" | "net" | "env" | "process" | "thread", ..]
                | ["print" | "println" | "eprint" | "eprintln"]
                | [.., "Utc" | "Local" | "SystemTime" | "Instant", "now"]
        )
    };
    each_path(file, is_wrong, "the domain does no input or output and reads no clock")
}

/// A text literal is SQL, or a file of SQL is compiled in.
pub fn sql_outside_the_store(file: &SourceFile) -> Vec<Violation> {
    if file.path.starts_with("src/store/") || !file.path.starts_with("src/") {
        return Vec::new();
    }
    each_literal(file, |text| is_sql(text) || text.ends_with(".sql"), "SQL stands in src/store only")
}

/// A file of SQL.
pub fn sql_files_outside_the_store(paths: &[String]) -> Vec<Violation> {
    let is_wrong = |path: &&String| {
        path.ends_with(".sql") && path.starts_with("src/") && !path.starts_with("src/store/")
    };
    let violation = |path: &String| Violation {
        path: path.clone(),
        line: 1,
        what: "SQL stands in src/store only".to_owned(),
    };
    paths.iter().filter(is_wrong).map(violation).collect()
}

/// The database driver is named.
pub fn driver_outside_the_engine(file: &SourceFile) -> Vec<Violation> {
    if file.path.starts_with("src/store/engine/") {
        let handed_on = (1..).zip(file.text.lines()).filter(|(_, line)| line.starts_with("pub use rusqlite"));
        return handed_on
            .map(|(line, _)| at(file, line, "the driver's types stay in the engine".to_owned()))
            .collect();
    }
    if !file.path.starts_with("src/") {
        return Vec::new();
    }
    let is_driver = |path: &NamedPath| ["rusqlite", "libsqlite3_sys"].contains(&path.parts[0].as_str());
    each_path(file, is_driver, "the driver is named in src/store/engine only")
}

/// The engine names a part of the store that stands on it.
pub fn engine_looks_up(file: &SourceFile) -> Vec<Violation> {
    if !file.path.starts_with("src/store/engine/") {
        return Vec::new();
    }
    let is_above = |path: &NamedPath| {
        let parts: Vec<&str> = path.parts.iter().map(String::as_str).collect();
        matches!(parts.as_slice(), ["crate" | "fapiao_desk", "store", next, ..] if *next != "engine")
    };
    each_path(file, is_above, "the engine knows nothing of what stands on it")
}

/// A statement says what SQLite alone understands.
pub fn sql_of_one_engine(file: &SourceFile) -> Vec<Violation> {
    if !is_above_the_engine(&file.path) {
        return Vec::new();
    }
    each_literal(
        file,
        |text| of_one_engine(text).is_some(),
        "only SQLite understands this: see engine/hints.rs",
    )
}

/// A file of SQL says what SQLite alone understands.
pub fn sql_file_of_one_engine(path: &str, text: &str) -> Option<Violation> {
    if !is_above_the_engine(path) {
        return None;
    }
    let (number, form) =
        (1..).zip(text.lines()).find_map(|(number, line)| Some((number, of_one_engine(line)?)))?;
    let what = format!("only SQLite understands {form}: see engine/hints.rs");
    Some(Violation { path: path.to_owned(), line: number, what })
}

/// A store for another engine has its own migrations.
fn is_above_the_engine(path: &str) -> bool {
    path.starts_with("src/store/")
        && !["engine", "migrations"].iter().any(|part| path.starts_with(&format!("src/store/{part}/")))
}

/// What of a statement SQLite alone understands: orders to its planner, the plus and the empty text that keep an index
/// out of a condition, and words that no other engine has.
fn of_one_engine(sql: &str) -> Option<&'static str> {
    const FORMS: [&str; 19] = [
        "CROSS JOIN",
        "INDEXED BY",
        "NOT INDEXED",
        "MATERIALIZED",
        "ROWID",
        "|| ''",
        "INSERT OR ",
        "UPDATE OR ",
        "REPLACE INTO",
        "PRAGMA ",
        "SQLITE_",
        "IFNULL(",
        "PRINTF(",
        "CHAR(",
        " GLOB ",
        // Numbers of 64 bits are BIGINT elsewhere.
        "AS INTEGER)",
        "IIF(",
        "GROUP_CONCAT(",
        "TYPEOF(",
    ];
    let upper = sql.to_uppercase();
    let form = FORMS.into_iter().find(|form| upper.contains(form));
    // What type a parameter has that may be missing, others know from what it is compared with before.
    let mut behind_parameters =
        upper.split('?').skip(1).map(|after| after.trim_start_matches(|c: char| c.is_ascii_digit()));
    let form = form.or_else(|| {
        behind_parameters.any(|after| after.starts_with(" IS NULL OR ")).then_some("?N IS NULL OR")
    });
    let signs: Vec<char> = sql.chars().collect();
    let is_plus = |three: &[char]| matches!(three, [before, '+', after] if " (,".contains(*before) && (after.is_ascii_lowercase() || *after == '{'));
    let begins =
        matches!(signs.as_slice(), ['+', after, ..] if after.is_ascii_lowercase() && sql.contains('.'));
    form.or_else(|| (begins || signs.windows(3).any(is_plus)).then_some("+column"))
}

/// A crate of the window is named.
pub fn window_outside_the_ui(file: &SourceFile) -> Vec<Violation> {
    if file.path.starts_with("src/ui/") || file.path == "src/program.rs" || !file.path.starts_with("src/") {
        return Vec::new();
    }
    let is_window = |path: &NamedPath| {
        let name = path.parts[0].as_str();
        name.starts_with("egui") || ["eframe", "epaint", "emath", "rfd", "winit", "wgpu"].contains(&name)
    };
    each_path(file, is_window, "the window's crates are named in src/ui and src/program.rs only")
}

/// A file of `domain/rules` that does not begin with its id, an id without a file, a file without an id.
pub fn rules_and_files_differ(files: &[SourceFile], ids: &[&str]) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut seen = Vec::new();
    for file in files {
        let name = file.path.strip_prefix("src/domain/rules/").and_then(|name| name.strip_suffix(".rs"));
        let Some(name) = name.filter(|name| !["mod", "testing", "tests"].contains(name)) else { continue };
        let id = name.replace('_', "-");
        if !file.text.starts_with(&format!("//! `{id}`: ")) {
            violations.push(at(file, 1, format!("does not begin with “//! `{id}`: …”")));
        }
        if !ids.contains(&id.as_str()) {
            violations.push(at(file, 1, format!("`{id}` is not in RuleId::ALL")));
        }
        seen.push(id);
    }
    let without_file = ids.iter().filter(|id| !seen.iter().any(|seen| seen == *id));
    violations.extend(without_file.map(|id| Violation {
        path: format!("src/domain/rules/{}.rs", id.replace('-', "_")),
        line: 1,
        what: "the rule has no file".to_owned(),
    }));
    violations
}

/// A colour is made, or taken from egui's own.
pub fn colour_outside_the_theme(file: &SourceFile) -> Vec<Violation> {
    let in_theme = file.path == "src/ui/theme.rs" || file.path.starts_with("src/ui/theme/");
    if in_theme || !file.path.starts_with("src/") {
        return Vec::new();
    }
    const MADE: &str = "colours are made in ui/theme only";
    let is_colour = |path: &NamedPath| {
        let pairs = path.parts.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str()));
        let mut made = pairs.filter(|(of, what)| {
            // Nothing at all is not a colour.
            ["Color32", "Rgba", "Hsva", "HsvaGamma"].contains(of) && *what != "TRANSPARENT"
        });
        made.next().is_some() || path.parts.iter().any(|part| part == "hex_color")
    };
    let mut violations = each_path(file, is_colour, MADE);
    violations.extend(each_literal(file, is_hex_colour, MADE));
    violations
}

/// A literal has Chinese text where words belong to `i18n`.
pub fn chinese_outside_i18n(file: &SourceFile) -> Vec<Violation> {
    let folders = ["src/ui/", "src/cli/", "src/desk/", "src/program.rs"];
    if !folders.iter().any(|folder| file.path.starts_with(folder)) {
        return Vec::new();
    }
    each_literal(file, |text| text.contains(is_chinese), "words people read stand in src/i18n")
}

/// A thread without a name.
pub fn unnamed_thread(file: &SourceFile) -> Vec<Violation> {
    let is_spawn = |path: &NamedPath| path.parts.windows(2).any(|pair| pair == ["thread", "spawn"]);
    each_path(file, is_spawn, "threads are named: std::thread::Builder")
}

/// A test that nobody runs.
pub fn ignored_test(file: &SourceFile) -> Vec<Violation> {
    let is = |i: usize, kind: Kind| file.tokens.get(i).is_some_and(|token| token.kind == kind);
    let is_ignored = |i: &usize| {
        is(*i, Kind::Sign('#')) && is(i + 1, Kind::Sign('[')) && is(i + 2, Kind::Word("ignore".to_owned()))
    };
    let places = (0..file.tokens.len()).filter(is_ignored);
    places.map(|i| at(file, file.tokens[i].line, "a test is ignored".to_owned())).collect()
}

/// A file that has grown too long to be read.
pub fn long_file(file: &SourceFile) -> Vec<Violation> {
    let lines = file.text.lines().count();
    if lines <= MAX_LINES {
        return Vec::new();
    }
    vec![at(file, MAX_LINES + 1, format!("{lines} lines; at most {MAX_LINES}"))]
}

/// A dependency of the manifest that no table of the README names.
pub fn dependencies_without_reason(manifest: &str, readme: &str) -> Vec<Violation> {
    let is_explained =
        |name: &str| readme.lines().any(|line| line.starts_with('|') && line.contains(&format!("`{name}`")));
    let mut violations = Vec::new();
    let mut in_dependencies = false;
    for (i, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
        }
        let Some((name, _)) = line.split_once('=').filter(|_| in_dependencies) else { continue };
        let name = name.trim();
        if !name.starts_with('#') && !is_explained(name) {
            violations.push(Violation {
                path: "Cargo.toml".to_owned(),
                line: i + 1,
                what: format!("the README does not say what `{name}` is for"),
            });
        }
    }
    violations
}

fn at(file: &SourceFile, line: usize, what: String) -> Violation {
    Violation { path: file.path.clone(), line, what }
}

fn each_path(file: &SourceFile, is_wrong: impl Fn(&NamedPath) -> bool, what: &str) -> Vec<Violation> {
    let wrong = file.paths().into_iter().filter(is_wrong);
    wrong.map(|path| at(file, path.line, format!("{}: {what}", path.parts.join("::")))).collect()
}

/// Looks at the literals that are not in tests.
fn each_literal(file: &SourceFile, is_wrong: impl Fn(&str) -> bool, what: &str) -> Vec<Violation> {
    let wrong = |token: &&crate::source::Token| match &token.kind {
        Kind::Literal(text) => !token.in_test && is_wrong(text),
        _ => false,
    };
    file.tokens.iter().filter(wrong).map(|token| at(file, token.line, what.to_owned())).collect()
}

/// The layer that a file belongs to; `main.rs`, the programs in `bin/` and `lib.rs` stand above all, tests beside them.
fn layer_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let layer = inside.split('/').next()?.trim_end_matches(".rs");
    (!["main", "bin", "lib"].contains(&layer)).then_some(layer)
}

/// Whether a text begins as a statement does. Verbs alone are English too, so each needs its second word, and a
/// capital at the beginning only makes a sentence of it.
fn is_sql(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let Some(verb) = words.first() else { return false };
    let upper = verb.chars().all(|c| c.is_ascii_uppercase());
    if !upper && !verb.chars().all(|c| c.is_ascii_lowercase()) {
        return false;
    }
    let has =
        |wanted: &[&str]| words.iter().skip(1).any(|word| wanted.contains(&word.to_uppercase().as_str()));
    match verb.to_uppercase().as_str() {
        "SELECT" => upper || has(&["FROM"]),
        "INSERT" | "REPLACE" => has(&["INTO"]),
        "UPDATE" => has(&["SET"]),
        "DELETE" => has(&["FROM"]),
        "CREATE" | "DROP" | "ALTER" => has(&["TABLE", "INDEX", "TRIGGER", "VIEW"]),
        "WITH" => has(&["SELECT", "INSERT", "UPDATE", "DELETE"]),
        "BEGIN" => has(&["IMMEDIATE", "TRANSACTION", "EXCLUSIVE", "DEFERRED"]) || text == "BEGIN",
        "PRAGMA" | "ATTACH" | "VACUUM" | "SAVEPOINT" | "COMMIT" | "ROLLBACK" => upper || *verb == "pragma",
        _ => false,
    }
}

fn is_hex_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| [6, 8].contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_hexdigit()))
}

/// Han characters and the marks that go with them, full-width forms included.
const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
#[path = "proofs.rs"]
mod proofs;
