//! `dist/`: the files that a webmaster copies to the portal's server.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine as _;
use sha2::{Digest as _, Sha384};

use crate::config::Config;
use crate::progress::Progress;
use crate::script::{self, Source, minify};
use crate::size::{Size, Sizes};
use crate::syntax::Kind;
use crate::tools::Tools;
use crate::wasm::Make;
use crate::{compress, glue, licence, wasm};

const LOADER: &str = "county-charts.js";
const STYLE: &str = "county-charts.css";
/// For what comes after the first picture.
const MORE_STYLE: &str = "county-charts.more.css";

/// A finished distribution.
pub struct Dist {
    /// Where it stands.
    pub folder: PathBuf,
    /// What it weighs.
    pub sizes: Sizes,
    /// The optimised module with its names, as the profile knows it.
    pub optimised: Vec<u8>,
}

/// The files before compression, by name.
struct Files {
    loader: String,
    glue: (String, String),
    /// The glue of the whole module.
    whole_glue: (String, String),
    /// The whole module, loaded when something is asked for that no first chart needs.
    whole: (String, Vec<u8>),
    /// What a page begins with; the whole module where that could not be made.
    first: (String, Vec<u8>),
    style: String,
    more_style: String,
}

/// Builds everything and writes it. The budget is the caller's to check: a demo goes on above it.
pub fn make(root: &Path, progress: &Progress) -> Result<Dist> {
    let config = Config::read(root)?;
    let folder = root.join(&config.out_dir);
    make_in(root, &config, &folder, Make::Shipped, progress)
}

/// Builds everything of one make into `folder`.
pub fn make_in(
    root: &Path,
    config: &Config,
    folder: &Path,
    make: Make,
    progress: &Progress,
) -> Result<Dist> {
    progress.step("looking for wasm-opt and esbuild (npm)");
    let tools = match Tools::set_up(root) {
        Ok(tools) => Some(tools),
        Err(error) => {
            progress.note(&format!("Going on unoptimised: {error:#}"));
            None
        }
    };
    let work = root.join("target").join("dist-work");
    fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;

    let mut widget = wasm::build(root, config, tools.as_ref(), &work, make, progress)?;
    let optimised = std::mem::take(&mut widget.optimised);
    progress.step("minifying and checking the scripts and the style sheet");
    let files = assemble(root, tools.as_ref(), &work, widget)?;
    for (name, text, kind) in [
        (LOADER, &files.loader, Kind::Classic),
        (&files.glue.0, &files.glue.1, Kind::Module),
        (&files.whole_glue.0, &files.whole_glue.1, Kind::Module),
    ] {
        match script::check(name, text, kind) {
            // Without esbuild nothing could be lowered; that is said, and today's browsers run it.
            Err(error) if tools.is_none() => progress.note(&format!("{error:#}")),
            checked => checked?,
        }
    }

    progress.step("compressing");
    let mut measured = write(root, folder, &files)?;
    let whole = measured.pop();
    let sizes = Sizes::new(measured, whole, config.budget, tools.is_some());
    let json = serde_json::to_string_pretty(&sizes)? + "\n";
    put(&folder.join("sizes.json"), json.as_bytes())?;
    remove_stale(
        folder,
        &[
            &files.glue.0,
            &files.whole_glue.0,
            &files.first.0,
            &files.whole.0,
        ],
    )?;
    Ok(Dist {
        folder: folder.to_owned(),
        sizes,
        optimised,
    })
}

fn assemble(
    root: &Path,
    tools: Option<&Tools>,
    work: &Path,
    widget: wasm::Widget,
) -> Result<Files> {
    let small = |name: &str, text: String, source| match tools {
        Some(tools) => minify(tools, work, name, &text, source),
        None => Ok(text),
    };
    let own = |name: &str| {
        let path = root.join("www").join("widget").join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let style = small(STYLE, own(STYLE)?, Source::Style)?;
    let more_style = small(MORE_STYLE, own(MORE_STYLE)?, Source::Style)?;
    let module = Source::Script(Kind::Module);
    let first_glue = match &widget.first {
        Some((first, glue)) => glue::without(glue, &glue::imports(first)?)?,
        None => widget.glue.clone(),
    };
    let glue = small("glue.js", first_glue, module)?;
    let whole_glue = small("whole-glue.js", widget.glue, module)?;

    // One hash for all: glue of one build never meets the module of another.
    let first = match widget.first {
        Some((first, _)) => first,
        None => widget.wasm.clone(),
    };
    let hash = short_hash(&[glue.as_bytes(), whole_glue.as_bytes(), &widget.wasm, &first]);
    let build = format!("county-charts-{hash}");
    let glue_name = format!("{build}.js");
    let whole_glue_name = format!("{build}.whole.js");
    let first_name = format!("{build}.wasm");
    let whole_name = format!("{build}.whole.wasm");
    // Both sheets are asked for with it.
    let style_hash = short_hash(&[style.as_bytes(), more_style.as_bytes()]);
    let style_name = format!("{STYLE}?{style_hash}");

    let loader = script::fill(
        &own(LOADER)?,
        &[("%BUILD%", &build), ("%CSS%", &style_name)],
    )?;
    let loader = small(LOADER, loader, Source::Script(Kind::Classic))?;
    Ok(Files {
        loader,
        glue: (glue_name, glue),
        whole_glue: (whole_glue_name, whole_glue),
        whole: (whole_name, widget.wasm),
        first: (first_name, first),
        style,
        more_style,
    })
}

/// Writes all, the loader last: it names the others, so a page that reloads meanwhile finds them.
fn write(root: &Path, folder: &Path, files: &Files) -> Result<Vec<Size>> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let shipped: [(&str, &[u8]); 7] = [
        (MORE_STYLE, files.more_style.as_bytes()),
        (&files.whole_glue.0, files.whole_glue.1.as_bytes()),
        (&files.whole.0, &files.whole.1),
        (&files.first.0, &files.first.1),
        (&files.glue.0, files.glue.1.as_bytes()),
        (STYLE, files.style.as_bytes()),
        (LOADER, files.loader.as_bytes()),
    ];
    put(&folder.join("LICENSE"), licence::text(root)?.as_bytes())?;
    let integrity: BTreeMap<&str, String> = shipped
        .iter()
        .map(|(name, bytes)| (*name, integrity(bytes)))
        .collect();
    put(
        &folder.join("integrity.json"),
        (serde_json::to_string_pretty(&integrity)? + "\n").as_bytes(),
    )?;

    let mut sizes = Vec::new();
    for (name, bytes) in shipped {
        let (gzip, brotli) = (compress::gzip(bytes)?, compress::brotli(bytes)?);
        put(&folder.join(format!("{name}.gz")), &gzip)?;
        put(&folder.join(format!("{name}.br")), &brotli)?;
        put(&folder.join(name), bytes)?;
        if name == MORE_STYLE || name == files.whole_glue.0 {
            // No first chart loads it.
            continue;
        }
        sizes.insert(
            0,
            Size {
                file: name.to_owned(),
                raw: bytes.len(),
                gzip: gzip.len(),
                brotli: brotli.len(),
            },
        );
    }
    Ok(sizes)
}

/// Writes a file whole or not at all: the demo serves the folder while it is written.
fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    fs::write(&unfinished, bytes)
        .and_then(|()| fs::rename(&unfinished, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Removes what earlier builds have left under their own hashes, and nothing else.
fn remove_stale(folder: &Path, current: &[&str]) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if is_hashed(&name) && !current.iter().any(|one| name.starts_with(one)) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// Whether the file's name holds its contents' hash, so that it may be cached for ever.
pub fn is_hashed(name: &str) -> bool {
    let Some((hash, rest)) = name
        .strip_prefix("county-charts-")
        .and_then(|rest| rest.split_once('.'))
    else {
        return false;
    };
    hash.len() == HASH_DIGITS
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        && ["js", "wasm", "whole"]
            .iter()
            .any(|end| rest.split('.').next() == Some(end))
}

const HASH_DIGITS: usize = 12;

fn short_hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha384::new();
    for part in parts {
        // The length keeps two parts apart from one that joins them.
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let digits: String = hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    digits.chars().take(HASH_DIGITS).collect()
}

/// The value of an `integrity` attribute.
fn integrity(bytes: &[u8]) -> String {
    format!(
        "sha384-{}",
        base64::engine::general_purpose::STANDARD.encode(Sha384::digest(bytes))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_belongs_to_both_parts() {
        let hash = short_hash(&[b"glue", b"wasm"]);
        assert_eq!(hash.len(), HASH_DIGITS);
        assert_eq!(hash, short_hash(&[b"glue", b"wasm"]));
        assert_ne!(hash, short_hash(&[b"glue", b"wasn"]));
        assert_ne!(hash, short_hash(&[b"gluf", b"wasm"]));
        assert_ne!(hash, short_hash(&[b"gluew", b"asm"]));
    }

    #[test]
    fn only_names_with_a_hash_are_for_ever() {
        assert!(is_hashed("county-charts-0123456789ab.js"));
        assert!(is_hashed("county-charts-0123456789ab.wasm.br"));
        assert!(is_hashed("county-charts-0123456789ab.whole.wasm.gz"));
        for name in [
            "county-charts.js",
            "county-charts-mine.js",
            "county-charts-0123456789ab.txt",
            "LICENSE",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn integrity_is_what_a_browser_computes() {
        // The SHA-384 of nothing, as published with the algorithm.
        assert_eq!(
            integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
    }

    #[test]
    fn earlier_builds_are_removed_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("xtask-stale-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let keep = [
            "county-charts-aaaaaaaaaaaa.js",
            "county-charts-aaaaaaaaaaaa.js.br",
            "county-charts.js",
            "notes.js",
        ];
        let stale = [
            "county-charts-bbbbbbbbbbbb.js",
            "county-charts-bbbbbbbbbbbb.wasm.gz",
        ];
        for name in keep.iter().chain(&stale) {
            fs::write(folder.join(name), name).unwrap();
        }
        remove_stale(&folder, &["county-charts-aaaaaaaaaaaa.js"]).unwrap();
        let left: std::collections::BTreeSet<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(left, keep.map(str::to_owned).into());
    }
}
