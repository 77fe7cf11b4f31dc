//! The shipped JavaScript and CSS: minified and lowered to the oldest browser where esbuild is there,
//! as they were written where it is not.

use std::path::Path;

use anyhow::{Context, Result};

use crate::syntax::{Kind, OLDEST_BROWSER, later_than_chromium_72};
use crate::tools::{Tools, run};

/// What esbuild is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// JavaScript, read as this kind.
    Script(Kind),
    /// A style sheet.
    Style,
}

/// Makes `text` small and old-fashioned. `work` is a folder for passing files to and fro.
pub fn minify(
    tools: &Tools,
    work: &Path,
    name: &str,
    text: &str,
    source: Source,
) -> Result<String> {
    let input = work.join(name);
    let output = work.join(format!("minified-{name}"));
    std::fs::write(&input, text).with_context(|| format!("cannot write {}", input.display()))?;
    let mut esbuild = tools.esbuild();
    esbuild
        .arg(&input)
        .arg(format!("--outfile={}", output.display()))
        .arg(format!("--target={OLDEST_BROWSER}"))
        // A page in GB18030 reads a script without a charset in its own: ASCII is the same in both.
        .args([
            "--minify",
            "--charset=ascii",
            "--legal-comments=none",
            "--log-level=warning",
        ]);
    match source {
        // Only then may the names at the top level be shortened.
        Source::Script(Kind::Module) => drop(esbuild.args(["--format=esm", "--tree-shaking=true"])),
        Source::Script(Kind::Classic) | Source::Style => {}
    }
    run(&mut esbuild, "esbuild")?;
    std::fs::read_to_string(&output).with_context(|| format!("cannot read {}", output.display()))
}

/// Puts the file names where the loader's source has its placeholders.
pub fn fill(loader: &str, names: &[(&str, &str)]) -> Result<String> {
    let mut text = loader.to_owned();
    for (placeholder, name) in names {
        anyhow::ensure!(
            text.contains(placeholder),
            "www/widget/county-charts.js lacks the placeholder \"{placeholder}\", \
             where the name of a file of this build is to stand"
        );
        text = text.replace(placeholder, name);
    }
    Ok(text)
}

/// Refuses JavaScript that the oldest browser cannot read.
pub fn check(file: &str, text: &str, kind: Kind) -> Result<()> {
    let later =
        later_than_chromium_72(text, kind).with_context(|| format!("{file} is unusable"))?;
    anyhow::ensure!(
        later.is_empty(),
        "{file} has syntax that Chromium 72 does not know, so no chart would appear there:\n{}",
        later.join("\n")
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled() {
        let filled = fill(
            "a('%GLUE%', \"%FIRST%\", `%GLUE%`)",
            &[("%GLUE%", "g.js"), ("%FIRST%", "w.wasm")],
        );
        assert_eq!(filled.unwrap(), "a('g.js', \"w.wasm\", `g.js`)");
    }

    #[test]
    fn a_missing_placeholder_is_an_error_that_names_it() {
        let error = fill("a('%GLUE%')", &[("%GLUE%", "g.js"), ("%CSS%", "c.css")]).unwrap_err();
        assert!(error.to_string().contains("%CSS%"));
    }

    #[test]
    fn a_later_operator_is_an_error_that_names_the_file() {
        let error = check("glue.js", "a?.b", Kind::Module).unwrap_err();
        assert!(error.to_string().starts_with("glue.js has syntax"));
        check("glue.js", "a&&a.b", Kind::Module).unwrap();
    }

    #[test]
    fn esbuild_lowers_to_what_the_check_allows() {
        // Node is optional for contributors; `cargo xtask test` and CI have it.
        let Ok(tools) = Tools::set_up(&crate::workspace::root()) else {
            return;
        };
        let work = std::env::temp_dir().join(format!("xtask-script-{}", std::process::id()));
        std::fs::create_dir_all(&work).unwrap();
        let modern =
            "export class A { #b = 1; static { A.d = '图表'; } c(x) { return x?.y ?? this.#b; } }";
        let lowered = minify(&tools, &work, "a.js", modern, Source::Script(Kind::Module)).unwrap();
        std::fs::remove_dir_all(&work).unwrap();
        assert!(check("a.js", modern, Kind::Module).is_err());
        check("a.js", &lowered, Kind::Module).unwrap();
        assert!(lowered.is_ascii());
    }
}
