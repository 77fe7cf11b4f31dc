//! What the tests need of the machine. On Debian as root it is installed; elsewhere it is named.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::progress::Progress;

/// One thing that a test needs.
pub struct Need {
    /// For people.
    name: &'static str,
    /// Debian's package.
    package: &'static str,
    /// Whether it is there.
    there: fn() -> bool,
}

/// What the fuzz targets need: LLVM's fuzzer comes as C++.
pub const COMPILER: &[Need] = &[Need {
    name: "a C++ compiler",
    package: "g++",
    there: || program("CXX", "c++"),
}];

/// What the browser tests need that run in Chromium alone.
pub const CHROMIUM: &[Need] = &[
    Need {
        name: "Chromium",
        package: "chromium",
        there: || program("CHROMIUM", "chromium"),
    },
    Need {
        name: "Chromium's WebDriver",
        package: "chromium-driver",
        there: || program("CHROMEDRIVER", "chromedriver"),
    },
    // Without one, charts in pictures show boxes.
    Need {
        name: "a Chinese font",
        package: "fonts-noto-cjk",
        there: chinese_font,
    },
    Need {
        name: "fc-list, which tells the fonts",
        package: "fontconfig",
        there: || on_path("fc-list").is_some(),
    },
];

/// What the browser tests need for the other two, geckodriver apart, which is no package.
pub const OTHER_BROWSERS: &[Need] = &[
    Need {
        name: "Firefox",
        package: "firefox-esr",
        // Debian's name, then everybody else's.
        there: || program("FIREFOX", "firefox-esr") || program("FIREFOX", "firefox"),
    },
    // It brings WebKitGTK and its browser along.
    Need {
        name: "WebKitGTK's WebDriver",
        package: "webkit2gtk-driver",
        there: || program("WEBKIT_DRIVER", "WebKitWebDriver"),
    },
    // MiniBrowser always opens a window.
    Need {
        name: "Xvfb, an X server without a screen",
        package: "xvfb",
        there: || program("XVFB", "Xvfb"),
    },
];

/// Installs what is missing, or fails with the list of it.
pub fn set_up(needs: &[Need], progress: &Progress) -> Result<()> {
    let missing: Vec<&Need> = needs.iter().filter(|need| !(need.there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if on_path("apt-get").is_some() && is_root() {
        progress.note(&format!("installing {} (apt-get)", packages.join(" ")));
        apt(&["update"], progress);
        let mut install = vec!["install", "--yes", "--no-install-recommends"];
        install.extend(&packages);
        apt(&install, progress);
    }
    let missing: Vec<&Need> = missing.into_iter().filter(|need| !(need.there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|need| need.name).collect();
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    bail!(
        "the tests need {}; on Debian run `apt-get install {}` as root, elsewhere install the same and, \
         where the programs have other names, set the variables CHROMIUM, CHROMEDRIVER, FIREFOX, \
         WEBKIT_DRIVER, XVFB and CXX to their paths",
        names.join(", "),
        packages.join(" ")
    )
}

/// A failure is told here and decided by looking for the thing itself.
fn apt(arguments: &[&str], progress: &Progress) {
    let output = Command::new("apt-get")
        .args(arguments)
        .arg("--quiet")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .output();
    match output {
        Ok(output) if output.status.success() => {}
        Ok(output) => progress.note(&format!(
            "apt-get {} has failed: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        )),
        Err(error) => progress.note(&format!("apt-get cannot be started: {error}")),
    }
}

/// Whether the program is there: at the path in the variable, else by its name.
fn program(variable: &str, name: &str) -> bool {
    match std::env::var_os(variable) {
        Some(path) => PathBuf::from(path).is_file(),
        None => on_path(name).is_some(),
    }
}

/// The program of that name.
pub fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn chinese_font() -> bool {
    let fonts = Command::new("fc-list").arg(":lang=zh").output();
    fonts.is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
}
