/* Documents and claims: mistakes of callers and faults of what they give are refused with a reason, and no result is written. */
#define _DEFAULT_SOURCE
#include "check.h"
#include <stdlib.h>
#include <unistd.h>

static const char PARTIES[] = "[[seller]]\nprovider = \"mandecentret\"\nname = \"M\"\ncvr = \"12345674\"\nvat_registered = false\nseries = \"M-\"\n"
                              "payment_days = 21\nstreet = \"P\"\nbuilding_number = \"1\"\ncity = \"K\"\npostal_code = \"1000\"\n"
                              "endpoint = \"cvr\"\ncontact = { name = \"B\" }\nbank = { registration = \"1234\", account = \"1234567890\" }\n"
                              "[[buyer]]\npayer = \"101\"\nname = \"K\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\n"
                              "format = \"oioubl\"\nstreet = \"R\"\ncity = \"K\"\npostal_code = \"1550\"\n";
static const char CASES[] = "case_id,service,first_day,last_day,payer\n"
                            "S-1,mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,101\n";
static const char REFUSED[] = "case_id,service,first_day,last_day,payer\nS-1,mandecentret/nothing,2024-01-01,2024-01-31,101\n";

#define ROW(number, kind, refers_to, net)                                                                                                            \
    "{\"number\":\"" number "\",\"kind\":\"" kind "\",\"refers_to\":\"" refers_to "\",\"case_id\":\"S-1\",\"provider\":\"mandecentret\","              \
    "\"payer\":\"101\",\"month\":\"2024-01\",\"service\":\"mandecentret/efterforsorg-basis\",\"first_day\":\"2024-01-01\","                            \
    "\"last_day\":\"2024-01-31\",\"quantity\":\"31\",\"unit\":\"day\",\"unit_price\":\"435.00\",\"net\":\"" net "\",\"vat_category\":\"E\","           \
    "\"vat_rate\":\"0\",\"vat\":\"0.00\"}\n"

static const uint8_t *bytes(const char *text)
{
    return (const uint8_t *)text;
}

static takst_settle_options month(void)
{
    takst_settle_options options = TAKST_SETTLE_OPTIONS_INIT;
    options.from_month = options.until_month = 202401;
    options.format = TAKST_FORMAT_CSV;
    return options;
}

static takst_status settle(const takst_book *book, const char *cases, const char *parties, const char *standing, const takst_settle_options *options,
                           takst_buffer **actions, takst_error **error)
{
    return takst_settle(book, bytes(cases), strlen(cases), parties, strlen(parties), bytes(standing), strlen(standing), options, actions, NULL, error);
}

static int says(takst_buffer *buffer, const char *words)
{
    takst_text text = {NULL, 0};
    char all[4096];
    if (takst_buffer_text(buffer, &text, NULL) != TAKST_STATUS_OK)
        return 0;
    snprintf(all, sizeof all, "%.*s", (int)text.length, text.data);
    takst_buffer_free(buffer);
    return words[0] == '\0' ? all[0] == '\0' : strstr(all, words) != NULL;
}

static void misuse(const takst_book *book)
{
    takst_settle_options options = month(), wrong;
    takst_buffer *actions = NULL;
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, settle(NULL, CASES, PARTIES, "", &options, &actions, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, settle(book, CASES, PARTIES, "", NULL, &actions, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, settle(book, CASES, PARTIES, "", &options, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_settle(book, NULL, 4, PARTIES, 4, NULL, 0, &options, &actions, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_settle(book, bytes(CASES), 4, NULL, 4, NULL, 0, &options, &actions, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_settle(book, bytes(CASES), 4, PARTIES, 4, NULL, 1, &options, &actions, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_LENGTH, takst_settle(book, bytes(CASES), SIZE_MAX, PARTIES, 4, NULL, 0, &options, &actions, NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_UTF8, settle(book, CASES, "\xff", "", &options, &actions, &error));
#define WRONG(field, value)                                                                                                                          \
    wrong = options;                                                                                                                                 \
    wrong.field = value;                                                                                                                             \
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, #field, settle(book, CASES, PARTIES, "", &wrong, &actions, &error))
    WRONG(mode, 3);
    WRONG(complete, 1); /* Only to correct. */
    WRONG(from_month, 0);
    WRONG(from_month, 202413);
    WRONG(until_month, 202312);
    WRONG(kept_from, 7);
    WRONG(format, 9);
    WRONG(language, 2);
    wrong = options;
    wrong.mode = TAKST_SETTLE_MODE_REISSUE;
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "numbers", settle(book, CASES, PARTIES, "", &wrong, &actions, &error));
    wrong.complete = 1;
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "complete", settle(book, CASES, PARTIES, "", &wrong, &actions, &error));
    WRONG(numbers, ((takst_text){"1", 1})); /* Only to issue anew. */
    wrong.numbers = (takst_text){NULL, 1};
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, settle(book, CASES, PARTIES, "", &wrong, &actions, &error));
    wrong.numbers = (takst_text){"1", UINT64_MAX};
    CHECK_FAILS(TAKST_STATUS_BAD_LENGTH, settle(book, CASES, PARTIES, "", &wrong, &actions, &error));
    wrong = options;
    wrong.struct_size = 28;
    CHECK_FAILS(TAKST_STATUS_BAD_SIZE, settle(book, CASES, PARTIES, "", &wrong, &actions, &error));
    CHECK(actions == NULL);
}

static void faults(const takst_book *book)
{
    takst_settle_options options = month();
    takst_buffer *actions = NULL;
#define STANDING(words, rows) CHECK_SAYS(TAKST_STATUS_DOCUMENTS, words, settle(book, CASES, PARTIES, rows, &options, &actions, &error))
    CHECK_FAILS(TAKST_STATUS_PARTIES, settle(book, CASES, "[[seller]]\n", "", &options, &actions, &error));
    CHECK_SAYS(TAKST_STATUS_FILE, "no rows", settle(book, "", PARTIES, "", &options, &actions, &error));
    STANDING("standing, row 1: this is not a JSON object", "[]\n");
    STANDING("required columns are missing: number", "{}\n");
    STANDING("row 2 (2), column net: “13.485,00” cannot be used. Write a number", ROW("1", "invoice", "", "1.00") ROW("2", "invoice", "", "13.485,00"));
    STANDING("there is no column “numer”", "{\"numer\":\"1\",\"number\":\"1\",\"kind\":\"\",\"case_id\":\"\",\"provider\":\"\",\"payer\":\"\",\"month\":\"\",\"service\":\"\","
             "\"first_day\":\"\",\"last_day\":\"\",\"quantity\":\"\",\"unit\":\"\",\"unit_price\":\"\",\"net\":\"\",\"vat_category\":\"\",\"vat_rate\":\"\",\"vat\":\"\"}");
    STANDING("column kind: “bill”", ROW("1", "bill", "", "1.00"));
    STANDING("row 1 (1), column refers_to: “7”", ROW("1", "credit-note", "7", "1.00"));
    STANDING("row 3 (3), column refers_to: “1”", ROW("1", "invoice", "", "1.00") ROW("2", "credit-note", "1", "1.00") ROW("3", "credit-note", "1", "1.00"));
    STANDING("row 2 (1), column kind: “credit-note” cannot be used. All rows of a document", ROW("1", "invoice", "", "1.00") ROW("1", "credit-note", "", "1.00"));
    STANDING("row 2 (2), column net: “2.00” cannot be used. A credit note credits a whole invoice",
             ROW("1", "invoice", "", "1.00") ROW("2", "credit-note", "1", "2.00"));
    STANDING("row 1 (1), column net: “92233720368547758.07” cannot be used. With this amount", ROW("1", "invoice", "", "92233720368547758.07"));
    CHECK(actions == NULL);
    /* Nothing could be priced: the actions say which case is refused. */
    CHECK_FAILS(TAKST_STATUS_NONE_PRICED, settle(book, REFUSED, PARTIES, "", &options, &actions, &error));
    CHECK(says(actions, "{\"action\":\"refused\""));
    /* 31 days at 435.00; what stands stays, and what was taken back is issued again. */
    CHECK(settle(book, CASES, PARTIES, "", &options, &actions, NULL) == TAKST_STATUS_OK && says(actions, "\"net\":\"13485.00\""));
    CHECK(settle(book, CASES, PARTIES, ROW("1", "invoice", "", "13485.00"), &options, &actions, NULL) == TAKST_STATUS_OK && says(actions, ""));
    CHECK(settle(book, CASES, PARTIES, ROW("1", "invoice", "", "13485.00") ROW("2", "credit-note", "1", "13485.00"), &options, &actions, NULL) ==
          TAKST_STATUS_OK);
    CHECK(says(actions, "\"action\":\"issue\""));
}

/* Invoices that came back: the same content with the references of today. */
static void reissued(const takst_book *book)
{
    static const char WITH_REFERENCE[] = "case_id,service,first_day,last_day,payer,order_reference\n"
                                         "S-1,mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,101,4500\n";
    takst_settle_options options = month();
    takst_buffer *actions = NULL;
    options.mode = TAKST_SETTLE_MODE_REISSUE;
    options.numbers = (takst_text){"7\n1\n\n 8\r\n", 9};
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "The number “7” is not that of a valid invoice",
               settle(book, WITH_REFERENCE, PARTIES, ROW("1", "invoice", "", "13485.00"), &options, &actions, &error));
    takst_error *error = NULL;
    takst_problem problem = TAKST_PROBLEM_INIT;
    CHECK(settle(book, WITH_REFERENCE, PARTIES, ROW("1", "invoice", "", "13485.00"), &options, &actions, &error) == TAKST_STATUS_DOCUMENTS);
    CHECK(takst_error_count(error) == 2 && takst_error_problem(error, 1, TAKST_LANGUAGE_DANISH, &problem, NULL) == TAKST_STATUS_OK);
    CHECK(problem.code == TAKST_CODE_REISSUE_NOT_STANDING && problem.value.length == 1 && problem.value.data[0] == '8');
    takst_error_free(error);
    CHECK(actions == NULL);
    options.numbers = (takst_text){"1", 1};
    /* 13,000 kr. where today's price is 13,485 kr.: what it says stays, and only the reference is new. The month lies before the books. */
    options.from_month = options.until_month = 202405;
    CHECK(settle(book, WITH_REFERENCE, PARTIES, ROW("1", "invoice", "", "13000.00"), &options, &actions, NULL) == TAKST_STATUS_OK);
    takst_text text = {NULL, 0};
    char all[4096];
    CHECK(takst_buffer_text(actions, &text, NULL) == TAKST_STATUS_OK);
    snprintf(all, sizeof all, "%.*s", (int)text.length, text.data);
    takst_buffer_free(actions);
    const char *credit = strstr(all, "\"action\":\"credit\""), *issue = strstr(all, "\"action\":\"issue\"");
    CHECK(credit != NULL && issue != NULL && credit < issue);
    CHECK(issue != NULL && strstr(issue, "\"net\":\"13000.00\"") != NULL && strstr(issue, "\"order_reference\":\"4500\"") != NULL);
    CHECK(issue != NULL && strstr(issue, "\"refers_to\":\"1\"") != NULL && strstr(issue, "\"reasons\":\"correction.references\"") != NULL);
}

static takst_status claim(const takst_book *book, const char *claimed, const takst_claim_options *options, takst_buffer **to, takst_error **error)
{
    return takst_claim(book, bytes(CASES), sizeof CASES - 1, NULL, 0, bytes(claimed), strlen(claimed), options, to, NULL, error);
}

static void claims(const takst_book *book)
{
    takst_claim_options options = TAKST_CLAIM_OPTIONS_INIT, wrong;
    takst_buffer *buffer = NULL;
    options.payer = 101;
    options.year = 2024;
    options.quarter = 1;
    options.from_month = 202401;
    options.format = TAKST_FORMAT_CSV;
#define WRONG_CLAIM(field, value)                                                                                                                    \
    wrong = options;                                                                                                                                 \
    wrong.field = value;                                                                                                                             \
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, #field, claim(book, "", &wrong, &buffer, &error))
    WRONG_CLAIM(payer, 0);
    WRONG_CLAIM(payer, 65637); /* 101 in 16 bits. */
    WRONG_CLAIM(year, INT32_MAX);
    WRONG_CLAIM(year, 1);
    WRONG_CLAIM(quarter, 0);
    WRONG_CLAIM(quarter, 5);
    WRONG_CLAIM(from_month, 0);
    WRONG_CLAIM(complete, 2);
    WRONG_CLAIM(reserved, 1);
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, claim(book, "", NULL, &buffer, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, claim(book, "", &options, NULL, &error));
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "claimed: required columns are missing: case_id", claim(book, "{}", &options, &buffer, &error));
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "claimed, row 1 (S-1), column refund_rule: “none”",
               claim(book,
                     "{\"case_id\":\"S-1\",\"provider\":\"m\",\"month\":\"2024-01\",\"refund_rule\":\"none\",\"net\":\"1\",\"own_payment\":\"0\","
                     "\"refund\":\"1\"}",
                     &options, &buffer, &error));
    CHECK(buffer == NULL);
    CHECK(claim(book, "", &options, &buffer, NULL) == TAKST_STATUS_OK && says(buffer, "\"quarter\":\"2024-Q1\""));
}

/* Writes a file; its path stands in the template of `mkstemp`. */
static takst_text file(char *path, const char *text)
{
    FILE *to = fdopen(mkstemp(path), "wb");
    if (to == NULL || fputs(text, to) < 0 || fclose(to) != 0)
        exit(2);
    return (takst_text){path, strlen(path)};
}

/* A case text is settled and claimed from as it is priced: headings and dates of a Danish sheet, a map, pseudonyms. 12 days at 545.00, half of it refunded. */
static void as_people_write(const takst_book *book)
{
    static const char SHEET[] = "Sager\n\nSagsnr.;Borger;Ydelse;Startdato;Slutdato;Betalingskommune\n"
                                "S-1;010190-1234;Basis;20-03-2023;31-03-2023;101\n";
    static const char DATED[] = "Sagsnr.;Ydelse;Startdato;Slutdato;Betalingskommune\nS-1;mandecentret/efterforsorg-basis;20/3/2023;31/3/2023;101\n";
    char map_path[] = "/tmp/takst-map-XXXXXX", key_path[] = "/tmp/takst-key-XXXXXX";
    const takst_text map = file(map_path, "dates = \"dmy\"\n[values.service]\n\"Basis\" = \"mandecentret/efterforsorg-basis\"\n");
    const takst_text key = file(key_path, "takst-pseudonyms-1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n");
    takst_settle_options options = month(), wrong;
    takst_claim_options quarter = TAKST_CLAIM_OPTIONS_INIT, wrong_quarter;
    takst_buffer *buffer = NULL, *report = NULL;
    takst_text text = {NULL, 0};
    char all[4096];
    options.from_month = options.until_month = 202303;
    quarter.payer = 101;
    quarter.year = 2023;
    quarter.quarter = 1;
    quarter.from_month = 202303;
    quarter.format = TAKST_FORMAT_CSV;
#define CLAIM(cases, options) takst_claim(book, bytes(cases), strlen(cases), NULL, 0, NULL, 0, options, &buffer, NULL, NULL)
    /* Without an order of dates the case is refused; the report names the line and the heading of the text. */
    options.language = TAKST_LANGUAGE_ENGLISH;
    CHECK(takst_settle(book, bytes(DATED), strlen(DATED), PARTIES, strlen(PARTIES), NULL, 0, &options, &buffer, &report, NULL) ==
          TAKST_STATUS_NONE_PRICED);
    CHECK(takst_buffer_text(report, &text, NULL) == TAKST_STATUS_OK);
    CHECK(check_has(text, "line 2 of the file") && check_has(text, "Startdato") && check_has(text, "2023-03-20"));
    takst_buffer_free(report);
    CHECK(says(buffer, "{\"action\":\"refused\""));
    CHECK(CLAIM(DATED, &quarter) == TAKST_STATUS_NONE_PRICED);
    takst_buffer_free(buffer);
    options.dates = quarter.dates = TAKST_DATE_ORDER_DMY;
    CHECK(settle(book, DATED, PARTIES, "", &options, &buffer, NULL) == TAKST_STATUS_OK && says(buffer, "\"net\":\"6540.00\""));
    CHECK(CLAIM(DATED, &quarter) == TAKST_STATUS_OK && says(buffer, "\"refund\":\"3270.00\""));
    options.dates = quarter.dates = TAKST_DATE_ORDER_DEFAULT;
    options.map = quarter.map = map;
    /* A CPR number is refused without a key, and with one it is in no action. */
    CHECK(settle(book, SHEET, PARTIES, "", &options, &buffer, NULL) == TAKST_STATUS_NONE_PRICED);
    takst_buffer_free(buffer);
    options.pseudonyms = quarter.pseudonyms = key;
    CHECK(settle(book, SHEET, PARTIES, "", &options, &buffer, NULL) == TAKST_STATUS_OK && takst_buffer_text(buffer, &text, NULL) == TAKST_STATUS_OK);
    snprintf(all, sizeof all, "%.*s", (int)text.length, text.data);
    CHECK(strstr(all, "\"net\":\"6540.00\"") != NULL && strstr(all, "\"citizen_id\":\"p-") != NULL && strstr(all, "1234\"") == NULL);
    takst_buffer_free(buffer);
    CHECK(CLAIM(SHEET, &quarter) == TAKST_STATUS_OK && says(buffer, "\"refund\":\"3270.00\""));
    buffer = NULL;
#define WRONG_READING(status, field, value, words)                                                                                                   \
    wrong = options;                                                                                                                                 \
    wrong.field = value;                                                                                                                             \
    CHECK_SAYS(status, words, settle(book, SHEET, PARTIES, "", &wrong, &buffer, &error));                                                            \
    wrong_quarter = quarter;                                                                                                                         \
    wrong_quarter.field = value;                                                                                                                     \
    CHECK_SAYS(status, words, takst_claim(book, bytes(SHEET), strlen(SHEET), NULL, 0, NULL, 0, &wrong_quarter, &buffer, NULL, &error))
    WRONG_READING(TAKST_STATUS_BAD_VALUE, dates, 4, "dates: 4");
    WRONG_READING(TAKST_STATUS_BAD_VALUE, reserved_for_reading, 1, "reserved");
    WRONG_READING(TAKST_STATUS_FILE, sheet, ((takst_text){"Ark1", 4}), "sheet is for workbooks and CSV only");
    WRONG_READING(TAKST_STATUS_FILE, map, key, "The map of columns cannot be used");
    WRONG_READING(TAKST_STATUS_FILE, pseudonyms, map, "no key of pseudonyms");
    WRONG_READING(TAKST_STATUS_BAD_POINTER, map, ((takst_text){NULL, 1}), "map");
    CHECK(buffer == NULL);
    remove(map_path);
    remove(key_path);
}

int main(void)
{
    takst_book *book = check_book();
    misuse(book);
    faults(book);
    reissued(book);
    claims(book);
    as_people_write(book);
    takst_book_free(book);
    return check_end();
}
