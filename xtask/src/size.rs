//! What the shipped files weigh, and whether that is within the budget.

use std::fmt::Write as _;

use anyhow::Result;
use serde::Serialize;

use crate::config::Budget;

/// One shipped file's weight in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Size {
    /// The file's name in the output folder.
    pub file: String,
    /// As it stands.
    pub raw: usize,
    /// Compressed with gzip at level 9.
    pub gzip: usize,
    /// Compressed with brotli at quality 11.
    pub brotli: usize,
}

/// What `sizes.json` holds; all in bytes.
#[derive(Debug, Serialize)]
pub struct Sizes {
    /// False when the optimiser or the minifier was missing; such sizes say nothing of what is shipped.
    pub optimised: bool,
    /// The files that a page loads for its first chart, the loader first.
    pub files: Vec<Size>,
    /// Their sum.
    pub first_chart: Size,
    /// The whole module, loaded when more is asked for than a first chart.
    pub whole: Option<Size>,
    /// The most that `first_chart.brotli` may be.
    pub budget: usize,
    /// The most that the loader may weigh as it stands.
    pub loader_budget: usize,
}

impl Sizes {
    /// Sums up `files`, of which the first is the loader.
    pub fn new(files: Vec<Size>, whole: Option<Size>, budget: Budget, optimised: bool) -> Sizes {
        let sum = |pick: fn(&Size) -> usize| files.iter().map(pick).sum();
        let first_chart = Size {
            file: "first chart".to_owned(),
            raw: sum(|size| size.raw),
            gzip: sum(|size| size.gzip),
            brotli: sum(|size| size.brotli),
        };
        Sizes {
            optimised,
            files,
            first_chart,
            whole,
            budget: bytes(budget.first_chart_kb),
            loader_budget: bytes(budget.loader_kb),
        }
    }

    /// The table in kB of 1,000 bytes.
    pub fn table(&self) -> String {
        let width = self
            .files
            .iter()
            .map(|size| size.file.len())
            .max()
            .unwrap_or(0)
            .max(20);
        let mut text = format!(
            "{:width$} {:>9} {:>9} {:>9}\n",
            "kB", "raw", "gzip", "brotli"
        );
        for size in self.files.iter().chain([&self.first_chart]) {
            let _ = writeln!(
                text,
                "{:width$} {:>9.1} {:>9.1} {:>9.1}",
                size.file,
                kb(size.raw),
                kb(size.gzip),
                kb(size.brotli)
            );
        }
        if let Some(rest) = &self.whole {
            let _ = writeln!(
                text,
                "{:width$} {:>9.1} {:>9.1} {:>9.1}",
                "whole module",
                kb(rest.raw),
                kb(rest.gzip),
                kb(rest.brotli)
            );
        }
        let _ = write!(
            text,
            "{:width$} {:>9} {:>9} {:>9.1}",
            "budget",
            "",
            "",
            kb(self.budget)
        );
        text
    }

    /// An error that names everything over its budget.
    pub fn check(&self) -> Result<()> {
        let mut over = Vec::new();
        if self.first_chart.brotli > self.budget {
            over.push(format!(
                "a page's first chart loads {:.1} kB (brotli 11) of the {:.1} kB allowed",
                kb(self.first_chart.brotli),
                kb(self.budget)
            ));
        }
        if let Some(loader) = self
            .files
            .first()
            .filter(|size| size.raw > self.loader_budget)
        {
            over.push(format!(
                "{} is {} bytes of the {} allowed",
                loader.file, loader.raw, self.loader_budget
            ));
        }
        anyhow::ensure!(
            over.is_empty(),
            "over the size budget of wasm-pack.toml: {}; make it smaller, or argue for a larger budget",
            over.join("; ")
        );
        Ok(())
    }
}

/// Bytes in kB of 1,000.
fn kb(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

fn bytes(kb: f64) -> usize {
    // A budget is a small positive number; `as` ends at the nearest representable one.
    (kb * 1000.0).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(loader: usize, brotli: usize) -> Sizes {
        let size = |file: &str, raw, brotli| Size {
            file: file.to_owned(),
            raw,
            gzip: brotli,
            brotli,
        };
        Sizes::new(
            vec![
                size("county-charts.js", loader, 1_000),
                size("a.wasm", 200_000, brotli),
            ],
            None,
            Budget {
                first_chart_kb: 90.0,
                loader_kb: 4.0,
            },
            true,
        )
    }

    #[test]
    fn exactly_the_budget_passes() {
        let sizes = sizes(4_000, 89_000);
        assert_eq!(sizes.first_chart.brotli, 90_000);
        assert_eq!(sizes.first_chart.raw, 204_000);
        sizes.check().unwrap();
    }

    #[test]
    fn one_byte_above_the_budget_fails() {
        let complaint = sizes(4_000, 89_001).check().unwrap_err().to_string();
        assert!(complaint.contains("90.0 kB allowed"), "{complaint}");
        assert!(!complaint.contains("county-charts.js"), "{complaint}");
    }

    #[test]
    fn a_loader_above_its_budget_fails() {
        let complaint = sizes(4_001, 10).check().unwrap_err().to_string();
        assert!(
            complaint.contains("county-charts.js is 4001 bytes of the 4000 allowed"),
            "{complaint}"
        );
    }

    #[test]
    fn the_table_is_in_kb_of_a_thousand() {
        let table = sizes(3_950, 80_000).table();
        let total = table
            .lines()
            .find(|line| line.starts_with("first chart"))
            .unwrap();
        assert_eq!(
            total.split_whitespace().collect::<Vec<_>>(),
            ["first", "chart", "203.9", "81.0", "81.0"]
        );
        assert!(table.lines().last().unwrap().ends_with("90.0"));
    }
}
