//! Pictures of every page in both languages and looks, with nothing in it, a believable company and a crowd, in windows
//! small and large: `cargo run --example pictures -- FOLDER`. `… FOLDER overview review 1024x700 en` takes some only: what
//! is named of each of store, page, size, language and look. It also writes those of the README and of `docs/month.md`.
//! The processor draws, so it needs neither a display nor a driver.

mod camera;
mod guarded;
mod month;
mod pages;
mod stores;

// Invoices as they come back are made for pictures as they are for tests.
#[allow(dead_code, clippy::expect_used, reason = "what is missing fails a test, and so it does a picture")]
#[path = "../../tests/common/lines.rs"]
mod lines;
#[allow(clippy::expect_used, reason = "what is missing fails a test, and so it does a picture")]
#[path = "../../tests/common/returned.rs"]
mod returned;
#[allow(clippy::expect_used, reason = "what is missing fails a test, and so it does a picture")]
#[path = "../../tests/common/scans.rs"]
mod scans;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::{Vec2, vec2};
use fapiao_desk::i18n::Lang;
use fapiao_desk::ui::theme::Preference;

use self::camera::{Camera, Way};
use self::pages::{PAGES, Page};

/// What is seen before anybody is at the desk: at a place where there is no store, and where everybody signs in.
const FRONT: &[Page] = &[Page { name: "welcome", keys: "" }, Page { name: "first-user", keys: "tab enter" }];
const GUARDED: &[Page] = &[
    Page { name: "sign-in", keys: "" },
    Page { name: "wrong-password", keys: "'wrong' enter" },
    Page { name: "locked", keys: "'bamboo-after-rain' enter ctrl+l" },
    Page { name: "signed-in-menu", keys: "'bamboo-after-rain' enter ctrl+u" },
    Page { name: "users", keys: "'bamboo-after-rain' enter ctrl+," },
];

/// Sizes in points, and pixels to a point. A laptop of 1440×900 at 200 % has the least window there is, a large screen at
/// 100 % the most that has to be filled.
const SIZES: [(&str, Vec2, f32); 7] = [
    ("1024x640-200", vec2(1024.0, 640.0), 2.0),
    ("1024x700", vec2(1024.0, 700.0), 1.0),
    ("1440x900", vec2(1440.0, 900.0), 1.0),
    ("1440x900-150", vec2(1440.0, 900.0), 1.5),
    ("1920x1080", vec2(1920.0, 1080.0), 1.0),
    ("1920x1080-200", vec2(1920.0, 1080.0), 2.0),
    ("3840x2160", vec2(3840.0, 2160.0), 1.0),
];

/// How the window is seen in documents.
const DOCUMENTED: Way =
    Way { points: vec2(1440.0, 900.0), scale: 1.0, lang: Lang::Zh, look: Preference::Light };

const LANGUAGES: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];
const LOOKS: [(Preference, &str); 2] = [(Preference::Light, "light"), (Preference::Dark, "dark")];

/// The README's picture is of this page of the believable company, and is kept here, beside those of `docs/month.md`;
/// software centres show it in both languages.
const README: (&str, [(Lang, &str); 2]) =
    ("overview", [(Lang::Zh, "assets/pictures/overview.png"), (Lang::En, "assets/pictures/overview-en.png")]);
const MONTH: (&str, &str) = ("month", "assets/pictures/month");

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("where to? … pictures -- FOLDER [NAME …]")?);
    let wanted: Vec<String> = arguments.collect();
    // Of what none is named, all are taken.
    let takes = |all: &[&str], name: &str| {
        let named = |name: &str| wanted.iter().any(|wanted| wanted == name);
        named(name) || !all.iter().any(|name| named(name))
    };
    let names: Vec<&str> =
        [PAGES, FRONT, GUARDED].into_iter().flatten().map(|page| page.name).chain([MONTH.0]).collect();
    let scratch = tempfile::tempdir()?;
    let mut shots: Vec<(&str, PathBuf, &[Page])> =
        stores::make(scratch.path())?.into_iter().map(|(store, path)| (store, path, PAGES)).collect();
    shots.push(("front", scratch.path().join("nothing.sqlite"), FRONT));
    shots.push(("guarded", guarded::make(scratch.path())?, GUARDED));
    let kinds: Vec<&str> = shots.iter().map(|shot| shot.0).collect();
    for (store, path, pages) in shots {
        let pages: Vec<&Page> = pages.iter().filter(|page| takes(&names, page.name)).collect();
        if pages.is_empty() || !takes(&kinds, store) {
            continue;
        }
        let folder = folder.join(store);
        fs::create_dir_all(&folder)?;
        for (size, points, scale) in SIZES.iter().filter(|size| takes(&SIZES.map(|size| size.0), size.0)) {
            for (lang, language) in LANGUAGES.iter().filter(|it| takes(&LANGUAGES.map(|it| it.1), it.1)) {
                for (look, dark) in LOOKS.iter().filter(|it| takes(&LOOKS.map(|it| it.1), it.1)) {
                    let way = Way { points: *points, scale: *scale, lang: *lang, look: *look };
                    for page in &pages {
                        let name = format!("{}-{size}-{language}-{dark}.png", page.name);
                        take(&path, page, &way, &folder.join(&name))?;
                    }
                }
            }
            println!("{}", folder.join(format!("*-{size}-*.png")).display());
        }
        if store == stores::TYPICAL
            && let Some(page) = pages.iter().find(|page| page.name == README.0)
        {
            for (lang, file) in README.1 {
                take(&path, page, &Way { lang, ..DOCUMENTED }, Path::new(file))?;
                println!("{file}");
            }
        }
    }
    if takes(&names, MONTH.0) {
        // It is to be read in the pictures where the files are.
        let scratch = tempfile::Builder::new().prefix("开票资料").rand_bytes(0).tempdir()?;
        month::take(scratch.path(), &DOCUMENTED, Path::new(MONTH.1))?;
    }
    Ok(())
}

fn take(store: &Path, page: &Page, way: &Way, to: &Path) -> Result<(), Box<dyn Error>> {
    let mut camera = Camera::at(store, way);
    camera.press(page.keys)?;
    camera.take()?.save(to)?;
    Ok(())
}
