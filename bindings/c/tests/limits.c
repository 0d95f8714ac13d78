/* Input that could crash the process or wait for ever, and results that are not complete: each is refused or reported, and nothing is written to stderr. */
#define _POSIX_C_SOURCE 200809L
#include "silent.h"
#include "../examples/rows.h"
#include <pthread.h>
#include <sys/stat.h>

/* The stack that the README says a thread needs. */
#ifndef STACK
#define STACK ((size_t)128 << 10)
#endif

static const char CSV[] = "case_id,service,first_day,last_day,payer\n"
                          "S-1,mandecentret/efterforsorg-basis,2023-03-20,2023-04-10,101\n"
                          "S-2,mandecentret/efterforsorg-basis,2023-03-20,2023-04-10,999\n";
static const char JSON[] = "{\"case_id\":\"S-1\",\"service\":\"mandecentret/efterforsorg-basis\",\"first_day\":\"2023-03-20\",\"last_day\":\"2023-04-10\","
                           "\"payer\":\"101\"}\n";

/* Texts */

/* A text of `count` times a part, with something before and after it. */
static char *repeated(const char *before, const char *part, size_t count, const char *after)
{
    const size_t length = strlen(part), start = strlen(before);
    char *text = malloc(start + count * length + strlen(after) + 1);
    if (text == NULL)
        exit(2);
    strcpy(text, before);
    for (size_t i = 0; i < count; i++)
        memcpy(text + start + i * length, part, length);
    strcpy(text + start + count * length, after);
    return text;
}

static int holds(takst_text text, const char *word)
{
    const size_t length = strlen(word);
    for (size_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.data + i, word, length) == 0)
            return 1;
    return 0;
}

/* Policies and catalogues of brackets within brackets. */
static void nested(void)
{
    const struct {
        const char *before, *part, *after;
        size_t count;
    } texts[] = {
        {"[saturday-works]\nvalue = ", "[", "\n", 1000},
        {"[saturday-works]\nvalue = ", "[", "\n", 1000000},
        {"x = ", "{ x = ", "\n", 1000},
        {"x = [\n", "[ # ]\n", "\n", 1000},
        {"x = ", "[{ x = ", "\n", 1000},
        {"", "x.", "x = 1\n", 100000},
        {"[", "x.", "x]\n", 100000},
        {"[[", "x.", "x]]\n", 100000},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *text = repeated(texts[i].before, texts[i].part, texts[i].count, texts[i].after);
        const takst_file file = {"deep.toml", 9, text, strlen(text)};
        takst_policy *policy = NULL;
        takst_catalogue *catalogue = NULL;
        CHECK_SAYS(TAKST_STATUS_POLICY, "16 levels", takst_policy_from_buffer("p", 1, text, strlen(text), &policy, &error));
        CHECK_SAYS(TAKST_STATUS_CATALOGUE, "16 levels", takst_catalogue_from_files(&file, 1, &catalogue, &error));
        CHECK(policy == NULL && catalogue == NULL);
        free(text);
    }
}

/* A CSV file that is read as JSON Lines, and the other way round; a file of which nothing is priced. */
static void files(const takst_book *book)
{
    takst_case_options csv = TAKST_CASE_OPTIONS_INIT, json = TAKST_CASE_OPTIONS_INIT;
    takst_summary summary = TAKST_SUMMARY_INIT;
    takst_buffer *lines = NULL, *report = NULL;
    takst_error *error = NULL;
    takst_text text;
    const uint8_t *cases = (const uint8_t *)CSV;
    csv.format = TAKST_FORMAT_CSV;
    summary.priced = 99;
    CHECK_SAYS(TAKST_STATUS_FILE, "header of a CSV file", takst_book_price_cases(book, cases, sizeof CSV - 1, &json, &lines, &report, &summary, &error));
    CHECK_FAILS(TAKST_STATUS_FILE, takst_book_price_cases(book, cases, sizeof CSV - 1, NULL, &lines, &report, &summary, &error));
    CHECK_FAILS(TAKST_STATUS_FILE, takst_book_explain_case(book, cases, sizeof CSV - 1, &json, "S-1", 3, TAKST_PAGE_TEXT, &lines, &error));
    CHECK_FAILS(TAKST_STATUS_FILE, takst_book_price_cases(book, (const uint8_t *)JSON, sizeof JSON - 1, &csv, &lines, &report, &summary, &error));
    CHECK(lines == NULL && report == NULL && summary.priced == 99);
    /* The counts are never left out. */
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_book_price_cases(book, cases, sizeof CSV - 1, &csv, &lines, &report, NULL, &error));
    CHECK(takst_book_price_cases(book, cases, sizeof CSV - 1, &csv, NULL, NULL, &summary, NULL) == TAKST_STATUS_OK);
    CHECK(summary.cases == 2 && summary.priced == 1 && summary.refused == 1 && summary.net == 654000 + 435000);
    /* The second case alone: a header without the first row. */
    char *refused = malloc(sizeof CSV);
    const char *second = strstr(CSV, "S-2");
    if (refused == NULL)
        exit(2);
    snprintf(refused, sizeof CSV, "%.*s%s", (int)(strchr(CSV, '\n') + 1 - CSV), CSV, second);
    takst_status status = takst_book_price_cases(book, (const uint8_t *)refused, strlen(refused), &csv, &lines, &report, &summary, &error);
    CHECK(status == TAKST_STATUS_NONE_PRICED && takst_error_status(error) == status && check_says(error, "None of the 1 cases was priced"));
    CHECK(summary.cases == 1 && summary.priced == 0 && summary.refused == 1 && summary.lines == 0 && summary.net == 0);
    CHECK(takst_buffer_text(lines, &text, NULL) == TAKST_STATUS_OK && text.length == 0);
    CHECK(takst_buffer_text(report, &text, NULL) == TAKST_STATUS_OK && text.length > 0 && holds(text, "value.range"));
    takst_error_free(error);
    takst_buffer_free(lines);
    takst_buffer_free(report);
    free(refused);
    /* A value nested deeper than any stack. */
    char *deep = repeated("{\"case_id\":\"S-1\",\"note\":", "[", 1000000, "\n");
    CHECK(takst_book_price_cases(book, (const uint8_t *)deep, strlen(deep), NULL, NULL, NULL, &summary, NULL) == TAKST_STATUS_NONE_PRICED);
    CHECK(summary.rows == 1 && summary.refused == 1);
    free(deep);
}

/* A pipe in a directory of a catalogue: waiting for its writer would never end, and the alarm ends the program. */
static void pipes(void)
{
    char directory[] = "/tmp/takst-pipes-XXXXXX", pipe[64];
    takst_catalogue *catalogue = NULL;
    CHECK(mkdtemp(directory) != NULL);
    snprintf(pipe, sizeof pipe, "%s/boegely.toml", directory);
    CHECK(mkfifo(pipe, 0600) == 0);
    alarm(60);
    CHECK_SAYS(TAKST_STATUS_IO, "not a regular file", takst_catalogue_from_path(directory, strlen(directory), &catalogue, &error));
    alarm(0);
    CHECK(catalogue == NULL && unlink(pipe) == 0 && rmdir(directory) == 0);
}

/* Every code of the registry can be asked of a line: those that are no assumptions too. */
static void codes(void)
{
    takst_line none = TAKST_LINE_INIT, all = TAKST_LINE_INIT;
    size_t assumptions = 0;
    all.assumptions = UINT64_MAX;
    for (size_t i = 0; i < takst_code_count(); i++) {
        takst_code_facts facts = TAKST_CODE_FACTS_INIT;
        CHECK(takst_code_at(i, &facts, NULL) == TAKST_STATUS_OK);
        const int is_assumption = facts.severity == TAKST_SEVERITY_ASSUMPTION;
        assumptions += is_assumption;
        CHECK(TAKST_RESTS_ON(none, facts.code) == 0 && TAKST_RESTS_ON(all, facts.code) == is_assumption);
    }
    CHECK(assumptions > 16);
    CHECK(TAKST_RESTS_ON(all, TAKST_CODE_NONE) == 0 && TAKST_RESTS_ON(all, UINT32_MAX) == 0 && TAKST_RESTS_ON(all, 365) == 0);
    CHECK(TAKST_RESTS_ON(all, TAKST_CODE_TARIFF_NONE) == 0 && TAKST_RESTS_ON(all, TAKST_CODE_ASSUMED_ROLL_OUT_DATE) == 1);
}

/* A policy that answers a question of a catalogue of the caller's. */
static void own_questions(void)
{
    static const char own[] =
        "[provider]\nid = \"a\"\nname = \"A\"\n[provider.sources]\nlegal_basis = \"x\"\nvat = \"x\"\nrefund = \"x\"\n"
        "[[question]]\nsetting = \"a-from\"\nquestion = { da = \"Hvornaar?\", en = \"When?\" }\nmeaning = { da = \"Foerste dag.\", en = \"First day.\" }\n"
        "default = \"2020-01-01\"\nassumption = \"tariff-validity\"\nsource = \"x\"\n"
        "[[service]]\nid = \"a/ophold\"\nname = { da = \"Ophold\", en = \"Stay\" }\nlegal_basis = \"SEL\"\nkind = \"day\"\nvat = \"exempt\"\nrefund = \"none\"\n"
        "[[service.tariff]]\nfrom_setting = \"a-from\"\nprice = \"100.00\"\nsource = \"x\"\n";
    static const char answer[] = "[a-from]\nvalue = \"2020-03-01\"\nsource = \"letter\"\n";
    const takst_file file = {"a.toml", 6, own, sizeof own - 1};
    takst_catalogue *catalogue = NULL;
    takst_policy *policy = NULL;
    takst_book *book = NULL;
    takst_row row = TAKST_ROW_INIT;
    takst_line lines[4] = {TAKST_LINE_INIT};
    size_t needed = 0;
    CHECK(takst_catalogue_from_files(&file, 1, &catalogue, NULL) == TAKST_STATUS_OK);
    /* The built-in catalogue does not ask it. */
    CHECK_SAYS(TAKST_STATUS_POLICY, "a-from", takst_policy_from_buffer("p", 1, answer, sizeof answer - 1, &policy, &error));
    CHECK_SAYS(TAKST_STATUS_POLICY, "a-from", takst_policy_with_catalogue_from_buffer(NULL, "p", 1, answer, sizeof answer - 1, &policy, &error));
    CHECK(takst_policy_with_catalogue_from_buffer(catalogue, "p", 1, answer, sizeof answer - 1, &policy, NULL) == TAKST_STATUS_OK);
    CHECK(takst_book_new(catalogue, policy, 0, &book, NULL) == TAKST_STATUS_OK);
    takst_catalogue_free(catalogue);
    takst_policy_free(policy);
    CHECK(takst_book_service(book, "a/ophold", 8, &row.service, NULL) == TAKST_STATUS_OK);
    row.payer = 101;
    row.first_day = 20200301;
    row.last_day = 20200302;
    CHECK(takst_book_price(book, &row, lines, 4, &needed, NULL) == TAKST_STATUS_OK && needed == 1 && lines[0].net == 20000);
    CHECK(!TAKST_RESTS_ON(lines[0], TAKST_CODE_ASSUMED_TARIFF_VALIDITY));
    row.first_day = 20200229;
    CHECK_FAILS(TAKST_STATUS_REFUSED, takst_book_price(book, &row, lines, 4, &needed, &error));
    takst_book_free(book);
}

/* Runs */

/* The run that the callbacks call, its stream, the number of calls, and of those with a wrong result. */
static takst_lines *running;
static struct ArrowArrayStream *pulled_stream;
static int calls, wrong;

static void call_own_run(void)
{
    struct ArrowArrayStream stream;
    struct ArrowArray array;
    struct ArrowSchema schema;
    takst_run_summary summary = TAKST_RUN_SUMMARY_INIT;
    takst_error *error = NULL;
    if (running == NULL)
        return;
    calls++;
    wrong += takst_lines_summary(running, &summary, &error) != TAKST_STATUS_IN_CALLBACK;
    wrong += !check_says(error, "callback");
    takst_error_free(error);
    wrong += takst_lines_status(running, NULL) != TAKST_STATUS_IN_CALLBACK;
    wrong += takst_lines_refused(running, &stream, NULL) != TAKST_STATUS_IN_CALLBACK;
    wrong += takst_lines_findings(running, &stream, NULL) != TAKST_STATUS_IN_CALLBACK;
    wrong += takst_lines_stream(running, &stream, NULL) != TAKST_STATUS_IN_CALLBACK;
    if (pulled_stream != NULL && pulled_stream->release != NULL) {
        wrong += pulled_stream->get_next(pulled_stream, &array) == 0;
        wrong += pulled_stream->get_schema(pulled_stream, &schema) == 0;
        const char *why = pulled_stream->get_last_error(pulled_stream);
        wrong += why == NULL || strstr(why, "callback") == NULL;
    }
}

static uint32_t calling_progress(void *context, uint64_t rows, uint64_t lines)
{
    (void)context, (void)rows, (void)lines;
    call_own_run();
    return 0;
}

static int calling_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    call_own_run();
    return rows_get_next(stream, out);
}

static void calling_array_release(struct ArrowArray *array)
{
    call_own_run();
    rows_release_batch(array);
}

static int next_that_calls_on_release(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    int code = rows_get_next(stream, out);
    if (code == 0 && out->release != NULL)
        out->release = calling_array_release;
    return code;
}

static void calling_stream_release(struct ArrowArrayStream *stream)
{
    call_own_run();
    rows_release(stream);
}

/* Pulls to the end or the first error; the code of the last call. */
static int pull(struct ArrowArrayStream *stream, long *rows)
{
    for (;;) {
        struct ArrowArray some;
        int code = stream->get_next(stream, &some);
        if (code != 0 || some.release == NULL)
            return code;
        *rows += (long)some.length;
        some.release(&some);
    }
}

static void callbacks(const takst_batch *batch)
{
    for (int way = 0; way < 8; way++) {
        takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
        struct ArrowArrayStream cases, stream;
        takst_run_summary summary = TAKST_RUN_SUMMARY_INIT;
        takst_lines *lines = NULL;
        long count = 0;
        options.grouping = way < 4 ? TAKST_GROUPING_BY_CITIZEN : TAKST_GROUPING_NONE;
        options.threads = way % 2 ? 1 : 2;
        calls = wrong = 0;
        CHECK(rows_stream(&cases, 20000));
        cases.get_next = way % 4 == 0 ? calling_next : way % 4 == 1 ? next_that_calls_on_release : rows_get_next;
        cases.release = way % 4 == 2 ? calling_stream_release : rows_release;
        if (way % 4 == 3)
            options.progress = calling_progress;
        CHECK(takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK && takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
        running = lines;
        pulled_stream = &stream;
        alarm(60);
        CHECK(pull(&stream, &count) == 0 && count > 20000);
        alarm(0);
        CHECK(calls > 0 && wrong == 0);
        CHECK(takst_lines_status(lines, NULL) == TAKST_STATUS_OK && takst_lines_summary(lines, &summary, NULL) == TAKST_STATUS_OK);
        CHECK(summary.rows == 20000 && summary.priced == 20000);
        running = NULL;
        pulled_stream = NULL;
        stream.release(&stream);
        takst_lines_free(lines);
    }
}

/* A callback that frees the run and releases its stream: what is behind them goes when the run has returned. */
static uint32_t freeing_progress(void *context, uint64_t rows, uint64_t lines)
{
    (void)context, (void)rows, (void)lines;
    if (pulled_stream != NULL && pulled_stream->release != NULL)
        pulled_stream->release(pulled_stream);
    takst_lines_free(running);
    running = NULL;
    return 0;
}

static void freed_within(const takst_batch *batch)
{
    takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
    struct ArrowArrayStream cases, stream;
    struct ArrowArray some;
    options.grouping = TAKST_GROUPING_BY_CITIZEN;
    options.progress = freeing_progress;
    CHECK(rows_stream(&cases, 20000));
    CHECK(takst_batch_lines(batch, &cases, &options, &running, NULL) == TAKST_STATUS_OK && takst_lines_stream(running, &stream, NULL) == TAKST_STATUS_OK);
    pulled_stream = &stream;
    alarm(60);
    CHECK(stream.get_next(&stream, &some) != 0 && stream.release == NULL && running == NULL);
    alarm(0);
    pulled_stream = NULL;
}

/* Rows whose payer is no municipality. */
static int no_payer(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    int code = rows_get_next(stream, out);
    if (code == 0 && out->release != NULL)
        for (int64_t i = 0; i < out->length; i++)
            ((struct rows_batch *)out->private_data)->payers[i] = 5;
    return code;
}

/* A run that was given up, one of which nothing was priced, and one without rows: none of them is a plain OK. */
static void incomplete(const takst_batch *batch)
{
    struct ArrowArrayStream cases, stream, totals, refused;
    struct ArrowArray some;
    takst_run_summary summary = TAKST_RUN_SUMMARY_INIT;
    takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
    takst_lines *lines = NULL;
    takst_error *error = NULL;
    long count = 0;
    options.grouping = TAKST_GROUPING_BY_CITIZEN;
    CHECK(rows_stream(&cases, 50000));
    CHECK(takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK && takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
    CHECK(stream.get_next(&stream, &some) == 0 && some.release != NULL && takst_lines_status(lines, NULL) == TAKST_STATUS_OK);
    some.release(&some);
    stream.release(&stream);
    CHECK_SAYS(TAKST_STATUS_UNFINISHED, "released before its end", takst_lines_status(lines, &error));
    CHECK(takst_lines_summary(lines, &summary, NULL) == TAKST_STATUS_OK && summary.rows > 0 && summary.rows < 50000);
    takst_lines_free(lines);
    for (int rows = 0; rows <= 100; rows += 100) {
        const char *words = rows == 0 ? "there is none" : "None of the 100 cases was priced";
        CHECK(rows_stream(&cases, rows));
        cases.get_next = no_payer;
        CHECK(takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK && takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
        CHECK(takst_lines_status(lines, NULL) == TAKST_STATUS_OK && pull(&stream, &count) == 0 && count == 0);
        CHECK_SAYS(TAKST_STATUS_NONE_PRICED, words, takst_lines_status(lines, &error));
        stream.release(&stream);
        CHECK_SAYS(TAKST_STATUS_NONE_PRICED, words, takst_lines_status(lines, &error));
        takst_lines_free(lines);
        CHECK(rows_stream(&cases, rows));
        cases.get_next = no_payer;
        CHECK(takst_batch_totals(batch, &cases, &options, &totals, &refused, &summary, &error) == TAKST_STATUS_NONE_PRICED);
        CHECK(check_says(error, words) && summary.rows == (uint64_t)rows && summary.priced == 0 && summary.refused == (uint64_t)rows);
        takst_error_free(error);
        error = NULL;
        CHECK(pull(&totals, &count) == 0 && count == 1);
        count = 0;
        CHECK(pull(&refused, &count) == 0 && count == rows);
        count = 0;
        totals.release(&totals);
        refused.release(&refused);
    }
    CHECK(rows_stream(&cases, 10));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_batch_totals(batch, &cases, &options, &totals, NULL, NULL, &error));
}

/* Everything in a thread with no more stack than the README asks for. */
static void *on_a_small_stack(void *unused)
{
    (void)unused;
    takst_book *book = check_book();
    takst_batch *batch = NULL;
    takst_case_options csv = TAKST_CASE_OPTIONS_INIT;
    takst_row row = check_row(book);
    takst_line lines[4] = {TAKST_LINE_INIT};
    size_t needed = 0;
    csv.format = TAKST_FORMAT_CSV;
    CHECK(takst_book_price(book, &row, lines, 4, &needed, NULL) == TAKST_STATUS_OK && needed == 2);
    nested();
    files(book);
    pipes();
    own_questions();
    for (uint32_t page = 0; page < 3; page++) {
        takst_buffer *explanation = NULL;
        CHECK(takst_book_explain_case(book, (const uint8_t *)CSV, sizeof CSV - 1, &csv, "S-1", 3, page, &explanation, NULL) == TAKST_STATUS_OK);
        takst_buffer_free(explanation);
    }
    CHECK(takst_batch_new(book, &batch, NULL) == TAKST_STATUS_OK);
    takst_book_free(book);
    callbacks(batch);
    freed_within(batch);
    incomplete(batch);
    takst_batch_free(batch);
    return NULL;
}

int main(void)
{
    pthread_attr_t attributes;
    pthread_t thread;
    silent_begin();
    codes();
    CHECK(pthread_attr_init(&attributes) == 0 && pthread_attr_setstacksize(&attributes, STACK) == 0);
    CHECK(pthread_create(&thread, &attributes, on_a_small_stack, NULL) == 0 && pthread_join(thread, NULL) == 0);
    pthread_attr_destroy(&attributes);
    silent_end();
    return check_end();
}
