//! From the root package to a module and its glue: cargo, wasm-bindgen, wasm-opt.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::config::{Config, Target};
use crate::progress::Progress;
use crate::tools::{Tools, run};
use crate::workspace::cargo;
use crate::{mvp, prune};

const TRIPLE: &str = "wasm32-unknown-unknown";

/// The widget as wasm-bindgen leaves it.
pub struct Widget {
    /// The module, already optimised where the tools were there, and checked in any case.
    pub wasm: Vec<u8>,
    /// The module that a page begins with and the glue that it is pruned from, where the tools to make it were there.
    pub first: Option<(Vec<u8>, String)>,
    /// The optimised module with its names, which the profile is of.
    pub optimised: Vec<u8>,
    /// The JavaScript that calls it, as generated.
    pub glue: String,
}

/// What is made of the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    /// To be shipped.
    Shipped,
    /// To tell which of its code has run.
    Instrumented,
}

/// Builds the widget. `work` is a folder for passing files to and fro.
pub fn build(
    root: &Path,
    config: &Config,
    tools: Option<&Tools>,
    work: &Path,
    make: Make,
    progress: &Progress,
) -> Result<Widget> {
    progress.step("compiling the widget and std for the browser");
    need_std_source(root)?;
    let compiled = compile(root, config, "widget", &[])?;

    progress.step("making the glue (wasm-bindgen)");
    let mut widget = bind(&compiled, config.target)?;

    if let Some(tools) = tools {
        progress.step("optimising the module (wasm-opt)");
        // The profile tells functions by their names.
        widget.wasm = optimise(tools, config, work, "widget", &widget.wasm, "--debuginfo")?;
    }
    widget.optimised = widget.wasm.clone();
    match (make, tools) {
        // Its counters are never shipped.
        (Make::Instrumented, _) => {
            widget.wasm = prune::instrument(&widget.wasm)?.0;
            return Ok(widget);
        }
        // Unoptimised, a module has other code than the profile knows.
        (Make::Shipped, None) => {}
        (Make::Shipped, Some(tools)) => {
            progress.step("leaving out what a first chart does not run");
            let path = root.join(&config.first_chart.profile);
            let profile = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let texts = texts(root, config)?;
            let pruned = prune::prune(&widget.wasm, &profile, &config.first_chart.keep, &texts)?;
            let first = optimise(tools, config, work, "first", &pruned, "--strip-debug")?;
            mvp::check(&first)?;
            progress.step("compiling the whole module, which is built for speed");
            let compiled = compile(root, config, "whole", &config.rust.whole_rustflags)?;
            let whole = bind(&compiled, config.target)?;
            widget.wasm = optimise(tools, config, work, "whole", &whole.wasm, "--strip-debug")?;
            widget.first = Some((first, std::mem::replace(&mut widget.glue, whole.glue)));
        }
    }
    mvp::check(&widget.wasm)?;
    Ok(widget)
}

/// The texts that the module may go without.
fn texts(root: &Path, config: &Config) -> Result<Vec<prune::Text>> {
    let texts = config.first_chart.leave_out.iter().map(|text| {
        let path = match (&text.text, &text.std_table) {
            (Some(path), None) => root.join(path),
            (None, Some(path)) => std_source(root)?.join(path),
            _ => anyhow::bail!("what {} reads is either a text or a std-table", text.reader),
        };
        let mut bytes =
            std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if text.std_table.is_some() {
            bytes = table(&String::from_utf8_lossy(&bytes));
            anyhow::ensure!(!bytes.is_empty(), "{} holds no table", path.display());
        }
        Ok(prune::Text {
            bytes,
            reader: text.reader.clone(),
        })
    });
    texts.collect()
}

/// The rows `(f, e, k)` of a table of floating point numbers in a source file, as the module holds them: each of 8, 2 and
/// 2 bytes and 4 of padding.
fn table(source: &str) -> Vec<u8> {
    let row = |line: &str| -> Option<[u8; 16]> {
        let line = line.trim().strip_prefix("(0x")?.strip_suffix("),")?;
        let mut parts = line.split(", ");
        let f = u64::from_str_radix(parts.next()?, 16).ok()?;
        let mut exponent = || parts.next()?.parse::<i16>().ok();
        let (e, k) = (exponent()?, exponent()?);
        let mut row = [0; 16];
        row.get_mut(..8)?.copy_from_slice(&f.to_le_bytes());
        row.get_mut(8..10)?.copy_from_slice(&e.to_le_bytes());
        row.get_mut(10..12)?.copy_from_slice(&k.to_le_bytes());
        Some(row)
    };
    source.lines().filter_map(row).flatten().collect()
}

/// Runs wasm-opt with the flags of wasm-pack.toml and one more.
fn optimise(
    tools: &Tools,
    config: &Config,
    work: &Path,
    name: &str,
    module: &[u8],
    flag: &str,
) -> Result<Vec<u8>> {
    let input = work.join(format!("{name}.wasm"));
    let output = work.join(format!("{name}.optimised.wasm"));
    std::fs::write(&input, module).with_context(|| format!("cannot write {}", input.display()))?;
    let mut wasm_opt = tools.wasm_opt();
    wasm_opt
        .arg(&input)
        .args(&config.wasm_opt.flags)
        .arg(flag)
        .arg("-o")
        .arg(&output);
    run(&mut wasm_opt, "wasm-opt")?;
    std::fs::read(&output).with_context(|| format!("cannot read {}", output.display()))
}

/// `cargo build` of the root package, with some more flags; the path of what it made.
fn compile(root: &Path, config: &Config, folder: &str, more: &[String]) -> Result<PathBuf> {
    // A folder of its own: std's other flags would make every plain `cargo build` start again.
    let target = root.join("target").join(folder);
    let status = cargo(root)
        .args(["build", "--release", "--lib", "--package", "county-charts"])
        .args(["--target", TRIPLE])
        .arg("--target-dir")
        .arg(&target)
        .args(&config.rust.cargo_flags)
        // Encoded, so that a flag may hold a space.
        .env(
            "CARGO_ENCODED_RUSTFLAGS",
            [config.rust.rustflags.as_slice(), more]
                .concat()
                .join("\u{1f}"),
        )
        .env("RUSTC_BOOTSTRAP", "1")
        .status()
        .context("cargo cannot be started")?;
    anyhow::ensure!(
        status.success(),
        "the widget does not compile; the compiler's words stand above"
    );
    Ok(target
        .join(TRIPLE)
        .join("release")
        .join("county_charts.wasm"))
}

fn bind(compiled: &Path, target: Target) -> Result<Widget> {
    let mut bindgen = Bindgen::new();
    match target {
        Target::Web => drop(bindgen.web(true)?),
    }
    let mut output = bindgen
        .input_path(compiled)
        .out_name("county-charts")
        .typescript(false)
        .remove_name_section(false)
        .remove_producers_section(true)
        // The loader names the module: it alone knows the hash in the name.
        .omit_default_module_path(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen cannot read {}", compiled.display()))?;
    anyhow::ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a crate brings JavaScript files of its own, which the distribution does not ship; \
         use a crate without, or put the JavaScript into www/widget/"
    );
    let mut glue = output.js().to_owned();
    shorten(output.wasm_mut(), &mut glue);
    // The loader never begins without waiting; what only that would need goes with its name.
    glue = glue.replace("export { initSync, ", "export { ");
    let wasm = output.wasm_mut().emit_wasm();
    Ok(Widget {
        wasm,
        first: None,
        optimised: Vec::new(),
        glue,
    })
}

/// Gives the page's functions short names: wasm-bindgen's end in sixteen digits of a hash, which stand in
/// glue and module both and do not compress.
fn shorten(module: &mut walrus::Module, glue: &mut String) {
    for (at, import) in module.imports.iter_mut().enumerate() {
        let hashed = import.name.rsplit_once('_').is_some_and(|(_, hash)| {
            hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if hashed && glue.contains(&import.name) {
            let short = format!("_{at:x}");
            *glue = glue.replace(&import.name, &short);
            import.name = short;
        }
    }
}

/// Where std's source is in the toolchain, if it is there.
fn std_source(root: &Path) -> Result<PathBuf> {
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--print", "sysroot"])
        .current_dir(root)
        .output()
        .context("rustc cannot be started")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    Ok(sysroot.join("lib/rustlib/src/rust/library"))
}

/// std's source is a component of the toolchain. rust-toolchain.toml names it, but rustup can be set
/// not to follow.
fn need_std_source(root: &Path) -> Result<()> {
    if std_source(root)?.join("std/Cargo.toml").is_file() {
        return Ok(());
    }
    let added = Command::new("rustup")
        .args(["component", "add", "rust-src"])
        .current_dir(root)
        .status()
        .is_ok_and(|status| status.success());
    anyhow::ensure!(
        added,
        "the source of Rust's standard library is missing, from which the widget's std is built; \
         run `rustup component add rust-src`"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::workspace::root;

    #[test]
    fn a_table_is_laid_out_as_the_module_has_it() {
        let source = "pub static POWERS: [(u64, i16, i16); 2] = [\n    // (f, e, k)\n    (0xe61acf033d1a45df, -1087, -308),\n    (0xe8d4a51000000000, -24, 12),\n];\n";
        let bytes = super::table(source);
        assert_eq!(bytes.len(), 32);
        assert_eq!(
            bytes[..16],
            [
                0xdf, 0x45, 0x1a, 0x3d, 0x03, 0xcf, 0x1a, 0xe6, 0xc1, 0xfb, 0xcc, 0xfe, 0, 0, 0, 0
            ]
        );
        assert_eq!(bytes[24..28], [0xe8, 0xff, 0x0c, 0x00]);
    }

    /// The version of `package` in Cargo.lock.
    fn locked(package: &str) -> String {
        let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
        let lock: toml::Table = toml::from_str(&lock).unwrap();
        let found: Vec<_> = lock["package"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["name"].as_str() == Some(package))
            .map(|one| one["version"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(found.len(), 1, "{package}: {found:?}");
        found[0].clone()
    }

    /// The glue generator refuses a module of any other version of the crate.
    #[test]
    fn the_crate_and_the_glue_generator_are_one_version() {
        assert_eq!(locked("wasm-bindgen"), locked("wasm-bindgen-cli-support"));
    }
}
