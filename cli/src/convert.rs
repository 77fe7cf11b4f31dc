//! `county-charts convert FILE.xlsx -o FILE.csv`: the sheets of a workbook, for staff whose CSV is damaged.

use crate::input::{self, Language, Status};
use crate::output::unopened;
use crate::{progress, sheet, words};
use calamine::{
    Data, DataRef, Range, Reader, SheetType, Sheets, StyleRange, open_workbook_auto_from_rs,
};
use clap::Args;
use county_charts::locale::Lang;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

/// What `--help` says of what a CSV cannot keep.
const KEPT: &str = "\
What a cell holds is kept, in the sheet's rows and columns: numbers in full, dates as 2022-03-01, percentages
of .xlsx as 85%, of formulas the last value, of merged cells the first. What only a number format shows is not:
thousands separators, rounding, units that the format adds, percentages of .xlsb, .xls and .ods (85% is 0.85
there); and no colours, comments, pictures or charts.";

#[derive(Debug, Args)]
#[command(after_help = KEPT)]
pub struct Arguments {
    /// A workbook: .xlsx, .xlsm, .xlsb, .xls or .ods; `-` is standard input.
    file: String,
    /// The CSV to write; where several sheets hold something, FILE-<sheet>.csv each.
    #[arg(short, long, value_name = "FILE.csv", value_parser = csv_path)]
    output: PathBuf,
    /// Only this sheet, into the very file named.
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
    let mut names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    if let Some(wanted) = &arguments.sheet {
        if !names.contains(wanted) {
            return refuse(&words::no_sheet(file, wanted, &names, lang));
        }
        names = vec![wanted.clone()];
    }
    let sheets = match filled(&mut book, file, names, lang) {
        Ok(sheets) => sheets,
        Err(message) => return refuse(&message),
    };
    if sheets.is_empty() {
        eprintln!("{}", words::empty_workbook(file, lang));
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
            Read::Blank => eprintln!("{}", words::empty_sheet(file, &name, lang)),
            Read::TooLarge(row, column) => {
                return Err(words::too_large(file, &name, row, column, lang));
            }
            Read::Filled(cells, styles) => sheets.push(Sheet {
                name,
                cells,
                styles,
            }),
        }
    }
    Ok(sheets)
}

/// What a sheet turned out to be.
enum Read {
    Blank,
    /// Its last row and column, from 1, span too many cells.
    TooLarge(u32, u32),
    Filled(Range<Data>, StyleRange),
}

/// The most cells from A1 to the last one; calamine takes 32 bytes for each, blank or not.
const MOST_CELLS: u64 = 1 << 25;

fn read(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Read, calamine::Error> {
    // A stray cell in the last corner would have half a terabyte laid out; in .xls there is no such corner.
    if let Sheets::Xlsx(book) = book {
        let mut reader = book.worksheet_cells_reader(name)?;
        let (mut bottom, mut right) = (0, 0);
        while let Some(cell) = reader.next_cell()? {
            // Blank cells that only have a format are not laid out.
            if *cell.get_value() != DataRef::Empty {
                let (row, column) = cell.get_position();
                bottom = bottom.max(row + 1);
                right = right.max(column + 1);
            }
        }
        if u64::from(bottom) * u64::from(right) > MOST_CELLS {
            return Ok(Read::TooLarge(bottom, right));
        }
    }
    let cells = book.worksheet_range(name)?;
    if sheet::is_blank(&cells) {
        return Ok(Read::Blank);
    }
    Ok(Read::Filled(cells, book.worksheet_style(name)?))
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
        eprintln!("{}", words::written(path, &sheet.name, lang));
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
    eprintln!("{message}");
    Status::Unusable
}
