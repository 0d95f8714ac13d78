//! Parquet in and out: the same lines as of any other format, and clear words where a file cannot be used.
#![allow(missing_docs, reason = "a test")]

mod common;

use arrow_array::RecordBatchReader;
use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int32Array, StringArray, StringViewArray,
    TimestampMicrosecondArray,
};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use bytes::Bytes;
use common::{BAD, GOOD, file_in, json_of, parquet, parquet_of, takst, text, without_places};
use parquet_file::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet_file::basic::{LogicalType, Type};
use std::sync::Arc;
use takst_batch::parquet::ParquetCases;
use takst_io::CaseFile;

/// Lines in Parquet as CSV has them.
fn csv_of(file: &[u8]) -> String {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(file.to_vec())).expect("Parquet").build().expect("readable");
    let names: Vec<String> = reader.schema().fields().iter().map(|field| field.name().clone()).collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(&names).expect("a vector takes all");
    for batch in reader {
        let batch = batch.expect("readable");
        let columns: Vec<_> = batch.columns().iter().map(|c| ArrayFormatter::try_new(c, &FormatOptions::default()).expect("shown")).collect();
        for row in 0..batch.num_rows() {
            csv.write_record(names.iter().zip(&columns).map(|(name, column)| cell(name, column.value(row).to_string()))).expect("a vector takes all");
        }
    }
    String::from_utf8(csv.into_inner().expect("a vector takes all")).expect("UTF-8")
}

/// Prices have two decimals or, where they need them, up to four.
fn cell(name: &str, text: String) -> String {
    match name {
        "unit_price" => {
            let (whole, decimals) = text.split_once('.').expect("decimals");
            format!("{whole}.{:0<2}", decimals.trim_end_matches('0'))
        }
        _ => text,
    }
}

fn texts(cells: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(cells.to_vec()))
}

/// The first two rows of [`GOOD`] with other types.
fn typed() -> Vec<(&'static str, ArrayRef)> {
    let day = |days: [i32; 2]| -> ArrayRef { Arc::new(Date32Array::from(days.to_vec())) };
    let services: DictionaryArray<Int8Type> = ["mandecentret/efterforsorg", "livarehab/individuelt-forloeb"].into_iter().collect();
    let moments = [Some(1_648_684_800_000_000), Some(1_554_854_400_000_000)];
    let prices = Decimal128Array::from(vec![None, Some(3_120_050)]).with_precision_and_scale(12, 2).expect("a scale");
    vec![
        ("payer", Arc::new(Int32Array::from(vec![101, 147]))),
        ("case_id", Arc::new(StringViewArray::from(vec!["S-1", "S-2"]))),
        ("service", Arc::new(services)),
        ("first_day", day([19_052, 17_956])),
        ("last_day", Arc::new(TimestampMicrosecondArray::from(moments.to_vec()))),
        ("unit_price", Arc::new(prices)),
        ("unit", Arc::new(StringArray::from(vec![None, Some("month")]))),
        ("decided_before_discharge", Arc::new(BooleanArray::from(vec![None, None]))),
    ]
}

#[test]
fn columns_with_types_are_read_as_text_would_be() {
    let csv = takst(&["price", "-", "--format", "csv"], GOOD, &[]);
    let of_types = takst(&["price", "-", "--input", "parquet", "--format", "csv"], parquet(typed()), &[]);
    assert_eq!((text(&of_types.stdout), without_places(text(&of_types.stderr))), (text(&csv.stdout), without_places(text(&csv.stderr))));
    assert_eq!(of_types.status.code(), Some(0));
}

#[test]
fn every_format_in_gives_the_same_in_every_format_out() {
    let file = GOOD.to_owned() + BAD + "S-1;mandecentret/efterforsorg;2022-04-01;2022-04-30;101;;;\n";
    let dir = tempfile::tempdir().expect("a directory");
    let inputs = [
        file_in(dir.path(), "cases.csv", &file),
        file_in(dir.path(), "cases.jsonl", json_of(&file)),
        file_in(dir.path(), "cases.parquet", parquet_of(&file)),
    ];
    for more in [&[][..], &["--month", "2022-03"], &["--month", "2031-01"], &["--as-of", "2021-12-31"]] {
        let run = |input: &String, format: &str| {
            let output = takst(&[&["price", input, "--format", format], more].concat(), "", &[]);
            (output.status.code(), output.stdout, without_places(text(&output.stderr)))
        };
        let csv = run(&inputs[0], "csv");
        assert_eq!(csv.0, Some(1));
        for format in ["table", "csv", "json", "parquet"] {
            let first = run(&inputs[0], format);
            assert_eq!((first.0, &first.2), (csv.0, &csv.2), "{format}");
            for input in &inputs[1..] {
                assert_eq!(run(input, format), first, "{input} {format} {more:?}");
            }
            if format == "parquet" {
                assert_eq!(csv_of(&first.1), text(&csv.1), "{more:?}");
            }
        }
    }
}

#[test]
fn what_the_file_of_lines_says_of_itself() {
    let output = takst(&["price", "-", "--format", "parquet"], GOOD, &[]);
    let file = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(output.stdout)).expect("Parquet");
    let about = file.metadata().file_metadata();
    let version = about.key_value_metadata().into_iter().flatten().find(|entry| entry.key == "takst.version");
    assert_eq!(version.and_then(|entry| entry.value.as_deref()), Some(env!("CARGO_PKG_VERSION")));
    for (name, kind, logical) in [
        ("case_id", Type::BYTE_ARRAY, Some(LogicalType::String)),
        ("service", Type::BYTE_ARRAY, Some(LogicalType::String)),
        ("row", Type::INT64, None),
        ("days", Type::INT32, None),
        ("first_day", Type::INT32, Some(LogicalType::Date)),
        ("unit_price", Type::INT64, Some(LogicalType::decimal(4, 18))),
        ("cost", Type::INT64, Some(LogicalType::decimal(2, 18))),
    ] {
        let column = about.schema_descr().columns().iter().find(|column| column.name() == name).expect(name);
        assert_eq!((column.physical_type(), column.logical_type_ref().cloned()), (kind, logical), "{name}");
    }
}

#[test]
fn lines_of_a_run_that_broke_off_cannot_be_read() {
    let back = GOOD.to_owned() + "S-1;mandecentret/efterforsorg;2022-05-01;2022-05-31;101;;;\n";
    let output = takst(&["price", "-", "--grouped", "--format", "parquet"], &back, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(ParquetRecordBatchReaderBuilder::try_new(Bytes::from(output.stdout)).is_err());
}

#[test]
fn a_file_by_its_ending_and_stdin_by_what_is_said() {
    let dir = tempfile::tempdir().expect("a directory");
    let parquet = parquet_of(GOOD);
    for name in ["cases.parquet", "cases.PARQUET"] {
        assert_eq!(takst(&["price", &file_in(dir.path(), name, &parquet)], "", &[]).status.code(), Some(0), "{name}");
    }
    let other = file_in(dir.path(), "cases.data", &parquet);
    assert_eq!(takst(&["price", &other, "--input", "parquet"], "", &[]).status.code(), Some(0));
    assert_eq!(takst(&["price", "-", "--input", "parquet"], &parquet, &[]).status.code(), Some(0));
    for (lang, said) in [("da", "Filen er en Parquet-fil"), ("en", "this is a Parquet file")] {
        for (name, input) in [(other.as_str(), &[][..]), ("-", &parquet)] {
            let output = takst(&["--lang", lang, "price", name], input, &[]);
            assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
            assert!(text(&output.stderr).contains(said) && text(&output.stderr).contains("--input parquet"), "{}", text(&output.stderr));
        }
    }
    let text_as_parquet = file_in(dir.path(), "text.parquet", GOOD);
    assert_eq!(takst(&["price", &text_as_parquet], "", &[]).status.code(), Some(2));
    assert_eq!(takst(&["price", &text_as_parquet, "--input", "csv"], "", &[]).status.code(), Some(0));
}

#[test]
fn what_is_wrong_is_shown_as_of_text() {
    let file = GOOD.replace("hours", "Houre") + BAD;
    let dir = tempfile::tempdir().expect("a directory");
    let report = |name: &str, input: &[u8], more: &[&str]| {
        let path = dir.path().join(name);
        let args = [&["--lang", "da", "price", "-", "--format", "csv", "--report", path.to_str().expect("UTF-8")], more].concat();
        let output = takst(&args, input, &[]);
        (
            output.status.code(),
            output.stdout,
            without_places(text(&output.stderr)),
            without_places(&std::fs::read_to_string(path).expect("it was written")),
        )
    };
    for more in [&[][..], &["--grouped"], &["--month", "2022-03"], &["--from", "2022-01-01", "--until", "2022-12-31"], &["--as-of", "2020-01-01"]] {
        let csv = report("csv.csv", file.as_bytes(), more);
        let parquet = report("parquet.csv", &parquet_of(&file), &[more, &["--input", "parquet"]].concat());
        assert_eq!(csv, parquet, "{more:?}");
        assert_eq!(csv.0, Some(1));
    }
}

/// Exit code 2 with nothing on stdout, a report left as it was, and these words.
fn unusable(file: &[u8], danish: &str, english: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    let report = file_in(dir.path(), "report.csv", "of before");
    for (lang, said) in [("da", danish), ("en", english)] {
        for format in ["table", "csv", "json", "parquet"] {
            let output = takst(&["--lang", lang, "price", "-", "--input", "parquet", "--format", format, "--report", &report], file, &[]);
            assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &[][..]), "{format}");
            assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
            assert_eq!(text(&output.stderr).lines().count(), 1, "{}", text(&output.stderr));
        }
    }
    assert_eq!(std::fs::read_to_string(report).expect("it is there"), "of before");
}

#[test]
fn columns_that_cannot_be_read_end_the_run() {
    let with = |name: &'static str, column: ArrayRef| {
        let mut columns = typed();
        columns.retain(|(known, _)| *known != name);
        columns.push((name, column));
        parquet(columns)
    };
    let float: ArrayRef = Arc::new(Float64Array::from(vec![None, Some(31_200.into())]));
    unusable(
        &with("unit_price", float.clone()),
        "Kolonnen unit_price har flydende kommatal (Float64)",
        "the column unit_price has floating-point numbers (Float64)",
    );
    unusable(&with("first_day", Arc::new(BooleanArray::from(vec![true, false]))), "har typen Boolean", "has the type Boolean");
    let zoned = TimestampMicrosecondArray::from(vec![0, 0]).with_timezone("UTC");
    unusable(&with("last_day", Arc::new(zoned)), "tidspunkter uden tidszone", "timestamps without a time zone");
    unusable(&parquet([("case_id", texts(&["S-1"])), ("Service", texts(&["x"]))]), "first_day, payer", "the file has “Service”");
    unusable(&parquet(typed().into_iter().map(|(name, column)| (name, column.slice(0, 0)))), "har ingen rækker", "has no rows");
    // Floating-point numbers in a column that is not read do no harm.
    let output = takst(&["price", "-", "--input", "parquet"], with("latitude", float), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("latitude"));
}

#[test]
fn a_damaged_file_ends_the_run() {
    let whole = parquet_of(GOOD);
    let (danish, english) = ("er ikke en Parquet-fil, eller den er beskadiget", "not a Parquet file, or it is damaged");
    for damaged in [&whole[..whole.len() - 9], &whole[..4], b"", GOOD.as_bytes()] {
        unusable(damaged, danish, english);
    }
    // A directory that is whole and cells that are not: that shows when they are read.
    for (lang, said) in [("da", danish), ("en", english)] {
        let output = takst(&["--lang", lang, "price", "-", "--input", "parquet", "--format", "csv"], &whole[9..], &[]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}

/// Of a file with any one byte of its directory changed, either all is read or an error says why not.
#[test]
fn no_damage_to_the_directory_makes_the_reader_panic() {
    let whole = parquet_of(GOOD);
    let length = whole.len();
    let directory = usize::try_from(u32::from_le_bytes(whole[length - 8..length - 4].try_into().expect("four bytes"))).expect("it fits");
    let mut refused = 0;
    for at in length - 8 - directory..length {
        for byte in [0x00, 0x7F, 0x80, 0xFF, whole[at] ^ 1] {
            let mut damaged = whole.clone();
            damaged[at] = byte;
            let read = ParquetCases::open(Bytes::from(damaged)).and_then(|mut cases| CaseFile::read(&mut cases));
            refused += usize::from(read.is_err());
        }
    }
    assert!(refused > directory, "{refused} of {directory} bytes");
}

#[test]
fn one_case_is_explained_alike() {
    let explained = |input: &[u8], more: &[&str]| takst(&[&["explain", "-", "--case", "S-2"], more].concat(), input, &[]);
    let (csv, parquet) = (explained(GOOD.as_bytes(), &[]), explained(&parquet_of(GOOD), &["--input", "parquet"]));
    assert_eq!((csv.status.code(), parquet.status.code()), (Some(0), Some(0)));
    // Only the checksum of the file differs.
    let is_hash = |word: &str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let said =
        |output: &std::process::Output| text(&output.stdout).split_whitespace().filter(|word| !is_hash(word)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(said(&csv), said(&parquet));
}

#[test]
fn every_codec_of_other_programs() {
    use parquet_file::arrow::ArrowWriter;
    use parquet_file::basic::{BrotliLevel, Compression, GzipLevel};
    use parquet_file::file::properties::WriterProperties;
    let batch = arrow_array::RecordBatch::try_from_iter(typed()).expect("columns of one length");
    let plain = takst(&["price", "-", "--format", "csv"], GOOD, &[]);
    for codec in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4_RAW,
        Compression::LZ4,
    ] {
        let mut file = Vec::new();
        let properties = WriterProperties::builder().set_compression(codec).build();
        let mut writer = ArrowWriter::try_new(&mut file, batch.schema(), Some(properties)).expect("a writer");
        writer.write(&batch).expect("written");
        writer.close().expect("written");
        let output = takst(&["price", "-", "--input", "parquet", "--format", "csv"], file, &[]);
        assert_eq!(text(&output.stdout), text(&plain.stdout), "{codec}: {}", text(&output.stderr));
    }
}
