//! The printed handbook, in both languages: `cargo run --example handbook -- FOLDER` writes `handbook-zh.pdf` and
//! `handbook-en.pdf`. Its text is that of the help page; its pictures are taken of the program with a believable company
//! in it, and the processor draws them, so that neither a display nor a driver is needed.

mod book;
#[path = "../pictures/camera.rs"]
mod camera;
#[path = "../pictures/pages.rs"]
#[allow(dead_code, reason = "of the pages only the keys are pressed here")]
mod pages;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::{Vec2, vec2};
use fapiao_desk::desk::demo;
use fapiao_desk::exchange::pdf;
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::handbook::Picture;
use fapiao_desk::ui::theme::Preference;

use self::camera::{Camera, Way};

/// As small as a window can be, so that what is written in it can be read in print.
const POINTS: Vec2 = vec2(1024.0, 660.0);
const SCALE: f32 = 1.5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("where to? … handbook -- FOLDER")?);
    fs::create_dir_all(&folder)?;
    let scratch = tempfile::tempdir()?;
    let store = scratch.path().join("handbook.sqlite");
    drop(demo::make(&store, demo::DEFAULT_SEED, &mut |_| ()).map_err(|refusal| format!("{refusal:?}"))?);
    for (lang, name) in [(Lang::Zh, "handbook-zh.pdf"), (Lang::En, "handbook-en.pdf")] {
        let mut picture = |picture| taken(&store, lang, picture);
        let (bytes, pages) = book::made(lang, &mut picture)?;
        let to = folder.join(name);
        fs::write(&to, &bytes)?;
        println!("{}: {pages} pages, {} KB", to.display(), bytes.len() / 1024);
    }
    Ok(())
}

/// The keys that lead to what is seen in a picture.
fn keys(picture: Picture) -> &'static str {
    match picture {
        Picture::Overview => "ctrl+1",
        Picture::Import => "ctrl+i",
        Picture::Balance => "ctrl+k 'C100001' enter ctrl+8 b",
        Picture::Wizard => "ctrl+k 'C100001' enter ctrl+n space down space",
        Picture::Application => "ctrl+3 down down down enter",
        Picture::Export => "ctrl+5 e",
        Picture::Delivery => "ctrl+6 space",
        Picture::MonthEnd => "ctrl+5 b",
        Picture::Review => "ctrl+4",
        Picture::Policies => "ctrl+k '开票规则' enter",
        Picture::Audit => "ctrl+k '审计日志' enter down",
    }
}

fn taken(store: &Path, lang: Lang, picture: Picture) -> Result<pdf::Picture, Box<dyn Error>> {
    let mut camera = Camera::at(store, &Way { points: POINTS, scale: SCALE, lang, look: Preference::Light });
    camera.press(keys(picture))?;
    let taken = camera.take()?;
    let (width, height) = taken.dimensions();
    let rgb = taken.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Ok(pdf::Picture::of(rgb, width, height).ok_or("no picture")?)
}
