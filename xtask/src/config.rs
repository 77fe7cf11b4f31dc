//! `wasm-pack.toml`: how the widget is built.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

/// The whole file. An unknown key is an error, so that none stands there unread.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// What the glue is made for.
    pub target: Target,
    /// Where the files to publish are written, relative to the workspace's root.
    pub out_dir: PathBuf,
    /// The compiler's part.
    pub rust: Rust,
    /// The optimiser's part.
    pub wasm_opt: WasmOpt,
    /// What a first chart needs.
    pub first_chart: FirstChart,
    /// The sizes that may not be exceeded.
    pub budget: Budget,
}

/// `[first-chart]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FirstChart {
    /// What of the module drawing runs, relative to the workspace's root.
    pub profile: PathBuf,
    /// Functions with one of these in their names are kept whole, whatever has run of them.
    pub keep: Vec<String>,
    /// Texts that the module goes without where the function that reads them has not run.
    pub leave_out: Vec<LeaveOut>,
}

/// `[[first-chart.leave-out]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LeaveOut {
    /// The file that is compiled in as it stands, relative to the workspace's root.
    pub text: Option<PathBuf>,
    /// In place of a file: a source file of std, relative to its folder, that holds one table of floating point numbers.
    pub std_table: Option<PathBuf>,
    /// The one function that reads it, never inlined.
    pub reader: String,
}

/// The kinds of glue that this project ships.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// An ES module that a page imports without a bundler.
    Web,
}

/// `[rust]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rust {
    /// Further arguments of `cargo build`.
    pub cargo_flags: Vec<String>,
    /// Arguments of every `rustc` for the wasm target.
    pub rustflags: Vec<String>,
    /// More of them for the whole module, which the first is not made from.
    pub whole_rustflags: Vec<String>,
}

/// `[wasm-opt]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WasmOpt {
    /// The arguments between input and output.
    pub flags: Vec<String>,
}

/// `[budget]`, in kB of 1,000 bytes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Budget {
    /// All that a page loads for its first chart, the CSV aside, brotli 11.
    pub first_chart_kb: f64,
    /// The loader, uncompressed.
    pub loader_kb: f64,
}

impl Config {
    /// Reads `wasm-pack.toml` in the workspace's root.
    pub fn read(root: &Path) -> Result<Config> {
        let path = root.join("wasm-pack.toml");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        Config::parse(&text).with_context(|| format!("{} cannot be used", path.display()))
    }

    fn parse(text: &str) -> Result<Config> {
        let config: Config = toml::from_str(text)?;
        anyhow::ensure!(
            config.out_dir.is_relative()
                && config
                    .out_dir
                    .components()
                    .all(|part| matches!(part, std::path::Component::Normal(_)))
                && config.out_dir.components().next().is_some(),
            "out-dir must be a folder inside the workspace, such as \"dist\", not {:?}",
            config.out_dir
        );
        anyhow::ensure!(
            !config
                .wasm_opt
                .flags
                .iter()
                .any(|flag| flag == "--all-features" || flag == "-all"),
            "wasm-opt may not be given every feature: name those that the oldest browser has"
        );
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        target = "web"
        out-dir = "dist"
        [rust]
        cargo-flags = ["-Zbuild-std=std"]
        rustflags = ["-Ctarget-cpu=mvp"]
        whole-rustflags = ["-Copt-level=2"]
        [wasm-opt]
        flags = ["-Oz"]
        [first-chart]
        profile = "www/widget/first-chart.profile"
        keep = ["malloc"]
        [[first-chart.leave-out]]
        text = "src/texts.txt"
        reader = "texts::read"
        [[first-chart.leave-out]]
        std-table = "core/table.rs"
        reader = "core::power"
        [budget]
        first-chart-kb = 90
        loader-kb = 4.5
    "#;

    /// What is wrong with `text`, or "" when nothing is.
    fn complaint(text: &str) -> String {
        Config::parse(text).map_or_else(|error| format!("{error:#}"), |_| String::new())
    }

    #[test]
    fn every_key_is_read() {
        let config = Config::parse(GOOD).unwrap();
        assert_eq!(config.target, Target::Web);
        assert_eq!(config.out_dir, Path::new("dist"));
        assert_eq!(config.rust.cargo_flags, ["-Zbuild-std=std"]);
        assert_eq!(config.rust.rustflags, ["-Ctarget-cpu=mvp"]);
        assert_eq!(config.wasm_opt.flags, ["-Oz"]);
        assert_eq!(
            config.first_chart.profile,
            Path::new("www/widget/first-chart.profile")
        );
        assert_eq!(config.first_chart.keep, ["malloc"]);
        let text = &config.first_chart.leave_out[0];
        assert_eq!(text.text.as_deref(), Some(Path::new("src/texts.txt")));
        let table = &config.first_chart.leave_out[1];
        assert_eq!(table.std_table.as_deref(), Some(Path::new("core/table.rs")));
        assert_eq!(text.reader, "texts::read");
        assert_eq!(config.budget.first_chart_kb, 90.0);
        assert_eq!(config.budget.loader_kb, 4.5);
    }

    #[test]
    fn the_committed_file_is_usable() {
        Config::read(&crate::workspace::root()).unwrap();
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        for key in ["colour = 1\n", "", "[wasm-opt]"] {
            let text = match key {
                "" => GOOD.replace("loader-kb = 4.5", "loader-kb = 4.5\ncolour = 1"),
                "[wasm-opt]" => GOOD.replace("[wasm-opt]", "[wasm-opt]\ncolour = 1"),
                first => format!("{first}{GOOD}"),
            };
            assert!(complaint(&text).contains("colour"), "{text}");
        }
    }

    #[test]
    fn a_missing_key_is_named() {
        assert!(complaint(&GOOD.replace("out-dir = \"dist\"", "")).contains("out-dir"));
        assert!(complaint(&GOOD.replace("first-chart-kb = 90", "")).contains("first-chart-kb"));
    }

    #[test]
    fn only_the_web_target_is_known() {
        assert!(complaint(&GOOD.replace("\"web\"", "\"nodejs\"")).contains("nodejs"));
    }

    #[test]
    fn the_output_stays_in_the_workspace() {
        for folder in ["..", "/tmp", "", ".", "a/../.."] {
            let text = GOOD.replace("\"dist\"", &format!("{folder:?}"));
            assert!(complaint(&text).contains("out-dir"), "{folder}");
        }
    }

    #[test]
    fn all_features_are_refused() {
        assert!(complaint(&GOOD.replace("-Oz", "--all-features")).contains("every feature"));
    }
}
