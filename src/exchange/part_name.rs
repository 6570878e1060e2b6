//! Names of the parts of a document that is an archive, as the parts write them of each other.

/// The name of the part that one in `folder` calls `target`: from the root of the archive, in small letters. It never
/// leads out of it.
pub(super) fn part_name(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/').filter(|name| !matches!(*name, "" | ".")) {
        if name == ".." {
            names.pop();
        } else {
            names.push(name);
        }
    }
    names.join("/").to_ascii_lowercase()
}
