//! The printed handbook, in both languages: `cargo run --example handbook -- FOLDER` writes `handbook-zh.pdf` and
//! `handbook-en.pdf`. Its text is that of the help page; its pictures are taken of the program with a believable company
//! in it, and the processor draws them, so that neither a display nor a driver is needed.

mod book;
#[path = "../pictures/camera.rs"]
mod camera;
#[path = "../pictures/month.rs"]
#[allow(dead_code, reason = "of the month only what goes out and the bureau's list are needed here")]
mod month;
#[path = "../pictures/pages.rs"]
#[allow(dead_code, reason = "of the pages only the keys are pressed here")]
mod pages;
mod place;
mod stage;

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
use std::path::PathBuf;

use eframe::egui::{Vec2, vec2};
use fapiao_desk::exchange::pdf;
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::handbook::Picture;
use fapiao_desk::ui::dialogs::SystemPicker;
use fapiao_desk::ui::theme::Preference;

use self::camera::{Camera, Way};
use self::place::FixedPlace;
use self::stage::Stage;

/// As small as a window can be, so that what is written in it can be read in print.
const POINTS: Vec2 = vec2(1024.0, 660.0);
const SCALE: f32 = 1.5;

/// Where the clerk of the pictures puts what is written.
const PLACE: &str = r"D:\开票\批量开票.xlsx";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("where to? … handbook -- FOLDER")?);
    fs::create_dir_all(&folder)?;
    for (lang, name) in [(Lang::Zh, "handbook-zh.pdf"), (Lang::En, "handbook-en.pdf")] {
        // What was typed for the pictures of one handbook is not in those of the other.
        let scratch = tempfile::tempdir()?;
        let stage = Stage::make(scratch.path())?;
        let mut picture = |picture| taken(&stage, lang, picture);
        let (bytes, pages) = book::made(lang, &mut picture)?;
        let to = folder.join(name);
        fs::write(&to, &bytes)?;
        println!("{}: {pages} pages, {} KB", to.display(), bytes.len() / 1024);
    }
    Ok(())
}

/// The keys that lead to what is seen in a picture.
fn keys(stage: &Stage, picture: Picture) -> String {
    match picture {
        Picture::Overview => "ctrl+1".into(),
        Picture::Import => format!("ctrl+i paste:{} enter down enter", stage.bills.display()),
        Picture::Balance => "ctrl+k 'C100001' enter ctrl+8 b".into(),
        Picture::Wizard => format!("ctrl+k '{}' enter ctrl+n space down space", stage.by_bills),
        Picture::Application => "ctrl+3 down down down enter".into(),
        Picture::Export => "ctrl+5 e tab tab tab enter tab".into(),
        Picture::Delivery => "ctrl+6 space".into(),
        Picture::MonthEnd => format!("ctrl+5 b paste:{} down", stage.list.display()),
        Picture::Review => "ctrl+4".into(),
        Picture::Policies => "ctrl+u up enter ctrl+k '开票规则' enter".into(),
        Picture::Audit => "ctrl+k '审计日志' enter down".into(),
    }
}

fn taken(stage: &Stage, lang: Lang, picture: Picture) -> Result<pdf::Picture, Box<dyn Error>> {
    let way = Way { points: POINTS, scale: SCALE, lang, look: Preference::Light };
    let picker = FixedPlace { place: PLACE.into(), system: SystemPicker::default() };
    let mut camera = Camera::with(&stage.store, &way, Box::new(picker));
    camera.press(&keys(stage, picture))?;
    let taken = camera.take()?;
    let (width, height) = taken.dimensions();
    let rgb = taken.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Ok(pdf::Picture::of(rgb, width, height).ok_or("no picture")?)
}
