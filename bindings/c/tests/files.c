/* Case files on the disk: what people have, by their paths, with the options of reading. The word is the path of a workbook. */
#define _DEFAULT_SOURCE
#include "check.h"
#include <stdlib.h>
#include <unistd.h>

/* 31 days at 545.00; a month at 14,250.00. */
#define NET_1 INT64_C(1689500)
#define NET_2 INT64_C(1425000)
#define HEAD "Titel\n\nSagsnr.;Ydelse;Startdato;Slutdato;Betalingskommune;Aftalt pris;Enhed\n"
#define ROW_1 "S-1;mandecentret/efterforsorg;01-03-2022;31-03-2022;Aarhus;;\n"
#define ROW_2 "S-2;livarehab/individuelt-forloeb;01-03-2019;31-03-2019;K\xc3\xb8" "benhavn;14.250,00;m\xc3\xa5ned\n"

static char folder[] = "/tmp/takst-files-XXXXXX";

static takst_text text_of(const char *text)
{
    takst_text of = {text, strlen(text)};
    return of;
}

/* Writes a file into the folder; its path stands until the next but fifteen. */
static const char *file(const char *name, const char *text)
{
    static char paths[16][128];
    static int next;
    char *path = paths[next++ % 16];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    FILE *to = fopen(path, "wb");
    if (to == NULL || fputs(text, to) < 0 || fclose(to) != 0)
        exit(2);
    return path;
}

static takst_case_options options_of(uint32_t dates)
{
    takst_case_options options = TAKST_CASE_OPTIONS_INIT;
    options.language = TAKST_LANGUAGE_ENGLISH;
    options.dates = dates;
    return options;
}

static takst_status priced(const takst_book *book, const char *path, const takst_case_options *options, takst_summary *summary, takst_error **error)
{
    const takst_text paths[] = {text_of(path)};
    *summary = (takst_summary)TAKST_SUMMARY_INIT;
    return takst_book_price_files(book, paths, 1, options, NULL, NULL, summary, error);
}

static void dates(const takst_book *book)
{
    const char *path = file("sager.csv", HEAD ROW_1 ROW_2);
    const takst_text paths[] = {text_of(path)};
    takst_case_options dmy = options_of(TAKST_DATE_ORDER_DMY), unsaid = options_of(TAKST_DATE_ORDER_DEFAULT), wrong = options_of(9);
    takst_summary summary;
    takst_buffer *lines = NULL, *report = NULL;
    takst_error *error = NULL;
    takst_text text = {NULL, 0};
    CHECK(priced(book, path, &dmy, &summary, NULL) == TAKST_STATUS_OK);
    CHECK(summary.cases == 2 && summary.refused == 0 && summary.net == NET_1 + NET_2);
    /* Without an order of dates both cases are refused, with the line of the file and the heading as it has it. */
    summary = (takst_summary)TAKST_SUMMARY_INIT;
    CHECK(takst_book_price_files(book, paths, 1, &unsaid, &lines, &report, &summary, &error) == TAKST_STATUS_NONE_PRICED);
    CHECK(summary.refused == 2 && takst_buffer_text(report, &text, NULL) == TAKST_STATUS_OK);
    CHECK(check_has(text, "line 4 of the file") && check_has(text, "Startdato") && check_has(text, "2022-03-01"));
    takst_error_free(error);
    takst_buffer_free(lines);
    takst_buffer_free(report);
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "dates: 9", priced(book, path, &wrong, &summary, &error));
    /* In memory the options are the same. */
    dmy.format = TAKST_FORMAT_CSV;
    const char in_memory[] = HEAD ROW_1;
    summary = (takst_summary)TAKST_SUMMARY_INIT;
    CHECK(takst_book_price_cases(book, (const uint8_t *)in_memory, sizeof in_memory - 1, &dmy, NULL, NULL, &summary, NULL) == TAKST_STATUS_OK);
    CHECK(summary.net == NET_1);
    /* A program of an older version knows no more than 32 bytes of the options; what lies behind them is not read. */
    memset((char *)&dmy + 32, 0xAA, sizeof dmy - 32);
    dmy.struct_size = 32;
    CHECK(takst_book_price_cases(book, (const uint8_t *)in_memory, sizeof in_memory - 1, &dmy, NULL, NULL, &summary, NULL) == TAKST_STATUS_NONE_PRICED);
}

/* Each problem of a map that cannot be used, in Danish: `fault` ends it. */
static int says_in_danish(const takst_book *book, const char *path, const char *map, const char *fault)
{
    takst_case_options options = options_of(TAKST_DATE_ORDER_DEFAULT);
    takst_summary summary;
    takst_error *error = NULL;
    takst_text said = {NULL, 0};
    char wanted[512];
    options.map = text_of(file("forkert.toml", map));
    int well = priced(book, path, &options, &summary, &error) == TAKST_STATUS_FILE && takst_error_count(error) == 1 &&
               takst_error_message(error, TAKST_LANGUAGE_DANISH, &said, NULL) == TAKST_STATUS_OK;
    snprintf(wanted, sizeof wanted, "Kolonneoversigten kan ikke bruges: %s/forkert.toml:%s", folder, fault);
    well = well && said.length == strlen(wanted) && memcmp(said.data, wanted, said.length) == 0;
    if (!well)
        fprintf(stderr, "%.*s\n", (int)said.length, said.data != NULL ? said.data : "");
    takst_error_free(error);
    return well;
}

static void maps(const takst_book *book)
{
    const char *path = file("ord.csv", HEAD "S-1;Efterforsorg;01-03-2022;31-03-2022;Aarhus;;\n");
    const char *map = file("kolonner.toml", "dates = \"dmy\"\n[values.service]\n\"Efterforsorg\" = \"mandecentret/efterforsorg\"\n");
    takst_case_options options = options_of(TAKST_DATE_ORDER_DEFAULT);
    takst_summary summary;
    options.map = text_of(map);
    CHECK(priced(book, path, &options, &summary, NULL) == TAKST_STATUS_OK && summary.net == NET_1);
    options.map = text_of(file("forkert.toml", "dato = \"dmy\"\n"));
    CHECK_SAYS(TAKST_STATUS_FILE, "forkert.toml:1", priced(book, path, &options, &summary, &error));
    /* In Danish nothing is left in English, whatever is wrong. */
    CHECK(says_in_danish(book, path, "dates = dmy\n",
                         "1: Linjen \xc2\xbb" "dates = dmy\xc2\xab kan ikke l\xc3\xa6ses. Skriv n\xc3\xb8gle = \"tekst\" med begge anf\xc3\xb8rselstegn eller [tabel]. "
                         "En n\xc3\xb8gle med andet end a-z, A-Z, 0-9, _ og - skal ogs\xc3\xa5 st\xc3\xa5 i anf\xc3\xb8rselstegn."));
    CHECK(says_in_danish(book, path, "[columns]\nservice = \"Ydelse\"\nservice = \"Sagsnr.\"\n", "3: service findes to gange. Behold den ene."));
    CHECK(says_in_danish(book, path, "[columns]\nhours = 5\n", "2: Skriv hours som tekst i anf\xc3\xb8rselstegn eller som en tabel af s\xc3\xa5" "danne tekster."));
    CHECK(says_in_danish(book, path, "[columns]\nsagsnumer = \"x\"\n", "2: Der er ingen kolonne, der hedder sagsnumer. Mente du case_id?"));
    CHECK(says_in_danish(book, path, "kolonner = \"x\"\n",
                         "1: En kolonneoversigt har ingen n\xc3\xb8gle kolonner. N\xc3\xb8glerne er dates, columns, constants og values."));
    CHECK(says_in_danish(book, path, "[values.service]\n\"M\xe5l\" = \"x\"\n", "2: Filen er ikke i UTF-8. Gem den som UTF-8."));
    /* The map is in order, but the file lacks the heading. */
    CHECK(says_in_danish(book, path, "\n[columns]\nhours = \"Antal\"\n",
                         "3: Filen har ingen overskrift \xc2\xbb" "Antal\xc2\xab til hours. Den har \xc2\xbbSagsnr.\xc2\xab, \xc2\xbbYdelse\xc2\xab, "
                         "\xc2\xbbStartdato\xc2\xab, \xc2\xbbSlutdato\xc2\xab, \xc2\xbb" "Betalingskommune\xc2\xab, \xc2\xbb" "Aftalt pris\xc2\xab, \xc2\xbb" "Enhed\xc2\xab."));
    options.map = text_of("/nowhere/kolonner.toml");
    CHECK_SAYS(TAKST_STATUS_IO, "/nowhere/kolonner.toml", priced(book, path, &options, &summary, &error));
}

static void workbooks(const takst_book *book, const char *path)
{
    takst_case_options options = options_of(TAKST_DATE_ORDER_DEFAULT);
    takst_summary summary;
    /* 31 and 10 days at 545.00, a month at 14,250.00, 12.5 hours at 500.00. */
    CHECK(priced(book, path, &options, &summary, NULL) == TAKST_STATUS_OK && summary.cases == 4 && summary.net == INT64_C(4284500));
    options.sheet = text_of("Sheet");
    CHECK(priced(book, path, &options, &summary, NULL) == TAKST_STATUS_OK && summary.cases == 4);
    options.sheet = text_of("Maj");
    CHECK_SAYS(TAKST_STATUS_FILE, "Sheet", priced(book, path, &options, &summary, &error));
    CHECK_SAYS(TAKST_STATUS_FILE, "sheet is for workbooks and CSV only", priced(book, file("a.jsonl", "{}\n"), &options, &summary, &error));
    options.sheet = text_of("");
    CHECK_SAYS(TAKST_STATUS_FILE, "PDF", priced(book, file("sager.csv", "%PDF-1.7\n"), &options, &summary, &error));
}

static void pseudonyms(const takst_book *book)
{
    const char *path = file("cpr.csv", "case_id,citizen_id,service,first_day,last_day,payer\nS-1,010190-1234,mandecentret/efterforsorg,2022-03-01,2022-03-31,751\n");
    const char *key = file("key", "takst-pseudonyms-1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n");
    const takst_text paths[] = {text_of(path)};
    takst_case_options options = options_of(TAKST_DATE_ORDER_DEFAULT);
    takst_summary summary = TAKST_SUMMARY_INIT;
    takst_buffer *lines = NULL;
    takst_text text = {NULL, 0};
    CHECK_FAILS(TAKST_STATUS_NONE_PRICED, priced(book, path, &options, &summary, &error));
    options.pseudonyms = text_of(key);
    CHECK(takst_book_price_files(book, paths, 1, &options, &lines, NULL, &summary, NULL) == TAKST_STATUS_OK && summary.net == NET_1);
    CHECK(takst_buffer_text(lines, &text, NULL) == TAKST_STATUS_OK);
    CHECK(check_has(text, "\"p-") && !check_has(text, "1234"));
    takst_buffer_free(lines);
    options.pseudonyms = text_of(path);
    CHECK_SAYS(TAKST_STATUS_FILE, "no key of pseudonyms", priced(book, path, &options, &summary, &error));
}

/* Several files are one: a citizen's cases in two of them count together. */
static void several(const takst_book *book)
{
    char first[128], second[128];
    snprintf(first, sizeof first, "%s", file("a.csv", HEAD ROW_1));
    snprintf(second, sizeof second, "%s", file("b.csv", HEAD ROW_2));
    const takst_text paths[] = {text_of(first), text_of(second)};
    const takst_text missing[] = {text_of(first), text_of("/nowhere/b.csv")};
    takst_case_options options = options_of(TAKST_DATE_ORDER_DMY);
    takst_summary summary = TAKST_SUMMARY_INIT;
    takst_buffer *page = NULL;
    takst_text text = {NULL, 0};
    CHECK(takst_book_price_files(book, paths, 2, &options, NULL, NULL, &summary, NULL) == TAKST_STATUS_OK);
    CHECK(summary.cases == 2 && summary.net == NET_1 + NET_2);
    CHECK(takst_book_explain_case_of_files(book, paths, 2, &options, "S-2", 3, TAKST_PAGE_TEXT, &page, NULL) == TAKST_STATUS_OK);
    CHECK(takst_buffer_text(page, &text, NULL) == TAKST_STATUS_OK && check_has(text, "14,250.00"));
    takst_buffer_free(page);
    CHECK_SAYS(TAKST_STATUS_NOT_FOUND, "S-3", takst_book_explain_case_of_files(book, paths, 2, &options, "S-3", 3, TAKST_PAGE_TEXT, &page, &error));
    CHECK_SAYS(TAKST_STATUS_IO, "There is no file /nowhere/b.csv", takst_book_price_files(book, missing, 2, &options, NULL, NULL, &summary, &error));
    const takst_text named[] = {text_of("/nowhere/borger 010203-1234.csv")};
    CHECK_SAYS(TAKST_STATUS_IO, "There is no file /nowhere/borger xxxxxx-xxxx.csv",
               takst_book_price_files(book, named, 1, &options, NULL, NULL, &summary, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_book_price_files(book, paths, 0, &options, NULL, NULL, &summary, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_price_files(book, NULL, 2, &options, NULL, NULL, &summary, &error));
    const takst_text none[] = {{NULL, 0}};
    CHECK_SAYS(TAKST_STATUS_BAD_LENGTH, "paths is empty", takst_book_price_files(book, none, 1, &options, NULL, NULL, &summary, &error));
    CHECK_SAYS(TAKST_STATUS_IO, "is a folder", priced(book, folder, &options, &summary, &error));
}

int main(int count, char **words)
{
    if (count != 2 || mkdtemp(folder) == NULL)
        return 2;
    takst_book *book = check_book();
    dates(book);
    maps(book);
    workbooks(book, words[1]);
    pseudonyms(book);
    several(book);
    takst_book_free(book);
    const char *const written[] = {"sager.csv", "ord.csv", "kolonner.toml", "forkert.toml", "a.jsonl", "cpr.csv", "key", "a.csv", "b.csv"};
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", folder, written[i]);
        unlink(path);
    }
    rmdir(folder);
    return check_end();
}
