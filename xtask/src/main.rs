//! Everything a contributor runs: `cargo xtask`.

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;
use xtask::progress::Progress;
use xtask::{demo, dist, fuzz, gallery, lighthouse, profile, test, workspace};

const HELP: &str = "\
cargo xtask <command>

  demo [--port N]   builds the widget and serves the demo portal on this machine
  dist              builds the files to publish into dist/ and holds them to the size budget
  fuzz [--seconds N] [TARGET...]
                    tries inputs that nobody thought of: bytes, number, layout; by default all, 60 s each
  gallery           writes target/gallery.html: every golden picture on one page, for the eye
  lighthouse        audits the accessibility of the demo pages, with the dist/ that is there
  profile           lists the functions that a first chart runs, for splitting the module; after larger changes
  test [--quick]    runs every test, the built files in Chromium, Firefox and WebKitGTK included;
                    --quick: Chromium alone, no Lighthouse, no fuzzing
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        None | Some(Short('h') | Long("help")) => {
            print!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "dist" => {
            no_more(&mut arguments)?;
            let progress = Progress::start();
            let made = dist::make(&workspace::root(), &progress)?;
            progress.done(&format!("{} is ready", made.folder.display()));
            println!("\n{}", made.sizes.table());
            if made.sizes.optimised {
                made.sizes.check()?;
            } else {
                println!("Unoptimised, so not held to the budget; do not publish these files.");
            }
        }
        "demo" => {
            let mut port = None;
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("port") => port = Some(port_number(&arguments.value()?.string()?)?),
                    other => return Err(other.unexpected().into()),
                }
            }
            demo::run(&workspace::root(), port)?;
        }
        "fuzz" => {
            let mut seconds = fuzz::SECONDS;
            let mut targets = Vec::new();
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("seconds") => seconds = arguments.value()?.parse()?,
                    Value(target) => targets.push(target.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            if !fuzz::run(&workspace::root(), seconds, &targets)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        "gallery" => {
            no_more(&mut arguments)?;
            println!("{}", gallery::make(&workspace::root())?.display());
        }
        "lighthouse" => {
            no_more(&mut arguments)?;
            let (passed, failed) = lighthouse::audit(&workspace::root(), &Progress::start())?;
            println!("{passed} passed, {failed} failed");
            if failed > 0 {
                return Ok(ExitCode::FAILURE);
            }
        }
        "profile" => {
            no_more(&mut arguments)?;
            profile::run(&workspace::root())?;
        }
        "test" => {
            let mut quick = false;
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("quick") => quick = true,
                    other => return Err(other.unexpected().into()),
                }
            }
            if !test::run(&workspace::root(), quick)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        "help" => print!("{HELP}"),
        unknown => bail!("there is no command `{unknown}`; these exist:\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn port_number(text: &str) -> Result<u16> {
    match text.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => bail!("--port takes a number from 1 to 65535, not `{text}`"),
    }
}

fn no_more(arguments: &mut lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        None => Ok(()),
        Some(other) => Err(other.unexpected().into()),
    }
}
