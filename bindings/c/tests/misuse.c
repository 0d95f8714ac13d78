/* Mistakes of callers: each is refused with a reason, no result is written, and later calls work. */
#include "check.h"
#include <stdlib.h>

static const char BAD_UTF8[] = "pensionatet/\xff\xfe";

static int has_code(const takst_error *findings, uint32_t code)
{
    takst_problem problem;
    problem.struct_size = sizeof problem;
    for (size_t i = 0; i < takst_error_count(findings); i++)
        if (takst_error_problem(findings, i, TAKST_LANGUAGE_ENGLISH, &problem, NULL) == TAKST_STATUS_OK && problem.code == code)
            return 1;
    return 0;
}

static void nothing_at_null(void)
{
    takst_error_free(NULL);
    takst_buffer_free(NULL);
    takst_catalogue_free(NULL);
    takst_policy_free(NULL);
    takst_book_free(NULL);
    takst_batch_free(NULL);
    takst_lines_free(NULL);
    CHECK(takst_error_count(NULL) == 0 && takst_error_status(NULL) == TAKST_STATUS_OK && takst_catalogue_remark_count(NULL) == 0);
}

static void pointers(takst_book *book)
{
    takst_row row = check_row(book);
    takst_line line;
    takst_text text = {"mine", 4};
    size_t needed = 99;
    uint32_t service = 99;
    line.struct_size = sizeof line;
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_price(NULL, &row, &line, 1, &needed, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_price(book, NULL, &line, 1, &needed, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_price(book, &row, NULL, 1, &needed, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_price(book, &row, &line, 1, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_service(book, NULL, 4, &service, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_new(NULL, NULL, 0, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_buffer_text(NULL, &text, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_error_problem(NULL, 0, 0, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_code_at(0, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_batch_new(NULL, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_batch_lines(NULL, NULL, NULL, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_batch_totals(NULL, NULL, NULL, NULL, NULL, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_lines_stream(NULL, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_lines_status(NULL, &error));
    /* An address that is not aligned. */
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_price(book, (const takst_row *)((const char *)&row + 1), &line, 1, &needed, &error));
    char room[2 * sizeof(takst_error *)];
    CHECK(takst_book_price(book, NULL, &line, 1, &needed, (takst_error **)(void *)(room + 1 - ((size_t)room & 1))) == TAKST_STATUS_BAD_POINTER);
    /* Without an error object. */
    CHECK(takst_book_price(book, NULL, &line, 1, &needed, NULL) == TAKST_STATUS_BAD_POINTER);
    CHECK(needed == 99 && service == 99 && text.length == 4);
}

static void sizes(takst_book *book)
{
    takst_row row = check_row(book);
    takst_line line;
    size_t needed = 99;
    line.struct_size = sizeof line;
    const uint32_t wrong[] = {0, 1, 4, sizeof row - 12, sizeof row - 1, sizeof row + 1, 4100, UINT32_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        row.struct_size = wrong[i];
        CHECK_FAILS(TAKST_STATUS_BAD_SIZE, takst_book_price(book, &row, &line, 1, &needed, &error));
    }
    row.struct_size = sizeof row;
    line.struct_size = 4;
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, takst_book_price(book, &row, &line, 1, &needed, &error));
    takst_summary summary;
    summary.struct_size = 7;
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, takst_book_price_cases(book, (const uint8_t *)"x", 1, NULL, NULL, NULL, &summary, &error));
    CHECK(needed == 99);
}

static void lengths(takst_book *book)
{
    takst_row row = check_row(book);
    takst_line line;
    takst_catalogue *catalogue = NULL;
    takst_file file;
    size_t needed = 99;
    uint32_t service = 99;
    line.struct_size = sizeof line;
    memset(&file, 0, sizeof file);
    const size_t huge[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX - 7};
    for (size_t i = 0; i < sizeof huge / sizeof huge[0]; i++) {
        CHECK_FAILS(TAKST_STATUS_BAD_LENGTH, takst_book_price(book, &row, &line, huge[i], &needed, &error));
        CHECK_FAILS(TAKST_STATUS_BAD_LENGTH, takst_book_service(book, "a", huge[i], &service, &error));
        CHECK_FAILS(TAKST_STATUS_BAD_LENGTH, takst_book_price_cases(book, (const uint8_t *)"a", huge[i], NULL, NULL, NULL, NULL, &error));
        CHECK_FAILS(TAKST_STATUS_BAD_LENGTH, takst_catalogue_from_files(&file, huge[i], &catalogue, &error));
    }
    CHECK(needed == 99 && service == 99 && catalogue == NULL);
}

/* A number without its flag, and a service that was forgotten. */
static void half_given(takst_book *book)
{
    takst_row row = check_row(book);
    takst_line lines[4];
    takst_error *findings = NULL;
    takst_service_facts facts;
    size_t needed = 99;
    lines[0].struct_size = sizeof lines[0];
    facts.struct_size = sizeof facts;
    row.own_payment_per_day = 2500;
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "own_payment_per_day is 2500, but has_own_payment is 0", takst_book_price(book, &row, lines, 4, &needed, &error));
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "has_own_payment is 0", takst_book_check(book, &row, &findings, &error));
    /* With its flag: 25 kr. a day of a stay of 22 days: 550 kr. */
    row.has_own_payment = 1;
    CHECK(takst_book_price(book, &row, lines, 4, &needed, NULL) == TAKST_STATUS_OK && needed == 2);
    CHECK(lines[0].own_payment + lines[1].own_payment == 22 * 2500);
    row = check_row(book);
    row.service = 0;
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "service is 0", takst_book_price(book, &row, lines, 4, &needed, &error));
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "service is 0", takst_book_service_about(book, 0, &facts, &error));
    row = check_row(book);
    row.window_days_used = 5;
    CHECK_SAYS(TAKST_STATUS_REFUSED, "window_start", takst_book_price(book, &row, lines, 4, &needed, &error));
    row = check_row(book);
    row.from_month = 202313;
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "from_month: 202313", takst_book_price(book, &row, lines, 4, &needed, &error));
    /* A course without a stay before it is on hold until there is a commitment. Only its day is given: the warning that it is missing. */
    row = check_row(book);
    CHECK(takst_book_service(book, "pensionatet/cti", 15, &row.service, NULL) == TAKST_STATUS_OK);
    row.first_day = 20200301;
    row.last_day = 20200331;
    row.commitment_date = 20200228;
    CHECK(takst_book_check(book, &row, &findings, NULL) == TAKST_STATUS_OK && has_code(findings, TAKST_CODE_COMMITMENT_MISSING));
    takst_error_free(findings);
    row.has_commitment = 1;
    CHECK(takst_book_check(book, &row, &findings, NULL) == TAKST_STATUS_OK && !has_code(findings, TAKST_CODE_COMMITMENT_MISSING));
    takst_error_free(findings);
}

/* A file that only has a gap between its prices, and after it one that cannot be read: errors come first. */
static void in_order(void)
{
    static const char gap[] = "[provider]\nid = \"a\"\nname = \"A\"\n[provider.sources]\nlegal_basis = \"x\"\nvat = \"x\"\nrefund = \"x\"\n"
                              "[[service]]\nid = \"a/ophold\"\nname = { da = \"Ophold\", en = \"Stay\" }\nlegal_basis = \"SEL\"\nkind = \"day\"\n"
                              "vat = \"exempt\"\nrefund = \"none\"\n"
                              "[[service.tariff]]\nfrom = \"2020-01-01\"\nto = \"2020-12-31\"\nprice = \"1.00\"\nsource = \"x\"\n"
                              "[[service.tariff]]\nfrom = \"2022-01-01\"\nto = \"2022-12-31\"\nprice = \"2.00\"\nsource = \"x\"\n";
    static const char broken[] = "this is no TOML";
    const takst_file files[] = {{"a.toml", 6, gap, sizeof gap - 1}, {"b.toml", 6, broken, sizeof broken - 1}};
    takst_catalogue *catalogue = NULL;
    takst_error *error = NULL;
    takst_problem first, second;
    first.struct_size = second.struct_size = sizeof first;
    /* The first file alone is accepted, with a remark about the year without a price. */
    CHECK(takst_catalogue_from_files(files, 1, &catalogue, NULL) == TAKST_STATUS_OK && takst_catalogue_remark_count(catalogue) == 1);
    takst_catalogue_free(catalogue);
    CHECK(takst_catalogue_from_files(files, 2, &catalogue, &error) == TAKST_STATUS_CATALOGUE && takst_error_count(error) >= 2);
    const size_t last = takst_error_count(error) - 1;
    CHECK(takst_error_problem(error, 0, TAKST_LANGUAGE_ENGLISH, &first, NULL) == TAKST_STATUS_OK && first.severity == TAKST_SEVERITY_ERROR);
    CHECK(takst_error_problem(error, last, TAKST_LANGUAGE_ENGLISH, &second, NULL) == TAKST_STATUS_OK && second.severity == TAKST_SEVERITY_WARNING);
    CHECK(check_says(error, "b.toml"));
    takst_error_free(error);
}

static void values(takst_book *book)
{
    static const char utf16[] = "\xff\xfe" "c\0a\0s\0e\0";
    static const char cut[] = "{\"case_id\":\"S-1\",\"serv";
    takst_row row = check_row(book);
    takst_problem problem;
    takst_book *other = (takst_book *)&problem;
    takst_policy *policy = NULL;
    takst_catalogue *catalogue = NULL;
    takst_buffer *buffer = NULL;
    takst_case_options options = TAKST_CASE_OPTIONS_INIT;
    takst_summary summary = TAKST_SUMMARY_INIT;
    uint32_t service = 99;
    size_t needed = 99;
    CHECK_FAILS(TAKST_STATUS_BAD_UTF8, takst_book_service(book, BAD_UTF8, sizeof BAD_UTF8 - 1, &service, &error));
    CHECK_FAILS(TAKST_STATUS_NOT_FOUND, takst_book_service(book, "pensionatet/ctj", 15, &service, &error));
    CHECK_FAILS(TAKST_STATUS_NOT_FOUND, takst_book_service(book, NULL, 0, &service, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_book_new(NULL, NULL, 20230230, &other, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_UTF8, takst_policy_from_buffer("p", 1, BAD_UTF8, sizeof BAD_UTF8 - 1, &policy, &error));
    CHECK_FAILS(TAKST_STATUS_POLICY, takst_policy_from_buffer("p", 1, "[day-cuont]\nvalue = \"both\"\n", 27, &policy, &error));
    CHECK_FAILS(TAKST_STATUS_IO, takst_policy_from_path("/no/such/file", 13, &policy, &error));
    CHECK_FAILS(TAKST_STATUS_IO, takst_catalogue_from_path("/no/such/folder", 15, &catalogue, &error));
    CHECK_SAYS(TAKST_STATUS_BAD_LENGTH, "path", takst_policy_from_path(NULL, 0, &policy, &error));
    CHECK_SAYS(TAKST_STATUS_BAD_LENGTH, "path", takst_policy_from_path("", 0, &policy, &error));
    CHECK_SAYS(TAKST_STATUS_BAD_LENGTH, "path", takst_catalogue_from_path(NULL, 0, &catalogue, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_catalogue_from_path(NULL, 3, &catalogue, &error));
    CHECK_FAILS(TAKST_STATUS_NOT_FOUND, takst_code_at(takst_code_count(), (problem.struct_size = sizeof(takst_code_facts), (takst_code_facts *)(void *)&problem), &error));
    CHECK_FAILS(TAKST_STATUS_FILE, takst_book_price_cases(book, (const uint8_t *)utf16, sizeof utf16 - 1, NULL, &buffer, NULL, &summary, &error));
    CHECK_FAILS(TAKST_STATUS_FILE, takst_book_price_cases(book, NULL, 0, NULL, &buffer, NULL, &summary, &error));
    for (int field = 0; field < 7; field++) {
        takst_case_options wrong = options;
        if (field < 4)
            (&wrong.format)[field] = 77;
        else if (field < 6)
            (&wrong.from_month)[field - 4] = 77;
        else
            wrong.reserved = 77;
        CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_book_price_cases(book, (const uint8_t *)cut, sizeof cut - 1, &wrong, &buffer, NULL, NULL, &error));
    }
    /* A record that was cut off is a refused case, and here the only one. */
    CHECK(takst_book_price_cases(book, (const uint8_t *)cut, sizeof cut - 1, NULL, NULL, NULL, &summary, NULL) == TAKST_STATUS_NONE_PRICED);
    CHECK(summary.rows == 1 && summary.refused == 1 && summary.lines == 0);
    const char cases[] = "{\"case_id\":\"S-1\"}\n";
    CHECK_FAILS(TAKST_STATUS_NOT_FOUND, takst_book_explain_case(book, (const uint8_t *)cases, sizeof cases - 1, NULL, "S-2", 3, 0, &buffer, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_book_explain_case(book, (const uint8_t *)cases, sizeof cases - 1, NULL, "S-1", 3, 9, &buffer, &error));
    row.service = 9999;
    CHECK_FAILS(TAKST_STATUS_NOT_FOUND, takst_book_price(book, &row, NULL, 0, &needed, &error));
    row = check_row(book);
    row.has_own_payment = 2;
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_book_price(book, &row, NULL, 0, &needed, &error));
    half_given(book);
    CHECK(service == 99 && needed == 99 && policy == NULL && catalogue == NULL && buffer == NULL && other == (takst_book *)&problem);
}

/* Random bytes: whatever they are, the result is a status. */
static void noise(takst_book *book)
{
    takst_line lines[64];
    uint32_t state = 1;
    for (int round = 0; round < 2000; round++) {
        takst_row row;
        takst_error *error = NULL;
        unsigned char *bytes = (unsigned char *)&row;
        size_t needed = 0;
        for (size_t i = 0; i < sizeof row; i++)
            bytes[i] = (unsigned char)((state = state * 1664525u + 1013904223u) >> 24);
        row.struct_size = sizeof row;
        lines[0].struct_size = sizeof lines[0];
        takst_status status = takst_book_price(book, &row, lines, 64, &needed, &error);
        if (status >= TAKST_STATUS_PANIC || (status == TAKST_STATUS_OK) == (error != NULL))
            check_failed++;
        takst_error_free(error);
    }
    takst_row row = check_row(book);
    size_t needed = 0;
    lines[0].struct_size = sizeof lines[0];
    CHECK(takst_book_price(book, &row, lines, 64, &needed, NULL) == TAKST_STATUS_OK && needed == 2 && lines[0].net == 654000);
}

int main(void)
{
    takst_book *book = check_book();
    nothing_at_null();
    pointers(book);
    sizes(book);
    lengths(book);
    values(book);
    in_order();
    noise(book);
    takst_book_free(book);
    return check_end();
}
