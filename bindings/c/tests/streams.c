/* Columns: runs to their end, and streams that fail, contradict themselves, or are released before their end. */
#define _POSIX_C_SOURCE 199309L
#include "../examples/rows.h"
#include "check.h"
#include <stdatomic.h>
#include <time.h>

static takst_batch_options grouped(void)
{
    takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
    options.grouping = TAKST_GROUPING_BY_CITIZEN;
    options.language = TAKST_LANGUAGE_ENGLISH;
    return options;
}

/* Pulls to the end or the first error; returns the lines, or -1. */
static long pulled(struct ArrowArrayStream *stream)
{
    long lines = 0;
    for (;;) {
        struct ArrowArray some;
        if (stream->get_next(stream, &some) != 0)
            return -1;
        if (some.release == NULL)
            return lines;
        lines += (long)some.length;
        some.release(&some);
    }
}

static void whole(const takst_batch *batch)
{
    takst_batch_options options = grouped();
    struct ArrowArrayStream cases, stream, again, refused;
    struct ArrowSchema schema;
    takst_lines *lines = NULL;
    takst_run_summary summary;
    options.threads = 2;
    CHECK(rows_stream(&cases, 20000));
    CHECK(takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK && cases.release == NULL);
    CHECK(takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
    CHECK_FAILS(TAKST_STATUS_TAKEN, takst_lines_stream(lines, &again, &error));
    CHECK(stream.get_schema(&stream, &schema) == 0 && schema.n_children == 34);
    schema.release(&schema);
    long count = pulled(&stream);
    summary.struct_size = sizeof summary;
    CHECK(takst_lines_status(lines, NULL) == TAKST_STATUS_OK && takst_lines_summary(lines, &summary, NULL) == TAKST_STATUS_OK);
    CHECK(summary.rows == 20000 && summary.refused == 0 && (long)summary.lines == count && count > 20000);
    CHECK(takst_lines_refused(lines, &refused, NULL) == TAKST_STATUS_OK && pulled(&refused) == 0);
    refused.release(&refused);
    /* The stream may live longer than its run. */
    takst_lines_free(lines);
    CHECK(pulled(&stream) == 0);
    stream.release(&stream);
}

static void given_up(const takst_batch *batch)
{
    takst_batch_options options = grouped();
    struct ArrowArrayStream cases, stream;
    struct ArrowArray some;
    takst_lines *lines = NULL;
    options.threads = 2;
    CHECK(rows_stream(&cases, 50000));
    CHECK(takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK && takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
    CHECK(stream.get_next(&stream, &some) == 0 && some.release != NULL);
    stream.release(&stream);
    takst_lines_free(lines);
    /* A batch outlives its stream too. */
    CHECK(some.length > 0);
    some.release(&some);
    /* Never pulled. */
    lines = NULL;
    CHECK(rows_stream(&cases, 50000) && takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK);
    takst_lines_free(lines);
    /* Released although the call fails. */
    options.money = 9;
    CHECK(rows_stream(&cases, 10));
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_batch_lines(batch, &cases, &options, &lines, &error));
    CHECK(cases.release == NULL);
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_batch_lines(batch, &cases, NULL, &lines, &error));
}

/* Arrays of the caller's that takst has and has not released yet. */
static atomic_int live_arrays;

static void counted_release(struct ArrowArray *array)
{
    rows_release_batch(array);
    live_arrays--;
}

static int counted_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    int code = rows_get_next(stream, out);
    if (code == 0 && out->release != NULL) {
        out->release = counted_release;
        live_arrays++;
    }
    return code;
}

static atomic_int live_streams;

static void counted_end(struct ArrowArrayStream *stream)
{
    rows_release(stream);
    live_streams--;
}

static uint32_t at_once(void *context, uint64_t rows, uint64_t lines)
{
    (void)context, (void)lines;
    return rows > 0;
}

static void count_rows(struct ArrowArrayStream *cases, int64_t rows)
{
    CHECK(rows_stream(cases, rows));
    cases->get_next = counted_next;
    cases->release = counted_end;
    live_streams++;
}

/* A run that is given up before its end, in each order: when the last call returns, everything of the caller's is released. */
static void nothing_left(const takst_batch *batch)
{
    for (int round = 0; round < 24; round++) {
        takst_batch_options options = grouped();
        struct ArrowArrayStream cases, stream, totals;
        struct ArrowArray some;
        takst_lines *lines = NULL;
        takst_run_summary summary;
        summary.struct_size = sizeof summary;
        options.threads = round % 2 ? 1 : 4;
        count_rows(&cases, 400000);
        CHECK(takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK && takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
        CHECK(stream.get_next(&stream, &some) == 0 && some.release != NULL && live_streams == 1);
        /* Lines that were pulled hold no array of the caller: they may be released last. */
        if (round % 3 != 0)
            some.release(&some);
        if (round % 4 < 2) {
            stream.release(&stream);
            CHECK(live_arrays == 0 && live_streams == 0);
            /* What was counted can be asked for all the same, and the run says that it is a part. */
            CHECK(takst_lines_summary(lines, &summary, NULL) == TAKST_STATUS_OK && summary.rows > 0 && summary.rows < 400000);
            CHECK(takst_lines_status(lines, NULL) == TAKST_STATUS_UNFINISHED);
            takst_lines_free(lines);
        } else {
            takst_lines_free(lines);
            stream.release(&stream);
            CHECK(live_arrays == 0 && live_streams == 0);
        }
        if (some.release != NULL)
            some.release(&some);
        /* Neither pulled nor taken. */
        count_rows(&cases, 400000);
        CHECK(takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK);
        takst_lines_free(lines);
        CHECK(live_arrays == 0 && live_streams == 0);
        /* Totals that the callback stops. */
        options.progress = at_once;
        count_rows(&cases, 400000);
        CHECK_FAILS(TAKST_STATUS_BATCH, takst_batch_totals(batch, &cases, &options, &totals, NULL, &summary, &error));
        CHECK(live_arrays == 0 && live_streams == 0);
    }
    /* Were a thread left, it would release something now. */
    struct timespec moment = {0, 50000000};
    nanosleep(&moment, NULL);
    CHECK(live_arrays == 0 && live_streams == 0);
}

/* A column may be moved out of its batch, which is released first. */
static void moved(const takst_batch *batch)
{
    takst_batch_options options = grouped();
    struct ArrowArrayStream cases, stream;
    struct ArrowArray some;
    takst_lines *lines = NULL;
    options.columns = "service,net";
    options.columns_length = strlen(options.columns);
    CHECK(rows_stream(&cases, 1000) && takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK);
    CHECK(takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK && stream.get_next(&stream, &some) == 0 && some.n_children == 2);
    struct ArrowArray service = *some.children[0];
    some.children[0]->release = NULL;
    some.release(&some);
    CHECK(some.release == NULL && service.length > 0 && service.n_buffers == 2 && service.dictionary->n_buffers == 3);
    const int32_t *numbers = service.buffers[1], *offsets = service.dictionary->buffers[1];
    const char *words = service.dictionary->buffers[2];
    CHECK(numbers[0] < service.dictionary->length && memcmp(words + offsets[numbers[0]], "mandecentret/efterforsorg", 25) == 0);
    service.release(&service);
    CHECK(service.release == NULL);
    stream.release(&stream);
    takst_lines_free(lines);
}

static int broken_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    struct rows *rows = stream->private_data;
    return rows->next > 0 ? 5 : rows_get_next(stream, out);
}

/* Rows that are null as a whole, which no table has. */
static int null_rows(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    static const uint8_t none_valid[1024];
    int code = rows_get_next(stream, out);
    if (code == 0 && out->release != NULL) {
        out->buffers[0] = none_valid;
        out->null_count = out->length;
    }
    return code;
}

static int beyond_dictionary(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    int code = rows_get_next(stream, out);
    if (code == 0 && out->release != NULL)
        ((struct rows_batch *)out->private_data)->services[3] = 77;
    return code;
}

static int bad_utf8(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    static const char names[] = "mandecentret/efterforsorg-b\xff\xfe\xfd\xfcmandecentret/efterforsorg-udvidetmandecentret/efterforsorg";
    int code = rows_get_next(stream, out);
    if (code == 0 && out->release != NULL)
        out->children[1]->dictionary->buffers[2] = names;
    return code;
}

/* An array that contradicts its schema. */
static int too_few_columns(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    int code = rows_get_next(stream, out);
    if (code == 0 && out->release != NULL)
        out->n_children = 3;
    return code;
}

static int no_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    (void)stream;
    (void)out;
    return 22;
}

static const char *silent(struct ArrowArrayStream *stream)
{
    (void)stream;
    return NULL;
}

static void failing(const takst_batch *batch)
{
    takst_run_summary summary = TAKST_RUN_SUMMARY_INIT;
    int (*const nexts[])(struct ArrowArrayStream *, struct ArrowArray *) = {broken_next, null_rows, beyond_dictionary, bad_utf8, too_few_columns};
    takst_batch_options options = grouped();
    struct ArrowArrayStream cases, stream, totals, healthy;
    takst_lines *lines = NULL, *others = NULL;
    /* A run without an error goes on beside those with one. */
    options.threads = 1;
    CHECK(rows_stream(&cases, 20000) && takst_batch_lines(batch, &cases, &options, &others, NULL) == TAKST_STATUS_OK);
    CHECK(takst_lines_stream(others, &healthy, NULL) == TAKST_STATUS_OK);
    for (size_t i = 0; i < sizeof nexts / sizeof nexts[0]; i++) {
        struct ArrowArray some;
        CHECK(rows_stream(&cases, 20000));
        cases.get_next = nexts[i];
        options.threads = i % 2 ? 1 : 2;
        CHECK(takst_batch_lines(batch, &cases, &options, &lines, NULL) == TAKST_STATUS_OK && takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
        CHECK(pulled(&stream) == -1 && stream.get_last_error(&stream) != NULL);
        CHECK_FAILS(TAKST_STATUS_BATCH, takst_lines_status(lines, &error));
        /* After an error the stream is at its end. */
        CHECK(stream.get_next(&stream, &some) == 0 && some.release == NULL);
        stream.release(&stream);
        takst_lines_free(lines);
        CHECK(rows_stream(&cases, 20000));
        cases.get_next = nexts[i];
        cases.get_last_error = silent;
        memset(&totals, 0, sizeof totals);
        CHECK_FAILS(TAKST_STATUS_BATCH, takst_batch_totals(batch, &cases, &options, &totals, NULL, &summary, &error));
        CHECK(totals.release == NULL);
    }
    CHECK(pulled(&healthy) > 20000 && takst_lines_status(others, NULL) == TAKST_STATUS_OK);
    healthy.release(&healthy);
    takst_lines_free(others);
    CHECK(rows_stream(&cases, 5));
    cases.get_schema = no_schema;
    CHECK_FAILS(TAKST_STATUS_BATCH, takst_batch_lines(batch, &cases, NULL, &lines, &error));
    CHECK(rows_stream(&cases, 5));
    cases.get_next = NULL;
    CHECK(takst_batch_lines(batch, &cases, NULL, &lines, NULL) == TAKST_STATUS_OK && takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
    CHECK(pulled(&stream) == -1);
    stream.release(&stream);
    takst_lines_free(lines);
}

static uint32_t enough(void *context, uint64_t rows, uint64_t lines)
{
    (void)lines;
    (*(int *)context)++;
    return rows > 9000;
}

static void stopped(const takst_batch *batch)
{
    takst_run_summary summary = TAKST_RUN_SUMMARY_INIT;
    takst_batch_options options = grouped();
    struct ArrowArrayStream cases, totals;
    int calls = 0;
    options.progress = enough;
    options.context = &calls;
    options.threads = 1;
    CHECK(rows_stream(&cases, 100000));
    CHECK_FAILS(TAKST_STATUS_BATCH, takst_batch_totals(batch, &cases, &options, &totals, NULL, &summary, &error));
    CHECK(calls > 0);
    options.progress = NULL;
    options.columns = "service,service";
    options.columns_length = 15;
    CHECK(rows_stream(&cases, 10));
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_batch_totals(batch, &cases, &options, &totals, NULL, &summary, &error));
}

int main(void)
{
    takst_book *book = check_book();
    takst_batch *batch = NULL;
    CHECK(takst_batch_new(book, &batch, NULL) == TAKST_STATUS_OK);
    takst_book_free(book);
    whole(batch);
    given_up(batch);
    nothing_left(batch);
    moved(batch);
    failing(batch);
    stopped(batch);
    takst_batch_free(batch);
    return check_end();
}
