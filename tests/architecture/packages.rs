//! What the packages say of the program in a dozen files is the same in each, and as in `Cargo.toml` and the source.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use fapiao_desk::i18n::{Lang, shell};

const NAME: &str = env!("CARGO_PKG_NAME");

const DESKTOP: &str = "assets/packages/linux/fapiao-desk.desktop";
const METAINFO: &str = "assets/packages/linux/fapiao-desk.metainfo.xml";
const MIME: &str = "assets/packages/linux/fapiao-desk.xml";
const SPEC: &str = "assets/packages/linux/fapiao-desk.spec";
const PLIST: &str = "assets/packages/macos/Info.plist";
const MANUAL: &str = "assets/packages/linux/fapiao-desk.1";
const INSTALLER: &str = "assets/packages/windows/installer.nsi";
const RESOURCES: &str = "assets/packages/windows/resources.rc";
const SCRIPTS: &str = "assets/packages/README.md";
const WORKFLOW: &str = ".github/workflows/release.yml";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> io::Result<String> {
    fs::read_to_string(root().join(path))
}

/// What stands behind the first `before` in a text, up to `after`.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|found| found.0.trim())
}

/// The value of a key in a desktop entry or a spec, behind its sign.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim)
}

/// The value of a key in a property list.
fn property<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    between(text, &format!("<key>{key}</key>"), "</string>")?.rsplit_once('>').map(|found| found.1)
}

/// The files below `assets/packages` and `.ci`, and the workflow: all that makes, describes or tries a package.
fn all() -> io::Result<Vec<(PathBuf, String)>> {
    let mut files = vec![root().join(WORKFLOW)];
    let mut folders = vec![root().join("assets/packages"), root().join(".ci")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    // Pictures are no texts.
    Ok(files.into_iter().filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text))).collect())
}

#[test]
fn packages_start_the_program_under_the_name_that_its_window_has() -> io::Result<()> {
    let desktop = read(DESKTOP)?;
    assert_eq!(value(&desktop, "Exec="), Some(format!("{NAME} %f").as_str()));
    for key in ["TryExec=", "Icon=", "StartupWMClass="] {
        assert_eq!(value(&desktop, key), Some(NAME), "{key}");
    }
    let window = read("src/ui/app.rs")?;
    assert_eq!(between(&window, ".with_app_id(\"", "\")"), Some(NAME));
    let metainfo = read(METAINFO)?;
    assert_eq!(between(&metainfo, "<launchable type=\"desktop-id\">", "</"), Some("fapiao-desk.desktop"));
    assert_eq!(between(&metainfo, "<binary>", "</"), Some(NAME));
    assert_eq!(property(&read(PLIST)?, "CFBundleExecutable"), Some(NAME));
    assert_eq!(value(&read(SPEC)?, "Name:"), Some(NAME));
    Ok(())
}

#[test]
fn the_version_of_a_package_is_that_of_cargo() -> io::Result<()> {
    let (metainfo, plist, manual) = (read(METAINFO)?, read(PLIST)?, read(MANUAL)?);
    let filled_in = Some("@VERSION@");
    assert_eq!(between(&metainfo, "<release version=\"", "\""), filled_in);
    for key in ["CFBundleShortVersionString", "CFBundleVersion"] {
        assert_eq!(property(&plist, key), filled_in, "{key}");
    }
    assert_eq!(between(&manual, &format!("\"{NAME} "), "\""), filled_in);
    assert_eq!(value(&read(SPEC)?, "Version:"), Some("%{desk_version}"));
    for (path, key, filled_in) in [
        (INSTALLER, "\"FileVersion\"", "\"${VERSION}\""),
        (INSTALLER, "\"ProductVersion\"", "\"${VERSION}\""),
        (INSTALLER, "\"DisplayVersion\"", "\"${VERSION}\""),
        (INSTALLER, "VIProductVersion ", "\"${NUMBERS}\""),
        (RESOURCES, "\"FileVersion\"", "\"{version}\""),
        (RESOURCES, "\"ProductVersion\"", "\"{version}\""),
        (RESOURCES, "FILEVERSION ", "{numbers}"),
        (RESOURCES, "PRODUCTVERSION ", "{numbers}"),
    ] {
        let text = read(path)?;
        let fields: Vec<&str> = text.lines().filter(|line| line.contains(key)).collect();
        assert!(!fields.is_empty(), "{path} has no {key}");
        assert!(fields.iter().all(|line| line.ends_with(filled_in)), "{path}: {fields:?}");
    }
    Ok(())
}

#[test]
fn the_oldest_macos_is_the_one_that_the_program_is_built_for() -> io::Result<()> {
    let (cargo, plist, readme) = (read(".cargo/config.toml")?, read(PLIST)?, read("README.md")?);
    let oldest = property(&plist, "LSMinimumSystemVersion");
    assert!(oldest.is_some());
    assert_eq!(between(&cargo, "MACOSX_DEPLOYMENT_TARGET = \"", "\""), oldest);
    assert_eq!(between(&readme, "| macOS ", " "), oldest.map(|version| version.trim_end_matches(".0")));
    Ok(())
}

#[test]
fn packages_and_the_window_call_the_program_the_same() -> io::Result<()> {
    let (desktop, metainfo) = (read(DESKTOP)?, read(METAINFO)?);
    let (zh, en) = (shell::APP.get(Lang::Zh), shell::APP.get(Lang::En));
    assert_eq!((value(&desktop, "Name="), value(&desktop, "Name[zh_CN]=")), (Some(en), Some(zh)));
    assert_eq!(between(&metainfo, "<name>", "</"), Some(en));
    assert_eq!(between(&metainfo, "<name xml:lang=\"zh_CN\">", "</"), Some(zh));
    for (language, name) in [("en", en), ("zh-Hans", zh)] {
        let strings = read(&format!("assets/packages/macos/{language}.lproj/InfoPlist.strings"))?;
        assert_eq!(between(&strings, "\"CFBundleDisplayName\" = \"", "\";"), Some(name));
    }
    Ok(())
}

#[test]
fn packages_describe_the_program_in_the_same_words() -> io::Result<()> {
    let (desktop, metainfo, spec) = (read(DESKTOP)?, read(METAINFO)?, read(SPEC)?);
    let (en, zh) = (value(&desktop, "Comment="), value(&desktop, "Comment[zh_CN]="));
    assert!(en.is_some() && zh.is_some());
    assert_eq!(between(&metainfo, "<summary>", "</"), en);
    assert_eq!(between(&metainfo, "<summary xml:lang=\"zh_CN\">", "</"), zh);
    assert_eq!((value(&spec, "Summary:"), value(&spec, "Summary(zh_CN):")), (en, zh));
    let licence = Some(env!("CARGO_PKG_LICENSE"));
    assert_eq!(between(&metainfo, "<project_license>", "</"), licence);
    assert_eq!(value(&spec, "License:"), licence);
    Ok(())
}

#[test]
fn a_store_has_one_type_on_every_system_and_is_known_by_the_marks_that_the_program_writes() -> io::Result<()>
{
    let (mime, plist) = (read(MIME)?, read(PLIST)?);
    let kind = between(&mime, "<mime-type type=\"", "\"");
    assert!(kind.is_some());
    assert_eq!(value(&read(DESKTOP)?, "MimeType=").map(|types| types.trim_end_matches(';')), kind);
    assert_eq!(between(&read(METAINFO)?, "<mediatype>", "</"), kind);
    assert_eq!(property(&plist, "public.mime-type"), kind);
    let ending = property(&plist, "public.filename-extension");
    assert_eq!(between(&mime, "<glob pattern=\"*.", "\""), ending);

    let engine = read("src/store/engine/sqlite/open.rs")?;
    let id = between(&engine, "const APPLICATION_ID: i64 = ", ";").map(|id| id.replace('_', ""));
    assert!(id.is_some());
    assert_eq!(between(&mime, "offset=\"68\" value=\"", "\"").map(str::to_owned), id);
    Ok(())
}

#[test]
fn a_release_calls_scripts_that_are_there_for_systems_that_the_dependencies_are_held_against()
-> io::Result<()> {
    let mut scripts = 0;
    for (path, text) in all()? {
        let folder = value(&text, "readonly HERE=").unwrap_or_default();
        let text = text.replace("$HERE", folder);
        let is_sign = |sign: char| !(sign.is_ascii_alphanumeric() || "./-_".contains(sign));
        let names = text.split(is_sign).map(|word| word.trim_end_matches('.'));
        for name in names.filter(|word| word.starts_with("assets/packages/") || word.starts_with(".ci/")) {
            assert!(root().join(name).exists(), "{} names {name}", path.display());
            scripts += 1;
        }
    }
    assert!(scripts > 10, "the scripts were not found");

    let described = read(SCRIPTS)?;
    let table = described.lines().skip_while(|line| !line.starts_with("| file |")).skip(2);
    let first_cells = table.map_while(|line| between(line, "| ", " |"));
    let names: Vec<&str> = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    assert!(names.contains(&"windows/make") && names.contains(&"macos/keys"), "{names:?}");
    for name in names {
        assert!(root().join("assets/packages").join(name).is_file(), "{SCRIPTS} names {name}");
    }

    let (workflow, deny) = (read(WORKFLOW)?, read("deny.toml")?);
    let targets = workflow.lines().filter_map(|line| between(line, "targets: ", " }"));
    for target in targets.flat_map(str::split_whitespace) {
        assert!(deny.contains(&format!("\"{target}\"")), "deny.toml lacks {target}");
    }
    Ok(())
}
