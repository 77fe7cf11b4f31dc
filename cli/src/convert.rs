//! `county-charts convert FILE.xlsx -o FILE.csv`: the sheets of a workbook, for staff whose CSV is damaged.

use crate::input::{self, Language, Status};
use crate::output::{say, unopened};
use crate::{progress, sheet, words};
use calamine::{
    Data, DataRef, Range, Reader, SheetType, SheetVisible, Sheets, StyleRange,
    open_workbook_auto_from_rs,
};
use clap::Args;
use county_charts::locale::Lang;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

/// What `--help` says of what a CSV cannot keep.
const KEPT: &str = "\
What a cell holds is kept, in the sheet's rows and columns: numbers in full, dates as 2022-03-01, of formulas the
last value, of merged cells the first. Of number formats, .xlsx keeps what they say of the number: 85%, the words in
81件 and 约390万元, that 2022年 is a year and no day. Not kept: thousands separators, rounding, formats that scale
(0.0,\"千\"), all number formats of .xlsb, .xls and .ods but dates (85% is 0.85 there); colours, comments, pictures,
charts.";

#[derive(Debug, Args)]
#[command(after_help = KEPT)]
pub struct Arguments {
    /// A workbook: .xlsx, .xlsm, .xlsb, .xls or .ods; `-` is standard input.
    file: String,
    /// The CSV to write; where several sheets hold something, FILE-<sheet>.csv each. Hidden sheets are left out.
    #[arg(short, long, value_name = "FILE.csv", value_parser = csv_path)]
    output: PathBuf,
    /// Only this sheet, hidden or not, into the very file named.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Replace files that exist.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    language: Language,
}

fn csv_path(path: &str) -> Result<PathBuf, String> {
    let path = Path::new(path);
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if extension.eq_ignore_ascii_case("csv") => Ok(path.into()),
        _ => Err("only .csv is written".into()),
    }
}

/// A sheet that is to be written.
struct Sheet {
    name: String,
    cells: Range<Data>,
    styles: StyleRange,
}

pub fn run(arguments: &Arguments) -> Status {
    let (file, lang) = (&arguments.file, arguments.language.lang());
    let bytes = match input::bytes(file) {
        Ok(bytes) => bytes,
        Err(error) => return unopened(file, &error),
    };
    let opened = progress::during(file, lang, || {
        open_workbook_auto_from_rs(Cursor::new(bytes.as_slice()))
    });
    // The error only ever says that the format is not known; the message here says what is.
    let Ok(mut book) = opened else {
        return refuse(&words::no_workbook(file, lang));
    };
    let tabs: Vec<calamine::Sheet> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .cloned()
        .collect();
    let mut names = Vec::new();
    for tab in &tabs {
        match &arguments.sheet {
            Some(wanted) if *wanted != tab.name => {}
            // What was hidden was not meant for publication.
            None if tab.visible != SheetVisible::Visible => {
                say(&words::hidden_sheet(file, &tab.name, lang));
            }
            _ => names.push(tab.name.clone()),
        }
    }
    if let Some(wanted) = &arguments.sheet
        && names.is_empty()
    {
        let known: Vec<&str> = tabs.iter().map(|tab| tab.name.as_str()).collect();
        return refuse(&words::no_sheet(file, wanted, &known, lang));
    }
    let sheets = match filled(&mut book, file, names, lang) {
        Ok(sheets) => sheets,
        Err(message) => return refuse(&message),
    };
    if sheets.is_empty() {
        say(&words::empty_workbook(file, lang));
        return Status::Errors;
    }
    write(&sheets, arguments)
}

/// The sheets of these names that hold something; the others are named.
fn filled(
    book: &mut Sheets<Cursor<&[u8]>>,
    file: &str,
    names: Vec<String>,
    lang: Lang,
) -> Result<Vec<Sheet>, String> {
    let mut sheets = Vec::new();
    for name in names {
        let read = progress::during(file, lang, || read(book, &name));
        match read.map_err(|error| format!("{file}: {name}: {error}"))? {
            Read::TooLarge(row, column) => {
                return Err(words::too_large(file, &name, row, column, lang));
            }
            Read::Whole {
                cells,
                styles,
                unfinished,
            } => {
                if let Some((row, column)) = unfinished {
                    say(&words::unfinished(file, &name, row, column, lang));
                }
                if !sheet::is_blank(&cells) {
                    sheets.push(Sheet {
                        name,
                        cells,
                        styles,
                    });
                } else if unfinished.is_none() {
                    say(&words::empty_sheet(file, &name, lang));
                }
            }
        }
    }
    Ok(sheets)
}

/// What a sheet turned out to be.
enum Read {
    /// Its last row and column, from 1, span too many cells.
    TooLarge(u32, u32),
    Whole {
        cells: Range<Data>,
        styles: StyleRange,
        /// The first formula of which the file has no value: its row and column, from 1.
        unfinished: Option<(u32, u32)>,
    },
}

/// The most cells from A1 to the last one; calamine takes 32 bytes for each, blank or not.
const MOST_CELLS: u64 = 1 << 25;

fn read(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Read, calamine::Error> {
    // A stray cell in the last corner would have half a terabyte laid out; in .xls there is no such corner.
    let mut unfinished = None;
    if let Sheets::Xlsx(book) = book {
        let mut reader = book.worksheet_cells_reader(name)?;
        let (mut bottom, mut right) = (0, 0);
        while let Some(cell) = reader.next_cell_with_formula_metadata()? {
            let (row, column) = (cell.pos.0 + 1, cell.pos.1 + 1);
            if cell.value != DataRef::Empty {
                bottom = bottom.max(row);
                right = right.max(column);
            } else if cell.formula.is_some() {
                // Written by a program that does not compute. Other blank cells only have a format.
                unfinished = unfinished.or(Some((row, column)));
            }
        }
        if u64::from(bottom) * u64::from(right) > MOST_CELLS {
            return Ok(Read::TooLarge(bottom, right));
        }
    }
    Ok(Read::Whole {
        cells: book.worksheet_range(name)?,
        styles: book.worksheet_style(name)?,
        unfinished,
    })
}

/// Writes all sheets, or none where a file stands in the way.
fn write(sheets: &[Sheet], arguments: &Arguments) -> Status {
    let lang = arguments.language.lang();
    let paths: Vec<PathBuf> = match sheets {
        [_] => vec![arguments.output.clone()],
        _ => sheets
            .iter()
            .map(|sheet| beside(&arguments.output, &sheet.name))
            .collect(),
    };
    for (at, path) in paths.iter().enumerate() {
        let twice = paths.iter().take(at).any(|before| before == path);
        if twice || (!arguments.force && path.exists()) {
            return refuse(&words::exists(path, lang));
        }
    }
    for (sheet, path) in sheets.iter().zip(&paths) {
        let mut options = std::fs::OpenOptions::new();
        options.write(true);
        if arguments.force {
            options.create(true).truncate(true);
        } else {
            options.create_new(true);
        }
        let written = options
            .open(path)
            .and_then(|mut out| out.write_all(&sheet::csv(&sheet.cells, &sheet.styles)));
        if let Err(error) = written {
            return unopened(&path.display().to_string(), &error);
        }
        say(&words::written(path, &sheet.name, lang));
    }
    Status::Fine
}

/// `FILE-<sheet>.csv` for `FILE.csv`; what file names cannot hold becomes `_`.
fn beside(output: &Path, sheet: &str) -> PathBuf {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let sheet = sheet.replace(|c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c), "_");
    output.with_file_name(format!("{stem}-{sheet}.csv"))
}

fn refuse(message: &str) -> Status {
    say(message);
    Status::Unusable
}
