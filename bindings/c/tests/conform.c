/* A small copy of the command, through the interface of text:
 *
 *     conform CASES.jsonl --format json --report REPORT.csv [--from YYYY-MM-01] [--until YYYY-MM-DD] [--as-of YYYY-MM-DD] [--policy FILE] [--catalogue DIR]
 *     conform explain CASES --case ID --format json|text|html [--lang da|en]
 *
 * Exit codes are the command's: 0 all cases priced, 1 some refused, 2 nothing could be done. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <takst.h>

struct words {
    const char *file, *report, *from, *until, *as_of, *policy, *catalogue, *explained, *format, *lang;
    int explain;
};

static int failed(takst_error *error)
{
    for (size_t i = 0; i < takst_error_count(error); i++) {
        takst_problem problem;
        problem.struct_size = sizeof problem;
        if (takst_error_problem(error, i, TAKST_LANGUAGE_ENGLISH, &problem, NULL) == TAKST_STATUS_OK)
            fprintf(stderr, "%.*s\n", (int)problem.message.length, problem.message.data);
    }
    takst_error_free(error);
    return 2;
}

/* 2023-03-20 as 20230320; 0 where nothing is given. */
static int32_t day(const char *text)
{
    int32_t number = 0;
    for (; text != NULL && *text != '\0'; text++)
        if (*text >= '0' && *text <= '9')
            number = number * 10 + (*text - '0');
    return number;
}

static int read_words(int count, char **given, struct words *words)
{
    const struct {
        const char *name;
        const char **to;
    } known[] = {{"--report", &words->report},       {"--from", &words->from},       {"--until", &words->until},
                 {"--as-of", &words->as_of},         {"--policy", &words->policy},   {"--catalogue", &words->catalogue},
                 {"--case", &words->explained},      {"--format", &words->format},   {"--lang", &words->lang}};
    for (int i = 1; i < count; i++) {
        size_t which = 0, all = sizeof known / sizeof known[0];
        while (which < all && strcmp(given[i], known[which].name) != 0)
            which++;
        if (which < all && i + 1 < count)
            *known[which].to = given[++i];
        else if (which == all && strcmp(given[i], "explain") == 0)
            words->explain = 1;
        else if (which == all && given[i][0] != '-')
            words->file = given[i];
        else
            return 0;
    }
    return words->file != NULL;
}

static uint8_t *read_file(const char *name, size_t *length)
{
    FILE *file = fopen(name, "rb");
    size_t room = 1 << 16, had = 0, got;
    uint8_t *bytes = malloc(room);
    while (file != NULL && bytes != NULL && (got = fread(bytes + had, 1, room - had, file)) > 0) {
        had += got;
        if (had == room) {
            uint8_t *more = realloc(bytes, room *= 2);
            if (more == NULL) {
                free(bytes);
                bytes = NULL;
            } else {
                bytes = more;
            }
        }
    }
    *length = had;
    if (file == NULL) {
        free(bytes);
        return NULL;
    }
    fclose(file);
    return bytes;
}

static int write_buffer(takst_buffer *buffer, FILE *to)
{
    takst_text text = {NULL, 0};
    takst_buffer_text(buffer, &text, NULL);
    int well = text.length == 0 || fwrite(text.data, 1, text.length, to) == text.length;
    takst_buffer_free(buffer);
    return well;
}

static takst_status make_book(const struct words *words, takst_book **book, takst_error **error)
{
    takst_catalogue *catalogue = NULL;
    takst_policy *policy = NULL;
    takst_status status = TAKST_STATUS_OK;
    if (words->catalogue != NULL)
        status = takst_catalogue_from_path(words->catalogue, strlen(words->catalogue), &catalogue, error);
    if (status == TAKST_STATUS_OK && words->policy != NULL)
        status = takst_policy_from_path(words->policy, strlen(words->policy), &policy, error);
    if (status == TAKST_STATUS_OK)
        status = takst_book_new(catalogue, policy, day(words->as_of), book, error);
    takst_policy_free(policy);
    takst_catalogue_free(catalogue);
    return status;
}

static int explain(const struct words *words, const takst_book *book, const uint8_t *cases, size_t length, const takst_case_options *options)
{
    takst_error *error = NULL;
    takst_buffer *page = NULL;
    const char *format = words->format != NULL ? words->format : "text";
    uint32_t which = strcmp(format, "json") == 0 ? TAKST_PAGE_JSON : strcmp(format, "html") == 0 ? TAKST_PAGE_HTML : TAKST_PAGE_TEXT;
    const char *id = words->explained != NULL ? words->explained : "";
    if (takst_book_explain_case(book, cases, length, options, id, strlen(id), which, &page, &error) != TAKST_STATUS_OK)
        return failed(error);
    return write_buffer(page, stdout) ? 0 : 2;
}

static int price(const struct words *words, const takst_book *book, const uint8_t *cases, size_t length, const takst_case_options *options)
{
    takst_error *error = NULL;
    takst_buffer *lines = NULL, *report = NULL;
    takst_summary summary;
    summary.struct_size = sizeof summary;
    takst_status status = takst_book_price_cases(book, cases, length, options, &lines, &report, &summary, &error);
    if (status != TAKST_STATUS_OK && status != TAKST_STATUS_NONE_PRICED)
        return failed(error);
    takst_error_free(error);
    int well = write_buffer(lines, stdout);
    FILE *file = words->report != NULL ? fopen(words->report, "wb") : NULL;
    if (file == NULL) {
        takst_buffer_free(report);
        well = well && words->report == NULL;
    } else {
        well = write_buffer(report, file) && well;
        well = fclose(file) == 0 && well;
    }
    return !well ? 2 : summary.refused > 0;
}

int main(int count, char **given)
{
    struct words words;
    memset(&words, 0, sizeof words);
    if (!read_words(count, given, &words)) {
        fprintf(stderr, "conform: the words are those of `takst price` and `takst explain`\n");
        return 2;
    }
    takst_error *error = NULL;
    takst_book *book = NULL;
    if (make_book(&words, &book, &error) != TAKST_STATUS_OK)
        return failed(error);
    size_t length = 0;
    uint8_t *cases = read_file(words.file, &length);
    const char *ending = strrchr(words.file, '.');
    takst_case_options options = TAKST_CASE_OPTIONS_INIT;
    options.format = ending != NULL && strcmp(ending, ".csv") == 0 ? TAKST_FORMAT_CSV : TAKST_FORMAT_JSON_LINES;
    options.language = words.lang != NULL && strcmp(words.lang, "da") == 0 ? TAKST_LANGUAGE_DANISH : TAKST_LANGUAGE_ENGLISH;
    options.from_month = day(words.from) / 100;
    options.until = day(words.until);
    int code = cases == NULL ? 2 : words.explain ? explain(&words, book, cases, length, &options) : price(&words, book, cases, length, &options);
    free(cases);
    takst_book_free(book);
    return code;
}
