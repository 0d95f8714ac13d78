/* A million rows at the most hours and the highest price: their sum is more than 64 bits hold. It is an error of the case or of the file, never a wrong sum.
 * 10,000 hours at 10,000,000 kr. are 10^13 øre; 64 bits hold 922,337 times as much. */
#define _POSIX_C_SOURCE 200809L
#include "silent.h"

#define ROWS 1000000
#define NAME "livarehab/individuelt-forloeb"

static const char HEADER[] = "case_id,citizen_id,service,first_day,last_day,payer,hours,unit_price,unit\n";

/* The first `rows` rows as CSV: each a case of its own, or all one case. */
static char *file(size_t rows, int one_case, size_t *length)
{
    const size_t room = sizeof HEADER + rows * 120;
    char *text = malloc(room), *end = text;
    if (text == NULL)
        exit(2);
    end += sprintf(end, "%s", HEADER);
    for (size_t i = 0; i < rows; i++)
        end += sprintf(end, "S-%zu,,%s,2019-03-01,2019-03-31,101,10000,10000000,hour\n", one_case ? 1 : i + 1, NAME);
    *length = (size_t)(end - text);
    return text;
}

static void texts(const takst_book *book)
{
    takst_case_options csv = TAKST_CASE_OPTIONS_INIT;
    takst_summary summary = TAKST_SUMMARY_INIT;
    takst_buffer *buffer = NULL;
    takst_error *error = NULL;
    takst_text text;
    size_t length;
    csv.format = TAKST_FORMAT_CSV;
    csv.language = TAKST_LANGUAGE_ENGLISH;
    /* One case more than 64 bits hold. */
    char *cases = file(922338, 0, &length);
    CHECK_SAYS(TAKST_STATUS_FILE, "922338 cases", takst_book_price_cases(book, (const uint8_t *)cases, length, &csv, NULL, NULL, &summary, &error));
    free(cases);
    /* One case: 400,000 rows are the 4,000,000,000 hours that a case may have. */
    cases = file(400001, 1, &length);
    CHECK(takst_book_price_cases(book, (const uint8_t *)cases, length, &csv, NULL, &buffer, &summary, &error) == TAKST_STATUS_NONE_PRICED);
    CHECK(summary.refused == 1 && takst_buffer_text(buffer, &text, NULL) == TAKST_STATUS_OK);
    char *report = calloc(1, text.length + 1);
    if (report == NULL)
        exit(2);
    memcpy(report, text.data, text.length);
    CHECK(strstr(report, "value.range") != NULL && strstr(report, "400001") != NULL && strstr(report, "4000010000") != NULL);
    free(report);
    takst_buffer_free(buffer);
    takst_error_free(error);
    CHECK(takst_book_explain_case(book, (const uint8_t *)cases, length, &csv, "S-1", 3, TAKST_PAGE_TEXT, &buffer, NULL) == TAKST_STATUS_OK);
    takst_buffer_free(buffer);
    /* Without its last row. */
    length = (size_t)(strrchr(cases, 'S') - cases);
    CHECK(takst_book_price_cases(book, (const uint8_t *)cases, length, &csv, NULL, NULL, &summary, NULL) == TAKST_STATUS_OK);
    CHECK(summary.priced == 1 && summary.net == INT64_C(4000000000000000000) && summary.cost == summary.net);
    free(cases);
}

/* One row is far within. */
static void plain(const takst_book *book)
{
    takst_row row = TAKST_ROW_INIT;
    takst_line line = TAKST_LINE_INIT;
    size_t needed = 0;
    CHECK(takst_book_service(book, NAME, sizeof NAME - 1, &row.service, NULL) == TAKST_STATUS_OK);
    row.payer = 101;
    row.first_day = 20190301;
    row.last_day = 20190331;
    row.hours = 1000000;
    row.unit_price = INT64_C(100000000000);
    row.unit = TAKST_UNIT_HOUR;
    CHECK(takst_book_price(book, &row, &line, 1, &needed, NULL) == TAKST_STATUS_OK && needed == 1 && line.net == INT64_C(10000000000000));
}

/* The same rows as columns: one array, in which every column but the first repeats a value. */

enum { COLUMNS = 7 };

struct table {
    int left;
    int64_t rows;
    int one_case;
    int64_t *ids, *values[COLUMNS];
    int32_t *keys, *days[2];
    struct ArrowArray columns[COLUMNS], words[2], *pointers[COLUMNS];
    struct ArrowSchema schemas[COLUMNS], word_schema[2], *schema_pointers[COLUMNS];
    const void *buffers[COLUMNS][3], *word_buffers[2][3], *none[1];
};

static void no_array(struct ArrowArray *array) { array->release = NULL; }
static void no_schema(struct ArrowSchema *schema) { schema->release = NULL; }

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    static const char *const names[COLUMNS] = {"case_id", "service", "first_day", "payer", "hours", "unit_price", "unit"};
    static const char *const formats[COLUMNS] = {"l", "i", "tdD", "l", "l", "l", "i"};
    struct table *table = stream->private_data;
    memset(out, 0, sizeof *out);
    for (int i = 0; i < COLUMNS; i++) {
        struct ArrowSchema *schema = &table->schemas[i];
        memset(schema, 0, sizeof *schema);
        schema->format = formats[i];
        schema->name = names[i];
        schema->release = no_schema;
        table->schema_pointers[i] = schema;
    }
    for (int i = 0; i < 2; i++) {
        table->word_schema[i].format = "u";
        table->word_schema[i].name = "";
        table->word_schema[i].release = no_schema;
        table->schemas[i == 0 ? 1 : 6].dictionary = &table->word_schema[i];
    }
    out->format = "+s";
    out->name = "";
    out->n_children = COLUMNS;
    out->children = table->schema_pointers;
    out->release = no_schema;
    return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    static const int32_t service_ends[] = {0, sizeof NAME - 1}, unit_ends[] = {0, 4};
    struct table *table = stream->private_data;
    memset(out, 0, sizeof *out);
    if (table->left-- <= 0)
        return 0;
    const void *values[COLUMNS] = {table->ids, table->keys, table->days[0], table->values[0], table->values[1], table->values[2], table->keys};
    for (int i = 0; i < COLUMNS; i++) {
        struct ArrowArray *column = &table->columns[i];
        memset(column, 0, sizeof *column);
        table->buffers[i][1] = values[i];
        column->length = table->rows;
        column->n_buffers = 2;
        column->buffers = table->buffers[i];
        column->release = no_array;
        table->pointers[i] = column;
    }
    for (int i = 0; i < 2; i++) {
        struct ArrowArray *words = &table->words[i];
        table->word_buffers[i][1] = i == 0 ? service_ends : unit_ends;
        table->word_buffers[i][2] = i == 0 ? NAME : "hour";
        words->length = 1;
        words->n_buffers = 3;
        words->buffers = table->word_buffers[i];
        words->release = no_array;
        table->columns[i == 0 ? 1 : 6].dictionary = words;
    }
    out->length = table->rows;
    out->n_buffers = 1;
    out->buffers = table->none;
    out->n_children = COLUMNS;
    out->children = table->pointers;
    out->release = no_array;
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return NULL;
}

static void release(struct ArrowArrayStream *stream) { stream->release = NULL; }

static void stream_of(struct table *table, struct ArrowArrayStream *stream, int one_case)
{
    /* 2019-03-31 in days from 1970-01-01; 10,000 hours; 10,000,000 kr. */
    static const int64_t repeated[3] = {101, 10000, 10000000};
    for (int64_t i = 0; i < table->rows; i++) {
        table->ids[i] = one_case ? 1 : i + 1;
        table->days[0][i] = 17986;
        for (int j = 0; j < 3; j++)
            table->values[j][i] = repeated[j];
    }
    table->left = 1;
    stream->get_schema = get_schema;
    stream->get_next = get_next;
    stream->get_last_error = get_last_error;
    stream->release = release;
    stream->private_data = table;
}

static void columns(const takst_batch *batch)
{
    struct table *table = calloc(1, sizeof *table);
    takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
    takst_run_summary summary = TAKST_RUN_SUMMARY_INIT;
    struct ArrowArrayStream cases, stream, refused;
    struct ArrowArray some;
    if (table == NULL)
        exit(2);
    table->rows = ROWS;
    table->ids = calloc(ROWS, sizeof *table->ids);
    table->keys = calloc(ROWS, sizeof *table->keys);
    table->days[0] = calloc(ROWS, sizeof *table->days[0]);
    for (int i = 0; i < 3; i++)
        table->values[i] = calloc(ROWS, sizeof *table->values[i]);
    options.grouping = TAKST_GROUPING_BY_CITIZEN;
    options.until = 20190331;
    /* A million cases: the total does not fit into its column. */
    stream_of(table, &cases, 0);
    CHECK_SAYS(TAKST_STATUS_BATCH, "net is out of range", takst_batch_totals(batch, &cases, &options, &stream, NULL, &summary, &error));
    /* One case of one row too many is refused. */
    table->rows = 400001;
    stream_of(table, &cases, 1);
    CHECK(takst_batch_totals(batch, &cases, &options, &stream, &refused, &summary, NULL) == TAKST_STATUS_NONE_PRICED);
    CHECK(summary.rows == 400001 && summary.cases == 1 && summary.refused == 1);
    stream.release(&stream);
    CHECK(refused.get_next(&refused, &some) == 0 && some.release != NULL && some.length == 1);
    some.release(&some);
    refused.release(&refused);
    free(table->ids);
    free(table->keys);
    free(table->days[0]);
    for (int i = 0; i < 3; i++)
        free(table->values[i]);
    free(table);
}

int main(void)
{
    silent_begin();
    takst_book *book = check_book();
    takst_batch *batch = NULL;
    CHECK(takst_batch_new(book, &batch, NULL) == TAKST_STATUS_OK);
    plain(book);
    texts(book);
    columns(batch);
    takst_batch_free(batch);
    takst_book_free(book);
    silent_end();
    return check_end();
}
