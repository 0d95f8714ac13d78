/* Programs of other versions: each struct as an older and as a newer header would have it, against this library. */
#include "../examples/rows.h"
#include "check.h"
#include <stdlib.h>

/* What a later version might add: one field that would fit into padding if there were any, and a wide one. */
struct added {
    uint32_t number;
    uint32_t reserved;
    int64_t amount;
};

/* A struct with something added behind it. */
#define NEWER(name)                                                                                                                                  \
    struct newer_##name {                                                                                                                            \
        takst_##name known;                                                                                                                          \
        struct added added;                                                                                                                          \
    }

NEWER(row);
NEWER(line);
NEWER(problem);
NEWER(code_facts);
NEWER(build_facts);
NEWER(book_facts);
NEWER(service_facts);
NEWER(case_options);
NEWER(summary);
NEWER(batch_options);
NEWER(run_summary);
NEWER(settle_options);
NEWER(claim_options);

static const char CASES[] = "case_id,service,first_day,last_day,payer\n"
                            "S-1,mandecentret/efterforsorg-basis,2023-03-20,2023-04-10,101\n";

static int is(const void *bytes, int value, size_t count)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < count; i++)
        if (byte[i] != value)
            return 0;
    return 1;
}

/* Fills a struct of a newer program and checks it: the known part is what this program gets, the rest is 0 and the size is unchanged. An
 * older program than the first does not exist: a smaller size is refused, and so is one that no compiler gives. */
#define FILLS(name, call)                                                                                                                            \
    do {                                                                                                                                             \
        takst_##name *to;                                                                                                                            \
        takst_##name mine;                                                                                                                           \
        struct newer_##name theirs[2];                                                                                                               \
        memset(&mine, 0xAA, sizeof mine);                                                                                                            \
        memset(theirs, 0xAA, sizeof theirs);                                                                                                         \
        mine.struct_size = sizeof mine;                                                                                                              \
        theirs[0].known.struct_size = sizeof theirs[0];                                                                                              \
        to = &mine;                                                                                                                                  \
        CHECK((call) == TAKST_STATUS_OK);                                                                                                            \
        to = &theirs[0].known;                                                                                                                       \
        CHECK((call) == TAKST_STATUS_OK);                                                                                                            \
        CHECK(theirs[0].known.struct_size == sizeof theirs[0] && is(&theirs[0].added, 0, sizeof theirs[0].added));                                   \
        theirs[0].known.struct_size = mine.struct_size;                                                                                              \
        CHECK(memcmp(&theirs[0].known, &mine, sizeof mine) == 0);                                                                                    \
        CHECK(is(&theirs[1], 0xAA, sizeof theirs[1]));                                                                                               \
        memset(&mine, 0xAA, sizeof mine);                                                                                                            \
        to = &mine;                                                                                                                                  \
        const uint32_t wrong[] = {0, 4, sizeof mine - 12, sizeof mine - 4, sizeof mine + 2, UINT32_MAX};                                             \
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {                                                                                \
            mine.struct_size = wrong[i];                                                                                                             \
            CHECK_FAILS(TAKST_STATUS_BAD_SIZE, call);                                                                                                \
        }                                                                                                                                            \
        CHECK(is((char *)&mine + 4, 0xAA, sizeof mine - 4));                                                                                         \
    } while (0)

/* Counts of a run over a few rows. */
static takst_status counted(const takst_batch *batch, takst_run_summary *to, takst_error **error)
{
    struct ArrowArrayStream cases, totals;
    if (!rows_stream(&cases, 10))
        exit(2);
    takst_status status = takst_batch_totals(batch, &cases, NULL, &totals, NULL, to, error);
    if (status == TAKST_STATUS_OK)
        totals.release(&totals);
    return status;
}

static void filled(takst_book *book)
{
    takst_error *error = NULL, *refused = NULL;
    takst_row bad = check_row(book);
    size_t needed = 0;
    bad.first_day = 20230230;
    CHECK(takst_book_price(book, &bad, NULL, 0, &needed, &refused) == TAKST_STATUS_REFUSED);
    FILLS(problem, takst_error_problem(refused, 0, TAKST_LANGUAGE_ENGLISH, to, &error));
    FILLS(code_facts, takst_code_at(3, to, &error));
    FILLS(build_facts, takst_build(to, &error));
    FILLS(book_facts, takst_book_about(book, to, &error));
    FILLS(service_facts, takst_book_service_about(book, 1, to, &error));
    const uint8_t *cases = (const uint8_t *)CASES;
    takst_case_options csv = TAKST_CASE_OPTIONS_INIT;
    csv.format = TAKST_FORMAT_CSV;
    FILLS(summary, takst_book_price_cases(book, cases, sizeof CASES - 1, &csv, NULL, NULL, to, &error));
    takst_error_free(refused);
    takst_batch *batch = NULL;
    CHECK(takst_batch_new(book, &batch, NULL) == TAKST_STATUS_OK);
    FILLS(run_summary, counted(batch, to, &error));
    takst_batch_free(batch);
}

/* A row of a newer program: accepted while its new fields are 0. */
static void newer_row(takst_book *book)
{
    struct newer_row row;
    takst_line lines[2] = {TAKST_LINE_INIT};
    takst_error *findings = NULL;
    size_t needed = 99;
    memset(&row, 0, sizeof row);
    row.known = check_row(book);
    row.known.struct_size = sizeof row;
    CHECK(takst_book_price(book, &row.known, lines, 2, &needed, NULL) == TAKST_STATUS_OK && needed == 2);
    CHECK(lines[0].net == 654000 && lines[1].net == 435000);
    CHECK(takst_book_check(book, &row.known, &findings, NULL) == TAKST_STATUS_OK);
    takst_error_free(findings);
    lines[0].net = needed = 99;
    row.added.amount = INT64_MIN;
    CHECK_SAYS(TAKST_STATUS_BAD_SIZE, "something is set in those beyond", takst_book_price(book, &row.known, lines, 2, &needed, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, takst_book_check(book, &row.known, &findings, &error));
    row.added.amount = 0;
    row.added.number = 1;
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, takst_book_price(book, &row.known, lines, 2, &needed, &error));
    CHECK(needed == 99 && lines[0].net == 99);
}

/* An array whose elements lie further apart than this library's, and one line in it for each of four months. */
static void newer_lines(takst_book *book)
{
    enum { ROOM = 5 };
    struct newer_line *theirs = malloc(ROOM * sizeof *theirs);
    takst_line mine[ROOM] = {TAKST_LINE_INIT};
    takst_row row = check_row(book);
    size_t needed = 0, count = 0;
    if (theirs == NULL)
        exit(2);
    row.last_day = 20230620;
    memset(theirs, 0xAA, ROOM * sizeof *theirs);
    theirs[0].known.struct_size = sizeof *theirs;
    CHECK(takst_book_price(book, &row, mine, ROOM, &count, NULL) == TAKST_STATUS_OK && count == 4);
    CHECK(takst_book_price(book, &row, &theirs[0].known, ROOM, &needed, NULL) == TAKST_STATUS_OK && needed == count);
    for (size_t i = 0; i < needed; i++) {
        CHECK(theirs[i].known.struct_size == sizeof *theirs && is(&theirs[i].added, 0, sizeof theirs[i].added));
        CHECK(mine[i].struct_size == sizeof mine[i] && mine[i].reserved == 0);
        theirs[i].known.struct_size = sizeof mine[i];
        CHECK(memcmp(&theirs[i].known, &mine[i], sizeof mine[i]) == 0);
    }
    CHECK(is(&theirs[needed], 0xAA, sizeof *theirs));
    /* Room for three of theirs is more than room for four of ours would be, and still one too few. */
    memset(theirs, 0xAA, ROOM * sizeof *theirs);
    theirs[0].known.struct_size = sizeof *theirs;
    CHECK(takst_book_price(book, &row, &theirs[0].known, 3, &needed, NULL) == TAKST_STATUS_NEEDS_MORE && needed == 4);
    CHECK(is((char *)theirs + 4, 0xAA, ROOM * sizeof *theirs - 4));
    /* The last line ends with the memory. */
    theirs[1].known.struct_size = sizeof *theirs;
    CHECK(takst_book_price(book, &row, &theirs[1].known, 4, &needed, NULL) == TAKST_STATUS_OK && needed == 4);
    CHECK(theirs[4].known.net == mine[3].net && is(&theirs[4].added, 0, sizeof theirs[4].added));
    const uint32_t wrong[] = {0, sizeof *mine - 8, sizeof *mine + 2, 4100};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        theirs[0].known.struct_size = wrong[i];
        CHECK_FAILS(TAKST_STATUS_BAD_SIZE, takst_book_price(book, &row, &theirs[0].known, 4, &needed, &error));
    }
    free(theirs);
}

static void newer_options(takst_book *book)
{
    const uint8_t *cases = (const uint8_t *)CASES;
    takst_batch *batch = NULL;
    takst_lines *run = NULL;
    takst_summary summary = TAKST_SUMMARY_INIT;
    struct newer_case_options options;
    struct newer_batch_options wide;
    memset(&options, 0, sizeof options);
    options.known.struct_size = sizeof options;
    options.known.format = TAKST_FORMAT_CSV;
    CHECK(takst_book_price_cases(book, cases, sizeof CASES - 1, &options.known, NULL, NULL, &summary, NULL) == TAKST_STATUS_OK);
    CHECK(summary.net == 654000 + 435000);
    options.added.reserved = 1;
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, takst_book_price_cases(book, cases, sizeof CASES - 1, &options.known, NULL, NULL, NULL, &error));
    /* Options are checked before the stream of cases, which is NULL. */
    CHECK(takst_batch_new(book, &batch, NULL) == TAKST_STATUS_OK);
    memset(&wide, 0, sizeof wide);
    wide.known.struct_size = sizeof wide;
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_batch_lines(batch, NULL, &wide.known, &run, &error));
    wide.added.number = 1;
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, takst_batch_lines(batch, NULL, &wide.known, &run, &error));
    wide.added.number = 0;
    wide.known.reserved = 1;
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "reserved", takst_batch_lines(batch, NULL, &wide.known, &run, &error));
    takst_batch_free(batch);
}

/* Settling and claiming with the options of a newer program. 12 days at 545.00 in March 2023. */
static void newer_documents(takst_book *book)
{
    static const char PARTIES[] = "[[seller]]\nprovider = \"mandecentret\"\nname = \"M\"\ncvr = \"12345674\"\nvat_registered = false\nseries = \"M-\"\n"
                                  "payment_days = 21\nstreet = \"P\"\nbuilding_number = \"1\"\ncity = \"K\"\npostal_code = \"1000\"\n"
                                  "endpoint = \"cvr\"\ncontact = { name = \"B\" }\nbank = { registration = \"1234\", account = \"1234567890\" }\n"
                                  "[[buyer]]\npayer = \"101\"\nname = \"K\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\n"
                                  "format = \"oioubl\"\nstreet = \"R\"\ncity = \"K\"\npostal_code = \"1550\"\n";
    const uint8_t *cases = (const uint8_t *)CASES;
    struct newer_settle_options settle;
    struct newer_claim_options claim;
    takst_buffer *buffer = NULL;
    takst_text text = {NULL, 0};
    memset(&settle, 0, sizeof settle);
    settle.known.struct_size = sizeof settle;
    settle.known.from_month = settle.known.until_month = 202303;
    settle.known.format = TAKST_FORMAT_CSV;
#define SETTLED takst_settle(book, cases, sizeof CASES - 1, PARTIES, sizeof PARTIES - 1, NULL, 0, &settle.known, &buffer, NULL, &error)
    {
        takst_error *error = NULL;
        CHECK(SETTLED == TAKST_STATUS_OK && error == NULL);
    }
    CHECK(takst_buffer_text(buffer, &text, NULL) == TAKST_STATUS_OK && check_has(text, "\"net\":\"6540.00\""));
    takst_buffer_free(buffer);
    buffer = NULL;
    settle.added.number = 1;
    CHECK_SAYS(TAKST_STATUS_BAD_SIZE, "something is set in those beyond", SETTLED);
    settle.added.number = 0;
    settle.known.struct_size = 32; /* No version had it without numbers. */
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, SETTLED);
    /* A program of an older version has no options of reading; what lies behind its 48 bytes is not read. */
    memset((char *)&settle + 48, 0xAA, sizeof settle - 48);
    settle.known.struct_size = 48;
    {
        takst_error *error = NULL;
        CHECK(SETTLED == TAKST_STATUS_OK && error == NULL);
    }
    takst_buffer_free(buffer);
    buffer = NULL;
    memset(&claim, 0, sizeof claim);
    claim.known.struct_size = sizeof claim;
    claim.known.payer = 101;
    claim.known.year = 2023;
    claim.known.quarter = 1;
    claim.known.from_month = 202303;
    claim.known.format = TAKST_FORMAT_CSV;
#define CLAIMED takst_claim(book, cases, sizeof CASES - 1, NULL, 0, NULL, 0, &claim.known, &buffer, NULL, &error)
    {
        takst_error *error = NULL;
        CHECK(CLAIMED == TAKST_STATUS_OK && error == NULL);
    }
    CHECK(takst_buffer_text(buffer, &text, NULL) == TAKST_STATUS_OK && check_has(text, "\"refund\":\"3270.00\""));
    takst_buffer_free(buffer);
    buffer = NULL;
    claim.added.amount = -1;
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, CLAIMED);
    CHECK(buffer == NULL);
    memset((char *)&claim + 40, 0xAA, sizeof claim - 40);
    claim.known.struct_size = 40;
    {
        takst_error *error = NULL;
        CHECK(CLAIMED == TAKST_STATUS_OK && error == NULL);
    }
    takst_buffer_free(buffer);
}

/* The macros set the size and nothing else. */
#define STARTS(type, init)                                                                                                                           \
    do {                                                                                                                                             \
        takst_##type made = init;                                                                                                                    \
        CHECK(made.struct_size == sizeof made && is((char *)&made + 4, 0, sizeof made - 4));                                                         \
    } while (0)

static void initial(void)
{
    STARTS(row, TAKST_ROW_INIT);
    STARTS(line, TAKST_LINE_INIT);
    STARTS(problem, TAKST_PROBLEM_INIT);
    STARTS(code_facts, TAKST_CODE_FACTS_INIT);
    STARTS(build_facts, TAKST_BUILD_FACTS_INIT);
    STARTS(book_facts, TAKST_BOOK_FACTS_INIT);
    STARTS(service_facts, TAKST_SERVICE_FACTS_INIT);
    STARTS(case_options, TAKST_CASE_OPTIONS_INIT);
    STARTS(summary, TAKST_SUMMARY_INIT);
    STARTS(batch_options, TAKST_BATCH_OPTIONS_INIT);
    STARTS(run_summary, TAKST_RUN_SUMMARY_INIT);
    STARTS(settle_options, TAKST_SETTLE_OPTIONS_INIT);
    STARTS(claim_options, TAKST_CLAIM_OPTIONS_INIT);
    takst_build_facts facts = TAKST_BUILD_FACTS_INIT;
    char text[32];
    CHECK(takst_version_number() == TAKST_VERSION_NUMBER && takst_build(&facts, NULL) == TAKST_STATUS_OK && facts.version_number == TAKST_VERSION_NUMBER);
    snprintf(text, sizeof text, "%d.%d.%d", TAKST_VERSION_NUMBER >> 16, TAKST_VERSION_NUMBER >> 8 & 255, TAKST_VERSION_NUMBER & 255);
    CHECK(strncmp(takst_version(), text, strlen(text)) == 0);
}

/* A book with two references is there until both are freed, in any order. */
static void retained(void)
{
    takst_book *first = check_book(), *second = NULL, *third = NULL;
    takst_row row = check_row(first);
    takst_line lines[2] = {TAKST_LINE_INIT};
    size_t needed = 0;
    CHECK(takst_book_retain(first, &second, NULL) == TAKST_STATUS_OK && second == first);
    takst_book_free(first);
    CHECK(takst_book_price(second, &row, lines, 2, &needed, NULL) == TAKST_STATUS_OK && lines[0].net == 654000);
    CHECK(takst_book_retain(second, &third, NULL) == TAKST_STATUS_OK);
    takst_book_free(second);
    CHECK(takst_book_price(third, &row, lines, 2, &needed, NULL) == TAKST_STATUS_OK && lines[1].net == 435000);
    second = NULL;
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_retain(NULL, &second, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_retain(third, NULL, &error));
    CHECK(second == NULL);
    takst_book_free(third);
}

int main(void)
{
    takst_book *book = check_book();
    filled(book);
    newer_row(book);
    newer_lines(book);
    newer_options(book);
    newer_documents(book);
    initial();
    retained();
    takst_book_free(book);
    return check_end();
}
