/* takst.h: tariffs, pricing and state refund of Danish social services. Written by `cargo xtask header`; do not edit.
 *
 * - Names are `takst_<type>_<verb>`; constants `TAKST_<SET>_<VALUE>`.
 * - Every function that can fail returns a `takst_status`; 0 is `TAKST_STATUS_OK`. Results are written through the last pointers before `error`,
 *   on success only. There are two exceptions: `needed` is written with `TAKST_STATUS_NEEDS_MORE`, and every result with
 *   `TAKST_STATUS_NONE_PRICED`.
 * - `error` may be NULL. Otherwise a failure writes a new `takst_error` there, which the caller frees; what was there before is not read.
 *   `TAKST_STATUS_OK` and `TAKST_STATUS_NEEDS_MORE` write none.
 * - `TAKST_STATUS_OK` means that at least one case was priced, not that all were. The summary has the numbers of priced and refused cases and is
 *   always written. Where no case was priced, or there was none, the status is `TAKST_STATUS_NONE_PRICED`.
 * - An object that a function writes as `takst_... **` belongs to the caller, who frees it once with its `_free`. `_free` takes NULL. To free twice,
 *   or to use what was freed, is undefined, as with `free`.
 * - A book has a reference count. `takst_book_retain` adds a reference and writes the same address. `takst_book_free` removes one, in any order;
 *   the last frees the book. Any threads may add and remove references at the same time.
 * - A `takst_text` belongs to the object it was read from and lives as long as that object. It is UTF-8, counts bytes, and does not end with NUL.
 * - Input is read during the call and copied where it is kept. takst releases a stream of cases whether the call succeeds or fails. The caller
 *   releases the streams that takst writes.
 * - Text in is a pointer and a number of bytes, UTF-8, without NUL at its end; NULL with 0 bytes is no text.
 * - A struct begins with `struct_size`, which the caller sets to its `sizeof`, in structs that are filled in too. Begin with the macro of the struct:
 *   `takst_row row = TAKST_ROW_INIT;` sets the size and every other field to 0. 0 is "not given" or the default, and numbers of services begin at 1. The
 *   one exception is `takst_row.window_days_used`, which beside a `window_start` is a number of days: 0 is none used. Fields named `reserved` are 0.
 * - Structs only grow, at their end, and a field keeps its place, its width and its meaning. A program compiled with an older header says a smaller size:
 *   fields it does not have read as 0, and no byte behind its struct is read or written. A program compiled with a newer header says a larger size: it
 *   is accepted where all that this library does not know is 0, and refused where something is set there. A struct that is filled in gets exactly
 *   `struct_size` bytes: the known fields, and 0 behind them; `struct_size` itself stays what the caller set. In an array the size in the first element
 *   speaks for all and is the distance between them. A size that no version has, or above 4,096, is `TAKST_STATUS_BAD_SIZE`.
 * - `takst_text`, `takst_file` and Arrow's structs have no size and never change. No struct has hidden padding on machines with 64 bits, and no field but an
 *   address depends on the machine: counts and lengths within structs are `uint32_t` or `uint64_t`. Parameters of functions are `size_t`.
 * - Days are `int32_t` yyyymmdd, months yyyymm, 0 is none. Amounts are `int64_t` in øre, unit prices in 1/10,000 kr., quantities and rates in
 *   hundredths. There are no floats. Values of closed sets are `uint32_t`.
 * - Pointers are checked: NULL where it is not allowed, or an address that is not aligned for its type, is `TAKST_STATUS_BAD_POINTER`. Lengths
 *   longer than any object are refused, and so is text that is not UTF-8. That a pointer leads to as much memory as its length says is the caller's
 *   promise.
 * - Arrow schemas and arrays are checked before they are read: formats, names, numbers of children and buffers, lengths, offsets, NULL pointers,
 *   parts that occur twice, and a depth of at most 64 levels below the table. A fault is `TAKST_STATUS_BATCH`. Unless the columns are `trusted`,
 *   values are checked too: offsets, dictionary keys, UTF-8. What cannot be checked is memory that is shorter than its numbers say: lists of
 *   children and of buffers, the buffers themselves, and texts without NUL at their end.
 * - Threads: books, batches, catalogues, policies, errors and buffers never change and may be used by any number of threads at once; free them when
 *   none uses them, or give each user of a book a reference of its own. A run (`takst_lines`) may be asked from several threads, and waits for the
 *   one that pulls its stream. A stream is pulled by one thread at a time. The only global state is a hook for panics, set with the first call.
 *   takst reads no environment variable; Rust's runtime reads two of its own, `RUST_MIN_STACK` and `RUST_BACKTRACE`.
 * - A thread that calls takst needs a stack of 128 KiB. Policy and catalogue files nested in more than 16 levels are refused.
 * - A run over columns works with threads of its own beside the caller's, and they may release the caller's arrays. A run ends when all lines are
 *   pulled, when it fails, when its stream is released, or when it is freed without one. When the call that ended it returns, its threads have ended: none
 *   touches or releases anything later. A stream that is released before its end leaves its run `TAKST_STATUS_UNFINISHED`.
 * - takst writes nothing to standard output or standard error. A panic, which is a defect of takst, becomes `TAKST_STATUS_PANIC` with its text, or an
 *   error of the stream in which it happened and of no other. Running out of memory ends the process.
 * - Callbacks, those of streams of cases among them, must not unwind (no C++ exception, no longjmp) into takst. A callback that calls a function of
 *   the run that calls it gets `TAKST_STATUS_IN_CALLBACK`, and an error from the run's stream. A callback that waits for another thread which asks the
 *   run waits for ever.
 * - `TAKST_ABI_VERSION` is the number behind `libtakst.so.`. It is 0 as long as the version of takst begins with 0.: then functions may go and structs
 *   change whenever the second number of the version rises, and programs are compiled again. From 1 on this number rises when one does. New functions and
 *   new values of sets break nothing: a number of a set never gets another meaning.
 * - `TAKST_VERSION_NUMBER` is the version of the header as 0x00MMmmpp, `takst_version_number()` that of the library. `TAKST_API` stands before every
 *   function (visibility, on Windows `dllimport`; define `TAKST_STATIC` there for the archive), `TAKST_CALL` before its name and in callbacks (the calling
 *   convention; empty on every platform so far). Both can be defined before the header is read.
 */


#ifndef TAKST_H
#define TAKST_H

#include <stddef.h>
#include <stdint.h>

/* Version of takst that this header belongs to, 0x00MMmmpp; the library's own is takst_version_number(). */
#define TAKST_VERSION_NUMBER 0x00000100

/* Where functions come from. Define TAKST_STATIC for the archive: only Windows tells the two apart. */
#ifndef TAKST_API
#if defined(_WIN32) && !defined(TAKST_STATIC)
#define TAKST_API __declspec(dllimport)
#elif defined(__GNUC__) && !defined(_WIN32)
#define TAKST_API __attribute__((visibility("default")))
#else
#define TAKST_API
#endif
#endif

/* How functions and callbacks are called: as C does it, on every platform so far. */
#ifndef TAKST_CALL
#define TAKST_CALL
#endif

/* The Arrow C data and C stream interfaces, as https://arrow.apache.org/docs/format/CDataInterface.html gives them. */

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

/* Whether the figures of a line rest on an assumption: 1 or 0. `code` is one of takst_code; codes that are no assumptions give 0. It is evaluated twice. */
#define TAKST_ASSUMPTION_BIT(code) ((uint32_t)(code) - (uint32_t)TAKST_CODE_ASSUMED_ROLL_OUT_DATE)
#define TAKST_RESTS_ON(line, code) \
    (TAKST_ASSUMPTION_BIT(code) < 64u ? (int)((line).assumptions >> (TAKST_ASSUMPTION_BIT(code) & 63u) & 1u) : 0)


/**
 * Version of the binary interface that this header describes. The library's own is `takst_abi_version()`: compare the two where they may differ.
 */
#define TAKST_ABI_VERSION 0

/**
 * The result of every function that can fail. A number never gets another meaning.
 */
enum takst_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Success.
     */
    TAKST_STATUS_OK = 0,
    /**
     * The array is too small: `needed` is the number of elements, nothing else was written, and there is no error object.
     */
    TAKST_STATUS_NEEDS_MORE = 1,
    /**
     * A pointer that must be given is NULL, or a pointer is not aligned.
     */
    TAKST_STATUS_BAD_POINTER = 2,
    /**
     * A `struct_size` is not the size of that struct in any version, or a struct of a newer version sets something that this library does not know.
     */
    TAKST_STATUS_BAD_SIZE = 3,
    /**
     * A length is longer than any object in memory, or 0 where text must be given.
     */
    TAKST_STATUS_BAD_LENGTH = 4,
    /**
     * Text is not in UTF-8.
     */
    TAKST_STATUS_BAD_UTF8 = 5,
    /**
     * An argument, field or option has a value that it does not take.
     */
    TAKST_STATUS_BAD_VALUE = 6,
    /**
     * There is nothing with that number or name.
     */
    TAKST_STATUS_NOT_FOUND = 7,
    /**
     * The period or case cannot be priced; every fault is a problem of the error object.
     */
    TAKST_STATUS_REFUSED = 8,
    /**
     * The catalogue has faults; each is a problem of the error object.
     */
    TAKST_STATUS_CATALOGUE = 9,
    /**
     * The policy has faults; each is a problem of the error object.
     */
    TAKST_STATUS_POLICY = 10,
    /**
     * The case file as a whole cannot be read.
     */
    TAKST_STATUS_FILE = 11,
    /**
     * The run over columns ended early.
     */
    TAKST_STATUS_BATCH = 12,
    /**
     * A file or folder of the disk cannot be read.
     */
    TAKST_STATUS_IO = 13,
    /**
     * A defect of takst. The call, or the stream, has ended; handles can still be used.
     */
    TAKST_STATUS_PANIC = 14,
    /**
     * The run has one stream of lines, and it was taken before.
     */
    TAKST_STATUS_TAKEN = 15,
    /**
     * No case was priced: there is none, or every one was refused. All results were written, and there is an error object.
     */
    TAKST_STATUS_NONE_PRICED = 16,
    /**
     * The stream of lines was released before its end: its lines, and the counts of the run, are those of a part of the cases.
     */
    TAKST_STATUS_UNFINISHED = 17,
    /**
     * A callback of a run called a function of this run, which would wait for itself.
     */
    TAKST_STATUS_IN_CALLBACK = 18,
    /**
     * The parties file has faults; each is a problem of the error object.
     */
    TAKST_STATUS_PARTIES = 19,
    /**
     * Documents or claims that were given cannot be used; each faulty cell is a problem of the error object.
     */
    TAKST_STATUS_DOCUMENTS = 20,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_status takst_status;
#else
typedef uint32_t takst_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What kind of statement a code makes.
 */
enum takst_severity
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * The argument, the file or the run is at fault: no code of the registry.
     */
    TAKST_SEVERITY_NONE = 0,
    /**
     * The case is refused.
     */
    TAKST_SEVERITY_ERROR = 1,
    /**
     * Something to look at; the price stands.
     */
    TAKST_SEVERITY_WARNING = 2,
    /**
     * For information.
     */
    TAKST_SEVERITY_NOTE = 3,
    /**
     * A figure rests on an unsettled default.
     */
    TAKST_SEVERITY_ASSUMPTION = 4,
    /**
     * The condition that decided a refund.
     */
    TAKST_SEVERITY_CONDITION = 5,
    /**
     * Why a document corrects another.
     */
    TAKST_SEVERITY_REASON = 6,
    /**
     * What the control of an invoice found.
     */
    TAKST_SEVERITY_VERDICT = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_severity takst_severity;
#else
typedef uint32_t takst_severity;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Unit of a price.
 */
enum takst_unit
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Not given.
     */
    TAKST_UNIT_NONE = 0,
    /**
     * Per hour.
     */
    TAKST_UNIT_HOUR = 1,
    /**
     * Per day (*døgn*).
     */
    TAKST_UNIT_DAY = 2,
    /**
     * Per week.
     */
    TAKST_UNIT_WEEK = 3,
    /**
     * Per calendar month.
     */
    TAKST_UNIT_MONTH = 4,
    /**
     * Per course.
     */
    TAKST_UNIT_COURSE = 5,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_unit takst_unit;
#else
typedef uint32_t takst_unit;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * How a service is priced.
 */
enum takst_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * No kind.
     */
    TAKST_KIND_NONE = 0,
    /**
     * A published price per hour.
     */
    TAKST_KIND_HOUR = 1,
    /**
     * A published price per day (*døgn*).
     */
    TAKST_KIND_DAY = 2,
    /**
     * A published price per started week.
     */
    TAKST_KIND_WEEK = 3,
    /**
     * A published price per month.
     */
    TAKST_KIND_MONTH = 4,
    /**
     * A published price per course (*forløb*).
     */
    TAKST_KIND_COURSE = 5,
    /**
     * A price agreed case by case (*aftales*): the case gives it.
     */
    TAKST_KIND_AGREED = 6,
    /**
     * Part of the stay's price (*indeholdt*): no line of its own.
     */
    TAKST_KIND_INCLUDED = 7,
    /**
     * Free of charge (*gratis*): no line.
     */
    TAKST_KIND_FREE = 8,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_kind takst_kind;
#else
typedef uint32_t takst_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * VAT category of EN 16931 (BT-151).
 */
enum takst_vat_category
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * No category.
     */
    TAKST_VAT_CATEGORY_NONE = 0,
    /**
     * Exempt.
     */
    TAKST_VAT_CATEGORY_EXEMPT = 1,
    /**
     * Standard rate.
     */
    TAKST_VAT_CATEGORY_STANDARD = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_vat_category takst_vat_category;
#else
typedef uint32_t takst_vat_category;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What becomes of the state refund.
 */
enum takst_outcome
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * No outcome.
     */
    TAKST_OUTCOME_NONE = 0,
    /**
     * Claimed.
     */
    TAKST_OUTCOME_REFUNDED = 1,
    /**
     * A condition failed: nothing to claim.
     */
    TAKST_OUTCOME_NOT_REFUNDED = 2,
    /**
     * Not settled: nothing is claimed, the sum is at stake.
     */
    TAKST_OUTCOME_UNDETERMINED = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_outcome takst_outcome;
#else
typedef uint32_t takst_outcome;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Which rule decides the state refund.
 */
enum takst_refund_rule
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * No rule covers the service.
     */
    TAKST_REFUND_RULE_NONE = 0,
    /**
     * Stays in crisis centres under SEL § 109.
     */
    TAKST_REFUND_RULE_SEL109_OPHOLD = 4,
    /**
     * Stays under SEL § 110.
     */
    TAKST_REFUND_RULE_SEL110_OPHOLD = 1,
    /**
     * Aftercare under SEL § 110.
     */
    TAKST_REFUND_RULE_SEL110_EFTERFORSORG = 2,
    /**
     * Support under SEL § 85 a, and CTI before it.
     */
    TAKST_REFUND_RULE_SEL85A_BOSTOETTE = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_refund_rule takst_refund_rule;
#else
typedef uint32_t takst_refund_rule;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * A column of the case file, as errors name it.
 */
enum takst_column
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * No column.
     */
    TAKST_COLUMN_NONE = 0,
    /**
     * `case_id`
     */
    TAKST_COLUMN_CASE_ID = 1,
    /**
     * `citizen_id`
     */
    TAKST_COLUMN_CITIZEN_ID = 2,
    /**
     * `row_id`
     */
    TAKST_COLUMN_ROW_ID = 3,
    /**
     * `service`
     */
    TAKST_COLUMN_SERVICE = 4,
    /**
     * `first_day`
     */
    TAKST_COLUMN_FIRST_DAY = 5,
    /**
     * `last_day`
     */
    TAKST_COLUMN_LAST_DAY = 6,
    /**
     * `payer`
     */
    TAKST_COLUMN_PAYER = 7,
    /**
     * `hours`
     */
    TAKST_COLUMN_HOURS = 8,
    /**
     * `hours_per_week`
     */
    TAKST_COLUMN_HOURS_PER_WEEK = 9,
    /**
     * `unit_price`
     */
    TAKST_COLUMN_UNIT_PRICE = 10,
    /**
     * `unit`
     */
    TAKST_COLUMN_UNIT = 11,
    /**
     * `own_payment_per_day`
     */
    TAKST_COLUMN_OWN_PAYMENT_PER_DAY = 12,
    /**
     * `prior_stay_to`
     */
    TAKST_COLUMN_PRIOR_STAY_TO = 13,
    /**
     * `first_discharge`
     */
    TAKST_COLUMN_FIRST_DISCHARGE = 14,
    /**
     * `decided_before_discharge`
     */
    TAKST_COLUMN_DECIDED_BEFORE_DISCHARGE = 15,
    /**
     * `discharged_to_107`
     */
    TAKST_COLUMN_DISCHARGED_TO107 = 22,
    /**
     * `window_start`
     */
    TAKST_COLUMN_WINDOW_START = 16,
    /**
     * `window_days_used`
     */
    TAKST_COLUMN_WINDOW_DAYS_USED = 17,
    /**
     * `commitment`
     */
    TAKST_COLUMN_COMMITMENT = 18,
    /**
     * `commitment_date`
     */
    TAKST_COLUMN_COMMITMENT_DATE = 19,
    /**
     * `notified_start`
     */
    TAKST_COLUMN_NOTIFIED_START = 20,
    /**
     * `notified_end`
     */
    TAKST_COLUMN_NOTIFIED_END = 21,
    /**
     * `buyer_reference`
     */
    TAKST_COLUMN_BUYER_REFERENCE = 23,
    /**
     * `order_reference`
     */
    TAKST_COLUMN_ORDER_REFERENCE = 24,
    /**
     * `accounting_cost`
     */
    TAKST_COLUMN_ACCOUNTING_COST = 25,
    /**
     * `buyer_gln`
     */
    TAKST_COLUMN_BUYER_GLN = 26,
    /**
     * `hold_released`
     */
    TAKST_COLUMN_HOLD_RELEASED = 27,
    /**
     * `invoiced`
     */
    TAKST_COLUMN_INVOICED = 28,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_column takst_column;
#else
typedef uint32_t takst_column;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Yes, no, or not given.
 */
enum takst_answer
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Not given.
     */
    TAKST_ANSWER_NONE = 0,
    /**
     * Yes.
     */
    TAKST_ANSWER_YES = 1,
    /**
     * No.
     */
    TAKST_ANSWER_NO = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_answer takst_answer;
#else
typedef uint32_t takst_answer;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * The language of messages and explanations.
 */
enum takst_language
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Danish.
     */
    TAKST_LANGUAGE_DANISH = 0,
    /**
     * English.
     */
    TAKST_LANGUAGE_ENGLISH = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_language takst_language;
#else
typedef uint32_t takst_language;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Codes of faults, findings, refund conditions and assumptions. 0 is no code. A number never gets another meaning; new codes get new numbers.
 */
enum takst_code
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * No code.
     */
    TAKST_CODE_NONE = 0,
    /**
     * `tariff.none`: No tariff covers the day: before the first version or in a hole.
     */
    TAKST_CODE_TARIFF_NONE = 1,
    /**
     * `tariff.ended`: No tariff covers the day: the last version has ended.
     */
    TAKST_CODE_TARIFF_ENDED = 2,
    /**
     * `tariff.ambiguous`: Two tariff versions cover the day and neither is the later known.
     */
    TAKST_CODE_TARIFF_AMBIGUOUS = 3,
    /**
     * `price.agreed-missing`: The service has an agreed price and the row gives none.
     */
    TAKST_CODE_PRICE_AGREED_MISSING = 4,
    /**
     * `price.not-agreed`: The row gives an agreed price where the price is published, included or free.
     */
    TAKST_CODE_PRICE_NOT_AGREED = 5,
    /**
     * `price.over-included-hours`: More hours a week than the published price includes, and no agreed price.
     */
    TAKST_CODE_PRICE_OVER_INCLUDED_HOURS = 6,
    /**
     * `case.overlap`: Two rows of one case and family share a day.
     */
    TAKST_CODE_CASE_OVERLAP = 7,
    /**
     * `case.conflict`: Rows that must agree give different values.
     */
    TAKST_CODE_CASE_CONFLICT = 8,
    /**
     * `case.hours-missing`: A row priced by the hour gives no hours.
     */
    TAKST_CODE_CASE_HOURS_MISSING = 9,
    /**
     * `case.hours-undated`: A row of hours crosses a month end, a tariff change or a change of the refund.
     */
    TAKST_CODE_CASE_HOURS_UNDATED = 10,
    /**
     * `case.dates-reversed`: The last day lies before the first.
     */
    TAKST_CODE_CASE_DATES_REVERSED = 11,
    /**
     * `case.open-end`: A row without a last day, priced without an end.
     */
    TAKST_CODE_CASE_OPEN_END = 12,
    /**
     * `case.cpr-number`: A value looks like a CPR number.
     */
    TAKST_CODE_CASE_CPR_NUMBER = 13,
    /**
     * `value.missing`: A required value is absent.
     */
    TAKST_CODE_VALUE_MISSING = 14,
    /**
     * `value.invalid`: A value cannot be read.
     */
    TAKST_CODE_VALUE_INVALID = 15,
    /**
     * `value.range`: A value lies outside its range.
     */
    TAKST_CODE_VALUE_RANGE = 16,
    /**
     * `value.precision`: A number has too many decimals.
     */
    TAKST_CODE_VALUE_PRECISION = 17,
    /**
     * `service.unknown`: The catalogue has no such service.
     */
    TAKST_CODE_SERVICE_UNKNOWN = 18,
    /**
     * `own-payment.unit`: Own payment is given on a price that is not per day or month.
     */
    TAKST_CODE_OWN_PAYMENT_UNIT = 19,
    /**
     * `own-payment.exceeds-price`: Own payment exceeds the price.
     */
    TAKST_CODE_OWN_PAYMENT_EXCEEDS_PRICE = 20,
    /**
     * `record.malformed`: A record of the file cannot be read as a row.
     */
    TAKST_CODE_RECORD_MALFORMED = 21,
    /**
     * `ledger.busy`: Another command has been writing to the ledger for too long.
     */
    TAKST_CODE_LEDGER_BUSY = 22,
    /**
     * `ledger.date-backwards`: The date of issue lies before the latest document of a seller.
     */
    TAKST_CODE_LEDGER_DATE_BACKWARDS = 23,
    /**
     * `ledger.date-ahead`: The date of issue lies after today.
     */
    TAKST_CODE_LEDGER_DATE_AHEAD = 24,
    /**
     * `import.refused`: A document of an earlier system cannot be taken over; nothing of the file is.
     */
    TAKST_CODE_IMPORT_REFUSED = 25,
    /**
     * `plan.changed`: A document of the plan would come out otherwise today.
     */
    TAKST_CODE_PLAN_CHANGED = 26,
    /**
     * `reissue.not-standing`: The number to issue again is not that of an invoice that stands.
     */
    TAKST_CODE_REISSUE_NOT_STANDING = 27,
    /**
     * `claim.quarter-backwards`: A later quarter has been claimed: what changed is in the next claim.
     */
    TAKST_CODE_CLAIM_QUARTER_BACKWARDS = 28,
    /**
     * `claim.quarter-ahead`: The quarter is not over.
     */
    TAKST_CODE_CLAIM_QUARTER_AHEAD = 29,
    /**
     * `column.unknown`: A column the case file does not know; it is not read.
     */
    TAKST_CODE_COLUMN_UNKNOWN = 101,
    /**
     * `commitment.missing`: The commitment to pay is absent; the document is on hold.
     */
    TAKST_CODE_COMMITMENT_MISSING = 102,
    /**
     * `commitment.late`: The commitment to pay was given after the course began; the document is on hold.
     */
    TAKST_CODE_COMMITMENT_LATE = 103,
    /**
     * `course.too-long`: The course is longer than the service allows.
     */
    TAKST_CODE_COURSE_TOO_LONG = 104,
    /**
     * `course.too-short`: The course is shorter than the service demands.
     */
    TAKST_CODE_COURSE_TOO_SHORT = 105,
    /**
     * `course.not-after-stay`: The course does not follow directly on a stay, as the service demands.
     */
    TAKST_CODE_COURSE_NOT_AFTER_STAY = 106,
    /**
     * `hours.differ`: The weekly hours differ from the published ones.
     */
    TAKST_CODE_HOURS_DIFFER = 107,
    /**
     * `capacity.exceeded`: More places in use than the service has.
     */
    TAKST_CODE_CAPACITY_EXCEEDED = 108,
    /**
     * `notice.late`: The notice to the municipality came too late.
     */
    TAKST_CODE_NOTICE_LATE = 109,
    /**
     * `service.included`: The service is part of the stay's price: no line.
     */
    TAKST_CODE_SERVICE_INCLUDED = 110,
    /**
     * `service.free`: The service is free of charge: no line.
     */
    TAKST_CODE_SERVICE_FREE = 111,
    /**
     * `refund.undetermined`: The refund is undetermined; nothing is claimed.
     */
    TAKST_CODE_REFUND_UNDETERMINED = 112,
    /**
     * `refund.citizen-incomplete`: The refund is undetermined because another case of the citizen is refused.
     */
    TAKST_CODE_REFUND_CITIZEN_INCOMPLETE = 113,
    /**
     * `course.not-charged`: Nothing of the course is charged.
     */
    TAKST_CODE_COURSE_NOT_CHARGED = 115,
    /**
     * `case.billed-elsewhere`: Days of the row are charged in another case of the citizen too.
     */
    TAKST_CODE_CASE_BILLED_ELSEWHERE = 114,
    /**
     * `own-payment.differs`: The own payment differs from the figure of the law.
     */
    TAKST_CODE_OWN_PAYMENT_DIFFERS = 116,
    /**
     * `stay.overlaps`: The preceding stay ends after the course has begun.
     */
    TAKST_CODE_STAY_OVERLAPS = 118,
    /**
     * `invoiced.differs`: The amount billed for the row is not the net of its lines.
     */
    TAKST_CODE_INVOICED_DIFFERS = 120,
    /**
     * `invoice.held`: Something keeps the documents of a case, provider and month from being issued.
     */
    TAKST_CODE_INVOICE_HELD = 121,
    /**
     * `party.missing`: A seller or buyer is not in the parties file, or a reference that the buyer demands is missing.
     */
    TAKST_CODE_PARTY_MISSING = 122,
    /**
     * `invoice.billed-elsewhere`: The same days of the citizen are in a document of another case.
     */
    TAKST_CODE_INVOICE_BILLED_ELSEWHERE = 123,
    /**
     * `reference.conflict`: Two rows of one document give different values of a reference.
     */
    TAKST_CODE_REFERENCE_CONFLICT = 124,
    /**
     * `seller.changed`: An invoice that stands was issued under another CVR number than the seller has now.
     */
    TAKST_CODE_SELLER_CHANGED = 125,
    /**
     * `series.taken`: A number of an earlier system reads as one of the seller's series.
     */
    TAKST_CODE_SERIES_TAKEN = 126,
    /**
     * `file.unreadable`: A record belongs to no case, so no case is missing from the file for certain.
     */
    TAKST_CODE_FILE_UNREADABLE = 127,
    /**
     * `seller.not-registered`: A line carries VAT and its seller is not registered for VAT.
     */
    TAKST_CODE_SELLER_NOT_REGISTERED = 128,
    /**
     * `heading.below`: Rows above the heading are not read.
     */
    TAKST_CODE_HEADING_BELOW = 129,
    /**
     * `heading.read-as`: A heading of the file is read as a column of the case file.
     */
    TAKST_CODE_HEADING_READ_AS = 130,
    /**
     * `row.total`: A row of sums belongs to no case; it is no record and not read.
     */
    TAKST_CODE_ROW_TOTAL = 131,
    /**
     * `row.no-record`: A row has no value in a column that is read; it is no record.
     */
    TAKST_CODE_ROW_NO_RECORD = 132,
    /**
     * `sheet.read`: A workbook has more than one sheet; one of them is read.
     */
    TAKST_CODE_SHEET_READ = 133,
    /**
     * `cell.merged`: A cell that was merged out of several is read for each of its rows.
     */
    TAKST_CODE_CELL_MERGED = 134,
    /**
     * `payer.unknown`: No municipality has the code of the payer.
     */
    TAKST_CODE_PAYER_UNKNOWN = 117,
    /**
     * `refund.no-rule`: No refund rule covers the service.
     */
    TAKST_CODE_REFUND_NO_RULE = 201,
    /**
     * `refund.unit`: From 1 October 2023 the rule counts days, and the price is not per day or month.
     */
    TAKST_CODE_REFUND_UNIT = 202,
    /**
     * `refund.before-reform`: A § 110 stay before 1 October 2023, when there was no limit of days.
     */
    TAKST_CODE_REFUND_BEFORE_REFORM = 203,
    /**
     * `refund.within-cap`: Fewer days than the cap were used before it in the window.
     */
    TAKST_CODE_REFUND_WITHIN_CAP = 204,
    /**
     * `refund.cap-reached`: The days of the window are used up.
     */
    TAKST_CODE_REFUND_CAP_REACHED = 205,
    /**
     * `refund.window-not-begun`: The citizen was admitted before 1 October 2023 and no window has begun.
     */
    TAKST_CODE_REFUND_WINDOW_NOT_BEGUN = 206,
    /**
     * `refund.aftercare-before-reform`: § 110 aftercare until 30 September 2023.
     */
    TAKST_CODE_REFUND_AFTERCARE_BEFORE_REFORM = 207,
    /**
     * `refund.aftercare-after-reform`: § 110 aftercare from 1 October 2023.
     */
    TAKST_CODE_REFUND_AFTERCARE_AFTER_REFORM = 208,
    /**
     * `refund.moved-out`: The course began in connection with moving out.
     */
    TAKST_CODE_REFUND_MOVED_OUT = 209,
    /**
     * `refund.gap-too-long`: Too many days between the stay and the course to be sure it began in connection with moving out.
     */
    TAKST_CODE_REFUND_GAP_TOO_LONG = 210,
    /**
     * `refund.no-prior-stay`: No preceding stay.
     */
    TAKST_CODE_REFUND_NO_PRIOR_STAY = 211,
    /**
     * `refund.within-two-years`: Within two years of the first discharge and decided before it.
     */
    TAKST_CODE_REFUND_WITHIN_TWO_YEARS = 212,
    /**
     * `refund.two-years-over`: More than two years since the first discharge.
     */
    TAKST_CODE_REFUND_TWO_YEARS_OVER = 213,
    /**
     * `refund.not-decided`: The support was not decided before discharge.
     */
    TAKST_CODE_REFUND_NOT_DECIDED = 214,
    /**
     * `refund.decision-unknown`: Whether the support was decided before discharge is not known.
     */
    TAKST_CODE_REFUND_DECISION_UNKNOWN = 215,
    /**
     * `refund.discharged-before-reform`: First discharged before 1 October 2023.
     */
    TAKST_CODE_REFUND_DISCHARGED_BEFORE_REFORM = 216,
    /**
     * `refund.no-discharge`: No discharge.
     */
    TAKST_CODE_REFUND_NO_DISCHARGE = 217,
    /**
     * `refund.no-cap`: A § 109 stay, for which there is no limit of days.
     */
    TAKST_CODE_REFUND_NO_CAP = 218,
    /**
     * `refund.after-107`: Decided in a § 107 place to which the citizen moved straight from the stay.
     */
    TAKST_CODE_REFUND_AFTER107 = 219,
    /**
     * `assumed.roll-out-date`: The day of the roll-out in spring 2023 is not published.
     */
    TAKST_CODE_ASSUMED_ROLL_OUT_DATE = 301,
    /**
     * `assumed.tariff-start`: The first day of the price of 545 kr is not published.
     */
    TAKST_CODE_ASSUMED_TARIFF_START = 302,
    /**
     * `assumed.day-count`: Whether both the first and the last day of a course are charged.
     */
    TAKST_CODE_ASSUMED_DAY_COUNT = 303,
    /**
     * `assumed.started-week`: Whether a week that the course's end cuts is charged.
     */
    TAKST_CODE_ASSUMED_STARTED_WEEK = 304,
    /**
     * `assumed.included-hours`: How many hours a price published for "about" so many includes.
     */
    TAKST_CODE_ASSUMED_INCLUDED_HOURS = 305,
    /**
     * `assumed.tariff-validity`: The price list is undated.
     */
    TAKST_CODE_ASSUMED_TARIFF_VALIDITY = 306,
    /**
     * `assumed.act-replaced`: The act cited by the price list has been replaced.
     */
    TAKST_CODE_ASSUMED_ACT_REPLACED = 307,
    /**
     * `assumed.vat-exempt`: Whether help under the Social Services Act is exempt from VAT.
     */
    TAKST_CODE_ASSUMED_VAT_EXEMPT = 308,
    /**
     * `assumed.vat-standard`: Whether an agreed price is subject to VAT where the published prices are ex VAT.
     */
    TAKST_CODE_ASSUMED_VAT_STANDARD = 309,
    /**
     * `assumed.window-reset`: When a refund window begins anew.
     */
    TAKST_CODE_ASSUMED_WINDOW_RESET = 310,
    /**
     * `assumed.window-2026`: Which cap holds from 1 April 2026 in a window begun before.
     */
    TAKST_CODE_ASSUMED_WINDOW2026 = 311,
    /**
     * `assumed.window-resident`: When the window of a citizen admitted before 1 October 2023 begins.
     */
    TAKST_CODE_ASSUMED_WINDOW_RESIDENT = 312,
    /**
     * `assumed.history-complete`: Whether days of the window were used outside the file.
     */
    TAKST_CODE_ASSUMED_HISTORY_COMPLETE = 313,
    /**
     * `assumed.own-payment-none`: Whether there is an own payment, which is not given.
     */
    TAKST_CODE_ASSUMED_OWN_PAYMENT_NONE = 314,
    /**
     * `assumed.aftercare-refund`: Whether aftercare was refunded until 30 September 2023.
     */
    TAKST_CODE_ASSUMED_AFTERCARE_REFUND = 315,
    /**
     * `assumed.aftercare-uses-no-days`: Whether aftercare uses days of the window.
     */
    TAKST_CODE_ASSUMED_AFTERCARE_USES_NO_DAYS = 316,
    /**
     * `assumed.cti-gap`: How many days after a stay still count as moving out.
     */
    TAKST_CODE_ASSUMED_CTI_GAP = 317,
    /**
     * `assumed.first-discharge`: On which day the first discharge was, which is not given.
     */
    TAKST_CODE_ASSUMED_FIRST_DISCHARGE = 318,
    /**
     * `assumed.not-discharged-to-107`: Whether the support was decided in a § 107 place after the stay.
     */
    TAKST_CODE_ASSUMED_NOT_DISCHARGED_TO107 = 319,
    /**
     * `assumed.109-uncapped`: Whether the cap of § 110 stays also holds for § 109 stays.
     */
    TAKST_CODE_ASSUMED109_UNCAPPED = 320,
    /**
     * `assumed.aftercare-after`: Whether aftercare is refunded from 1 October 2023.
     */
    TAKST_CODE_ASSUMED_AFTERCARE_AFTER = 321,
    /**
     * `assumed.discharged-before`: Whether § 85 a support is refunded from 1 October 2023 after a first discharge before it.
     */
    TAKST_CODE_ASSUMED_DISCHARGED_BEFORE = 322,
    /**
     * `correction.withdrawn`: Nothing should be billed.
     */
    TAKST_CODE_CORRECTION_WITHDRAWN = 401,
    /**
     * `correction.payer`: Another municipality pays.
     */
    TAKST_CODE_CORRECTION_PAYER = 402,
    /**
     * `correction.service`: Other services.
     */
    TAKST_CODE_CORRECTION_SERVICE = 403,
    /**
     * `correction.period`: Other days of a service, or other rows of hours.
     */
    TAKST_CODE_CORRECTION_PERIOD = 404,
    /**
     * `correction.price`: Another price on a day.
     */
    TAKST_CODE_CORRECTION_PRICE = 405,
    /**
     * `correction.vat`: Another VAT category or rate.
     */
    TAKST_CODE_CORRECTION_VAT = 406,
    /**
     * `correction.amount`: Another amount for the same days, services and prices.
     */
    TAKST_CODE_CORRECTION_AMOUNT = 407,
    /**
     * `correction.references`: The invoice came back and is issued again with other references.
     */
    TAKST_CODE_CORRECTION_REFERENCES = 408,
    /**
     * `verify.agrees`: What was billed is what should be.
     */
    TAKST_CODE_VERIFY_AGREES = 421,
    /**
     * `verify.described-differently`: The amount agrees; quantity, unit or price are put otherwise.
     */
    TAKST_CODE_VERIFY_DESCRIBED_DIFFERENTLY = 422,
    /**
     * `verify.price`: Another price.
     */
    TAKST_CODE_VERIFY_PRICE = 423,
    /**
     * `verify.quantity`: Another quantity.
     */
    TAKST_CODE_VERIFY_QUANTITY = 424,
    /**
     * `verify.period`: Days outside the rows of the case.
     */
    TAKST_CODE_VERIFY_PERIOD = 425,
    /**
     * `verify.service`: Another service than the case has on those days.
     */
    TAKST_CODE_VERIFY_SERVICE = 426,
    /**
     * `verify.payer`: Another municipality pays on those days.
     */
    TAKST_CODE_VERIFY_PAYER = 427,
    /**
     * `verify.vat`: Another VAT category or rate.
     */
    TAKST_CODE_VERIFY_VAT = 428,
    /**
     * `verify.sum`: The paper's own sums do not add up.
     */
    TAKST_CODE_VERIFY_SUM = 429,
    /**
     * `verify.billed-twice`: The days are on another paper too.
     */
    TAKST_CODE_VERIFY_BILLED_TWICE = 430,
    /**
     * `verify.commitment`: The document is on hold for a commitment to pay.
     */
    TAKST_CODE_VERIFY_COMMITMENT = 431,
    /**
     * `verify.case-refused`: The case of the municipality has a fault of its own.
     */
    TAKST_CODE_VERIFY_CASE_REFUSED = 432,
    /**
     * `verify.amount`: Only a sum can be compared, and it differs.
     */
    TAKST_CODE_VERIFY_AMOUNT = 433,
    /**
     * `verify.seller-unknown`: The seller is not in the parties file.
     */
    TAKST_CODE_VERIFY_SELLER_UNKNOWN = 434,
    /**
     * `verify.case-unknown`: No case is found.
     */
    TAKST_CODE_VERIFY_CASE_UNKNOWN = 435,
    /**
     * `verify.case-ambiguous`: More than one case fits; a person decides.
     */
    TAKST_CODE_VERIFY_CASE_AMBIGUOUS = 436,
    /**
     * `verify.service-unknown`: No service is found.
     */
    TAKST_CODE_VERIFY_SERVICE_UNKNOWN = 437,
    /**
     * `verify.service-inferred`: The service is the only one that the seller has in the case on those days.
     */
    TAKST_CODE_VERIFY_SERVICE_INFERRED = 438,
    /**
     * `verify.days-unknown`: No days are found.
     */
    TAKST_CODE_VERIFY_DAYS_UNKNOWN = 439,
    /**
     * `verify.days-from-text`: The days were read from a text.
     */
    TAKST_CODE_VERIFY_DAYS_FROM_TEXT = 440,
    /**
     * `verify.credit-unknown`: What a credit note takes back is not found.
     */
    TAKST_CODE_VERIFY_CREDIT_UNKNOWN = 441,
    /**
     * `verify.not-billed`: What should be was not billed.
     */
    TAKST_CODE_VERIFY_NOT_BILLED = 442,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_code takst_code;
#else
typedef uint32_t takst_code;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * How a case file, or its lines, are written.
 */
enum takst_format
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * One JSON object a line.
     */
    TAKST_FORMAT_JSON_LINES = 0,
    /**
     * CSV.
     */
    TAKST_FORMAT_CSV = 1,
    /**
     * A workbook: xlsx, xlsm, xls or ods. Only case files are read so; lines are not written so.
     */
    TAKST_FORMAT_WORKBOOK = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_format takst_format;
#else
typedef uint32_t takst_format;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * The order of the rows of a citizen.
 */
enum takst_grouping
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * In any order.
     */
    TAKST_GROUPING_NONE = 0,
    /**
     * The rows of each citizen follow each other.
     */
    TAKST_GROUPING_BY_CITIZEN = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_grouping takst_grouping;
#else
typedef uint32_t takst_grouping;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What stands first in dates that are text.
 */
enum takst_date_order
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * What the map says; without it only 2023-03-31 is read.
     */
    TAKST_DATE_ORDER_DEFAULT = 0,
    /**
     * The day: 31-03-2023, 31/3/2023, 31.03.2023.
     */
    TAKST_DATE_ORDER_DMY = 1,
    /**
     * The month: 03/31/2023.
     */
    TAKST_DATE_ORDER_MDY = 2,
    /**
     * The year: 2023-03-31, 2023/3/31.
     */
    TAKST_DATE_ORDER_YMD = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_date_order takst_date_order;
#else
typedef uint32_t takst_date_order;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Forms of an explanation.
 */
enum takst_page
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * JSON.
     */
    TAKST_PAGE_JSON = 0,
    /**
     * Plain text.
     */
    TAKST_PAGE_TEXT = 1,
    /**
     * A page for a browser or for print.
     */
    TAKST_PAGE_HTML = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_page takst_page;
#else
typedef uint32_t takst_page;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * The physical type of amounts, prices and quantities. The numbers are the same.
 */
enum takst_money
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Decimal64(18, 2); unit prices (18, 4). Not for Polars: 2.1.0 misreads it from a C stream without an error.
     */
    TAKST_MONEY_DECIMAL64 = 0,
    /**
     * Decimal128(18, 2); unit prices (18, 4). For readers that do not know Decimal64 or misread it, such as Spark and Polars.
     */
    TAKST_MONEY_DECIMAL128 = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_money takst_money;
#else
typedef uint32_t takst_money;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * The physical type of text that repeats.
 */
enum takst_words
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Dictionary(Int32, Utf8).
     */
    TAKST_WORDS_DICTIONARY = 0,
    /**
     * Utf8. For readers that know no dictionaries, such as Spark.
     */
    TAKST_WORDS_PLAIN = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_words takst_words;
#else
typedef uint32_t takst_words;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What is done where something stands already.
 */
enum takst_settle_mode
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Only what is missing is issued; what differs is reported.
     */
    TAKST_SETTLE_MODE_INVOICE = 0,
    /**
     * What differs is credited and issued anew.
     */
    TAKST_SETTLE_MODE_CORRECT = 1,
    /**
     * Invoices with the given numbers are credited and issued anew with the same content, today's references and parties; nothing else is done.
     */
    TAKST_SETTLE_MODE_REISSUE = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_settle_mode takst_settle_mode;
#else
typedef uint32_t takst_settle_mode;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Dialects of electronic invoices.
 */
enum takst_dialect
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Peppol BIS Billing 3.0.
     */
    TAKST_DIALECT_BIS3 = 0,
    /**
     * OIOUBL 2.1.
     */
    TAKST_DIALECT_OIOUBL = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum takst_dialect takst_dialect;
#else
typedef uint32_t takst_dialect;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * A book ready to price columns. It never changes: share one among all threads.
 */
typedef struct takst_batch takst_batch;

/**
 * Catalogue, policy and state of knowledge, compiled. It never changes: share one among all threads. It lives until its last reference is freed; each
 * user can have a reference of its own: see `takst_book_retain`.
 */
typedef struct takst_book takst_book;

/**
 * Bytes that the caller owns: read them with `takst_buffer_text`, free them with `takst_buffer_free`.
 */
typedef struct takst_buffer takst_buffer;

/**
 * A catalogue: the built-in one, in which the caller's files replace providers and figures of the law. It never changes and can be read from several threads.
 */
typedef struct takst_catalogue takst_catalogue;

/**
 * Why a call failed. Any thread can read it; free it with `takst_error_free`.
 */
typedef struct takst_error takst_error;

/**
 * A run over columns. The stream of lines is pulled by one thread at a time; refused cases, findings and counts can be asked for by another. A callback of
 * the run cannot call its functions: they return `TAKST_STATUS_IN_CALLBACK`.
 */
typedef struct takst_lines takst_lines;

/**
 * A policy. It never changes and can be read from several threads.
 */
typedef struct takst_policy takst_policy;

/**
 * Text in UTF-8 that belongs to another object; the function that writes it says how long it lives. It does not end with NUL; `length` counts bytes.
 */
typedef struct takst_text {
    /**
     * The first byte; NULL where there is no text.
     */
    const char *data;
    /**
     * Bytes.
     */
    uint64_t length;
} takst_text;

/**
 * One code of the registry.
 */
typedef struct takst_code_facts {
    /**
     * `sizeof (takst_code_facts)`, set by the caller.
     */
    uint32_t struct_size;
    /**
     * The number, one of `takst_code`.
     */
    uint32_t code;
    /**
     * One of `takst_severity`.
     */
    uint32_t severity;
    /**
     * 0: reserved.
     */
    uint32_t reserved;
    /**
     * The code in files and reports, such as `tariff.ended`.
     */
    struct takst_text text;
    /**
     * Its meaning, in one English sentence.
     */
    struct takst_text meaning;
} takst_code_facts;

/**
 * One problem: its place, the value found, and in its message what would be right.
 */
typedef struct takst_problem {
    /**
     * `sizeof (takst_problem)`, set by the caller.
     */
    uint32_t struct_size;
    /**
     * One of `takst_code`; 0 for a problem of an argument, a file or a run.
     */
    uint32_t code;
    /**
     * One of `takst_severity`.
     */
    uint32_t severity;
    /**
     * One of `takst_column`.
     */
    uint32_t column;
    /**
     * Number of the row, 1 = first; in a catalogue or policy file the number of the line; 0: no single row or line.
     */
    uint64_t row;
    /**
     * The case; a CPR number is masked.
     */
    struct takst_text case_id;
    /**
     * The value found.
     */
    struct takst_text value;
    /**
     * A full sentence in the language of the call.
     */
    struct takst_text message;
} takst_problem;

/**
 * How the library was built.
 */
typedef struct takst_build_facts {
    /**
     * `sizeof (takst_build_facts)`, set by the caller.
     */
    uint32_t struct_size;
    /**
     * Version of the library as a number, as `takst_version_number` gives it.
     */
    uint32_t version_number;
    /**
     * Version of the library.
     */
    struct takst_text version;
    /**
     * The platform, such as `x86_64-unknown-linux-gnu`.
     */
    struct takst_text target;
    /**
     * The profile of cargo: `release` or `debug`.
     */
    struct takst_text profile;
    /**
     * The compiler.
     */
    struct takst_text compiler;
    /**
     * SHA-256 of the built-in catalogue, in hexadecimal.
     */
    struct takst_text catalogue_sha256;
} takst_build_facts;

/**
 * A file of a catalogue that is in memory: its name within the directory (`boegely.toml`, `law/refund.toml`) and its text.
 */
typedef struct takst_file {
    /**
     * Name, UTF-8.
     */
    const char *name;
    /**
     * Bytes of the name.
     */
    uint64_t name_length;
    /**
     * TOML, UTF-8.
     */
    const char *data;
    /**
     * Bytes of the text.
     */
    uint64_t length;
} takst_file;

/**
 * What a book was made from.
 */
typedef struct takst_book_facts {
    /**
     * `sizeof (takst_book_facts)`, set by the caller.
     */
    uint32_t struct_size;
    /**
     * Day whose knowledge of tariffs is used, yyyymmdd; 0 is the latest.
     */
    int32_t as_of;
    /**
     * Number of services; they are numbered from 1.
     */
    uint32_t services;
    /**
     * Number of tariff versions; they are numbered from 1.
     */
    uint32_t tariff_versions;
    /**
     * SHA-256 of the catalogue, in hexadecimal.
     */
    struct takst_text catalogue_sha256;
    /**
     * SHA-256 of the policy, in hexadecimal.
     */
    struct takst_text policy_sha256;
} takst_book_facts;

/**
 * A service of the catalogue.
 */
typedef struct takst_service_facts {
    /**
     * `sizeof (takst_service_facts)`, set by the caller.
     */
    uint32_t struct_size;
    /**
     * One of `takst_kind`.
     */
    uint32_t kind;
    /**
     * One of `takst_refund_rule`.
     */
    uint32_t refund_rule;
    /**
     * 0: reserved.
     */
    uint32_t reserved;
    /**
     * `<provider>/<name>`.
     */
    struct takst_text id;
    /**
     * Id of the provider.
     */
    struct takst_text provider;
    /**
     * Name in Danish.
     */
    struct takst_text name_da;
    /**
     * Name in English.
     */
    struct takst_text name_en;
    /**
     * Act and section.
     */
    struct takst_text legal_basis;
    /**
     * Account in the municipal chart of accounts.
     */
    struct takst_text account;
} takst_service_facts;

/**
 * One period of one service for one citizen. Begin with all bytes 0: 0 is *not given*, so only known values need be set. The one exception is
 * `window_days_used`, which is a number also where it is 0, if `window_start` is given.
 *
 * The citizen's refund history is part of it: `prior_stay_to`, `first_discharge`, `decided_before_discharge`, `discharged_to_107`, and `window_start`
 * with `window_days_used`. Without the last two the days of this period count as the only refund days of the citizen, and stay lines from 1 October 2023 carry
 * `TAKST_CODE_ASSUMED_HISTORY_COMPLETE`.
 */
typedef struct takst_row {
    /**
     * `sizeof (takst_row)`.
     */
    uint32_t struct_size;
    /**
     * Number of the service, from `takst_book_service`; 1 = first.
     */
    uint32_t service;
    /**
     * Code of the paying municipality, 101 to 860.
     */
    uint32_t payer;
    /**
     * First day, yyyymmdd.
     */
    int32_t first_day;
    /**
     * Last day, inclusive; 0: the service still runs, and `until` must be given.
     */
    int32_t last_day;
    /**
     * Unit of `unit_price`, one of `takst_unit`.
     */
    uint32_t unit;
    /**
     * Hours of the period, in hundredths.
     */
    int64_t hours;
    /**
     * Agreed hours per week, in hundredths.
     */
    int64_t hours_per_week;
    /**
     * Agreed price ex VAT, in 1/10,000 kr.; with `unit`.
     */
    int64_t unit_price;
    /**
     * The citizen's own payment per day, in øre; refused without `has_own_payment`.
     */
    int64_t own_payment_per_day;
    /**
     * 1: `own_payment_per_day` is given, also where it is 0 kr.
     */
    uint32_t has_own_payment;
    /**
     * Last day of the preceding stay at the same provider.
     */
    int32_t prior_stay_to;
    /**
     * Day of the first discharge (SEL § 176 a).
     */
    int32_t first_discharge;
    /**
     * Whether the support was decided before that discharge, one of `takst_answer`.
     */
    uint32_t decided_before_discharge;
    /**
     * First day of the refund window in which days were used outside this period.
     */
    int32_t window_start;
    /**
     * Days used outside this period in that window, 0 to 366. Only with `window_start`, beside which 0 is a number.
     */
    uint32_t window_days_used;
    /**
     * 1: there is a commitment to pay. 0: there is none, even where `commitment_date` is given; `takst_book_check` reports it.
     */
    uint32_t has_commitment;
    /**
     * Day of the commitment.
     */
    int32_t commitment_date;
    /**
     * Day on which the start was notified.
     */
    int32_t notified_start;
    /**
     * Day on which the end was notified.
     */
    int32_t notified_end;
    /**
     * First month shown, yyyymm. Earlier days count all the same.
     */
    int32_t from_month;
    /**
     * Last day charged, yyyymmdd.
     */
    int32_t until;
    /**
     * Whether the citizen moved from the stay straight to a place under SEL § 107 and the support was decided there (SEL § 176 a, stk. 1, nr. 2), one
     * of `takst_answer`.
     */
    uint32_t discharged_to_107;
    /**
     * 0.
     */
    uint32_t reserved;
} takst_row;

/**
 * One priced line. Amounts are in øre, prices in 1/10,000 kr., quantities and rates in hundredths.
 */
typedef struct takst_line {
    /**
     * `sizeof (takst_line)`.
     */
    uint32_t struct_size;
    /**
     * Number of the document of the line, 1 = first: there is one for each provider, payer and month.
     */
    uint32_t document;
    /**
     * Number of the line in its document, 1 = first.
     */
    uint32_t line;
    /**
     * Number of the service, 1 = first.
     */
    uint32_t service;
    /**
     * Code of the paying municipality.
     */
    uint32_t payer;
    /**
     * Month of the document, yyyymm.
     */
    int32_t month;
    /**
     * First day, yyyymmdd.
     */
    int32_t first_day;
    /**
     * Last day, inclusive.
     */
    int32_t last_day;
    /**
     * Calendar days from the first day to the last.
     */
    uint32_t days;
    /**
     * Unit of the quantity, one of `takst_unit`.
     */
    uint32_t unit;
    /**
     * How many units, in hundredths.
     */
    int64_t quantity;
    /**
     * Price of `price_base_quantity` units ex VAT, in 1/10,000 kr.
     */
    int64_t unit_price;
    /**
     * 1, or the days of the month where a part of a month is charged; in hundredths.
     */
    int64_t price_base_quantity;
    /**
     * Ex VAT, in øre.
     */
    int64_t net;
    /**
     * VAT, in øre.
     */
    int64_t vat;
    /**
     * The citizen's own payment, in øre.
     */
    int64_t own_payment;
    /**
     * State refund claimed, in øre.
     */
    int64_t refund;
    /**
     * State refund undetermined, in øre.
     */
    int64_t at_stake;
    /**
     * Cost to the municipality, in øre: net − own payment − refund.
     */
    int64_t cost;
    /**
     * VAT rate in percent, in hundredths.
     */
    int64_t vat_rate;
    /**
     * One of `takst_vat_category`.
     */
    uint32_t vat_category;
    /**
     * One of `takst_outcome`.
     */
    uint32_t refund_outcome;
    /**
     * The condition that decided, one of `takst_code`.
     */
    uint32_t refund_reason;
    /**
     * Why the document is on hold, one of `takst_code`; 0: it is not.
     */
    uint32_t invoice_hold;
    /**
     * Number of the tariff version, for `takst_book_tariff_version`; 0: an agreed price.
     */
    uint32_t tariff_version;
    /**
     * 0: reserved.
     */
    uint32_t reserved;
    /**
     * The assumptions that the figures rest on, a bit for each code: see `TAKST_RESTS_ON`.
     */
    uint64_t assumptions;
} takst_line;

/**
 * Options for a case file. Begin with all bytes 0: 0 is the default of every field.
 */
typedef struct takst_case_options {
    /**
     * `sizeof (takst_case_options)`.
     */
    uint32_t struct_size;
    /**
     * How a case file in memory is written, one of `takst_format`. Of files on the disk their names say it, and this is not read.
     */
    uint32_t format;
    /**
     * How lines are written, one of `takst_format`.
     */
    uint32_t lines_format;
    /**
     * The order of the rows of a citizen, one of `takst_grouping`.
     */
    uint32_t grouping;
    /**
     * Language of messages and explanations, one of `takst_language`.
     */
    uint32_t language;
    /**
     * First month shown, yyyymm.
     */
    int32_t from_month;
    /**
     * Last day charged, yyyymmdd; open rows end with it.
     */
    int32_t until;
    /**
     * Must be 0: reserved.
     */
    uint32_t reserved;
    /**
     * What stands first in dates that are text, one of `takst_date_order`.
     */
    uint32_t dates;
    /**
     * Must be 0: reserved.
     */
    uint32_t reserved_for_reading;
    /**
     * The sheet of a workbook; no text: the one with the heading of a case file.
     */
    struct takst_text sheet;
    /**
     * Path of a map of columns, a TOML file: which heading is which column and what its words mean. `takst map` drafts one.
     */
    struct takst_text map;
    /**
     * Path of a key by which CPR numbers in `citizen_id` become pseudonyms. `takst pseudonyms new` makes one.
     */
    struct takst_text pseudonyms;
} takst_case_options;

/**
 * Counts and sums over a case file. Amounts are in øre.
 */
typedef struct takst_summary {
    /**
     * `sizeof (takst_summary)`, set by the caller.
     */
    uint32_t struct_size;
    /**
     * 0: reserved.
     */
    uint32_t reserved;
    /**
     * Rows read.
     */
    uint64_t rows;
    /**
     * Cases: those priced and those refused.
     */
    uint64_t cases;
    /**
     * Cases refused.
     */
    uint64_t refused;
    /**
     * Lines.
     */
    uint64_t lines;
    /**
     * Warnings and notes.
     */
    uint64_t findings;
    /**
     * Ex VAT.
     */
    int64_t net;
    /**
     * VAT.
     */
    int64_t vat;
    /**
     * Own payment.
     */
    int64_t own_payment;
    /**
     * State refund claimed.
     */
    int64_t refund;
    /**
     * State refund undetermined.
     */
    int64_t at_stake;
    /**
     * Net − own payment − refund.
     */
    int64_t cost;
    /**
     * SHA-256 of the case file.
     */
    uint8_t input_sha256[32];
    /**
     * Cases priced.
     */
    uint64_t priced;
} takst_summary;

/**
 * Options of settling. Begin with all bytes 0; both months must be given.
 */
typedef struct takst_settle_options {
    /**
     * `sizeof (takst_settle_options)`.
     */
    uint32_t struct_size;
    /**
     * What is done where something stands, one of `takst_settle_mode`.
     */
    uint32_t mode;
    /**
     * First month of the books, yyyymm: earlier ones are closed.
     */
    int32_t from_month;
    /**
     * Last month that is settled, yyyymm; open rows end with it. To issue anew, later months of the given invoices are priced too.
     */
    int32_t until_month;
    /**
     * First month whose documents still have their lines, yyyymm: nothing is done in earlier ones; 0: all have.
     */
    int32_t kept_from;
    /**
     * 1: cases that the file lacks are credited too, where their provider occurs in it. Only to correct.
     */
    uint32_t complete;
    /**
     * How the case file is written, one of `takst_format`.
     */
    uint32_t format;
    /**
     * Language of the report, one of `takst_language`.
     */
    uint32_t language;
    /**
     * To issue anew: the numbers of invoices that stand, a number a line. Else no text.
     */
    struct takst_text numbers;
    /**
     * What stands first in dates that are text, one of `takst_date_order`.
     */
    uint32_t dates;
    /**
     * Must be 0: reserved.
     */
    uint32_t reserved_for_reading;
    /**
     * The sheet of a workbook; no text: the one with the heading of a case file.
     */
    struct takst_text sheet;
    /**
     * Path of a map of columns, a TOML file, as in `takst_case_options`.
     */
    struct takst_text map;
    /**
     * Path of a key by which CPR numbers in `citizen_id` become pseudonyms. Documents and claims name the citizen so: use the same key in every call.
     */
    struct takst_text pseudonyms;
} takst_settle_options;

/**
 * Options of a claim. Begin with all bytes 0; payer, year, quarter and first month must be given.
 */
typedef struct takst_claim_options {
    /**
     * `sizeof (takst_claim_options)`.
     */
    uint32_t struct_size;
    /**
     * Code of the municipality that claims.
     */
    uint32_t payer;
    /**
     * Year of the quarter.
     */
    int32_t year;
    /**
     * The quarter, 1 to 4.
     */
    uint32_t quarter;
    /**
     * First month of the books, yyyymm: earlier ones are never claimed.
     */
    int32_t from_month;
    /**
     * First month whose documents and claims are kept, yyyymm: earlier ones are outside claims; 0: all are.
     */
    int32_t kept_from;
    /**
     * 1: what was claimed for cases that the file lacks is taken back.
     */
    uint32_t complete;
    /**
     * How the case file is written, one of `takst_format`.
     */
    uint32_t format;
    /**
     * Language of the report, one of `takst_language`.
     */
    uint32_t language;
    /**
     * Must be 0: reserved.
     */
    uint32_t reserved;
    /**
     * What stands first in dates that are text, one of `takst_date_order`.
     */
    uint32_t dates;
    /**
     * Must be 0: reserved.
     */
    uint32_t reserved_for_reading;
    /**
     * The sheet of a workbook; no text: the one with the heading of a case file.
     */
    struct takst_text sheet;
    /**
     * Path of a map of columns, a TOML file, as in `takst_case_options`.
     */
    struct takst_text map;
    /**
     * Path of a key by which CPR numbers in `citizen_id` become pseudonyms. Documents and claims name the citizen so: use the same key in every call.
     */
    struct takst_text pseudonyms;
} takst_claim_options;

/**
 * Options of control. Begin with all bytes 0: 0 and no text are the default of every field.
 */
typedef struct takst_verify_options {
    /**
     * `sizeof (takst_verify_options)`.
     */
    uint32_t struct_size;
    /**
     * How the case file is written, one of `takst_format`.
     */
    uint32_t format;
    /**
     * Language of messages and of the report, one of `takst_language`.
     */
    uint32_t language;
    /**
     * Last month of open rows, yyyymm; 0: the last billed month.
     */
    int32_t until_month;
    /**
     * So many bills at the beginning were received by an earlier run: they count, and nothing is reported of them alone.
     */
    uint64_t known;
    /**
     * What sellers call their services, a TOML file: a table for each seller, text = id of the service.
     */
    struct takst_text services;
    /**
     * The key of pseudonyms (`takst pseudonyms new`) with which the citizens of the case file were made: by it cases are found whose electronic invoices have CPR numbers.
     */
    struct takst_text pseudonyms;
} takst_verify_options;

/**
 * Called after each batch with the numbers of rows and lines priced so far; a result other than 0 ends the run. The thread that pulls the stream calls it.
 * It must not throw or jump out. A function of the run that it calls returns `TAKST_STATUS_IN_CALLBACK`.
 */
typedef uint32_t (TAKST_CALL *takst_progress)(void *context, uint64_t rows, uint64_t lines);

/**
 * Options of a run. Begin with all bytes 0: 0 is the default of every field.
 */
typedef struct takst_batch_options {
    /**
     * `sizeof (takst_batch_options)`.
     */
    uint32_t struct_size;
    /**
     * The order of the rows of a citizen, one of `takst_grouping`.
     */
    uint32_t grouping;
    /**
     * Threads that price; 0: as many as the machine runs at once.
     */
    uint32_t threads;
    /**
     * One of `takst_money`: take `TAKST_MONEY_DECIMAL128` for Polars and Spark.
     */
    uint32_t money;
    /**
     * One of `takst_words`.
     */
    uint32_t words;
    /**
     * Language of messages, one of `takst_language`.
     */
    uint32_t language;
    /**
     * 1: lines come with findings too (warnings and notes, which change no price); cases that can have one are then priced one by one.
     */
    uint32_t findings;
    /**
     * 1: totals count the distinct cases of each group.
     */
    uint32_t cases;
    /**
     * First month shown, yyyymm.
     */
    int32_t from_month;
    /**
     * Last day charged, yyyymmdd; open rows end with it.
     */
    int32_t until;
    /**
     * 1: the values are not checked (offsets, dictionary keys, UTF-8). Only for columns of a producer that is known to keep the Arrow format.
     */
    uint32_t trusted;
    /**
     * Must be 0: reserved.
     */
    uint32_t reserved;
    /**
     * Columns of lines, or what totals are grouped by, in the order wanted, separated by commas: `row,month,net`, `year,service`. Without it lines have
     * all columns and totals one row.
     */
    const char *columns;
    /**
     * Bytes of `columns`.
     */
    uint64_t columns_length;
    /**
     * Called with the progress of the run; NULL: not called.
     */
    takst_progress progress;
    /**
     * First argument of `progress`.
     */
    void *context;
} takst_batch_options;

/**
 * Counts of a run so far.
 */
typedef struct takst_run_summary {
    /**
     * `sizeof (takst_run_summary)`, set by the caller.
     */
    uint32_t struct_size;
    /**
     * 0: reserved.
     */
    uint32_t reserved;
    /**
     * Rows read.
     */
    uint64_t rows;
    /**
     * Cases: those priced and those refused.
     */
    uint64_t cases;
    /**
     * Cases refused.
     */
    uint64_t refused;
    /**
     * Lines.
     */
    uint64_t lines;
    /**
     * Columns of the input that no case file has; they were not read.
     */
    uint64_t unknown_columns;
    /**
     * Cases priced.
     */
    uint64_t priced;
} takst_run_summary;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The bytes of a buffer; they live as long as it. Lines, reports and explanations are in UTF-8.
 */
TAKST_API takst_status TAKST_CALL takst_buffer_text(const struct takst_buffer *buffer, struct takst_text *text, struct takst_error **error);

/**
 * Frees a buffer; NULL does nothing.
 */
TAKST_API void TAKST_CALL takst_buffer_free(struct takst_buffer *buffer);

/**
 * The number of codes in the registry.
 */
TAKST_API size_t TAKST_CALL takst_code_count(void);

/**
 * The code at `index`, 0 to `takst_code_count() - 1`, in the order of the registry. Its texts live as long as the library.
 */
TAKST_API takst_status TAKST_CALL takst_code_at(size_t index, struct takst_code_facts *facts, struct takst_error **error);

/**
 * The status of the call that wrote the error; `TAKST_STATUS_OK` at NULL.
 */
TAKST_API takst_status TAKST_CALL takst_error_status(const struct takst_error *error);

/**
 * How many problems the error has; 0 at NULL.
 */
TAKST_API size_t TAKST_CALL takst_error_count(const struct takst_error *error);

/**
 * The problem at `index`, 0 to `takst_error_count(of) - 1`, in a language, one of `takst_language`. Errors come before warnings and notes. The texts
 * live as long as `of`.
 */
TAKST_API takst_status TAKST_CALL takst_error_problem(const struct takst_error *of,
                                                      size_t index,
                                                      uint32_t lang,
                                                      struct takst_problem *problem,
                                                      struct takst_error **error);

/**
 * The message of the first problem of an error, in a language, one of `takst_language`. No text where there is no problem. It lives as long as `of`.
 */
TAKST_API takst_status TAKST_CALL takst_error_message(const struct takst_error *of,
                                                      uint32_t lang,
                                                      struct takst_text *message,
                                                      struct takst_error **error);

/**
 * Frees an error; NULL does nothing.
 */
TAKST_API void TAKST_CALL takst_error_free(struct takst_error *error);

/**
 * Version of the library, such as `0.1.0`; ends with NUL and lives as long as the library.
 */
TAKST_API const char *TAKST_CALL takst_version(void);

/**
 * Version of the binary interface of this library: the number behind `libtakst.so.`.
 */
TAKST_API uint32_t TAKST_CALL takst_abi_version(void);

/**
 * Version of this library as a number, 0x00MMmmpp: major, minor, patch. The header's is `TAKST_VERSION_NUMBER`.
 */
TAKST_API uint32_t TAKST_CALL takst_version_number(void);

/**
 * How the library was built. The texts live as long as the library.
 */
TAKST_API takst_status TAKST_CALL takst_build(struct takst_build_facts *facts, struct takst_error **error);

/**
 * Reads a directory of TOML files over the built-in catalogue: a provider replaces the one with its id, a figure of the law the one with its id.
 */
TAKST_API takst_status TAKST_CALL takst_catalogue_from_path(const char *path,
                                                            size_t path_length,
                                                            struct takst_catalogue **catalogue,
                                                            struct takst_error **error);

/**
 * Reads files that are in memory over the built-in catalogue, as `takst_catalogue_from_path` does. Messages name them; those whose names begin with
 * `law/` hold the law.
 */
TAKST_API takst_status TAKST_CALL takst_catalogue_from_files(const struct takst_file *files,
                                                             size_t count,
                                                             struct takst_catalogue **catalogue,
                                                             struct takst_error **error);

/**
 * The number of remarks: warnings about the caller's files, which can be used all the same. 0 at NULL.
 */
TAKST_API size_t TAKST_CALL takst_catalogue_remark_count(const struct takst_catalogue *catalogue);

/**
 * The remark at `index`, in a language, one of `takst_language`. Its texts live as long as the catalogue.
 */
TAKST_API takst_status TAKST_CALL takst_catalogue_remark(const struct takst_catalogue *catalogue,
                                                         size_t index,
                                                         uint32_t lang,
                                                         struct takst_problem *problem,
                                                         struct takst_error **error);

/**
 * SHA-256 of a catalogue in hexadecimal; NULL is the built-in one, whose text lives as long as the library.
 */
TAKST_API takst_status TAKST_CALL takst_catalogue_sha256(const struct takst_catalogue *catalogue,
                                                         struct takst_text *sha256,
                                                         struct takst_error **error);

/**
 * Frees a catalogue; NULL does nothing. Books made from it live on.
 */
TAKST_API void TAKST_CALL takst_catalogue_free(struct takst_catalogue *catalogue);

/**
 * Reads a policy file for the built-in catalogue: its settings are the general ones and the questions of that catalogue.
 */
TAKST_API takst_status TAKST_CALL takst_policy_from_path(const char *path,
                                                         size_t path_length,
                                                         struct takst_policy **policy,
                                                         struct takst_error **error);

/**
 * Reads a policy that is in memory, for the built-in catalogue; `name` is the name of the file in messages.
 */
TAKST_API takst_status TAKST_CALL takst_policy_from_buffer(const char *name,
                                                           size_t name_length,
                                                           const char *data,
                                                           size_t length,
                                                           struct takst_policy **policy,
                                                           struct takst_error **error);

/**
 * Reads a policy file for a catalogue: it may answer the questions of this catalogue too. `catalogue` may be NULL: the built-in one. The policy keeps
 * nothing of the catalogue.
 */
TAKST_API takst_status TAKST_CALL takst_policy_with_catalogue_from_path(const struct takst_catalogue *catalogue,
                                                                        const char *path,
                                                                        size_t path_length,
                                                                        struct takst_policy **policy,
                                                                        struct takst_error **error);

/**
 * Reads a policy that is in memory, for a catalogue: as `takst_policy_with_catalogue_from_path`.
 */
TAKST_API takst_status TAKST_CALL takst_policy_with_catalogue_from_buffer(const struct takst_catalogue *catalogue,
                                                                          const char *name,
                                                                          size_t name_length,
                                                                          const char *data,
                                                                          size_t length,
                                                                          struct takst_policy **policy,
                                                                          struct takst_error **error);

/**
 * SHA-256 of the answers in hexadecimal; NULL is the defaults, whose text lives as long as the library.
 */
TAKST_API takst_status TAKST_CALL takst_policy_sha256(const struct takst_policy *policy, struct takst_text *sha256, struct takst_error **error);

/**
 * Frees a policy; NULL does nothing. Books made from it live on.
 */
TAKST_API void TAKST_CALL takst_policy_free(struct takst_policy *policy);

/**
 * Compiles a book. `catalogue` may be NULL: the built-in one. `policy` may be NULL: the defaults. `as_of` is the day whose knowledge of tariffs
 * is used, yyyymmdd, or 0 for the latest. The book keeps copies: catalogue and policy can be freed before it.
 */
TAKST_API takst_status TAKST_CALL takst_book_new(const struct takst_catalogue *catalogue,
                                                 const struct takst_policy *policy,
                                                 int32_t as_of,
                                                 struct takst_book **book,
                                                 struct takst_error **error);

/**
 * What a book was made from. The texts live as long as the book.
 */
TAKST_API takst_status TAKST_CALL takst_book_about(const struct takst_book *book, struct takst_book_facts *facts, struct takst_error **error);

/**
 * Adds a reference to a book: `same` receives the same address, which needs a `takst_book_free` of its own. The book lives until the last
 * reference is freed, whichever that is. References are counted atomically: any thread may add one while it holds one, and free its own, without a lock.
 */
TAKST_API takst_status TAKST_CALL takst_book_retain(const struct takst_book *book, struct takst_book **same, struct takst_error **error);

/**
 * Frees one reference to a book, and the book with its last; NULL does nothing. Batches made from it live on.
 */
TAKST_API void TAKST_CALL takst_book_free(struct takst_book *book);

/**
 * The number of a service, for `takst_row.service` and the functions below; 1 = first. It belongs to this book: look it up again in another.
 */
TAKST_API takst_status TAKST_CALL takst_book_service(const struct takst_book *book,
                                                     const char *id,
                                                     size_t id_length,
                                                     uint32_t *service,
                                                     struct takst_error **error);

/**
 * Describes a service of the catalogue. The texts live as long as the book.
 */
TAKST_API takst_status TAKST_CALL takst_book_service_about(const struct takst_book *book,
                                                           uint32_t service,
                                                           struct takst_service_facts *facts,
                                                           struct takst_error **error);

/**
 * The name of a tariff version, as `takst_line.tariff_version` numbers it: `service@YYYY-MM-DD`, with `~known_from` and `!what-if` behind it where it
 * has them; of 0 the word `agreed`. It lives as long as the book.
 */
TAKST_API takst_status TAKST_CALL takst_book_tariff_version(const struct takst_book *book,
                                                            uint32_t version,
                                                            struct takst_text *label,
                                                            struct takst_error **error);

/**
 * Prices one period of one service into the caller's array of `capacity` lines. The `struct_size` of the first element must be set and holds for all.
 *
 * `needed` receives how many lines there are. Where they are more than `capacity`, the status is `TAKST_STATUS_NEEDS_MORE` and no line is written;
 * with a capacity of 0 `lines` may be NULL. Services that are included or free give no line. A period that cannot be priced is
 * `TAKST_STATUS_REFUSED`, with every fault in `error`. `takst_book_check` gives the findings, which change no price.
 */
TAKST_API takst_status TAKST_CALL takst_book_price(const struct takst_book *book,
                                                   const struct takst_row *row,
                                                   struct takst_line *lines,
                                                   size_t capacity,
                                                   size_t *needed,
                                                   struct takst_error **error);

/**
 * Findings about a period that can be priced: warnings and notes, which change no price. `findings` receives an error object with one
 * problem for each, or NULL where there is none; free it with `takst_error_free`.
 */
TAKST_API takst_status TAKST_CALL takst_book_check(const struct takst_book *book,
                                                   const struct takst_row *row,
                                                   struct takst_error **findings,
                                                   struct takst_error **error);

/**
 * Prices a case file that is in memory. `options` may be NULL: JSON Lines in and out, rows in any order, Danish, all days.
 * `takst_book_price_files` prices files on the disk.
 *
 * `lines` and `report` may each be NULL where they are not wanted; `summary` must be given. Lines are what `takst price --format json` (or `csv`) writes,
 * the report is what `--report` writes: every fault and finding as CSV. A case with a fault is refused whole and the others are priced: that is
 * `TAKST_STATUS_OK`, and `summary` has the numbers of priced and refused cases. Where no case was priced the status is `TAKST_STATUS_NONE_PRICED`, and
 * lines, report and summary are written all the same.
 */
TAKST_API takst_status TAKST_CALL takst_book_price_cases(const struct takst_book *book,
                                                         const uint8_t *cases,
                                                         size_t length,
                                                         const struct takst_case_options *options,
                                                         struct takst_buffer **lines,
                                                         struct takst_buffer **report,
                                                         struct takst_summary *summary,
                                                         struct takst_error **error);

/**
 * Explains every amount of one case of a case file that is in memory: what `takst explain` writes. `page` is one of `takst_page`. A case that is
 * refused is explained too; a case that is not there is `TAKST_STATUS_NOT_FOUND`.
 */
TAKST_API takst_status TAKST_CALL takst_book_explain_case(const struct takst_book *book,
                                                          const uint8_t *cases,
                                                          size_t length,
                                                          const struct takst_case_options *options,
                                                          const char *case_id,
                                                          size_t case_id_length,
                                                          uint32_t page,
                                                          struct takst_buffer **explanation,
                                                          struct takst_error **error);

/**
 * Prices case files on the disk: CSV (`.csv`, `.csv.gz`), workbooks (`.xlsx`, `.xlsm`, `.xls`, `.ods`), JSON Lines (`.jsonl`) and Parquet, each as its name says. Several
 * are read as one. `options` has how they are read (`dates`, `sheet`, `map`, `pseudonyms`). All else is as with `takst_book_price_cases`; messages of the report name
 * the line of the file or the row of the sheet, and the heading as the file has it.
 */
TAKST_API takst_status TAKST_CALL takst_book_price_files(const struct takst_book *book,
                                                         const struct takst_text *paths,
                                                         size_t count,
                                                         const struct takst_case_options *options,
                                                         struct takst_buffer **lines,
                                                         struct takst_buffer **report,
                                                         struct takst_summary *summary,
                                                         struct takst_error **error);

/**
 * Explains every amount of one case of case files on the disk, with the citizen's other cases: as `takst_book_explain_case`, of files as in
 * `takst_book_price_files`.
 */
TAKST_API takst_status TAKST_CALL takst_book_explain_case_of_files(const struct takst_book *book,
                                                                   const struct takst_text *paths,
                                                                   size_t count,
                                                                   const struct takst_case_options *options,
                                                                   const char *case_id,
                                                                   size_t case_id_length,
                                                                   uint32_t page,
                                                                   struct takst_buffer **explanation,
                                                                   struct takst_error **error);

/**
 * Settles a case file with the documents that were issued: tells which invoices and credit notes to issue, without numbers. Whoever keeps the books gives
 * the numbers, in the order of the actions, stores the documents, and knows the date.
 *
 * `parties` is a parties file (TOML). `standing` are all documents issued so far, invoices and credit notes, in the form of `takst ledger export --format
 * json`: an object for each line of each document; no bytes: none. `actions` receives JSON Lines, an object for each document to issue (its lines in
 * `lines`) and for everything else that is held, differs, is refused, absent or closed. `report` may be NULL: every fault and finding of the case file, as
 * CSV. Where no case was priced the status is `TAKST_STATUS_NONE_PRICED`, and both are written all the same.
 */
TAKST_API takst_status TAKST_CALL takst_settle(const struct takst_book *book,
                                               const uint8_t *cases,
                                               size_t cases_length,
                                               const char *parties,
                                               size_t parties_length,
                                               const uint8_t *standing,
                                               size_t standing_length,
                                               const struct takst_settle_options *options,
                                               struct takst_buffer **actions,
                                               struct takst_buffer **report,
                                               struct takst_error **error);

/**
 * Claims state refund for a quarter, with corrections of earlier ones. Whoever keeps the books numbers the claim, stores its rows, and knows the date: that
 * the quarter is over, and that no later one was claimed.
 *
 * `claimed` are the rows of all earlier claims of the payer, JSON Lines in the form of `rows` below; no bytes: none. `billed` are the invoices and credit
 * notes that were received, else those that were issued, in the form in which `takst_settle` takes them; a credit note may take a part of an invoice back.
 * No bytes: nothing counts as invoiced. `claim` receives one JSON object: `rows`, `sums`, `at_stake`, `assumed`, `windows` and `left_alone`, as `takst claim
 * --format json` writes them; claim and date are null.
 * `report` may be NULL: every fault and finding of the case file, as CSV. Where no case was priced the status is `TAKST_STATUS_NONE_PRICED`, and both are
 * written all the same.
 */
TAKST_API takst_status TAKST_CALL takst_claim(const struct takst_book *book,
                                              const uint8_t *cases,
                                              size_t cases_length,
                                              const uint8_t *billed,
                                              size_t billed_length,
                                              const uint8_t *claimed,
                                              size_t claimed_length,
                                              const struct takst_claim_options *options,
                                              struct takst_buffer **claim,
                                              struct takst_buffer **report,
                                              struct takst_error **error);

/**
 * Reads an electronic invoice or credit note of others: Peppol BIS Billing 3.0 or OIOUBL 2.1, in any encoding and with any prefixes. `json` receives one object: `dialect`
 * (null: unknown), `adds_up`, `problems` (what is wrong with it, in words; `language` is one of `takst_language`), `citizens` (empty here) and `invoice`. Numbers and dates
 * are texts, what is not stated is null. CPR numbers in its texts are masked. A file that is no invoice is `TAKST_STATUS_DOCUMENTS`; the problem says what it is, and where.
 */
TAKST_API takst_status TAKST_CALL takst_invoice_read(const uint8_t *invoice,
                                                     size_t length,
                                                     uint32_t language_of_problems,
                                                     struct takst_buffer **json,
                                                     struct takst_error **error);

/**
 * Writes an electronic invoice or credit note. `invoice` is a JSON object in the form of `invoice` of `takst_invoice_read`; `kind` must be given (`invoice`, `credit-note`),
 * what is left out is not stated. `dialect` is one of `takst_dialect`. What the dialect needs and the document lacks is `TAKST_STATUS_DOCUMENTS`, with a problem for each
 * thing.
 */
TAKST_API takst_status TAKST_CALL takst_invoice_write(const char *invoice,
                                                      size_t length,
                                                      uint32_t dialect,
                                                      struct takst_buffer **xml,
                                                      struct takst_error **error);

/**
 * Compares what others billed with what should be by the municipality's own cases. Whoever keeps the books stores what was received.
 *
 * `parties` is a parties file (TOML). `bills` are `bill_count` texts, each an electronic invoice (XML in UTF-8; others go through `takst_invoice_read` and a list) or a list of
 * invoices and credit notes (JSON Lines in the columns of `takst verify`). `result` receives one JSON object: `rows`, as `takst verify --format json` writes them;
 * `unread`, an object with `bill` (its place, from 0) and `message` for each bill that cannot be read, which stops no other; `notes`, the same for what is wrong with
 * electronic invoices that were read; `all_agree`. `report` may be NULL: every fault and finding of the case file, as CSV. Where no bill can be read the status is
 * `TAKST_STATUS_DOCUMENTS`; where no case was priced it is `TAKST_STATUS_NONE_PRICED`, and both are written all the same.
 */
TAKST_API takst_status TAKST_CALL takst_verify(const struct takst_book *book,
                                               const uint8_t *cases,
                                               size_t cases_length,
                                               const char *parties,
                                               size_t parties_length,
                                               const struct takst_text *bills,
                                               size_t bill_count,
                                               const struct takst_verify_options *options,
                                               struct takst_buffer **result,
                                               struct takst_buffer **report,
                                               struct takst_error **error);

/**
 * Prepares a book for columns. The first run prices the lines of every service once, which takes some milliseconds: keep the batch. The book can be
 * freed before it.
 */
TAKST_API takst_status TAKST_CALL takst_batch_new(const struct takst_book *book, struct takst_batch **batch, struct takst_error **error);

/**
 * Frees a batch; NULL does nothing. Streams made from it live on.
 */
TAKST_API void TAKST_CALL takst_batch_free(struct takst_batch *batch);

/**
 * Begins to price columns of cases into columns of lines. takst releases `cases`, whether the call succeeds or fails. `options` may be NULL. Nothing is
 * priced before lines are pulled.
 */
TAKST_API takst_status TAKST_CALL takst_batch_lines(const struct takst_batch *batch,
                                                    struct ArrowArrayStream *cases,
                                                    const struct takst_batch_options *options,
                                                    struct takst_lines **lines,
                                                    struct takst_error **error);

/**
 * The stream of lines, once: a second call is `TAKST_STATUS_TAKEN`. It is released by the caller and may live longer than `lines`. An error ends it;
 * `takst_lines_status` says why in the language of the options, the stream's own `get_last_error` always in English.
 */
TAKST_API takst_status TAKST_CALL takst_lines_stream(const struct takst_lines *lines, struct ArrowArrayStream *stream, struct takst_error **error);

/**
 * The state of the run. `TAKST_STATUS_OK`: its stream can still be pulled, or was pulled to its end. `TAKST_STATUS_NONE_PRICED`: it was pulled to its end, and
 * no case was priced. `TAKST_STATUS_UNFINISHED`: the stream was released before its end, so that lines and counts are those of a part of the cases.
 * `TAKST_STATUS_BATCH` and `TAKST_STATUS_PANIC`: the run ended early.
 */
TAKST_API takst_status TAKST_CALL takst_lines_status(const struct takst_lines *lines, struct takst_error **error);

/**
 * Every fault of the cases refused since the last call, as a stream of one batch: `severity`, `code`, `case_id`, `row`, `column`, `value`, `message`.
 */
TAKST_API takst_status TAKST_CALL takst_lines_refused(const struct takst_lines *lines, struct ArrowArrayStream *stream, struct takst_error **error);

/**
 * Findings since the last call, as a stream of one batch with the columns of `takst_lines_refused`; empty unless `options.findings` is 1.
 */
TAKST_API takst_status TAKST_CALL takst_lines_findings(const struct takst_lines *lines, struct ArrowArrayStream *stream, struct takst_error **error);

/**
 * Counts so far.
 */
TAKST_API takst_status TAKST_CALL takst_lines_summary(const struct takst_lines *lines, struct takst_run_summary *summary, struct takst_error **error);

/**
 * Frees a run; NULL does nothing. A stream of the run lives on, and the run with it. Without a stream the run ends here: after the call no array of the
 * caller is read or released.
 */
TAKST_API void TAKST_CALL takst_lines_free(struct takst_lines *lines);

/**
 * Prices columns of cases into totals: one row for each group of `options.columns`. takst releases `cases`, whether the call succeeds or fails. `options`
 * and `refused` may be NULL. `totals` and `refused` receive streams of one batch each, `summary` the numbers of rows and of priced and refused cases.
 *
 * The status is `TAKST_STATUS_NONE_PRICED` where no case was priced: all results are written then too.
 */
TAKST_API takst_status TAKST_CALL takst_batch_totals(const struct takst_batch *batch,
                                                     struct ArrowArrayStream *cases,
                                                     const struct takst_batch_options *options,
                                                     struct ArrowArrayStream *totals,
                                                     struct ArrowArrayStream *refused,
                                                     struct takst_run_summary *summary,
                                                     struct takst_error **error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/*
 * Initial values: struct_size set, every other field 0. An array that goes in to be filled needs it in its first element only:
 *
 *     takst_row row = TAKST_ROW_INIT;
 *     takst_line lines[24] = {TAKST_LINE_INIT};
 */
#define TAKST_CODE_FACTS_INIT {(uint32_t)sizeof(struct takst_code_facts), 0, 0, 0, {0, 0}, {0, 0}}
#define TAKST_PROBLEM_INIT {(uint32_t)sizeof(struct takst_problem), 0, 0, 0, 0, {0, 0}, {0, 0}, {0, 0}}
#define TAKST_BUILD_FACTS_INIT {(uint32_t)sizeof(struct takst_build_facts), 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}}
#define TAKST_BOOK_FACTS_INIT {(uint32_t)sizeof(struct takst_book_facts), 0, 0, 0, {0, 0}, {0, 0}}
#define TAKST_SERVICE_FACTS_INIT {(uint32_t)sizeof(struct takst_service_facts), 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}}
#define TAKST_ROW_INIT {(uint32_t)sizeof(struct takst_row), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
#define TAKST_LINE_INIT {(uint32_t)sizeof(struct takst_line), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
#define TAKST_CASE_OPTIONS_INIT {(uint32_t)sizeof(struct takst_case_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, {0, 0}, {0, 0}, {0, 0}}
#define TAKST_SUMMARY_INIT {(uint32_t)sizeof(struct takst_summary), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, 0}
#define TAKST_SETTLE_OPTIONS_INIT {(uint32_t)sizeof(struct takst_settle_options), 0, 0, 0, 0, 0, 0, 0, {0, 0}, 0, 0, {0, 0}, {0, 0}, {0, 0}}
#define TAKST_CLAIM_OPTIONS_INIT {(uint32_t)sizeof(struct takst_claim_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0, 0}, {0, 0}, {0, 0}}
#define TAKST_VERIFY_OPTIONS_INIT {(uint32_t)sizeof(struct takst_verify_options), 0, 0, 0, 0, {0, 0}, {0, 0}}
#define TAKST_BATCH_OPTIONS_INIT {(uint32_t)sizeof(struct takst_batch_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
#define TAKST_RUN_SUMMARY_INIT {(uint32_t)sizeof(struct takst_run_summary), 0, 0, 0, 0, 0, 0, 0}

#endif  /* TAKST_H */
