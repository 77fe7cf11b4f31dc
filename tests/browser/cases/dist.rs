//! The files that are shipped, as they stand in `dist/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use browser_tests::{Case, dist_cases};
use serde_json::Value;
use xtask::mvp;
use xtask::syntax::{Kind, later_than_chromium_72};

pub fn cases() -> Vec<Case> {
    dist_cases![
        the_module_is_plain_webassembly,
        old_chromium_reads_the_scripts,
        the_loader_names_the_files_of_its_own_build,
        every_file_has_its_compressed_twins,
        the_sizes_are_those_of_the_files,
        the_licence_stands_beside,
    ]
}

/// The one file of this kind with a hash in its name.
fn hashed(dist: &Path, extension: &str) -> Result<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(dist)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.strip_prefix("county-charts-")
                .and_then(|rest| rest.split_once('.'))
                .is_some_and(|(_, end)| end == extension)
        })
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.pop().context("no such file")
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn the_module_is_plain_webassembly(dist: &Path) -> Result<()> {
    mvp::check(&fs::read(hashed(dist, "wasm")?)?)?;
    mvp::check(&fs::read(hashed(dist, "whole.wasm")?)?)
}

fn old_chromium_reads_the_scripts(dist: &Path) -> Result<()> {
    let loader = fs::read_to_string(dist.join("county-charts.js"))?;
    assert_eq!(
        later_than_chromium_72(&loader, Kind::Classic)?,
        Vec::<String>::new()
    );
    // A page in GB18030 reads a script without a charset as GB18030.
    assert!(loader.is_ascii());
    for extension in ["js", "whole.js"] {
        let glue = fs::read_to_string(hashed(dist, extension)?)?;
        assert_eq!(
            later_than_chromium_72(&glue, Kind::Module)?,
            Vec::<String>::new()
        );
        assert!(glue.is_ascii());
    }
    Ok(())
}

fn the_loader_names_the_files_of_its_own_build(dist: &Path) -> Result<()> {
    let loader = fs::read_to_string(dist.join("county-charts.js"))?;
    for extension in ["js", "wasm", "whole.js", "whole.wasm"] {
        let file = name(&hashed(dist, extension)?);
        let build = file.trim_end_matches(&format!(".{extension}"));
        assert!(loader.contains(build), "{file}");
    }
    assert!(loader.contains("county-charts.css?"));
    assert!(!loader.contains('%'), "a placeholder is left");
    Ok(())
}

fn every_file_has_its_compressed_twins(dist: &Path) -> Result<()> {
    let integrity: Value = serde_json::from_slice(&fs::read(dist.join("integrity.json"))?)?;
    let shipped: Vec<&String> = integrity.as_object().context("an object")?.keys().collect();
    assert_eq!(shipped.len(), 7, "{shipped:?}");
    for file in shipped {
        let raw = fs::metadata(dist.join(file))?.len();
        for end in ["br", "gz"] {
            let twin = dist.join(format!("{file}.{end}"));
            let size = fs::metadata(&twin)
                .with_context(|| twin.display().to_string())?
                .len();
            assert!(
                0 < size && (size < raw || raw < 200),
                "{file}.{end}: {size} of {raw}"
            );
        }
    }
    Ok(())
}

fn the_sizes_are_those_of_the_files(dist: &Path) -> Result<()> {
    let sizes: Value = serde_json::from_slice(&fs::read(dist.join("sizes.json"))?)?;
    assert_eq!(sizes["optimised"], true, "built without Node");
    let mut total = 0;
    for size in sizes["files"].as_array().context("a list")? {
        let file = size["file"].as_str().context("a name")?;
        assert_eq!(size["raw"], fs::metadata(dist.join(file))?.len(), "{file}");
        let brotli = fs::metadata(dist.join(format!("{file}.br")))?.len();
        assert_eq!(size["brotli"], brotli, "{file}");
        total += brotli;
    }
    assert_eq!(sizes["first_chart"]["brotli"], total);
    Ok(())
}

fn the_licence_stands_beside(dist: &Path) -> Result<()> {
    let text = fs::read_to_string(dist.join("LICENSE"))?;
    assert!(text.contains("MIT") && text.contains("Apache License") && text.contains("plotters"));
    Ok(())
}
