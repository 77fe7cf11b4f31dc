//! `gallery`: every golden picture on one page, for the eye.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>County Charts: gallery</title>
<style>
  body { margin: 1.5rem; background: #d5d9de; font: 14px/1.4 system-ui, sans-serif; }
  section { margin-bottom: 2.5rem; }
  h2 { margin: 0 0 .5rem; font-size: 1.125rem; }
  .row { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }
  figure { margin: 0; max-width: 100%; }
  figcaption { color: #444; font-size: .8125rem; }
  img { display: block; max-width: 100%; box-shadow: 0 1px 4px rgba(0, 0, 0, .2); }
</style>
<h1>Every golden picture</h1>
";

/// Writes `target/gallery.html`; returns its path.
pub fn make(root: &Path) -> Result<PathBuf> {
    let folder = root.join("tests/golden");
    // By kind, which is the first word of a name, and case.
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in
        std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".svg") {
            let kind = stem.split('-').next().unwrap_or(stem);
            kinds.entry(kind.to_owned()).or_default().push(name);
        }
    }
    anyhow::ensure!(!kinds.is_empty(), "no pictures in {}", folder.display());
    let mut page = HEAD.to_owned();
    for (kind, mut names) in kinds {
        names.sort();
        writeln!(page, "<section><h2>{kind}</h2><div class=\"row\">")?;
        for name in names {
            writeln!(
                page,
                "<figure><figcaption>{name}</figcaption><img src=\"../tests/golden/{name}\" alt=\"\"></figure>"
            )?;
        }
        writeln!(page, "</div></section>")?;
    }
    let path = root.join("target").join("gallery.html");
    std::fs::create_dir_all(root.join("target"))?;
    std::fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}
