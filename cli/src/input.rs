//! Files and standard input as readings.

use crate::progress;
use clap::Args;
use county_charts::intake::{self, Decode, ReadOptions, Reading, Severity};
use county_charts::locale::Lang;
use encoding_rs::Encoding;
use std::io::{self, Read};

/// How the command ended, by the contract's numbers; the worst of several files wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing that is an error.
    Fine = 0,
    /// Errors in what a file holds.
    Errors = 1,
    /// A file that cannot be opened, or unusable arguments.
    Unusable = 2,
}

/// The language that a command speaks.
#[derive(Debug, Args)]
pub struct Language {
    /// The language of the messages: zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "zh-Hans", value_parser = known_lang)]
    lang: Lang,
}

impl Language {
    /// The language that was asked for.
    pub fn lang(&self) -> Lang {
        self.lang
    }
}

/// Arguments that every command which reads has.
#[derive(Debug, Args)]
pub struct ReadingArguments {
    #[command(flatten)]
    language: Language,
    /// The encoding of the files, where it is not to be found out: gb18030, big5, utf-8, utf-16le…
    #[arg(long, value_parser = known_encoding)]
    pub encoding: Option<String>,
}

impl ReadingArguments {
    /// The language that was asked for.
    pub fn lang(&self) -> Lang {
        self.language.lang()
    }

    /// How the intake is to read.
    pub fn options(&self) -> ReadOptions {
        ReadOptions {
            encoding: self.encoding.clone(),
        }
    }
}

/// On a page, every other language than Chinese is English; who types one here is told that it is not to be had.
fn known_lang(tag: &str) -> Result<Lang, String> {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    if ["zh", "cmn", "en"]
        .iter()
        .any(|known| first.eq_ignore_ascii_case(known))
    {
        Ok(Lang::from_tag(tag))
    } else {
        Err("not one of zh-Hans, zh-Hant and en".into())
    }
}

fn known_encoding(label: &str) -> Result<String, String> {
    if Encoding::for_label(label.as_bytes()).is_some() {
        Ok(label.into())
    } else {
        Err("not an encoding that the WHATWG lists".into())
    }
}

/// Decodes as browsers do.
#[derive(Debug)]
pub struct Whatwg;

impl Decode for Whatwg {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = Encoding::for_label(label.as_bytes())?;
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        Some(text.into_owned())
    }
}

/// The bytes of a file, or of standard input for `-`.
pub fn bytes(path: &str) -> io::Result<Vec<u8>> {
    if path == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
}

/// Reads a file's bytes and says how that went.
pub fn read(file: &str, bytes: &[u8], arguments: &ReadingArguments) -> (Reading, Status) {
    let reading = progress::during(file, arguments.lang(), || {
        intake::read(bytes, &arguments.options(), &Whatwg)
    });
    let status = match reading.severity() {
        None | Some(Severity::Warning) => Status::Fine,
        Some(Severity::Error | Severity::Fatal) => Status::Errors,
    };
    (reading, status)
}
