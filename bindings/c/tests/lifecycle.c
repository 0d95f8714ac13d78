/* Every object made, read and freed once. */
#include "check.h"

static const char POLICY[] = "[roll-out-date]\nvalue = \"2023-03-25\"\nsource = \"letter of 14 February 2023\"\n";
static const char CASES[] = "case_id,service,first_day,last_day,payer,colour\n"
                            "S-1,mandecentret/efterforsorg-basis,2023-03-20,2023-04-10,101,red\n"
                            "S-2,mandecentret/efterforsorg-basis,2023-02-30,2023-04-10,101,red\n";

static void plain(void)
{
    takst_book *book = check_book();
    takst_row row = check_row(book);
    takst_line lines[4];
    size_t needed = 99;
    lines[0].struct_size = sizeof lines[0];
    lines[1].net = -1;
    /* One line more than the array has room for: the count is written, and no line. */
    CHECK(takst_book_price(book, &row, lines, 1, &needed, NULL) == TAKST_STATUS_NEEDS_MORE);
    CHECK(needed == 2 && lines[0].struct_size == sizeof lines[0] && lines[1].net == -1);
    CHECK(takst_book_price(book, &row, NULL, 0, &needed, NULL) == TAKST_STATUS_NEEDS_MORE && needed == 2);
    CHECK(takst_book_price(book, &row, lines, 4, &needed, NULL) == TAKST_STATUS_OK && needed == 2);
    /* 12 × 545 kr. and 10 × 435 kr., half refunded. */
    CHECK(lines[0].net == 654000 && lines[0].refund == 327000 && lines[0].days == 12 && lines[0].month == 202303);
    CHECK(lines[1].net == 435000 && lines[1].refund == 217500 && lines[1].days == 10 && lines[1].first_day == 20230401);
    CHECK(lines[0].quantity == 1200 && lines[0].unit_price == 5450000 && lines[0].unit == TAKST_UNIT_DAY && lines[0].cost == 327000);
    CHECK(lines[0].refund_outcome == TAKST_OUTCOME_REFUNDED && lines[0].vat_category == TAKST_VAT_CATEGORY_EXEMPT);
    CHECK(TAKST_RESTS_ON(lines[0], TAKST_CODE_ASSUMED_ROLL_OUT_DATE) && !TAKST_RESTS_ON(lines[0], TAKST_CODE_ASSUMED_HISTORY_COMPLETE));
    takst_text label;
    CHECK(takst_book_tariff_version(book, lines[1].tariff_version, &label, NULL) == TAKST_STATUS_OK);
    CHECK(label.length == 42 && memcmp(label.data, "mandecentret/efterforsorg-basis@2023-04-01", 42) == 0);
    /* Shown from April on. */
    row.from_month = 202304;
    CHECK(takst_book_price(book, &row, lines, 4, &needed, NULL) == TAKST_STATUS_OK && needed == 1 && lines[0].net == 435000);
    /* Charged through 31 March. */
    row.from_month = 0;
    row.last_day = 0;
    row.until = 20230331;
    CHECK(takst_book_price(book, &row, lines, 4, &needed, NULL) == TAKST_STATUS_OK && needed == 1 && lines[0].net == 654000);
    takst_error *findings = NULL;
    CHECK(takst_book_check(book, &row, &findings, NULL) == TAKST_STATUS_OK && takst_error_count(findings) > 0);
    takst_error_free(findings);
    takst_book_free(book);
}

static void told(void)
{
    takst_book *book = check_book();
    takst_row row = check_row(book);
    takst_error *error = NULL;
    takst_problem problem = TAKST_PROBLEM_INIT;
    size_t needed = 99;
    row.last_day = 20230310;
    row.payer = 7;
    CHECK(takst_book_price(book, &row, NULL, 0, &needed, &error) == TAKST_STATUS_REFUSED && needed == 99);
    CHECK(takst_error_status(error) == TAKST_STATUS_REFUSED && takst_error_count(error) == 1);
    CHECK(takst_error_problem(error, 0, TAKST_LANGUAGE_DANISH, &problem, NULL) == TAKST_STATUS_OK);
    CHECK(problem.code == TAKST_CODE_VALUE_RANGE && problem.column == TAKST_COLUMN_PAYER && problem.row == 1);
    CHECK(problem.severity == TAKST_SEVERITY_ERROR && problem.value.length == 3 && memcmp(problem.value.data, "007", 3) == 0);
    takst_text danish = problem.message, english;
    CHECK(takst_error_message(error, TAKST_LANGUAGE_ENGLISH, &english, NULL) == TAKST_STATUS_OK);
    CHECK(english.length > 20 && danish.length > 20 && (english.length != danish.length || memcmp(english.data, danish.data, english.length) != 0));
    takst_error_free(error);
    takst_book_free(book);
}

static void text(void)
{
    takst_policy *policy = NULL;
    takst_book *book = NULL;
    takst_buffer *lines = NULL, *report = NULL, *page = NULL;
    takst_text bytes;
    takst_summary summary;
    takst_case_options options = TAKST_CASE_OPTIONS_INIT;
    CHECK(takst_policy_from_buffer("p.toml", 6, POLICY, sizeof POLICY - 1, &policy, NULL) == TAKST_STATUS_OK);
    CHECK(takst_book_new(NULL, policy, 20240101, &book, NULL) == TAKST_STATUS_OK);
    takst_policy_free(policy);
    options.format = TAKST_FORMAT_CSV;
    summary.struct_size = sizeof summary;
    const uint8_t *cases = (const uint8_t *)CASES;
    CHECK(takst_book_price_cases(book, cases, sizeof CASES - 1, &options, &lines, &report, &summary, NULL) == TAKST_STATUS_OK);
    CHECK(summary.rows == 2 && summary.cases == 2 && summary.refused == 1 && summary.priced == 1 && summary.lines == 3);
    /* Five days at 545 kr., seven and ten at 435 kr.: the roll-out on 25 March is settled. */
    CHECK(summary.net == 5 * 54500 + 17 * 43500 && summary.refund * 2 == summary.net);
    CHECK(takst_buffer_text(lines, &bytes, NULL) == TAKST_STATUS_OK && bytes.length > 100 && bytes.data[0] == '{');
    CHECK(takst_buffer_text(report, &bytes, NULL) == TAKST_STATUS_OK && memcmp(bytes.data, "severity,code,", 14) == 0);
    CHECK(takst_book_explain_case(book, cases, sizeof CASES - 1, &options, "S-1", 3, TAKST_PAGE_HTML, &page, NULL) == TAKST_STATUS_OK);
    CHECK(takst_buffer_text(page, &bytes, NULL) == TAKST_STATUS_OK && memcmp(bytes.data, "<!DOCTYPE html>", 15) == 0);
    takst_buffer_free(page);
    takst_buffer_free(lines);
    takst_buffer_free(report);
    /* Lines and report can be left out. */
    CHECK(takst_book_price_cases(book, cases, sizeof CASES - 1, &options, NULL, NULL, &summary, NULL) == TAKST_STATUS_OK);
    takst_book_facts facts;
    facts.struct_size = sizeof facts;
    CHECK(takst_book_about(book, &facts, NULL) == TAKST_STATUS_OK && facts.as_of == 20240101 && facts.policy_sha256.length == 64);
    takst_service_facts service;
    service.struct_size = sizeof service;
    for (uint32_t i = 1; i <= facts.services; i++)
        CHECK(takst_book_service_about(book, i, &service, NULL) == TAKST_STATUS_OK && service.id.length > 0 && service.kind != TAKST_KIND_NONE);
    takst_book_free(book);
}

static void registry(void)
{
    takst_build_facts build;
    takst_code_facts code;
    takst_text sha256;
    takst_catalogue *catalogue = NULL;
    takst_file none;
    build.struct_size = sizeof build;
    CHECK(takst_build(&build, NULL) == TAKST_STATUS_OK && build.version.length == strlen(takst_version()) && build.target.length > 0);
    CHECK(takst_abi_version() == TAKST_ABI_VERSION);
    code.struct_size = sizeof code;
    for (size_t i = 0; i < takst_code_count(); i++)
        CHECK(takst_code_at(i, &code, NULL) == TAKST_STATUS_OK && code.code != 0 && code.text.length > 0 && code.meaning.length > 0);
    memset(&none, 0, sizeof none);
    CHECK(takst_catalogue_from_files(&none, 0, &catalogue, NULL) == TAKST_STATUS_OK && takst_catalogue_remark_count(catalogue) == 0);
    CHECK(takst_catalogue_sha256(catalogue, &sha256, NULL) == TAKST_STATUS_OK && sha256.length == 64);
    takst_catalogue_free(catalogue);
    CHECK(takst_catalogue_sha256(NULL, &sha256, NULL) == TAKST_STATUS_OK && sha256.length == 64);
    CHECK(takst_policy_sha256(NULL, &sha256, NULL) == TAKST_STATUS_OK && sha256.length == 64);
}

int main(void)
{
    plain();
    told();
    text();
    registry();
    return check_end();
}
