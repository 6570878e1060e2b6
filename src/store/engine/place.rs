//! Where a store is: in a file, or on a server.

use std::path::Path;

/// What the place of a store on a server begins with.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Whether this place of a store names one on a server.
pub fn is_server(place: &Path) -> bool {
    place.to_str().is_some_and(|place| SCHEMES.iter().any(|scheme| place.starts_with(scheme)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_told_from_a_file_by_how_its_place_begins() {
        for server in ["postgres://db/desk", "postgresql://ann@db:5433/desk?sslmode=require"] {
            assert!(is_server(Path::new(server)), "{server}");
        }
        for file in
            ["desk.sqlite", "/tmp/postgres/desk.sqlite", "postgres", "postgres:/db", "/postgres://db/desk"]
        {
            assert!(!is_server(Path::new(file)), "{file}");
        }
    }
}
