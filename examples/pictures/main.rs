//! Pictures of every page in both languages and looks, with nothing in it, a believable company and a crowd, in windows
//! small and large: `cargo run --example pictures -- FOLDER`, or `… FOLDER overview review` for some pages only. It also
//! writes those of the README. The processor draws, so it needs neither a display nor a driver.

mod camera;
mod stores;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::{Vec2, vec2};
use fapiao_desk::i18n::Lang;
use fapiao_desk::ui::theme::Preference;

use self::camera::{Camera, Way};

/// A page, and the keys that lead to what is to be seen of it: names of keys, and what is typed in quotes.
struct Page {
    name: &'static str,
    keys: &'static str,
}

const PAGES: &[Page] = &[
    Page { name: "overview", keys: "ctrl+1" },
    Page { name: "apply", keys: "ctrl+k '和风' enter ctrl+n" },
    Page { name: "applications", keys: "ctrl+3" },
    Page { name: "application", keys: "ctrl+3 down enter" },
    Page { name: "review", keys: "ctrl+4" },
    Page { name: "issuing", keys: "ctrl+5" },
    Page { name: "month-end", keys: "ctrl+5 b" },
    Page { name: "delivery", keys: "ctrl+6" },
    Page { name: "tickets", keys: "ctrl+7 down" },
    Page { name: "customers", keys: "ctrl+8 down" },
    Page { name: "bills", keys: "ctrl+9 down" },
    Page { name: "info", keys: "ctrl+8 down ctrl+k '开票信息' enter" },
    Page { name: "addresses", keys: "ctrl+8 down ctrl+k '邮寄地址' enter" },
    Page { name: "recurring", keys: "ctrl+k '定期开票' enter" },
    Page { name: "files", keys: "ctrl+k '导入导出' enter" },
    Page { name: "policies", keys: "ctrl+k '开票规则' enter" },
    Page { name: "settings", keys: "ctrl+," },
    Page { name: "help", keys: "ctrl+k '帮助' enter" },
    Page { name: "palette", keys: "ctrl+k '公司'" },
    Page { name: "user-menu", keys: "ctrl+u" },
];

/// What is seen before anybody is at the desk: at a place where there is no store, and where everybody signs in.
const FRONT: &[Page] = &[Page { name: "welcome", keys: "" }, Page { name: "first-user", keys: "tab enter" }];
const GUARDED: &[Page] = &[
    Page { name: "sign-in", keys: "" },
    Page { name: "wrong-password", keys: "'wrong' enter" },
    Page { name: "locked", keys: "'bamboo-after-rain' enter ctrl+l" },
    Page { name: "signed-in-menu", keys: "'bamboo-after-rain' enter ctrl+u" },
    Page { name: "users", keys: "'bamboo-after-rain' enter ctrl+," },
];

const SIZES: [(&str, Vec2, f32); 4] = [
    ("1024x700", vec2(1024.0, 700.0), 1.0),
    ("1440x900", vec2(1440.0, 900.0), 1.0),
    ("1440x900-150", vec2(1440.0, 900.0), 1.5),
    ("1920x1080", vec2(1920.0, 1080.0), 1.0),
];

/// The README's pictures: a page of the believable company, and where it is kept.
const README: &[(&str, &str)] = &[("overview", "assets/pictures/overview.png")];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("where to? … pictures -- FOLDER [PAGE …]")?);
    let wanted: Vec<String> = arguments.collect();
    let is_wanted = |page: &&Page| wanted.is_empty() || wanted.iter().any(|name| name == page.name);
    let scratch = tempfile::tempdir()?;
    let mut shots: Vec<(&str, PathBuf, &[Page])> =
        stores::make(scratch.path())?.into_iter().map(|(store, path)| (store, path, PAGES)).collect();
    shots.push(("front", scratch.path().join("nothing.sqlite"), FRONT));
    if GUARDED.iter().any(|page| is_wanted(&page)) {
        shots.push(("guarded", stores::make_guarded(scratch.path())?, GUARDED));
    }
    for (store, path, pages) in shots {
        let pages: Vec<&Page> = pages.iter().filter(is_wanted).collect();
        if pages.is_empty() {
            continue;
        }
        let folder = folder.join(store);
        fs::create_dir_all(&folder)?;
        for (size, points, scale) in SIZES {
            for (lang, language) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
                for (look, dark) in [(Preference::Light, "light"), (Preference::Dark, "dark")] {
                    let way = Way { points, scale, lang, look };
                    for page in &pages {
                        let name = format!("{}-{size}-{language}-{dark}.png", page.name);
                        take(&path, page, &way, &folder.join(&name))?;
                    }
                }
            }
            println!("{}", folder.join(format!("*-{size}-*.png")).display());
        }
        if store == stores::TYPICAL {
            let way =
                Way { points: vec2(1440.0, 900.0), scale: 1.0, lang: Lang::Zh, look: Preference::Light };
            for (name, place) in README {
                for page in pages.iter().filter(|page| page.name == *name) {
                    take(&path, page, &way, Path::new(place))?;
                    println!("{place}");
                }
            }
        }
    }
    Ok(())
}

fn take(store: &Path, page: &Page, way: &Way, to: &Path) -> Result<(), Box<dyn Error>> {
    let mut camera = Camera::at(store, way);
    camera.press(page.keys)?;
    camera.take()?.save(to)?;
    Ok(())
}
