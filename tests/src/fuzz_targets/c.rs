//! The C library's text door, called as C calls it.

use std::ptr;
use std::sync::OnceLock;
use takst_c::{
    SizedStruct, TakstBook, TakstBuffer, TakstCaseOptions, TakstError, TakstPage, TakstStatus, TakstSummary, TakstText, takst_book_explain_case,
    takst_book_new, takst_book_price_cases, takst_buffer_free, takst_buffer_text, takst_error_count, takst_error_free, takst_error_message,
};

/// A book that threads share, as the library promises.
struct Shared(*mut TakstBook);

unsafe impl Send for Shared {}
unsafe impl Sync for Shared {}

fn book() -> *const TakstBook {
    static BOOK: OnceLock<Shared> = OnceLock::new();
    let made = BOOK.get_or_init(|| {
        let mut book = ptr::null_mut();
        assert_eq!(unsafe { takst_book_new(ptr::null(), ptr::null(), 0, &raw mut book, ptr::null_mut()) }, TakstStatus::Ok);
        Shared(book)
    });
    made.0
}

/// A case file behind one byte that chooses how it is read: format, form of the lines, grouping, language, window of time, order of dates.
pub fn case_c(data: &[u8]) {
    let Some((choice, cases)) = data.split_first() else { return };
    let bit = |place: u32| u32::from(*choice) >> place & 1;
    let options = TakstCaseOptions {
        format: bit(0),
        lines_format: bit(1),
        grouping: bit(2),
        language: bit(3),
        from_month: if bit(4) == 1 { 202_304 } else { 0 },
        until: if bit(5) == 1 { 20_231_231 } else { 0 },
        dates: bit(6) | bit(7) << 1,
        ..TakstCaseOptions::init()
    };
    let mut summary = TakstSummary::init();
    let (mut lines, mut report, mut error) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    let status = unsafe {
        let (bytes, length) = (cases.as_ptr(), cases.len());
        takst_book_price_cases(book(), bytes, length, &raw const options, &raw mut lines, &raw mut report, &raw mut summary, &raw mut error)
    };
    if !matches!(status, TakstStatus::Ok | TakstStatus::NonePriced) {
        assert_eq!(status, TakstStatus::File, "bytes are read or refused as a file");
        assert!(lines.is_null() && report.is_null() && summary.rows == 0, "nothing is written on failure");
        refused(error);
        return;
    }
    if status == TakstStatus::NonePriced {
        refused(error);
        assert_eq!(summary.lines, 0, "a case without a price has no line");
    } else {
        assert!(error.is_null(), "success leaves the error alone");
    }
    let (lines, report) = (taken(lines), taken(report));
    let header = u64::from(options.lines_format);
    assert!(lines.lines().count() as u64 >= summary.lines + header, "every line is written");
    assert!(report.starts_with("severity,code,"), "the report has its header");
    assert_eq!(summary.cost, summary.net - summary.own_payment - summary.refund, "sums add up");
    if options.lines_format == 0 {
        assert_eq!(lines.lines().count() as u64, summary.lines, "one object a line");
        explained(cases, &options, &lines);
    }
}

/// The case of the first line can be explained, unless its reference was masked.
fn explained(cases: &[u8], options: &TakstCaseOptions, lines: &str) {
    let Some(first) = lines.lines().next() else { return };
    let line: serde_json::Value = serde_json::from_str(first).expect("an object");
    let case = line["case_id"].as_str().unwrap_or_default();
    if case.is_empty() || case.contains("xxxxxx-xxxx") {
        return;
    }
    let (mut page, mut error) = (ptr::null_mut(), ptr::null_mut());
    let status = unsafe {
        let (id, id_length) = (case.as_ptr().cast(), case.len());
        let wanted = TakstPage::Json as u32;
        takst_book_explain_case(book(), cases.as_ptr(), cases.len(), options, id, id_length, wanted, &raw mut page, &raw mut error)
    };
    assert_eq!(status, TakstStatus::Ok, "a case with lines can be explained");
    assert!(taken(page).starts_with('{'), "JSON");
}

/// What a failure says can be read and given back.
fn refused(error: *mut TakstError) {
    unsafe {
        assert!(takst_error_count(error) > 0, "a refusal has a reason");
        let mut said = TakstText { data: ptr::null(), length: 0 };
        assert_eq!(takst_error_message(error, 0, &raw mut said, ptr::null_mut()), TakstStatus::Ok);
        assert!(said.length > 0, "a reason has words");
        takst_error_free(error);
    }
}

/// The text of a buffer, which is given back.
fn taken(buffer: *mut TakstBuffer) -> String {
    let mut text = TakstText { data: ptr::null(), length: 0 };
    assert_eq!(unsafe { takst_buffer_text(buffer, &raw mut text, ptr::null_mut()) }, TakstStatus::Ok);
    let bytes = unsafe { std::slice::from_raw_parts(text.data.cast::<u8>(), usize::try_from(text.length).expect("a buffer in memory")) };
    let text = String::from_utf8(bytes.to_vec()).expect("buffers are in UTF-8");
    unsafe { takst_buffer_free(buffer) };
    text
}
