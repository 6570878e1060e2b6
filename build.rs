//! What Windows shows of the program: its icon, version and manifest. For other systems nothing is built.

use std::path::Path;
use std::{env, fs, io};

/// The programs that get it.
const PROGRAMS: [&str; 2] = ["fapiao-desk", "fapiao-desk-window"];
const FOLDER: &str = "assets/packages/windows";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=assets/icon/fapiao-desk.ico");
    if variable("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    let numbers = ["MAJOR", "MINOR", "PATCH"].map(|part| variable(&format!("CARGO_PKG_VERSION_{part}")));
    let numbers = numbers.into_iter().collect::<io::Result<Vec<_>>>()?.join(",");
    let resources = fs::read_to_string(Path::new(FOLDER).join("resources.rc"))?
        .replace("{version}", &variable("CARGO_PKG_VERSION")?)
        .replace("{numbers}", &format!("{numbers},0"));
    for program in PROGRAMS {
        let file = Path::new(&variable("OUT_DIR")?).join(format!("{program}.rc"));
        fs::write(&file, resources.replace("{program}", program))?;
        winresource::WindowsResource::new()
            .set_resource_file(&file.to_string_lossy())
            .compile_for(program)?;
    }
    Ok(())
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(|error| io::Error::other(format!("{name}: {error}")))
}
